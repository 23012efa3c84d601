"""Boxes of a diagram in the look's own manner: at rest, and while they are spoken of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from callsheet_studio.diagrams.layout.model import Bounds, Role
from callsheet_studio.diagrams.model import Shape
from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.easing import Transform
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, stroke
from callsheet_studio.explainer.scene_context import SceneContext
from callsheet_studio.explainer.scenes.diagram.labels import TypesetLabel, set_label
from callsheet_studio.explainer.scenes.diagram.outlines import details_of, outline_shape
from callsheet_studio.explainer.theme.color_roles import ColorRoles
from callsheet_studio.explainer.theme.presets import Card
from callsheet_studio.explainer.theme.theme import Theme


@dataclass(frozen=True)
class NodeStyle:
    """How one style draws the boxes of a diagram."""

    shadow: tuple[float, float, float]
    """Offset of a hard shadow to the right and down, and its opacity."""
    rest: float
    """Width of the outline at rest; 0: none."""
    lit: float
    """Width of the outline while it is spoken of."""


SKINS: Mapping[Card, NodeStyle] = {
    "glass": NodeStyle((0, 0, 0), 2.0, 3.5),
    "paper": NodeStyle((0, 0, 0), 2.0, 3.5),
    "sheet": NodeStyle((0, 5, 0.12), 1.5, 3.0),
    "slab": NodeStyle((7, 7, 0.35), 0, 0),
    "rule": NodeStyle((0, 0, 0), 1.6, 2.6),
    "sketch": NodeStyle((0, 0, 0), 2.4, 4.0),
    "sticker": NodeStyle((0, 6, 0.22), 0, 5.0),
}


@dataclass(frozen=True)
class NodeArt:
    """A box of a diagram with its text, ready to be drawn."""

    bounds: Bounds
    shape: Shape
    outline: skia.Path
    details: skia.Path | None
    """Lines inside the outline; None: the shape has none."""
    texts: tuple[TypesetLabel, TypesetLabel]
    """As it is drawn at rest, and highlighted."""
    theme: Theme
    tint: Color | None = None
    """Of the outline, where it belongs to a branch."""

    def draw(self, canvas: skia.Canvas, pose: Transform, focus: float) -> None:
        """Draw the box with a transform.

        Args:
            focus: How far it is highlighted, 0 to 1.
        """
        if pose.alpha <= 0.004:
            return
        x, y = self.bounds.center
        canvas.save()
        canvas.translate(x + pose.dx, y + pose.dy)
        canvas.scale(pose.scale, pose.scale)
        canvas.rotate(pose.turn)
        canvas.translate(-x, -y)
        if pose.shown < 1:
            canvas.clipRect(to_rect(self.bounds.grow(12), pose.shown), doAntiAlias=True)
        if pose.alpha < 1:
            canvas.saveLayerAlpha(to_rect(self.bounds.grow(12)), round(255 * pose.alpha))
        self._draw_body(canvas, focus)
        if self.shape != "bar":
            self.texts[focus > 0.5].draw(canvas, *self._middle())
        if pose.alpha < 1:
            canvas.restore()
        canvas.restore()

    def _middle(self) -> tuple[float, float]:
        x, y = self.bounds.center
        return x, y + {"cylinder": 8.0, "document": -8.0}.get(self.shape, 0.0)

    def _draw_body(self, canvas: skia.Canvas, focus: float) -> None:
        inks, skin = self.theme.inks, SKINS[self.theme.preset.card]
        if self.shape == "text":
            return
        if self.shape in ("start", "end", "bar"):
            self._draw_dot(canvas, inks, focus)
            return
        dx, dy, dark = skin.shadow
        if dark:
            canvas.save()
            canvas.translate(dx, dy)
            canvas.drawPath(self.outline, fill(inks.ground.text.with_lightness(0.15), dark))
            canvas.restore()
        canvas.drawPath(self.outline, fill(inks.panel.fill.mix(inks.lit.fill, focus)))
        width = skin.rest + (skin.lit - skin.rest) * focus
        edge = (self.tint or _edge(inks)).mix(inks.accent, focus)
        if width > 0.1:
            canvas.drawPath(self.outline, stroke(edge, width))
        if self.details:
            canvas.drawPath(self.details, stroke(edge, max(2.0, width)))

    def _draw_dot(self, canvas: skia.Canvas, inks: ColorRoles, focus: float) -> None:
        color = inks.ground.text.mix(inks.accent, focus)
        if self.details:
            canvas.drawPath(self.outline, stroke(color, 3))
            canvas.drawPath(self.details, fill(color))
        else:
            canvas.drawPath(self.outline, fill(color))


def make_node(
    context: SceneContext,
    text: str,
    shape: Shape,
    bounds: Bounds,
    role: Role = "node",
    tint: Color | None = None,
) -> NodeArt:
    """Return a box of a diagram in the scene's style, ready to be drawn at rest and highlighted.

    Args:
        role: What its text is, which decides its size.
        tint: A color of its own, or None.
    """
    inks = context.theme.inks
    colors = (
        (inks.ground.text, inks.ground.accent)
        if shape == "text"
        else (inks.panel.text, inks.lit.text)
    )
    rest, lit = (set_label(context, text, role, color) for color in colors)
    radius = context.theme.preset.radius
    outline, details = outline_shape(shape, bounds, radius), details_of(shape, bounds)
    return NodeArt(bounds, shape, outline, details, (rest, lit), context.theme, tint)


def line_color(inks: ColorRoles) -> Color:
    """Return the color of a diagram's lines at rest: visible on the background, with less
    contrast than boxes."""
    return inks.ground.fill.mix(inks.ground.text, 0.55)


def _edge(inks: ColorRoles) -> Color:
    return inks.panel.fill.mix(inks.primary, 0.75)


def to_rect(bounds: Bounds, share: float = 1.0) -> skia.Rect:
    """Return bounds as Skia's rectangle, with only the first `share` (0 to 1) of the width."""
    return skia.Rect.MakeXYWH(bounds.x, bounds.y, bounds.width * share, bounds.height)


Painter = Callable[[skia.Canvas, float], None]
"""Draws a part at a time, in units of the diagram."""
