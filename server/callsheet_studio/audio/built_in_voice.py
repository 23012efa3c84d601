"""The built-in voice: hibari-tts (Apache-2.0), English, its weights in the package.

Times of words come from the durations that its network gives every phoneme, in 25 ms units; they
are an inner value of the graph, so the graph is asked for it as one more output.
"""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from itertools import accumulate
from pathlib import Path
from threading import Lock

import numpy as np
from hibari import Hibari, dsp
from hibari.g2p import G2P, Lexicon, Tagger, Tok, Tokenizer
from hibari.g2p.normalize import normalize
from hibari.voices import voice_path
from onnxruntime import InferenceSession, SessionOptions

from callsheet_studio.audio.kept_voice import speak_sentences
from callsheet_studio.audio.lazy_json import LazyJson
from callsheet_studio.audio.pronunciation import (
    GUARD,
    align_words,
    guard,
    pronounce,
    split_coefficients,
)
from callsheet_studio.audio.voice import BUILT_IN, Samples, Speech, concatenate
from callsheet_studio.text.sentences import sentences
from callsheet_studio.text.timed_word import TimedWord

UNIT = 0.025
"""Seconds of one unit of the network's durations."""
DURATIONS = b"/Clip_output_0"
LONGEST = 400
"""Phonemes that the network was made for in one go."""
LEAD, TRAIL = 0.05, 0.14
"""Seconds kept of the silence around a sentence."""
GUESSED = 2
"""hibari's rating of a word that no dictionary knows."""
SPELT = 3
"""hibari's rating of letters that are read one by one, among others."""
SILENT = frozenset(' ;:,.!?—…"“”()ˈˌ')
WEIGHTS = b',"weights":'
"""Ends the small part of the tagger's file; its weights are the rest."""
_READER = Lock()
"""Held by the one thread that reads a sentence; several may work out the sound of theirs."""


