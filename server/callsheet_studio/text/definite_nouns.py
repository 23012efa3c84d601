"""Nouns that a sentence takes up from the one before it: `a reason`, then `The reasons`."""

import re

_TAKES_UP = re.compile(
    r"(?:the|der|die|das|les?|la|el|los|las|il|gli|os|as|de|het) (?P<noun>[^\W\d_]{4,})\b",
    re.IGNORECASE,
)
"""Begins a sentence on what is known."""
_BRINGS_UP = re.compile(
    r"\b(?:an?|each|every|one|eine?[nmrs]?|une?|una|uno|uma?|een|jede[nmrs]?|chaque|cada|ogni|elke?)"
    r" ([^\W\d_]+)(?: ([^\W\d_]+))?",
    re.IGNORECASE,
)
"""Names something for the first time."""
_ENDING = 2
"""Letters in which two forms of a noun differ at most."""


def takes_up(sentence: str, before: str) -> bool:
    """Return whether a sentence begins with a noun that the one before it brought up, so that it
    says little without that: `The reasons turned out to be useful.` after `Each change needs a
    reason.`"""
    found = _TAKES_UP.match(sentence)
    if found is None:
        return False
    noun = found["noun"].casefold()
    nouns = (word for each in _BRINGS_UP.findall(before) for word in each)
    return any(_is_same(noun, other.casefold()) for other in nouns if other)


def _is_same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and len(long) - len(short) <= _ENDING
