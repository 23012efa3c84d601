"""What Knightvision's jobs cost, by the names that `GET /credits` and its documentation use."""

import math
from collections.abc import Mapping
from typing import Any

from callsheet_tools.backends.answer_reading import UNREADABLE
from callsheet_tools.backends.backend import Backend
from callsheet_tools.errors import RefusedLocally, RetryLater
from callsheet_tools.jobs.kinds import PriceKey, PriceList, to_price
from callsheet_tools.knightvision.client import KnightvisionClient
from callsheet_tools.knightvision.models import SECONDS, CreditsResponse

KLING = ("video_kling_per_second_720p", "video_kling_per_second_1080p")
"""How a caller picks one of them is not documented, so a clip's price lies between."""


async def read_prices(backend: Backend) -> PriceList:
    """Return the account's own prices and the credits that it has left, from the provider.

    Raises:
        RetryLater: The price list cannot be read; nothing is bought at a guessed price.
    """
    said = await KnightvisionClient(backend.http_client).credits()
    if said.is_unreadable("costs"):
        raise RetryLater(backend.http_client.api, 200, UNREADABLE)
    left = said.credits_remaining
    return PriceList(None if left is None else math.floor(left), _costs(said))


def _costs(said: CreditsResponse) -> dict[str, Any]:
    """The price list; an analysis' price stands in two places, and the larger counts."""
    costs = said.costs or {}
    twice = [to_price(costs.get("analysis")), to_price(said.credit_cost_per_analysis)]
    analysis = [cost for cost in twice if cost is not None]
    return {**costs, **({"analysis": max(analysis)} if analysis else {})}


def price_analysis(_: Mapping[str, Any]) -> PriceKey:
    """Return the key of the price of an analysis, which is the same for every request."""
    return PriceKey("analysis", ("analysis",))


def price_character(_: Mapping[str, Any]) -> PriceKey:
    """Return the key of the price of a character, which is the same for every request."""
    return PriceKey("character", ("character_creation",))


def price_finalize(_: Mapping[str, Any]) -> PriceKey:
    """Return the key of the price of a finalize, which is the same for every request."""
    return PriceKey("finalize", ("character_finalize",))


def price_clip(request: Mapping[str, Any]) -> PriceKey:
    """Return the key of the price of a clip, which depends on the request's model and length.

    Raises:
        RefusedLocally: The length is not a whole number.
    """
    model, seconds = _model_and_length(request)
    bought = f"{model} {seconds} s"
    if model.startswith("kling"):
        return PriceKey(bought, KLING, seconds)
    return PriceKey(bought, (f"video_{model.replace('-', '')}_{seconds}s",))


def check_clip(request: Mapping[str, Any]) -> None:
    """Check that the request's model makes clips of the request's length, before anything is sent.

    Raises:
        RefusedLocally: It does not, or the length is not a whole number.
    """
    model, seconds = _model_and_length(request)
    lengths = SECONDS.get(model, (seconds,))
    if seconds not in lengths:
        choice = " or ".join(f"`duration: {length}`" for length in lengths)
        raise RefusedLocally(
            f"Nothing was sent: {model!r} does not make {seconds} s. Call again with {choice}."
        )


def _model_and_length(request: Mapping[str, Any]) -> tuple[str, int]:
    seconds = request.get("duration", 10)
    if not isinstance(seconds, int):
        raise RefusedLocally("`duration` must be a whole number.")
    return str(request.get("model", "sora-2")), seconds
