"""A shot's backdrop in layers: what stands still is painted once, as wide as it will be seen.

Depth says how far a layer is: 0 infinitely far, 1 where the actor is, more in front of it.
"""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from callsheet_studio.animatic.camera import CameraView
from callsheet_studio.animatic.framing import Composition
from callsheet_studio.animatic.lighting import Lighting
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import sk_rect

Paint: TypeAlias = Callable[[skia.Canvas, Rect], None]
"""Draws what of a layer lies in the rectangle, in design units."""
Live: TypeAlias = Callable[[skia.Canvas, float], None]
"""Draws at t seconds into the shot, in the layer's own design units."""
SHARP = 0.6
"""Pixels of blur below which there is none."""
FAST = 1.5
"""Pixels a frame from which on whole-pixel steps cannot be seen."""


@dataclass(frozen=True)
class BackdropLayer:
    """One plane of the picture."""

    depth: float
    draw: Live
    steps: bool = False
    """Whether it moves by whole pixels: several times cheaper, and unseen when fast or still."""


@dataclass
class Backdrop:
    """What a place is painted into."""

    framing: Composition
    light: Lighting
    rng: random.Random
    reach: tuple[float, float]
    """The camera's leftmost and rightmost x in the shot, in metres."""
    layers: list[BackdropLayer] = field(default_factory=list[BackdropLayer])

    def visible_span(self, depth: float) -> tuple[float, float]:
        """Left and right end of what the camera sees of a layer."""
        first, last = (x * self.framing.stride * depth for x in self.reach)
        margin = 24 + 2 * self.framing.blur
        return first - margin, last + self.framing.w + margin

    def add_static_layer(self, depth: float, top: float, bottom: float, paint: Paint) -> None:
        """Add a layer that stands still, between these heights; none where all of it is lower.

        A close-up, and an actor in the air, have their ground below the frame.
        """
        left, right = self.visible_span(depth)
        margin = 3 * self.framing.blur
        rect = Rect(left, top - margin, right - left, bottom - top + 2 * margin)
        if rect.h <= 0:
            return
        steps = depth == 0 or self._speed(depth) >= FAST
        self.layers.append(BackdropLayer(depth, self._sprite(depth, rect, paint, steps), steps))

    def add_animated_layer(self, depth: float, draw: Live) -> None:
        """Add a layer that is drawn anew for every frame."""
        self.layers.append(BackdropLayer(depth, draw))

    def _sprite(self, depth: float, rect: Rect, paint: Paint, steps: bool) -> Live:
        image = self._image(depth, rect, paint)
        unit = self.framing.unit

        def draw(canvas: skia.Canvas, t: float) -> None:
            canvas.save()
            canvas.translate(rect.x, rect.y)
            canvas.scale(1 / unit, 1 / unit)
            sampling = skia.FilterMode.kNearest if steps else skia.FilterMode.kLinear
            canvas.drawImage(image, 0, 0, skia.SamplingOptions(sampling))
            canvas.restore()

        return draw

    def _image(self, depth: float, rect: Rect, paint: Paint) -> skia.Image:
        blur = self.framing.blur if depth < 0.99 else 0.0
        if blur * self.framing.unit < SHARP:
            return _painted(rect, self.framing.unit, paint)
        coarse = _painted(rect, self.framing.unit / 2, paint, blur)
        return _painted(rect, self.framing.unit, lambda canvas, _: _spread(canvas, coarse, rect))

    def _speed(self, depth: float) -> float:
        """Pixels a frame, about: the camera's way over a shot of a few seconds."""
        way = (self.reach[1] - self.reach[0]) * self.framing.stride * depth * self.framing.unit
        return way / 120


def _painted(rect: Rect, unit: float, paint: Paint, blur: float = 0.0) -> skia.Image:
    """An image of `rect` at `unit` pixels a design unit."""
    surface = skia.Surface(math.ceil(rect.w * unit), math.ceil(rect.h * unit))
    canvas = surface.getCanvas()
    if blur:
        lens = skia.ImageFilters.Blur(blur * unit, blur * unit, skia.TileMode.kClamp)
        canvas.saveLayer(None, skia.Paint(ImageFilter=lens))
    canvas.scale(unit, unit)
    canvas.translate(-rect.x, -rect.y)
    paint(canvas, rect)
    if blur:
        canvas.restore()
    return surface.makeImageSnapshot()


def _spread(canvas: skia.Canvas, image: skia.Image, rect: Rect) -> None:
    """An image blown up to fill `rect`: what is out of focus loses nothing by it."""
    canvas.drawImageRect(image, sk_rect(rect), skia.SamplingOptions(skia.FilterMode.kLinear))


def draw_layer(
    canvas: skia.Canvas, layer: BackdropLayer, view: CameraView, framing: Composition, t: float
) -> None:
    """Draw a layer as the camera sees it."""
    zoom = view.at(layer.depth)
    shift = view.x * framing.stride * layer.depth
    if zoom == 1 and layer.steps:
        shift = round(shift * framing.unit) / framing.unit
    canvas.save()
    canvas.translate(framing.w / 2, framing.horizon)
    canvas.scale(zoom, zoom)
    canvas.translate(-framing.w / 2 - shift, -framing.horizon)
    layer.draw(canvas, t)
    canvas.restore()
