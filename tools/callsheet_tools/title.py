"""What a video is called before anybody has named it."""

import re

from callsheet_tools.quote import clean

LONGEST = 60
_HEADING = re.compile(r"^\s{0,3}#{1,3}\s+(\S.{0,200})", re.MULTILINE)
_MARKS = re.compile(r"[\[{][^\[{\]}]*[\]}]$")


def title_of(task: str) -> str:
    """The outline's first heading, else the task's first words."""
    heading = _HEADING.search(task)
    text = clean(_MARKS.sub("", heading[1].rstrip(" #")) if heading else task, 10 * LONGEST)
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:-") + "…"
