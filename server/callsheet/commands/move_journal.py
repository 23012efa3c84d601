"""`callsheet move-journal`: from the file in the home to the PostgreSQL that was set."""

from contextlib import closing

import anyio

from callsheet.commands.in_process_client import CommandError
from callsheet.journal_database import open_database
from callsheet.settings import Settings
from callsheet.shared_files import DatabaseFiles, HomeFiles
from callsheet.sign_in.tokens import FILE_NAME as TOKENS
from callsheet.terminal import say
from callsheet.user_keys import FILE_NAME as KEYS
from callsheet_tools.database.move import copy_journal
from callsheet_tools.errors import CallsheetError
from callsheet_tools.sanitize import format_count


def move_journal(settings: Settings) -> None:
    """Copy the journal, the tokens and the users' keys of this home, and print the counts. What the
    database has already stays there as it is.

    Raises:
        CommandError: There is no journal or no database, or one of them can't be used.
    """
    if settings.database_url is None and not settings.problems.get("CALLSHEET_DATABASE_URL"):
        raise CommandError("Set CALLSHEET_DATABASE_URL to the database that it goes to.")
    if not settings.journal.exists():
        raise CommandError(f"There is no journal in {settings.home}.")
    try:
        anyio.run(_move, settings)
    except CallsheetError as error:
        raise CommandError(str(error)) from error


async def _move(settings: Settings) -> None:
    with closing(open_database(settings)) as database:
        counts = await copy_journal(settings.journal, database)
        files = await _copy_files(settings, DatabaseFiles(database))
    if counts is None:
        say("The journal was copied before. No row was copied again.")
    else:
        rows = ", ".join(f"{count:,} of {table}" for table, count in counts.items())
        say(f"Copied and counted: {rows}.")
    say(
        f"{format_count(files, 'file')} of tokens and keys copied. {settings.journal} keeps its "
        "rows and is not used any more: every server of this journal needs "
        "CALLSHEET_DATABASE_URL from now on."
    )


async def _copy_files(settings: Settings, target: DatabaseFiles) -> int:
    """Copy what the database does not have yet, and return how many files that were."""
    source, count = HomeFiles(settings.home), 0
    keys = settings.home.glob(f"users/*/{KEYS}")
    for name in (TOKENS, *(path.relative_to(settings.home).as_posix() for path in keys)):
        text = await source.read(name)
        if text is not None and await target.read(name) is None:
            await target.change(name, lambda known, text=text: known or text)
            count += 1
    return count
