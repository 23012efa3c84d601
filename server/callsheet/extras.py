"""How the renderer is added to this very installation."""

import sys
from importlib.util import find_spec

STUDIO = '"callsheet[studio]"'


def add_studio(python: str = sys.executable, *, has_pip: bool | None = None) -> str:
    """The command to type. An environment that uv made (a bundle's, a tool's) has no pip.

    `has_pip` None looks.
    """
    quoted = f'"{python}"' if " " in python else python
    if find_spec("pip") if has_pip is None else has_pip:
        return f"{quoted} -m pip install {STUDIO}"
    return f"uv pip install --python {quoted} {STUDIO}"
