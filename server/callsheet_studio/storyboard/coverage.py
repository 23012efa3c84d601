"""How much of a document is in its film."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

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
from callsheet_studio.storyboard.items import show_text, split_item
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.mute_addresses import holds_address, say_without
from callsheet_studio.storyboard.outline import Outline, OutlineSection
from callsheet_studio.storyboard.scene_builder import MOST_TITLE, base_title
from callsheet_studio.storyboard.title_pages import strip_page
from callsheet_studio.text.clean import shorten
from callsheet_studio.text.sentences import sentences

_MOST_LISTED = 24
"""Lines on what is left out."""
_PLURAL = re.compile(r"s\b")
_INTRODUCED = re.compile(r"(?<!\s)\s*+[:：…]")


@dataclass(frozen=True)
class Coverage:
    """How many parts of a document are in its film, and what is missing."""

    shown: Mapping[str, int]
    """How many sections, sentences, items, rows, code blocks, formulas, diagrams, pictures, terms
    and footnotes; of plain prose, sentences."""
    total: Mapping[str, int]
    """The same for the whole document."""
    left_out: tuple[str, ...] = ()
    """By scene: what is not shown or not spoken, in the same words as in `total`. Sections aside,
    these numbers and those of `shown` add up to `total`."""
    of_document: str | None = None
    """The line of the document that the outline was drafted from, which says `covers:`."""

    @property
    def line(self) -> str:
        """The numbers in words: `4 of 5 sections, 12 of 12 items`."""
        return self.of_document or ", ".join(
            f"{self.shown[n]} of {self.total[n]} {n}" for n in self.total
        )


class _Piece(NamedTuple):
    """Something that a document holds and a film can lack."""

    kind: str
    """In the plural, as in a coverage's line."""
    title: str
    """Of its section."""
    text: str = ""
    number: int = 1


def cover(outline: Outline, before: Sequence[Scene], after: Sequence[Scene]) -> Coverage:
    """Return how much of an outline is in its film, by kind of part, and what was left out.

    Args:
        outline: All that was read.
        before: The outline's scenes before they were fitted to a length.
        after: The scenes of the film.
    """
    drafted = outline.settings.values.get("covers")
    titles = {part.title for part in outline.parts if not part.is_item} - {outline.title}
    held, lost = list(_list_pieces(outline)), list(_find_missing(outline, after))
    total, missing = Counter[str](sections=len(titles)), Counter[str]()
    for piece in held:
        total[piece.kind] += piece.number
    for piece in lost:
        missing[piece.kind] += piece.number
    missing["sections"] = len(titles - {base_title(scene.title) for scene in after})
    kinds = ["sentences"] if outline.is_prose else [kind for kind in total if total[kind]]
    left_out = tuple(_left_out(before, after, [piece for piece in lost if piece.kind in kinds]))
    shown = {kind: total[kind] - missing[kind] for kind in kinds}
    return Coverage(shown, {kind: total[kind] for kind in kinds}, left_out, drafted)


def _list_pieces(outline: Outline) -> Iterator[_Piece]:
    """Everything that is counted, sections aside."""
    yield from _written_sentences(outline)
    yield from _list_items(outline.parts)
    yield from _list_nested(outline.parts)
    yield from (_Piece("footnotes", "", text) for text in outline.footnotes)
    for part in outline.parts:
        for kind, count in _pieces(part.content).items():
            yield _Piece(kind, part.title, number=count)


def _find_missing(outline: Outline, after: Sequence[Scene]) -> Iterator[_Piece]:
    """What no scene shows or says."""
    heard = "\n".join(scene.narration for scene in after)
    told = _with_colons(heard)
    items = [item for scene in after for item in scene.items]
    details = "\n".join(item.detail or "" for item in items)
    seen = Counter(_bare(item.text) for item in items)
    parted = (each for item in items if len(each := sentences(item.text)) > 1)
    told_apart = (_bare(sentence) for each in parted for sentence in each)
    shown = seen + Counter((*(_bare(scene.title) for scene in after), *told_apart))
    due = Counter[str]()
    for piece in _written_sentences(outline):
        due[piece.text] += 1
        if max(told.count(_with_colons(piece.text)), shown[_bare(piece.text)]) < due[piece.text]:
            said = _without_address(piece.text, outline)
            yield from () if said and said in heard else [piece]
    for piece in _list_items(outline.parts):
        seen[piece.text] -= 1
        if seen[piece.text] < 0:
            yield piece
    yield from (piece for piece in _list_nested(outline.parts) if _bare(piece.text) not in details)
    for text in outline.footnotes:
        if _bare(text) not in heard + details:
            yield _Piece("footnotes", "", text)
    yield from _find_missing_content(outline.parts, after)


def _written_sentences(outline: Outline) -> Iterator[_Piece]:
    return (_Piece("sentences", title, text) for title, text in outline.written)


