"""A title that goes on into the next scene, in other lines and another place than before."""

import math
from collections.abc import Callable
from itertools import combinations
from typing import cast, get_args

import pytest
from tests.scene_content import context_of, draw_content

from callsheet_studio.drawing.draw_list import DrawList
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.direction import direct
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size, Theme
from callsheet_studio.storyboard.brief import STYLE_NAMES, AspectRatio, StyleName
from callsheet_studio.storyboard.model import Item, Scene, Storyboard
from callsheet_studio.storyboard.timeline import TimedScene, Timeline

TITLE = "How a sourdough loaf is baked at home"
LEAST = 0.15
"""Opacity from which words are read."""
SHARE = 0.2
"""Of the smaller of two images, that may be covered: the room around their letters."""
SAME = 0.95
"""Of a word that gives way to itself, in the size of the next scene."""


@pytest.mark.parametrize("ratio", get_args(AspectRatio))
@pytest.mark.parametrize("style", STYLE_NAMES)
def test_no_words_lie_over_each_other_while_a_title_moves(
    style: StyleName, ratio: AspectRatio, look_of: Callable[..., Theme]
) -> None:
    """Neither those of the title, nor those of the scene to which it comes."""
    film, theme, size = _film(style, ratio), look_of(style, aspect_ratio=ratio), Size.of(ratio, 90)
    timed, direction = film.scenes[2], direct(film, theme)[2]
    picture = SceneRenderer(timed, theme, size, direction=direction)
    assert TITLE.casefold() in {link.key for link in picture.arrivals}
    context = context_of(picture)
    texts = {id(one.sprite.image) for one in context.recurring if not one.key.startswith("{")}
    for link in picture.arrivals:
        texts |= {id(drawing[1][0][1][0]) for drawing, _ in link.old}
    for n in range(1, 8):
        calls = DrawList()
        draw_content(picture, cast(skia.Canvas, calls), n * 0.07)
        for one, other in combinations(_words(calls, texts), 2):
            covered = _share(one, other)
            assert covered < SHARE or covered > SAME, f"at {n * 0.07:.2f} s"


def _film(style: StyleName, ratio: AspectRatio) -> Timeline:
    items = (Item(text="Weigh the flour", detail="five hundred grams of it"), Item(text="Wait"))
    opening = Scene(kind="title", title="Bread")
    titled = Scene(kind="title", title=TITLE), Scene(kind="points", title=TITLE, items=items)
    scenes = (opening, *titled)
    board = Storyboard(
        title=TITLE, seconds=30, aspect_ratio=ratio, style=style, seed="1", scenes=scenes
    )
    timed = [
        TimedScene(scene, n, 3, 4.0 * n, 4.0, (), (0.1, 3.0)[: len(scene.items)])
        for n, scene in enumerate(scenes)
    ]
    return Timeline(board, tuple(timed))


def _words(calls: DrawList, texts: set[int]) -> list[Rect]:
    """Where words can be read, without the room around their letters."""
    canvas, layers, words = skia.Surface(1, 1).getCanvas(), [1.0], list[Rect]()
    for method, arguments, _ in calls.calls:
        if method.startswith("save"):
            canvas.save()
            alpha = int(arguments[-1]) if method == "saveLayerAlpha" else 255
            layers.append(layers[-1] * alpha / 255)
        elif method == "restore":
            canvas.restore()
            layers.pop()
        elif method in {"translate", "scale", "rotate"}:
            getattr(canvas, method)(*arguments)
        elif method == "drawImageRect" and id(arguments[0]) in texts:
            alpha = math.prod(paint.getAlphaf() for paint in arguments[3:])
            if alpha * layers[-1] > LEAST:
                words.append(_letters(canvas.getTotalMatrix().mapRect(arguments[1])))
    return words


def _letters(place: skia.Rect) -> Rect:
    rect = Rect(place.left(), place.top(), place.width(), place.height())
    return rect.inset(rect.h * 0.17, rect.h * 0.26)


def _share(one: Rect, other: Rect) -> float:
    """The share of the smaller one that both cover."""
    wide = min(one.right, other.right) - max(one.x, other.x)
    high = min(one.bottom, other.bottom) - max(one.y, other.y)
    return max(0.0, wide) * max(0.0, high) / min(one.w * one.h, other.w * other.h)
