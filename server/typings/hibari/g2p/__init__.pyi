from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

class Answers(Protocol):
    @property
    def get(self) -> Callable[[str], Any]: ...

class Tok:
    text: str
    tag: str
    whitespace: str
    phonemes: str | None
    rating: int | None

class Dict:
    d: Answers

class Lexicon:
    golds: Dict
    silvers: Dict
    def __init__(self, gold: Answers, silver: Answers, british: bool = ...) -> None: ...

class Tokenizer:
    def __init__(self, exceptions: Mapping[str, Any]) -> None: ...

class Tagger:
    weights: Answers
    def __init__(self, model: Mapping[str, Any]) -> None: ...

class G2P:
    lexicon: Lexicon
    tokenizer: Tokenizer
    tagger: Tagger
    unk: str
    british: bool
    _oov: Callable[[str], str] | None
    def __init__(self) -> None: ...
    def __call__(self, text: str) -> str: ...
    def tokenize(self, text: str) -> list[Tok]: ...
    def phonemize_tokens(self, tokens: Sequence[Tok]) -> list[Tok]: ...
