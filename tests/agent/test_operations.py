"""Every operation, field and error of both documentations, played to the assistant's chair.

Three tables are kept as golden files; `pytest --rewrite` records them again.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any, TypeAlias, cast

import anyio
import httpx2
import pytest
from mcp import Client
from mcp.types import CallToolResult

from callsheet.backends import BackendOptions
from callsheet_tools.catalog import CATALOG
from callsheet_tools.knightvision.client import KnightvisionClient
from callsheet_tools.knowlify.client import KnowlifyClient

from .conftest import KEY, Serve, Vendor, quick, small_studio, text_of
from .fake_knightvision import KEY as PARTNER_KEY
from .operations import OPERATIONS, PARTNER, Operation

pytestmark = pytest.mark.anyio

GOLDEN = Path(__file__).parent.parent / "golden"
OPENAPI = Path(__file__).parents[2] / "manifests" / "openapi"
CLIENTS = {"knowlify": KnowlifyClient, "knightvision": KnightvisionClient}
VARIABLE = re.compile(r"job_[0-9a-z]{16}")

Body: TypeAlias = dict[str, Any]


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.seconds = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds


class Service:
    """Both hosted services: the documented answer to everything, but for one told refusal."""

    def __init__(self) -> None:
        self.requests: list[httpx2.Request] = []
        self.told: dict[str, httpx2.Response] = {}

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        route = f"{request.method} {request.url.path}"
        if route in self.told:
            return self.told.pop(route)
        known = [one.documented for one in OPERATIONS if one.route == route]
        return httpx2.Response(200, json=known[0]) if known else httpx2.Response(503)

    def sent(self, operation: Operation) -> Any:
        """The body of the newest request of an operation."""
        asked = [one for one in self.requests if f"{one.method} {one.url.path}" == operation.route]
        return json.loads(asked[-1].content or "{}")


Seat: TypeAlias = Callable[..., AbstractAsyncContextManager[Client]]


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def seat(serve: Serve, vendor: Vendor, service: Service, clock: Clock, tmp_path: Path) -> Seat:
    """Connects to a server with a key for each service, and no day's limit to speak of."""

    def connect(home: str = "home") -> AbstractAsyncContextManager[Client]:
        ways = BackendOptions(small_studio, httpx2.MockTransport(service), spacing=0.02)
        server = serve(
            quick(vendor, ways=ways, now=clock),
            CALLSHEET_HOME=str(tmp_path / home),
            KNOWLIFY_API_KEY=KEY,
            KNIGHTVISION_API_KEY=PARTNER_KEY,
            CALLSHEET_MAX_CREDITS_PER_DAY="100000",
            CALLSHEET_MAX_VIDEOS_PER_DAY="1000",
        )
        return Client(server)

    return connect


async def test_each_operation_has_a_tool_a_method_a_route_and_a_body(rewrite: bool) -> None:
    """No operation without any of them, and no cell of the table empty."""
    tools = {entry.name: entry for entry in CATALOG}
    rows: list[tuple[str, ...]] = []
    for operation in OPERATIONS:
        document = json.loads((OPENAPI / f"{operation.provider}.json").read_text("utf-8"))
        verb = operation.route.partition(" ")[0]
        spec = tools[operation.tool]
        assert (verb == "GET") == spec.hints.read_only_hint, "clients approve what only reads"
        assert spec.paid == (verb == "POST" and not operation.free), "a free POST says so"
        assert callable(getattr(CLIENTS[operation.provider], operation.method))
        assert verb.lower() in document["paths"].get(operation.template, {}), "the studio has it"
        rows.append(_row(operation, verb))
    assert {one.tool for one in OPERATIONS} == {
        n for n, one in tools.items() if one.group != "jobs"
    }
    assert all(cell for row in rows for cell in row)
    heads = ("operation", "tool", "client method", "request body", "answer", "refusals played")
    _keep(GOLDEN / "operations.md", "Operations", heads, rows, rewrite)


async def test_every_documented_field_has_its_way_to_the_assistant(
    seat: Seat, service: Service, rewrite: bool
) -> None:
    """Documented request or response field → where the assistant writes or reads it.

    Each documented request is played out, each documented answer back; reads first, so that
    nothing is known yet of what they read.
    """
    found: dict[str, list[tuple[str, ...]]] = {one.tool: [] for one in OPERATIONS}
    with anyio.fail_after(240):
        for case in (_printed, _other):
            async with seat(case.__name__) as client:
                schemas = {one.name: one.input_schema for one in (await client.list_tools()).tools}
                for operation in sorted(OPERATIONS, key=lambda one: one.route):
                    if documented := case(operation):
                        service.told = {operation.route: httpx2.Response(200, json=documented)}
                        result = await client.call_tool(operation.tool, operation.call)
                        assert not result.is_error, text_of(result)
                        assert _holds(service.sent(operation), operation.body)
                        rows = found[operation.tool]
                        rows += _asked(operation, schemas[operation.tool])
                        rows += _answers(operation, documented, result)
    rows = [row for rows in found.values() for row in rows]
    rows = [*dict.fromkeys(rows)]
    assert all(cell for row in rows for cell in row)
    heads = ("tool", "body", "documented field", "where the assistant has it")
    _keep(GOLDEN / "fields.md", "Fields", heads, rows, rewrite)


