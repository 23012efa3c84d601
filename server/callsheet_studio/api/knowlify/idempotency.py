"""Idempotency keys: the same key of the same caller gives the same answer, and makes one edit."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from callsheet_studio.storage.clock import DAY, Clock
from callsheet_studio.storage.database import Store

CLAIM = """INSERT INTO replay (pool, key, edit, created_at) VALUES (:pool, :key, :edit, :now)
    ON CONFLICT (pool, key) DO UPDATE SET edit = :edit, answer = NULL, created_at = :now
    WHERE replay.created_at <= :now - :day"""
GET = "SELECT edit, answer FROM replay WHERE pool = :pool AND key = :key"
KEEP = "UPDATE replay SET answer = ?, created_at = ? WHERE edit = ?"


@dataclass(frozen=True)
class ClaimedKey:
    """The edit that belongs to an idempotency key."""

    edit_id: str
    """Two requests with one key have one id, and the queue takes an id only once."""
    answer: Mapping[str, Any] | None = None
    """The answer that the first request got with status 200; None if there was none."""


@dataclass(frozen=True)
class IdempotencyKeys:
    """The idempotency keys of one studio, for a day each. Error answers are not stored: a repeated
    request is handled again.

    Its methods raise `UNAVAILABLE` (`storage/database`) while the database cannot be used.
    """

    store: Store
    clock: Clock

    async def reserve(self, pool: str, key: str | None) -> ClaimedKey:
        """Return the edit that belongs to a caller's key, and the stored answer if there is one.
        The edit is a new one, which the key has from now on, if the key is new or older than a day;
        also for None.

        Args:
            pool: The caller (`Principal.pool`).
            key: The value of the request's header.
        """
        fresh = str(uuid4())
        if key is None:
            return ClaimedKey(fresh)
        values = {"pool": pool, "key": key, "edit": fresh, "now": self.clock(), "day": DAY}
        await self.store.write(lambda db: db.execute(CLAIM, values))
        row = await self.store.read(lambda db: db.execute(GET, values).fetchone())
        return ClaimedKey(row["edit"], json.loads(row["answer"]) if row["answer"] else None)

    async def store_response(self, edit_id: str, answer: Mapping[str, Any]) -> None:
        """Store the answer to an edit request; its key gets the same answer for a day."""
        values = (json.dumps(answer), self.clock(), edit_id)
        await self.store.write(lambda db: db.execute(KEEP, values))
