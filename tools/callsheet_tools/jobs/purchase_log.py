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
from callsheet_tools.jobs.usage import DAY
from callsheet_tools.private_files import opener, replace_file

NAME = "purchases.jsonl"
LARGEST = 256_000
"""Bytes, some thousand purchases: beyond these, old ones go."""
KEPT = 2 * DAY
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
    """What it may take of the provider's daily limit (`UsageMeter.amount`)."""
    at: float
    """Seconds since 1970 when the job was asked for."""
    subject: str = ""
    """Whose job it was."""


@dataclass(frozen=True)
class PurchaseLog:
    """The file. Whoever writes holds the journal's lock."""

    path: Path

    def append(self, jobs: Iterable[tuple[Job, int]]) -> None:
        """Add jobs to the log, each with what it takes of its provider's daily limit. If the file
        gets large, old entries go (`trim`).

        They are on disk when this returns.

        Raises:
            OSError: The file cannot be read or written.
        """
        entries = [_to_entry(job, amount) for job, amount in jobs]
        with open(self.path, "ab", opener=opener) as file:
            file.write(_to_lines(entries))
            file.flush()
            os.fsync(file.fileno())
        if entries:
            self.trim(max(one.at for one in entries))

    def trim(self, now: float) -> None:
        """If the file is larger than `LARGEST`, keep only the purchases of the two days (`KEPT`)
        before `now` (seconds since 1970).

        Raises:
            OSError: The file cannot be read or written.
        """
        if self.path.stat().st_size > LARGEST:
            replace_file(self.path, _to_lines(self.since(now - KEPT)))

    def forget(self, job_ids: Container[str]) -> None:
        """Remove the fingerprint of what was asked for from the entries of these jobs. Id,
        provider, account, kind, price, date and user stay: the limits of a day are counted from
        them.

        Lines that can't be read go, and a job's several entries become one.

        Raises:
            OSError: The file cannot be read or written; it stays as it was.
        """
        entries = self.since(-1.0)
        if any(one.job_id in job_ids and one.fingerprint for one in entries):
            kept = [
                replace(one, fingerprint="") if one.job_id in job_ids else one for one in entries
            ]
            replace_file(self.path, _to_lines(kept))

    def since(self, moment: float) -> Sequence[LoggedPurchase]:
        """Return the purchases after `moment` (seconds since 1970), each job once, with the most
        that it took; none if there is no file. Lines that can't be read are left out.

        Raises:
            OSError: The file cannot be read.
        """
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


def _to_lines(entries: Iterable[LoggedPurchase]) -> bytes:
    # Each begins on a line of its own, also after one that a crash cut short.
    return "".join(f"\n{json.dumps(asdict(one))}\n" for one in entries).encode()


def _to_entry(job: Job, amount: int) -> LoggedPurchase:
    whose = (job.job_id, job.provider, job.account, job.kind)
    return LoggedPurchase(*whose, fingerprint(job.request), amount, job.created_at, job.subject)


def _parse(line: bytes) -> LoggedPurchase | None:
    """Return the purchase in a line of the log; None for a line that can't be read."""
    try:
        one = LoggedPurchase(**json.loads(line))
        return one if one.amount >= 0 and one.at >= 0 else None
    except (ValueError, TypeError):
        return None
