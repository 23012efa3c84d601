"""Both providers in one transport, that say what a row of the behavior table tells them to say.

Whatever a row does not script is answered as documented. No code is shared with the client or the
studio.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import httpx2

SAMPLES = Path(__file__).parent / "samples"
PARTNER = "/api/v1/partner"
KNOWLIFY_KEY = "kn_" + "0123456789abcdef" * 4
KNIGHTVISION_KEY = "kv_partner_0123456789abcdef"

Reply: TypeAlias = (
    Mapping[str, Any]
    | list[Any]
    | str
    | Exception
    | httpx2.Response
    | Callable[[], httpx2.Response]
)
"""A body for a 200, what breaks the connection, or a whole answer."""


def sample(name: str) -> dict[str, Any]:
    """A body as the documentation prints it."""
    return json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))


CREATED = sample("knowlify_create_response")
MIDRENDER = sample("knowlify_video_midrender")
UUID: str = MIDRENDER["uuid"]
EDIT = {"edit_id": "edit-1", "video_uuid": UUID, "status": "queued"}
JOB = "20260323_141500_abc123"
CLIP = f"sora_{JOB}"
VIDEO_URL: str = sample("knightvision_video_complete")["video_url"]
DOCUMENTED: Mapping[str, Reply] = {
    "POST /v1/videos": {**CREATED, "total": 1, "results": CREATED["results"][:1]},
    f"GET /v1/videos/{UUID}": MIDRENDER,
    "POST /v1/edits": EDIT,
    "GET /v1/edits/edit-1": {**EDIT, "is_complete": False, "is_failed": False},
    "POST /v1/edits/edit-1/revert": {**EDIT, "status": "reverted", "is_complete": True},
    "POST /analyze": sample("knightvision_analyze_response"),
    f"GET /status/{JOB}": sample("knightvision_status_running"),
    "GET /credits": sample("knightvision_credits"),
    "POST /generate-video": sample("knightvision_generate_response"),
    f"GET /video-status/{CLIP}": {"job_id": CLIP, "status": "queued"},
    "GET /videos": {"videos": []},
    "GET /characters": {"characters": []},
    "POST /characters": sample("knightvision_character_response"),
    "GET /characters/42": {"character": {"id": 42, "name": "Sales Expert", "status": "processing"}},
    "POST /characters/42/finalize": sample("knightvision_finalize_response"),
}


@dataclass
class Provider:
    """Answers from the script; of several answers to one operation the last one stays."""

    script: Mapping[str, Sequence[Reply]] = field(default_factory=dict[str, Sequence[Reply]])
    requests: list[httpx2.Request] = field(default_factory=list[httpx2.Request])
    counts: dict[str, int] = field(default_factory=dict[str, int])

    @property
    def posts(self) -> int:
        """Requests that may have cost money."""
        return sum(request.method == "POST" for request in self.requests)

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        operation = f"{request.method} {request.url.path.removeprefix(PARTNER)}"
        number = self.counts[operation] = self.counts.get(operation, 0) + 1
        replies = self.script.get(operation)
        reply = replies[min(number, len(replies)) - 1] if replies else DOCUMENTED.get(operation)
        return to_response(reply)


def to_response(reply: Reply | None) -> httpx2.Response:
    """The answer that a reply stands for; one that nobody scripted is a 404."""
    if reply is None:
        return httpx2.Response(404, json={"error": "Not found", "detail": "not found"})
    if isinstance(reply, Exception):
        raise reply
    if isinstance(reply, httpx2.Response):
        return httpx2.Response(reply.status_code, headers=reply.headers, content=reply.content)
    if callable(reply):
        return reply()
    return httpx2.Response(200, text=reply) if isinstance(reply, str) else said(200, reply)


def said(code: int, body: Any) -> httpx2.Response:
    """A JSON answer."""
    return httpx2.Response(code, json=body)
