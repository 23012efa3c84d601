"""The clients that start Callsheet, and where each keeps its list of servers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeAlias

NAME = "callsheet"
"""What the server is called in every client's list."""
TRAY = (
    "Quit Claude Desktop from its icon in the tray or the menu bar (closing the window is not "
    "enough), then start it again."
)
CODEX_LIMITS = {"startup_timeout_sec": 60, "tool_timeout_sec": 300}
"""Seconds. Codex's own limits are shorter than a slow disk's first start, and than one wait."""

Format: TypeAlias = Literal["json", "toml"]
Document: TypeAlias = Mapping[str, Any]


class CannotInstall(Exception):
    """The client's files are as they were; the text says why, and what to do."""


@dataclass(frozen=True)
class HostSystem:
    """The computer and the person on it."""

    system: str
    """As `sys.platform` says it: `linux`, `darwin`, `win32`."""
    home: Path
    environ: Mapping[str, str]

    def variable(self, name: str, otherwise: Path) -> Path:
        """Return the folder that an environment variable names, or `otherwise`."""
        return Path(self.environ[name]) if self.environ.get(name) else otherwise

    @property
    def applications(self) -> Path:
        """The folder in which applications keep the user's settings."""
        return {
            "darwin": self.home / "Library" / "Application Support",
            "win32": self.variable("APPDATA", self.home / "AppData" / "Roaming"),
        }.get(self.system, self.variable("XDG_CONFIG_HOME", self.home / ".config"))


@dataclass(frozen=True)
class LaunchCommand:
    """How a client starts the server."""

    command: str
    args: tuple[str, ...] = ()
    env: Mapping[str, str] = field(default_factory=dict[str, str])

    def entry(self) -> dict[str, Any]:
        """Return the command as clients write it in their config; empty fields are left out."""
        entry = {"command": self.command, "args": list(self.args), "env": dict(self.env)}
        return {name: value for name, value in entry.items() if value}


@dataclass(frozen=True)
class McpClient:
    """A program that can start Callsheet."""

    title: str
    files: Callable[[HostSystem], tuple[Path, ...]]
    """Where its list of servers is, on that machine. None of them needs to be there yet."""
    key: str
    """The list's name in the file."""
    then: str
    """What the person does after a change."""
    format: Format = "json"
    extras: Document = field(default_factory=dict[str, Any])
    """What this client's entries have besides the launch."""
    variables: str = "env"
    """Where an entry has its environment."""
    one_command: bool = False
    """The command and its arguments are one list."""

    def entry(self, launch: LaunchCommand) -> dict[str, Any]:
        """Return Callsheet's entry for this client's config file."""
        entry = {**self.extras, **launch.entry()}
        if self.one_command:
            entry["command"] = [entry["command"], *entry.pop("args", [])]
        if "env" in entry:
            entry[self.variables] = entry.pop("env")
        return entry

    def is_found(self, machine: HostSystem) -> bool:
        """Return whether this client seems to be installed: it has a config
        file, or a folder for one."""
        folders = {machine.home, machine.applications}
        return any(
            file.exists() or (file.parent not in folders and file.parent.is_dir())
            for file in self.files(machine)
        )


def _claude_desktop(machine: HostSystem) -> tuple[Path, ...]:
    """On Windows the packaged app sees a roaming folder of its own, one for each package."""
    file = Path("Claude", "claude_desktop_config.json")
    packages: tuple[Path, ...] = ()
    if machine.system == "win32":
        local = machine.variable("LOCALAPPDATA", machine.home / "AppData" / "Local")
        packages = tuple(sorted((local / "Packages").glob("Claude_*")))
    own = (package / "LocalCache" / "Roaming" / file for package in packages)
    return machine.applications / file, *own


def _claude_code(machine: HostSystem) -> tuple[Path, ...]:
    return (machine.variable("CLAUDE_CONFIG_DIR", machine.home) / ".claude.json",)


def _cursor(machine: HostSystem) -> tuple[Path, ...]:
    return (machine.home / ".cursor" / "mcp.json",)


