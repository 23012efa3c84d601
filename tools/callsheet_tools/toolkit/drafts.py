"""Drafts that were shown: a film is ordered by a draft's id instead of its whole outline."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from callsheet_tools.database.database import Connection, Database
from callsheet_tools.errors import RefusedLocally
from callsheet_tools.sanitize import one_line

BEGIN = "draft_"
"""Begins every draft's id; those of jobs begin otherwise."""
MOST = 100
"""Drafts that are kept of a user; beyond, the oldest go."""
KEEP = """INSERT INTO draft (subject, draft_id, task, options, at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (subject, draft_id) DO UPDATE SET at = excluded.at"""
DROP_OLDEST = """DELETE FROM draft WHERE subject = :subject AND draft_id NOT IN
    (SELECT draft_id FROM draft WHERE subject = :subject ORDER BY at DESC LIMIT :most)"""
FIND = "SELECT task, options FROM draft WHERE subject = ? AND draft_id = ?"


@dataclass(frozen=True)
class DraftStore:
    """The videos that a user's drafts would order, in the journal's database."""

    database: Database
    subject: str
    """The user; empty for the one of a server without sign-in."""
    now: Callable[[], float]
    """Seconds since 1970."""

    async def keep(self, video: Mapping[str, Any]) -> str:
        """Store the arguments of a video, and return the id under which they are found: the same
        for the same arguments. Of a user the newest `MOST` are kept.

        Raises:
            JournalUnusable: They cannot be written.
        """
        written = json.dumps(video, sort_keys=True).encode()
        draft_id = BEGIN + hashlib.sha256(written).hexdigest()[:16]
        options = json.dumps({name: value for name, value in video.items() if name != "task"})
        row = (self.subject, draft_id, json.dumps(video["task"]), options, self.now())

        def work(db: Connection) -> None:
            db.execute(KEEP, row)
            db.execute(DROP_OLDEST, {"subject": self.subject, "most": MOST})

        await self.database.write(work)
        return draft_id

    async def find(self, draft_id: str) -> Mapping[str, Any]:
        """Return the arguments of the video with this id.

        Raises:
            RefusedLocally: The user has no such draft, or it was deleted.
            JournalUnusable: The database cannot be read.
        """
        key = (self.subject, draft_id)
        row = await self.database.read(lambda db: db.execute(FIND, key).fetchone())
        if row is not None:
            return {"task": json.loads(row["task"]), **json.loads(row["options"])}
        raise RefusedLocally(
            f"The draft {one_line(draft_id, 40)!r} is not kept any more. Send the text of its "
            "outline as `task` in `videos`, or draft the document again."
        )
