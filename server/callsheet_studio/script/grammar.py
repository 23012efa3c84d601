"""The outline grammar: Markdown that says what a film shows and speaks.

    # Home solar, honestly            the film's title
    subtitle: What a roof can do      anything above the first scene belongs to the title scene
    > Your roof could pay you back.   narration, spoken word for word; lines join

    ## From sunlight to socket [steps]     a scene; its kind in brackets is optional
    icon: sun                              the scene's icon: a Lucide name
    - Sunlight: photons arrive {sun}       an item, its detail, its icon
    - Solar panel: electrons move {solar-panel}
    > Sunlight falls on the solar panel.
    > There it sets electrons free. {60+}  left out first in a film shorter than 60 s
    hold: 2                                seconds of rest after the narration, at most 10

    ## What you save [bars]
    subtitle: US dollars, illustrative     a unit, a source, a quote's author
    - Year 1: $900                         `label: number` makes a chart
    - Year 20: $24,500

Kinds: title, points, steps, bars, line, number, comparison, timeline, quote, closing. Without one
the content chooses: a numbered list gives steps, numbers a chart, dates a timeline, `A vs B` with
two items a comparison, a lone `> ` with `— Author` a quote, a last scene named like *Takeaways* a
closing. Braces at the end of a heading, an item or a line of narration hold an icon, a mark such as
`60+`, or both: `{sun, 60+}`. `note: ` keeps a sentence for the person who asked, off the film.

Reading is tolerant. In numbers and bars the number may stand first (`- 93%: of all cells`), and a
quote's author at the end of its line. Other bullets, deeper headings and Windows line ends are
fine; an indented bullet adds to the detail of the one above; other text becomes narration; stage
directions such as `Visual: …` are left out, and a note says so. Nothing here raises.
"""

from callsheet_studio.script.outline import Outline
from callsheet_studio.script.outline_parser import OutlineParser

GRAMMAR = """\
# Film title
> Spoken opening line.
## Scene title [kind]   (kind optional: title points steps bars line number comparison timeline \
quote closing)
- Item: detail {icon}   (Lucide icon name, optional)
1. Item   (numbered = steps)
- Label: 24,500   (numbers = chart)
> Narration, spoken word for word, about 3 words a second of film.
icon: sun / subtitle: unit or author / hold: 2   (own lines, optional)
5 to 8 words an item, 2 to 5 items and 15 to 30 spoken words a scene; end with a [closing] scene."""
"""The grammar in a few lines, for a model that reads a tool's description."""


def is_outline(text: str) -> bool:
    """Whether `text` has the marks of an outline: a heading, a list, or something else to show."""
    return OutlineParser(text).counts_as_outline


def read_outline(text: str) -> Outline:
    """The outline that `text` is."""
    return OutlineParser(text).outline()


def read_task(text: str) -> tuple[Outline, bool]:
    """The outline of a text, and whether it has the marks of one; else its `prose` counts."""
    parser = OutlineParser(text)
    return parser.outline(), parser.counts_as_outline
