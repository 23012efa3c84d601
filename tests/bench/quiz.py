"""What a film of a document teaches: cloze questions, answered only from the finished film.

    python tests/bench/quiz.py [--seconds 300] [--keep FOLDER] [NAME ...]

Each document of tests/documents becomes a draft and the draft a film. A pupil without any other
knowledge hears it (Whisper, extra `listen`) and reads its frames (RapidOCR), then fills the gaps
of `NAME.facts.json`. A gap is filled from the picture when a frame, without its caption, holds the
answer; from the sound when the answer is said; both only where enough of the question's words are
said or shown within some seconds. It is filled together when the answer is said and shown within
1.5 seconds. The recognizer reads Latin letters only: words of questions in others do not count,
answers in others are neither right nor wrong, and are told apart. A film without a voice is not
heard: there the captions that stand in its frames are read instead, as far as the recognizer can:
of a line in Arabic letters it mostly loses the figures too, so the share of an Arabic film says
more about the recognizer than about the film.
"""

import argparse
import json
import math
import re
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.bench.table import head, row

from callsheet_studio.ad_analysis.text_recognition import OcrLine, RapidOcrRecognizer
from callsheet_studio.audio.built_in_voice import words_to_speak
from callsheet_studio.audio.speech_recognition import WhisperRecognizer
from callsheet_studio.explainer.make import make_film
from callsheet_studio.jobs.contract import Progress, Step, VideoFormat
from callsheet_studio.storyboard.brief_settings import brief_of
from callsheet_studio.storyboard.document import read_document
from callsheet_studio.storyboard.file_text import read_file
from callsheet_studio.storyboard.maths import speak
from callsheet_studio.text.timed_word import TimedWord

DOCUMENTS = Path(__file__).parents[1] / "documents"
FORMAT = VideoFormat(short_side=720, fps=3, processes=1)
"""Every frame is as a viewer sees it; there are only fewer."""
HEARING_RATE = 16_000
EVERY = 2.0
"""Seconds between frames that are read, where the picture has changed."""
TOGETHER = 1.5
"""Seconds that may lie between what is said and what is shown to be one."""
CHANGED = 0.4
"""Mean difference of two frames, in levels of gray, from which on both are read."""
CAPTION_EVERY = 1.0
"""Seconds between captions that are read."""
CAPTION_TOP = 0.83
"""Share of a frame's height below which captions stand."""
NEAR = 12.0
"""Seconds around an answer in which the question's words count."""
LONGEST_TAKE = 20.0
"""Seconds that are heard in one piece: the recognizer loses words at the ends of its 30 seconds."""
ENOUGH = 0.33
"""Share of a question's words that must be there with the answer."""
KINDS = ("prose", "list", "table", "diagram", "code", "formula")
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
STOP_WORDS = re.compile(
    "a|after|an|and|are|as|at|be|before|by|each|for|from|has|have|in|is|it|its|more|no|not|of|on|"
    "one|only|or|per|than|that|the|to|was|were|what|which|with"
)


@dataclass(frozen=True)
class Fact:
    """A question with one gap."""

    question: str
    answer: str
    where: str

    @property
    def is_readable(self) -> bool:
        """Whether the recognizers know the answer's letters."""
        return self.answer.isascii() or not re.search(r"[^\W\d_a-zA-Zà-ÿÀ-ß]", self.answer)


@dataclass(frozen=True)
class Answered:
    """Which channel fills a gap."""

    fact: Fact
    seen: bool
    heard: bool
    together: bool
    captioned: bool


@dataclass(frozen=True)
class Frame:
    """What stands in a picture from one time to another, in seconds."""

    start: float
    end: float
    picture: str


@dataclass(frozen=True)
class Film:
    """What the pupil took in."""

    heard: Sequence[TimedWord]
    frames: Sequence[Frame]
    captions: str

    def answer(self, fact: Fact) -> Answered:
        """Fill the gap by each channel alone."""
        asked = _question_words(fact.question)
        seen = [f for f in self.frames if self._is_shown(fact.answer, asked, f)]
        heard = [at for at in self._times(fact.answer) if _is_about(asked, *self._around(at, at))]
        return Answered(
            fact,
            bool(seen),
            bool(heard),
            any(f.start - TOGETHER <= at <= f.end + TOGETHER for f in seen for at in heard),
            _holds(fact.answer, self.captions),
        )

    def _is_shown(self, answer: str, asked: frozenset[str], frame: Frame) -> bool:
        around = self._around(frame.start, frame.end)
        return _holds(answer, frame.picture) and _is_about(asked, *around)

    def _times(self, answer: str) -> Iterator[float]:
        """When the answer is said."""
        words = [(part, word.start) for word in self.heard for part in _words(word.text)]
        for said in _spoken_forms(answer):
            for n in range(len(words) - len(said) + 1):
                if [word for word, _ in words[n : n + len(said)]] == said:
                    yield words[n][1]

    def _around(self, start: float, end: float) -> tuple[set[str], str]:
        """What is said and shown about a time, as words and as one text."""
        said = [word.text for word in self.heard if start - NEAR <= word.start <= end + NEAR]
        shown = [f.picture for f in self.frames if f.start <= end and f.end >= start]
        text = _plain(" ".join((*said, *shown)))
        return set(_words(text)), text


