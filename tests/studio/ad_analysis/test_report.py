"""A report whose numbers are true, because the ad's truth is known."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from callsheet_studio.ad_analysis.contract import AdOrder, AdReport, AdStage, AdUnknown
from callsheet_studio.ad_analysis.pipeline import Recognizers, analyze
from callsheet_studio.ad_analysis.text_recognition import NoTextRecognizer
from callsheet_studio.audio.speech_recognition import NoSpeechRecognizer
from callsheet_studio.audio.transcript import Transcript
from callsheet_studio.audio.voice import Samples
from callsheet_studio.extras import add_extra
from callsheet_studio.jobs.contract import Step
from callsheet_studio.media.contact_sheet import LARGEST_SHEET
from callsheet_studio.text.timed_word import TimedWord

from .ads import BLUE, GREEN, RATE, RED, WHITE, YELLOW, Camera, Take, shoot, tone

STAGES = ["downloading", "extracting_frames", "transcribing", "analyzing"]
DEAF = Recognizers(ear=NoSpeechRecognizer, eye=NoTextRecognizer)


@dataclass
class Scribe:
    """Listens by being told: every call is one word of a known text, and is counted."""

    text: str
    calls: list[int] = field(default_factory=list[int])

    def transcribe(self, sound: Samples) -> Transcript:
        self.calls.append(len(sound))
        words = self.text.split()
        times = np.linspace(0.5, len(sound) / 16_000 - 0.5, len(words) + 1)
        spoken = (
            TimedWord(w, float(a), float(b))
            for w, a, b in zip(words, times, times[1:], strict=False)
        )
        return Transcript("heard", tuple(spoken), ((0.5, float(times[-1])),), 0.9)


@dataclass(frozen=True)
class Told:
    """A report, its facts, and what was said on the way."""

    report: AdReport
    facts: Mapping[str, Any]
    said: tuple[AdStage | Step, ...]

    @property
    def steps(self) -> dict[str, Step]:
        return {said.name: said for said in self.said if isinstance(said, Step)}


def analyzed(
    folder: Path, ad: str = "1", done: Mapping[str, Step] | None = None, senses: Recognizers = DEAF
) -> Told:
    said: list[AdStage | Step] = []
    order = AdOrder(ad, str(folder))
    report = analyze(order, folder / f"work-{ad}", done or {}, said.append, senses)
    facts = json.loads((folder / f"work-{ad}" / report.facts).read_text())
    return Told(report, facts, tuple(said))


@pytest.fixture(scope="module")
def ads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two ads: 1 is wide, quick and loud, 2 is upright, slow and half silent."""
    folder = tmp_path_factory.mktemp("ads")
    hasty = [Take(1.2, RED, 1), Take(0.8, WHITE, 2), Take(1.0, BLUE, 3), Take(1.0, GREEN, 4)]
    shoot(folder / "1.mp4", hasty, Camera(), tone(4.0, 0.5))
    silence = np.zeros(4 * RATE, np.float32)
    calm = [Take(6.0, YELLOW, 5), Take(2.0, BLUE, 6)]
    shoot(
        folder / "2.mp4", calm, Camera(90, 160, fps=30), np.concatenate([tone(4.0, 0.02), silence])
    )
    return folder


@pytest.fixture(scope="module")
def quick(ads: Path) -> Told:
    return analyzed(ads, "1")


@pytest.fixture(scope="module")
def slow(ads: Path) -> Told:
    return analyzed(ads, "2")


def test_the_stages_are_the_documented_ones_in_order(quick: Told) -> None:
    """Knightvision, `GET /status/<job_id>`."""
    said = [said.stage for said in quick.said if isinstance(said, AdStage)]
    assert list(dict.fromkeys(said)) == STAGES
    assert said == sorted(said, key=STAGES.index), "none comes back"


def test_what_the_file_says_is_reported(ads: Path, slow: Told) -> None:
    header = slow.facts["probe"]
    picture = {"width": 90, "height": 160, "fps": 30.0, "codec": "h264", "turned": 0}
    assert header["picture"] == picture
    assert header["sound"] == {"codec": "aac", "rate": 48_000, "channels": 1}
    assert header["size"] == (ads / "2.mp4").stat().st_size
    assert header["seconds"] == pytest.approx(8.0, abs=0.05)


def test_shots_colors_and_loudness_are_true(quick: Told) -> None:
    facts = quick.facts
    assert [shot["start"] for shot in facts["shots"]] == [0.0, 1.2, 2.0, 3.0]
    assert [shot["colors"][0]["name"] for shot in facts["shots"]] == [
        "red",
        "white",
        "blue",
        "green",
    ]
    red = facts["shots"][0]["colors"][0]
    assert [int(red["hex"][i : i + 2], 16) for i in (1, 3, 5)] == pytest.approx(RED, abs=8)
    assert facts["heard"]["lufs"] == pytest.approx(-9.7, abs=0.3)
    assert facts["shots"][1]["light"] > 0.8 > 0.4 > facts["shots"][0]["light"]


