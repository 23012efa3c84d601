"""The context in which a tool finds what it needs.

A tool names its needs as parameters; the server fills them and the model never sees them:

    async def get_video(context: InjectedContext, uuid: str) -> ...: ...
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, TypeAlias

from mcp.server.mcpserver import Context, Resolve

from callsheet_tools.backends.backend import BackendPool, Provider
from callsheet_tools.jobs.change_feed import ChangeFeed
from callsheet_tools.jobs.journal import Journal
from callsheet_tools.jobs.kinds import Kinds
from callsheet_tools.jobs.poller import JobPoller
from callsheet_tools.jobs.submitter import JobSubmitter
from callsheet_tools.jobs.usage import DailyLimit
from callsheet_tools.output_folder import OutputFolder
from callsheet_tools.picture_folder import PictureFolder
from callsheet_tools.toolkit.drafts import DraftStore
from callsheet_tools.toolkit.tool_spec import ToolSpec
from callsheet_tools.toolkit.user import OWNER, User, current_user

Report: TypeAlias = Callable[[float, float | None, str | None], Awaitable[None]]


@dataclass(frozen=True)
class ToolContext:
    """Everything that a tool may use."""

    kinds: Kinds
    tools: Mapping[str, ToolSpec]
    """The whole catalog by name, also what this server does not offer."""
    journal: Journal
    backends: BackendPool
    sender: JobSubmitter
    watch: JobPoller
    news: ChangeFeed
    folder: OutputFolder
    pictures: PictureFolder
    drafts: DraftStore
    documents: tuple[Path, ...]
    """Folders whose files may be read when the assistant names them."""
    videos_a_day: int
    """Hosted Knowlify videos that may be made in 24 hours."""
    credits_a_day: int
    """Hosted Knightvision credits that may be spent in 24 hours."""
    asks: bool
    """Whether the user is asked through the client before something is bought, where it can."""
    now: Callable[[], float]
    """Seconds since 1970."""
    personal: Callable[["ToolContext", User], "ToolContext"] = field(repr=False)
    """This context as a user has it: their jobs, folders, limits and accounts."""
    user: User = OWNER

    def of_caller(self) -> "ToolContext":
        """Return the context of the user who makes the present call."""
        user = current_user.get()
        return self if user == self.user else self.personal(self, user)

    def daily_limit(self, provider: Provider) -> int:
        """Return what may be bought in 24 hours: videos of Knowlify, credits of Knightvision."""
        return self.videos_a_day if provider == "knowlify" else self.credits_a_day

    async def allowance(self, provider: Provider, account: str) -> tuple[int, DailyLimit]:
        """Return how much may still be bought on an account within `daily_limit` and what all users
        share, at least 0, and the limit that leaves less: videos of Knowlify, credits of
        Knightvision.

        Raises:
            JournalUnusable: The journal cannot be read.
        """
        limit = self.daily_limit(provider)
        return await self.journal.remaining_allowance(provider, limit, account)


@dataclass(frozen=True)
class ClientInfo:
    """The client that made this call."""

    name: str
    """As it calls itself; empty when it does not say."""
    report: Report
    """Sends progress, if the client asked for it."""


def _tool_context(ctx: Context[ToolContext]) -> ToolContext:
    return ctx.request_context.lifespan_context.of_caller()


def _caller(ctx: Context[ToolContext]) -> ClientInfo:
    client = ctx.session.client_params
    return ClientInfo(client.client_info.name if client else "", ctx.report_progress)


InjectedContext: TypeAlias = Annotated[ToolContext, Resolve(_tool_context)]
AtCaller: TypeAlias = Annotated[ClientInfo, Resolve(_caller)]
