"""Links to the files of users whose computer this is not: signed, and for a time."""

import hashlib
import hmac
import os
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from callsheet.shared_films import USERS, SharedFilms
from callsheet_tools.private_files import FILE, make_folder

PATH = "/files"
KEY_FILE = "links.key"
KEY_BYTES = 32
VALID_FOR = 24 * 3600
"""Seconds that a link is good for, at least; up to an hour more."""
STEP = 3600
"""Links end on the hour, so that answers of one hour repeat the same one."""
TYPES = {
    **{".mp4": "video/mp4", ".m4v": "video/mp4", ".mov": "video/quicktime", ".webm": "video/webm"},
    **{".mkv": "video/x-matroska", ".gif": "image/gif", ".jpg": "image/jpeg"},
    ".md": "text/markdown; charset=utf-8",
}
"""By a file's ending, which is one of what Callsheet saves; others are not served."""
HEADERS = {
    "Cache-Control": "private, max-age=3600",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Referrer-Policy": "no-referrer",
}
GONE = "This link is not good any more. Ask the assistant for a new one."


@dataclass(frozen=True)
class FileLinks:
    """Makes links to files below a folder, and serves them."""

    root: Path
    key: bytes = field(repr=False)
    clock: Callable[[], float] = time.time
    films: SharedFilms | None = None
    """What other servers saved."""

    @classmethod
    def of(cls, home: Path, films: SharedFilms | None = None) -> "FileLinks":
        """Return the links to the users' files in a home; the first call for a home makes its
        signing key, unless its servers share one.

        Args:
            films: What servers share, with their key; None: this server is alone.

        Raises:
            OSError: The key can't be read or made.
        """
        return cls(home / USERS, films.key if films else _key(home / KEY_FILE), films=films)

    def to(self, base: str, file: Path) -> str:
        """Return a signed link to a file of a user, valid for `VALID_FOR` seconds and up to an
        hour more.

        Nothing is checked here: the link of a file that lies elsewhere, is missing, or has an
        ending that is not in `TYPES` answers 404.

        Args:
            base: The server's address for its users, without a slash at its end.
            file: Below this server's root, or below that of another server of the team.
        """
        name = file.as_posix().rpartition(f"/{USERS}/")[2]
        for root in (self.root, self.root.resolve()):  # films are saved with links followed
            if file.is_relative_to(root):
                name = file.relative_to(root).as_posix()
        until = (int(self.clock()) // STEP + 1) * STEP + VALID_FOR
        query = urlencode({"until": until, "signature": self._sign(name, until)})
        return f"{base}{PATH}/{quote(name)}?{query}"

    def route(self) -> Route:
        """Return the route that answers links, also for part of a file (RFC 9110, section 14)."""
        return Route(f"{PATH}/{{name:path}}", self._serve, methods=["GET", "HEAD"])

    async def _serve(self, request: Request) -> Response:
        name, query = request.path_params["name"], request.query_params
        is_good = self._is_good(name, query.get("until", ""), query.get("signature", ""))
        answer = await self._find(request, name) if is_good else None
        if answer is None:
            return PlainTextResponse(GONE, 404)
        answer.headers.update(HEADERS)
        return answer

    def _is_good(self, name: str, until: str, signature: str) -> bool:
        """Whether a link was signed for this file, and has not ended."""
        end = int(until) if until.isascii() and until.isdecimal() and len(until) < 12 else 0
        right = hmac.compare_digest(self._sign(name, end).encode(), signature.encode())
        return right and end >= self.clock()

    async def _find(self, request: Request, name: str) -> Response | None:
        """The file, of this home or of another server; None if there is none."""
        file = (self.root / name).resolve()
        media_type = TYPES.get(file.suffix.lower())
        if media_type is None or not file.is_relative_to(self.root.resolve()):
            return None
        if file.is_file():
            return FileResponse(file, media_type=media_type)
        return await self.films.respond(request, name, media_type) if self.films else None

    def _sign(self, name: str, until: int) -> str:
        return hmac.new(self.key, f"{until} {name}".encode(), hashlib.sha256).hexdigest()


def _key(path: Path) -> bytes:
    """The key of this home. Several processes that start together agree on one."""
    make_folder(path.parent)
    fresh = path.with_name(f".{secrets.token_hex(8)}.new")
    fresh.touch(FILE, exist_ok=False)
    fresh.write_bytes(secrets.token_bytes(KEY_BYTES))
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    return path.read_bytes()
