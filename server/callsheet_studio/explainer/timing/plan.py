"""From a storyboard and its spoken narration to a timeline of the asked length.

A scene is a lead-in, its narration, and a hold. Rests between scenes and between sentences stretch
a little, the hold after the film's last word more; only when that is not enough does the voice
speak slower or faster. Where no speed is fast enough, that last hold gets shorter.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, pairwise

from callsheet_studio.audio.voice import (
    Speech,
    Voice,
    lengthen_pause,
    shift_times,
    widen_pauses,
)
from callsheet_studio.explainer.timing.item_cues import item_times
from callsheet_studio.storyboard.brief import BRISK
from callsheet_studio.storyboard.model import Scene, Storyboard
from callsheet_studio.storyboard.speech_timing import (
    CALM,
    QUICK,
    SHORTEST,
    THINKS,
    TICK_SEEN,
    Rests,
    hold_seconds,
    list_seconds,
    longest_look,
    reading_seconds,
)
from callsheet_studio.storyboard.tick_boxes import Answer, find_answer
from callsheet_studio.storyboard.timeline import TimedScene, Timeline
from callsheet_studio.storyboard.title_pages import is_page

SPEEDS = (0.9, 1.2)
"""How far the voice may leave its pace to fit the length."""
LAST_SEEN, BOARD_SEEN = 1.5, 2.6
"""Seconds after a film's last word in which its last frame is seen, and a whole board, at least."""
ROUNDING = 1.5
"""Frames by which a scene's length can differ from what its rests alone would give."""
TOLERANCE = 0.1
"""A film this near the asked length has it."""


def rests_of(storyboard: Storyboard) -> Rests:
    """Return the pauses around the words of scenes, for a film in the storyboard's style."""
    return QUICK if storyboard.style in BRISK else CALM


@dataclass(frozen=True)
class NarrationTake:
    """The speech of every scene, and the speed at which all were spoken (1 is normal)."""

    speeches: tuple[Speech, ...]
    speed: float


def narrate(storyboard: Storyboard, voice: Voice, pace: float, longest: float) -> NarrationTake:
    """Speak all scenes; speak them again at another speed if the film would miss its length
    (`storyboard.seconds`).

    Pauses between sentences are made as long as the length needs.

    Args:
        pace: The voice's speed, 1 is normal.
        longest: The length in seconds that must not be exceeded.
    """
    take = _speak(storyboard, voice, pace)
    speed = pace * _fitting_speed(storyboard, take.speeches, longest)
    if speed != pace:
        take = _speak(storyboard, voice, speed)
    share = _share(storyboard.seconds, _stretch(storyboard, take.speeches))
    return replace(take, speeches=_widen(storyboard, take.speeches, share))


def _widen(
    storyboard: Storyboard, speeches: Sequence[Speech], share: float, *, sound: bool = True
) -> tuple[Speech, ...]:
    longest = rests_of(storyboard).sentence
    return tuple(widen_pauses(speech, longest, share, sound=sound) for speech in speeches)


def _stretch(storyboard: Storyboard, speeches: Sequence[Speech]) -> tuple[float, float]:
    """The shortest film with these speeches, and the longest when their pauses are widened."""
    wide = _widen(storyboard, speeches, 1, sound=False)
    return _bounds(storyboard, speeches)[0], _bounds(storyboard, wide)[1]


def _speak(storyboard: Storyboard, voice: Voice, speed: float) -> NarrationTake:
    texts = [scene.narration for scene in storyboard.scenes]
    with ThreadPoolExecutor(voice.at_once) as threads:
        speeches = tuple(threads.map(partial(voice.speak, speed=speed), texts))
    return NarrationTake(tuple(map(_let_think, storyboard.scenes, speeches)), speed)


def _let_think(scene: Scene, speech: Speech) -> Speech:
    """The speech with time to think before the answer to a question."""
    answer = _answer(scene, speech)
    return lengthen_pause(speech, answer.pause, THINKS) if answer else speech


def _answer(scene: Scene, speech: Speech) -> Answer | None:
    return find_answer(scene.title, scene.items, [word.text for word in speech.words])


def _fitting_speed(storyboard: Storyboard, speeches: Sequence[Speech], longest: float) -> float:
    """1.0 when stretching the rests is enough, or when no speed could reach the length."""
    spoken = sum(speech.seconds for speech in speeches)
    least, most = _stretch(storyboard, speeches)
    asked = storyboard.seconds
    if not spoken or (asked <= most and least <= longest):
        return 1.0
    if longest < least:
        return min(SPEEDS[1], spoken / max(longest - (least - spoken), 0.1))
    slower = spoken / max(asked - (most - spoken), 0.1)
    reachable = spoken / SPEEDS[0] + most - spoken >= asked * (1 - TOLERANCE)
    return max(SPEEDS[0], slower) if reachable else 1.0


def plan(storyboard: Storyboard, speeches: Sequence[Speech], fps: int) -> Timeline:
    """Return a film's timeline, in which every scene is a whole number of frames.

    Args:
        speeches: One for each scene, in order.
        fps: Frames a second.
    """
    ranges = _ranges(storyboard, speeches)
    bounds = _total(ranges)
    if bounds[0] > storyboard.seconds:
        ranges = _ranges(storyboard, speeches, LAST_SEEN - (bounds[0] - storyboard.seconds))
    share = _share(storyboard.seconds, bounds)
    lengths = [low + (high - low) * share for low, high in ranges]
    frames = [round(end * fps) for end in accumulate(lengths, initial=0.0)]
    timed = [
        _time_scene(storyboard, speech, i, (start / fps, (end - start) / fps, share))
        for i, (speech, (start, end)) in enumerate(zip(speeches, pairwise(frames), strict=True))
    ]
    return Timeline(storyboard, tuple(timed))


