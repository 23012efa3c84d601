"""From a storyboard and its spoken narration to a timeline of the asked length.

A scene is a lead-in, its narration, and a hold. Lead-ins and holds stretch first; only when that is
not enough does the voice speak slower or faster.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from callsheet_studio.audio.voice import Speech, Voice, shift_times
from callsheet_studio.explainer.timing.item_cues import item_times
from callsheet_studio.storyboard.model import Scene, Storyboard
from callsheet_studio.storyboard.timeline import TimedScene, Timeline

LEAD = (0.35, 0.6)
"""Seconds from a scene's first frame to its first word: at least, at most."""
HOLD = (0.45, 1.9)
"""Seconds from its last word to its last frame, without the hold that an outline asks for."""
SHORTEST = 3.0
"""Seconds that a scene takes to be looked at, however little is said."""
SPEEDS = (0.9, 1.2)
"""How far the voice may leave its pace to fit the length."""
TOLERANCE = 0.1
"""A film this near the asked length has it."""


@dataclass(frozen=True)
class NarrationTake:
    """Every scene's speech, at one speed."""

    speeches: tuple[Speech, ...]
    speed: float


def narrate(storyboard: Storyboard, voice: Voice, pace: float, longest: float) -> NarrationTake:
    """Speak all scenes, again at another speed if the film would miss its length otherwise.

    A film should take `storyboard.seconds`, which may be less than was asked for, and must not take
    more than `longest`, which was asked for.
    """
    first = _speak(storyboard, voice, pace)
    speed = pace * _fitting_speed(storyboard, first.speeches, longest)
    return first if speed == pace else _speak(storyboard, voice, speed)


def _speak(storyboard: Storyboard, voice: Voice, speed: float) -> NarrationTake:
    return NarrationTake(
        tuple(voice.speak(scene.narration, speed) for scene in storyboard.scenes), speed
    )


def _fitting_speed(storyboard: Storyboard, speeches: Sequence[Speech], longest: float) -> float:
    """1.0 when stretching the rests is enough, or when no speed could reach the length."""
    spoken = sum(speech.seconds for speech in speeches)
    least, most = _bounds(storyboard, speeches)
    asked = storyboard.seconds
    if not spoken or (asked <= most and least <= longest):
        return 1.0
    if longest < least:
        return min(SPEEDS[1], spoken / max(longest - (least - spoken), 0.1))
    slower = spoken / max(asked - (most - spoken), 0.1)
    reachable = spoken / SPEEDS[0] + most - spoken >= asked * (1 - TOLERANCE)
    return max(SPEEDS[0], slower) if reachable else 1.0


def plan(storyboard: Storyboard, speeches: Sequence[Speech], fps: int) -> Timeline:
    """The film in time, every scene a whole number of frames."""
    share = _share(storyboard, speeches)
    lengths = [low + (high - low) * share for low, high in map(_range, storyboard.scenes, speeches)]
    frames = [round(end * fps) for end in accumulate(lengths, initial=0.0)]
    timed = [
        _timed(storyboard, speech, i, (start / fps, (end - start) / fps, _lead(share)))
        for i, (speech, (start, end)) in enumerate(zip(speeches, pairwise(frames), strict=True))
    ]
    return Timeline(storyboard, tuple(timed))


def replan(
    storyboard: Storyboard,
    speeches: Sequence[Speech],
    before: tuple[Timeline, Sequence[Speech]],
    fps: int,
) -> Timeline:
    """A planned film after an edit; its length is what comes out.

    Scenes that are the same keep their times, the others get rests as long as the film has them.
    """
    old, spoken = before
    known = {timed.scene: timed for timed in old.scenes}
    share, frames, timed = _share(old.storyboard, spoken), 0, list[TimedScene]()
    for index, (scene, speech) in enumerate(zip(storyboard.scenes, speeches, strict=True)):
        kept, start = known.get(scene), frames / fps
        low, high = _range(scene, speech)
        seconds = round((kept.seconds if kept else low + (high - low) * share) * fps) / fps
        frames += round(seconds * fps)
        if kept:
            fresh = replace(kept, index=index, count=len(storyboard.scenes), start=start)
        else:
            fresh = _timed(storyboard, speech, index, (start, seconds, _lead(share)))
        timed.append(fresh)
    resized = storyboard.model_copy(update={"seconds": round(frames / fps)})
    return Timeline(resized, tuple(timed))


def length_note(timeline: Timeline, longest: float) -> str | None:
    """A sentence when the film missed its length, as `narrate` has it."""
    asked, got = timeline.storyboard.seconds, timeline.seconds
    if got < asked * (1 - TOLERANCE):
        return f"The film runs {got:.0f} s, not {asked} s: its words carry no more."
    if got > longest * (1 + TOLERANCE):
        return f"The film runs {got:.0f} s, not {longest:.0f} s: its words need that long."
    return None


def _share(storyboard: Storyboard, speeches: Sequence[Speech]) -> float:
    """How far rests are stretched between their least and their most, 0 to 1."""
    least, most = _bounds(storyboard, speeches)
    room = most - least
    return min(1.0, max(0.0, (storyboard.seconds - least) / room)) if room else 0.0


def _lead(share: float) -> float:
    return LEAD[0] + (LEAD[1] - LEAD[0]) * share


def _timed(
    storyboard: Storyboard, speech: Speech, index: int, times: tuple[float, float, float]
) -> TimedScene:
    start, seconds, lead = times
    scene = storyboard.scenes[index]
    words = shift_times(speech.words, lead)
    arrivals = item_times(scene.elements, words, lead, seconds, in_order=scene.kind != "bars")
    return TimedScene(scene, index, len(storyboard.scenes), start, seconds, words, arrivals)


def _bounds(storyboard: Storyboard, speeches: Sequence[Speech]) -> tuple[float, float]:
    ranges = list(map(_range, storyboard.scenes, speeches))
    return sum(low for low, _ in ranges), sum(high for _, high in ranges)


def _range(scene: Scene, speech: Speech) -> tuple[float, float]:
    """The shortest and the longest this scene may be."""
    least = max(SHORTEST, LEAD[0] + speech.seconds + HOLD[0]) + scene.hold
    return least, max(least, LEAD[1] + speech.seconds + HOLD[1] + scene.hold)
