"""A prompt becomes a list of one to four shots.

What has a certain picture becomes one; every other word that means something is set as type.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast as typed

from callsheet_studio.animatic.backdrop import PLAIN, SETTINGS
from callsheet_studio.animatic.contract import CharacterOrder, ClipOrder, Look
from callsheet_studio.animatic.portrait import picture_of_look, picture_of_person
from callsheet_studio.animatic.prompt.clause_parser import NounMatch, ParsedClause, parse_clause
from callsheet_studio.animatic.prompt.vocabulary import MEN, PEOPLE, WOMEN
from callsheet_studio.animatic.shot import Framing, Hour, Move, Role, Shot, ShotList, Weather
from callsheet_studio.text.clean import clean
from callsheet_studio.text.language import language_of

MOST_SHOTS = 4
SHORTEST = 2.0
"""Seconds of a shot."""
PACE = 3.6
"""Seconds of a shot, when the clip decides."""
LONGEST_TEXT = 150
MOST_PICTURES = 4
_CUTS = re.compile(
    r"(?<=[.!?;])\s|\n| ?[,;]? ?\b(?:and )?then\b[,:]? ?| [–—] "
    r"| ?[,;] ?(?:before|after which) ",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^ ?(?:(?:shot|scene) ?\d+|\[?\d+ ?- ?\d+ ?s?(?:ec)?\]?) ?[:.)-] ?", re.IGNORECASE
)
COVERAGE: Sequence[Framing] = ("wide", "medium", "close", "wide")
"""From where one action is filmed in turn."""
GOING = frozenset(["walk", "run", "fly", "drive", "swim", "sail", "float", "bike"])
_QUOTED = re.compile(r"[\"“«]([^\"“”«»\n]{1,300})[\"”»]")
_LINE = re.compile(r"@line-(\d+)")


def plan_shots(order: ClipOrder, fps: int) -> ShotList:
    """The shots of an order. The same order always gives the same."""
    prompt, lines = _take_out_quotes(order.prompt)
    said = _inherited([parse_clause(clause, tuple(order.cast)) for clause in clauses(prompt)])
    views = _cover(said, order.seconds)
    lengths = _lengths(order.seconds * fps, len(views))
    shots = tuple(
        _shot(view, n, len(views), frames, order, lines)
        for n, (view, frames) in enumerate(zip(views, lengths, strict=True), 1)
    )
    return ShotList(
        order.id, order.aspect_ratio, shots, order.mark, _notes(said), language_of(order.prompt)
    )


def plan_turntable(order: CharacterOrder, look: Look, fps: int) -> ShotList:
    """A character's film: its portrait with its name, closer and closer."""
    shot = Shot(
        number=1,
        count=1,
        text=f"{order.name}: {_short(order.prompt)}",
        frames=order.seconds * fps,
        parts=(Role(picture_of_look(look), order.name, "be", look),),
        type=order.name,
        place=None,
        hour="day",
        weather="clear",
        framing="close",
        move="push",
    )
    note = "Of the description only what a portrait can show is drawn; the name stands over it."
    return ShotList(
        order.id, order.aspect_ratio, (shot,), order.mark, (note,), language_of(order.prompt)
    )


def _take_out_quotes(prompt: str) -> tuple[str, list[str]]:
    """The prompt with a mark for each spoken line, and the lines."""
    lines: list[str] = []

    def mark(match: re.Match[str]) -> str:
        lines.append(match[1].strip())
        return f" @line-{len(lines) - 1} "

    return _QUOTED.sub(mark, clean(prompt)), lines


def clauses(prompt: str) -> list[str]:
    """A prompt cut where something new begins."""
    even = "\n".join(" ".join(line.split()) for line in clean(prompt).splitlines())
    cut = (_LABEL.sub("", piece).strip(" \t.,;:") for piece in _CUTS.split(even))
    return [piece for piece in cut if re.search(r"\w", piece)] or [prompt.strip() or "…"]


@dataclass(frozen=True)
class _View:
    """A clause seen from one camera position."""

    said: ParsedClause
    framing: Framing
    turn: int
    """How often the clause was filmed before."""


def _inherited(said: Sequence[ParsedClause]) -> list[ParsedClause]:
    """Every clause with what it takes over from the one before it."""
    whole: list[ParsedClause] = []
    settled = next((one for one in said if one.place), None)
    for one in said:
        keep = whole[-1] if whole else settled or one
        whole.append(
            replace(
                one,
                nouns=_subjects(one, keep) if whole else one.nouns,
                verbs=one.verbs or (keep.verbs if whole and not one.unknown else ()),
                place=one.place or keep.place,
                place_word=one.place_word or keep.place_word,
                hour=one.hour or keep.hour,
                weather=one.weather or keep.weather,
                grade=one.grade or keep.grade,
            )
        )
    return whole


def _subjects(one: ParsedClause, before: ParsedClause) -> tuple[NounMatch, ...]:
    """A clause that names nothing of its own, or says `he`, goes on about the last one."""
    if not before.nouns:
        return one.nouns
    kind = "people" if before.nouns[0].kind in PEOPLE else "things"
    if one.about != kind and (one.nouns or one.unknown or one.about):
        return one.nouns
    return (before.nouns[0], *(n for n in one.nouns if n.word != before.nouns[0].word))


