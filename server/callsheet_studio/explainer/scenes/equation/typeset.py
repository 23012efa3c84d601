"""TeX to shapes: the one place of the pictures that knows mathra.

mathra (a part of the `studio` extra) answers with SVG: a `use` for each glyph, and `rect` and
`line` for what is ruled. Groups travel through it as colors that count.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from callsheet_studio.drawing.geometry import Rect, around
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.storyboard.content import groups_of

try:
    import mathra
except ImportError:  # no wheel for this platform
    mathra = None

EM = 1000.0
"""Units of a part in one em."""
LONGEST = 2000
"""Characters of a formula that are set."""
RULE = "rule"
"""The key of every bar, whatever its size."""
_SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_TOKEN = re.compile(r"([MLCQZHV])|(-?\d*\.?\d+)")
_ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_GREEK = (
    "alpha beta gamma delta epsilon theta lambda mu nu pi rho sigma tau phi chi psi omega "
    "Gamma Delta Theta Lambda Pi Sigma Phi Psi Omega"
)


def can_typeset() -> bool:
    """Return whether mathra, which typesets TeX, is installed."""
    return mathra is not None


@dataclass(frozen=True)
class FormulaGlyph:
    """A glyph or rule of a formula, and its place."""

    key: str
    """The same for equal glyphs of any size."""
    path: skia.Path
    """Its outline around the origin, in thousandths of an em, y downwards."""
    bounds: Rect
    """Of the path, in the formula."""
    offset: tuple[float, float]
    """From the path to the formula."""
    scale: float = 1.0
    group: int | None = None
    """The index of its group; None: it is in none."""


@dataclass(frozen=True)
class Formula:
    """A typeset formula. Units are thousandths of an em, from its upper left corner."""

    parts: tuple[FormulaGlyph, ...]
    width: float
    height: float
    axis: float
    """The y of the baseline."""


def typeset(tex: str, groups: Sequence[str] = ()) -> Formula | None:
    """Return the glyphs of a formula; None if it can't be read, or mathra isn't installed.

    Args:
        tex: A line of TeX; `{{…}}` marks a group.
        groups: The TeX of the groups; a glyph knows the index of its group.
    """
    return _typeset(mark_groups(tex, groups))


def mark_groups(tex: str, groups: Sequence[str]) -> str:
    """Return a line of TeX with each group in a color that stands for its index, `#000001` for
    the first; the braces of other groups are removed."""
    for group in groups_of(tex):
        inner = plain_group(group)
        known = inner in groups
        colored = rf"\textcolor{{#{groups.index(inner) + 1:06x}}}{{{inner}}}" if known else inner
        # Of the three braces in `\sqrt{{{x}}}` one pair is the root's.
        tex = tex.replace(f"{{{{{group}}}}}", f"{{{colored}}}")
    return tex


def plain_group(group: str) -> str:
    """Return a group's TeX without outer braces and spaces, for comparison."""
    inner = group.strip()
    while inner.startswith("{") and inner.endswith("}") and _is_one(inner):
        inner = inner[1:-1].strip()
    return inner


def _is_one(tex: str) -> bool:
    """Whether the first brace is closed by the last one."""
    depth = 0
    for n, char in enumerate(tex):
        depth += {"{": 1, "}": -1}.get(char, 0)
        if depth == 0:
            return n == len(tex) - 1
    return False


def is_letter(key: str) -> bool:
    """Return whether a glyph, given by its key, is a letter or digit; not a sign, which is
    common to many formulas."""
    return key in _letters().values()


@lru_cache(maxsize=512)
def _typeset(tex: str) -> Formula | None:
    svg = _draw(tex)
    if svg is None:
        return None
    formula = _read(svg)
    names = _letters()
    parts = tuple(replace(part, key=names.get(part.key, part.key)) for part in formula.parts)
    return replace(formula, parts=parts) if parts else None


def _draw(tex: str) -> str | None:
    """A formula as SVG; None when mathra had to guess what is meant (its rules `E-…`)."""
    if mathra is None or not tex.strip() or len(tex) > LONGEST:
        return None
    try:
        result = mathra.render(tex)
    except ValueError:
        return None
    guessed = any(warning["rule"].startswith("E-") for warning in result["warnings"])
    return None if guessed else result["svg"]


@cache
def _letters() -> dict[str, str]:
    """The glyph that a letter has at full size, by each glyph that it has at any size.

    Scripts are drawn with glyphs of their own; found by setting every letter at all three sizes.
    """
    names: dict[str, str] = {}
    for letter in (*_ALPHABET, *(f"\\{name} " for name in _GREEK.split())):
        svg = _draw(f"{letter}_{{{letter}_{{{letter}}}}}")
        keys = [part.key for part in _read(svg).parts] if svg else []
        names |= dict.fromkeys(keys, keys[0] if keys else "")
    return names


