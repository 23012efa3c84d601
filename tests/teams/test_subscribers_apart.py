"""A subscriber hears of their own jobs only."""

import pytest
from mcp.server.subscriptions import ServerEvent

from callsheet_tools.mcp_features.subscriptions import JOBS, JobChanged, JobSubscriptionBus
from callsheet_tools.toolkit.user import current_user

from .conftest import ALICE, BOB

pytestmark = pytest.mark.anyio


async def test_a_subscriber_hears_of_their_own_jobs_only() -> None:
    bus, heard = JobSubscriptionBus(), dict[str, list[ServerEvent]]()
    for user in (ALICE, BOB):
        caller = current_user.set(user)
        bus.subscribe(heard.setdefault(user.subject, []).append)
        current_user.reset(caller)
    change = JobChanged(JOBS, ALICE.subject)
    await bus.publish(change)
    assert heard == {ALICE.subject: [change], BOB.subject: []}
