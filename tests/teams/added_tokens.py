"""Tokens of users, added to the journal's database without a process for each."""

import time
from collections.abc import Collection
from contextlib import closing

from callsheet.journal_database import open_database
from callsheet.settings import Settings
from callsheet.shared_files import DatabaseFiles
from callsheet.sign_in.tokens import TokenFile


async def add_tokens(settings: Settings, count: int, scopes: Collection[str]) -> list[str]:
    """Add a token for each of `u0`, `u1` and so on, and return them in this order."""
    with closing(open_database(settings)) as database:
        tokens, now = TokenFile(DatabaseFiles(database)), time.time()
        return [await tokens.add(f"u{n}", scopes, now) for n in range(count)]
