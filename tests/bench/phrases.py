"""Which phrases a recognizer hears as they are meant, when the built-in voice reads them.

    python tests/bench/phrases.py

The phrases are those of tests/studio/explainer/test_phrases.py. Needs the extra `[listen]`.
Compared are the words, numbers in figures; what differs is printed.
"""

import re
import sys
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.studio.explainer.test_phrases import PHRASES

from callsheet_studio.audio.built_in_voice import BuiltInVoice, words_to_speak
from callsheet_studio.audio.speech_recognition import WhisperRecognizer
from callsheet_studio.audio.voice import Samples

HEARING_RATE = 16_000
REST = np.zeros(HEARING_RATE // 3, np.float32)
ALIKE = 0.8
"""Share of equal letters from which a phrase is heard as it is meant."""


def main() -> None:
    """Print what is heard otherwise, and how many are heard as meant."""
    voice, ear, count, right = BuiltInVoice(), WhisperRecognizer(), 0, 0
    for line in filter(None, PHRASES.splitlines()):
        written = line.partition(" = ")[0]
        meant = words_to_speak(written.split())
        spoken = voice.speak(f"They wrote {written}.", 1.0)
        words = ear.transcribe(_at_hearing_rate(spoken.samples, spoken.rate)).words
        heard = " ".join(word.text for word in words)
        alike = SequenceMatcher(None, _plain(f"they wrote {meant}"), _plain(heard)).ratio()
        count, right = count + 1, right + (alike >= ALIKE)
        if alike < ALIKE:
            print(f"{written!r}: meant {meant!r}, heard {heard!r}", flush=True)
    print(f"{right} of {count} phrases are heard as they are meant.")


def _at_hearing_rate(samples: Samples, rate: int) -> Samples:
    count = round(len(samples) * HEARING_RATE / rate)
    at = np.arange(count) * rate / HEARING_RATE
    heard = np.interp(at, np.arange(len(samples)), samples).astype(np.float32)
    return np.concatenate([REST, heard, REST])


def _plain(text: str) -> str:
    """Letters and figures alone, numbers as both voice and recognizer write them."""
    return re.sub(r"\W", "", words_to_speak(text.replace(",", "").split()).casefold())


if __name__ == "__main__":
    main()
