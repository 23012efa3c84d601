"""What the whole film decides on each scene: how things enter, how it gives way, what goes on.

A look has its own way to move and others that suit it. Which one a scene takes depends on what the
scene is, so that a changed scene leaves the others as they are; but none comes three times running.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import TypeVar

from callsheet_studio.drawing.easing import Move
from callsheet_studio.drawing.picture_choice import icon_for
from callsheet_studio.explainer.item_icons import choose_item_icons
from callsheet_studio.explainer.scene_context import icon_key, text_key
from callsheet_studio.explainer.theme.presets import Arrange, Change
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.content import Chart, Table
from callsheet_studio.storyboard.model import Scene, SceneKind
from callsheet_studio.storyboard.tick_boxes import BOXES
from callsheet_studio.storyboard.timeline import TimedScene, Timeline

MOVES: Mapping[Move, Sequence[Move]] = {
    "wipe": ("wipe", "rise", "fade"),
    "rise": ("rise", "wipe", "fade"),
    "slide": ("slide", "rise", "wipe"),
    "drop": ("drop", "slide", "pop"),
    "fade": ("fade", "wipe", "rise"),
    "pop": ("pop", "drop", "slide"),
}
"""How the parts of a scene may enter, by the look's own way."""
CALM: Sequence[Change] = ("lift", "push", "dissolve", "turn", "erase")
"""Changes that end with their scene, and in which things can stay that go on."""
CHANGES: Mapping[Change, Sequence[Change]] = {
    "turn": ("turn", "push", "lift"),
    "lift": ("lift", "push", "dissolve"),
    "push": ("push", "turn", "lift"),
    "sweep": ("sweep", "push", "iris"),
    "dissolve": ("dissolve", "lift", "turn"),
    "iris": ("iris", "push", "sweep"),
    "erase": ("erase", "lift", "push"),
}
"""How a scene may give way to the next, by the look's own way."""
ARRANGEMENTS: Mapping[Arrange, Sequence[Arrange]] = {
    "split": ("split", "columns", "list"),
    "columns": ("columns", "list", "split"),
    "list": ("list", "split", "columns"),
}
"""How a list may be arranged, by the look's own arrangement."""
LISTS: frozenset[SceneKind] = frozenset(["points", "closing"])
MORPHS: frozenset[SceneKind] = frozenset(["bars", "line", "pie", "donut"])
"""Charts whose marks can turn into each other's."""
_Kind = TypeVar("_Kind", Move, Change, Arrange)


@dataclass(frozen=True)
class Direction:
    """What is decided about one scene with regard to its neighbors: how things enter, and the
    transitions."""

    move: Move | None = None
    """How its parts enter; None: as the style has it."""
    change: Change | None = None
    """The transition to the next scene; None: as the style has it."""
    came: Change | None = None
    """The transition from the scene before, if it reaches into this one; else None."""
    before: TimedScene | None = None
    """The scene before, if things of it may move into this one; else None."""
    leaving: tuple[str, ...] = ()
    """Keys of things that may move into the next scene."""
    morphs: bool = False
    """Whether the chart of the scene before turns into its chart."""
    holds: bool = False
    """Whether its chart turns into that of the next scene, so that nothing leaves before the
    cut."""
    arrange: Arrange | None = None
    """How lists are arranged in it; None: as the style has it."""
    before_arranged: Arrange | None = None
    """The same of the scene before, if things of it may move into this one; else None."""
    repeats: bool = False
    """Whether it has the title of the scene before."""
    untitled: bool = False
    """Whether it shows no title, since that is the one with which the film has just opened."""
    opens: bool = False
    """Whether the film begins with it, and a camera comes to rest over its layers."""
    board: tuple[TimedScene, ...] | None = None
    """In a film that is one board: all scenes before the last one, for it, and none for the others.
    None in any other film."""

    @property
    def still(self) -> "Direction":
        """What is decided of how the scene looks when all is there and nothing moves."""
        return Direction(arrange=self.arrange, repeats=self.repeats, untitled=self.untitled)


