"""What a film needs besides its words: the pictures that its scenes name."""

from collections.abc import Iterator
from pathlib import Path

from callsheet_studio.pipeline.checkpoints import sha256
from callsheet_studio.storyboard.brief import FilmRejected
from callsheet_studio.storyboard.model import Storyboard


def props(storyboard: Storyboard, folder: Path) -> dict[str, str]:
    """Each picture file's path inside the folder and the SHA-256 of its content.

    Raises:
        CannotFilm: A picture is missing or lies outside the folder.
    """
    return dict(_found(storyboard, folder.resolve()))


def _found(storyboard: Storyboard, folder: Path) -> Iterator[tuple[str, str]]:
    for n, scene in enumerate(storyboard.scenes, start=1):
        if scene.image is None:
            continue
        path = (folder / scene.image).resolve()
        if not path.is_relative_to(folder) or not path.is_file():
            raise FilmRejected(
                f"Scene {n} shows the picture {scene.image!r}, which is not among this film's "
                f"files. Leave the picture out, or send it along."
            )
        yield scene.image, sha256(path)
