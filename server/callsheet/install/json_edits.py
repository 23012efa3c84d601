"""JSON with comments, edited by position: one member set or taken out, every other byte kept.

Settings files of clients hold comments, trailing commas, doubled keys and numbers that a parser
spells otherwise, so nothing is parsed and written again. What is added for want of a list or a
file is written with one space inside its braces; by that mark it is found and taken out too.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

TRIVIA = re.compile(r"(?:[\s\ufeff]|//[^\n]*|/\*[\s\S]*?\*/)*")
SCALAR = re.compile(
    r'"(?:[^"\\\x00-\x1f]|\\.)*"|-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null'
)
REMARK = re.compile(r"[ \t]*(?://[^\r\n]*|/\*[^\r\n]*?\*/)")
MAX_DEPTH = 200


@dataclass(frozen=True)
class JsonMember:
    """A name and its value in an object, by positions in the text."""

    name: str
    start: int
    value: "JsonNode"
    comma: int | None
    """Where the comma after it is."""


@dataclass(frozen=True)
class JsonNode:
    """A value: from `start` up to, and without, `end`."""

    start: int
    end: int
    value: Any
    members: tuple[JsonMember, ...] = ()

    def member(self, name: str) -> JsonMember | None:
        """Return the member of this name, the last one if there are
        several; None if there is none."""
        return next((one for one in reversed(self.members) if one.name == name), None)


def parse(text: str) -> JsonNode:
    """Return the tree of a JSON text with positions; comments and trailing commas are allowed.

    Raises:
        ValueError: It is not JSON; the message names the line.
    """
    node = _Parser(text).value(_skip(text, 0), 0)
    if (rest := _skip(text, node.end)) != len(text):
        raise _Parser(text).error(rest)
    return node


def parse_values(text: str) -> Any:
    """Return the value of a JSON text with comments; an empty text is an empty object.

    Raises:
        ValueError: It is not JSON.
    """
    return parse(text).value if text.strip("\ufeff \t\r\n") else {}


def set_entry(text: str | None, path: tuple[str, str], entry: Mapping[str, Any]) -> str:
    """Return a JSON text with `entry` set at `path`; all other text stays.

    Args:
        text: The present text; None if there is no file.
        path: The name of the list of servers, and the entry's name in it.

    Raises:
        ValueError: The text is not JSON.
        TypeError: The document or the list is not an object.
    """
    key, name = path
    if text is None or not text[_skip(text, 0) :]:
        created = _new_object(key, _new_object(name, _render(entry, "", "  ", "\n")))
        return f"{created}\n" if text is None else text + created
    root = _object(parse(text))
    unit, newline = _unit(text, root), _newline(text)
    listed = root.member(key)
    if listed is None:
        lead = _lead(text, root, unit)
        inner = _new_object(name, _render(entry, lead, unit, newline))
        return _insert_member(text, root, f"{json.dumps(key)}: {inner}", newline + lead)
    servers = _object(listed.value)
    if old := servers.member(name):
        value = _render(entry, _line_start(text, old.start), unit, newline)
        return text[: old.value.start] + value + text[old.value.end :]
    lead = _lead(text, servers, unit * 2)
    value = _render(entry, lead, unit, newline)
    return _insert_member(text, servers, f"{json.dumps(name)}: {value}", newline + lead)


def remove_entry(text: str, path: tuple[str, str]) -> str | None:
    """Return a JSON text without the entry at `path`, however often its name stands there.

    None if nothing remains, since Callsheet made the file.

    Args:
        path: The name of the list of servers, and the entry's name in it.

    Raises:
        ValueError: The text is not JSON.
        TypeError: The document or the list is not an object.
    """
    key, name = path
    while True:
        root = _object(parse(text))
        lists = [one for one in root.members if one.name == key]
        held = [(one, _object(one.value)) for one in lists]
        found = next((each for each in held if each[1].member(name)), None)
        if found is None:
            return text
        listed, servers = found
        if not _is_created(text, servers):
            text = _without(text, servers, cast("JsonMember", servers.member(name)))
        elif not _is_created(text, root):
            text = _without(text, root, listed)
        else:
            before, after = text[: root.start], text[root.end :]
            return None if (before, after) == ("", "\n") else before + after


class _Parser:
    """A recursive descent over positions."""

    def __init__(self, text: str) -> None:
        self.text = text

    def error(self, at: int) -> ValueError:
        """What can't be read, by its line."""
        return ValueError(f"line {self.text.count(chr(10), 0, at) + 1} cannot be read")

    def value(self, at: int, depth: int) -> JsonNode:
        """The value that begins at `at`."""
        opening = self.text[at : at + 1]
        if depth > MAX_DEPTH:
            raise self.error(at)
        if opening == "{":
            return self._object(at, depth)
        if opening == "[":
            return self._list(at, depth)
        if not (match := SCALAR.match(self.text, at)):
            raise self.error(at)
        try:
            return JsonNode(at, match.end(), json.loads(match[0]))
        except ValueError:  # such as "C:\\Users", whose backslash has to be doubled
            raise self.error(at) from None

    def _list(self, start: int, depth: int) -> JsonNode:
        items: list[Any] = []
        at = _skip(self.text, start + 1)
        while not self.text.startswith("]", at):
            item = self.value(at, depth + 1)
            items.append(item.value)
            _, at = self._separator(item.end, "]")
        return JsonNode(start, at + 1, items)

    def _object(self, start: int, depth: int) -> JsonNode:
        members: list[JsonMember] = []
        at = _skip(self.text, start + 1)
        while not self.text.startswith("}", at):
            name = self.value(at, depth + 1)
            colon = _skip(self.text, name.end)
            if not isinstance(name.value, str) or not self.text.startswith(":", colon):
                raise self.error(at)
            value = self.value(_skip(self.text, colon + 1), depth + 1)
            begins = at
            comma, at = self._separator(value.end, "}")
            members.append(JsonMember(name.value, begins, value, comma))
        values = {one.name: one.value.value for one in members}
        return JsonNode(start, at + 1, values, tuple(members))

    def _separator(self, at: int, closing: str) -> tuple[int | None, int]:
        """The comma after an item, if there is one, and where the next thing begins."""
        at = _skip(self.text, at)
        if self.text.startswith(",", at):
            return at, _skip(self.text, at + 1)
        if not self.text.startswith(closing, at):
            raise self.error(at)
        return None, at


