"""What this computer needs for making anything: packages, and room on its disk."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias

from callsheet_studio.extras import add_extra

PARTS = {
    **{"skia": "skia-python", "av": "av", "numpy": "numpy"},
    **{"markdown_it": "markdown-it-py", "mdit_py_plugins": "mdit-py-plugins"},
}
"""What the extra `[studio]` brings and no film can do without: module -> package."""
LEAST_ROOM = 500_000_000
"""Bytes on the disk without which nothing is begun."""

FreeSpace: TypeAlias = Callable[[Path], int]
"""Bytes left on the disk of a folder."""


@dataclass(frozen=True)
class ReadinessCheck:
    """Whether one studio can make anything now."""

    folder: Path
    """Where films are made."""
    free_space: FreeSpace
    missing: Callable[[], tuple[str, ...]]
    """Packages that a film needs and this computer lacks."""

    def problem(self) -> str | None:
        """Return a sentence on why nothing can be made now: less than `LEAST_ROOM` bytes of disk
        are free, or a package is missing; else None."""
        if self.free_space(self.folder) < LEAST_ROOM:
            return f"Less than {LEAST_ROOM // 1_000_000} MB are free on this computer's disk"
        if missing := ", ".join(self.missing()):
            return f"This computer cannot render yet ({missing}): {add_extra('studio')}"
        return None


def missing_parts() -> tuple[str, ...]:
    """Return the names of packages of the extra `[studio]` that are not
    installed; imports none of them."""
    return tuple(package for module, package in PARTS.items() if find_spec(module) is None)


def disk_free(folder: Path) -> int:
    """Return the free bytes of the disk that holds `folder`, which must exist."""
    return shutil.disk_usage(folder).free
