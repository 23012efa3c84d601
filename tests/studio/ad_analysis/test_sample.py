"""The ad that ships with the studio, so that Knightvision's documented example works offline."""

import json
from pathlib import Path

import av
import pytest

from callsheet_studio.ad_analysis.ad_library import SAMPLE, AdLibrary
from callsheet_studio.ad_analysis.contract import AdOrder
from callsheet_studio.ad_analysis.pipeline import Recognizers, analyze
from callsheet_studio.ad_analysis.text_recognition import NoTextRecognizer
from callsheet_studio.audio.speech_recognition import NoSpeechRecognizer

EXAMPLE = Path(__file__).parents[2] / "contract" / "samples" / "knightvision_analyze_request.json"
ADDRESS: str = json.loads(EXAMPLE.read_text(encoding="utf-8"))["url"]


def test_the_documented_address_and_its_id_are_the_sample(tmp_path: Path) -> None:
    for ad in (ADDRESS, "123456789"):
        assert AdLibrary(tmp_path).resolve(ad) == SAMPLE


def test_an_ad_of_ones_own_comes_before_the_sample(tmp_path: Path) -> None:
    file = tmp_path / "mine.mp4"
    file.write_bytes(b"film")
    library = AdLibrary(tmp_path / "ads")
    mine = library.add(file, ADDRESS)
    assert library.resolve(ADDRESS) == mine.path


def test_the_sample_is_a_small_vertical_film_with_sound() -> None:
    assert SAMPLE.stat().st_size < 300_000
    with av.open(SAMPLE) as film:
        picture = film.streams.video[0]
        assert picture.width * 16 == pytest.approx(picture.height * 9, rel=0.01)
        assert film.streams.audio
        assert film.duration and 15 <= film.duration / av.time_base <= 20


def test_its_report_says_first_that_it_is_the_sample(tmp_path: Path) -> None:
    """And no other report says so: the same film under another id is an ad like any other."""
    (tmp_path / "7.mp4").write_bytes(SAMPLE.read_bytes())
    deaf = Recognizers(ear=NoSpeechRecognizer, eye=NoTextRecognizer)
    reports = [
        analyze(AdOrder(ad, str(tmp_path)), tmp_path / f"work-{ad}", {}, lambda _: None, deaf)
        for ad in ("123456789", "7")
    ]
    sample, same = reports
    assert sample.summary.startswith("This is the sample ad that comes with the studio")
    assert sample.notes == (sample.notes[0], *same.notes)
    assert sample.summary.endswith(same.summary) and "vertical ad" in same.summary
