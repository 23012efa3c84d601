"""Everything that a scene shows or says, piece by piece."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, cast

from callsheet_studio.storyboard.model import Scene

ALIKE = 0.4
"""Share of common words from which two texts count as one that was rewritten."""
_NAMES = frozenset({"kind", "type", "icon", "image", "address", "language", "align", "group"})
"""Fields that name something instead of saying it."""


def scene_texts(scene: Scene) -> Iterator[tuple[str, str]]:
    """Yield (place, text) for each text of a scene, empty ones too; a place is such as `item 2`, or
    the content's type."""
    yield "title", scene.title
    yield "subtitle", scene.subtitle or ""
    for n, item in enumerate(scene.items, start=1):
        yield f"item {n}", f"{item.text}: {item.second_line or ''}"
    if scene.content:
        texts = list[str]()
        map_texts(scene.content.model_dump(), lambda text: texts.append(text) or text)
        yield scene.content.type, " \n ".join(texts)
    yield "narration", scene.narration


def map_texts(value: Any, change: Callable[[str], str]) -> Any:
    """Return JSON values with `change` applied to every text that is shown or spoken.

    Lists come back as tuples. Fields that name something, such as `type` and `icon`, stay as
    they are.
    """
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        fields = cast("Mapping[str, Any]", value).items()
        return {key: each if key in _NAMES else map_texts(each, change) for key, each in fields}
    if isinstance(value, (list, tuple)):
        return tuple(map_texts(each, change) for each in cast("list[Any]", value))
    return value


def are_alike(one: Iterable[str], other: Iterable[str]) -> bool:
    """Return whether two texts, given as their words, have at least 40 % (`ALIKE`) of all their
    words in common."""
    before, after = set(one), set(other)
    return len(before & after) >= ALIKE * len(before | after)
