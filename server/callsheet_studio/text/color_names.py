"""English words for colors that mean the same; each part of the studio keeps its own values."""

from collections.abc import Mapping

SYNONYMS: Mapping[str, str] = {"gray": "grey", "golden": "gold"}


def color_name(word: str) -> str:
    """Return the name under which tables of colors have a word in small letters: `gray` is `grey`.

    A word that is no synonym comes back as it is.
    """
    return SYNONYMS.get(word, word)
