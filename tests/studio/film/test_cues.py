"""Items arrive as their own words are spoken."""

import pytest

from callsheet_studio.render.cues import EARLY, cues
from callsheet_studio.render.timeline import Word
from callsheet_studio.script.storyboard import Item

LEAD = 0.5


def test_an_item_arrives_with_its_words() -> None:
    words = _spoken("First your browser says hello. Then the server shows its certificate.")
    hello, certificate = cues(_items("Hello", "Certificates"), words, LEAD, 12)
    assert hello == pytest.approx(_start(words, "hello.") - EARLY)
    assert certificate == pytest.approx(_start(words, "certificate.") - EARLY)


def test_items_keep_their_order_though_words_return() -> None:
    words = _spoken("A key and a lock. The lock is shut, and the key is gone.")
    lock, key = cues(_items("The lock", "The key"), words, LEAD, 12)
    assert lock == pytest.approx(_start(words, "lock.") - EARLY)
    assert key > lock


def test_an_item_nobody_mentions_arrives_between_its_neighbours() -> None:
    words = _spoken("Sun comes first and after quite a while there is the rain.")
    sun, unsaid, rain = cues(_items("Sun", "Thermodynamics", "Rain"), words, LEAD, 12)
    assert sun < unsaid < rain


@pytest.mark.parametrize("narration", ["", "Nothing here fits anything.", "ok"], ids=repr)
@pytest.mark.parametrize("count", [1, 4, 40])
def test_cues_rise_and_stay_inside_the_scene(narration: str, count: int) -> None:
    items = _items(*(f"Matter {n}" for n in range(count)))
    times = cues(items, _spoken(narration), LEAD, 5.0)
    assert len(times) == count
    assert list(times) == sorted(times)
    assert times[0] >= LEAD
    assert times[-1] <= 5.0 - 0.5


def test_a_scene_shorter_than_its_rests_still_shows_everything() -> None:
    assert cues(_items("One", "Two"), (), 0.5, 0.4) == (0.5, 0.5)


def _items(*texts: str) -> tuple[Item, ...]:
    return tuple(Item(text=text) for text in texts)


def _spoken(text: str) -> tuple[Word, ...]:
    return tuple(Word(w, LEAD + n * 0.5, LEAD + n * 0.5 + 0.4) for n, w in enumerate(text.split()))


def _start(words: tuple[Word, ...], text: str) -> float:
    return next(word.start for word in words if word.text == text)
