"""The seven style presets, as data: type pairing, layout, motion, backdrop and default colors.

A preset says how a film looks before palette, style prompt and seed change it (`theme`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from callsheet_studio.drawing.easing import MotionStyle
from callsheet_studio.drawing.fonts import FontFace
from callsheet_studio.storyboard.brief import StyleName

Backdrop: TypeAlias = Literal[
    "aurora", "grid", "facets", "poster", "stage", "confetti", "plain", "board"
]
Card: TypeAlias = Literal["glass", "paper", "sheet", "slab", "rule", "sticker", "sketch"]
Caption: TypeAlias = Literal["box", "bare", "band", "chip"]
Arrange: TypeAlias = Literal["split", "columns", "list"]
Emblem: TypeAlias = Literal["orbit", "plan", "tile", "burst", "seal", "blob", "scribble"]
Ornament: TypeAlias = Literal["bar", "rail", "block", "slash", "diamond", "wave", "underline"]
Steps: TypeAlias = Literal["stairs", "stations", "chevrons", "slabs", "chapters", "road", "arrows"]
Bars: TypeAlias = Literal[
    "bricks", "columns", "rows", "blocks", "lollipops", "capsules", "hachures"
]
Line: TypeAlias = Literal["plotted", "smooth", "angular", "stepped", "hairline", "rope", "marker"]
Timeline: TypeAlias = Literal["ruler", "zigzag", "band", "ledger", "spine", "wave", "trail"]
Change: TypeAlias = Literal["lift", "turn", "push", "sweep", "dissolve", "iris", "erase"]


@dataclass(frozen=True)
class Typography:
    """The fonts and sizes of one style; sizes in design units."""

    display: FontFace
    text: FontFace
    strong: FontFace
    """Item headings and captions."""
    figures: FontFace | None = None
    """Numbers, where the display face has old-style ones."""
    title_size: float = 76
    heading_size: float = 50
    capitals: bool = False
    """Headlines in capitals."""
    tracking: float = -0.012
    """Of headlines, as a share of their size."""
    leading: float = 1.12


@dataclass(frozen=True)
class Preset:
    """One style: fonts, motion, colors, and the layout of each kind of scene."""

    dark: bool
    type: Typography
    motion: MotionStyle
    backdrop: Backdrop
    card: Card
    caption: Caption
    change: Change
    """The usual transition to the next scene."""
    arrange: Arrange
    """Headline next to the items, above columns of them, or above a list."""
    steps: Steps
    """The layout of steps."""
    bars: Bars
    line: Line
    timeline: Timeline
    """The layout of a timeline."""
    emblem: Emblem
    """The shape around a scene's icon."""
    ornament: Ornament
    """What sets off a headline."""
    centred: bool
    """Headlines in the middle rather than at the left."""
    radius: float
    """Of corners, in design units."""
    colors: tuple[str, str, str, str]
    """Primary, secondary, tertiary, accent, where the palette names none."""
    branded: bool = False
    """Whether the background has the primary color."""
    drawn: bool = False
    """Whether lines waver as if drawn by hand, and things are line drawings."""


