"""Contact sheets: every picture whole, its label above it."""

import numpy as np

from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.media.contact_sheet import sheet

SIZE = (160, 90)
RED = 0xFFFF0000


def test_labels_hide_nothing_of_their_pictures() -> None:
    made = sheet([(f"Scene {n}", _red) for n in range(5)], SIZE, 3)
    image = skia.Image.MakeFromEncoded(skia.Data.MakeWithCopy(made))
    assert image
    pixels = image.toarray(colorType=skia.kRGBA_8888_ColorType)
    red = (pixels[:, :, 0] > 128) & (pixels[:, :, 1] < 90)
    white = (pixels[:, :, :3] > 128).all(axis=2)
    assert int(red.sum()) > 0.98 * 5 * SIZE[0] * SIZE[1]
    assert np.any(white)


def _red(canvas: skia.Canvas) -> None:
    canvas.clear(RED)
