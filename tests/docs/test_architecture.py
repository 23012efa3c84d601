"""`.github/ARCHITECTURE.md` says what import-linter checks, and names files that exist."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / ".github" / "ARCHITECTURE.md").read_text(encoding="utf-8")
SOURCES = (
    ROOT / "tools" / "callsheet_tools",
    ROOT / "server" / "callsheet",
    ROOT / "server" / "callsheet_studio",
)


def test_the_table_of_layers_is_the_checked_one() -> None:
    header, _, *rows = re.findall(r"^\| .*\|$", TEXT, re.MULTILINE)
    table = dict[str, list[list[str]]]()
    cells = [[re.findall(r"`(\w+)`", cell) for cell in row.split("|")[1:-1]] for row in rows]
    for n, package in enumerate(re.findall(r"`(\w+)`", header)):
        table[package] = [row[n] for row in cells if row[n]]
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    checked = {
        contract["containers"][0]: [layer.split(" | ") for layer in contract["layers"]]
        for contract in settings["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers"
    }
    assert table == checked


def test_every_module_that_it_names_exists() -> None:
    walks = TEXT.partition("## A film")[2]
    named = re.findall(r"`([a-z_]+(?:/[a-z_]+)+)`", walks)
    paths = {path for base in SOURCES for path in base.glob("**/*") if path.suffix in ("", ".py")}
    known = {path.with_suffix("").as_posix() for path in paths}
    missing = [name for name in named if not any(path.endswith(f"/{name}") for path in known)]
    assert missing == [] and len(named) > 20
