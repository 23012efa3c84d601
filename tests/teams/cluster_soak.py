"""Two replicas and two workers, killed at random, serve users who order films and clips.

Each user orders over HTTP, from any replica, as an assistant does: again until there is an answer,
and again if a job has failed. Referees are what no part of the product writes: the fake provider's
book of what it made, a table that a trigger of the database fills, a log of the makers' runs, and
every byte of every answer.
"""

import json
import os
import random
import re
import socket
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import AsyncGenerator, Callable, Collection, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import anyio
import anyio.to_thread
import httpx2
import psycopg
from tests.jobs.lossy_provider import LIMITS, Vendor
from tests.postgres_cluster import Cluster
from tests.teams.added_tokens import add_tokens

from callsheet.backends import cluster
from callsheet.settings import Settings
from callsheet_tools.toolkit.user import CREATE, READ, SPEND

PROGRAM = Path(__file__).parent / "cluster_processes.py"
SECRET = "the operator's long and random text"
ERA = "2026-07-28"
META = {
    "io.modelcontextprotocol/protocolVersion": ERA,
    "io.modelcontextprotocol/clientInfo": {"name": "soak", "version": "1"},
    "io.modelcontextprotocol/clientCapabilities": {},
}
MARKER = re.compile(r"zq(\d\d)x")
PICTURE = re.compile(r'"(?:data|blob)": ?"[^"]*"')
"""In base64, in which a marker may stand by chance: once in ten million characters."""
CAP = 3
ANSWER = 60.0
"""Wall seconds that a user waits for an answer, before the same call is made again."""
REFEREE = """
CREATE TABLE referee (n BIGINT GENERATED ALWAYS AS IDENTITY, seq BIGINT, lane TEXT, id TEXT,
  before TEXT, after TEXT, attempt INTEGER, owner TEXT);
CREATE FUNCTION take_note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO referee (seq, lane, id, before, after, attempt, owner)
    VALUES (NEW.seq, NEW.lane, NEW.id, OLD.state, NEW.state, NEW.attempt, NEW.owner);
  RETURN NULL; END $$;
CREATE TRIGGER take_note AFTER UPDATE ON job FOR EACH ROW
  WHEN (OLD.state <> NEW.state OR OLD.attempt <> NEW.attempt) EXECUTE FUNCTION take_note();
"""
RENDERED = """# {marker} film {n}
## Start [title]
> Bees of {marker} dance in film number {n}.
## Dance [points]
- Left
- Right
> They turn to the left, and then they turn to the right.
"""
MEASURED = "# Measured {marker} job {n}\n- A\n> A bee of {marker}, number {n}."


@dataclass(frozen=True)
class Soak:
    """How much, and how fast."""

    users: int
    renders: int
    """Films that each user really has made, in 640x360."""
    measured: int
    """Jobs of measured cost, of each user."""
    clips: int
    """Clips that each user buys from a provider that loses answers."""
    kills: int
    pause: float
    """Seconds between two kills."""
    cost: float
    """Seconds of a job of measured cost."""
    slots: int
    """Jobs that a worker does at once."""
    lease: float
    speed: float = 5.0
    """Seconds of the provider and of the journal in one of the wall's. A repeat is taken for the
    first order until ten of their minutes after its success: longer than `ANSWER` has to be."""
    limit: float = 1200.0
    """Seconds until it has to be over."""


@dataclass
class Report:
    """What the referees saw."""

    orders: int = 0
    seconds: float = 0.0
    kills: Counter[str] = field(default_factory=Counter[str])
    answers: int = 0
    megabytes: float = 0.0
    foreign: list[str] = field(default_factory=list[str])
    """Answers that named what is another user's."""
    ended: Counter[str] = field(default_factory=Counter[str])
    """Orders by the state that their user was told at last."""
    paid: Counter[int] = field(default_factory=Counter[int])
    """How often each clip was made by the provider -> how many clips."""
    studio: Counter[str] = field(default_factory=Counter[str])
    """The studio's jobs by state."""
    attempts: Counter[int] = field(default_factory=Counter[int])
    running: int = 0
    """The most jobs of one user that were claimed at once."""
    processes: int = 0
    """The most makers of one user that ran at once."""
    out_of_order: int = 0
    """Jobs that were begun before an earlier one of the same user."""
    again: int = 0
    """Orders that were placed again because the first had not been carried out."""
    doubts: list[str] = field(default_factory=list[str])
    """Of each clip that was made more than once: what its user and the provider saw, and when."""


