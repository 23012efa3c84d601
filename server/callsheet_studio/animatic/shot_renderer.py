"""A composed shot, from the sky to the slate: a pure function of time."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from callsheet_studio.animatic.actors.actor import Actor, stays
from callsheet_studio.animatic.actors.cast import cast
from callsheet_studio.animatic.backdrop import Backdrop, draw_layer
from callsheet_studio.animatic.camera import Camera, CameraContext, camera_of
from callsheet_studio.animatic.contract import AspectRatio
from callsheet_studio.animatic.framing import Composition, FramedRegion, compose
from callsheet_studio.animatic.lighting import Lighting, build_lighting, with_key_light
from callsheet_studio.animatic.overlay import ShotOverlay
from callsheet_studio.animatic.places.places import PLACES
from callsheet_studio.animatic.randomness import seeded_random
from callsheet_studio.animatic.shot import Role, Shot
from callsheet_studio.animatic.weather import Fall, falling
from callsheet_studio.drawing.color import BLACK
from callsheet_studio.drawing.easing import ramp, smootherstep
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill

NOBODY = FramedRegion(0, 0.9, 3.4, 1.9)
"""What is framed when nobody acts."""
WIPE = 0.3
"""Seconds in which a shot is uncovered, and covered again."""
FADE = 0.5
GRAIN = 0.035
EDGE = 0.24
"""How dark grain and the corners are."""


@dataclass(frozen=True)
class ShotOptions:
    """What a shot is filmed with besides its own data."""

    id: str
    """Of the order: with the shot's number it decides every free choice."""
    aspect_ratio: AspectRatio
    short_side: int
    fps: int
    mark: bool


class ShotRenderer:
    """One shot, ready to be drawn at any moment."""

    def __init__(self, shot: Shot, take: ShotOptions) -> None:
        """Paint all that stands still."""
        self.shot = shot
        self.seconds = shot.frames / take.fps
        rng = seeded_random(take.id, shot.place, shot.hour)
        self.light = build_lighting(shot.hour, shot.weather, shot.grade, rng)
        own = seeded_random(take.id, shot.number)
        self.actors = tuple(self._cast(part, take.id) for part in shot.parts)
        region = self.actors[0].regions[shot.framing] if self.actors else NOBODY
        self.comp = compose(take.aspect_ratio, take.short_side, shot.framing, region)
        travel = self.actors[0].travel if self.actors else stays
        ride = CameraContext(self.seconds, travel, self.comp.w / self.comp.metre)
        self.camera: Camera = camera_of(shot.move, ride)
        scenery = self._scenery(rng)
        self.behind = [layer for layer in scenery.layers if layer.depth <= 1]
        self.before = [layer for layer in scenery.layers if layer.depth > 1]
        self.fall: Fall | None = falling(shot.weather, self.comp, own)
        self.slate = ShotOverlay.of(shot, self.comp, take.mark)
        self.cover = self.light.sky[0].mix(BLACK, 0.35)

    def draw(self, canvas: skia.Canvas, t: float) -> None:
        """The frame at t seconds; the canvas is in pixels."""
        canvas.save()
        canvas.scale(self.comp.unit, self.comp.unit)
        view = self.camera(t)
        for layer in self.behind:
            draw_layer(canvas, layer, view, self.comp, t)
        for n, actor in enumerate(self.actors):
            self._act(canvas, actor, n, t)
        for layer in self.before:
            draw_layer(canvas, layer, view, self.comp, t)
        if self.fall:
            self.fall(canvas, t)
        canvas.drawImage(self._film, 0, 0, _PLAIN) if self.comp.unit == 1 else self._stretched(
            canvas
        )
        self._transition(canvas, t)
        self.slate.draw(canvas)
        canvas.restore()

    def _cast(self, part: Role, id: str) -> Actor:
        """An actor in the light that follows it; chance is the same in all shots of a clip."""
        rng = seeded_random(id, part.kind, part.word)
        return cast(part, with_key_light(self.light), self.seconds, rng)

    def _scenery(self, rng: random.Random) -> Backdrop:
        views = [self.camera(self.seconds * n / 24) for n in range(25)]
        reach = (min(view.x for view in views), max(view.x for view in views))
        scenery = Backdrop(self.comp, self.light, rng, reach)
        PLACES[self.shot.place].paint(scenery)
        return scenery

    def _act(self, canvas: skia.Canvas, actor: Actor, n: int, t: float) -> None:
        """Draw an actor on its mark; whoever comes second stands a little behind and beside."""
        framing, view = self.comp, self.camera(t)
        zoom = view.at(1.0)
        aside = (0.0, 0.0) if n == 0 else _aside(self.actors, n)
        canvas.save()
        canvas.translate(framing.w / 2, framing.horizon)
        canvas.scale(zoom, zoom)
        canvas.translate(-framing.w / 2, -framing.horizon)
        x = framing.mark + (actor.travel(t) - view.x + aside[0]) * framing.metre
        canvas.translate(x, framing.ground + aside[1] * framing.metre)
        canvas.scale(framing.metre, framing.metre)
        actor.draw(canvas, t)
        canvas.restore()

    def _transition(self, canvas: skia.Canvas, t: float) -> None:
        """The first shot fades in, the last one out; between them a panel sweeps across."""
        framing, left = self.comp, self.seconds - t
        first, last = self.shot.number == 1, self.shot.number == self.shot.count
        if first or last:
            dark = max(
                1 - ramp(t, 0, FADE) if first else 0.0, 1 - ramp(left, 0, FADE) if last else 0.0
            )
            if dark > 0:
                canvas.drawRect(skia.Rect.MakeWH(framing.w, framing.h), fill(BLACK, dark))
        for share, side in (
            (0.0 if first else 1 - smootherstep(ramp(t, 0, WIPE)), 1),
            (0.0 if last else 1 - smootherstep(ramp(left, 0, WIPE * 0.7)), -1),
        ):
            if share > 0:
                self._sweep(canvas, share, side)

    def _sweep(self, canvas: skia.Canvas, share: float, side: int) -> None:
        """A slanted panel that covers this share of the frame from one side."""
        framing = self.comp
        slant, width = framing.h * 0.18, framing.w + framing.h * 0.18
        edge = framing.w - width * share if side > 0 else width * share
        way = framing.w * 2 * side
        path = skia.Path()
        lean = slant if side > 0 else -slant
        path.addPoly(
            [
                skia.Point(edge, 0),
                skia.Point(edge + way, 0),
                skia.Point(edge + way, framing.h),
                skia.Point(edge + (lean if side > 0 else lean), framing.h),
            ],
            True,
        )
        canvas.drawPath(path, fill(self.cover))

    @cached_property
    def _film(self) -> skia.Image:
        """Grain and dark corners, one image over everything."""
        return lens_overlay(self.comp, self.light)

    def _stretched(self, canvas: skia.Canvas) -> None:
        canvas.save()
        canvas.scale(1 / self.comp.unit, 1 / self.comp.unit)
        canvas.drawImage(self._film, 0, 0, _PLAIN)
        canvas.restore()


