"""What two states of code have in common: whole lines first, then words in changed lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from callsheet_studio.explainer.scenes.code.lexing import CodeRow, Piece

ALIKE = 0.35
"""How alike two lines are, at least, for the one to become the other."""


@dataclass(frozen=True)
class Spot:
    """A piece of code, and the index of its row, from 0."""

    piece: Piece
    row: int


@dataclass(frozen=True)
class CodeChange:
    """The difference of two states of code: pieces that stay, each with its old and new spot,
    pieces that go, and pieces that come."""

    moved: tuple[tuple[Spot, Spot], ...]
    gone: tuple[Spot, ...]
    come: tuple[Spot, ...]


def compare(before: Sequence[CodeRow], after: Sequence[CodeRow]) -> CodeChange:
    """Return which pieces of two states of code stay, which go and which come.

    Lines are paired first; a word never moves to another pair of lines.
    """
    old, new = _by_line(before), _by_line(after)
    moved: list[tuple[Spot, Spot]] = []
    for i, j in pair_lines([_text(line) for line in old], [_text(line) for line in new]):
        moved += _pair_pieces(old[i], new[j])
    kept, placed = {one for one, _ in moved}, {other for _, other in moved}
    return CodeChange(
        tuple(moved),
        tuple(spot for line in old for spot in line if spot not in kept),
        tuple(spot for line in new for spot in line if spot not in placed),
    )


def pair_lines(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the (old, new) indexes of lines that are equal, and of lines that replace a similar
    one, in order."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(range(a1, a2), range(b1, b2), strict=True)
        elif tag == "replace":
            yield from _best_pairs(before, after, range(a1, a2), range(b1, b2))


def _best_pairs(
    before: Sequence[str], after: Sequence[str], left: range, right: range
) -> Iterator[tuple[int, int]]:
    """The most alike pair of the two ranges, then the same above and below it."""
    likeness = [
        (SequenceMatcher(None, before[i], after[j], autojunk=False).ratio(), -i, -j)
        for i in left
        for j in right
        if before[i] and after[j]
    ]
    best, i, j = max(likeness, default=(0.0, 0, 0))
    if best < ALIKE:
        return
    i, j = -i, -j
    yield from _best_pairs(before, after, range(left.start, i), range(right.start, j))
    yield i, j
    yield from _best_pairs(before, after, range(i + 1, left.stop), range(j + 1, right.stop))


def _pair_pieces(one: Sequence[Spot], other: Sequence[Spot]) -> Iterator[tuple[Spot, Spot]]:
    texts = [spot.piece.text for spot in one], [spot.piece.text for spot in other]
    for a, b, size in SequenceMatcher(None, *texts, autojunk=False).get_matching_blocks():
        yield from zip(one[a : a + size], other[b : b + size], strict=True)


def _by_line(rows: Sequence[CodeRow]) -> list[list[Spot]]:
    """The pieces of each line of code; a wrapped line has several rows."""
    lines: list[list[Spot]] = [[] for _ in range(max((row.line for row in rows), default=0))]
    for n, row in enumerate(rows):
        lines[row.line - 1] += [Spot(piece, n) for piece in row.pieces]
    return lines


def _text(line: Sequence[Spot]) -> str:
    return " ".join(spot.piece.text for spot in line)
