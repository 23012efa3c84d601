"""Reads one clause of a prompt: who, does what, where, when, filmed how, and what is not known."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, TypeVar

from callsheet_studio.animatic.prompt.vocabulary import (
    CAMERA,
    COLOURS,
    FRAMINGS,
    GRADES,
    HOURS,
    IRREGULAR,
    PEOPLE,
    PLACES,
    STYLE,
    THINGS,
    VERBS,
    WEATHERS,
    WORN,
    plural_candidates,
    stem_candidates,
    table_entries,
)
from callsheet_studio.text.word_lists import FUNCTION_WORDS, is_verb

Key = TypeVar("Key", bound=str)
Parts: TypeAlias = tuple[str, ...]
Stems: TypeAlias = Callable[[str], Iterator[str]]
_TOKEN = re.compile(r"@[\w-]+|[^\W_][\w'’-]*|,")
_OF_PEOPLE = frozenset(["he", "she", "him", "her", "his"])
_BY = frozenset(
    [
        "on",
        "in",
        "at",
        "through",
        "along",
        "across",
        "over",
        "inside",
        "into",
        "onto",
        "above",
        "past",
        "under",
        "near",
        "of",
    ]
)
HELPING = frozenset(["can", "will", "then", "and", "there", "this", "that's", "very"])


@dataclass(frozen=True)
class NounMatch:
    """A thing or somebody with a certain picture, where it stands in the clause."""

    at: int
    kind: str
    word: str
    color: str | None = None
    cast: str | None = None
    """The name of a finalized character."""


@dataclass(frozen=True)
class ParsedClause:
    """What a clause says. None where it says nothing."""

    text: str
    nouns: tuple[NounMatch, ...]
    verbs: tuple[str, ...]
    place: str | None
    hour: str | None
    weather: str | None
    grade: str | None
    framing: str | None
    move: str | None
    unknown: tuple[str, ...] = ()
    """Phrases, as written, of words that mean something and have no picture."""
    place_word: str | None = None
    about: Literal["people", "things"] | None = None
    """Whom or what a pronoun goes on about."""


def parse_clause(clause: str, names: Sequence[str] = ()) -> ParsedClause:
    """Read a clause; `names` are those of finalized characters, called `@Name`."""
    text, called = _names(clause, names)
    written = [called.get(token, token) for token in _TOKEN.findall(text)]
    tokens = [token.lower().replace("’", "'") for token in _TOKEN.findall(text)]
    spent: set[int] = set()
    framing = _first(tokens, FRAMINGS, spent)
    move = _first(tokens, CAMERA, spent)
    place, place_word = _place(tokens, spent)
    hour = _first(tokens, HOURS, spent)
    weather = _first(tokens, WEATHERS, spent)
    grade = _first(tokens, GRADES, spent)
    nouns = _nouns(tokens, spent, called)
    verbs = _verbs(tokens, spent, nouns)
    return ParsedClause(
        text=clause,
        nouns=nouns,
        verbs=verbs,
        place=place,
        hour=hour,
        weather=weather,
        grade=grade,
        framing=framing,
        move=move,
        unknown=_unknown(tokens, written, spent),
        place_word=place_word,
        about="people" if _OF_PEOPLE & set(tokens) else "things" if "it" in tokens else None,
    )


def _names(clause: str, names: Sequence[str]) -> tuple[str, Mapping[str, str]]:
    """The clause with every `@Name` as one word, and which name each of these words stands for."""
    called: dict[str, str] = {}
    for n, name in enumerate(sorted(names, key=len, reverse=True)):
        mark = f"@cast-{n}"
        clause, found = re.subn(rf"@{re.escape(name)}\b", mark, clause, flags=re.IGNORECASE)
        if found:
            called[mark] = name
    return clause, called


def _first(tokens: Sequence[str], table: Mapping[Key, str], spent: set[int]) -> Key | None:
    """The key of the first word of this table; its tokens are spent."""
    found = next(_found(tokens, table), None)
    for at, count, _ in _found(tokens, table):
        spent.update(range(at, at + count))
    return found[2] if found else None


def _place(tokens: Sequence[str], spent: set[int]) -> tuple[str | None, str | None]:
    """The setting that a preposition leads to, or that a clause begins with, and its word."""
    found = [
        hit
        for hit in _found(tokens, PLACES, plural_candidates)
        if _BY & set(tokens[max(0, hit[0] - 4) : hit[0]]) or (hit[0] <= 1 and hit[2] in _WIDE)
    ]
    best = min(found, key=lambda hit: _PRECEDENCE.get(hit[2], 1), default=None)
    if best is None:
        return None, None
    if (tokens[best[0]],) not in _THING_WORDS:
        spent.update(range(best[0], best[0] + best[1]))
    return best[2], " ".join(tokens[best[0] : best[0] + best[1]])


_WIDE = frozenset(["city", "future", "forest", "mountains", "desert", "beach"])
"""Places that are no part of a thing's name."""
_THING_WORDS = frozenset(parts for parts, _ in table_entries(THINGS))
_PRECEDENCE = {"future": 0, "coast": 0, "underwater": 0, "beach": 0, "sky": 3, "table": 2, "sea": 2}


