"""Things of two neighboring scenes go on: they move to their new place and do not enter again.

A thing is a text or a picture that both scenes draw as a sprite. The scene before leaves it where
it was when everything else goes. In the next scene it moves from there to its place, and waits
there until the scene draws it at rest by itself.
"""

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, takewhile
from typing import TypeAlias, cast

from callsheet_studio.drawing.changed_area import Drawing, draw_all, drawings
from callsheet_studio.drawing.draw_list import DrawList, replay
from callsheet_studio.drawing.easing import ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import sk_rect
from callsheet_studio.explainer.scene_context import Layer, RecurringSprite

FLIGHT = 0.5
"""Seconds in which a thing moves to its new place."""
FADES = 0.2
"""Seconds in which a thing fades that has no place in the scene."""
WAITS = 2.6
"""Seconds that a thing waits in its new place at most until the scene comes to it."""
SETTLING = 0.5
"""Seconds in which all words of a text come to rest after the first."""
STEP = 0.1
"""Seconds between the frames in which a thing is looked for."""
GIVES_WAY, COMES_AFTER = 0.15, 0.25
"""Seconds before the end of a flight at which what it passes over begins to come, and in which it
does."""
INSIDE = (0.17, 0.26)
"""The share of a word's width or height, on each side, that is empty around its letters: a sprite
is 1.75 times as high as the text is large, with its baseline at 1.2."""
OVER = 0.1
"""The share of a word that another one may cover on its way."""


Sighting: TypeAlias = tuple[Drawing, Rect]
"""The image of a thing that is drawn, and where in it the thing is."""


@dataclass(frozen=True)
class Content:
    """What a scene shows, without camera and transition."""

    layers: Sequence[Layer]
    recurring: Sequence[RecurringSprite]
    seconds: float

    def drawings(self, t: float) -> list[Drawing]:
        """Return what the scene draws at second `t`, in design units."""
        calls = DrawList()
        for layer in self.layers:
            layer(cast(skia.Canvas, calls), t)
        return list(drawings(calls.calls))

    def find(self, keys: Collection[str], t: float) -> dict[str, list[Sighting]]:
        """Return the drawings of recurring sprites that are at rest at second `t`, by key; only
        those of `keys`."""
        wanted = {id(each.sprite.image): each for each in self.recurring if each.key in keys}
        found: dict[str, list[Sighting]] = {}
        for drawing in self.drawings(t):
            thing = wanted.get(_image(drawing))
            if thing and _is_at_rest(drawing, thing.sprite.rect):
                found.setdefault(thing.key, []).append((drawing, thing.core))
        return found

    def images(self, keys: Collection[str]) -> frozenset[int]:
        """Return the Python ids of the images of the recurring sprites with these keys."""
        return frozenset(id(each.sprite.image) for each in self.recurring if each.key in keys)


@dataclass(frozen=True)
class ImageGroup:
    """Images that move together: their drawings, the (x, y) of their common middle, and a
    height."""

    drawn: Sequence[Drawing]
    middle: tuple[float, float]
    height: float
    """Of the first, in design units."""
    place: Rect
    """The rectangle that holds them all, in design units."""

    @classmethod
    def of(cls, seen: Sequence[Sighting]) -> "ImageGroup":
        """Return the group of images that are drawn in these places."""
        whole, places = skia.Rect(), [_place(sighting) for sighting in seen]
        for place in places:
            whole.join(place)
        middle = (whole.centerX(), whole.centerY())
        held = Rect(whole.left(), whole.top(), whole.width(), whole.height())
        return cls([drawing for drawing, _ in seen], middle, places[0].height(), held)

    def draw(
        self, canvas: skia.Canvas, middle: tuple[float, float], height: float, alpha: float
    ) -> None:
        """Draw the group around another `middle` (x, y), scaled to another `height`, with its
        opacity multiplied by `alpha`."""
        if alpha <= 0:
            return
        canvas.save()
        if (middle, height) != (self.middle, self.height):
            canvas.translate(*middle)
            canvas.scale(height / self.height, height / self.height)
            canvas.translate(-self.middle[0], -self.middle[1])
        for state, ((name, (image, place, sampling, *paint), _), *_) in self.drawn:
            faded = skia.Paint(*paint)
            faded.setAlphaf(faded.getAlphaf() * alpha)
            draw_all(canvas, [(state, ((name, (image, place, sampling, faded), {}),))])
        canvas.restore()


