"""Frames: the same every time, different in every look, and as they were when last looked at."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from typing import get_args

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.scene_content import draw_content
from tests.studio.pictures.recorded_frames import NOTICEABLE, check_frame, frame_distance, shrink

from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size
from callsheet_studio.explainer.theme.presets import PRESETS
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.explainer.thumbnails import caption_free_time
from callsheet_studio.storyboard.brief import STYLE_NAMES, AspectRatio, StyleName
from callsheet_studio.storyboard.model import Item, Scene, SceneKind
from callsheet_studio.storyboard.timeline import TimedScene

STYLES = STYLE_NAMES
RATIOS: tuple[AspectRatio, ...] = get_args(AspectRatio)
KINDS: tuple[SceneKind, ...] = get_args(SceneKind)
RECORDED: tuple[SceneKind, ...] = ("points", "steps", "bars", "line", "timeline")
EACH_IN_TWO_LOOKS = [
    (kind, STYLES[(n + step) % len(STYLES)]) for n, kind in enumerate(KINDS) for step in (0, 3)
]
SELDOM_CHANGED: tuple[SceneKind, ...] = ("title", "number", "comparison", "quote", "closing")
Timed = Callable[[Scene], TimedScene]
Shot = Callable[[SceneRenderer, Size, float], skia.Image]


@pytest.mark.parametrize(
    "shown",
    [
        *(pytest.param(s, id="-".join(s)) for s in product(STYLES, RECORDED, RATIOS)),
        *(
            pytest.param(s, id="-".join(s), marks=pytest.mark.slow)
            for s in product(STYLES, SELDOM_CHANGED, RATIOS)
        ),
    ],
)
def test_a_frame_looks_as_recorded(
    shown: tuple[StyleName, SceneKind, AspectRatio],
    timed: Timed,
    look_of: Callable[..., Theme],
    shot: Shot,
    rewrite: bool,
) -> None:
    style, kind, aspect_ratio = shown
    size, scene = Size.of(aspect_ratio, 90), _recorded(kind)
    frame = shot(SceneRenderer(timed(scene), look_of(style), size), size, 3.2)
    check_frame(frame, f"{style}-{kind}-{aspect_ratio}", rewrite)


def test_no_two_looks_are_alike(timed: Timed, look_of: Callable[..., Theme], shot: Shot) -> None:
    """One palette, seven styles: not seven colour sets but seven looks."""
    size, palette = Size.of("16:9", 90), {"primary": "#0066cc", "accent": "#ff6600"}
    frames = [
        shot(
            SceneRenderer(timed(_scene("points")), look_of(style, palette), size), size, 3.2
        ).toarray()
        for style in STYLES
    ]
    for n, frame in enumerate(frames):
        assert all(frame_distance(frame, other) > NOTICEABLE for other in frames[:n])


@pytest.mark.parametrize("part", ["steps", "bars", "line", "timeline", "card", "emblem", "change"])
def test_every_look_has_its_own_way_of_drawing_each_part(part: str) -> None:
    assert len({getattr(preset, part) for preset in PRESETS.values()}) == len(STYLES)


@pytest.mark.parametrize("kind", KINDS)
def test_frames_depend_on_nothing_but_their_time(
    kind: SceneKind, timed: Timed, look_of: Callable[..., Theme], shot: Shot
) -> None:
    """Drawn in any order, by any picture of the same scene, a frame is the same to the byte."""
    size, scene = Size.of("16:9", 72), timed(_scene(kind))
    one, other = (SceneRenderer(scene, look_of("social"), size) for _ in range(2))
    forwards = [shot(one, size, t).toarray().tobytes() for t in (0.1, 1.3, 2.6)]
    backwards = [shot(other, size, t).toarray().tobytes() for t in (2.6, 1.3, 0.1)]
    assert forwards == backwards[::-1]


@pytest.mark.parametrize(("kind", "style"), EACH_IN_TWO_LOOKS)
def test_nothing_stands_still_for_a_second(
    kind: SceneKind, style: StyleName, timed: Timed, look_of: Callable[..., Theme], shot: Shot
) -> None:
    size = Size.of("16:9", 144)
    picture = SceneRenderer(timed(_scene(kind)), look_of(style), size)
    frames = [shot(picture, size, t).toarray().tobytes() for t in (2.0, 3.0)]
    assert frames[0] != frames[1]


@pytest.mark.parametrize("style", STYLES)
def test_scenes_join_without_a_jump(
    style: StyleName, timed: Timed, look_of: Callable[..., Theme], shot: Shot
) -> None:
    """The last frame of one scene and the first of the next are nearly the same picture."""
    size = Size.of("16:9", 90)
    first, second = (
        SceneRenderer(timed(_scene(kind)), look_of(style), size) for kind in ("points", "quote")
    )
    end = timed(_scene("points")).seconds
    last, next_one = shot(first, size, end - 1e-6), shot(second, size, 0.0)
    assert frame_distance(last.toarray(), next_one.toarray()) < NOTICEABLE


@pytest.mark.parametrize("items", [1, 2])
def test_a_still_shows_a_number_as_it_stands_however_late_it_is_named(
    items: int, timed: Timed, look_of: Callable[..., Theme], shot: Shot
) -> None:
    """Not one on the way to it, which would be a wrong figure."""
    size, scene = Size.of("16:9", 90), _scene("number")
    scene = scene.model_copy(update={"items": scene.items[:items], "narration": ""})
    late = replace(timed(scene), cues=(99.0,) * items)
    picture = SceneRenderer(late, look_of(), size)
    still = caption_free_time(late)
    places = [box.rect for box in picture.boxes if box.text in ("$5.30", "3.2")]
    still, later = (_content(picture, size, t) for t in (still, still + 0.1))
    for left, top, right, bottom in (_pixels(place, size) for place in places):
        assert np.array_equal(still[top:bottom, left:right], later[top:bottom, left:right])
    assert len(places) == items


@pytest.mark.parametrize("kind", ["points", "bars", "steps"])
@pytest.mark.parametrize("style", STYLES)
def test_the_headline_is_there_as_soon_as_a_scene_begins_and_until_it_ends(
    kind: SceneKind, style: StyleName, timed: Timed, look_of: Callable[..., Theme], shot: Shot
) -> None:
    """A tenth of a second after the first frame; before the last, unless a plane is passing."""
    size, scene, theme = Size.of("16:9", 180), timed(_scene(kind)), look_of(style)
    picture = SceneRenderer(scene, theme, size)
    title = next(box.rect for box in picture.boxes if box.text == scene.scene.title)
    until = () if theme.preset.change in {"sweep", "iris"} else (scene.seconds - 0.1,)
    for t in (0.1, *until):
        assert _strongest(shot(picture, size, t).toarray(), title, size) > 60


def test_every_size_shows_the_same_picture(
    timed: Timed, look_of: Callable[..., Theme], shot: Shot
) -> None:
    small, large = Size.of("16:9", 90), Size.of("16:9", 360)
    frames = [
        shot(SceneRenderer(timed(_scene("bars")), look_of(), size), size, 3.0).toarray()
        for size in (small, large)
    ]
    assert frame_distance(frames[0], shrink(frames[1], 4)) < NOTICEABLE


def _recorded(kind: SceneKind) -> Scene:
    """The scene, with as many items as its kind shows in its own way."""
    shown = {"comparison": 2, "number": 1}.get(kind, 3)
    scene = _scene(kind)
    return scene.model_copy(update={"items": scene.items[:shown]})


def _scene(kind: SceneKind) -> Scene:
    items = (
        Item(text="Energy audit", detail="know what you use", value=5.3, label="$5.30"),
        Item(text="Size the system", detail="match roof and budget", value=3.2, icon="ruler"),
        Item(text="Compare quotes", detail="check the warranty too", value=0.9),
    )
    return Scene(
        kind=kind,
        title="Three steps to get started",
        subtitle="A first look",
        items=items,
        narration="First audit what you use. Then size the system. Compare three quotes.",
    )


def _pixels(rect: Rect, size: Size) -> tuple[int, ...]:
    return tuple(round(side * size.unit) for side in (rect.x, rect.y, rect.right, rect.bottom))


def _content(picture: SceneRenderer, size: Size, t: float) -> NDArray[np.uint8]:
    surface = skia.Surface(size.width, size.height)
    draw_content(picture, surface.getCanvas(), t)
    return surface.makeImageSnapshot().toarray()


def _strongest(frame: NDArray[np.uint8], rect: Rect, size: Size) -> int:
    """By how much the lightest pixels of a part of the frame differ from its darkest."""
    left, top, right, bottom = _pixels(rect, size)
    part = frame[top:bottom, left:right, :3].astype(int).mean(axis=2)
    return int(np.percentile(part, 99.5) - np.percentile(part, 0.5))
