"""A client's list of servers, as a file: one entry set or taken out, every other byte kept."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Any, cast

from callsheet.install import json_edits, toml_edits
from callsheet.install.mcp_clients import NAME, CannotInstall, Document, Format, McpClient
from callsheet.settings import is_secret, list_settings

HIDDEN = "…"
LAUNCH = frozenset({"command", "args", "url", "headers", "type"})
"""Keys of an older entry that say how it is started; a new one brings its own."""


@dataclass(frozen=True)
class _Editor:
    """How files of one format are read and changed."""

    values: Callable[[str], Any]
    set_entry: Callable[[str | None, tuple[str, str], Document], str]
    take_out: Callable[[str, tuple[str, str]], str | None]


_EDITORS: Mapping[Format, _Editor] = {
    "json": _Editor(json_edits.parse_values, json_edits.set_entry, json_edits.remove_entry),
    "toml": _Editor(toml_edits.parse_values, toml_edits.set_entry, toml_edits.remove_entry),
}


@dataclass(frozen=True)
class ConfigChange:
    """What would become of one file."""

    file: Path
    before: str | None
    """Its text; None: there is no such file."""
    after: str | None
    """None: it goes, since `callsheet install` made it."""
    diff: str
    """The lines of Callsheet's own entry, no values of its environment: those may be keys."""
    needed: bool
    """Whether the entry is another one afterwards, if only by a hidden value."""
    secret: bool = False
    """Whether there is a key in the entry, after the change."""

    def write(self) -> None:
        """Write the changed file as a whole, or delete it if nothing remains.

        Raises:
            CannotInstall: The file was changed meanwhile, or cannot be written.
        """
        target = self.file.resolve()  # a link stays one
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            if _text(target) != self.before:
                raise CannotInstall(f"{self.file} was changed by somebody else. Try again.")
            if target.exists() and not target.stat().st_mode & 0o222:
                raise CannotInstall(f"{self.file} is read-only, so nothing was changed.")
            if self.after is None:
                target.unlink()
            else:
                _replace(target, self.after, private=self.secret)
        except OSError as error:
            raise CannotInstall(f"{self.file} cannot be written ({error.strerror}).") from error


def set_server_entry(client: McpClient, file: Path, entry: Document | None) -> ConfigChange:
    """Return the change of a client's config file that sets Callsheet's entry,
    or with None removes it.

    Nothing is written yet. An older entry's environment, and settings that a person gave it, are
    kept.

    Raises:
        CannotInstall: The file is not valid for the client, or it can't be changed without
            touching other lines.
    """
    before = _text(file)
    servers = _servers(client, file, before, entry)
    found = servers.get(NAME)
    old = cast("Mapping[str, Any]", found) if isinstance(found, Mapping) else None
    new = _merge_entry(client, old or {}, entry) if entry is not None else None
    after = before if new == found else _edit_text(client, file, before, new)
    diff = _diff(*(_show_entry(client, one) for one in (old, new)))
    secret = _has_secret(client, new)
    return ConfigChange(file, before, after, diff, needed=new != found, secret=secret)


def delete_backups(file: Path) -> list[Path]:
    """Delete the copies of a config file that hold a key and were made by earlier
    versions; returns their paths.

    Raises:
        CannotInstall: One cannot be deleted.
    """
    gone = [copy for copy in file.parent.glob(f"{file.name}.backup*") if _names_secret(copy)]
    try:
        for copy in gone:
            copy.unlink()
    except OSError as error:
        raise CannotInstall(f"{file.parent} cannot be written ({error.strerror}).") from error
    return gone


def _names_secret(copy: Path) -> bool:
    text = _text(copy) or ""
    return any(is_secret(name) and name in text for name, _, _ in list_settings())


def _has_secret(client: McpClient, entry: Document | None) -> bool:
    return any(map(is_secret, (entry or {}).get(client.variables, {})))


def _text(file: Path) -> str | None:
    try:
        return file.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise CannotInstall(f"{file} cannot be read ({error}).") from error


def _servers(
    client: McpClient, file: Path, text: str | None, entry: Document | None
) -> Mapping[str, Any]:
    try:
        document = _EDITORS[client.format].values(text or "")
    except ValueError as error:
        raise CannotInstall(_by_hand(client, file, str(error), entry)) from error
    if not isinstance(document, Mapping):
        raise CannotInstall(f"{file} is not a list of settings, so nothing was changed.")
    servers = cast("Mapping[str, Any]", document).get(client.key, {})
    if not isinstance(servers, Mapping):
        raise CannotInstall(f"`{client.key}` in {file} is not a table, so nothing was changed.")
    return cast("Mapping[str, Any]", servers)


def _edit_text(
    client: McpClient, file: Path, before: str | None, entry: Document | None
) -> str | None:
    """The new text, once it was read again: it says what it said, with the entry as wanted."""
    editor, path = _EDITORS[client.format], (client.key, NAME)
    after: str | None = before
    try:
        if entry is None:
            after = editor.take_out(before or "", path)
        else:
            after = editor.set_entry(before, path, entry)
        same = _without(client, editor, after) == _without(client, editor, before)
        held = editor.values(after or "").get(client.key, {}).get(NAME)
    except (TypeError, ValueError):
        same, held = False, None
    if not same or held != entry:
        why = "Its way of writing lists of servers is one that cannot be added to"
        raise CannotInstall(_by_hand(client, file, why, entry))
    return after


def _without(client: McpClient, editor: _Editor, text: str | None) -> Document:
    """What a file says besides Callsheet's entry; an empty list counts as none."""
    document = dict(editor.values(text or ""))
    listed = document.pop(client.key, {})
    others = {name: one for name, one in listed.items() if name != NAME}
    return {**document, **({client.key: others} if others else {})}


def _merge_entry(client: McpClient, old: Document, entry: Document) -> dict[str, Any]:
    kept = {name: value for name, value in old.items() if name not in LAUNCH}
    name = client.variables
    variables = {**old.get(name, {}), **entry.get(name, {})}
    return {**kept, **entry, **({name: variables} if variables else {})}


def _by_hand(client: McpClient, file: Path, why: str, entry: Document | None) -> str:
    todo = (
        f"add this to it:\n{_show_entry(client, entry)}" if entry else "take callsheet out of it."
    )
    return f"{file} cannot be changed: {why}. Nothing was changed. By hand, {todo}"


def _show_entry(client: McpClient, entry: Document | None) -> str:
    """The entry on its own, as it stands in the file, with its secrets hidden."""
    if entry is None:
        return ""
    hidden = {
        name: dict.fromkeys(entry[name], HIDDEN)
        for name in (client.variables, "headers")
        if name in entry
    }
    shown = {**entry, **hidden}
    if client.format == "toml":
        return toml_edits.set_entry(None, (client.key, NAME), shown)
    return json.dumps({client.key: {NAME: shown}}, indent=2, ensure_ascii=False) + "\n"


def _diff(before: str, after: str) -> str:
    lines = unified_diff(before.splitlines(), after.splitlines(), "before", "after", lineterm="")
    return "\n".join(lines) or "A value of its environment changes."


def _replace(target: Path, text: str, *, private: bool) -> None:
    """A new file, and one that holds a key, is its owner's alone; another keeps its mode."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    temporary = Path(name)
    try:
        with open(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        if target.exists() and not private:
            shutil.copymode(target, temporary)
        os.replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
