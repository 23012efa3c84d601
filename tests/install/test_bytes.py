"""Adding and taking out leaves every other byte of a client's file as it was."""

import tomllib
from pathlib import Path

import pytest

from callsheet.install import json_edits
from callsheet.install.client_config import set_server_entry
from callsheet.install.mcp_clients import CLIENTS, LaunchCommand, McpClient

LAUNCH = LaunchCommand("/opt/callsheet", ("-c", "main()"), {"KNOWLIFY_API_KEY": "kn_1", "Ü": "é"})
JSON_CLIENTS = [name for name, client in CLIENTS.items() if client.format == "json"]

JSON_FILES: dict[str, bytes] = {
    "empty": b"",
    "blank lines": b"\n\n",
    "an empty object": b"{}",
    "an empty object over lines": b"{\n}\n",
    "an empty list": b'{"KEY": {}}',
    "an empty list over lines": b'{\n  "KEY": {\n  }\n}\n',
    "a space in the list": b'{"KEY": { }}\n',
    "one line": b'{"theme":"dark","KEY":{"files":{"command":"npx"}}}',
    "no list": b'{\n  "theme": "dark"\n}\n',
    "others": b'{\n  "KEY": {\n    "files": {\n      "command": "npx"\n    }\n  },\n  "a": 1\n}\n',
    "tabs": b'{\n\t"KEY": {\n\t\t"files": {"command": "npx"}\n\t}\n}',
    "four blanks": b'{\n    "KEY": {\n        "files": {}\n    }\n}\n\n',
    "windows lines": b'{\r\n  "a": 1,\r\n  "KEY": {\r\n    "b": {}\r\n  }\r\n}\r\n',
    "a mark at the start": b'\xef\xbb\xbf{\r\n  "a": 1\r\n}\r\n',
    "comments": b'// 1\n{\n  // 2\n  "KEY": {\n    "b": {} // 3\n    /* 4 */\n  } // 5\n}\n',
    "a comment in the empty list": b'{\n  "KEY": { // none yet\n  }\n}\n',
    "trailing commas": b'{\n  "KEY": {\n    "b": {}, // two\n  },\n}\n',
    "doubled keys": b'{"KEY": {"x": {}}, "a": 1, "a": 2, "KEY": {"y": {}, "y": {}}}',
    "numbers": b'{"n": 12345678901234567890.10, "e": 1E+2, "z": -0.0, "KEY": {"b": {"t": 1.50}}}',
    "escapes": b'{"\\u0041": "\\/ \\ud83d\\ude00 \xc3\xa9 {", "KEY": {"b, }": {}}}',
    "other order of keys": b'{"z": 1, "KEY": {"z": {}, "a": {}}, "b": []}',
    "comma on the next line": b'{\n  "KEY": {\n    "b": {}\n  }\n  , "a": [1, 2,\n 3]\n}',
}
TOML_FILES: dict[str, bytes] = {
    "empty": b"",
    "blank": b"\n",
    "no last newline": b'model = "x"',
    "comments": b'# 1\nmodel = "x"  # 2\n\n[mcp_servers.files]\ncommand = "npx" # 3\n# 4\n',
    "a list header": b'[mcp_servers]\n[mcp_servers.files]\ncommand = "npx"\n\n[p.a]\nx = 1_000\n',
    "windows lines": b"a = 1\r\n\r\n[b]\r\nc = 'd'\r\n",
    "a mark at the start": b"\xef\xbb\xbfa = 0x1F\n",
    "dates and texts": b"a = 1979-05-27T07:32:00Z\nb = '''\n[mcp_servers]\n'''\n",
}
SAMPLES = [
    (client, name, text)
    for client, one in CLIENTS.items()
    for name, text in (JSON_FILES if one.format == "json" else TOML_FILES).items()
]


def values(client: McpClient, text: str) -> dict[str, object]:
    """What the client reads."""
    plain = text.lstrip("\ufeff")
    return tomllib.loads(plain) if client.format == "toml" else json_edits.parse(plain).value


@pytest.mark.parametrize(
    ("name", "sample", "text"), SAMPLES, ids=[f"{client}-{name}" for client, name, _ in SAMPLES]
)
def test_every_other_byte_stays(name: str, sample: str, text: bytes, tmp_path: Path) -> None:
    client, file = CLIENTS[name], tmp_path / "settings"
    before = text.replace(b"KEY", client.key.encode())
    file.write_bytes(before)
    set_server_entry(client, file, client.entry(LAUNCH)).write()
    after = file.read_bytes()
    listed = values(client, after.decode())[client.key]
    assert isinstance(listed, dict) and listed["callsheet"] == client.entry(LAUNCH)
    assert is_kept(before, after), sample
    assert (b"\r\n" in after) == (b"\r\n" in before)
    set_server_entry(client, file, None).write()
    assert file.read_bytes() == before


def is_kept(before: bytes, after: bytes) -> bool:
    """Whether bytes were added only, none changed or moved."""
    rest = iter(after)
    return all(byte in rest for byte in before)


@pytest.mark.parametrize("name", CLIENTS)
def test_a_file_that_was_not_there_is_gone_afterwards(name: str, tmp_path: Path) -> None:
    client, file = CLIENTS[name], tmp_path / "folder" / "settings"
    set_server_entry(client, file, client.entry(LAUNCH)).write()
    assert set_server_entry(client, file, client.entry(LAUNCH)).needed is False
    set_server_entry(client, file, None).write()
    assert not file.exists()


@pytest.mark.parametrize("name", JSON_CLIENTS)
def test_a_server_that_came_after_ours_stays(name: str, tmp_path: Path) -> None:
    client, file = CLIENTS[name], tmp_path / "settings"
    file.write_text(f'{{\n  "{client.key}": {{}}\n}}')
    set_server_entry(client, file, client.entry(LAUNCH)).write()
    text = file.read_text().rstrip()[:-1].rstrip()[:-1] + ',\n    "later": {}\n  }\n}'
    file.write_text(text)
    set_server_entry(client, file, None).write()
    assert values(client, file.read_text()) == {client.key: {"later": {}}}


def test_an_older_entry_is_replaced_where_it_stands(tmp_path: Path) -> None:
    client, file = CLIENTS["cursor"], tmp_path / "settings"
    old = '{"mcpServers": {"a": {}, /* x */ "callsheet": {"command": "old"}, "b": {}}, "n": 1.0}'
    file.write_text(old)
    set_server_entry(client, file, LaunchCommand("new").entry()).write()
    assert file.read_text() == old.replace('{"command": "old"}', '{\n  "command": "new"\n}')


def test_a_server_of_ours_is_taken_out_of_every_doubled_list(tmp_path: Path) -> None:
    client, file = CLIENTS["cursor"], tmp_path / "settings"
    file.write_text('{"mcpServers": {"callsheet": {}}, "mcpServers": {"callsheet": {}, "b": {}}}')
    set_server_entry(client, file, None).write()
    assert file.read_text() == '{"mcpServers": {}, "mcpServers": { "b": {}}}'