def replan(
    storyboard: Storyboard,
    speeches: Sequence[Speech],
    before: tuple[Timeline, Sequence[Speech]],
    fps: int,
) -> Timeline:
    """Return the timeline of a film after an edit; its length is what results.

    Scenes that are the same keep their times, unless they end the film now or no longer do; others
    get pauses as long as the film has them. A scene with the same words in the same place that
    would get a frame longer or shorter keeps its length, so that the film sounds as before.

    Args:
        speeches: One for each scene of the edited storyboard, in order.
        before: The timeline before the edit, and its speeches.
        fps: Frames a second.
    """
    old, spoken = before
    known = {(timed.scene, timed.index == timed.count - 1): timed for timed in old.scenes}
    lengths = {(timed.index, timed.scene.narration): timed.seconds for timed in old.scenes}
    share = _share(old.storyboard.seconds, _bounds(old.storyboard, spoken))
    ranges, frames, timed = _ranges(storyboard, speeches), 0, list[TimedScene]()
    for index, (scene, speech) in enumerate(zip(storyboard.scenes, speeches, strict=True)):
        start = frames / fps
        if kept := known.get((scene, index == len(storyboard.scenes) - 1)):
            scene_frames = round(kept.seconds * fps)
            paged = is_page(storyboard.scenes, index)
            count = len(storyboard.scenes)
            fresh = replace(kept, index=index, count=count, start=start, is_page=paged)
        else:
            low, high = ranges[index]
            wanted = low + (high - low) * share
            earlier = lengths.get((index, scene.narration), wanted)
            near = abs(earlier - wanted) * fps <= ROUNDING
            scene_frames = round((earlier if near else wanted) * fps)
            fresh = _time_scene(storyboard, speech, index, (start, scene_frames / fps, share))
        frames += scene_frames
        timed.append(fresh)
    resized = storyboard.model_copy(update={"seconds": round(frames / fps)})
    return Timeline(resized, tuple(timed))


def length_note(timeline: Timeline, longest: float) -> str | None:
    """Return a sentence for the user if the film is longer or shorter than asked for by more than
    the tolerance; else None.

    Args:
        timeline: The planned film.
        longest: The length in seconds that must not be exceeded.
    """
    asked, got = timeline.storyboard.seconds, timeline.seconds
    if got < asked * (1 - TOLERANCE):
        return f"The film runs {got:.0f} s, not {asked} s: its words carry no more."
    if got > longest * (1 + TOLERANCE):
        return f"The film runs {got:.0f} s, not {longest:.0f} s: its words need that long."
    return None


def _share(asked: float, bounds: tuple[float, float]) -> float:
    """How far rests are stretched between their least and their most, 0 to 1."""
    least, most = bounds
    return min(1.0, max(0.0, (asked - least) / (most - least))) if most > least else 0.0


def _time_scene(
    storyboard: Storyboard, speech: Speech, index: int, times: tuple[float, float, float]
) -> TimedScene:
    """A scene from its start, its length, and how far its rests are stretched."""
    start, seconds, share = times
    scene, (least, most) = storyboard.scenes[index], rests_of(storyboard).lead
    lead = least + (most - least) * share
    words = shift_times(speech.words, lead - _voiced_span(speech)[0])
    in_order, language = scene.kind not in {"bars", "comparison"}, storyboard.language
    arrivals = item_times(scene.elements, words, lead, seconds, in_order, language)
    count, voiced = len(storyboard.scenes), bool(len(speech.samples))
    paged = is_page(storyboard.scenes, index)
    return TimedScene(scene, index, count, start, seconds, words, arrivals, voiced, paged)


def _bounds(storyboard: Storyboard, speeches: Sequence[Speech]) -> tuple[float, float]:
    return _total(_ranges(storyboard, speeches))


def _total(ranges: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return sum(low for low, _ in ranges), sum(high for _, high in ranges)


def _ranges(
    storyboard: Storyboard, speeches: Sequence[Speech], seen: float = LAST_SEEN
) -> list[tuple[float, float]]:
    """The shortest and the longest that each scene may be; `seen` is the shortest hold after the
    film's last word, if that is no shorter than any film's."""
    rests, last = rests_of(storyboard), len(storyboard.scenes) - 1
    least, most = rests.last
    rests = replace(rests, last=(max(least, seen), most))
    if storyboard.camera:
        rests = replace(rests, last=(BOARD_SEEN, most + BOARD_SEEN))
    return [
        _range(scene, speech, rests.lead, rests.last if n == last else rests.hold)
        for n, (scene, speech) in enumerate(zip(storyboard.scenes, speeches, strict=True))
    ]


def _range(
    scene: Scene, speech: Speech, lead: tuple[float, float], hold: tuple[float, float]
) -> tuple[float, float]:
    start, end = _voiced_span(speech)
    reading, spoken, held = reading_seconds(scene), end - start, hold_seconds(scene)
    if spoken <= 0:
        seconds = max(SHORTEST, reading) + held
        return seconds, seconds
    answer = _answer(scene, speech)
    seen = spoken + hold[0]
    if answer:
        seen = max(seen, speech.words[answer.said].start - start + TICK_SEEN)
    least = max(lead[0] + seen, reading, list_seconds(scene))
    most = max(lead[1] + seen + hold[1] - hold[0], longest_look(reading, spoken), least)
    return least + held, most + held


def _voiced_span(speech: Speech) -> tuple[float, float]:
    """From the first word to the end of the last; what is before and after belongs to rests."""
    return (speech.words[0].start, speech.words[-1].end) if speech.words else (0.0, 0.0)
