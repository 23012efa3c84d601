"""What was sent to be paid for, in a file next to the journal that is only appended to.

It answers one question: what did a day cost, of which the journal has no row any more? So what is
older than two days goes once the file is large, and what a deleted job asked for goes with it.
"""

import json
import os
from collections.abc import Container, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from callsheet_tools.jobs.fingerprint import fingerprint
from callsheet_tools.jobs.job import Job

NAME = "purchases.jsonl"
LARGEST = 256_000
"""Bytes, some thousand purchases: beyond these, old ones go."""
KEPT = 2 * 86_400.0
"""Seconds. The limits are those of a day; clocks are put back by less than another."""


@dataclass(frozen=True)
class LoggedPurchase:
    """One line: a job that left for its provider, or that took more than was thought."""

    job_id: str
    provider: str
    account: str
    kind: str
    fingerprint: str
    """Of its request; empty when the job was deleted."""
    amount: int
    """Credits of Knightvision that it may take; 1 for a video or an edit of Knowlify."""
    at: float
    """Seconds since 1970 when the job was asked for."""
    subject: str = ""
    """Whose job it was."""


@dataclass(frozen=True)
class PurchaseLog:
    """The file. Whoever writes holds the journal's lock."""

    path: Path

    def append(self, jobs: Iterable[Job]) -> None:
        """Add jobs to the log; they are on disk when this returns.

        Raises:
            OSError: The file cannot be written.
        """
        entries = [_to_entry(job) for job in jobs]
        _write(self.path, os.O_APPEND, entries)
        if entries:
            self.trim(max(one.at for one in entries))

    def trim(self, now: float) -> None:
        """If the file is large, remove the entries that no limit counts any more at time
        `now` (seconds since 1970)."""
        if self.path.stat().st_size > LARGEST:
            self._rewrite(self.since(now - KEPT))

    def forget(self, job_ids: Container[str]) -> None:
        """Remove everything but ids, price and dates from the entries of these jobs.

        Raises:
            OSError: The file cannot be written; it stays as it was.
        """
        entries = self.since(-1.0)
        if any(one.job_id in job_ids and one.fingerprint for one in entries):
            self._rewrite(
                [replace(one, fingerprint="") if one.job_id in job_ids else one for one in entries]
            )

    def _rewrite(self, entries: Iterable[LoggedPurchase]) -> None:
        fresh = self.path.with_suffix(".new")
        _write(fresh, os.O_TRUNC, entries)
        fresh.replace(self.path)

    def since(self, moment: float) -> Sequence[LoggedPurchase]:
        """Return the purchases after `moment` (seconds since 1970), each job once,
        with the most that it took."""
        try:
            lines = self.path.read_bytes().splitlines()
        except FileNotFoundError:
            return []
        found: dict[str, LoggedPurchase] = {}
        for line in lines:
            one = _parse(line)
            if one and one.at > moment:
                known = found.get(one.job_id)
                found[one.job_id] = one if known is None or known.amount < one.amount else known
        return [*found.values()]


def _write(path: Path, how: int, entries: Iterable[LoggedPurchase]) -> None:
    # A line of its own, also after one that a crash cut short.
    lines = "".join(f"\n{json.dumps(asdict(one))}\n" for one in entries)
    file = os.open(path, os.O_WRONLY | os.O_CREAT | how, 0o600)
    try:
        os.write(file, lines.encode())
        os.fsync(file)
    finally:
        os.close(file)


def _to_entry(job: Job) -> LoggedPurchase:
    amount = 1 if job.provider == "knowlify" else job.credits_used or 0
    whose = (job.job_id, job.provider, job.account, job.kind)
    return LoggedPurchase(*whose, fingerprint(job.request), amount, job.created_at, job.subject)


def _parse(line: bytes) -> LoggedPurchase | None:
    """Return the purchase in a line of the log; None for a line that can't be read."""
    try:
        one = LoggedPurchase(**json.loads(line))
        return one if one.amount >= 0 and one.at >= 0 else None
    except (ValueError, TypeError):
        return None