def _skip(text: str, at: int) -> int:
    match = TRIVIA.match(text, at)
    return match.end() if match else at


def _object(node: JsonNode) -> JsonNode:
    if not isinstance(node.value, dict):
        raise TypeError
    return node


def _insert_member(text: str, node: JsonNode, member: str, line: str) -> str:
    """With one more member, the last, on a line that begins with `line`."""
    inner = text[node.start + 1 : node.end - 1]
    if not node.members:
        at = node.start + 1
        return text[:at] + (line if "\n" in inner else "") + member + text[at:]
    last = node.members[-1]
    end = last.value.end if last.comma is None else last.comma + 1
    remark = REMARK.match(text, end)
    at = remark.end() if remark else end
    if last.comma is not None:
        return f"{text[:at]}{line}{member},{text[at:]}"
    return f"{text[:end]},{text[end:at]}{line}{member}{text[at:]}"


def _without(text: str, node: JsonNode, member: JsonMember) -> str:
    index = node.members.index(member)
    before = node.members[index - 1].comma if index else None
    bound = node.start + 1 if before is None else before + 1
    newline = text.rfind("\n", bound, member.start)
    start = bound if newline < 0 else newline - (text[newline - 1 : newline] == "\r")
    if member.comma is not None:
        return text[:start] + text[member.comma + 1 :]
    kept = text[:start] if before is None else text[:before] + text[before + 1 : start]
    return kept + text[member.value.end :]


def _is_created(text: str, node: JsonNode) -> bool:
    """Whether an object has our mark: one member, one space at each side of it."""
    if len(node.members) != 1:
        return False
    only = node.members[0]
    sides = text[node.start + 1 : only.start], text[only.value.end : node.end - 1]
    return sides == (" ", " ")


def _new_object(name: str, value: str) -> str:
    return f"{{ {json.dumps(name)}: {value} }}"


def _render(value: Mapping[str, Any], lead: str, unit: str, newline: str) -> str:
    lines = json.dumps(value, indent=unit, ensure_ascii=False).split("\n")
    return (newline + lead).join(lines)


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _unit(text: str, root: JsonNode) -> str:
    """What one level is indented by."""
    first = root.members[0].start if root.members else 0
    return _line_start(text, first) or "  "


def _lead(text: str, node: JsonNode, otherwise: str) -> str:
    """What the members of an object are indented by."""
    if not node.members:
        return otherwise
    between = text[node.start : node.members[-1].start]
    return _line_start(text, node.members[-1].start) if "\n" in between else otherwise


def _line_start(text: str, at: int) -> str:
    """The blanks that the line of a position begins with."""
    line = text[text.rfind("\n", 0, at) + 1 : at].lstrip("\ufeff")
    return line[: len(line) - len(line.lstrip(" \t"))]
