"""What of a job's result is offered to be opened: files of our own, and public addresses."""

import re
from collections.abc import Mapping
from typing import Any

OURS = ("file", "file_uri", "outline_file")
"""Keys that name files here. No provider's word is taken for them: our own delivery sets them."""
LINKS = ("video_url", "chat_url", "link")
"""Keys whose value is offered as an address."""
_PUBLIC = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]{1,5})?([/?#][^\s\\<>\"]*)?")
LONGEST = 2_048


def to_offered(result: Mapping[str, Any], place: str) -> dict[str, Any]:
    """Return a job's result without links that must not be opened: those that are
    not public web addresses.

    Links of a local job all stay.

    Args:
        place: Where the job was done: `hosted` or `local`.
    """
    return {
        key: value
        for key, value in result.items()
        if key not in LINKS or place == "local" or is_web_address(value)
    }


def is_web_address(address: object) -> bool:
    """Return whether a value is a web address whose host is really the
    one that it seems to name."""
    if not isinstance(address, str) or len(address) > LONGEST:
        return False
    return _PUBLIC.fullmatch(address) is not None
