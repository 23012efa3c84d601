"""Text files of any common encoding as text."""

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 2000
"""Bytes that decide whether a file without a mark is UTF-16."""
_NULLS = 0.2
"""Share of zero bytes in text of Latin letters in UTF-16, at least."""


def decode(data: bytes) -> str:
    """Return the text of a file: UTF-8, UTF-16 with or without a byte order
    mark, or else Windows-1252."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    sample = data[:_SAMPLE]
    if sample.count(0) > _NULLS * max(len(sample), 1):
        odd = sample[1::2].count(0) > sample[::2].count(0)
        return data.decode("utf-16-le" if odd else "utf-16-be", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