@dataclass
class Machines:
    """The processes."""

    soak: Soak
    folder: Path
    environ: Mapping[str, str]
    ports: tuple[int, int]
    alive: dict[str, subprocess.Popen[bytes]] = field(
        default_factory=dict[str, subprocess.Popen[bytes]]
    )
    deaths: dict[int, float] = field(default_factory=dict[int, float])
    """When each worker was killed, by its process id."""

    def start(self, name: str) -> None:
        kind, number = name.split("-")
        own = {"CALLSHEET_HOME": str(self.folder / name), "CALLSHEET_OUTPUT_DIR": str(self.folder)}
        arguments = (
            (str(self.ports[int(number)]), str(self.soak.speed))
            if kind == "replica"
            else (str(self.soak.slots), str(self.soak.lease))
        )
        with (self.folder / f"{name}.log").open("ab") as log:
            self.alive[name] = subprocess.Popen(
                [sys.executable, str(PROGRAM), kind, *arguments],
                env={**self.environ, **own},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def kill(self, name: str) -> None:
        process = self.alive[name]
        process.kill()
        process.wait()
        self.deaths[process.pid] = time.monotonic()

    def close(self) -> None:
        for name in self.alive:
            self.kill(name)


@dataclass
class User:
    """Orders, waits, and keeps every answer."""

    number: int
    token: str
    machines: Machines
    report: Report
    chance: random.Random
    dashboard: Callable[[], Collection[str]]
    """The prompts of all clips that the provider made, as a person looks them up."""
    states: dict[str, str] = field(default_factory=dict[str, str])
    """Of each order, by its title."""
    seen: dict[str, list[str]] = field(default_factory=lambda: defaultdict[str, list[str]](list))
    """Of each order, by its title: what happened, and when."""

    def note(self, title: str, what: str) -> None:
        """Keep what happened to an order, with the wall's second."""
        self.seen[title].append(f"{time.monotonic():.1f} {what}")

    @property
    def marker(self) -> str:
        return f"zq{self.number:02}x"

    def orders(self, soak: Soak) -> list[tuple[str, str, dict[str, Any]]]:
        """(title, tool, arguments)."""
        made = list[tuple[str, str, dict[str, Any]]]()
        for text, count in ((RENDERED, soak.renders), (MEASURED, soak.measured)):
            for n in range(count):
                task = text.format(marker=self.marker, n=n)
                title = task.splitlines()[0].removeprefix("# ")
                video = {"task": task, "video_duration_seconds": 30}
                made.append((title, "knowlify_create_videos", {"videos": [video]}))
        for n in range(soak.clips):
            title = f"{self.marker} clip {n}"
            made.append((title, "knightvision_generate_video", {"prompt": title}))
        self.chance.shuffle(made)
        return made

    async def live(self, soak: Soak) -> None:
        """Order everything, and wait until all of it has succeeded."""
        orders = {title: (tool, given) for title, tool, given in self.orders(soak)}
        async with httpx2.AsyncClient(timeout=ANSWER, trust_env=False) as http:
            for title, (tool, given) in orders.items():
                await self._order(http, title, tool, given)
            while open_ := {t for t, state in self.states.items() if state != "succeeded"}:
                await self._call(http, "wait_for_jobs", {"until": "next", "seconds": 5})
                await self._look(http)
                for title in open_:
                    if self.states[title] in ("failed", "unknown") and not self._is_made(title):
                        tool, given = orders[title]
                        self.report.again += 1
                        await self._order(http, title, tool, {**given, "new_take": True})
                await anyio.sleep(0.2)

    def _is_made(self, title: str) -> bool:
        """A clip in doubt that the provider made is found in its list; it must not be bought
        again. One that never reached it is, as the error says."""
        return self.states[title] == "unknown" and title in self.dashboard()

    async def _order(
        self, http: httpx2.AsyncClient, title: str, tool: str, given: dict[str, Any]
    ) -> None:
        where = {"where": "local"} if tool == "knowlify_create_videos" else {"max_credits": 100}
        while True:
            self.note(title, f"orders, {self.states.get(title, 'new')}")
            answer = await self._call(http, tool, {**given, **where})
            self.note(title, "no answer" if answer is None else json.dumps(answer)[:600])
            if answer is not None and not answer.get("isError"):
                self.states[title] = "ordered"
                return
            await anyio.sleep(0.3)

    async def _look(self, http: httpx2.AsyncClient) -> None:
        answer = await self._call(http, "list_jobs", {"limit": 50})
        if answer is None or answer.get("isError"):
            return
        rank = ("failed", "unknown", "waiting", "running", "succeeded")
        found = defaultdict[str, list[str]](list)
        for row in answer["structuredContent"]["jobs"]:
            found[row["title"]].append(row["state"])
        for title in self.states:
            if titles := found.get(title):
                state = max(titles, key=rank.index)
                if state != self.states[title]:
                    self.note(title, f"is {', '.join(titles)}")
                self.states[title] = state

    async def _call(
        self, http: httpx2.AsyncClient, tool: str, arguments: Mapping[str, Any]
    ) -> dict[str, Any] | None:
        """The result of a call of any replica; None if there was no answer."""
        port = self.chance.choice(self.machines.ports)
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Accept": "application/json, text/event-stream",
            "MCP-Protocol-Version": ERA,
            "Mcp-Method": "tools/call",
            "Mcp-Name": tool,
        }
        params = {"name": tool, "arguments": arguments, "_meta": META}
        body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
        url = f"http://127.0.0.1:{port}/mcp"
        try:
            text = (await http.post(url, json=body, headers=headers)).text
        except httpx2.HTTPError:
            await anyio.sleep(0.2)
            return None
        self._read(text)
        lines = [line.removeprefix("data:") for line in text.splitlines() if "jsonrpc" in line]
        with suppress(ValueError, IndexError):
            return json.loads(lines[-1]).get("result")
        return None

    def _read(self, text: str) -> None:
        self.report.answers += 1
        self.report.megabytes += len(text) / 1e6
        if any(int(number) != self.number for number in MARKER.findall(PICTURE.sub("", text))):
            self.report.foreign.append(text)


