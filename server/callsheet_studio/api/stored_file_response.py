"""A file that lies in the store of films as an answer, whole or in part (RFC 9110, section 14)."""

import re
from collections.abc import AsyncGenerator, Callable, Mapping
from typing import TypeAlias

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from callsheet_studio.jobs.job_folders import StoredFile

RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
"""One range; several at once are answered with the whole file, which the standard allows."""
Read: TypeAlias = Callable[[StoredFile, int, int], AsyncGenerator[bytes]]
"""Gives the bytes of a file from a first up to, not including, a last one."""


def stored_file_response(
    request: Request, file: StoredFile, media_type: str | None, read: Read
) -> Response:
    """Return the answer to a GET or HEAD of a stored file: 200, 206 for a range of it, 416 for one
    beyond its end.

    Args:
        media_type: For `Content-Type`; None sends none.
        read: Gives the file's bytes from a first up to, not including, a last one; not used for
            HEAD.
    """
    etag = f'"{file.digest}"'
    headers = {"Accept-Ranges": "bytes", "ETag": etag}
    span = _find_range(request.headers, etag, file.size)
    if span == (0, 0) and file.size:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{file.size}"})
    start, end = span or (0, file.size)
    headers["Content-Length"] = str(end - start)
    if span:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{file.size}"
    status = 206 if span else 200
    if request.method == "HEAD":
        return Response(status_code=status, headers=headers, media_type=media_type)
    return StreamingResponse(read(file, start, end), status, headers, media_type)


def _find_range(headers: Mapping[str, str], etag: str, size: int) -> tuple[int, int] | None:
    """The first byte asked for, and the one behind the last; (0, 0) if there are none such, None
    for all of them."""
    match = RANGE.fullmatch(headers.get("range", "").strip())
    if match is None or match[0] == "bytes=-" or headers.get("if-range", etag) != etag:
        return None
    first, last = match[1], match[2]
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(size, int(last) + 1 if last else size)
    if first and last and int(last) < int(first):
        return None
    return (start, end) if start < end else (0, 0)
