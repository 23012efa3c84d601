"""Which film of a video is the current one: the newest snapshot that was not taken back.

A snapshot is a finished edit: its storyboard and its film, in the edit's folder. It is saved in the
transaction that finishes the edit and goes in the one that reverts it, so that nothing is ever
between two versions.
"""

from callsheet_studio.storage.database import Connection

CURRENT = "SELECT job FROM snapshot WHERE video = ? ORDER BY number DESC LIMIT 1"


def current(db: Connection, video: str) -> str:
    """Return the id of the job that made the current film of a video: the video's own job, or
    one of its edits."""
    row = db.execute(CURRENT, (video,)).fetchone()
    return row["job"] if row else video


def edits_lane(video: str) -> str:
    """Return the name of the queue's lane in which the edits of a video run one after another."""
    return f"knowlify/edits/{video}"
