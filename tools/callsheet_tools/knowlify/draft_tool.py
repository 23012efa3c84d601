"""`draft_storyboard`: a first look at the film that a document makes, before any is made."""

import base64
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import anyio
import anyio.to_thread
from mcp.types import CallToolResult, ContentBlock, ImageContent
from pydantic import BaseModel, ConfigDict, Field

from callsheet_tools.backends.backend import Backend
from callsheet_tools.errors import OutcomeUnknown, RefusedLocally
from callsheet_tools.jobs.next_step import NextStep
from callsheet_tools.knowlify.client import KnowlifyClient
from callsheet_tools.knowlify.logo import send_logo, send_logo_of_file
from callsheet_tools.knowlify.models import AspectRatio, Palette, VideoType
from callsheet_tools.picture_folder import DRAFT
from callsheet_tools.toolkit.allowed_files import find_allowed, read_limited
from callsheet_tools.toolkit.argument_types import OWN_WORDS
from callsheet_tools.toolkit.context import InjectedContext, ToolContext
from callsheet_tools.toolkit.responses import answer, sanitize_document, text_line
from callsheet_tools.toolkit.user import openable

LONGEST_DOCUMENT = 200_000
"""Characters."""
LARGEST_FILE = 4_000_000
"""Bytes."""
_PATH = re.compile(r"\s*\S*[\w)]\.(?:md|markdown|txt|ipynb|rst|pdf|docx|html?)\s*", re.IGNORECASE)
CREATE = "Make the film of this outline, or change the outline and draft it again."
SHOWN = ("title", "seconds", "scenes", "coverage", "notes", "shrunken")


class StoryboardDraft(BaseModel):
    """What film a document makes."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    title: str
    seconds: Annotated[float, Field(description="The film's length.")]
    scenes: Annotated[
        list[dict[str, Any]],
        Field(description="n, title, kind, seconds and spoken words of each scene."),
    ]
    coverage: Annotated[
        dict[str, Any],
        Field(description="line: what is shown of the document; left_out: what is not, by scene."),
    ]
    notes: list[str]
    shrunken: Annotated[
        list[str], Field(description="Texts drawn smaller than their place asks for.")
    ]
    contact_sheet_file: Annotated[
        str | None, Field(description="The picture of the stills, as a file.")
    ] = None
    next: Annotated[NextStep, Field(description="The create call; its task is the outline.")]


async def draft_storyboard(  # noqa: PLR0913 - the documented arguments of a video
    context: InjectedContext,
    document: Annotated[
        str | None,
        Field(
            min_length=1,
            max_length=LONGEST_DOCUMENT,
            description="Markdown or plain text: a whole document or an outline.",
        ),
        OWN_WORDS,
    ] = None,
    file: Annotated[
        str | None,
        Field(
            max_length=4000,
            description="Instead: path of a .md, .txt or .ipynb file in an allowed folder "
            "(the output folder, CALLSHEET_MEDIA_DIRS).",
        ),
    ] = None,
    video_duration_seconds: Annotated[
        int | None,
        Field(ge=30, le=300, description="Length to aim for; default: what it takes, 60-120."),
    ] = None,
    aspect_ratio: AspectRatio | None = None,
    video_type: VideoType | None = None,
    global_style_prompt: Annotated[str | None, Field(max_length=5000)] = None,
    color_palette: Palette | None = None,
    voice_description: Annotated[str | None, Field(max_length=5000)] = None,
) -> Annotated[CallToolResult, StoryboardDraft]:
    """Turn a document into an outline and show a still of every scene, before a film is made. Free.

    Give the user's own document as it is. Look at the stills, `coverage` and `notes`; fix the
    outline (`next.arguments.videos[0].task`) and draft it again as often as you like. Then make
    the call in `next`. No job begins.
    """
    asked = {
        "video_duration_seconds": video_duration_seconds,
        "aspect_ratio": aspect_ratio,
        "video_type": video_type,
        "global_style_prompt": global_style_prompt,
        "color_palette": color_palette and color_palette.model_dump(exclude_none=True),
        "voice_description": voice_description,
    }
    arguments = {name: value for name, value in asked.items() if value is not None}
    backend = await context.backends.open(context.backends.factory("knowlify", "local"))
    source = await _source(context, backend, document, file)
    drafted = await _draft(backend, {**source, **arguments})
    outline = str(drafted["outline"])
    video = {"task": outline, **drafted["arguments"]}
    following = NextStep(
        tool="knowlify_create_videos",
        arguments={"videos": [video], "where": "local"},
        why=CREATE,
    )
    fields = {name: drafted[name] for name in SHOWN}
    sheet = base64.b64decode("".join(drafted["sheet"]))
    name = hashlib.sha256(sheet).hexdigest()[:16]
    kept = await context.pictures.keep(DRAFT, name, sheet)
    path = openable(kept) if kept else None
    draft = StoryboardDraft(
        **sanitize_document(fields, backend.place), contact_sheet_file=path, next=following
    )
    call = {"same_as": [await context.drafts.keep(video)], "where": "local"}
    rest = {"contact_sheet_file": path, "next": {"tool": following.tool, "arguments": call}}
    return answer(draft, _text(draft, outline), _stills(drafted), rest=rest)


async def _source(
    context: ToolContext, backend: Backend, document: str | None, file: str | None
) -> dict[str, str]:
    if (document is None) == (file is None):
        raise RefusedLocally("Give either `document`, the text itself, or `file`, a path.")
    if document and _PATH.fullmatch(document):
        raise RefusedLocally(f"{document!r} is a path, not a text: give it as `file`.")
    if file is None:
        return {"document": await send_logo(context, backend, str(document))}
    path, content = await anyio.to_thread.run_sync(_read, context.documents, file)
    if path.suffix != ".ipynb":
        content = await send_logo_of_file(context, backend, content, path.parent)
    return {
        "file_content": base64.b64encode(content).decode(),
        "file_name": path.name,
        "folder": str(path.parent),
    }


def _read(folders: tuple[Path, ...], name: str) -> tuple[Path, bytes]:
    """The file, if it lies in one of the folders, links followed."""
    if file := find_allowed(folders, name):
        return file, read_limited(file, LARGEST_FILE, "send its text.")
    where = ", ".join(str(folder) for folder in folders)
    raise RefusedLocally(
        f"{name!r} is no file in an allowed folder ({where}). Send its text as `document`, or ask "
        "the user to add its folder to CALLSHEET_MEDIA_DIRS."
    )


async def _draft(backend: Backend, body: Mapping[str, Any]) -> Mapping[str, Any]:
    try:
        return await KnowlifyClient(backend.http_client).draft(body)
    except OutcomeUnknown as error:
        raise RefusedLocally(f"No draft was made: “{error.detail}”. Call again.") from error


def _text(draft: StoryboardDraft, outline: str) -> str:
    scenes = "\n".join(
        f"{scene['n']}. {scene['title']} [{scene['kind']}] {scene['seconds']} s, "
        f"{scene['words']} words"
        for scene in draft.scenes
    )
    notes = "".join(f"\nNote: {note}" for note in draft.notes)
    left = "".join(f"\nLeft out: {one}" for one in draft.coverage["left_out"])
    head = f"“{draft.title}”, {draft.seconds} s. Shown: {draft.coverage['line'] or 'all of it'}."
    body = f"{head}\n{scenes}{left}{notes}\n\nThe outline:\n\n{outline}"
    return text_line(body, draft.next)


def _stills(drafted: Mapping[str, Any]) -> list[ContentBlock]:
    return [ImageContent(type="image", data="".join(drafted["sheet"]), mime_type="image/jpeg")]
