"""A prompt becomes shots: pictures that are surely meant, type for the rest, place, hour, move."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from callsheet_studio.animatic.backdrop import PLAIN, SETTINGS
from callsheet_studio.animatic.contract import ClipOrder
from callsheet_studio.animatic.prompt.shot_planner import clauses, plan_shots
from callsheet_studio.animatic.prompt.vocabulary import INDEXES, SHOWN, SMALL
from callsheet_studio.animatic.shot import Shot, ShotList
from callsheet_studio.drawing.pictures import picture_data
from callsheet_studio.jobs.contract import VideoFormat

PROMPTS = Path(__file__).with_name("prompts.txt").read_text("utf-8").splitlines()
READ = {
    "A person walking through a futuristic city": ("person-walking", "future", None, "clear"),
    "A chef pours coffee in a sunny kitchen": ("cook hot-beverage", "kitchen", "day", "clear"),
    "A rocket flies past the moon": ("rocket full-moon", None, None, "clear"),
    "A dog runs along the beach at sunset": ("dog", "beach", "sunset", "clear"),
    "A red car drives through a rainy city at night": ("automobile", "city", "night", "rain"),
    "A girl jumps in a snowy field": ("girl", "field", None, "snow"),
    "Two women dancing on a stage": ("woman-dancing woman-dancing", "stage", None, "clear"),
    "a man rides a bicycle in the foggy mountains": ("man bicycle", "mountains", None, "fog"),
    "A dragon flies over a castle": ("dragon castle", None, None, "clear"),
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
TYPED = {
    "A car on a wet road": "wet road",
    "A woman looks up at the stars": "looks up at the stars",
    "A boy flies a kite": "flies",
    "A ship under a stormy sky": "stormy",
    "A cat in a dark room": "dark room",
    "In a kitchen at dawn": "at dawn",
    "An old woman feeds seven dogs": "feeds seven dogs",
    "A pan of rice": "pan of rice",
    "A person walks a city at twilight": "twilight",
    "Without rain in the city": "without rain",
}
"""What was silently dropped, or shown as something else, and is set as type."""


def script(prompt: str, seconds: int = 10, **more: object) -> ShotList:
    return plan_shots(ClipOrder("id", prompt, "sora-2", seconds, **more), VideoFormat())  # pyright: ignore[reportArgumentType]


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


def test_what_has_no_picture_is_set_as_type_next_to_what_has() -> None:
    shot = script("A dog plays a harmonica on the beach").shots[0]
    assert [part.picture for part in shot.parts] == ["dog"]
    assert "harmonica" in shot.type
    assert "'plays a harmonica'" in script("A dog plays a harmonica").notes[0]


@pytest.mark.parametrize("prompt", TYPED)
def test_what_a_backdrop_or_a_picture_does_not_show_is_set_as_type(prompt: str) -> None:
    assert TYPED[prompt] in script(prompt).shots[0].type.lower()


@pytest.mark.parametrize("seconds", [2, 4, 8, 30])
@pytest.mark.parametrize("prompt", PROMPTS)
def test_every_word_of_a_prompt_is_shown_or_written(prompt: str, seconds: int) -> None:
    """Issue: "what has no certain picture is set as type in the composition", no word dropped."""
    shots = script(prompt, seconds).shots
    written = _words(" ".join(f"{s.type} {s.spoken} {s.directions}" for s in shots))
    shown = {word for shot in shots for word in _shown(shot)}
    ignored = SMALL["words"] | {"vertical", "4k"}
    lost = [w for w in _words(prompt) if w not in written | ignored and w not in shown]
    assert lost == []


def test_nothing_is_written_or_shown_that_a_prompt_does_not_say() -> None:
    for prompt in PROMPTS:
        for shot in script(prompt).shots:
            assert _words(f"{shot.type} {shot.directions}") <= _words(prompt)
            assert all(_words(part.word) <= _words(prompt) for part in shot.parts)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_][\w'-]*", text.lower()))


def _shown(shot: Shot) -> Iterator[str]:
    """The words for what a shot's picture, backdrop and slate show, in every form."""
    has_sky = SETTINGS.get(shot.place or "", PLAIN).has_sky
    forms: dict[str, set[str | None]] = {
        "people": {part.kind for part in shot.parts},
        "things": {part.kind for part in shot.parts},
        "colors": {part.color for part in shot.parts},
        "verbs": {part.verb for part in shot.parts},
        "counts": {str(shot.parts.count(part)) for part in shot.parts},
        "places": {shot.place},
        "hours": {shot.hour if has_sky else None},
        "weathers": {shot.weather if has_sky else None},
        "framings": {shot.framing},
        "moves": {shot.move},
    }
    for table, keys in forms.items():
        for words in (words for words, key in INDEXES[table].items() if key in keys):
            compound = " ".join(words)
            if table not in {"places", "hours", "weathers"} or compound in SHOWN:
                for word in words:
                    yield from (word, f"{word}s", f"{word}es", f"{word}ing", f"{word[:-1]}ing")
    yield from ("people", "women", "men") if len(shot.parts) > 1 else ()
    yield from (word for part in shot.parts for word in part.word.split())
    if shot.spoken or "“" in shot.type:
        for words in INDEXES["lines"]:
            yield from (f"{word}{end}" for word in words for end in ("", "s", "ing"))


