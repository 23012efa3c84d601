"""What was seen, heard and read, put together into findings."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from callsheet_studio.ad_analysis.findings import (
    AudioScan,
    AudioShares,
    DetectedShot,
    Evidence,
    Findings,
    Hook,
    Transcript,
    VideoScan,
)
from callsheet_studio.ad_analysis.limitations import limitations
from callsheet_studio.ad_analysis.line_roles import (
    PAUSE,
    collect_lines,
    mark_captions,
    words_text,
)
from callsheet_studio.ad_analysis.palette import palette
from callsheet_studio.ad_analysis.video_pass import EARLY, HALF
from callsheet_studio.text.phrase_splitting import timed_sentences

Frame: TypeAlias = tuple[float, NDArray[np.uint8]]
"""A sample: its second, and its pixels, (rows, columns, 3)."""

SILENT = -50.0
"""LUFS of 100 ms under which nothing is heard."""
NINE = (
    *("in the upper left", "at the top", "in the upper right"),
    *("on the left", "in the middle", "on the right"),
    *("in the lower left", "at the bottom", "in the lower right"),
)
"""The cells of the grid of `Seen.early_movement`."""
GATHERED = 0.25
"""Share of the movement from which one of nine parts stands out."""


def collect_findings(ad: str, found: Evidence, frames: Sequence[Frame]) -> Findings:
    """Return all findings about an ad: shots, colors, hook, lines and limits, worked out from the
    evidence.

    Args:
        ad: The ad's id or address, as it was given.
        found: The results of the scans of picture, sound, speech and text.
        frames: The sampled frames, in order of time.
    """
    reading = mark_captions(found.reading, found.transcript)
    return Findings(
        ad=ad,
        seconds=found.seconds,
        probe=found.probe,
        steady=found.seen.steady if found.seen else True,
        shots=_shots(found.seen, frames) if found.seen else (),
        colors=palette([pixels for _, pixels in frames]) if frames else (),
        hook=_hook(found),
        heard=found.heard,
        shares=_shares(found.heard, found.transcript) if found.heard else None,
        transcript=found.transcript,
        reading=reading,
        lines=collect_lines(found.transcript, reading),
        limits=tuple(limitations(found)),
    )


def _shots(seen: VideoScan, frames: Sequence[Frame]) -> tuple[DetectedShot, ...]:
    ends = [*(start for start, _ in seen.changes[1:]), seen.seconds]
    return tuple(
        DetectedShot(
            n=n,
            start=start,
            seconds=round(end - start, 3),
            begins=begins,
            light=_mean(seen.light, start, end),
            movement=_mean(seen.movement, start, end),
            colors=palette(_within(frames, start, end)),
        )
        for n, ((start, begins), end) in enumerate(zip(seen.changes, ends, strict=True), start=1)
    )


def _mean(curve: Sequence[float], start: float, end: float) -> float:
    """Of the half seconds that lie inside, or else the one around the middle."""
    inside = curve[-int(-start // HALF) : int(end // HALF)] if end - start >= 2 * HALF else ()
    middle = min(len(curve) - 1, int((start + end) / 2 / HALF))
    return round(float(np.mean(inside or curve[middle : middle + 1])), 3)


def _within(frames: Sequence[Frame], start: float, end: float) -> list[NDArray[np.uint8]]:
    """A shot's samples, or else the one that is nearest to its middle."""
    inside = [pixels for at, pixels in frames if start <= at < end]
    middle = (start + end) / 2
    return inside or [min(frames, key=lambda frame: abs(frame[0] - middle))[1]]


def _hook(found: Evidence) -> Hook:
    seen, words = found.seen, found.transcript.words
    end = min(EARLY, found.seconds)
    said = [one for one in timed_sentences(words, PAUSE) if one[0].start < end]
    return Hook(
        shots=sum(start < end for start, _ in seen.changes) if seen else 0,
        light=_mean(seen.light, 0, end) if seen else 0.0,
        movement=_mean(seen.movement, 0, end) if seen else 0.0,
        where=_where(seen.early_movement) if seen else "",
        first_word=words[0].start if words else None,
        words=" ".join(map(words_text, said)),
        texts=tuple(text.text for text in found.reading.texts if text.first < end),
    )


def _where(shares: Sequence[float]) -> str:
    """The part of the picture in which most of the movement is."""
    most = int(np.argmax(shares))
    if not any(shares):
        return ""
    return NINE[most] if shares[most] >= GATHERED else "in no one place"


def _shares(heard: AudioScan, transcript: Transcript) -> AudioShares | None:
    """Speech as it was found, silence as it was measured, the rest is other sound."""
    if transcript.hearing == "no recogniser":
        return None
    at = np.arange(len(heard.loud)) / 10 + 0.05
    spoken = np.zeros(len(at), bool)
    for start, end in transcript.spans:
        spoken |= (at >= start) & (at < end)
    silent = ~spoken & (np.array(heard.loud) < SILENT)
    speech, silence = round(float(spoken.mean()), 2), round(float(silent.mean()), 2)
    return AudioShares(speech, round(1 - speech - silence, 2), silence)
