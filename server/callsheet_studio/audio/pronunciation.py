"""How written words are read aloud: `1.2M` as "1.2 million", `JSON` as "jason".

Only what is spoken changes; captions keep the written words. Each written word is read for itself,
so that the time of what was said can be given back to it. The voice's own normalization (dates,
money, units over several words) comes after this.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

from callsheet_studio.text.word_lists import MONTH_NAMES

Rule: TypeAlias = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]

PRONOUNCED = {
    ".NET": "dot net",
    "AWS": "A W S",
    "C#": "C sharp",
    "C++": "C plus plus",
    "CI/CD": "C I C D",
    "CLI": "C L I",
    "CO2": "C O 2",
    "CO₂": "C O 2",
    "CSS": "C S S",
    "DevOps": "dev ops",
    "GIF": "gif",
    "GitHub": "git hub",
    "GraphQL": "graph Q L",
    "GUI": "gooey",
    "H2O": "H 2 O",
    "H₂O": "H 2 O",
    "IPv4": "I P version 4",
    "IPv6": "I P version 6",
    "JPEG": "jay peg",
    "JSON": "jason",
    "JWT": "J W T",
    "Knightvision": "knight vision",
    "Knowlify": "know liffy",
    "LaTeX": "lay tech",
    "LLM": "L L M",
    "MySQL": "my S Q L",
    "NGINX": "engine X",
    "nginx": "engine X",
    "NoSQL": "no S Q L",
    "npm": "N P M",
    "NumPy": "num pie",
    "O2": "oxygen",
    "O₂": "oxygen",
    "OAuth": "oh auth",
    "PyPI": "pie P I",
    "PostgreSQL": "post gres Q L",
    "RAM": "ram",
    "REST": "rest",
    "ROM": "rom",
    "SaaS": "sass",
    "SQL": "S Q L",
    "SQLite": "S Q Lite",
    "SSH": "S S H",
    "UI": "U I",
    "UX": "U X",
    "WebSocket": "web socket",
    "WiFi": "why fi",
    "Wi-Fi": "why fi",
    "YAML": "yammel",
    "a.k.a": "also known as",
    "e.g": "for example",
    "etc": "et cetera",
    "i.e": "that is",
    "kubectl": "cube control",
    "macOS": "mac O S",
    "iOS": "eye O S",
    "vs": "versus",
    "w/": "with",
    "w/o": "without",
    "24/7": "24 7",
    "4K": "4 K",
    "8K": "8 K",
    "16:9": "16 by 9",
    "9:16": "9 by 16",
    "4:3": "4 by 3",
    "50/50": "fifty fifty",
    "A/B": "A B",
    "and/or": "and or",
    "TCP/IP": "T C P I P",
    "AT&T": "AT and T",
    "bn": "billion",
    "mn": "million",
    "tn": "trillion",
    "km/h": "kilometers per hour",
    "m/s": "meters per second",
    "kB/s": "kilobytes per second",
    "MB/s": "megabytes per second",
    "GB/s": "gigabytes per second",
    "Mbit/s": "megabits per second",
    "Gbit/s": "gigabits per second",
    "kWh": "kilowatt hours",
    "%": "percent",
    "→": "to",
    "->": "to",
    "=>": "to",
    "≈": "about",
    "±": "plus or minus",
    "×": "times",
    "−": "minus",
    "÷": "divided by",
    "≤": "at most",
    "≥": "at least",
    "≠": "is not equal to",
    "∞": "infinity",
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "θ": "theta",
    "λ": "lambda",
    "μ": "mu",
    "π": "pi",
    "σ": "sigma",
    "φ": "phi",
    "ω": "omega",
    "Δ": "delta",
    "Σ": "sigma",
    "Ω": "omega",
    "I/O": "I O",
    "GiB": "gibibytes",
    "MiB": "mebibytes",
    "KiB": "kibibytes",
}
"""Words as written, without the punctuation around them -> words that any voice reads right."""

WITHOUT_STOP = frozenset({"e.g", "i.e", "vs", "w/", "a.k.a"})
"""Abbreviations that never end a sentence."""
TIMES = {"s": "second", "min": "minute", "h": "hour", "d": "day"}
SCALES = {
    **{"K": "thousand", "k": "thousand", "M": "million", "B": "billion", "T": "trillion"},
    **{"mn": "million", "bn": "billion", "tn": "trillion"},
}
CURRENCIES = {"$": "dollars", "€": "euros", "£": "pounds"}
TOP_LEVEL = "com|org|net|io|dev|edu|gov|app|ai|co|uk|de|eu"
ENDINGS = {
    "csv": "C S V",
    "css": "C S S",
    "docx": "doc X",
    "gif": "gif",
    "gz": "G Z",
    "html": "H T M L",
    "ipynb": "I P Y N B",
    "java": "java",
    "jpeg": "jay peg",
    "jpg": "jay peg",
    "js": "J S",
    "json": "jason",
    "log": "log",
    "md": "M D",
    "mp4": "M P 4",
    "pdf": "P D F",
    "png": "P N G",
    "py": "P Y",
    "rs": "R S",
    "sh": "S H",
    "sql": "S Q L",
    "svg": "S V G",
    "toml": "tommel",
    "ts": "T S",
    "txt": "T X T",
    "xml": "X M L",
    "yaml": "yammel",
    "yml": "yammel",
    "zip": "zip",
}
"""Endings of file names, as they are spoken."""
PARTS = {
    "¼": "a quarter",
    "½": "a half",
    "¾": "three quarters",
    "⅓": "a third",
    "⅔": "two thirds",
    "⅛": "an eighth",
}
COMPARED = {
    "≥": "at least",
    "≤": "at most",
    ">": "more than",
    "<": "less than",
    "±": "plus or minus",
}
_AMOUNT = r"[$€£¥]?\d[\d,]*(?:\.\d+)?(?:%|[KkMB]|bn|mn)?"


def _in_words(text: str) -> str:
    """Names that programs and files have: what joins their words becomes a blank or "dot"."""
    spaced = re.sub(r"(?<=[a-z]{2})(?=[A-Z][a-z])", " ", text)
    return re.sub(r"[_-]+", " ", spaced).replace(".", " dot ").replace("/", " slash ")


def _file(match: re.Match[str]) -> str:
    return f"{_in_words(match[1])} dot {ENDINGS[match[2].lower()]}"


def _address(match: re.Match[str]) -> str:
    host, _, path = match[1].removeprefix("www.").partition("/")
    path = re.split(r"[?#]", path)[0].strip("/")
    return _in_words(host + (f"/{path}" if path else ""))


def _range(match: re.Match[str]) -> str:
    first, last = match[1], match[2]
    if first[0] in CURRENCIES and last[0] not in CURRENCIES:
        first, last = first[1:], first[0] + last
    return f"{_core(first)} to {_core(last)}"


def _pattern(match: re.Match[str]) -> str:
    """A pattern of files: `billing/**` as "billing", `src/*.py` as "src slash star dot P Y"."""
    inside = re.sub(r"(?<!/\*)(?<!/\*\*)(?:/\*{1,2}+)++$", "", match[0])
    inside = re.sub(r"(?<!\*)\*{2,}+/", "", inside)
    inside = re.sub(r"\*+", "star", inside.strip("~/"))
    file = re.fullmatch(rf"(\S*\w)\.({'|'.join(ENDINGS)})", inside, re.IGNORECASE)
    return re.sub(r" {2,}", " ", _file(file) if file else _in_words(inside)).strip()


def _dotted(match: re.Match[str]) -> str:
    """An ending or a hidden file: `.tar.gz` as "dot tar dot G Z", `.env` as "dot env"."""
    *parts, last = match[0].split(".")
    spoken = ENDINGS.get(last) or _in_words(last)
    return re.sub(r" {2,}", " ", f"{_in_words('.'.join(parts))} dot {spoken}").strip()


def _path(match: re.Match[str]) -> str:
    return _in_words(re.split(r"[?#]", match[0])[0].strip("~/"))


RULES: tuple[Rule, ...] = (
    (
        re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{1,2}:\d{2})(?::\d{2})?(?:Z|UTC)?"),
        r"\1 \2",
    ),
    (
        re.compile(r"([12]\d{3})-(0[1-9]|1[0-2])"),
        lambda m: f"{MONTH_NAMES[int(m[2]) - 1]} {m[1]}",
    ),
    (
        re.compile(r"(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.([12]\d{3})"),
        lambda m: f"{MONTH_NAMES[int(m[2]) - 1]} {int(m[1])}, {m[3]}",
    ),
    (re.compile(r"[\w.~/-]{0,60}(?:\*\*?[./]|/\*)[\w.~/*-]*+"), _pattern),
    (
        re.compile(r"((?:\.\./){0,5}\.\.)/?((?:[\w-][\w.-]*+/?+)*+)"),
        lambda m: " ".join((*["dot dot"] * (m[1].count("/") + 1), _in_words(m[2]))).strip(),
    ),
    (re.compile(r"(\d+)-(0\d+)"), lambda m: f"{m[1]} {' '.join(m[2])}"),
    (re.compile(r"([a-z]{2,})/(s|min|h|d)"), lambda m: f"{m[1]} per {TIMES[m[2]]}"),
    (re.compile(r"~?/[a-z_][\w.-]*(?:/[\w.{}-]*)*(?:[?#]\S*)?"), _path),
    (re.compile(r"([a-z][\w.-]*):(\d{2,5})"), r"\1 \2"),
    (re.compile(r"([A-Z])\+(\d+)"), r"\1 plus \2"),
    (re.compile(r"@([a-z][\w-]*)"), lambda m: f"at {_in_words(m[1])}"),
    (
        re.compile(r"(\d+(?:\.\d+)?)e[-−](\d+)"),
        r"\1 times 10 to the power of minus \2",
    ),
    (re.compile(r"([α-ωΔΣΩ])-(\w+)"), lambda m: f"{PRONOUNCED.get(m[1], m[1])} {m[2]}"),
    (
        re.compile(r"([$€£])(\d[\d,.]*)(bn|mn|tn)"),
        lambda m: f"{m[2]} {SCALES[m[3]]} {CURRENCIES[m[1]]}",
    ),
    (re.compile(r"(\d[\d,.]*)(bn|mn|tn|[KkMBT])"), lambda m: f"{m[1]} {SCALES[m[2]]}"),
    (re.compile(rf"({_AMOUNT})–({_AMOUNT})"), _range),
    (re.compile(rf"(?=\S*[.%$€£])({_AMOUNT})-({_AMOUNT})"), _range),
    (re.compile(r"(\S*\d\S*)(?:→|->)(\S*\d\S*)"), lambda m: f"{_core(m[1])} to {_core(m[2])}"),
    (re.compile(r"([$€£]\d[\d,.]*)/([a-z]+)"), r"\1 per \2"),
    (re.compile(r"(\d{1,3}):(\d)"), r"\1 to \2"),
    (re.compile(r"(\d+)([¼½¾⅓⅔⅛])"), lambda m: f"{m[1]} and {PARTS[m[2]]}"),
    (re.compile(r"(\d+(?:\.\d+)?)e(\d+)"), r"\1 times 10 to the power of \2"),
    (re.compile(r"\d+(?:\.\d+){3}"), lambda m: m[0].replace(".", " dot ")),
    (re.compile(r"\d+(?:\.\d+){2}"), lambda m: m[0].replace(".", " point ")),
    (
        re.compile(r"(\d[\d,.]*)([A-Za-z]+/[a-z]+)"),
        lambda m: f"{m[1]} {PRONOUNCED.get(m[2], m[2])}",
    ),
    (re.compile(r"([≥≤<>±])(\S*\d\S*)"), lambda m: f"{COMPARED[m[1]]} {_core(m[2])}"),
    (re.compile(r"([~≈])(\S*\d\S*)"), r"about \2"),
    (re.compile(r"[-−](\d\S*)"), r"minus \1"),
    (re.compile(r"(\d[\d,.]*)[x×]"), r"\1 times"),
    (re.compile(r"[vV](\d+(?:\.\d+)*)"), lambda m: f"version {m[1].replace('.', ' point ')}"),
    (
        re.compile(r"([\w.+-]+)@((?:[\w-]+\.)+\w{2,})"),
        lambda m: f"{_in_words(m[1])} at {_in_words(m[2])}",
    ),
    (re.compile(r"https?://(\S+)"), _address),
    (re.compile(r"\.(?:[a-z][\w-]{0,30}\.){0,5}[a-z][\w-]{0,30}"), _dotted),
    (re.compile(rf"((?:[\w-]+\.)+(?:{TOP_LEVEL})(?:/[\w./?=&#%-]*)?)"), _address),
    (re.compile(rf"([\w./-]*\w)\.({'|'.join(ENDINGS)})", re.IGNORECASE), _file),
    (re.compile(r"[A-Za-z_]\w+(?:\.[A-Za-z_]\w+)+"), lambda m: _in_words(m[0])),
    (
        re.compile(r"(?=\w\w*?_\w)\w++|[a-z]{2,}(?:[A-Z][a-z]+)+"),
        lambda m: _in_words(m[0]),
    ),
    (re.compile(r"--?([a-z][\w-]+)"), lambda m: _in_words(m[1])),
    (re.compile(r"([a-z]{3,})/([a-z]{3,})"), r"\1 \2"),
    (re.compile(r"([A-Z])&([A-Z])"), r"\1 and \2"),
    (re.compile(r"([A-Za-z]{2,})-(\d+(?:\.\d+)?)"), r"\1 \2"),
    (re.compile(r"[^\w\s]*[\U0001F000-\U0001FAFF←-⯿️‍]+"), ""),
)
"""Tried in order on the whole word; the first that fits is used."""

_OPENING, _CLOSING, _STOPS = "([{\"“‘'", ")]}\"”’'", ",;:!?…"
_LONGEST = 200
"""Characters; a longer word is none, and is read as it stands."""
_ENDING = re.compile(r"(.*?)(['’]s|s)")


GUARD = "\u2060"
"""Stands before a word that the voice's normalization must leave alone; taken out after it."""
_NO_NUMERAL = re.compile(r"(?<= )(?=[IVXLC])(?![IVXLCDM]+\b)|(?<= )(?=[CLDM]\b)")
_PRONOUN = re.compile(r"(\b[a-z]+ )(?=I [a-z])")
_AFTER_NUMBER = re.compile(
    r"(?<![\w.])(\d[\d,.]*) ?(m/s²|[km]?m[²³]|µ[smg]|nm|kΩ|Ω|[VWAlhtN]|ha|dB|Hz)(?!\w)"
)
_SIGNS = frozenset("+−-–=±<>")
_UNKNOWN = re.compile(r"(?<![\w.])(\d+)([a-z])(?![a-z])")
_FRANCS = re.compile(r"\bCHF (\d[\d,.]*)")
UNITS = {
    "m/s²": ("meter per second squared", "meters per second squared"),
    "m²": ("square meter", "square meters"),
    "m³": ("cubic meter", "cubic meters"),
    "km²": ("square kilometer", "square kilometers"),
    "mm²": ("square millimeter", "square millimeters"),
    "µs": ("microsecond", "microseconds"),
    "µm": ("micrometer", "micrometers"),
    "µg": ("microgram", "micrograms"),
    "nm": ("nanometer", "nanometers"),
    "kΩ": ("kilohm", "kilohms"),
    "Ω": ("ohm", "ohms"),
    "V": ("volt", "volts"),
    "W": ("watt", "watts"),
    "A": ("ampere", "amperes"),
    "l": ("liter", "liters"),
    "h": ("hour", "hours"),
    "t": ("tonne", "tonnes"),
    "N": ("newton", "newtons"),
    "ha": ("hectare", "hectares"),
    "dB": ("decibel", "decibels"),
    "Hz": ("hertz", "hertz"),
}
"""One, and several; only after a number."""