PRESETS: Mapping[StyleName, Preset] = {
    "instructional": Preset(
        dark=False,
        type=Typography(
            FontFace("Space Grotesk", 700),
            FontFace("Inter", 500),
            FontFace("Space Grotesk", 600),
            None,
            70,
            46,
        ),
        motion=MotionStyle("wipe", "wipe", 0.6, 0.05),
        backdrop="grid",
        card="paper",
        caption="band",
        change="turn",
        arrange="list",
        steps="stairs",
        bars="bricks",
        line="plotted",
        timeline="ruler",
        emblem="plan",
        ornament="rail",
        centred=False,
        radius=6,
        colors=("#1f5fd6", "#0f8f7f", "#7a5cff", "#e4572e"),
    ),
    "explainer": Preset(
        dark=True,
        type=Typography(
            FontFace("Poppins", 700), FontFace("Inter", 450), FontFace("Poppins", 600), None, 78, 50
        ),
        motion=MotionStyle("rise", "rise", 0.6, 0.06),
        backdrop="aurora",
        card="glass",
        caption="box",
        change="lift",
        arrange="split",
        steps="stations",
        bars="columns",
        line="smooth",
        timeline="zigzag",
        emblem="orbit",
        ornament="bar",
        centred=False,
        radius=18,
        colors=("#3397ee", "#5b7cfa", "#a78bfa", "#ffb703"),
    ),
    "corporate": Preset(
        dark=False,
        type=Typography(
            FontFace("Montserrat", 800),
            FontFace("Inter", 450),
            FontFace("Montserrat", 700),
            None,
            66,
            44,
        ),
        motion=MotionStyle("slide", "slide", 0.6, 0.05),
        backdrop="facets",
        card="sheet",
        caption="box",
        change="push",
        arrange="columns",
        steps="chevrons",
        bars="rows",
        line="angular",
        timeline="band",
        emblem="tile",
        ornament="block",
        centred=False,
        radius=10,
        colors=("#1d4ed8", "#0e7490", "#64748b", "#0ea5a4"),
    ),
    "marketing": Preset(
        dark=True,
        type=Typography(
            FontFace("Archivo", 900, 112),
            FontFace("Archivo", 500),
            FontFace("Archivo", 800, 105),
            None,
            88,
            58,
            capitals=True,
            tracking=-0.02,
            leading=1.0,
        ),
        motion=MotionStyle("drop", "drop", 0.55, 0.06),
        backdrop="poster",
        card="slab",
        caption="chip",
        change="sweep",
        arrange="split",
        steps="slabs",
        bars="blocks",
        line="stepped",
        timeline="ledger",
        emblem="burst",
        ornament="slash",
        centred=False,
        radius=0,
        colors=("#5b21e6", "#e11d74", "#0ea5e9", "#ffd60a"),
        branded=True,
    ),
    "narrative": Preset(
        dark=True,
        type=Typography(
            FontFace("Playfair Display", 700),
            FontFace("Source Serif 4", 400),
            FontFace("Playfair Display", 600),
            FontFace("Source Serif 4", 600),
            74,
            48,
            tracking=0.0,
            leading=1.2,
        ),
        motion=MotionStyle("fade", "fade", 1.0, 0.12),
        backdrop="stage",
        card="rule",
        caption="bare",
        change="dissolve",
        arrange="list",
        steps="chapters",
        bars="lollipops",
        line="hairline",
        timeline="spine",
        emblem="seal",
        ornament="diamond",
        centred=True,
        radius=2,
        colors=("#b5773a", "#7d5a50", "#56707a", "#e8c07d"),
    ),
    "social": Preset(
        dark=False,
        type=Typography(
            FontFace("Fredoka", 700),
            FontFace("Fredoka", 500),
            FontFace("Fredoka", 600),
            None,
            84,
            58,
            tracking=0.0,
        ),
        motion=MotionStyle("pop", "pop", 0.6, 0.05),
        backdrop="confetti",
        card="sticker",
        caption="chip",
        change="iris",
        arrange="list",
        steps="road",
        bars="capsules",
        line="rope",
        timeline="wave",
        emblem="blob",
        ornament="wave",
        centred=True,
        radius=28,
        colors=("#ff5d8f", "#ffb347", "#3ec1d3", "#6a4cff"),
        branded=True,
    ),
    "whiteboard": Preset(
        dark=False,
        type=Typography(
            FontFace("Kalam", 700),
            FontFace("Kalam", 400),
            FontFace("Kalam", 700),
            None,
            80,
            54,
            tracking=0.0,
            leading=1.16,
        ),
        motion=MotionStyle("wipe", "wipe", 0.75, 0.06),
        backdrop="board",
        card="sketch",
        caption="box",
        change="erase",
        arrange="split",
        steps="arrows",
        bars="hachures",
        line="marker",
        timeline="trail",
        emblem="scribble",
        ornament="underline",
        centred=False,
        radius=9,
        colors=("#1f5fbf", "#2f8f5b", "#7a4fb5", "#d9432f"),
        drawn=True,
    ),
}
