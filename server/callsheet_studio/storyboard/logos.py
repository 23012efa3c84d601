"""Logos: pictures that were sent along once, each in a file that is named by its content.

They lie in the home's folder `LOGOS`; a film that shows one has it in its own folder as well.
"""

import re
from hashlib import sha256
from pathlib import PurePath

from callsheet_studio.storage.home import LOGO_NAME, LOGOS
from callsheet_studio.storyboard.picture_files import picture_kind

FOLDER = LOGOS
"""Of a home, and of a film's folder."""
LARGEST = 2_000_000
"""Bytes."""


class NoLogo(ValueError):
    """The file can't be a logo; the text says what can."""


def is_logo(name: str) -> bool:
    """Return whether a name has the form of a stored logo's; the file need not be there."""
    return LOGO_NAME.fullmatch(name) is not None


def name_logo(written: str, content: bytes) -> str:
    """Return the name under which a logo is stored: the user's name for it, and the start
    of the content's SHA-256.

    Args:
        written: The user's name or path.
        content: The file.

    Raises:
        NoLogo: It is too large, or not a PNG, JPEG, WebP or SVG.
    """
    kind = picture_kind(content)
    if kind is None and b"<svg" in content[:2000]:
        kind = "svg"
    if kind in (None, "gif") or len(content) > LARGEST:
        raise NoLogo(
            f"The logo {written!r} can't be shown: a PNG, JPEG, WebP or SVG of at most "
            f"{LARGEST // 1_000_000} MB is needed."
        )
    stem = re.sub(r"[^\w-]+", "-", PurePath(written).stem)[:40].strip("-") or "logo"
    return f"{stem}-{sha256(content).hexdigest()[:16]}.{kind}"
