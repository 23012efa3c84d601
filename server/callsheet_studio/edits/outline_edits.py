"""Edits that are outlines: the whole one, changed, or single scenes with their places."""

import re
from collections.abc import Sequence
from typing import TypeAlias

from callsheet_studio.edits.comparison import match_places, match_scenes
from callsheet_studio.edits.draft import EditDraft, Slot
from callsheet_studio.edits.errors import EditError, NotUnderstood
from callsheet_studio.edits.film_settings import apply_settings
from callsheet_studio.edits.request_text import RequestSection, RequestText
from callsheet_studio.storyboard.grammar import read_outline
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.outline import Outline
from callsheet_studio.storyboard.scene_builder import MOST_TITLE, build_scenes, misfit
from callsheet_studio.storyboard.settings import EXACT, read_settings
from callsheet_studio.storyboard.speech_timing import attainable_seconds, timing_of
from callsheet_studio.text.clean import shorten
from callsheet_studio.text.language_names import is_english

_NUMBERED = re.compile(r"(\d{1,4}):(?:\s+(.*))?", re.DOTALL)
_PLACED = re.compile(r"(?:(after|before)\s+)?(\d{1,4})\s*:\s*(.*)", re.DOTALL | re.IGNORECASE)
_REMOVED = frozenset({"-", "–", "—"})
_MARK = f"{EXACT}: 1"

Place: TypeAlias = tuple[str, int, str]
"""`after`, `before` or nothing, a scene's number, and the heading without both."""


def apply_outline(draft: EditDraft, text: RequestText) -> None:
    """Change a draft into the film that a whole outline describes; scenes that are equal are kept
    as they are.

    Raises:
        NotUnderstood: The opening of a film's own outline has text that belongs into a scene.
        EditError: The outline is another film's, or can't be read as it is meant.
    """
    _check_levels(text.sections)
    title, *scenes = text.sections
    settings = read_settings("\n".join(map(str.strip, text.lead.splitlines())))
    is_own, seed = settings.is_exact, settings.values.get("seed")
    exact = is_own or all(_NUMBERED.fullmatch(scene.heading) for scene in scenes)
    if exact and title.body.strip():
        raise NotUnderstood(
            title.body.strip(), "What the opening says stands under '## 1: … [title]'."
        )
    if is_own:  # What it leaves out is not set.
        off = dict.fromkeys(("style_prompt", "voice", "music", "camera", "logo", "lines"))
        draft.set_film(palette={}, language="en", **off)
    apply_settings(draft, text.lead)
    outline, made = _build(draft, text.sections, exact=exact, front=text.lead)
    origins = match_scenes(draft.before.scenes, made)
    if exact and seed in (None, draft.before.seed):
        origins = match_places(draft.before.scenes, made, origins)
    if not (any(origins) or seed == draft.before.seed or outline.title == draft.before.title):
        raise EditError(
            f"This is the outline of another film, {outline.title!r}; none of its scenes is in "
            f"{draft.before.title!r}. Nothing was changed. To make it as a film of its own, send "
            "it as the task of a new video."
        )
    draft.slots = [Slot(n, scene) for n, scene in zip(origins, made, strict=True)]
    draft.claim("title", outline.title)
    draft.set_film(title=outline.title)
    if not is_own:  # A document asks for a length as it does when a film is made of it.
        pace = timing_of(draft.film.style, is_heard=is_english(draft.film.language))
        draft.set_film(seconds=attainable_seconds(made, draft.film.seconds, pace))


def apply_scenes(draft: EditDraft, sections: Sequence[RequestSection]) -> None:
    """Replace, insert and remove single scenes of a draft; the heading of each section says where.

    Raises:
        EditError: A heading names no scene of the film, two are about the same scene, or a level is
            skipped.
    """
    _check_levels(sections)
    placed = [(_place(section), section) for section in sections]
    numbers = [number for (where, number, _), _ in placed if not where]
    if twice := next((n for n in numbers if numbers.count(n) > 1), None):
        raise EditError(
            f"The request changes scene {twice} twice, so nothing was changed. Send one "
            f"'## {twice}: …' with all of it."
        )
    gone = [n for (where, n, title), _ in placed if not where and title in _REMOVED]
    for (where, number, title), section in placed:
        if title not in _REMOVED:
            scene = _scene(draft, title, section)
            if where:
                draft.insert(number, scene, behind=where == "after")
            else:
                draft[number].scene = scene
    for number in gone:
        draft.remove(number)


def _place(section: RequestSection) -> Place:
    match = _PLACED.fullmatch(section.heading.strip())
    if not match:
        raise NotUnderstood(
            f"## {section.heading}", "Its heading names no place, as '## 4: …' and '## after 4: …'."
        )
    where, title = (match[1] or "").lower(), match[3].strip()
    if not title or (title in _REMOVED and (where or section.body.strip())):
        raise NotUnderstood(f"## {section.heading}", "It has no title, or more than a removal.")
    return where, int(match[2]), title


def _scene(draft: EditDraft, title: str, section: RequestSection) -> Scene:
    _, scenes = _build(draft, [RequestSection(2, f"1: {title}", section.body)], exact=True)
    if len(scenes) != 1:
        raise NotUnderstood(f"## {section.heading}", "It shows more than one thing; make it two.")
    return scenes[0]


def _build(
    draft: EditDraft, sections: Sequence[RequestSection], *, exact: bool, front: str = ""
) -> tuple[Outline, Sequence[Scene]]:
    """The scenes of an outline of which every line is understood."""
    settings = [_MARK] * exact + [line for line in front.splitlines() if line.strip() != _MARK]
    scenes = [f"{'#' * each.level} {each.heading}\n{each.body}\n" for each in sections]
    outline = read_outline("\n".join(["---", *settings, "---", *scenes]))
    if outline.notes:
        raise EditError(f"{outline.notes[0]} Nothing was changed: correct it and send it again.")
    for part in outline.parts:
        if wrong := misfit(part):
            raise EditError(
                f"Scene {part.title!r} can't be shown so: {wrong}. Nothing was changed."
            )
    title = shorten(outline.title or draft.film.title, MOST_TITLE)
    composed = build_scenes(outline, title, draft.film.language)
    draft.notes.extend(composed.notes)
    return outline, composed.scenes


def _check_levels(sections: Sequence[RequestSection]) -> None:
    """One title at most, first; each scene one level below it."""
    for before, section in zip((None, *sections), sections, strict=False):
        above = before.level if before else 1
        if section.level > above + 1 or (section.level == 1 and before):
            raise NotUnderstood(
                f"{'#' * section.level} {section.heading}",
                "A heading level is skipped, or there are two titles: the film's title has one "
                "'#', its scenes have two.",
            )
