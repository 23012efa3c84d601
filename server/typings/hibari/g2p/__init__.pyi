from collections.abc import Sequence

class Tok:
    text: str
    whitespace: str
    phonemes: str | None
    rating: int | None

class G2P:
    def tokenize(self, text: str) -> list[Tok]: ...
    def phonemize_tokens(self, tokens: Sequence[Tok]) -> list[Tok]: ...
