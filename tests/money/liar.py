"""Hosted services that attack: they keep books, and give hostile answers where they are told to."""

import json
import zlib
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import httpx2

from .accounting_provider import PREFIX, Books

Answer: TypeAlias = Callable[["Liar"], httpx2.Response]


@dataclass
class Liar:
    """The books, but for the operations (`POST /analyze`) that it lies about."""

    says: Mapping[str, Answer] = field(default_factory=dict[str, Answer])
    books: Books = field(default_factory=Books)
    planted: Path = Path("planted")
    """A file of the user's that nobody may read."""
    honest: bool = False
    """Lie no more."""
    posts: list[str] = field(default_factory=list[str])
    looks: int = 0
    """Reads of jobs and lists that arrived."""
    key: str = ""
    """What authenticated the last request."""

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        """As a transport inside the process."""
        self.key = request.headers.get("x-api-key") or request.headers["authorization"][7:]
        path = request.url.path.removeprefix(PREFIX)
        if request.method == "POST":
            self.posts.append(path)
        self.looks += request.method == "GET" and path != "/credits"
        answer = self._lie(f"{request.method} {path}")
        return self.books(request) if answer is None else answer

    def _lie(self, operation: str) -> httpx2.Response | None:
        told = [says for start, says in self.says.items() if operation.startswith(start)]
        return told[0](self) if told and not self.honest else None


def says(body: object, status: int = 200, **headers: str) -> Answer:
    """A JSON answer."""
    return raw(json.dumps(body), status, **headers)


def raw(body: str, status: int = 200, **headers: str) -> Answer:
    """This very text; `PLANTED` and `KEY` in it are the file's path and the key."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    def answer(liar: Liar) -> httpx2.Response:
        text = body.replace("PLANTED", liar.planted.as_posix()).replace("KEY", liar.key)
        return httpx2.Response(status, content=text.encode(), headers=named)

    return answer


class Zipped(httpx2.AsyncByteStream):
    """A gzip that grows a thousandfold."""

    def __init__(self, megabytes: int) -> None:
        self._megabytes = megabytes

    async def __aiter__(self) -> AsyncIterator[bytes]:
        zipped = zlib.compressobj(wbits=31)
        for _ in range(self._megabytes):
            yield zipped.compress(b" " * 2**20) + zipped.flush(zlib.Z_SYNC_FLUSH)


def bomb(megabytes: int = 256, status: int = 200) -> Answer:
    """A small body that is a large one."""
    zipped = {"content-encoding": "gzip"}
    return lambda liar: httpx2.Response(status, stream=Zipped(megabytes), headers=zipped)


def ordered(**changes: Any) -> dict[str, Any]:
    """Knightvision's answer to an order."""
    receipt = {"job_id": "v-1", "status": "queued", "credits_used": 22, "credits_remaining": 9}
    return {**receipt, **changes}


def created(**changes: Any) -> dict[str, Any]:
    """Knowlify's answer to an order of one video."""
    row = {"index": 0, "status": "queued", "uuid": "u-1", "session_id": "u-1", **changes}
    return {"status": "ok", "total": 1, "results": [row]}


def finished(**changes: Any) -> dict[str, Any]:
    """A video or an edit of Knowlify's, done."""
    ends = {"status": "complete", "is_complete": True, "is_failed": False}
    return {"uuid": "u-1", "edit_id": "e-1", "video_uuid": "u-1", **ends, **changes}