@pytest.mark.parametrize("seconds", [1, 2, 5, 10, 15, 25, 60, 300])
def test_the_shots_have_exactly_the_asked_length(seconds: int) -> None:
    shots = script("A dog runs. A cat sits, then jumps; a bird flies. Waves crash.", seconds).shots
    assert sum(shot.frames for shot in shots) == seconds * 30
    assert 1 <= len(shots) <= 4


def test_sentences_and_then_cut_a_prompt_into_shots() -> None:
    said = clauses("Shot 1: A child jumps in a snowy field, then waves. The camera zooms in")
    assert said == ["A child jumps in a snowy field", "waves", "The camera zooms in"]


@pytest.mark.parametrize("label", ["[0-3s]", "0:00-0:03", "[3–6s]:", "Shot 2:", "Scene 1 -"])
def test_a_shot_s_number_or_time_is_no_part_of_it(label: str) -> None:
    assert clauses(f"{label} A cat sleeps.") == ["A cat sleeps"]


def test_a_clause_that_begins_with_a_place_is_set_there() -> None:
    """Rain fell, and mountains stood, in a room."""
    shots = script("Snowstorm in the mountains. Inside, a candle. Kitchen: a teapot", 6).shots
    assert [shot.place for shot in shots] == ["mountains", "room", "kitchen"]


def test_a_clause_without_a_subject_goes_on_about_the_last_one() -> None:
    last = script("A child jumps in a snowy field, then waves").shots[-1]
    assert (last.parts[0].picture, last.place) == ("child", "field")


def test_it_is_no_person_and_he_is_no_thing() -> None:
    chef, it = script("A chef bakes bread. It can save your morning", 5).shots
    assert chef.parts[0].picture == "cook"
    assert (it.parts, it.type) == ((), "It can save your morning")
    assert script("A robot stands. It waves", 4).shots[-1].parts[0].picture == "robot"
    assert script("A man stands in a park. He plays chess", 4).shots[-1].parts[0].picture == "man"


def test_a_place_that_a_clause_begins_with_is_its_setting() -> None:
    assert script("A forest at night").shots[0].place == "forest"


def test_camera_words_are_obeyed() -> None:
    assert script("Close-up of a rose").shots[0].framing == "close"
    shot = script("Wide tracking shot of a horse galloping in the desert").shots[0]
    assert (shot.framing, shot.move, shot.parts[0].verb) == ("wide", "track", "run")


def test_a_name_of_the_cast_puts_that_character_into_every_shot_with_its_look() -> None:
    look = {"kind": "adult", "woman": False, "top": "suit", "skin": "#123456"}
    found = script("@Sales Expert turns to the camera in an office", cast={"Sales Expert": look})
    assert all(shot.parts[0].look == look for shot in found.shots)
    assert {shot.parts[0].picture for shot in found.shots} == {"man-office-worker"}
    assert {shot.type for shot in found.shots} == {"Turns, in an office"}