def _read(svg: str) -> Formula:
    root = ET.fromstring(svg)
    glyphs = {
        name: shape
        for shape in root.iter(f"{_SVG}path")
        if (name := shape.get("id", "")) and shape.get("d")
    }
    paths = {name: _path(shape.get("d", "")) for name, shape in glyphs.items()}
    box = Rect(*_numbers(root.get("viewBox", "0 0 0 0")))
    parts = list(_mend(list(_parts(root.iterfind(f"{_SVG}g/*"), paths)), box))
    # Slanted letters reach out of the box that they are set in.
    whole = around([box, *(part.bounds for part in parts)])
    moved = tuple(_move(part, -whole.x, -whole.y) for part in parts)
    return Formula(moved, whole.w, whole.h, -whole.y)


def _parts(shapes: Iterable[ET.Element], paths: dict[str, skia.Path]) -> Iterator[FormulaGlyph]:
    for shape in shapes:
        fill = shape.get("fill") or shape.get("stroke") or ""
        group = int(fill[1:], 16) - 1 if fill.startswith("#0000") else None
        if shape.tag == f"{_SVG}use":
            name = shape.get("href", "")[1:]
            x, y, scale = _place(shape)
            yield _part(name.rpartition("-")[2], paths[name], (x, -y), scale, group)
        elif shape.tag == f"{_SVG}rect":
            x, y, w, h = (float(shape.get(name, 0)) for name in ("x", "y", "width", "height"))
            bar = skia.Path().addRect(skia.Rect.MakeXYWH(0, 0, w, h))
            yield _part(RULE, bar, (x, -y - h), 1.0, group)
        elif shape.tag == f"{_SVG}line":
            yield _stroke(shape, group)


def _part(
    key: str, path: skia.Path, at: tuple[float, float], scale: float, group: int | None
) -> FormulaGlyph:
    own = path.computeTightBounds()
    bounds = Rect(
        at[0] + own.left() * scale,
        at[1] + own.top() * scale,
        own.width() * scale,
        own.height() * scale,
    )
    return FormulaGlyph(key, path, bounds, at, scale, group)


def _place(shape: ET.Element) -> tuple[float, float, float]:
    if transform := shape.get("transform"):
        x, y, *scale = _numbers(transform)
        return x, y, scale[0] if scale else 1.0
    return float(shape.get("x", 0)), float(shape.get("y", 0)), 1.0


def _stroke(shape: ET.Element, group: int | None) -> FormulaGlyph:
    """A line, such as one that cancels, as the area that it covers."""
    x1, y1, x2, y2 = (float(shape.get(name, 0)) for name in ("x1", "y1", "x2", "y2"))
    half, length = float(shape.get("stroke-width", 40)) / 2, max(1.0, abs(x2 - x1) + abs(y2 - y1))
    dx, dy = -(y2 - y1) / length * half, (x2 - x1) / length * half
    corners = [(x1 + dx, y1 + dy), (x2 + dx, y2 + dy), (x2 - dx, y2 - dy), (x1 - dx, y1 - dy)]
    path = skia.Path().addPoly([skia.Point(x, -y) for x, y in corners], True)
    return _part("stroke", path, (0.0, 0.0), 1.0, group)


def _mend(parts: Sequence[FormulaGlyph], box: Rect) -> Iterator[FormulaGlyph]:
    """The parts, with the upright bars of an `array` as high as the formula.

    mathra 1.5.0 draws those below the formula, a piece for each row.
    """
    mended: set[float] = set()
    for part in parts:
        if part.key != RULE or box.holds(part.bounds, 60):
            yield part
        elif part.bounds.x not in mended:
            mended.add(part.bounds.x)
            bar = skia.Path().addRect(skia.Rect.MakeXYWH(0, 0, part.bounds.w, box.h))
            yield _part(RULE, bar, (part.bounds.x, box.y), 1.0, part.group)


def _move(part: FormulaGlyph, dx: float, dy: float) -> FormulaGlyph:
    x, y = part.offset
    return replace(part, bounds=part.bounds.shift(dx, dy), offset=(x + dx, y + dy))


def _numbers(text: str) -> list[float]:
    return [float(number) for number in _NUMBER.findall(text)]


def _path(data: str) -> skia.Path:
    """SVG path data with absolute commands, turned so that y points down."""
    path, wanted, numbers = skia.Path(), "", list[float]()
    x = y = 0.0
    for command, number in _TOKEN.findall(data):
        if command:
            wanted, numbers = command, []
            if command == "Z":
                path.close()
            continue
        numbers.append(float(number))
        if len(numbers) < _ARGUMENTS[wanted]:
            continue
        if wanted in "HV":
            numbers = [numbers[0], y] if wanted == "H" else [x, numbers[0]]
        x, y = numbers[-2:]
        flipped = (n if i % 2 == 0 else -n for i, n in enumerate(numbers))
        _COMMANDS[wanted](path, *flipped)
        wanted, numbers = "L" if wanted == "M" else wanted, []
    return path


_ARGUMENTS = {"M": 2, "L": 2, "C": 6, "Q": 4, "H": 1, "V": 1, "Z": 0}
_COMMANDS = {
    "M": skia.Path.moveTo,
    "L": skia.Path.lineTo,
    "H": skia.Path.lineTo,
    "V": skia.Path.lineTo,
    "Q": skia.Path.quadTo,
    "C": skia.Path.cubicTo,
}
