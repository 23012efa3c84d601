"""The README keeps its word: tables come from the code, blocks of JSON and commands are real."""

import json
import re
from collections.abc import Callable
from inspect import signature
from pathlib import Path

import pytest
from typer.testing import CliRunner

from callsheet.commands.app import app
from callsheet.settings import list_settings
from callsheet_studio.storyboard.brief import Brief
from callsheet_studio.storyboard.build import build_storyboard
from callsheet_studio.storyboard.examples import examples
from callsheet_studio.storyboard.grammar_text import PAGE
from callsheet_tools.catalog import CATALOG
from callsheet_tools.prompts import PROMPTS

ROOT = Path(__file__).parents[2]
README, DOCS = ROOT / "README.md", ROOT / "manifests" / "docs"
PAGES = (README, *sorted(DOCS.glob("*.md")), *sorted((ROOT / ".github").glob("*.md")))
MOST_LINES = 150
"""Of the README: a page that is read whole."""
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


def tools() -> str:
    """One row for each tool of the catalog."""
    rows = [f"| `{entry.name}` | {_first_sentence(entry.fn.__doc__ or '')} |" for entry in CATALOG]
    return "\n".join(("", "| tool | what it does |", "| --- | --- |", *rows, ""))


def prompts() -> str:
    """One row for each prompt."""
    rows = [
        f"| {entry.title} | {_first_sentence(entry.fn.__doc__ or '')} | {_arguments(entry.fn)} |"
        for entry in PROMPTS
    ]
    heads = "| prompt | what it does | what it asks |"
    return "\n".join(("", heads, "| --- | --- | --- |", *rows, ""))


def settings() -> str:
    """One row for each setting."""
    rows = [f"| `{name}` | {default} | {text} |" for name, default, text in list_settings()]
    return "\n".join(
        ("", "| variable | default | what it sets |", "| --- | --- | --- |", *rows, "")
    )


def names() -> str:
    """The ready outlines."""
    return ", ".join(f"`{example.name}`" for example in examples())


def grammar() -> str:
    """The grammar's page without its first heading."""
    return f"\n{PAGE.split(chr(10), 1)[1].strip()}\n"


@pytest.mark.parametrize(
    ("page", "mark", "text"),
    [
        ("tools.md", "tools", tools),
        ("tools.md", "prompts", prompts),
        ("settings.md", "settings", settings),
        ("outline.md", "examples", names),
        ("outline.md", "grammar", grammar),
    ],
    ids=["tools", "prompts", "settings", "examples", "grammar"],
)
def test_a_generated_part_is_as_the_code_has_it(
    page: str, mark: str, text: Callable[[], str], rewrite: bool
) -> None:
    """`pytest --rewrite` writes it again."""
    start, end = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    before, _, rest = (DOCS / page).read_text(encoding="utf-8").partition(start)
    shown, _, after = rest.partition(end)
    if rewrite:
        (DOCS / page).write_text(f"{before}{start}{text()}{end}{after}", encoding="utf-8")
        shown = text()
    assert shown == text()


def test_the_readme_is_short() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_and_picture_of_a_page_is_there(page: Path) -> None:
    """Of links to this repository's own files; anchors are left to the reader."""
    prose = re.sub(r"`[^`\n]+`", "", BLOCK.sub("", page.read_text(encoding="utf-8")))
    named = re.findall(r"\]\(([^)\s]+)\)", prose)
    own = [name.partition("#")[0] for name in named if "://" not in name and name[0] != "#"]
    assert [name for name in own if not (page.parent / name).exists()] == []


def test_the_client_configurations_are_json() -> None:
    found = [json.loads(code) for kind, code in _blocks("install.md") if kind == "json"]
    assert [next(iter(config)) for config in found] == ["mcpServers", "servers"]


def test_the_outline_becomes_the_film_it_describes() -> None:
    outline = next(code for kind, code in _blocks("outline.md") if kind == "markdown")
    board = build_storyboard(Brief(uuid="readme", task=outline, seconds=30)).storyboard
    assert board.title == "Why bread rises"
    kinds = [scene.kind for scene in board.scenes]
    assert kinds[0] == "title" and {"steps", "bars"} <= set(kinds)


@pytest.mark.parametrize(
    "command", ["make", "studio", "jobs", "doctor", "serve", "install", "uninstall", "ads"]
)
def test_every_command_it_names_exists(command: str) -> None:
    assert CliRunner().invoke(app, [command, "--help"]).exit_code == 0


def _blocks(page: str) -> list[tuple[str, str]]:
    return [(kind, code) for kind, code in BLOCK.findall((DOCS / page).read_text("utf-8"))]


def _arguments(prompt: Callable[..., str]) -> str:
    return ", ".join(name.replace("_", " ") for name in signature(prompt).parameters)


def _first_sentence(text: str) -> str:
    return " ".join(text.split("\n\n")[0].split())