def main(names: Sequence[str], seconds: int, keep: Path) -> None:
    """Print a line for each lost fact, then both tables."""
    documents = [
        path
        for path in sorted(DOCUMENTS.iterdir())
        if path.suffix in {".md", ".ipynb"} and (not names or path.stem in names)
    ]
    results = dict[str, list[Answered]]()
    with ProcessPoolExecutor(3) as pool:
        examine = partial(quiz, seconds=seconds, home=keep)
        for path, answered in zip(documents, pool.map(examine, documents), strict=True):
            results[path.stem] = answered
            for one in answered:
                if one.fact.is_readable and not (one.seen or one.heard):
                    fact = one.fact
                    print(f"{path.stem}, {fact.where}: {fact.question} [{fact.answer}]", flush=True)
    print()
    print("\n".join(_table(results)))


def quiz(path: Path, seconds: int, home: Path) -> list[Answered]:
    """Make a document's film, take it in, and answer."""
    folder = home / path.stem
    if not (folder / "film.mp4").is_file():
        folder.mkdir(parents=True, exist_ok=True)
        text = read_file(path.name, path.read_bytes())
        arguments = {"video_duration_seconds": seconds}
        draft = read_document(text, arguments)
        make_film(brief_of(draft.outline, arguments), folder, FORMAT, {}, _ignore)
    film = take_in(folder / "film.mp4")
    (folder / "taken.json").write_text(json.dumps(asdict(film), ensure_ascii=False, indent=1))
    facts = json.loads(path.with_suffix(".facts.json").read_text(encoding="utf-8"))
    return [film.answer(Fact(**fact)) for fact in facts]


def take_in(video: Path) -> Film:
    """Hear and read a film."""
    reader = RapidOcrRecognizer()
    read = [(time, _text(reader.read(pixels))) for time, pixels in _frames(video)]
    ends = [*(time for time, _ in read[1:]), math.inf]
    frames = [Frame(time, end, text) for (time, text), end in zip(read, ends, strict=True)]
    captions = re.sub(r"\d+\n\S+ --> \S+\n", "", video.with_suffix(".srt").read_text("utf-8"))
    heard = _hear(_sound(video)) or list(_read_captions(reader, video))
    return Film(heard, frames, captions)


def _read_captions(reader: RapidOcrRecognizer, video: Path) -> Iterator[TimedWord]:
    """The words of the captions in the frames, each from when its line is there."""
    for time, pixels in _frames(video, every=CAPTION_EVERY, band=(CAPTION_TOP, 1.0)):
        for word in " ".join(line.text for line in reader.read(pixels)).split():
            yield TimedWord(word, time, time + CAPTION_EVERY)


def _hear(sound: NDArray[np.float32]) -> list[TimedWord]:
    """The words, piece by piece between pauses."""
    from faster_whisper.vad import get_speech_timestamps

    recognizer = WhisperRecognizer()
    spans = get_speech_timestamps(sound, min_silence_duration_ms=300)
    ends = [span["end"] / HEARING_RATE for span in spans]
    words, start = list[TimedWord](), 0.0
    for end, following in pairwise((*ends, math.inf)):
        if following - start > LONGEST_TAKE:
            piece = sound[int(start * HEARING_RATE) : int((end + 0.2) * HEARING_RATE)]
            heard = recognizer.transcribe(piece).words
            words += [TimedWord(w.text, w.start + start, w.end + start) for w in heard]
            start = end
    return words


def _ignore(said: Progress | Step) -> None:
    """Nobody waits."""


def _frames(
    video: Path, every: float = EVERY, band: tuple[float, float] = (0.0, CAPTION_TOP)
) -> Iterator[tuple[float, NDArray[np.uint8]]]:
    """A band of a frame each so many seconds with its time, where the picture has changed."""
    shown, due = None, 0.0
    with av.open(str(video)) as container:
        for frame in container.decode(video=0):
            if (frame.time or 0.0) < due:
                continue
            due = (frame.time or 0.0) + every
            pixels = frame.to_ndarray(format="rgb24")
            top, bottom = (int(len(pixels) * share) for share in band)
            pixels = pixels[top:bottom]
            gray = pixels[::4, ::4].mean(axis=2)
            if shown is None or np.abs(gray - shown).mean() >= CHANGED:
                shown = gray
                yield frame.time or 0.0, pixels


