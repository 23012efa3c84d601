"""Clips by the user's own video model, against two servers of `/v1/videos` and what they do wrong.

The rule's source: settings `CALLSHEET_VIDEO_*`; `fake_video_endpoints` names those of the servers.
"""

from collections.abc import Generator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import pytest
from tests.bench.table import head, row
from tests.fake_video_endpoints import Fault, OpenAI, VideoServer, VllmOmni, serving

from callsheet_studio.animatic import model_clip
from callsheet_studio.animatic.contract import CharacterOrder, ClipOrder, ClipResult
from callsheet_studio.animatic.make import make_character, make_clip
from callsheet_studio.jobs.contract import Progress, Step, VideoFormat
from callsheet_studio.llm.endpoints import Endpoint
from callsheet_studio.storyboard.brief import FilmRejected

GOLDEN = Path(__file__).parents[2] / "golden" / "video_models"
TINY = VideoFormat(short_side=96, fps=12, processes=1)
KEY = "sk-very-secret"
ORDER = ClipOrder(
    "sora_1", "A paper boat in the rain", "sora-2", 2, "16:9", video_model="wan2.2", fallback=False
)


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two looks at a video."""
    monkeypatch.setattr(model_clip, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(model_clip, "LONGEST_PAUSE", 0.01)


@pytest.fixture(params=[pytest.param(OpenAI, id="openai", marks=pytest.mark.slow), VllmOmni])
def server(request: pytest.FixtureRequest) -> Generator[VideoServer]:
    with serving(request.param(key=KEY)) as running:
        yield running


@pytest.fixture
def omni() -> Generator[VideoServer]:
    with serving(VllmOmni(key=KEY)) as running:
        yield running


def endpoint(server: VideoServer, **changes: Any) -> Endpoint:
    return replace(Endpoint(server.url, "wan2.2", KEY, patience=60), **changes)


class Studio:
    """Records what a maker tells, as the studio does between two attempts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.steps: dict[str, Step] = {}
        self.percents: list[int] = []
        self.dies_after = ""

    def hear(self, said: Progress | Step) -> None:
        if isinstance(said, Progress):
            self.percents.append(said.percent)
            return
        self.steps[said.name] = said
        if said.name == self.dies_after:
            raise Killed

    def make(self, order: ClipOrder, video: Endpoint | None) -> ClipResult:
        return make_clip(order, self.folder, TINY, dict(self.steps), self.hear, video=video)


class Killed(Exception):
    """Stands for a kill: what follows in the maker never runs."""


def test_a_clip_is_the_model_s_in_the_size_and_length_that_were_asked_for(
    server: VideoServer, tmp_path: Path
) -> None:
    """OpenAI makes no 2 s and refuses the other fields: one more create, and the clip is cut."""
    studio = Studio(tmp_path)
    clip = studio.make(ORDER, endpoint(server))
    assert (clip.video_model, clip.fallback) == ("wan2.2", None)
    with av.open(tmp_path / clip.video) as file:
        video, audio = file.streams.video[0], file.streams.audio[0]
        context = video.codec_context
        assert (context.width, context.height, video.frames) == (170, 96, 24)
        assert audio.codec_context.sample_rate == 48_000
        assert "ANIMATIC" not in str(file.metadata) and "wan2.2" in file.metadata["comment"]
    assert (tmp_path / clip.poster).read_bytes().startswith(b"\xff\xd8")
    assert len((tmp_path / clip.contact_sheet).read_bytes()) <= 40_000
    assert server.authorizations == {f"Bearer {KEY}"}
    made, asked = list(server.clips.values()), server.creates
    assert len(made) == 1
    if isinstance(server, OpenAI):
        assert [set(form) - server.FIELDS for form in asked][1:] == [set()]
        assert "the clip is its first 2 s" in clip.notes[0]
    else:
        assert len(asked) == 1 and asked[0]["num_frames"] == "49" and clip.notes == ()
    assert studio.percents == sorted(studio.percents) and 46 in studio.percents


FAULTS: Sequence[Fault] = (
    "", "slow", "size", "500", "unsure", "lost", "page", "failed", "cut", "short", "html", "never",
)  # fmt: skip
COLUMNS = ("fault", "POSTs", "after a second attempt", "videos", "bytes sent", "what is said")


@pytest.mark.slow
def test_what_goes_wrong_is_said_and_nothing_is_made_twice(
    server: VideoServer, tmp_path: Path, rewrite: bool
) -> None:
    """Every fault with the POSTs of one attempt and of two, and what the person reads."""
    rows = [_row(server, fault, tmp_path / (fault or "none")) for fault in FAULTS]
    page = "\n".join([f"# Faults of {type(server).__name__}\n", head(COLUMNS), *rows, ""])
    golden = GOLDEN / f"{type(server).__name__}.md"
    if rewrite:
        golden.write_text(page, "utf-8")
    assert golden.read_text("utf-8") == page
    assert KEY not in page


def test_a_video_that_failed_says_why_and_a_key_in_it_is_hidden(
    omni: VideoServer, tmp_path: Path
) -> None:
    omni.fault, omni.says = "failed", f"no more memory for {KEY}"
    with pytest.raises(FilmRejected, match=r"failed: “no more memory for \[key\]”"):
        Studio(tmp_path).make(ORDER, endpoint(omni))


