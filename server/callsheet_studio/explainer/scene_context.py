"""The context in which a scene is built: its times, its look, its frame, and its texts.

A kind of scene builds its layers in it once. A layer draws its part of any frame.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate, groupby, pairwise
from pathlib import Path
from typing import Literal, TypeAlias

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.easing import Transform, ramp
from callsheet_studio.drawing.geometry import Rect, Size
from callsheet_studio.drawing.line_breaking import TextRun
from callsheet_studio.drawing.picture_choice import icon_for
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill, sk_rect, sk_rrect
from callsheet_studio.drawing.text_layout import TextBlock, TextLayout, TextStyle
from callsheet_studio.explainer.attention import FOCUS
from callsheet_studio.explainer.item_icons import ItemIcons, choose_item_icons
from callsheet_studio.explainer.item_turns import ItemTurns
from callsheet_studio.explainer.layers.morph import MorphMark, after_morph
from callsheet_studio.explainer.layers.motion import parallax
from callsheet_studio.explainer.theme.color_roles import SurfaceColors
from callsheet_studio.explainer.theme.presets import Arrange
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.explainer.timing.item_cues import arrival_times
from callsheet_studio.storyboard.model import Item, Scene
from callsheet_studio.storyboard.timeline import TimedScene
from callsheet_studio.storyboard.title_pages import items_before

Layer: TypeAlias = Callable[[skia.Canvas, float], None]
"""Draws its part of the frame at t seconds from the scene's start, in design units."""
Upright: TypeAlias = Literal["top", "middle", "bottom"]
LARGER = 1.5, 1.5
"""How much larger headlines and other writing are in a tall frame: it is seen on a phone."""
PAIRED = 0.6
"""Seconds after the one side of a comparison at which the other one comes, at the latest."""
LEAST = 26.0
"""The size of the smallest text, in design units: pixels in a frame of 720 lines."""
READING, TURNS = 20.0, 0.8
"""Characters that are read in a second: 238 English words a minute, silently (M. Brysbaert, `How
many words do we read per minute?`, Journal of Memory and Language 109, 2019). And the seconds in
which a page turns and the eye finds it."""
PAGE_EARLY = 0.1
"""Seconds before its first item at which a page comes: in the meantime nothing is seen."""
LEAVES = 0.3
"""Seconds before a scene's end at which it may begin to go."""


@dataclass(frozen=True)
class TextBox:
    """A text in the picture, for reports and tests."""

    text: str
    rect: Rect
    """Design units."""
    size: float
    asked: float
    """The size that the style asked for, in design units."""
    cut: bool
    """Whether words had to be left out."""
    contrast: float
    """The lowest WCAG contrast that it has while nothing moves."""
    missing: str
    """Characters that no font of this machine has."""
    life: tuple[float, float]
    """When it can be seen, in seconds from the scene's start."""
    caption: bool = False
    """Whether it is a caption."""

    @property
    def shrank(self) -> bool:
        """Whether the text is smaller than the look wanted."""
        return self.size < self.asked - 0.01


@dataclass(frozen=True)
class PlacedText:
    """A text that is laid out and drawn: one sprite for each line, or for each word."""

    block: TextBlock
    rect: Rect
    parts: tuple[Sprite, ...]
    words: tuple[int, ...] = ()
    """The number of the spaced word with which each part begins."""

    def draw(self, canvas: skia.Canvas, pose: Callable[[int], Transform]) -> None:
        """Draw every sprite with the transform that `pose` gives for its index."""
        for n, part in enumerate(self.parts):
            part.draw(canvas, pose(n))


@dataclass(frozen=True)
class RecurringSprite:
    """A text or picture that a viewer recognizes if the next scene shows it too."""

    key: str
    sprite: Sprite
    core: Rect
    """The rectangle of the text or picture itself, without the plate under it."""


def text_key(text: str) -> str:
    """Return the key by which a text is recognized in the next scene, whatever its capitals."""
    return text.casefold()


def icon_key(name: str) -> str:
    """Return the key by which an icon or a picture is recognized in the next scene."""
    return f"{{{name}}}"


def first_number(scene: Scene) -> int:
    """Return the number of a scene's first item in its list, by its title as it is written."""
    return items_before(scene.title) + 1


THERE = -2.0
"""The cue of what stands whole from a scene's start."""


