"""The command that adds the renderer fits the installation that needs it."""

import os
import re
from pathlib import Path

import pytest

from callsheet_studio.extras import add_extra, installed_from, own_command

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("python", "has_pip", "source", "command"),
    [
        ("/py", True, "file:///c", '/py -m pip install "callsheet[studio] @ file:///c"'),
        ("/my py", True, "file:///c", '"/my py" -m pip install "callsheet[studio] @ file:///c"'),
        ("/py", False, "git+https://x/c", 'uv pip install --python /py "callsheet[studio] @ git'),
        ("/py", True, "", '/py -m pip install ".[studio]" in the folder of Callsheet\'s source'),
    ],
    ids=["pip", "a space", "an environment of uv's", "nobody recorded a source"],
)
def test_it_names_this_python_its_installer_and_its_source(
    python: str, has_pip: bool, source: str, command: str
) -> None:
    assert add_extra("studio", python, has_pip=has_pip, source=source).startswith(command)


def test_a_command_is_called_by_its_full_path(tmp_path: Path) -> None:
    """Who reads it in a chat has a shell that need not know this environment."""
    folder = tmp_path / "my scripts"
    folder.mkdir()
    script = folder / ("callsheet.exe" if os.name == "nt" else "callsheet")
    script.touch(mode=0o755)
    assert own_command("ads add FILE", str(folder)) == f'"{script}" ads add FILE'
    assert own_command("ads add FILE", str(tmp_path)) == "callsheet ads add FILE"


def test_this_installation_knows_its_source() -> None:
    assert installed_from() == ROOT.as_uri()


@pytest.mark.parametrize("folder", ["server", "tools", "README.md", ".github", "manifests"])
def test_nothing_tells_anyone_to_install_by_a_bare_name(folder: str) -> None:
    """The package is not published; an index could hold another's under its name."""
    bare = re.compile(r"(pip install|uvx|tool install|uv add)\s+[-\w ]*[\"']?callsheet(?!\S* @)\b")
    place = ROOT / folder
    files = [place] if place.is_file() else [*place.rglob("*.py"), *place.rglob("*.md")]
    assert not [str(path) for path in files if bare.search(path.read_text("utf-8"))]
