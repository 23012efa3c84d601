"""Files that people have, as the text that is read: Markdown, plain text and notebooks."""

import base64
import json
import re
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import PurePath
from typing import Any, cast

from callsheet_studio.storyboard.brief import FilmRejected
from callsheet_studio.storyboard.decode import decode

TEXTS = (".md", ".markdown", ".txt", ".text", "")
NOTEBOOK = ".ipynb"
_ADVICE: Mapping[str, str] = {
    ".pdf": "Copy its text into a .md or .txt file, or send the text as `document`.",
    ".docx": "Save it as Markdown or plain text in your word processor.",
    ".odt": "Save it as Markdown or plain text in your word processor.",
    ".html": "Send the page's text as `document`, or save it as Markdown.",
    ".htm": "Send the page's text as `document`, or save it as Markdown.",
    ".rst": "Convert it to Markdown (for example with pandoc), or send its text as `document`.",
    **dict.fromkeys(
        (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"),
        "It is a picture: name it in a document, as in `![what it shows](file)`.",
    ),
}
FIGURE = re.compile(r"(.+\.ipynb)#figure-([1-9]\d{0,3})", re.DOTALL)
"""The address of a notebook's figure: its file, and which of its figures, from 1."""
_MOST_OUTPUT = 12
"""Lines of a cell's output that are kept."""


def read_file(name: str, content: bytes) -> str:
    """Return the text of a file as Markdown or plain text, by the ending of its name. Figures of a
    notebook become pictures with addresses for `read_figure`.

    Args:
        name: The file's name; `.md`, `.markdown`, `.txt`, `.text`, `.ipynb` and names without an
            ending can be read.
        content: The file's bytes, in UTF-8, UTF-16 or Windows-1252.

    Raises:
        FilmRejected: A file of this kind, or this notebook, can't be read; the text says what to
            do.
    """
    ending = PurePath(name).suffix.lower()
    if ending == NOTEBOOK:
        return _notebook(name, decode(content))
    if ending not in TEXTS:
        advice = _ADVICE.get(ending, "Send its text as `document`.")
        raise FilmRejected(f"{name!r} can't be read: only .md, .txt and .ipynb files are. {advice}")
    return decode(content)


def read_figure(notebook: bytes, address: str) -> bytes | None:
    """Return a figure of a notebook as a picture file; None if there is none.

    Args:
        notebook: The notebook's bytes.
        address: The figure's address in the text that `read_file` returned.
    """
    match = FIGURE.fullmatch(address)
    try:
        cells = json.loads(decode(notebook))["cells"]
        figures = [figure for cell in cells for figure in _figures(cell)]
        return base64.b64decode(figures[int(match[2]) - 1]) if match else None
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None


def _notebook(name: str, text: str) -> str:
    """The cells of a notebook (nbformat 4) as Markdown: prose, code, what the code printed, and
    its figures by addresses of their own."""
    try:
        book = json.loads(text)
        cells = cast("list[Mapping[str, Any]]", book["cells"])
        language = str(book.get("metadata", {}).get("kernelspec", {}).get("language", "python"))
        numbers = count(1)
        return "\n\n".join(
            part
            for cell in cells
            for part in (*_cell(cell, language), *_pictures(cell, PurePath(name).name, numbers))
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise FilmRejected(
            f"{name!r} is not a Jupyter notebook (nbformat 4). Save it again from Jupyter, or send "
            "its text as `document`."
        ) from error


def _cell(cell: Mapping[str, Any], language: str) -> Iterator[str]:
    source = _join(cell.get("source", ""))
    if cell["cell_type"] == "markdown":
        yield source
    elif cell["cell_type"] == "code" and source.strip():
        yield f"```{language}\n{source.rstrip()}\n```"
        if output := _output(cell):
            yield f"```output\n{output}\n```"


def _pictures(cell: Mapping[str, Any], name: str, numbers: Iterator[int]) -> Iterator[str]:
    for _ in _figures(cell):
        n = next(numbers)
        yield f"![Figure {n}](<{name}#figure-{n}>)"


def _figures(cell: Mapping[str, Any]) -> Iterator[str]:
    """Base64 of the cell's PNG pictures."""
    for output in cell.get("outputs", ()):
        if picture := output.get("data", {}).get("image/png"):
            yield _join(picture)


def _output(cell: Mapping[str, Any]) -> str:
    texts = [
        _join(output.get("text") or output.get("data", {}).get("text/plain", ""))
        for output in cell.get("outputs", ())
        if "image/png" not in output.get("data", {})
    ]
    lines = "".join(texts).rstrip().split("\n")
    return "\n".join(lines[:_MOST_OUTPUT]).strip("\n")


def _join(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "".join(text)
