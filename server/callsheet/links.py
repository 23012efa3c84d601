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
GONE = "This link is not good any more. Ask the assistant for a new one."


@dataclass(frozen=True)
class FileLinks:
    """Makes links to files below a folder, and serves them."""

    root: Path
    key: bytes = field(repr=False)
    clock: Callable[[], float] = time.time

    @classmethod
    def of(cls, home: Path) -> "FileLinks":
        """Return the links to the users' files in a home; the first call for a home makes its
        signing key.

        Raises:
            OSError: The key can't be read or made.
        """
        return cls(home / "users", _key(home / KEY_FILE))

    def to(self, base: str, file: Path) -> str:
        """Return a signed link to a file below the root, valid for `VALID_FOR` seconds and up to an
        hour more.

        Args:
            base: The server's address for its users.

        Raises:
            ValueError: The file is not below the root.
        """
        # Films are saved under the path that a symbolic link to the home leads to.
        root = self.root if file.is_relative_to(self.root) else self.root.resolve()
        name = file.relative_to(root).as_posix()
        until = (int(self.clock()) // STEP + 1) * STEP + VALID_FOR
        query = urlencode({"until": until, "signature": self._sign(name, until)})
        return f"{base}{PATH}/{quote(name)}?{query}"

    def route(self) -> Route:
        """Return the route that answers links, also for part of a file (RFC 9110, section 14)."""
        return Route(f"{PATH}/{{name:path}}", self._serve, methods=["GET", "HEAD"])

    async def _serve(self, request: Request) -> Response:
        name, query = request.path_params["name"], request.query_params
        file = self._file(name, query.get("until", ""), query.get("signature", ""))
        if file is None:
            return PlainTextResponse(GONE, 404)
        headers = {
            "Cache-Control": "private, max-age=3600",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "cross-origin",
            "Referrer-Policy": "no-referrer",
        }
        return FileResponse(file, headers=headers, media_type=TYPES[file.suffix.lower()])

    def _file(self, name: str, until: str, signature: str) -> Path | None:
        """The file that was signed; None where the link has ended or was never one."""
        end = int(until) if until.isascii() and until.isdecimal() and len(until) < 12 else 0
        right = hmac.compare_digest(self._sign(name, end).encode(), signature.encode())
        if not right or end < self.clock():
            return None
        file = (self.root / name).resolve()
        known = file.suffix.lower() in TYPES and file.is_relative_to(self.root.resolve())
        return file if known and file.is_file() else None

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