async def run(soak: Soak, folder: Path, server: Cluster) -> Report:
    """Run a soak in a folder, and return what the referees saw."""
    report, store = Report(), folder / "store"
    store.mkdir()
    limits = dict.fromkeys(LIMITS, 1_000_000)
    vendor = Vendor(speed=soak.speed, seconds=lambda: 60.0, fault_rate=0.3, limits=limits)
    address = server.new_journal()
    with vendor:
        environ = {
            **_environment(folder, soak),
            **vendor.environ,
            "CALLSHEET_DATABASE_URL": address,
            "CALLSHEET_ARTIFACTS": store.as_uri(),
        }
        settings = Settings.read({**environ, "CALLSHEET_HOME": str(folder / "driver")})
        await _prepare(settings, address)
        machines = Machines(soak, folder, environ, (_free_port(), _free_port()))
        users = await _sign_up(settings, machines, report, lambda: _prompts(vendor))
        began = time.monotonic()
        with anyio.fail_after(soak.limit):
            await _live(machines, users, server)
        report.seconds = time.monotonic() - began
        made = Counter(_prompts(vendor))
        times = [(thing.request["prompt"], thing) for thing in vendor.made]
    report.paid = Counter(made.values())
    for title in (title for title, count in made.items() if count > 1):
        orders = (
            f"{t.ordered_at / soak.speed:.1f} provider {t.id} {t.request.get('key')}"
            for prompt, t in times
            if prompt == title
        )
        seen = (user.seen[title] for user in users if title in user.seen)
        report.doubts.append("\n  ".join([title, *sorted(chain(*seen, orders))]))
    for user in users:
        report.orders += len(user.states)
        report.ended.update(user.states.values())
    _judge(report, address, machines, folder / "runs.log")
    return report


def _prompts(vendor: Vendor) -> Sequence[str]:
    return [thing.request["prompt"] for thing in vendor.made]


async def _prepare(settings: Settings, address: str) -> None:
    """The tables of the studio, with the referee's."""
    shared = cluster(settings)
    assert shared is not None
    async with shared.open(settings.studio_home, 1.0):
        await anyio.to_thread.run_sync(_install_referee, address)


async def _sign_up(
    settings: Settings, machines: Machines, report: Report, dashboard: Callable[[], Collection[str]]
) -> list[User]:
    chance = random.Random(5)
    named = await add_tokens(settings, machines.soak.users, {READ, CREATE, SPEND})
    return [User(n, token, machines, report, chance, dashboard) for n, token in enumerate(named)]


async def _live(machines: Machines, users: Sequence[User], server: Cluster) -> None:
    """Until all users have everything."""
    async with _running(machines), anyio.create_task_group() as killing:
        killing.start_soon(_kill, machines, server, users[0].report)
        killing.start_soon(_supervise, machines, users[0].report)
        async with anyio.create_task_group() as tasks:
            for user in users:
                tasks.start_soon(user.live, machines.soak)
        killing.cancel_scope.cancel()


