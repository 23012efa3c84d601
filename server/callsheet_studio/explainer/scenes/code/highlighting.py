"""What the words of code are: the one place that knows Pygments, a part of the `studio` extra.

Without it all code is plain.
"""

from typing import Any, Literal, TypeAlias

Role: TypeAlias = Literal["text", "keyword", "name", "string", "number", "comment"]
"""What a word is; decides its color."""
PLAIN: Role = "text"
_ROLES: dict[str, Role] = {
    "Comment": "comment",
    "Keyword": "keyword",
    "Operator.Word": "keyword",
    "Name.Tag": "keyword",
    "Name.Function": "name",
    "Name.Class": "name",
    "Name.Decorator": "name",
    "Name.Builtin": "name",
    "Name.Attribute": "name",
    "Name.Exception": "name",
    "Literal.String": "string",
    "Literal.Number": "number",
    "Keyword.Constant": "number",
}
"""By Pygments' names of tokens; the longest that a token's name begins with counts."""


def is_installed() -> bool:
    """Return whether Pygments is there."""
    return _find_lexer("text") is not None


def find_roles(code: str, language: str) -> list[Role]:
    """Return the role (keyword, string, comment and so on) of each character of the code, line ends
    included.

    Args:
        language: The word after a fence, such as `python`.
    """
    lexer, roles = _find_lexer(language), list[Role]()
    if lexer:
        for kind, text in lexer.get_tokens(code):
            role = _role(kind)
            roles.extend(role for _ in text)
    # A lexer may change line ends; what it lost is plain.
    roles.extend(PLAIN for _ in code[len(roles) :])
    return roles[: len(code)]


def _find_lexer(language: str) -> Any:
    """The lexer of a language, one that finds only text when it isn't known; None without
    Pygments."""
    try:
        from pygments.lexers import get_lexer_by_name
        from pygments.util import ClassNotFound
    except ImportError:
        return None
    options = {"stripnl": False, "ensurenl": False}
    try:
        return get_lexer_by_name(language or "text", **options)
    except ClassNotFound:
        return get_lexer_by_name("text", **options)


def _role(kind: Any) -> Role:
    while kind is not None:
        if role := _ROLES.get(".".join(kind)):
            return role
        kind = kind.parent
    return PLAIN
