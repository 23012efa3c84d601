"""How long words take.

The built-in voice was measured on the library: about 2.9 words a second over all, its rests
between sentences included.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from callsheet_studio.storyboard.content import Chart, Code, Definition, Diagram, Table
from callsheet_studio.storyboard.model import Scene, elements_of

REST = 1.4
"""Seconds a scene takes beside its words."""
SLOWEST, FASTEST = 0.9, 1.2
"""The voice's speed may be stretched this far."""
FEWEST = 2.2
"""Spoken words per second of film below which a film gets shorter instead of slower."""
ENOUGH = 0.9
"""Share of a length that words must carry for rests to fill the remainder."""
CODE_LINE = 0.4
"""Seconds in which a line of code is looked over."""
LOOK, LONGEST_LOOK = 2.0, 10.0
"""Seconds to see what a scene holds at all, and to look it over at most."""
WELL = 1.8
"""How many times as long it takes to read it well."""
_LETTER = 0.7
"""A spelled letter takes this part of a word's time."""
_WIDE = re.compile(r"[\u0e00-\u0fff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_TOKEN = re.compile(r"[^\s–—/]+")
_SYMBOL = re.compile(r"[%‰&+]")
_LETTERS = re.compile(r"\w")
_PRONOUNCED = re.compile(r"[\d%‰$€£¥₹°]|(?<=\d)\.(?=\d)")
_STOP = re.compile(r"(?<![.!?…])[.!?…]++(?=\W|$)(?<!\d\.)|[。！？।؟]")
_COMMA = re.compile(r"[,;:،；：](?=\s|$)|[，、]|\s[–—]\s")


@dataclass(frozen=True)
class SpeechTiming:
    """Seconds that the pieces of a narration take; they add up."""

    word: float
    letter: float
    stop: float
    """The end of a sentence."""
    comma: float

    def seconds(self, text: str) -> float:
        """About how long `text` takes."""
        return (
            self.word * spoken_words(text)
            + self.letter * sum(map(str.isalpha, text))
            + self.stop * len(_STOP.findall(text))
            + self.comma * len(_COMMA.findall(text))
        )


SPOKEN = SpeechTiming(word=0.228, letter=0.017, stop=0.33, comma=0.15)
"""The built-in voice at its own speed, fitted to 170 scenes: within 7 % of a scene's time."""
READ = SpeechTiming(word=0.194, letter=0.04, stop=0.25, comma=0.04)
"""Captions without a voice, as a viewer reads them."""


def spoken_words(text: str) -> int:
    """The words of `text` as a voice says them: `24,500` is five words, `HTTPS` almost four.

    Two characters of a script without spaces count as one word.
    """
    wide = len(_WIDE.findall(text))
    return round(wide / 2 + sum(map(_weight, _TOKEN.findall(_WIDE.sub(" ", text)))))


@lru_cache(maxsize=4096)  # a narration is weighed again for each sentence that is cut from it
def _weight(token: str) -> float:
    """How many words a token sounds like."""
    if not _LETTERS.search(token):
        return len(_SYMBOL.findall(token))
    numeric = len(_PRONOUNCED.findall(token))
    if numeric:
        return numeric
    letters = [letter for letter in token if letter.isalpha()]
    if 2 <= len(letters) <= 6 and sum(map(str.isupper, letters)) > len(letters) / 2:
        return _LETTER * len(letters)
    return max(1.0, len(token) / 12)


def estimate_seconds(
    scenes: Sequence[Scene], pace: SpeechTiming = SPOKEN, speed: float = 1.0
) -> float:
    """How long the scenes take with ordinary rests, the voice at `speed`."""
    return sum(pace.seconds(s.narration) / speed + REST + s.hold for s in scenes)


def look_seconds(scenes: Sequence[Scene], pace: SpeechTiming = SPOKEN) -> float:
    """How much longer they take when what they hold is looked over, too."""
    spoken = (estimate_seconds([scene], pace) for scene in scenes)
    looked = (WELL * reading_seconds(scene) for scene in scenes)
    return sum(max(0.0, look - said) for look, said in zip(looked, spoken, strict=True))


def reading_seconds(scene: Scene) -> float:
    """How long it takes to look over what a scene holds, if nobody says it: a table, code, a
    diagram."""
    match scene.content:
        case Code(states=states, output=output):
            lines = sum(state.text.count("\n") + 1 for state in states)
            taken = CODE_LINE * (lines + (output.count("\n") + 1 if output else 0))
        case Diagram(source=source):
            taken = READ.seconds(source) / 4  # half of it is marks
        case Table() | Definition() | Chart():
            shown = (f"{item.text} {item.detail or ''}" for item in elements_of(scene.content))
            taken = READ.seconds(" ".join(shown)) / 3  # looked over, not read aloud
        case _:
            return 0.0
    return min(LOOK + taken, LONGEST_LOOK)


def longest_seconds(scenes: Sequence[Scene], pace: SpeechTiming = SPOKEN) -> float:
    """The longest film that the words carry without dragging."""
    slow = sum(
        max(spoken_words(s.narration) / FEWEST, WELL * reading_seconds(s)) + s.hold for s in scenes
    )
    return max(slow, estimate_seconds(scenes, pace))


def carried_seconds(scenes: Sequence[Scene], seconds: int, pace: SpeechTiming = SPOKEN) -> int:
    """The length to aim for: what was asked for, or less when the words are too few."""
    carried = longest_seconds(scenes, pace)
    return seconds if carried >= ENOUGH * seconds else math.ceil(carried)
