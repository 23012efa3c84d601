"""Writing down what became of a request, however long that takes."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from logging import getLogger

import anyio
from anyio.abc import TaskGroup

from callsheet_tools.errors import CallsheetError, JournalUnusable, UnknownJob, Unrecorded
from callsheet_tools.jobs.job import StatusUpdate
from callsheet_tools.jobs.journal import Journal
from callsheet_tools.sanitize import one_line

UNWRITABLE = "What the provider answered cannot be written down. Its id, if it has one, is right."

NOT_WRITTEN = (JournalUnusable, UnknownJob)
"""The file cannot be written, or it has no such row any more."""

logger = getLogger(__name__)


@dataclass(frozen=True)
class Recorder:
    """Keeps an outcome that can't be written, and tries again as long as the process runs."""

    journal: Journal
    tasks: TaskGroup
    pause: float
    """Seconds between two tries."""
    kept: dict[str, StatusUpdate] = field(default_factory=dict[str, StatusUpdate])
    """What is not written down yet, by job id."""

    async def record(self, outcomes: Mapping[str, StatusUpdate]) -> None:
        """Write what became of jobs into the journal, by their job_ids.

        Raises:
            Unrecorded: It could not be written yet; it is tried again as long as the process
                runs. The text says what is known.
        """
        try:
            await self._record(outcomes)
        except NOT_WRITTEN as error:
            self.kept.update(outcomes)
            self.tasks.start_soon(self._try_again, outcomes)
            raise Unrecorded(_sentence(outcomes, error)) from error

    async def flush(self) -> None:
        """Try once more, before the process exits, to write what could not be written; if that
        fails, it is lost."""
        if self.kept:
            with suppress(*NOT_WRITTEN):
                await self._record(self.kept)
                self.kept.clear()

    async def _try_again(self, outcomes: Mapping[str, StatusUpdate]) -> None:
        while any(job_id in self.kept for job_id in outcomes):
            await anyio.sleep(self.pause)
            with suppress(*NOT_WRITTEN):
                await self._record(outcomes)
                for job_id in outcomes:
                    self.kept.pop(job_id, None)

    async def _record(self, outcomes: Mapping[str, StatusUpdate]) -> None:
        try:
            await self.journal.record(outcomes)
        except NOT_WRITTEN:
            raise
        except Exception:
            logger.exception("An answer cannot be written down as it is")
            await self.journal.record({job_id: _bare(seen) for job_id, seen in outcomes.items()})


def _bare(seen: StatusUpdate) -> StatusUpdate:
    """The part of an outcome that can be written whatever the rest holds."""
    remote_id = one_line(seen.remote_id, 200) if seen.remote_id else None
    return StatusUpdate(seen.state, error=UNWRITABLE, remote_id=remote_id)


def _sentence(outcomes: Mapping[str, StatusUpdate], error: CallsheetError) -> str:
    told = " ".join(_log_text(job_id, seen) for job_id, seen in outcomes.items())
    why = one_line(str(error.__cause__ or error))
    return (
        f"{told} This is not in the journal yet ({why}). Callsheet tries to write it down for as "
        "long as it runs: do not make this call again, tell the user to keep these ids and to fix "
        "the disk or the file."
    )


def _log_text(job_id: str, seen: StatusUpdate) -> str:
    if seen.state == "rejected":
        return f"{job_id} was refused: {seen.error}"
    if seen.remote_id:
        return f"The request left and was taken in: {job_id} is {seen.remote_id!r} there."
    return f"The request of {job_id} left, and its outcome is unknown: {seen.error}"