class BuiltInVoice:
    """The voice of hibari-tts: American English, female."""

    audible = True
    at_once = 2
    rate: int = dsp.SR

    def __init__(self, pause: float = 0.3) -> None:
        """`pause` is the silence between two sentences, in seconds."""
        self._pause = pause

    @property
    def name(self) -> str:
        """A text that differs wherever the sound does: the package, its version, and the pause."""
        return f"{BUILT_IN}-{_version()}-heart-{self._pause:g}"

    def speak(self, text: str, speed: float) -> Speech:
        """Return a text as speech, spoken sentence by sentence. Speed 1 is normal, 1.2 a fifth
        faster."""
        return speak_sentences(self, text, speed)

    def split(self, text: str) -> Sequence[str]:
        """Return the sentences of a text, as the network's own reader splits it; but `No. 5` and
        `Fig. 3` stay whole."""
        whole: list[str] = []
        for piece in Hibari.split_sentences(text):
            joined = f"{whole[-1]} {piece}" if whole and piece[:1].isdigit() else ""
            if len(sentences(joined)) == 1:
                whole[-1] = joined
            else:
                whole.append(piece)
        return whole

    def rest(self, speed: float) -> float:
        """Return the seconds of silence between two sentences: the voice's pause at speed 1, half
        of it at speed 2."""
        return self._pause / speed

    def say(self, sentence: str, speed: float) -> Speech:
        """Return one sentence as speech, spoken in parts if it is too long for the network; without
        samples if nothing of it is heard. Speed 1 is normal."""
        parts = list(self._parts(sentence.split(), speed))
        return concatenate(parts, self.rest(speed), self.rate)

    def _parts(self, words: list[str], speed: float) -> Iterator[Speech]:
        reading = self._read(words)
        if len(reading.ids) > LONGEST and len(words) > 1:
            middle = _break(words)
            yield from self._parts(words[:middle], speed)
            yield from self._parts(words[middle:], speed)
        else:
            yield self._speak(words, reading, speed)

    def _read(self, words: Sequence[str]) -> "_Reading":
        spoken = [pronounce(word).split() for word in split_coefficients(words)]
        flat = [word for several in spoken for word in several]
        with _READER:
            g2p = _network().g2p
            tokens = g2p.phonemize_tokens(g2p.tokenize(words_to_speak(words)))
        lines = list(_lines(tokens))
        normal = align_words(flat, ["".join(token.text for token in line) for line in lines])
        ends = list(accumulate((len(several) for several in spoken), initial=0))
        return _Reading(
            *self._ids(lines),
            [_hull(normal[a:b]) for a, b in zip(ends, ends[1:], strict=False)],
            [any(_is_a_guess(token) for token in line) for line in lines],
        )

    def _ids(self, lines: Sequence[Sequence[Tok]]) -> tuple[list[int], list[list[int]]]:
        """The network's input, and for each line the places in it where something is heard."""
        ids, heard = [0], list[list[int]]()
        for line in lines:
            sounds = "".join(token.phonemes or "" for token in line)
            known = [sound for sound in f"{sounds} " if sound in _network().vocab]
            heard.append([len(ids) + i for i, sound in enumerate(known) if sound not in SILENT])
            ids.extend(_network().vocab[sound] for sound in known)
        return [*ids[:-1], 0], heard

    def _speak(self, words: Sequence[str], reading: "_Reading", speed: float) -> Speech:
        samples, ends = self._sound(reading.ids, speed)
        timed = list(reading.times(words, ends))
        if not timed or timed[-1].end <= 0:
            return Speech(np.zeros(0, np.float32), dsp.SR, 0.0, tuple(timed))
        first = max(0.0, min(word.start for word in timed) - LEAD)
        last = min(len(samples) / dsp.SR, timed[-1].end + TRAIL)
        kept = _fade(samples[round(first * dsp.SR) : round(last * dsp.SR)])
        moved = tuple(
            TimedWord(w.text, max(0.0, w.start - first), max(0.0, w.end - first)) for w in timed
        )
        doubtful = tuple(reading.doubtful(words))
        return Speech(kept, dsp.SR, len(kept) / dsp.SR, moved, doubtful)

    def _sound(self, ids: Sequence[int], speed: float) -> tuple[Samples, list[float]]:
        """The samples, and when each phoneme ends.

        The network's own speed rounds short phonemes to whole units, so that 1.2 gains only a
        tenth. Instead its frames are taken further apart, which is exact and keeps the pitch.
        """
        inputs = {"ids": np.array([ids], np.int64), "speed": np.ones(1, np.float32)}
        *spectra, durations = _network().sess.run(None, inputs)
        count = spectra[0].shape[-1]
        kept = np.minimum((np.arange(round(count / speed)) + 0.5) * speed, count - 1).astype(int)
        lh, theta, ln, lr, phi, f0 = (part[0][..., kept] for part in spectra)
        samples = dsp.synth(lh, theta, ln, lr, phi, f0, np.random.default_rng(len(ids)))
        return samples, [float(end) * UNIT / speed for end in np.cumsum(durations)]


@dataclass(frozen=True)
class _Reading:
    ids: list[int]
    heard: list[list[int]]
    """For each line of tokens, its audible places in `ids`."""
    lines: list[tuple[int, int]]
    """For each written word, its range of lines."""
    guessed: list[bool]

    def times(self, words: Sequence[str], ends: Sequence[float]) -> Iterator[TimedWord]:
        """When each written word is heard; a word without sound takes no time."""
        now = 0.0
        for word, (first, last) in zip(words, self.lines, strict=True):
            places = [place for line in self.heard[first:last] for place in line]
            start = max(now, ends[places[0] - 1]) if places else now
            now = max(start, ends[places[-1]]) if places else now
            yield TimedWord(word, start, now)

    def doubtful(self, words: Sequence[str]) -> Iterator[str]:
        """Written words whose reading is a guess and that no table of ours reads."""
        for word, (first, last) in zip(words, self.lines, strict=True):
            if pronounce(word) == word and any(self.guessed[first:last]):
                yield word.strip(".,;:!?…()[]{}<>\"“”'‘’")


