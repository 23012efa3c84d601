"""Texts of a diagram: measured for its layout, and drawn as glyphs, so that any zoom is sharp."""

from dataclasses import dataclass, replace

from callsheet_studio.diagrams.layout.model import DiagramLayout, Measure, Role
from callsheet_studio.diagrams.layout.place import lay_out
from callsheet_studio.diagrams.model import Flowchart, MindMap, SequenceDiagram, StateDiagram
from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.draw_list import paint_paragraph
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill
from callsheet_studio.drawing.text_layout import TextBlock, TextStyle
from callsheet_studio.explainer.scene_context import LEAST, SceneContext

SIZES: dict[Role, float] = {"node": 30.0, "edge": 26.5, "group": 26.5, "note": 26.5}
"""Design units at the zoom at which a part is spoken of: never under 26 pixels at 720p."""
WIDTHS: dict[Role, float] = {"node": 290.0, "edge": 230.0, "group": 420.0, "note": 330.0}
"""Of a line, at most."""
DENSE_SIZE, WAYS = 26.5, (0.75, 1.4, 1.8)
"""Of any text, and the shares of its width that are tried, in a diagram that is too large to be
read at once: narrow texts, and few lines."""
MOST_LINES = 8
SHORT, LONGEST = 5, 20
"""Letters of a word that fits any label, and of one that makes its label wider, at most."""
UNBOUND = 4096.0
"""A width in which any word fits."""
SHRINK = 0.99
"""Of its size, what a text with a long word is set at if that spares a line."""
_BASELINE = 0.355
"""From the middle of a line to its baseline, as a share of the size."""


@dataclass(frozen=True)
class TypesetLabel:
    """A text that is laid out, in one color."""

    block: TextBlock
    color: Color
    words: tuple[tuple["skia.textlayout.Paragraph", float, float], ...]
    """Each word, and the (x, y) of its upper left corner relative to the text's middle."""

    def draw(self, canvas: skia.Canvas, x: float, y: float) -> None:
        """Draw the text with its middle at (x, y)."""
        for word, dx, dy in self.words:
            paint_paragraph(canvas, word, x + dx, y + dy)


def least_zoom(context: SceneContext) -> float:
    """Return the smallest zoom at which a diagram's smallest text can be read; at 1 it is drawn in
    the size in which it was laid out."""
    return LEAST / min(context.style("text", size).size * SHRINK for size in SIZES.values())


def measure_on(context: SceneContext) -> Measure:
    """Return a function that gives the (width, height) of a text with a role, in the fonts of
    the scene's theme."""

    def measure(text: str, role: Role) -> tuple[float, float]:
        block = _fit(context, text, role)
        return block.width, block.height

    return measure


def lay_out_readably(
    context: SceneContext, diagram: Flowchart | StateDiagram | MindMap | SequenceDiagram, room: Rect
) -> tuple[SceneContext, DiagramLayout]:
    """Return the layout of a diagram, and the context in which its texts are set.

    In the context texts are smaller, and narrower or wider (`label_width`), if more of a large
    diagram can be read at once then.

    Args:
        room: The rectangle in which it is drawn, in design units.
    """
    size, least = (room.w, room.h), least_zoom(context)
    best = context, lay_out(diagram, measure_on(context), size)
    for share in WAYS if best[1].scale_in(*size) < least else ():
        dense = replace(context, label_width=share)
        layout = lay_out(diagram, measure_on(dense), size)
        # A sequence is read from top to bottom, with all participants in view.
        cuts = isinstance(diagram, SequenceDiagram) and least * layout.width > room.w
        if layout.scale_in(*size) > best[1].scale_in(*size) and not cuts:
            best = dense, layout
    return best


def set_label(context: SceneContext, text: str, role: Role, color: Color) -> TypesetLabel:
    """Return a text of a diagram, laid out and centered as it was measured (`measure_on`).

    Args:
        role: What the text is, such as `node`, which decides its size.
    """
    block = _fit(context, text, role)
    words: list[tuple[skia.textlayout.Paragraph, float, float]] = []
    for row, line in enumerate(block.lines):
        left = -max(word.x + word.width for word in line) / 2
        base = (row + 0.5 - len(block.lines) / 2) * block.leading + _BASELINE * block.size
        for word in line:
            paragraph = context.typesetter.paragraph(
                word.text, block.style.face, block.size, fill(color), block.style.tracking
            )
            words.append((paragraph, left + word.x, base - paragraph.AlphabeticBaseline))
    return TypesetLabel(block, color, tuple(words))


def _fit(context: SceneContext, text: str, role: Role) -> TextBlock:
    size = DENSE_SIZE if context.label_width else SIZES[role]
    width = (context.label_width or 1.0) * WIDTHS[role]
    style = context.style("strong" if role in ("node", "group") else "text", size, MOST_LINES)
    style = replace(style, align="centre", floor=SHRINK)
    return context.typesetter.fit(text, style, max(width, _longest_word(context, text, style)))


def _longest_word(context: SceneContext, text: str, style: TextStyle) -> float:
    """The width of the longest word, up to `LONGEST` letters, so that it is not broken."""
    words = [word for word in text.split() if SHORT < len(word) <= LONGEST]
    return max((context.typesetter.fit(word, style, UNBOUND).width for word in words), default=0.0)
