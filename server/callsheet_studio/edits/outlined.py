"""Scenes that a request brings along: made from their parts, or read from an outline."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from callsheet_studio.script.compose import compose, compose_scenes
from callsheet_studio.script.grammar import read_outline
from callsheet_studio.script.outline import Entry, Line, Outline, Part
from callsheet_studio.script.storyboard import Item, Scene, SceneKind

_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+\S", re.MULTILINE)


@dataclass(frozen=True)
class Brought:
    """What an outline in a request holds."""

    words: str
    """The request before the outline."""
    title: str
    """The film's title, when the outline is a whole film's; else empty."""
    scenes: tuple[Scene, ...]
    notes: tuple[str, ...]


def new_scene(
    title: str, kind: SceneKind | None, items: Sequence[Item], said: str, language: str
) -> Scene:
    """A scene from its parts; what is missing is filled in as for an outline."""
    lines = (Line(said),) if said else ()
    part = Part(title, kind, tuple(Entry(item) for item in items), lines)
    return _composed(Outline("", Part(), (part,)), title, language)[0][0]


def brought(request: str, film_title: str, language: str) -> Brought | None:
    """The outline that a request holds from its first heading on; None when it holds none."""
    heading = _HEADING.search(request)
    if heading is None:
        return None
    outline = read_outline(request[heading.start() :])
    whole = bool(outline.title) and len(heading[1]) == 1 and bool(outline.parts)
    if not outline.parts:
        outline = Outline("", Part(), (_as_part(outline),), outline.notes)
    scenes, notes = _composed(outline, outline.title or film_title, language, whole=whole)
    words = request[: heading.start()].strip()
    return Brought(words, outline.title if whole else "", scenes, (*outline.notes, *notes))


def _as_part(outline: Outline) -> Part:
    """A lone `# Heading` with what stands under it."""
    opening = outline.opening
    return Part(outline.title, None, opening.entries, opening.lines, opening.icon, opening.subtitle)


def _composed(
    outline: Outline, title: str, language: str, *, whole: bool = False
) -> tuple[tuple[Scene, ...], tuple[str, ...]]:
    """The outline's scenes, without the opening and the closing that a whole film would get."""
    composed = (compose if whole else compose_scenes)(outline, title, language)
    return composed.scenes, composed.notes
