"""The kinds of job that Knightvision does.

Which of them are paid back when they fail: documentation, "Credits".
"""

from callsheet_tools.jobs.job import Trail
from callsheet_tools.jobs.kinds import JobKind
from callsheet_tools.knightvision.follow import (
    follow_analysis,
    follow_character,
    follow_clip,
    follow_finalize,
)
from callsheet_tools.knightvision.trails import balance, characters, clips, finalized

ANALYSIS = JobKind(
    provider="knightvision",
    name="analysis",
    fetch_status=follow_analysis,
    recovery=Trail("job_id", balance=balance, balances="credits"),
    refunded_when_failed=False,
)
CLIP = JobKind(
    provider="knightvision",
    name="clip",
    fetch_status=follow_clip,
    recovery=Trail("job_id", clips, "videos", balance, "credits"),
    refunded_when_failed=True,
)
CHARACTER = JobKind(
    provider="knightvision",
    name="character",
    fetch_status=follow_character,
    recovery=Trail("character_id", characters, "characters", balance, "credits"),
    refunded_when_failed=True,
)
FINALIZE = JobKind(
    provider="knightvision",
    name="finalize",
    fetch_status=follow_finalize,
    recovery=Trail("character_id", finalized, "characters", balance, "credits"),
    refunded_when_failed=True,
)
KINDS = (ANALYSIS, CLIP, CHARACTER, FINALIZE)
