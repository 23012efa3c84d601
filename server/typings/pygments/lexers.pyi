# What Callsheet uses of Pygments, and nothing more.
from collections.abc import Iterator

from pygments.token import _TokenType  # pyright: ignore[reportPrivateUsage]  # its own name for it

class Lexer:
    def get_tokens(self, text: str) -> Iterator[tuple[_TokenType, str]]: ...

def get_lexer_by_name(_alias: str, *, stripnl: bool = ..., ensurenl: bool = ...) -> Lexer: ...
