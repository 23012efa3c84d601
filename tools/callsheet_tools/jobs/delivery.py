"""Copying the files of a finished local job into the output folder."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from callsheet_tools.backends.backend import Backend
from callsheet_tools.backends.download import fetch
from callsheet_tools.errors import CallsheetError, NoSuchFile
from callsheet_tools.jobs.job import Deliver, Job, StatusUpdate
from callsheet_tools.output_folder import OutputFolder, safe_filename


def copy_film(folder_of: Callable[[str], OutputFolder]) -> Deliver:
    """Return the function that copies a finished local film and its outline into the output folder.

    The file is named after the film's title. The function takes the backend, the job and its
    update, and returns the update with the file's path, or with an error text; unchanged for a
    hosted job, and for one that has no film or whose film was copied before.

    Args:
        folder_of: Gives the output folder of a user by their subject.
    """

    async def deliver(backend: Backend, job: Job, seen: StatusUpdate) -> StatusUpdate:
        url = seen.remote.get("video_url")
        if backend.place != "local" or not isinstance(url, str) or "file" in job.result:
            return seen
        folder = folder_of(job.subject)
        try:
            async with fetch(backend, url) as content:
                path = await folder.save(film_filename(_as_seen(job, seen)), content)
        except NoSuchFile as error:
            return replace(seen, error=f"The film is finished. {error} Or call `save_video`.")
        outline = await _outline(folder, backend, seen, path)
        return replace(seen, delivered={**file_fields(path), **outline})

    return deliver


async def _outline(
    folder: OutputFolder, backend: Backend, seen: StatusUpdate, film: Path
) -> dict[str, str]:
    """Save the film's outline next to it, if it has one; an error there is ignored."""
    url = seen.remote.get("outline_url")
    if isinstance(url, str):
        with suppress(CallsheetError, OSError):
            async with fetch(backend, url) as content:
                return {"outline_file": str(await folder.save_outline(film, content))}
    return {}


def file_fields(path: Path) -> dict[str, str]:
    """Return the fields `file` and `file_uri` of a job's result, for a delivered file."""
    return {"file": str(path), "file_uri": path.as_uri()}


def film_of(folder: OutputFolder, job: Job) -> Path | None:
    """Return the path of a job's delivered film, if it still lies in the output folder or in the
    studio's; else None."""
    file = job.result.get("file")
    path = Path(file) if isinstance(file, str) else None
    return path if path and folder.holds(path) else None


def film_filename(job: Job) -> str:
    """Return the file name of a job's film: title, version, and whether it is a preview.

    A film is `Title.mp4`, and its edits are `Title (v2).mp4`, `Title (v3).mp4` and so on.
    """
    made = job.remote_result
    version, title = made.get("version_number"), made.get("title")
    marks = ["preview"] if job.is_quick_look else []
    marks += [f"v{version}"] if isinstance(version, int) else []
    suffix = f" ({', '.join(marks)}).mp4" if marks else ".mp4"
    return safe_filename(title if isinstance(title, str) else job.title, suffix)


def _as_seen(job: Job, seen: StatusUpdate) -> Job:
    return replace(job, remote={**job.remote, **seen.remote})
