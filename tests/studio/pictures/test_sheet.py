"""Contact sheets: every picture whole, its label above it."""

import numpy as np

from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.media.contact_sheet import LARGEST_SHEET, sheet

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


def test_pictures_full_of_detail_make_a_smaller_sheet_not_a_larger_file() -> None:
    """A sheet of more than 40,000 bytes is in no answer."""
    made = sheet([(str(n), _noise) for n in range(10)], (384, 216), 4)
    assert len(made) <= LARGEST_SHEET
    image = skia.Image.MakeFromEncoded(skia.Data.MakeWithCopy(made))
    assert image and image.width() > 384


def _noise(canvas: skia.Canvas) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (216, 384, 4), np.uint8)
    canvas.drawImage(skia.Image.fromarray(pixels), 0, 0)


def _red(canvas: skia.Canvas) -> None:
    canvas.clear(RED)
