"""Texts as Mermaid writes them: entities such as `#quot;`, `<br/>`, HTML, Markdown in backticks."""

import html
import re

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


def protect_entities(source: str) -> str:
    """Return a Mermaid source in which each entity `#name;` is replaced by a mark without `;`,
    so that lines are not split there. `parse_label` turns the mark into the character."""
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


def _character(name: str) -> str:
    if name.isdecimal():
        number = int(name)
        return chr(number) if 0 < number < 0x110000 else " "
    return html.unescape(f"&{name};")