@dataclass(frozen=True)
class Continuation:
    """A text or picture that is in two neighboring scenes, and moves from its place in the first
    to its place in the second."""

    key: str
    old: Sequence[Sighting]
    """Its drawings at the end of the scene before."""
    new: Sequence[Sighting]
    """Its drawings in the next scene, when it is at rest for the first time."""
    until: float
    """When that is, in seconds from its start."""

    @cached_property
    def pairs(self) -> Sequence[tuple["ImageGroup", "ImageGroup"]]:
        """Return (old, new) images that turn into each other: word by word if both scenes have the
        same number, else all together."""
        if len(self.old) == len(self.new):
            pairs = zip(self.old, self.new, strict=True)
            return [(ImageGroup.of([old]), ImageGroup.of([new])) for old, new in pairs]
        return [self._all]

    @cached_property
    def collides(self) -> bool:
        """Whether words would pass over each other, since they are in other lines than before."""
        if len(self.pairs) < 2:
            return len(self.old) > 1
        return any(
            _covers(one, other)
            for t in _times(FLIGHT)
            for one, other in combinations(self.places(t), 2)
        )

    def places(self, t: float) -> list[Rect]:
        """Return where each of the images that move together is at second `t`."""
        share = smootherstep(ramp(t, 0, FLIGHT))
        return [_between(old.place, new.place, share) for old, new in self.pairs]

    def draw(self, canvas: skia.Canvas, t: float) -> None:
        """Draw it at second `t` of the next scene: on its way, then in its new place.

        Words that would pass over each other go all together in their old lines, and come in
        their new ones.
        """
        share = smootherstep(ramp(t, 0, FLIGHT))
        if self.collides:
            self._draw_apart(canvas, share)
            return
        for old, new in self.pairs:
            x, y = (a + (b - a) * share for a, b in zip(old.middle, new.middle, strict=True))
            height = old.height + (new.height - old.height) * share
            old.draw(canvas, (x, y), height, 1 - ramp(share, 0.5, 0.5))
            new.draw(canvas, (x, y), height, ramp(share, 0, 0.5))

    def _draw_apart(self, canvas: skia.Canvas, share: float) -> None:
        """The old lines, then the new ones; the edge that both have in common keeps its place."""
        old, new = self._all
        a, b = old.place, new.place
        edge = min((0.5, 0.0, 1.0), key=lambda e: round(abs(a.x + e * a.w - b.x - e * b.w)))
        height = old.height + (new.height - old.height) * share
        x, y = (
            _between(a, b, share).x + edge * _between(a, b, share).w,
            a.cy + (b.cy - a.cy) * share,
        )
        for group, alpha in ((old, 1 - ramp(share, 0.05, 0.35)), (new, ramp(share, 0.45, 0.45))):
            width = group.place.w * height / group.height
            group.draw(canvas, (x + (0.5 - edge) * width, y), height, alpha)

    @property
    def _all(self) -> tuple["ImageGroup", "ImageGroup"]:
        return ImageGroup.of(self.old), ImageGroup.of(self.new)


def links(before: Content, after: Content, keys: Collection[str]) -> tuple[Continuation, ...]:
    """Return the continuations between two scenes: for each of `keys` that both show, the drawings
    in both.

    Such a thing moves to its new place instead of entering a second time.

    Args:
        before: What the first scene shows.
        after: What the next scene shows.
    """
    old = before.find(keys, before.seconds)
    found: dict[str, Continuation] = {}
    for t in takewhile(lambda _: len(found) < len(old), _times(min(WAITS, after.seconds))):
        late = after.find(old.keys() - found.keys(), t + SETTLING)
        for key, drawn in after.find(late, t).items():
            if len(drawn) == len(late[key]):
                found[key] = Continuation(key, old[key], drawn, t)
    return tuple(found.values())


def with_arrivals(content: Content, arrivals: Sequence[Continuation]) -> Sequence[Layer]:
    """Return a scene's layers, with the things that come from the scene before drawn on their way
    until they are in their new places. What they pass over comes when they have passed.

    Args:
        content: What the scene shows.
        arrivals: Those things, with their old and new places.
    """
    if not arrivals:
        return content.layers
    images = {link.key: content.images({link.key}) for link in arrivals}
    waits = _pass_over(content, arrivals, frozenset[int]().union(*images.values()))
    clear = FLIGHT - GIVES_WAY + COMES_AFTER if waits else FLIGHT
    last = max(clear, *(link.until for link in arrivals))

    def draw(canvas: skia.Canvas, t: float) -> None:
        if t >= last:
            for layer in content.layers:
                layer(canvas, t)
            return
        coming = [link for link in arrivals if t < max(FLIGHT, link.until)]
        hidden = frozenset[int]().union(*(images[link.key] for link in coming))
        others = [d for d in content.drawings(t) if _image(d) not in hidden]
        alpha = ramp(t, FLIGHT - GIVES_WAY, COMES_AFTER) if waits else 1.0
        if alpha >= 1:
            draw_all(canvas, others)
        elif alpha > 0:
            canvas.saveLayerAlpha(None, round(255 * alpha))
            draw_all(canvas, others)
            canvas.restore()
        for link in coming:
            link.draw(canvas, t)

    return [draw]