def test_a_line_in_quotes_is_spoken_and_not_drawn() -> None:
    found = script('A man says "My dog can fly. Really!" in a park', 8)
    assert [shot.spoken for shot in found.shots][0] == "My dog can fly. Really!"
    assert all(part.picture == "man" for shot in found.shots for part in shot.parts)
    assert sum(shot.spoken is not None for shot in found.shots) == 1


@pytest.mark.parametrize(
    "prompt",
    [
        "Ein Mann ruft: „Endlich Ruhe!“",
        "Un homme dit « Endlich Ruhe! »",
        'She whispers "Endlich Ruhe!" to the camera',
        "Voiceover: “Endlich Ruhe!”",
        "«Endlich Ruhe!»",
        "「Endlich Ruhe!」",
        "Voice-over (whispering): 'Endlich Ruhe!'",
    ],
)
def test_a_line_in_any_quotation_marks_is_spoken(prompt: str) -> None:
    spoken = [shot.spoken for shot in script(prompt, 2).shots]
    assert spoken == ["Endlich Ruhe!"]


@pytest.mark.parametrize(
    "prompt",
    [
        "Rain starts. Text on screen: “Back to quiet.”",
        "Rain starts. Title card: “Back to quiet.”",
        'Rain starts, the title "Back to quiet." fades in',
        "Rain starts. End card reads “Back to quiet.”",
    ],
)
def test_a_quoted_text_that_is_to_be_read_is_set_as_type(prompt: str) -> None:
    shots = script(prompt, 4).shots
    assert {shot.spoken for shot in shots} == {None}
    assert "“Back to quiet.”" in shots[-1].type
    assert "Text" not in shots[-1].type


def test_a_line_that_ends_a_sentence_ends_a_clause() -> None:
    """The rain of the next sentence fell on who spoke."""
    shots = script('A man says "We are there." Rain starts. He says "Go!" in a park', 6).shots
    assert [(shot.spoken, shot.weather) for shot in shots] == [
        ("We are there.", "clear"),
        (None, "rain"),
        ("Go!", "rain"),
    ]


def test_who_says_a_line_is_no_type_under_it() -> None:
    """Found in a clip: `She says` stood in the picture while she was heard."""
    shots = script('A woman stands in a park. She smiles and says "Hello."', 4).shots
    assert (shots[-1].type, shots[-1].spoken) == ("She smiles", "Hello.")
    assert script('Fog. Voiceover: "Every step counts."', 2).shots[0].type == ""


def test_a_pronoun_means_the_last_one_even_past_a_shot_without_anybody() -> None:
    shots = script("A woman stands in a kitchen. Bubbles rise. She laughs", 6).shots
    assert [[part.picture for part in shot.parts] for shot in shots] == [["woman"], [], ["woman"]]
    two = script("Two dogs run. They sleep", 4).shots
    assert len(two[-1].parts) == 2


@pytest.mark.parametrize(
    ("prompt", "slate", "type"),
    [
        ("Fog, the camera orbits", "Camera orbits", ""),
        ("Vertical ad, 15 s. A dog runs", "Ad", ""),
        ("Cut to a mug of cocoa, low angle", "Cut to · Low angle", "A mug of cocoa"),
        ("Whip pan to the shoe box", "Whip pan", "The shoe box"),
        ("Zoom in on the last sweet, upbeat music", "Upbeat music", "The last sweet"),
        ("Format 9:16, fog, fade to black", "Fade to black", ""),
        ("Wide drone shot: pines", "", "Pines"),
        ("Wide: pines", "", "Pines"),
    ],
)
def test_how_it_is_filmed_stands_on_the_slate(prompt: str, slate: str, type: str) -> None:
    shot = script(prompt, 2).shots[0]
    assert (shot.directions.lower(), shot.type) == (slate.lower(), type)


