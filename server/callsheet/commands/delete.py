"""`callsheet jobs --delete`: what is kept of jobs goes; films in the output folder stay."""

from contextlib import closing

import anyio

from callsheet.commands.in_process_client import CommandError
from callsheet.journal_database import open_database
from callsheet.settings import Settings
from callsheet.terminal import say
from callsheet_studio.errors import StudioError
from callsheet_studio.storage import deletion as studio
from callsheet_tools.errors import CallsheetError
from callsheet_tools.jobs import deletion as journal
from callsheet_tools.jobs.purchase_log import NAME, PurchaseLog
from callsheet_tools.picture_folder import DRAFT, PictureFolder
from callsheet_tools.sanitize import format_count


def delete(settings: Settings, job_id: str | None) -> None:
    """Delete a job by its id, or with None every job that has ended, and print how many.

    Of jobs that other servers with the same journal made, only the one that is named.

    Raises:
        CommandError: There is no such job, it has not ended, or a file cannot be used.
    """
    if settings.database_url is None and not settings.journal.exists():
        raise CommandError("There are no jobs yet.")
    try:
        count, elsewhere = anyio.run(_delete, settings, job_id)
    except (CallsheetError, StudioError) as error:
        raise CommandError(str(error)) from error
    say(
        f"Deleted {format_count(count, 'job')}. "
        f"Films in {settings.output_dir} stay; they are yours."
    )
    if elsewhere:
        say(f"{format_count(elsewhere, 'job')} of other servers stay: run this there as well.")


async def _delete(settings: Settings, job_id: str | None) -> tuple[int, int]:
    """How many are gone, and how many are other servers'."""
    with closing(open_database(settings)) as database:
        jobs = await database.read(
            lambda db: [journal.find(db, job_id)] if job_id else journal.list_ended(db)
        )
        asked = [job.remote_id for job in jobs if job.is_local and job.remote_id]
        local, elsewhere = studio.find_known(settings.studio_home, asked), 0
        if settings.database_url and job_id is None:
            ours = [job for job in jobs if not job.is_local or job.remote_id in {*local, None}]
            jobs, elsewhere = ours, len(jobs) - len(ours)
        gone = studio.delete(settings.studio_home, local) if local else ()
        log = PurchaseLog(database.folder / NAME)
        every = [*jobs, *await database.read(lambda db: journal.find_related(db, jobs, gone))]
        await database.erase(lambda db: journal.forget(db, every, log))
        if job_id is None:
            await database.erase(journal.forget_drafts)
        await database.wipe_deleted()
        drafts = () if job_id else (DRAFT,)
        for pictures in (settings.pictures, *settings.home.glob("users/*/pictures")):
            PictureFolder(pictures).forget({*drafts, *(job.job_id for job in every)})
        return len({job.job_id for job in jobs}), elsewhere
