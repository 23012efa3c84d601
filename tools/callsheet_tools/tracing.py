"""Spans of what is done for a tool call (OpenTelemetry).

Where no SDK was set up, a span costs next to nothing and goes nowhere. No span holds a text of a
request or an answer: ids, closed words and numbers alone.
"""

from collections.abc import Generator, Sequence
from contextlib import contextmanager

from opentelemetry.context import Context, attach, detach
from opentelemetry.trace import Span, SpanKind, StatusCode, get_tracer
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

__all__ = ["SpanKind", "no_parent", "span", "trace_headers"]
_tracer = get_tracer("callsheet")
_propagator = TraceContextTextMapPropagator()


@contextmanager
def span(
    name: str, kind: SpanKind = SpanKind.INTERNAL, **attributes: str | int | Sequence[str]
) -> Generator[Span]:
    """Record a block as a span below the current one, and give it to the block.

    An exception is recorded by its type alone, since its text may quote a request.

    Args:
        attributes: By their names, with `__` for each point.
    """
    named = {key.replace("__", "."): value for key, value in attributes.items()}
    with _tracer.start_as_current_span(
        name, kind=kind, attributes=named, record_exception=False, set_status_on_exception=False
    ) as one:
        try:
            yield one
        except Exception as error:
            one.set_attribute("error.type", type(error).__qualname__)
            one.set_status(StatusCode.ERROR)
            raise


@contextmanager
def no_parent() -> Generator[None]:
    """Let spans of a block begin traces of their own: it serves more than the call it began in."""
    token = attach(Context())
    try:
        yield
    finally:
        detach(token)


def trace_headers() -> dict[str, str]:
    """Return the header that names the current span to a service on this computer (W3C Trace
    Context); empty without a span."""
    headers: dict[str, str] = {}
    _propagator.inject(headers)
    return {name: value for name, value in headers.items() if name == "traceparent"}