def _environment(folder: Path, soak: Soak) -> dict[str, str]:
    return {
        **os.environ,
        "HOME": str(folder),
        "CALLSHEET_KNOWLIFY": "local",
        "CALLSHEET_USERS_KEY": SECRET,
        "CALLSHEET_MAX_CREDITS_PER_USER": "100000",
        "CALLSHEET_KEEP_GB": "1000",
        "SOAK_LOG": str(folder / "runs.log"),
        "SOAK_COST": str(soak.cost),
    }


@asynccontextmanager
async def _running(machines: Machines) -> AsyncGenerator[None]:
    for name in ("replica-0", "replica-1", "worker-0", "worker-1"):
        machines.start(name)
    try:
        yield
    finally:
        machines.close()


async def _kill(machines: Machines, server: Cluster, report: Report) -> None:
    """One process after the other, at random; in the middle PostgreSQL."""
    soak, chance = machines.soak, random.Random(9)
    for n in range(soak.kills):
        await anyio.sleep(soak.pause)
        if n == soak.kills // 2:
            await anyio.to_thread.run_sync(server.stop, "immediate")
            await anyio.to_thread.run_sync(server.start)
            report.kills["postgres"] += 1
        name = chance.choice(sorted(machines.alive))
        await anyio.to_thread.run_sync(machines.kill, name)
        machines.start(name)
        report.kills[name] += 1
    await anyio.sleep_forever()


async def _supervise(machines: Machines, report: Report) -> None:
    """As an operator's supervisor does: what has ended by itself is started again."""
    while True:
        await anyio.sleep(0.5)
        for name, process in list(machines.alive.items()):
            if process.poll() is not None and process.pid not in machines.deaths:
                machines.deaths[process.pid] = time.monotonic()
                machines.start(name)
                report.kills[f"{name} ended"] += 1


def _install_referee(address: str) -> None:
    with _studio(address) as db:
        db.execute(REFEREE.encode())


def _studio(address: str) -> psycopg.Connection[tuple[Any, ...]]:
    """A connection to the studio's tables."""
    db = psycopg.connect(address, autocommit=True)
    (schema,) = db.execute("SELECT current_schema()").fetchall()
    db.execute(f"SET search_path = {schema[0]}_studio".encode())
    return db


def _judge(report: Report, address: str, machines: Machines, runs: Path) -> None:
    with _studio(address) as db:
        states = db.execute("SELECT state, count(*) FROM job GROUP BY state").fetchall()
        report.studio = Counter({state: count for state, count in states})
        attempts = db.execute("SELECT attempt, count(*) FROM job GROUP BY attempt").fetchall()
        report.attempts = Counter({attempt: count for attempt, count in attempts})
        notes = db.execute("SELECT seq, lane, id, after FROM referee ORDER BY n").fetchall()
        lanes = {row[0]: row[1] for row in db.execute("SELECT id, lane FROM job")}
    running, begun = defaultdict[str, set[int]](set), defaultdict[str, list[int]](list)
    for seq, lane, _, after in notes:
        if after == "running":
            running[lane].add(seq)
            if seq not in begun[lane]:
                begun[lane].append(seq)
        else:
            running[lane].discard(seq)
        report.running = max(report.running, len(running[lane]))
    for order in begun.values():
        report.out_of_order += sum(a > b for a, b in zip(order, order[1:], strict=False))
    spans = defaultdict[str, list[tuple[float, float]]](list)
    for uuid, start, end in _spans(runs.read_text().splitlines(), machines.deaths):
        spans[lanes[uuid]].append((start, end))
    report.processes = max(_most_at_once(times) for times in spans.values())


def _spans(lines: Sequence[str], deaths: Mapping[int, float]) -> Iterator[tuple[str, float, float]]:
    """When each run of a maker began, and when it ended or its worker was killed."""
    open_ = dict[str, tuple[float, int]]()
    for line in lines:
        what, uuid, worker, at = line.split()
        if uuid in open_:  # of an attempt that ended without a word, before this one began
            start, parent = open_.pop(uuid)
            yield uuid, start, min(deaths.get(parent, float(at)), float(at))
        if what == "begin":
            open_[uuid] = float(at), int(worker)
    for uuid, (start, parent) in open_.items():
        yield uuid, start, deaths.get(parent, start)


def _most_at_once(spans: Sequence[tuple[float, float]]) -> int:
    edges = sorted([(start, 1) for start, _ in spans] + [(end, -1) for _, end in spans])
    most = now = 0
    for _, step in edges:
        now += step
        most = max(most, now)
    return most


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]
