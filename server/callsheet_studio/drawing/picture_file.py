"""Pictures from files: PNG, JPEG, WebP, GIF and SVG."""

from pathlib import Path

from callsheet_studio.drawing.skia_loader import skia

MOST_PIXELS = 40_000_000
"""Of a reference image or a drawn picture: decoded it takes 160 MB, four bytes a pixel."""
_SHARPEST = 1024
"""Pixels of an SVG drawing's longer side."""


def read_picture(file: Path) -> skia.Image | None:
    """Return the picture in a PNG, JPEG, WebP, GIF or SVG file; None when there is no such file or
    it is no picture. An SVG drawing, known by the ending `.svg`, gets a longer side of 1024 pixels.

    Raises:
        OSError: The file can't be read.
    """
    if not file.is_file():
        return None
    content = skia.Data.MakeWithCopy(file.read_bytes())
    return _draw_svg(content) if file.suffix == ".svg" else skia.Image.MakeFromEncoded(content)


def _draw_svg(content: skia.Data) -> skia.Image | None:
    drawing = skia.SVGDOM.MakeFromStream(skia.MemoryStream(content))
    if drawing is None:
        return None
    own = drawing.containerSize()
    width, height = (own.width() or _SHARPEST, own.height() or _SHARPEST)
    scale = _SHARPEST / max(width, height)
    surface = skia.Surface(max(1, round(width * scale)), max(1, round(height * scale)))
    surface.getCanvas().scale(scale, scale)
    drawing.setContainerSize(skia.Size(width, height))
    drawing.render(surface.getCanvas())
    return surface.makeImageSnapshot()
