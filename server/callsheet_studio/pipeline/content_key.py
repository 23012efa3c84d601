"""Which code made a file: part of the names of files that later films take over."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

PACKAGES = ("av", "skia-python", "numpy")
OPTIONAL_PACKAGES = ("manimgx-fonts-cjk",)
"""Of extras that decide on pixels where they are installed."""
CODE = tuple(
    f"callsheet_studio.{name}"
    for name in (
        "animatic",
        "audio",
        "diagrams",
        "drawing",
        "explainer",
        "media",
        "pipeline",
        "storyboard",
        "text",
    )
)
"""Every package whose code decides on a pixel or a sound."""


def content_key(content: Mapping[str, object]) -> str:
    """Return a key of 20 hexadecimal characters for the file that this version of the code makes of
    `content`.

    The same content and code give the same key. `content` is anything that JSON can hold.
    """
    known = {**content, "made by": _code_versions()}
    return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()[:20]


@cache
def _code_versions() -> Sequence[str]:
    """Versions, and a digest of the code: other code never reuses this one's files."""
    digest = hashlib.sha256()
    for package in CODE:
        for file in _tree(files(package)):
            digest.update(file.read_bytes())
    there = (*PACKAGES, *filter(_is_installed, OPTIONAL_PACKAGES))
    return [*(f"{name} {version(name)}" for name in there), digest.hexdigest()]


def _is_installed(package: str) -> bool:
    try:
        return bool(version(package))
    except PackageNotFoundError:
        return False


def _tree(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _tree(entry)
        elif not entry.name.endswith(".pyc"):
            yield entry