def _list_items(parts: Sequence[OutlineSection]) -> Iterator[_Piece]:
    for part in parts:
        for entry in part.entries:
            text = _bare(show_text(split_item(entry.item).text))
            yield _Piece("items", part.title, text)


def _list_nested(parts: Sequence[OutlineSection]) -> Iterator[_Piece]:
    for part in parts:
        for entry in part.entries:
            yield from (_Piece("items", part.title, text) for text in entry.nested)


def _without_address(text: str, outline: Outline) -> str:
    """What is said of a sentence with an address or a command; empty for another one."""
    commands = tuple(outline.commands)
    return say_without(text, commands) if holds_address(text, commands) else ""


def _with_colons(text: str) -> str:
    """With colons for the dots in which an introduction ends when nothing is read out after it."""
    return _INTRODUCED.sub(":", text)


def _bare(text: str) -> str:
    return text.rstrip(".;,:")


def _find_missing_content(
    parts: Sequence[OutlineSection], after: Sequence[Scene]
) -> Iterator[_Piece]:
    """What of tables, code and other contents is not shown: all of one, or its end."""
    kept = [scene for scene in after if scene.content]
    cut = list[OutlineSection]()
    for part in parts:
        whole = next((scene for scene in kept if scene.content == part.content), None)
        if whole:
            kept.remove(whole)
        elif part.content:
            cut.append(part)
    for part in cut:
        rest = next((scene for scene in kept if _is_cut_from(scene, part)), None)
        if rest:
            kept.remove(rest)
        lost = Counter(_pieces(part.content)) - Counter(_pieces(rest.content if rest else None))
        yield from (_Piece(kind, part.title, number=count) for kind, count in lost.items())


def _is_cut_from(scene: Scene, part: OutlineSection) -> bool:
    titles = ("", base_title(scene.title), scene.title)
    return type(scene.content) is type(part.content) and shorten(part.title, MOST_TITLE) in titles


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


def _left_out(
    before: Sequence[Scene], after: Sequence[Scene], lost: Sequence[_Piece]
) -> Iterator[str]:
    """A line for each scene that is gone or lacks something, with its number in the document;
    one for neighbors that are gone."""
    missing = [Counter[str]() for _ in before]
    titles = {base_title(before[n].title): n for n in reversed(range(len(before)))}
    places = {piece: _place(piece, before, titles) for piece in set(lost)}
    for piece in lost:
        missing[places[piece]][piece.kind] += piece.number
    runs = _runs(list(_are_gone(before, after)))
    lacking = [(run, gone, sum((missing[n] for n in run), Counter[str]())) for run, gone in runs]
    lines = [each for each in lacking if each[1] or each[2]]
    for run, gone, counts in lines[:_MOST_LISTED]:
        yield f"{_name_scenes(run, before)}: {_count_pieces(counts, gone=gone)}"
    if more := lines[_MOST_LISTED:]:
        counts = sum((counts for _, _, counts in more), Counter[str]())
        yield f"and {sum(len(run) for run, _, _ in more)} more scenes: {_count_pieces(counts)}"


def _place(piece: _Piece, before: Sequence[Scene], titles: Mapping[str, int]) -> int:
    """The index of the scene that had it: by its words, else by its section's title."""
    told = (n for n, scene in enumerate(before) if piece.text and piece.text in scene.narration)
    return next(told, titles.get(shorten(piece.title, MOST_TITLE), 0))


def _are_gone(before: Sequence[Scene], after: Sequence[Scene]) -> Iterator[bool]:
    kept = list(after)
    for whole in before:
        same = next((scene for scene in kept if _is_of(scene, whole)), None)
        if same:
            kept.remove(same)
        yield same is None


def _runs(gone: Sequence[bool]) -> Iterator[tuple[range, bool]]:
    """Neighbors that are gone together, and every other scene alone."""
    start = 0
    for is_gone, group in groupby(enumerate(gone), key=lambda each: (each[1], each[1] or each[0])):
        size = len(list(group))
        yield range(start, start + size), is_gone[0]
        start += size


def _name_scenes(run: range, scenes: Sequence[Scene]) -> str:
    first, last = (f"{n + 1} ({scenes[n].title!r})" for n in (run[0], run[-1]))
    return f"scene {first}" if len(run) == 1 else f"scenes {first} to {last}"


def _count_pieces(counts: Mapping[str, int], *, gone: bool = False) -> str:
    numbers = (f"{n} {kind if n > 1 else _PLURAL.sub('', kind, 1)}" for kind, n in counts.items())
    return ", ".join((*(["all of it"] if gone else ()), *numbers))


def _is_of(scene: Scene, whole: Scene) -> bool:
    if scene.title != whole.title:  # or its page was counted again
        is_page = strip_page(scene.title) == strip_page(whole.title)
        return is_page and bool(scene.items) and set(scene.items) <= set(whole.items)
    shown = (scene.kind, scene.items) == (whole.kind, whole.items)
    less = len(scene.narration) <= len(whole.narration) and scene.content is None
    return shown or (less and scene.narration in whole.narration)
