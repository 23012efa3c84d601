"""What a scene shows besides its items: a diagram, an equation, code, a table, a chart, a picture.

Plain data that travels as JSON. Source text (TeX, Mermaid, code) stands exactly as it was written.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

Alignment: TypeAlias = Literal["", "left", "center", "right"]


class Record(BaseModel):
    """Data that does not change and has no further keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Diagram(Record):
    """A diagram in Mermaid."""

    type: Literal["diagram"] = "diagram"
    source: str


class EquationLabel(Record):
    """What a group of an equation is."""

    group: str
    """TeX, as it stands between `{{` and `}}`."""
    text: str


class Equation(Record):
    """Lines of mathematics, one after the other: a derivation when there are several."""

    type: Literal["equation"] = "equation"
    lines: tuple[str, ...]
    """TeX. A group that can be highlighted stands in double braces: `{{b^2-4ac}}`."""
    labels: tuple[EquationLabel, ...] = ()

    @property
    def groups(self) -> tuple[str, ...]:
        """The TeX of every group, in order, each once."""
        return tuple(dict.fromkeys(group for line in self.lines for group in groups_of(line)))


class CodeState(Record):
    """One state of a piece of code."""

    text: str
    """Exactly as written, without the last line end."""
    steps: tuple[tuple[int, ...], ...] = ()
    """Lines (from 1) that are highlighted one step after the other; an empty step is all lines."""


class Code(Record):
    """Code, in one state or in several that follow each other."""

    type: Literal["code"] = "code"
    language: str = ""
    """The word after the fence, such as `python`; empty when none was given."""
    states: tuple[CodeState, ...]
    output: str | None = None
    """What the code prints."""


class Table(Record):
    """A table of text. Every row has as many cells as the header."""

    type: Literal["table"] = "table"
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    align: tuple[Alignment, ...] = ()
    """For each column; empty when nothing was said."""


class Series(Record):
    """Numbers of one kind."""

    name: str
    values: tuple[float | None, ...]
    """One for each category; None where there is none."""
    written: tuple[str, ...]
    """Each value as it was written, such as `$4.2M`."""


class Chart(Record):
    """Several series over the same categories. A chart of one series has items instead."""

    type: Literal["chart"] = "chart"
    over: str = ""
    """What the categories are: the first column's heading."""
    categories: tuple[str, ...]
    series: tuple[Series, ...]


class Callout(Record):
    """A place in a picture and its name."""

    x: float
    """Percent of the width, from the left."""
    y: float
    """Percent of the height, from the top."""
    text: str


class Picture(Record):
    """A picture that the document names."""

    type: Literal["picture"] = "picture"
    address: str
    """An https address or a path, as written; empty for a picture that is to be drawn."""
    description: str = ""
    callouts: tuple[Callout, ...] = ()


class Term(Record):
    """A word and what it means."""

    term: str
    meanings: tuple[str, ...]


class Definition(Record):
    """Terms that are explained."""

    type: Literal["definition"] = "definition"
    terms: tuple[Term, ...]


Content: TypeAlias = Annotated[
    Diagram | Equation | Code | Table | Chart | Picture | Definition, Field(discriminator="type")
]
"""Whatever a scene can hold."""

_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)


def groups_of(tex: str) -> Iterator[str]:
    """Yield the TeX inside each `{{…}}` of a formula, in order; such groups do not nest."""
    open_braces: list[int] = []
    closed: dict[int, int] = {}
    for match in _BRACE.finditer(tex):
        if match[0] == "{":
            open_braces.append(match.start())
        elif match[0] == "}" and open_braces:
            closed[open_braces.pop()] = match.start()
    after = -1
    for start in sorted(closed):
        end = closed[start]
        if start > after and closed.get(start + 1) == end - 1:
            yield tex[start + 2 : end - 1]
            after = end
