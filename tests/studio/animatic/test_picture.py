"""What a frame shows depends on the prompt, the order's id and the time, and on nothing else."""

from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from callsheet_studio.animatic.actors.cast import CAST
from callsheet_studio.animatic.character_design import CharacterDesign
from callsheet_studio.animatic.places.places import PLACES
from callsheet_studio.animatic.shot import Framing, Role, Shot
from callsheet_studio.animatic.shot_renderer import ShotOptions, ShotRenderer
from callsheet_studio.drawing.skia_loader import skia

Look = Callable[..., NDArray[np.uint8]]
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
    assert (np.abs(early - late).max(axis=2) > 40).sum() > 50


@pytest.mark.parametrize("kind", CAST)
def test_every_actor_is_drawn_in_the_middle_of_its_shot(kind: str) -> None:
    with_actor, without = (_drawn("studio", parts) for parts in ((_part(kind),), ()))
    height, width = with_actor.shape[:2]
    middle = (slice(0, round(height * 0.85)), slice(width // 5, -width // 5))
    changed = np.abs(with_actor[middle].astype(int) - without[middle].astype(int)).max(axis=2) > 12
    assert changed.sum() > 60


@pytest.mark.parametrize("place", PLACES)
def test_every_place_is_painted_to_its_edges(place: str) -> None:
    pixels = _drawn(place, ())
    assert pixels[..., 3].min() == 255
    assert pixels[:40, :, :3].std() + pixels[40:, :, :3].std() > 4


@pytest.mark.parametrize("place", PLACES)
def test_every_place_is_painted_where_its_ground_is_below_the_frame(place: str) -> None:
    """Of a phone on a table in close-up as of a bird above a forest."""
    near = _drawn(place, (_part("phone"),), framing="close")
    aloft = _drawn(place, (_part("bird", "fly"),), framing="wide")
    assert min(near[..., 3].min(), aloft[..., 3].min()) >= 254


def _part(kind: str, verb: str = "turn") -> Role:
    return Role(kind, kind, verb, CharacterDesign().data(), "#d0342c")


def _drawn(place: str, parts: tuple[Role, ...], framing: Framing = "wide") -> NDArray[np.uint8]:
    shot = Shot(
        number=2,
        count=3,
        text="A shot",
        frames=40,
        parts=parts,
        place=place,
        hour="day",
        weather="clear",
        framing=framing,
        move="still",
    )
    surface = skia.Surface(128, 72)
    ShotRenderer(shot, ShotOptions("id", "16:9", 72, 10, mark=False)).draw(surface.getCanvas(), 2.0)
    return surface.makeImageSnapshot().toarray()


@pytest.mark.parametrize("prompt", ["🎉", "猫が走る", "مرحبا then a dog runs", "x" * 2000])
def test_any_text_can_stand_on_a_slate(frame: Look, prompt: str) -> None:
    assert frame(prompt)[-20:].std() > 1
