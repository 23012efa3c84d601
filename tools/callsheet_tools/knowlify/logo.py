"""A logo that a document names: its file goes to the studio, and its line names what is there."""

import base64
import re
from pathlib import Path

import anyio.to_thread

from callsheet_tools.backends.backend import Backend
from callsheet_tools.errors import RefusedLocally, RequestRejected
from callsheet_tools.knowlify.client import KnowlifyClient
from callsheet_tools.toolkit.allowed_files import find_allowed, read_limited
from callsheet_tools.toolkit.context import ToolContext

LARGEST = 2_000_000
"""Bytes, as the studio has it."""
_LINE = re.compile(r"^(logo[ \t]*:[ \t]*)(\S.*?)(?<![ \t])[ \t]*+$", re.MULTILINE | re.IGNORECASE)
_HEADING = re.compile(r"^#", re.MULTILINE)
_OURS = re.compile(r"[\w-]+-[0-9a-f]{16}\.\w+|none", re.IGNORECASE)
"""What the studio has already, or a logo taken away."""


async def send_logo(
    context: ToolContext, backend: Backend, text: str, near: Path | None = None
) -> str:
    """Send the file of a document's logo to the studio, and return the text with the logo's name
    there.

    Only a line above the first heading counts: `logo: pictures/ours.png`. A text without one is
    returned as it is.

    Args:
        near: The folder of the document, for relative paths; None: it has none.

    Raises:
        RefusedLocally: There is no such file in an allowed folder, or it is not a picture.
    """
    first = _HEADING.search(text)
    line = _LINE.search(text, 0, first.start() if first else len(text))
    if line is None or _OURS.fullmatch(line[2]):
        return text
    name = line[2].strip("\"'")
    file = await anyio.to_thread.run_sync(find_allowed, context.documents, name, near)
    if file is None:
        raise _not_allowed(context, name)
    content = await anyio.to_thread.run_sync(
        read_limited, file, LARGEST, "a smaller logo is needed."
    )
    encoded = base64.b64encode(content).decode()
    try:
        stored = await KnowlifyClient(backend.http_client).add_logo(file.name, encoded)
    except RequestRejected as error:
        raise RefusedLocally(f"Nothing was done. {error.detail}") from error
    return f"{text[: line.start()]}{line[1]}{stored}{text[line.end() :]}"


async def send_logo_of_file(
    context: ToolContext, backend: Backend, content: bytes, near: Path
) -> bytes:
    """Send the file of a document's logo to the studio, as `send_logo`, and
    return the document's bytes.

    A document that is not in UTF-8 is returned as it is.

    Args:
        content: The document.
        near: The folder of the document, for relative paths.

    Raises:
        RefusedLocally: There is no such file in an allowed folder, or it is not a picture.
    """
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return content
    return (await send_logo(context, backend, text, near)).encode()


def _not_allowed(context: ToolContext, name: str) -> RefusedLocally:
    where = ", ".join(str(folder) for folder in context.documents)
    return RefusedLocally(
        f"Nothing was done: the logo {name!r} is no file in an allowed folder ({where}). Ask the "
        "user to put it there, or to add its folder to CALLSHEET_MEDIA_DIRS."
    )
