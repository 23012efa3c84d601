"""A collector on loopback, for what an OpenTelemetry exporter sends over HTTP."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import (
    ExportMetricsServiceRequest,
)
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest


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
    """Serve until the block ends."""
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
