"""The pictures that a document names, as files of its film."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from callsheet_studio.storyboard.content import Picture
from callsheet_studio.storyboard.grammar import read_outline
from callsheet_studio.storyboard.model import Scene, Storyboard
from callsheet_studio.storyboard.statements import show_said

_BEGINS: Mapping[re.Pattern[bytes], str] = {
    re.compile(rb"\x89PNG\r\n\x1a\n"): "png",
    re.compile(rb"\xff\xd8\xff"): "jpg",
    re.compile(rb"GIF8"): "gif",
    re.compile(rb"RIFF....WEBP", re.DOTALL): "webp",
}
"""How the pictures begin that the renderer reads, and how their files are called."""
_SAID = 0.5
"""Share of the words of a description from which a narration tells what is in the picture."""
_WORD = re.compile(r"\w{3,}")


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
        `paths`; one that has none for a reason, and says something else than what the picture
        shows, with its words in the place of the picture."""
        picture = scene.content
        if self._is_told_without(scene):
            return show_said(scene.model_copy(update={"content": None, "kind": "points"}))
        if scene.image or not isinstance(picture, Picture) or picture.address not in self.files:
            return scene
        path = self.paths.get(picture.address, picture.address)
        found = picture.model_copy(update={"address": path})
        return scene.model_copy(update={"image": self.files[picture.address], "content": found})

    def notes(self, scenes: Sequence[Scene]) -> Iterator[str]:
        """Yield a sentence for each picture of these scenes that has no file for one of the
        `reasons`, so that its description, or what is said, is shown instead."""
        for n, scene in enumerate(scenes, start=1):
            picture = scene.content
            if isinstance(picture, Picture) and picture.address in self.reasons:
                reason = self.reasons[picture.address].removeprefix(f"{picture.address}: ")
                name = repr(picture.address)
                shown = f"the description of {name} in its place"
                if self._is_told_without(scene):
                    shown = f"its words in the place of {name}"
                yield f"Scene {n} shows {shown}: {reason}."

    def _is_told_without(self, scene: Scene) -> bool:
        """Whether a scene without the file of its picture says something else than what that
        shows."""
        picture = scene.content
        if scene.image or scene.items or not isinstance(picture, Picture) or picture.callouts:
            return False
        described = set(_WORD.findall(picture.description.casefold()))
        said = set(_WORD.findall(scene.narration.casefold()))
        is_said = len(described & said) >= _SAID * len(described)
        return picture.address in self.reasons and bool(said) and not is_said


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