@dataclass(frozen=True)
class SceneContext:
    """Everything that the layers of one scene are built from: its times, theme, frame and texts."""

    timed: TimedScene
    """As it is shown, without the page in its title."""
    theme: Theme
    size: Size
    typesetter: TextLayout
    folder: Path = Path()
    """Where the scene's picture file lies."""
    boxes: list[TextBox] = field(default_factory=list[TextBox])
    left_out: list[str] = field(default_factory=list[str])
    """Texts of items that are not shown, since nothing is said of them and they can't be read."""
    notes: list[str] = field(default_factory=list[str])
    """Sentences on what could not be shown as it was written, without the scene's number."""
    label_width: float = 0.0
    """Where a diagram's texts are as small as they may be, the share of their usual width that they
    have; 0 elsewhere."""
    recurring: list["RecurringSprite"] = field(default_factory=list["RecurringSprite"])
    """What the next scene may show again."""
    marks: dict[int, MorphMark] = field(default_factory=dict[int, MorphMark])
    """What stands for each number of a chart, for the next scene to start from."""
    morphs: bool = False
    """Whether its marks come from those of the scene before."""
    repeats: bool = False
    """Whether it has the title of the scene before."""
    untitled: bool = False
    """Whether it shows no title, since that is the one with which the film has just opened."""
    opens: bool = False
    """Whether a camera comes to rest over its layers, as the film opens."""
    kept: frozenset[str] = frozenset()
    """Keys of things that the scene before may have shown."""
    first_number: int = 1
    """The number of its first item: more than 1 on a further page of a list."""
    mirror: Rect | None = None
    """Within which things are laid out as if from left to right, to be seen the other way round."""

    @cached_property
    def cues(self) -> tuple[float, ...]:
        """When each item enters, in seconds: when it is spoken of or sooner, and at once if the
        scene before showed it.

        One item at least enters with the first word, or after the question that it answers, and
        both sides of a comparison soon after it.
        """
        items = self.timed.scene.elements
        if self.morphs:
            return (THERE,) * len(items)
        first = self.said.asked
        arrivals = arrival_times(self.said.spoken, first)
        if self.said.is_pair:
            arrivals = tuple(min(cue, first + PAIRED) for cue in arrivals)
        return tuple(
            min(cue, 0.3) if text_key(item.text) in self.kept else cue
            for item, cue in zip(items, arrivals, strict=True)
        )

    def posed(self, at: float) -> float:
        """Return when something enters that would enter at second `at`: in the film's first scene
        it stands from the start, since file browsers and chats show a film by its first frame."""
        return THERE if self.timed.index == 0 else at

    @cached_property
    def said(self) -> ItemTurns:
        """What the narration says of the items, and when."""
        return ItemTurns(self.timed, self.theme.language)

    @cached_property
    def item_icons(self) -> ItemIcons:
        """The icons or pictures of the items; all have one, or none."""
        scene = self.timed.scene
        subject = self.theme.subject_of(scene)
        return choose_item_icons(scene.items, subject, drawn=self.theme.preset.drawn)

    def find_icon(self, wanted: str | None, *texts: str | None) -> str | None:
        """Return the name of the icon or picture for something in the scene, as `icon_for` does;
        None if nothing surely fits."""
        return icon_for(wanted, *texts, subject=self.theme.subject_of(self.timed.scene))

    def other(self, timed: TimedScene, arrange: Arrange | None = None) -> "SceneContext":
        """Return a context for another scene of the film, with nothing placed yet.

        Args:
            arrange: How lists are arranged in it; None: as in this one.
        """
        return replace(
            self,
            timed=timed.shown,
            first_number=first_number(timed.scene),
            theme=self.theme.with_arrangement(arrange),
            kept=frozenset(),
            boxes=[],
            left_out=[],
            notes=[],
            recurring=[],
            marks={},
            morphs=False,
            repeats=False,
            untitled=False,
            opens=False,
        )

    def attempt(self) -> "SceneContext":
        """Return a context in which nothing is placed yet, to try a layout in."""
        return replace(self, boxes=[], left_out=[], notes=[], recurring=[])

    def at_depth(self, layer: Layer, depth: float, fills: bool = False) -> Layer:
        """Return the layer as seen by the camera that comes to rest while the film opens;
        unchanged in other scenes."""
        return parallax(layer, self.size.sheet, depth, fills) if self.opens else layer

    def show_marks(self, layer: Layer, marks: Mapping[int, MorphMark]) -> Layer:
        """Return the layer of a chart's marks so that it appears once the marks of the scene
        before have turned into them, and record the marks for the next scene."""
        if self.mirror is None:
            self.marks.update(marks)
        return after_morph(layer) if self.morphs else layer

    def know(self, icon: str, sprite: Sprite, core: Rect) -> Sprite:
        """Record that a sprite shows an icon or picture, which may recur in the next scene, and
        return the sprite.

        Args:
            icon: The name of the icon or picture.
            core: The rectangle of the icon itself.
        """
        self.recurring.append(RecurringSprite(icon_key(icon), sprite, core))
        return sprite

    def select_items(self, indices: Sequence[int]) -> "SceneContext":
        """Return the context with some of the items, given by index, each at its own time."""
        scene, cues = self.timed.scene, self.said.spoken
        chosen = scene.model_copy(update={"items": tuple(scene.items[n] for n in indices)})
        times = tuple(cues[n] for n in indices)
        return replace(self, timed=replace(self.timed, scene=chosen, cues=times))

    def replace_items(self, items: Sequence[Item]) -> "SceneContext":
        """Return the context with other items and the same cues; as many as the scene has
        elements."""
        scene = self.timed.scene.model_copy(update={"items": tuple(items)})
        return replace(self, timed=replace(self.timed, scene=scene))

    def with_items(self, items: Sequence[Item], cues: Sequence[float]) -> "SceneContext":
        """Return the context with items instead of its content.

        Args:
            cues: When each item enters, in seconds.
        """
        scene = self.timed.scene.model_copy(update={"items": tuple(items), "content": None})
        return replace(self, timed=replace(self.timed, scene=scene, cues=tuple(cues)))

    def mirrored_for_rtl(self, room: Rect, words: str | None = None) -> "SceneContext":
        """Return the context mirrored within `room` if its words run from right to left; else
        unchanged.

        Rectangles on whole pixels stay on whole pixels.

        Args:
            words: The words that decide; None takes those of the items.
        """
        if words is None:
            items = self.timed.scene.items
            words = " ".join(f"{item.text} {item.detail or ''}" for item in items)
        if not self.typesetter.reads_rtl(words):
            return self
        whole = round(2 * room.cx * self.size.unit) / self.size.unit
        return replace(self, mirror=room.shift(whole / 2 - room.cx))

    def apply_mirror(self, layers: Sequence[Layer]) -> list[Layer]:
        """Return layers that were built in this context, mirrored if the context is."""
        mirror = self.mirror
        return [mirror_layer(layer, mirror) for layer in layers] if mirror else list(layers)

    def dim_at(self, index: int, t: float) -> float:
        """Return how far an item is dimmed at second `t` (0 to 1), because another one is spoken
        of; not at all while none is, and once a closing has been told."""
        arrived, told = (ramp(t, at, 1.0) for at in (self.cues[index], min(self.said.spoken)))
        over, lit = ramp(t, self.said.over, FOCUS), self.emphasis_at(index, t)
        return min(arrived, told) * (1 - lit) * (1 - over) * self.said.lit(t)

    def emphasis_at(self, index: int, t: float) -> float:
        """Return how far an item is emphasized at second `t` (0 to 1) while it is spoken of; the
        last item stays at 1, but in a closing that has been told."""
        return self.said.lit(t, index)

    def pages(self, room: int) -> list["ItemPage"]:
        """Return the items in pages of at most `room` items, about equally many on each, with
        the times of the pages.

        The last pages, of which nothing is said, come when nothing is said of others any more, as
        many as can be read until the scene ends. The rest is left out, with a note.
        """
        count = len(self.timed.scene.items)
        groups = max(1, math.ceil(count / room))
        edges = [round(n * count / groups) for n in range(groups + 1)]
        pages = [range(a, b) for a, b in pairwise(edges)]
        starts = [0.0, *self._page_starts(pages[1:])]
        if len(starts) < len(pages):
            self.leave_out(pages[len(starts)].start)
        return [
            ItemPage(page, start, end)
            for page, (start, end) in zip(pages, pairwise([*starts, math.inf]), strict=False)
        ]

    def _page_starts(self, pages: Sequence[range]) -> list[float]:
        """When the further pages come; of those of which nothing is said, only as many as can be
        read."""
        said = self.said.last_said
        cues = (self.said.spoken[page.start] for page in pages if page.start <= said)
        starts = [max(0.0, cue - PAGE_EARLY) for cue in cues]
        mute = [self.reading_seconds(page) for page in pages if page.start > said]
        end = self.timed.seconds - LEAVES
        told = max([self.said.last_told, *starts])
        left, quiet = end - told, end - max(told, self.said.words_end)
        count = sum(total <= left for total in accumulate(mute))
        needed = sum(mute[:count])
        longer = max(needed, quiet) / needed if count else 1.0
        waits = accumulate(reversed(mute[:count]))
        return [*starts, *reversed([end - time * longer for time in waits])]

    def reading_seconds(self, page: range) -> float:
        """Return how many seconds it takes to read the items of a page, given by index."""
        items = (self.timed.scene.elements[n] for n in page)
        return TURNS + sum(len(f"{item.text} {item.detail or ''}") for item in items) / READING

    def leave_out(self, first: int) -> None:
        """Note that the items from index `first` on are not shown."""
        texts = [item.text for item in self.timed.scene.elements[first:]]
        self.left_out.extend(texts)
        names = ", ".join(repr(text[:60]) for text in texts)
        self.notes.append(
            f"nothing is said of {names}, and there is no time to read it, so it is not shown."
        )

    def style(
        self,
        role: Literal["title", "heading", "strong", "text", "number"],
        size: float,
        lines: int = 2,
    ) -> TextStyle:
        """Return a text style with the font of a role.

        Args:
            role: What the text is.
            size: The largest size, in design units.
            lines: The largest number of lines.
        """
        type = self.theme.preset.type
        headline, larger = LARGER if self.size.tall else (1.0, 1.0)
        if role in {"title", "heading"}:
            return TextStyle(
                type.display,
                size * headline,
                leading=type.leading,
                lines=lines,
                tracking=type.tracking,
                capitals=type.capitals,
                floor=0.5,
            )
        faces = {"strong": type.strong, "text": type.text, "number": type.figures or type.display}
        floor = min(1.0, LEAST / (size * larger))
        return TextStyle(faces[role], size * larger, floor, lines=lines, leading=1.22)

    def place_text(
        self,
        text: str,
        style: TextStyle,
        rect: Rect,
        ink: "TextPaint",
        upright: Upright = "top",
        by_word: bool = False,
    ) -> PlacedText:
        """Lay out a text inside `rect`, record its box, and return its sprites.

        Args:
            ink: The color, and the surface under the text.
            upright: Where it stands in a rectangle that is too high.
            by_word: Whether each word is a sprite of its own; else each line.
        """
        block = self.typesetter.fit(text, style, rect.w, rect.h)
        if self.typesetter.reads_rtl(text) and style.align == "left" and not self.mirror:
            block = replace(block, style=replace(style, align="right"))
        place = _place(block, rect, upright)
        contrast = ink.surface.contrast(ink.color, ink.rest)
        if block.lines:
            self.boxes.append(
                TextBox(
                    text,
                    place.mirror(self.mirror) if self.mirror else place,
                    block.size,
                    style.wanted or style.size,
                    block.cut,
                    contrast,
                    block.missing,
                    ink.life,
                )
            )
        parts = self._parts(block, rect, place, ink, by_word)
        self.recurring.extend(RecurringSprite(text_key(text), part, part.rect) for _, part in parts)
        return PlacedText(
            block, place, tuple(part for _, part in parts), tuple(number for number, _ in parts)
        )

    def _parts(
        self, block: TextBlock, rect: Rect, place: Rect, ink: "TextPaint", by_word: bool
    ) -> Sequence[tuple[int, Sprite]]:
        """The sprites of a block in reading order, each with the number of its first word."""
        parts: list[tuple[int, Sprite]] = []
        if by_word and self.mirror:
            block = replace(block, lines=tuple(map(_mirror_line, block.lines)))
        for row, line in enumerate(block.lines):
            width = max(word.x + word.width for word in line)
            left = left_edge(block.style.align, rect, width)
            base = place.y + (row + 0.5) * block.leading + 0.355 * block.size
            groups = [[word] for word in line] if by_word else [list(line)]
            for group in sorted(groups, key=lambda words: words[0].n):
                sprite = self._sprite(block, group, (left, base), ink)
                parts.append((min(word.n for word in group), sprite))
        return parts

    def _sprite(
        self, block: TextBlock, words: list[TextRun], at: tuple[float, float], ink: "TextPaint"
    ) -> Sprite:
        """Some words of a line as one image; `at` is the line's start on its baseline."""
        left, base = at
        pad = 0.3 * block.size
        first = min(word.x for word in words)
        last = max(word.x + word.width for word in words)
        rect = Rect(
            left + first - pad, base - 1.2 * block.size, last - first + 2 * pad, 1.75 * block.size
        )

        def paint(canvas: skia.Canvas) -> None:
            for word in words:
                if ink.marker and word.n in ink.accents:
                    mark = _marked(block, word, ink.accents)
                    mark.draw(canvas, at, self.theme.preset.radius, fill(ink.marker.fill))
                paragraph = self.typesetter.paragraph(
                    word.text,
                    block.style.face,
                    block.size,
                    fill(ink.of(word.n)),
                    block.style.tracking,
                )
                paragraph.paint(canvas, left + word.x, base - paragraph.AlphabeticBaseline)

        return Sprite.record(rect, self.size.unit, paint, self.mirror is not None)


