"""Sprites: things drawn once into an image, then moved, faded and scaled for next to nothing.

A sprite at rest lies on whole pixels, so it is copied as it was drawn.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.easing import REST, Transform
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia

SMOOTH = skia.SamplingOptions(skia.FilterMode.kLinear)


@dataclass(frozen=True)
class Sprite:
    """What `paint` draws inside `rect`, kept as an image from the first time that it is needed."""

    rect: Rect
    """Design units, on whole pixels."""
    unit: float
    """Pixels in a design unit."""
    paint: Callable[[skia.Canvas], None]
    mirrored: bool = False
    """Whether its image is mirrored, so that it can be read on a canvas that is mirrored too."""

    @classmethod
    def record(
        cls,
        rect: Rect,
        unit: float,
        paint: Callable[[skia.Canvas], None],
        mirrored: bool = False,
    ) -> "Sprite":
        """Return a sprite of what `paint` draws inside `rect` (design units), enlarged to whole
        pixels.

        Args:
            unit: Pixels for one design unit.
            mirrored: Whether left and right are exchanged.
        """
        left, top = math.floor(rect.x * unit), math.floor(rect.y * unit)
        width = max(1, math.ceil(rect.right * unit) - left)
        height = max(1, math.ceil(rect.bottom * unit) - top)
        place = Rect(left / unit, top / unit, width / unit, height / unit)
        return cls(place, unit, paint, mirrored)

    @cached_property
    def image(self) -> skia.Image:
        """Return the image at the frame's resolution, drawn at the first call."""
        width, height = round(self.rect.w * self.unit), round(self.rect.h * self.unit)
        surface = skia.Surface(width, height)
        canvas = surface.getCanvas()
        if self.mirrored:
            canvas.translate(width, 0)
            canvas.scale(-1, 1)
        canvas.translate(-round(self.rect.x * self.unit), -round(self.rect.y * self.unit))
        canvas.scale(self.unit, self.unit)
        self.paint(canvas)
        return surface.makeImageSnapshot()

    @cached_property
    def _place(self) -> skia.Rect:
        return sk_rect(self.rect)

    def draw(self, canvas: skia.Canvas, pose: Transform = REST) -> None:
        """Draw the sprite with a transform; the canvas is in design units. Nothing is drawn of one
        that is hidden."""
        if pose.alpha <= 0.004 or pose.shown <= 0:
            return
        if pose == REST:
            canvas.drawImageRect(self.image, self._place, SMOOTH)
            return
        paint = skia.Paint(Alphaf=min(1.0, pose.alpha))
        if pose.scale == 1 and not pose.turn and pose.shown >= 1:
            left, top = self.rect.x + pose.dx, self.rect.y + pose.dy
            self._put(canvas, left, top, paint)
            return
        canvas.save()
        canvas.translate(self.rect.cx + pose.dx, self.rect.cy + pose.dy)
        canvas.scale(pose.scale, pose.scale)
        canvas.rotate(pose.turn)
        self._uncover(canvas, pose.shown)
        self._put(canvas, -self.rect.w / 2, -self.rect.h / 2, paint)
        canvas.restore()

    def _put(self, canvas: skia.Canvas, left: float, top: float, paint: skia.Paint) -> None:
        # On whole pixels Skia copies, whatever the filter.
        place = skia.Rect.MakeXYWH(left, top, self.rect.w, self.rect.h)
        canvas.drawImageRect(self.image, place, SMOOTH, paint)

    def _uncover(self, canvas: skia.Canvas, shown: float) -> None:
        if shown >= 1:
            return
        left, top = -self.rect.w / 2, -self.rect.h / 2
        part = skia.Rect.MakeXYWH(left, top, self.rect.w * shown, self.rect.h)
        canvas.clipRect(part, doAntiAlias=True)


def fill(color: Color, alpha: float = 1.0) -> skia.Paint:
    """Return a paint that fills with a color; `alpha` is 0 to 1."""
    return skia.Paint(AntiAlias=True, Color=color.argb(alpha))


def stroke(color: Color, width: float, alpha: float = 1.0) -> skia.Paint:
    """Return a paint that strokes with round ends; `width` in design units, `alpha` 0 to 1."""
    return skia.Paint(
        AntiAlias=True,
        Color=color.argb(alpha),
        Style=skia.Paint.kStroke_Style,
        StrokeWidth=width,
        StrokeCap=skia.Paint.kRound_Cap,
        StrokeJoin=skia.Paint.kRound_Join,
    )


def blur_paint(color: Color, blur: float, alpha: float = 1.0) -> skia.Paint:
    """Return a paint that fills with soft edges.

    Args:
        blur: The standard deviation of the Gaussian blur, in design units.
        alpha: 0 to 1.
    """
    paint = fill(color, alpha)
    paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    return paint


def sk_rect(rect: Rect) -> skia.Rect:
    """Return a rectangle as Skia's type."""
    return skia.Rect.MakeXYWH(rect.x, rect.y, rect.w, rect.h)


def sk_rrect(rect: Rect, radius: float) -> skia.RRect:
    """Return a rounded rectangle as Skia's type; the radius is at most half of the shorter side."""
    radius = min(radius, rect.w / 2, rect.h / 2)
    return skia.RRect.MakeRectXY(sk_rect(rect), radius, radius)


def rounded_path(rect: Rect, radius: float = 0.0) -> skia.Path:
    """Return a rectangle with rounded corners as a path.

    Args:
        radius: In the units of `rect`; at most half of the shorter side is used.
    """
    path = skia.Path()
    path.addRRect(sk_rrect(rect, radius))
    return path


def polygon(*corners: tuple[float, float]) -> skia.Path:
    """Return a closed path with these corners, each (x, y)."""
    path = skia.Path()
    path.addPoly([skia.Point(x, y) for x, y in corners], True)
    return path


def draw_partial_path(
    canvas: skia.Canvas, path: skia.Path, paint: skia.Paint, share: float
) -> None:
    """Draw the first `share` (0 to 1) of a path: of its whole length, contour after contour."""
    if share > 0:
        canvas.drawPath(path if share >= 0.999 else _beginning(path, share), paint)


def _beginning(path: skia.Path, share: float) -> skia.Path:
    """The first `share` of a path's length."""
    measure, lengths = skia.PathMeasure(path, False), list[float]()
    while not lengths or measure.nextContour():
        lengths.append(measure.getLength())
    measure.setPath(path, False)
    part, left = skia.Path(), share * sum(lengths)
    for length in lengths:
        if left > 0:
            measure.getSegment(0, min(left, length), part, True)
        left -= length
        measure.nextContour()
    return part
