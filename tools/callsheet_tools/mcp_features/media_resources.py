"""What a finished job left, for those who show it: `callsheet://jobs/{job_id}/video` and others."""

from dataclasses import dataclass

import anyio.to_thread
from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError

from callsheet_tools.backends.download import fetch
from callsheet_tools.errors import CallsheetError, NoSuchFile, UnknownJob
from callsheet_tools.jobs.delivery import film_of
from callsheet_tools.jobs.job import Job
from callsheet_tools.sanitize import one_line, to_quote
from callsheet_tools.toolkit.context import ToolContext
from callsheet_tools.toolkit.user import openable

LARGEST = 24_000_000
"""Bytes of a file that is sent in one answer, as a third more in base64."""


@dataclass(frozen=True)
class MediaResource:
    """One of the files that a job may leave."""

    name: str
    """The last part of its address."""
    title: str
    mime_type: str
    key: str
    """Where the provider's answer says from where it can be fetched."""
    is_text: bool = False


MEDIA = (
    MediaResource("video", "The film of a job", "video/mp4", "video_url"),
    MediaResource("poster", "The poster of a job's film", "image/jpeg", "poster_url"),
    MediaResource("captions", "The captions of a job's film", "text/vtt", "vtt_url", is_text=True),
    MediaResource(
        "outline", "The outline of a job's film", "text/markdown", "outline_url", is_text=True
    ),
    MediaResource(
        "storyboard", "The scenes of a job's film", "application/json", "storyboard_url", True
    ),
)


def register_media(server: MCPServer[ToolContext]) -> None:
    """Register a resource for each kind of file that a finished job leaves, such as its video.
    Reading one of more than `LARGEST` bytes gives an error that says where the file is."""
    for medium in MEDIA:
        _offer(server, medium)


def _offer(server: MCPServer[ToolContext], medium: MediaResource) -> None:
    @server.resource(
        f"callsheet://jobs/{{job_id}}/{medium.name}",
        name=medium.name,
        title=medium.title,
        description=f"{medium.title}, once it is finished. For showing it; a model cannot use it.",
        mime_type=medium.mime_type,
    )
    async def read(job_id: str, ctx: Context[ToolContext]) -> str | bytes:  # pyright: ignore[reportUnusedFunction]  # the decorator keeps it
        context = ctx.request_context.lifespan_context.of_caller()
        content = await _content(context, job_id, medium)
        return content.decode("utf-8", "replace") if medium.is_text else content


async def _content(context: ToolContext, job_id: str, medium: MediaResource) -> bytes:
    try:
        job = await context.journal.find(job_id)
        kept = await anyio.to_thread.run_sync(_from_folder, context, job, medium)
        return kept or await _from_provider(context, job, medium)
    except (UnknownJob, NoSuchFile) as error:
        raise ResourceNotFoundError(str(error)) from error
    except CallsheetError as error:
        raise ResourceError(str(error)) from error


def _from_folder(context: ToolContext, job: Job, medium: MediaResource) -> bytes | None:
    """The film as it stands in the output folder; None when it is not there."""
    file = film_of(context.folder, job) if medium.name == "video" else None
    if file is None:
        return None
    if (size := file.stat().st_size) > LARGEST:
        raise _too_large(job, medium, f"It has {size:,} bytes and is at {openable(file)!r}.")
    return file.read_bytes()


async def _from_provider(context: ToolContext, job: Job, medium: MediaResource) -> bytes:
    url = job.remote.get(medium.key) or job.result.get(medium.key)
    factory = context.backends.factory_for(job.provider, job.account)
    if not isinstance(url, str) or factory is None:
        raise NoSuchFile(f"Job {one_line(job.job_id, 80)!r} has no {medium.name}.")
    content = bytearray()
    async with fetch(await context.backends.open(factory), url) as received:
        async for piece in received:
            content += piece
            if len(content) > LARGEST:
                raise _too_large(job, medium, "`save_video` brings it to the output folder.")
    return bytes(content)


def _too_large(job: Job, medium: MediaResource, instead: str) -> NoSuchFile:
    return NoSuchFile(
        f"The {medium.name} of {to_quote(job.title)} is too large to be shown here "
        f"(at most {LARGEST:,} bytes). {instead}"
    )
