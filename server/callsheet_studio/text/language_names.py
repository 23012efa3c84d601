"""English names of languages, for notes to the person who asked for a film."""

from collections.abc import Mapping

NAMES: Mapping[str, str] = {
    "ar": "Arabic",
    "bn": "Bengali",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "ta": "Tamil",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
"""By the first part of a BCP 47 tag."""


def name_of_language(tag: str) -> str:
    """The language's name; the tag itself where none is known."""
    return NAMES.get(primary_subtag(tag), tag)


def primary_subtag(tag: str) -> str:
    """`pt` of `pt-BR`."""
    return tag.partition("-")[0].lower()


def is_english(tag: str) -> bool:
    """Whether the language (a BCP 47 tag) is English, of whichever country."""
    return primary_subtag(tag) == "en"
