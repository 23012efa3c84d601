"""What every timeline is made of: the words of an event, and how far the story has come."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from callsheet_studio.drawing.easing import expo, ramp
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.text_layout import Align, TextStyle
from callsheet_studio.explainer.layers.text_pair import Pair, spoken, write_pair
from callsheet_studio.explainer.scene_context import Ink, Layer, Page, Stage, Upright
from callsheet_studio.explainer.theme.color_roles import Surface


@dataclass(frozen=True)
class Told:
    """The way from an axis' beginning past the events of a page, and how much of it is told."""

    starts: tuple[float, ...]
    """When the way to each event begins."""
    stops: tuple[float, ...]
    """Where it ends, in design units from the axis' beginning."""

    @classmethod
    def of(cls, stage: Stage, page: Page, stops: Sequence[float]) -> "Told":
        """An axis with one stop for each event of the page."""
        return cls(tuple(stage.cues[n] - 0.3 for n in page.items), tuple(stops))

    def onwards(self, stop: float) -> "Told":
        """The same, and after the last event on to `stop`."""
        return Told((*self.starts, self.starts[-1] + 0.8), (*self.stops, stop))

    def reach(self, t: float) -> float:
        """How far the axis has come; it goes fast at first and lands softly at each event."""
        reach = 0.0
        for start, stop in zip(self.starts, self.stops, strict=True):
            reach += (stop - reach) * expo(ramp(t, start, 0.7))
        return reach


@dataclass(frozen=True)
class Place:
    """Where words stand, how they lie in there, and on what if not on the open ground."""

    rect: Rect
    align: Align = "left"
    upright: Upright = "top"
    surface: Surface | None = None


def event(stage: Stage, index: int, place: Place, page: Page) -> Layer:
    """An event's date, large, and what happened."""
    item, ink = stage.timed.scene.items[index], _ink(stage, place, page)
    head = replace(stage.style("number", 60, 3), align=place.align)
    note = replace(stage.style("text", 31, 4), align=place.align)
    pair = Pair(item.text, item.detail, head, note, 0.5)
    texts = write_pair(stage, pair, place.rect, ink, place.upright)
    return spoken(stage, texts, index, page, place.surface)


def date(stage: Stage, index: int, place: Place, page: Page, size: float) -> Layer:
    """An event's date alone, on a shape of its own."""
    style = stage.style("number", size, 2)
    style = replace(style, align=place.align, leading=1.1, floor=0.3)
    return _alone(stage, index, place, page, stage.timed.scene.items[index].text, style)


def happening(stage: Stage, index: int, place: Place, page: Page) -> Layer:
    """What happened, alone; nothing where the outline says only when."""
    style = replace(stage.style("text", 35, 4), align=place.align)
    return _alone(stage, index, place, page, stage.timed.scene.items[index].detail or "", style)


def _alone(
    stage: Stage, index: int, place: Place, page: Page, text: str, style: TextStyle
) -> Layer:
    writing = stage.write(text, style, place.rect, _ink(stage, place, page), place.upright)
    return spoken(stage, [writing], index, page, place.surface)


def _ink(stage: Stage, place: Place, page: Page) -> Ink:
    surface = place.surface or stage.look.inks.ground
    return Ink(surface, surface.text, surface.rest, page.life)