def _row(server: VideoServer, fault: Fault, folder: Path) -> str:
    server.fault = fault
    server.creates.clear()
    server.clips.clear()
    server.sent = 0
    studio, video = Studio(folder), endpoint(server, patience=0.2 if fault == "never" else 60)
    said = _said_of(studio, video)
    posts, sent = len(server.creates), server.sent
    _said_of(studio, video)
    cells = (posts, len(server.creates), len(server.clips), sent)
    return row([fault or "none", *map(str, cells), said.replace(server.url, "URL")])


def _said_of(studio: Studio, video: Endpoint) -> str:
    try:
        clip = studio.make(ORDER, video)
    except FilmRejected as error:
        return str(error)
    return " ".join((f"a clip of {clip.seconds:g} s by {clip.video_model}.", *clip.notes))


@pytest.mark.parametrize("step", ["video-created", "video-fetched"])
def test_a_killed_worker_s_video_is_found_again(
    omni: VideoServer, tmp_path: Path, step: str
) -> None:
    studio = Studio(tmp_path)
    studio.dies_after = step
    with pytest.raises(Killed):
        studio.make(ORDER, endpoint(omni))
    studio.dies_after = ""
    assert studio.make(ORDER, endpoint(omni)).video_model == "wan2.2"
    assert len(omni.creates) == 1


def test_a_worker_that_was_killed_while_it_asked_never_asks_again(
    omni: VideoServer, tmp_path: Path
) -> None:
    studio = Studio(tmp_path)
    studio.dies_after = "video-asked"
    with pytest.raises(Killed):
        studio.make(ORDER, endpoint(omni))
    studio.dies_after = ""
    with pytest.raises(FilmRejected, match="it may be running it. It was not asked again"):
        studio.make(ORDER, endpoint(omni))
    assert omni.creates == []


def test_an_endpoint_that_is_gone_is_not_waited_for_forever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model_clip, "SILENCE", 0.0)
    studio = Studio(tmp_path)
    studio.dies_after = "video-created"
    with serving(VllmOmni()) as server, pytest.raises(Killed):
        studio.make(ORDER, endpoint(server))
    studio.dies_after = ""
    with pytest.raises(FilmRejected, match="asked for its video video-gen-000. It may still be"):
        studio.make(ORDER, endpoint(server))


@pytest.mark.slow
def test_a_storyboard_is_drawn_instead_if_the_order_says_so(
    omni: VideoServer, tmp_path: Path
) -> None:
    omni.fault = "failed"
    order = replace(ORDER, seconds=1, fallback=True)
    clip = Studio(tmp_path).make(order, endpoint(omni))
    assert clip.video_model is None
    assert "failed: “The prompt was not understood”" in (clip.fallback or "")
    with av.open(tmp_path / clip.video) as file:
        assert file.metadata["title"].startswith("ANIMATIC")


@pytest.mark.parametrize("fallback", [False, True], ids=["as asked", "drawn instead"])
def test_a_character_is_drawn_instead_only_if_the_order_says_so(
    tmp_path: Path, fallback: bool
) -> None:
    order = CharacterOrder(
        "character_1", "Ada", "In red", 1, video_model="wan2.2", fallback=fallback
    )
    gone, studio = Endpoint("http://127.0.0.1:9/v1", "wan2.2"), Studio(tmp_path)
    if not fallback:
        with pytest.raises(FilmRejected, match="Nothing is being made"):
            make_character(order, tmp_path, TINY, {}, studio.hear, video=gone)
        return
    character = make_character(order, tmp_path, TINY, {}, studio.hear, video=gone)
    assert character.video_model is None
    assert "Nothing is being made" in (character.fallback or "")
    with av.open(tmp_path / character.video) as file:
        assert file.metadata["title"] == "ANIMATIC: Ada"


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/v1", None], ids=["closed", "unset"])
def test_an_endpoint_that_is_not_there_says_what_to_do(tmp_path: Path, url: str | None) -> None:
    video = Endpoint(url, "wan2.2") if url else None
    with pytest.raises(FilmRejected, match=r"Nothing is being made|no video model is set now"):
        Studio(tmp_path).make(ORDER, video)


def test_a_character_s_portrait_begins_the_clip_it_plays_in(
    omni: VideoServer, tmp_path: Path
) -> None:
    film, clip = tmp_path / "film", Studio(tmp_path / "clip")
    character = CharacterOrder("character_1", "Ada", "A woman in red.", 1, video_model="wan2.2")
    ada = make_character(character, film, TINY, {}, lambda _: None, video=endpoint(omni))
    portrait = film / ada.poster
    order = replace(ORDER, prompt="@Ada waves", cast={"Ada": ada.look})
    clip.make(replace(order, portraits={"Ada": str(portrait)}), endpoint(omni))
    first, second = omni.creates
    assert first["prompt"].startswith("A woman in red. Looks into the camera")
    assert second["prompt"] == "Ada waves"
    assert second["input_reference"].startswith(b"\xff\xd8")
