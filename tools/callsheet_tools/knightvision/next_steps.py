"""What to do next with what Knightvision made."""

from collections.abc import Callable, Sequence
from typing import Any

from callsheet_tools.backends.backend import NAMES, BackendPool
from callsheet_tools.billing.prices import Prices
from callsheet_tools.jobs.job import FALLBACK, Job
from callsheet_tools.jobs.kinds import PriceKey
from callsheet_tools.jobs.next_step import SAVED, NextStep
from callsheet_tools.knightvision.prices import price_analysis, price_clip, price_finalize
from callsheet_tools.sanitize import LONGEST_TEXT, one_line

FINALIZE = "knightvision_finalize_character"
SHOW = "Show it to the user, and say that it is an ANIMATIC."
SHOW_MODEL = "Show it to the user, and say that {model}, their own video model, made it."
SHOW_FALLBACK = (
    "Show it to the user, and say that their video model gave nothing (`fallback` says why) and "
    "this ANIMATIC was drawn instead."
)
THEN = "Then clips can use it."
BUY = "Do they want the hosted clip for {price} credits? This buys the same."
BUY_REPORT = (
    "Tell the user what the ad does, as far as it can be measured here. Do they want the hosted "
    "analysis, read by a model, for {price} credits? This buys it."
)
USE = "Tell the user what the ad does; its script can become a film or a clip."
WHOLE = "Some texts were cut: this gives them whole."
NAMED = (
    "`knightvision_generate_video` with `where: local` shows the character when its prompt has "
    "{name}: ask the user what it is to do."
)
NAMED_SOMEHOW = (
    "The prompt of `knightvision_generate_video` can name it; how is not documented: tell the user "
    "so, and ask what it is to do."
)


def after_analysis(backends: BackendPool, done: Sequence[Job], is_continued: bool) -> NextStep:
    """Return the next step after an analysis: read it whole, use it, or buy the hosted one.

    Args:
        backends: The providers that the settings lead to.
        done: The ended job, first in the list.
        is_continued: Whether it was bought already.
    """
    job = done[0]
    texts = [text for text in job.result.values() if isinstance(text, str)]
    if any(len(text) > LONGEST_TEXT for text in texts):
        arguments = {"job_id": job.job_id}
        return NextStep(tool="knightvision_get_analysis", arguments=arguments, why=WHOLE)
    if is_continued:
        return NextStep(why=USE)
    return _purchase(
        backends, job, price_analysis(job.request), "knightvision_analyze_ad", BUY_REPORT
    ) or NextStep(why=USE)


def after_clip(backends: BackendPool, done: Sequence[Job], is_continued: bool) -> NextStep:
    """Return the next step after a clip: buy a local one as hosted, or save
    the file of a hosted one.

    Args:
        backends: The providers that the settings lead to.
        done: The ended job, first in the list.
        is_continued: Whether it was bought already.
    """
    job = done[0]
    if job.place == "hosted":
        if "file" in job.result:
            return NextStep(why=SAVED)
        if "video_url" not in job.result:
            return NextStep(why=no_address(job))
        arguments: dict[str, Any] = {"job_id": job.job_id}
        return NextStep(tool="save_video", arguments=arguments, why="This brings the file here.")
    show = _words_for(job)
    if is_continued:
        return NextStep(why=show)
    return _purchase(
        backends, job, price_clip(job.request), "knightvision_generate_video", f"{show} {BUY}"
    ) or NextStep(why=show)


def _words_for(job: Job) -> str:
    """How to show a clip of this computer."""
    if job.video_model:
        return SHOW_MODEL.format(model=one_line(job.video_model, 60))
    return SHOW_FALLBACK if job.result.get(FALLBACK) else SHOW


def after_character(backends: BackendPool, done: Sequence[Job], is_continued: bool) -> NextStep:
    """Return the next step after a character: finalize it, or use it if that is done.

    Args:
        backends: The providers that the settings lead to.
        done: The ended job, first in the list.
        is_continued: Whether it was finalized already.
    """
    job = done[0]
    if is_continued:
        return after_finalize(backends, done, is_continued)
    arguments: dict[str, Any] = {"character_id": job.job_id}
    if job.place == "local":
        why = f"{SHOW_FALLBACK} {THEN}" if job.result.get(FALLBACK) else THEN
        return NextStep(tool=FINALIZE, arguments=arguments, why=why)
    price = Prices().of(price_finalize({}))
    assert price
    why = f"{THEN} It costs {price} credits: ask the user first."
    return NextStep(tool=FINALIZE, arguments={**arguments, "max_credits": price.high}, why=why)


def after_finalize(backends: BackendPool, done: Sequence[Job], is_continued: bool) -> NextStep:
    """Return the next step after a finalized character: use it in a clip.

    Args:
        backends: Not used.
        done: The ended job, first in the list.
        is_continued: Not used.
    """
    job = done[0]
    if job.place == "hosted":
        return NextStep(why=NAMED_SOMEHOW)
    return NextStep(why=NAMED.format(name=f"@{job.result.get('name', 'Name')}"))


def _purchase(
    backends: BackendPool, job: Job, key: PriceKey, tool: str, why: str
) -> NextStep | None:
    """The hosted call with the arguments of a local job, at its documented price."""
    price = Prices().of(key)
    if job.place == "hosted" or price is None or not backends.offers_hosted("knightvision"):
        return None
    asked = {name: value for name, value in job.request.items() if name != FALLBACK}
    arguments = {**asked, "where": "hosted", "max_credits": price.high}
    return NextStep(tool=tool, arguments=arguments, why=why.replace("{price}", str(price)))


def no_address(job: Job) -> str:
    """Return a sentence on what to do about a finished clip of which
    Knightvision gives no address."""
    return (
        f"{NAMES[job.provider]} gave no address of the file. `knightvision_get_video` asks again; "
        "if there is none then, ask the user to write to the provider's support."
    )


def leaves_no_film(what: str) -> Callable[[Job], str]:
    """Return a function that gives the sentence that a job, being `what`, leaves no film."""
    return lambda job: f"{job.job_id} is {what}, which leaves no film of its own."
