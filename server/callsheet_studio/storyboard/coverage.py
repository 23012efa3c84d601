"""How much of a document is in its film."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from callsheet_studio.storyboard.content import (
    Chart,
    Code,
    CodeState,
    Content,
    Definition,
    Diagram,
    Equation,
    Picture,
    Table,
)
from callsheet_studio.storyboard.items import MOST_TEXT, split_item
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.outline import Outline
from callsheet_studio.storyboard.scene_builder import base_title
from callsheet_studio.text.clean import shorten
from callsheet_studio.text.sentences import sentences

_MOST_LISTED = 24
"""Lines on what is left out."""


@dataclass(frozen=True)
class Coverage:
    """What of a document is shown."""

    shown: Mapping[str, int]
    """How many sections, sentences, items, rows, code blocks, formulas, diagrams, pictures, terms
    and footnotes; of plain prose, sentences."""
    total: Mapping[str, int]
    """The same for the whole document."""
    left_out: tuple[str, ...] = ()
    """By scene: what is not shown or not spoken."""
    of_document: str | None = None
    """The line of the document that the outline was drafted from, which says `covers:`."""

    @property
    def line(self) -> str:
        """The numbers in words: `4 of 5 sections, 12 of 12 items`."""
        return self.of_document or ", ".join(
            f"{self.shown[n]} of {self.total[n]} {n}" for n in self.total
        )


def cover(outline: Outline, before: Sequence[Scene], after: Sequence[Scene]) -> Coverage:
    """Return how much of an outline is in its film, by kind of part, and what was left out.

    Args:
        outline: All that was read.
        before: The outline's scenes before they were fitted to a length.
        after: The scenes of the film.
    """
    left_out = tuple(_bound(list(_left_out(before, after))))
    drafted = outline.settings.values.get("covers")
    heard = "\n".join(scene.narration for scene in after)
    total, shown = Counter[str](), Counter[str]()
    said = list(_written_sentences(outline))
    spoken = sum(text in heard for text in said)
    if outline.is_prose:
        return Coverage({"sentences": spoken}, {"sentences": len(said)}, left_out, drafted)
    titles = {part.title for part in outline.parts if not part.is_item} - {outline.title}
    total["sections"] = len(titles)
    shown["sections"] = len(titles & {base_title(scene.title) for scene in after})
    total["sentences"], shown["sentences"] = len(said), spoken
    entries = [entry for part in outline.parts for entry in part.entries]
    nested = [text for entry in entries for text in entry.nested]
    seen = Counter(_bare(item.text) for scene in after for item in scene.items)
    listed = Counter(_bare(shorten(split_item(entry.item).text, MOST_TEXT)) for entry in entries)
    details = "\n".join(item.detail or "" for scene in after for item in scene.items)
    total["items"] = len(entries) + len(nested)
    shown["items"] = (listed & seen).total() + sum(_bare(text) in details for text in nested)
    total["footnotes"] = len(outline.footnotes)
    shown["footnotes"] = sum(_bare(text) in heard + details for text in outline.footnotes)
    for part in outline.parts:
        total.update(_pieces(part.content))
    for scene in after:
        shown.update(_pieces(scene.content))
    kept = {name: count for name, count in total.items() if count}
    shown_of = {name: min(shown[name], count) for name, count in kept.items()}
    return Coverage(shown_of, kept, left_out, drafted)


def _written_sentences(outline: Outline) -> Iterator[str]:
    """The sentences of its prose."""
    for part in (outline.opening, *outline.parts):
        for line in part.lines:
            yield from sentences(line.text)


def _bare(text: str) -> str:
    return text.rstrip(".;,:")


def _pieces(content: Content | None) -> Mapping[str, int]:
    match content:
        case Table(rows=rows) | Chart(categories=rows):
            return {"table rows": len(rows)}
        case Code(states=states):
            return {"code blocks": len(states), "lines of code": sum(map(_lines, states))}
        case Equation(lines=lines):
            return {"formulas": len(lines)}
        case Diagram():
            return {"diagrams": 1}
        case Picture():
            return {"pictures": 1}
        case Definition(terms=terms):
            return {"terms": len(terms)}
        case _:
            return {}


def _lines(state: CodeState) -> int:
    return state.text.count("\n") + 1


def _left_out(before: Sequence[Scene], after: Iterable[Scene]) -> Iterator[str]:
    """Scenes that are gone and sentences that are not said, with their number in the document."""
    kept, gone = list(after), list[int]()
    for n, scene in enumerate(before, start=1):
        same = next((s for s in kept if _is_of(s, scene)), None)
        if same is None:
            gone.append(n)
            continue
        yield from _gone(gone, before)
        gone.clear()
        kept.remove(same)
        unsaid = len(sentences(scene.narration)) - len(sentences(same.narration))
        if unsaid > 0:
            yield f"scene {n} ({scene.title!r}): {unsaid} of its sentences"
    yield from _gone(gone, before)


def _gone(numbers: Sequence[int], scenes: Sequence[Scene]) -> Iterator[str]:
    """Neighbors that are gone; of more than two the first and the last."""
    titles = [scenes[n - 1].title for n in numbers]
    if len(numbers) > 2:
        first, last = numbers[0], numbers[-1]
        yield f"scenes {first} ({titles[0]!r}) to {last} ({titles[-1]!r}): all of them"
        return
    for n, title in zip(numbers, titles, strict=True):
        yield f"scene {n} ({title!r}): all of it"


def _bound(lines: Sequence[str]) -> Iterator[str]:
    """The first lines, and how many more there are."""
    yield from lines[:_MOST_LISTED]
    if len(lines) > _MOST_LISTED:
        yield f"and {len(lines) - _MOST_LISTED} more"


def _is_of(scene: Scene, whole: Scene) -> bool:
    shown = (scene.kind, scene.items) == (whole.kind, whole.items)
    less = len(scene.narration) < len(whole.narration) and scene.content is None
    return scene.title == whole.title and (shown or (less and scene.narration in whole.narration))
