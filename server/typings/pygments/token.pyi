# What Callsheet uses of Pygments, and nothing more.
class _TokenType(tuple[str, ...]):
    parent: _TokenType | None
    def __getattr__(self, name: str) -> _TokenType: ...

Token: _TokenType
Comment: _TokenType
Error: _TokenType
Keyword: _TokenType
Literal: _TokenType
Name: _TokenType
Number: _TokenType
Operator: _TokenType
Punctuation: _TokenType
String: _TokenType
