"""Finished films as files: one folder each, and their addresses under `/static`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from callsheet_studio.api.stored_file_response import stored_file_response
from callsheet_studio.jobs.job import Job, Queue
from callsheet_studio.jobs.job_folders import JobFolders, StoredFile
from callsheet_studio.storage.home import FILES

TYPES: Mapping[str, str] = {
    ".mp4": "video/mp4",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".srt": "application/x-subrip",
    ".vtt": "text/vtt",
    ".json": "application/json",
    ".md": "text/markdown",
}


@dataclass(frozen=True)
class JobFiles:
    """Finds the files of jobs, and gives them addresses."""

    folders: JobFolders
    queue: Queue

    @property
    def root(self) -> Path:
        """Where what comes with a request is stored: a folder for each job, named by its id."""
        return self.folders.root

    def addresses(self, job: Job, base: str) -> dict[str, str]:
        """Return the URL of each file of a finished job, by its key in the job's result, such as
        `poster`; empty for a job that has no files.

        Args:
            base: The URL under which the API was called, without a slash at its end; an empty text
                gives paths.
        """
        return {
            key: f"{base}/static/{job.id}/{quote(name)}"
            for key, name in _file_names(job.result or {}).items()
        }

    def urls(self, job: Job, base: str) -> dict[str, str]:
        """Return the URLs of a finished job's files, by the name of the field of an answer that
        holds each, such as `poster_url`.

        Args:
            base: The URL under which the API was called, without a slash at its end; an empty text
                gives paths.
        """
        return {f"{key}_url": url for key, url in self.addresses(job, base).items()}

    def routes(self) -> list[Route]:
        """Return the route of `/static/…`, which needs no key, since a job's id cannot be guessed.

        A file is found by its entry in the job's result, never by its path.
        """
        return [Route("/static/{job_id}/{name}", self._serve)]

    async def _serve(self, request: Request) -> Response:
        job_id, name = request.path_params["job_id"], request.path_params["name"]
        job = await self.queue.get(job_id)
        if job is None or name not in _file_names(job.result or {}).values():
            raise HTTPException(404, "no such file")
        media_type = TYPES.get(PurePath(name).suffix)
        match await self.folders.find(job.id, name):
            case Path() as path:
                return FileResponse(path, media_type=media_type)
            case StoredFile() as file:
                return stored_file_response(request, file, media_type, self.folders.read_range)
            case _:
                raise HTTPException(404, "no such file")


def base_url(request: Request) -> str:
    """Return the URL under which the API was called, without a final slash; URLs in the answer
    begin with it."""
    return str(request.base_url).rstrip("/")


def _file_names(result: Mapping[str, Any]) -> dict[str, str]:
    return {key: result[key] for key in FILES if result.get(key)}
