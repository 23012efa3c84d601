"""The film's logo: small in the upper corner of every scene, larger in the closing."""

import numpy as np

from callsheet_studio.drawing.color import VISIBLE, Color
from callsheet_studio.drawing.easing import Transform
from callsheet_studio.drawing.geometry import Rect, Size
from callsheet_studio.drawing.picture_file import read_picture
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill, sk_rect, sk_rrect
from callsheet_studio.explainer.scene_context import Layer, SceneContext
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.timeline import TimedScene

HEIGHT, HEIGHT_CLOSING = 40.0, 84.0
"""Design units."""
WIDEST = 5.0
"""Times as wide as high, at most."""
ABOVE, BELOW = 16.0, 10.0
"""Room over a logo in a wide frame, and under it in any."""
LEAST_CONTRAST = VISIBLE
"""Of a logo's mean color and the ground; below it a plate stands behind."""
PLATE = 9.0
"""Design units by which the plate is larger."""
_SAMPLES = 24


def logo_head(timed: TimedScene, theme: Theme, size: Size) -> float:
    """Return the height in design units that the content must leave free at the top for
    the logo; 0 without one."""
    if theme.logo is None:
        return 0.0
    height = _height(timed)
    return height + BELOW if size.tall else max(0.0, ABOVE + height + BELOW - size.safe.y)


def logo(context: SceneContext) -> Layer:
    """Return the layer of the film's logo in an upper corner, where it does not move; an empty
    layer if the film has none.

    The corner is the right one, or the left one in a language written from right to left.

    Raises:
        OSError: The logo's file can't be read.
    """
    image = read_picture(context.theme.logo) if context.theme.logo else None
    if image is None:
        return lambda canvas, t: None
    place = _place(context, image.width() / image.height())
    plate = _plate(context, image)

    def still(canvas: skia.Canvas) -> None:
        if plate:
            canvas.drawRRect(sk_rrect(place.inset(-PLATE), PLATE), fill(plate, 0.94))
        canvas.drawImageRect(image, sk_rect(place), _smooth(), skia.Paint())

    sprite = Sprite.record(place.inset(-PLATE), context.size.unit, still)
    return lambda canvas, _: sprite.draw(canvas, Transform())


def _height(timed: TimedScene) -> float:
    return HEIGHT_CLOSING if timed.scene.kind == "closing" else HEIGHT


def _place(context: SceneContext, ratio: float) -> Rect:
    safe, scene = context.size.safe, context.timed.scene
    height = _height(context.timed)
    height, width = min(height, height * WIDEST / ratio), min(height * ratio, height * WIDEST)
    x = safe.x if context.typesetter.reads_rtl(scene.title) else safe.right - width
    return Rect(x, safe.y - BELOW - height, width, height)


def _plate(context: SceneContext, image: skia.Image) -> Color | None:
    """The color behind a logo with see-through parts that would be lost on the ground."""
    pixels = np.zeros((_SAMPLES, _SAMPLES, 4), np.uint8)
    info = skia.ImageInfo.Make(
        _SAMPLES, _SAMPLES, skia.kRGBA_8888_ColorType, skia.kPremul_AlphaType
    )
    canvas = skia.Surface.MakeRasterDirect(info, pixels, _SAMPLES * 4).getCanvas()
    canvas.drawImageRect(image, skia.Rect.MakeWH(_SAMPLES, _SAMPLES), _smooth(), skia.Paint())
    red, green, blue, alpha = (float(pixels[:, :, n].mean()) / 255 for n in range(4))
    if alpha < 0.01 or alpha > 0.98:
        return None
    mean = Color(*(min(channel / alpha, 1.0) for channel in (red, green, blue)))
    if mean.contrast(context.theme.inks.ground.fill) >= LEAST_CONTRAST:
        return None
    white, black = Color(1, 1, 1), Color(0.07, 0.07, 0.08)
    return max((white, black), key=mean.contrast)


def _smooth() -> skia.SamplingOptions:
    return skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
