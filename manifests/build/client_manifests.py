"""What describes Callsheet to others: the bundle, the registry entry, the clients' snippets.

Everything is made from the catalog, the settings and the package's own metadata, so that none of it
can say something else than the server does. The files lie in `manifests/`.
"""

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import metadata, version
from typing import Any, TypeAlias
from urllib.parse import quote

import tomlkit

from callsheet.install.mcp_clients import CLIENTS, NAME, Document, LaunchCommand
from callsheet.settings import is_secret, list_settings
from callsheet_tools.catalog import CATALOG

REGISTRY_NAME = "io.github.callsheet/callsheet"
"""The README carries it too, as `mcp-name`: so the registry knows that both are ours."""
REGISTRY_SCHEMA = "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json"
TAGLINE = "Make videos by talking to an assistant: free on your computer, or bought hosted."
"""At most 100 characters, the registry's limit."""
AUTHOR = "The Callsheet authors"
HOME = "https://github.com/callsheet/callsheet"
"""As `REGISTRY_NAME`'s namespace says; where it is published from."""
FETCHED = f"callsheet[studio] @ git+{HOME}"
"""What `uvx` makes the program from: the package is on no index yet."""
ICON = "https://raw.githubusercontent.com/callsheet/callsheet/main/.github/images/icon.png"
PRIVACY = ("https://www.knowlify.com/privacy", "https://knightvision.tech/privacy")
"""Whom data goes to once a key is set; without one nothing leaves the computer."""
VSCODE_REDIRECT = "https://insiders.vscode.dev/redirect?url="
"""VS Code's own page, which leads on to `vscode:` addresses."""
COMMAND = "callsheet"
"""As it is on the PATH. A client may have another: `callsheet install` writes the whole path."""
ABOUT = """\
An assistant gets tools that make narrated explainer films, clips and characters, and analyse \
ads. With a key of Knowlify or Knightvision it buys them there, each one once, for the number you \
agreed to; nothing is sent anywhere without a key.

Films made on this computer need the renderer, which this bundle leaves out so that it starts at \
once. The first answer that needs it names the command that adds it."""
SECRETS = {
    "KNOWLIFY_API_KEY": "Knowlify API key",
    "KNIGHTVISION_API_KEY": "Knightvision partner key",
}
OUTPUT = "CALLSHEET_OUTPUT_DIR"
INPUTS = (*SECRETS, OUTPUT)
"""The settings that a person is asked for; every other one can be set by hand."""

Make: TypeAlias = Callable[[], str]


def mcpb() -> str:
    """`manifest.json` of the bundle (MCPB 0.4, run by uv)."""
    asked = {name: f"${{user_config.{name.lower()}}}" for name in INPUTS}
    run = ["run", "--directory", "${__dirname}", "server/main.py"]
    return to_json(
        {
            "manifest_version": "0.4",
            "name": NAME,
            "display_name": "Callsheet",
            "version": version(NAME),
            "description": TAGLINE,
            "long_description": ABOUT,
            "author": {"name": AUTHOR},
            "repository": {"type": "git", "url": HOME},
            "homepage": HOME,
            "icon": "icon.png",
            "license": metadata(NAME)["License-Expression"],
            "keywords": metadata(NAME)["Keywords"].split(","),
            "server": {
                "type": "uv",
                "entry_point": "server/main.py",
                "mcp_config": {"command": "uv", "args": run, "env": asked},
            },
            "tools": [
                {"name": entry.name, "description": first_line(entry.fn.__doc__)}
                for entry in CATALOG
            ],
            "prompts_generated": True,
            "user_config": {name.lower(): _asked_in_bundle(name) for name in INPUTS},
            "privacy_policies": list(PRIVACY),
            "compatibility": {
                "platforms": ["darwin", "win32", "linux"],
                "runtimes": {"python": metadata(NAME)["Requires-Python"]},
            },
        }
    )


