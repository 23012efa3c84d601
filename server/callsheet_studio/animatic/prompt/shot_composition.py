"""What of a clause is seen: the pictures that certainly match, the backdrop, and type for the rest.

Every word that says something is shown, set as type, spoken, or on the slate: nothing is lost.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import cast as typed

from callsheet_studio.animatic.backdrop import PLAIN, SETTINGS
from callsheet_studio.animatic.contract import CharacterDesign
from callsheet_studio.animatic.portrait import MOVING, can_dye, picture_of_design, picture_of_person
from callsheet_studio.animatic.prompt.clause_parser import (
    BREAKS,
    Match,
    ParsedClause,
    is_negated,
    is_the_thing,
)
from callsheet_studio.animatic.prompt.vocabulary import SEXES, SHOWN, SMALL, candidates
from callsheet_studio.animatic.shot import Framing, Hour, Move, Role, Shot, Weather
from callsheet_studio.text.clean import shorten
from callsheet_studio.text.word_lists import is_verb

LONGEST_TEXT = 220
MOST_PICTURES = 4
NEAR = 2
"""Words before a noun among which its color and its number stand."""
_WIDE = frozenset(["city", "future", "forest", "mountains", "desert", "beach"])
"""Places that a clause may begin with."""
_OBJECTS = frozenset(["a", "an", "the", "his", "her", "their", "its"])
"""Begin what somebody drives or flies: that is not seen."""
_BY_MOTION = frozenset(["walk", "run", "jump", "fly", "float", "stand"])
_OF_THINGS = frozenset(["drive", "sail", "swim"])
_FORMAT = re.compile(r"\d+[- ]?(?:s|secs?|seconds?|fps|k|p)|\d+:\d+")
"""A length or format of the clip, such as `15 s` and `9:16`."""
_DESCRIBING = ("y", "ing", "-covered")
"""Ends of words for a weather that stand before a noun."""


@dataclass(frozen=True)
class Composition:
    """What one clause of a prompt shows in the picture."""

    shot: Shot
    """As it is seen from any camera position."""
    framing: Framing | None
    """None: the clause doesn't say."""
    move: Move | None
    phrases: tuple[str, ...]
    """What is set as type."""
    subject: tuple[Role, ...]
    """Whom the next clause means by `she` or `they`."""


def compose(
    said: ParsedClause, before: Composition | None, cast: Mapping[str, CharacterDesign]
) -> Composition:
    """Return what a clause of a prompt shows: pictures, place and light, and the words left over,
    which are set as type.

    Args:
        before: The composition of the clause before it, from which comes what this clause does not
            say; None for the first.
        cast: The looks of the characters, by name.
    """
    earlier = before.shot if before else Shot("")
    filmed, directions = _camera_words(said)
    place, hour, weather = _place(said, filmed), _hour(said), _weather(said)
    key = place.key if place else earlier.place
    has_sky = SETTINGS.get(key or "", PLAIN).has_sky
    backdrop = (place, hour, weather) if has_sky else (place,)
    scenery = {at for match in backdrop if match and _is_seen(match) for at in match.tokens}
    shown = set(scenery)
    parts = _roles(said, cast, filmed | set(place.tokens if place else ()), shown)
    if before and before.subject:
        parts = _with_subject(said, parts, before, shown)
    phrases = said.phrases(shown, filmed, scenery)
    shot = Shot(
        text=shorten_text(said.text),
        parts=tuple(parts),
        type=shorten_text(", ".join(phrases)),
        place=key,
        hour=typed(Hour, hour.key) if hour else earlier.hour,
        weather=typed(Weather, weather.key) if weather else earlier.weather,
        has_sun=hour is not None and hour.word.startswith("sun"),
        directions=shorten_text(" · ".join(directions)),
        spoken=said.spoken,
    )
    if not (phrases or parts or key or shot.hour or shot.weather != "clear" or said.spoken):
        shot = replace(shot, type=shot.text)
    return Composition(
        shot=shot,
        framing=typed(Framing | None, _first_key(said, "framings")),
        move=typed(Move | None, _first_key(said, "moves")),
        phrases=phrases,
        subject=tuple(part for part in parts if part == parts[0])
        or (before.subject if before else ()),
    )


