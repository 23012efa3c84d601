"""The pictures that a document names, as files of its film."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from callsheet_studio.storyboard.content import Picture
from callsheet_studio.storyboard.grammar import read_outline
from callsheet_studio.storyboard.model import Scene, Storyboard

_BEGINS: Mapping[re.Pattern[bytes], str] = {
    re.compile(rb"\x89PNG\r\n\x1a\n"): "png",
    re.compile(rb"\xff\xd8\xff"): "jpg",
    re.compile(rb"GIF8"): "gif",
    re.compile(rb"RIFF....WEBP", re.DOTALL): "webp",
}
"""How the pictures begin that the renderer reads, and how their files are called."""


def picture_kind(content: bytes) -> str | None:
    """Return `png`, `jpg`, `gif` or `webp`, by a file's first bytes; None for anything else."""
    return next((kind for begin, kind in _BEGINS.items() if begin.match(content)), None)


@dataclass(frozen=True)
class PictureFiles:
    """The files of the pictures that a document names, or why there are none."""

    files: Mapping[str, str] = field(default_factory=dict[str, str])
    """Address as it is written -> path inside the film's folder."""
    reasons: Mapping[str, str] = field(default_factory=dict[str, str])
    """Address as it is written -> why there is no file."""
    paths: Mapping[str, str] = field(default_factory=dict[str, str])
    """Address as it is written -> how the same file is named from an allowed folder, where the
    document has a folder of its own."""

    def show(self, scene: Scene) -> Scene:
        """Return the scene with the file of its picture, if there is one, and with the address from
        `paths`."""
        picture = scene.content
        if scene.image or not isinstance(picture, Picture) or picture.address not in self.files:
            return scene
        path = self.paths.get(picture.address, picture.address)
        found = picture.model_copy(update={"address": path})
        return scene.model_copy(update={"image": self.files[picture.address], "content": found})

    def notes(self, scenes: Sequence[Scene]) -> Iterator[str]:
        """Yield a sentence for each picture of these scenes that has no file for one of the
        `reasons`, so that its description is shown instead."""
        for n, scene in enumerate(scenes, start=1):
            picture = scene.content
            if isinstance(picture, Picture) and picture.address in self.reasons:
                reason = self.reasons[picture.address].removeprefix(f"{picture.address}: ")
                yield (
                    f"Scene {n} shows the description of {picture.address!r} in its place: "
                    f"{reason}."
                )


def without_picture_files(storyboard: Storyboard) -> Storyboard:
    """Return a storyboard in which pictures have only their addresses, no files."""
    scenes = (
        scene.model_copy(update={"image": None}) if isinstance(scene.content, Picture) else scene
        for scene in storyboard.scenes
    )
    return storyboard.model_copy(update={"scenes": tuple(scenes)})


def addresses_in(text: str) -> list[str]:
    """Return the addresses of all pictures in a document, each once, in order."""
    if "![" not in text and "<img" not in text.lower():
        return []
    found = (part.content for part in read_outline(text).parts)
    addresses = (one.address for one in found if isinstance(one, Picture))
    return list(dict.fromkeys(filter(None, addresses)))