def _sound(video: Path) -> NDArray[np.float32]:
    resampler = av.AudioResampler(format="flt", layout="mono", rate=HEARING_RATE)
    with av.open(str(video)) as container:
        pieces = [
            piece.to_ndarray()[0]
            for frame in container.decode(audio=0)
            for piece in resampler.resample(frame)
        ]
    return np.concatenate(pieces).astype(np.float32)


def _text(lines: Sequence[OcrLine]) -> str:
    """What stands in a picture, by lines and again by columns."""
    columns = sorted(lines, key=lambda line: (round(line.left, 1), line.top))
    rows = sorted(lines, key=lambda line: (round(line.top, 2), line.left))
    return f"{_joined(rows)} | {_joined(columns)}"


def _joined(lines: Iterable[OcrLine]) -> str:
    return " ".join(line.text for line in lines)


def _holds(answer: str, text: str) -> bool:
    letters = [re.escape(letter) for letter in _plain(answer) if letter.isalnum()]
    edge = len(letters) < 5  # the recognizer loses spaces
    pattern = r"[\W_]*".join(letters)
    pattern = rf"(?<![a-z0-9.,]){pattern}(?![a-z0-9]|[.,]\d)" if edge else pattern
    return bool(re.search(pattern, _plain(text)))


def _is_about(asked: frozenset[str], there: set[str], text: str) -> bool:
    """Whether enough of the question's words are there, endings aside."""
    stems = {word[:5] for word in there}
    run = re.sub(r"\W", "", text)
    found = sum(word[:5] in stems or (len(word) > 4 and word[:5] in run) for word in asked)
    return found >= ENOUGH * len(asked)


def _question_words(question: str) -> frozenset[str]:
    words = _words(_plain(question.replace("___", " ")))
    known = (word for word in words if word.isascii() and not STOP_WORDS.fullmatch(word))
    return frozenset(known)


def _spoken_forms(answer: str) -> list[list[str]]:
    """The answer as written, as read aloud word by word, and as a formula."""
    read = words_to_speak(answer.split())
    tex = re.sub(r"(\S+)/\(?(\w+)\)?", r"\\frac{\1}{\2}", answer)
    return [said for text in (answer, read, speak(tex)) if (said := _words(text))]


def _words(text: str) -> list[str]:
    """In small letters; numbers in digits; signs are no words."""
    plain = re.sub(r"(\d+) (thousand|million)", _count, _plain(text))
    words = [match[0] for match in re.finditer(r"\d+(?:\.\d+)?|[^\W\d_]+", plain)]
    return [str(NUMBERS.index(word)) if word in NUMBERS else word for word in words]


def _count(found: re.Match[str]) -> str:
    """`90 thousand`, which is heard as 90,000."""
    return found[1] + "000" * (1 + (found[2] == "million"))


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"(?<=\d),(?=\d{3})|(?<=\d)\.0(?!\d)", "", plain)


def _table(results: dict[str, list[Answered]]) -> Iterator[str]:
    """Shares by document, then by where a fact stands."""
    columns = (
        "of",
        "facts",
        "answerable",
        "seen",
        "heard",
        "both",
        "within 1.5 s",
        "captions alone",
        "unreadable",
    )
    yield head(columns)
    for name, answered in results.items():
        yield row((name, *_cells(answered)))
    everything = [one for answered in results.values() for one in answered]
    yield row(("**all**", *_cells(everything)))
    for kind in KINDS:
        yield row((kind, *_cells([one for one in everything if one.fact.where == kind])))


def _cells(answered: Sequence[Answered]) -> Iterator[str]:
    known = [one for one in answered if one.fact.is_readable]
    count = Counter[str]()
    for one in known:
        count["any"] += one.seen or one.heard
        count["seen"] += one.seen
        count["heard"] += one.heard
        count["both"] += one.seen and one.heard
        count["together"] += one.together
        count["captions"] += one.captioned
    yield str(len(known))
    for name in ("any", "seen", "heard", "both", "together", "captions"):
        yield f"{100 * count[name] / len(known):.0f} %" if known else "–"
    yield str(len(answered) - len(known))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--keep", type=Path, help="a folder in which films stay, and are reused")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        main(given.names, given.seconds, given.keep or Path(temporary))
