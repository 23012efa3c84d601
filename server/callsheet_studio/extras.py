"""How an extra is added to this very installation: by its own source and its own interpreter.

The package is not published. Whoever asked an index for its bare name could get another's package.
"""

import json
import sys
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec

NAME = "callsheet"


def add_extra(
    extra: str,
    python: str = sys.executable,
    *,
    has_pip: bool | None = None,
    source: str | None = None,
) -> str:
    """The command to type.

    Args:
        extra: `studio`, `cjk`, `ja`, `listen` or `ads`.
        python: The interpreter that gets it.
        has_pip: Whether that has pip; an environment that uv made (a bundle's, a tool's) has none.
            None looks.
        source: Where the installation came from, as `installed_from` gives it. None looks.
    """
    quoted = f'"{python}"' if " " in python else python
    pip = find_spec("pip") is not None if has_pip is None else has_pip
    install = f"{quoted} -m pip install" if pip else f"uv pip install --python {quoted}"
    if where := installed_from() if source is None else source:
        return f'{install} "{NAME}[{extra}] @ {where}"'
    return f'{install} ".[{extra}]" in the folder of Callsheet\'s source'


def installed_from() -> str:
    """The address that this installation came from (PEP 610); empty when nothing recorded one."""
    try:
        recorded = json.loads(distribution(NAME).read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return ""
    vcs: dict[str, str] = recorded.get("vcs_info", {})
    revision = f"@{vcs['commit_id']}" if "commit_id" in vcs else ""
    return f"{vcs['vcs']}+{recorded['url']}{revision}" if vcs else str(recorded.get("url", ""))
