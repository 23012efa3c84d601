"""Slow: who and what reaches a real server by `Host`, `Origin`, token, proxy or path; one table."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from mcp import Client
from tests.attack_table import check_row, read_rows
from tests.fake_llm_endpoint import Models
from tests.process.conftest import HANG, MAIN, environment
from tests.tools.test_http import FOREIGN_HOSTS, FOREIGN_ORIGINS, INITIALIZE

from callsheet.app import create_server
from callsheet.settings import Settings

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="modes, links and signals are POSIX's"),
]
TOKEN = "a-token-of-this-test-only-0123456789"
SECRET = "the user's own words, in a file of theirs"
KEY = "very-secret-key-of-the-model"
RIGHT = {"Host": "127.0.0.1", "Authorization": f"Bearer {TOKEN}"}
CALLS: Mapping[str, Mapping[str, str]] = {
    **{f"host {host!r}": {"Host": host} for host in FOREIGN_HOSTS},
    **{f"origin {origin!r}": {"Origin": origin} for origin in FOREIGN_ORIGINS},
    "no token": {"Authorization": ""},
    "another token": {"Authorization": f"Bearer {TOKEN[::-1]}"},
    "half of the token": {"Authorization": f"Bearer {TOKEN[:18]}"},
    "the token and more": {"Authorization": f"Bearer {TOKEN}x"},
    "the token without its scheme": {"Authorization": TOKEN},
    "the token as Basic": {"Authorization": f"Basic {TOKEN}"},
    "the token in capitals": {"Authorization": f"Bearer {TOKEN.upper()}"},
}
"""What a call has instead of the right `Host`, `Origin` and `Authorization`."""
BAD_STARTS: Mapping[str, Mapping[str, str]] = {
    "listen with a token of 23 characters": {"CALLSHEET_HTTP_TOKEN": "x" * 23},
    "listen with a token never filled in": {"CALLSHEET_HTTP_TOKEN": "${CALLSHEET_HTTP_TOKEN}"},
    "listen everywhere without a token": {},
}
PROXIES = ("HTTP_PROXY", "all_proxy")
PATHS = (
    "{out}",
    "allowed/../../user/secret.md",
    "allowed/link.md",
    "~/secret.md",
    "/proc/self/environ",
)
FILES: Mapping[str, tuple[str, str]] = {
    **{f"document {path}": ("file", path) for path in PATHS},
    **{f"logo {path}": ("logo", path) for path in PATHS},
    "document file://": ("file", "file://{out}"),
    "document with a NUL": ("file", "{out}\0.md"),
}
RELATIVE = "an output folder that is relative"
OPEN_FILES = "files that others may read"
GOLDEN = Path(__file__).parents[1] / "golden" / "reach.md"
NAMES = (
    *CALLS,
    *BAD_STARTS,
    *(f"proxy by {name}" for name in PROXIES),
    *FILES,
    RELATIVE,
    OPEN_FILES,
)
TABLE = (GOLDEN, "# Attacks through addresses, tokens, proxies and paths", NAMES)


@contextmanager
def serving(home: Path) -> Generator[tuple[subprocess.Popen[bytes], str]]:
    """A server process on loopback with a token, and its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    command = (*MAIN, "serve", "--transport", "http", "--port", port)
    environ = environment(home) | {"CALLSHEET_HTTP_TOKEN": TOKEN}
    with subprocess.Popen(command, env=environ, stderr=subprocess.DEVNULL) as process:
        try:
            url = f"http://127.0.0.1:{port}/mcp"
            while greet(url, {}) != 200:
                assert process.poll() is None
            yield process, url
        finally:
            process.terminate()


def greet(url: str, headers: Mapping[str, str]) -> int | str:
    """The status of a handshake, or 0; the text of a refusal."""
    accept = {"Accept": "application/json, text/event-stream"}
    body = {"jsonrpc": "2.0", **INITIALIZE}
    try:
        answer = httpx2.post(url, json=body, headers={**accept, **RIGHT, **headers})
    except httpx2.TransportError:
        return 0
    return 200 if answer.status_code == 200 else f"{answer.status_code}: {answer.text}"


def test_only_who_knows_name_and_token_is_let_in(tmp_path: Path, rewrite: bool) -> None:
    with serving(tmp_path) as (process, url):
        for name, headers in CALLS.items():
            began = time.monotonic()
            said = greet(url, headers)
            took = time.monotonic() - began
            assert str(said)[:3] in ("400", "401", "403", "421"), (name, said)
            alive = process.poll() is None and greet(url, {}) == 200
            check(name, (alive, 0, "", took, str(said)), rewrite)
        others = [
            str(path.relative_to(tmp_path))
            for path in (tmp_path / "home").rglob("*")
            if path.stat().st_mode & 0o077
        ]
    check(OPEN_FILES, (True, 0, "".join(others), 0, f"{len(others)} files"), rewrite)


