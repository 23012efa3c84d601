"""Two servers of `/v1/videos` on loopback, from the public shapes of those that people run.

`OpenAI`: OpenAI's own reference ("Videos": create, retrieve, content; `seconds` 4, 8 or 12; four
sizes; a reference as large as the video), as strict as a validating gateway: an unknown field is a
422. `VllmOmni`: `docs/serving/videos_api.md` of vLLM-Omni: multipart only, `num_frames` is 1 unless
sent, unknown fields are ignored. Neither knows anything of Callsheet.
"""

import io
import json
import re
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import HTTP
from functools import cache
from pathlib import Path
from threading import Event
from typing import Any, ClassVar, Literal, TypeAlias

import av
import numpy as np
from tests.loopback_server import QuietHandler, loopback_server

Fault: TypeAlias = Literal[
    "", "slow", "500", "unsure", "lost", "page", "failed", "cut", "short", "html", "size", "never"
]
"""`slow`: stays queued for twenty looks. `500`: every create fails. `unsure`: the job is made and
the create answers 500. `lost`: the job is made and the line closed. `page`: a create is answered by
a web page. `failed`: the job fails. `cut`: the content ends early. `short`: the file itself does.
`html`: the content is a web page. `size`: the video is square. `never`: no job is ever done."""
PAGE = b"<!doctype html><title>Sign in</title><p>Please sign in."
RED = (200, 30, 40)


class Refused(Exception):
    """An answer that is an error."""

    def __init__(self, status: int, body: object) -> None:
        super().__init__(body)
        self.status, self.body = status, body


@dataclass
class Clip:
    """A job of the server."""

    id: str
    form: dict[str, Any]
    width: int
    height: int
    fps: int
    frames: int
    looks: int = 0


@dataclass
class VideoServer:
    """What both have in common; `url` ends in `/v1`."""

    url: str = ""
    fault: Fault = ""
    key: str | None = None
    """None takes every request."""
    says: str = "The prompt was not understood."
    """Of a job that fails."""
    creates: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    """The form of each POST, files as bytes."""
    sent: int = 0
    """Bytes of all bodies of POSTs."""
    requests: list[str] = field(default_factory=list[str])
    """`METHOD path` of each request, without the query."""
    authorizations: set[str | None] = field(default_factory=set[str | None])
    clips: dict[str, Clip] = field(default_factory=dict[str, Clip])
    looked: Event = field(default_factory=Event)
    """A job was looked at."""

    def create(self, form: dict[str, Any], multipart: bool) -> Clip:
        """Check a form as the server does; raises `Refused`."""
        raise NotImplementedError

    def shown(self, clip: Clip) -> dict[str, Any]:
        """A job as the server answers with it."""
        raise NotImplementedError

    def deletes(self, clip: Clip) -> bool:
        """Whether it gives a job up; OpenAI's documents speak of finished ones alone."""
        return True

    def status(self, clip: Clip) -> tuple[str, int]:
        """Queued, then at work, then done, a step for each look."""
        steps = 20 if self.fault == "slow" else 2
        if self.fault == "never" or clip.looks < steps - 1:
            return "queued", 0
        if clip.looks < steps:
            return "in_progress", 50
        return ("failed", 50) if self.fault == "failed" else ("completed", 100)


@dataclass
class OpenAI(VideoServer):
    """OpenAI's own service, or a gateway that validates as strictly."""

    FIELDS: ClassVar = {"model", "prompt", "seconds", "size", "input_reference"}
    SECONDS: ClassVar = {"4", "8", "12"}
    SIZES: ClassVar = {"720x1280", "1280x720", "1024x1792", "1792x1024"}

    def create(self, form: dict[str, Any], multipart: bool) -> Clip:
        """JSON or multipart; nothing but the documented fields and values."""
        if unknown := sorted(form.keys() - self.FIELDS):
            raise Refused(422, _error(f"Unknown parameter: '{unknown[0]}'."))
        size, seconds = form.get("size", "720x1280"), form.get("seconds", "4")
        if not form.get("prompt") or seconds not in self.SECONDS or size not in self.SIZES:
            raise Refused(422, _error(f"Invalid value: seconds={seconds!r}, size={size!r}."))
        width, height = map(int, size.split("x"))
        reference = form.get("input_reference")
        if reference and _size_of(reference) != (width, height):
            raise Refused(400, _error("Inpaint image must match the requested width and height"))
        return Clip(f"video_{len(self.clips):03}", form, width, height, 4, int(seconds) * 4)

    def deletes(self, clip: Clip) -> bool:
        """What is done."""
        return self.status(clip)[0] in ("completed", "failed")

    def shown(self, clip: Clip) -> dict[str, Any]:
        """The documented object."""
        status, progress = self.status(clip)
        return {
            "id": clip.id,
            "object": "video",
            "model": clip.form.get("model", "sora-2"),
            "status": status,
            "progress": progress,
            "created_at": 1_750_000_000,
            "completed_at": None,
            "expires_at": None,
            "size": f"{clip.width}x{clip.height}",
            "seconds": clip.form.get("seconds", "4"),
            "remixed_from_video_id": None,
            "error": {"code": "moderation_blocked", "message": self.says}
            if status == "failed"
            else None,
        }


