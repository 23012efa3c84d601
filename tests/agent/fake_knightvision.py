"""A hosted Knightvision that answers with the documentation's own bodies, as printed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2

SAMPLES = Path(__file__).parent.parent / "contract" / "samples"
PREFIX = "/api/v1/partner"
KEY = "kv_partner_0123456789abcdef"
DOCUMENTED: Mapping[str, str] = {
    "POST /analyze": "analyze_response",
    "GET /status/20260323_141500_abc123": "status_complete",
    "GET /credits": "credits",
    "POST /generate-video": "generate_response",
    "GET /video-status/sora_20260323_141500_abc123": "video_complete",
    "GET /videos": "videos",
    "GET /characters": "characters",
    "POST /characters": "character_response",
    "GET /characters/42": "character",
    "POST /characters/42/finalize": "finalize_response",
}
"""The sample that answers each operation."""


def sample(name: str) -> Any:
    return json.loads((SAMPLES / f"knightvision_{name}.json").read_text(encoding="utf-8"))


@dataclass
class Partner:
    """Answers from the samples, but for what it was told to say first."""

    told: dict[str, list[httpx2.Response | Exception]] = field(
        default_factory=dict[str, list[httpx2.Response | Exception]]
    )
    requests: list[httpx2.Request] = field(default_factory=list[httpx2.Request])

    def says(self, operation: str, *replies: httpx2.Response | Exception) -> None:
        """Set the next answers of `POST /path`."""
        self.told.setdefault(operation, []).extend(replies)

    @property
    def posts(self) -> list[httpx2.Request]:
        """The requests that may have cost money."""
        return [request for request in self.requests if request.method == "POST"]

    def asked(self, path: str) -> int:
        """How often a path was asked."""
        return sum(request.url.path == PREFIX + path for request in self.requests)

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        operation = f"{request.method} {request.url.path.removeprefix(PREFIX)}"
        reply = self._reply(operation)
        if isinstance(reply, Exception):
            raise reply
        return reply

    def _reply(self, operation: str) -> httpx2.Response | Exception:
        if self.told.get(operation):
            return self.told[operation].pop(0)
        if operation in DOCUMENTED:
            return httpx2.Response(200, json=sample(DOCUMENTED[operation]))
        return httpx2.Response(404, json={"error": "Not found"})


def said(code: int = 200, /, **body: Any) -> httpx2.Response:
    """An answer of Knightvision's."""
    return httpx2.Response(code, json=body)
