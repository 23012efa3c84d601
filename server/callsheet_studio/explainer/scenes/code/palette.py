"""The colors of code in a look, and the panel that it stands on."""

from collections.abc import Mapping
from dataclasses import dataclass

from callsheet_studio.drawing.color import READABLE, Color
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import blur_paint, fill, sk_rect, sk_rrect, stroke
from callsheet_studio.explainer.scene_context import SceneContext
from callsheet_studio.explainer.scenes.code.highlighting import Role

BAND = 0.16
"""How much of the look's color is in the band behind lit lines."""
MARGIN = 0.25
"""Contrast beyond the least."""


@dataclass(frozen=True)
class CodePalette:
    """The colors of code in a style: the panel, the band behind highlighted lines, and one for
    each role. All can be read on panel and band."""

    panel: Color
    band: Color
    roles: Mapping[Role, Color]

    @classmethod
    def of(cls, context: SceneContext) -> "CodePalette":
        """Return the colors of code in the scene's theme."""
        inks = context.theme.inks
        panel, brand = inks.panel.fill, inks.brand
        tint = brand.primary if brand.primary.contrast(panel) > 2 else inks.panel.accent
        other, name = sorted((brand.secondary, brand.tertiary), key=brand.primary.distance)
        band = panel.mix(tint, BAND)
        wanted: dict[Role, Color] = {
            "text": inks.panel.text,
            "keyword": brand.primary,
            "name": name,
            "string": brand.accent,
            "number": other,
            "comment": inks.panel.quiet,
        }
        grounds = panel, band
        roles: dict[Role, Color] = {
            role: ink.with_min_contrast(grounds, READABLE + MARGIN) for role, ink in wanted.items()
        }
        return cls(panel, band, roles)

    def contrast(self, role: Role) -> float:
        """Return the lowest WCAG contrast of a word of this role, on the panel or the band."""
        return self.roles[role].min_contrast((self.panel, self.band))


def paint_panel(
    canvas: skia.Canvas, context: SceneContext, rect: Rect, palette: CodePalette
) -> None:
    """Paint the panel at `rect` under code on a canvas, in the style of the look's cards."""
    inks, preset = context.theme.inks, context.theme.preset
    radius = min(preset.radius, 18)
    if preset.card == "sheet":
        canvas.drawRRect(sk_rrect(rect.shift(0, 5), radius), blur_paint(inks.ground.text, 8, 0.13))
    if preset.card == "sticker":
        canvas.drawRRect(sk_rrect(rect.shift(0, 6), radius), fill(inks.ground.text, 0.22))
    canvas.drawRRect(sk_rrect(rect, radius), fill(palette.panel))
    if preset.card in {"glass", "paper", "rule", "sketch"}:
        canvas.drawRRect(sk_rrect(rect.inset(0.75), radius), stroke(inks.edge, 1.5))


def paint_bar(canvas: skia.Canvas, context: SceneContext, rect: Rect) -> None:
    """Paint a bar along the left side of `rect`, which marks the output of code."""
    radius = min(context.theme.preset.radius, 18)
    canvas.save()
    canvas.clipRRect(sk_rrect(rect, radius), doAntiAlias=True)
    canvas.drawRect(sk_rect(rect.left_part(7)), fill(context.theme.inks.panel.accent))
    canvas.restore()
