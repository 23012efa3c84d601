from collections.abc import Mapping, Sequence

from numpy import generic
from numpy.typing import NDArray

class InferenceSession:
    def __init__(self, path_or_bytes: bytes, *, providers: Sequence[str]) -> None: ...
    def run(
        self, output_names: None, input_feed: Mapping[str, NDArray[generic]]
    ) -> list[NDArray[generic]]: ...
