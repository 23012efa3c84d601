"""What a frame shows depends on the prompt, the order's id and the time, and on nothing else."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import combinations
from typing import Literal

import numpy as np
import pytest
from numpy.typing import NDArray

from callsheet_studio.animatic.backdrop import SETTINGS
from callsheet_studio.animatic.overlay import Lettering, caption_top
from callsheet_studio.animatic.prompt.shot_composition import LONGEST_TEXT
from callsheet_studio.animatic.shot import Role, Shot, ShotList
from callsheet_studio.animatic.shot_renderer import ShotRenderer
from callsheet_studio.drawing.geometry import Size
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.text_layout import TextBlock, TextLayout

Look = Callable[..., NDArray[np.uint8]]
SMALL = Size(128, 72)
PROMPTS = (
    "A person walking through a futuristic city",
    "A dog runs along the beach at sunset",
    "A bottle of perfume turns on a marble table",
    "A rocket flies past the moon",
)


def test_different_prompts_look_different(frame: Look) -> None:
    frames = [frame(prompt).astype(int) for prompt in PROMPTS]
    assert all(np.abs(a - b).mean() > 12 for a, b in combinations(frames, 2))


def test_the_same_order_gives_the_same_pixels_and_another_id_another_take(frame: Look) -> None:
    one, again, other = (frame(PROMPTS[0], id=id) for id in ("a", "a", "b"))
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)


def test_the_mark_stands_in_the_corner_unless_it_is_hidden(frame: Look) -> None:
    shown, hidden = (frame(PROMPTS[1], mark=mark, aspect_ratio="16:9") for mark in (True, False))
    changed = np.argwhere((shown != hidden).any(axis=2))
    height, width = shown.shape[:2]
    assert len(changed) > 20
    assert changed[:, 0].max() < height * 0.1
    assert changed[:, 1].min() > width * 0.8


def test_the_figure_moves(frame: Look) -> None:
    early, late = frame(PROMPTS[1], 1.0).astype(int), frame(PROMPTS[1], 1.2).astype(int)
    assert (np.abs(early - late).max(axis=2) > 40).sum() > 20


@pytest.mark.parametrize("place", SETTINGS)
def test_every_place_is_painted_to_its_edges(place: str) -> None:
    pixels = _drawn(place, ())
    assert pixels[..., 3].min() == 255
    assert pixels[:40, :, :3].std() + pixels[40:, :, :3].std() > 4


def test_a_picture_stands_in_the_middle_of_its_shot() -> None:
    changed = _drawn("sky", (Role("dog", "dog"),)) != _drawn("sky", ())
    rows = np.argwhere(changed.any(axis=2))
    assert len(rows) > 200
    assert abs(rows[:, 1].mean() - 64) < 8


def test_a_color_of_the_prompt_is_the_thing_s_and_a_character_keeps_its_own() -> None:
    red, blue = (_drawn("sky", (Role("automobile", "car", color=c),)) for c in (RED, BLUE))
    assert (red != blue).any(axis=2).sum() > 100
    dark, light = (
        _drawn("sky", (Role("man", "Zoe", look={"skin": skin}),)) for skin in ("#5a3a28", "#f3cdb0")
    )
    assert (dark != light).any(axis=2).sum() > 100


def test_the_slate_stands_half_a_second_and_then_the_prompt_is_not_written(frame: Look) -> None:
    slate, shot = (frame("A dog runs along the beach", t, mark=False) for t in (0.45, 0.55))
    assert slate[:20].max() == 255 or slate[:20, :, :3].max() < 20
    assert shot[-14:, :, :3].max(axis=(0, 1)).min() < 250


def test_it_rains_outside_and_never_in_a_room() -> None:
    """What moves in a shot whose camera stands still is the rain."""
    street, room = (
        [_drawn(place, (), t=t, weather="rain") for t in (1.5, 2.0)] for place in ("city", "room")
    )
    assert (street[0] != street[1]).any()
    assert (room[0] == room[1]).all()


@pytest.mark.parametrize("ratio", ["9:16", "16:9", "1:1"])
def test_a_caption_covers_no_picture(ratio: Literal["9:16", "16:9", "1:1"]) -> None:
    """In an upright clip it lay over the speaker's mouth."""
    size = Size.of(ratio, 96)
    drawn = partial(_drawn, "sky", size=size, spoken="Hi.", framing="close")
    rows = np.argwhere((drawn(parts=(Role("robot", "robot"),)) != drawn(parts=())).any(axis=2))
    assert len(rows) > 200
    assert rows[:, 0].max() <= caption_top(size) * size.unit + 1


@pytest.mark.parametrize("parts", [(), (Role("dog", "dog"),)], ids=["type", "type over pictures"])
@pytest.mark.parametrize("ratio", ["9:16", "16:9", "1:1"])
def test_the_longest_text_is_set_whole(
    ratio: Literal["9:16", "16:9", "1:1"], parts: tuple[Role, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a square clip the last of four things was cut off."""
    blocks: list[TextBlock] = []
    fit = TextLayout.fit

    def keep(*args: object) -> TextBlock:
        blocks.append(fit(*args))  # pyright: ignore[reportArgumentType]
        return blocks[-1]

    monkeypatch.setattr(TextLayout, "fit", keep)
    text = ("Trust between strangers grows over time, " * 9)[:LONGEST_TEXT]
    sprite = Lettering(Size.of(ratio, 96)).type(Shot("", parts, text))
    assert sprite and sprite.image
    assert [block.cut for block in blocks] == [False]


RED, BLUE = "#d0342c", "#2f66d0"


def _drawn(
    place: str, parts: tuple[Role, ...], t: float = 2.0, size: Size = SMALL, **changes: object
) -> NDArray[np.uint8]:
    shot = Shot("A shot", frames=40, parts=parts, place=place, hour="day", move="still")
    shot = replace(shot, **changes)  # pyright: ignore[reportArgumentType]
    surface = skia.Surface(size.width, size.height)
    ShotRenderer(ShotList("id", size, 10, (shot,), None), 0).draw(surface.getCanvas(), t)
    return surface.makeImageSnapshot().toarray()


@pytest.mark.parametrize("prompt", ["猫が走る", "مرحبا then a dog runs", "x" * 2000])
def test_any_text_can_be_set_as_type(frame: Look, prompt: str) -> None:
    assert frame(prompt).std() > 1
