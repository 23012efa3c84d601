"""When two requests ask for the same thing, though they are not written the same."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import urlsplit

from callsheet_tools.sanitize import to_plain

_COLOR = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def fingerprint(request: Mapping[str, Any]) -> str:
    """Return a SHA-256 in hexadecimal that is the same for all requests
    that ask for the same thing."""
    text = json.dumps(normalize(request), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def normalize(value: Any) -> Any:
    """Return a JSON value in a form that is the same for all values that ask for the same thing.

    Texts are composed (Unicode NFC), with `\\n` at the ends of lines and no blanks at the ends of
    lines and of the text, and without invisible characters; colors are `#rrggbb` in lower case; an
    address loses its fragment, its scheme and host are in lower case; null and empty texts, lists
    and objects are left out of objects, but not of lists.
    """
    if isinstance(value, str):
        return _normalize_text(value)
    if isinstance(value, Mapping):
        inner = {key: normalize(part) for key, part in cast("Mapping[str, Any]", value).items()}
        return {key: part for key, part in inner.items() if not _is_empty(part)}
    if isinstance(value, list):
        return [normalize(part) for part in cast("list[Any]", value)]
    return value


def _normalize_text(text: str) -> str:
    lines = unicodedata.normalize("NFC", to_plain(text)).replace("\u00a0", " ").splitlines()
    plain = "\n".join(line.rstrip() for line in lines).strip()
    if _COLOR.fullmatch(plain):
        digits = plain[1:].lower()
        return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))
    return _normalize_address(plain) if _ADDRESS.fullmatch(plain) else plain


def _normalize_address(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    path = parts.path or "/"
    return parts._replace(netloc=parts.netloc.lower(), path=path, fragment="").geturl()


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})
