"""A finished film, read back with other eyes than those that made it: PyAV's and FFmpeg's."""

import hashlib
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import av
import pytest

from callsheet_studio.explainer.make import make_film
from callsheet_studio.jobs.contract import Progress, Step
from callsheet_studio.media.contact_sheet import LARGEST_SHEET
from callsheet_studio.storyboard.brief import FilmRejected

from .conftest import ALONE, BRIEF, TINY, Made, made_in
from .reference_loudness import listen

STAGES = ["voiceover", "highlevel", "lowlevel", "scan_assets", "generating_frames"]


def test_the_streams_are_what_every_player_takes(made: Made) -> None:
    """H.264 High, 4:2:0, BT.709, AAC at 48 kHz."""
    with av.open(made.folder / made.film.video) as film:
        video, audio = film.streams.video[0], film.streams.audio[0]
        shown = video.codec_context.name, video.codec_context.profile, video.pix_fmt
        assert shown == ("h264", "High", "yuv420p")
        assert (video.width, video.height, video.average_rate) == (256, 144, TINY.fps)
        assert (video.codec_context.colorspace, video.codec_context.color_range) == (1, 1)
        assert (audio.codec_context.name, audio.rate, audio.channels) == ("aac", 48_000, 2)


def test_the_film_is_as_long_as_it_says_and_no_frame_is_missing(made: Made) -> None:
    with av.open(made.folder / made.film.video) as film:
        rate = film.streams.video[0].average_rate
        times = [frame.time for frame in film.decode(video=0)]
    assert rate is not None
    assert len(times) == round(made.film.seconds * rate)
    assert times == pytest.approx([n / rate for n in range(len(times))])
    with av.open(made.folder / made.film.video) as film:
        assert film.duration == pytest.approx(made.film.seconds * 1e6, abs=1e6 / TINY.fps)


def test_scenes_follow_each_other_and_each_begins_with_a_key_frame(made: Made) -> None:
    with av.open(made.folder / made.film.video) as film:
        keys = [frame.time for frame in film.decode(video=0) if frame.key_frame]
    for before, after in pairwise(made.film.scenes):
        assert before.start + before.seconds == pytest.approx(after.start, abs=0.002)
    for scene in made.film.scenes:
        assert any(key == pytest.approx(scene.start, abs=0.002) for key in keys)


def test_the_film_is_loud_as_broadcasters_want_it(made: Made) -> None:
    """-16 LUFS, true peaks under -1 dBTP; FFmpeg's own meter is the referee."""
    heard = listen(made.folder / made.film.video)
    assert heard.lufs == pytest.approx(-16, abs=1)
    assert heard.true_peak < -1
    assert made.film.report["loudness_lufs"] == pytest.approx(heard.lufs, abs=0.5)


def test_captions_hold_every_written_word_in_both_formats(made: Made) -> None:
    spoken = "Sunlight mixes red and blue light."
    srt = (made.folder / made.film.srt).read_text("utf-8")
    vtt = (made.folder / made.film.vtt).read_text("utf-8")
    assert re.match(r"1\n00:00:0\d,\d{3} --> 00:00:0\d,\d{3}\n\S", srt)
    assert re.match(r"WEBVTT\n\n00:00:0\d\.\d{3} --> 00:00:0\d\.\d{3}\n\S", vtt)
    for text in (srt, vtt):
        assert spoken in " ".join(text.split())
        assert "5.5 times" in " ".join(text.split())


def test_soft_captions_are_there_and_switched_off(made: Made) -> None:
    """The words are burnt in too: a player must not show both by itself."""
    with av.open(made.folder / made.film.video) as film:
        (stream,) = film.streams.subtitles
        assert (stream.metadata["language"], stream.disposition.value) == ("eng", 0)
        text = b" ".join(bytes(packet) for packet in film.demux(stream))
    assert b"Sunlight mixes red and" in text


def test_each_scene_is_a_chapter_and_the_title_is_the_films(made: Made) -> None:
    with av.open(made.folder / made.film.video) as film:
        chapters = [chapter["metadata"]["title"] for chapter in film.chapters()]
        assert film.metadata["title"] == made.film.title == "Why the sky is blue"
    assert chapters == [scene.title for scene in made.film.scenes]


