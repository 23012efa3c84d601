"""`callsheet doctor --online`: a key is tried with reads that cost nothing, and never shown."""

from pathlib import Path

import httpx2
import pytest
from tests.fake_image_endpoints import GptImage, drawing
from tests.fake_llm_endpoint import Models
from tests.fake_video_endpoints import VllmOmni, serving

from callsheet.commands.key_check import ask_services
from callsheet.commands.model_check import ask_models
from callsheet.settings import Settings
from callsheet_studio.http_server import combine_apps
from callsheet_studio.studio import Studio

pytestmark = pytest.mark.anyio
KNOWLIFY_KEY = "kn_" + "0123456789abcdef" * 4
KNIGHTVISION_KEY = "kv_partner_0123456789"


def settings(home: Path, **environ: str) -> Settings:
    return Settings.read({"CALLSHEET_HOME": str(home), **environ})


async def test_keys_that_the_services_know_work(tmp_path: Path) -> None:
    """The studio of another home stands for the services: to this home its keys are a vendor's."""
    async with Studio(tmp_path / "theirs").open(works=False) as vendor:
        keys = await vendor.members.add("Ann", 120)
        given = settings(
            tmp_path / "mine",
            KNOWLIFY_API_KEY=keys.knowlify,
            KNIGHTVISION_API_KEY=keys.knightvision,
        )
        answers = await ask_services(given, httpx2.ASGITransport(combine_apps(vendor)))
    assert [works for works, _ in answers] == [True, True]
    assert "Knowlify: the key works" in answers[0][1] and "120 credits" in answers[1][1]


async def test_keys_that_they_do_not_know_are_a_problem(tmp_path: Path) -> None:
    async with Studio(tmp_path / "theirs").open(works=False) as vendor:
        given = settings(
            tmp_path / "mine", KNOWLIFY_API_KEY=KNOWLIFY_KEY, KNIGHTVISION_API_KEY=KNIGHTVISION_KEY
        )
        answers = await ask_services(given, httpx2.ASGITransport(combine_apps(vendor)))
    assert [works for works, _ in answers] == [False, False]
    for _, text in answers:
        assert "refuses the key" in text
        assert KNOWLIFY_KEY not in text and KNIGHTVISION_KEY not in text


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (httpx2.Response(503, text="busy"), "answers 503"),
        (httpx2.ConnectError("no route"), "cannot be reached"),
    ],
    ids=["busy", "away"],
)
async def test_a_service_that_is_away_is_told_from_a_wrong_key(
    tmp_path: Path, reply: httpx2.Response | Exception, says: str
) -> None:
    def answer(_: httpx2.Request) -> httpx2.Response:
        if isinstance(reply, Exception):
            raise reply
        return reply

    given = settings(tmp_path, KNOWLIFY_API_KEY=KNOWLIFY_KEY)
    ((works, text),) = await ask_services(given, httpx2.MockTransport(answer))
    assert not works and says in text


def test_models_are_tried_with_the_cheapest_request_and_say_what_they_can_do(
    tmp_path: Path, models: Models
) -> None:
    """A chat of a word, a word spoken, a small picture, a list of videos: none is made."""
    with serving(VllmOmni(key="secret")) as films, drawing(GptImage(key="secret")) as pictures:
        given = settings(
            tmp_path,
            CALLSHEET_LLM_URL=models.url,
            CALLSHEET_LLM_MODEL="small",
            CALLSHEET_SPEECH_URL=models.url,
            CALLSHEET_SPEECH_MODEL="tts",
            CALLSHEET_IMAGE_URL=pictures.url,
            CALLSHEET_IMAGE_MODEL="gpt-image-1",
            CALLSHEET_IMAGE_KEY="secret",
            CALLSHEET_VIDEO_URL=films.url,
            CALLSHEET_VIDEO_MODEL="wan2.2",
            CALLSHEET_VIDEO_KEY="secret",
        )
        answers = list(ask_models(given))
    assert [works for works, _ in answers] == [True, True, True, True]
    can = ("outlines", "speaks", "draws (a png came", "can make clips")
    for (_, text), says in zip(answers, can, strict=True):
        assert says in text
    assert len(pictures.drawn) == 1
    assert films.requests == ["GET /v1/videos"]


@pytest.mark.parametrize(
    ("status", "says"), [(401, "Incorrect API key: Bearer [key]"), (404, "has no /videos")]
)
def test_a_video_endpoint_that_refuses_says_why(tmp_path: Path, status: int, says: str) -> None:
    with serving(VllmOmni(key="another" if status == 401 else None)) as films:
        url = films.url if status == 401 else f"{films.url}/nothing"
        given = settings(
            tmp_path,
            CALLSHEET_VIDEO_URL=url,
            CALLSHEET_VIDEO_MODEL="wan2.2",
            CALLSHEET_VIDEO_KEY="my-secret",
        )
        ((works, text),) = ask_models(given)
    assert not works and says in text and "my-secret" not in text


async def test_only_reads_are_sent(tmp_path: Path) -> None:
    asked: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.method)
        return httpx2.Response(404, json={"detail": "video not found"})

    given = settings(tmp_path, KNOWLIFY_API_KEY=KNOWLIFY_KEY, KNIGHTVISION_API_KEY=KNIGHTVISION_KEY)
    await ask_services(given, httpx2.MockTransport(answer))
    assert asked == ["GET", "GET"]


async def test_a_key_of_this_computer_s_studio_is_sent_nowhere(tmp_path: Path) -> None:
    async with Studio(Settings.read({"CALLSHEET_HOME": str(tmp_path)}).studio_home).open(
        works=False
    ) as studio:
        key = studio.keys.knowlify
    assert await ask_services(settings(tmp_path, KNOWLIFY_API_KEY=key)) == []
