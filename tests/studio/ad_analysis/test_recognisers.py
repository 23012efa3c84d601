"""Slow: two films of our own are analysed as ads; what is found is held against what is true.

Needs the extra `listen`.
"""

from pathlib import Path

import numpy as np
import pytest

from callsheet_studio.ad_analysis.contract import AdOrder, AdReport
from callsheet_studio.ad_analysis.pipeline import analyze
from callsheet_studio.audio.built_in_voice import BuiltInVoice
from callsheet_studio.audio.speech_recognition import WhisperRecognizer
from callsheet_studio.audio.transcript import SPEECH_RATE
from callsheet_studio.audio.voice import Samples

from .ground_truth import ADS, Found, film, judged, plain, word_errors

pytestmark = pytest.mark.slow
SAID = "Do you wake up tired every morning? Then try this lamp. Order yours today."


@pytest.fixture(scope="module")
def whisper() -> WhisperRecognizer:
    return WhisperRecognizer()


@pytest.fixture(scope="module")
def voice() -> Samples:
    """`SAID`, at 16 kHz."""
    speech = BuiltInVoice().speak(SAID, 1.0)
    times = np.arange(0, speech.seconds, 1 / SPEECH_RATE)
    samples = np.interp(times, np.arange(len(speech.samples)) / speech.rate, speech.samples)
    return (samples / np.abs(samples).max() / 2).astype(np.float32)


@pytest.mark.parametrize("name", list(ADS))
def test_what_is_found_in_a_film_is_true(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """No change is made up; one may be missed, where two scenes go on into each other."""
    found, report = analysed(name, tmp_path)
    with capsys.disabled():
        print(f"\n{name}", *found.rows(), sep="\n")
    assert found.hits == len(found.changes) >= len(found.true_changes) - 1
    assert found.seconds == pytest.approx(found.true_seconds, abs=0.05)
    assert found.word_errors <= 0.05
    assert found.titles >= len(found.true_titles) - 1
    assert found.roles[0] == "hook"
    assert "call to action" in found.roles
    assert f"{found.true_seconds:.1f} seconds" in report.summary


def test_words_come_with_their_times(whisper: WhisperRecognizer, voice: Samples) -> None:
    late = np.concatenate([np.zeros(3 * SPEECH_RATE, np.float32), voice])
    transcript = whisper.transcribe(late)
    assert transcript.hearing == "heard"
    assert word_errors(plain(SAID), plain(" ".join(word.text for word in transcript.words))) < 0.1
    assert transcript.words[0].start == pytest.approx(3.05, abs=0.3)


def test_speech_that_is_not_understood_gives_no_words(
    whisper: WhisperRecognizer, voice: Samples
) -> None:
    """A voice played backwards is speech in no language; the recogniser would make words up."""
    transcript = whisper.transcribe(np.ascontiguousarray(voice[::-1]))
    assert (transcript.hearing, transcript.words) == ("not understood", ())
    assert transcript.spans


def test_music_and_silence_are_no_speech(whisper: WhisperRecognizer) -> None:
    time = np.arange(6 * SPEECH_RATE) / SPEECH_RATE
    chord = sum(np.sin(2 * np.pi * hertz * time) for hertz in (220.0, 277.2, 329.6))
    for sound in (0.1 * np.asarray(chord), np.zeros(len(time))):
        assert whisper.transcribe(sound.astype(np.float32)).hearing == "no speech"


def analysed(name: str, folder: Path) -> tuple[Found, AdReport]:
    made = film(ADS[name], folder, short_side=360)
    report = analyze(AdOrder("1", str(folder)), folder / "work", {}, lambda _: None)
    return judged(made, folder / "work"), report
