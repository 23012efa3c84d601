"""How long words take, and the scenes in which they are said.

The built-in voice was measured on the library and on documents: within 7 % of a scene's time.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from callsheet_studio.diagrams.facts import list_facts
from callsheet_studio.diagrams.mermaid.errors import MermaidError
from callsheet_studio.diagrams.mermaid.parser import parse_mermaid
from callsheet_studio.storyboard.brief import BRISK, StyleName
from callsheet_studio.storyboard.content import Chart, Code, Definition, Diagram, Table
from callsheet_studio.storyboard.model import Scene, elements_of
from callsheet_studio.storyboard.tick_boxes import find_answer
from callsheet_studio.text.punctuation import LATIN_ENDS, OTHER_ENDS


@dataclass(frozen=True)
class Rests:
    """The seconds without speech in a scene; each range is (least, most)."""

    lead: tuple[float, float]
    """From a scene's first frame to its first word."""
    hold: tuple[float, float]
    """From its last word to its last frame, without the hold that an outline asks for."""
    last: tuple[float, float]
    """The same for the film's last scene."""
    sentence: float
    """From a sentence's last word to the next one's first, at most."""

    def scene(self, end: int) -> float:
        """Return the seconds before and after a scene's words: the least for `end` 0, the most
        for `end` 1."""
        return self.lead[end] + self.hold[end]

    def extra(self, end: int) -> float:
        """Return by how many seconds the film's last scene rests longer than the others: the
        least for `end` 0, the most for `end` 1."""
        return self.last[end] - self.hold[end]


