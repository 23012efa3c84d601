"""Slow: what leaves this computer, and what stays on it, while things are made. See SECURITY."""

import os
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.studio.ad_analysis.ads import BLUE, RATE, RED, Take, shoot

from callsheet_studio.ad_analysis.ad_library import AdLibrary
from callsheet_studio.audio.built_in_voice import BuiltInVoice

from .namespace import OUTSIDE
from .tracing import CAN_TRACE, Trace, trace

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CAN_TRACE, reason="needs Linux with unshare, ip and strace"),
]
ERRANDS = Path(__file__).with_name("errands.py")
AD = "700123456789012"


@pytest.mark.parametrize("what", ["film", "edit", "clip", "analysis"])
def test_nothing_unasked_leaves_or_stays(tmp_path: Path, what: str) -> None:
    """Look-ups 0, addresses beyond loopback 0, and no file but in the folders that README names."""
    seen, folders = made(tmp_path, sys.executable, str(ERRANDS), what, AD)
    assert seen.exit_code == 0, seen.output
    assert (seen.lookups, seen.reached, seen.outside(*folders)) == ((), (), set())


def test_nothing_unasked_leaves_or_stays_at_the_command_line(tmp_path: Path) -> None:
    program = (sys.executable, "-c", "from callsheet.cli import main; main()")
    seen, folders = made(tmp_path, *program, "make", "--example", "how-https-works", "--preview")
    assert seen.exit_code == 0, seen.output
    assert (seen.lookups, seen.reached, seen.outside(*folders)) == ((), (), set())


def test_the_referee_sees_what_a_library_leaves(tmp_path: Path) -> None:
    """onnxruntime without its switch: a device id and a report."""
    seen, folders = made(tmp_path, sys.executable, "-c", "import hibari; hibari.Hibari()")
    assert {"deviceid", "onnxruntime.db"} <= {path.name for path in seen.outside(*folders)}


def test_the_referee_sees_who_is_asked_for_and_reached(tmp_path: Path) -> None:
    code = "import urllib.request as r; r.urlopen('http://reports.example/', timeout=5)"
    seen, _ = made(tmp_path, sys.executable, "-c", code)
    assert (set(seen.lookups), set(seen.reached)) == ({"reports.example"}, {OUTSIDE})


def made(tmp_path: Path, *command: str) -> tuple[Trace, list[Path]]:
    """What a command did, and the folders in which it may write."""
    user, home, films, temporary = (tmp_path / n for n in ("user", "home", "films", "tmp"))
    for folder in (user, temporary):
        folder.mkdir()
    ad = shoot(tmp_path / f"{AD}.mp4", [Take(2, RED), Take(2, BLUE)], sound=spoken())
    AdLibrary(home / "studio" / "ads").add(ad)
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    places = {"HOME": user, "CALLSHEET_HOME": home, "CALLSHEET_OUTPUT_DIR": films}
    places |= {"TMPDIR": temporary}
    given = {name: str(path) for name, path in places.items()}
    return trace(command, kept | given, tmp_path), [home, films, temporary]


@cache
def spoken() -> NDArray[np.float32]:
    """A sentence, so that there is something to understand in the ad."""
    speech = BuiltInVoice().speak("Do you wake up tired? Then try this lamp.", 1.0)
    times = np.arange(0, speech.seconds, 1 / RATE)
    sound = np.interp(times, np.arange(len(speech.samples)) / speech.rate, speech.samples)
    return sound.astype(np.float32)