@dataclass
class VllmOmni(VideoServer):
    """vLLM-Omni's `/v1/videos`, which reads a form and nothing else."""

    def create(self, form: dict[str, Any], multipart: bool) -> Clip:
        """As FastAPI validates a form: one that is JSON has no prompt."""
        if not multipart or not form.get("prompt"):
            lacks = {"type": "missing", "loc": ["body", "prompt"], "msg": "Field required"}
            raise Refused(422, {"detail": [lacks]})
        width, height = (int(form.get(name, 480)) for name in ("width", "height"))
        frames, fps = int(form.get("num_frames", 1)), int(form.get("fps", 24))
        return Clip(f"video-gen-{len(self.clips):03}", form, width, height, fps, frames)

    def shown(self, clip: Clip) -> dict[str, Any]:
        """Fewer fields than OpenAI's."""
        status, progress = self.status(clip)
        error = {"error": {"message": self.says}} if status == "failed" else {}
        return {
            "id": clip.id,
            "object": "video",
            "status": status,
            "progress": progress,
            "model": "Wan-AI/Wan2.2-TI2V-5B-Diffusers",
            **error,
        }


@contextmanager
def serving(server: VideoServer) -> Generator[VideoServer]:
    """Serve until the block ends."""

    class Handler(_Handler):
        state = server

    with loopback_server(Handler) as server.url:
        yield server


class _Handler(QuietHandler):
    state: VideoServer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.state.sent += len(body)
        self._answer(lambda: self._create(body))

    def do_GET(self) -> None:
        self._answer(self._read)

    def do_DELETE(self) -> None:
        self._answer(self._delete)

    def _answer(self, work: Any) -> None:
        path = self.path.partition("?")[0]
        self.state.requests.append(f"{self.command} {path}")
        self.state.authorizations.add(self.headers["Authorization"])
        try:
            if self.state.key and self.headers["Authorization"] != f"Bearer {self.state.key}":
                raise Refused(401, _error(f"Incorrect API key: {self.headers['Authorization']}"))
            work()
        except Refused as refused:
            self._send(refused.status, json.dumps(refused.body).encode())

    def _create(self, body: bytes) -> None:
        state, multipart = self.state, "multipart" in self.headers["Content-Type"]
        form = _form(self.headers["Content-Type"], body) if multipart else json.loads(body)
        state.creates.append(form)
        if state.fault == "500":
            raise Refused(500, _error("The server had an error."))
        if state.fault == "page":
            return self._send(200, PAGE, "text/html")
        clip = state.create(form, multipart)
        state.clips[clip.id] = clip
        if state.fault == "unsure":
            raise Refused(500, _error("The server had an error."))
        if state.fault == "lost":
            self.close_connection = True
            return None
        return self._send(200, json.dumps(state.shown(clip)).encode())

    def _read(self) -> None:
        state, path = self.state, self.path.partition("?")[0]
        if path == "/v1/videos":
            data = [state.shown(clip) for clip in state.clips.values()]
            return self._send(200, json.dumps({"object": "list", "data": data}).encode())
        found = re.fullmatch(r"/v1/videos/([^/]+)(/content)?", path)
        clip = state.clips.get(found[1]) if found else None
        if not found or clip is None:
            raise Refused(404, _error("Video not found"))
        if found[2]:
            return self._content(clip)
        document = json.dumps(state.shown(clip)).encode()
        clip.looks += 1
        state.looked.set()
        return self._send(200, document)

    def _delete(self) -> None:
        clip = self.state.clips.get(self.path.rpartition("/")[2])
        if clip is None:
            raise Refused(404, _error("Video not found"))
        if not self.state.deletes(clip):
            raise Refused(400, _error("Only completed or failed videos can be deleted."))
        del self.state.clips[clip.id]
        document = {"id": clip.id, "object": "video.deleted", "deleted": True}
        return self._send(200, json.dumps(document).encode())

    def _content(self, clip: Clip) -> None:
        if self.state.fault == "html":
            return self._send(200, PAGE, "text/html")
        side = min(clip.width, clip.height)
        size = (side, side) if self.state.fault == "size" else (clip.width, clip.height)
        content = film(size, clip.fps, clip.frames)
        cut = content[: len(content) // 2]
        if self.state.fault == "cut":
            return self._send(200, cut, "video/mp4", len(content))
        return self._send(200, cut if self.state.fault == "short" else content, "video/mp4")

    def _send(
        self, status: int, body: bytes, kind: str = "application/json", length: int | None = None
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length or len(body)))
        self.end_headers()
        self.wfile.write(body)


@cache
def film(size: tuple[int, int], fps: int, frames: int) -> bytes:
    """A red film without sound, brighter with each frame, its index before its pictures."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "film.mp4")
        options = {"movflags": "+faststart"}
        with av.open(path, "w", format="mp4", options=options) as file:
            stream = file.add_stream("libx264", rate=fps, options={"preset": "ultrafast"})
            stream.width, stream.height = size
            stream.pix_fmt = "yuv420p"
            for n in range(frames):
                picture = np.full((size[1], size[0], 3), RED, np.uint8) + np.uint8(n % 40)
                file.mux(stream.encode(av.VideoFrame.from_ndarray(picture, "rgb24")))
            file.mux(stream.encode(None))
        return path.read_bytes()


def _form(content_type: str, body: bytes) -> dict[str, Any]:
    """The fields of a multipart form; files as bytes."""
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    form: dict[str, Any] = {}
    for part in message_from_bytes(head + body, policy=HTTP).iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        form[str(name)] = content if part.get_filename() else content.decode()
    return form


def _size_of(picture: bytes) -> tuple[int, int]:
    with av.open(io.BytesIO(picture)) as file:  # pyright: ignore[reportArgumentType] - takes files too
        frame = next(file.decode(video=0))
        return frame.width, frame.height


def _error(message: str) -> dict[str, Any]:
    return {"error": {"message": message, "type": "invalid_request_error", "code": None}}
