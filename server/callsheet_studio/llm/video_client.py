"""A client of `/v1/videos`: OpenAI's interface, which SGLang Diffusion, vLLM-Omni, FastVideo and
gateways serve too.

A video is created once, looked at until it is done, and fetched. Servers differ in what a create
may hold: the widest form goes first, and OpenAI's documented one after it if that was refused.
"""

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias
from urllib.parse import quote

from callsheet_studio.llm.endpoints import (
    UNFIT,
    Endpoint,
    EndpointCall,
    EndpointError,
    EndpointRefusal,
    EndpointUnreachable,
    FormField,
    send,
    to_reason,
)

Size: TypeAlias = tuple[int, int]
State: TypeAlias = Literal["queued", "working", "done", "failed"]
STATES: dict[str, State] = {
    "queued": "queued",
    "completed": "done",
    "succeeded": "done",
    "failed": "failed",
    "cancelled": "failed",
    "canceled": "failed",
    "expired": "failed",
}
"""Any other word means that it is being made."""
FPS = 24
"""Frames a second that are asked for: what Wan, HunyuanVideo and LTX-Video were trained at."""
STEP = 4
"""Their frames are counted as four times something and one more."""
DOCUMENTED_SECONDS = (4, 8, 12)
PORTRAIT, LANDSCAPE = (720, 1280), (1280, 720)
"""OpenAI's reference, "Create video"; it has no square."""
CREATE_SECONDS = 120.0
LOOK_SECONDS = 30.0
DELETE_SECONDS = 10.0
FETCH_SECONDS = 600.0
"""A request's longest."""
MOST_BYTES = 300_000_000
"""Of a video."""
LONGEST_ID = 200


class CreateInDoubt(EndpointError):
    """It is not known whether the endpoint makes the video. It must not be asked for again."""


@dataclass(frozen=True)
class ModelVideoRequest:
    """A video to be made."""

    prompt: str
    seconds: int
    size: Size
    """Width and height in pixels."""
    reference: Callable[[Size], bytes] | None = None
    """Gives a JPEG of the video's size to begin with: a character's portrait."""


@dataclass(frozen=True)
class RemoteVideo:
    """The state of a video at the endpoint."""

    id: str
    state: State
    percent: int | None = None
    """0 to 100; None if the endpoint does not say."""
    error: str = ""
    """Why it failed, in the endpoint's words."""


def create(endpoint: Endpoint, request: ModelVideoRequest) -> RemoteVideo:
    """Ask for a video and return its id and state. Blocks for at most `CREATE_SECONDS`.

    If the endpoint refuses the size or length, OpenAI's documented form is sent, with as much time
    again: 4, 8 or 12 seconds, landscape or portrait.

    Raises:
        CreateInDoubt: The answer was lost, can't be read or has a status from 500; the video may be
            in the making.
        EndpointError: The endpoint refuses, or can't be reached.
    """
    try:
        return _create(endpoint, _wide_form(endpoint, request))
    except EndpointRefusal as refused:
        if refused.status not in UNFIT:
            raise
    return _create(endpoint, _documented_form(endpoint, request))


def poll_video(endpoint: Endpoint, video_id: str) -> RemoteVideo:
    """Return the present state of a video. Blocks for at most `LOOK_SECONDS`.

    Raises:
        EndpointRefusal: The endpoint answers with an error status, such as 404 for an unknown id.
        EndpointError: It can't be reached, is too slow, or its answer can't be read.
    """
    return _read(endpoint, send(endpoint, EndpointCall("GET", _path(video_id)), LOOK_SECONDS))


def fetch(endpoint: Endpoint, video_id: str, target: Path) -> None:
    """Download a finished video to the file `target`. Blocks for at most `FETCH_SECONDS`.

    Raises:
        EndpointRefusal: The endpoint answers with an error status.
        EndpointError: It can't be reached, or the file does not come whole, in time and within
            `MOST_BYTES`. Nothing was written.
        OSError: The file can't be written, for example because the disk is full; part of it may be
            there.
    """
    call = EndpointCall("GET", f"{_path(video_id)}/content", most=MOST_BYTES)
    target.write_bytes(send(endpoint, call, FETCH_SECONDS))


