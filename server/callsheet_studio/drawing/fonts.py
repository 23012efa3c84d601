"""Typefaces: the packaged families, one clone a weight, and who helps out for other scripts.

The Latin families and the Noto ones for Greek, Cyrillic, Arabic and Devanagari come from PyPI
packages (`fontpkg-*`, OFL), that for Chinese, Japanese and Korean with the extra `[cjk]`
(`manimgx-fonts-cjk`, OFL). For any other script the system is asked for a face that has the
character; what no face can draw is reported, and emoji among it are left out.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.util import find_spec

from callsheet_studio.drawing.skia_loader import skia

FAMILIES = {
    "Archivo": ("fontpkg_archivo", "Archivo[wdth,wght].ttf"),
    "Fredoka": ("fontpkg_fredoka", "Fredoka[wdth,wght].ttf"),
    "Inter": ("fontpkg_inter", "Inter[opsz,wght].ttf"),
    "JetBrains Mono": ("fontpkg_jetbrains_mono", "JetBrainsMono[wght].ttf"),
    "Kalam": ("fontpkg_kalam", "Kalam-{name}.ttf"),
    "Montserrat": ("fontpkg_montserrat", "Montserrat[wght].ttf"),
    "Playfair Display": ("fontpkg_playfair_display", "PlayfairDisplay[wght].ttf"),
    "Poppins": ("fontpkg_poppins", "Poppins-{name}.ttf"),
    "Source Serif 4": ("fontpkg_source_serif_4", "SourceSerif4[opsz,wght].ttf"),
    "Source Serif 4 Italic": ("fontpkg_source_serif_4", "SourceSerif4-Italic[opsz,wght].ttf"),
    "Space Grotesk": ("fontpkg_space_grotesk", "SpaceGrotesk[wght].ttf"),
    "Noto Sans": ("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf"),
    "Noto Sans Arabic": ("fontpkg_noto_sans_arabic", "NotoSansArabic[wdth,wght].ttf"),
    "Noto Sans Devanagari": ("fontpkg_noto_sans_devanagari", "NotoSansDevanagari[wdth,wght].ttf"),
}
HELPERS = ("Noto Sans", "Noto Sans Arabic", "Noto Sans Devanagari")
CJK_PACKAGE, CJK_FILE = "manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc"
CJK_FACES = {"ja": 0, "ko": 1, "zh": 2, "zh-hant": 3, "zh-tw": 3, "zh-hk": 4, "zh-mo": 4}
"""Faces of the collection by language: the same character is written differently in each."""
_KANA, _HANGUL = re.compile("[\u3041-\u30ff]"), re.compile("[\u1100-\u11ff\uac00-\ud7a3]")
_STATIC_NAMES = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold", 800: "ExtraBold"}
_SPACE_BEFORE_STOP = re.compile(r"(?<=\w) (?=[.,;:]+(?:\s|$))")
_INVISIBLE = {"\u200b", "\u200d", "\ufe0e", "\ufe0f", "\u2066", "\u2067", "\u2068", "\u2069"}


@dataclass(frozen=True)
class FontFace:
    """A font family in one weight (100 to 900), such as Montserrat 800."""

    family: str
    weight: int = 400
    width: int = 100
    """Percent, for families that have the axis."""

    @property
    def alias(self) -> str:
        """The family name under which the face is registered with Skia."""
        return f"{self.family} {self.weight} {self.width}"


class Fonts:
    """The faces that are loaded so far; further ones are loaded when a text needs them."""

    def __init__(self, language: str = "en") -> None:
        """`language` (BCP 47) decides between the forms of a Chinese character."""
        self.language = language
        self.unicode = skia.Unicodes.ICU.Make()
        self.collection = skia.textlayout.FontCollection()
        self._provider = skia.textlayout.TypefaceFontProvider()
        self.collection.setDefaultFontManager(self._provider)
        self._known: dict[str, skia.Typeface] = {}
        self._borrowed: dict[str, str | None] = {}  # character -> alias of a system face

    def families(self, face: FontFace, text: str) -> list[str]:
        """Return the family names for a text, in order: Skia takes each character from the first
        one that has it. Faces that it needs are loaded, from the system too."""
        own = [self._add(face)]
        if not text.isascii():
            own += [self._add(FontFace(family, face.weight)) for family in HELPERS]
            own += self._add_cjk(text, face, own)
            own += sorted({alias for alias in self._lent(text, own) if alias})
        return own

    def drawable(self, text: str, face: FontFace) -> tuple[str, str]:
        """Return the text to draw, and those of its characters that are drawn as empty boxes since
        no face has them, each once, sorted.

        Emoji and other symbols that no face has (categories `So`, `Sk` and `Cn` of Unicode) are
        left out of both. If there are any, each run of white space becomes one space, with none at
        the ends and before a full stop or comma.
        """
        if text.isascii():
            return text, ""
        lacking = self._lacking(text, self.families(face, text))
        pictures = {char for char in lacking if unicodedata.category(char) in {"So", "Sk", "Cn"}}
        kept = "".join(char for char in text if char not in pictures)
        if pictures:
            kept = _SPACE_BEFORE_STOP.sub("", " ".join(kept.split()))
        return kept, "".join(sorted(lacking - pictures))

    def _add(self, face: FontFace) -> str:
        if face.alias not in self._known:
            self._register(face.alias, load_face(face))
        return face.alias

    def _register(self, alias: str, typeface: skia.Typeface) -> None:
        self._known[alias] = typeface
        self._provider.registerTypeface(typeface, skia.String(alias))

    def _add_cjk(self, text: str, face: FontFace, aliases: Sequence[str]) -> list[str]:
        """The extra's face, if it is there and has what the others lack."""
        if not self._lacking(text, aliases) or not has_cjk_fonts():
            return []
        number = _cjk_face(self.language, text)
        alias = f"CJK {number} {face.weight}"
        if alias not in self._known:
            self._register(alias, load_cjk_face(number, face.weight))
        return [alias]

    def _lacking(self, text: str, aliases: Sequence[str]) -> set[str]:
        chars = {char for char in text if not char.isspace() and char not in _INVISIBLE}
        for alias in aliases:
            chars -= {c for c in chars if self._known[alias].unicharToGlyph(ord(c))}
        return chars

    def _lent(self, text: str, aliases: Sequence[str]) -> Iterable[str | None]:
        """Aliases of system faces for what the packaged ones lack."""
        for char in sorted(self._lacking(text, aliases)):
            if char not in self._borrowed:
                self._borrowed[char] = self._borrow(char)
            yield self._borrowed[char]

    def _borrow(self, char: str) -> str | None:
        style = skia.FontStyle(600, 5, skia.FontStyle.Slant.kUpright_Slant)
        found = skia.FontMgr().matchFamilyStyleCharacter("", style, [self.language], ord(char))
        if not found or not found.unicharToGlyph(ord(char)):
            return None
        alias = f"system {found.getFamilyName()}"
        if alias not in self._known:
            self._register(alias, found)
        return alias


