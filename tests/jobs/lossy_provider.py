"""A vendor of both APIs on loopback that takes paid orders, and loses its answers as it is told.

What it was sent and what it made is counted here, where no client can miscount it. It shares no
code with the client or the studio. The clock can run faster than the wall's, window and all.
"""

import itertools
import json
import random
import socket
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

from .apis import ORDERS, READS, Document, take_anything

FAULTS = ("drop", "500", "503", "truncate", "stall", "late", "named")
"""How the answer to an order that was carried out is lost.

`stall` never answers, `late` answers when the client has given up, `named` is a 500 with the id.
Not one of them: `echo` refuses the order and repeats the key that came with it.
"""
AT_ONCE = 3
WINDOW = 60.0
LIMITS: Mapping[str, int] = {
    "knowlify": 30,
    "edits": 10,
    "analyze": 20,
    "status": 60,
    "credits": 30,
    "generate-video": 5,
    "video-status": 60,
    "videos": 20,
    "characters": 20,
    "character": 30,
    "finalize": 10,
}


@dataclass
class Thing:
    """Something that was ordered."""

    id: str
    kind: str
    request: Document
    ordered_at: float
    started_at: float | None
    seconds: float

    def share(self, now: float) -> float:
        """0 … 1: how far it is."""
        return 0.0 if self.started_at is None else min((now - self.started_at) / self.seconds, 1.0)


