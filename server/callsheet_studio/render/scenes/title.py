"""The title: the film's name, large, beside or under its emblem."""

from dataclasses import replace

from callsheet_studio.render.emblem import emblem
from callsheet_studio.render.geometry import Rect
from callsheet_studio.render.graphics import skia
from callsheet_studio.render.heading import headline, titled
from callsheet_studio.render.icons import icon_for
from callsheet_studio.render.stage import Ink, Layer, Stage


def title(stage: Stage) -> list[Layer]:
    """Side by side in a wide frame, unless the look centres; one above the other in a tall one."""
    safe = stage.size.safe
    if stage.size.tall:
        above = safe.top_part(safe.h * 0.4)
        picture = above if stage.look.preset.centred else above.left_part(above.h)
        return _titled(stage, picture, safe.bottom_part(safe.h * 0.58), None)
    if stage.look.preset.centred:
        return _titled(stage, safe.top_part(safe.h * 0.38), safe.bottom_part(safe.h * 0.6), True)
    right = safe.right_part(safe.w * 0.36)
    return _titled(stage, right, safe.left_part(safe.w * 0.6), False)


def _titled(stage: Stage, picture: Rect, words: Rect, centred: bool | None) -> list[Layer]:
    scene, preset = stage.timed.scene, stage.look.preset
    centred = preset.centred if centred is None else centred
    align = "centre" if centred else "left"
    style = replace(stage.style("title", preset.type.title_size, 4), align=align)
    under = 96.0 if scene.subtitle else 40.0
    room = replace(words, h=words.h - under)
    writing = headline(stage, scene.title, style, room, "top" if centred else "middle")
    layers = [titled(stage, writing, centred, 0.2)]
    if scene.subtitle:
        below = Rect(
            words.x, writing.rect.bottom + 40, words.w, words.bottom - writing.rect.bottom - 40
        )
        layers.append(_subtitle(stage, scene.subtitle, below, align))
    icon = icon_for(scene.icon, scene.title) or "sparkles"
    return [emblem(stage, icon, picture, 0.05), *layers]


def _subtitle(stage: Stage, text: str, rect: Rect, align: str) -> Layer:
    surface, motion = stage.look.inks.ground, stage.look.preset.motion
    style = replace(stage.style("text", 29, 2), align=align)
    writing = stage.write(text, style, replace(rect, h=80), Ink(surface, surface.quiet))

    def draw(canvas: skia.Canvas, t: float) -> None:
        writing.draw(canvas, lambda n: motion.enter(t, 0.75 + n * motion.stagger))

    return draw