def split_coefficients(words: Sequence[str]) -> list[str]:
    """Return the words, with `5x` split into `5` and `x` next to an arithmetic sign, where it
    means five times the unknown x; elsewhere it is read "five times"."""
    return [
        _UNKNOWN.sub(r"\1 \2", word) if _SIGNS & {before, after} else word
        for before, word, after in zip(("", *words), words, (*words[1:], ""), strict=False)
    ]


def guard(text: str) -> str:
    """Return the text changed where the built-in voice's own normalization would misread it: with
    `GUARD` marks, which are removed afterwards, and with single-letter units and Swiss francs
    written out.

    hibari takes any word that begins with I, V, X, L or C for an empty Roman numeral if it stands
    after a title, and knows no unit of a single letter.
    """
    counted = _AFTER_NUMBER.sub(_unit, _FRANCS.sub(r"\1 Swiss francs", text))
    return _PRONOUN.sub(rf"\1{GUARD}", _NO_NUMERAL.sub(GUARD, counted))


def _unit(match: re.Match[str]) -> str:
    names = UNITS.get(match[2])
    return f"{match[1]} {names[match[1] != '1']}" if names else match[0]


def pronounce(word: str) -> str:
    """Return what the voice is given in place of one written English word with its punctuation:
    several words, or none.

    What the voice reads correctly by itself, for example a number, is returned as it is, and so is
    a word of more than 200 characters.
    """
    if len(word) > _LONGEST:
        return word
    word = word.replace("()", "")
    if word.strip(f"{_OPENING}{_CLOSING}{_STOPS}`") == "..":
        return word.replace("..", "dot dot").replace("`", "")
    rest = word.lstrip(_OPENING)
    core = rest.rstrip(_CLOSING).removesuffix(".").rstrip(_CLOSING + _STOPS).removesuffix(".")
    before, after = word[: len(word) - len(rest)], rest[len(core) :]
    after = after.replace(".", "") if core in WITHOUT_STOP else after
    return f"{before}{_core(core)}{after}"


