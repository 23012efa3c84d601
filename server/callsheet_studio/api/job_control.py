"""Ending and deleting jobs of this computer: `POST /studio/jobs/{job_id}/cancel` and `…/delete`.

Neither of the two documented APIs has this; the path is in none of their documents. It stands
behind their gates, so that a caller can't end or delete another's jobs.
"""

import json
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeAlias

import anyio.to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from callsheet_studio.animatic.contract import REMOTE_VIDEO_FILE
from callsheet_studio.auth.accounts import Principal
from callsheet_studio.jobs.job import Job, Queue
from callsheet_studio.jobs.job_folders import JobFolders
from callsheet_studio.llm.endpoints import NO_ENDPOINTS, Endpoint, EndpointError, ModelEndpoints
from callsheet_studio.llm.video_client import delete as delete_video
from callsheet_studio.storage.database import Store
from callsheet_studio.storage.deletion import StillAtWork
from callsheet_studio.storage.video_versions import edits_lane

PREFIX = "/studio/jobs"
PATH = f"{PREFIX}/{{job_id}}"
OWNER = "SELECT owner FROM video WHERE uuid = :id UNION SELECT owner FROM edit WHERE id = :id"
Erase: TypeAlias = Callable[[Sequence[str]], Awaitable[tuple[str, ...]]]
"""Deletes all that there is of ended jobs, and returns the ids of those that are gone."""
CANCELLED = "Cancelled on this computer."


@dataclass(frozen=True)
class JobControl:
    """The studio's own endpoints that cancel and delete jobs."""

    store: Store
    queue: Queue
    folders: JobFolders
    erase: Erase
    endpoints: ModelEndpoints = NO_ENDPOINTS

    def routes(self) -> list[Route]:
        """Return the routes of both endpoints, for the router of either API."""
        actions: dict[str, Callable[[Request], Awaitable[JSONResponse]]] = {
            "cancel": self.cancel,
            "delete": self.delete,
        }
        return [
            Route(f"{PATH}/{name}", answer, methods=["POST"]) for name, answer in actions.items()
        ]

    async def cancel(self, request: Request) -> JSONResponse:
        """Answer the request to cancel a job: end it as failed; `cancelled` is false if it had
        ended. A worker that makes it is stopped, and what it made is deleted.

        A video model is asked to stop as well; its answer is ignored.

        Raises:
            HTTPException: 404 when the caller has no such job.
        """
        job = await self._own(request)
        video = await self._remote_video(job.id)
        ended = await self.queue.cancel(job.id, CANCELLED)
        if ended and video and self.endpoints.video:
            await anyio.to_thread.run_sync(_give_up, self.endpoints.video, video)
        return JSONResponse({"id": job.id, "cancelled": ended})

    async def delete(self, request: Request) -> JSONResponse:
        """Answer the request to delete an ended job: delete its rows, steps and files, with the
        edits of a video and the poses of a character.

        Raises:
            HTTPException: 404 when the caller has no such job, 409 when it, or one of those, has
                not ended.
        """
        job = await self._own(request)
        try:
            gone = await self.erase([job.id])
        except StillAtWork as error:
            raise HTTPException(409, str(error)) from error
        return JSONResponse({"deleted": list(gone)})

    async def _remote_video(self, job_id: str) -> str | None:
        """The id of the video that the endpoint that is set now makes for a job."""
        content = await self.folders.read(job_id, REMOTE_VIDEO_FILE)
        try:
            created = json.loads(content or b"")
        except ValueError:
            return None
        video = self.endpoints.video
        return created["id"] if video and created["url"] == video.url else None

    async def _own(self, request: Request) -> Job:
        """The job, if it is the caller's.

        Raises:
            HTTPException: 404 otherwise, as if there were none.
        """
        job = await self.queue.get(request.path_params["job_id"])
        caller: Principal = request.state.caller
        if job is None or not caller.acting_for(await self._owner(job)):
            raise HTTPException(404, "There is no such job here.")
        return job

    async def _owner(self, job: Job) -> str:
        """The pool whose job it is: a lane is named by it, an edit's by its video."""
        if job.lane.startswith(edits_lane("")):
            row = await self.store.read(lambda db: db.execute(OWNER, {"id": job.id}).fetchone())
            return str(row["owner"]) if row else ""
        return job.lane.partition("/")[2]


def _give_up(endpoint: Endpoint, video_id: str) -> None:
    """Many endpoints delete only what is done; then the video is made for nobody."""
    with suppress(EndpointError):
        delete_video(endpoint, video_id)