_PLAIN = skia.SamplingOptions(skia.FilterMode.kNearest)


def lens_overlay(framing: Composition, light: Lighting) -> skia.Image:
    """What a lens and a negative add, at the frame's resolution."""
    w, h = round(framing.w * framing.unit), round(framing.h * framing.unit)
    surface = skia.Surface(w, h)
    canvas = surface.getCanvas()
    dark = light.sky[0].mix(BLACK, 0.7)
    shader = skia.GradientShader.MakeRadial(
        skia.Point(w / 2, h / 2),
        math.hypot(w, h) / 2,
        [dark.argb(0), dark.argb(0), dark.argb(EDGE)],
        [0.0, 0.55, 1.0],
    )
    canvas.drawRect(skia.Rect.MakeWH(w, h), skia.Paint(Shader=shader, Dither=True))
    noise = skia.Paint(Shader=skia.PerlinNoiseShader.MakeFractalNoise(0.8, 0.8, 2, 7.0))
    noise.setColorFilter(_grain())
    canvas.drawRect(skia.Rect.MakeWH(w, h), noise)
    return surface.makeImageSnapshot()


def _grain() -> skia.ColorFilter:
    """Noise as a varying share of black."""
    nothing = [0.0, 0.0, 0.0, 0.0, 0.0]
    return skia.ColorFilters.Matrix([*nothing * 3, 0.0, GRAIN * 3, 0.0, 0.0, -GRAIN])


def _aside(actors: Sequence[Actor], n: int) -> tuple[float, float]:
    """Metres to the side and upwards of whoever is not the first."""
    first, own = actors[0].regions["wide"], actors[n].regions["wide"]
    side = -1 if n % 2 else 1
    return side * (first.w * 0.36 + own.w * 0.36), -0.05 * n
