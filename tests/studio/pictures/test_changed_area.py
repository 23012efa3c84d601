"""Outside the area that is said to have changed, a frame has the pixels of the frame before."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.studio.pictures.conftest import LookOf, Timed
from tests.studio.pictures.test_held_frames import decode

from callsheet_studio.drawing.changed_area import ChangeDetector, changed_area
from callsheet_studio.drawing.draw_list import Call, DrawList
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size
from callsheet_studio.media.video_encoder import FrameBuffer, encode
from callsheet_studio.storyboard.model import Item, Scene, SceneKind

WIDTH, HEIGHT = 320, 180
FAR = 280
"""Where a square rests in every drawing."""
SOFT = skia.Paint(MaskFilter=skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 4))


def square(canvas: skia.Canvas, x: float, paint: skia.Paint | None = None) -> None:
    canvas.drawRect(skia.Rect.MakeXYWH(x, 20, 10, 10), paint or skia.Paint(Color=0xFFFFFFFF))


def scaled(canvas: skia.Canvas, t: float) -> None:
    canvas.save()
    canvas.scale(1 + t, 1 + t)
    square(canvas, 20)
    canvas.restore()
    square(canvas, FAR)


def layered(canvas: skia.Canvas, t: float) -> None:
    canvas.saveLayerAlpha(None, round(255 * t))
    canvas.save()
    square(canvas, 20)
    canvas.restore()
    square(canvas, 60)
    canvas.restore()
    square(canvas, FAR)


def added(canvas: skia.Canvas, t: float) -> None:
    square(canvas, 20)
    if t > 0.6:
        square(canvas, 60)
    square(canvas, FAR)


def blurred(canvas: skia.Canvas, t: float) -> None:
    square(canvas, FAR)
    square(canvas, 60 * t, SOFT)


def clipped(canvas: skia.Canvas, t: float) -> None:
    canvas.save()
    canvas.clipRect(skia.Rect.MakeXYWH(0, 0, 40 * t, HEIGHT))
    canvas.drawRect(skia.Rect.MakeWH(200, HEIGHT), skia.Paint(Color=0xFF00FF00))
    canvas.restore()
    square(canvas, FAR)


@pytest.mark.parametrize("draw", [scaled, layered, added, blurred, clipped])
@pytest.mark.parametrize("times", [(0.5, 1.0), (1.0, 0.5)])
def test_what_changed_lies_in_the_area_and_what_rests_does_not(
    draw: Callable[[skia.Canvas, float], None], times: tuple[float, float]
):
    """Also under a transform, a clip or a layer that changes, and when something comes or goes."""
    before, after = (pixels(draw, t) for t in times)
    one, other = (calls(draw, t) for t in times)
    area = changed_area(one, other, skia.IRect(WIDTH, HEIGHT))
    rows, columns = np.nonzero((before != after).any(axis=2))
    assert len(rows)
    assert area.left() <= columns.min() and columns.max() < area.right() <= FAR
    assert area.top() <= rows.min() and rows.max() < area.bottom()


def pixels(draw: Callable[[skia.Canvas, float], None], t: float) -> NDArray[np.uint8]:
    surface = skia.Surface(WIDTH, HEIGHT)
    draw(surface.getCanvas(), t)
    return surface.makeImageSnapshot().toarray()


def calls(draw: Callable[[skia.Canvas, float], None], t: float) -> list[Call]:
    drawn = DrawList()
    draw(cast(skia.Canvas, drawn), t)
    return drawn.calls


@pytest.mark.parametrize("kind", ["points", "steps", "bars"])
def test_scenes_change_only_in_their_areas(kind: SceneKind, timed: Timed, look_of: LookOf):
    """The frame kept and changed has the pixels of one that is drawn by itself."""
    items = (Item(text="Rise", value=3), Item(text="Cool", value=2), Item(text="Fall", value=1))
    narration = "Warm air rises, cools as it goes, and what it carried falls again."
    scene = timed(Scene(title="Rain", kind=kind, items=items, narration=narration))
    size = Size.of("16:9", 180)
    picture = SceneRenderer(scene, look_of(), size)
    kept, changes = skia.Surface(size.width, size.height), ChangeDetector(picture.draw)
    before, moved = kept.makeImageSnapshot().toarray(), 0
    for n in range(40):
        area = changes.draw(kept.getCanvas(), n / 15)
        now = kept.makeImageSnapshot().toarray()
        outside = np.ones(now.shape[:2], bool)
        outside[area.top() : area.bottom(), area.left() : area.right()] = False
        assert (now[outside] == before[outside]).all()
        assert (now == pixels(picture.draw, n / 15)).all()
        before, moved = now, moved + (not area.isEmpty())
    assert moved > 10


def test_a_frame_converted_in_part_is_coded_as_one_converted_whole(tmp_path: Path):
    """Within a rounding of chroma in the row at the area's edge: far above 40 dB."""

    def draw(canvas: skia.Canvas, t: float) -> None:
        canvas.clear(0xFF336699)
        canvas.drawCircle(160, 40 + 60 * t, 30, skia.Paint(Color=0xFFFF8800, AntiAlias=True))

    def film(name: str, paint: Callable[[skia.Canvas, int], skia.IRect | None]):
        file = tmp_path / name
        list(encode(file, (WIDTH, HEIGHT), 30, range(60), paint, holds=True))
        return np.array(decode(file), float)

    changes = ChangeDetector(draw)
    parts = film("parts.mp4", lambda canvas, n: changes.draw(canvas, n / 30))
    whole = film("whole.mp4", lambda canvas, n: draw(canvas, n / 30))
    assert np.mean((parts - whole) ** 2) < 255**2 / 10**5
    assert len({frame.tobytes() for frame in whole}) == 60


def test_fine_lines_are_as_sharp_at_the_right_as_at_the_left():
    """Brightness is converted pixel by pixel: nothing is blurred, and nothing moves."""
    width, height = 1280, 32
    buffer = FrameBuffer((width, height))
    buffer.canvas.clear(0xFF000000)
    for x in range(0, width, 2):
        buffer.canvas.drawRect(skia.Rect.MakeXYWH(x, 0, 1, height), skia.Paint(Color=0xFFFFFFFF))
    buffer.convert(None)
    luma = buffer.to_frame(0, 30).to_ndarray()[:height]
    assert (luma[:, ::2] == 235).all()
    assert (luma[:, 1::2] == 16).all()
