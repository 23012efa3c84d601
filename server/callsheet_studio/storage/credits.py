"""Credits of an account: a daily allowance, or a balance that was given once."""

import math

from callsheet_studio.storage.clock import DAY

DAILY = 1_000_000
"""Credits that an account without a balance of its own has each day."""
"""Seconds. Days begin at midnight UTC, the time zone of Knightvision's timestamps."""

LEFT = "CASE WHEN daily IS NOT NULL AND day < :day THEN daily ELSE credits END"
"""SQL on a row of `account`: what is left on `:day`. An allowance of an earlier day is full."""


def to_day(seconds: float) -> int:
    """Return the number of the day since 1970 (UTC), from seconds since 1970."""
    return math.floor(seconds / DAY)
