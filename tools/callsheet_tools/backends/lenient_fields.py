"""Fields of a provider's answer, read as leniently as their meaning is plain.

Both documentations call v1 additive, and both providers have drifted from their own pages. So a
value of the documented type is taken, one that plainly means the same is converted (`"88%"`,
`"10s"`, `42` for a text id), and any other leaves its field empty and stays in the document as it
came. Nothing here raises.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Self, cast

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ModelWrapValidatorHandler,
    PrivateAttr,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)

SENTENCES = ("error_message", "error", "detail", "message", "msg", "reason", "description")
"""Where an error object or an answer keeps its human sentence, the likeliest first."""
ENVELOPES = ("data", "response", "payload")
"""Names under which APIs put the whole of an answer."""
THINGS = ("job", "video", "edit", "clip")
"""Names under which an answer may hold the one thing that it is about."""
HOLDERS = frozenset({*ENVELOPES, *THINGS, "result", "results", "character", "analysis", "items"})
"""Where a plain `id` is that of what was made; elsewhere it may mean anything."""
FLAGS: Mapping[str, bool] = {"true": True, "yes": True, "1": True} | {
    "false": False,
    "no": False,
    "0": False,
}
_UNITS = r"\s*+(?:(?:%|s|sec|secs|seconds?|credits?)\s*+)?"
_NUMBER = re.compile(rf"\s*([+-]?\d+(?:[.,]\d+)?){_UNITS}", re.I)
_THOUSANDS = re.compile(rf"\s*([+-]?[1-9]\d{{0,2}}(?:,\d{{3}})+(?:\.\d+)?){_UNITS}", re.I)
_POINT = re.compile(r"\s*\d*[.,]\d+\s*")
_SHARE = re.compile(r"\s*(\d+)\s*(?:/|of)\s*([1-9]\d*)\s*", re.I)
_CLOCK = re.compile(r"\s*(\d{1,3}):(\d{2})\s*")


def to_text(value: Any) -> str | None:
    """Return a text or a number as text; None for anything else."""
    if isinstance(value, str):
        return value
    return str(value) if _is_number(value) else None


def to_id(value: Any) -> str | None:
    """Return a text or a number as an id; None if it is empty or something else."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return (to_text(value) or "").strip() or None


def to_number(value: Any) -> float | None:
    """Return a number, also from text such as `"950"`, `"1,000"` or
    `"10s"`; None for anything else.

    A whole number is an `int`.
    """
    if isinstance(value, str):
        large, found = _THOUSANDS.fullmatch(value), _NUMBER.fullmatch(value)
        text = large[1].replace(",", "") if large else found and found[1].replace(",", ".")
        value = float(text) if text else None
    if not _is_number(value) or value != value or abs(value) == float("inf"):
        return None
    return int(value) if float(value).is_integer() else float(value)


def to_whole(value: Any) -> int | None:
    """Return a number, also from text, rounded to an `int`; None for anything else."""
    number = to_number(value)
    return None if number is None else round(number)


def to_seconds(value: Any) -> float | None:
    """Return a length in seconds from `"1:30"` (minutes and seconds), or what `to_number` reads,
    such as `10` or `"10s"`, also below 0; None for anything else."""
    match = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    return int(match[1]) * 60 + int(match[2]) if match else to_number(value)


def to_percent(value: Any) -> float | None:
    """Return percent, 0 to 100, from `88`, `"88%"`, `0.88`, `"4/5"` or `{"percent":
    88}`; None for anything else.

    A number with a point and at most 1 is a share of 1.
    """
    if isinstance(value, Mapping):
        return to_percent(cast("Mapping[str, Any]", value).get("percent"))
    share = _SHARE.fullmatch(value) if isinstance(value, str) else None
    if share:
        return min(100 * int(share[1]) / int(share[2]), 100)
    number = to_number(value)
    has_point = isinstance(value, float) or (isinstance(value, str) and _POINT.fullmatch(value))
    if has_point and number is not None and 0 < number <= 1:
        return 100 * number
    return None if number is None else min(max(number, 0), 100)


def to_flag(value: Any) -> bool | None:
    """Return a truth value, also from text such as `"true"`, `"no"` or `"1"`, and from 1 or 0; None
    for anything else."""
    return value if isinstance(value, bool) else FLAGS.get(str(value).strip().lower())


