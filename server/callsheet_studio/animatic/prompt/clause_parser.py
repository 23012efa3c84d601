"""Reads one clause of a prompt: who, does what, where, when, filmed how, and what is not known."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias, TypeVar

from callsheet_studio.animatic.character_design import HAIR_COLOURS, ROLES, TRAITS
from callsheet_studio.animatic.prompt.vocabulary import (
    ACTORS,
    CAMERA,
    COLOURS,
    FRAMINGS,
    GRADES,
    HOURS,
    IRREGULAR,
    LIVING,
    PLACES,
    STYLE,
    VERBS,
    WEATHERS,
    stem_candidates,
    table_entries,
)
from callsheet_studio.text.word_lists import FUNCTION_WORDS

Key = TypeVar("Key", bound=str)
Parts: TypeAlias = tuple[str, ...]
_TOKEN = re.compile(r"@[\w-]+|[^\W_][\w'’-]*")
_PRONOUNS = frozenset(["he", "she", "it", "they", "him", "her", "them", "his"])
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
_WITH = frozenset(
    [
        "holding",
        "hold",
        "holds",
        "with",
        "carrying",
        "carries",
        "pouring",
        "pours",
        "drinking",
        "drinks",
    ]
)
HELPING = frozenset(["can", "will", "then", "and", "there", "this", "that's", "very"])


@dataclass(frozen=True)
class NounMatch:
    """A thing that the library can draw, where it stands in the clause."""

    at: int
    kind: str
    word: str
    color: str | None = None
    cast: str | None = None
    """The name of a finalized character."""
    words: str = ""
    """What describes it."""


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
    """Words that mean something and are in no table."""
    pronoun: bool = False


def parse_clause(clause: str, names: Sequence[str] = ()) -> ParsedClause:
    """Read a clause; `names` are those of finalized characters, called `@Name`."""
    text, called = _names(clause, names)
    tokens = [token.lower().replace("’", "'") for token in _TOKEN.findall(text)]
    spent: set[int] = set()
    framing = _first(tokens, FRAMINGS, spent)
    move = _first(tokens, CAMERA, spent)
    place = _place(tokens, spent)
    hour = _first(tokens, HOURS, spent)
    weather = _first(tokens, WEATHERS, spent)
    grade = _first(tokens, GRADES, spent)
    nouns = _nouns(tokens, spent, called)
    verbs = _verbs(tokens, spent, nouns)
    nouns = tuple(noun for noun in nouns if noun.kind != "waves" or "wave" not in verbs)
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
        unknown=_unknown(tokens, spent),
        pronoun=bool(_PRONOUNS & set(tokens)),
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


def _place(tokens: Sequence[str], spent: set[int]) -> str | None:
    """The setting: one that a preposition leads to comes before any other."""
    found = [hit for hit in _found(tokens, PLACES) if not _is_actor(tokens, hit[0])]
    for at, count, _ in found:
        spent.update(range(at, at + count))
    led = [hit for hit in found if _BY & set(tokens[max(0, hit[0] - 4) : hit[0]])]
    best = sorted(led or found, key=lambda hit: _PRECEDENCE.get(hit[2], 1))
    return best[0][2] if best else None


_PRECEDENCE = {"future": 0, "coast": 0, "underwater": 0, "beach": 0, "sky": 3, "table": 2, "sea": 2}


def _is_actor(tokens: Sequence[str], at: int) -> bool:
    """Whether the word begins the clause as its subject, as in `Stars twinkle`."""
    return at == 0 and tokens[at] in {"air", "light"}


def _nouns(
    tokens: Sequence[str], spent: set[int], called: Mapping[str, str]
) -> tuple[NounMatch, ...]:
    nouns: list[NounMatch] = []
    for at, token in enumerate(tokens):
        if token in called:
            spent.add(at)
            nouns.append(NounMatch(at, "person", called[token], cast=called[token]))
    for at, count, kind in _found(tokens, ACTORS):
        if at in spent and kind != "waves":
            continue
        spent.update(range(at, at + count))
        nouns.append(_described(tokens, at, kind, spent))
    return tuple(sorted(nouns, key=lambda noun: noun.at))


def _described(tokens: Sequence[str], at: int, kind: str, spent: set[int]) -> NounMatch:
    """A noun with the words around it that say how it looks."""
    before = range(max(0, at - 3), at)
    color = next((COLOURS[tokens[i]] for i in reversed(before) if tokens[i] in COLOURS), None)
    spent.update(i for i in before if tokens[i] in COLOURS)
    after = tokens[at + 1 : at + 12 if kind in LIVING else at]
    return NounMatch(
        at, kind, tokens[at], color, words=" ".join([*tokens[max(0, at - 4) : at + 1], *after])
    )


def _verbs(tokens: Sequence[str], spent: set[int], nouns: Sequence[NounMatch]) -> tuple[str, ...]:
    """All verbs in order. `waves` is one when somebody stands before it or nothing else happens."""
    found: list[str] = []
    subject = nouns[0] if nouns else None
    for at, count, verb in _found(tokens, VERBS):
        noun = next((noun for noun in nouns if noun.at == at), None)
        if noun and not (noun.kind == "waves" and subject is not noun) and not _alone(tokens, noun):
            continue
        if at in spent and not noun:
            continue
        spent.update(range(at, at + count))
        found.append(verb)
    return tuple(found)


def _alone(tokens: Sequence[str], noun: NounMatch) -> bool:
    """`Waves.` as a whole clause, as in `then waves`, is a verb."""
    return noun.kind == "waves" and noun.at == 0 and len(tokens) <= 4 and "crash" not in tokens


def _unknown(tokens: Sequence[str], spent: set[int]) -> tuple[str, ...]:
    passed = FUNCTION_WORDS | STYLE | HELPING | COLOURS.keys() | _described_by()
    return tuple(
        dict.fromkeys(
            token.removeprefix("@")
            for at, token in enumerate(tokens)
            if at not in spent
            and not token[0].isdigit()
            and len(token) > 2
            and not any(base in passed for base in stem_candidates(token))
            and not token.endswith("ly")
        )
    )


@cache
def _described_by() -> frozenset[str]:
    """Words that the wardrobe understands."""
    keys = "|".join([*ROLES, *TRAITS]).split("|")
    return frozenset([*keys, *HAIR_COLOURS, "hair", "wearing", "wear", "dressed"])


def _found(tokens: Sequence[str], table: Mapping[Key, str]) -> Iterator[tuple[int, int, Key]]:
    """Where words of the table stand: first token, number of tokens, key. Longer ones win."""
    index = _index(table)
    at = 0
    while at < len(tokens):
        for count in (3, 2, 1):
            key = _lookup(index, tokens[at : at + count]) if at + count <= len(tokens) else None
            if key:
                yield at, count, key
                at += count - 1
                break
        at += 1


def _lookup(index: Mapping[Parts, Key], parts: Sequence[str]) -> Key | None:
    last = IRREGULAR.get(parts[-1], parts[-1])
    keys = (index.get((*parts[:-1], base)) for base in stem_candidates(last))
    return next((key for key in keys if key), None)


def _index(table: Mapping[Key, str]) -> Mapping[Parts, Key]:
    """The table the other way round."""
    return {parts: key for parts, key in table_entries(table)}
