"""Finished pieces are kept under names that other code never uses."""

import json
import subprocess
import sys

import pytest

from callsheet_studio.pipeline.content_key import CODE

MAKERS = (
    "callsheet_studio.explainer.make",
    "callsheet_studio.explainer.scene_worker",
    "callsheet_studio.animatic.make",
    "callsheet_studio.animatic.shot_worker",
)
NEITHER_PIXEL_NOR_SOUND = tuple(
    f"callsheet_studio.{name}"
    for name in (
        "errors",
        "extras",
        "jobs",
        "llm",
        "private_files",
        "public_address",
        "storage",
        "telemetry",
    )
)
LIST_MODULES = """
import importlib, json, sys
for maker in sys.argv[1:]:
    importlib.import_module(maker)
print(json.dumps([name for name in sys.modules if name.startswith("callsheet_studio")]))
"""


@pytest.mark.slow
def test_all_code_that_makes_pictures_or_sound_is_part_of_the_names() -> None:
    """A module that is loaded where films and clips are made is in the digest of the names."""
    run = (sys.executable, "-c", LIST_MODULES, *MAKERS)
    loaded = json.loads(subprocess.run(run, check=True, capture_output=True).stdout)
    assert {*MAKERS} <= {*loaded}
    left_out = [name for name in loaded if not name.startswith((*CODE, *NEITHER_PIXEL_NOR_SOUND))]
    assert left_out == ["callsheet_studio"]
