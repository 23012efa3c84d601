"""Which phrases a recognizer hears as they are meant, when the built-in voice reads them.

    python tests/bench/phrases.py

The phrases are those of tests/studio/explainer/test_phrases.py. Needs the extra `[listen]`.
Compared are the letters, numbers in figures, and the sounds, for a recognizer writes `3 pounds` as
it likes: `£3`. What differs in both is printed.
"""

import re
import sys
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.studio.explainer.test_phrases import PHRASES

from callsheet_studio.audio.built_in_voice import BuiltInVoice, words_to_speak
from callsheet_studio.audio.speech_recognition import WhisperRecognizer
from callsheet_studio.audio.voice import Samples

# isort: split
from hibari import Hibari  # the studio has switched off its engine's reports by now
from hibari.g2p.normalize import normalize

HEARING_RATE = 16_000
REST = np.zeros(HEARING_RATE // 3, np.float32)
SAID = ("They wrote {}.", "They wrote {} on the board.")
"""The second if nothing is heard of the first."""
ALIKE = 0.8
"""Share of equal letters or sounds from which a phrase is heard as it is meant."""


def main() -> None:
    """Print what is heard otherwise, and how many are heard as meant."""
    voice, ear, network, count, right = BuiltInVoice(), WhisperRecognizer(), Hibari(), 0, 0
    for line in filter(None, PHRASES.splitlines()):
        written = line.partition(" = ")[0]
        meant = words_to_speak(written.split())
        heard = next(filter(None, (_hear(voice, ear, each.format(written)) for each in SAID)), "")
        alike = max(
            SequenceMatcher(None, form(meant), form(_bare(heard))).ratio()
            for form in (_plain, partial(_sounds, network))
        )
        count, right = count + 1, right + (alike >= ALIKE)
        if alike < ALIKE:
            print(f"{written!r}: meant {meant!r}, heard {heard!r}", flush=True)
    print(f"{right} of {count} phrases are heard as they are meant.")


def _bare(heard: str) -> str:
    """Without the words around the phrase."""
    return heard.removeprefix("They wrote ").removesuffix(" on the board.")


def _hear(voice: BuiltInVoice, ear: WhisperRecognizer, text: str) -> str:
    spoken = voice.speak(text, 1.0)
    words = ear.transcribe(_at_hearing_rate(spoken.samples, spoken.rate)).words
    return " ".join(word.text for word in words)


def _at_hearing_rate(samples: Samples, rate: int) -> Samples:
    count = round(len(samples) * HEARING_RATE / rate)
    at = np.arange(count) * rate / HEARING_RATE
    heard = np.interp(at, np.arange(len(samples)), samples).astype(np.float32)
    return np.concatenate([REST, heard, REST])


def _plain(text: str) -> str:
    """Letters and figures alone, numbers as both voice and recognizer write them."""
    return re.sub(r"\W", "", words_to_speak(text.replace(",", "").split()).casefold())


def _sounds(network: Hibari, text: str) -> str:
    """Its phonemes, without stress and rests."""
    tokens = network.g2p.phonemize_tokens(network.g2p.tokenize(normalize(text)))
    return re.sub(r"\W", "", "".join(token.phonemes or "" for token in tokens))


if __name__ == "__main__":
    main()
