"""A finished film as the request that makes it again: what was seen, made in full or bought."""

import anyio.to_thread

from callsheet_studio.api.job_files import JobFiles
from callsheet_studio.api.knowlify.requests import from_order
from callsheet_studio.api.knowlify.responses import FilmAsRequest
from callsheet_studio.explainer.film_source import TIMELINE_FILE
from callsheet_studio.jobs.job import Job
from callsheet_studio.storyboard.film_brief import brief_of_film
from callsheet_studio.storyboard.model import Storyboard
from callsheet_studio.storyboard.outline_writer import read_storyboard
from callsheet_studio.storyboard.timeline import TIMELINE


async def as_request(job_files: JobFiles, film: Job) -> FilmAsRequest:
    """Return the fields of an answer that say how a finished film is made again, by this or the
    hosted service.

    `as_request` is an item of `POST /v1/videos` with the film's outline as its task; where there
    can be none, `as_request_note` says why. Empty for a film that is not finished, or whose files
    are gone.
    """
    storyboard = await read_film(job_files, film) if film.result else None
    return await anyio.to_thread.run_sync(_as_request, storyboard) if storyboard else {}


def _as_request(film: Storyboard) -> FilmAsRequest:
    brief, why = brief_of_film(film)
    return {"as_request": from_order(brief)} if brief else {"as_request_note": why}


async def read_film(job_files: JobFiles, job: Job) -> Storyboard | None:
    """Return the storyboard of the film that a finished job made; None if its files are gone."""
    name = (job.result or {}).get("outline")
    outline = await job_files.folders.read(job.id, name) if name else None
    if outline is not None:
        return await anyio.to_thread.run_sync(read_storyboard, outline.decode())
    timeline = await job_files.folders.read(job.id, TIMELINE_FILE)
    return TIMELINE.validate_json(timeline).storyboard if timeline else None
