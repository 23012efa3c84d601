"""A film has the asked length: by its rests first, then by the voice's speed."""

import pytest

from callsheet_studio.audio.voice import SilentVoice
from callsheet_studio.explainer.timing.plan import HOLD, LEAD, length_note, narrate, plan
from callsheet_studio.storyboard.model import Item, Scene, Storyboard

FPS = 30


@pytest.mark.parametrize("words", [14, 16, 18, 20, 22, 24], ids=lambda n: f"{n} words a scene")
def test_the_rests_stretch_until_the_length_is_right(words: int) -> None:
    storyboard = _storyboard(words, seconds=30 + 2 * (words - 14))
    narration = narrate(storyboard, SilentVoice(), 1.0, storyboard.seconds)
    film = plan(storyboard, narration.speeches, FPS)
    assert narration.speed == 1.0
    assert film.seconds == pytest.approx(storyboard.seconds, abs=1 / FPS)


@pytest.mark.parametrize(("words", "faster"), [(31, True), (10, False)], ids=["long", "short"])
def test_the_voice_changes_pace_when_rests_are_not_enough(words: int, faster: bool) -> None:
    storyboard = _storyboard(words, seconds=48 if faster else 26)
    narration = narrate(storyboard, SilentVoice(), 1.0, storyboard.seconds)
    film = plan(storyboard, narration.speeches, FPS)
    assert (narration.speed > 1.0) == faster
    assert 0.9 <= narration.speed <= 1.2
    assert film.seconds == pytest.approx(storyboard.seconds, rel=0.1)
    assert length_note(film, storyboard.seconds) is None


def test_a_film_that_cannot_fit_is_spoken_at_its_own_pace_and_says_so() -> None:
    storyboard = _storyboard(4, seconds=120)
    narration = narrate(storyboard, SilentVoice(), 1.0, storyboard.seconds)
    film = plan(storyboard, narration.speeches, FPS)
    assert narration.speed == 1.0
    assert film.seconds < 40
    note = length_note(film, storyboard.seconds)
    assert note is not None
    assert "120 s" in note


def test_a_film_that_was_to_be_shorter_than_asked_is_not_hurried() -> None:
    """The script's estimate is no limit; what was asked for is."""
    storyboard = _storyboard(10, seconds=15)
    narration = narrate(storyboard, SilentVoice(), 1.0, longest=30)
    film = plan(storyboard, narration.speeches, FPS)
    assert narration.speed == 1.0
    assert 15 < film.seconds < 30
    assert length_note(film, 30) is None


def test_scenes_are_whole_frames_and_words_lie_inside_them() -> None:
    storyboard = _storyboard(18, seconds=37)
    film = plan(
        storyboard, narrate(storyboard, SilentVoice(), 1.0, storyboard.seconds).speeches, FPS
    )
    for scene in film.scenes:
        assert scene.seconds * FPS == pytest.approx(round(scene.seconds * FPS))
        assert LEAD[0] <= scene.words[0].start <= LEAD[1]
        assert scene.words[-1].end <= scene.seconds - HOLD[0] + 1 / FPS
        assert all(0 < cue < scene.seconds for cue in scene.cues)


def test_a_scene_without_words_can_still_be_read() -> None:
    scenes = (Scene(kind="title", title="Silence"), Scene(kind="closing", title="End", hold=3.0))
    storyboard = _storyboard(0, seconds=30).model_copy(update={"scenes": scenes})
    film = plan(
        storyboard, narrate(storyboard, SilentVoice(), 1.0, storyboard.seconds).speeches, FPS
    )
    assert [scene.seconds for scene in film.scenes] == [3.0, 6.0]


def _storyboard(words: int, seconds: int) -> Storyboard:
    narration = " ".join(["steady"] * words)
    scene = Scene(kind="points", title="Pace", items=(Item(text="Steady"),), narration=narration)
    return Storyboard(
        title="Pace", seconds=seconds, aspect_ratio="16:9", style="explainer", seed="1",
        scenes=(scene,) * 4,
    )  # fmt: skip
