"""The words of a prompt that are understood: `vocabulary.toml` and the names of things that have
exactly their picture, ready to be looked up."""

import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import TypeAlias

from callsheet_studio.drawing.picture_words import load_exact_things
from callsheet_studio.text.color_names import SYNONYMS

Words: TypeAlias = tuple[str, ...]
"""One word, or the parts of a compound."""


def _read() -> Mapping[str, Mapping[str, str]]:
    text = files("callsheet_studio.animatic.prompt").joinpath("vocabulary.toml").read_text("utf-8")
    return tomllib.loads(text)


def _index(table: str) -> dict[Words, str]:
    """The key of each of a table's words; those under `same` are their own."""
    return {
        tuple(word.split("_")): "-".join(word.split("_")) if key == "same" else key
        for key, words in _TABLES[table].items()
        for word in words.split()
    }


def things_in(language: str) -> Mapping[Words, str]:
    """Return the names of things in a language and the picture that shows exactly each of them."""
    things = load_exact_things().get(language, {})
    return {tuple(name.split("-")): picture for name, picture in things.items()}


_TABLES = _read()
INDEXES = {
    name: _index(name)
    for name in _TABLES
    if name not in {"irregular", "small", "sexes", "shown", "request"}
}
"""Tables that phrases of a prompt are looked up in: words to key."""
INDEXES["colors"] |= {(word,): INDEXES["colors"][(name,)] for word, name in SYNONYMS.items()}
SEXES = {words[0]: sex for words, sex in _index("sexes").items()}
SHOWN = frozenset(" ".join(words) for words in _index("shown"))
"""Words for a place, an hour or a weather that the backdrop shows wholly."""
REQUEST = {name: tuple(words.split()) for name, words in _TABLES["request"].items()}
"""Words that ask for a clip, its format or its sound, by what they say; `_` stands for a space."""
SMALL = {name: frozenset(words.split()) for name, words in _TABLES["small"].items()}
"""Lists of words by what they are needed for."""
IRREGULAR = {words[0]: base for words, base in _index("irregular").items()}
_TAKEN = {words for name in INDEXES if name != "verbs" for words in INDEXES[name]}
_EXACT = {
    words: picture
    for words, picture in things_in("en").items()
    if words not in _TAKEN and words[-1] not in SMALL["worn"] | SMALL["never_alone"]
}
INDEXES["things"] |= _EXACT
LOOSE = frozenset(_EXACT.values()) - frozenset(_TABLES["things"]) | SMALL["loose"]
"""Keys of things that are only sure where the word before them leaves their sense: no `oil drum`,
no `smoke rose`."""


def candidates(word: str, *, is_noun: bool = False) -> Iterator[str]:
    """Yield the forms under which the vocabulary may list an inflected word: for `walking`, itself
    and `walk`.

    Args:
        is_noun: Whether only a plural ending may be removed.
    """
    yield word
    if word in IRREGULAR:
        yield IRREGULAR[word]
    for ending, instead in _ENDINGS[:4] if is_noun else _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            stem = word.removesuffix(ending) + instead
            yield stem
            if not instead and len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]


_ENDINGS = (
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ves", "f"),
    ("ing", ""),
    ("ing", "e"),
    ("ed", ""),
    ("d", ""),
    ("ied", "y"),
)
