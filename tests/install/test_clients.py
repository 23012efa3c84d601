"""Which file a client reads, on each system."""

from pathlib import Path

import pytest

from callsheet.install.mcp_clients import (
    CLIENTS,
    CannotInstall,
    HostSystem,
    LaunchCommand,
    clients_named,
)

LAUNCH = LaunchCommand("/opt/callsheet", env={"KNOWLIFY_API_KEY": "kn_1"})
HOME = Path("/people/ann")


@pytest.mark.parametrize(
    ("name", "system", "file"),
    [
        (
            "claude-desktop",
            "darwin",
            "Library/Application Support/Claude/claude_desktop_config.json",
        ),
        ("claude-desktop", "linux", ".config/Claude/claude_desktop_config.json"),
        ("claude-desktop", "win32", "AppData/Roaming/Claude/claude_desktop_config.json"),
        ("claude-code", "win32", ".claude.json"),
        ("cursor", "darwin", ".cursor/mcp.json"),
        ("vscode", "darwin", "Library/Application Support/Code/User/mcp.json"),
        ("vscode", "linux", ".config/Code/User/mcp.json"),
        ("vscode", "win32", "AppData/Roaming/Code/User/mcp.json"),
        ("codex", "linux", ".codex/config.toml"),
        ("gemini", "linux", ".gemini/settings.json"),
        ("copilot", "darwin", ".copilot/mcp-config.json"),
        ("opencode", "win32", ".config/opencode/opencode.jsonc"),
        ("windsurf", "darwin", ".codeium/windsurf/mcp_config.json"),
        ("zed", "darwin", ".config/zed/settings.json"),
        ("zed", "win32", "AppData/Roaming/Zed/settings.json"),
    ],
)
def test_each_system_has_the_file_in_its_own_place(name: str, system: str, file: str) -> None:
    assert CLIENTS[name].files(HostSystem(system, HOME, {})) == (HOME / file,)


@pytest.mark.parametrize(
    ("name", "system", "variable", "below"),
    [
        ("claude-desktop", "win32", "APPDATA", "Claude/claude_desktop_config.json"),
        ("vscode", "linux", "XDG_CONFIG_HOME", "Code/User/mcp.json"),
        ("claude-code", "linux", "CLAUDE_CONFIG_DIR", ".claude.json"),
        ("codex", "linux", "CODEX_HOME", "config.toml"),
    ],
)
def test_a_variable_moves_it(name: str, system: str, variable: str, below: str) -> None:
    machine = HostSystem(system, HOME, {variable: "/elsewhere"})
    assert CLIENTS[name].files(machine) == (Path("/elsewhere") / below,)


def test_on_windows_every_package_of_claude_has_a_file_of_its_own(tmp_path: Path) -> None:
    """The packaged app does not see the person's own roaming folder."""
    packages = tmp_path / "AppData" / "Local" / "Packages"
    for package in ("Claude_pzs8sxrjxfjjc", "Claude_other", "Unrelated_1"):
        (packages / package).mkdir(parents=True)
    files = CLIENTS["claude-desktop"].files(HostSystem("win32", tmp_path, {}))
    own = "LocalCache/Roaming/Claude/claude_desktop_config.json"
    assert files == (
        tmp_path / "AppData/Roaming/Claude/claude_desktop_config.json",
        packages / "Claude_other" / own,
        packages / "Claude_pzs8sxrjxfjjc" / own,
    )


def test_an_entry_says_how_the_server_is_started() -> None:
    started = {"command": "/opt/callsheet", "env": {"KNOWLIFY_API_KEY": "kn_1"}}
    assert CLIENTS["cursor"].entry(LAUNCH) == started
    assert CLIENTS["vscode"].entry(LAUNCH) == {"type": "stdio", **started}
    assert CLIENTS["codex"].entry(LaunchCommand("python", ("-c", "main()")))["args"] == [
        "-c",
        "main()",
    ]


def test_opencode_has_one_list_for_the_command() -> None:
    entry = CLIENTS["opencode"].entry(LaunchCommand("python", ("-c", "main()"), {"A": "1"}))
    assert (entry["command"], entry["environment"]) == (["python", "-c", "main()"], {"A": "1"})
    assert not {"args", "env"} & set(entry)


def test_an_unknown_client_is_answered_with_those_there_are() -> None:
    with pytest.raises(CannotInstall, match="claude-desktop, claude-code, cursor, vscode, codex"):
        clients_named("emacs", HostSystem("linux", HOME, {}))


def test_all_are_those_that_this_machine_has(tmp_path: Path) -> None:
    machine = HostSystem("linux", tmp_path, {})
    with pytest.raises(CannotInstall, match="No client was found"):
        clients_named(None, machine)
    (tmp_path / ".claude.json").write_text("{}")
    (tmp_path / ".config/zed").mkdir(parents=True)
    found = [client.title for client in clients_named(None, machine)]
    assert found == ["Claude Code", "Zed"]