@cache
def load_face(face: FontFace) -> skia.Typeface:
    """Return a typeface of the packaged fonts; a variable font is set to the face's weight and
    width. Of a family with a file for each weight, a weight that it lacks gives Bold.

    Raises:
        KeyError: The family is not one of `FAMILIES`.
        ModuleNotFoundError: The font's package is not installed.
        FileNotFoundError: Its file is missing or damaged.
    """
    package, file = FAMILIES[face.family]
    folder = files(package) / "files"
    name = file.format(name=_STATIC_NAMES.get(face.weight, "Bold"))
    name = name if (folder / name).is_file() else file.format(name="Bold")
    typeface = skia.Typeface.MakeFromFile(str(folder / name))
    if not typeface:
        raise FileNotFoundError(f"{package}/files/{name}")
    return _clone(typeface, face) if "[" in name else typeface


def has_cjk_fonts() -> bool:
    """Return whether the extra `[cjk]` is installed, without importing it."""
    return find_spec(CJK_PACKAGE) is not None


@cache
def load_cjk_face(number: int, weight: int) -> skia.Typeface:
    """Return a typeface of the extra `[cjk]`.

    Args:
        number: The index of the face in the font collection.
        weight: 100 to 900.

    Raises:
        ModuleNotFoundError: The extra is not installed.
        FileNotFoundError: The file is damaged or missing.
    """
    path = str(files(CJK_PACKAGE) / CJK_FILE)
    typeface = skia.Typeface.MakeFromFile(path, number)
    if not typeface:
        raise FileNotFoundError(path)
    return _clone(typeface, FontFace("", weight))


def _cjk_face(language: str, text: str) -> int:
    """By the film's language; in films of other languages by the text's own letters."""
    tag = language.lower()
    for known in (tag, tag.partition("-")[0]):
        if known in CJK_FACES:
            return CJK_FACES[known]
    found = "ja" if _KANA.search(text) else "ko" if _HANGUL.search(text) else "zh"
    return CJK_FACES[found]


def _clone(typeface: skia.Typeface, face: FontFace) -> skia.Typeface:
    position = skia.FontArguments.VariationPosition
    coordinates = position.Coordinates()
    for axis, value in ((b"wght", face.weight), (b"wdth", face.width)):
        coordinates.append(position.Coordinate(int.from_bytes(axis, "big"), value))
    return typeface.makeClone(
        skia.FontArguments().setVariationDesignPosition(position(coordinates))
    )
