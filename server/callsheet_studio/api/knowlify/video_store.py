"""Which videos there are and whose they are; what becomes of them is the queue's to know."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass

from callsheet_studio.storage.database import Store


@dataclass(frozen=True)
class VideoRecord:
    """A video that was accepted. Its state is that of the job with the same id."""

    uuid: str
    """Also the id of the job that makes it."""
    session_id: str
    owner: str
    """The pool of the caller who submitted it (`Principal.pool`)."""


@dataclass(frozen=True)
class VideoStore:
    """The videos of one studio, and whose they are.

    Its methods raise `UNAVAILABLE` (`storage/database`) while the database cannot be used.
    """

    store: Store

    async def add(self, videos: Sequence[VideoRecord]) -> None:
        """Insert new videos, all or none."""
        rows = [astuple(video) for video in videos]
        add = "INSERT INTO video VALUES (?, ?, ?)"
        await self.store.write(lambda db: [db.execute(add, row) for row in rows])

    async def video(self, uuid: str) -> VideoRecord | None:
        """Return the video with this uuid; None if there is none."""
        return await self._find("SELECT * FROM video WHERE uuid = ?", uuid)

    async def of_session(self, session_id: str) -> VideoRecord | None:
        """Return the video with this session id, which its `chat_url`
        has; None if there is none."""
        return await self._find("SELECT * FROM video WHERE session_id = ?", session_id)

    async def _find(self, query: str, value: str) -> VideoRecord | None:
        row = await self.store.read(lambda db: db.execute(query, (value,)).fetchone())
        return row and VideoRecord(*row)
