"""The one door to the drawing library: every module says `from …graphics import skia`.

Skia's wheel for Linux is linked against libGL and libEGL although drawing into memory needs
neither. Where they are missing, stand-ins are loaded first (`gl/`).
"""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from callsheet_studio.drawing.gl.preload import preload


def load_skia() -> ModuleType:
    """The drawing library, imported; the stand-ins are loaded only after an error that names them.

    Raises:
        ImportError: It is not installed, or something else of the machine's is missing.
    """
    try:
        return import_module("skia")
    except ImportError as error:
        preload(error)
        return import_module("skia")


if TYPE_CHECKING:
    import skia as skia
else:
    skia = load_skia()
