"""Image: a picture file, whole, in a frame that comes slowly closer and then rests."""

from dataclasses import replace

from callsheet_studio.drawing.easing import Transform, ease_out_expo, ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.picture_file import read_picture
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, blur_paint, sk_rect, sk_rrect, stroke
from callsheet_studio.explainer.layers.headline import heading
from callsheet_studio.explainer.scene_context import Layer, SceneContext, TextPaint
from callsheet_studio.explainer.scenes.callouts import draw_callouts
from callsheet_studio.explainer.scenes.points import points
from callsheet_studio.explainer.scenes.title import title
from callsheet_studio.explainer.timing.item_cues import item_times
from callsheet_studio.storyboard.content import Picture as PictureContent
from callsheet_studio.storyboard.model import Item
from callsheet_studio.text.phrase_splitting import join_words, split_portions
from callsheet_studio.text.timed_word import TimedWord

CLOSER = 0.06
"""How much smaller the frame is at first."""
COMES, PUSH = 0.15, 1.5
"""When the picture comes, and how many seconds it moves closer."""
UNDER, UNDER_TALL = 48.0, 80.0
"""The height of what stands below the picture."""
LEAST = 26.0
LONGEST, PART = 130, 90
"""Characters of the description of a missing picture that is shown as a whole, and columns of a
part of a longer one, at most."""


def image(context: SceneContext) -> list[Layer]:
    """Return the layers of a scene with a picture: headline, picture, credit and callouts; the
    picture's description if there is none, or it is no picture.

    Raises:
        OSError: Its file can't be read.
    """
    file = context.folder / (context.timed.scene.image or "")
    picture = read_picture(file)
    if picture is None:
        return _description_layers(context)
    safe, tall, scene = context.size.safe, context.size.tall, context.timed.scene
    head = heading(context, safe.top_part(160 if tall else 104), lines=3 if tall else 1)
    under = (UNDER_TALL if tall else UNDER) if scene.subtitle else 0.0
    room = Rect(safe.x, head.rect.bottom + 16, safe.w, safe.bottom - head.rect.bottom - 16 - under)
    scale = min(room.w / picture.width(), room.h / picture.height())
    frame = room.resize(picture.width() * scale, picture.height() * scale)
    layers = [head.layer, _frame(context, picture, frame)]
    if scene.subtitle:
        layers.append(
            _credit(context, scene.subtitle, Rect(safe.x, frame.bottom + 10, safe.w, under - 10))
        )
    if isinstance(scene.content, PictureContent) and scene.content.callouts:
        layers += draw_callouts(context, scene.content.callouts, frame)
    return layers


def _description_layers(context: SceneContext) -> list[Layer]:
    """The description of a picture that isn't there, as a quiet card; without one, a title."""
    content = context.timed.scene.content
    if not isinstance(content, PictureContent) or not (content.description or content.callouts):
        return title(context)
    parts = _parts(content.description)
    names = [*parts, *(callout.text for callout in content.callouts)]
    pictured = max(1, len(parts))
    items = [
        Item(text=name, icon="image" if n < pictured else None) for n, name in enumerate(names)
    ]
    if len(parts) > 1:
        words, seconds = context.timed.words, context.timed.seconds
        cues = item_times(items, words, 0.5, seconds, language=context.theme.language)
    else:
        cues = (0.5, *context.said.spoken) if parts else context.said.spoken
    return points(context.with_items(items, cues))


def _parts(description: str) -> list[str]:
    """A long description in parts that can be read, else as a whole."""
    if len(description) <= LONGEST:
        return [description] if description else []
    words = [TimedWord(word, 0, 0) for word in description.split()]
    return [join_words(part) for part in split_portions(words, PART)]


def _frame(context: SceneContext, picture: skia.Image, frame: Rect) -> Layer:
    """The picture, scaled once, then moved slowly closer inside its frame."""
    inks, unit = context.theme.inks, context.size.unit
    radius = context.theme.preset.radius
    shade = blur_paint(inks.ground.fill.with_lightness(0.1), 12, 0.35)
    shadow = Sprite.record(
        frame.inset(-50), unit, lambda c: c.drawRRect(sk_rrect(frame.shift(0, 8), radius), shade)
    )
    small = _scale(picture, frame, unit)

    def draw(canvas: skia.Canvas, t: float) -> None:
        p = smootherstep(ramp(t, COMES, 0.5))
        if p <= 0:
            return
        zoom = 1 - CLOSER * (1 - ease_out_expo(ramp(t, COMES, PUSH)))
        canvas.save()
        canvas.translate(frame.cx, frame.cy)
        canvas.scale(zoom, zoom)
        canvas.translate(-frame.cx, -frame.cy)
        shadow.draw(canvas, Transform(alpha=p))
        canvas.save()
        canvas.clipRRect(sk_rrect(frame, radius), doAntiAlias=True)
        sampling = skia.SamplingOptions(skia.FilterMode.kLinear)
        canvas.drawImageRect(small, sk_rect(frame), sampling, skia.Paint(Alphaf=p))
        canvas.restore()
        canvas.drawRRect(sk_rrect(frame, radius), stroke(inks.primary, 4, p))
        canvas.restore()

    return draw


def _scale(picture: skia.Image, frame: Rect, scale: float) -> skia.Image:
    """The picture at the pixels that it will need, resampled well."""
    width, height = max(1, round(frame.w * scale)), max(1, round(frame.h * scale))
    surface = skia.Surface(width, height)
    options = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
    surface.getCanvas().drawImageRect(
        picture, skia.Rect.MakeWH(width, height), options, skia.Paint()
    )
    return surface.makeImageSnapshot()


def _credit(context: SceneContext, text: str, rect: Rect) -> Layer:
    surface, motion = context.theme.inks.ground, context.theme.preset.motion
    base = context.style("text", 28, 2 if rect.h > UNDER else 1)
    style = replace(base, floor=LEAST / base.size)
    writing = context.place_text(text, style, rect, TextPaint(surface, surface.quiet), "middle")

    def draw(canvas: skia.Canvas, t: float) -> None:
        writing.draw(canvas, lambda _: motion.enter(t, 0.8))

    return draw