def _core(core: str) -> str:
    if core in PRONOUNCED:
        return PRONOUNCED[core]
    ending = _ENDING.fullmatch(core)
    if ending and ending[1] in PRONOUNCED:
        return f"{PRONOUNCED[ending[1]]}{ending[2]}"
    for pattern, spoken in RULES:
        if match := pattern.fullmatch(core):
            return match.expand(spoken) if isinstance(spoken, str) else spoken(match)
    return _without_accents(core)


def _without_accents(core: str) -> str:
    """`café` as "cafe", which English dictionaries know; other scripts as they are."""
    parted = unicodedata.normalize("NFD", core)
    if not any(letter.isascii() and letter.isalpha() for letter in parted):
        return core
    return "".join(letter for letter in parted if not unicodedata.combining(letter))


def align_words(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Return for each word of `before` the range (start, end) of indexes of words in `after` that
    replace it.

    Equal words are matched. What was rewritten between them is divided evenly, and an inserted word
    belongs to the word in front of it.
    """
    found: list[tuple[int, int]] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "insert":
            if found:
                found[-1] = (found[-1][0], d)
            continue
        cuts = [c + round(k * (d - c) / (b - a)) for k in range(b - a + 1)]
        found.extend(zip(cuts, cuts[1:], strict=False))
    return found
