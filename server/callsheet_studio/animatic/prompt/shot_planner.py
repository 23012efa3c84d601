"""A prompt becomes a script of one to four shots.

The parser knows the words of `vocabulary` and says of every other word that it drew nothing for it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast as typed

from callsheet_studio.animatic.character_design import generate_design
from callsheet_studio.animatic.contract import CharacterOrder, ClipOrder, Look
from callsheet_studio.animatic.places.places import PLACES
from callsheet_studio.animatic.prompt.clause_parser import NounMatch, ParsedClause, parse_clause
from callsheet_studio.animatic.prompt.vocabulary import ANIMALS, COLOURS, LIVING, RIDES, THINGS
from callsheet_studio.animatic.randomness import seeded_random
from callsheet_studio.animatic.shot import Framing, Hour, Move, Role, Shot, ShotList, Weather
from callsheet_studio.text.clean import clean

MOST_SHOTS = 4
SHORTEST = 2.0
"""Seconds of a shot."""
PACE = 3.6
"""Seconds of a shot, when the clip decides."""
LONGEST_TEXT = 150
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
GOING = frozenset(["walk", "run", "fly", "drive", "swim", "sail", "float"])


def plan_shots(order: ClipOrder, fps: int) -> ShotList:
    """The script of an order. The same order always gives the same."""
    said = _inherited([parse_clause(clause, tuple(order.cast)) for clause in clauses(order.prompt)])
    views = _cover(said, order.seconds)
    looks = _Looks(order)
    lengths = _lengths(order.seconds * fps, len(views))
    shots = tuple(
        _shot(view, n, len(views), frames, looks)
        for n, (view, frames) in enumerate(zip(views, lengths, strict=True), 1)
    )
    return ShotList(order.id, order.aspect_ratio, shots, order.mark, _notes(said, looks))


def plan_turntable(order: CharacterOrder, look: Look, fps: int) -> ShotList:
    """A character's film: it turns to the camera, then talks, closer by."""
    figure = Role(str(FIGURES[look["kind"]]), order.name, "greet", look)
    shot = Shot(
        number=1,
        count=1,
        text=f"{order.name}: {_short(order.prompt)}",
        frames=order.seconds * fps,
        parts=(figure,),
        place="studio",
        hour="day",
        weather="clear",
        framing="medium",
        move="push",
    )
    return ShotList(order.id, order.aspect_ratio, (shot,), order.mark, ())


FIGURES = {"adult": "person", "child": "child", "robot": "robot"}


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


class _Looks:
    """Who looks how in this clip: the same word is the same figure throughout."""

    def __init__(self, order: ClipOrder) -> None:
        self._order = order
        self._drawn: dict[str, Look] = {}

    def of(self, noun: NounMatch) -> Look:
        """The look of a figure."""
        if noun.cast:
            return self._order.cast[noun.cast]
        if noun.word not in self._drawn:
            rng = seeded_random(self._order.id, noun.word)
            self._drawn[noun.word] = generate_design(noun.words, rng, COLOURS).data()
        return self._drawn[noun.word]


def _inherited(said: Sequence[ParsedClause]) -> list[ParsedClause]:
    """Every clause with what it takes over from the one before it."""
    whole: list[ParsedClause] = []
    settled = next((one for one in said if one.place), None)
    for one in said:
        before = whole[-1] if whole else replace(one, place=settled.place if settled else None)
        keep = before if whole or settled else one
        whole.append(
            replace(
                one,
                nouns=_subjects(one, before) if whole else one.nouns,
                place=one.place or keep.place,
                hour=one.hour or keep.hour,
                weather=one.weather or keep.weather,
                grade=one.grade or keep.grade,
            )
        )
    return whole


def _subjects(one: ParsedClause, before: ParsedClause) -> tuple[NounMatch, ...]:
    """Without a subject of its own, a clause goes on about the last one."""
    if not before.nouns:
        return one.nouns
    carried = [before.nouns[0]]
    own = [noun for noun in one.nouns if noun.word != carried[0].word]
    if not one.nouns:
        return tuple(carried)
    acts = one.nouns[0].kind not in THINGS or not (one.verbs and before.nouns[0].kind in LIVING)
    return one.nouns if acts and not one.pronoun else (*carried, *own)


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
        empty = not one.nouns and not one.verbs and not one.place
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


