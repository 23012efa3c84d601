"""Settings of the film as a request writes them: `accent: #0f8b8d`, `aspect: 9:16`."""

from collections.abc import Mapping
from typing import Any

from callsheet_studio.audio.voice_direction import parse_sound_options
from callsheet_studio.edits.draft import Draft
from callsheet_studio.edits.errors import EditError, NotUnderstood
from callsheet_studio.storyboard.logos import is_logo
from callsheet_studio.storyboard.model import Storyboard
from callsheet_studio.storyboard.settings import NOT_SHOWN, find_setting, read_settings

SHORTEST, LONGEST = 10, 300
"""Seconds of a film: an edit may make it shorter than what can be ordered."""
NONE = "none"
"""What takes a voice, a style or a color away."""
_FIELDS = {
    "duration": "seconds",
    "aspect": "aspect_ratio",
    "type": "style",
    "style": "style_prompt",
    "voice": "voice",
    "language": "language",
    "logo": "logo",
}
_COLORS = ("primary", "secondary", "tertiary", "accent")
_IGNORED = frozenset({"storyboard", "seed"})
"""What the studio itself writes into an outline."""
_DEFAULTS: Mapping[str, Any] = {
    "palette": {},
    "style_prompt": None,
    "voice": None,
    "music": None,
    "logo": None,
    "language": "en",
}
"""What an outline that leaves them out says."""


def apply_settings(draft: Draft, lines: str) -> None:
    """Carry out lines of settings.

    Raises:
        NotUnderstood: A line is no setting, or its value is none.
        EditError: The film can't have this value.
    """
    for line in filter(str.strip, lines.splitlines()):
        _apply_line(draft, line.strip())


def reset_settings(draft: Draft) -> None:
    """Forget what an outline says by leaving it out."""
    draft.set_film(**_DEFAULTS)


def is_setting(line: str) -> bool:
    """Whether the line begins with a setting's name and a colon."""
    key, colon, value = line.partition(":")
    return bool(colon and value.strip() and find_setting(key))


def _apply_line(draft: Draft, line: str) -> None:
    key, _, value = line.partition(":")
    name, off = key.strip().lower(), value.strip().lower() == NONE
    if off and _take_away(draft, name):
        return
    settings = read_settings(line)
    if not settings.values:
        raise NotUnderstood(line, " ".join(settings.notes))
    ((name, said),) = settings.values.items()
    _set(draft, name, said)


def _take_away(draft: Draft, name: str) -> bool:
    if name in _COLORS:
        kept = {key: color for key, color in draft.film.palette.items() if key != name}
        draft.set_film(palette=kept)
    elif name in ("voice", "style", "logo"):
        draft.set_film(**{_FIELDS[name]: None})
    else:
        return False
    return True


def _set(draft: Draft, name: str, value: str) -> None:
    _check(name, value)
    if name in _COLORS:
        draft.set_film(palette={**draft.film.palette, name: value})
    elif name == "title":
        draft.set_title(value)
    elif name == "music":
        draft.set_film(music="off" if value == "off" else None)
    elif name == "duration":
        if int(value) != draft.before.seconds:
            draft.set_film(seconds=_seconds(int(value)))
    elif name not in _IGNORED:
        draft.set_film(**{_FIELDS[name]: value})


def _check(name: str, value: str) -> None:
    if name in NOT_SHOWN:
        raise EditError(f"'{name}: {value}' can't be done; nothing was changed. {NOT_SHOWN[name]}")
    if name == "logo" and not is_logo(value):
        raise EditError(f"The logo {value!r} did not come along, so nothing was changed.")


def _seconds(seconds: int) -> int:
    if not SHORTEST <= seconds <= LONGEST:
        raise EditError(
            f"A film takes {SHORTEST} to {LONGEST} s, and {seconds} s were asked for. Nothing was "
            "changed."
        )
    return seconds


def check_voice(film: Storyboard, *, has_speaker: bool) -> None:
    """See that the words about the voice can be followed here.

    Raises:
        EditError: They ask for another voice than there is.
    """
    unmet = parse_sound_options(film).unmet
    if unmet and not has_speaker:
        raise EditError(
            f"The voice on this computer is one American woman's; it can't be {', '.join(unmet)}. "
            "Nothing was changed. A voice endpoint (CALLSHEET_SPEECH_URL) or the hosted film can "
            "speak with another; here the voice can be slow, calm, fast or lively."
        )
