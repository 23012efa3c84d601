"""What to type for this very installation: how an extra is added, and how a command is called.

The package is not published. Whoever asked an index for its bare name could get another's package.
"""

import json
import shutil
import sys
import sysconfig
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
    """Return the command to type to install an extra into this installation; where it is not
    recorded what that came from, it ends with words on the folder to be in.

    Args:
        extra: Its name, such as `studio`.
        python: The path of the interpreter that gets it.
        has_pip: Whether that interpreter has pip; an environment made by uv has none. None looks.
        source: Where the installation came from, as `installed_from` returns it. None looks.
    """
    quoted = _quote(python)
    pip = find_spec("pip") is not None if has_pip is None else has_pip
    install = f"{quoted} -m pip install" if pip else f"uv pip install --python {quoted}"
    if where := installed_from() if source is None else source:
        return f'{install} "{NAME}[{extra}] @ {where}"'
    return f'{install} ".[{extra}]" in the folder of Callsheet\'s source'


def own_command(words: str, scripts: str | None = None) -> str:
    """Return a command of this installation with its full path, as it can be typed in a shell; with
    the bare name `callsheet` if its script isn't found.

    A path with spaces stands in double quotes; PowerShell needs `&` before these.

    Args:
        words: The arguments, such as `doctor --fix`.
        scripts: The folder of this installation's commands; None finds it.
    """
    found = shutil.which(NAME, path=scripts or sysconfig.get_path("scripts"))
    return f"{_quote(found or NAME)} {words}"


def _quote(path: str) -> str:
    return f'"{path}"' if " " in path else path


def installed_from() -> str:
    """Return the URL or path that this installation came from (PEP 610, `direct_url.json`);
    empty if none was recorded."""
    try:
        recorded = json.loads(distribution(NAME).read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return ""
    vcs: dict[str, str] = recorded.get("vcs_info", {})
    revision = f"@{vcs['commit_id']}" if "commit_id" in vcs else ""
    return f"{vcs['vcs']}+{recorded['url']}{revision}" if vcs else str(recorded.get("url", ""))
