"""Settings of the film as a request writes them: `accent: #0f8b8d`, `aspect: 9:16`."""

from collections.abc import Mapping, Sequence

from callsheet_studio.audio.voice_direction import (
    describe_voice,
    description_words,
    parse_sound_options,
)
from callsheet_studio.edits.draft import EditDraft
from callsheet_studio.edits.errors import EditError, NotUnderstood
from callsheet_studio.storyboard.brief_settings import LONGEST
from callsheet_studio.storyboard.installed_voices import InstalledVoice, choose_voice
from callsheet_studio.storyboard.logos import is_logo
from callsheet_studio.storyboard.model import Storyboard
from callsheet_studio.storyboard.settings import (
    COLORS,
    FIELDS,
    NOT_SHOWN,
    PALETTE,
    find_setting,
    read_settings,
)

SHORTEST = 10
"""Seconds of a film: an edit may make it shorter than what can be ordered."""
NONE = "none"
"""What takes a voice, a style, a logo or a color away."""
_REMOVABLE = (*COLORS, "voice", "style", "camera", "logo")
_IGNORED = ("storyboard", "seed", "covers")
"""What the studio itself writes into an outline."""


def apply_settings(draft: EditDraft, lines: str) -> None:
    """Apply lines of settings, such as `aspect: 9:16`, to a draft.

    Raises:
        NotUnderstood: A line is not a setting, or its value can't be read.
        EditError: The film can't have this value.
    """
    for line in filter(str.strip, lines.splitlines()):
        for name, value in _read(line.strip()).items():
            set_value(draft, name, value)


def set_value(draft: EditDraft, name: str, value: str | None) -> None:
    """Set one setting of a draft's film.

    Args:
        name: The setting, such as `aspect`.
        value: Its new value; None or an empty text removes it.

    Raises:
        EditError: The film can't have it, or the request gave the setting another value before.
    """
    draft.claim(name, value)
    if name in COLORS:
        colors = {**draft.film.palette, name: value}
        draft.set_film(palette={key: color for key, color in colors.items() if color})
    elif name == "title":
        draft.set_title(value or "")
    elif name == "duration":
        seconds = int(value or 0)
        if seconds != draft.before.seconds and not SHORTEST <= seconds <= LONGEST:
            raise EditError(
                f"A film takes {SHORTEST} to {LONGEST} s, and {seconds} s were asked for. Nothing "
                "was changed."
            )
        draft.set_film(seconds=seconds)
    elif name == "narration" and value != draft.film.narration:
        raise EditError(
            "An edit brings no recording, so nothing was changed. Order a new film whose settings "
            "have the line `narration: file.wav`."
        )
    elif name == "seed" and value != draft.before.seed:
        draft.notes.append(f"seed: the film keeps its own, so {value!r} was not used.")
    elif name not in _IGNORED:
        draft.set_film(**{FIELDS[name]: None if (name, value) == ("music", "on") else value})


def is_setting(line: str) -> bool:
    """Return whether a line begins with a setting's name and a colon, and has a value."""
    key, colon, value = line.partition(":")
    return bool(colon and value.strip() and (find_setting(key) or key.lower() in PALETTE))


def _read(line: str) -> Mapping[str, str | None]:
    """Names and values of a line; None takes a setting away."""
    key, _, value = line.partition(":")
    name = find_setting(key)
    if name in _REMOVABLE and value.strip().lower() == NONE:
        return {name: None}
    settings = read_settings(line)
    if reason := next((NOT_SHOWN[name] for name in settings.values if name in NOT_SHOWN), None):
        raise EditError(f"'{line}' can't be done; nothing was changed. {reason}")
    if settings.notes or not settings.values:
        raise NotUnderstood(line, " ".join(settings.notes))
    for name, value in settings.values.items():
        if name == "logo" and not is_logo(value):
            raise EditError(f"The logo {value!r} did not come along, so nothing was changed.")
    return settings.values


def check_voice(film: Storyboard, voices: Sequence[InstalledVoice], *, has_speaker: bool) -> None:
    """Check that what the film says about its voice can be done with the installed voices.

    Args:
        has_speaker: Whether a speech endpoint is set; then anything is accepted.

    Raises:
        EditError: It asks for a voice that is not installed.
    """
    chosen = choose_voice(voices, film.language, description_words(film.voice))
    unmet = parse_sound_options(film, chosen).unmet
    if unmet and not has_speaker:
        raise EditError(
            f"{describe_voice(chosen)}; it can't be {', '.join(unmet)}. "
            "Nothing was changed. A voice endpoint (CALLSHEET_SPEECH_URL) or the hosted film can "
            "speak with another; here the voice can be slow, calm, fast or lively."
        )
