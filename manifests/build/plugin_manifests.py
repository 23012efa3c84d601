"""The plugin of Claude Code and Codex: the server and the skill in one, and a marketplace of it.

`manifests/plugin/pack` puts them next to the server's own code.
"""

from collections.abc import Callable, Mapping
from importlib.metadata import metadata, version
from typing import Any

from callsheet.install.mcp_clients import NAME
from callsheet_studio.storyboard.grammar_text import PAGE
from callsheet_tools.mcp_features.skills_extension import film_skill
from client_manifests import AUTHOR, HOME, SECRETS, TAGLINE, Document, to_json

FOLDER = "plugin"
PLUGIN = f"{FOLDER}/{NAME}"
SKILL = film_skill(PAGE)
START = ("run", "--directory")
"""What `uv` gets before the plugin's folder; the bundle starts the same way."""
MAIN = "server/main.py"
FIRST_START = 120
"""Seconds: uv makes an environment then."""


def plugin(**more: Any) -> str:
    """`plugin.json`, alike for both."""
    about: Document = {
        "name": NAME,
        "version": version(NAME),
        "description": TAGLINE,
        "author": {"name": AUTHOR},
        "homepage": HOME,
        "repository": HOME,
        "license": metadata(NAME)["License-Expression"],
        "keywords": metadata(NAME)["Keywords"].split(","),
    }
    return to_json({**about, **more})


def for_codex() -> str:
    """Codex wants to know where the parts lie, and how to show them."""
    shown = {
        "displayName": "Callsheet",
        "shortDescription": TAGLINE,
        "longDescription": TAGLINE,
        "developerName": AUTHOR,
        "category": "Productivity",
        "capabilities": ["Interactive", "Write"],
        "websiteURL": HOME,
        "composerIcon": "./assets/icon.png",
        "logo": "./assets/icon.png",
        "defaultPrompt": ["Make a 60 second film of this document."],
    }
    return plugin(skills="./skills/", mcpServers="./codex.mcp.json", interface=shown)


def servers(*, codex: bool) -> str:
    """How the server is started: Claude Code fills in the folder, Codex starts in it."""
    here = "." if codex else "${CLAUDE_PLUGIN_ROOT}"
    entry: Document = {"command": "uv", "args": [*START, here, MAIN]}
    keys = (
        {"cwd": ".", "env_vars": list(SECRETS), "startup_timeout_sec": FIRST_START}
        if codex
        else {"alwaysLoad": True, "env": {name: f"${{{name}:-}}" for name in SECRETS}}
    )
    return to_json({"mcpServers": {NAME: {**entry, **keys}}})


def marketplace() -> str:
    """Claude Code's catalog of one plugin."""
    listed = {"name": NAME, "source": f"./{NAME}", "description": TAGLINE}
    owner = {"name": AUTHOR}
    return to_json({"name": NAME, "description": TAGLINE, "owner": owner, "plugins": [listed]})


def codex_marketplace() -> str:
    """Codex's."""
    listed = {
        "name": NAME,
        "source": {"source": "local", "path": f"./{NAME}"},
        "policy": {"installation": "AVAILABLE", "authentication": "ON_INSTALL"},
        "category": "Productivity",
    }
    return to_json({"name": NAME, "interface": {"displayName": "Callsheet"}, "plugins": [listed]})


PLUGIN_MANIFESTS: Mapping[str, Callable[[], str]] = {
    f"{FOLDER}/.claude-plugin/marketplace.json": marketplace,
    f"{FOLDER}/.agents/plugins/marketplace.json": codex_marketplace,
    f"{PLUGIN}/.claude-plugin/plugin.json": plugin,
    f"{PLUGIN}/.codex-plugin/plugin.json": for_codex,
    f"{PLUGIN}/.mcp.json": lambda: servers(codex=False),
    f"{PLUGIN}/codex.mcp.json": lambda: servers(codex=True),
    **{
        f"skill/{SKILL.frontmatter['name']}/{path}": lambda text=text: text
        for path, text in SKILL.texts.items()
    },
}
"""By the file's path below `manifests/`: what makes its text."""