def says_nothing_to_see(said: ParsedClause) -> bool:
    """Return whether a clause only says how another clause is filmed."""
    return not said.phrases(set(), _camera_words(said)[0]) and not said.names


def shorten_text(text: str) -> str:
    """Return a text as it is set in a shot: in one line of at most `LONGEST_TEXT` characters, with
    a capital."""
    text = " ".join(text.split())
    return shorten(text[:1].upper() + text[1:], LONGEST_TEXT)


def _camera_words(said: ParsedClause) -> tuple[set[int], tuple[str, ...]]:
    """The words on how it is filmed and on who says a quoted line, and those of them that stand on
    the slate: they name no framing and no move."""
    framings, moves, directions = (said.matches[t] for t in ("framings", "moves", "directions"))
    directions = tuple(match for match in directions if not _is_equipment(said.tokens, match))
    formats = {at for at, token in enumerate(said.tokens) if _FORMAT.fullmatch(token)}
    filmed = _tokens(framings + moves + directions) | formats
    applied = _tokens(framings[:1] + moves[:1])
    runs = groupby(enumerate(sorted(filmed - applied)), key=lambda found: found[1] - found[0])
    words = (" ".join(said.written[at] for _, at in run) for _, run in runs)
    last = max(said.quotes, default=-1)
    lead = _tokens(match for match in said.matches["lines"] if match.at < last)
    return filmed | lead, tuple(words)


def _is_equipment(tokens: Sequence[str], match: Match) -> bool:
    """Whether it is a camera that is seen: `a vintage camera`."""
    before = tokens[max(0, match.at - NEAR) : match.at]
    return match.word in SMALL["equipment"] and not {"a", "an"}.isdisjoint(before)


def _tokens(matches: Iterable[Match]) -> set[int]:
    return {at for match in matches for at in match.tokens}


def _first_key(said: ParsedClause, table: str) -> str | None:
    return next((match.key for match in said.matches[table]), None)


def _place(said: ParsedClause, filmed: set[int]) -> Match | None:
    """The setting that a preposition leads to, or that a clause begins with."""
    tokens = said.tokens
    found = [
        match
        for match in said.matches["places"]
        if filmed.isdisjoint(match.tokens)
        and is_the_thing(tokens, match)
        and (
            SMALL["places_follow"] & set(tokens[max(0, match.at - 4) : match.at])
            or (match.at <= 1 and match.key in _WIDE)
            or (match.at == 0 and not BREAKS.isdisjoint(tokens[match.count : match.count + 1]))
        )
    ]
    return next(filter(_is_seen, found), found[0] if found else None)


def _is_seen(match: Match) -> bool:
    """Whether a backdrop shows wholly what the words say."""
    *first, last = match.word.split()
    return any(" ".join((*first, one)) in SHOWN for one in candidates(last, is_noun=True))


def _hour(said: ParsedClause) -> Match | None:
    return next((m for m in said.matches["hours"] if not is_negated(said.tokens, m.at)), None)


def _weather(said: ParsedClause) -> Match | None:
    """The weather itself, or a word that describes something by it: no rain coat."""
    for match in said.matches["weathers"]:
        describes = match.word.endswith(_DESCRIBING) and not is_negated(said.tokens, match.at)
        if describes or match.count > 1 or is_the_thing(said.tokens, match):
            return match
    return None


def _roles(
    said: ParsedClause, cast: Mapping[str, CharacterDesign], taken: set[int], shown: set[int]
) -> list[Role]:
    """Whoever and whatever in a clause has a picture; the words for it are added to `shown`."""
    roles: list[Role] = []
    for at, role, tokens in sorted(_named_roles(said, cast, taken), key=lambda found: found[0]):
        role, more, copies = _describe(said, role, at)
        if len(roles) + copies <= MOST_PICTURES:
            shown |= {*tokens, *more}
            roles += [_acting(said, role, tokens[-1], shown)] * copies
    return roles