def _cover(said: Sequence[ParsedClause], seconds: int) -> list[_View]:
    """Camera positions: one a clause, or one clause from several when there is time."""
    most = max(1, min(MOST_SHOTS, int(seconds / SHORTEST)))
    wanted = max(1, min(MOST_SHOTS, round(seconds / PACE)))
    merged = _merged(said, most)
    turns = [1] * len(merged)
    while sum(turns) < wanted:
        turns[turns.index(min(turns))] += 1
    return [
        view
        for one, count in zip(merged, turns, strict=True)
        for view in _views(one, count, merged)
    ]


def _merged(said: Sequence[ParsedClause], most: int) -> list[ParsedClause]:
    """Clauses without anything to see join their neighbour; of too many the first ones are kept."""
    kept: list[ParsedClause] = []
    for one in said:
        empty = not (one.nouns or one.verbs or one.place or one.unknown)
        if kept and (empty or len(kept) == most):
            kept[-1] = replace(
                kept[-1],
                text=f"{kept[-1].text}, {one.text}",
                framing=kept[-1].framing or one.framing,
                move=kept[-1].move or one.move,
                unknown=tuple(dict.fromkeys((*kept[-1].unknown, *one.unknown))),
            )
        else:
            kept.append(one)
    return kept


def _views(one: ParsedClause, count: int, among: Sequence[ParsedClause]) -> Iterator[_View]:
    first = 0 if one is among[0] or count > 1 else 1
    for turn in range(count):
        framing = one.framing or COVERAGE[(first + turn) % len(COVERAGE)]
        if one.framing and turn:
            framing = "medium" if one.framing == "close" else COVERAGE[turn % len(COVERAGE)]
        yield _View(one, typed(Framing, framing), turn)


def _shot(
    view: _View, number: int, count: int, frames: int, order: ClipOrder, lines: Sequence[str]
) -> Shot:
    said = view.said
    parts, told = _parts(said, order)
    setting = SETTINGS.get(said.place or "", PLAIN)
    words = [*told, *(phrase for phrase in said.unknown if not phrase.startswith("@line-"))]
    if setting.inside and said.place_word:
        words.append(said.place_word)
    spoken = " ".join(lines[int(n)] for n in _LINE.findall(said.text) if int(n) < len(lines))
    text = _short(_LINE.sub("", said.text))
    kind = " · ".join(word[:1].upper() + word[1:] for word in dict.fromkeys(words))
    if said.unknown and not parts and not spoken:
        kind = text
    return Shot(
        number=number,
        count=count,
        text=text,
        frames=frames,
        parts=parts,
        type=_short(kind) or ("" if parts or said.place or spoken else text),
        place=said.place,
        hour=typed(Hour, "night" if said.place == "space" else said.hour or setting.hour),
        has_sun=said.hour not in {None, "night"} and said.place not in {"space", "underwater"},
        weather=typed(Weather, "clear" if setting.inside else said.weather or "clear"),
        framing=view.framing if parts else said.framing and view.framing or "wide",
        move=_move(view, parts),
        grade=said.grade,
        spoken=spoken if view.turn == 0 and spoken else None,
    )


def _move(view: _View, parts: Sequence[Role]) -> Move:
    """As the prompt says; else along with who goes, and towards what stays."""
    if view.said.move:
        return typed(Move, view.said.move)
    if parts and parts[0].verb in GOING and view.framing != "close":
        return "track"
    return ("push", "pan", "push", "pull")[view.turn % 4]


def _parts(said: ParsedClause, order: ClipOrder) -> tuple[tuple[Role, ...], tuple[str, ...]]:
    """What has a picture, and the words of people for whom the set has none."""
    verb = next((verb for verb in said.verbs if verb != "be"), "be")
    parts: list[Role] = []
    told: list[str] = []
    for n, noun in enumerate(said.nouns):
        own = verb if n == 0 else "be"
        look = order.cast.get(noun.cast) if noun.cast else None
        picture = picture_of_look(look) if look is not None else _picture(noun, own)
        if picture and len(parts) < MOST_PICTURES:
            parts.append(Role(picture, noun.word, own, look, noun.color))
        else:
            told.append(noun.word)
    return tuple(parts), tuple(told)


def _picture(noun: NounMatch, verb: str) -> str | None:
    if noun.kind not in PEOPLE:
        return noun.kind
    sex = "woman" if noun.word in WOMEN else "man" if noun.word in MEN else "person"
    if noun.kind == "older":
        return {"woman": "old-woman", "man": "old-man"}[sex]
    return picture_of_person(noun.kind, sex, verb)


def _lengths(frames: int, count: int) -> list[int]:
    """Frames of each shot; together exactly what was asked for."""
    cuts = [round(n * frames / count) for n in range(count + 1)]
    return [last - first for first, last in zip(cuts, cuts[1:], strict=False)]


def _short(text: str) -> str:
    text = " ".join(text.split())
    text = text[:1].upper() + text[1:]
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1].rsplit(" ", 1)[0] + "…"


def _notes(said: Sequence[ParsedClause]) -> tuple[str, ...]:
    unknown = dict.fromkeys(
        phrase for one in said for phrase in one.unknown if not phrase.startswith("@line-")
    )
    if not unknown:
        return ()
    words = ", ".join(repr(phrase) for phrase in list(unknown)[:12])
    return (f"No picture is surely meant by {words}: these words are set as type.",)
