"""How often a media server pays when an answer is lost: counts the POSTs of any MCP server's tool.

    python tests/bench/lost_answer.py
    python tests/bench/lost_answer.py --tool NAME --arguments JSON [--env VAR=TEXT …] -- COMMAND

A vendor on loopback takes the paid POST and loses the answer in one of seven ways. The tool is
called, then called again with the same arguments, as models do. In `--env` and in COMMAND,
`{url}` stands for the vendor's address; it speaks Knowlify's and Knightvision's APIs, and to a POST
of any other path it is a vendor that takes it and gives an id. Without COMMAND it is Callsheet's
turn, with every tool that buys.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anyio
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.jobs.lossy_provider import FAULTS, Vendor
from tests.jobs.paid_calls import ORDERS

CALLSHEET = (sys.executable, "-P", "-c", "from callsheet.cli import main; main()")
SECONDS = 180.0
"""For one server and one fault, both calls."""


@dataclass(frozen=True)
class Subject:
    """Who is tried, and with what."""

    command: Sequence[str]
    environ: Mapping[str, str]
    tool: str
    arguments: Mapping[str, Any]

    async def try_out(self, fault: str) -> str:
        """POSTs of the first call / of both / orders carried out."""
        with (
            tempfile.TemporaryDirectory() as home,
            Vendor(seconds=lambda: 1_000.0, patience=45.0) as vendor,
        ):
            vendor.make("character", {"name": "Ann"})
            vendor.faults.append(fault)
            counts = [len(vendor.posts)]
            with anyio.move_on_after(SECONDS):
                async with Client(stdio_client(self._process(vendor, home))) as client:
                    for _ in range(2):
                        await client.call_tool(self.tool, dict(self.arguments))
                        counts.append(len(vendor.posts))
            counts += [len(vendor.posts)] * (3 - len(counts))
            return f"{counts[1]} / {counts[2]} / {len(vendor.made) - 1}"

    def _process(self, vendor: Vendor, home: str) -> StdioServerParameters:
        folders = {"CALLSHEET_HOME": home, "CALLSHEET_OUTPUT_DIR": home}
        given = {name: text.replace("{url}", vendor.url) for name, text in self.environ.items()}
        command = [part.replace("{url}", vendor.url) for part in self.command]
        environ = {**os.environ, **folders, **vendor.environ, **given}
        return StdioServerParameters(command=command[0], args=command[1:], env=environ)


def subjects(given: argparse.Namespace) -> Iterator[Subject]:
    """The server that was named, or Callsheet with each of its paid tools."""
    environ = dict(pair.split("=", 1) for pair in given.env)
    if given.command:
        arguments = json.loads(given.arguments)
        yield Subject(given.command, environ, given.tool, arguments)
        return
    for tool, arguments in ORDERS.items():
        if given.tool in (None, tool):
            yield Subject(CALLSHEET, environ, tool, arguments)


def parse(words: Sequence[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--tool")
    parser.add_argument("--arguments", default="{}")
    parser.add_argument("--env", action="append", default=[], metavar="VAR=TEXT")
    parser.add_argument("--fault", action="append", choices=FAULTS)
    parser.add_argument("command", nargs="*")
    given = parser.parse_args(words)
    if given.command and not given.tool:
        parser.error("name the tool of COMMAND with --tool")
    return given


async def main(given: argparse.Namespace) -> None:
    """Print the table."""
    faults: Sequence[str] = given.fault or FAULTS
    print("POSTs of the first call / of both calls / orders carried out\n")
    print(f"| tool | {' | '.join(faults)} |")
    print("| --- " * (len(faults) + 1) + "|")
    for subject in subjects(given):
        cells = [await subject.try_out(fault) for fault in faults]
        print(f"| `{subject.tool}` | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    anyio.run(main, parse(sys.argv[1:]))
