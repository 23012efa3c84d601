"""What Callsheet uses of faster-whisper 1.2, which has no hints of its own."""

from collections.abc import Iterable, Mapping

from faster_whisper.transcribe import Segment
from numpy import float32
from numpy.typing import NDArray

class WhisperModel:
    def __init__(
        self,
        model_size_or_path: str,
        *,
        device: str = ...,
        compute_type: str = ...,
        cpu_threads: int = ...,
        local_files_only: bool = ...,
    ) -> None: ...
    def transcribe(
        self,
        audio: NDArray[float32],
        *,
        language: str = ...,
        temperature: float = ...,
        beam_size: int = ...,
        condition_on_previous_text: bool = ...,
        word_timestamps: bool = ...,
        vad_filter: bool = ...,
        vad_parameters: Mapping[str, int] = ...,
    ) -> tuple[Iterable[Segment], object]: ...