@dataclass
class Vendor:
    """Serves while it is entered. Times are the vendor's own seconds."""

    speed: float = 1.0
    """Its seconds in one of the wall's."""
    seconds: Callable[[], float] = lambda: 10.0
    """How long the next thing takes."""
    faults: list[str] = field(default_factory=list[str])
    """What befalls the next orders, first to last."""
    fault_rate: float = 0.0
    """The share of the orders beyond those that something befalls."""
    seed: int = 0
    patience: float = 30.0
    """Wall seconds that a stalled answer is held for a client that does not give up."""
    limits: Mapping[str, int] = field(default_factory=lambda: LIMITS)
    posts: list[str] = field(default_factory=list[str])
    """Paths of the orders that arrived."""
    made: list[Thing] = field(default_factory=list[Thing])
    requests: list[tuple[float, str]] = field(default_factory=list[tuple[float, str]])
    """(when, bucket) of everything that arrived."""
    refused: int = 0
    """429s."""
    keys: set[str] = field(default_factory=set[str])
    """What came with requests to prove whose they are."""
    credits: int = 100_000
    on_order: Callable[[], None] = lambda: None
    """Called when an order was carried out and before it is answered."""

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._ids = itertools.count(1)
        self._replays: dict[str, str] = {}
        self._chance = random.Random(self.seed)

    def __enter__(self) -> Self:
        handler = type("Bound", (_Handler,), {"vendor": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def environ(self) -> dict[str, str]:
        """Settings that point Callsheet at it."""
        return {
            "KNOWLIFY_API_KEY": "kn_" + "0123456789abcdef" * 4,
            "KNOWLIFY_API_BASE": self.url,
            "KNIGHTVISION_API_KEY": "kv_partner_0123456789abcdef",
            "KNIGHTVISION_BASE_URL": self.url,
            "CALLSHEET_MAX_VIDEOS_PER_DAY": "10000",
            "CALLSHEET_MAX_CREDITS_PER_DAY": "1000000",
        }

    def busiest(self, bucket: str, window: float = WINDOW) -> int:
        """The most requests of a bucket in any window."""
        times = [at for at, name in self.requests if name == bucket]
        return max((sum(0 <= at - start < window for at in times) for start in times), default=0)

    def now(self) -> float:
        """Its clock."""
        return time.monotonic() * self.speed

    def stalls_next(self) -> bool:
        """Whether the next order will not be answered while anybody waits."""
        return self.faults[:1] in (["stall"], ["late"])

    def take(self, bucket: str) -> bool:
        """Count a request; False when the fixed window is used up."""
        with self._lock:
            now = self.now()
            self.requests.append((now, bucket))
            start = now - now % WINDOW
            used = sum(at >= start and name == bucket for at, name in self.requests)
            self.refused += used > self.limits[bucket]
            return used <= self.limits[bucket]

    def fault(self) -> str | None:
        """What befalls this order."""
        with self._lock:
            if self.faults:
                return self.faults.pop(0)
            return self._chance.choice(FAULTS) if self._chance.random() < self.fault_rate else None

    def make(self, kind: str, request: Document, replay: str | None = None) -> Thing:
        """Carry out an order; the same again for the same key."""
        with self._lock:
            if replay and (known := self._replays.get(replay)):
                return self.find(known)
            thing = Thing(f"{kind}_{next(self._ids)}", kind, request, self.now(), None, 0.0)
            thing.seconds = self.seconds()
            self.credits -= 22
            if kind != "video":
                thing.started_at = thing.ordered_at
            self.made.append(thing)
            self._replays |= {replay: thing.id} if replay else {}
            self._promote()
            return thing

    def find(self, thing_id: str) -> Thing:
        """By id. Raises `KeyError` for one that it never made."""
        return {thing.id: thing for thing in self.made}[thing_id]

    def look(self, thing_id: str) -> tuple[Thing, float]:
        """A thing, and how far it is."""
        with self._lock:
            self._promote()
            thing = self.find(thing_id)
            return thing, thing.share(self.now())

    def of(self, kind: str) -> list[Thing]:
        """Everything of a kind, newest first."""
        with self._lock:
            return [thing for thing in reversed(self.made) if thing.kind == kind]

    def _promote(self) -> None:
        """Videos begin in turn, as soon as a place was free."""
        videos = [thing for thing in self.made if thing.kind == "video"]
        for thing in videos:
            if thing.started_at is None:
                ends = sorted(_end(one) for one in videos if one.started_at is not None)
                free = ends[-AT_ONCE] if len(ends) >= AT_ONCE else thing.ordered_at
                if free > self.now():
                    return
                thing.started_at = max(free, thing.ordered_at)


def _end(thing: Thing) -> float:
    return (thing.started_at or 0.0) + thing.seconds


class _Handler(BaseHTTPRequestHandler):
    vendor: Vendor
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        super().setup()
        # A dropped answer is dropped at once, not when a segment fills.
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def _key(self) -> str:
        key = self.headers.get("x-api-key") or self.headers.get("authorization") or ""
        self.vendor.keys.add(key)
        return key

    def do_GET(self) -> None:
        self._key()
        for prefix, (bucket, answer) in READS.items():
            if self.path.startswith(prefix):
                self._counted(bucket, partial(answer, self.vendor, self.path[len(prefix) :]))
                return
        self._send(404, {"detail": "not found"})

    def do_POST(self) -> None:
        length = int(self.headers.get("content-length", 0))
        body: Document = json.loads(self.rfile.read(length) or b"{}")
        for suffix, (bucket, order) in ORDERS.items():
            if self.path.endswith(suffix):
                key = self.headers.get("idempotency-key")
                document = {**body, "path": self.path, "key": key}
                self._counted(bucket, partial(self._ordered, order, document))
                return
        self._ordered(take_anything, body)

    def _counted(self, bucket: str, answer: Callable[[], Document | None]) -> None:
        if not self.vendor.take(bucket):
            self._send(429, {"detail": "Rate limit exceeded", "error": "Rate limit exceeded"})
            return
        try:
            document = answer()
        except KeyError:
            self._send(404, {"detail": "not found", "error": "not found"})
            return
        if document is not None:
            self._send(200, document)

    def _ordered(self, order: Callable[[Vendor, Document], Document], body: Document) -> None:
        self.vendor.posts.append(self.path)
        key, fault = self._key(), self.vendor.fault()
        if fault == "echo":
            said = f"The key {key} may not do this."
            return self._send(400, {"detail": said, "error": said})
        document = order(self.vendor, body)
        self.vendor.on_order()
        with suppress(OSError):
            self._answer(fault, document)

    def _answer(self, fault: str | None, document: Document) -> None:
        if fault is None:
            self._send(200, document)
        elif fault in ("500", "503"):
            self._send(int(fault), {"detail": "oops", "error": "oops"})
        elif fault == "named":
            self._send(500, {"error": "oops", "detail": "oops", **document})
        else:
            self._lose(fault, document)

    def _lose(self, fault: str, document: Document) -> None:
        self.close_connection = True
        if fault in ("stall", "late"):
            self._outwait()
        if fault == "late":
            self._send(200, document)
        elif fault == "truncate":
            content = json.dumps(document).encode()
            self._head(200, len(content))
            self.wfile.write(content[: len(content) // 2])

    def _outwait(self) -> None:
        """Wait until whoever asked has given up: their end of the connection is closed."""
        self.connection.settimeout(self.vendor.patience)
        with suppress(OSError):
            self.connection.recv(1, socket.MSG_PEEK)

    def _send(self, status: int, document: Document) -> None:
        content = json.dumps(document).encode()
        with suppress(OSError):
            self._head(status, len(content))
            self.wfile.write(content)

    def _head(self, status: int, length: int) -> None:
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(length))
        if status == 429:
            self.send_header("retry-after", "5")
        self.end_headers()
