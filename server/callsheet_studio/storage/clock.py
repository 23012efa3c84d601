"""Time as the studio sees it: a function, so that a test can turn it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeAlias

Clock: TypeAlias = Callable[[], float]
"""Seconds since 1970 (UTC)."""
DAY = 86_400
"""Seconds."""


def format_timestamp(seconds: float) -> str:
    """Return a time as Knowlify writes it, from seconds since 1970: ISO 8601 with
    microseconds and `+00:00`."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="microseconds")
