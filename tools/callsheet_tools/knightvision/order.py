"""Ordering paid work of Knightvision: approved, written down, sent once."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from mcp.types import CallToolResult

from callsheet_tools import ordering
from callsheet_tools.desk import Desk
from callsheet_tools.jobs.job import Intent, Job, Seen
from callsheet_tools.knightvision.api import Knightvision
from callsheet_tools.money.consent import Purchase, approve
from callsheet_tools.world import Door, World

Submit: TypeAlias = Callable[[Knightvision], Awaitable[Seen]]
"""The one POST, and what its answer means."""


@dataclass(frozen=True)
class Order:
    """What is asked for, by whom it was approved, and how it is sent."""

    purchase: Purchase
    title: str
    submit: Submit
    new_take: bool = False


async def place(desk: Desk, door: Door, order: Order) -> CallToolResult:
    """Order it; the answer of the tool.

    Raises:
        NotApproved: The user has not agreed to the price. Nothing was sent.
        Refused: The provider said no.
    """
    world = await desk.worlds.enter(door)
    price = await approve(desk, world, order.purchase)
    intent = Intent(
        "knightvision",
        world.place,
        world.account,
        order.purchase.kind,
        order.title,
        order.purchase.request,
        price,
    )
    post = _post(world, order.submit)
    return await ordering.order(desk, world, intent, post, new_take=order.new_take)


def _post(world: World, submit: Submit) -> Callable[[Sequence[Job]], Awaitable[Mapping[str, Seen]]]:
    async def post(jobs: Sequence[Job]) -> Mapping[str, Seen]:
        seen = await submit(Knightvision(world.wire))
        return {job.job_id: seen for job in jobs}

    return post
