"""Windows of a house front, and the colours of signs."""

from callsheet_studio.animatic.backdrop import Backdrop
from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill

CONCRETE = tuple(Color.parse(c) for c in ("#5f6b80", "#77809a", "#8a7f86", "#54607a", "#9a8f8a"))
BRICK = tuple(Color.parse(c) for c in ("#a8553f", "#8d6a55", "#c08a5a", "#6f7c8c", "#b5a38c"))
NEON = tuple(Color.parse(c) for c in ("#ff3fa4", "#29e7ff", "#a259ff", "#ffb43f", "#3fffb0"))


def windows(canvas: skia.Canvas, block: Rect, scenery: Backdrop, depth: float) -> None:
    """Rows of panes; the darker it is, the more of them shine."""
    dice, light = scenery.rng, scenery.light
    pitch = 9 + 12 * depth
    share = 0.12 + 0.42 * light.dark
    glow = light.shine(Color.parse("#ffd98f"), depth)
    pane = light.lit(Color.parse("#2c3a55"), depth)
    columns, rows = int((block.w - 6) / pitch), int((block.h - 40) / (pitch * 1.35))
    inset = (block.w - columns * pitch) / 2
    for row in range(rows):
        for column in range(columns):
            lit = dice.random() < share and light.dark > 0.15
            paint = fill(glow, dice.uniform(0.55, 1.0)) if lit else fill(pane, 0.45)
            x, y = block.x + inset + column * pitch, block.y + 12 + row * pitch * 1.35
            canvas.drawRect(skia.Rect.MakeXYWH(x, y, pitch * 0.55, pitch * 0.72), paint)
