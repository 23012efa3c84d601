"""What an HTTP answer means: for a read, and for money."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import anyio
import httpx2
import pytest

from callsheet_tools.backends.http_client import ProviderHttpClient, detail_of, retry_after
from callsheet_tools.errors import ApiError, OutcomeUnknown, RequestRejected, RetryLater

pytestmark = pytest.mark.anyio


def wire(answer: httpx2.Response | Exception, limit: float = 5.0) -> ProviderHttpClient:
    def handle(_: httpx2.Request) -> httpx2.Response:
        if isinstance(answer, Exception):
            raise answer
        return answer

    http = httpx2.AsyncClient(
        base_url="https://api.example", transport=httpx2.MockTransport(handle)
    )
    return ProviderHttpClient("Knowlify", http, {}, limit)


@pytest.mark.parametrize(
    ("answer", "read", "write"),
    [
        (httpx2.ConnectError("x"), RetryLater, RetryLater),
        (httpx2.ConnectTimeout("x"), RetryLater, RetryLater),
        (httpx2.PoolTimeout("x"), RetryLater, RetryLater),
        (httpx2.ReadTimeout("x"), RetryLater, OutcomeUnknown),
        (httpx2.WriteTimeout("x"), RetryLater, OutcomeUnknown),
        (httpx2.WriteError("x"), RetryLater, OutcomeUnknown),
        (httpx2.RemoteProtocolError("x"), RetryLater, OutcomeUnknown),
        (httpx2.Response(429), RetryLater, RetryLater),
        (httpx2.Response(500), RetryLater, OutcomeUnknown),
        (httpx2.Response(503), RetryLater, OutcomeUnknown),
        (httpx2.Response(301), RetryLater, OutcomeUnknown),
        (httpx2.Response(200, text="no json"), RetryLater, OutcomeUnknown),
        (httpx2.Response(200, json=7), RetryLater, OutcomeUnknown),
        (httpx2.Response(400), RequestRejected, RequestRejected),
        (httpx2.Response(401), RequestRejected, RequestRejected),
        (httpx2.Response(404), RequestRejected, RequestRejected),
        (httpx2.Response(409), RequestRejected, RequestRejected),
        (httpx2.Response(408), RetryLater, OutcomeUnknown),
        (httpx2.Response(460), RetryLater, OutcomeUnknown),
        (httpx2.Response(499), RetryLater, OutcomeUnknown),
    ],
)
async def test_doubt_makes_a_read_wait_and_a_write_lost(
    answer: httpx2.Response | Exception, read: type[ApiError], write: type[ApiError]
) -> None:
    """A read may be repeated; a write that may have arrived may not."""
    with pytest.raises(read) as failed_read:
        await wire(answer).read("/")
    with pytest.raises(write) as failed_write:
        await wire(answer).write("/", {})
    assert type(failed_read.value) is read
    assert type(failed_write.value) is write


async def test_a_transport_that_ignores_time_outs_is_timed_all_the_same() -> None:
    """That of an in-process app does."""

    async def never(scope: object, receive: object, send: object) -> None:
        await anyio.sleep_forever()

    http = httpx2.AsyncClient(base_url="http://studio", transport=httpx2.ASGITransport(never))
    with anyio.fail_after(60), pytest.raises(OutcomeUnknown):
        await ProviderHttpClient("The studio", http, {}, limit=0.01).write("/", {})


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"detail": "edit not found"}, "edit not found"),
        ({"detail": [{"loc": ["body", "task"], "msg": "too long"}]}, "body.task: too long"),
        ({"error": "insufficient credits"}, "insufficient credits"),
        ({"detail": "a\x1b[31m\u202eb"}, "a [31m b"),
        ({"detail": "x" * 900}, "x" * 399 + "…"),
        (["odd"], "odd"),
    ],
)
def test_every_envelope_gives_its_sentence(body: object, sentence: str) -> None:
    """Knowlify documentation, "Errors". Always one clean, bounded line."""
    assert detail_of(httpx2.Response(400, json=body)) == sentence


def test_an_error_without_a_body_gives_its_reason() -> None:
    assert detail_of(httpx2.Response(502)) == "Bad Gateway"


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("45", 45.0),
        ("0", 0.2),
        ("999999", 3600.0),
        ("", 10.0),
        ("soon", 10.0),
        ("nan", 10.0),
        ("9" * 400, 3600.0),
        ("Mon, 01 Jan 99999 00:00:00 GMT", 10.0),
        ("Fri, 31 Dec 9999 23:59:59 -2359", 3600.0),
    ],
)
def test_retry_after_is_a_bounded_number(value: str, seconds: float) -> None:
    assert retry_after({"retry-after": value}) == seconds


def test_retry_after_may_be_a_date() -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=120), usegmt=True)
    assert 60 < retry_after({"retry-after": date}) <= 120


def test_a_refusal_that_lists_scenes_is_told_to_its_last_word() -> None:
    told = f"The words don't fit: {'; '.join(f'{n} words of scene {n}' for n in range(40))}. Send"
    assert f"{told}”. Nothing was done" in str(RequestRejected("The studio", 400, told))
