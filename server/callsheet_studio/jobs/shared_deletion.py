"""Deleting what a cluster has of jobs."""

from collections.abc import Iterable

from callsheet_studio.jobs.job_folders import JobFolders
from callsheet_studio.storage.database import Store
from callsheet_studio.storage.deletion import delete_rows


async def delete_shared(
    store: Store, folders: JobFolders, job_ids: Iterable[str]
) -> tuple[str, ...]:
    """Delete ended jobs, with the edits of a video and the poses of a character, and logos that no
    other film uses; return the ids of all deleted jobs. Ids that are not known are skipped.

    Raises:
        StillAtWork: One of the jobs has not ended. Nothing was deleted.
        OSError: The store of films does not answer; the rows are gone, files may be left.
        UNAVAILABLE: The database cannot be used (`storage/database`). Nothing was deleted.
    """
    asked = tuple(job_ids)
    gone, unused = await store.write(lambda db: delete_rows(db, asked))
    for job_id in gone:
        await folders.delete(job_id)
    for name in unused:
        await folders.delete_logo(name)
    return gone
