"""Drafts that were shown: a film is ordered by a draft's id instead of its whole outline."""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from callsheet_tools.errors import RefusedLocally
from callsheet_tools.sanitize import one_line

BEGIN = "draft_"
"""Begins every draft's id; those of jobs begin otherwise."""
MOST = 100
"""Drafts that a process keeps; beyond, the oldest go."""


class DraftStore:
    """The videos that drafts would order, in this process alone."""

    def __init__(self) -> None:
        self._videos: OrderedDict[str, Mapping[str, Any]] = OrderedDict()
        self._of_users: dict[str, DraftStore] = {}

    def of(self, subject: str) -> "DraftStore":
        """Return the drafts of a user who signed in."""
        return self._of_users.setdefault(subject, DraftStore())

    def keep(self, video: Mapping[str, Any]) -> str:
        """Store the arguments of a video, and return the id under which they are found."""
        written = json.dumps(video, sort_keys=True).encode()
        draft_id = BEGIN + hashlib.sha256(written).hexdigest()[:16]
        self._videos[draft_id] = video
        self._videos.move_to_end(draft_id)
        while len(self._videos) > MOST:
            self._videos.popitem(last=False)
        return draft_id

    def find(self, draft_id: str) -> Mapping[str, Any]:
        """Return the arguments of the video with this id.

        Raises:
            RefusedLocally: There are none, or another process stored them.
        """
        if video := self._videos.get(draft_id):
            return video
        raise RefusedLocally(
            f"The draft {one_line(draft_id, 40)!r} is not kept any more. Send the text of its "
            "outline as `task` in `videos`, or draft the document again."
        )