def registry() -> str:
    """`server.json` for the MCP registry."""
    package = {
        "registryType": "pypi",
        "identifier": NAME,
        "version": version(NAME),
        "runtimeHint": "uvx",
        "runtimeArguments": [{"type": "named", "name": "--with", "value": f"{NAME}[studio]"}],
        "transport": {"type": "stdio"},
        "environmentVariables": [_variable(*row) for row in list_settings()],
    }
    return to_json(
        {
            "$schema": REGISTRY_SCHEMA,
            "name": REGISTRY_NAME,
            "title": "Callsheet",
            "description": TAGLINE,
            "version": version(NAME),
            "repository": {"url": HOME, "source": "github"},
            "websiteUrl": f"{HOME}#readme",
            "icons": [{"src": ICON, "mimeType": "image/png", "sizes": ["512x512"]}],
            "packages": [package],
        }
    )


def snippet(name: str, env: Mapping[str, str], **others: Any) -> str:
    """A client's configuration with Callsheet alone in it; `others` stand next to its list."""
    client = CLIENTS[name]
    entry = client.entry(LaunchCommand(COMMAND, env=env))
    document = {**others, client.key: {NAME: entry}}
    return tomlkit.dumps(document) if client.format == "toml" else to_json(document)


def claude_code() -> str:
    """`.mcp.json` of a project: Claude Code fills in what the person's environment has."""
    return snippet("claude-code", {name: f"${{{name}:-}}" for name in SECRETS})


def vscode() -> str:
    """`.vscode/mcp.json`: VS Code asks for the keys once and keeps them; empty means none."""
    return snippet("vscode", {name: f"${{input:{name}}}" for name in SECRETS}, inputs=_prompts())


def links() -> str:
    """Addresses that add Callsheet to a client with one click.

    `cursor` and `vscode` start the `callsheet` on the PATH; the README's badges, which web pages
    can show, have uv fetch it from the repository.
    """
    here, fetched = LaunchCommand(COMMAND), LaunchCommand("uvx", ("--from", FETCHED, NAME))
    return to_json(
        {
            "cursor": f"cursor://anysphere.cursor-deeplink/mcp/install?{_for_cursor(here)}",
            "vscode": _vscode_link(here),
            "cursor badge": f"https://cursor.com/en/install-mcp?{_for_cursor(fetched)}",
            "vscode badge": f"{VSCODE_REDIRECT}{quote(_vscode_link(fetched), safe='')}",
        }
    )


def _for_cursor(launch: LaunchCommand) -> str:
    entry = base64.b64encode(_compact(CLIENTS["cursor"].entry(launch)).encode()).decode()
    return f"name={NAME}&config={quote(entry, safe='')}"


def _vscode_link(launch: LaunchCommand) -> str:
    entry = _compact({"name": NAME, **CLIENTS["vscode"].entry(launch)})
    return f"vscode:mcp/install?{quote(entry, safe='')}"


MANIFESTS: Mapping[str, Make] = {
    "mcpb/manifest.json": mcpb,
    "server.json": registry,
    "clients/claude-desktop.json": lambda: snippet("claude-desktop", {}),
    "clients/claude-code.json": claude_code,
    "clients/cursor.json": lambda: snippet("cursor", {}),
    "clients/vscode.json": vscode,
    "clients/codex.toml": lambda: snippet("codex", {}),
    "clients/links.json": links,
}
"""By the file's path below `manifests/`: what makes its text."""


def first_line(text: str | None) -> str:
    """What a docstring says first."""
    return " ".join((text or "").split("\n\n")[0].split())


def to_json(document: Document) -> str:
    """As every manifest is written."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _asked_in_bundle(name: str) -> Document:
    (about,) = [about for setting, _, about in list_settings() if setting == name]
    if name == OUTPUT:
        return {"type": "directory", "title": "Output folder", "description": about}
    return {"type": "string", "title": SECRETS[name], "description": about, "sensitive": True}


def _variable(name: str, default: str, about: str) -> Document:
    secret = is_secret(name)
    shown = {"name": name, "description": about, "isRequired": False, "isSecret": secret}
    return {**shown, "default": default} if default else shown


def _prompts() -> Sequence[Document]:
    return [
        {
            "type": "promptString",
            "id": name,
            "description": f"{title} (none: empty)",
            "password": True,
        }
        for name, title in SECRETS.items()
    ]


def _compact(document: Document) -> str:
    return json.dumps(document, separators=(",", ":"))
