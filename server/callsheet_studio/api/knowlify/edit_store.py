"""Which edits there are, whose they are, and which film of a video is the current one."""

import sqlite3
from dataclasses import dataclass

from callsheet_studio.storage.database import Store
from callsheet_studio.storage.video_versions import current, edits_lane

ADD = "INSERT OR IGNORE INTO edit (id, video, owner, user_id) VALUES (?, ?, ?, ?)"
GET = "SELECT id, video, owner, user_id, reverted_at FROM edit WHERE id = ?"
REVERTED = "SELECT max(reverted_at) FROM edit WHERE video = ?"
ACTIVE = """SELECT count(*) FROM job WHERE (lane = ? OR id = ?)
    AND state IN ('waiting', 'running')"""
NEWER = """SELECT edit.id FROM edit JOIN job ON job.id = edit.id
    WHERE edit.video = :video AND reverted_at IS NULL AND job.state <> 'failed'
    AND job.seq > (SELECT seq FROM job WHERE id = :id) ORDER BY job.seq DESC LIMIT 1"""
SWEPT = """SELECT count(*) FROM job WHERE swept_at IS NOT NULL AND id = coalesce(
    (SELECT job FROM snapshot WHERE video = :video AND job <> :id ORDER BY number DESC LIMIT 1),
    :video)"""
NUMBER = """SELECT 1 + count(*) FROM edit JOIN job ON job.id = edit.id WHERE edit.video = ?
    AND job.state = 'done' AND job.seq <= (SELECT seq FROM job WHERE id = ?)"""
TAKE_BACK = "UPDATE edit SET reverted_at = ? WHERE id = ? AND reverted_at IS NULL"


@dataclass(frozen=True)
class EditRecord:
    """An edit that was accepted; what becomes of it is the queue's to know."""

    id: str
    """Also the id of the job that carries it out."""
    video: str
    owner: str
    """The pool of the caller who submitted it."""
    user_id: str
    reverted_at: float | None = None


@dataclass(frozen=True)
class VideoVersion:
    """The current film of a video."""

    job_id: str
    reverted_at: float | None
    """When an edit was last taken back."""


class CannotRevert(Exception):
    """A guard failed; the text names the rule."""


@dataclass(frozen=True)
class EditStore:
    """All edits of one studio."""

    store: Store

    async def add(self, edit: EditRecord) -> None:
        """Insert a new edit; nothing happens if it is there already."""
        values = (edit.id, edit.video, edit.owner, edit.user_id)
        await self.store.write(lambda db: db.execute(ADD, values))

    async def edit(self, edit_id: str) -> EditRecord | None:
        """Return the edit with this id; None if there is none."""
        row = await self.store.read(lambda db: db.execute(GET, (edit_id,)).fetchone())
        return row and EditRecord(*row)

    async def number(self, edit: EditRecord) -> int:
        """Return the number of the video's version that an edit made; the video itself is 1."""
        asked = (edit.video, edit.id)
        return await self.store.read(lambda db: int(db.execute(NUMBER, asked).fetchone()[0]))

    async def version(self, video: str) -> VideoVersion:
        """Return the current version of a video."""
        return await self.store.read(lambda db: _version(db, video))

    async def revert(self, edit: EditRecord, now: float) -> None:
        """Revert a finished edit: the film before it is the current one again.

        All conditions are checked in the transaction that does it.

        Args:
            now: Seconds since 1970.

        Raises:
            CannotRevert: Something is active on the video, a newer edit stands, the newest
                snapshot is another edit's, or the film before it is gone.
        """
        await self.store.write(lambda db: _revert(db, edit, now))


def _version(db: sqlite3.Connection, video: str) -> VideoVersion:
    return VideoVersion(current(db, video), db.execute(REVERTED, (video,)).fetchone()[0])


def _revert(db: sqlite3.Connection, edit: EditRecord, now: float) -> None:
    if db.execute(ACTIVE, (edits_lane(edit.video), edit.video)).fetchone()[0]:
        raise CannotRevert("another edit of this video is active; revert when it has ended")
    newer = db.execute(NEWER, {"video": edit.video, "id": edit.id}).fetchone()
    if newer:
        raise CannotRevert(f"edits are reverted last in, first out; revert {newer['id']} first")
    if current(db, edit.video) != edit.id:
        raise CannotRevert("the newest planner snapshot was not saved by this edit")
    if db.execute(SWEPT, {"video": edit.video, "id": edit.id}).fetchone()[0]:
        raise CannotRevert("the film before this edit was deleted when its time was over")
    db.execute(TAKE_BACK, (now, edit.id))
    db.execute("DELETE FROM snapshot WHERE job = ?", (edit.id,))
