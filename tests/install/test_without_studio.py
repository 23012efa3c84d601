"""What an installation without the extra `[studio]` says, such as a bundle's or a plugin's."""

import subprocess
import sys
from pathlib import Path

import pytest

ABSENT = ("skia", "av", "numpy", "mdit_py_plugins", "mathra", "graphlay")
"""Packages that only `[studio]` brings."""
ASK = f"""
import sys
sys.modules.update(dict.fromkeys({ABSENT}))
import anyio
from mcp import Client
from callsheet.app import create_server
from callsheet.settings import Settings

CALLS = {{
    "knowlify_create_videos": {{"videos": [{{"task": "Bees"}}]}},
    "draft_storyboard": {{"document": "Bees"}},
    "knightvision_generate_video": {{"prompt": "A fox"}},
    "knightvision_analyze_ad": {{"url": "123456789"}},
}}

async def ask():
    async with Client(create_server(Settings.read({{"CALLSHEET_HOME": sys.argv[1]}}))) as client:
        for tool, arguments in CALLS.items():
            answer = await client.call_tool(tool, arguments)
            print(answer.is_error, answer.content[0].text)

anyio.run(ask)
"""


def test_every_tool_that_needs_the_renderer_says_how_to_add_it(tmp_path: Path) -> None:
    (tmp_path / "studio").mkdir()  # an installation with it was here before
    run = subprocess.run(
        (sys.executable, "-c", ASK, str(tmp_path)), capture_output=True, text=True, timeout=60
    )
    answers = run.stdout.splitlines()
    assert len(answers) == 4, run.stderr
    for answer in answers:
        assert answer.startswith("True Making videos on this computer needs skia-python")
        assert 'pip install "callsheet[studio] @ ' in answer


@pytest.mark.parametrize(
    "command",
    [["doctor"], ["make", "--example", "how-https-works"], ["studio", "--env"]],
    ids=" ".join,
)
def test_the_commands_say_so_too(command: list[str], tmp_path: Path) -> None:
    program = (
        f"import sys; sys.modules.update(dict.fromkeys({ABSENT})); "
        "from callsheet.cli import main; main()"
    )
    run = subprocess.run(
        (sys.executable, "-c", program, *command),
        capture_output=True,
        text=True,
        timeout=60,
        env={"CALLSHEET_HOME": str(tmp_path), "PATH": ""},
    )
    assert "Traceback" not in run.stdout + run.stderr
