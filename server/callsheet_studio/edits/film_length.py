"""A new length: pauses give way, words don't; and words are not stretched."""

import math

from callsheet_studio.edits.errors import EditError
from callsheet_studio.storyboard.brief_settings import LONGEST
from callsheet_studio.storyboard.model import Storyboard
from callsheet_studio.storyboard.speech_timing import (
    FASTEST,
    FEWEST,
    SpeechTiming,
    attainable_seconds,
    estimate_seconds,
    timing_of,
)
from callsheet_studio.text.language_names import is_english


def check_length(film: Storyboard, asked_before: int) -> None:
    """Check that a changed film is not longer than allowed, and that its words fill a new length.

    Args:
        film: The changed film, with the length that it asks for.
        asked_before: The length in seconds that it asked for before the edit; if that is the same,
            the words need not fill it.

    Raises:
        EditError: It does not fit; the text says how many words are too many, scene by scene, or
            how many are missing.
    """
    pace = timing_of(film.style, is_heard=is_english(film.language))
    needed = estimate_seconds(film.scenes, pace, FASTEST)
    if needed > LONGEST:
        raise EditError(
            f"The film would take {needed:.0f} s, and at most {LONGEST} s are possible. Nothing "
            "was changed: send shorter scenes, or take some out."
        )
    if film.seconds == asked_before:
        return
    if needed > film.seconds:
        raise _too_long(film, needed - film.seconds, pace)
    if (carried := attainable_seconds(film.scenes, film.seconds, pace)) < film.seconds:
        raise EditError(
            f"The words carry {carried} s, not {film.seconds} s: about "
            f"{math.ceil((film.seconds - carried) * FEWEST)} more are needed. Nothing was changed. "
            f"Send longer scenes, each under its '## N: Title' heading, together with 'duration: "
            f"{film.seconds}', or ask for {carried} s."
        )


def _too_long(film: Storyboard, excess: float, pace: SpeechTiming) -> EditError:
    spoken = sum(pace.seconds(scene.narration) for scene in film.scenes) / FASTEST
    if excess >= spoken:
        return EditError(
            f"{len(film.scenes)} scenes can't be shown in {film.seconds} s, even silent ones. "
            "Nothing was changed: take scenes out, or ask for more seconds."
        )
    counts = [len(scene.narration.split()) for scene in film.scenes]
    gone = [math.ceil(excess / spoken * count) for count in counts]
    told = "; ".join(
        f"{n} {scene.title[:40]!r} {few} of {count}"
        for n, (scene, few, count) in enumerate(zip(film.scenes, gone, counts, strict=True), 1)
        if count
    )
    return EditError(
        f"The words don't fit {film.seconds} s: about {sum(gone)} of {sum(counts)} words must go. "
        f"Nothing was changed. By scene: {told}. Send the shorter scenes, each under its "
        f"'## N: Title' heading, together with 'duration: {film.seconds}'."
    )