CALM = Rests(lead=(0.2, 0.24), hold=(0.3, 0.42), last=(0.8, 2.0), sentence=0.67)
"""Up to 0.7 s between two scenes, rounded to frames."""
QUICK = Rests(lead=(0.1, 0.12), hold=(0.15, 0.19), last=(0.6, 2.0), sentence=0.5)
"""Up to 0.35 s, for styles that sell."""
SHORTEST = 3.0
"""Seconds that a scene takes to be looked at when nothing is said."""
SLOWEST, FASTEST = 0.9, 1.2
"""The voice's speed may be stretched this far."""
FEWEST = 2.2
"""Spoken words per second of film below which a film gets shorter instead of slower."""
ENOUGH = 0.95
"""Share of a length that words must carry for rests to fill the remainder."""
THINKS, TICK_SEEN = 1.5, 1.9
"""Seconds without a word before the answer to a question, at least, and from the answer's first
word to the end of its scene, in the last of which it goes."""
CODE_LINE = 0.4
"""Seconds in which a line of code is looked over."""
LOOK, LONGEST_LOOK = 2.0, 10.0
"""Seconds to see what a scene holds at all, and to look it over at most; for code that changes,
each of its states."""
MANY, PART_LOOK, WHOLE_LOOK = 6, 1.1, 3.2
"""Parts of a diagram from which on a camera may visit them; seconds for each of these visits, when
nobody names it, and after the last word: 0.8 in which the camera moves, 2.4 for the whole."""
WELL, LONGEST_SILENCE = 1.8, 3.0
"""How many times as long it takes to read it well; seconds without a word in which it is read
longer than it must be."""
_LISTS = ("points", "steps", "timeline", "comparison")
_TOLD = 0.6
"""Share of a list's words that are said, from which it is told."""
_WORD = re.compile(r"\w{3,}")
_LETTER = 0.7
"""A spelled letter takes this part of a word's time."""
_SPELLED = 6
"""Letters of a word in capitals that is spelled, at most."""
WIDE = re.compile(r"[\u0e00-\u0fff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
"""A character of a script that writes no spaces between words, or of Hangul."""
_TOKEN = re.compile(r"[^\s–—/]+")
_SYMBOL = re.compile(r"[%‰&+]")
_SIGN = re.compile(r"[%‰$€£¥₹°&+=×→#@_]|(?<=\w)\.(?=\w)")
_LETTERS = re.compile(r"\w")
_PRONOUNCED = re.compile(r"[\d%‰$€£¥₹°]|(?<=\d)\.(?=\d)")
_STOP = re.compile(rf"(?<![{LATIN_ENDS}])[{LATIN_ENDS}]++(?=\W|$)(?<!\d\.)|[{OTHER_ENDS}]")
_COMMA = re.compile(r"[,;:،；：](?=\s|$)|[，、]|\s[–—]\s")


@dataclass(frozen=True)
class SpeechTiming:
    """The seconds that each piece of a narration takes to say; the sum is the time of the text.
    Fitted to the built-in voice."""

    word: float
    letter: float
    spelled: float
    """A letter of an abbreviation such as `HTTPS`."""
    digit: float
    sign: float
    """A `%`, `$`, `@` or a point inside a number or name."""
    wide: float
    """A character of a script without spaces."""
    stop: float
    """The end of a sentence, with the pause after it."""
    comma: float
    rests: Rests = CALM

    def seconds(self, text: str) -> float:
        """Return about how many seconds a text takes to say, with the pause after each sentence."""
        wide = len(WIDE.findall(text))
        tokens = _TOKEN.findall(WIDE.sub(" ", text) if wide else text)
        return (
            self.wide * wide
            + sum(self._token(token) for token in tokens)
            + self.stop * stops(text)
            + self.comma * len(_COMMA.findall(text))
        )

    def _token(self, token: str) -> float:
        digits, signs, letters, is_spelled = _parts(token)
        spoken = letters * (self.spelled if is_spelled else self.letter)
        word = self.word if letters and not is_spelled else 0.0
        return word + spoken + digits * self.digit + signs * self.sign


SPOKEN = SpeechTiming(
    word=0.0175,
    letter=0.066,
    spelled=0.204,
    digit=0.302,
    sign=0.318,
    wide=0.13,
    stop=0.54,
    comma=0.135,
)
"""The built-in voice at its own speed, fitted to 219 scenes of the library and of documents."""
READ = SpeechTiming(
    word=0.194,
    letter=0.04,
    spelled=0.07,
    digit=0.06,
    sign=0.04,
    wide=0.136,
    stop=0.25,
    comma=0.04,
)
"""Captions without a voice, as a viewer reads them."""
_SHORTER_PAUSE = 0.15
"""Seconds that the voice's pauses are shorter in brisk styles."""


def timing_of(style: StyleName, *, is_heard: bool) -> SpeechTiming:
    """Return how long words and rests take in a film of this style; lively styles rest less.

    Args:
        is_heard: Whether a voice speaks; else the words are read.
    """
    timing = SPOKEN if is_heard else READ
    if style not in BRISK:
        return timing
    stop = timing.stop - _SHORTER_PAUSE if is_heard else timing.stop
    return replace(timing, stop=stop, rests=QUICK)


def stops(text: str) -> int:
    """Return the number of sentence ends in a text."""
    return len(_STOP.findall(text))


@lru_cache(maxsize=4096)  # the same words are measured again for each length that is tried
def _parts(token: str) -> tuple[int, int, int, bool]:
    """Digits, signs and letters of a token, and whether its letters are spelled."""
    letters = [letter for letter in token if letter.isalpha()]
    digits, signs = sum(map(str.isdecimal, token)), len(_SIGN.findall(token))
    return digits, signs, len(letters), _is_spelled(letters)


def _is_spelled(letters: Sequence[str]) -> bool:
    """Whether a word is said letter by letter, such as `HTTPS`."""
    capitals = sum(map(str.isupper, letters))
    return 2 <= len(letters) <= _SPELLED and capitals > len(letters) / 2


def spoken_words(text: str) -> int:
    """Return the length of a text in words of average length, as a voice says it: `24,500` counts
    as five, `HTTPS` as almost four.

    Two characters of a script without spaces count as one word.
    """
    wide = len(WIDE.findall(text))
    return round(wide / 2 + sum(map(_weight, _TOKEN.findall(WIDE.sub(" ", text)))))


@lru_cache(maxsize=4096)
def _weight(token: str) -> float:
    """How many words a token sounds like."""
    if not _LETTERS.search(token):
        return len(_SYMBOL.findall(token))
    numeric = len(_PRONOUNCED.findall(token))
    if numeric:
        return numeric
    letters = [letter for letter in token if letter.isalpha()]
    if _is_spelled(letters):
        return _LETTER * len(letters)
    return max(1.0, len(token) / 12)


def estimate_seconds(
    scenes: Sequence[Scene], pace: SpeechTiming = SPOKEN, speed: float = 1.0
) -> float:
    """Return the shortest length in seconds that a film of these scenes can have.

    Args:
        pace: How long words take.
        speed: The voice's speed, 1 is normal.
    """
    said = (told_seconds(scene, pace) / speed for scene in scenes)
    taken = (scene_seconds(each, pace, time) for each, time in zip(scenes, said, strict=True))
    return sum(taken) + pace.rests.extra(0)


def told_seconds(scene: Scene, pace: SpeechTiming) -> float:
    """Return about how many seconds a scene's words take, with the pause after each sentence; where
    a question is answered, with the time to think and to see the answer.

    Args:
        pace: How long words take.
    """
    spoken, words = pace.seconds(scene.narration), scene.narration.split()
    answer = find_answer(scene.title, scene.items, words)
    if answer is None:
        return spoken
    said = pace.seconds(" ".join(words[answer.said :])) - pace.stop
    waits = max(0.0, TICK_SEEN - said - pace.rests.hold[0])
    return spoken + max(0.0, THINKS - pace.stop) + waits


def scene_seconds(scene: Scene, pace: SpeechTiming, spoken: float) -> float:
    """Return the shortest length of a scene in seconds.

    Args:
        pace: How long words and rests take.
        spoken: The seconds in which its words are spoken.
    """
    said = max(0.0, spoken - pace.stop) + pace.rests.scene(0) if scene.narration else SHORTEST
    return max(said, reading_seconds(scene), list_seconds(scene)) + hold_seconds(scene)


def hold_seconds(scene: Scene) -> float:
    """Return how many seconds a scene stays after its words: what its outline asks for, or
    longer if a large diagram needs it to be seen whole."""
    is_large = isinstance(scene.content, Diagram) and _count_parts(scene.content.source) > MANY
    return max(scene.hold, WHOLE_LOOK) if is_large else scene.hold


@lru_cache(maxsize=64)
def _count_parts(source: str) -> int:
    """What a camera would visit of a diagram: its nodes or its messages, and its notes."""
    try:
        facts = list_facts(parse_mermaid(source))
    except MermaidError:
        return 0
    count = Counter(fact.kind for fact in facts)
    return max(count["node"], count["message"]) + count["note"]


def look_seconds(scenes: Sequence[Scene], pace: SpeechTiming = SPOKEN) -> float:
    """Return by how many seconds a film of these scenes gets longer if each stays until all that it
    shows can be read.

    Args:
        pace: How long words and rests take.
    """
    return sum(_look(scene, pace) for scene in scenes)


def _look(scene: Scene, pace: SpeechTiming) -> float:
    spoken = estimate_seconds([scene], pace)
    said = told_seconds(scene, pace) if scene.narration else 0.0
    return max(0.0, longest_look(reading_seconds(scene), said) - spoken)


def longest_look(reading: float, spoken: float) -> float:
    """Return the seconds in which a scene is read well: `WELL` times `reading`, or less so that at
    most `LONGEST_SILENCE` seconds follow the words, but never less than `reading`.

    Args:
        reading: The seconds that it takes to read what the scene shows.
        spoken: The seconds in which the scene's words are spoken.
    """
    return max(reading, min(WELL * reading, spoken + LONGEST_SILENCE))


def reading_seconds(scene: Scene) -> float:
    """Return how many seconds a viewer needs to read the table, chart of several series, terms,
    code or diagram of a scene; 0 if it has none."""
    match scene.content:
        case Code(states=states, output=output):
            lines = sum(state.text.count("\n") + 1 for state in states)
            taken = CODE_LINE * (lines + (output.count("\n") + 1 if output else 0))
            return min(LOOK * len(states) + taken, LONGEST_LOOK * len(states))
        case Diagram(source=source):
            longest = max(LONGEST_LOOK, PART_LOOK * _count_parts(source))
            return min(LOOK + READ.seconds(source) / 4, longest)  # half of it is marks
        case Table() | Definition() | Chart():
            shown = (f"{item.text} {item.detail or ''}" for item in elements_of(scene.content))
            taken = READ.seconds(" ".join(shown)) / 3  # looked over, not read aloud
        case _:
            return 0.0
    return min(LOOK + taken, LONGEST_LOOK)


def sentences_that_tell(scene: Scene, said: Sequence[str]) -> int:
    """Return how many of the first of these sentences tell a scene's list; one more than there are
    if all of them don't."""
    words, known = set(_WORD.findall(_list_of(scene).casefold())), set[str]()
    for n, sentence in enumerate(["", *said]):
        known |= words.intersection(_WORD.findall(sentence.casefold()))
        if len(known) >= _TOLD * len(words):
            return n
    return len(said) + 1


def list_seconds(scene: Scene) -> float:
    """Return how many seconds a viewer needs to look over the list of a scene; 0 if it has none, or
    says most of its words."""
    if scene.kind not in _LISTS or sentences_that_tell(scene, [scene.narration]) < 2:
        return 0.0
    return min(LOOK + READ.seconds(_list_of(scene)) / 3, LONGEST_LOOK)


def _list_of(scene: Scene) -> str:
    return " ".join(f"{item.text} {item.second_line or ''}" for item in scene.items)


def longest_seconds(scenes: Sequence[Scene], pace: SpeechTiming = SPOKEN) -> float:
    """Return the longest length in seconds that a film of these scenes can have: the slowest voice,
    and the longest rests.

    Args:
        pace: How long words take.
    """
    return sum(_longest(scene, pace) for scene in scenes) + pace.rests.extra(1)


def _longest(scene: Scene, pace: SpeechTiming) -> float:
    waits = told_seconds(scene, pace) - pace.seconds(scene.narration)
    slow = _slowly(scene.narration, pace) + waits
    look = max(longest_look(reading_seconds(scene), slow), list_seconds(scene))
    return max(slow, look) + hold_seconds(scene)


def _slowly(text: str, pace: SpeechTiming) -> float:
    """A scene's words at the slowest speed, with the longest rests."""
    if not text:
        return SHORTEST
    ends = stops(text)
    words = (pace.seconds(text) - ends * pace.stop) / SLOWEST
    return words + max(0, ends - 1) * max(pace.rests.sentence, pace.stop) + pace.rests.scene(1)


def attainable_seconds(scenes: Sequence[Scene], seconds: int, pace: SpeechTiming = SPOKEN) -> int:
    """Return the length in seconds to plan for: `seconds`, or `longest_seconds`, rounded up, if the
    scenes' words carry less than 95 % (`ENOUGH`) of it.

    Args:
        seconds: The length that was asked for.
        pace: How long words and rests take.
    """
    carried = longest_seconds(scenes, pace)
    return seconds if carried >= ENOUGH * seconds else math.ceil(carried)
