"""Whether the calls of a conversation are the ones that a good assistant makes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from typing import Any, TypeAlias, cast

Json: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True)
class MadeCall:
    """A call and what came of it."""

    tool: str
    arguments: Json
    refused: bool = False
    """Callsheet answered with an error: nothing was done."""
    starts: bool = False
    """The tool starts jobs."""
    reads: bool = False
    """The tool changes nothing and costs nothing."""
    ids: frozenset[str] = frozenset()
    """Of the first job in the answer."""


@dataclass
class KnownJobs:
    """What `$name`, `$1` and `same_as` mean."""

    ids: dict[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    tasks: dict[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    """By name: what a film was made of, and its outline."""


def judge(
    expected: Sequence[Json], never: Sequence[Json], made: Sequence[MadeCall], known: KnownJobs
) -> str:
    """What is wrong with the calls; empty when nothing is.

    The expected calls come in their order. Between and behind them stand only calls that read,
    and refused ones: an assistant may try, be told, and do it right.
    """
    for rule in never:
        if found := next((call for call in made if _is_forbidden(rule, call)), None):
            return f"never {_short(rule)}: {found.tool}"
    started = [call.ids for call in made if call.starts and call.ids]
    known.ids["1"] = started[0] if started else frozenset()
    waiting = list(expected)
    for call in made:
        if waiting and _fits_call(waiting[0], call, known):
            waiting.pop(0)
        elif not (call.reads or call.refused):
            return f"called {call.tool}{_instead(waiting)}"
    return f"not called: {waiting[0]['tool']}{_nearest(waiting[0], made, known)}" if waiting else ""


def _fits_call(expected: Json, call: MadeCall, known: KnownJobs) -> bool:
    return expected["tool"] == call.tool and fits(expected["arguments"], call.arguments, known)


def fits(wanted: Any, given: Any, known: KnownJobs) -> bool:
    """Whether an argument is as it should be; `README.md` has the language of `wanted`."""
    if isinstance(wanted, dict):
        return _fits_object(cast("Json", wanted), given, known)
    if isinstance(wanted, list):
        return _fits_list(cast("list[Any]", wanted), given, known)
    if isinstance(wanted, str) and wanted.startswith("$") and wanted[1:] in known.ids:
        return given in known.ids[wanted[1:]]
    return wanted == given


def _fits_object(wanted: Json, given: Any, known: KnownJobs) -> bool:
    match wanted:
        case {"says": words}:
            text = str(given).lower()
            return given is not None and all(str(word).lower() in text for word in words)
        case {"one_of": choices}:
            return given in choices
        case {"any": True}:
            return given is not None
        case {"same_as": name}:
            return [task in known.tasks[name] for task in _tasks(given)] == [True]
        case _:
            if not isinstance(given, Mapping):
                return False
            named = cast("Json", given)
            return all(fits(part, named.get(key), known) for key, part in wanted.items())


def _tasks(videos: Any) -> list[Any]:
    return [one.get("task") for one in cast("list[Json]", videos or [])]


def _fits_list(wanted: Sequence[Any], given: Any, known: KnownJobs) -> bool:
    """As many entries, in any order."""
    if not isinstance(given, list) or len(cast("list[Any]", given)) != len(wanted):
        return False
    return any(
        all(fits(one, other, known) for one, other in zip(wanted, order, strict=True))
        for order in permutations(cast("list[Any]", given))
    )


def _is_forbidden(rule: Json, call: MadeCall) -> bool:
    if "tool" in rule:
        return rule["tool"] == call.tool
    return call.arguments.get(rule["argument"]) == rule["value"]


def _short(rule: Json) -> str:
    return str(rule.get("tool") or f"{rule['argument']}={rule['value']}")


def _instead(waiting: Sequence[Json]) -> str:
    return f" where {waiting[0]['tool']} was expected" if waiting else " at the end"


def _nearest(expected: Json, made: Sequence[MadeCall], known: KnownJobs) -> str:
    """The arguments that did not fit, of the last call of that tool."""
    same = [call for call in made if call.tool == expected["tool"]]
    if not same:
        return ""
    wrong = [
        f"{name}={same[-1].arguments.get(name)!r:.60}"
        for name, part in expected["arguments"].items()
        if not fits(part, same[-1].arguments.get(name), known)
    ]
    return f" with {', '.join(wrong)}" if wrong else " at its place"
