"""Consent: the number in the arguments, and the user's own word where the client can ask."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client
from mcp.client import ClientRequestContext
from mcp.types import ElicitRequestFormParams, ElicitRequestParams, ElicitResult

from callsheet.app import create_server

from .accounting_provider import Books
from .conftest import Sit, parts, settings, text_of

pytestmark = [pytest.mark.anyio, pytest.mark.both_eras]
GOLDEN = Path(__file__).parent.parent / "golden" / "consent.md"

BUYS: Mapping[str, tuple[dict[str, Any], str, int]] = {
    "knowlify_create_videos": ({"videos": [{"task": "Bees"}]}, "max_videos", 1),
    "knowlify_edit_video": ({"uuid": "1", "edit_request": "Slower"}, "max_videos", 1),
    "knightvision_analyze_ad": ({"url": "123"}, "max_credits", 50),
    "knightvision_generate_video": ({"prompt": "A bee"}, "max_credits", 22),
    "knightvision_create_character": ({"name": "Bea", "prompt": "A bee"}, "max_credits", 22),
    "knightvision_finalize_character": ({"character_id": 7}, "max_credits", 3),
}
"""Each paid tool, a request, the argument that approves it, and what it takes."""


TOLD: Mapping[str, tuple[str, ...]] = {
    "max_credits": (
        "costs {price} credits; 100000 credits remain",
        "Of the day's 300 credits, 300 are left",
    ),
    "max_videos": ("Knowlify publishes no price", "Of the day's 5 videos, 5 are left"),
}
"""What a refusal says, by the argument that approves."""


class Person:
    """A user who is asked, and answers as they were told to."""

    def __init__(self, action: str, buy: bool = True) -> None:
        self.action, self.buy = action, buy
        self.asked: list[str] = []

    async def __call__(
        self, context: ClientRequestContext, params: ElicitRequestParams
    ) -> ElicitResult:
        """The form has no answer filled in."""
        assert isinstance(params, ElicitRequestFormParams)
        assert "default" not in params.requested_schema["properties"]["buy"]
        self.asked.append(params.message)
        content: Any = {"buy": self.buy} if self.action == "accept" else None
        return ElicitResult.model_validate({"action": self.action, "content": content})


async def test_a_no_is_a_no_and_a_yes_is_sent_once(sit: Sit, books: Books) -> None:
    """Asked once, in words that name what is bought and for how much, by every paid tool."""
    no, yes = Person("decline"), Person("accept")
    with anyio.fail_after(60):
        async with sit(elicitation_callback=no) as client:
            for tool, (request, name, price) in BUYS.items():
                refused = await client.call_tool(tool, {**request, name: price})
                assert refused.is_error and "Nothing was sent" in text_of(refused)
        assert books.posts == []
        async with sit(elicitation_callback=yes) as client:
            for number, (tool, (request, name, price)) in enumerate(BUYS.items(), 1):
                bought = await client.call_tool(tool, {**request, name: price})
                assert not bought.is_error, text_of(bought)
                assert len(books.posts) == number
                words = f"for at most {price} credits?" if name == "max_credits" else "no price"
                assert yes.asked[-1].startswith("Buy ") and words in yes.asked[-1]
    assert no.asked == yes.asked and len(yes.asked) == len(BUYS)


async def test_a_refusal_names_price_balance_day_and_call(sit: Sit, books: Books) -> None:
    """Issue: the answer that refuses names all that a person decides by."""
    with anyio.fail_after(60):
        async with sit() as client:
            for tool, (request, name, price) in BUYS.items():
                text = text_of(await client.call_tool(tool, request))
                assert f"call `{tool}` again with the same arguments and `{name}: {price}`" in text
                for words in TOLD[name]:
                    assert words.format(price=price) in text
    assert books.posts == []


async def test_what_is_over_the_day_is_refused_before_anybody_is_asked(
    sit: Sit, books: Books
) -> None:
    """The refusal names the setting that only the user can change, not a call to make."""
    person = Person("accept")
    limit = {"CALLSHEET_MAX_CREDITS_PER_DAY": "49"}
    with anyio.fail_after(60):
        async with sit(limit, elicitation_callback=person) as client:
            asked = await client.call_tool(
                "knightvision_analyze_ad", {"url": "1", "max_credits": 50}
            )
            bare = text_of(await client.call_tool("knightvision_analyze_ad", {"url": "1"}))
    assert "CALLSHEET_MAX_CREDITS_PER_DAY" in text_of(asked) and "49 are left" in text_of(asked)
    assert "CALLSHEET_MAX_CREDITS_PER_DAY" in bare and "again with" not in bare
    assert person.asked == [] and books.posts == []


@dataclass(frozen=True)
class Case:
    """What a user and their settings make of a call for a clip of 22 credits."""

    max_credits: int | None = 22
    action: str | None = "accept"
    """What the user answers; None: the client cannot ask."""
    buy: bool = True
    environ: Mapping[str, str] = field(default_factory=dict[str, str])
    price: int = 22
    """When the call is made."""
    price_then: int = 22
    """When the user was asked."""
    calls: int = 1


CASES: Mapping[str, Case] = {
    "number missing": Case(max_credits=None),
    "number too small": Case(max_credits=21),
    "number enough, client cannot ask": Case(action=None),
    "number enough, accepted": Case(),
    "number enough, accepted with “buy” unticked": Case(buy=False),
    "number enough, declined": Case(action="decline"),
    "number enough, cancelled": Case(action="cancel"),
    "number enough, asking turned off": Case(environ={"CALLSHEET_ASK": "0"}),
    "price moved above the number": Case(price=23),
    "price moved while the user was asked": Case(price_then=23),
    "day's limit reached": Case(environ={"CALLSHEET_MAX_CREDITS_PER_DAY": "21"}),
    "repeat of what is under way": Case(calls=2),
}


async def test_the_table_of_consent_is_as_recorded(tmp_path: Path, rewrite: bool) -> None:
    """Consent outcomes × POSTs made, in both eras. `pytest --rewrite` records it again."""
    lines = [
        "| outcome | questions, POSTs (2026-07-28) | questions, POSTs (handshake) |",
        "| --- | --- | --- |",
    ]
    with anyio.fail_after(240):
        for outcome, case in CASES.items():
            home = tmp_path / str(len(lines))
            cells = [await outcome_of(case, mode, home / mode) for mode in ("auto", "legacy")]
            lines.append(f"| {outcome} | {' | '.join(cells)} |")
    table = "\n".join(lines) + "\n"
    if rewrite:
        GOLDEN.write_text(table, encoding="utf-8")
    assert table == GOLDEN.read_text(encoding="utf-8")


async def outcome_of(case: Case, mode: str, home: Path) -> str:
    """How often the user was asked, and how many POSTs arrived: `1, 0`."""
    books, person = Books(), Person(case.action or "", case.buy)
    books.costs["video_sora2_10s"] = case.price
    call: dict[str, Any] = {"prompt": "A bee"}
    if case.max_credits is not None:
        call["max_credits"] = case.max_credits

    async def ask(context: ClientRequestContext, params: ElicitRequestParams) -> ElicitResult:
        books.costs["video_sora2_10s"] = case.price_then
        return await person(context, params)

    server = create_server(settings(home, dict(case.environ)), parts(books))
    callback = ask if case.action else None
    async with Client(server, mode=mode, elicitation_callback=callback) as client:
        for _ in range(case.calls):
            await client.call_tool("knightvision_generate_video", call)
    return f"{len(person.asked)}, {len(books.posts)}"
