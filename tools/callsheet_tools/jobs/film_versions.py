"""A film's edits and reverts: whose they are, which of them stand, and which is the film now.

Edits are taken back newest first, each at most once (Knowlify documentation, "Revert an edit").
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from callsheet_tools.jobs.job import Job
from callsheet_tools.jobs.results import OURS

MOST_EDITS = 200
"""Newest jobs among which a film's edits are looked for."""
NEVER_MADE = ("failed", "rejected")
"""States of edits and reverts that changed nothing."""


@dataclass(frozen=True)
class FilmVersions:
    """The edits of a film, newest first, and the reverts among some jobs."""

    edits: Sequence[Job]
    """Those that changed something, or may still."""
    reverts: Mapping[str, Job]
    """Reverts that were carried out, by the provider's id of their edit."""

    @property
    def standing(self) -> list[Job]:
        """The edits that were not reverted, newest first."""
        return [edit for edit in self.edits if edit.remote_id not in self.reverts]

    @property
    def finished(self) -> list[Job]:
        """The standing edits whose film is finished, newest first."""
        return [edit for edit in self.standing if edit.state == "succeeded"]

    @property
    def current(self) -> Job | None:
        """The edit that made the film what it is now; None: the film is as it was first made."""
        return next(iter(self.finished), None)


def versions_among(jobs: Iterable[Job], film: str | None) -> FilmVersions:
    """Return the edits of the film with this provider's id (none for None), and the reverts, as far
    as these jobs show."""
    known = sorted(jobs, key=lambda job: job.created_at, reverse=True)
    made = [job for job in known if job.provider == "knowlify" and job.state not in NEVER_MADE]
    edits = [job for job in made if job.kind == "edit" and film and film == film_id(job)]
    done = (job for job in made if job.kind == "revert" and job.state == "succeeded")
    return FilmVersions(edits, {job.remote_id: job for job in done if job.remote_id})


def films_of_edits(jobs: Iterable[Job]) -> Mapping[str, str | None]:
    """Return the provider's id of the film that each edit among these jobs changed, by the
    provider's id of the edit; an edit that has none yet is left out.

    A film's id that isn't known is None.
    """
    return {job.remote_id: film_id(job) for job in jobs if job.kind == "edit" and job.remote_id}


def film_id(job: Job, edited: Mapping[str, str | None] | None = None) -> str | None:
    """Return the provider's id of the film that a job made or changed; None if it isn't known.

    Args:
        edited: The film of each edit, both by their ids at the provider, as `films_of_edits`
            returns it: a revert may only name its edit.
    """
    if job.kind == "video":
        return job.remote_id
    film = job.request.get("video_uuid") or job.remote.get("video_uuid")
    return film or (edited or {}).get(job.request.get("edit_id") or "")


def with_current_files(jobs: Iterable[Job], known: Sequence[Job]) -> list[Job]:
    """Return jobs, of which a film that was edited has the files of what it is now.

    What the provider says of a film is always about its current version.

    Args:
        known: The jobs among which edits and reverts are looked for.
    """
    return [_with_current_files(job, known) for job in jobs]


def _with_current_files(job: Job, known: Sequence[Job]) -> Job:
    now = versions_among(known, job.remote_id).current if job.kind == "video" else None
    files = {key: value for key, value in (now.result if now else {}).items() if key in OURS}
    if not files:
        return job
    others = {key: value for key, value in job.result.items() if key not in OURS}
    return replace(job, result=others | files)
