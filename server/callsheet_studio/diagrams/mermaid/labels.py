"""Texts as Mermaid writes them: entities such as `#quot;`, `<br/>`, HTML, Markdown in backticks."""

import html
import re
from decimal import Decimal

MARK, END = "\ue000", "\ue001"
"""Around an entity's name while a source is read, so that its `#` and `;` are not taken for syntax;
private-use characters."""
_ENTITY = re.compile(r"#(\w{1,31});")
_MARKED = re.compile(f"{MARK}(\\w{{1,31}}){END}")
_BREAK = re.compile(r"<br\s*/?>|\\n", re.IGNORECASE)
"""Mermaid also breaks lines at a backslash with an `n`."""
_TAG_NAMES = "b|i|u|s|em|strong|small|sub|sup|span|div|p|a|code|img|font|center|h[1-6]|ul|ol|li|hr"
_TAG = re.compile(rf"</?(?:{_TAG_NAMES})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ICON = re.compile(r"\bfa[bklrs]?:fa-[\w-]+")
_STRONG = re.compile(r"\*\*|__")
_EMPHASIS = re.compile(r"(?<!\w)([*_])([^*_\n]+)\1(?!\w)")
_PLAIN = frozenset(" ,.?!'-/_")


def protect_entities(source: str) -> str:
    """Return a Mermaid source in which each `#name;` is marked, so that no other rule splits it.

    `parse_label` turns it into its character.
    """
    return _ENTITY.sub(rf"{MARK}\1{END}", source.replace(MARK, " ").replace(END, " "))


def parse_label(raw: str) -> str:
    """Return a label's text as a browser would show it, with a line feed for each line break."""
    text = raw.strip()
    if len(text) > 1 and text[0] == text[-1] == "`":
        text = _EMPHASIS.sub(r"\2", _STRONG.sub("", text[1:-1].replace("\n", "<br/>")))
    lines = _BREAK.sub("\n", text.replace("\n", " ")).split("\n")
    clean = (html.unescape(_ICON.sub("", _TAG.sub("", line))) for line in lines)
    joined = "\n".join(" ".join(line.split()) for line in clean).strip("\n")
    return _MARKED.sub(lambda entity: _character(entity[1]), joined)


def write_label(text: str) -> str:
    """Return a text as a Mermaid label: what could be syntax becomes an
    entity, a line feed `<br/>`."""
    return "<br/>".join(_write_line(line) for line in text.split("\n"))


def write_quoted(text: str) -> str:
    """Return a text as a Mermaid label in double quotes, as `write_label` writes it."""
    return f'"{write_label(text)}"'


def write_number(value: float) -> str:
    """Return all digits of a finite number, without an exponent."""
    return f"{Decimal(repr(value)):f}"


def _character(name: str) -> str:
    if name.isdecimal():
        number = int(name)
        return chr(number) if 0 < number < 0x110000 else " "
    return html.unescape(f"&{name};")


def _write_line(line: str) -> str:
    last = len(line) - 1
    return "".join(
        char if _is_plain(char) and not _is_lost(line, n, last) else f"#{ord(char)};"
        for n, char in enumerate(line)
    )


def _is_plain(char: str) -> bool:
    return char in _PLAIN or (char.isalnum() and char not in (MARK, END))


def _is_lost(line: str, n: int, last: int) -> bool:
    """Whether a reader would drop this space: at an end, or after another one."""
    return line[n] == " " and (n in (0, last) or line[n - 1] == " ")
