"""OpenAPI documents from the types of an API's requests and responses.

A limit stands once, in the model that checks it: the JSON schemas here are pydantic's.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, TypeAlias, cast

from pydantic import BaseModel, Field, TypeAdapter
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from callsheet_studio.api.job_files import base_url

Schema: TypeAlias = dict[str, Any]
"""A JSON schema, or another part of an OpenAPI document."""
Parts: TypeAlias = dict[str, Schema]
"""The schemas that a document's other schemas refer to, by name."""

Url: TypeAlias = Annotated[str, Field(json_schema_extra={"format": "uri"})]
Uuid: TypeAlias = Annotated[str, Field(json_schema_extra={"format": "uuid"})]
Count: TypeAlias = Annotated[int, Field(ge=0)]
"""How many."""
Number: TypeAlias = Annotated[int, Field(ge=1)]
"""Which one, from 1."""

VERSION = "3.1.0"
REFERENCE = "#/components/schemas/{model}"


@dataclass(frozen=True)
class DocumentedResponse:
    """A response that operations may give, for the document."""

    text: str
    """Its description."""
    type: Any
    """The type of its body."""
    headers: Mapping[str, Schema] = field(default_factory=dict[str, Schema])

    def document(self, parts: Parts) -> Schema:
        """Return the OpenAPI Response Object; schemas that it refers to are added to `parts`."""
        content = {"application/json": {"schema": to_schema(self.type, parts)}}
        headers = {"headers": dict(self.headers)} if self.headers else {}
        return {"description": self.text, "content": content} | headers


@dataclass(frozen=True)
class Operation:
    """An operation for the document: its request, its success and its errors."""

    id: str
    summary: str
    success: DocumentedResponse
    refusals: Sequence[str]
    """Statuses of the document's common refusals."""
    status: str = "200"
    """The status of a success."""
    body: type[BaseModel] | None = None
    """The type of the request's body; None: it has none."""
    example: object = None
    """An example of the body."""
    parameters: Sequence[Schema] = ()

    def document(self, parts: Parts) -> Schema:
        """Return the OpenAPI Operation Object; schemas that it refers to are added to `parts`."""
        parameters = {"parameters": list(self.parameters)} if self.parameters else {}
        refusals = {code: {"$ref": f"#/components/responses/{code}"} for code in self.refusals}
        return {
            "operationId": self.id,
            "summary": self.summary,
            **parameters,
            **self._body(parts),
            "responses": {self.status: self.success.document(parts)} | refusals,
        }

    def _body(self, parts: Parts) -> Schema:
        if self.body is None:
            return {}
        content = {"schema": to_schema(self.body, parts), "example": self.example}
        return {"requestBody": {"required": True, "content": {"application/json": content}}}


@dataclass(frozen=True)
class Description:
    """A whole API for the document."""

    title: str
    text: str
    security: Schema
    """How callers authenticate, an OpenAPI Security Scheme Object."""
    refusals: Mapping[str, DocumentedResponse]
    """By status."""
    operations: Mapping[str, Mapping[str, Operation]]
    """By path and method."""

    def document(self, server: str) -> Schema:
        """Return the OpenAPI document of the API; `server` is the URL at which it is called."""
        parts: Parts = {}
        paths = {
            path: {method: operation.document(parts) for method, operation in by_method.items()}
            for path, by_method in self.operations.items()
        }
        responses = {code: answer.document(parts) for code, answer in self.refusals.items()}
        return {
            "openapi": VERSION,
            "info": {"title": self.title, "version": "1", "description": self.text},
            "servers": [{"url": server}],
            "security": [{"key": []}],
            "components": {
                "securitySchemes": {"key": self.security},
                "schemas": dict(sorted(parts.items())),
                "responses": responses,
            },
            "paths": paths,
        }


def to_schema(kind: Any, parts: Parts) -> Schema:
    """Return the JSON Schema of a Python type; the definitions that it refers to are added to
    `parts` by name."""
    schema = _without_titles(TypeAdapter(kind).json_schema(ref_template=REFERENCE))
    parts |= schema.pop("$defs", {})
    return schema


def in_path(name: str, text: str, kind: Any) -> Schema:
    """Return the OpenAPI Parameter Object of a path parameter.

    Args:
        name: The parameter's name.
        text: What it means.
        kind: The Python type of its value.
    """
    said = {"description": text, "required": True, "schema": to_schema(kind, {})}
    return {"name": name, "in": "path"} | said


def header(text: str, kind: Any) -> Schema:
    """Return the OpenAPI Header Object of a response header.

    Args:
        text: What it means.
        kind: The Python type of its value.
    """
    return {"description": text, "required": True, "schema": to_schema(kind, {})}


def serve_document(path: str, document: Callable[[str], Schema]) -> Route:
    """Return a route that answers GET at `path` with `document(base)` as JSON.

    `base` is the server's address as the caller wrote it, without the path and a final slash.
    """

    async def show(request: Request) -> JSONResponse:
        return JSONResponse(document(base_url(request)))

    return Route(path, show)


def _without_titles(schema: Any) -> Any:
    """The same without the titles that pydantic makes of names. A property may be called so."""
    if isinstance(schema, list):
        return [_without_titles(part) for part in cast("list[Any]", schema)]
    if not isinstance(schema, dict):
        return schema
    entries = cast("Schema", schema).items()
    return {
        key: _without_titles(value)
        for key, value in entries
        if key != "title" or not isinstance(value, str)
    }
