"""How soon an end is noticed, in virtual time: within what the documents' pace allows.

Knightvision documentation: "Poll every 3-5 seconds"; Knowlify's window is 30 requests a minute.
"""

import anyio
import pytest
from tests.bench.endings import ENDS, follow, quantile

from callsheet.provider_limits import budgets
from callsheet_tools.backends.backend import Provider
from callsheet_tools.jobs.job import Kind

pytestmark = pytest.mark.slow
PHASES = (0.0, 2.1, 4.2)
"""Seconds by which an end lies elsewhere between two looks."""


@pytest.mark.parametrize(
    ("provider", "kind", "count", "seconds"),
    [
        ("knowlify", "video", 1, 8.0),
        ("knowlify", "video", 3, 8.0),
        ("knowlify", "edit", 1, 8.0),
        ("knightvision", "analysis", 4, 5.0),
        ("knightvision", "analysis", 10, 12.0),
        ("knightvision", "clip", 1, 5.0),
        ("knightvision", "clip", 10, 5.0),
        ("knightvision", "character", 10, 5.0),
        ("knightvision", "finalize", 10, 5.0),
        ("knightvision", "finalize", 30, 5.0),
    ],
)
def test_ends_are_noticed_soon_and_without_a_429(
    provider: Provider, kind: Kind, count: int, seconds: float
) -> None:
    most = {window.bucket: window.most for window in budgets(provider, "hosted", None).values()}
    for end in ENDS:
        runs = [anyio.run(follow, provider, kind, count, end + phase) for phase in PHASES]
        delays = [delay for late, _ in runs for delay in late]
        assert quantile(delays, 0.95) <= seconds, end
        for _, provided in runs:
            assert all(number <= most[name] for (name, _), number in provided.asked.items())
