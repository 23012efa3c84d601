"""Reading a good answer into its model, and what an answer means that cannot be read."""

import re
from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from callsheet_tools.backends.http_client import HttpReply
from callsheet_tools.backends.lenient_fields import reason_in, unwrap
from callsheet_tools.errors import (
    CORRECT,
    GO_ON,
    ApiError,
    OutcomeUnknown,
    RequestRejected,
    RetryLater,
)
from callsheet_tools.sanitize import one_line

ModelT = TypeVar("ModelT", bound=BaseModel)
UNREADABLE = "an answer without the documented fields"
UNAVAILABLE = "Nothing was done. Tell the user; it may work later."
REFUSALS: Mapping[str, str] = {
    "insufficient.credits": GO_ON[402],
    "video generation not available": UNAVAILABLE,
    "api key deactivated": GO_ON[403],
    "invalid api key|missing or invalid authorization": GO_ON[401],
    "^please provide |^invalid |^(prompt|name) must be ": CORRECT,
}
"""The documented sentences with which a provider says no, and what follows from each. They count
whatever the status: nothing was made and nothing charged (documentations, "Errors")."""


def read_document(model: type[ModelT], reply: HttpReply, api: str) -> ModelT:
    """Return the answer to a free read as a `model` object; an envelope around it is ignored.

    Args:
        api: What an error calls the provider.

    Raises:
        RetryLater: The answer lacks a field that a job needs.
    """
    try:
        return model.model_validate(unwrap(reply.body))
    except ValidationError as error:
        detail = one_line(reason_in(reply.body) or UNREADABLE)
        raise RetryLater(api, 200, detail, body=reply.text) from error


def read_receipt(model: type[ModelT], reply: HttpReply, api: str) -> ModelT:
    """Return the answer to a paid submit as a `model` object; an envelope around it is ignored.

    Args:
        api: What an error calls the provider.

    Raises:
        RequestRejected: The answer has no id, and is a documented refusal.
        OutcomeUnknown: The answer has no id, so it is unknown whether anything was made.
    """
    try:
        return model.model_validate(unwrap(reply.body))
    except ValidationError as error:
        detail = one_line(reason_in(reply.body) or UNREADABLE)
        raise refusal_or(OutcomeUnknown(api, 200, detail, body=reply.text)) from error


def refusal_or(lost: OutcomeUnknown, *id_names: str) -> ApiError:
    """Return the documented refusal that an answer contains, or else `lost`.

    Args:
        lost: The error that carries the answer's text.
        id_names: Names of id fields; an answer that has one of them is not a refusal.
    """
    named = any(f'"{name}"' in lost.body for name in id_names)
    for pattern, advice in REFUSALS.items():
        if not named and re.search(pattern, lost.detail, re.IGNORECASE):
            return RequestRejected(
                lost.api, lost.status, lost.detail, body=lost.body, advice=advice
            )
    return lost
