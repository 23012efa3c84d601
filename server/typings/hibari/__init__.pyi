"""What Callsheet uses of hibari-tts 0.2."""

from collections.abc import Mapping

from hibari.g2p import G2P
from onnxruntime import InferenceSession

class Hibari:
    sample_rate: int
    sess: InferenceSession
    vocab: Mapping[str, int]
    voice: str
    _g2p: G2P | None
    @property
    def g2p(self) -> G2P: ...
    def __init__(
        self, voice: str = ..., model: str | bytes | None = ..., threads: int = ...
    ) -> None: ...
    @staticmethod
    def split_sentences(text: str) -> list[str]: ...
