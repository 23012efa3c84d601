"""Endpoints that the user set: a model that writes films, a voice that reads what ours cannot.

The rule's source: settings `CALLSHEET_LLM_*` and `CALLSHEET_SPEECH_*`.
"""

from itertools import pairwise
from pathlib import Path

import pytest
from tests.fake_llm_endpoint import SECONDS_A_LETTER, Models

from callsheet.backends import endpoints
from callsheet.settings import Settings
from callsheet_studio.audio.recording import read_recording
from callsheet_studio.audio.speech_endpoint import RATE, EndpointVoice
from callsheet_studio.explainer.film_source import NOTES_FILE
from callsheet_studio.explainer.make import make_film
from callsheet_studio.jobs.contract import Progress, Step
from callsheet_studio.jobs.kinds import FILM
from callsheet_studio.jobs.worker_protocol import WorkItem
from callsheet_studio.llm.endpoints import Endpoint, EndpointError, ModelEndpoints
from callsheet_studio.storyboard.brief import Brief
from callsheet_studio.storyboard.build import build_storyboard
from callsheet_studio.storyboard.llm_writer import OutlineWriter
from callsheet_studio.worker.handlers import HANDLERS

from .conftest import ALONE

TOPIC = Brief(uuid="1", task="Why do cats purr?", seconds=30)
GERMAN = """# Warum der Himmel blau ist
## Licht
- Rot und Blau
> Das Licht der Sonne ist gemischt. Die Luft streut das Blaue.
"""


def test_a_topic_that_the_library_lacks_is_written_by_the_model(models: Models) -> None:
    script = build_storyboard(TOPIC, OutlineWriter(Endpoint(models.url, "small", "secret")))
    assert [scene.title for scene in script.storyboard.scenes][-2:] == [
        "Where it comes from",
        "Remember",
    ]
    assert any("small wrote the outline" in note for note in script.notes)
    ((path, authorization, body),) = models.asked
    assert (path, authorization) == ("/v1/chat/completions", "Bearer secret")
    assert body["model"] == "small"
    assert "Why do cats purr" in body["messages"][-1]["content"]


def test_outlines_and_known_topics_are_not_sent_anywhere(models: Models) -> None:
    author = OutlineWriter(Endpoint(models.url, "small"))
    build_storyboard(Brief(uuid="1", task="How vaccines work"), author)
    build_storyboard(Brief(uuid="1", task=GERMAN), author)
    assert models.asked == []


@pytest.mark.parametrize(
    ("status", "outline"), [(500, "# T\n## A\n> B."), (200, "I cannot do that.")], ids=["500", "no"]
)
def test_a_model_that_writes_no_outline_leaves_an_open_storyboard_and_a_sentence(
    models: Models, status: int, outline: str
) -> None:
    models.status, models.outline = status, outline
    script = build_storyboard(TOPIC, OutlineWriter(Endpoint(models.url, "small")))
    assert script.notes[0].startswith("The language model wrote no outline: ")
    assert outline not in " ".join(script.notes)
    assert script.storyboard.scenes[0].subtitle == "An open storyboard"


def test_words_are_timed_within_their_own_sentence_and_silence_is_cut_off(models: Models) -> None:
    speaker = EndpointVoice(Endpoint(models.url, "tts", voice="onyx"), "a calm man", pause=0.5)
    first, second = "Das Licht ist gemischt.", "Die Luft streut das Blaue."
    speech = speaker.speak(f"{first} {second}", 1.0)
    assert [word.text for word in speech.words] == f"{first} {second}".split()
    assert all(a.end <= b.start + 1e-6 for a, b in pairwise(speech.words))
    heard = SECONDS_A_LETTER * len(first)
    assert speech.words[3].end == pytest.approx(heard, abs=0.1)
    assert speech.words[4].start == pytest.approx(heard + 0.5, abs=0.2)
    assert len(speech.samples) == round(speech.seconds * RATE)
    asked = [body for _, _, body in models.asked]
    assert [body["input"] for body in asked] == [first, second]
    assert {(body["voice"], body["instructions"]) for body in asked} == {("onyx", "a calm man")}


def test_sound_that_is_none_is_no_answer(models: Models) -> None:
    models.status = 503
    with pytest.raises(EndpointError, match="status 503"):
        EndpointVoice(Endpoint(models.url, "tts")).speak("Hallo.", 1.0)


def test_a_film_in_another_language_is_spoken_by_the_endpoint(
    models: Models, tmp_path: Path
) -> None:
    helped = ModelEndpoints(speaker=Endpoint(models.url, "tts"))
    with pytest.raises(_Spoken):
        make_film(Brief(uuid="1", task=GERMAN), tmp_path, ALONE, {}, _until_spoken, helped)
    recording = read_recording(tmp_path)
    assert recording.audible
    assert "tts through your speech endpoint" in (recording.note or "")
    assert "without a voice" not in (tmp_path / NOTES_FILE).read_text()


def test_a_silent_endpoint_is_told_and_the_film_is_made_without_it(
    models: Models, tmp_path: Path
) -> None:
    models.status = 401
    helped = ModelEndpoints(speaker=Endpoint(models.url, "tts"))
    with pytest.raises(_Spoken):
        make_film(Brief(uuid="1", task=GERMAN), tmp_path, ALONE, {}, _until_spoken, helped)
    recording = read_recording(tmp_path)
    assert not recording.audible
    assert "status 401" in (recording.note or "")


def test_settings_reach_the_maker_and_stay_out_of_what_is_shown(tmp_path: Path) -> None:
    """Down the worker's pipe, through the order's line of JSON."""
    settings = Settings.read(
        {
            "CALLSHEET_HOME": str(tmp_path),
            "CALLSHEET_LLM_URL": "http://localhost:11434/v1/",
            "CALLSHEET_LLM_MODEL": "writer",
            "CALLSHEET_LLM_KEY": "very-secret",
            "CALLSHEET_SPEECH_URL": "https://speech.example/v1",
        }
    )
    given = endpoints(settings)
    assert given == ModelEndpoints(Endpoint("http://localhost:11434/v1", "writer", "very-secret"))
    assert "very-secret" not in repr(given)
    brief = {"uuid": "1", "task": "Cats"}
    order = WorkItem(FILM, brief, str(tmp_path), str(tmp_path), ALONE, {}, endpoints=given)
    heard = list[object]()
    HANDLERS[FILM].run(
        lambda *_, **more: heard.append(more), WorkItem.read(order.line()), lambda _: None
    )
    assert heard == [{"endpoints": given}]


class _Spoken(Exception):
    """The voice is recorded; what follows is tested elsewhere."""


def _until_spoken(said: Progress | Step) -> None:
    if isinstance(said, Step) and said.name == "voice":
        raise _Spoken
