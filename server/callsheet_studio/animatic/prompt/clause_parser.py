"""Reads one clause of a prompt: which words are understood, as what, and where."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from callsheet_studio.animatic.prompt.vocabulary import (
    INDEXES,
    IRREGULAR,
    LOOSE,
    SMALL,
    Words,
    candidates,
    things_in,
)
from callsheet_studio.drawing.picture_choice import changes_sense, leaves_sense, singulars
from callsheet_studio.drawing.picture_words import GRAMMARS
from callsheet_studio.text.clean import clean
from callsheet_studio.text.function_words import function_words
from callsheet_studio.text.word_lists import is_verb

LONGEST = 3
"""Words of a compound."""
_TOKEN = re.compile(r"@[\w-]+|\d+ (?:s|secs?|seconds?|fps)\b|\d+(?:[.,:]\d+)+|[^\W_][\w'’-]*|[,:;]")
_QUOTED = re.compile(
    r"\"([^\"\n]{1,300})\"|“([^”\n]{1,300})”|„([^“”\n]{1,300})[“”]|«([^»\n]{1,300})»"
    r"|»([^«\n]{1,300})«|「([^」\n]{1,300})」|(?<![^\W_])['‘]([A-Z][^\n]{1,300}?[.!?])['’](?!\w)"
)
_MARK = re.compile(r"@(?:line|text|cast|look)-\d+")
_LINE, _CAST, _LOOK = "@line-", "@cast-", "@look-"
_LEAD = 40
"""Characters before a quoted line in which it says whether the line is spoken or read."""
_NOUNS = frozenset({"people", "things", "places"})
BREAKS = frozenset(",:;")
_LEADING = frozenset(["to", "with", "on"])
"""Lead from a word on how it is filmed to what is seen: `cut to`, `zoom in on`."""
_FILMED = frozenset({"framings", "moves", "directions", "lines"})
"""Tables whose English words prompts in any language use."""


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
    """As the prompt has it, without the lines that are spoken."""
    spoken: str | None
    language: str
    """The first part of the prompt's language tag."""
    written: tuple[str, ...]
    """Its words and commas, as written."""
    tokens: tuple[str, ...]
    """The same in lower case, with marks."""
    names: Mapping[int, str]
    """Finalized characters: index of the word that names one -> its name."""
    matches: Mapping[str, tuple[Match, ...]]
    """Name of a table of the vocabulary -> where its words stand."""
    small_words: frozenset[str]
    """Words that mean nothing on their own."""
    quotes: frozenset[int]
    """The indexes of quoted lines."""

    def is_small(self, at: int) -> bool:
        """Return whether the word at index `at` means nothing on its own."""
        return self.tokens[at] in self.small_words or self._is_break(at)

    def _is_break(self, at: int) -> bool:
        return self.tokens[at] in BREAKS or self.tokens[at].startswith(_LINE)

    def _closes(self, at: int) -> bool:
        """Whether a small word is the last one, as in `boils over`."""
        is_last = at + 1 == len(self.tokens) or self._is_break(at + 1)
        return is_last and self.tokens[at] in self.small_words

    def phrases(
        self, shown: set[int], filmed: set[int], scenery: Collection[int] = ()
    ) -> tuple[str, ...]:
        """Return the phrases of the clause that no picture shows, with the small words that belong
        to them.

        Args:
            shown: The indexes of words that pictures show.
            filmed: The indexes of words on how it is filmed, which are left out.
            scenery: Those of `shown` that the backdrop shows.
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
        return tuple(self._phrase(first, last, shown, filmed, scenery) for first, last in runs)

    def _phrase(
        self, first: int, last: int, shown: set[int], filmed: set[int], scenery: Collection[int]
    ) -> str:
        """A run of words with the small ones before it, closed by its particle or its noun, and
        after the weather or place that it is said of."""
        tokens, run, spent = self.tokens, first, shown | filmed
        while first - 1 in scenery and (run == last or tokens[first - 1].endswith("y")):
            first -= 1
        while first and tokens[first - 1] in self.small_words and first - 1 not in spent:
            first -= 1
        opening = next(at for at in range(first, -1, -1) if at - 1 not in scenery)
        if opening < first and (opening == 0 or self._is_break(opening - 1)):
            first = run = opening
        loose = SMALL["joining"] | (_LEADING if first - 1 in filmed else set[str]())
        joins = [at for at in range(first, run) if tokens[at] in SMALL["clauses"]]
        first = joins[-1] + 1 if joins else first
        while first < run and tokens[first] in loose:
            first += 1
        follows = last + 1
        if follows < len(tokens) and (
            follows in shown or tokens[follows] in SMALL["particles"] or self._closes(follows)
        ):
            last = follows
        return " ".join(self.written[first : last + 1])


def mark_up(prompt: str, names: Iterable[str]) -> tuple[str, Mapping[str, str]]:
    """Return a prompt with a mark for each quoted line and each `@Name`, and what the marks stand
    for: `@text-0` for a line that is read, since a word such as `title` leads to it, `@line-1` for
    one that is spoken, `@cast-2` for the name of a finished character.

    Args:
        names: Those of the finished characters.
    """
    marks: dict[str, str] = {}

    def mark(match: re.Match[str]) -> str:
        lead = re.split(r"[.!?\n]", match.string[max(0, match.start() - _LEAD) : match.start()])[-1]
        leads = _matches(_lower(_TOKEN.findall(lead)), "lines")
        line = next(filter(None, match.groups())).strip()
        is_read = any(found.key == "written" for found in leads)
        name = f"@{'text' if is_read else 'line'}-{len(marks)}"
        marks[name] = f"“{line}”" if is_read else line
        goes_on = not match.string[match.end() :].lstrip()[:1].isupper()
        return f" {name} " if goes_on or line[-1:] not in ".!?…" else f" {name}. "

    marked = _QUOTED.sub(mark, clean(prompt))
    for name in sorted(names, key=len, reverse=True):
        known = rf"@{re.escape(name)}(?![\w-])"
        marked = re.sub(known, f"@cast-{len(marks)}", marked, flags=re.IGNORECASE)
        marks[f"@cast-{len(marks)}"] = name
    return marked, marks


def parse_clause(clause: str, marks: Mapping[str, str], language: str) -> ParsedClause:
    """Return the words of one clause of a prompt, and which of them the vocabulary knows.

    Args:
        marks: What the marks in it stand for.
        language: The first part of the prompt's language tag.
    """
    raw: list[str] = _TOKEN.findall(clause)
    tokens = _lower(raw)
    tables = INDEXES.keys() if language == "en" else _FILMED
    matches = {
        table: tuple(_matches(tokens, table)) if table in tables else () for table in INDEXES
    }
    small = SMALL["words"]
    if language != "en":
        small |= function_words(language)
        matches["things"] = tuple(_foreign_things(tokens, language))
    used = {at: token for at, token in enumerate(raw) if token in marks}
    lines = (marks[token] for token in used.values() if token.startswith(_LINE))
    looks = (Match(at, 1, "slate", token) for at, token in used.items() if token.startswith(_LOOK))
    matches["directions"] += tuple(looks)
    return ParsedClause(
        text=_MARK.sub(lambda m: "" if m[0].startswith(_LINE) else marks.get(m[0], m[0]), clause),
        spoken=" ".join(lines) or None,
        language=language,
        written=tuple(marks.get(token, token) for token in raw),
        tokens=tokens,
        names={at: marks[token] for at, token in used.items() if token.startswith(_CAST)},
        matches=matches,
        small_words=small,
        quotes=frozenset(at for at, token in used.items() if not token.startswith((_CAST, _LOOK))),
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
    if before in SMALL["made_of"] or _look_up((before,), "things"):
        return False
    name = tokens[match.at + match.count - 1]
    if (match.key in LOOSE and not leaves_sense(before)) or changes_sense(before, name):
        return False
    following, *rest = (*tokens[match.at + match.count :], ",")
    if following == "of":
        return False
    if following in SMALL["words"] | SMALL["around_nouns"] or not following[0].isalpha():
        return True
    if following.endswith("s"):
        is_one = {"a", "an"} & set(tokens[max(0, match.at - 2) : match.at])
        if is_one or not SMALL["after_verbs"].isdisjoint(rest[:1]):
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
    """A compound may be inflected at its end, `palm trees`, or at its beginning, `zooms in`; who
    `reveals` something is not filmed so."""
    if table == "directions" and len(words) == 1:
        return INDEXES[table].get(words)
    is_noun = table in _NOUNS
    forms = [(*words[:-1], form) for form in candidates(words[-1], is_noun=is_noun)]
    forms += [(form, *words[1:]) for form in candidates(words[0])][1:] if len(words) > 1 else []
    return next((INDEXES[table][form] for form in forms if form in INDEXES[table]), None)


def _foreign_things(tokens: Sequence[str], language: str) -> Iterator[Match]:
    """Where things are named in a language other than English: at the beginning or behind an
    article or a number, and no part of a longer name."""
    if language not in GRAMMARS:
        return
    grammar, things, small = GRAMMARS[language], things_in(language), function_words(language)
    for at in range(len(tokens)):
        before = tokens[max(0, at - 3) : at]
        if not grammar.openers.issuperset(before[-1:]) or not grammar.denials.isdisjoint(before):
            continue
        for count in range(min(LONGEST, len(tokens) - at), 0, -1):
            *first, last = tokens[at : at + count]
            names = ((*first, one) for one in singulars(last, language))
            found = next((things[name] for name in names if name in things), None)
            is_part = grammar.links.intersection(tokens[at + count : at + count + 1])
            if found and last not in small and not is_part:
                yield Match(at, count, found, " ".join((*first, last)))
                break
