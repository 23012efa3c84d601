"""The SDK of OpenTelemetry in this process, which can be set up once; what it records is kept in
memory, and only while a test of this folder runs."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import ReadableSpan, SpanProcessor
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from callsheet.monitoring.monitor import Monitor, known_names
from callsheet.monitoring.open_telemetry import OpenTelemetry, WithoutTexts
from callsheet_tools.jobs.statistics import Statistics


class Switched(SpanProcessor):
    """Hands finished spans on while it is on."""

    def __init__(self, processor: SpanProcessor) -> None:
        self.is_on = False
        self._processor = processor

    def on_end(self, span: ReadableSpan) -> None:
        if self.is_on:
            self._processor.on_end(span)


@dataclass
class Recorded:
    """What was exported."""

    exporter: InMemorySpanExporter
    reader: InMemoryMetricReader
    telemetry: OpenTelemetry
    switch: Switched
    queue: int | None = 7
    """What the studio's queue is said to hold."""

    @property
    def monitor(self) -> Monitor:
        return Monitor(self.telemetry)

    def spans(self) -> Mapping[str, ReadableSpan]:
        """By their names; of several, the last."""
        return {span.name: span for span in self.exporter.get_finished_spans()}

    def points(self, metric: str) -> list[tuple[Mapping[str, Any], Any]]:
        """The attributes and value (the sum of a histogram) of a metric's points."""
        data = self.reader.get_metrics_data()
        found = [
            point
            for resource in (data.resource_metrics if data else ())
            for scope in resource.scope_metrics
            for one in scope.metrics
            if one.name == metric
            for point in one.data.data_points
        ]
        return [(p.attributes or {}, getattr(p, "value", getattr(p, "sum", None))) for p in found]

    def text(self) -> str:
        """All of it, as it leaves."""
        data = self.reader.get_metrics_data()
        spans = [span.to_json() for span in self.exporter.get_finished_spans()]
        return "\n".join([*spans, data.to_json() if data else ""])


@pytest.fixture(scope="session")
def _sdk() -> Recorded:
    exporter, reader = InMemorySpanExporter(), InMemoryMetricReader()
    switch = Switched(SimpleSpanProcessor(WithoutTexts(exporter, known_names())))
    telemetry = OpenTelemetry(switch, reader, lambda: recorded.queue)
    recorded = Recorded(exporter, reader, telemetry, switch)
    return recorded


@pytest.fixture
def recorded(_sdk: Recorded) -> Generator[Recorded]:
    """Empty, and recording."""
    _sdk.exporter.clear()
    _sdk.telemetry.metrics.statistics = Statistics()
    _sdk.queue, _sdk.switch.is_on = 7, True
    yield _sdk
    _sdk.switch.is_on = False
