"""The conformance scenarios of MCP (@modelcontextprotocol/conformance), which judge a server."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import anyio
import pytest

SUITE = (
    Path(__file__).parent
    / "conformance/node_modules/@modelcontextprotocol/conformance/dist/index.js"
)
NO_SUITE = (
    "The conformance scenarios are not here: npm install --prefix tests/jobs/conformance, "
    "with Node.js 22 or newer"
)


async def failures(url: str, scenario: str, folder: Path, *options: str) -> Mapping[str, str]:
    """What a scenario finds wrong with the server at this address: the check's id, and why.

    Skips the test where the scenarios are not installed.

    Args:
        folder: Where it may write.
    """
    node = shutil.which("node")
    if node is None or not SUITE.exists():
        pytest.skip(NO_SUITE)
    asked = ("server", "--url", url, "--scenario", scenario, "-o", str(folder), *options)
    judged = await anyio.run_process([node, str(SUITE), *asked], check=False)
    return _read_failures(folder, judged.stdout.decode())


def _read_failures(folder: Path, said: str) -> Mapping[str, str]:
    written = [*folder.rglob("checks.json")]
    assert len(written) == 1, said
    checks = json.loads(written[0].read_text("utf-8"))
    assert checks, "a scenario that does not apply judges nothing"
    return {
        check["id"]: str(check.get("errorMessage"))
        for check in checks
        if check["status"] == "FAILURE"
    }