@pytest.mark.parametrize(
    ("prompt", "type"),
    [
        ("A dog runs down a snowy street", "Down a snowy street"),
        ("A cat sleeps. Rain starts", "Rain starts"),
        ("A cat sleeps. Rain on the windows", "Rain on the windows"),
        ("A cat sleeps. Snow falls on the roof", "Snow falls on the roof"),
        ("Drone shot over a foggy mountain lake", "Over a foggy mountain lake"),
        ("A child runs in and grabs the ball", "Grabs the ball"),
        ("Soup boils over, leaves blow past", "Soup boils over, leaves blow past"),
        ("A crane lifts steel beams", "A crane lifts steel beams"),
        ("A vintage camera on a tripod, the camera circles", "A vintage camera on a tripod"),
        ("A hand cuts paper and reveals a ring", "A hand cuts paper and reveals a ring"),
        ("The cat stares at the bowl", "Stares at the bowl"),
        ("Numbers count up to 1,240", "Numbers count up to 1,240"),
        ("A snowstorm at night in the mountains", ""),
    ],
)
def test_a_word_that_the_backdrop_shows_stays_with_what_it_says(prompt: str, type: str) -> None:
    assert script(prompt, 4).shots[-1].type == type


@pytest.mark.parametrize(
    ("prompt", "pictures"),
    [
        ("Ein Hund läuft durch die nächtliche Stadt, und die Katze ist da", "dog cat"),
        ("Der Mann bat um das Ei, und es ist nicht da", "egg"),
        ("Le chien court sur la plage et les enfants sont dans une maison", "dog"),
        ("El gato está en la cocina y no hay un perro en la casa", "cat"),
        ("Er rose auf, die Rose ist in der Hand des Mannes mit dem Hut", ""),
    ],
)
def test_in_other_languages_things_have_pictures_and_english_words_none(
    prompt: str, pictures: str
) -> None:
    """German `bat` was a bat."""
    assert " ".join(part.picture for part in script(prompt).shots[0].parts) == pictures


@pytest.mark.parametrize(
    ("prompt", "pictures"),
    [
        ("A red canoe on a lake", "canoe"),
        ("Smoke rose from the chimney", ""),
        ("A hand holds a rose", "rose"),
        ("An oil drum burns", ""),
        ("A batter swings a bat, the seal breaks", ""),
        ("A waiter in a restaurant", ""),
        ("A puppy", ""),
        ("A farmer's boots in the mud", ""),
        ("The dogs' owner", ""),
        ("The dog house", ""),
        ("A toy car", ""),
        ("A water taxi crosses the lagoon", ""),
        ("A cable car over the alps", ""),
        ("A hot air balloon", ""),
        ("A robot vacuum bumps into a cactus", "cactus"),
        ("The dog's wet nose", ""),
    ],
)
def test_a_picture_shows_exactly_the_thing_that_is_named(prompt: str, pictures: str) -> None:
    assert " ".join(part.picture for part in script(prompt, 2).shots[0].parts) == pictures


def test_a_color_belongs_to_the_noun_behind_it() -> None:
    assert script("A red car drives past a tree").shots[0].parts[0].color == "#d0342c"


def test_every_word_of_the_tables_has_a_picture_or_a_setting() -> None:
    assert set(INDEXES["things"].values()) <= set(picture_data())
    assert set(INDEXES["places"].values()) <= set(SETTINGS)


@pytest.mark.parametrize(
    "prompt",
    [
        "🎉🎉",
        ".",
        "猫が走る",
        "@Nobody walks",
        "@text-7 and @line-7",
        "then then then",
        "a " * 999,
        "\x00\ud800",
    ],
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
    assert script(prompt).mark == mark
    assert script(prompt, mark=False).mark is None


def test_every_shot_of_a_clause_moves_as_the_prompt_says() -> None:
    shots = script("A phone on a desk at dawn, slow push in. A cat sleeps, pan left").shots
    assert [shot.move for shot in shots] == ["push", "pan"]


@pytest.mark.parametrize(("hour", "shown"), [("at night", False), ("at sunset", True)])
def test_a_sun_is_shown_and_no_moon_that_the_prompt_does_not_say(hour: str, shown: bool) -> None:
    first, *_, card = script(f'A person walks in a city {hour}. Title card: "Home."').shots
    assert (first.has_sun, card.has_sun, card.hour) == (shown, False, first.hour)
