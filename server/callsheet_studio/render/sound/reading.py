"""How written words are read aloud: `1.2M` as "1.2 million", `JSON` as "jason".

Only what is spoken changes; captions keep the written words. Each written word is read for itself,
so that the time of what was said can be given back to it. The voice's own normalisation (dates,
money, units over several words) comes after this.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

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
    "÷": "divided by",
    "≤": "at most",
    "≥": "at least",
}
"""Words as written, without the punctuation around them -> words that any voice reads right."""

SCALES = {"K": "thousand", "k": "thousand", "M": "million", "B": "billion", "T": "trillion"}
TOP_LEVEL = "com|org|net|io|dev|edu|gov|app|ai|co|uk|de|eu"

RULES: tuple[Rule, ...] = (
    (re.compile(r"(\d[\d,.]*)([KkMBT])"), lambda m: f"{m[1]} {SCALES[m[2]]}"),
    (re.compile(r"([~≈])(\S*\d\S*)"), r"about \2"),
    (re.compile(r"[-−](\d\S*)"), r"minus \1"),
    (re.compile(r"(\d[\d,.]*)[x×]"), r"\1 times"),
    (re.compile(r"[vV](\d+(?:\.\d+)*)"), lambda m: f"version {m[1].replace('.', ' point ')}"),
    (
        re.compile(rf"(?:https?://)?((?:[\w-]+\.)+(?:{TOP_LEVEL})(?:/[\w./-]*)?)"),
        lambda m: m[1].rstrip("/").replace(".", " dot ").replace("/", " slash "),
    ),
    (re.compile(r"(?=\w\w*?_\w)\w++"), lambda m: m[0].replace("_", " ")),
    (re.compile(r"([A-Za-z]{2,})-(\d+(?:\.\d+)?)"), r"\1 \2"),
    (re.compile(r"[^\w\s]*[\U0001F000-\U0001FAFF←-⯿️‍]+"), ""),
)
"""Tried in order on the whole word; the first that fits is used."""

_OPENING, _CLOSING, _STOPS = "([{\"“‘'", ")]}\"”’'", ",;:!?…"
_LONGEST = 200
"""Characters; a longer word is none, and is read as it stands."""
_ENDING = re.compile(r"(.*?)(['’]s|s)")


def said(word: str) -> str:
    """What is spoken for one written word, its punctuation kept; may be several words or none."""
    if len(word) > _LONGEST:
        return word
    rest = word.lstrip(_OPENING)
    core = rest.rstrip(_CLOSING).removesuffix(".").rstrip(_CLOSING + _STOPS)
    before, after = word[: len(word) - len(rest)], rest[len(core) :]
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


def spans(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """For each word of `before`, the range of words in `after` that it became.

    Words that stayed are found as they are; what was rewritten between them is shared out evenly,
    and what came in anew belongs to the word in front of it.
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
