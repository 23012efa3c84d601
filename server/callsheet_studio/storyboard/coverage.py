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
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.outline import Outline
from callsheet_studio.text.clean import shorten
from callsheet_studio.text.sentences import sentences

LONGEST_ITEM = 80
"""Characters of an item on the picture; see `compose.MOST_TEXT`."""


@dataclass(frozen=True)
class Coverage:
    """What of a document is shown."""

    shown: Mapping[str, int]
    """How many sections, items, rows, code blocks, formulas, diagrams, pictures and terms."""
    total: Mapping[str, int]
    """The same for the whole document."""
    left_out: tuple[str, ...] = ()
    """By scene: what is not shown or not spoken."""
    of_document: str | None = None
    """The line of the document that the outline was drafted from, which says `covers:`."""

    @property
    def line(self) -> str:
        """`4 of 5 sections, 12 of 12 items`."""
        return self.of_document or ", ".join(
            f"{self.shown[n]} of {self.total[n]} {n}" for n in self.total
        )


def cover(outline: Outline, before: Sequence[Scene], after: Sequence[Scene]) -> Coverage:
    """What of an outline is in its film.

    Args:
        outline: All that was read.
        before: Its scenes, whatever their length.
        after: The scenes of the film.
    """
    total, shown = Counter[str](), Counter[str]()
    titles = {part.title for part in outline.parts} - {outline.title}
    total["sections"] = len(titles)
    shown["sections"] = len(titles & {_base(scene.title) for scene in after})
    entries = [entry.item.text for part in outline.parts for entry in part.entries]
    seen = Counter(item.text for scene in after for item in scene.items)
    listed = Counter(shorten(text, LONGEST_ITEM) for text in entries)
    total["items"], shown["items"] = len(entries), (listed & seen).total()
    for part in outline.parts:
        total.update(_pieces(part.content))
    for scene in after:
        shown.update(_pieces(scene.content))
    kept = {name: count for name, count in total.items() if count}
    shown_of = {name: min(shown[name], count) for name, count in kept.items()}
    drafted = outline.settings.values.get("covers")
    return Coverage(shown_of, kept, tuple(_left_out(before, after)), drafted)


def _base(title: str) -> str:
    """Without the number of a page, `Things (1/7)`."""
    return title.rpartition(" (")[0] if title.endswith(")") and "/" in title[-6:] else title


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
    kept = list(after)
    for n, scene in enumerate(before, start=1):
        same = next((s for s in kept if _is_of(s, scene)), None)
        if same is None:
            yield f"scene {n} ({scene.title!r}): all of it"
            continue
        kept.remove(same)
        unsaid = len(sentences(scene.narration)) - len(sentences(same.narration))
        if unsaid > 0:
            yield f"scene {n} ({scene.title!r}): {unsaid} of its sentences"


def _is_of(scene: Scene, whole: Scene) -> bool:
    shown = (scene.kind, scene.items) == (whole.kind, whole.items)
    less = len(scene.narration) < len(whole.narration) and scene.content is None
    return scene.title == whole.title and (shown or (less and scene.narration in whole.narration))
