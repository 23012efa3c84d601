"""Pack Fluent Emoji Flat's pictures into `pictures.json.gz`: name -> [[color, path], …].

`natural_colors.txt` names those whose colors belong to what they show, such as fruit and faces.

Run by hand when the set is renewed, with the folder into which
`npm pack @iconify-json/fluent-emoji-flat` was unpacked:

    python manifests/build/pack_pictures.py fluent/package

Variants of skin tone, signs, clock faces and pictures with masks or gradients are left out. Paths
are `M x y` with absolute whole numbers and `l`, `c`, `z` with relative ones, 20 steps to a unit of
the 32x32 grid; one that begins with `e` is filled by the even-odd rule.
"""

import gzip
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from pack_icons import ASSETS, SHAPES

STEPS = 20
_LEFT_OUT = re.compile(
    r"-(dark|light|medium|medium-dark|medium-light)$|button|oclock|-thirty$|^keycap|arrow|"
    r"(circle|square|(?<!anatomical-)heart|diamond|triangle)$|^input-|-sign$|-mark$|^flag-|^japanese-[a-d]|symbol"
)
_NATURAL = {
    "Smileys & Emotion", "People & Body", "Animals & Nature", "Food & Drink", "Flags",
}  # fmt: skip
"""Categories of the set in which all colors are those of the thing itself."""
_NATURAL_NAME = re.compile(
    r"medal|ambulance|police-car|taxi|fire-engine|fire-extinguisher|postbox|heart-suit|diamond-suit|"
    r"christmas-tree|jack-o-lantern|trophy|dollar-banknote|drop-of-blood|\bno-|prohibited|warning|"
    r"biohazard|radioactive|^construction$|red-|globe-showing|world-map|\bsun(?!gl)|moon|(?<!pointed-)star$|milky-way|planet|"
    r"cloud|(?<!t)rain|fire$|droplet|water-wave|snow|mountain|mount-fuji|volcano|comet|desert|fog|tornado|"
    r"cyclone|high-voltage|rock$|wood|brick|national-park|beach|globe-with-meridians|house-with-garden|"
    r"cityscape|night-with-stars|bridge-at-night|hot-springs|wind-face|artist-palette|x-ray"
)
_TINTED = re.compile(
    r"robot|monster|silhouette|speaking-head|balloon|bubble|bomb$|hole$|zzz|footprints"
)
"""Things and signs in those categories that could be of any color."""
_PLAIN = frozenset(["svg", "g", "path", "circle", "ellipse", "rect"])
_HARD = frozenset(["transform", "opacity", "fill-opacity", "stroke", "filter", "clip-path"])
_COMMAND = re.compile(r"([MLCZ])([^MLCZ]*)")


def pack(package: Path, target: Path) -> int:
    """Write the packed file into `target`; returns the number of pictures."""
    source = json.loads((package / "icons.json").read_text(encoding="utf-8"))
    pictures: dict[str, list[tuple[str, str]]] = {}
    for name, icon in source["icons"].items():
        svg = ElementTree.fromstring(f"<svg xmlns:xlink='x'>{icon['body']}</svg>")
        if not _LEFT_OUT.search(name) and all(map(_is_plain, svg.iter())):
            pictures[name] = list(_parts(svg, "#000000"))
    text = json.dumps(pictures, separators=(",", ":"), sort_keys=True).encode()
    (target / "pictures.json.gz").write_bytes(gzip.compress(text, 9, mtime=0))
    natural = "\n".join(sorted(set(_natural(package)) & set(pictures)))
    (target / "natural_colors.txt").write_text(f"{natural}\n", encoding="utf-8")
    return len(pictures)


def _natural(package: Path) -> Iterator[str]:
    """Pictures whose colors belong to what they show."""
    metadata = json.loads((package / "metadata.json").read_text(encoding="utf-8"))
    for category, names in metadata["categories"].items():
        kept = (n for n in names if category in _NATURAL or _NATURAL_NAME.search(n))
        yield from (name for name in kept if not _TINTED.search(name))


def _is_plain(part: ElementTree.Element) -> bool:
    return part.tag in _PLAIN and _HARD.isdisjoint(part.attrib)


def _parts(element: ElementTree.Element, color: str) -> Iterator[tuple[str, str]]:
    """Every filled shape with its color, a group's color inherited."""
    color = element.attrib.get("fill", color)
    if element.tag in SHAPES and color != "none":
        path = _steps(SHAPES[element.tag](element.attrib))
        yield _hex(color), f"e{path}" if element.attrib.get("fill-rule") == "evenodd" else path
    for child in element:
        yield from _parts(child, color)


def _hex(color: str) -> str:
    """`#rgb` and names that the set uses as `#rrggbb`."""
    if re.fullmatch(r"#[0-9a-fA-F]{3}", color):
        return "#" + "".join(2 * digit for digit in color[1:]).lower()
    return {"white": "#ffffff", "black": "#000000"}.get(color, color.lower())


def _steps(path: str) -> str:
    """An absolute path on the grid of steps, without rounding errors that add up."""
    out: list[str] = []
    x = y = 0
    start = (0, 0)
    for letter, text in _COMMAND.findall(path):
        numbers = [round(float(number) * STEPS) for number in text.split()]
        if letter == "Z":
            out.append("z")
            x, y = start
            continue
        if letter == "M":
            out.append(f"M{numbers[0]} {numbers[1]}")
            start = (numbers[0], numbers[1])
        else:
            moves = [n - (x, y)[i % 2] for i, n in enumerate(numbers)]
            out.append(letter.lower() + " ".join(map(str, moves)))
        x, y = numbers[-2:]
    return "".join(out)


if __name__ == "__main__":
    sys.stdout.write(f"{pack(Path(sys.argv[1]), ASSETS)} pictures\n")
