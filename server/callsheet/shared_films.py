"""Films that were saved for users, in the store that all servers of a cluster share."""

import hmac
import secrets
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import anyio
from starlette.requests import Request
from starlette.responses import Response

from callsheet.backends import cluster
from callsheet.settings import Settings
from callsheet_tools.private_files import replace_file

if TYPE_CHECKING:
    from callsheet_studio.storage.artifacts import Artifacts

NAME_FILE = "server.name"
USERS = "users"
"""The folder of all users: of a home, and of the store."""


@dataclass(frozen=True)
class SharedFilms:
    """The users' part of the store of films."""

    artifacts: "Artifacts" = field(repr=False)
    root: Path
    """This server's folder of all users."""
    key: bytes = field(repr=False)
    """Signs links, on every server the same."""

    def folder(self) -> str:
        """Return the name of this server's folder below a user's videos: no two servers give one
        name to two films. The first call for a home makes it.

        Raises:
            OSError: It can't be read or made.
        """
        path = self.root.parent / NAME_FILE
        if not path.exists():
            replace_file(path, secrets.token_hex(4).encode())
        return path.read_text("ascii")

    async def keep(self, file: Path) -> None:
        """Store a file that was saved below `root`, so that every server can answer its link.

        Raises:
            OSError: The store does not answer.
        """
        path, root = await anyio.Path(file).resolve(), await anyio.Path(self.root).resolve()
        await self.artifacts.add(f"{USERS}/{path.relative_to(root).as_posix()}", file)

    async def respond(self, request: Request, name: str, media_type: str) -> Response | None:
        """Return the answer to a GET of a file that another server saved, whole or in part; None if
        there is none of this name, or the store does not answer.

        Args:
            name: A path below the folder of all users.
            media_type: For `Content-Type`.
        """
        from callsheet_studio.api.stored_file_response import stored_file_response
        from callsheet_studio.jobs.job_folders import StoredFile

        key = f"{USERS}/{name}"
        try:
            file = StoredFile(key, name, await self.artifacts.size(key))
        except OSError:
            return None

        def read(file: StoredFile, start: int, end: int) -> AsyncGenerator[bytes]:
            return self.artifacts.read_range(file.key, start, end)

        return stored_file_response(request, file, media_type, read)


def open_shared_films(settings: Settings) -> SharedFilms | None:
    """Return the users' part of the cluster's store; None where there is no cluster.

    Raises:
        NotConfigured: A setting of the cluster is missing or wrong.
        ArtifactsUnusable: Its store can't be opened.
    """
    shared = cluster(settings)
    if shared is None:
        return None
    from callsheet_studio.storage.artifacts import open_artifacts

    key = hmac.digest(shared.secret.encode(), b"links", "sha256")
    return SharedFilms(open_artifacts(shared.artifacts), settings.home / USERS, key)
