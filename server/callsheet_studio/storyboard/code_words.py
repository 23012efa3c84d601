"""Code among the words of items, which narration made of them leaves out or says by its name."""

import re
from collections.abc import Sequence

from callsheet_studio.storyboard.content import Code

_PARENTHESES = re.compile(r" ?\(([^()]*+)\)")
_NOTE = re.compile(r" \([^()]*+\)")
_NOTHING = frozenset(("and", "or", "in", "by", "from", "with", "see"))
"""Words between pieces of code."""
_IDENTIFIER = r"[A-Za-z_]\w*+"
_CODE_WORD = re.compile(
    rf"""--?[A-Za-z][\w-]*+(?:=\S*+)?   # an option: --force
    | \w*_\w*+                         # user_dir
    | \w++=\S*+                        # a value: wait=1
    | \#\d+ | @\w[\w-]*+               # an issue, a person
    | (?:[\w~.-]*+/)+[\w-]*+(?:\.\w++)+   # a path with an ending
    | [\w-]++(?:\.[a-z]\w*+)++         # a file, a module, a host
    | {_IDENTIFIER}@v?\d\S*+           # a version of something
    """,
    re.VERBOSE,
)
_REFERENCE = re.compile(r"#\d")
_MOST_AROUND = 4
"""Words of a parenthesis that only names an issue: `by @anna in #12`."""
_VALUE = r"'[^']*+'|\"[^\"]*+\"|[^\s'\"]\S*+"
_SIGNATURE = re.compile(
    rf"""(?<!\S)((?:--?)?[A-Za-z_][\w./-]*+)
    (?:\((?:[^()]|\([^()]*+\))*+\)     # name(value, other(value))
     |=(?:{_VALUE})?+                  # name=value
     |@v?\d\S*+                        # name@1.2
    )""",
    re.VERBOSE,
)
_HOST = re.compile(
    r"(?:[\w-]++\.)++(?:com|org|net|io|dev|edu|gov|app|ai|info|example|co|uk|de|fr|eu|ch|nl)\.?"
)
_VERSION = re.compile(r"@v?\d\S*+$")
_NAME = re.compile(r"(?:--?)?[A-Za-z_][\w.-]*+")
_ABBREVIATION = re.compile(r"[A-Z]+\(")
"""Begins what is no call: `HTTP(S)`."""
_PROSE = frozenset(
    (
        "a",
        "an",
        "the",
        "is",
        "are",
        "and",
        "or",
        "of",
        "for",
        "to",
        "that",
        "when",
        "if",
        "in",
        "it",
    )
)
"""Words that no command has."""
_SPOKEN = re.compile(r"(?:[$%>] )?([a-z]\w{0,15}(?: [a-z][a-z-]{0,15}){1,3})")
"""A line of code that a voice says as it is written."""
_MOST_COMMAND = 12
"""Words of a command."""
_SHORT = 4
"""Words of an item that is nothing but a name with a value."""


def without_code(text: str) -> str:
    """Return a text without parentheses that hold nothing but code, names of files, or the number
    of an issue: `Logs (user_log_dir)` as `Logs`; empty for a text of nothing else."""
    if "(" not in text:
        return text
    kept = _PARENTHESES.sub(lambda found: "" if _is_aside(found[1]) else found[0], text)
    return kept.strip() if any(map(str.isalnum, kept)) else ""


def is_host(text: str) -> bool:
    """Return whether a text is only the name of a computer of the web: `docs.pumps.example`."""
    return bool(_HOST.fullmatch(text))


def is_command(text: str) -> bool:
    """Return whether a text is a command of several words, as one types it: `pump set mill.lock
    on`, `git push --force`."""
    words = text.rstrip(".").split()
    if not 2 < len(words) <= _MOST_COMMAND or not words[0].islower():
        return False
    is_prose = any(word.lower().strip(",;:") in _PROSE or word[-1] in ",;:" for word in words)
    return not is_prose and any(map(_is_word, words[1:]))


def spoken_command(code: Code) -> str:
    """Return code of one line that is a command of a few plain words, such as `nap undo`; empty for
    any other."""
    found = _SPOKEN.fullmatch(code.states[0].text.strip())
    return found[1] if found and len(code.states) == 1 else ""


def name_code(text: str) -> str:
    """Return an item's text with its name alone where it begins with code: `indent=4` as `indent`,
    `load(path, *, mode="r")` as `load`. Any other text is returned as it is."""
    found = _SIGNATURE.match(text)
    if not found or _ABBREVIATION.match(text):
        return text
    rest = text[found.end() :].strip()
    named = found[1].rstrip(".-/")
    return (
        named
        if not rest or ("=" in found[0] and len(text.split()) <= _SHORT)
        else (f"{named} {rest}")
    )


def is_code(text: str) -> bool:
    """Return whether an item's text is nothing but code, a note in parentheses behind it aside:
    `user_dir (text)`, `--force`, `indent=4`."""
    bare = _VERSION.sub("", _NOTE.sub("", text).strip() or text)
    named = name_code(bare)
    if named != bare:
        return bool(_NAME.fullmatch(named))
    return _is_word(bare) and ("_" in bare or bare.startswith("-"))


def name_list(texts: Sequence[str]) -> Sequence[str] | None:
    """Return the names of a list's items if more than half of them are code; else None."""
    if 2 * sum(map(is_code, texts)) <= len(texts):
        return None
    return [_NOTE.sub("", name_code(text)).strip() or text for text in texts]


def _is_word(text: str) -> bool:
    return bool(_CODE_WORD.fullmatch(text))


def _is_aside(inside: str) -> bool:
    """Whether what stands in parentheses is hardly more than code."""
    words = [word.strip(",;:.`") for word in inside.split()]
    words = [word for word in words if word and word.lower() not in _NOTHING]
    if _REFERENCE.search(inside) and len(words) <= _MOST_AROUND:
        return True
    return bool(words) and 2 * sum(map(_is_word, words)) > len(words)
