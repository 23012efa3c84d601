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
    """Return the English name of the language of a BCP 47 tag; the tag
    itself if it has none here."""
    return NAMES.get(primary_subtag(tag), tag)


def primary_subtag(tag: str) -> str:
    """Return the first part of a BCP 47 tag in lower case: `pt` for `pt-BR`."""
    return tag.partition("-")[0].lower()


def has_capital_nouns(tag: str) -> bool:
    """Return whether nouns of the language of a BCP 47 tag have capitals, so that these tell no
    name."""
    return primary_subtag(tag) == "de"


def is_english(tag: str) -> bool:
    """Return whether a BCP 47 tag is of English, of any country."""
    return primary_subtag(tag) == "en"
