"""Traces and metrics over OTLP, to the collector that the standard `OTEL_…` variables name.

The SDK is imported here and nowhere else.
"""

import os
import re
from collections.abc import Callable, Collection, Sequence
from importlib.metadata import version
from typing import Any

from opentelemetry import trace
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import MetricReader
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import Event, ReadableSpan, SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import SpanExporter, SpanExportResult
from opentelemetry.trace import Status

from callsheet.monitoring.metrics import Metrics

LAST_EXPORT = 1.0
"""Seconds for which a server that ends waits for the last export."""
MOST_ID = 64
"""Characters of a client's own request id that are kept."""
TOOL, PROMPT, REQUEST_ID = "gen_ai.tool.name", "gen_ai.prompt.name", "jsonrpc.request.id"
TYPES = frozenset({"exception.type", "exception.escaped"})
METHOD = re.compile(r"[a-zA-Z]+(?:/[a-zA-Z_]+)*+")


class OpenTelemetry:
    """The SDK, set up for this process."""

    def __init__(
        self, processor: SpanProcessor, reader: MetricReader, count_queue: Callable[[], int | None]
    ) -> None:
        """`processor` gets finished spans, `reader` collects the metrics."""
        resource = Resource.create(
            {
                "service.name": os.environ.get("OTEL_SERVICE_NAME", "callsheet"),
                "service.version": version("callsheet"),
            }
        )
        # Both would wait for a collector that does not answer when the process ends.
        self._meters = MeterProvider([reader], resource, shutdown_on_exit=False)
        self.metrics = Metrics(self._meters.get_meter("callsheet"), count_queue)
        self._tracers = TracerProvider(resource=resource, shutdown_on_exit=False)
        self._tracers.add_span_processor(processor)
        trace.set_tracer_provider(self._tracers)

    def flush(self) -> None:
        """Export what is left. Blocks until the collector answered, or counts as gone."""
        self._tracers.force_flush()
        self._meters.force_flush()


def start_export(
    known_names: Collection[str], count_queue: Callable[[], int | None]
) -> OpenTelemetry:
    """Set the SDK up to export over OTLP (HTTP), in threads of its own.

    Args:
        known_names: The tools and prompts that spans may name.
        count_queue: Returns how many jobs of the studio wait or run, None when that can't be known
            now; it may block.
    """
    from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    spans = BatchSpanProcessor(WithoutTexts(OTLPSpanExporter(), known_names))
    reader = PeriodicExportingMetricReader(OTLPMetricExporter())
    return OpenTelemetry(spans, reader, count_queue)


class WithoutTexts(SpanExporter):
    """Hands spans on without texts that may quote a request: those of errors, and names that a
    client made up."""

    def __init__(self, exporter: SpanExporter, known_names: Collection[str]) -> None:
        self._exporter = exporter
        self._known = frozenset(known_names)

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """Export the spans."""
        return self._exporter.export([self._clean(span) for span in spans])

    def shutdown(self) -> None:
        """End the exporter."""
        self._exporter.shutdown()

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        """Export what is left."""
        return self._exporter.force_flush(timeout_millis)

    def _clean(self, span: ReadableSpan) -> ReadableSpan:
        name, attributes = span.name, {**(span.attributes or {})}
        if "mcp.method.name" in attributes:
            name, attributes = self._describe_message(attributes)
        return ReadableSpan(
            name,
            span.context,
            span.parent,
            span.resource,
            attributes,
            [Event(event.name, _only_type(event), event.timestamp) for event in span.events],
            span.links,
            span.kind,
            status=Status(span.status.status_code),
            start_time=span.start_time,
            end_time=span.end_time,
            instrumentation_scope=span.instrumentation_scope,
        )

    def _describe_message(self, attributes: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """Name and attributes of a span of the SDK's, which holds what the client wrote."""
        method, target = str(attributes["mcp.method.name"]), ""
        if not METHOD.fullmatch(method[:MOST_ID]):
            method = attributes["mcp.method.name"] = "other"
        for name in (TOOL, PROMPT):
            if name in attributes:
                known = attributes[name] in self._known
                target = attributes[name] = attributes[name] if known else "other"
        if REQUEST_ID in attributes:
            attributes[REQUEST_ID] = attributes[REQUEST_ID][:MOST_ID]
        return f"{method} {target}".strip(), attributes


def _only_type(event: Event) -> dict[str, Any]:
    """The attributes of an exception without its text, and without a stack that ends with it."""
    return {name: value for name, value in (event.attributes or {}).items() if name in TYPES}
