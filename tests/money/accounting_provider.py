"""A hosted Knowlify and Knightvision that keep books.

What was ordered, charged and paid back is written down here, where no client can miscount it. It
shares no code with the client. Orders meet with what they are told to (`fates`).
"""

import itertools
import json
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeAlias

import httpx2

PREFIX = "/api/v1/partner"
KEYS = {
    "KNOWLIFY_API_KEY": "kn_" + "0123456789abcdef" * 4,
    "KNIGHTVISION_API_KEY": "kv_partner_0123456789abcdef",
}
COSTS: Mapping[str, int] = {
    "analysis": 50,
    "video_sora2_10s": 22,
    "video_sora2_15s": 25,
    "video_sora2pro_15s": 154,
    "video_sora2pro_25s": 175,
    "video_kling_per_second_720p": 10,
    "video_kling_per_second_1080p": 13,
    "character_creation": 22,
    "character_finalize": 3,
}
FATES = ("done", "fails", "rejected", "lost", "lost and fails", "busy", "unreadable", "named")
"""What becomes of an order.

`fails`: it is made, fails, and is paid back. `lost`: it is made, and its answer is not sent.
`named`: the answer is lost, and the 502 instead of it carries the id all the same.
`rejected` and `busy` (429): nothing is made. `unreadable`: it is made, and the answer is no JSON.
"""
Document: TypeAlias = dict[str, Any]


@dataclass
class Order:
    """One line of the books."""

    id: str
    kind: str
    body: Document
    price: int
    """Credits that were taken; 0 for Knowlify, which takes dollars."""
    fate: str
    paid_back: bool = False


class NoAnswer(Exception):
    """The connection breaks before anything is answered."""


