"""Drawing processes that were started early are those that draw."""

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from subprocess import Popen

import pytest

from callsheet_studio.pipeline import early_start
from callsheet_studio.pipeline.early_start import SCENES, start_early, take_process
from callsheet_studio.pipeline.render_pool import RenderPool, end_ready


@pytest.fixture(autouse=True)
def nothing_started(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    waiting: dict[str, list[Popen[bytes]]] = {}
    monkeypatch.setattr(early_start, "_waiting", waiting)
    yield
    end_ready()
    for process in chain(*waiting.values()):
        process.communicate()


def test_a_pool_takes_what_was_started_early(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_early(SCENES, tmp_path, limit=1)
    monkeypatch.delattr(early_start, "start_process")
    with RenderPool(tmp_path, 1):
        """It starts none."""
    start_early(SCENES, tmp_path, limit=1)  # its process stays with the pool


def test_more_are_started_when_they_are_needed(tmp_path: Path) -> None:
    start_early(SCENES, tmp_path, limit=1)
    processes = [take_process(SCENES, tmp_path) for _ in range(2)]
    assert len({process.pid for process in processes}) == 2
    for process in processes:
        process.communicate()
        assert not process.returncode


def test_each_module_has_its_own(tmp_path: Path) -> None:
    start_early("another", tmp_path, limit=1)
    process = take_process(SCENES, tmp_path)
    assert process.args == [sys.executable, "-P", "-m", SCENES]
    process.communicate()
