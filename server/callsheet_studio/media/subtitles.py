"""Captions as files: words gathered into short lines, as SubRip and WebVTT."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from callsheet_studio.drawing.line_breaking import is_rtl_language
from callsheet_studio.storyboard.timeline import Timeline
from callsheet_studio.text.phrase_splitting import (
    balanced_split,
    join_words,
    timed_sentences,
    width_of,
)
from callsheet_studio.text.timed_word import TimedWord

LINE = 42
"""Letters on a line at most, two lines at once: what broadcasters ask for."""
RLM = "\u200f"
"""Right-to-left mark: players take a caption's direction from its first strong character, which may
be of a Latin name (WebVTT, 6.1)."""
LINGER = 0.6
"""Seconds that a caption stays after its last word when nothing follows."""


@dataclass(frozen=True)
class Caption:
    """The text that is shown at one time, and when: `start` and `end` in seconds of the film."""

    start: float
    end: float
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The caption's one or two lines as one text."""
        return "\n".join(self.lines)


def cut_captions(timeline: Timeline) -> tuple[Caption, ...]:
    """Return all captions of a film in order of time. None crosses the end of a scene or of a
    sentence, and no two overlap."""
    rows = [
        (
            scene.start + group[0].start,
            scene.start + group[-1].end,
            group,
            scene.start + scene.seconds,
        )
        for scene in timeline.scenes
        for group in _groups(scene.words)
    ]
    starts = [row[0] for row in rows[1:]] + [float("inf")]
    mark = RLM if is_rtl_language(timeline.storyboard.language) else ""
    return tuple(
        Caption(
            start,
            min(end + LINGER, following, scene_end),
            tuple(f"{mark}{line}" for line in _lines(group)),
        )
        for (start, end, group, scene_end), following in zip(rows, starts, strict=True)
    )


def srt(shown: Sequence[Caption]) -> str:
    """Return captions as the text of a SubRip file."""
    return "\n".join(
        f"{n}\n{_clock(c.start, ',')} --> {_clock(c.end, ',')}\n{c.text}\n"
        for n, c in enumerate(shown, start=1)
    )


def vtt(shown: Iterable[Caption]) -> str:
    """Return captions as the text of a WebVTT file."""
    cues = (f"{_clock(c.start, '.')} --> {_clock(c.end, '.')}\n{_escape(c.text)}\n" for c in shown)
    return "\n".join(("WEBVTT\n", *cues))


def _groups(words: Sequence[TimedWord]) -> Iterator[list[TimedWord]]:
    for sentence in timed_sentences(words, more=(":",)):
        yield from balanced_split(sentence, 2 * LINE - 4)


def _lines(group: Sequence[TimedWord]) -> tuple[str, ...]:
    """One line, or two of about the same length."""
    whole = join_words(group)
    if width_of(whole) <= LINE or len(group) == 1:
        return (whole,)
    halves = ((join_words(group[:i]), join_words(group[i:])) for i in range(1, len(group)))
    return min(halves, key=lambda pair: max(map(width_of, pair)))


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clock(seconds: float, point: str) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{rest // 1000:02d}{point}{rest % 1000:03d}"
