"""A film in numbers, by which an assistant can judge it without watching it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from callsheet_studio.audio.mix import speech_start
from callsheet_studio.audio.recording import NarrationTrack
from callsheet_studio.audio.silences import heard_spans
from callsheet_studio.audio.voice import Speech
from callsheet_studio.explainer.contract import SceneSpan
from callsheet_studio.storyboard.timeline import Timeline

SHORT_SCENE = 3.0
"""Seconds under which a scene is hard to take in."""
MOST_NAMED = 20
"""Words or texts that are listed by name."""


def scene_facts(timeline: Timeline) -> tuple[SceneSpan, ...]:
    """Return the number, title, start and length in seconds of each scene of a film."""
    return tuple(
        SceneSpan(
            timed.index + 1, timed.scene.title, round(timed.start, 3), round(timed.seconds, 3)
        )
        for timed in timeline.scenes
    )


def film_report(
    timeline: Timeline, recording: NarrationTrack, shrunken: Sequence[str], cut: Sequence[str]
) -> dict[str, float | int | list[str]]:
    """Return the numbers by which a planned film can be judged, such as `words_per_minute`.

    The loudness is added later, when the sound is mixed.

    Args:
        recording: The film's narration.
        shrunken: The texts that were set smaller than planned.
        cut: The texts that were cut.
        timeline: The planned film.
    """
    spoken = sum(len(timed.words) for timed in timeline.scenes)
    doubtful = dict.fromkeys(word for s in recording.speeches for word in s.doubtful)
    return {
        "seconds": round(timeline.seconds, 2),
        "scenes": len(timeline.scenes),
        "words_per_minute": round(spoken * 60 / timeline.seconds),
        "voice_speed": round(recording.speed, 3),
        "longest_silence_seconds": round(max(_silences(timeline, recording)), 2),
        "scenes_under_3_seconds": sum(t.seconds < SHORT_SCENE for t in timeline.scenes),
        "shrunken_text": list(shrunken)[:MOST_NAMED],
        "words_likely_misread": list(doubtful)[:MOST_NAMED],
        "cut": list(cut),
    }


def _silences(timeline: Timeline, recording: NarrationTrack) -> Iterator[float]:
    """Seconds in which no voice is heard: before, between and after the words."""
    if not recording.audible:
        yield timeline.seconds
        return
    heard = list(_heard(timeline, recording.speeches))
    for (_, end), (start, _) in pairwise([(0.0, 0.0), *heard, (timeline.seconds, 0.0)]):
        yield start - end


def _heard(timeline: Timeline, speeches: Sequence[Speech]) -> Iterator[tuple[float, float]]:
    """From when to when a voice is heard in the film."""
    for timed, speech in zip(timeline.scenes, speeches, strict=True):
        if timed.words:
            at = speech_start(timed, speech)
            yield from ((at + start, at + end) for start, end in heard_spans(speech))
