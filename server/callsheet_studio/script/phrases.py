"""The few words that a text is about, in the manner of RAKE and YAKE: no model, any language."""

import re
from collections import Counter
from itertools import groupby

from callsheet_studio.script.clean import shorten
from callsheet_studio.script.words import FUNCTION_WORDS

LONGEST = 5
"""Words of a phrase."""
_MOST = 48
"""Characters of a phrase."""
_WORD = re.compile(r"[^\W_](?:[\w'’.&%-]*[\w%])?|[$€£][\d.,]*\d\w*")
_BREAK = re.compile(r"[,;:!?…()\"“”«»。！？、，；：।؟\[\]]+|[–—]|\.(?=\s|$)")


def key_phrase(text: str, context: str = "") -> str:
    """The phrase that says most, capitalised; empty when `text` has only small words.

    Args:
        text: What the phrase is taken from, word for word.
        context: The whole text, whose frequent words count more.
    """
    weights = Counter(word.lower() for word in _WORD.findall(context or text))
    runs = [run for chunk in _BREAK.split(text) for run in _runs(chunk)]
    if not runs:
        return shorten(text.strip(" .!?。！？"), _MOST)
    best = max(runs, key=lambda run: _score(run, weights))
    phrase = shorten(" ".join(best), _MOST)
    return phrase[:1].upper() + phrase[1:]


def _runs(chunk: str) -> list[list[str]]:
    """Neighbouring words that carry meaning."""
    groups = groupby(_WORD.findall(chunk), key=lambda word: word.lower() in FUNCTION_WORDS)
    return [list(words)[:LONGEST] for stopped, words in groups if not stopped]


def _score(run: list[str], weights: Counter[str]) -> float:
    """Frequent, long and capitalised words count; two or three together count most."""
    worth = sum(min(weights[w.lower()], 4) + len(w) / 6 + w[0].isupper() for w in run)
    return worth / (1 + 0.4 * abs(len(run) - 2.5))
