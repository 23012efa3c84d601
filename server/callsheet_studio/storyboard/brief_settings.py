"""Settings of a document's front matter put into a film's brief, where no argument was given."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from callsheet_studio.storyboard.brief import Brief
from callsheet_studio.storyboard.settings import FIELDS, DocumentSettings

SHORTEST, LONGEST = 30, 300
"""Seconds that can be asked for: Knowlify documentation, `video_duration_seconds`."""
_ARGUMENTS = {
    "seconds": ("duration", "video_duration_seconds"),
    "aspect_ratio": ("aspect", "aspect_ratio"),
    "style": ("type", "video_type"),
    "style_prompt": ("style", "global_style_prompt"),
    "palette": ("colors", "color_palette"),
    "voice": ("voice", "voice_description"),
}
"""A brief's fields: their name in front matter, and the documented argument."""


def brief_of(task: str, arguments: Mapping[str, Any]) -> Brief:
    """Return the brief of a task, with the arguments that were given by their documented names,
    such as `video_duration_seconds`; `unset` names the others."""
    given = {
        field: arguments[argument]
        for field, (_, argument) in _ARGUMENTS.items()
        if arguments.get(argument) is not None
    }
    unset = tuple(field for field in _ARGUMENTS if field not in given)
    return Brief(uuid="", task=task, unset=unset, **given)


def apply_settings(brief: Brief, settings: DocumentSettings) -> tuple[Brief, tuple[str, ...]]:
    """Return the brief with the settings of its document's front matter, and notes for the user.

    An argument that was given wins over a setting of the document, and a note says so.
    """
    said = _to_fields(settings)
    wanted = {field: value for field, value in said.items() if field in brief.unset}
    notes = [
        f"The document's {name} gave way to the argument {argument}."
        for field, (name, argument) in _ARGUMENTS.items()
        if field in said and field not in brief.unset and said[field] != getattr(brief, field)
    ]
    return replace(brief, **wanted), (*notes, *_on_length(settings))


def _to_fields(settings: DocumentSettings) -> Mapping[str, object]:
    """The settings by the names of a brief's fields."""
    values = settings.values
    said: dict[str, object] = {
        field: values[name]
        for name, field in FIELDS.items()
        if name in values and field in _ARGUMENTS
    }
    if "duration" in values:
        said["seconds"] = min(max(int(values["duration"]), SHORTEST), LONGEST)
    if settings.palette:
        said["palette"] = settings.palette
    return said


def _on_length(settings: DocumentSettings) -> Iterator[str]:
    asked = int(settings.values.get("duration", SHORTEST))
    if not settings.is_exact and not SHORTEST <= asked <= LONGEST:
        yield f"A film takes {SHORTEST} to {LONGEST} s; the document asks for {asked} s."
