"""Bringing home what a finished local job left."""

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
    """Copy a film that this computer made into its user's folder, named by its title, with its
    outline. `folder_of` gives the folder of a job's `subject`."""

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
    """The film's outline beside it, where it has one; the film counts without it too."""
    url = seen.remote.get("outline_url")
    if isinstance(url, str):
        with suppress(CallsheetError, OSError):
            async with fetch(backend, url) as content:
                return {"outline_file": str(await folder.save_outline(film, content))}
    return {}


def file_fields(path: Path) -> dict[str, str]:
    """How a job's result names a file that was delivered."""
    return {"file": str(path), "file_uri": path.as_uri()}


def film_of(folder: OutputFolder, job: Job) -> Path | None:
    """The file that was delivered for a job, where it still is one that may be read."""
    file = job.result.get("file")
    path = Path(file) if isinstance(file, str) else None
    return path if path and folder.holds(path) else None


def film_filename(job: Job) -> str:
    """What its film's file is called: the film's title, its version, and whether it is a preview.

    A film is `Title.mp4`, what its edits make `Title (v2).mp4`, `Title (v3).mp4` and so on.
    """
    made = job.remote_result
    version, title = made.get("version_number"), made.get("title")
    marks = ["preview"] if job.is_quick_look else []
    marks += [f"v{version}"] if isinstance(version, int) else []
    suffix = f" ({', '.join(marks)}).mp4" if marks else ".mp4"
    return safe_filename(title if isinstance(title, str) else job.title, suffix)


def _as_seen(job: Job, seen: StatusUpdate) -> Job:
    return replace(job, remote={**job.remote, **seen.remote})
