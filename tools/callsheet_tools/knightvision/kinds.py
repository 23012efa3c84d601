"""The kinds of job that Knightvision does.

Which of them are paid back when they fail: documentation, "Credits". Rate limits: documentation,
"Rate limits", where each operation has a window of its own.
"""

from collections.abc import Mapping

from callsheet_tools.backends.answer_shapes import AnalysisAnswer, CharacterAnswer, ClipAnswer
from callsheet_tools.jobs import usage
from callsheet_tools.jobs.job import RecoveryStrategy
from callsheet_tools.jobs.kinds import Cost, CreditPrice, JobKind, RateLimit
from callsheet_tools.knightvision.next_steps import (
    after_analysis,
    after_character,
    after_clip,
    after_finalize,
    leaves_no_film,
    no_address,
)
from callsheet_tools.knightvision.prices import (
    check_clip,
    price_analysis,
    price_character,
    price_clip,
    price_finalize,
    read_prices,
)
from callsheet_tools.knightvision.recovery import (
    list_characters,
    list_clips,
    list_finalized,
    read_balance,
)
from callsheet_tools.knightvision.status import (
    follow_analysis,
    follow_character,
    follow_clip,
    follow_finalize,
)

ANIMATIC = "ANIMATIC: a moving storyboard, drawn here; not a generative model's work."
MEASURED = "Measured here from picture and sound; a language model wrote only what says so."

CHARACTER_STATUS = RateLimit("character", 30)
CHARACTERS = RateLimit("characters", 20)
READ_LIMITS: Mapping[str, RateLimit] = {
    "videos": RateLimit("videos", 20),
    "characters": CHARACTERS,
    "credits": RateLimit("credits", 30),
}
"""Of reads that are not about one job, by what they read (`Backend.read_bucket`)."""

RAREST_POLL = 1
"""Documentation: "Poll every 3-5 seconds"."""
LONGEST_HERE = 300
"""Seconds of a clip or of a character's film that this computer makes."""
HERE_INSTEAD = "`where: local` does it on this computer for free."
ANALYSIS_COST = Cost(
    meter=usage.CREDITS,
    noun="an analysis of {url!r}",
    free_instead=HERE_INSTEAD,
    longest_here=None,
    price=CreditPrice(price_analysis, None, read_prices),
)
CLIP_COST = Cost(
    meter=usage.CREDITS,
    noun="a clip of {duration} s by {model}, “{title}”,",
    free_instead=HERE_INSTEAD,
    longest_here=LONGEST_HERE,
    price=CreditPrice(price_clip, check_clip, read_prices),
)
CHARACTER_COST = Cost(
    meter=usage.CREDITS,
    noun="the character “{title}”",
    free_instead=HERE_INSTEAD,
    longest_here=LONGEST_HERE,
    price=CreditPrice(price_character, None, read_prices),
)
FINALIZE_COST = Cost(
    meter=usage.CREDITS,
    noun="the finalizing of character {character_id}",
    free_instead="A character that was made on this computer is finalized for free.",
    longest_here=None,
    price=CreditPrice(price_finalize, None, read_prices),
)

ANALYSIS = JobKind(
    provider="knightvision",
    name="analysis",
    fetch_status=follow_analysis,
    recovery=RecoveryStrategy("job_id", balance=read_balance, balances="credits"),
    cost=ANALYSIS_COST,
    poll_limit=RateLimit("status", 60),
    submit_limit=RateLimit("analyze", 20),
    next_steps=after_analysis,
    continues_in_batch=False,
    shown_by="knightvision_get_analysis",
    what_it_is=MEASURED,
    answer=AnalysisAnswer,
    why_no_file=leaves_no_film("an ad analysis"),
    typical_seconds=90.0,
    rarest_poll=RAREST_POLL,
    polled_evenly=True,
    announced=False,
    repeats_are_duplicates=True,
    refunded_when_failed=False,
)
CLIP = JobKind(
    provider="knightvision",
    name="clip",
    fetch_status=follow_clip,
    recovery=RecoveryStrategy("job_id", list_clips, "videos", read_balance, "credits"),
    cost=CLIP_COST,
    poll_limit=RateLimit("video-status", 60),
    submit_limit=RateLimit("generate-video", 5),
    next_steps=after_clip,
    continues_in_batch=False,
    shown_by="knightvision_get_video",
    what_it_is=ANIMATIC,
    answer=ClipAnswer,
    why_no_file=no_address,
    typical_seconds=180.0,
    rarest_poll=RAREST_POLL,
    polled_evenly=True,
    announced=False,
    repeats_are_duplicates=True,
    refunded_when_failed=True,
)
CHARACTER = JobKind(
    provider="knightvision",
    name="character",
    fetch_status=follow_character,
    recovery=RecoveryStrategy(
        "character_id", list_characters, "characters", read_balance, "credits"
    ),
    cost=CHARACTER_COST,
    poll_limit=CHARACTER_STATUS,
    submit_limit=CHARACTERS,
    next_steps=after_character,
    continues_in_batch=False,
    shown_by="knightvision_get_character",
    what_it_is=ANIMATIC,
    answer=CharacterAnswer,
    why_no_file=leaves_no_film("a character"),
    typical_seconds=120.0,
    rarest_poll=RAREST_POLL,
    polled_evenly=True,
    announced=False,
    repeats_are_duplicates=True,
    refunded_when_failed=True,
)
FINALIZE = JobKind(
    provider="knightvision",
    name="finalize",
    fetch_status=follow_finalize,
    recovery=RecoveryStrategy(
        "character_id", list_finalized, "characters", read_balance, "credits"
    ),
    cost=FINALIZE_COST,
    poll_limit=CHARACTER_STATUS,
    submit_limit=RateLimit("finalize", 10),
    next_steps=after_finalize,
    continues_in_batch=False,
    shown_by="knightvision_get_character",
    what_it_is=ANIMATIC,
    answer=CharacterAnswer,
    why_no_file=leaves_no_film("the finalizing of a character"),
    typical_seconds=60.0,
    rarest_poll=RAREST_POLL,
    polled_evenly=True,
    announced=False,
    repeats_are_duplicates=False,
    refunded_when_failed=True,
)
KINDS = (ANALYSIS, CLIP, CHARACTER, FINALIZE)
