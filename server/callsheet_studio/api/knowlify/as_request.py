"""A finished film as the request that makes it again: what was seen, made in full or bought."""

import anyio.to_thread

from callsheet_studio.api.job_files import JobFiles
from callsheet_studio.api.knowlify.requests import from_order
from callsheet_studio.api.knowlify.responses import FilmAsRequest
from callsheet_studio.explainer.film_source import read_timeline
from callsheet_studio.jobs.job import Job
from callsheet_studio.storyboard.film_brief import brief_of_film
from callsheet_studio.storyboard.model import Storyboard
from callsheet_studio.storyboard.outline_writer import read_storyboard


async def as_request(job_files: JobFiles, film: Job) -> FilmAsRequest:
    """Return the fields of an answer that say how a finished film is made again, by this or the
    hosted service.

    `as_request` is an item of `POST /v1/videos` with the film's outline as its task; where there
    can be none, `as_request_note` says why. Empty for a film that is not finished, or whose files
    are gone.
    """
    return await anyio.to_thread.run_sync(_as_request, job_files, film) if film.result else {}


def _as_request(job_files: JobFiles, job: Job) -> FilmAsRequest:
    film = read_film(job_files, job)
    if film is None:
        return {}
    brief, why = brief_of_film(film)
    return {"as_request": from_order(brief)} if brief else {"as_request_note": why}


def read_film(job_files: JobFiles, job: Job) -> Storyboard | None:
    """Return the storyboard of the film that a finished job made; None if its files are gone.
    Blocks."""
    folder = job_files.root / job.id
    outline = folder / str((job.result or {}).get("outline"))
    if outline.is_file():
        return read_storyboard(outline.read_text("utf-8"))
    try:
        return read_timeline(folder).storyboard
    except FileNotFoundError:
        return None