def to_object(value: Any) -> dict[str, Any] | None:
    """Return a JSON object, also from its text; None for anything else."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return None
    return cast("dict[str, Any]", value) if isinstance(value, dict) else None


def to_sentence(value: Any) -> str | None:
    """Return the sentence in an error, from whatever envelope; None for an empty value, a flag or
    null.

    It reads text, a number, an object with `message`, `detail` or the like, and FastAPI's
    `[{"loc": …, "msg": …}]`, whose sentences are joined by `; `. An object without a sentence is
    returned as JSON.
    """
    if isinstance(value, Mapping):
        return _object_sentence(cast("Mapping[str, Any]", value))
    if isinstance(value, list):
        parts = [to_sentence(part) for part in cast("list[Any]", value)]
        return "; ".join(part for part in parts if part) or None
    return (to_text(value) or "").strip() or None


def reason_in(document: Mapping[str, Any]) -> str | None:
    """Return what an answer says is wrong: its likeliest sentence (`SENTENCES`), with the `detail`
    of an `error`; None if it says nothing.

    Where the answer says how many credits are left, as Knightvision does when they are too few
    ("Errors"), the text ends with `; credits remaining: 3`. It is not cleaned (`sanitize`).
    """
    errors = document.get("errors")  # of a create call it is a number
    texts = {key: to_sentence(document.get(key)) for key in SENTENCES}
    texts["errors"] = to_sentence(errors) if isinstance(errors, list) else None
    said = {key: text for key, text in texts.items() if text}
    if not said:
        return None
    first = next(iter(said))
    parts = [said[first], *([said["detail"]] if first == "error" and "detail" in said else [])]
    if document.get("credits_remaining") is not None:
        parts.append(f"credits remaining: {document['credits_remaining']}")
    return "; ".join(dict.fromkeys(parts))


def unwrap(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an answer with the fields of its envelope, such as `data`, moved up to the top.

    The other fields stay. A field named after a thing, such as `video`, is an envelope only if the
    answer has no status of its own.
    """
    for name in (*ENVELOPES, *THINGS):
        inner = body.get(name)
        bare = "status" not in body
        if isinstance(inner, Mapping) and (bare or (name in ENVELOPES and "status" in inner)):
            return {**body, **cast("Mapping[str, Any]", inner)}
    return body


def entries_of(body: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """Return the objects of a list in an answer: those under `name`, in a list or by their ids, or
    else of the first list that has objects.

    Empty if there is none. Objects that stand by their ids get them as `id`.
    """
    found: Any = body.get(name)
    if isinstance(found, Mapping):
        by_id = cast("Mapping[str, Any]", found).items()
        return [{"id": key, **value} for key, value in by_id if isinstance(value, dict)]
    parts: Sequence[Any] = [found] if isinstance(found, list) else [*body.values()]
    found_objects = [objects for part in parts if (objects := _objects(part))]
    return found_objects[0] if found_objects else []


def objects_with(part: Any, name: str) -> list[dict[str, Any]]:
    """Return every object, at any depth, that holds an id under `name`, in order; inside such an
    object none is looked for."""
    if isinstance(part, list):
        return [found for one in cast("list[Any]", part) for found in objects_with(one, name)]
    if not isinstance(part, dict):
        return []
    whole = cast("dict[str, Any]", part)
    return [whole] if to_id(whole.get(name)) else objects_with([*whole.values()], name)


def ids_in(document: Any, *names: str) -> list[str]:
    """Return the ids in a document under one name, in their order, each once; empty if none.

    The name is the first of `names` that holds an id anywhere in the document. `id` itself counts
    only at the top, and in the objects and lists under `HOLDERS`, which may be what was made.
    """
    for name in names:
        if found := list(dict.fromkeys(_ids(document, name))):
            return found
    return []


Text = Annotated[str | None, BeforeValidator(to_text)]
Id = Annotated[str | None, BeforeValidator(to_id)]
Number = Annotated[int | float | None, BeforeValidator(to_number)]
Whole = Annotated[int | None, BeforeValidator(to_whole)]
Seconds = Annotated[int | float | None, BeforeValidator(to_seconds)]
Percent = Annotated[float | None, BeforeValidator(to_percent)]
Flag = Annotated[bool | None, BeforeValidator(to_flag)]
Object = Annotated[dict[str, Any] | None, BeforeValidator(to_object)]
Sentence = Annotated[str | None, BeforeValidator(to_sentence)]


class LenientModel(BaseModel):
    """An answer, or a part of one. What its fields cannot hold is kept as it came."""

    model_config = ConfigDict(extra="allow", defer_build=True, populate_by_name=True)
    _came: dict[str, Any] = PrivateAttr(default_factory=dict[str, Any])

    def document(self) -> dict[str, Any]:
        """Return the whole answer by its documented names, without null values."""
        return self.model_dump(mode="json", exclude_none=True)

    def is_unreadable(self, name: str) -> bool:
        """Return whether a field came with a value that its type cannot hold, such as null."""
        return name in self._came and getattr(self, name) is None

    @model_validator(mode="wrap")
    @classmethod
    def _keep(cls, value: Any, read: ModelWrapValidatorHandler[Self]) -> Self:
        answer = read(value)
        if isinstance(value, Mapping):
            answer._came = dict(cast("Mapping[str, Any]", value))
        return answer

    @model_serializer(mode="wrap")
    def _whole(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {**_without_nulls(self._came), **_without_nulls(write(self))}


def _without_nulls(document: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if value is not None}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _objects(part: Any) -> list[dict[str, Any]]:
    values = cast("list[Any]", part) if isinstance(part, list) else []
    return [value for value in values if isinstance(value, dict)]


def _object_sentence(value: Mapping[str, Any]) -> str | None:
    said = reason_in(value)
    if said is None:
        return json.dumps(value, ensure_ascii=False) if value else None
    where = value.get("loc")
    path = ".".join(map(str, cast("list[Any]", where))) if isinstance(where, list) else ""
    return f"{path}: {said}" if path else said


def _ids(part: Any, name: str) -> Iterator[str]:
    if isinstance(part, Mapping):
        for key, value in cast("Mapping[str, Any]", part).items():
            found = to_id(value) if key == name else None
            if found:
                yield found
            elif name != "id" or key in HOLDERS:
                yield from _ids(value, name)
    if isinstance(part, list):
        for one in cast("list[Any]", part):
            yield from _ids(one, name)
