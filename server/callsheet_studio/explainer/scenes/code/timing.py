"""When code is typed, highlighted, changed and run: as the narration speaks of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from callsheet_studio.explainer.scene_context import SceneContext
from callsheet_studio.explainer.sentence_cues import time_by_sentence
from callsheet_studio.explainer.timing.item_cues import item_times
from callsheet_studio.explainer.timing.turns import space_turns
from callsheet_studio.storyboard.content import Code, CodeState
from callsheet_studio.storyboard.model import Item

LEAD = 0.3
"""Seconds into the scene at which the first line comes."""
SHOWN = 1.0
"""Seconds in which a state that isn't typed comes, line after line."""
MORPH = 1.4
"""Seconds in which a state becomes the next."""
SEEN, LINE_SEEN = 1.8, 0.35
"""Seconds for which a state is seen at least, and for each of its lines."""
SETTLED = 1.6
"""Seconds before the scene's end by which the last thing begins."""
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


@dataclass(frozen=True)
class StateTimes:
    """The times of one state of the code, in seconds of the scene."""

    start: float
    end: float
    """When it begins to change into the next one."""
    lines: tuple[float, ...]
    """When each line is typed; in a state that isn't typed, its start for all of them."""
    steps: tuple[float, ...]
    """When each highlight step begins."""


@dataclass(frozen=True)
class CodeTimes:
    """The times of all states and of the output, in seconds of the scene."""

    states: tuple[StateTimes, ...]
    output: float
    seconds: float
    """Of the scene."""
    typed: bool
    """Whether the code is typed line by line, and not shown at once."""


def time_code(context: SceneContext, code: Code) -> CodeTimes:
    """Return when code is typed, highlighted, changed and run, in seconds of the scene.

    Each event is at the words that name what is in its lines; those that are not named are between
    them.
    """
    typed = len(code.states) == 1 and not code.states[0].steps
    texts = list(_events(code, typed))
    timed = context.timed
    until = max(LEAD + 0.5, timed.seconds - SETTLED)
    # Code with highlights is there from the beginning: its first words may be about a line.
    ahead = 1 if code.states[0].steps else 0
    spoken = [_spoken_words(text) for text in texts[ahead:]]
    times = time_by_sentence(spoken, timed.words, at_once=not ahead)
    if times is None:
        # `cues` itself keeps its last seconds free.
        items = [Item(text=text) for text in spoken]
        times = list(item_times(items, timed.words, LEAD, until + 0.8))
    times = [min(max(time, LEAD), until) for time in times]
    times = [LEAD, *times[1 - ahead :]]
    if not typed and not any(state.steps for state in code.states):
        least = [SEEN + LINE_SEEN * (state.text.count("\n") + 1) for state in code.states]
        times[: len(least)] = space_turns(times[: len(least)], least, timed.seconds)
    output = times.pop() if code.output is not None else until
    if typed:
        states = (StateTimes(LEAD, float("inf"), tuple(times), ()),)
        return CodeTimes(states, output, timed.seconds, True)
    return CodeTimes(tuple(_split(code.states, times)), output, timed.seconds, False)


def _events(code: Code, typed: bool) -> list[str]:
    """What is shown or lit one after the other, as the code that it is about."""
    first = code.states[0].text.split("\n")
    texts = first if typed else list[str]()
    before: list[str] = []
    for state in code.states if not typed else ():
        lines = state.text.split("\n")
        texts.append("\n".join(line for line in lines if line not in before))
        texts += [_lit(lines, step) for step in state.steps]
        before = lines
    return [*texts, *([code.output] if code.output is not None else [])]


def _lit(lines: Sequence[str], step: Sequence[int]) -> str:
    return "\n".join(lines[n - 1] for n in step if n <= len(lines))


def _split(states: Sequence[CodeState], times: Sequence[float]) -> list[StateTimes]:
    """The events' times, state by state."""
    found: list[StateTimes] = []
    place = 0
    for n, state in enumerate(states):
        start, count = times[place], len(state.steps)
        arriving = MORPH if n else SHOWN
        steps = [max(time, start + arriving) for time in times[place + 1 : place + 1 + count]]
        place += 1 + count
        end = times[place] if n + 1 < len(states) else float("inf")
        lines = tuple(start for _ in state.text.split("\n"))
        found.append(StateTimes(start, end, lines, tuple(min(step, end) for step in steps)))
    return found


def _spoken_words(code: str) -> str:
    """The words that are in code: `get_userName` says get, user and name."""
    return " ".join(_WORD.findall(code))
