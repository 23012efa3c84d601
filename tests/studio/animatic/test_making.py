"""Orders become files: exact, restartable, and the same every time."""

import errno
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from callsheet_studio.animatic.clip_sound import clip_sound, spoken_lines
from callsheet_studio.animatic.contract import CharacterOrder, ClipOrder, PoseOrder
from callsheet_studio.animatic.make import make_character, make_clip, make_pose_clip
from callsheet_studio.animatic.prompt.shot_planner import plan_shots
from callsheet_studio.audio.loudness import RATE
from callsheet_studio.jobs.contract import Progress, Step, VideoFormat
from callsheet_studio.storyboard.brief import FilmRejected

SMALL = VideoFormat(short_side=72, fps=10, processes=1)
ORDER = ClipOrder("job", "A dog runs on a beach, then jumps", "kling-v3-text-to-video", 4, "1:1")


class Told:
    """Keeps what a maker reports."""

    def __init__(self) -> None:
        self.steps: dict[str, Step] = {}
        self.percents: list[int] = []

    def __call__(self, said: Progress | Step) -> None:
        if isinstance(said, Step):
            self.steps[said.name] = said
        else:
            self.percents.append(said.percent)


def test_a_clip_is_exact_says_what_it_is_and_resumes_to_the_same_bytes(tmp_path: Path) -> None:
    told = Told()
    clip = make_clip(ORDER, tmp_path / "a", SMALL, {}, told)
    file = tmp_path / "a" / clip.video
    assert _measured(file) == ((72, 72), 40, "h264", "aac", 4.0)
    assert told.percents == sorted(told.percents)
    with av.open(file) as opened:
        labels = opened.metadata["title"] + opened.metadata["comment"]
    assert "ANIMATIC" in labels
    assert ORDER.model in labels
    assert (tmp_path / "a" / clip.contact_sheet).stat().st_size <= 40_000

    whole, drawn = file.read_bytes(), tmp_path / "a" / "work" / "shot-1-1.mp4"
    before = drawn.stat().st_mtime_ns
    file.unlink()
    again = Told()
    done = {name: step for name, step in told.steps.items() if name != "shot-2-1"}
    make_clip(ORDER, tmp_path / "a", SMALL, done, again)
    assert set(again.steps) == {"shot-2-1", "film"}
    assert drawn.stat().st_mtime_ns == before
    assert file.read_bytes() == whole


def test_the_sound_of_a_clip_is_the_film_s_music_and_its_lines_where_a_voice_speaks_them() -> None:
    """The issue: spoken by the film's voice, music that ducks; another language is captioned."""
    english, german, quiet = (
        plan_shots(ClipOrder("id", prompt, "sora-2", 4), SMALL)
        for prompt in (
            'A man says "The bread is ready." in a park',
            "Ein Mann sagt in der Küche: „Das Brot ist fertig.“",
            "A dog runs on a beach, no music",
        )
    )
    (start, speech), *_ = spoken_lines(english)
    assert (start, len(speech.samples) > 0) == (0.5, True)
    (_, silent), *_ = spoken_lines(german)
    assert len(silent.samples) == 0
    assert [note for note in german.notes if "No voice here speaks German" in note]
    assert not [note for note in english.notes if "No voice" in note]
    sound = np.concatenate(list(clip_sound(english).blocks()))
    end = 0.5 + speech.seconds
    spoken, music = (
        20 * np.log10(np.std(sound[round(RATE * a) : round(RATE * b)]))
        for a, b in ((0.5, end), (end + 0.7, end + 1.2))
    )
    assert -22 < spoken < -16
    assert spoken - music > 8
    assert clip_sound(german).loudness.lufs == pytest.approx(-22, abs=0.5)
    assert max(np.abs(block).max() for block in clip_sound(quiet).blocks()) == 0


def test_a_silent_clip_has_a_track_in_which_nothing_is_heard(tmp_path: Path) -> None:
    order = replace(ORDER, prompt='Silent clip, no sound. A man says "Go!" on a beach', seconds=1)
    clip = make_clip(order, tmp_path, SMALL, {}, Told())
    assert _measured(tmp_path / clip.video) == ((72, 72), 10, "h264", "aac", 1.0)
    with av.open(tmp_path / clip.video) as file:
        assert max(np.abs(block.to_ndarray()).max() for block in file.decode(audio=0)) == 0


def test_a_character_is_drawn_and_its_pose_is_cut_to_the_frame(tmp_path: Path) -> None:
    order = CharacterOrder("c", "Zoe", "a female doctor with red hair and glasses", 3, "9:16")
    character = make_character(order, tmp_path, SMALL, {}, Told())
    assert character.look["woman"] is True
    assert (character.look["top"], character.look["hair_colour"]) == ("coat", "#a8431f")
    assert _measured(tmp_path / character.video) == ((72, 128), 30, "h264", "aac", 3.0)
    wanted = PoseOrder("p", "Zoe", str(tmp_path / character.video), 1, 3)
    pose = make_pose_clip(wanted, tmp_path / "pose", SMALL, {}, Told())
    assert _measured(tmp_path / "pose" / pose.video) == ((72, 128), 20, "h264", "aac", 2.0)
    film, part = _gray(tmp_path / character.video), _gray(tmp_path / "pose" / pose.video)
    apart = [float(np.abs(part[0] - frame).mean()) for frame in film]
    assert apart.index(min(apart)) == 10
    with pytest.raises(FilmRejected, match="ends before"):
        make_pose_clip(replace(wanted, start=5, end=6), tmp_path / "late", SMALL, {}, Told())
    with pytest.raises(FilmRejected, match="The disk is full: free some space"):
        make_pose_clip(wanted, tmp_path / "full", SMALL, {}, _full_disk)


def _gray(path: Path) -> list[NDArray[np.int16]]:
    with av.open(path) as file:
        return [frame.to_ndarray(format="gray").astype(np.int16) for frame in file.decode(video=0)]


def _full_disk(_: Progress | Step) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_pose_of_a_film_that_is_gone_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(FilmRejected, match="'Zoe'"):
        make_pose_clip(PoseOrder("p", "Zoe", "nowhere.mp4", 1, 2), tmp_path, SMALL, {}, Told())


def _measured(path: Path) -> tuple[tuple[int, int], int, str, str, float]:
    """Size, frames, codecs, and seconds of sound to a tenth."""
    with av.open(path) as file:
        video, audio = file.streams.video[0], file.streams.audio[0]
        seconds = round(float(audio.duration * audio.time_base), 1) if audio.duration else 0.0
        size = video.codec_context.width, video.codec_context.height
        return size, video.frames, video.codec_context.name, audio.codec_context.name, seconds
