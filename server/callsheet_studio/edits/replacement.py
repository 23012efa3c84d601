"""Words replaced in a scene: in everything that is shown or spoken, never inside other words."""

import re
from collections.abc import Callable

from callsheet_studio.edits.draft import EditDraft
from callsheet_studio.edits.errors import EditError
from callsheet_studio.storyboard.content import Chart
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.scene_texts import map_texts
from callsheet_studio.text.numbers import read_number


def replace_text(
    draft: EditDraft, words: tuple[str, str], number: int | None, *, everywhere: bool
) -> None:
    """Replace words in one scene of a draft, or in all; never inside other words.

    Args:
        words: (old, new). Where the old words begin with a capital letter, so do the new ones.
        number: The scene's number from 1, or None for the one that has the words.
        everywhere: Whether all scenes and the film's title are changed.

    Raises:
        EditError: The words are not there, or stand in several scenes and none is named.
    """
    old, new = words
    change = _change(old, new)
    found = [  # also where an earlier sentence has just replaced them
        slot.origin
        for slot in draft.slots
        if slot.origin
        if _has_words(slot.scene, change)
        or _has_words(draft.before.scenes[slot.origin - 1], change)
    ]
    wanted = [number] if number and draft[number] else found
    title = change(draft.film.title) if everywhere else draft.film.title
    where = ", ".join(map(str, found)) or "none"
    if not set(wanted) & set(found) and title == draft.film.title:
        raise EditError(
            f"{old!r} doesn't stand in {f'scene {number}' if number else 'the film'}, so nothing "
            f"was changed; capital letters count. Scenes with it: {where}."
        )
    if len(wanted) > 1 and not everywhere:
        raise EditError(
            f"{old!r} stands in scenes {where}; nothing was changed. Add 'in scene {found[0]}' or "
            "'everywhere'."
        )
    for slot in draft.slots:
        if slot.origin in wanted:
            slot.scene = _replace_texts(slot.scene, change)
    draft.set_film(title=title)


def _change(old: str, new: str) -> Callable[[str], str]:
    """Replaces the words where they begin and end as words, or as numbers with decimals."""
    before = r"(?<!\w)(?<!\d[.,])" if old[:1].isdigit() else r"(?<!\w)"
    after = r"(?!\d)(?![.,]\d)" if old[-1:].isdigit() else r"(?!\w)"
    words = f"{re.escape(old)}|{re.escape(old[:1].upper() + old[1:])}"
    pattern = re.compile(
        f"{before if old[:1].isalnum() else ''}(?:{words}){after if old[-1:].isalnum() else ''}"
    )
    capital = new[:1].upper() + new[1:]
    return lambda text: pattern.sub(lambda found: new if found[0] == old else capital, text)


def _has_words(scene: Scene, change: Callable[[str], str]) -> bool:
    fields = scene.model_dump()
    return map_texts(fields, change) != fields


def _replace_texts(scene: Scene, change: Callable[[str], str]) -> Scene:
    """The scene with its texts changed; the values of its items and series follow their words."""
    new = Scene.model_validate(map_texts(scene.model_dump(), change))
    items = tuple(
        now if now.label == was.label else now.model_copy(update={"value": _value(now.label or "")})
        for was, now in zip(scene.items, new.items, strict=True)
    )
    if isinstance(new.content, Chart):
        series = (
            each.model_copy(
                update={"values": tuple(_value(w) if w else None for w in each.written)}
            )
            for each in new.content.series
        )
        content = new.content.model_copy(update={"series": tuple(series)})
        new = new.model_copy(update={"content": content})
    return new.model_copy(update={"items": items})


def _value(written: str) -> float:
    number = read_number(written)
    if number is None:
        raise EditError(f"{written!r} is no number that can be drawn. Nothing was changed.")
    return number.value
