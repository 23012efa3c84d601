"""The process: only protocol on its output, a clean end, nothing heavy before the first answer."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import HANG, Start, environment

HEAVY = (
    "skia av numpy onnxruntime hibari typer callsheet_studio.explainer callsheet.monitoring "
    "opentelemetry.sdk opentelemetry.metrics opentelemetry.exporter requests"
)
LOADED = f"""
import sys
from callsheet.app import create_server
from callsheet.serve import _parts
from callsheet.settings import Settings
settings = Settings.read({{}})
create_server(settings, _parts(settings))
print([name for name in "{HEAVY}".split() if name in sys.modules])
"""
NO_MESSAGES = {
    '{"id": 77, "method": "ping"}': -32600,
    '{"jsonrpc": "2.0", "id": 77, "method": 5}': -32600,
    '{"jsonrpc": "2.0", "id": 77, "method": "ping", "params": {"a": "\\ud800"}}': -32700,
    f'{{"jsonrpc": "2.0", "id": 77, "method": "ping", "a": {"[" * 300}{"]" * 300}}}': -32700,
}
"""Lines that are no JSON-RPC, and the code of the error that answers each."""


def test_only_protocol_reaches_standard_output(start: Start) -> None:
    """What is no message is answered with its id (JSON-RPC 2.0, section 5.1)."""
    server = start()
    assert server.greet()["result"]["serverInfo"]["name"] == "callsheet"
    for line, code in NO_MESSAGES.items():
        answer = server.say(line)
        assert (answer["id"], answer["error"]["code"]) == (77, code), line
    assert server.say("nonsense")["id"] is None
    assert server.ask("tools/list")["result"]["tools"]
    refused = server.ask("tools/call", name="knowlify_get_video", arguments={"uuid": "nobody"})
    assert refused["result"]["isError"]
    assert "error" in server.ask("nothing/such")
    assert server.process.stdin
    server.process.stdin.close()
    server.process.stdin = None
    assert server.rest() == b""


def test_the_modern_era_is_answered_without_a_handshake(start: Start) -> None:
    server = start()
    meta = {
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientInfo": {"name": "test", "version": "1"},
        "io.modelcontextprotocol/clientCapabilities": {},
    }
    found = server.ask("server/discover", _meta=meta)
    assert "2026-07-28" in found["result"]["supportedVersions"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals to send")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_signal_ends_it_although_its_input_stays_open(start: Start, number: int) -> None:
    server = start()
    server.greet()
    server.ask("tools/call", name="list_jobs", arguments={})
    server.process.send_signal(number)
    assert server.process.wait(HANG) == 0


def test_nothing_heavy_is_loaded_before_the_first_answer() -> None:
    command = (sys.executable, "-c", LOADED)
    assert subprocess.check_output(command, text=True, timeout=HANG).strip() == "[]"


@pytest.mark.parametrize("how", [(), ("serve", "--transport", "http", "--port", "0")])
@pytest.mark.slow
def test_a_server_whose_own_tasks_broke_down_ends(tmp_path: Path, how: tuple[str, ...]) -> None:
    """It would answer everything with an error; its input stays open all the while."""
    command = (sys.executable, str(Path(__file__).parent / "broken_server.py"), *how)
    with subprocess.Popen(
        command,
        env=environment(tmp_path),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            assert process.wait(HANG) == 1
        finally:
            process.kill()
        assert process.stderr and b"a bug" in process.stderr.read()
