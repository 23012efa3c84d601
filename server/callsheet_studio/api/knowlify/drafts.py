"""`POST /studio/v1/drafts`: a first look at a document's film. Not part of the documented API."""

import base64
import binascii
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

import anyio
import anyio.to_thread
from pydantic import Field
from starlette.requests import Request
from starlette.responses import JSONResponse

from callsheet_studio.api.json_body import Body
from callsheet_studio.api.knowlify import requests
from callsheet_studio.api.knowlify.document_pictures import DocumentPictures
from callsheet_studio.api.knowlify.errors import ApiRefusal
from callsheet_studio.api.knowlify.requests import ColorPalette, Text
from callsheet_studio.jobs.job_folders import JobFolders
from callsheet_studio.jobs.kinds import DRAFT
from callsheet_studio.jobs.readiness import ReadinessCheck
from callsheet_studio.jobs.worker_pool import WorkerConfig
from callsheet_studio.jobs.worker_process import Workers
from callsheet_studio.jobs.worker_protocol import Completed, WorkItem
from callsheet_studio.jobs.worker_protocol import Rejected as CannotDraft
from callsheet_studio.storyboard.brief import AspectRatio, FilmRejected, Style
from callsheet_studio.storyboard.file_text import read_file
from callsheet_studio.storyboard.picture_files import PictureFiles

PATH = "/studio/v1/drafts"
DRAFTS = "drafts"
"""Of a home: a folder for each draft under way."""
AT_ONCE = 2
LONGEST = 60.0
"""Seconds that a draft may take."""
LONGEST_DOCUMENT = 200_000
PIECE = 10_000
"""Characters."""
LARGEST_FILE = 4_000_000
"""Bytes of a file: a notebook holds its pictures."""


class DraftBody(Body):
    """The body of the request: a document, or a file's content, and the arguments of a video."""

    document: Annotated[str, Field(min_length=1, max_length=LONGEST_DOCUMENT)] | None = None
    file_content: Annotated[str, Field(max_length=LARGEST_FILE * 4 // 3 + 4)] | None = None
    """Base64."""
    file_name: Annotated[str, Field(max_length=255)] = ""
    folder: Annotated[str, Field(max_length=4000)] | None = None
    """Where the document lies; its pictures' relative paths lead from there."""
    video_duration_seconds: Annotated[int, Field(ge=30, le=300)] | None = None
    aspect_ratio: AspectRatio | None = None
    video_type: Style | None = None
    global_style_prompt: Text | None = None
    color_palette: ColorPalette | None = None
    voice_description: Text | None = None

    def request(self, text: str, pictures: PictureFiles) -> dict[str, Any]:
        """Return the request of the worker that makes the draft; JSON.

        Args:
            text: The document.
            pictures: Its pictures.
        """
        of_file = {"document", "file_content", "file_name", "folder"}
        return {
            "document": text,
            "arguments": self.model_dump(exclude_none=True, exclude=of_file),
            "pictures": asdict(pictures),
        }

    def text(self) -> str:
        """Return the text of the document, as it was given or read from the given file.

        Raises:
            ApiRefusal: 400 when there is no document, there are two, or it can't be read.
        """
        if (self.document is None) == (self.file_content is None):
            raise ApiRefusal(400, "Send either `document` or `file_content`.")
        if self.document is not None:
            return self.document
        try:
            content = base64.b64decode(self.file_content or "", validate=True)
            return read_file(self.file_name, content)
        except binascii.Error as error:
            raise ApiRefusal(400, "file_content: is not base64") from error
        except FilmRejected as error:
            raise ApiRefusal(400, str(error)) from error


@dataclass(frozen=True)
class Drafts:
    """The endpoint that makes drafts. The caller waits while a worker process makes one."""

    config: WorkerConfig
    readiness: ReadinessCheck
    pictures: DocumentPictures
    workers: Workers
    folders: JobFolders
    slots: anyio.CapacityLimiter = field(default_factory=lambda: anyio.CapacityLimiter(AT_ONCE))

    async def create(self, request: Request) -> JSONResponse:
        """Answer `POST /studio/v1/drafts`: the outline, scenes, notes, and the sheet of stills in
        base64. At most `AT_ONCE` are made at a time; others wait.

        Raises:
            ApiRefusal: 400: the body is wrong, the document makes no film, the disk is nearly full,
                or a part of the studio is not installed. 500: the worker broke down, or took more
                than `LONGEST` seconds.
        """
        body = await requests.read_body(request, DraftBody)
        text = await anyio.to_thread.run_sync(body.text)
        if problem := self.readiness.problem():
            raise ApiRefusal(400, problem)
        folder = self.config.home / DRAFTS / uuid4().hex
        try:
            async with self.slots:
                base = Path(body.folder) if body.folder else None
                pictures = await self.pictures.collect(text, folder, base)
                recording = await self.pictures.collect_recording(text, folder, base)
                await self.folders.bring_logos(text)
                asked = {**body.request(text, pictures), "recording": recording}
                return JSONResponse(await self._make(asked, folder))
        finally:
            with anyio.CancelScope(shield=True):
                await anyio.to_thread.run_sync(lambda: shutil.rmtree(folder, ignore_errors=True))

    async def _make(self, request: Mapping[str, Any], folder: Path) -> dict[str, Any]:
        config = self.config
        home = str(config.home)
        order = WorkItem(
            DRAFT, request, home, str(folder), config.format, {}, config.maker, config.endpoints
        )
        with anyio.move_on_after(LONGEST):
            said = await self.workers.run(order, _ignore)
            if isinstance(said, CannotDraft):
                raise ApiRefusal(400, said.sentence)
            if isinstance(said, Completed):
                sheet = await anyio.Path(folder, said.result["sheet"]).read_bytes()
                return {**said.result, "sheet": _pieces(sheet)}
            raise ApiRefusal(500, "The draft broke down. Send a shorter document, or try again.")
        raise ApiRefusal(500, f"The draft took more than {LONGEST:.0f} s. Send a shorter document.")


def _pieces(sheet: bytes) -> list[str]:
    """A picture as base64 in texts of ordinary length."""
    text = base64.b64encode(sheet).decode()
    return [text[start : start + PIECE] for start in range(0, len(text), PIECE)]


async def _ignore(said: object) -> None:
    """A draft has no progress."""