@dataclass(frozen=True)
class ItemPage:
    """Items that are shown together, given as a range of indexes, from second `start` to `end`."""

    items: range
    start: float
    end: float

    def alpha(self, t: float) -> float:
        """Return the opacity of the page at second `t`, 0 to 1; the last page stays."""
        came = ramp(t, self.start, 0.25) if self.start > 0 else 1.0
        return came * (1 - ramp(t, self.end - 0.25, 0.25) if self.end < math.inf else 1.0)

    @property
    def life(self) -> tuple[float, float]:
        """When the page is shown, as (start, end) in seconds."""
        return self.start, self.end


@dataclass(frozen=True)
class TextPaint:
    """The color of a text, and the surface under it."""

    surface: SurfaceColors
    color: Color
    rest: float = 1.0
    """The opacity to which the text is dimmed later."""
    life: tuple[float, float] = (0.0, math.inf)
    """When it is shown, as (start, end) in seconds."""
    accents: tuple[int, ...] = ()
    """The words, by number, that are highlighted."""
    marker: SurfaceColors | None = None
    """The surface under highlighted words, if their color alone would not show them; else None."""

    def of(self, word: int) -> Color:
        """Return the color of a word, given by index."""
        if word not in self.accents:
            return self.color
        return self.marker.text if self.marker else self.surface.accent


