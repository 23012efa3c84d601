"""Writes a text so that Markdown reads it back to the letter."""

_MARKS = frozenset("\\`*_{}[]#+:><&~$=^")
_AFTER_DIGITS = frozenset(".)")
_LIKE_MARKS = frozenset("—―–•‣◦·：|…")
"""Characters that the outline, or a table, takes for marks and no backslash protects."""


def escape(text: str) -> str:
    """Return a text written so that Markdown gives back exactly its characters.

    Marks get a backslash. Line ends, repeated spaces, dashes and bullets that would be lost or read
    as marks become character references.
    """
    return "".join(map(_escape, text, f" {text}", f"{text[1:]} "))


def _escape(letter: str, before: str, after: str) -> str:
    hyphen = letter == "-" and not (before.isalnum() and after.isalnum())
    if letter in _MARKS or hyphen or (letter in _AFTER_DIGITS and before.isdigit()):
        return f"\\{letter}"
    single = letter == " " and not before.isspace() and not after.isspace()
    if letter in _LIKE_MARKS or (letter.isspace() and not single):
        return f"&#{ord(letter)};"
    return letter
