"""The storyboards of the library's outlines and of the documents next to this file, kept as a diff.

Run with `--rewrite` to record them again, and read the difference.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from callsheet_studio.storyboard.brief import Brief
from callsheet_studio.storyboard.build import build_storyboard
from callsheet_studio.storyboard.examples import examples

DOCUMENTS = Path(__file__).parent / "documents"
GOLDEN = Path(__file__).parents[2] / "golden" / "storyboards"
TASKS = {
    **{ready.name: ready.text for ready in examples()},
    **{file.stem: file.read_bytes().decode() for file in sorted(DOCUMENTS.iterdir())},
}


@pytest.mark.parametrize("name", TASKS)
def test_a_storyboard_is_as_it_was_recorded(name: str, rewrite: bool) -> None:
    file = GOLDEN / f"{name}.jsonl"
    lines = "".join(f"{line}\n" for line in recorded(TASKS[name]))
    if rewrite:
        file.write_text(lines, encoding="utf-8")
    assert lines == file.read_text(encoding="utf-8")


def recorded(task: str) -> Iterator[str]:
    """At two lengths a line for each scene, and one for each note."""
    for seconds in (60, 300):
        script = build_storyboard(Brief("uuid", task, seconds=seconds))
        board = script.storyboard
        yield json.dumps([seconds, board.title, board.seconds, board.language], ensure_ascii=False)
        for scene in board.scenes:
            told = scene.model_dump(mode="json", exclude_defaults=True)
            yield json.dumps(told, ensure_ascii=False)
        for note in script.notes:
            yield json.dumps(["note", note], ensure_ascii=False)
