"""A tool that says in one sentence what is wrong with its arguments."""

import difflib
import inspect
from collections.abc import Callable, Sequence, Sized
from functools import cached_property
from typing import Any

from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
from mcp.server.mcpserver.tools import Tool, ToolManager
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from callsheet_tools.errors import NotApproved
from callsheet_tools.sanitize import one_line
from callsheet_tools.toolkit.argument_types import NOT_BLANK
from callsheet_tools.toolkit.json_schema import (
    forbid_extra,
    odd_numbers,
    parse_arguments,
    simplify,
    unknown_arguments,
    without_descriptions,
)
from callsheet_tools.toolkit.user import CREATE, current_user

MOST_SENTENCES = 5
NO_CREATE = (
    f"Nothing was done: the user's sign-in does not cover `{CREATE}`, so they can look at what is "
    "there and make nothing. Whoever runs this server can give it."
)
RULES: dict[str, str] = {
    "missing": "is missing",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "string_too_short": "must have at least {min_length} character(s)",
    "string_too_long": "must have at most {max_length} characters, not {size}",
    "too_short": "must have at least {min_length} item(s)",
    "too_long": "must have at most {max_length} items, not {size}",
    "literal_error": "must be one of {expected}",
    "value_error": "{error}",
    "string_type": "must be text",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "list_type": "must be a list",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
    "dict_type": "must be an object",
    "string_unicode": "must be valid Unicode text",
    "string_pattern_mismatch": "must match {pattern}",
}


class StrictTool(Tool):
    """Refuses unknown arguments, and explains wrong ones in one sentence each."""

    async def run(
        self, arguments: dict[str, Any], context: Context[Any, Any], convert_result: bool = False
    ) -> Any:
        """Check the arguments, run the tool, and return its answer.

        Raises:
            ToolError: The arguments are wrong, the tool refused or something broke; the text is for
                the model to act on.
        """
        if not (self.annotations and self.annotations.read_only_hint):
            _require_create()
        arguments = parse_arguments(self.parameters, self.fn_metadata.pre_parse_json(arguments))
        if unknown := unknown_arguments(self.parameters, arguments):
            raise ToolError(
                " ".join(_stranger(where, known) for where, known in unknown[:MOST_SENTENCES])
            )
        if odd := odd_numbers(self.parameters, arguments):
            sentences = [f"`{where}` must be {kind}." for where, kind in odd[:MOST_SENTENCES]]
            raise ToolError(" ".join(sentences))
        try:
            return await super().run(arguments, context, convert_result)
        except UnexpectedToolError as error:
            text = "Something broke inside Callsheet. Call `list_jobs` to see what was started."
            raise UnexpectedToolError(text) from error.__cause__
        except ToolError as error:
            raise ToolError(_error_text(error)) from error.__cause__


def _require_create() -> None:
    try:
        current_user.get().require(CREATE, NO_CREATE)
    except NotApproved as error:
        raise ToolError(str(error)) from error


def use_short_schema(tool: StrictTool) -> StrictTool:
    """Replace a tool's argument schema with the short one that clients are
    shown, and return the tool."""
    tool.parameters = forbid_extra(simplify(tool.parameters))
    tool.parameters.setdefault("properties", {})
    return tool


class LazyToolManager(ToolManager):
    """Makes its tools when a client first asks for them.

    The server's first answer is not about tools, and does not wait for them.
    """

    def __init__(self, work_out: Callable[[], Sequence[Tool]]) -> None:
        super().__init__()
        self._work_out = work_out

    @cached_property
    def _ready(self) -> ToolManager:
        return ToolManager(tools=[*self._work_out()])

    def get_tool(self, name: str) -> Tool | None:
        """Return the tool with this name; None if there is none."""
        return self._ready.get_tool(name)

    def list_tools(self) -> list[Tool]:
        """Return all tools, in order."""
        return self._ready.list_tools()


class OutputSchemas:
    """Output schemas, each made once: most tools answer in the same form.

    What a row's fields mean stands in the first tool that answers with rows; others say only types.
    """

    def __init__(self) -> None:
        self._schemas: dict[type[BaseModel], dict[str, Any]] = {}
        self._are_rows_told = False

    def put(self, tool: StrictTool) -> StrictTool:
        """Set a tool's output model and schema, from its function's `->
        Annotated[CallToolResult, Model]`, and return it."""
        model: type[BaseModel] = inspect.signature(tool.fn).return_annotation.__metadata__[0]
        if model not in self._schemas:
            self._schemas[model] = self._short(simplify(model.model_json_schema()))
        tool.fn_metadata.output_model = model
        tool.fn_metadata.output_schema = self._schemas[model]
        return tool

    def _short(self, schema: dict[str, Any]) -> dict[str, Any]:
        rows = schema["properties"].get("jobs")
        if rows and self._are_rows_told:
            schema["properties"]["jobs"] = without_descriptions(rows)
        self._are_rows_told = self._are_rows_told or rows is not None
        return schema


def _error_text(error: ToolError) -> str:
    if isinstance(error.__cause__, ValidationError):
        return " ".join(_sentence(detail) for detail in error.__cause__.errors()[:MOST_SENTENCES])
    return str(error.__cause__ or error)


def _sentence(detail: ErrorDetails) -> str:
    rule = RULES.get(detail["type"])
    if detail.get("ctx", {}).get("pattern") == NOT_BLANK:
        rule = "must not be blank"
    said = (
        rule.format(**detail.get("ctx", {}), size=_size(detail["input"])) if rule else detail["msg"]
    )
    return f"{_place(detail['loc'])} {one_line(said)}."


def _size(value: Any) -> int:
    return len(value) if isinstance(value, Sized) else 0


def _place(loc: tuple[int | str, ...]) -> str:
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc)
    return f"`{path.removeprefix('.')}`"


def _stranger(where: str, known: list[str]) -> str:
    name = where.rpartition(".")[2]
    near = difflib.get_close_matches(name, known, 1, 0.5)
    hint = f"did you mean `{near[0]}`?" if near else f"there are: {', '.join(known) or 'none'}."
    return f"Unknown argument `{one_line(where, 120)}`: {hint}"
