"""Telling subscribers that jobs changed.

Protocol 2026-07-28 has `subscriptions/listen`, which the SDK serves from a bus; older clients
subscribe with `resources/subscribe`.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from logging import getLogger
from typing import Any

import anyio
from mcp.server.context import ServerRequestContext
from mcp.server.session import ServerSession
from mcp.server.subscriptions import InMemorySubscriptionBus, ResourceUpdated, ServerEvent
from mcp.types import EmptyResult, SubscribeRequestParams, UnsubscribeRequestParams

from callsheet_tools.errors import CallsheetError
from callsheet_tools.jobs.change_feed import ChangeFeed
from callsheet_tools.toolkit.user import current_user

JOBS = "callsheet://jobs"
PATIENCE = 5.0
"""Seconds until the next check for listeners."""

logger = getLogger(__name__)


@dataclass(frozen=True)
class JobChanged(ResourceUpdated):
    """A job, or the list of them, is not what it was."""

    subject: str
    """Whose job it is; others hear nothing of it."""


class JobSubscriptionBus(InMemorySubscriptionBus):
    """A bus that knows whether there are listeners; without any, nothing is read."""

    def __init__(self) -> None:
        super().__init__()
        self._listeners_now = 0
        self._wanted = anyio.Event()

    def subscribe(self, listener: Callable[[ServerEvent], None]) -> Callable[[], None]:
        """Register `listener` for all events but changes of other users' jobs, and return the
        function that removes it."""
        subject = current_user.get().subject

        def hear(event: ServerEvent) -> None:
            if not isinstance(event, JobChanged) or event.subject == subject:
                listener(event)

        unsubscribe = super().subscribe(hear)
        left = False
        self._listeners_now += 1
        self._wanted.set()

        def leave() -> None:
            nonlocal left
            self._listeners_now -= 0 if left else 1
            left = True
            unsubscribe()

        return leave

    async def notify(self, news: ChangeFeed) -> None:
        """Publish every change of a job while anybody listens; runs until cancelled. While the
        journal can't be read, it tries again every `PATIENCE` seconds."""
        while True:
            self._wanted = anyio.Event()
            if not self._listeners_now:
                await self._wanted.wait()
            try:
                await self._announce(news)
            except CallsheetError as error:
                logger.warning("Subscribers hear nothing for a while: %s", error)
                await anyio.sleep(PATIENCE)

    async def _announce(self, news: ChangeFeed) -> None:
        seq = await news.newest()
        while self._listeners_now:
            seq = await self._publish(news, seq)

    async def _publish(self, news: ChangeFeed, seq: int) -> int:
        changed = await news.after(seq, PATIENCE)
        for job in {job.job_id: job for job in changed}.values():
            await self.publish(JobChanged(f"{JOBS}/{job.job_id}", job.subject))
        for subject in dict.fromkeys(job.subject for job in changed):
            await self.publish(JobChanged(JOBS, subject))
        return max([seq, *(job.seq for job in changed)])


class LegacySubscribers:
    """Sessions before 2026-07-28, and the resources that each wants to hear of."""

    def __init__(self, bulletin: JobSubscriptionBus) -> None:
        self._bulletin = bulletin
        self._leave: dict[tuple[int, str], Callable[[], None]] = {}
        self._due: deque[tuple[ServerSession, str]] = deque()
        self._more = anyio.Event()

    async def subscribe(
        self, ctx: ServerRequestContext[Any], params: SubscribeRequestParams
    ) -> EmptyResult:
        """Handle `resources/subscribe`: send this session a message when the resource changes."""
        session, uri = ctx.session, params.uri

        def hear(event: ServerEvent) -> None:
            if isinstance(event, ResourceUpdated) and event.uri == uri:
                self._due.append((session, uri))
                self._more.set()

        self._drop(session, uri)
        self._leave[id(session), uri] = self._bulletin.subscribe(hear)
        return EmptyResult()

    async def unsubscribe(
        self, ctx: ServerRequestContext[Any], params: UnsubscribeRequestParams
    ) -> EmptyResult:
        """Handle `resources/unsubscribe`: send this session no more messages about the resource."""
        self._drop(ctx.session, params.uri)
        return EmptyResult()

    async def deliver(self) -> None:
        """Send the messages about changed resources to their sessions; runs until cancelled.

        A session that has gone is forgotten.
        """
        while True:
            while self._due:
                await self._send(*self._due.popleft())
            self._more = anyio.Event()
            await self._more.wait()

    async def _send(self, session: ServerSession, uri: str) -> None:
        try:
            await session.send_resource_updated(uri)
        except (anyio.ClosedResourceError, anyio.BrokenResourceError):
            self._drop(session, uri)

    def _drop(self, session: ServerSession, uri: str) -> None:
        if leave := self._leave.pop((id(session), uri), None):
            leave()
