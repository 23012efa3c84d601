"""Feet that stand do not slide, and limbs reach what they reach for."""

import math

import pytest

from callsheet_studio.animatic.actors.gait import RUN, WALK, Gait, foot_at, go, sized
from callsheet_studio.animatic.actors.moves import MOVES
from callsheet_studio.animatic.actors.skeleton import (
    ADULT,
    ANKLE,
    CHILD,
    WOMAN,
    Build,
    bend,
    foot,
    joints,
    length,
    minus,
)

GAITS = pytest.mark.parametrize("gait", [WALK, RUN], ids=["walk", "run"])
BUILDS = pytest.mark.parametrize("build", [ADULT, WOMAN, CHILD], ids=["man", "woman", "child"])


@GAITS
@BUILDS
def test_a_standing_foot_keeps_its_place_in_the_world(gait: Gait, build: Build) -> None:
    """Heel first, then the whole sole, then the ball: what touches the ground does not move."""
    own = sized(gait, build)
    flat = [share for share in (0.2, 0.3, 0.4, 0.5)]
    places = [
        foot_at(own, own.stance * share)[0] + own.speed * own.period * own.stance * share
        for share in flat
    ]
    assert max(places) - min(places) < 1e-9


@GAITS
def test_the_heel_is_the_pivot_when_it_lands_and_the_ball_when_it_leaves(gait: Gait) -> None:
    for share, part in ((0.03, 0), (0.12, 0), (0.7, 1), (0.95, 1)):
        x, y, pitch = foot_at(gait, gait.stance * share)
        contact = foot((x, y, 0.0), pitch)[part]
        assert contact[1] == pytest.approx(0.0, abs=1e-9)


@GAITS
def test_no_foot_goes_through_the_ground(gait: Gait) -> None:
    for n in range(60):
        x, y, pitch = foot_at(gait, n / 60)
        assert min(point[1] for point in foot((x, y, 0.0), pitch)) > -0.02


@BUILDS
def test_a_walking_body_reaches_the_feet_that_stand(build: Build) -> None:
    own = sized(WALK, build)
    for n in range(24):
        pose = go(build, own, own.period * n / 24)
        found = joints(build, pose)
        for wanted, got in zip(pose.ankles, found.ankles, strict=True):
            if wanted[1] <= ANKLE + 1e-6:
                assert length(minus(wanted, got)) < 0.03 * build.leg


def test_a_limb_keeps_the_length_of_its_bones() -> None:
    for target in ((0.3, 0.2, 0.1), (5.0, 0.0, 0.0), (0.0, 0.01, 0.0)):
        middle, end = bend((0.0, 0.0, 0.0), target, (0.3, 0.27), (1.0, 0.0, 0.0))
        assert length(middle) == pytest.approx(0.3, abs=1e-3)
        assert length(minus(end, middle)) == pytest.approx(0.27, abs=1e-3)


@pytest.mark.parametrize("verb", MOVES)
def test_every_verb_moves_the_body_and_never_breaks_it(verb: str) -> None:
    poses = [MOVES[verb].act(ADULT, t / 5)[0] for t in range(30)]
    assert len({pose.hands for pose in poses}) > 1
    for pose in poses:
        found = joints(ADULT, pose)
        numbers = [value for pair in (found.hands, found.ankles) for p in pair for value in p]
        assert all(math.isfinite(value) and abs(value) < 3 for value in numbers)
