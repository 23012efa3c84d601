"""Two servers of `/v1/images/generations` on loopback, from the public shapes.

`GptImage`: OpenAI's own reference ("Create image") for its newer models: an unknown parameter, as
`response_format` is, or a size that is not documented, is a 400; the picture comes as base64.
`Diffusion`: as LocalAI and stable-diffusion.cpp's server: any size in eights, unknown fields are
ignored, and the picture comes as an address of the server's own. Neither knows Callsheet.
"""

import base64
import json
import struct
import time
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, TypeAlias

from tests.loopback_server import QuietHandler, loopback_server

Fault: TypeAlias = Literal[
    "",
    "500",
    "policy",
    "page",
    "html",
    "deep",
    "cut",
    "tiny",
    "huge",
    "empty",
    "private",
    "half",
    "long",
    "lost",
]
"""`500`: every request fails. `policy`: the prompt is refused. `page`: the answer is a web page.
`deep`: it is nested too deeply. `html`: the picture is one. `cut`: the picture's file ends early.
`tiny`: it has 8 pixels a side. `huge`: it claims 100,000. `empty`: there is no picture in the
answer. `private`: its address is a router's. `half`: its address has half a letter.
`long`: it has 70,000. `lost`: the line is closed."""
ADDRESSES = {
    "private": "https://192.168.1.1/a.png",
    "half": "https://1.1.1.1/\ud800.png",
    "long": f"https://1.1.1.1/{'a' * 70_000}",
}
PAGE = b"<!doctype html><title>Sign in</title><p>Please sign in."
POLICY = "Your request was rejected by the safety system."


@dataclass
class ImageServer:
    """What both have in common; `url` ends in `/v1`."""

    url: str = ""
    fault: Fault = ""
    key: str | None = None
    """None takes every request."""
    asked: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    """The body of each POST."""
    drawn: list[bytes] = field(default_factory=list[bytes])
    reads: list[str] = field(default_factory=list[str])
    """Paths of GETs."""

    def problem(self, body: dict[str, Any]) -> str | None:
        """Why the server refuses a request."""
        raise NotImplementedError

    def answer(self, picture: bytes) -> dict[str, Any]:
        """`data[0]`."""
        raise NotImplementedError


@dataclass
class GptImage(ImageServer):
    """As strict as OpenAI's."""

    FIELDS: ClassVar = {"model", "prompt", "n", "size", "quality", "background", "output_format"}
    SIZES: ClassVar = {"auto", "1024x1024", "1536x1024", "1024x1536"}

    def problem(self, body: dict[str, Any]) -> str | None:
        """Documented parameters and values alone."""
        if unknown := sorted(body.keys() - self.FIELDS):
            return f"Unknown parameter: '{unknown[0]}'."
        if body.get("size", "auto") not in self.SIZES:
            return f"Invalid value: '{body['size']}'."
        return None if body.get("prompt") else "Missing required parameter: 'prompt'."

    def answer(self, picture: bytes) -> dict[str, Any]:
        """Base64, always."""
        return {"b64_json": base64.b64encode(picture).decode()}


@dataclass
class Diffusion(ImageServer):
    """Takes what it knows, and serves its files."""

    def problem(self, body: dict[str, Any]) -> str | None:
        """Sizes in eights."""
        width, _, height = str(body.get("size", "512x512")).partition("x")
        return "size: must be a multiple of 8" if int(width) % 8 or int(height) % 8 else None

    def answer(self, picture: bytes) -> dict[str, Any]:
        """An address, even where base64 was asked for."""
        name = f"{self.url.removesuffix('/v1')}/generated-images/{len(self.drawn) - 1}.png"
        return {"url": ADDRESSES.get(self.fault, name)}


@contextmanager
def drawing(server: ImageServer) -> Generator[ImageServer]:
    """Serve until the block ends."""

    class Handler(_Handler):
        state = server

    with loopback_server(Handler) as server.url:
        yield server


class _Handler(QuietHandler):
    state: ImageServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        state = self.state
        if self.path != "/v1/images/generations":
            return self._send(404, _error("Not found"))
        if state.key and self.headers["Authorization"] != f"Bearer {state.key}":
            return self._send(401, _error(f"Incorrect API key: {self.headers['Authorization']}"))
        state.asked.append(body)
        if state.fault == "lost":
            self.close_connection = True
            return None
        if state.fault in ("500", "policy"):
            status = 500 if state.fault == "500" else 400
            return self._send(status, _error(POLICY))
        if problem := state.problem(body):
            return self._send(400, _error(problem))
        if state.fault == "page":
            return self._send(200, PAGE, "text/html")
        if state.fault == "deep":
            return self._send(200, b"[" * 500_000)
        picture = _spoilt(state.fault, _png(body.get("size", "1024x1024")))
        state.drawn.append(picture)
        data = [] if state.fault == "empty" else [state.answer(picture)]
        document = {"created": int(time.time()), "data": data}
        return self._send(200, json.dumps(document).encode())

    def do_GET(self) -> None:
        self.state.reads.append(self.path)
        name = self.path.rpartition("/")[2].removesuffix(".png")
        if not self.path.startswith("/generated-images/") or not name.isdecimal():
            return self._send(404, _error("Not found"))
        return self._send(200, self.state.drawn[int(name)], "image/png")

    def _send(self, status: int, body: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _spoilt(fault: Fault, picture: bytes) -> bytes:
    if fault == "html":
        return PAGE
    if fault == "cut":
        return picture[: len(picture) // 2]
    if fault == "tiny":
        return _png("8x8")
    return _png("100000x100000", lines=8) if fault == "huge" else picture


def _png(size: str, lines: int | None = None) -> bytes:
    """An orange picture; of a large one only so many lines."""
    width, _, height = size.replace("auto", "1024x1024").partition("x")
    row = b"\0" + bytes((230, 120, 20)) * int(width)
    head = struct.pack(">IIBBBBB", int(width), int(height), 8, 2, 0, 0, 0)
    content = zlib.compress(row * (lines or int(height)), 1)
    chunks = ((b"IHDR", head), (b"IDAT", content), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


def _error(message: str) -> bytes:
    return json.dumps({"error": {"message": message, "type": "invalid_request_error"}}).encode()
