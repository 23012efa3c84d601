"""A client's list of servers, as a file: one entry set or taken out, everything else kept."""

import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Any, TypeAlias, cast

import tomlkit
from tomlkit.exceptions import TOMLKitError

from callsheet.install.mcp_clients import NAME, CannotInstall, Document, Format, McpClient
from callsheet.settings import is_secret, table

HIDDEN = "…"
LAUNCH = frozenset({"command", "args", "url", "headers", "type"})
"""Keys of an older entry that say how it is started; a new one brings its own."""

Table: TypeAlias = MutableMapping[str, Any]


@dataclass(frozen=True)
class ConfigChange:
    """What would become of one file."""

    file: Path
    before: str | None
    """Its text; None: there is no such file."""
    after: str
    diff: str
    """The lines of Callsheet's own entry, no values of its environment: those may be keys."""
    needed: bool
    """Whether the entry is another one afterwards, if only by a hidden value."""
    secret: bool = False
    """Whether there is a key in the entry, after the change."""

    def write(self) -> Path | None:
        """Put it in place, whole or not at all. Gives the copy of what was there, if anything.

        Raises:
            CannotInstall: The file was changed meanwhile, or cannot be written.
        """
        target = self.file.resolve()  # a link stays one
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            if _text(target) != self.before:
                raise CannotInstall(f"{self.file} was changed by somebody else. Try again.")
            backup = _backup(target) if self.before is not None else None
            _replace(target, self.after, private=self.secret)
        except OSError as error:
            raise CannotInstall(f"{self.file} cannot be written ({error.strerror}).") from error
        return backup


def change(client: McpClient, file: Path, entry: Document | None) -> ConfigChange:
    """The file with this entry for Callsheet in it; None takes the entry out.

    An older entry's environment and the settings a person gave it are kept.

    Raises:
        CannotInstall: The file is not what the client would read, or has comments, which JSON
            cannot be written with.
    """
    before = _text(file)
    document = _parsed(client, file, before, entry)
    servers = _servers(client, file, document)
    found = servers.get(NAME)
    old = cast("Mapping[str, Any]", found) if isinstance(found, Mapping) else None
    new = _merged(old or {}, entry) if entry is not None else None
    if new is None:
        servers.pop(NAME, None)
    elif new != found:
        servers[NAME] = new
    shown = [_shown(client, one) for one in (old, new)]
    after = _rendered(client.format, document, before)
    secret = _has_secret(new)
    return ConfigChange(file, before, after, _diff(*shown), needed=new != found, secret=secret)


def delete_backups(file: Path) -> list[Path]:
    """Delete the copies beside the file that hold a key of Callsheet's; gives them.

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
    return any(is_secret(name) and name in text for name, _, _ in table())


def _has_secret(entry: object) -> bool:
    env = cast("Mapping[str, object]", entry).get("env") if isinstance(entry, Mapping) else None
    return isinstance(env, Mapping) and any(map(is_secret, cast("Mapping[str, object]", env)))


def _text(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise CannotInstall(f"{file} cannot be read ({error}).") from error


def _parsed(client: McpClient, file: Path, text: str | None, entry: Document | None) -> Table:
    try:
        document = _READ[client.format](text) if text and text.strip() else _EMPTY[client.format]()
    except (ValueError, TOMLKitError) as error:
        raise CannotInstall(_by_hand(client, file, error, entry)) from error
    if not isinstance(document, MutableMapping):
        raise CannotInstall(f"{file} is not a list of settings, so nothing was changed.")
    return cast("Table", document)


def _servers(client: McpClient, file: Path, document: Table) -> Table:
    servers = document.setdefault(client.key, {})
    if not isinstance(servers, MutableMapping):
        raise CannotInstall(f"`{client.key}` in {file} is not a table, so nothing was changed.")
    # tomlkit gives its own table for the plain one it took in
    return document[client.key]


def _merged(old: Mapping[str, Any], entry: Document) -> dict[str, Any]:
    kept = {name: value for name, value in old.items() if name not in LAUNCH}
    env = {**old.get("env", {}), **entry.get("env", {})}
    return {**kept, **entry, **({"env": env} if env else {})}


def _by_hand(client: McpClient, file: Path, error: Exception, entry: Document | None) -> str:
    why = f"{file} is not plain {client.format.upper()} ({error})"
    if client.format == "json":
        why += "; if it has comments, rewriting would lose them"
    todo = f"add this to it:\n{_shown(client, entry)}" if entry else "take callsheet out of it."
    return f"{why}. Nothing was changed. By hand, {todo}"


def _shown(client: McpClient, entry: Mapping[str, Any] | None) -> str:
    """The entry on its own, as it stands in the file, with its secrets hidden."""
    if entry is None:
        return ""
    hidden = {
        name: dict.fromkeys(entry[name], HIDDEN) for name in ("env", "headers") if name in entry
    }
    document = _EMPTY[client.format]()
    document[client.key] = {NAME: {**entry, **hidden}}
    return _rendered(client.format, document, None)


def _diff(before: str, after: str) -> str:
    lines = unified_diff(before.splitlines(), after.splitlines(), "before", "after", lineterm="")
    return "\n".join(lines) or "A value of its environment changes."


def _rendered(format: Format, document: Table, before: str | None) -> str:
    if format == "toml":
        return tomlkit.dumps(document)
    found = re.search(r"^[{[]\s*\n([ \t]+)", before or "")
    text = json.dumps(document, indent=found.group(1) if found else 2, ensure_ascii=False)
    return text + ("\n" if before is None or before.endswith("\n") else "")


def _backup(file: Path) -> Path:
    """A copy beside the file, under a name that is free."""
    number = 1
    while (copy := file.with_name(f"{file.name}.backup{number}")).exists():
        number += 1
    Path(shutil.copy2(file, copy)).chmod(0o600)
    return copy


def _replace(target: Path, text: str, *, private: bool) -> None:
    """A new file, and one that holds a key, is its owner's alone; another keeps its mode."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    temporary = Path(name)
    try:
        with open(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        if target.exists() and not private:
            shutil.copymode(target, temporary)
        os.replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)


_READ: Mapping[Format, Callable[[str], object]] = {"json": json.loads, "toml": tomlkit.parse}
_EMPTY: Mapping[Format, Callable[[], Table]] = {"json": dict, "toml": tomlkit.document}
