"""Spans of jobs and their steps (OpenTelemetry), below the request that ordered them.

Where no SDK was set up, a span costs next to nothing and goes nowhere. No span holds a text of a
request: ids, closed words and numbers alone.
"""

import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from opentelemetry.context import Context, attach, detach
from opentelemetry.trace import Span, SpanKind, StatusCode, get_tracer, set_span_in_context
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

PARENT = "traceparent"
"""The header that names a span (W3C Trace Context)."""
_tracer = get_tracer("callsheet.studio")
_propagator = TraceContextTextMapPropagator()


class TraceContextMiddleware:
    """Puts what a request does below the span that its `traceparent` names.

    For apps that only this computer reaches: anybody else could name any span.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        parent = Headers(scope=scope).get(PARENT) if scope["type"] == "http" else None
        if parent is None:
            return await self._app(scope, receive, send)
        token = attach(_context_of(parent))
        try:
            await self._app(scope, receive, send)
        finally:
            detach(token)


def current_parent() -> str | None:
    """Return the `traceparent` of the current span; None without one."""
    carrier: dict[str, str] = {}
    _propagator.inject(carrier)
    return carrier.get(PARENT)


@dataclass
class JobTrace:
    """The span of one attempt at a job."""

    span: Span
    began: int = field(default_factory=time.time_ns)
    """When the step under way began, in nanoseconds since 1970."""

    def end_step(self, name: str) -> None:
        """Record a step of the job, from the end of the one before until now."""
        now = time.time_ns()
        parent = set_span_in_context(self.span, Context())
        step = _tracer.start_span(f"step {name}", parent, start_time=self.began)
        step.end(now)
        self.began = now

    def end_with(self, outcome: str) -> None:
        """Record how the attempt ended.

        Args:
            outcome: The name of the outcome's class: `Completed` is a success, anything else an
                error.
        """
        self.span.set_attribute("callsheet.outcome", outcome)
        if outcome != "Completed":
            self.span.set_status(StatusCode.ERROR)


@contextmanager
def trace_job(job_id: str, kind: str, attempt: int, parent: str | None) -> Generator[JobTrace]:
    """Record a block as an attempt at a job.

    Args:
        parent: The `traceparent` of the request that ordered it; None begins a trace.
    """
    attributes = {"callsheet.studio.job_id": job_id, "callsheet.attempt": attempt}
    with _tracer.start_as_current_span(
        f"job {kind}",
        context=_context_of(parent),
        kind=SpanKind.CONSUMER,
        attributes=attributes,
        record_exception=False,
        set_status_on_exception=False,
    ) as span:
        yield JobTrace(span)


def _context_of(parent: str | None) -> Context:
    with suppress(ValueError, TypeError):
        return _propagator.extract({PARENT: parent} if parent else {}, Context())
    return Context()
