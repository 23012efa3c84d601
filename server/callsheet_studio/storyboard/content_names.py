"""What a table, a diagram or code is called where the document has no heading for it."""

from callsheet_studio.storyboard import maths
from callsheet_studio.storyboard.content import (
    Chart,
    Code,
    Content,
    Definition,
    Diagram,
    Equation,
    Picture,
    Table,
)
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.narration import LANGUAGES, narrate_scene
from callsheet_studio.text.clean import shorten
from callsheet_studio.text.sentences import sentences

_MOST_COLUMNS, _LONGEST = 4, 70


def name_content(content: Content) -> str:
    """Return a title for a table, a diagram or code from its own words; empty if it has none."""
    match content:
        case Table(header=header):
            return ", ".join(filter(None, header[:_MOST_COLUMNS]))
        case Chart(series=series):
            return ", ".join(each.name for each in series[:_MOST_COLUMNS])
        case Code(language=language):
            return LANGUAGES.get(language, "Code")
        case Equation(lines=lines):
            return maths.show(lines[0]) if lines else ""
        case Definition(terms=terms):
            return terms[0].term
        case Picture(description=description):
            return description
        case Diagram():
            return _first_statement(content)


def _first_statement(content: Diagram) -> str:
    said = sentences(narrate_scene(Scene(kind="diagram", title="", content=content), titled=False))
    return shorten(said[0].rstrip("."), _LONGEST) if said else ""
