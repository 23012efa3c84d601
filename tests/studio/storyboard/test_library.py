"""Every ready outline: fits its lengths, draws with icons that exist, says what it stands for."""

import gzip
import json
from functools import cache
from importlib.resources import files

import pytest

from callsheet_studio.storyboard.brief import Brief
from callsheet_studio.storyboard.build import StoryboardResult, build_storyboard
from callsheet_studio.storyboard.examples import Example, NoExample, example, examples
from callsheet_studio.storyboard.grammar import read_outline
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.speech_timing import estimate_seconds, longest_seconds
from callsheet_studio.storyboard.topic_reader import find_example
from callsheet_studio.text.word_lists import REQUEST_WORDS

LIBRARY = pytest.mark.parametrize("ready", examples(), ids=lambda ready: ready.name)
SAMPLES = ("how-https-works", "quarterly-results")


@cache
def script(ready: Example, seconds: int) -> StoryboardResult:
    return build_storyboard(Brief("uuid", ready.title, seconds=seconds))


def filmed(ready: Example, seconds: int) -> tuple[Scene, ...]:
    return script(ready, seconds).storyboard.scenes


@LIBRARY
@pytest.mark.parametrize("seconds", [30, 60, 120])
def test_an_outline_fills_the_lengths_that_it_is_marked_for(ready: Example, seconds: int) -> None:
    """DESIGN: a film is within 10 % of the asked length; rests and voice do the remainder."""
    film = script(ready, seconds)
    assert estimate_seconds(film.storyboard.scenes) <= 1.05 * seconds
    assert longest_seconds(film.storyboard.scenes) >= 0.95 * seconds
    assert film.storyboard.seconds == seconds
    assert not any(note.startswith(("Cut", "The words carry")) for note in film.notes)


@LIBRARY
@pytest.mark.parametrize("seconds", [45, 90])
def test_lengths_between_the_marks_are_filled_as_well(ready: Example, seconds: int) -> None:
    assert estimate_seconds(filmed(ready, seconds)) <= 1.05 * seconds
    assert longest_seconds(filmed(ready, seconds)) >= 0.95 * seconds


@LIBRARY
def test_a_longer_film_holds_all_that_a_shorter_one_says(ready: Example) -> None:
    said = [[scene.narration for scene in filmed(ready, seconds)] for seconds in (30, 60, 120)]
    for shorter, longer in zip(said, said[1:], strict=False):
        sentences = {s for text in shorter for s in text.split(". ")}
        assert all(any(s.rstrip(".") in text for text in longer) for s in sentences)


@LIBRARY
def test_an_outline_begins_ends_and_varies(ready: Example) -> None:
    kinds = [scene.kind for scene in filmed(ready, 120)]
    assert (kinds[0], kinds[-1]) == ("title", "closing")
    assert 7 <= len(kinds) <= 10
    assert len(set(kinds)) >= 4


@LIBRARY
def test_every_icon_is_one_that_can_be_drawn(ready: Example) -> None:
    scenes = filmed(ready, 120)
    named = {icon for s in scenes for icon in (s.icon, *(item.icon for item in s.items)) if icon}
    assert named
    assert named <= drawable()


@LIBRARY
def test_an_outline_can_be_sent_as_a_task(ready: Example) -> None:
    """Knowlify documentation: a task has at most 5000 characters."""
    text = example(ready.name)
    assert len(text) <= 5000
    assert "<!--" not in text
    assert (
        build_storyboard(Brief("uuid", text, seconds=60)).storyboard == script(ready, 60).storyboard
    )


@LIBRARY
def test_an_outline_uses_no_word_that_the_grammar_does_not_know(ready: Example) -> None:
    scenes = filmed(ready, 120)
    assert not [note for note in script(ready, 120).notes if "kind" in note]
    assert not any("{" in scene.narration or "{" in scene.title for scene in scenes)
    assert len(scenes) == len(read_outline(ready.text).parts) + 1


@LIBRARY
def test_an_outline_is_found_by_its_own_title_and_no_keyword_is_lost(ready: Example) -> None:
    assert find_example(ready.title) == ready
    assert all(words and not words & REQUEST_WORDS for words in ready.must)


def test_both_samples_of_the_documentation_are_there_among_ten_others() -> None:
    names = [ready.name for ready in examples()]
    assert set(SAMPLES) <= set(names)
    assert len(names) >= 12


def test_an_unknown_name_lists_the_names_there_are() -> None:
    with pytest.raises(NoExample, match="how-https-works"):
        example("how-hats-work")


def test_the_placeholders_of_the_quarterly_results_are_seen_and_noted() -> None:
    film = build_storyboard(Brief("uuid", "Quarterly results recap", seconds=45))
    charts = [s for s in film.storyboard.scenes if s.kind in ("bars", "line", "number")]
    assert charts
    assert all("laceholder" in (chart.subtitle or "") for chart in charts)
    assert "placeholder" in film.storyboard.scenes[0].narration
    assert any("placeholder" in note for note in film.notes)


@cache
def drawable() -> frozenset[str]:
    packed = files("callsheet_studio.drawing.assets").joinpath("icons.json.gz").read_bytes()
    return frozenset(json.loads(gzip.decompress(packed)))
