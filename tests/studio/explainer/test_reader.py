"""Where nobody speaks, words are timed as a viewer reads them."""

import pytest

from callsheet_studio.audio.voice import READING_PACE, SilentVoice


def test_plain_english_is_read_at_an_easy_pace() -> None:
    """About 2.6 words a second, rests between sentences included."""
    text = "The sea gives up water to the air above it. Then the wind takes it over the land. " * 4
    speech = SilentVoice().speak(text, 1.0)
    assert len(speech.words) / speech.seconds == pytest.approx(READING_PACE, rel=0.15)
    assert len(speech.samples) == 0


def test_scripts_without_spaces_come_in_pieces_and_are_read_slowly() -> None:
    """Subtitlers allow seven to nine Chinese characters a second."""
    text = "光合作用是植物利用阳光的过程，它把水和二氧化碳变成糖。"
    speech = SilentVoice().speak(text, 1.0)
    assert "".join(word.text for word in speech.words) == text
    assert all(len(word.text) <= 12 for word in speech.words)
    assert 4 < len(text) / speech.seconds < 9


def test_times_rise_without_gaps() -> None:
    words = SilentVoice().speak("Привет, мир! مرحبا بالعالم", 1.2).words
    assert [word.text for word in words] == ["Привет,", "мир!", "مرحبا", "بالعالم"]
    assert [word.end for word in words[:-1]] == [word.start for word in words[1:]]
