"""A new length: pauses give way, words don't."""

import math
from collections.abc import Iterator

from callsheet_studio.edits.errors import EditError
from callsheet_studio.storyboard.model import Storyboard
from callsheet_studio.storyboard.speech_timing import FASTEST, READ, SPOKEN, estimate_seconds


def check_length(film: Storyboard) -> None:
    """See that the film's words can be said in its length by a brisk voice with short rests.

    Raises:
        EditError: They can't; the text says how many words must go, scene by scene.
    """
    pace = SPOKEN if film.language.startswith("en") else READ
    spoken = sum(pace.seconds(scene.narration) for scene in film.scenes) / FASTEST
    excess = estimate_seconds(film.scenes, pace, FASTEST) - film.seconds
    if excess <= 0:
        return
    words = _words(film)
    if excess >= spoken:
        raise EditError(
            f"{len(film.scenes)} scenes can't be shown in {film.seconds} s, even silent ones. "
            "Nothing was changed: take scenes out, or ask for more seconds."
        )
    share = excess / spoken
    gone = {n: math.ceil(share * count) for n, count in words.items() if count}
    told = "; ".join(_told(film, gone, words))
    raise EditError(
        f"The words don't fit {film.seconds} s: about {sum(gone.values())} of "
        f"{sum(words.values())} words must go. Nothing was changed. By scene: {told}. Send the "
        f"shorter scenes, each under its '## N: Title' heading, together with "
        f"'duration: {film.seconds}'."
    )


def _words(film: Storyboard) -> dict[int, int]:
    return {n: len(scene.narration.split()) for n, scene in enumerate(film.scenes, start=1)}


def _told(film: Storyboard, gone: dict[int, int], words: dict[int, int]) -> Iterator[str]:
    for n, count in gone.items():
        yield f"{n} {film.scenes[n - 1].title[:40]!r} {count} of {words[n]}"
