"""Killed, starved of disk: a film goes on where it was, or leaves nothing half-written."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from select import select

import pytest

from callsheet_studio.explainer.make import make_film
from callsheet_studio.jobs.contract import Progress, Step
from callsheet_studio.storyboard.brief import FilmRejected

from .conftest import BRIEF, OUTLINE, TINY
from .fake_makers import done_steps

MAKER = Path(__file__).with_name("fake_makers.py")
needs_proc = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="process handles are Linux's")
needs_mount = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("unshare") is None or os.geteuid() != 0,
    reason="mounts a small file system",
)


@pytest.mark.slow
@pytest.mark.parametrize("gate", ["voice", "layout", "scene-02", "sound"])
def test_a_killed_maker_goes_on_and_repeats_no_finished_step(tmp_path: Path, gate: str) -> None:
    """The log is the referee: it only grows, and no step may be in it twice."""
    log, folder = _prepared(tmp_path)
    _killed_at(gate, folder, log)
    before = {file: (folder / file).stat().st_mtime_ns for file in _recorded(log)}
    subprocess.run([sys.executable, MAKER, folder, log], check=True, timeout=600)
    assert max(Counter(line for line in log.read_text().splitlines()).values()) == 1
    assert {file: (folder / file).stat().st_mtime_ns for file in before} == before
    assert "film" in done_steps(log)
    assert not list(folder.rglob("*.part"))


@pytest.mark.slow
@needs_proc
def test_no_drawing_process_outlives_its_maker(tmp_path: Path) -> None:
    log, folder = _prepared(tmp_path)
    children = _killed_at("layout", folder, log)
    assert children
    for child in children:
        ended, _, _ = select([child], [], [], 60)
        os.close(child)
        assert ended


@pytest.mark.slow
@needs_mount
@pytest.mark.parametrize("step", ["voice", "assets", "sound"])
def test_a_disk_that_fills_up_ends_in_a_sentence_and_no_leftovers(
    tmp_path: Path, step: str
) -> None:
    code = f"import sys; sys.path[:0] = {[str(MAKER.parents[3])]!r}\n{_FILLING}"
    script = (
        f"mount -t tmpfs -o size=24m none {tmp_path} && exec {sys.executable} - {tmp_path} {step}"
    )
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", script],
        input=code, capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    assert done.stdout.startswith("The disk is full: this film needs up to "), done.stderr
    assert done.stdout.endswith("left over: []\n")


_FILLING = """
import os, pathlib
from callsheet_studio.jobs.contract import Step
from callsheet_studio.storyboard.brief import FilmRejected
from callsheet_studio.explainer.make import make_film
from tests.studio.explainer.conftest import BRIEF, TINY

root, step = pathlib.Path(sys.argv[1]), sys.argv[2]

def report(what):
    if isinstance(what, Step) and what.name == step:
        free = os.statvfs(root)
        (root / "filler").write_bytes(bytes(free.f_bavail * free.f_bsize - 8192))

folder = root / "film"
folder.mkdir()
try:
    make_film(BRIEF, folder, TINY, {}, report)
except FilmRejected as error:
    print(error)
print("left over:", [file.name for file in folder.rglob("*.part")])
"""


def test_a_disk_without_room_is_noticed_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = shutil.disk_usage(tmp_path)._replace(free=5_000_000)

    def nearly_full(_: Path) -> object:
        return full

    monkeypatch.setattr(shutil, "disk_usage", nearly_full)
    reports: list[Progress | Step] = []
    with pytest.raises(FilmRejected, match=r"needs up to \d+ MB in .* 5 MB are free"):
        make_film(BRIEF, tmp_path, TINY, {}, reports.append)
    assert (reports, list(tmp_path.iterdir())) == ([], [])


def _prepared(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "outline.md").write_text(OUTLINE)
    folder = tmp_path / "film"
    folder.mkdir()
    return tmp_path / "log", folder


def _killed_at(gate: str, folder: Path, log: Path) -> list[int]:
    """Run the maker up to a step and kill it; gives handles of the processes that it had started.

    A handle (on Linux) can be read from when its process has ended.
    """
    command = [sys.executable, MAKER, folder, log, gate]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as maker:
        assert maker.stdout is not None
        assert maker.stdout.readline() == b"\n"
        children = _children(maker.pid)
        maker.kill()
    assert "film" not in done_steps(log)
    return children


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task")
    lists = [task / "children" for task in tasks.iterdir()] if tasks.exists() else []
    pids = [int(child) for file in lists for child in file.read_text().split()]
    return [os.pidfd_open(pid) for pid in pids]


def _recorded(log: Path) -> set[str]:
    return {file for step in done_steps(log).values() for file in step.files}