def direct(timeline: Timeline, theme: Theme) -> tuple[Direction, ...]:
    """Return for each scene how things enter and how it changes to the next.

    Args:
        timeline: The planned film.
        theme: The film's theme.
    """
    preset, scenes = theme.preset, timeline.scenes
    shown = [timed.shown.scene for timed in scenes]
    moves = _choose([(MOVES[preset.motion.move], scene) for scene in shown])
    if timeline.storyboard.camera == "board":
        return _on_board(scenes, moves)
    arranged = _arrange(shown, theme)
    repeats = [False, *(text_key(a.title) == text_key(b.title) for a, b in pairwise(shown))]
    opens = [n == 0 and scene.kind == "title" for n, scene in enumerate(shown)]
    untitled = [repeats[n] and opens[n - 1] for n in range(len(shown))]
    leaving = [
        *(
            tuple(sorted(shared_keys(a, b, theme, untitled=untitled[n])))
            for n, (a, b) in enumerate(pairwise(shown), start=1)
        ),
        (),
    ]
    turns = [False, *(show_the_same(a, b) for a, b in pairwise(shown)), False]
    own = CHANGES[preset.change]
    calm: Sequence[Change] = [way for way in own if way in CALM]
    ways = [calm if keys else own for keys in leaving]
    changes = _choose([*zip(ways, shown, strict=True)])
    return tuple(
        Direction(
            move=moves[n],
            arrange=arranged[n],
            before_arranged=arranged[n - 1] if n and leaving[n - 1] else None,
            change=changes[n],
            came=changes[n - 1] if n and changes[n - 1] not in CALM else None,
            before=scenes[n - 1] if n and leaving[n - 1] else None,
            leaving=leaving[n],
            morphs=turns[n],
            holds=turns[n + 1],
            repeats=repeats[n],
            untitled=untitled[n],
            opens=opens[n],
        )
        for n in range(len(scenes))
    )


def _arrange(scenes: Sequence[Scene], theme: Theme) -> list[Arrange]:
    """The arrangement of lists in each scene: the look's own where the scene is none."""
    lists = [scene for scene in scenes if scene.kind in LISTS]
    chosen = iter(_choose([(_arrangements(scene, theme), scene) for scene in lists]))
    own = theme.preset.arrange
    return [next(chosen) if scene.kind in LISTS else own for scene in scenes]


def _arrangements(scene: Scene, theme: Theme) -> Sequence[Arrange]:
    """A film ends on the picture of its closing, for which columns have no room."""
    ways = ARRANGEMENTS[theme.preset.arrange]
    picture = icon_for(scene.icon, scene.title, subject=theme.subject_of(scene))
    if scene.kind != "closing" or picture is None:
        return ways
    return [way for way in ways if way != "columns"]


def _on_board(scenes: Sequence[TimedScene], moves: Sequence[Move]) -> tuple[Direction, ...]:
    """The camera comes from the scene before; in the last one it sees all."""
    last = len(scenes) - 1
    return tuple(
        Direction(
            move,
            before=scenes[n - 1] if n else None,
            board=tuple(scenes[:-1]) if n == last else (),
        )
        for n, move in enumerate(moves)
    )


def show_the_same(one: Scene, other: Scene) -> bool:
    """Return whether two scenes are charts of different kinds that show the same values under the
    same names, in the same order.

    Only bars, line, pie and donut of one series with at least two values count.
    """
    if {one.kind, other.kind} - MORPHS or one.kind == other.kind or one.content or other.content:
        return False
    first, second = ([(item.text, item.value) for item in scene.items] for scene in (one, other))
    return len(first) > 1 and first == second and all(value is not None for _, value in first)


def shared_keys(
    one: Scene, other: Scene, theme: Theme, *, untitled: bool = False
) -> frozenset[str]:
    """Return the keys of the things (texts and icons) that both scenes of a film may show.

    Args:
        untitled: Whether the second one shows no title.
    """
    shared = frozenset(_keys(one, theme)) & frozenset(_keys(other, theme))
    return shared - {text_key(other.title)} if untitled else shared


def _keys(scene: Scene, theme: Theme) -> Iterator[str]:
    """The texts and pictures that a scene may show."""
    yield text_key(scene.title)
    subject = theme.subject_of(scene)
    if icon := icon_for(scene.icon, scene.title, subject=subject):
        yield icon_key(icon)
    for item in scene.elements:
        yield text_key(item.text)
        if item.number:
            yield text_key(item.number)
    for icon in choose_item_icons(scene.elements, subject, drawn=False).names:
        if icon and icon not in BOXES:  # every list of answers has those
            yield icon_key(icon)
    yield from (text_key(text) for text in _cells(scene) if len(text) > 1)


def _cells(scene: Scene) -> Iterator[str]:
    match scene.content:
        case Table(header=header, rows=rows):
            yield from header
            for row in rows:
                yield from row
        case Chart(categories=categories, series=series):
            yield from categories
            for each in series:
                yield from (each.name, *each.written)
        case _:
            return


def _choose(offers: Sequence[tuple[Sequence[_Kind], Scene]]) -> list[_Kind]:
    """One of what each scene is offered: its own, unless the two before it took the same."""
    chosen: list[_Kind] = []
    for offered, scene in offers:
        own = int(sha256(scene.title.encode()).hexdigest(), 16) % len(offered)
        ways = (*offered[own:], *offered[:own])
        twice = chosen[-1] if len(chosen) > 1 and chosen[-1] == chosen[-2] else None
        chosen.append(next((way for way in ways if way != twice), ways[0]))
    return chosen