def _named_roles(
    said: ParsedClause, cast: Mapping[str, CharacterDesign], taken: set[int]
) -> Iterator[tuple[int, Role, Sequence[int]]]:
    """Each with the index of its first word, and those of all."""
    for at, name in said.names.items():
        look = cast.get(name, {})
        yield at, Role(picture_of_design(look), name, look=look, is_person=True), [at]
    is_dressed = not SMALL["worn"].isdisjoint(said.tokens)
    for match in () if is_dressed else said.matches["people"]:
        picture = picture_of_person(match.key, _sex(match.word), "stand")
        if picture and _is_free(said, match, taken):
            role = Role(picture, match.word, kind=match.key, is_person=True)
            yield match.at, role, match.tokens
    for match in said.matches["things"]:
        if _is_free(said, match, taken):
            yield match.at, Role(match.key, match.word, kind=match.key), match.tokens


def _is_free(said: ParsedClause, match: Match, taken: set[int]) -> bool:
    """Whether words stand for the thing, and for nothing else in the clause."""
    is_sure = said.language != "en" or is_the_thing(said.tokens, match)
    return is_sure and taken.isdisjoint(match.tokens)


def _describe(said: ParsedClause, role: Role, at: int) -> tuple[Role, set[int], int]:
    """The role with the color before it, the words for that, and how often it is there."""
    if role.look is not None:
        return role, set(), 1
    spent: set[int] = set()
    for color in (m for m in said.matches["colors"] if at - NEAR <= m.at < at):
        if not role.is_person and can_dye(role.picture):
            role, spent = replace(role, color=color.key), set(color.tokens)
    counts = [m for m in said.matches["counts"] if at - NEAR - 1 <= m.at < at][-1:]
    copies = int(counts[0].key) if counts else 1 + _is_plural(role)
    return role, spent | _tokens(counts), copies


def _acting(said: ParsedClause, role: Role, last: int, shown: set[int]) -> Role:
    """The role doing what the clause says right after it, if that can be shown."""
    verb = next((match for match in said.matches["verbs"] if match.at > last), None)
    if verb is None or not all(_passes(said, at, shown) for at in range(last + 1, verb.at)):
        return role
    end = verb.at + verb.count
    picture = _picture_doing(role, verb.key)
    if picture is None or not _OBJECTS.isdisjoint(said.tokens[end : end + 1]):
        return role
    shown |= set(verb.tokens)
    return replace(role, picture=picture, verb=verb.key)


def _passes(said: ParsedClause, at: int, shown: set[int]) -> bool:
    return (
        at in shown
        or (said.is_small(at) and said.tokens[at] not in BREAKS)
        or said.tokens[at].endswith("ly")
    )


def _picture_doing(role: Role, verb: str) -> str | None:
    """The picture of a person or thing that does this; None if none shows it."""
    if role.kind == "person" and verb in MOVING:
        return picture_of_person("person", _sex(role.word), verb)
    can = verb in _BY_MOTION or (verb in _OF_THINGS and not role.is_person)
    return role.picture if can else None


def _with_subject(
    said: ParsedClause, parts: list[Role], before: Composition, shown: set[int]
) -> list[Role]:
    """A clause that says `he`, `it` or `they`, or begins with a verb right behind one that shows
    its subject, goes on about the last one."""
    subject = before.subject
    alone = SMALL["of_people"] if subject[0].is_person else frozenset({"it"})
    pronouns = alone if len(subject) == 1 else frozenset({"they"})
    goes_on = before.shot.parts and not parts and _begins_with_a_verb(said)
    if not goes_on and pronouns.isdisjoint(said.tokens):
        return parts
    for verb in (match for match in said.matches["verbs"] if match.at <= 1):
        if picture := _picture_doing(subject[0], verb.key):
            subject = tuple(replace(one, picture=picture, verb=verb.key) for one in subject)
            shown.update(verb.tokens)
    others = [part for part in parts if part.word != subject[0].word]
    return [*subject, *others][:MOST_PICTURES]


def _begins_with_a_verb(said: ParsedClause) -> bool:
    first, *rest = said.tokens or ("",)
    if any(match.at == 0 for match in said.matches["verbs"]):
        return True
    follows = not rest or rest[0] in SMALL["after_verbs"] | {"and"}
    return is_verb(first) or (first.endswith("s") and not first.endswith("ss") and follows)


def _sex(word: str) -> str:
    names = (name for part in word.split() for name in candidates(part, is_noun=True))
    return next((SEXES[name] for name in names if name in SEXES), "person")


def _is_plural(role: Role) -> bool:
    plural = role.word in {"people", "men", "women", "children"}
    return plural or (role.word.endswith("s") and not role.kind.endswith("s"))
