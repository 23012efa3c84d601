"""What is known of each tool: one record for each, from which every list of tools derives."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mcp.types import ToolAnnotations

from callsheet_tools.jobs.kinds import Cost, JobKind


@dataclass(frozen=True)
class ToolSpec:
    """One tool of the catalog."""

    fn: Callable[..., Any]
    name: str
    title: str
    group: str
    """`knowlify`, `knightvision` or `jobs`: what `CALLSHEET_TOOLS` names."""
    hints: ToolAnnotations
    hint: str
    """Other words that people ask for it in, for clients that search tools: nothing but keywords,
    and those of the name only where its own search would not find them."""
    starts: JobKind | None
    """The kind of job that it starts, where it starts one."""
    batches: tuple[str, ...] = ()
    """Arguments of which each item is a job of its own; none: a call is one job."""
    follows: tuple[JobKind, str] | None = None
    """It is done where a job of this kind was made, which this argument names."""
    lesson: str = ""
    """Introduces what the studio understands, while that makes the videos; ends the text."""
    without_cancel: str = ""
    """Ends the text while no tool of the catalog cancels a job."""
    cancels: bool = False
    """It ends a job before that is finished."""
    on_board: bool = False
    """Its answer comes with the board, where the client shows it."""

    @property
    def cost(self) -> Cost | None:
        """What a hosted call costs; None if it is free."""
        return self.starts.cost if self.starts else None

    @property
    def paid(self) -> bool:
        """Whether a hosted call costs something."""
        return self.cost is not None
