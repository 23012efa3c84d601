"""What a recogniser hears of films from the library: word errors, caption offset, loudness.

    python tests/bench/voice.py [NAME ...]

Needs the extra `[listen]`. Films are made small, for only their sound is measured. Words are
compared as they are spoken: numbers in words, punctuation and case aside.
"""

import re
import sys
import tempfile
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np

from callsheet_studio.ad_analysis.audio_pass import read_copy, scan_audio
from callsheet_studio.audio.pronunciation import pronounce
from callsheet_studio.audio.speech_recognition import WhisperRecognizer
from callsheet_studio.explainer.film_source import read_timeline
from callsheet_studio.explainer.make import make_film
from callsheet_studio.jobs.contract import VideoFormat
from callsheet_studio.storyboard.brief import Brief
from callsheet_studio.storyboard.examples import example
from callsheet_studio.text.timed_word import TimedWord

FILMS = ("how-https-works", "how-vaccines-work", "how-solar-panels-work")
SMALL = VideoFormat(short_side=72, fps=5)
HEAD = (
    "| film | words | word errors | caption offset, median | distance, median | 95 % "
    "| loudness | true peak |"
)
RULE = "| --- | --- | --- | --- | --- | --- | --- | --- |"


def main(names: Sequence[str]) -> None:
    ear = WhisperRecognizer()
    print(f"{HEAD}\n{RULE}")
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            print(row(name, Path(folder), ear), flush=True)


def row(name: str, folder: Path, ear: WhisperRecognizer) -> str:
    """A film's line of the table."""
    film = make_film(Brief(uuid="bench", task=example(name)), folder, SMALL, {}, lambda _: None)
    level = scan_audio(folder / film.video, folder / "copy.wav")
    assert level, "films have sound"
    heard = ear.transcribe(read_copy(folder / "copy.wav")).words
    written = [
        TimedWord(word.text, scene.start + word.start, scene.start + word.end)
        for scene in read_timeline(folder).scenes
        for word in scene.words
    ]
    pairs = SequenceMatcher(None, [plain(w) for w in written], [plain(w) for w in heard], False)
    offsets = [
        1000 * (written[block.a + n].start - heard[block.b + n].start)
        for block in pairs.get_matching_blocks()
        for n in range(block.size)
    ]
    errors = word_errors(spoken(written), spoken(heard))
    return (
        f"| {name} | {len(written)} | {100 * errors / len(spoken(written)):.1f} % "
        f"| {np.median(offsets):+.0f} ms | {np.median(np.abs(offsets)):.0f} ms "
        f"| {np.percentile(np.abs(offsets), 95):.0f} ms "
        f"| {level.lufs} LUFS | {level.peak} dBTP |"
    )


def plain(word: TimedWord) -> str:
    return re.sub(r"\W", "", word.text.lower())


def spoken(words: Sequence[TimedWord]) -> list[str]:
    """The words as they sound, in pieces that both sides write alike."""
    text = " ".join(pronounce(word.text) for word in words).lower().replace("%", " percent")
    return re.findall(r"[a-z0-9]+", text.replace("'", "").replace("’", ""))


def word_errors(truth: Sequence[str], heard: Sequence[str]) -> int:
    """The least number of words that were put in, left out or changed (Levenshtein)."""
    row = list(range(len(heard) + 1))
    for n, word in enumerate(truth, start=1):
        before, row = row, [n]
        for k, other in enumerate(heard, start=1):
            row.append(min(before[k] + 1, row[-1] + 1, before[k - 1] + (word != other)))
    return row[-1]


if __name__ == "__main__":
    main(sys.argv[1:] or FILMS)
