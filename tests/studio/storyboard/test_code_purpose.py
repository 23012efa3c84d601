"""What a film says of code that its document says nothing of."""

import pytest

from callsheet_studio.storyboard.brief_settings import brief_of
from callsheet_studio.storyboard.build import prepare
from callsheet_studio.storyboard.code_purpose import tell_purpose
from callsheet_studio.storyboard.document import read_document
from callsheet_studio.storyboard.scene_ranks import SceneRanks


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("Python", "# Renew the token in time.\nrenew(token)\n", "Renew the token in time"),
        ("Python", '"""Counts the words of a file."""\nimport sys\n', "Counts the words of a file"),
        ("JavaScript", "// Wait for the door to open\nawait door()\n", "Wait for the door to open"),
        ("Shell", "# Install the latest version\npip install pump\n", "Install the latest version"),
        ("Python", "#!/usr/bin/env python three\nrun()\n", ""),
        ("Python", "# First do this now\na()\n# Then do that then\nb()\n", ""),
        ("Python", "# x = load(path) or nothing\nrun()\n", ""),
        ("Python", "# Copyright the pump makers 2024\nrun()\n", ""),
        ("Python", "def load(path):\n    def inner(): ...\n", "This Python defines load"),
        (
            "TypeScript",
            "export class Pump {}\nexport function start() {}\n",
            "This TypeScript defines Pump and start",
        ),
        ("Go", "package main\n\nfunc main() {\n}\n", ""),
        ("Python", "print(1)\n", ""),
        (
            "SQL",
            "ALTER TABLE pages ADD COLUMN x int;\nCREATE INDEX pages_x ON pages (x);\n",
            "This SQL changes the table pages and creates the index pages_x",
        ),
        ("SQL", "INSERT INTO pages VALUES (1);\n", "This SQL adds to pages"),
        ("SQL", "SELECT 1;\n", ""),
    ],
)
def test_code_is_told_by_its_comment_or_by_what_it_defines(name: str, text: str, told: str) -> None:
    assert tell_purpose(name, text) == told


def test_a_heading_that_only_names_a_language_stands_below_the_one_above_it() -> None:
    python = "### Python\n\n```python\ndef claim():\n    ...\n```\n\n"
    fences = f"{python}### Go\n\n```go\nfunc claim() {{}}\n```\n"
    text = f"# Pay\n\nPay once.\n\n## Claim the key\n\nClaim it first.\n\n{fences}"
    scenes = read_document(text, {}).storyboard.scenes
    told = {scene.title: scene.narration for scene in scenes if scene.content}
    assert told == {
        "Claim the key: Python": "This Python defines claim.",
        "Claim the key: Go": "This Go defines claim.",
    }


def _first_said(before: str, after: str = "") -> str:
    """What a film says first of a scene with code between two paragraphs."""
    text = f"# Key\n\nIt opens doors.\n\n## Client\n\n{before}\n\n```python\nopen_door()\n```\n\n"
    drafted = prepare(brief_of(f"{text}{after}\n\n## End\n\nIt is shut.\n", {})).composed
    ranks = SceneRanks(drafted.scenes, drafted.levels, "en", drafted.remarks)
    (n,) = (n for n, scene in ranks.scenes.items() if scene.content)
    said = ranks.pieces[n]
    return said[ranks.order(n, [0.5] * len(said))[0]]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "A client that is late gets nothing. Add a time so that all know it:",
            "The answer then has a time. Good clients wait for that long.",
            "Add a time so that all know it:",
        ),
        ("Start a hub:", "The hub waits. It is green.", "Start a hub:"),
        (
            "Send the key to the door and look at it. That takes a whole second. Doors are heavy.",
            "",
            "Send the key to the door and look at it.",
        ),
        ("A door opens by itself. The red client is apart.", "", "A door opens by itself."),
    ],
)
def test_of_code_that_is_said_which_tells_what_it_does(before: str, after: str, told: str) -> None:
    assert _first_said(before, after) == told