def _pass_over(content: Content, arrivals: Sequence[Continuation], moving: Collection[int]) -> bool:
    """Whether things on their way would pass over images that the scene shows by then."""
    ends = [new.place for link in arrivals for _, new in link.pairs]
    for t in _times(FLIGHT):
        places = [place for link in arrivals for place in link.places(t)]
        others = [_rect_of(d) for d in content.drawings(t) if _image(d) and _image(d) not in moving]
        if any(
            _covers(place, other) and not _covers(end, other)
            for place, end in zip(places, ends, strict=True)
            for other in others
        ):
            return True
    return False


def _between(one: Rect, other: Rect, share: float) -> Rect:
    return Rect(
        one.x + (other.x - one.x) * share,
        one.y + (other.y - one.y) * share,
        one.w + (other.w - one.w) * share,
        one.h + (other.h - one.h) * share,
    )


def _covers(one: Rect, other: Rect) -> bool:
    """Whether the letters of two words, or of a word and anything else, lie over each other."""
    a, b = (each.inset(INSIDE[0] * each.h, INSIDE[1] * each.h) for each in (one, other))
    wide = min(a.right, b.right) - max(a.x, b.x)
    high = min(a.bottom, b.bottom) - max(a.y, b.y)
    return min(wide, high) > 0 and wide * high > OVER * max(0.0, min(a.w * a.h, b.w * b.h))


def find_left_behind(
    before: Content, arrivals: Sequence[Continuation], keys: Collection[str]
) -> Layer:
    """Return the layer of things of the scene before that this one does not show after all; they
    fade out.

    Args:
        before: What the scene before shows.
        arrivals: The things that this scene shows.
        keys: The keys of all things that did not leave with the scene before.
    """
    came = {link.key for link in arrivals}
    left = [
        ImageGroup.of(seen)
        for key, seen in before.find(keys, before.seconds).items()
        if key not in came
    ]

    def draw(canvas: skia.Canvas, t: float) -> None:
        for group in left:
            group.draw(canvas, group.middle, group.height, 1 - ramp(t, 0, FADES))

    return draw


def split_departures(
    content: Content, leaving: Collection[str]
) -> tuple[Layer, Layer] | tuple[None, None]:
    """Return two layers for the end of a scene: one of what leaves with it, one of what moves into
    the next scene; (None, None) if nothing does.

    Args:
        content: What the scene shows.
        leaving: The keys of the things that move into the next scene.
    """
    if not leaving:
        return None, None
    staying = content.images(leaving)

    def leave(canvas: skia.Canvas, t: float) -> None:
        draw_all(canvas, (d for d in content.drawings(t) if _image(d) not in staying))

    def stay(canvas: skia.Canvas, t: float) -> None:
        draw_all(canvas, (d for d in content.drawings(t) if _image(d) in staying))

    return leave, stay


def _times(seconds: float) -> Iterator[float]:
    return (n * STEP for n in range(int(seconds / STEP)))


def _image(drawing: Drawing) -> int:
    """The id of the image that is drawn; 0 for anything else."""
    (name, arguments, _), *_ = drawing[1]
    return id(arguments[0]) if name == "drawImageRect" else 0


def _is_at_rest(drawing: Drawing, rect: Rect) -> bool:
    """Whether an image is drawn where its sprite rests; Skia's numbers have 24 bits."""
    place = drawing[1][0][1][1]
    return math.hypot(place.left() - rect.x, place.top() - rect.y) < 0.01


def _rect_of(drawing: Drawing) -> Rect:
    """Where an image lies, in design units of the sheet."""
    place = drawing[1][0][1][1]
    core = Rect(place.left(), place.top(), place.width(), place.height())
    there = _place((drawing, core))
    return Rect(there.left(), there.top(), there.width(), there.height())


def _place(sighting: Sighting) -> skia.Rect:
    """Where a thing lies, in design units of the sheet."""
    (state, _), core = sighting
    canvas = skia.Surface(1, 1).getCanvas()
    replay(state, canvas)
    return canvas.getTotalMatrix().mapRect(sk_rect(core))
