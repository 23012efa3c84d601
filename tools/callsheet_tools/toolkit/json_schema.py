"""JSON schemas as a model should read them: no `$ref`, no `null` arms, no generated titles."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

ONE = ("items", "additionalProperties")
MANY = ("anyOf", "oneOf", "allOf")
NOISE = ("title", "$defs")
NUMBERS = {"integer": "a whole number", "number": "a number"}
"""What an argument of a type must be."""


def simplify(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a JSON schema in fewer words: without titles and `null`, and with
    every reference written out."""
    return _trim(_nameless(schema), schema.get("$defs", {}))


def forbid_extra(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON schema of a tool's arguments with unknown arguments forbidden."""
    return {**schema, "additionalProperties": False}


def without_descriptions(schema: Any) -> Any:
    """Return a JSON schema without its descriptions."""
    if isinstance(schema, list):
        return [without_descriptions(one) for one in cast("list[Any]", schema)]
    if not isinstance(schema, dict):
        return schema
    parts = cast("dict[str, Any]", schema).items()
    return {
        name: without_descriptions(part)
        for name, part in parts
        if name != "description" or not isinstance(part, str)
    }


def parse_arguments(schema: Mapping[str, Any], value: Any) -> Any:
    """Return a tool's arguments as they are meant, by their JSON schema.

    None and `""` are removed where an argument is optional, and JSON text of an object or a list is
    read.
    """
    kind = schema.get("type")
    if isinstance(value, str) and kind in ("object", "array"):
        value = _parse(value)
    if isinstance(value, dict) and "properties" in schema:
        return _parse_object(schema, value)  # pyright: ignore[reportUnknownArgumentType]  # the JSON edge
    if isinstance(value, list) and "items" in schema:
        return [parse_arguments(schema["items"], one) for one in value]  # pyright: ignore[reportUnknownVariableType]  # the JSON edge
    return value  # pyright: ignore[reportUnknownVariableType]  # the JSON edge


def _parse_object(schema: Mapping[str, Any], value: Mapping[str, Any]) -> dict[str, Any]:
    known, required = schema["properties"], schema.get("required", ())
    optional = {name for name in known if name not in required}
    return {
        name: parse_arguments(known.get(name, {}), inner)
        for name, inner in value.items()
        if name not in optional or inner not in (None, "")
    }


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def unknown_arguments(
    schema: Mapping[str, Any], value: Any, path: str = ""
) -> list[tuple[str, list[str]]]:
    """Return the arguments that a JSON schema does not know, each as (path, the names known there).

    Args:
        path: Where `value` stands.
    """
    if isinstance(value, dict) and "properties" in schema:
        return _strangers_in(schema["properties"], value, path)  # pyright: ignore[reportUnknownArgumentType]  # the JSON edge
    if isinstance(value, list) and "items" in schema:
        found = [
            unknown_arguments(schema["items"], one, f"{path}[{n}]")
            for n, one in enumerate(value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]  # the JSON edge
        ]
        return [one for some in found for one in some]
    return []


def odd_numbers(schema: Mapping[str, Any], value: Any, path: str = "") -> list[tuple[str, str]]:
    """Return the values that stand where a number is needed but are none (`true`, `"1_0"`,
    `"abc"`), each as (path, what is needed in words).

    Args:
        schema: As `simplify` gives it, without `$ref`. Objects in `anyOf` are not looked into.
        path: Where `value` stands.
    """
    if kind := NUMBERS.get(_number_type(schema)):
        odd = isinstance(value, bool) or (isinstance(value, str) and not _is_number(schema, value))
        return [(path, kind)] if odd else []
    return [
        odd for at, inner, one in _parts(schema, value, path) for odd in odd_numbers(inner, one, at)
    ]


def _parts(schema: Mapping[str, Any], value: Any, path: str) -> list[tuple[str, Any, Any]]:
    """Where each part of an argument stands, its schema and its value."""
    if isinstance(value, dict) and "properties" in schema:
        given, known = cast("dict[str, Any]", value), schema["properties"]
        return [
            (f"{path}.{n}" if path else n, known[n], one) for n, one in given.items() if n in known
        ]
    if isinstance(value, list) and "items" in schema:
        each = enumerate(cast("list[Any]", value))
        return [(f"{path}[{n}]", schema["items"], one) for n, one in each]
    return []


def _number_type(schema: Mapping[str, Any]) -> str:
    """The type of an argument that may be a number."""
    types = [arm.get("type", "") for arm in (schema, *schema.get("anyOf", ()))]
    return next((name for name in types if name in NUMBERS), "")


def _is_number(schema: Mapping[str, Any], text: str) -> bool:
    """Whether a text may stand there: as digits, or because texts may."""
    is_text = any(arm.get("type") == "string" for arm in schema.get("anyOf", ()))
    return is_text or re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]+)?", text) is not None


def _strangers_in(
    known: Mapping[str, Any], value: Mapping[str, Any], path: str
) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for name, inner in value.items():
        here = f"{path}.{name}" if path else name
        found += (
            unknown_arguments(known[name], inner, here) if name in known else [(here, list(known))]
        )
    return found


def _trim(schema: Mapping[str, Any], defs: Mapping[str, Any]) -> dict[str, Any]:
    plain = _resolve(_without_null(schema), defs)
    return {
        key: _part(key, value, defs) for key, value in plain.items() if not _is_noise(key, value)
    }


def _is_noise(key: str, value: Any) -> bool:
    """What says nothing that would not hold without it."""
    return key in NOISE or (key, value) == ("additionalProperties", True)


def _part(key: str, value: Any, defs: Mapping[str, Any]) -> Any:
    if key == "properties":
        return {name: _trim(inner, defs) for name, inner in value.items()}
    if key in ONE and isinstance(value, Mapping):
        return _trim(value, defs)  # pyright: ignore[reportUnknownArgumentType]  # the JSON edge
    if key in MANY and isinstance(value, Sequence):
        return [_trim(one, defs) for one in value]  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]  # the JSON edge
    return value


def _resolve(schema: Mapping[str, Any], defs: Mapping[str, Any]) -> dict[str, Any]:
    reference = schema.get("$ref")
    if reference is None:
        return dict(schema)
    target = _nameless(defs[reference.removeprefix("#/$defs/")])
    return {**target, **{key: value for key, value in schema.items() if key != "$ref"}}


def _nameless(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Without a model's docstring: the field that holds the model says what it is."""
    return {key: value for key, value in schema.items() if key != "description"}


def _without_null(schema: Mapping[str, Any]) -> dict[str, Any]:
    """`T | null` reads `T`, and a default of null is no default."""
    arms = [arm for arm in schema.get("anyOf", ()) if arm.get("type") != "null"]
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    if len(arms) == 1:
        schema = {**arms[0], **rest}
    elif arms:
        schema = {"anyOf": arms, **rest}
    return {key: value for key, value in schema.items() if (key, value) != ("default", None)}