def _nouns(
    tokens: Sequence[str], spent: set[int], called: Mapping[str, str]
) -> tuple[NounMatch, ...]:
    nouns = [
        NounMatch(at, "person", called[token], cast=called[token])
        for at, token in enumerate(tokens)
        if token in called
    ]
    spent.update(noun.at for noun in nouns)
    for table in (PEOPLE, THINGS):
        for at, count, kind in _found(tokens, table, plural_candidates):
            dressed = table is PEOPLE and not WORN.isdisjoint(tokens)
            if at not in spent and not dressed and _is_the_thing(tokens, at, count):
                spent.update(range(at, at + count))
                nouns.append(_described(tokens, at, kind, spent))
    return tuple(sorted(nouns, key=lambda noun: noun.at))


def _is_the_thing(tokens: Sequence[str], at: int, count: int) -> bool:
    """Whether the words are a noun that stands alone: no verb, no part of a longer name."""
    before = tokens[at - 1] if at else "a"
    if before in _NOT_BEFORE_A_NOUN or (at > 1 and tokens[at - 2 : at] == ["no", before]):
        return False
    following = tokens[at + count] if at + count < len(tokens) else ","
    if following == "of":
        return False
    if following in _AFTER_A_NOUN or not following[0].isalpha() or following.endswith("ly"):
        return True
    if {"a", "an"} & set(tokens[max(0, at - 2) : at]) and following.endswith("s"):
        return True
    said = following.endswith(("s", "ed")) and is_verb(following)
    return (
        said
        or following.endswith("ing")
        or any(base in _VERB_WORDS for base in stem_candidates(IRREGULAR.get(following, following)))
    )


_BESIDE = frozenset(["beside", "behind", "below", "beneath", "towards", "toward", "around", "next"])
_AFTER_A_NOUN = FUNCTION_WORDS | _BY | _BESIDE
_VERB_WORDS = frozenset(parts[0] for parts, _ in table_entries(VERBS))
_BEFORE_A_VERB = """it he she they we you i to can could will would must should may might no not
    never without like"""
_NOT_BEFORE_A_NOUN = frozenset(_BEFORE_A_VERB.split())


def _described(tokens: Sequence[str], at: int, kind: str, spent: set[int]) -> NounMatch:
    """A noun with the color that stands before it."""
    before = range(max(0, at - 3), at)
    color = next((COLOURS[tokens[i]] for i in reversed(before) if tokens[i] in COLOURS), None)
    spent.update(i for i in before if tokens[i] in COLOURS)
    return NounMatch(at, kind, tokens[at], color)


def _verbs(tokens: Sequence[str], spent: set[int], nouns: Sequence[NounMatch]) -> tuple[str, ...]:
    """What those with a picture do, in order, or the subject that a clause leaves out.

    The verbs of others are told in words.
    """
    hits = [hit for hit in _found(tokens, VERBS) if hit[0] not in spent]
    starts = [at for at, _, _ in hits[:2]]
    if not nouns and (not starts or starts[0] != 0 or starts == [0, 1]):
        return ()
    first = nouns[0].at if nouns else -1
    found: list[str] = []
    for at, count, verb in hits:
        if at > first:
            spent.update(range(at, at + count))
            found.append(verb)
    return tuple(found)


def _unknown(tokens: Sequence[str], written: Sequence[str], spent: set[int]) -> tuple[str, ...]:
    """Runs of words without a picture, with the small words between them."""
    open_words = [at for at in range(len(tokens)) if _means_something(tokens, at, spent)]
    runs: list[list[int]] = []
    for at in open_words:
        between = range(runs[-1][1] + 1, at) if runs else range(0)
        joined = bool(runs) and not any(i in spent or tokens[i] == "," for i in between)
        if joined:
            runs[-1][1] = at
        else:
            runs.append([at, at])
    return tuple(" ".join(written[first : last + 1]) for first, last in runs)


def _means_something(tokens: Sequence[str], at: int, spent: set[int]) -> bool:
    token = tokens[at]
    passed = FUNCTION_WORDS | STYLE | HELPING
    return (
        at not in spent
        and token[0].isalpha()
        and len(token) > 2
        and not any(base in passed for base in stem_candidates(token))
        and not token.endswith("ly")
    )


def _found(
    tokens: Sequence[str], table: Mapping[Key, str], stems: Stems = stem_candidates
) -> Iterator[tuple[int, int, Key]]:
    """Where words of the table stand: first token, number of tokens, key. Longer ones win."""
    index = _index(table)
    at = 0
    while at < len(tokens):
        for count in (3, 2, 1):
            key = (
                _lookup(index, tokens[at : at + count], stems)
                if at + count <= len(tokens)
                else None
            )
            if key:
                yield at, count, key
                at += count - 1
                break
        at += 1


def _lookup(index: Mapping[Parts, Key], parts: Sequence[str], stems: Stems) -> Key | None:
    last = IRREGULAR.get(parts[-1], parts[-1])
    keys = (index.get((*parts[:-1], base)) for base in stems(last))
    return next((key for key in keys if key), None)


def _index(table: Mapping[Key, str]) -> Mapping[Parts, Key]:
    """The table the other way round."""
    return {parts: key for parts, key in table_entries(table)}
