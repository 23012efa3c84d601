"""A server process and a collector on loopback."""

import json
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import (
    ExportMetricsServiceRequest,
)
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from tests.process.conftest import MAIN, Server, environment

pytestmark = pytest.mark.slow


@dataclass
class Collector:
    """Takes what an OpenTelemetry exporter sends."""

    url: str = ""
    traces: list[bytes] = field(default_factory=list[bytes])
    metrics: list[bytes] = field(default_factory=list[bytes])

    def span_names(self) -> set[str]:
        """Of all spans that came."""
        asked = [ExportTraceServiceRequest.FromString(body) for body in self.traces]
        scopes = [one for each in asked for r in each.resource_spans for one in r.scope_spans]
        return {span.name for scope in scopes for span in scope.spans}

    def metric_names(self) -> set[str]:
        """Of all metrics that came."""
        asked = [ExportMetricsServiceRequest.FromString(body) for body in self.metrics]
        scopes = [one for each in asked for r in each.resource_metrics for one in r.scope_metrics]
        return {metric.name for scope in scopes for metric in scope.metrics}


@contextmanager
def collecting() -> Generator[Collector]:
    collector = Collector()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            (collector.traces if self.path == "/v1/traces" else collector.metrics).append(body)
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        collector.url = f"http://127.0.0.1:{server.server_address[1]}"
        Thread(target=server.serve_forever, daemon=True).start()
        yield collector
        server.shutdown()


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
