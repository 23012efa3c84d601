"""Who subscribes to jobs hears of their changes; ids complete themselves."""

from collections.abc import Awaitable, Callable
from typing import Any

import anyio
import pytest
from mcp import MCPError
from mcp.client.subscriptions import ResourceUpdated
from mcp.types import (
    EmptyResult,
    PromptReference,
    ResourceTemplateReference,
    ResourceUpdatedNotification,
    SubscribeRequest,
    SubscribeRequestParams,
)

from .conftest import Sit
from .lossy_provider import Vendor
from .paid_calls import ORDERS

pytestmark = [pytest.mark.anyio, pytest.mark.both_eras]


async def test_a_subscriber_hears_that_a_film_is_finished(sit: Sit) -> None:
    """`subscriptions/listen` (protocol 2026-07-28): the job's own address, and that of all jobs."""
    with anyio.fail_after(60), Vendor(seconds=lambda: 1_000.0) as vendor:
        async with sit(vendor) as client:
            made = await client.call_tool("knowlify_create_videos", dict(ORDERS[CREATE]))
            assert made.structured_content
            uri = f"callsheet://jobs/{made.structured_content['jobs'][0]['job_id']}"
            heard: set[str] = set()
            async with client.listen(resource_subscriptions=[uri, "callsheet://jobs"]) as news:
                vendor.made[0].seconds = 0.001
                async for event in news:
                    assert isinstance(event, ResourceUpdated)
                    heard.add(event.uri)
                    content = (await client.read_resource(uri)).contents[0]
                    if '"succeeded"' in content.model_dump()["text"]:
                        break
    assert uri in heard


def hears(heard: anyio.Event) -> Callable[[Any], Awaitable[None]]:
    """Sets the event when a resource was updated."""

    async def handle(message: Any) -> None:
        if isinstance(message, ResourceUpdatedNotification):
            heard.set()

    return handle


def wanted(uri: str) -> SubscribeRequest:
    return SubscribeRequest(params=SubscribeRequestParams(uri=uri))


async def test_a_subscriber_of_before_hears_it_too(sit: Sit, mode: str) -> None:
    """`resources/subscribe` of 2025 and before; it is gone since 2026-07-28."""
    heard = anyio.Event()
    with anyio.fail_after(60), Vendor(seconds=lambda: 1_000.0) as vendor:
        async with sit(vendor, mode=mode, message_handler=hears(heard)) as client:
            made = await client.call_tool("knowlify_create_videos", dict(ORDERS[CREATE]))
            assert made.structured_content
            uri = f"callsheet://jobs/{made.structured_content['jobs'][0]['job_id']}"
            if mode != "legacy":
                with pytest.raises(MCPError):
                    await client.session.send_request(wanted(uri), EmptyResult)
                return
            await client.session.send_request(wanted(uri), EmptyResult)
            vendor.made[0].seconds = 0.001
            await heard.wait()


CREATE = "knowlify_create_videos"


@pytest.mark.parametrize("typed", ["job_", "BEE"], ids=["id", "title"])
async def test_the_id_of_a_job_completes_itself(sit: Sit, typed: str) -> None:
    with anyio.fail_after(60), Vendor() as vendor:
        async with sit(vendor) as client:
            made = await client.call_tool(CREATE, dict(ORDERS[CREATE]))
            ref = ResourceTemplateReference(type="ref/resource", uri="callsheet://jobs/{job_id}")
            found = await client.complete(ref, {"name": "job_id", "value": typed})
            none = await client.complete(ref, {"name": "job_id", "value": "wasp"})
    assert made.structured_content
    assert found.completion.values == [made.structured_content["jobs"][0]["job_id"]]
    assert none.completion.values == []


async def test_a_character_completes_itself_in_a_prompt(sit: Sit) -> None:
    tool = "knightvision_create_character"
    ref = PromptReference(type="ref/prompt", name="film_with_character")
    with anyio.fail_after(60), Vendor() as vendor:
        async with sit(vendor) as client:
            await client.call_tool(tool, dict(ORDERS[tool]))
            name = await client.complete(ref, {"name": "character", "value": "b"})
            number = await client.complete(ref, {"name": "character_id", "value": "1"})
            ratio = await client.complete(ref, {"name": "aspect_ratio", "value": "9"})
    assert name.completion.values == ["Bea"]
    assert number.completion.values == ["1"]
    assert ratio.completion.values == ["9:16"]
