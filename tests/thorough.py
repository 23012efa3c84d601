"""How much the longest tests do: a part in the gate, all of it with `THOROUGH=1`."""

import os
from typing import TypeVar

T = TypeVar("T")


def amount(part: T, whole: T) -> T:
    """Return what a test does of something here and now."""
    return whole if os.environ.get("THOROUGH") else part
