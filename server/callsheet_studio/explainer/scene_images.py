"""What a film needs besides its words: its logo, and the pictures that its scenes name."""

from collections.abc import Iterator
from pathlib import Path

from callsheet_studio.explainer.film_source import link_or_copy
from callsheet_studio.storage.atomic_file import sha256
from callsheet_studio.storage.home import home_of
from callsheet_studio.storyboard.brief import FilmRejected
from callsheet_studio.storyboard.logos import FOLDER
from callsheet_studio.storyboard.model import Storyboard


def props(storyboard: Storyboard, folder: Path) -> dict[str, str]:
    """Return the picture files that a film needs, as path inside the folder -> SHA-256.

    Args:
        folder: The film's folder.

    Raises:
        FilmRejected: A picture is missing or lies outside the folder.
    """
    return dict(_find_images(storyboard, folder.resolve()))


def bring_logo(storyboard: Storyboard, folder: Path) -> None:
    """Link the film's logo from the home into the film's folder; does nothing without one.

    Raises:
        FilmRejected: This home has no such logo.
        OSError: The film's folder can't be written.
    """
    if storyboard.logo is None or (folder / FOLDER / storyboard.logo).is_file():
        return
    file = home_of(folder) / FOLDER / storyboard.logo
    if not file.is_file():
        raise FilmRejected(
            f"The logo {storyboard.logo!r} is not on this computer. Send its file again."
        )
    link_or_copy(file, folder / FOLDER / storyboard.logo)


def _find_images(storyboard: Storyboard, folder: Path) -> Iterator[tuple[str, str]]:
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
