"""A stand-in for OpenAI-compatible endpoints on loopback: it says what it is told, and hums.

Without `answers` it writes one outline.
"""

import io
import json
import math
import wave
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event
from typing import Any

from tests.loopback_server import QuietHandler, loopback_server

RATE = 16_000
SECONDS_A_LETTER = 0.06
OUTLINE = """# Why cats purr
> A cat that purrs is not always happy.
## Where it comes from [steps]
- Brain: a steady signal
- Voice box: muscles twitch
- Breath: air starts and stops
> The brain sends a steady signal. Muscles in the voice box twitch, and the breath starts and stops.
## Remember [closing]
> A purr calms the cat as well as you.
"""


@dataclass
class Models:
    """What the stand-in answers, and what it was asked."""

    url: str = ""
    outline: str = OUTLINE
    answers: list[str] = field(default_factory=list[str])
    """What is said next, one for each question."""
    body: bytes | None = None
    """Of every answer to a chat, instead of a completion."""
    status: int = 200
    drip: bytes | None = None
    """What follows an answer again and again instead of its end; empty: silence."""
    closed: Event = field(default_factory=Event)
    asked: list[tuple[str, str | None, dict[str, Any]]] = field(
        default_factory=list[tuple[str, str | None, dict[str, Any]]]
    )
    """Path, authorization, body."""

    @property
    def questions(self) -> list[str]:
        """The last message of each chat."""
        return [body["messages"][-1]["content"] for _, _, body in self.asked]


@contextmanager
def answering() -> Generator[Models]:
    """Serve until the block ends."""
    models = Models()

    class Handler(QuietHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            models.asked.append((self.path, self.headers["Authorization"], body))
            content = _ANSWERS[self.path](models, body)
            self.send_response(models.status)
            endless = models.drip is not None
            self.send_header("Content-Length", str(len(content) + 1_000_000 * endless))
            self.end_headers()
            self.wfile.write(content)
            while models.drip is not None and not models.closed.wait(0.02):
                self._drip(models.drip)

        def _drip(self, content: bytes) -> None:
            """Until nobody listens any more."""
            with suppress(ConnectionError):
                self.wfile.write(content)

    with loopback_server(Handler) as models.url:
        try:
            yield models
        finally:
            models.closed.set()


def _chat(models: Models, body: dict[str, Any]) -> bytes:
    if models.body is not None:
        return models.body
    said = models.answers.pop(0) if models.answers else f"```markdown\n{models.outline}```"
    content = f"<think>Cats?</think>\nHere you are:\n{said}"
    return json.dumps({"choices": [{"message": {"content": content}}]}).encode()


def _speech(models: Models, body: dict[str, Any]) -> bytes:
    """A hum as long as the text, between two silences, as a WAV file."""
    count = round(len(body["input"]) * SECONDS_A_LETTER * RATE / body["speed"])
    quiet = b"\0\0" * (RATE // 4)
    hum = b"".join(
        round(9000 * math.sin(n / 9)).to_bytes(2, "little", signed=True) for n in range(count)
    )
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(quiet + hum + quiet)
    return file.getvalue()


_ANSWERS = {"/v1/chat/completions": _chat, "/v1/audio/speech": _speech}
