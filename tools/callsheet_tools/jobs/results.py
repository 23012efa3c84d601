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
    """A result without addresses that nobody should open; the studio's own never leave it."""
    return {
        key: value
        for key, value in result.items()
        if key not in LINKS or place == "local" or is_public(value)
    }


def is_public(address: object) -> bool:
    """Whether this is an address on the web, and on that host which it seems to be on."""
    if not isinstance(address, str) or len(address) > LONGEST:
        return False
    return _PUBLIC.fullmatch(address) is not None
