"""Manifests: made from the code, and what their own schemas allow. `--rewrite` makes them again.

`schemas/mcpb-manifest-v0.4.schema.json` is the one in npm's `@anthropic-ai/mcpb` (MIT); the
registry's comes with `skillsaw`.
"""

import base64
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from jsonschema import Draft7Validator

from callsheet.settings import list_settings
from callsheet_tools.catalog import CATALOG
from client_manifests import FETCHED, INPUTS, MANIFESTS, REGISTRY_NAME, TAGLINE
from plugin_manifests import PLUGIN_MANIFESTS

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "manifests"
MCPB = Path(__file__).parent / "node_modules/@anthropic-ai/mcpb/dist/cli/cli.js"
BY_SHELL = pytest.mark.skipif(sys.platform == "win32", reason="a script for a shell")
EVERY = {**MANIFESTS, **PLUGIN_MANIFESTS}
SETTINGS = {name for name, _, _ in list_settings()}


def load(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def faults(schema: Any, document: Any) -> list[str]:
    """What the schema finds wrong."""
    found: Any = Draft7Validator(schema)
    return [error.message for error in found.iter_errors(document)]


@pytest.mark.parametrize("name", EVERY)
def test_each_is_as_the_code_makes_it(name: str, rewrite: bool) -> None:
    path, text = FOLDER / name, EVERY[name]()
    if rewrite:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == text


def test_the_bundle_is_one_that_clients_accept() -> None:
    """What `mcpb validate` checks too; that one comes from npm."""
    schema = json.loads(
        (Path(__file__).parent / "schemas/mcpb-manifest-v0.4.schema.json").read_text()
    )
    manifest = load("mcpb/manifest.json")
    assert faults(schema, manifest) == []
    assert (ROOT / manifest["server"]["entry_point"]).is_file()
    assert [tool["name"] for tool in manifest["tools"]] == [entry.name for entry in CATALOG]
    assert set(manifest["server"]["mcp_config"]["env"]) == set(INPUTS) <= SETTINGS


def test_what_a_bundle_asks_for_reaches_the_server_and_keys_are_kept_secret() -> None:
    manifest = load("mcpb/manifest.json")
    asked = manifest["user_config"]
    for variable, value in manifest["server"]["mcp_config"]["env"].items():
        (key,) = re.fullmatch(r"\$\{user_config\.(\w+)\}", value).groups()  # pyright: ignore[reportOptionalMemberAccess]  # None fails the test
        assert bool(asked[key].get("sensitive")) == variable.endswith("_KEY")


def test_the_registry_entry_is_one_that_the_registry_accepts() -> None:
    schema = files("skillsaw").joinpath("schemas/mcp_registry/v2025_12_11/server.schema.json")
    entry = load("server.json")
    assert faults(json.loads(schema.read_text(encoding="utf-8")), entry) == []
    assert len(TAGLINE) <= 100
    variables = entry["packages"][0]["environmentVariables"]
    assert {variable["name"] for variable in variables} == SETTINGS
    assert all(one["isSecret"] for one in variables if one["name"].endswith("_KEY"))


def test_the_readme_says_whose_registry_entry_it_is() -> None:
    """The registry reads it from the package's description."""
    assert f"mcp-name: {REGISTRY_NAME}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_linter_of_registries_finds_nothing(tmp_path: Path) -> None:
    """`skillsaw` looks for `server.json` and `.mcp.json` in a project's root."""
    (tmp_path / "server.json").write_text((FOLDER / "server.json").read_text(encoding="utf-8"))
    (tmp_path / ".mcp.json").write_text((FOLDER / "clients/claude-code.json").read_text("utf-8"))
    run = subprocess.run(
        (sys.executable, "-m", "skillsaw", "lint", str(tmp_path)),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 0, run.stdout + run.stderr


@BY_SHELL
@pytest.mark.slow
def test_the_plugin_is_one_that_claude_code_and_codex_accept(tmp_path: Path) -> None:
    """`skillsaw` knows both manifests, both catalogs, and the specification of skills."""
    subprocess.run((FOLDER / "plugin/pack", tmp_path), check=True, timeout=60)
    run = subprocess.run(
        (sys.executable, "-m", "skillsaw", "lint", "--strict", str(tmp_path)),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    if claude := shutil.which("claude"):
        checked = (claude, "plugin", "validate", "--strict", "--profile", "directory")
        subprocess.run((*checked, str(tmp_path / "callsheet")), check=True, timeout=60)
    plugin = tmp_path / "callsheet"
    for file in (".mcp.json", "codex.mcp.json"):
        entry = json.loads((plugin / file).read_text("utf-8"))["mcpServers"]["callsheet"]
        *_, folder, main = entry["args"]
        assert folder in ("${CLAUDE_PLUGIN_ROOT}", ".") and (plugin / main).is_file()
    assert (plugin / "tools/callsheet_tools/mcp_features/film_skill.md").is_file()


@BY_SHELL
@pytest.mark.slow
def test_a_release_is_made_of_this_and_nothing_is_sent_in_a_dry_run(tmp_path: Path) -> None:
    """`.github/workflows/publish.yml` takes the same steps."""
    workflow = (ROOT / ".github/workflows/publish.yml").read_text("utf-8")
    steps = re.findall(r"run: manifests/publish (\w+)", workflow)
    run = _publish("--dry-run", *steps, DIST=str(tmp_path))
    assert run.returncode == 0, run.stderr
    sent = re.findall(r"^\$ (\S+ \S+)", run.stdout, re.M)
    assert sent == [
        "uv publish",
        f"manifests/mcpb/pack {tmp_path}",
        "gh release",
        "mcp-publisher login",
        "mcp-publisher publish",
        "docker build",
        "docker push",
    ]
    (wheel,) = tmp_path.glob("package/*.whl")
    (source,) = tmp_path.glob("package/*.tar.gz")
    assert source.stat().st_size and (tmp_path / "callsheet-plugin.tar.gz").stat().st_size
    named = set(zipfile.ZipFile(wheel).namelist())
    features = "callsheet_tools/mcp_features"
    assert {f"{features}/film_skill.md", f"{features}/board/board.html"} <= named
    other = _publish("--dry-run", "registry", TAG="v0.0.0")
    assert other.returncode == 1 and "v0.0.0 is not v" in other.stderr


@BY_SHELL
@pytest.mark.slow
@pytest.mark.skipif(not MCPB.exists(), reason="npm install --prefix tests/manifests")
def test_the_bundle_is_packed_by_its_own_tool(tmp_path: Path) -> None:
    environ = {**os.environ, "MCPB": f"node {MCPB}"}
    pack = (FOLDER / "mcpb/pack", tmp_path)
    run = subprocess.run(pack, env=environ, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stdout + run.stderr
    with zipfile.ZipFile(tmp_path / "callsheet.mcpb") as bundle:
        packed = json.loads(bundle.read("manifest.json"))
        assert packed["version"] == version("callsheet")
        assert {packed["server"]["entry_point"], packed["icon"], "pyproject.toml"} <= {
            *bundle.namelist()
        }


def _publish(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (FOLDER / "publish", *arguments),
        env={**os.environ, "PYTHON": sys.executable, **environ},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_links_hold_the_same_entry_as_the_snippets() -> None:
    links: dict[str, str] = load("clients/links.json")
    query = parse_qs(urlsplit(links["cursor"]).query)
    entry = json.loads(base64.b64decode(query["config"][0]))
    assert {"mcpServers": {query["name"][0]: entry}} == load("clients/cursor.json")
    vscode = json.loads(unquote(links["vscode"].removeprefix("vscode:mcp/install?")))
    entry = load("clients/vscode.json")["servers"][vscode.pop("name")]
    assert vscode == {key: value for key, value in entry.items() if key != "env"}


def test_the_readmes_badges_are_links_of_the_web_that_start_the_server() -> None:
    """uv makes it from its repository: the package is on no index."""
    links: dict[str, str] = load("clients/links.json")
    readme = (ROOT / "README.md").read_text("utf-8")
    cursor, vscode = links["cursor badge"], links["vscode badge"]
    assert f"]({cursor})" in readme and f"]({vscode})" in readme
    entry = json.loads(base64.b64decode(parse_qs(urlsplit(cursor).query)["config"][0]))
    assert entry == {"command": "uvx", "args": ["--from", FETCHED, "callsheet"]}
    opened = parse_qs(urlsplit(vscode).query)["url"][0].removeprefix("vscode:mcp/install?")
    assert json.loads(unquote(opened)) == {"name": "callsheet", "type": "stdio", **entry}


def test_keys_in_snippets_are_places_to_fill_in() -> None:
    vscode, code = load("clients/vscode.json"), load("clients/claude-code.json")
    inputs = {f"${{input:{one['id']}}}" for one in vscode["inputs"] if one["password"]}
    assert set(vscode["servers"]["callsheet"]["env"].values()) == inputs
    for name, value in code["mcpServers"]["callsheet"]["env"].items():
        assert name in SETTINGS and value == f"${{{name}:-}}"
    codex = tomllib.loads((FOLDER / "clients/codex.toml").read_text(encoding="utf-8"))
    assert codex["mcp_servers"]["callsheet"]["command"] == "callsheet"


def test_the_image_is_nobodys_root_and_sets_only_what_can_be_set() -> None:
    lines = (FOLDER / "docker/Dockerfile").read_text(encoding="utf-8").splitlines()
    orders = [line.partition(" ") for line in lines if re.match(r"[A-Z]+ ", line)]
    last = {order: rest for order, _, rest in orders}
    assert last["USER"] == "callsheet"
    assert {pair.split("=")[0] for pair in last["ENV"].split()} <= SETTINGS
    assert json.loads(last["ENTRYPOINT"])[0].endswith("/bin/callsheet")


@pytest.mark.slow
def test_the_bill_of_materials_names_what_is_shipped() -> None:
    """x264 and x265 come inside a wheel whose own licence is another."""
    made = subprocess.run(
        [sys.executable, str(FOLDER / "docker" / "sbom.py")], capture_output=True, check=True
    )
    bill = json.loads(made.stdout)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    parts = {part["name"]: part for part in bill["components"]}
    for package in ("callsheet", "mcp", "av", "skia-python", "hibari-tts"):
        assert parts[package]["version"] == version(package)
        assert parts[package]["licenses"] != [{"license": {"name": "unknown"}}]
    if sys.platform == "linux":
        shipped = {name.partition("-")[0]: part for name, part in parts.items()}
        for coder in ("libx264", "libx265"):
            assert shipped[coder]["licenses"] == [{"license": {"id": "GPL-2.0-or-later"}}]
