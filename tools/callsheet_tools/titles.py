"""The title of a video that has none yet."""

import re

from callsheet_tools.sanitize import one_line

LONGEST = 60
LOOKED_AT = 10 * LONGEST
"""Characters of a line among which its title is looked for."""
_HEADING = re.compile(r" {0,3}#{1,3}\s+(\S.*)")
_MARK = re.compile(r"[\[{][^\[\]{}]*[\]}]$")


def title_of(task: str) -> str:
    """Return the title of a video that has none yet, about `LONGEST` characters at most: the first
    heading of its task, or else the first words."""
    lines = (line[:LOOKED_AT] for line in task.splitlines())
    heading = next((match[1] for line in lines if (match := _HEADING.match(line))), None)
    text = one_line(_without_mark(heading) if heading else task, LOOKED_AT)
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:-") + "…"


def _without_mark(heading: str) -> str:
    """A heading without the `#`s that close it, and without the `[points]` at its end."""
    text = heading.rstrip().rstrip("#").rstrip()
    return _MARK.sub("", text).rstrip()
