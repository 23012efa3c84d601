"""A subscriber hears of their own jobs only."""

import anyio
import pytest
from mcp import Client
from mcp.client.subscriptions import ResourceUpdated
from mcp.server.subscriptions import ServerEvent

from callsheet_tools.mcp_features.subscriptions import JOBS, JobChanged, JobSubscriptionBus
from callsheet_tools.toolkit.user import current_user

from .conftest import ALICE, BOB, Team, call

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


async def test_a_user_hears_of_a_job_of_theirs(team: Team) -> None:
    """Through the server: the changes of all users reach the bus, not the owner's alone."""
    video = {"task": "# Bees\n\n## Dance [points]\n- Left: a turn\n> They turn left."}
    with anyio.fail_after(20):
        async with Client(team.server) as client:
            with team.called_by(ALICE):
                async with client.listen(resource_subscriptions=[JOBS]) as news:
                    await call(client, "knowlify_create_videos", videos=[video], where="local")
                    event = await anext(aiter(news))
    assert isinstance(event, ResourceUpdated) and event.uri == JOBS