def mirror_layer(layer: Layer, room: Rect) -> Layer:
    """Return a layer that draws the mirror image, at the vertical middle line of `room`."""

    def draw(canvas: skia.Canvas, t: float) -> None:
        canvas.save()
        canvas.translate(2 * room.cx, 0)
        canvas.scale(-1, 1)
        layer(canvas, t)
        canvas.restore()

    return draw


@dataclass(frozen=True)
class _Marker:
    """What a marker pen leaves behind words of a line that stand next to each other, as far as it
    is behind one of them. Lengths from the line's left end, in design units."""

    start: float
    end: float
    own: tuple[float, float]
    """From where to where it is behind the one word."""
    size: float
    """Of the text."""

    def draw(
        self, canvas: skia.Canvas, at: tuple[float, float], radius: float, ink: skia.Paint
    ) -> None:
        """Draw it; `at` is the line's start on its baseline."""
        (left, base), (a, b) = at, self.own
        tall = Rect(
            left + self.start, base - 0.84 * self.size, self.end - self.start, 1.02 * self.size
        )
        canvas.save()
        canvas.clipRect(sk_rect(replace(tall, x=left + a, w=b - a)), doAntiAlias=False)
        canvas.drawRRect(sk_rrect(tall, min(radius, 0.2 * self.size)), ink)
        canvas.restore()


