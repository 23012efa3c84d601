"""A server process and a collector on loopback."""

import json
import subprocess
from pathlib import Path

import pytest
from tests.process.conftest import MAIN, Server, environment

from .collector import collecting

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("is_there", [True, False], ids=["there", "gone"])
def test_a_process_exports_by_the_standard_variables_and_what_is_left_as_it_ends(
    tmp_path: Path, is_there: bool
) -> None:
    """A collector that is gone keeps it from nothing."""
    with collecting() as collector:
        asked = {
            "CALLSHEET_OTEL": "1",
            "CALLSHEET_LOG": "json",
            "OTEL_EXPORTER_OTLP_ENDPOINT": collector.url if is_there else "http://127.0.0.1:1",
            "OTEL_EXPORTER_OTLP_COMPRESSION": "none",
        }
        pipe = subprocess.PIPE
        process = subprocess.Popen(
            MAIN, stdin=pipe, stdout=pipe, stderr=pipe, env={**environment(tmp_path), **asked}
        )
        with process:
            server = Server(process)
            server.greet()
            assert "error" not in server.ask("tools/call", name="list_jobs", arguments={})
            _, errors = process.communicate(timeout=60)
    assert process.returncode == 0
    lines = [json.loads(line) for line in errors.decode().splitlines()]
    assert "tool call" in {line.get("message") for line in lines}
    assert ("tools/call list_jobs" in collector.span_names()) is is_there
    assert ("mcp.server.operation.duration" in collector.metric_names()) is is_there