@pytest.mark.parametrize("name", BAD_STARTS)
def test_what_cannot_be_served_safely_is_not_served(
    name: str, tmp_path: Path, rewrite: bool
) -> None:
    began = time.monotonic()
    command = (*MAIN, "serve", "--transport", "http", "--host", "0.0.0.0", "--port", "0")
    environ = {**environment(tmp_path), **BAD_STARTS[name]}
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=HANG)
    assert done.returncode
    said = " ".join(re.sub("[╭─╮│╰╯]", " ", done.stderr).split())
    check(name, (False, 0, "", time.monotonic() - began, said), rewrite)


@pytest.mark.parametrize("variable", PROXIES)
def test_a_proxy_hears_nothing_that_is_for_this_computer(
    variable: str, tmp_path: Path, models: Models, rewrite: bool
) -> None:
    """`doctor --online` asks a model on loopback, with its key."""
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        proxy.setblocking(False)
        environ = environment(tmp_path) | {
            variable: f"http://127.0.0.1:{proxy.getsockname()[1]}",
            "CALLSHEET_LLM_URL": models.url,
            "CALLSHEET_LLM_MODEL": "small",
            "CALLSHEET_LLM_KEY": KEY,
        }
        began = time.monotonic()
        done = subprocess.run(
            (*MAIN, "doctor", "--online"), env=environ, capture_output=True, text=True, timeout=HANG
        )
        took = time.monotonic() - began
        with pytest.raises(BlockingIOError):
            proxy.accept()
    assert models.asked and KEY not in done.stdout + done.stderr
    said = next(line for line in done.stdout.splitlines() if "Language model" in line)
    said = re.sub(r"\b127\S+", "…", " ".join(said.split()))
    check(f"proxy by {variable}", (True, 0, "", took, said), rewrite)


def test_a_relative_output_folder_is_told(tmp_path: Path, rewrite: bool) -> None:
    began = time.monotonic()
    environ = environment(tmp_path) | {"CALLSHEET_OUTPUT_DIR": "films"}
    done = subprocess.run(
        (*MAIN, "doctor"), env=environ, cwd=tmp_path, capture_output=True, text=True, timeout=HANG
    )
    said = " ".join(done.stdout.split())
    assert done.returncode and not (tmp_path / "films").exists()
    told = said[said.index("CALLSHEET_OUTPUT_DIR") :].partition(". ")[0]
    check(RELATIVE, (True, 0, "", time.monotonic() - began, told), rewrite)


async def test_no_path_leads_out_of_the_allowed_folders(
    tmp_path: Path, rewrite: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside, allowed = tmp_path / "user" / "secret.md", tmp_path / "media" / "allowed"
    allowed.mkdir(parents=True)
    outside.parent.mkdir()
    outside.write_text(f"# {SECRET}\n\n- {SECRET}\n", encoding="utf-8")
    (allowed / "link.md").symlink_to(outside)
    monkeypatch.setenv("HOME", str(outside.parent))
    environ = environment(tmp_path) | {"CALLSHEET_MEDIA_DIRS": str(tmp_path / "media")}
    async with Client(create_server(Settings.read(environ))) as client:
        for name, (kind, path) in FILES.items():
            given = path.format(out=outside)
            began = time.monotonic()
            arguments = {"file": given} if kind == "file" else {"document": logo(given)}
            result = await client.call_tool("draft_storyboard", arguments)
            took = time.monotonic() - began
            assert result.is_error, name
            said = " ".join(getattr(part, "text", "") for part in result.content)
            alive = not (await client.call_tool("list_jobs", {})).is_error
            shown = said.replace(str(tmp_path), "…").replace("\0", "")
            check(name, (alive, 0, heard(result), took, shown), rewrite)


def logo(path: str) -> str:
    return f"---\nlogo: {path}\n---\n# Tea\n\n## Boil [points]\n- Water\n> Boil it.\n"


def heard(result: Any) -> str:
    """The secrets in an answer."""
    text = json.dumps(result.model_dump(mode="json"))
    found: Iterator[str] = (each for each in (SECRET, os.environ["PATH"]) if each in text)
    return "".join(found)


def check(name: str, row: tuple[bool, int, str, float, str], rewrite: bool) -> None:
    """Hold a row: whether the server lives, calls let in, what was read, seconds, what is seen."""
    alive, posts, read, seconds, said = row
    assert not read
    cells = ("yes" if alive else "not started", str(posts), str(len(read)), f"{seconds:.1f} s")
    check_row(TABLE, name, (*cells, said[:300] or "-"), rewrite)


def test_the_table_holds_every_attack() -> None:
    assert [*read_rows(GOLDEN)] == [*NAMES]
