"""The picture of a scene: any frame as a pure function of timed scene, look, size and time."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from callsheet_studio.drawing.draw_list import DrawList, replay
from callsheet_studio.drawing.fonts import Fonts
from callsheet_studio.drawing.geometry import Size
from callsheet_studio.drawing.icons import is_known, near_names, picture_key
from callsheet_studio.drawing.sketch import roughen
from callsheet_studio.drawing.skia_loader import load_skia, skia
from callsheet_studio.drawing.text_layout import TextLayout
from callsheet_studio.explainer.direction import Direction, shared_keys
from callsheet_studio.explainer.layers.background import background_layer
from callsheet_studio.explainer.layers.board import on_board
from callsheet_studio.explainer.layers.captions import draw_captions
from callsheet_studio.explainer.layers.continuity import (
    Content,
    Continuation,
    find_left_behind,
    links,
    split_departures,
    with_arrivals,
)
from callsheet_studio.explainer.layers.logo import logo, logo_head
from callsheet_studio.explainer.layers.morph import morph
from callsheet_studio.explainer.layers.motion import FAR
from callsheet_studio.explainer.layers.opening import opening_start
from callsheet_studio.explainer.layers.transitions import Cut, with_transition
from callsheet_studio.explainer.scene_context import (
    LEAST,
    Layer,
    SceneContext,
    TextBox,
    first_number,
)
from callsheet_studio.explainer.scenes.registry import KINDS, read_diagram
from callsheet_studio.explainer.scenes.statement import types_all_said
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.model import SceneKind
from callsheet_studio.storyboard.timeline import TimedScene

__all__ = ["TextBox", "Theme", "SceneRenderer", "Size", "load_skia"]


ALONE = Direction()
LISTED: frozenset[SceneKind] = frozenset({"points", "steps", "comparison", "closing"})
"""Kinds whose items have pictures."""


class SceneRenderer:
    """Draws any frame of one scene at one size.

    Texts are laid out and sprites drawn once, at the start; `draw` only places them.
    """

    def __init__(
        self,
        timed: TimedScene,
        theme: Theme,
        size: Size,
        folder: Path = Path(),
        direction: Direction = ALONE,
    ) -> None:
        number, timed = first_number(timed.scene), timed.shown
        size = replace(size, head=logo_head(timed, theme, size))
        before, board = direction.before, direction.board
        if board is None:
            theme = theme.for_kind(timed.scene.kind)
        kept = frozenset[str]()
        if before and board is None:
            kept = shared_keys(before.shown.scene, timed.scene, theme, untitled=direction.untitled)
        self._context = SceneContext(
            timed,
            theme.with_move(direction.move).with_arrangement(direction.arrange),
            size,
            TextLayout(Fonts(theme.language), LEAST),
            folder,
            kept=kept,
            morphs=direction.morphs,
            repeats=direction.repeats,
            untitled=direction.untitled,
            opens=direction.opens,
            first_number=number,
        )
        self._backdrop = self._context.at_depth(background_layer(self._context), FAR, fills=True)
        self.arrivals: tuple[Continuation, ...] = ()
        content = _content(self._context)
        other = self._context.other(before, direction.before_arranged) if before else None
        earlier = _content(other) if other else None
        if direction.morphs and other:
            turning = morph(other.marks, self._context.marks, other.timed.seconds)
            content = replace(content, layers=[*content.layers, turning])
        if board is None:
            self._content = self._in_sequence(content, earlier, direction)
        else:
            others = [_content(self._context.other(scene)) for scene in board]
            self._content = on_board(self._context, _stack(content.layers), earlier, others)
        self._logo = logo(self._context)
        until = 0.0 if types_all_said(self._context) else opening_start(timed)
        self._captions = draw_captions(self._context, until)

    def _in_sequence(
        self, content: Content, earlier: Content | None, direction: Direction
    ) -> Layer:
        """The content in a film whose scenes follow each other, as it comes and goes."""
        layers, kept = content.layers, self._context.kept
        if earlier:
            self.arrivals = links(earlier, content, kept)
            left = find_left_behind(earlier, self.arrivals, kept)
            layers = [*with_arrivals(content, self.arrivals), left]
        stays = split_departures(content, direction.leaving)
        cut = Cut(direction.came, direction.change, *stays, holds=direction.holds)
        return with_transition(self._context, _stack(layers), cut)

    @property
    def boxes(self) -> Sequence[TextBox]:
        """Every text of the scene: where it is, how large, and when it is seen."""
        return tuple(self._context.boxes)

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences on what could not be shown as it was written."""
        return tuple(_notes(self._context))

    def draw(self, canvas: skia.Canvas, t: float) -> None:
        """Draw the frame at second `t` of the scene on a canvas in pixels; calls may come in any
        order."""
        self._draw(canvas, t, (self._backdrop, self._content, self._logo, self._captions))

    def _draw(self, canvas: skia.Canvas, t: float, layers: Sequence[Layer]) -> None:
        drawn = self._context.theme.preset.drawn
        calls = DrawList()
        target = cast(skia.Canvas, calls) if drawn else canvas
        target.save()
        target.scale(self._context.size.unit, self._context.size.unit)
        _stack(layers)(target, t)
        target.restore()
        replay(roughen(calls.calls), canvas)


def _stack(layers: Sequence[Layer]) -> Layer:
    """The layers as one."""

    def draw(canvas: skia.Canvas, t: float) -> None:
        for layer in layers:
            layer(canvas, t)

    return draw


def _content(context: SceneContext) -> Content:
    layers = KINDS[context.timed.scene.kind](context)
    return Content(layers, tuple(context.recurring), context.timed.seconds)


def _notes(context: SceneContext) -> list[str]:
    number, diagram = context.timed.index + 1, read_diagram(context)
    cut = [box.text for box in context.boxes if box.cut]
    missing = sorted({char for box in context.boxes for char in box.missing})
    notes = [
        *(f"Scene {number}: {note}" for note in (*context.notes, *_unknown_pictures(context))),
        *(
            f"Scene {number}: {text[:60]!r} was too long and is cut with an ellipsis."
            for text in cut
        ),
    ]
    if missing:
        chars = "".join(missing[:12])
        notes.append(
            f"Scene {number}: no font on this machine has {chars!r}; install one that does."
        )
    if diagram:
        from callsheet_studio.explainer.scenes.diagram.notes import list_notes

        notes += [f"Scene {number}: {note}" for note in list_notes(context, diagram)]
    return notes


def _unknown_pictures(context: SceneContext) -> Iterator[str]:
    """A sentence for each named picture that there is none of, with the names most like it."""
    scene = context.timed.scene
    for name in dict.fromkeys([scene.icon, *(item.icon for item in scene.items)]):
        if name and not is_known(picture_key(name)):
            near = ", ".join(near_names(picture_key(name))) or "nothing like it"
            yield f"there is no picture {name[:60]!r}; near: {near}."
    named = [item.icon for item in scene.items if item.icon and is_known(picture_key(item.icon))]
    if named and scene.kind in LISTED and not context.item_icons.any:
        yield (
            f"its items show no pictures ({', '.join(named)}), since not each has one of the same "
            "kind; name one for each item or for none."
        )
