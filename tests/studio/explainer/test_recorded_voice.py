"""A narration that a person recorded: scenes are timed to it, edits keep it, bad files are told.

The rule's source: the setting `narration: file.wav` in a document's front matter.
"""

import io
import wave
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from callsheet_studio.api.knowlify.document_pictures import DocumentPictures
from callsheet_studio.audio.built_in_voice import BuiltInVoice
from callsheet_studio.audio.recorded_voice import RATE, read_recorded_voice
from callsheet_studio.audio.recording import NarrationTrack, read_recording
from callsheet_studio.audio.voice import Samples, concatenate
from callsheet_studio.explainer.film_source import EditedFilm, NewFilm, read_timeline
from callsheet_studio.explainer.make import make_film
from callsheet_studio.jobs.contract import Progress, Step
from callsheet_studio.storyboard.brief import Brief, FilmRejected
from callsheet_studio.storyboard.build import build_storyboard
from callsheet_studio.storyboard.outline_writer import as_outline

from .conftest import ALONE

FIRST, SECOND = "Das Licht der Sonne ist gemischt.", "Die Luft streut das Blaue."
GERMAN = f"""---
narration: voice.wav
language: de
---
# Himmel
> {FIRST}
## Luft
- Blau
> {SECOND}
"""
RECORDING = {"path": "voice.wav", "file": "recordings/voice.wav"}


def wav(samples: Samples, rate: int = RATE) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setparams((1, 2, rate, 0, "NONE", ""))
        out.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return file.getvalue()


def hum(parts: Sequence[tuple[float, bool]]) -> Samples:
    """A tone, or silence, for so many seconds each."""
    times = [np.arange(round(seconds * RATE)) / RATE for seconds, _ in parts]
    tones = [
        np.sin(2 * np.pi * 180 * time) * 0.3 * heard
        for time, (_, heard) in zip(times, parts, strict=True)
    ]
    return np.concatenate(tones).astype(np.float32)


def brief(folder: Path, content: bytes, task: str = GERMAN) -> Brief:
    (folder / "recordings").mkdir(exist_ok=True)
    (folder / RECORDING["file"]).write_bytes(content)
    return Brief(uuid="1", task=task, unset=("seconds",), recording=RECORDING)


def spoken(order: Brief, folder: Path) -> NarrationTrack:
    with pytest.raises(_Planned):
        make_film(order, folder, ALONE, {}, _until_planned)
    return read_recording(folder)


def test_scenes_are_cut_in_the_pause_between_them(tmp_path: Path) -> None:
    """Five seconds, a pause of 0.8, four: the film's words take 33 and 26 letters."""
    sound = hum([(5.0, True), (0.8, False), (4.0, True)])
    track = spoken(brief(tmp_path, wav(sound)), tmp_path)
    first, second = track.speeches
    assert first.seconds == pytest.approx(5.4, abs=0.1)
    assert second.seconds == pytest.approx(4.4, abs=0.1)
    heard = np.concatenate([one.samples for one in track.speeches])
    assert len(heard) == pytest.approx(len(sound), abs=0.1 * RATE)
    assert [word.text for word in first.words] == FIRST.split()
    assert track.note and "'voice.wav'" in track.note
    film = read_timeline(tmp_path)
    assert film.storyboard.narration == "voice.wav" and film.storyboard.seconds == 10
    assert film.scenes[1].words[0].start < 0.5
    assert film.seconds == pytest.approx(10.5, abs=1.5)


@pytest.mark.slow
def test_with_a_recognizer_words_are_where_they_are_heard(tmp_path: Path) -> None:
    pytest.importorskip("faster_whisper")
    scenes = ("Light is a mixture of many colors.", "The air scatters blue light most of all.")
    task = "---\nnarration: voice.wav\n---\n# Sky\n> {}\n## Air\n- Blue\n> {}\n".format(*scenes)
    voice = BuiltInVoice()
    said = [voice.speak(text, speed) for text, speed in zip(scenes, (0.8, 1.2), strict=True)]
    whole = concatenate(said, 0.9, RATE)
    order = brief(tmp_path, wav(whole.samples, whole.rate), task)
    script = NewFilm(order, folder=tmp_path).script().storyboard
    found = read_recorded_voice(tmp_path / RECORDING["file"], script)
    got, at = list[float](), 0.0
    for text in scenes:
        speech = found.speak(text, 1.0)
        got += [at + word.start for word in speech.words]
        at += speech.seconds
    errors = [abs(a - word.start) for a, word in zip(got, whole.words, strict=True)]
    assert float(np.median(errors)) < 0.15 and max(errors) < 0.6


def test_an_edit_keeps_the_voice_and_is_silent_where_the_words_are_new(tmp_path: Path) -> None:
    folder = tmp_path / "before"
    folder.mkdir()
    track = spoken(brief(folder, wav(hum([(5.0, True), (0.8, False), (4.0, True)]))), folder)
    film = read_timeline(folder).storyboard
    changed = film.scenes[1].model_copy(update={"narration": "Abends wird es rot."})
    edited = film.model_copy(update={"scenes": (film.scenes[0], changed), "palette": {}})
    voice = read_recorded_voice(folder / RECORDING["file"], edited)
    first, second = EditedFilm(edited, folder).narrate(edited, voice, 1.0).speeches
    assert np.array_equal(first.samples, track.speeches[0].samples)
    assert not len(second.samples) and second.words


def test_the_outline_of_the_film_names_the_recording() -> None:
    film = build_storyboard(Brief(uuid="1", task=GERMAN, recording=RECORDING)).storyboard
    assert "\nnarration: voice.wav\n" in as_outline(film)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<!doctype html>", "it is no sound"),
        (wav(np.zeros(RATE * 5, np.float32)), "it is silent"),
        (wav(hum([(1.0, True)])), "it lasts 1.0 s"),
        (wav(hum([(301.0, True)])[::12], RATE // 12), "it lasts 301"),
    ],
    ids=["html", "silent", "short", "long"],
)
def test_a_recording_that_cannot_be_used_is_a_sentence(
    tmp_path: Path, content: bytes, says: str
) -> None:
    with pytest.raises(FilmRejected, match="'voice.wav'") as error:
        make_film(brief(tmp_path, content), tmp_path, ALONE, {}, _until_planned)
    assert says in str(error.value)


@pytest.mark.anyio
@pytest.mark.parametrize("named", ["../secret.wav", "/etc/passwd", "none.wav"])
async def test_only_allowed_folders_are_read(tmp_path: Path, named: str) -> None:
    allowed = tmp_path / "allowed"
    allowed.mkdir()
    (tmp_path / "secret.wav").write_bytes(b"RIFF")
    (allowed / "voice.wav").write_bytes(b"RIFF")
    pictures = DocumentPictures((allowed,))
    found = await pictures.collect_recording(GERMAN, tmp_path / "film")
    assert found["path"] == "voice.wav"
    assert (tmp_path / "film" / found["file"]).read_bytes() == b"RIFF"
    wrong = GERMAN.replace("voice.wav", named)
    refused = await pictures.collect_recording(wrong, tmp_path / "film")
    assert "allowed folder" in refused["reason"]
    order = replace(Brief(uuid="1", task=wrong), recording=refused)
    with pytest.raises(FilmRejected, match="allowed folder"):
        NewFilm(order).script()


class _Planned(Exception):
    """The timeline is there."""


def _until_planned(said: Progress | Step) -> None:
    if isinstance(said, Step) and said.name == "plan":
        raise _Planned
