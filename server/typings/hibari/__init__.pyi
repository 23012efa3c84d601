"""What Callsheet uses of hibari-tts 0.2."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
from hibari.g2p import G2P
from numpy.typing import NDArray

class _Session(Protocol):
    def run(
        self, names: Sequence[str] | None, inputs: Mapping[str, NDArray[Any]]
    ) -> list[NDArray[np.float32]]: ...

class Hibari:
    sample_rate: int
    sess: _Session
    vocab: Mapping[str, int]
    @property
    def g2p(self) -> G2P: ...
    def __init__(
        self, voice: str = ..., model: str | bytes | None = ..., threads: int = ...
    ) -> None: ...
    @staticmethod
    def split_sentences(text: str) -> list[str]: ...
