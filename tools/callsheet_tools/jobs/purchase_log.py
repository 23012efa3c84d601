"""What was sent to be paid for, in a file beside the journal that is only ever added to.

It answers one question: what did a day cost, of which the journal has no row any more?
"""

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from callsheet_tools.jobs.fingerprint import fingerprint
from callsheet_tools.jobs.job import Job

NAME = "purchases.jsonl"


@dataclass(frozen=True)
class LoggedPurchase:
    """One line: a job that left for its provider, or that took more than was thought."""

    job_id: str
    provider: str
    account: str
    kind: str
    fingerprint: str
    """Of its request."""
    amount: int
    """Credits of Knightvision that it may take; 1 for a video or an edit of Knowlify."""
    at: float
    """Seconds since 1970 when the job was asked for."""


@dataclass(frozen=True)
class PurchaseLog:
    """The file. Whoever writes holds the journal's lock."""

    path: Path

    def append(self, jobs: Iterable[Job]) -> None:
        """Add jobs; on disk when this returns.

        Raises:
            OSError: It cannot be written.
        """
        # A line of its own, also after one that a crash cut short.
        lines = [f"\n{json.dumps(asdict(_to_entry(job)))}\n" for job in jobs]
        file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(file, "".join(lines).encode())
            os.fsync(file)
        finally:
            os.close(file)

    def since(self, moment: float) -> Sequence[LoggedPurchase]:
        """What was asked for after that moment, each job once, with the most it took."""
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


def _to_entry(job: Job) -> LoggedPurchase:
    amount = 1 if job.provider == "knowlify" else job.credits_used or 0
    whose = (job.job_id, job.provider, job.account, job.kind)
    return LoggedPurchase(*whose, fingerprint(job.request), amount, job.created_at)


def _parse(line: bytes) -> LoggedPurchase | None:
    """A line of ours; None for what is none any more."""
    try:
        one = LoggedPurchase(**json.loads(line))
        return one if one.amount >= 0 and one.at >= 0 else None
    except (ValueError, TypeError):
        return None
