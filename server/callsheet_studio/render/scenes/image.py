"""Image: a picture file, whole, in a frame, moving slowly closer."""

from pathlib import Path

from callsheet_studio.render.geometry import Rect
from callsheet_studio.render.graphics import skia
from callsheet_studio.render.heading import heading
from callsheet_studio.render.motion import Pose, expo, ramp, smooth
from callsheet_studio.render.scenes.title import title
from callsheet_studio.render.sprite import Sprite, box, rounded, soft, stroke
from callsheet_studio.render.stage import Ink, Layer, Stage

CLOSER = 0.05
"""How much larger the picture is at the end."""


def image(stage: Stage) -> list[Layer]:
    """The picture with its headline; without a readable file, a title."""
    file = stage.folder / (stage.timed.scene.image or "")
    picture = _read(file)
    if picture is None:
        return title(stage)
    safe, tall, scene = stage.size.safe, stage.size.tall, stage.timed.scene
    head = heading(stage, safe.top_part(160 if tall else 104), lines=3 if tall else 1)
    under = 46.0 if scene.subtitle else 0.0
    room = Rect(safe.x, head.rect.bottom + 16, safe.w, safe.bottom - head.rect.bottom - 16 - under)
    scale = min(room.w / picture.width(), room.h / picture.height())
    frame = room.centred(picture.width() * scale, picture.height() * scale)
    layers = [head.layer, _framed(stage, picture, frame)]
    if scene.subtitle:
        layers.append(
            _credit(stage, scene.subtitle, Rect(safe.x, frame.bottom + 12, safe.w, under - 12))
        )
    return layers


def _read(file: Path) -> skia.Image | None:
    """The picture, if the file is one that can be decoded."""
    if not file.is_file():
        return None
    return skia.Image.MakeFromEncoded(skia.Data.MakeWithCopy(file.read_bytes()))


def _framed(stage: Stage, picture: skia.Image, frame: Rect) -> Layer:
    """The picture, scaled once, then moved slowly closer inside its frame."""
    inks, unit, seconds = stage.look.inks, stage.size.unit, stage.timed.seconds
    radius = stage.look.preset.radius
    shade = soft(inks.ground.fill.at(0.1), 12, 0.35)
    shadow = Sprite.drawn(
        frame.inset(-50), unit, lambda c: c.drawRRect(rounded(frame.shift(0, 8), radius), shade)
    )
    small = _scaled(picture, frame, unit * (1 + CLOSER))

    def draw(canvas: skia.Canvas, t: float) -> None:
        p = expo(ramp(t, 0.25, 0.9))
        if p <= 0:
            return
        canvas.save()
        canvas.translate(0, 40 * (1 - p))
        shadow.draw(canvas, Pose(alpha=p))
        canvas.save()
        canvas.clipRRect(rounded(frame, radius), doAntiAlias=True)
        zoom = 1 + CLOSER * smooth(t / max(seconds, 0.1))
        near = frame.centred(frame.w * zoom, frame.h * zoom)
        sampling = skia.SamplingOptions(skia.FilterMode.kLinear)
        canvas.drawImageRect(small, box(near), sampling, skia.Paint(Alphaf=smooth(p)))
        canvas.restore()
        canvas.drawRRect(rounded(frame, radius), stroke(inks.primary, 4, p))
        canvas.restore()

    return draw


def _scaled(picture: skia.Image, frame: Rect, scale: float) -> skia.Image:
    """The picture at the pixels that it will need, resampled well."""
    width, height = max(1, round(frame.w * scale)), max(1, round(frame.h * scale))
    surface = skia.Surface(width, height)
    options = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
    surface.getCanvas().drawImageRect(
        picture, skia.Rect.MakeWH(width, height), options, skia.Paint()
    )
    return surface.makeImageSnapshot()


def _credit(stage: Stage, text: str, rect: Rect) -> Layer:
    surface, motion = stage.look.inks.ground, stage.look.preset.motion
    style = stage.style("text", 23, 1)
    writing = stage.write(text, style, rect, Ink(surface, surface.quiet), "middle")

    def draw(canvas: skia.Canvas, t: float) -> None:
        writing.draw(canvas, lambda _: motion.enter(t, 0.8))

    return draw
