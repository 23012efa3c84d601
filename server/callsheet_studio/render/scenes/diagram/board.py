"""The board on which a diagram is drawn: its camera, its parts, and what of it is reported."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from callsheet_studio.diagrams.layout.model import Bounds
from callsheet_studio.render.geometry import Rect
from callsheet_studio.render.graphics import skia
from callsheet_studio.render.inks import Surface
from callsheet_studio.render.scenes.diagram.camera import PULL_BACK, Camera
from callsheet_studio.render.scenes.diagram.labels import Label
from callsheet_studio.render.scenes.diagram.nodes import Painter
from callsheet_studio.render.sprite import box
from callsheet_studio.render.stage import Box, Layer, Stage

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

    def add(self, *painters: Painter) -> None:
        """Draw these on top of what is there."""
        self.painters.extend(painters)

    def note(self, text: str, label: Label, bounds: Bounds, surface: Surface, cue: float) -> None:
        """Report a text: where the whole is seen, and as large as when it is spoken of."""
        if not label.words:
            return
        x, y = bounds.center
        block, whole = label.block, self.camera.whole
        width, height = min(block.width, bounds.width), min(block.height, bounds.height)
        rect = whole.place(Bounds.around((x, y), width, height), self.camera.room)
        zoom = max(self.camera.at(t).zoom for t in (cue, cue + ARRIVED))
        self.stage.boxes.append(
            Box(
                text,
                rect,
                block.size * zoom,
                block.style.size * zoom,
                block.cut,
                surface.contrast(surface.text),
                block.missing,
                (max(cue, self.camera.end + PULL_BACK if self.camera.stops else cue), float("inf")),
            )
        )

    def layer(self) -> Layer:
        """Everything that was added, as one layer of the scene."""
        painters: Sequence[Painter] = tuple(self.painters)

        def draw(canvas: skia.Canvas, t: float) -> None:
            canvas.save()
            canvas.clipRect(box(self.window), doAntiAlias=True)
            self.camera.look(canvas, t)
            for paint in painters:
                paint(canvas, t)
            canvas.restore()

        return draw


def window_of(stage: Stage, room: Rect) -> Rect:
    """The whole breadth of the frame, between the headline and the captions."""
    sheet = stage.size.sheet
    return Rect(sheet.x, room.y - 10, sheet.w, stage.size.caption_band.y - room.y + 6)
