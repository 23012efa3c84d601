"""The tools as the MCP Inspector judges them: `npm install -g @modelcontextprotocol/inspector`."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from callsheet_tools.catalog import CATALOG

from .conftest import MAIN, environment

INSPECTOR = shutil.which("mcp-inspector")


@pytest.mark.slow
@pytest.mark.skipif(INSPECTOR is None, reason="no mcp-inspector on the PATH")
@pytest.mark.parametrize("era", ["legacy", "modern"])
def test_the_inspector_finds_nothing_to_object_to(tmp_path: Path, era: str) -> None:
    """`--strict` in both eras of the protocol."""
    assert INSPECTOR
    asked = ("--cli", "--protocol-era", era, "--method", "tools/list", "--strict", "--")
    inspected = subprocess.run(
        (INSPECTOR, *asked, *MAIN),
        capture_output=True,
        text=True,
        env=environment(tmp_path),
        timeout=600,
    )
    assert inspected.returncode == 0, inspected.stderr
    shown = [tool["name"] for tool in json.loads(inspected.stdout)["tools"]]
    assert shown == [entry.name for entry in CATALOG]