async def test_every_documented_refusal_says_how_to_go_on(
    seat: Seat, service: Service, clock: Clock, rewrite: bool
) -> None:
    """Each documented error as the assistant sees it; a repeat is a call of its own."""
    rows: list[tuple[str, ...]] = []
    with anyio.fail_after(240):
        async with seat() as client:
            tools = {tool.name: tool for tool in (await client.list_tools()).tools}
            for operation in OPERATIONS:
                takes = "new_take" in tools[operation.tool].input_schema["properties"]
                call = {**operation.call, **({"new_take": True} if takes else {})}
                for status, body in operation.errors:
                    said = ""
                    while "answered" not in said:  # A look at jobs may have heard it instead.
                        clock.seconds += 1000
                        service.told = {operation.route: _refusal(status, body)}
                        said = _text(await client.call_tool(operation.tool, call))
                        assert service.told == {}, "the refusal was played"
                    rows.append((operation.tool, f"{status} {json.dumps(body)}", said))
    heads = ("tool", "HTTP answer", "what the assistant reads")
    _keep(GOLDEN / "errors.md", "Documented errors", heads, rows, rewrite)


def _refusal(status: int, body: Body) -> httpx2.Response:
    wait = "45" if "45s" in str(body) else "10"
    headers = {"Retry-After": wait} if status == 429 else {}
    return httpx2.Response(status, json=body, headers=headers)


def _text(result: CallToolResult) -> str:
    return VARIABLE.sub("job_…", text_of(result).partition("\n{")[0]).replace("|", "\\|")


def _row(operation: Operation, verb: str) -> tuple[str, ...]:
    path = (PARTNER if operation.provider == "knightvision" else "") + operation.template
    statuses = ", ".join(dict.fromkeys(str(status) for status, _ in operation.errors))
    method = f"{CLIENTS[operation.provider].__name__}.{operation.method}"
    printed = {"prose": "fields named, none printed", "none": "no body"}
    request = printed.get(operation.request, operation.request)
    reply = printed.get(operation.reply, operation.reply)
    return f"`{verb} {path}`", f"`{operation.tool}`", f"`{method}`", request, reply, statuses


def _holds(sent: Any, documented: Any) -> bool:
    """Whether all that is documented was sent; defaults may be written out as well."""
    if isinstance(documented, dict):
        body = cast("Body", documented)
        return all(key in sent and _holds(sent[key], body[key]) for key in body)
    if isinstance(documented, list):
        members = zip(sent, cast("list[Any]", documented), strict=True)
        return all(_holds(one, other) for one, other in members)
    return sent == documented


def _asked(operation: Operation, schema: Body) -> Iterator[tuple[str, ...]]:
    """Where each field of the documented request is written, found in the tool's own schema."""
    for name in [*_paths(operation.body), *operation.unprinted]:
        argument = "uuid" if name == "video_uuid" else name
        assert _is_in(schema, argument.split(".")), name
        yield operation.tool, "request", name, f"argument `{argument}`"


def _is_in(schema: Body, path: list[str]) -> bool:
    name = path[0].removesuffix("[]")
    inner = schema.get("properties", {}).get(name)
    if inner is None:
        return False
    if path[0].endswith("[]"):
        inner = inner.get("items", {})
    return len(path) == 1 or _is_in(inner, path[1:])


def _printed(operation: Operation) -> Body:
    return operation.documented


def _other(operation: Operation) -> Body:
    """The answer with the fields of other documented cases, where there are any."""
    return {**operation.documented, **operation.other} if operation.other else {}


def _answers(
    operation: Operation, documented: Body, result: CallToolResult
) -> Iterator[tuple[str, ...]]:
    """Each documented field of an answer with a value, and where the value stands."""
    assert result.structured_content is not None
    answer = result.structured_content["answer"]
    for name in _paths(documented):
        where = f"`answer.{name}`" if _has(answer, name.split(".")) else ""
        yield operation.tool, "response", name, where


def _has(body: Body, path: list[str]) -> bool:
    key = path[0].removesuffix("[]")
    if len(path) == 1 or key not in body:
        return key in body
    members: list[Body] = body[key] if path[0].endswith("[]") else [body[key]]
    return any(_has(member, path[1:]) for member in members)


def _paths(body: Body, before: str = "") -> list[str]:
    """The dotted names of all values that are not null."""
    found: list[str] = []
    for key, value in body.items():
        members, name = _members(value), f"{before}{key}"
        mark = "[]" if isinstance(value, list) else ""
        for member in members:
            found += _paths(member, f"{name}{mark}.")
        if value is not None and not members:
            found.append(name)
    return [*dict.fromkeys(found)]


def _members(value: Any) -> list[Body]:
    """The objects that a value is, or is a list of."""
    if isinstance(value, dict):
        return [cast("Body", value)]
    listed = cast("list[Any]", value) if isinstance(value, list) else []
    return [member for member in listed if isinstance(member, dict)]


def _keep(
    path: Path, title: str, heads: tuple[str, ...], rows: list[tuple[str, ...]], rewrite: bool
) -> None:
    lines = [f"# {title}", "", *(_line(cells) for cells in (heads, ("---",) * len(heads), *rows))]
    table = "\n".join((*lines, ""))
    if rewrite:
        path.write_text(table, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == table


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
