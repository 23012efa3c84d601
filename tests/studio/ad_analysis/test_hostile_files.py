"""Files that are no ads: a sentence, never a crash, and never much memory."""

import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from callsheet_studio.ad_analysis.contract import AdOrder, AdReport, AdUnusable
from callsheet_studio.ad_analysis.pipeline import Recognizers, analyze
from callsheet_studio.ad_analysis.text_recognition import NoTextRecognizer
from callsheet_studio.audio.speech_recognition import NoSpeechRecognizer

from .ads import BLUE, GREEN, RED, Camera, Take, record, shoot, tone, write

DEAF = Recognizers(ear=NoSpeechRecognizer, eye=NoTextRecognizer)
TAKES = [Take(1.0, RED, 1), Take(1.0, BLUE, 2), Take(1.0, GREEN, 3)]
MOST_MEMORY = 300
"""Megabytes of a process that refuses a giant."""


def no_bytes(path: Path) -> None:
    path.write_bytes(b"")


def text(path: Path) -> None:
    path.write_text("This is not a video.\n" * 100)


def playlist(path: Path) -> None:
    """Names another file, which must not be opened."""
    shoot(path.with_name("other.mp4"), TAKES)
    lines = ("#EXTM3U", "#EXT-X-TARGETDURATION:3", "#EXTINF:3,", str(path.with_name("other.mp4")))
    path.write_text("\n".join((*lines, "#EXT-X-ENDLIST", "")))


def no_index(path: Path) -> None:
    """Cut off before the index at the end, as by an upload that broke off."""
    content = shoot(path.with_name("whole.mp4"), TAKES).read_bytes()
    path.write_bytes(content[: content.index(b"moov") - 4])


def no_streams(path: Path) -> None:
    content = shoot(path.with_name("whole.mp4"), TAKES).read_bytes()
    path.write_bytes(content[: content.index(b"mdat") - 4] + b"\0\0\0\x08moov")


def too_long(path: Path) -> None:
    pictures = [np.full((90, 160, 3), 90, np.uint8)] * 3
    write(path, pictures, [Fraction(0), Fraction(1), Fraction(3 * 3600)])


def too_small(path: Path) -> None:
    shoot(path, TAKES, Camera(8, 8))


@pytest.mark.parametrize(
    "make", [no_bytes, text, playlist, no_index, no_streams, too_long, too_small]
)
def test_what_is_no_ad_is_refused_in_a_sentence(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    make(tmp_path / "7.mp4")
    with pytest.raises(AdUnusable) as refused:
        analyzed(tmp_path)
    assert str(refused.value).endswith(".")


@pytest.mark.skipif(sys.platform != "linux", reason="counts memory as Linux does")
def test_giant_frames_are_refused_before_they_take_memory(tmp_path: Path) -> None:
    """Decoded, a frame would take a gigabyte; a process of its own shows what it took."""
    with av.open(tmp_path / "7.mov", "w") as file:
        stream = file.add_stream("png", rate=1)
        stream.width, stream.height, stream.pix_fmt = 16_000, 16_000, "monob"
        file.mux(stream.encode(av.VideoFrame(16_000, 16_000, "monob")))
        file.mux(stream.encode(None))
    command = [sys.executable, "-c", PROBE, str(tmp_path / "7.mov")]
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    sentence, megabytes = said.stdout.splitlines()
    assert "16000 x 16000 pixels" in sentence
    assert int(megabytes) < MOST_MEMORY


PROBE = """
import re, sys
from pathlib import Path
from callsheet_studio.ad_analysis.contract import AdUnusable
from callsheet_studio.ad_analysis.probe import probe
try:
    probe(Path(sys.argv[1]))
except AdUnusable as error:
    print(error)
# Not `getrusage`: what that tells begins with the peak of the process that started this one.
status = Path("/proc/self/status").read_text()
print(int(re.search(r"VmHWM:\\s+(\\d+) kB", status)[1]) // 1024)
"""


def test_an_ad_that_breaks_off_is_reported_as_far_as_it_goes(tmp_path: Path) -> None:
    whole = shoot(tmp_path / "whole.mp4", [Take(4.0, RED, 1), Take(4.0, BLUE, 2)]).read_bytes()
    header, index = whole.index(b"mdat") - 4, whole.index(b"moov") - 4
    data = whole[header:index]
    (tmp_path / "7.mp4").write_bytes(
        whole[:header] + data[: len(data) // 2] + bytes(len(data) // 2) + whole[index:]
    )
    report = analyzed(tmp_path)
    assert any("could be decoded" in note for note in report.notes)


def test_an_ad_without_sound_says_so(tmp_path: Path) -> None:
    shoot(tmp_path / "7.mp4", TAKES)
    report = analyzed(tmp_path)
    assert report.transcription == "The file has no sound: there was nothing to listen to."
    assert "3 shots" in report.summary


def test_sound_alone_is_analysed_as_sound(tmp_path: Path) -> None:
    """A sine of 997 Hz at -20 dBFS in one channel has -23 LUFS (EBU Tech 3341)."""
    record(tmp_path / "7.mp4", tone(3.0, level=0.1, hertz=997))
    report = analyzed(tmp_path)
    assert "without a picture" in report.summary
    assert "-23.0 LUFS" in report.analysis
    assert report.contact_sheet == ""


@pytest.mark.parametrize(("turned", "shown"), [(90, "90 x 160"), (180, "160 x 90")])
def test_a_turned_picture_is_seen_as_a_player_shows_it(
    tmp_path: Path, turned: int, shown: str
) -> None:
    """Phones film on their side and say so in the file."""
    shoot(tmp_path / "7.mp4", TAKES, Camera(turned=turned))
    report = analyzed(tmp_path)
    assert shown in report.summary
    assert f"turned by {turned}°" in report.analysis


def analyzed(folder: Path) -> AdReport:
    order = AdOrder("7", str(folder))
    return analyze(order, folder / "work", {}, lambda _: None, DEAF)
