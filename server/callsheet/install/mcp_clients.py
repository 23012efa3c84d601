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
        """A folder that a variable names."""
        return Path(self.environ[name]) if self.environ.get(name) else otherwise

    @property
    def applications(self) -> Path:
        """Where applications keep what belongs to this person."""
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
        """As the clients write it; what is empty is left out."""
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

    def entry(self, launch: LaunchCommand) -> dict[str, Any]:
        """Callsheet's entry in the list."""
        return {**self.extras, **launch.entry()}


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


CLIENTS: Mapping[str, McpClient] = {
    "claude-desktop": McpClient("Claude Desktop", _claude_desktop, "mcpServers", TRAY),
    "claude-code": McpClient(
        "Claude Code",
        _claude_code,
        "mcpServers",
        "Start Claude Code anew; `/mcp` shows its servers.",
        extras={"type": "stdio"},
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
        "Start Codex anew; `/mcp` shows its servers.",
        format="toml",
        extras=CODEX_LIMITS,
    ),
}


def client_named(name: str) -> McpClient:
    """The client of that name.

    Raises:
        CannotInstall: There is none; the text lists them.
    """
    if name not in CLIENTS:
        raise CannotInstall(f"There is no {name!r}. Say one of: {', '.join(CLIENTS)}.")
    return CLIENTS[name]
