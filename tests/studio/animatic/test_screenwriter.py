"""A prompt becomes shots: who, does what, where, when, filmed how, and what is not known."""

import pytest

from callsheet_studio.animatic.actors.cast import CAST
from callsheet_studio.animatic.contract import ClipOrder
from callsheet_studio.animatic.places.places import PLACES
from callsheet_studio.animatic.prompt.shot_planner import clauses, plan_shots
from callsheet_studio.animatic.prompt.vocabulary import ACTORS
from callsheet_studio.animatic.prompt.vocabulary import PLACES as PLACE_WORDS
from callsheet_studio.animatic.shot import ShotList

READ = {
    "A person walking through a futuristic city": ("person", "walk", "future", "night", "clear"),
    "A chef pours coffee in a sunny kitchen": ("person", "pour", "kitchen", "day", "clear"),
    "A rocket flies past the moon": ("rocket", "fly", "space", "night", "clear"),
    "A dog runs along the beach at sunset": ("dog", "run", "beach", "sunset", "clear"),
    "A red car drives through rainy streets at night": ("car", "drive", "city", "night", "rain"),
    "Waves crash on a rocky coast": ("waves", "crash", "coast", "day", "clear"),
    "A child jumps in a snowy field": ("child", "jump", "field", "day", "snow"),
    "A bottle of perfume turns slowly on a marble table": (
        "bottle",
        "turn",
        "table",
        "day",
        "clear",
    ),
    "Two women dancing on a stage": ("person", "dance", "stage", "night", "clear"),
    "a man rides a bicycle in the foggy mountains": ("bike", "drive", "mountains", "day", "fog"),
}


def script(prompt: str, seconds: int = 10, **more: object) -> ShotList:
    return plan_shots(ClipOrder("id", prompt, "sora-2", seconds, **more), 30)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("prompt", READ)
def test_the_parser_understands_the_words_of_the_library(prompt: str) -> None:
    shot = script(prompt).shots[0]
    lead = shot.parts[0]
    assert (lead.kind, lead.verb, shot.place, shot.hour, shot.weather) == READ[prompt]
    assert not shot.missing


@pytest.mark.parametrize("seconds", [1, 2, 5, 10, 15, 25, 60])
def test_the_shots_have_exactly_the_asked_length(seconds: int) -> None:
    shots = script("A dog runs. A cat sits, then jumps; a bird flies. Waves crash.", seconds).shots
    assert sum(shot.frames for shot in shots) == seconds * 30
    assert 1 <= len(shots) <= 4
    assert [shot.number for shot in shots] == list(range(1, len(shots) + 1))


def test_sentences_and_then_cut_a_prompt_into_shots() -> None:
    said = clauses("Shot 1: A child jumps in a snowy field, then waves. The camera zooms in")
    assert said == ["A child jumps in a snowy field", "waves", "The camera zooms in"]


def test_a_clause_without_a_subject_goes_on_about_the_last_one() -> None:
    shots = script("A child jumps in a snowy field, then waves").shots
    last = shots[-1]
    assert (last.parts[0].kind, last.parts[0].verb, last.place) == ("child", "wave", "field")
    assert last.parts[0].look == shots[0].parts[0].look


def test_what_is_not_in_the_library_is_said_on_the_slate_and_in_the_notes() -> None:
    found = script("A dragon breathes fire over a castle")
    assert "dragon" in found.shots[0].missing
    assert "'dragon'" in found.notes[0]
    assert not found.shots[0].parts


def test_camera_words_are_obeyed() -> None:
    close = script("Close-up of a hand holding a phone").shots[0]
    assert (close.framing, close.parts[0].kind, close.parts[0].prop) == ("close", "hand", "phone")
    assert script("Wide tracking shot of a horse galloping in the desert").shots[0].move == "track"


def test_a_name_of_the_cast_puts_that_figure_into_the_shot() -> None:
    look = {"kind": "adult", "top": "suit", "skin": "#123456"}
    found = script("@Sales Expert turns to the camera in an office", cast={"Sales Expert": look})
    assert found.shots[0].parts[0].look == look
    assert not found.shots[0].missing


def test_a_color_belongs_to_the_noun_behind_it() -> None:
    assert script("A red car drives past a blue house").shots[0].parts[0].color == "#d0342c"


def test_every_word_of_the_tables_has_a_picture() -> None:
    assert set(ACTORS) <= set(CAST)
    assert set(PLACE_WORDS) <= set(PLACES)


@pytest.mark.parametrize(
    "prompt", ["🎉🎉", ".", "猫が走る", "@Nobody walks", "then then then", "a " * 999, "\x00\ud800"]
)
def test_no_prompt_is_too_odd_for_a_script(prompt: str) -> None:
    found = script(prompt, 2)
    assert sum(shot.frames for shot in found.shots) == 60
    assert all(shot.place in PLACES for shot in found.shots)
