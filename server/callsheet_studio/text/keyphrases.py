"""The few words that a text is about, in the manner of RAKE and YAKE: no model, any language."""

import re
from collections import Counter
from collections.abc import Set
from itertools import groupby

from callsheet_studio.text.clean import shorten
from callsheet_studio.text.punctuation import FULL_STOP_MARKS, OTHER_ENDS
from callsheet_studio.text.sentences import sentences
from callsheet_studio.text.word_lists import FUNCTION_WORDS

LONGEST = 5
"""Words of a phrase."""
_WHOLE = 6
"""A sentence of so few words is its own gist."""
_MOST = 48
"""Characters of a phrase."""
_WORD = re.compile(r"[$€£]?\d[\d.,:]*\d[\w%]*|[^\W_](?:[\w'’.&%-]*[\w%])?")
_BREAK = re.compile(rf"(?:[,.:](?=\s|$)|[;!?…()\"“”«»{OTHER_ENDS}、，；：\[\]–—])+")
_TAIL = re.compile(r"\w{3,}(?:ed|ly)")


def key_phrase(text: str) -> str:
    """Return the few words of a text that say what it is about, capitalized, at most 48 characters;
    a text of one short sentence is returned whole, and the beginning of the text if no words say
    anything."""
    return Phrases(text).gist(text)


class Phrases:
    """Finds key phrases in pieces of one text. Words that are frequent in the whole text count
    more."""

    def __init__(self, text: str) -> None:
        self._weights = Counter(word.lower() for word in _WORD.findall(text))

    def gist(self, piece: str, used: Set[str] = frozenset()) -> str:
        """Return the words of a piece of the text that say most, capitalized, at most 48
        characters; a short sentence is returned whole, and the beginning of the piece if no words
        say anything.

        Args:
            used: Phrases to avoid if there are others.
        """
        said = sentences(piece)
        runs = [run for chunk in _BREAK.split(piece) for run in _runs(chunk)]
        phrases = [" ".join(run) for run in sorted(runs, key=self._score, reverse=True)]
        wholes = [each.strip(f" {FULL_STOP_MARKS}") for each in said if len(each.split()) <= _WHOLE]
        ranked = wholes + phrases if len(said) == 1 else phrases + wholes
        found = [_capitalize(phrase) for phrase in ranked]
        fresh = [phrase for phrase in found if phrase not in used] or found
        return next(iter(fresh), _capitalize(piece.strip(f" .!?{OTHER_ENDS}")))

    def _score(self, run: list[str]) -> float:
        """Frequent, long and capitalised words count; two or three together count most."""
        worth = sum(min(self._weights[w.lower()], 4) + len(w) / 6 + w[0].isupper() / 2 for w in run)
        return worth / (1 + 0.4 * abs(len(run) - 2.5))


def _capitalize(phrase: str) -> str:
    kept = shorten(phrase, _MOST)
    return kept[:1].upper() + kept[1:]


def _runs(chunk: str) -> list[list[str]]:
    """Neighboring words that carry meaning, without a verb or adverb that shows at their end."""
    words = _WORD.findall(chunk)
    groups = groupby(words, key=lambda word: word.lower() in FUNCTION_WORDS)
    runs = [list(run)[:LONGEST] for stopped, run in groups if not stopped]
    return [run[:-1] if len(run) > 1 and _TAIL.fullmatch(run[-1]) else run for run in runs]
