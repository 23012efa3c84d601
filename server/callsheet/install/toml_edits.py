"""TOML edited by position: one table of a list set or taken out, every other byte kept."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

import tomlkit

HEADER = re.compile(r"^[ \t]*\[", re.MULTILINE)


def set_entry(text: str | None, path: tuple[str, str], entry: Mapping[str, Any]) -> str:
    """Return a TOML text with `entry` set at `path`; all other text stays.

    Args:
        text: The present text; None if there is no file.
        path: The name of the list of servers, and the entry's name in it.
    """
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


def remove_entry(text: str, path: tuple[str, str]) -> str | None:
    """Return a TOML text without the table at `path` and the tables below it; None if nothing
    remains, since Callsheet made the file.

    An entry that is written in another way, such as `callsheet = {…}`, stays: read the result.
    The text is not checked.

    Args:
        path: The name of the list of servers, and the entry's name in it.
    """
    while found := _block(text, path):
        start, end = found
        if start == 0 and end == len(text):
            return None
        before = re.sub(r"\r?\n\Z", "", text[:start])
        text = before + text[end:]
    return text


def parse_values(text: str) -> dict[str, Any]:
    """Return the value of a TOML text.

    Raises:
        ValueError: It is not TOML.
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
