"""TOML edited by position: one table of a list set or taken out, every other byte kept."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

import tomlkit

HEADER = re.compile(r"^[ \t]*\[", re.MULTILINE)


def set_entry(text: str | None, path: tuple[str, str], entry: Mapping[str, Any]) -> str:
    """The text with the entry at `path`, a list's name and the entry's. None: no file yet."""
    key, name = path
    document = tomlkit.document()
    document[key] = {name: dict(entry)}
    block = tomlkit.dumps(document).strip() + "\n"
    if text is None:
        return block
    newline = "\r\n" if "\r\n" in text else "\n"
    block = block.replace("\n", newline)
    if found := _block(text, path):
        start, end = found
        return text[:start] + block + text[end:]
    return text + newline + block


def take_out(text: str, path: tuple[str, str]) -> str | None:
    """The text without the entry; None: the file was ours."""
    while found := _block(text, path):
        start, end = found
        if start == 0 and end == len(text):
            return None
        before = re.sub(r"\r?\n\Z", "", text[:start])
        text = before + text[end:]
    return text


def values(text: str) -> dict[str, Any]:
    """What the text says.

    Raises:
        ValueError: It is no TOML.
    """
    return tomllib.loads(text.lstrip("\ufeff").replace("\r\n", "\n"))


def _block(text: str, path: tuple[str, str]) -> tuple[int, int] | None:
    """Where the entry's table is, with the tables below it, up to its last line of values."""
    dotted = r"[ \t]*\.[ \t]*".join(rf"[\"']?{re.escape(part)}[\"']?" for part in path)
    own = re.compile(rf"^[ \t]*\[[ \t]*{dotted}[ \t]*(?:\.[^\]\n]*)?\]", re.MULTILINE)
    first = own.search(text)
    if first is None:
        return None
    end = len(text)
    for header in HEADER.finditer(text, first.end()):
        if not own.match(text, header.start()):
            end = header.start()
            break
    lines = text[first.start() : end].splitlines(keepends=True)
    while lines and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        lines.pop()
    return first.start(), first.start() + len("".join(lines))