def delete(endpoint: Endpoint, video_id: str) -> None:
    """Delete a video; a server that can stops making it. Blocks for at most `DELETE_SECONDS`.

    Raises:
        EndpointError: The endpoint refuses, or can't be reached.
    """
    send(endpoint, EndpointCall("DELETE", _path(video_id)), DELETE_SECONDS)


def list_videos(endpoint: Endpoint) -> int:
    """Ask for the endpoint's list of videos with a limit of one, and return how many it shows: a
    cheap test of the endpoint. Blocks for at most `LOOK_SECONDS`.

    Raises:
        EndpointError: It has no such list, or can't be reached.
    """
    answer = send(endpoint, EndpointCall("GET", "/videos?limit=1"), LOOK_SECONDS)
    try:
        return len(json.loads(answer)["data"])
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise EndpointError(f"{endpoint.url} answered without a list of videos") from error


def _create(endpoint: Endpoint, form: dict[str, FormField]) -> RemoteVideo:
    try:
        answer = send(endpoint, EndpointCall("POST", "/videos", form=form), CREATE_SECONDS)
        return _read(endpoint, answer)
    except EndpointUnreachable:
        raise
    except EndpointRefusal as refused:
        if refused.status < 500:
            raise
        raise CreateInDoubt(str(refused)) from refused
    except EndpointError as error:
        raise CreateInDoubt(str(error)) from error


def _wide_form(endpoint: Endpoint, request: ModelVideoRequest) -> dict[str, FormField]:
    """What self-hosted servers read: pixels and frames in addition to OpenAI's fields."""
    width, height = request.size
    frames = -(-request.seconds * FPS // STEP) * STEP + 1
    extras = {"width": width, "height": height, "fps": FPS, "num_frames": frames}
    form = _form(endpoint, request, request.seconds, request.size)
    return form | {name: (None, str(value)) for name, value in extras.items()}


def _documented_form(endpoint: Endpoint, request: ModelVideoRequest) -> dict[str, FormField]:
    """OpenAI's fields and values alone: the shortest documented length that is not too short."""
    enough = (length for length in DOCUMENTED_SECONDS if length >= request.seconds)
    width, height = request.size
    size = LANDSCAPE if width > height else PORTRAIT
    return _form(endpoint, request, next(enough, DOCUMENTED_SECONDS[-1]), size)


def _form(
    endpoint: Endpoint, request: ModelVideoRequest, seconds: int, size: Size
) -> dict[str, FormField]:
    form: dict[str, FormField] = {
        "model": (None, endpoint.model),
        "prompt": (None, request.prompt),
        "seconds": (None, str(seconds)),
        "size": (None, f"{size[0]}x{size[1]}"),
    }
    if request.reference:
        form["input_reference"] = ("reference.jpg", request.reference(size))
    return form


def _path(video_id: str) -> str:
    return f"/videos/{quote(video_id, safe='')}"


def _read(endpoint: Endpoint, answer: bytes) -> RemoteVideo:
    """The documented object; of it only the id must be there."""
    try:
        document: dict[str, Any] = json.loads(answer)
        video_id = document["id"]
        status, progress = str(document.get("status")), document.get("progress")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise EndpointError(f"{endpoint.url} answered without a video's id") from error
    if not isinstance(video_id, str) or not 0 < len(video_id) <= LONGEST_ID:
        raise EndpointError(f"{endpoint.url} answered without a video's id")
    percent = None
    if isinstance(progress, int | float) and math.isfinite(progress):
        percent = min(100, max(0, round(progress)))
    reason = endpoint.hide_key(to_reason(document.get("error")))
    return RemoteVideo(video_id, STATES.get(status, "working"), percent, reason)
