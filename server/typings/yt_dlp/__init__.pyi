"""What Callsheet uses of yt-dlp, whose own hints are partial."""

from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, Self

class YoutubeDL:
    def __init__(self, params: Mapping[str, Any]) -> None: ...
    def download(self, url_list: Sequence[str]) -> int: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
