"""Arguments with rules that a schema can tell and a check enforces before anything is sent."""

import re
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

NOT_BLANK = r"\S"
"""A pattern: there is something in it."""
EMAIL = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"
AD_HOSTS = (
    "facebook.com",
    "www.facebook.com",
    "m.facebook.com",
    "instagram.com",
    "www.instagram.com",
    "tiktok.com",
    "www.tiktok.com",
    "vm.tiktok.com",
)
"""Where an ad may be (Knightvision documentation, "Analyze Ad")."""
AD_ID = r"[0-9]{1,32}"
AD = (
    rf"^\s*({AD_ID}|https?://((www\.|m\.)?facebook|(www\.)?instagram|(www\.|vm\.)?tiktok)"
    r"\.com([/?#:]\S*)?)\s*$"
)
LONGEST_AD = 2048
_PLACEHOLDER = re.compile(
    r"\W*(?:(?:the|its|this|same) )?outline`?(?: above| below)?(?:, as it stands)?\W*"
    r"|call `?knowlify_get_(?:video|edit)`?\.?",
    re.IGNORECASE,
)
"""What an answer says where an outline would stand, or what somebody sends in place of one."""


def _check_email(text: str) -> str:
    if not re.fullmatch(EMAIL, text):
        raise ValueError("must be an e-mail address")
    return text


def _check_ad(value: Any) -> str:
    """An ad's id or address as text; an id may come as a number."""
    whole = isinstance(value, str | int) and not isinstance(value, bool)
    text = str(value).strip() if whole else ""
    if not (re.fullmatch(AD_ID, text) or _is_ad_address(text)):
        raise ValueError(f"must be a numeric ad id, or an address at {', '.join(AD_HOSTS)}")
    return text


def _is_ad_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return False
    plain = len(text) <= LONGEST_AD and "@" not in parts.netloc and text.isprintable()
    return plain and parts.scheme in ("http", "https") and host in AD_HOSTS


def _check_own_words(text: str) -> str:
    if len(text) < 60 and _PLACEHOLDER.fullmatch(text.strip()):
        raise ValueError(
            "stands for an outline and is none: send the outline's text, or make the film by "
            "`same_as` with the id of its draft or job"
        )
    return text


OWN_WORDS = AfterValidator(_check_own_words)
"""Of a text that is drawn or bought: words that point to an outline are refused."""
Email = Annotated[
    str,
    AfterValidator(_check_email),
    WithJsonSchema({"type": "string", "maxLength": 320, "pattern": EMAIL}),
]
AdAddress = Annotated[
    str,
    BeforeValidator(_check_ad),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": AD, "maxLength": LONGEST_AD},
                {"type": "integer", "minimum": 1},
            ]
        }
    ),
]
