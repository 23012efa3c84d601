"""A sentence is spoken once for its words, pace and voice, and kept exactly as a film keeps it."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Barrier

import numpy as np
import pytest

from callsheet_studio.audio.kept_voice import FOLDER, KeptVoice, speak_sentences
from callsheet_studio.audio.recording import WAV, WORDS, NarrationTrack, read_recording
from callsheet_studio.audio.voice import Speech
from callsheet_studio.text.sentences import sentences
from callsheet_studio.text.timed_word import TimedWord

RATE = 8000


@dataclass
class Beeps:
    """A tone for each word, as high as the word is long."""

    name: str = "beeps-1"
    audible: bool = True
    at_once: int = 1
    rate: int = RATE
    said: list[str] = field(default_factory=list[str])

    def split(self, text: str) -> Sequence[str]:
        return sentences(text)

    def rest(self, speed: float) -> float:
        return 0.2 / speed

    def say(self, sentence: str, speed: float) -> Speech:
        self.said.append(sentence)
        words = tuple(TimedWord(w, n / 4, n / 4 + 0.2) for n, w in enumerate(sentence.split()))
        at = np.arange(round(len(words) * RATE / 4)) / RATE
        tone = np.sin(at * 700 * len(sentence) * speed).astype(np.float32) * np.float32(0.7)
        return Speech(tone, RATE, len(tone) / RATE, words)

    def speak(self, text: str, speed: float) -> Speech:
        return speak_sentences(self, text, speed)


def test_only_what_is_new_is_spoken(tmp_path: Path) -> None:
    beeps, first, second = Beeps(), tmp_path / "1", tmp_path / "2"
    KeptVoice(beeps, (first,)).speak("Rain falls. It runs off.", 1.0)
    KeptVoice(beeps, (second, first)).speak("Rain falls. It seeps in.", 1.0)
    assert beeps.said == ["Rain falls.", "It runs off.", "It seeps in."]
    assert len(list((second / FOLDER).iterdir())) == 2, "a folder has all that its film says"
    KeptVoice(beeps, (second,)).speak("Rain falls.", 1.1)
    KeptVoice(Beeps("beeps-2", said=beeps.said), (second,)).speak("Rain falls.", 1.0)
    assert beeps.said[3:] == ["Rain falls."] * 2, "another pace or voice is another sentence"


def test_a_sentence_said_twice_at_the_same_time_is_kept_once(tmp_path: Path) -> None:
    class Meeting(Beeps):
        def say(self, sentence: str, speed: float) -> Speech:
            met.wait()
            return super().say(sentence, speed)

    met, voice = Barrier(2, timeout=20), KeptVoice(Meeting(), (tmp_path,))
    with ThreadPoolExecutor(2) as threads:
        one, other = threads.map(partial(voice.speak, speed=1.0), ("Rain falls.",) * 2)
    assert np.array_equal(one.samples, other.samples)
    assert len(list((tmp_path / FOLDER).iterdir())) == 1


def test_what_is_kept_makes_the_very_same_film(tmp_path: Path) -> None:
    fresh = Beeps().speak("Rain falls. It runs off.", 1.0)
    voice = KeptVoice(Beeps(), (tmp_path,))
    once, again = (voice.speak("Rain falls. It runs off.", 1.0) for _ in range(2))
    tracks = [NarrationTrack("v", 1.0, (speech,)) for speech in (fresh, once, again)]
    sounds = set[bytes]()
    for track in tracks:
        track.write_sound(tmp_path / WAV)
        sounds.add((tmp_path / WAV).read_bytes())
    assert len(sounds) == len({track.words() for track in tracks}) == 1
    (tmp_path / WORDS).write_bytes(tracks[0].words())
    assert read_recording(tmp_path).speeches[0].words == again.words


@pytest.mark.parametrize("left", [0, 10, 3000], ids=["nothing", "half a head", "half the sound"])
def test_a_file_that_is_not_whole_is_spoken_again(tmp_path: Path, left: int) -> None:
    beeps = Beeps()
    voice = KeptVoice(beeps, (tmp_path,))
    wanted = voice.speak("Rain falls.", 1.0)
    (file,) = (tmp_path / FOLDER).iterdir()
    file.write_bytes(file.read_bytes()[:left])
    assert voice.speak("Rain falls.", 1.0).words == wanted.words
    voice.speak("Rain falls.", 1.0)
    assert len(beeps.said) == 2
