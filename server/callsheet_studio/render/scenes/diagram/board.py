"""The board on which a diagram is drawn: its camera, its parts, and what of it is reported."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from callsheet_studio.diagrams.layout.model import Bounds
from callsheet_studio.render.geometry import Rect
from callsheet_studio.render.graphics import skia
from callsheet_studio.render.inks import Surface
from callsheet_studio.render.motion import ramp
from callsheet_studio.render.scenes.diagram.camera import PULL_BACK, Camera, View
from callsheet_studio.render.scenes.diagram.labels import Label
from callsheet_studio.render.scenes.diagram.nodes import Painter
from callsheet_studio.render.sprite import box
from callsheet_studio.render.stage import Box, Layer, Stage

FADES = 0.4
"""The share of a part's height that may be outside the window before it is gone."""
ARRIVED = 0.6
"""Seconds after its time at which a part can be read."""


@dataclass(frozen=True)
class Board:
    """Collects painters in the order in which they are drawn, and notes the texts they draw."""

    stage: Stage
    camera: Camera
    window: Rect
    """What of the frame the diagram may be seen in."""
    painters: list[Painter] = field(default_factory=list[Painter])
    views: dict[float, View] = field(default_factory=dict[float, View])
    """The camera's view at the last time that was asked for."""

    def add(self, *painters: Painter) -> None:
        """Draw these on top of what is there."""
        self.painters.extend(painters)

    def view(self, t: float) -> View:
        """Where the camera is at a time."""
        if t not in self.views:
            self.views.clear()
            self.views[t] = self.camera.at(t)
        return self.views[t]

    def shown(self, bounds: Bounds, t: float) -> float:
        """How much of a part is to be seen: less as it leaves the window above or below."""
        rect = self.view(t).place(bounds, self.camera.room)
        if rect.right < self.window.x or rect.x > self.window.right:
            return 0.0
        outside = max(self.window.y - rect.y, rect.bottom - self.window.bottom)
        return 1 - ramp(outside, 0, FADES * rect.h)

    def note(self, text: str, label: Label, bounds: Bounds, surface: Surface, cue: float) -> None:
        """Report a text: where the whole is seen, and as large as when it is spoken of."""
        if not label.words:
            return
        block, whole = label.block, self.camera.whole
        width, height = min(block.width, bounds.width), min(block.height, bounds.height)
        rect = whole.place(Bounds.around(bounds.center, width, height), self.camera.room)
        zoom = max(self.camera.at(t).zoom for t in (cue, cue + ARRIVED))
        since = self.camera.end + PULL_BACK if self.camera.stops else cue
        self.stage.boxes.append(
            Box(
                text,
                rect,
                block.size * zoom,
                block.style.size * zoom,
                block.cut,
                surface.contrast(label.color),
                block.missing,
                (max(cue, since), math.inf),
            )
        )

    def layer(self) -> Layer:
        """Everything that was added, as one layer of the scene."""
        painters: Sequence[Painter] = tuple(self.painters)

        def draw(canvas: skia.Canvas, t: float) -> None:
            canvas.save()
            canvas.clipRect(box(self.window), doAntiAlias=True)
            self.view(t).look(canvas, self.camera.room)
            for paint in painters:
                paint(canvas, t)
            canvas.restore()

        return draw


def window_of(stage: Stage, room: Rect) -> Rect:
    """The whole breadth of the frame, between the headline and the captions."""
    sheet = stage.size.sheet
    return Rect(sheet.x, room.y - 10, sheet.w, stage.size.caption_band.y - room.y + 6)