def words_to_speak(words: Sequence[str]) -> str:
    """Return the text that the built-in voice gets for these written words.

    What it would misread (many units, signs, abbreviations) is written in words; plain numbers stay
    digits, which it reads by itself.
    """
    spoken = " ".join(pronounce(word) for word in split_coefficients(words))
    # hibari's own normalization, kept from what it gets wrong.
    return normalize(guard(" ".join(spoken.split()))).replace(GUARD, "")


def _lines(tokens: Sequence[Tok]) -> Iterator[list[Tok]]:
    """Tokens gathered into words: what stands between two spaces."""
    line: list[Tok] = []
    for token in tokens:
        line.append(token)
        if token.whitespace:
            yield line
            line = []
    if line:
        yield line


def _is_a_guess(token: Tok) -> bool:
    """Unknown to the dictionaries, or spelt out though it may be meant as a word (`SIEM`)."""
    letters = token.text.rstrip("s")
    spelt = token.rating == SPELT and letters.isupper() and len(letters) >= 4
    return token.rating == GUESSED or (spelt and bool(set("AEIOU") & set(letters)))


def _hull(ranges: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return (ranges[0][0], ranges[-1][1]) if ranges else (0, 0)


def _break(words: Sequence[str]) -> int:
    """Where a sentence that is too long is best cut: after a comma near its middle."""
    middle = len(words) // 2
    commas = [i + 1 for i, word in enumerate(words[:-1]) if word.endswith((",", ";", ":", "—"))]
    return min(commas or [middle], key=lambda place: abs(place - middle))


def _fade(samples: Samples) -> Samples:
    """Without a click at either end."""
    ramp = np.linspace(0, 1, min(len(samples) // 2, dsp.SR // 100), dtype=np.float32)
    envelope = np.ones(len(samples), np.float32)
    envelope[: len(ramp)] = ramp
    envelope[len(samples) - len(ramp) :] = ramp[::-1]
    return samples * envelope


@cache
def _version() -> str:
    return version("hibari-tts")


@cache
def _network() -> Hibari:
    """Loaded when something is said, which an edit may not ask for, once in a process."""
    model = Path(voice_path("heart", download_missing=False)).read_bytes()
    return _Network(model + _one_more_output(DURATIONS))


class _Network(Hibari):
    """hibari's, but it holds less: onnxruntime's arena would keep 85 MB of what a sentence needed,
    and the reader would take 73 MB."""

    def __init__(self, model: bytes) -> None:
        options = SessionOptions()
        options.enable_cpu_mem_arena = False
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3  # errors
        self.sess = InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self.voice, self._g2p = "heart", LeanReader()
        self.vocab = json.loads(read_asset("vocab.json"))


class LeanReader(G2P):
    """hibari's American English; its dictionaries stay text."""

    def __init__(self) -> None:
        """Read the files of the package."""
        gold, silver = (read_asset(f"lexicon_us_{name}.json.gz") for name in ("gold", "silver"))
        self.lexicon = Lexicon(LazyJson(gold, in_order=True), LazyJson(silver, in_order=True))
        self.tokenizer = Tokenizer(json.loads(read_asset("tokenizer_exceptions.json")))
        small, weights = read_asset("tagger.json.gz").split(WEIGHTS)
        self.tagger = Tagger(json.loads(small + b"}") | {"weights": LazyJson(weights[:-1])})
        self._oov, self.unk, self.british = None, "", False


def read_asset(name: str) -> bytes:
    """Return a file of hibari's, unpacked."""
    content = (files("hibari") / "assets" / name).read_bytes()
    return gzip.decompress(content) if name.endswith(".gz") else content


def _one_more_output(name: bytes) -> bytes:
    """Bytes that, put behind an ONNX model, add an inner value to its outputs.

    Protobuf merges what is concatenated: ModelProto.graph (7) . output (12) . name (1).
    """
    return _message(7, _message(12, _message(1, name)))


def _message(tag: int, body: bytes) -> bytes:
    return bytes([tag << 3 | 2, len(body)]) + body
