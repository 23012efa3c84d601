"""The board on which a diagram is drawn: its camera, its parts, and what of it is reported."""

import math
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, TypeAlias

from callsheet_studio.diagrams.layout.model import Bounds
from callsheet_studio.drawing.easing import ramp
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import sk_rect
from callsheet_studio.explainer.scene_context import SceneContext, TextBox
from callsheet_studio.explainer.scenes.diagram.camera import HELD, DiagramCamera, DiagramView
from callsheet_studio.explainer.scenes.diagram.labels import TypesetLabel
from callsheet_studio.explainer.scenes.diagram.nodes import Painter
from callsheet_studio.explainer.theme.color_roles import SurfaceColors

Edge: TypeAlias = Literal["top", "bottom", "left", "right"]
WHOLE, PIECE = 0.98, 0.12
"""Share of a part's breadth or height from which it is seen whole, and what may be missing of that
before it is not drawn."""
SOFT = 34.0
"""Breadth of the strip in which things fade out at the window's edges."""


@dataclass(frozen=True)
class Board:
    """Collects the functions that draw the parts of a diagram, in the order in which they are
    drawn, and records the boxes of its texts."""

    context: SceneContext
    camera: DiagramCamera
    window: Rect
    """The rectangle of the frame in which the diagram is visible."""
    heads: float | None = None
    """The lower edge, in the diagram, of what stays visible above everything else; None: nothing
    does."""
    painters: list[Painter] = field(default_factory=list[Painter])
    views: dict[float, DiagramView] = field(default_factory=dict[float, DiagramView])
    """A cache: the camera's view at the last second that was asked for."""

    def add(self, *painters: Painter) -> None:
        """Add functions that draw parts; they draw over those that were added before."""
        self.painters.extend(painters)

    def view(self, t: float) -> DiagramView:
        """Return what the camera shows at second `t`."""
        if t not in self.views:
            self.views.clear()
            self.views[t] = self.camera.at(t)
        return self.views[t]

    def is_seen(self, bounds: Bounds, t: float) -> bool:
        """Return whether any part of a rectangle of the diagram is inside the window at second
        `t`."""
        return self.window.meets(self.view(t).place(bounds, self.camera.room), 0)

    def heads_down(self, t: float) -> float:
        """Return how far `heads` is moved down at second `t`, in the diagram's units, so that it
        stays visible."""
        view = self.view(t)
        return max(0.0, view.y - self.camera.room.h / 2 / view.zoom)

    def window_at(self, t: float) -> Rect:
        """Return where the diagram is visible at second `t`: the window, below `heads`."""
        window, view, down = self.window, self.view(t), self.heads_down(t)
        if self.heads is None or not down:
            return window
        edge = self.camera.room.cy + (self.heads + down - view.y) * view.zoom + 4
        return Rect(window.x, edge, window.w, window.bottom - edge)

    def clearness(self, bounds: Bounds, t: float, *, across: bool = True) -> float:
        """Return how clearly a part is drawn at second `t`: 1 where it is seen whole, less the more
        of it is cut, and 0 where it would look like a piece.

        Args:
            across: Whether that counts also what is cut at the left or the right.
        """
        if not self.camera.stops:
            return 1.0
        place, window = self.view(t).place(bounds, self.camera.room), self.window_at(t)
        wide = min(place.right, window.right) - max(place.x, window.x)
        high = min(place.bottom, window.bottom) - max(place.y, window.y)
        shares = [high / max(place.h, 1.0), *([wide / max(place.w, 1.0)] if across else [])]
        return ramp(min(shares), WHOLE - PIECE, PIECE)

    def note(
        self, text: str, label: TypesetLabel, bounds: Bounds, surface: SurfaceColors, cue: float
    ) -> None:
        """Record the box of a text: where it is in the whole diagram, in the size that it has when
        it is spoken of.

        Args:
            label: The text as it is laid out.
            bounds: The part that it belongs to.
            surface: The colors of the surface under it.
            cue: When it enters, in seconds.
        """
        if not label.words:
            return
        block, camera = label.block, self.camera
        width, height = min(block.width, bounds.width), min(block.height, bounds.height)
        words = Bounds.around(bounds.center, width, height)
        rest = camera.rests_from(cue)
        zoom = max(camera.at(t).zoom for t in (rest, cue, cue + HELD))
        self.context.boxes.append(
            TextBox(
                text,
                camera.whole.place(words, camera.room),
                block.size * zoom,
                block.style.size * zoom,
                block.cut,
                surface.contrast(label.color),
                block.missing,
                (rest, math.inf),
            )
        )

    def draw(self, canvas: skia.Canvas, t: float) -> None:
        """Draw all parts as they are at second `t`; at the edges of the window they fade out."""
        view, window = self.view(t), self.window_at(t)
        whole = view.place(Bounds(0, 0, *self.camera.size), self.camera.room)
        beyond: dict[Edge, bool] = {
            "top": whole.y < window.y,
            "bottom": whole.bottom > window.bottom,
            "left": whole.x < window.x,
            "right": whole.right > window.right,
        }
        fades: list[Edge] = [edge for edge, is_cut in beyond.items() if is_cut]
        canvas.save()
        canvas.clipRect(sk_rect(window), doAntiAlias=True)
        if fades:
            canvas.saveLayer(sk_rect(window), skia.Paint())
        canvas.save()
        view.look(canvas, self.camera.room)
        for paint in self.painters:
            paint(canvas, t)
        canvas.restore()
        for edge in fades:
            _fade(canvas, window, edge)
        if fades:
            canvas.restore()
        canvas.restore()


def _fade(canvas: skia.Canvas, window: Rect, edge: Edge) -> None:
    """Let what was drawn since the layer began fade towards an edge of the window."""
    strip, paint = _fading(window, edge)
    canvas.drawRect(sk_rect(strip), paint)


@lru_cache(maxsize=64)
def _fading(window: Rect, edge: Edge) -> tuple[Rect, skia.Paint]:
    """The strip at an edge, and its paint: the same one again, since two shaders are never equal,
    and a frame that rests has to be."""
    strip, ends = {
        "top": (window.top_part(SOFT), ((0, window.y), (0, window.y + SOFT))),
        "bottom": (window.bottom_part(SOFT), ((0, window.bottom), (0, window.bottom - SOFT))),
        "left": (window.left_part(SOFT), ((window.x, 0), (window.x + SOFT, 0))),
        "right": (window.right_part(SOFT), ((window.right, 0), (window.right - SOFT, 0))),
    }[edge]
    points = [skia.Point(*end) for end in ends]
    shader = skia.GradientShader.MakeLinear(points, [0, 0xFF000000])
    return strip, skia.Paint(Shader=shader, BlendMode=skia.BlendMode.kDstIn)


def window_of(context: SceneContext, room: Rect) -> Rect:
    """Return the rectangle in which a diagram is visible: the whole width of the frame, between
    headline and captions."""
    sheet = context.size.sheet
    return Rect(sheet.x, room.y - 10, sheet.w, context.size.caption_band.y - room.y + 6)
