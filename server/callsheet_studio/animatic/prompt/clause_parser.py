"""Reads one clause of a prompt: which words are understood, as what, and where."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from callsheet_studio.animatic.prompt.vocabulary import (
    INDEXES,
    IRREGULAR,
    SMALL,
    Words,
    candidates,
)
from callsheet_studio.text.word_lists import is_verb

LONGEST = 3
"""Words of a compound."""
_TOKEN = re.compile(r"@[\w-]+|[^\W_][\w'’-]*|[,:;]")
_NOUNS = frozenset({"people", "things", "places", "grades"})
_LINE = "@line-"
BREAKS = frozenset(",:;")


@dataclass(frozen=True)
class Match:
    """A place in a clause where words of one table of the vocabulary stand."""

    at: int
    """The index of its first word."""
    count: int
    """How many words it has."""
    key: str
    """The table's key for these words."""
    word: str
    """As it stands there, in lower case."""

    @property
    def tokens(self) -> range:
        """The indexes of the matched words in the clause."""
        return range(self.at, self.at + self.count)


@dataclass(frozen=True)
class ParsedClause:
    """The words of a clause, and which of them are known."""

    text: str
    written: tuple[str, ...]
    """Its words and commas, as written."""
    names: Mapping[int, str]
    """Finalized characters: index of the word that names one -> its name."""
    matches: Mapping[str, tuple[Match, ...]]
    """Name of a table of the vocabulary -> where its words stand."""

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """The words of the clause in lower case."""
        return _lower(self.written)

    def is_small(self, at: int) -> bool:
        """Return whether the word at index `at` means nothing on its own."""
        token = self.tokens[at]
        return token in SMALL["words"] or self._is_break(at)

    def _is_break(self, at: int) -> bool:
        return self.tokens[at] in BREAKS or self.tokens[at].startswith(_LINE)

    def phrases(self, shown: set[int], filmed: set[int]) -> tuple[str, ...]:
        """Return the phrases of the clause that no picture shows, with the small words that belong
        to them.

        Args:
            shown: The indexes of words that pictures show.
            filmed: The indexes of words on how it is filmed, which are left out.
        """
        spent = shown | filmed
        runs: list[list[int]] = []
        for at in range(len(self.tokens)):
            if at in spent or self.is_small(at):
                continue
            between = range(runs[-1][1] + 1, at) if runs else ()
            if runs and not any(i in spent or self._is_break(i) for i in between):
                runs[-1][1] = at
            else:
                runs.append([at, at])
        return tuple(self._phrase(first, last, shown) for first, last in runs)

    def _phrase(self, first: int, last: int, shown: set[int]) -> str:
        """A run of words with the small ones before it, closed by its particle or its noun."""
        tokens = self.tokens
        run = first
        while first and tokens[first - 1] in SMALL["words"] and first - 1 not in shown:
            first -= 1
        while first < run and tokens[first] in SMALL["joining"]:
            first += 1
        follows = last + 1
        if follows < len(tokens) and (tokens[follows] in SMALL["particles"] or follows in shown):
            last = follows
        return " ".join(self.written[first : last + 1])


def parse_clause(clause: str, names: Sequence[str] = ()) -> ParsedClause:
    """Return the words of one clause of a prompt, and which of them the vocabulary knows.

    Args:
        names: The names of finished characters, which the clause writes as `@Name`.
    """
    text, called = _mark_names(clause, names)
    raw = _TOKEN.findall(text)
    tokens = _lower(raw)
    return ParsedClause(
        text=clause,
        written=tuple(called.get(token, token) for token in raw),
        names={at: called[token] for at, token in enumerate(raw) if token in called},
        matches={table: tuple(_matches(tokens, table)) for table in INDEXES},
    )


def is_the_thing(tokens: Sequence[str], match: Match) -> bool:
    """Return whether a match is a noun on its own: not a verb, and not a part of a longer name.

    Args:
        tokens: The words of the clause, in lower case.
        match: Where the known words stand in it.
    """
    before = tokens[match.at - 1] if match.at else "a"
    if before in SMALL["verbs_follow"] or is_negated(tokens, match.at):
        return False
    end = match.at + match.count
    following = tokens[end] if end < len(tokens) else ","
    if following == "of":
        return False
    if following in SMALL["words"] | SMALL["around_nouns"] or not following[0].isalpha():
        return True
    if {"a", "an"} & set(tokens[max(0, match.at - 2) : match.at]) and following.endswith("s"):
        return True
    return (
        following.endswith(("ing", "ly"))
        or (following.endswith(("s", "ed")) and is_verb(following))
        or following in IRREGULAR
        or any((base,) in INDEXES["verbs"] for base in candidates(following))
    )


def is_negated(tokens: Sequence[str], at: int) -> bool:
    """Return whether `no`, `without` or the like is one of the two words
    before the word at index `at`."""
    return bool(SMALL["negations"] & set(tokens[max(0, at - 2) : at]))


def _lower(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word.lower().replace("’", "'") for word in words)


def _mark_names(clause: str, names: Sequence[str]) -> tuple[str, Mapping[str, str]]:
    """The clause with every `@Name` as one word, and which name each of these words stands for."""
    called: dict[str, str] = {}
    for n, name in enumerate(sorted(names, key=len, reverse=True)):
        mark = f"@cast-{n}"
        clause, found = re.subn(rf"@{re.escape(name)}\b", mark, clause, flags=re.IGNORECASE)
        if found:
            called[mark] = name
    return clause, called


def _matches(tokens: Sequence[str], table: str) -> Iterator[Match]:
    """Where words of a table stand. Longer ones win."""
    at = 0
    while at < len(tokens):
        for count in range(min(LONGEST, len(tokens) - at), 0, -1):
            words = tuple(tokens[at : at + count])
            if key := _look_up(words, table):
                yield Match(at, count, key, " ".join(words))
                at += count - 1
                break
        at += 1


def _look_up(words: Words, table: str) -> str | None:
    """A compound may be inflected at its end, `palm trees`, or at its beginning, `zooms in`."""
    is_noun = table in _NOUNS
    forms = [(*words[:-1], form) for form in candidates(words[-1], is_noun=is_noun)]
    forms += [(form, *words[1:]) for form in candidates(words[0])][1:] if len(words) > 1 else []
    return next((INDEXES[table][form] for form in forms if form in INDEXES[table]), None)
