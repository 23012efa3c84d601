"""What an installation without the extra `[studio]` says, such as a bundle's or a plugin's."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from callsheet_studio.jobs import readiness

ABSENT = ("skia", "av", "numpy", "mdit_py_plugins", "mathra", "graphlay")
"""Packages that only `[studio]` brings."""
ASK = f"""
import sys
sys.modules.update(dict.fromkeys({ABSENT}))
import anyio
from mcp import Client
from callsheet.app import create_server
from callsheet.commands.app import app
from callsheet.settings import Settings
from typer.testing import CliRunner

CALLS = {{
    "knowlify_create_videos": {{"videos": [{{"task": "Bees"}}]}},
    "draft_storyboard": {{"document": "Bees"}},
    "knightvision_generate_video": {{"prompt": "A fox"}},
    "knightvision_analyze_ad": {{"url": "123456789"}},
}}

COMMANDS = (["doctor"], ["make", "--example", "how-https-works"], ["studio", "--env"])

async def ask():
    async with Client(create_server(Settings.read({{"CALLSHEET_HOME": sys.argv[1]}}))) as client:
        for tool, arguments in CALLS.items():
            answer = await client.call_tool(tool, arguments)
            print(answer.is_error, answer.content[0].text)

anyio.run(ask)
for words in COMMANDS:
    done = CliRunner(env={{"CALLSHEET_HOME": sys.argv[1]}}).invoke(app, words)
    print(done.exit_code, type(done.exception).__name__, "callsheet[studio]" in done.output)
"""


@pytest.mark.slow
def test_every_tool_and_command_that_needs_the_renderer_says_how_to_add_it(tmp_path: Path) -> None:
    """A command ends with its message, not with a traceback."""
    (tmp_path / "studio").mkdir()  # an installation with it was here before
    run = subprocess.run(
        (sys.executable, "-c", ASK, str(tmp_path)), capture_output=True, text=True, timeout=60
    )
    answers, ends = run.stdout.splitlines()[:4], run.stdout.splitlines()[4:]
    assert len(answers) == 4, run.stderr
    for answer in answers:
        assert answer.startswith("True Making videos on this computer needs skia-python")
        assert re.search(r'pip install (--python \S+ )?"callsheet\[studio\] @ ', answer), answer
    assert ends == ["1 SystemExit True"] * 3


@pytest.mark.parametrize("module", ["skia", "markdown_it", "mdit_py_plugins"])
def test_a_package_that_every_film_needs_is_named_when_it_is_missing(
    module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find(name: str) -> object:
        return None if name == module else readiness

    monkeypatch.setattr(readiness, "find_spec", find)
    assert readiness.missing_parts() == (readiness.PARTS[module],)
