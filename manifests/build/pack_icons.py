"""Pack Lucide's icons into `icons.json.gz`: name -> one path of absolute M, L, C and Z.

Run by hand when Lucide is renewed, with the two folders into which `npm pack @iconify-json/lucide`
(all icons, former names too) and `npm pack lucide-static` (the licence) were unpacked:

    python manifests/build/pack_icons.py iconify/package lucide/package

Lines, circles, arcs and relative commands become the four commands that the renderer reads, with
two decimals on the 24x24 grid. A former name has `=` and the present one in place of a path.
"""

import gzip
import json
import math
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias
from xml.etree import ElementTree

Point: TypeAlias = complex
Attributes: TypeAlias = Mapping[str, str]
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
ASSETS = Path(__file__).parents[2] / "server/callsheet_studio/drawing/assets"


def pack(iconify: Path, lucide: Path, target: Path) -> int:
    """Write the packed file and the licence into `target`; returns the number of names."""
    source = json.loads((iconify / "icons.json").read_text(encoding="utf-8"))
    icons = {name: _drawing(icon["body"]) for name, icon in source["icons"].items()}
    icons |= {name: f"={alias['parent']}" for name, alias in source["aliases"].items()}
    text = json.dumps(icons, separators=(",", ":"), sort_keys=True).encode()
    (target / "icons.json.gz").write_bytes(gzip.compress(text, 9, mtime=0))
    shutil.copy(lucide / "LICENSE", target / "LUCIDE-LICENSE.txt")
    return len(icons)


def _drawing(body: str) -> str:
    """An icon's SVG elements as one path."""
    parts = ElementTree.fromstring(f"<svg>{body}</svg>").iter()
    return "".join(SHAPES[part.tag](part.attrib) for part in parts if part.tag in SHAPES)


def _line(at: Attributes) -> str:
    return f"M{_n(at['x1'])} {_n(at['y1'])}L{_n(at['x2'])} {_n(at['y2'])}"


def _polyline(at: Attributes) -> str:
    numbers = [_n(number) for number in _NUMBER.findall(at["points"])]
    return _trace("M" + " ".join(numbers))


def _polygon(at: Attributes) -> str:
    return _polyline(at) + "Z"


def _ellipse(at: Attributes) -> str:
    x, y = float(at["cx"]), float(at["cy"])
    rx, ry = float(at.get("rx", at.get("r", 0))), float(at.get("ry", at.get("r", 0)))
    return _trace(f"M{x + rx} {y}A{rx} {ry} 0 0 1 {x - rx} {y}A{rx} {ry} 0 0 1 {x + rx} {y}Z")


def _rect(at: Attributes) -> str:
    x, y = float(at.get("x", 0)), float(at.get("y", 0))
    w, h = float(at["width"]), float(at["height"])
    r = float(at.get("rx", at.get("ry", 0)))
    corner = f"a{r} {r} 0 0 1"
    return _trace(
        f"M{x + r} {y}h{w - 2 * r}{corner} {r} {r}v{h - 2 * r}{corner} {-r} {r}"
        f"h{2 * r - w}{corner} {-r} {-r}v{2 * r - h}{corner} {r} {-r}Z"
    )


SHAPES: Mapping[str, Callable[[Attributes], str]] = {
    "path": lambda at: _trace(at["d"]),
    "line": _line,
    "polyline": _polyline,
    "polygon": _polygon,
    "circle": _ellipse,
    "ellipse": _ellipse,
    "rect": _rect,
}