def _shot(view: _View, number: int, count: int, frames: int, looks: _Looks) -> Shot:
    said = view.said
    parts = _parts(said, looks)
    place = said.place or _usual_place(parts)
    inside = PLACES[place].inside
    return Shot(
        number=number,
        count=count,
        text=_short(said.text),
        frames=frames,
        parts=parts,
        place=place,
        hour=typed(Hour, said.hour or PLACES[place].hour),
        weather=typed(Weather, "clear" if inside else said.weather or "clear"),
        framing=view.framing if parts else "wide",
        move=_move(view, parts),
        grade=said.grade,
        missing=said.unknown[:4],
    )


def _move(view: _View, parts: Sequence[Role]) -> Move:
    """As the prompt says; else along with who goes, and towards what stays."""
    if view.said.move and view.turn == 0:
        return typed(Move, view.said.move)
    if parts and parts[0].verb in GOING and view.framing != "close":
        return "track"
    return ("push", "pan", "push", "pull")[view.turn % 4]


def _parts(said: ParsedClause, looks: _Looks) -> tuple[Role, ...]:
    """Who acts, with their verb and what they hold."""
    if not said.nouns:
        return ()
    lead, *others = _leading(said)
    prop = next((noun for noun in others if noun.kind in THINGS), None)
    verb = _verb(said, lead, prop)
    parts = [_part(lead, verb, prop if lead.kind in LIVING | {"hand"} else None, looks)]
    beside = [noun for noun in others if noun.kind in LIVING | ANIMALS][:1]
    parts += [_part(noun, verb, None, looks) for noun in beside]
    return tuple(parts)


def _leading(said: ParsedClause) -> list[NounMatch]:
    """The nouns, the one that is filmed first: somebody who drives a car is in it."""
    nouns = list(said.nouns)
    ride = next((noun for noun in nouns if noun.kind in RIDES), None)
    if ride and nouns[0].kind in LIVING and "drive" in said.verbs:
        return [ride, *(noun for noun in nouns if noun is not ride)]
    return nouns


def _verb(said: ParsedClause, lead: NounMatch, prop: NounMatch | None) -> str:
    """The first verb of the clause; with something in hand and nothing to do, it is held."""
    verbs = [verb for verb in said.verbs if verb != "be"]
    if lead.kind in LIVING and "hold" in verbs and len(verbs) > 1 and verbs[0] in {"look", "talk"}:
        return "hold"
    if verbs:
        return verbs[0]
    return "hold" if prop and lead.kind in LIVING else USUAL.get(lead.kind, "be")


USUAL = {
    "car": "drive",
    "bus": "drive",
    "train": "drive",
    "bike": "drive",
    "boat": "sail",
    "plane": "fly",
    "rocket": "fly",
    "drone": "fly",
    "bird": "fly",
    "butterfly": "fly",
    "fish": "swim",
    "whale": "swim",
    "bottle": "turn",
    "waves": "crash",
}
"""What things do when the prompt does not say."""


def _part(noun: NounMatch, verb: str, prop: NounMatch | None, looks: _Looks) -> Role:
    look = looks.of(noun) if noun.kind in LIVING | {"hand", "bike"} else None
    return Role(noun.kind, noun.word, verb, look, noun.color, prop.kind if prop else None)


def _usual_place(parts: Sequence[Role]) -> str:
    """Where one expects to meet somebody, when the prompt does not say."""
    return USUAL_PLACES.get(parts[0].kind, "studio") if parts else "field"


USUAL_PLACES = {
    "car": "city",
    "bus": "city",
    "train": "field",
    "bike": "city",
    "boat": "sea",
    "whale": "underwater",
    "fish": "underwater",
    "plane": "sky",
    "rocket": "space",
    "bird": "sky",
    "drone": "sky",
    "balloon": "sky",
    "butterfly": "field",
    "dog": "field",
    "cat": "room",
    "horse": "field",
    "fox": "forest",
    "tree": "field",
    "flower": "field",
    "waves": "coast",
}


def _lengths(frames: int, count: int) -> list[int]:
    """Frames of each shot; together exactly what was asked for."""
    cuts = [round(n * frames / count) for n in range(count + 1)]
    return [last - first for first, last in zip(cuts, cuts[1:], strict=False)]


def _short(text: str) -> str:
    text = " ".join(text.split())
    text = text[:1].upper() + text[1:]
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1].rsplit(" ", 1)[0] + "…"


def _notes(said: Sequence[ParsedClause], looks: _Looks) -> tuple[str, ...]:
    unknown = list(dict.fromkeys(word for one in said for word in one.unknown))
    notes: list[str] = []
    if unknown:
        words = ", ".join(repr(word) for word in unknown[:12])
        notes.append(f"The library of figures has no picture for {words}: the slate says so.")
    if not any(one.nouns for one in said):
        notes.append(
            "Nobody in the prompt is in the library of figures: the shots show the setting."
        )
    return tuple(notes)
