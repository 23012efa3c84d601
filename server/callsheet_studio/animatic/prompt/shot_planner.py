"""A prompt becomes a list of one to four shots.

What has a certain picture becomes one; every other word that means something is set as type.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from callsheet_studio.animatic.contract import CharacterDesign, CharacterOrder, ClipOrder
from callsheet_studio.animatic.portrait import picture_of_design
from callsheet_studio.animatic.prompt.clause_parser import ParsedClause, mark_up, parse_clause
from callsheet_studio.animatic.prompt.clip_request import read_request
from callsheet_studio.animatic.prompt.shot_composition import (
    LONGEST_TEXT,
    Composition,
    compose,
    says_nothing_to_see,
    shorten_text,
)
from callsheet_studio.animatic.shot import GOING, Framing, Move, Role, Shot, ShotList
from callsheet_studio.drawing.geometry import Size
from callsheet_studio.jobs.contract import VideoFormat
from callsheet_studio.storyboard.installed_voices import choose_voice, installed_voices
from callsheet_studio.text.clean import clean
from callsheet_studio.text.fixed_words import fixed_words
from callsheet_studio.text.language import language_of
from callsheet_studio.text.language_names import name_of_language, primary_subtag

MOST_SHOTS = 4
SHORTEST = 2.0
"""Seconds of a shot."""
PACE = 3.6
"""Seconds of a shot, when the clip decides."""
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
MOVES: Sequence[Move] = ("push", "pan", "push", "pull")
"""How what stays is filmed in turn."""
PORTRAIT_NOTE = "Of the description only what a portrait can show is drawn, with the name under it."
UNPICTURED = "No person, animal or thing is drawn in this clip: it is type on a backdrop. "
UNHEARD = "No voice here speaks {language}: what is said is captioned, and not heard."


def plan_shots(order: ClipOrder, video_format: VideoFormat) -> ShotList:
    """Return the one to four shots of an order; the same order always gives the same shots."""
    marked, marks = mark_up(order.prompt, order.cast)
    request = read_request(marked)
    marks = {**marks, **{f"@look-{n}": look for n, look in enumerate(request.looks)}}
    language = primary_subtag(language_of(order.prompt))
    parse = partial(parse_clause, marks=marks, language=language)
    most = max(1, min(MOST_SHOTS, int(order.seconds / SHORTEST)))
    scenes: list[Composition] = []
    for clause in _join(clauses(request.text), most, parse):
        scenes.append(compose(parse(clause), scenes[-1] if scenes else None, order.cast))
    shots = _share_time(list(_cover(scenes, order.seconds)), order.seconds * video_format.fps)
    is_spoken = request.has_voice and any(scene.shot.spoken for scene in scenes)
    is_unheard = is_spoken and not choose_voice(installed_voices(), language, ())
    notes = _notes(scenes, name_of_language(language) if is_unheard else None)
    return replace(
        _shot_list(order, video_format, shots, notes, language),
        has_music=request.has_music,
        has_voice=request.has_voice,
    )


def plan_turntable(
    order: CharacterOrder, look: CharacterDesign, video_format: VideoFormat
) -> ShotList:
    """Return the one shot of a character's film: its portrait by its look, and its name, with the
    camera moving closer."""
    shot = Shot(
        text=f"{order.name}: {shorten_text(order.prompt)}",
        parts=(Role(picture_of_design(look), order.name, look=look),),
        framing="close",
        frames=order.seconds * video_format.fps,
    )
    language = language_of(order.prompt)
    return _shot_list(order, video_format, (shot,), (PORTRAIT_NOTE,), language)


def _shot_list(
    order: ClipOrder | CharacterOrder,
    video_format: VideoFormat,
    shots: tuple[Shot, ...],
    notes: tuple[str, ...],
    language: str,
) -> ShotList:
    size = Size.of(order.aspect_ratio, video_format.short_side)
    mark = fixed_words(language).animatic if order.mark else None
    return ShotList(order.id, size, video_format.fps, shots, mark, notes, language)


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


def _cover(scenes: Sequence[Composition], seconds: int) -> Iterator[Shot]:
    """Camera positions: one a scene, or several when there is time for a scene with pictures and
    the prompt doesn't say how it is filmed."""
    wanted = max(1, min(MOST_SHOTS, round(seconds / PACE)))
    turns = [1] * len(scenes)
    free = [n for n, one in enumerate(scenes) if one.shot.parts and not (one.framing or one.move)]
    while free and sum(turns) < wanted:
        turns[min(free, key=lambda n: turns[n])] += 1
    for n, (scene, count) in enumerate(zip(scenes, turns, strict=True)):
        for turn in range(count):
            yield _film(scene, turn, turn if n == 0 or count > 1 else 1)


def _film(scene: Composition, turn: int, position: int) -> Shot:
    """A scene from one camera position; what is said is said in its first turn."""
    shot = scene.shot
    framing = scene.framing or (COVERAGE[position % len(COVERAGE)] if shot.parts else "wide")
    goes = bool(shot.parts) and shot.parts[0].verb in GOING and framing != "close"
    move = scene.move or ("track" if goes else MOVES[turn % len(MOVES)])
    return replace(shot, framing=framing, move=move, spoken=None if turn else shot.spoken)


def _share_time(shots: Sequence[Shot], frames: int) -> tuple[Shot, ...]:
    """The shots in equal lengths, together exactly what was asked for."""
    cuts = [round(n * frames / len(shots)) for n in range(len(shots) + 1)]
    return tuple(replace(shot, frames=cuts[n + 1] - cuts[n]) for n, shot in enumerate(shots))


def _notes(scenes: Sequence[Composition], unheard: str | None) -> tuple[str, ...]:
    """What is set as type, what of it there is no room for, and the language that no voice
    speaks."""
    notes = list[str]()
    unpictured = "" if any(scene.shot.parts for scene in scenes) else UNPICTURED
    if phrases := dict.fromkeys(phrase for scene in scenes for phrase in scene.phrases):
        words = ", ".join(repr(phrase) for phrase in list(phrases)[:12])
        notes.append(
            f"{unpictured}No picture is surely meant by {words}: these words are set as type."
        )
    for scene in scenes:
        whole = ", ".join(scene.phrases)
        if len(whole) > LONGEST_TEXT:
            rest = whole[len(scene.shot.type) - 1 :].strip(" ,")
            notes.append(f"No room for {rest[:400]!r}: say it in a clip of its own.")
    if unheard:
        notes.append(UNHEARD.format(language=unheard))
    return tuple(notes)