@dataclass
class _Pen:
    """Follows path data (https://www.w3.org/TR/SVG2/paths.html) and writes absolute commands."""

    at: Point = 0j
    start: Point = 0j
    control: Point | None = None
    before: Point | None = None
    """The control point of the command before."""
    out: list[str] = field(default_factory=list[str])

    def do(self, command: str, numbers: Sequence[float]) -> None:
        """Carry out one command with its numbers."""
        origin = self.at if command.islower() else 0j
        self.before, self.control = self.control, None
        _DRAW[command.upper()](self, origin, numbers)

    def move(self, origin: Point, numbers: Sequence[float]) -> None:
        """M: begin elsewhere."""
        self.at = self.start = origin + complex(*numbers)
        self._write("M", self.at)

    def close(self, _origin: Point, _numbers: Sequence[float]) -> None:
        """Z: back to where it began."""
        self.at = self.start
        self.out.append("Z")

    def line(self, origin: Point, numbers: Sequence[float]) -> None:
        """L."""
        self._line(origin + complex(*numbers))

    def across(self, origin: Point, numbers: Sequence[float]) -> None:
        """H."""
        self._line(complex(origin.real + numbers[0], self.at.imag))

    def down(self, origin: Point, numbers: Sequence[float]) -> None:
        """V."""
        self._line(complex(self.at.real, origin.imag + numbers[0]))

    def curve(self, origin: Point, numbers: Sequence[float]) -> None:
        """C."""
        self._curve(*(origin + point for point in _points(numbers)))

    def smooth_curve(self, origin: Point, numbers: Sequence[float]) -> None:
        """S: the first control point mirrors the last one."""
        self._curve(self._mirrored(), *(origin + point for point in _points(numbers)))

    def quadratic(self, origin: Point, numbers: Sequence[float]) -> None:
        """Q."""
        self._quadratic(*(origin + point for point in _points(numbers)))

    def smooth_quadratic(self, origin: Point, numbers: Sequence[float]) -> None:
        """T."""
        self._quadratic(self._mirrored(), origin + complex(*numbers))

    def _mirrored(self) -> Point:
        return 2 * self.at - self.before if self.before is not None else self.at

    def _quadratic(self, control: Point, to: Point) -> None:
        self._curve(self.at + (control - self.at) * 2 / 3, to + (control - to) * 2 / 3, to)
        self.control = control

    def _line(self, to: Point) -> None:
        self.at = to
        self._write("L", to)

    def _curve(self, first: Point, second: Point, to: Point) -> None:
        self.at, self.control = to, second
        self._write("C", first, second, to)

    def arc(self, origin: Point, numbers: Sequence[float]) -> None:
        """A: an elliptic arc, as curves of at most a quarter turn (SVG 2, appendix B.2)."""
        rx, ry, tilt, large, sweep = numbers[:5]
        to = origin + complex(*numbers[5:])
        if self.at == to:
            return
        turn = complex(math.cos(math.radians(tilt)), math.sin(math.radians(tilt)))
        half = (self.at - to) / 2 / turn
        grow = (half.real / rx) ** 2 + (half.imag / ry) ** 2
        rx, ry = (rx * math.sqrt(max(1, grow)), ry * math.sqrt(max(1, grow)))
        p = complex(half.real / rx, half.imag / ry)
        root = math.sqrt(max(0.0, 1 / abs(p) ** 2 - 1)) * (1 if large != sweep else -1)
        centre = complex(root * p.imag, -root * p.real)
        begin, end = p - centre, -p - centre
        first = math.atan2(begin.imag, begin.real)
        angle = (math.atan2(end.imag, end.real) - first) % (2 * math.pi)
        angle = angle if sweep else angle - 2 * math.pi
        middle = (self.at + to) / 2 + complex(centre.real * rx, centre.imag * ry) * turn
        count = max(1, math.ceil(abs(angle) / (math.pi / 2) - 1e-6))
        for n in range(count):
            a, b = first + angle * n / count, first + angle * (n + 1) / count
            k = 4 / 3 * math.tan((b - a) / 4)
            unit = [_e(a) * (1 + k * 1j), _e(b) * (1 - k * 1j), _e(b)]
            self._curve(*(middle + complex(u.real * rx, u.imag * ry) * turn for u in unit))
        self.at, self.control = to, None

    def _write(self, letter: str, *points: Point) -> None:
        self.out.append(letter + " ".join(f"{_n(p.real)} {_n(p.imag)}" for p in points))


_DRAW: Mapping[str, Callable[[_Pen, Point, Sequence[float]], None]] = {
    "M": _Pen.move,
    "Z": _Pen.close,
    "L": _Pen.line,
    "H": _Pen.across,
    "V": _Pen.down,
    "C": _Pen.curve,
    "S": _Pen.smooth_curve,
    "Q": _Pen.quadratic,
    "T": _Pen.smooth_quadratic,
    "A": _Pen.arc,
}


def _trace(data: str) -> str:
    pen = _Pen()
    for command, numbers in _commands(data):
        pen.do(command, numbers)
    return "".join(pen.out)


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Every command with exactly its numbers; repeated ones are spelled out."""
    for letter, text in re.findall(r"([a-zA-Z])([^a-zA-Z]*)", data):
        count = _COUNTS[letter.upper()]
        numbers = _flags(text) if letter in "aA" else [float(n) for n in _NUMBER.findall(text)]
        yield letter, numbers[:count]
        again = "L" if letter == "M" else "l" if letter == "m" else letter
        for start in range(count, len(numbers), count or 1):
            yield again, numbers[start : start + count]


def _flags(text: str) -> list[float]:
    """An arc's numbers, whose two flags may stick to what follows."""
    numbers: list[float] = []
    rest = text.strip(" ,")
    while rest:
        flag = len(numbers) % 7 in (3, 4)
        found = re.match(r"[01]" if flag else _NUMBER.pattern, rest)
        if not found:
            raise ValueError(f"not an arc: {text!r}")
        numbers.append(float(found[0]))
        rest = rest[found.end() :].strip(" ,\n")
    return numbers


def _points(numbers: Sequence[float]) -> list[Point]:
    return [complex(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]


def _e(angle: float) -> complex:
    return complex(math.cos(angle), math.sin(angle))


def _n(number: float | str) -> str:
    return f"{round(float(number), 2):g}"


if __name__ == "__main__":
    sys.stdout.write(f"{pack(Path(sys.argv[1]), Path(sys.argv[2]), ASSETS)} names\n")
