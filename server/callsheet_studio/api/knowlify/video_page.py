"""The page behind a `chat_url`: where a person watches a film and takes it home."""

from dataclasses import dataclass
from html import escape

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from callsheet_studio.api.job_files import JobFiles
from callsheet_studio.api.knowlify.edit_store import EditStore
from callsheet_studio.api.knowlify.video_store import VideoStore
from callsheet_studio.api.knowlify.video_view import video_stage
from callsheet_studio.jobs.job import Job, Queue

PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
{refresh}<title>{title}</title>
<style>
body {{ max-width: 60rem; margin: 3rem auto; padding: 0 1rem; font: 1.1rem/1.5 system-ui;
  background: #10131a; color: #e8eaf0 }}
video {{ width: 100%; max-height: 75vh; background: #000; border-radius: .5rem }}
a {{ color: #8ab4ff; margin-right: 1.5rem }}
</style>
<h1>{title}</h1>
{body}
</html>"""
PLAYER = """<video controls poster="{poster}"><source src="{video}" type="video/mp4">
<track default kind="captions" src="{vtt}"></video>
<p><a href="{video}" download>MP4</a><a href="{srt}" download>SRT</a>
<a href="{vtt}" download>VTT</a><a href="{storyboard}" download>Storyboard</a></p>"""
REFRESH = '<meta http-equiv="refresh" content="3">'


@dataclass(frozen=True)
class VideoPage:
    """The pages of videos, found by the id of their session. They need no key, since such an id
    cannot be guessed."""

    queue: Queue
    video_store: VideoStore
    edit_store: EditStore
    job_files: JobFiles

    async def show(self, request: Request) -> HTMLResponse:
        """Answer `GET /p/chat/{session_id}`: a page that plays the video.

        Raises:
            HTTPException: 404 when there is no such session.
        """
        video = await self.video_store.of_session(request.path_params["session_id"])
        job = await self.queue.get(video.uuid) if video else None
        if job is None:
            raise HTTPException(404, "no such film")
        version = await self.edit_store.version(job.id)
        return HTMLResponse(self._page(await self.queue.get(version.job_id) or job, job))

    def _page(self, film: Job, job: Job) -> str:
        title = escape(str((film.result or {}).get("title", job.request["task"][:80])))
        refresh = REFRESH if job.state in ("waiting", "running") else ""
        return PAGE.format(title=title, refresh=refresh, body=self._body(film))

    def _body(self, job: Job) -> str:
        if files := self.job_files.addresses(job, ""):
            return PLAYER.format(**files)
        if job.state == "done":
            return "<p>The film's files were deleted when their time was over.</p>"
        percent = job.progress.percent if job.progress else 0
        return f"<p>{escape(job.error or f'{video_stage(job)}, {percent} %')}</p>"