def test_silence_is_told_from_sound(ads: Path) -> None:
    told = analyzed(
        ads, "2", senses=Recognizers(ear=lambda: Scribe("one two three"), eye=NoTextRecognizer)
    )
    shares = told.facts["shares"]
    assert sum(shares.values()) == pytest.approx(1, abs=0.011)
    assert shares["speech"] == pytest.approx(7 / 8, abs=0.02)
    assert shares["silence"] == pytest.approx(0.5 / 8, abs=0.02)


def test_two_ads_give_two_reports(quick: Told, slow: Told) -> None:
    one, two = quick.report, slow.report
    assert "widescreen ad of 4.0 seconds" in one.summary
    assert "4 shots last 1.0 s on average (fast cutting)" in one.summary
    assert "vertical ad of 8.0 seconds" in two.summary
    assert "2 shots last 4.0 s on average" in two.summary
    for text in ("summary", "analysis", "ugc_script"):
        assert getattr(one, text) != getattr(two, text)
    assert "Shot 1 at 0:00 stands for 6.0 s" in two.analysis
    assert "stands for" not in one.analysis


def test_what_nobody_heard_or_read_is_said_and_not_made_up(quick: Told) -> None:
    """Without the extra `listen`."""
    report = quick.report
    assert "speech recogniser is not installed" in report.transcription
    assert add_extra("listen") in report.transcription
    assert "Text in the picture was not read" in report.analysis
    assert "## Structure" not in report.analysis
    assert "[your line: up to 3 words]" in report.ugc_script
    assert "“" not in report.summary + report.ugc_script


def test_what_was_heard_is_quoted_and_sorted_into_parts(ads: Path) -> None:
    text = "Tired of cold coffee? I found this cup. Tap the link below."
    report = analyzed(
        ads, "2", senses=Recognizers(ear=lambda: Scribe(text), eye=NoTextRecognizer)
    ).report
    assert report.transcription.splitlines()[0] == "[0:01] Tired of cold coffee?"
    parts = [line for line in report.analysis.splitlines() if line.startswith("| 0:0")]
    assert [part.split("|")[2].strip() for part in parts] == ["hook", "solution", "call to action"]
    assert "**0:00-0:03 · Hook**\n- Say: “Tired of cold coffee?”" in report.ugc_script
    assert "Call to action**\n- Say: “Tap the link below.”" in report.ugc_script
    assert "It asks: “Tap the link below.” (0:05)." in report.summary


def test_the_contact_sheet_shows_each_shot_and_fits_into_a_chat(ads: Path, quick: Told) -> None:
    sheet = ads / "work-1" / quick.report.contact_sheet
    assert sheet.stat().st_size <= LARGEST_SHEET
    with av.open(sheet) as file:
        frame = next(file.decode(video=0))
    pixels = frame.to_ndarray(format="rgb24")
    middle = pixels[frame.height // 2, :, :].astype(int)
    for color in (RED, WHITE, BLUE, GREEN):
        assert np.abs(middle - color).sum(axis=1).min() < 40


def test_a_finished_step_never_runs_again(ads: Path, tmp_path: Path) -> None:
    """The analyst died after it had listened: the recogniser is not asked a second time."""
    (tmp_path / "1.mp4").write_bytes((ads / "1.mp4").read_bytes())
    scribe = Scribe("Meet the cup. Order now.")
    senses = Recognizers(ear=lambda: scribe, eye=NoTextRecognizer)
    first = analyzed(tmp_path, senses=senses)
    kept = {name: first.steps[name] for name in ("watch", "listen", "transcribe")}
    again = analyzed(tmp_path, done=kept, senses=senses)
    assert set(again.steps) == {"read", "report"}
    assert len(scribe.calls) == 1
    assert again.report == first.report


def test_a_step_whose_files_are_damaged_runs_again(ads: Path, tmp_path: Path) -> None:
    (tmp_path / "1.mp4").write_bytes((ads / "1.mp4").read_bytes())
    first = analyzed(tmp_path)
    (tmp_path / "work-1" / "work" / "seen.json").write_text("{}")
    again = analyzed(tmp_path, done=first.steps)
    assert set(again.steps) == {"watch"}
    assert again.report == first.report


def test_an_unknown_ad_is_not_fetched_unless_that_is_allowed(tmp_path: Path) -> None:
    with pytest.raises(AdUnknown, match="callsheet ads add FILE --url"):
        analyzed(tmp_path, "https://www.tiktok.com/@shop/video/1")
