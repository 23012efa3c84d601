"""A prompt becomes shots: pictures that are surely meant, type for the rest, place, hour, move."""

from dataclasses import replace

import pytest

from callsheet_studio.animatic.backdrop import SETTINGS
from callsheet_studio.animatic.clip_pipeline import mark_of
from callsheet_studio.animatic.contract import ClipOrder
from callsheet_studio.animatic.prompt.shot_planner import clauses, plan_shots
from callsheet_studio.animatic.prompt.vocabulary import PLACES, THINGS
from callsheet_studio.animatic.shot import ShotList
from callsheet_studio.drawing.pictures import picture_data

READ = {
    "A person walking through a futuristic city": ("person-walking", "future", "night", "clear"),
    "A chef pours coffee in a sunny kitchen": (
        "cook hot-beverage",
        "kitchen",
        "day",
        "clear",
    ),
    "A rocket flies past the moon": ("rocket full-moon", "space", "night", "clear"),
    "A dog runs along the beach at sunset": ("dog", "beach", "sunset", "clear"),
    "A red car drives through rainy streets at night": ("automobile", "city", "night", "rain"),
    "A child jumps in a snowy field": ("child", "field", "day", "snow"),
    "Two women dancing on a stage": ("woman-dancing", "stage", "day", "clear"),
    "a man rides a bicycle in the foggy mountains": ("man bicycle", "mountains", "day", "fog"),
    "A dragon flies over a castle": ("dragon castle", None, "day", "clear"),
}
NO_PICTURE = (
    "Hands kneading dough, it can save the day",
    "They watch and wait",
    "A phone case",
    "The coffee machine",
    "You can trust the process",
    "A train of thought",
    "No dog",
    "Where do they go, block by block",
    "She likes to book early",
    "Flour in the air",
    "A woman in a green dress",
    "A bald man with a red beard",
    "A glass of water",
)


def script(prompt: str, seconds: int = 10, **more: object) -> ShotList:
    return plan_shots(ClipOrder("id", prompt, "sora-2", seconds, **more), 30)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("prompt", READ)
def test_what_is_surely_meant_is_in_the_shot(prompt: str) -> None:
    shot = script(prompt).shots[0]
    pictures = " ".join(part.picture for part in shot.parts)
    assert (pictures, shot.place, shot.hour, shot.weather) == READ[prompt]


@pytest.mark.parametrize("prompt", NO_PICTURE)
def test_a_word_in_another_sense_gets_no_picture_and_is_set_as_type(prompt: str) -> None:
    """Issue: a soda can for `it can save`, a phone for kneading hands."""
    for shot in script(prompt).shots:
        assert not shot.parts
        assert shot.type


def test_what_has_no_picture_is_set_as_type_beside_what_has() -> None:
    shot = script("A dog plays a harmonica on the beach").shots[0]
    assert [part.picture for part in shot.parts] == ["dog"]
    assert "harmonica" in shot.type
    assert "'plays a harmonica'" in script("A dog plays a harmonica").notes[0]


@pytest.mark.parametrize("seconds", [1, 2, 5, 10, 15, 25, 60, 300])
def test_the_shots_have_exactly_the_asked_length(seconds: int) -> None:
    shots = script("A dog runs. A cat sits, then jumps; a bird flies. Waves crash.", seconds).shots
    assert sum(shot.frames for shot in shots) == seconds * 30
    assert 1 <= len(shots) <= 4
    assert [shot.number for shot in shots] == list(range(1, len(shots) + 1))


def test_sentences_and_then_cut_a_prompt_into_shots() -> None:
    said = clauses("Shot 1: A child jumps in a snowy field, then waves. The camera zooms in")
    assert said == ["A child jumps in a snowy field", "waves", "The camera zooms in"]


def test_a_clause_without_a_subject_goes_on_about_the_last_one() -> None:
    last = script("A child jumps in a snowy field, then waves").shots[-1]
    assert (last.parts[0].picture, last.place) == ("child", "field")


def test_it_is_no_person_and_he_is_no_thing() -> None:
    baker, it = script("A baker bakes bread. It can save your morning", 5).shots
    assert baker.parts[0].picture == "cook"
    assert (it.parts, it.type) == ((), "It can save your morning")
    assert script("A robot stands. It waves", 4).shots[-1].parts[0].picture == "robot"
    assert script("A man stands in a park. He plays chess", 4).shots[-1].parts[0].picture == "man"


def test_a_place_that_a_clause_begins_with_is_its_setting() -> None:
    assert script("The city wakes up").shots[0].place == "city"


def test_camera_words_are_obeyed() -> None:
    assert script("Close-up of a rose").shots[0].framing == "close"
    shot = script("Wide tracking shot of a horse galloping in the desert").shots[0]
    assert (shot.framing, shot.move, shot.parts[0].verb) == ("wide", "track", "run")


def test_a_name_of_the_cast_puts_that_character_into_every_shot_with_its_look() -> None:
    look = {"kind": "adult", "top": "suit", "skin": "#123456"}
    found = script("@Sales Expert turns to the camera in an office", cast={"Sales Expert": look})
    assert all(shot.parts[0].look == look for shot in found.shots)
    assert {shot.parts[0].picture for shot in found.shots} == {"man-office-worker"}


def test_a_line_in_quotes_is_spoken_and_not_drawn() -> None:
    found = script('A man says "My dog can fly. Really!" in a park', 8)
    assert [shot.spoken for shot in found.shots][0] == "My dog can fly. Really!"
    assert all(part.picture == "man" for shot in found.shots for part in shot.parts)
    assert sum(shot.spoken is not None for shot in found.shots) == 1


def test_a_color_belongs_to_the_noun_behind_it() -> None:
    assert script("A red car drives past a tree").shots[0].parts[0].color == "#d0342c"


def test_every_word_of_the_tables_has_a_picture_or_a_setting() -> None:
    assert set(THINGS) <= set(picture_data())
    assert set(PLACES) <= set(SETTINGS)


@pytest.mark.parametrize(
    "prompt",
    ["🎉🎉", ".", "猫が走る", "@Nobody walks", "then then then", "a " * 999, "\x00\ud800"],
)
def test_no_prompt_is_too_odd_for_a_script(prompt: str) -> None:
    assert sum(shot.frames for shot in script(prompt, 2).shots) == 60


@pytest.mark.parametrize(
    ("prompt", "mark"),
    [
        ("A dog runs along the beach", "ANIMATIC"),
        ("Le chien court sur la plage et les enfants sont dans une maison", "ANIMATIQUE"),
        ("Собака бежит по пляжу", "АНИМАТИК"),
    ],
)
def test_the_mark_is_in_the_prompt_s_language(prompt: str, mark: str) -> None:
    script = plan_shots(ClipOrder("clip-1", prompt, "sora-2"), 10)
    assert mark_of(script) == mark
    assert mark_of(replace(script, mark=False)) is None


def test_every_shot_of_a_clause_moves_as_the_prompt_says() -> None:
    shots = script("A phone on a desk at dawn, slow push in").shots
    assert len(shots) > 1
    assert {shot.move for shot in shots} == {"push"}


@pytest.mark.parametrize(("hour", "shown"), [("at night", False), ("at sunset", True)])
def test_a_sun_is_shown_and_no_moon_that_the_prompt_does_not_say(hour: str, shown: bool) -> None:
    assert script(f"A person walks through a city {hour}").shots[0].has_sun is shown