def _vscode(machine: HostSystem) -> tuple[Path, ...]:
    return (machine.applications / "Code" / "User" / "mcp.json",)


def _codex(machine: HostSystem) -> tuple[Path, ...]:
    return (machine.variable("CODEX_HOME", machine.home / ".codex") / "config.toml",)


def _gemini(machine: HostSystem) -> tuple[Path, ...]:
    return (machine.home / ".gemini" / "settings.json",)


def _copilot(machine: HostSystem) -> tuple[Path, ...]:
    return (machine.variable("COPILOT_HOME", machine.home / ".copilot") / "mcp-config.json",)


def _opencode(machine: HostSystem) -> tuple[Path, ...]:
    """Either name is read; the one that is there is kept."""
    folder = machine.variable("XDG_CONFIG_HOME", machine.home / ".config") / "opencode"
    plain = folder / "opencode.json"
    return (plain if plain.exists() else folder / "opencode.jsonc",)


def _windsurf(machine: HostSystem) -> tuple[Path, ...]:
    return (machine.home / ".codeium" / "windsurf" / "mcp_config.json",)


def _zed(machine: HostSystem) -> tuple[Path, ...]:
    if machine.system == "win32":
        return (machine.applications / "Zed" / "settings.json",)
    config = machine.home / ".config"
    if machine.system != "darwin":
        config = machine.variable("XDG_CONFIG_HOME", config)
    return (config / "zed" / "settings.json",)


RESTART = "Start {} again; `/mcp` shows its servers."

CLIENTS: Mapping[str, McpClient] = {
    "claude-desktop": McpClient("Claude Desktop", _claude_desktop, "mcpServers", TRAY),
    "claude-code": McpClient(
        "Claude Code",
        _claude_code,
        "mcpServers",
        RESTART.format("Claude Code"),
        extras={"type": "stdio", "alwaysLoad": True},
    ),
    "cursor": McpClient("Cursor", _cursor, "mcpServers", "Quit Cursor and start it again."),
    "vscode": McpClient(
        "VS Code",
        _vscode,
        "servers",
        "Reload VS Code's window; its command `MCP: List Servers` starts servers.",
        extras={"type": "stdio"},
    ),
    "codex": McpClient(
        "Codex",
        _codex,
        "mcp_servers",
        RESTART.format("Codex"),
        format="toml",
        extras={**CODEX_LIMITS, "required": True},
    ),
    "gemini": McpClient("Gemini CLI", _gemini, "mcpServers", RESTART.format("Gemini CLI")),
    "copilot": McpClient(
        "Copilot CLI",
        _copilot,
        "mcpServers",
        RESTART.format("Copilot CLI"),
        extras={"type": "local", "tools": ["*"]},
    ),
    "opencode": McpClient(
        "opencode",
        _opencode,
        "mcp",
        "Start opencode again; `opencode mcp list` shows its servers.",
        extras={"type": "local", "enabled": True},
        variables="environment",
        one_command=True,
    ),
    "windsurf": McpClient(
        "Windsurf", _windsurf, "mcpServers", "Press Refresh in Windsurf's list of MCP servers."
    ),
    "zed": McpClient(
        "Zed",
        _zed,
        "context_servers",
        "Zed reads it at once: its agent panel shows the server.",
        extras={"source": "custom"},
    ),
}


def clients_named(name: str | None, machine: HostSystem) -> list[McpClient]:
    """Return the client of this name in a list; with None all clients that are installed here.

    Args:
        machine: The platform, home folder and environment.

    Raises:
        CannotInstall: There is none; the text lists the names.
    """
    if name is None:
        found = [client for client in CLIENTS.values() if client.is_found(machine)]
    else:
        found = [CLIENTS[name]] if name in CLIENTS else []
    if not found:
        why = "No client was found here" if name is None else f"There is no {name!r}"
        raise CannotInstall(f"{why}. Say one of: {', '.join(CLIENTS)}.")
    return found
