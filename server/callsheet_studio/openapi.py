"""Words for writing an API's OpenAPI document down as data."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from callsheet_studio.shelf import base

Schema: TypeAlias = dict[str, Any]
"""A JSON schema, or another part of an OpenAPI document."""

VERSION = "3.1.0"
TEXT: Schema = {"type": "string"}
INTEGER: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
TRUTH: Schema = {"type": "boolean"}
URL: Schema = {"type": "string", "format": "uri"}
TEXTS: Schema = {"type": "array", "items": TEXT}


def has(fields: Mapping[str, Schema], *optional: str) -> Schema:
    """An object with these fields, required but for the optional ones; others may come along."""
    required = [name for name in fields if name not in optional]
    return {"type": "object", "properties": dict(fields), "required": required}


def or_null(schema: Schema) -> Schema:
    """The same, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def one_of(*values: str) -> Schema:
    """One of these texts."""
    return {"type": "string", "enum": list(values)}


def many(schema: Schema) -> Schema:
    """A list."""
    return {"type": "array", "items": schema}


def body(schema: Schema, example: object) -> Schema:
    """A JSON body that a request must have."""
    return {"required": True, "content": {"application/json": _shown(schema, example)}}


def answer(text: str, schema: Schema, headers: Schema | None = None) -> Schema:
    """A JSON answer."""
    content = {"content": {"application/json": {"schema": schema}}}
    return {"description": text} | content | ({"headers": headers} if headers else {})


def refused(*codes: str) -> Schema:
    """Answers that the document's components hold, by their status."""
    return {code: {"$ref": f"#/components/responses/{code}"} for code in codes}


def in_path(name: str, text: str, schema: Schema) -> Schema:
    """A part of the path."""
    said = {"description": text, "required": True, "schema": schema}
    return {"name": name, "in": "path"} | said


def header(text: str, schema: Schema) -> Schema:
    """A header of an answer."""
    return {"description": text, "required": True, "schema": schema}


def served(path: str, document: Callable[[str], Schema]) -> Route:
    """A route that serves the document, with the address that was called as its server."""

    async def show(request: Request) -> JSONResponse:
        return JSONResponse(document(base(request)))

    return Route(path, show)


def _shown(schema: Schema, example: object) -> Schema:
    return {"schema": schema, "example": example}