def test_a_player_can_start_before_it_has_the_whole_file(made: Made) -> None:
    content = (made.folder / made.film.video).read_bytes()
    assert 0 < content.index(b"moov") < content.index(b"mdat")


def test_poster_and_contact_sheet_are_pictures_and_the_sheet_is_small(made: Made) -> None:
    with av.open(made.folder / made.film.poster) as poster:
        assert poster.streams.video[0].width == 256
    with av.open(made.folder / made.film.contact_sheet) as sheet:
        assert sheet.streams.video[0].width > 700
    assert (made.folder / made.film.contact_sheet).stat().st_size <= LARGEST_SHEET


def test_progress_never_falls_and_the_stages_come_in_the_documented_order(made: Made) -> None:
    percents = [progress.percent for progress in made.progress]
    assert percents == sorted(percents)
    assert percents[-1] < 100
    assert list(dict.fromkeys(progress.stage for progress in made.progress)) == STAGES
    rendering = [p.current_scene for p in made.progress if p.total_scenes]
    assert rendering == sorted(rendering)


def test_every_step_names_its_files_by_content(made: Made) -> None:
    scenes = [f"scene-{n:02d}" for n in range(1, len(made.film.scenes) + 1)]
    assert set(made.steps) == {
        *("script", "voice", "plan", "layout", "assets", "sound", "film"),
        *scenes,
    }
    for step in made.steps.values():
        assert step.files
        for file, digest in step.files.items():
            assert hashlib.sha256((made.folder / file).read_bytes()).hexdigest() == digest


def test_the_report_says_what_can_be_measured(made: Made) -> None:
    report = made.film.report
    assert report["scenes"] == len(made.film.scenes)
    assert 60 < _number(report["words_per_minute"]) < 260
    assert 0 < _number(report["longest_silence_seconds"]) < 4
    assert report["words_likely_misread"] == []
    assert " sections" in str(report["coverage"])


def test_a_finished_film_is_not_made_again(made: Made) -> None:
    reports: list[Progress | Step] = []
    assert make_film(BRIEF, made.folder, TINY, made.steps, reports.append) == made.film
    assert reports == []


@pytest.mark.slow
def test_the_same_brief_gives_the_same_bytes(made: Made, tmp_path: Path) -> None:
    """However many processes draw it."""
    again = made_in(tmp_path / "second", video_format=ALONE)
    assert {name: step.files for name, step in again.steps.items()} == {
        name: step.files for name, step in made.steps.items()
    }


def test_an_edit_draws_its_scene_anew_and_the_rest_stays_the_same_to_the_byte(
    made: Made, tmp_path: Path
) -> None:
    """A scene whose file lies ready is not drawn again; one that is drawn again is identical."""
    folder = tmp_path / "edited"
    (ready,) = made.steps["scene-02"].files
    (folder / ready).parent.mkdir(parents=True)
    (folder / ready).write_bytes((made.folder / ready).read_bytes())
    written = (folder / ready).stat().st_mtime_ns

    task = BRIEF.task.replace("What scatters", "What scatters most")
    edited = made_in(folder, replace(BRIEF, task=task), ALONE)

    assert (folder / ready).stat().st_mtime_ns == written
    changed = {name for name, step in edited.steps.items() if step != made.steps[name]}
    assert changed == {"script", "plan", "layout", "scene-03", "film"}


def _number(value: float | int | str | list[str]) -> float:
    assert isinstance(value, float | int)
    return value


def test_a_script_that_no_font_here_can_draw_is_refused_with_what_to_install(
    tmp_path: Path,
) -> None:
    """Better a sentence than a film of empty boxes. Hardly anybody has Cypro-Minoan letters."""
    words = ["".join(chr(0x12F90 + 5 * n + k) for k in range(5)) for n in range(4)]
    task = "# {}\n## {}\n- {}\n> {}.".format(*words)
    with pytest.raises(FilmRejected, match=r"\[cjk\].* and send the task again"):
        make_film(
            replace(BRIEF, task=task), tmp_path, replace(ALONE, spoken=False), {}, lambda _: None
        )
