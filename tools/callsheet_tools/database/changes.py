"""Hearing of changes that other processes make in PostgreSQL (`LISTEN`)."""

from logging import getLogger
from typing import Any

import anyio
import anyio.to_thread
import psycopg

from callsheet_tools.database.postgres_connection import connect
from callsheet_tools.database.postgres_schema import CHANNEL
from callsheet_tools.errors import JournalUnusable

LOOK = 5.0
"""Seconds after which a waiter looks although nothing was heard: a notice may get lost with its
connection."""

logger = getLogger(__name__)


class ChangeListener:
    """One connection for all waiters of a process, opened when the first one waits."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._db: psycopg.Connection[Any] | None = None
        self._turn = anyio.Lock()
        self.count = 0
        """Grows with every notice, and with every break in which one may have been missed."""

    async def wait(self, since: int, seconds: float) -> None:
        """Return when `count` is no longer `since`, or after `LOOK`; after `seconds` while the
        server can't be listened to."""
        with anyio.move_on_after(LOOK):
            async with self._turn:
                while self.count == since:
                    try:
                        await self._listen()
                    except (psycopg.Error, OSError, JournalUnusable):
                        self.close()
                        return await anyio.sleep(seconds)

    def close(self) -> None:
        """Close the connection, if it is open."""
        if self._db is not None:
            self._db.close()
            self._db = None

    async def _listen(self) -> None:
        """Wait for a notice, or open the connection that brings them."""
        if self._db is None:
            self._db = await anyio.to_thread.run_sync(_subscribe, self._url)
            self.count += 1
            return
        await anyio.wait_readable(self._db.fileno())
        self._db.pgconn.consume_input()
        while self._db.pgconn.notifies():
            self.count += 1


def _subscribe(url: str) -> psycopg.Connection[Any]:
    db = connect(url)
    db.execute(f"LISTEN {CHANNEL}".encode())
    return db