@dataclass
class Books:
    """Both services."""

    fates: list[str] = field(default_factory=list[str])
    """Of the next orders, first to last; then they are done."""
    fates_of: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    """The same for the orders whose path ends so, such as `characters`."""
    costs: dict[str, int] = field(default_factory=lambda: dict(COSTS))
    balance: int = 100_000
    closed: bool = False
    """`GET /credits` gives nothing."""
    untold: str = ""
    """The price that it does not publish."""
    posts: list[str] = field(default_factory=list[str])
    """Paths of the orders that arrived."""
    orders: list[Order] = field(default_factory=list[Order])
    on_order: Callable[[int], None] = lambda _: None
    """Called with the number of an order that was carried out, before it is answered."""
    first: int = 1000
    """The first id."""

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._ids = itertools.count(self.first)

    @property
    def taken(self) -> int:
        """Credits that are gone."""
        return sum(order.price for order in self.orders if not order.paid_back)

    @property
    def videos(self) -> list[Order]:
        """What Knowlify made, edits among it."""
        return [order for order in self.orders if order.kind in ("video", "edit")]

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        """As a transport inside the process."""
        body: Document = json.loads(request.content or b"{}")
        try:
            status, document = self.answer(request.method, request.url.path, body)
        except NoAnswer as error:
            raise httpx2.ReadError("connection lost") from error
        if isinstance(document, str):
            return httpx2.Response(status, text=document)
        return httpx2.Response(status, json=document, headers={"retry-after": "0.2"})

    def answer(self, method: str, path: str, body: Document) -> tuple[int, Document | str]:
        """What one request is answered with.

        Raises:
            NoAnswer: Nothing is.
        """
        if method == "GET":
            return self._read(path.removeprefix(PREFIX))
        with self._lock:
            self.posts.append(path)
            fates = self.fates_of.get(path.rpartition("/")[2], self.fates)
            fate = fates.pop(0) if fates else "done"
            if fate == "rejected":
                return 400, {"detail": "no", "error": "no"}
            if fate == "busy":
                return 429, {"detail": "busy", "error": "busy"}
            document = self._carry_out(path, body, fate)
            number = len(self.orders)
        self.on_order(number)
        if fate.startswith("lost"):
            raise NoAnswer
        if fate == "named":
            return 502, {"detail": "gateway", **document}
        return 200, "<html>gateway</html>" if fate == "unreadable" else document

    def _carry_out(self, path: str, body: Document, fate: str) -> Document:
        if path == "/v1/videos":
            made = [self._book("video", item, 0, fate) for item in body["videos"]]
            rows = [
                {"index": n, "status": "queued", "uuid": one.id, "session_id": one.id}
                for n, one in enumerate(made)
            ]
            return {"status": "ok", "total": len(made), "results": rows}
        if path == "/v1/edits":
            edit = self._book("edit", body, 0, fate)
            return {"edit_id": edit.id, "status": "queued", "video_uuid": body["video_uuid"]}
        kind, name = PAID[path.removeprefix(PREFIX).rpartition("/")[2]]
        if kind == "finalize":
            body = {**body, "character_id": int(path.split("/")[-2])}
        order = self._book(kind, body, self._price(kind, body), fate)
        remote: Any = order.id
        if kind in ("character", "finalize"):
            remote = int(order.id) if kind == "character" else body["character_id"]
        left = {"credits_used": order.price, "credits_remaining": self.balance}
        return {name: remote, "status": "queued", **left}

    def _book(self, kind: str, body: Document, price: int, fate: str) -> Order:
        order = Order(f"{next(self._ids)}", kind, body, price, fate)
        self.balance -= price
        self.orders.append(order)
        return order

    def _price(self, kind: str, body: Document) -> int:
        if kind != "clip":
            return self.costs[FLAT[kind]]
        model, seconds = body["model"], body["duration"]
        if model.startswith("kling"):
            return self.costs["video_kling_per_second_1080p"] * seconds
        return self.costs[f"video_{model.replace('-', '')}_{seconds}s"]

    def _read(self, path: str) -> tuple[int, Document]:
        with self._lock:
            if path == "/credits":
                told = {name: cost for name, cost in self.costs.items() if name != self.untold}
                said = {"credits_remaining": self.balance, "costs": told}
                return (503, {"error": "busy"}) if self.closed else (200, said)
            if path == "/videos":
                return 200, {"videos": [*map(self.clip, self._newest("clip"))]}
            if path == "/characters":
                return 200, {"characters": [*map(self.figure, self._newest("character"))]}
            found = [one for one in self.orders if one.id == path.rpartition("/")[2]]
            return (200, self._shown(found[0])) if found else (404, {"error": "not found"})

    def _newest(self, kind: str) -> list[Order]:
        return [order for order in reversed(self.orders) if order.kind == kind]

    def _end(self, order: Order) -> str:
        """Whoever looks finds it ended; what failed is paid back at that moment."""
        failed = order.fate.endswith("fails")
        if failed and order.kind in REFUNDED and not order.paid_back:
            order.paid_back = True
            self.balance += order.price
        return "failed" if failed else "done"

    def _shown(self, order: Order) -> Document:
        return SHOWN[order.kind](self, order)

    def film(self, order: Order) -> Document:
        """A video or an edit of Knowlify's."""
        failed = self._end(order) == "failed"
        status = "failed" if failed else "complete"
        ends = {"is_complete": not failed, "is_failed": failed, "status": status}
        return {"uuid": order.id, "edit_id": order.id, "error_message": "no" * failed, **ends}

    def report(self, order: Order) -> Document:
        """An analysis."""
        failed = self._end(order) == "failed"
        texts = {"summary": "S", "transcription": "T", "analysis": "A", "ugc_script": "U"}
        return (
            {"status": "error", "error": "no"}
            if failed
            else {
                "status": "complete",
                "result": texts,
            }
        )

    def clip(self, order: Order) -> Document:
        """A clip."""
        failed = self._end(order) == "failed"
        asked = {name: order.body[name] for name in ("prompt", "model", "duration", "aspect_ratio")}
        status = {"status": "error" if failed else "complete", "credits_used": order.price}
        return {"job_id": order.id, "video_url": "https://knightvision.tech/x", **asked, **status}

    def figure(self, order: Order) -> Document:
        """A character."""
        posed = [
            one for one in self._newest("finalize") if one.body["character_id"] == int(order.id)
        ]
        status = "failed" if self._end(order) == "failed" else "ready"
        if posed and self._end(posed[0]) == "done":
            status = "finalized"
        return {"id": int(order.id), "name": order.body["name"], "status": status}


REFUNDED = frozenset({"clip", "character", "finalize"})
"""Knightvision documentation, "Credits"."""
PAID: Mapping[str, tuple[str, str]] = {
    "analyze": ("analysis", "job_id"),
    "generate-video": ("clip", "job_id"),
    "characters": ("character", "character_id"),
    "finalize": ("finalize", "character_id"),
}
FLAT = {
    "analysis": "analysis",
    "character": "character_creation",
    "finalize": "character_finalize",
}
SHOWN: Mapping[str, Callable[[Books, Order], Document]] = {
    "video": Books.film,
    "edit": Books.film,
    "analysis": Books.report,
    "clip": Books.clip,
    "character": lambda books, order: {"character": books.figure(order)},
}


class Shop:
    """The books behind an address on loopback, while it is entered."""

    def __init__(self, books: Books) -> None:
        self.books = books

    def __enter__(self) -> str:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Counter, self.books))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Counter(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, books: Books, *args: Any) -> None:
        self.books = books
        super().__init__(*args)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self._serve({})

    def do_POST(self) -> None:
        length = int(self.headers.get("content-length", 0))
        self._serve(json.loads(self.rfile.read(length) or b"{}"))

    def _serve(self, body: Document) -> None:
        try:
            status, document = self.books.answer(self.command, self.path.partition("?")[0], body)
        except NoAnswer:
            self.close_connection = True
            return
        content = (document if isinstance(document, str) else json.dumps(document)).encode()
        with suppress(OSError):
            self.send_response(status)
            self.send_header("content-length", str(len(content)))
            self.send_header("retry-after", "1")
            self.end_headers()
            self.wfile.write(content)
