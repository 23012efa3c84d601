"""Pictures without an address: drawn by the user's own model, once, and kept by their prompt."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from callsheet_studio.drawing.picture_file import MOST_PIXELS
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.film_source import link_or_copy
from callsheet_studio.llm.endpoints import Endpoint, EndpointError, EndpointRefusal
from callsheet_studio.llm.image_client import LANDSCAPE, PORTRAIT, draw
from callsheet_studio.private_files import make_file, make_folder
from callsheet_studio.storage.atomic_file import replace_atomically
from callsheet_studio.storage.home import DRAWN, DRAWN_PREFIX, home_of
from callsheet_studio.storyboard.content import Picture
from callsheet_studio.storyboard.model import Scene, Storyboard
from callsheet_studio.storyboard.picture_files import picture_kind

LEAST_SIDE = 64
MOST = 20
"""Pictures of one film."""
_ENDS = {"png": b"IEND", "jpg": b"\xff\xd9", "gif": b";"}
NO_MODEL = "no picture model is set (CALLSHEET_IMAGE_URL and CALLSHEET_IMAGE_MODEL)"


@dataclass
class PictureDrawer:
    """Has the user's image model draw the pictures that a film describes instead of naming a
    file."""

    folder: Path
    """The film's folder."""
    painter: Endpoint | None
    """The endpoint of the image model; None: there is none."""
    asks: bool = True
    """Whether the model is asked for pictures that are not in the folder yet; False for a draft."""
    notes: list[str] = field(default_factory=list[str])
    _gone: str = ""
    """Why the endpoint is not asked any more."""
    _asked: int = 0

    def show(self, storyboard: Storyboard) -> Storyboard:
        """Return the storyboard with the files of its drawn pictures; the model draws those that
        are missing, at most `MOST`. A picture that is not drawn has no file. One of `notes` says of
        each what became of it.

        Raises:
            OSError: A file can't be written, for example because the disk is full.
        """
        shown = [self._scene(n, each, storyboard) for n, each in enumerate(storyboard.scenes, 1)]
        return storyboard.model_copy(update={"scenes": tuple(shown)})

    def _scene(self, n: int, scene: Scene, storyboard: Storyboard) -> Scene:
        picture = scene.content
        if not isinstance(picture, Picture) or picture.address:
            return scene
        if scene.image and not scene.image.startswith(DRAWN_PREFIX):
            return scene  # somebody sent one for it
        size = PORTRAIT if storyboard.aspect_ratio == "9:16" else LANDSCAPE
        file = self._file(n, picture.description, size)
        return scene.model_copy(update={"image": file})

    def _file(self, n: int, prompt: str, size: tuple[int, int]) -> str | None:
        """The picture's path inside the folder; None, and a note, when there is none."""
        stand_in = f"Scene {n} shows the description of its picture ({prompt!r}) in its place"
        if self.painter is None:
            self.notes.append(f"{stand_in}: {NO_MODEL}.")
            return None
        kept = next(self._kept_file(self.painter, prompt, size), None)
        by = f"your picture model {self.painter.model}"
        if kept is None and not self.asks:
            self.notes.append(f"{stand_in}: {by} draws it when the film is made.")
            return None
        try:
            kept = kept or self._draw(self.painter, prompt, size)
        except EndpointError as error:
            self.notes.append(f"{stand_in}: {error.explain()}.")
            return None
        file = f"{DRAWN_PREFIX}{kept.name}"
        link_or_copy(kept, self.folder / file)
        self.notes.append(f"The picture of scene {n} ({prompt!r}) was drawn by {by}.")
        return file

    def _kept_file(self, painter: Endpoint, prompt: str, size: tuple[int, int]) -> Iterator[Path]:
        """The file of an earlier drawing."""
        stem = _stem(painter, prompt, size)
        return (home_of(self.folder) / DRAWN).glob(f"{stem}.*[gp]")

    def _draw(self, painter: Endpoint, prompt: str, size: tuple[int, int]) -> Path:
        """Ask for it; an endpoint that is gone is not asked for the next one."""
        if self._gone:
            raise EndpointError(self._gone)
        if self._asked == MOST:
            raise EndpointError(f"at most {MOST} pictures are drawn for one film")
        self._asked += 1
        try:
            content = draw(painter, prompt, size)
        except EndpointRefusal:
            raise
        except EndpointError as error:
            self._gone = str(error)
            raise
        kind = check_picture(painter, content)
        folder = home_of(self.folder) / DRAWN
        make_folder(folder)
        path = folder / f"{_stem(painter, prompt, size)}.{kind}"
        with replace_atomically(path) as temporary:
            make_file(temporary).write_bytes(content)
        return path


def check_picture(painter: Endpoint, content: bytes) -> str:
    """Return the format of a picture file that a model sent: `png`, `jpg`, `gif` or `webp`.

    Args:
        painter: The model's endpoint, which an error names.
        content: What the model sent.

    Raises:
        EndpointError: It is no whole picture, has a side of less than `LEAST_SIDE` pixels or more
            than `MOST_PIXELS` in all.
    """
    kind = picture_kind(content)
    picture = skia.Image.MakeFromEncoded(skia.Data.MakeWithCopy(content)) if kind else None
    if kind is None or picture is None or not _is_whole(kind, content):
        raise EndpointError(f"what {painter.url} sent is no whole PNG, JPEG, GIF or WebP")
    width, height = picture.width(), picture.height()
    if min(width, height) < LEAST_SIDE or width * height > MOST_PIXELS:
        raise EndpointError(
            f"what {painter.url} sent has {width} x {height} pixels: at least {LEAST_SIDE} a side "
            f"and at most {MOST_PIXELS // 1_000_000} million are shown"
        )
    return kind


def _is_whole(kind: str, content: bytes) -> bool:
    """Whether a file has its end, which Skia draws without."""
    if kind == "webp":
        return len(content) >= 8 + int.from_bytes(content[4:8], "little")
    return _ENDS[kind] in content[-32:]


def _stem(painter: Endpoint, prompt: str, size: tuple[int, int]) -> str:
    told = f"{painter.model}\n{size[0]}x{size[1]}\n{prompt}"
    return sha256(told.encode()).hexdigest()[:32]
