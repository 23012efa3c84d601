"""A caller's characters, as their jobs tell of them.

A character is the job that draws it: its id is the job's number. A finalize is a job too, named by
the character's job and by how many finalizes of it have failed: so there is never a second one
at the same time, nor after it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from callsheet_studio.api.knightvision.errors import ApiRefusal
from callsheet_studio.api.knightvision.paid_jobs import PaidJobs
from callsheet_studio.auth.accounts import Principal
from callsheet_studio.jobs.job import Job
from callsheet_studio.jobs.kinds import CHARACTER, POSE

POSE_MARK = "-pose-"
DRAWN = {"waiting": "processing", "running": "processing", "done": "ready", "failed": "failed"}
POSED = {
    "waiting": "finalizing",
    "running": "finalizing",
    "done": "finalized",
    "failed": "ready",
}


@dataclass(frozen=True)
class StoredCharacter:
    """A character: the job that made it, and the jobs that finalized it."""

    job: Job
    poses: tuple[Job, ...]
    """Newest first."""

    @property
    def name(self) -> str:
        """The name by which prompts call it."""
        return self.job.request["name"]

    @property
    def status(self) -> str:
        """Its status as the API writes it: `processing`, then `ready` or `failed`; while it is
        finalized `finalizing`, then `finalized`, or `ready` again if that failed."""
        return POSED[self.poses[0].state] if self.poses else DRAWN[self.job.state]

    @property
    def next_pose_id(self) -> str:
        """The id for the job of the next attempt to finalize it; two requests at the same time
        get the same one."""
        failed = sum(pose.state == "failed" for pose in self.poses)
        return f"{self.job.id}{POSE_MARK}{failed}"


@dataclass(frozen=True)
class CharacterStore:
    """Reads the characters of callers from their jobs.

    Its methods raise `UNAVAILABLE` (`storage/database`) while the database cannot be used.
    """

    paid_jobs: PaidJobs

    async def list(self, caller: Principal) -> list[StoredCharacter]:
        """Return the caller's characters, newest first."""
        poses = await self.paid_jobs.newest(caller, POSE)
        jobs = await self.paid_jobs.newest(caller, CHARACTER)
        return [StoredCharacter(job, tuple(p for p in poses if _of(p) == job.id)) for job in jobs]

    async def get(self, caller: Principal, number: str) -> StoredCharacter:
        """Return the caller's character with this id.

        Raises:
            ApiRefusal: 404 when there is none, or it is another caller's.
        """
        for character in await self.list(caller):
            if str(character.job.number) == number:
                return character
        raise ApiRefusal(404, "Character not found")

    async def cast(self, caller: Principal, prompt: str) -> "ClipCharacters":
        """Return the finalized characters of the caller that a prompt names as `@Name`."""
        if "@" not in prompt:
            return ClipCharacters({}, {})
        said = prompt.casefold()
        results = {
            character.name: (character.job.id, character.job.result or {})
            for character in reversed(await self.list(caller))
            if character.status == "finalized" and f"@{character.name.casefold()}" in said
        }
        return ClipCharacters(
            {name: result["look"] for name, (_, result) in results.items()},
            {
                name: f"{job_id}/{result['poster']}"
                for name, (job_id, result) in results.items()
                if result.get("video_model")
            },
        )


@dataclass(frozen=True)
class ClipCharacters:
    """The characters that a clip shows, by name."""

    looks: dict[str, Mapping[str, Any]]
    """How they are drawn."""
    portraits: dict[str, str]
    """The first pictures of those that a video model made: paths below the folder of all films."""


def _of(pose: Job) -> str:
    return pose.id.rpartition(POSE_MARK)[0]
