"""Compose the server: settings in, a ready `MCPServer` out."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from importlib.metadata import version
from logging import getLogger
from typing import Any, TypeAlias

import anyio
from mcp.server import MCPServer
from mcp.server.context import CallNext, HandlerResult, ServerRequestContext
from mcp.server.extension import Extension
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.tools import Tool
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError
from mcp.types import (
    INVALID_PARAMS,
    GetPromptResult,
    InputRequiredResult,
    SubscribeRequestParams,
    UnsubscribeRequestParams,
)

from callsheet.backends import default_locations
from callsheet.bad_messages import answer_bad_messages
from callsheet.composition import Dependencies, open_context
from callsheet.journal_database import open_database
from callsheet.settings import Settings
from callsheet_tools import prompts
from callsheet_tools.catalog import GROUPS, INSTRUCTIONS, STARTERS, build_tools, select_tools
from callsheet_tools.errors import NotConfigured
from callsheet_tools.mcp_features import completions, media_resources
from callsheet_tools.mcp_features import spending_resource as money
from callsheet_tools.mcp_features.board.app import board
from callsheet_tools.mcp_features.grammar_resource import register_grammar
from callsheet_tools.mcp_features.job_resources import register_jobs
from callsheet_tools.mcp_features.job_tasks import JobTaskStore
from callsheet_tools.mcp_features.skills_extension import SkillsExtension, film_skill
from callsheet_tools.mcp_features.subscriptions import JobSubscriptionBus, LegacySubscribers
from callsheet_tools.mcp_features.tasks_extension import TasksExtension
from callsheet_tools.toolkit.context import ToolContext
from callsheet_tools.toolkit.strict_tool import LazyToolManager
from callsheet_tools.toolkit.user import OWNER, User, current_user

logger = getLogger(__name__)

Identify: TypeAlias = Callable[[ServerRequestContext[Any]], User]
"""Says who makes a call. Raises `MCPError` for one that nobody may make."""


def owner(_: ServerRequestContext[Any]) -> User:
    """Return the person at this computer, who makes every call when nobody signs in."""
    return OWNER


def create_server(
    settings: Settings,
    parts: Dependencies | None = None,
    on_closed: Callable[[], None] | None = None,
    on_broken: Callable[[], None] | None = None,
    identify: Identify = owner,
) -> "CallsheetServer":
    """Return the MCP server, not yet running.

    Without a provider's key it makes videos in its own studio.

    Args:
        parts: What the server is built on; tests and monitoring bring their own, None is the usual.
        on_closed: Called when everything is closed, whatever ended the server.
        on_broken: Called before it, when the server's own tasks failed and every further call would
            fail.
        identify: Returns who makes a call, given the request.

    Raises:
        NotConfigured: The home folder or the database can't be used as it is set.
    """
    _check(settings)
    front, bulletin = _LifespanState(identify), JobSubscriptionBus()
    subscribers = LegacySubscribers(bulletin)
    parts = parts or Dependencies()

    @asynccontextmanager
    async def open_server_context(_: MCPServer[ToolContext]) -> AsyncGenerator[ToolContext]:
        front.greeted = anyio.Event()
        try:
            async with (
                open_context(settings, parts, front.greeted) as context,
                parts.watching(context),
                anyio.create_task_group() as tasks,
            ):
                front.context = context
                tasks.start_soon(bulletin.notify, context.news.of(context.journal.of(None)))
                tasks.start_soon(subscribers.deliver)
                yield context
                tasks.cancel_scope.cancel()
        except Exception:
            logger.exception("The server broke down and ends")
            if on_broken:
                on_broken()
            raise
        finally:
            front.context = None
            if on_closed:
                on_closed()

    lessons, groups, read_only = _lessons(settings), _groups(settings), settings.read_only
    server = CallsheetServer(
        lambda: build_tools(groups, read_only=read_only, lessons=lessons),
        subscribers,
        front.check_ready,
        "callsheet",
        title="Callsheet",
        version=version("callsheet"),
        instructions=INSTRUCTIONS,
        extensions=[board(), TasksExtension(JobTaskStore(STARTERS)), *_skills(lessons)],
        lifespan=open_server_context,
        middleware=[front.greet, *parts.middleware],
        subscriptions=bulletin,
        log_level="WARNING",
    )
    _publish_resources(server, front, lessons)
    names = [entry.name for entry in select_tools(groups, read_only=read_only)]
    prompts.register_prompts(server, names, lessons.get("knowlify_create_videos"))
    completions.register_completions(server, front.current_context, prompts.complete)
    return server


def _check(settings: Settings) -> None:
    if trouble := settings.trouble("CALLSHEET_HOME"):
        raise NotConfigured(f"{trouble} Nothing was started.")
    open_database(settings)


def _publish_resources(
    server: "CallsheetServer", front: "_LifespanState", lessons: Mapping[str, str]
) -> None:
    """Register the resources; the grammar only while videos are made on this computer."""
    if "knowlify_create_videos" in lessons:
        register_grammar(server, _grammar_page)
    register_jobs(server, front.current_context)
    media_resources.register_media(server)
    money.register_spending(server, front.current_context)


class CallsheetServer(MCPServer[ToolContext]):
    """An MCP server that makes its tools when a client first asks for them."""

    def __init__(
        self,
        work_out: Callable[[], Sequence[Tool]],
        subscribers: LegacySubscribers,
        check_ready: Callable[[], Awaitable[None]],
        name: str,
        **options: Any,
    ) -> None:
        super().__init__(name, **options)
        self._tool_manager = LazyToolManager(work_out)
        self.check_ready = check_ready
        """Raises where calls cannot be answered now."""
        self._serve(subscribers)

    async def get_prompt(
        self,
        name: str,
        arguments: dict[str, Any] | None = None,
        context: Context[ToolContext, Any] | None = None,
    ) -> GetPromptResult | InputRequiredResult:
        """Return a prompt's messages.

        Raises:
            MCPError: There is no such prompt, or an argument is missing (-32602, as the
                specification says under "Prompts").
        """
        found = next((one for one in await self.list_prompts() if one.name == name), None)
        if found is None:
            raise MCPError(INVALID_PARAMS, f"There is no prompt {name!r}.")
        needed = [one.name for one in found.arguments or () if one.required]
        if missing := [one for one in needed if not (arguments or {}).get(one)]:
            raise MCPError(INVALID_PARAMS, f"The prompt {name!r} needs {', '.join(missing)}.")
        return await super().get_prompt(name, arguments, context)

    async def run_stdio_async(self) -> None:
        """Serve MCP on the standard streams until standard input ends; a message that is not
        JSON-RPC gets an error as its answer."""
        server = self._lowlevel_server
        options = server.create_initialization_options()
        async with stdio_server() as (read, write), answer_bad_messages(read, write) as messages:
            await server.run(messages, write, options)

    def _serve(self, subscribers: LegacySubscribers) -> None:
        """Take `resources/subscribe` of clients before 2026-07-28."""
        add = self._lowlevel_server.add_request_handler
        add("resources/subscribe", SubscribeRequestParams, subscribers.subscribe)
        add("resources/unsubscribe", UnsubscribeRequestParams, subscribers.unsubscribe)


class _LifespanState:
    """What stands between a running server and the tools' context."""

    def __init__(self, identify: Identify) -> None:
        self.context: ToolContext | None = None
        self.greeted = anyio.Event()
        self._identify = identify

    def current_context(self) -> ToolContext:
        """Return the tools' context of the running server, for the user who makes the call."""
        if self.context is None:
            raise RuntimeError("The server is not running.")
        return self.context.of_caller()

    async def check_ready(self) -> None:
        """See that the server runs and its journal can be read.

        Raises:
            RuntimeError: It does not run.
            JournalUnusable: The journal cannot be read.
        """
        await self.current_context().journal.newest()

    async def greet(self, ctx: ServerRequestContext[Any], call_next: CallNext) -> HandlerResult:
        """See who calls; after the first answer the server may take up heavier work."""
        user = self._identify(ctx)
        caller = current_user.set(user)
        try:
            if self.context:
                await self.context.backends.load(user.subject)
            return await call_next(ctx)
        finally:
            current_user.reset(caller)
            self.greeted.set()


def _skills(lessons: Mapping[str, str]) -> list[Extension]:
    """How to make films, while they are made on this computer."""
    if "knowlify_create_videos" not in lessons:
        return []
    return [SkillsExtension(film_skill(_grammar_page()))]


def _grammar_page() -> str:
    from callsheet_studio.storyboard.grammar_text import PAGE

    return PAGE


def _groups(settings: Settings) -> frozenset[str]:
    """The groups asked for; a list without any known name means all."""
    asked = {name.strip().lower() for name in (settings.tools or "").split(",")}
    return frozenset(asked & set(GROUPS)) or frozenset(GROUPS)


def _lessons(settings: Settings) -> dict[str, str]:
    """What the studio understands, by tool, while videos are made on this computer."""
    if default_locations(settings)["knowlify"] != "local":
        return {}
    from callsheet_studio.edits.guide import FREELY, GUIDE
    from callsheet_studio.storyboard.grammar_text import GRAMMAR

    edits = GUIDE + (FREELY if settings.llm_url and settings.llm_model else "")
    return {"knowlify_create_videos": GRAMMAR, "knowlify_edit_video": edits}
