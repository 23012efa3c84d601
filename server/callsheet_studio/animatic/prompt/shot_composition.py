"""What of a clause is seen: the pictures that certainly match, the backdrop, and type for the rest.

Every word that says something is shown, set as type, spoken, or on the slate: nothing is lost.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

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
from callsheet_studio.animatic.shot import Role
from callsheet_studio.text.word_lists import is_verb

MOST_PICTURES = 4
NEAR = 2
"""Words before a noun among which its color and its number stand."""
_WIDE = frozenset(["city", "future", "forest", "mountains", "desert", "beach"])
"""Places that a clause may begin with."""
_OBJECTS = frozenset(["a", "an", "the", "his", "her", "their", "its"])
"""Begin what somebody drives or flies: that is not seen."""
_BY_MOTION = frozenset(["walk", "run", "jump", "fly", "float", "stand"])
_OF_THINGS = frozenset(["drive", "sail", "swim"])
_FORMAT = re.compile(r"\d+-?(?:s|sec|seconds?|fps|k|p)|\d+:\d+")
_UNITS = frozenset(["s", "sec", "secs", "second", "seconds", "fps"])
_DESCRIBING = ("y", "ing", "-covered")
"""Ends of words for a weather that stand before a noun."""


@dataclass(frozen=True)
class Composition:
    """What one clause of a prompt shows in the picture. None: neither this clause nor an earlier
    one says."""

    said: ParsedClause
    parts: tuple[Role, ...]
    """The pictures in it, the largest first."""
    type: tuple[str, ...]
    """Phrases that are set as type."""
    directions: tuple[str, ...]
    """Words on how it is filmed that stand on the slate."""
    place: str | None
    hour: str | None
    weather: str | None
    framing: str | None
    move: str | None
    has_sun: bool = False
    subject: tuple[Role, ...] = ()
    """Whom the next clause means by `she` or `they`."""


def compose(
    said: ParsedClause, before: Composition | None, cast: Mapping[str, CharacterDesign]
) -> Composition:
    """Return what a clause of a prompt shows: pictures, place and light, and the words left over,
    which are set as type.

    Args:
        said: The clause, parsed.
        before: The composition of the clause before it, from which comes what this clause does not
            say; None for the first.
        cast: The looks of the characters, by name.
    """
    filmed, directions = _camera_words(said)
    place, hour, weather = _place(said, filmed), _hour(said), _weather(said)
    key = place.key if place else before and before.place
    setting = SETTINGS.get(key or "", PLAIN)
    shown = {at for match in (place,) if match and _is_seen(match) for at in match.tokens}
    if setting.has_sky:
        backdrop = (match for match in (hour, weather) if match and _is_seen(match))
        shown |= {at for match in backdrop for at in match.tokens}
    scenery = set(shown)
    taken = filmed | (set(place.tokens) if place else set[int]())
    parts = _Cast(said, cast, taken).roles(shown)
    if before and before.subject:
        parts = _with_subject(said, parts, before, shown)
    return Composition(
        said=said,
        parts=tuple(parts),
        type=said.phrases(shown, filmed, scenery),
        directions=directions,
        place=key,
        hour=hour.key if hour else before and before.hour,
        weather=weather.key if weather else before and before.weather,
        framing=_first_key(said, "framings"),
        move=_first_key(said, "moves"),
        has_sun=hour.word.startswith("sun") if hour else bool(before and before.has_sun),
        subject=tuple(part for part in parts if part == parts[0])
        or (before.subject if before else ()),
    )


def says_nothing_to_see(said: ParsedClause) -> bool:
    """Return whether a clause only says how another clause is filmed."""
    return not said.phrases(set(), _camera_words(said)[0]) and not said.names


def _camera_words(said: ParsedClause) -> tuple[set[int], tuple[str, ...]]:
    """The words on how it is filmed and on who says a quoted line, and those of them that stand on
    the slate: they name no framing and no move."""
    tables = {
        table: {at for match in said.matches[table] for at in match.tokens}
        for table in ("framings", "moves", "directions")
    }
    filmed = set[int]().union(*tables.values(), _formats(said.tokens))
    applied = {at for t in ("framings", "moves") for m in said.matches[t][:1] for at in m.tokens}
    runs = groupby(enumerate(sorted(filmed - applied)), key=lambda found: found[1] - found[0])
    words = (" ".join(said.written[at] for _, at in run) for _, run in runs)
    last = max(said.quotes, default=-1)
    lead = {at for m in said.matches["lines"] if m.at < last for at in m.tokens}
    return filmed | lead, tuple(words)


def _formats(tokens: Sequence[str]) -> set[int]:
    """Lengths and formats of the clip, such as `15 s` and `9:16`."""
    found = {at for at, token in enumerate(tokens) if _FORMAT.fullmatch(token)}
    for at in range(len(tokens) - 1):
        if tokens[at].isdigit() and tokens[at + 1] in _UNITS:
            found |= {at, at + 1}
    return found


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


class _Cast:
    """Those in a clause that have a picture."""

    def __init__(
        self, said: ParsedClause, looks: Mapping[str, CharacterDesign], taken: set[int]
    ) -> None:
        self._said = said
        self._looks = looks
        self._taken = taken

    def roles(self, shown: set[int]) -> list[Role]:
        """Whoever and whatever is seen; the words for it are added to `shown`."""
        roles: list[Role] = []
        for at, role, tokens in sorted(self._named_roles(), key=lambda found: found[0]):
            role, more, copies = self._describe_role(role, at)
            if len(roles) + copies > MOST_PICTURES:
                continue
            shown |= {*tokens, *more}
            role, acts = self._acting(role, tokens[-1], shown)
            shown |= acts
            roles += [role] * copies
        return roles

    def _named_roles(self) -> Iterator[tuple[int, Role, Sequence[int]]]:
        said = self._said
        for at, name in said.names.items():
            look = self._looks.get(name, {})
            yield at, Role(picture_of_design(look), name, look=look, is_person=True), [at]
        dressed = not SMALL["worn"].isdisjoint(said.tokens)
        for table in ("people", "things"):
            for match in said.matches[table]:
                is_person = table == "people"
                if (is_person and dressed) or not self._taken.isdisjoint(match.tokens):
                    continue
                picture = _person(match) if is_person else match.key
                if picture and (said.language != "en" or is_the_thing(said.tokens, match)):
                    role = Role(picture, match.word, kind=match.key, is_person=is_person)
                    yield match.at, role, match.tokens

    def _describe_role(self, role: Role, at: int) -> tuple[Role, set[int], int]:
        """The role with the color before it, the words for that, and how often it is there."""
        if role.look is not None:
            return role, set(), 1
        spent: set[int] = set()
        matches = self._said.matches
        for color in (m for m in matches["colors"] if at - NEAR <= m.at < at):
            if not role.is_person and can_dye(role.picture):
                role, spent = replace(role, color=color.key), set(color.tokens)
        counts = [m for m in matches["counts"] if at - NEAR - 1 <= m.at < at]
        copies = int(counts[-1].key) if counts else 1 + _is_plural(role)
        spent |= {index for match in counts[-1:] for index in match.tokens}
        return role, spent, copies

    def _acting(self, role: Role, last: int, shown: set[int]) -> tuple[Role, set[int]]:
        """The role doing what the clause says right after it, if that can be shown."""
        said = self._said
        for verb in (m for m in said.matches["verbs"] if m.at > last):
            between = range(last + 1, verb.at)
            if any(not _passes(said, at, shown) for at in between):
                break
            picture = _picture_doing(role, verb.key)
            follows = said.tokens[verb.at + verb.count : verb.at + verb.count + 1]
            if picture and _OBJECTS.isdisjoint(follows):
                return replace(role, picture=picture, verb=verb.key), set(verb.tokens)
            break
        return role, set()


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
    goes_on = before.parts and not parts and _begins_with_a_verb(said)
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
    if said.matches["verbs"] and said.matches["verbs"][0].at == 0:
        return True
    follows = not rest or rest[0] in SMALL["after_verbs"] | {"and"}
    return is_verb(first) or (first.endswith("s") and not first.endswith("ss") and follows)


def _person(match: Match) -> str | None:
    sex = _sex(match.word)
    if match.key == "older":
        return {"woman": "old-woman", "man": "old-man"}.get(sex)
    return picture_of_person(match.key, sex, "stand")


def _sex(word: str) -> str:
    names = (name for part in word.split() for name in candidates(part, is_noun=True))
    return next((SEXES[name] for name in names if name in SEXES), "person")


def _is_plural(role: Role) -> bool:
    plural = role.word in {"people", "men", "women", "children"}
    return plural or (role.word.endswith("s") and not role.kind.endswith("s"))
