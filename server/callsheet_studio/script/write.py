"""From a task to a storyboard: an outline, prose or a topic becomes scenes that fit the length.

script = write(Brief(uuid="…", task="Explain how HTTPS works in 30 seconds", seconds=30))
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from callsheet_studio.film import Brief, CannotFilm
from callsheet_studio.script.clean import clean
from callsheet_studio.script.compose import Composed, compose
from callsheet_studio.script.cut import Fit, fit
from callsheet_studio.script.grammar import is_outline, read_outline
from callsheet_studio.script.language import language_of
from callsheet_studio.script.length import READ, SPOKEN, Pace, carried_seconds, natural_seconds
from callsheet_studio.script.marks import chosen
from callsheet_studio.script.outline import Outline
from callsheet_studio.script.phrases import key_phrase
from callsheet_studio.script.prose import read_prose
from callsheet_studio.script.storyboard import Scene, Storyboard
from callsheet_studio.script.topic import OPEN_SECONDS, Topic, match, open_outline, topic_of

_LONGEST_FILM = 300
_ENOUGH = 0.9
"""Share of the length that words must carry for rests to fill the remainder."""


@dataclass(frozen=True)
class Script:
    """What is filmed, and what the person who asked should know about it."""

    storyboard: Storyboard
    notes: tuple[str, ...]


def write(brief: Brief) -> Script:
    """The storyboard for a brief. Its `seconds` is the length that the words can carry.

    Raises:
        CannotFilm: the task has no letter and no digit.
    """
    task = clean(brief.task)
    if not any(letter.isalnum() for letter in task):
        raise CannotFilm("The task has no letter or digit. Send a topic, a text or an outline.")
    outline, seconds = _read(task, brief.seconds)
    language = language_of(task)
    pace = SPOKEN if language == "en" else READ
    title = outline.title or _titled(outline)
    composed = compose(chosen(outline, seconds), title, language)
    fitted = fit(composed.scenes, seconds, pace)
    length = _carried(fitted, seconds, pace)
    notes = (
        *outline.notes,
        *_on_language(language),
        *composed.notes,
        *_on_cuts(composed, fitted, seconds, pace),
        *_on_length(fitted, length, seconds),
    )
    return Script(_storyboard(brief, title, language, length, fitted.scenes), notes)


def _read(task: str, seconds: int) -> tuple[Outline, int]:
    """The outline that the task is, and the seconds to fill with it."""
    if is_outline(task):
        return read_outline(task), seconds
    topic = topic_of(task)
    if topic is None:
        return read_prose(task), seconds
    ready = match(topic.title)
    outline = read_outline(ready.text) if ready else open_outline(topic)
    notes = (*_on_topic(topic, seconds), *outline.notes)
    return replace(outline, notes=notes), seconds if ready else min(seconds, OPEN_SECONDS)


def _titled(outline: Outline) -> str:
    """A title for an outline without one: its first heading, else its first words."""
    headings = (part.title for part in outline.parts if part.title)
    lines = (line.text for part in (outline.opening, *outline.parts) for line in part.lines)
    items = (entry.item.text for entry in outline.opening.entries)
    return next(headings, "") or key_phrase(next(lines, "")) or next(items, "Untitled")


def _carried(fitted: Fit, seconds: int, pace: Pace) -> int:
    """The length to aim for: what was asked for, or less when the words are too few."""
    carried = carried_seconds(fitted.scenes, pace)
    return seconds if carried >= _ENOUGH * seconds else math.ceil(carried)


def _storyboard(
    brief: Brief, title: str, language: str, seconds: int, scenes: tuple[Scene, ...]
) -> Storyboard:
    return Storyboard(
        title=title,
        seconds=seconds,
        aspect_ratio=brief.aspect_ratio,
        style=brief.style,
        seed=brief.uuid,
        palette=dict(brief.palette),
        style_prompt=clean(brief.style_prompt) if brief.style_prompt else None,
        voice=clean(brief.voice) if brief.voice else None,
        language=language,
        scenes=scenes,
    )


def _on_topic(topic: Topic, seconds: int) -> Iterator[str]:
    if topic.seconds and topic.seconds != seconds:
        yield (
            f"The task says {topic.seconds} s and the request asks for {seconds} s; the film "
            f"follows the request."
        )


def _on_language(language: str) -> Iterator[str]:
    if language != "en":
        yield (
            f"The text is not in English ({language}) and the built-in voice speaks only English: "
            f"the film is captioned, without a voice."
        )


def _on_cuts(composed: Composed, fitted: Fit, seconds: int, pace: Pace) -> Iterator[str]:
    """Exactly what is missing, and how long a film would hold it."""
    if not fitted.dropped and not fitted.trimmed:
        return
    titles = {n: scene.title for n, scene in enumerate(composed.scenes, start=1)}
    whole = ", ".join(f"{n} ({titles[n]!r})" for n in fitted.dropped)
    ends = ", ".join(f"{n} ({titles[n]!r})" for n in fitted.trimmed)
    cut = [f"scenes {whole}"] * bool(whole) + [f"the last sentences of scenes {ends}"] * bool(ends)
    needed = math.ceil(natural_seconds(composed.scenes, pace) / 5) * 5
    keep = (
        f"ask for {needed} s to keep them"
        if needed <= _LONGEST_FILM
        else f"all of it would take {needed} s: make several films of it"
    )
    yield f"Cut to fit {seconds} s: {' and '.join(cut)}; {keep}."


def _on_length(fitted: Fit, length: int, seconds: int) -> Iterator[str]:
    if length < seconds:
        yield f"The words carry {length} s of the {seconds} s."
