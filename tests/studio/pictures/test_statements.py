"""A sentence that stands alone: its number is large, and nothing lies over anything."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, product
from typing import get_args

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.studio.pictures.conftest import LookOf, Shot, Timed
from tests.studio.pictures.recorded_frames import check_frame

from callsheet_studio.drawing.color import READABLE
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size, TextBox
from callsheet_studio.storyboard.brief import STYLE_NAMES, AspectRatio, StyleName
from callsheet_studio.storyboard.model import Item, Scene

RATIOS: tuple[AspectRatio, ...] = get_args(AspectRatio)
SAVES = (
    "If two thirds of the food comes out of the black bins, the town will save about £220,000 a "
    "year, which is what it costs to keep both libraries open on Saturdays."
)
FELL = "In the trial year, turnover fell from 14 to 9 percent, and nothing else changed."
SHIRT = "In summer, your cotton shirt is nearly pure cellulose."
RECORDED = {"number": FELL, "picture": SHIRT}
HEBREW = "מחיר השירות עלה השנה ב-9% בלבד, והוא 47% מכלל ההוצאות."
CUE = 0.12
"""Seconds from the word to its number, at most."""


def statement(words: str, kind: str = "quote") -> Scene:
    text, _, detail = words.rstrip(".").partition(", ") if kind == "points" else (words, "", "")
    item = Item(text=text, detail=detail or None)
    return Scene.model_validate(
        {"kind": kind, "title": "Why now?", "narration": words, "items": [item]}
    )


@pytest.mark.parametrize(
    "shown", list(product(STYLE_NAMES, RECORDED, RATIOS)), ids=lambda shown: "-".join(shown)
)
@pytest.mark.slow
def test_a_sentence_looks_as_recorded(
    shown: tuple[StyleName, str, AspectRatio],
    timed: Timed,
    look_of: LookOf,
    shot: Shot,
    rewrite: bool,
) -> None:
    style, name, ratio = shown
    size, spoken = Size.of(ratio, 90), timed(statement(RECORDED[name]))
    frame = shot(SceneRenderer(spoken, look_of(style), size), size, spoken.seconds - 1)
    check_frame(frame, f"{style}-statement-{name}-{ratio}", rewrite)


@pytest.mark.parametrize("style", STYLE_NAMES)
def test_words_and_their_picture_stand_apart(
    style: StyleName, timed: Timed, look_of: LookOf, shot: Shot
) -> None:
    """The picture stands in the free part of the frame, and comes with the word that names it."""
    for ratio in RATIOS:
        size, spoken = Size.of(ratio, 180), timed(statement(SHIRT))
        picture = SceneRenderer(spoken, look_of(style), size)
        words = _box(picture.boxes, (SHIRT,))
        assert words.size >= 25.9
        assert not words.cut
        free = replace(words.rect, x=words.rect.right + 20, w=size.safe.w * 0.25)
        if size.tall:
            free = size.safe.top_part(words.rect.y - size.safe.y - 60).bottom_part(120)
        said = next(word.start for word in spoken.words if word.text == "shirt")
        before, there = (_part(shot(picture, size, t), free, size) for t in (said - 0.2, said + 2))
        assert (np.abs(there - before).max(axis=2) > 40).mean() > 0.05, (style, ratio)


@pytest.mark.parametrize("words", [SAVES, FELL, HEBREW], ids=["one", "change", "backwards"])
@pytest.mark.parametrize("kind", ["quote", "points"])
@pytest.mark.parametrize("ratio", RATIOS)
def test_a_number_is_large_and_all_can_be_read(
    ratio: AspectRatio, kind: str, words: str, timed: Timed, look_of: LookOf
) -> None:
    size = Size.of(ratio, 72)
    for style in STYLE_NAMES:
        picture = SceneRenderer(timed(statement(words, kind)), look_of(style), size)
        boxes = [box for box in picture.boxes if not box.caption]
        assert all(box.size >= 25.9 and not box.cut for box in boxes), (style, boxes)
        assert all(box.contrast >= READABLE for box in boxes), style
        assert all(size.safe.holds(box.rect, 2.0) for box in boxes), (style, boxes)
        assert not [pair for pair in combinations(boxes, 2) if pair[0].rect.meets(pair[1].rect)]
        if words != HEBREW:
            number = _box(boxes, ("£220,000", "14 → 9"))
            sentence = next(box for box in boxes if box.text == words)
            assert number.size > 2 * sentence.size, style


@pytest.mark.parametrize("style", STYLE_NAMES)
def test_a_number_comes_with_its_word(
    style: StyleName, timed: Timed, look_of: LookOf, shot: Shot
) -> None:
    size, spoken = Size.of("16:9", 180), timed(statement(SAVES))
    picture = SceneRenderer(spoken, look_of(style), size)
    said = next(word.start for word in spoken.words if word.text == "£220,000")
    rect = _box(picture.boxes, ("£220,000",)).rect
    before, early, there = (
        _part(shot(picture, size, t), rect, size)
        for t in (said - 0.4, said - CUE - 0.02, said + 0.9)
    )
    assert np.abs(before - early).max() < 40  # the background drifts
    assert (np.abs(there - early).max(axis=2) > 60).mean() > 0.05
    soon = _part(shot(picture, size, said + CUE), rect, size)
    assert np.abs(soon - early).max() > 15


def _box(boxes: Sequence[TextBox], texts: tuple[str, ...]) -> TextBox:
    return next(box for box in boxes if box.text in texts)


def _part(frame: skia.Image, rect: Rect, size: Size) -> NDArray[np.int16]:
    left, top, right, bottom = (
        round(edge * size.unit) for edge in (rect.x, rect.y, rect.right, rect.bottom)
    )
    return frame.toarray()[top:bottom, left:right, :3].astype(np.int16)


@pytest.mark.parametrize("palette", [None, {"primary": "#5b2a86", "accent": "#f2a900"}])
def test_a_lit_word_can_be_read_in_every_look(
    palette: dict[str, str] | None, timed: Timed, look_of: LookOf, shot: Shot
) -> None:
    said = "They took the handle off the pump."
    lit = statement(said).model_copy(update={"title": "A handle"})
    size = Size.of("16:9", 180)
    for style in STYLE_NAMES:
        theme = look_of(style, palette)
        for surface in (theme.inks.panel, theme.inks.ground):
            assert surface.contrast(surface.accent) >= READABLE, style
        plain, seen = (
            shot(SceneRenderer(timed(scene), theme, size), size, 3.2).toarray()[60:130, :, :3]
            for scene in (statement(said), lit)
        )
        assert (np.abs(plain.astype(int) - seen.astype(int)).max(axis=2) > 40).any(), style


LONE = "Errors arrive late."


@pytest.mark.parametrize("style", STYLE_NAMES)
def test_a_sentence_alone_fills_its_side_of_the_frame(
    style: StyleName, timed: Timed, look_of: LookOf, shot: Shot
) -> None:
    """Large words, and a shape that rests beside them, in other colors or forms in each scene."""
    size, theme = Size.of("16:9", 180), look_of(style)
    scenes = [replace(timed(statement(LONE, "points")), index=n) for n in range(1, 5)]
    pictures = [SceneRenderer(scene, theme, size) for scene in scenes]
    words = _box(pictures[0].boxes, (LONE,))
    assert words.size >= 80
    free = replace(words.rect, x=size.sheet.right - 120, w=110.0)
    early, late = (_part(shot(pictures[0], size, t), free, size) for t in (2.0, 2.6))
    assert np.abs(early - late).mean() < 6, style
    seen = {_part(shot(picture, size, 2.0), free, size).tobytes() for picture in pictures}
    assert len(seen) > 2 or style in {"narrative", "social", "marketing"}, style


def test_a_lone_item_is_one_sentence_with_its_detail_and_keeps_its_card_with_a_picture(
    timed: Timed, look_of: LookOf
) -> None:
    size, words = Size.of("16:9", 90), "Errors arrive late, so watch them."
    scene = statement(words, "points")
    seen = {box.text for box in SceneRenderer(timed(scene), look_of(), size).boxes}
    assert words in seen
    item = scene.items[0].model_copy(update={"icon": "bug"})
    shown = scene.model_copy(update={"items": (item,)})
    seen = {box.text for box in SceneRenderer(timed(shown), look_of(), size).boxes}
    assert "Errors arrive late" in seen


def test_words_that_are_typed_as_they_are_spoken_have_no_captions(
    timed: Timed, look_of: LookOf
) -> None:
    size, words = Size.of("16:9", 90), "Errors arrive late, so watch them."
    alone, more = statement(words), statement(words)
    more = more.model_copy(update={"narration": f"{words} They are rarely seen at once."})
    captions = [
        [box.text for box in SceneRenderer(timed(scene), look_of(), size).boxes if box.caption]
        for scene in (alone, more)
    ]
    assert captions[0] == [] and captions[1]
