"""Which edits there are, whose they are, and which film of a video is the current one."""

from dataclasses import dataclass

from callsheet_studio.storage.database import Connection, Store
from callsheet_studio.storage.video_versions import current, edits_lane

ADD = """INSERT INTO edit (id, video, owner, user_id) VALUES (?, ?, ?, ?)
    ON CONFLICT DO NOTHING"""
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
    """An edit that was accepted. Its state is that of the job with the same id."""

    id: str
    """Also the id of the job that carries it out."""
    video: str
    owner: str
    """The pool of the caller who submitted it (`Principal.pool`)."""
    user_id: str
    reverted_at: float | None = None
    """Seconds since 1970; None: it was not reverted."""


@dataclass(frozen=True)
class VideoVersion:
    """The current film of a video: the job that made it."""

    job_id: str
    reverted_at: float | None
    """When an edit of the video was last reverted, in seconds since 1970; None: never."""


class CannotRevert(Exception):
    """A condition for a revert is not met; the text names it."""


@dataclass(frozen=True)
class EditStore:
    """The edits of one studio, and the current version of each video.

    Its methods raise `UNAVAILABLE` (`storage/database`) while the database cannot be used.
    """

    store: Store

    async def add(self, edit: EditRecord) -> None:
        """Insert a new edit; do nothing if there is one of this id."""
        values = (edit.id, edit.video, edit.owner, edit.user_id)
        await self.store.write(lambda db: db.execute(ADD, values))

    async def edit(self, edit_id: str) -> EditRecord | None:
        """Return the edit with this id; None if there is none."""
        row = await self.store.read(lambda db: db.execute(GET, (edit_id,)).fetchone())
        return row and EditRecord(*row)

    async def number(self, edit: EditRecord) -> int:
        """Return the number of the version that a finished edit made: 1 is the video itself, 2 its
        first edit. Reverted edits keep theirs.

        An edit that is not finished, or failed, gives the number of the version before it.
        """
        asked = (edit.video, edit.id)
        return await self.store.read(lambda db: int(db.execute(NUMBER, asked).fetchone()[0]))

    async def version(self, video: str) -> VideoVersion:
        """Return the current version of a video; for one without edits, or an unknown one, that of
        the video itself."""
        return await self.store.read(lambda db: _version(db, video))

    async def revert(self, edit: EditRecord, now: float) -> None:
        """Revert a finished edit: the film before it is the current one again.

        All conditions are checked in the same transaction.

        Args:
            now: Seconds since 1970.

        Raises:
            CannotRevert: A job of the video is active, a newer edit is in force, the current film
                is another edit's, or the film before it is gone.
        """
        await self.store.write(lambda db: _revert(db, edit, now))


def _version(db: Connection, video: str) -> VideoVersion:
    return VideoVersion(current(db, video), db.execute(REVERTED, (video,)).fetchone()[0])


def _revert(db: Connection, edit: EditRecord, now: float) -> None:
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
