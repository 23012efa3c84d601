"""The JSON body of a request, read within measure, and the model that all bodies share."""

import json
from typing import Any, NoReturn, cast

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema
from starlette.requests import Request

LARGEST = 10_000_000
"""Bytes of a body: fifty videos with every text at its longest fit, escaped."""


class BodyTooLarge(Exception):
    """The body has too many bytes, or is nested too deeply; the text says which."""


class InvalidJson(Exception):
    """The body is not JSON; the text says at which place."""


class Body(BaseModel):
    """A request's body, or an object in it.

    JSON types are taken as they are: "60" is no integer. Unknown keys are ignored. An optional
    field may be null, which means its default.
    """

    model_config = ConfigDict(strict=True, frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _leave_out_nulls(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        fields = cast("dict[str, Any]", given).items()
        return {
            name: value
            for name, value in fields
            if value is not None or name not in cls.model_fields
        }

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The schema says that optional fields may be null."""
        reference = handler(core_schema)
        schema = handler.resolve_ref_schema(reference)
        optional = schema["properties"].keys() - set(schema.get("required", ()))
        for name in optional:
            schema["properties"][name] = _or_null(schema["properties"][name])
        return reference


async def read_json(request: Request) -> Any:
    """Return the value of a request's JSON body: an object, a list, a text, a
    number, a truth value or None.

    Raises:
        BodyTooLarge: The body is too large or nested too deeply.
        InvalidJson: The body is not JSON.
    """
    body = await _bytes(request)
    try:
        return json.loads(body, parse_constant=_no_json)
    except RecursionError as error:
        raise BodyTooLarge("The body is nested too deeply") from error
    except ValueError as error:
        raise InvalidJson(f"The body is not JSON: {error}") from error


async def _bytes(request: Request) -> bytes:
    read = bytearray()
    async for chunk in request.stream():
        read += chunk
        if len(read) > LARGEST:
            raise BodyTooLarge(f"The body must have at most {LARGEST} bytes")
    return bytes(read)


def _no_json(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a JSON value")


def _or_null(schema: JsonSchemaValue) -> JsonSchemaValue:
    """The same, or null, which is said once and is no default worth naming."""
    plain = {key: value for key, value in schema.items() if key != "default" or value is not None}
    null = {"type": "null"}
    return plain if null in plain.get("anyOf", ()) else {"anyOf": [plain, null]}
