"""What every timeline is made of: the words of an event, and how far the story has come."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from callsheet_studio.drawing.easing import ease_out_expo, ramp
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.text_layout import Align, TextStyle
from callsheet_studio.explainer.layers.text_pair import (
    TextPair,
    fit_together,
    fit_unbroken,
    item_text,
    pair_height,
    write_pair,
)
from callsheet_studio.explainer.scene_context import (
    ItemPage,
    Layer,
    SceneContext,
    TextPaint,
    Upright,
)
from callsheet_studio.explainer.theme.color_roles import SurfaceColors

WIDE = 340.0
"""The width in design units from which on an event's words are larger."""


@dataclass(frozen=True)
class AxisProgress:
    """How far the axis of a timeline is drawn over time, from event to event of a page."""

    starts: tuple[float, ...]
    """When the axis begins to grow toward each event, in seconds."""
    stops: tuple[float, ...]
    """The distance of each event from the beginning of the axis, in design units."""

    @classmethod
    def of(cls, context: SceneContext, page: ItemPage, stops: Sequence[float]) -> "AxisProgress":
        """Return the progress along an axis with one stop for each event of the page.

        Args:
            stops: The distance of each event from the beginning of the axis, in design units.
        """
        return cls(tuple(context.cues[n] - 0.3 for n in page.items), tuple(stops))

    def onwards(self, stop: float) -> "AxisProgress":
        """Return the progress that continues after the last event to `stop`."""
        return AxisProgress((*self.starts, self.starts[-1] + 0.8), (*self.stops, stop))

    def reach(self, t: float) -> float:
        """Return the length of the axis that is drawn at second `t`, in design units.

        It grows fast at first, and slows down at each event.
        """
        reach = 0.0
        for start, stop in zip(self.starts, self.stops, strict=True):
            reach += (stop - reach) * ease_out_expo(ramp(t, start, 0.7))
        return reach


@dataclass(frozen=True)
class TextPlacement:
    """The rectangle of a text, how it is aligned in it, and the surface under it (None: the
    background)."""

    rect: Rect
    align: Align = "left"
    upright: Upright = "top"
    surface: SurfaceColors | None = None


def event(context: SceneContext, index: int, place: TextPlacement, page: ItemPage) -> Layer:
    """Return the layer of an event: its date, large, and what happened.

    Args:
        index: The event's index in the scene.
        place: The rectangle of the texts, and how they are aligned.
        page: The page that the event is on, which says when it is shown.
    """
    pair = _pairs(context, place, page)[page.items.index(index)]
    texts = write_pair(context, pair, place.rect, _ink(context, place, page), place.upright)
    return item_text(context, texts, index, page, place.surface)


def events_height(context: SceneContext, place: TextPlacement, page: ItemPage) -> float:
    """Return the height in design units of the highest event of a page, if each has a room as
    large as `place`."""
    return max(pair_height(context, pair, place.rect) for pair in _pairs(context, place, page))


def _pairs(context: SceneContext, place: TextPlacement, page: ItemPage) -> list[TextPair]:
    """The words of all events of a page, in common sizes."""
    items, room = context.timed.scene.items, place.rect
    head, note = (80, 46) if room.w >= WIDE else (60, 36)
    head = replace(context.style("number", head, 3), align=place.align)
    note = replace(context.style("text", note, 4), align=place.align)
    share = 0.5 if any(items[n].detail for n in page.items) else 1.0
    upper = room.top_part(room.h * share)
    head = fit_unbroken(context, [items[n].text for n in page.items], head, upper)
    seen = [TextPair(items[n].text, items[n].detail, head, note, share) for n in page.items]
    return fit_together(context, seen, room)


def date(
    context: SceneContext, index: int, place: TextPlacement, page: ItemPage, size: float
) -> Layer:
    """Return the layer of an event's date alone, about as large as those of its page.

    Args:
        index: The event's index in the scene.
        place: Its rectangle, and how it is aligned.
        page: The page that the event is on, which says when it is shown.
        size: The largest text size, in design units.
    """
    style = context.style("number", size, 2)
    style = replace(style, align=place.align, leading=1.1, floor=0.3)
    dates = [item.text for item in context.timed.scene.items]
    return _alone(context, index, place, page, dates, style)


def happening(context: SceneContext, index: int, place: TextPlacement, page: ItemPage) -> Layer:
    """Return the layer of what happened at an event, without its date, about as large as for all
    events of its page; empty if there is only a date.

    Args:
        index: The event's index in the scene.
        place: The rectangle of the text, and how it is aligned.
        page: The page that the event is on, which says when it is shown.
    """
    style = replace(context.style("text", 40, 4), align=place.align)
    happened = [item.detail or "" for item in context.timed.scene.items]
    return _alone(context, index, place, page, happened, style)


def _alone(
    context: SceneContext,
    index: int,
    place: TextPlacement,
    page: ItemPage,
    texts: Sequence[str],
    style: TextStyle,
) -> Layer:
    """One of the texts of all events, in a common size of those of its page."""
    seen = [TextPair(texts[n], None, style, style) for n in page.items]
    style, ink = fit_together(context, seen, place.rect)[0].head, _ink(context, place, page)
    writing = context.place_text(texts[index], style, place.rect, ink, place.upright)
    return item_text(context, [writing], index, page, place.surface)


def _ink(context: SceneContext, place: TextPlacement, page: ItemPage) -> TextPaint:
    surface = place.surface or context.theme.inks.ground
    return TextPaint(surface, surface.text, surface.rest, page.life)
