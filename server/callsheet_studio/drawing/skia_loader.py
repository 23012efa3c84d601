"""The only module that imports the drawing library; others say `from …skia_loader import skia`.

Skia's wheel for Linux is linked against libGL and libEGL although drawing into memory needs
neither. Where they are missing, stand-ins are loaded first (`gl/`).
"""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from callsheet_studio.drawing.gl.preload import preload


def load_skia() -> ModuleType:
    """Import the drawing library Skia and return its module.

    If libGL or libEGL is missing, stand-ins are loaded first.

    Raises:
        ImportError: Skia is not installed, or another library is missing.
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
