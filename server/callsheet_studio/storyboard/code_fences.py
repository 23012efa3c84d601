"""Code between fences, and the lines of it that are highlighted."""

import re

from callsheet_studio.storyboard.content import CodeState

_STEPS = re.compile(r"\{([^{}]*)\}")
_RANGE = re.compile(r"(\d{1,4})(?:\s*-\s*(\d{1,4}))?")
_LANGUAGE = re.compile(r"[\w+#.-]{1,30}")


def language_of_fence(info: str) -> str:
    """Return the language named after a code fence, in lower case; empty if there is none.

    `info` is the whole text after the fence, such as `python {1|3-4} title="a.py"`.
    """
    first = info.strip().removeprefix("{.").split(maxsplit=1)[:1]
    word = first[0].partition("{")[0].rstrip(",}") if first else ""
    return word.lower() if _LANGUAGE.fullmatch(word) else ""


def read_code(text: str, info: str) -> CodeState:
    """Return the code between fences, with the lines to highlight in each step.

    Args:
        text: The code.
        info: The text after the fence; its `{1|3-4,6|all}` names the lines.
    """
    code = text.removesuffix("\n")
    match = _STEPS.search(info)
    count = code.count("\n") + 1
    steps = [_lines(step, count) for step in match[1].split("|")] if match else []
    return CodeState(
        text=code, steps=() if None in steps else tuple(s for s in steps if s is not None)
    )


def write_steps(steps: tuple[tuple[int, ...], ...]) -> str:
    """Return highlight steps as `read_code` reads them from a fence, ` {1|3,4|all}`; empty if there
    are none.

    Args:
        steps: The line numbers (from 1) of each step; an empty step is all lines.
    """
    if not steps:
        return ""
    return f" {{{'|'.join(','.join(map(str, step)) or 'all' for step in steps)}}}"


def _lines(step: str, count: int) -> tuple[int, ...] | None:
    """The lines of one step, each in the code; empty for all; None for anything else."""
    if step.strip() in {"all", "*"}:
        return ()
    found = [_RANGE.fullmatch(part.strip()) for part in step.split(",")]
    if not all(found):
        return None
    lines = [n for m in found if m for n in range(int(m[1]), min(int(m[2] or m[1]), count) + 1)]
    return tuple(n for n in lines if 0 < n <= count) or None
