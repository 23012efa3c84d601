"""A prompt becomes a list of one to four shots.

What has a certain picture becomes one; every other word that means something is set as type.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import cast as typed

from callsheet_studio.animatic.contract import CharacterDesign, CharacterOrder, ClipOrder
from callsheet_studio.animatic.portrait import picture_of_design
from callsheet_studio.animatic.prompt.clause_parser import ParsedClause, parse_clause
from callsheet_studio.animatic.prompt.shot_composition import (
    Composition,
    compose,
    says_nothing_to_see,
)
from callsheet_studio.animatic.shot import GOING, Framing, Hour, Move, Role, Shot, ShotList, Weather
from callsheet_studio.storyboard.installed_voices import choose_voice, installed_voices
from callsheet_studio.text.clean import clean, shorten
from callsheet_studio.text.language import language_of
from callsheet_studio.text.language_names import name_of_language, primary_subtag

MOST_SHOTS = 4
SHORTEST = 2.0
"""Seconds of a shot."""
PACE = 3.6
"""Seconds of a shot, when the clip decides."""
LONGEST_TEXT = 220
_CUTS = re.compile(
    r"(?<=[.!?;])\s|\n| ?[,;]? ?\b(?:and )?then\b[,:]? ?| [–—] "
    r"| ?[,;] ?(?:before|after which) ",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^ ?(?:(?:shot|scene) ?\d+ ?[:.)-]|\[?\d+ ?[-–] ?\d+ ?(?:s(?:ec)?\b|[:.)\]])\]? ?[:.)-]?"
    r"|\[?\d+:\d\d ?[-–] ?\d+:\d\d\]? ?[:.)-]?) ?",
    re.IGNORECASE,
)

COVERAGE: Sequence[Framing] = ("wide", "medium", "close", "wide")
"""From where one action is filmed in turn."""
_QUOTED = re.compile(
    r"\"([^\"\n]{1,300})\"|“([^”\n]{1,300})”|„([^“”\n]{1,300})[“”]|«([^»\n]{1,300})»"
    r"|»([^«\n]{1,300})«|「([^」\n]{1,300})」|(?<![^\W_])['‘]([A-Z][^\n]{1,300}?[.!?])['’](?!\w)"
)
UNHEARD = "No voice here speaks {language}: what is said is captioned, and not heard."
_LINE = re.compile(r"@line-(\d+)")
_TEXT = re.compile(r"@text-(\d+)")
_LEAD = 40
"""Characters before a quoted line in which it says whether the line is spoken or read."""


@dataclass(frozen=True)
class _Quotes:
    """The quoted lines of a prompt, by their numbers in its text: `@line-0`, `@text-0`."""

    spoken: list[str]
    read: list[str]

    def restore(self, text: str) -> str:
        """The text with the lines that are read, and without the spoken ones."""
        return _TEXT.sub(lambda match: f"“{self.read[int(match[1])]}”", _LINE.sub("", text))


def plan_shots(order: ClipOrder, fps: int) -> ShotList:
    """Return the one to four shots of an order; the same order always gives the same shots.

    Args:
        fps: Frames a second.
    """
    prompt, quotes = _take_out_quotes(order.prompt)
    language = primary_subtag(language_of(order.prompt))
    parse = partial(
        parse_clause, names=tuple(order.cast), texts=tuple(quotes.read), language=language
    )
    most = max(1, min(MOST_SHOTS, int(order.seconds / SHORTEST)))
    scenes: list[Composition] = []
    for clause in _join(clauses(prompt), most, parse):
        before = scenes[-1] if scenes else None
        scenes.append(compose(parse(clause), before, order.cast))
    views = _cover(scenes, order.seconds)
    lengths = _lengths(order.seconds * fps, len(views))
    shots = tuple(
        _shot(view, n, len(views), frames, quotes)
        for n, (view, frames) in enumerate(zip(views, lengths, strict=True), 1)
    )
    unheard = bool(quotes.spoken) and not choose_voice(installed_voices(), language, ())
    notes = _notes(scenes, unheard, language)
    return ShotList(order.id, order.aspect_ratio, shots, order.mark, notes, language)


def plan_turntable(order: CharacterOrder, look: CharacterDesign, fps: int) -> ShotList:
    """Return the one shot of a character's film: its portrait and name, with the camera moving
    closer.

    Args:
        fps: Frames a second.
        look: The character's look, which decides its picture.
    """
    shot = Shot(
        number=1,
        count=1,
        text=f"{order.name}: {_short(order.prompt)}",
        frames=order.seconds * fps,
        parts=(Role(picture_of_design(look), order.name, look=look),),
        type="",
        place=None,
        hour=None,
        weather="clear",
        framing="close",
        move="push",
    )
    note = "Of the description only what a portrait can show is drawn, with the name under it."
    return ShotList(
        order.id, order.aspect_ratio, (shot,), order.mark, (note,), language_of(order.prompt)
    )


def _take_out_quotes(prompt: str) -> tuple[str, _Quotes]:
    """The prompt with a mark for each quoted line, and the lines: they are read where a word such
    as `title` leads to them, else spoken."""
    quotes = _Quotes([], [])

    def mark(match: re.Match[str]) -> str:
        lead = re.split(r"[.!?\n]", match.string[max(0, match.start() - _LEAD) : match.start()])[-1]
        is_read = any(found.key == "written" for found in parse_clause(lead).matches["lines"])
        name, lines = ("text", quotes.read) if is_read else ("line", quotes.spoken)
        lines.append(next(filter(None, match.groups())).strip())
        return f" @{name}-{len(lines) - 1} "

    return _QUOTED.sub(mark, clean(prompt)), quotes


def clauses(prompt: str) -> list[str]:
    """Split a prompt into clauses: after sentences and lines, at dashes, and before words such
    as `then`; labels such as `Shot 2:` are removed. Returns at least one."""
    even = "\n".join(" ".join(line.split()) for line in clean(prompt).splitlines())
    cut = (_LABEL.sub("", piece).strip(" \t.,;:") for piece in _CUTS.split(even))
    return [piece for piece in cut if re.search(r"\w", piece)] or [prompt.strip() or "…"]


def _join(pieces: Sequence[str], most: int, parse: Callable[[str], ParsedClause]) -> list[str]:
    """Clauses with nothing to see join their neighbor, and so do those beyond the `most`."""
    joined: list[str] = []
    nothing = False
    for piece in pieces:
        alone = says_nothing_to_see(parse(piece))
        if joined and (alone or nothing or len(joined) == most):
            joined[-1] += f", {piece}"
        else:
            joined.append(piece)
        nothing = alone and len(joined) == 1 and (nothing or joined[0] == piece)
    return joined


@dataclass(frozen=True)
class _View:
    """A scene seen from one camera position."""

    scene: Composition
    framing: Framing
    turn: int
    """How often the scene was filmed before."""


def _cover(scenes: Sequence[Composition], seconds: int) -> list[_View]:
    """Camera positions: one a scene, or one scene from several when there is time."""
    wanted = max(1, min(MOST_SHOTS, round(seconds / PACE)))
    turns = [1] * len(scenes)
    while sum(turns) < wanted:
        turns[turns.index(min(turns))] += 1
    return [
        view
        for n, (scene, count) in enumerate(zip(scenes, turns, strict=True))
        for view in _views(scene, count, 0 if n == 0 or count > 1 else 1)
    ]


def _views(scene: Composition, count: int, first: int) -> Iterator[_View]:
    for turn in range(count):
        framing = scene.framing or COVERAGE[(first + turn) % len(COVERAGE)]
        if scene.framing and turn:
            framing = "medium" if scene.framing == "close" else COVERAGE[turn % len(COVERAGE)]
        if not scene.parts and not scene.framing:
            framing = "wide"
        yield _View(scene, typed(Framing, framing), turn)


def _shot(view: _View, number: int, count: int, frames: int, quotes: _Quotes) -> Shot:
    scene = view.scene
    said = scene.said.text
    spoken = " ".join(quotes.spoken[int(n)] for n in _LINE.findall(said))
    text = _short(quotes.restore(said))
    type_ = _short(", ".join(scene.type))
    is_empty = not (scene.parts or scene.place or scene.hour or scene.weather or spoken)
    return Shot(
        number=number,
        count=count,
        text=text,
        frames=frames,
        parts=scene.parts,
        type=type_ or (text if is_empty else ""),
        place=scene.place,
        hour=typed(Hour | None, scene.hour),
        has_sun=scene.has_sun,
        weather=typed(Weather, scene.weather or "clear"),
        framing=view.framing,
        move=_move(view),
        directions=_short(" · ".join(scene.directions)),
        spoken=spoken if view.turn == 0 and spoken else None,
    )


def _move(view: _View) -> Move:
    """As the prompt says; else along with who goes, and towards what stays."""
    parts = view.scene.parts
    if view.scene.move:
        return typed(Move, view.scene.move)
    if parts and parts[0].verb in GOING and view.framing != "close":
        return "track"
    return ("push", "pan", "push", "pull")[view.turn % 4]


def _lengths(frames: int, count: int) -> list[int]:
    """Frames of each shot; together exactly what was asked for."""
    cuts = [round(n * frames / count) for n in range(count + 1)]
    return [last - first for first, last in zip(cuts, cuts[1:], strict=False)]


def _short(text: str) -> str:
    text = " ".join(text.split())
    text = text[:1].upper() + text[1:]
    return shorten(text, LONGEST_TEXT)


def _notes(scenes: Sequence[Composition], unheard: bool, language: str) -> tuple[str, ...]:
    """What is set as type, what of it there is no room for, and that no voice speaks a line."""
    notes = list[str]()
    phrases = list(dict.fromkeys(phrase for scene in scenes for phrase in scene.type))
    if phrases:
        words = ", ".join(repr(phrase) for phrase in phrases[:12])
        notes.append(f"No picture is surely meant by {words}: these words are set as type.")
    for scene in scenes:
        type_ = ", ".join(scene.type)
        if len(type_) > LONGEST_TEXT:
            rest = type_[len(_short(type_)) - 1 :].strip(" ,")
            notes.append(f"No room for {rest[:400]!r}: say it in a clip of its own.")
    if unheard:
        notes.append(UNHEARD.format(language=name_of_language(language)))
    return tuple(notes)