def _mirror_line(line: Sequence[TextRun]) -> tuple[TextRun, ...]:
    width = max(word.x + word.width for word in line)
    return tuple(replace(word, x=width - word.x - word.width) for word in line)


def _marked(block: TextBlock, word: TextRun, accents: Sequence[int]) -> _Marker:
    line = sorted(next(line for line in block.lines if word in line), key=lambda run: run.x)
    runs = (list(words) for _, words in groupby(line, key=lambda run: run.n in accents))
    near = next(run for run in runs if word in run)
    ends, place, bleed = [run.x + run.width for run in near], near.index(word), 0.07 * block.size
    joints = [(end + run.x) / 2 for end, run in zip(ends, near[1:], strict=False)]
    edges = [near[0].x - bleed, *joints, ends[-1] + bleed]
    return _Marker(edges[0], edges[-1], (edges[place], edges[place + 1]), block.size)


def _place(block: TextBlock, rect: Rect, upright: Upright) -> Rect:
    """Where a block lies in its room."""
    free = rect.h - block.height
    y = rect.y + {"top": 0.0, "middle": free / 2, "bottom": free}[upright]
    return Rect(left_edge(block.style.align, rect, block.width), y, block.width, block.height)


def left_edge(align: str, rect: Rect, width: float) -> float:
    """Return the x of the left edge of something `width` wide that is aligned in `rect`.

    Args:
        align: `left`, `centre` or `right`.
    """
    free = rect.w - width
    return rect.x + {"left": 0.0, "centre": free / 2, "right": free}[align]
