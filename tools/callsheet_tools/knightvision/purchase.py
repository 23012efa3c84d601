"""Ordering paid work of Knightvision: approved, written down, sent once."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from mcp.types import CallToolResult

from callsheet_tools.backends.backend import BackendFactory
from callsheet_tools.backends.http_client import ProviderHttpClient
from callsheet_tools.billing.approval import Purchase
from callsheet_tools.billing.confirmation import ApprovedPurchase
from callsheet_tools.jobs.job import Job, JobRequest, StatusUpdate
from callsheet_tools.jobs.kinds import JobKind
from callsheet_tools.jobs.submitter import Post
from callsheet_tools.knightvision.client import KnightvisionClient
from callsheet_tools.sanitize import to_quote
from callsheet_tools.toolkit import submit as ordering
from callsheet_tools.toolkit.context import ToolContext

Submit: TypeAlias = Callable[[KnightvisionClient], Awaitable[StatusUpdate]]
"""The one POST, and what its answer means."""


@dataclass(frozen=True)
class PurchaseTerms:
    """What was agreed to, as the call has it."""

    max_credits: int | None
    new_take: bool


def describe_purchase(
    tool: str,
    factory: BackendFactory,
    kind: JobKind,
    title: str,
    request: Mapping[str, Any],
    terms: PurchaseTerms,
) -> Purchase:
    """Return the purchase of one job that a tool call is about to make.

    Args:
        tool: The tool's name.
        factory: The provider's place, not yet opened.
        title: What the job is called.
        request: The documented request.
        terms: The number that the user agreed to, and whether a repeat is wanted.
    """
    intent = JobRequest(kind.provider, factory.place, factory.account, kind.name, title, request)
    assert kind.cost
    noun = kind.cost.noun.format(title=to_quote(title), **request)
    what = f"{noun} at Knightvision for at most {terms.max_credits} credits"
    return Purchase(tool, factory, [intent], terms.max_credits, what, terms.new_take)


async def submit_purchase(
    context: ToolContext, approved: ApprovedPurchase, submit: Submit
) -> CallToolResult:
    """Submit an approved purchase once, and return the tool's answer.

    Args:
        submit: Sends the request with a client and returns what the provider said.

    Raises:
        NotApproved: It is more than a day may cost. Nothing was sent.
        RefusedLocally: The provider refused it.
        CallsheetError: As `JobSubmitter.send`.
    """
    bought = approved.purchase
    backend = await context.backends.open(bought.factory)
    intent = replace(bought.intents[0], price=approved.price)
    return await ordering.submit_and_respond(
        context, backend, intent, _post(submit), new_take=bought.new_take
    )


def _post(submit: Submit) -> Post:
    async def post(
        jobs: Sequence[Job], http_client: ProviderHttpClient
    ) -> Mapping[str, StatusUpdate]:
        seen = await submit(KnightvisionClient(http_client))
        return {job.job_id: seen for job in jobs}

    return post
