"""Words replaced in a scene: in everything that is shown or spoken, never inside other words."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from callsheet_studio.edits.draft import Draft
from callsheet_studio.edits.errors import EditError
from callsheet_studio.storyboard.model import Item, Scene
from callsheet_studio.text.numbers import read_number

_NOT_WORDS = frozenset({"kind", "type", "icon", "image", "address", "language", "align", "group"})
"""Fields that name something instead of saying it."""


def replace_text(
    draft: Draft, words: tuple[str, str], number: int | None, *, everywhere: bool
) -> None:
    """Replace words in one scene, or in all.

    Raises:
        EditError: They stand nowhere there, or in several scenes and none is named.
    """
    old, new = words
    pattern = _whole(old)
    found = [n for n, scene in draft.numbered() if _count(scene, pattern)]
    wanted = [number] if number else found
    if number:
        draft[number]
    if not set(wanted) & set(found) and not (everywhere and pattern.search(draft.film.title)):
        where = f"scene {number}" if number else "the film"
        raise EditError(
            f"{old!r} doesn't stand in {where}, so nothing was changed; capital letters count. "
            f"It stands in {_listed(found)}."
        )
    if len(wanted) > 1 and not everywhere:
        raise EditError(
            f"{old!r} stands in {_listed(found)}; nothing was changed. Add 'in scene {found[0]}' "
            "or 'everywhere'."
        )
    for n in wanted:
        slot = draft[n]
        slot.scene = _replaced(slot.scene, lambda text: pattern.sub(lambda _: new, text))
    if everywhere:
        draft.set_film(title=pattern.sub(lambda _: new, draft.film.title))
    draft.notes.extend(_other_case(draft, old, new))


def _listed(numbers: list[int]) -> str:
    return f"scenes {', '.join(map(str, numbers))}" if numbers else "no scene"


def _whole(words: str) -> re.Pattern[str]:
    """The words where they begin and end as words, or as numbers with their decimals."""
    before = r"(?<!\w)(?<!\d[.,])" if words[:1].isdigit() else r"(?<!\w)"
    after = r"(?!\d)(?![.,]\d)" if words[-1:].isdigit() else r"(?!\w)"
    return re.compile(
        f"{before if words[:1].isalnum() else ''}{re.escape(words)}"
        f"{after if words[-1:].isalnum() else ''}"
    )


def _count(scene: Scene, pattern: re.Pattern[str]) -> int:
    return sum(len(pattern.findall(text)) for text in _texts(scene.model_dump()))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, each in cast("Mapping[str, object]", value).items():
            if key not in _NOT_WORDS:
                yield from _texts(each)
    elif isinstance(value, (list, tuple)):
        for each in cast("list[object]", value):
            yield from _texts(each)


def _replaced(scene: Scene, change: Callable[[str], str]) -> Scene:
    changed = Scene.model_validate(_mapped(scene.model_dump(), change))
    pairs = zip(scene.items, changed.items, strict=True)
    return changed.model_copy(update={"items": tuple(_measured(a, b) for a, b in pairs)})


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        fields = cast("Mapping[str, Any]", value)
        return {
            key: each if key in _NOT_WORDS else _mapped(each, change)
            for key, each in fields.items()
        }
    if isinstance(value, (list, tuple)):
        return tuple(_mapped(each, change) for each in cast("list[Any]", value))
    return value


def _measured(old: Item, new: Item) -> Item:
    """The item whose value is again what its label says."""
    if new.label is None or new.label == old.label:
        return new
    number = read_number(new.label)
    if number is None:
        raise EditError(
            f"{new.text!r} would show {new.label!r}, which is no number. Nothing was changed."
        )
    return new.model_copy(update={"value": number.value})


def _other_case(draft: Draft, old: str, new: str) -> Iterator[str]:
    if old.lower() == new.lower():
        return
    pattern = re.compile(_whole(old).pattern, re.IGNORECASE)
    left = [n for n, scene in draft.numbered() if _count(scene, pattern)]
    if left and old.lower() not in new.lower():
        yield f"{old!r} still stands with other capital letters in {_listed(left)}."
