"""The text of HTML, as Markdown: headings, paragraphs, lists, tables, code and pictures.

Everything else of it (attributes, scripts, styles, comments) is left out.
"""

import html
import re
from html.parser import HTMLParser

_INLINE = (
    "a abbr acronym address area audio b base bdi bdo big blink button canvas center cite code col "
    "colgroup data datalist del dfn em embed fieldset figure figcaption font form frame i iframe "
    "img input ins kbd label legend link map mark menu meta meter nav noscript object optgroup "
    "option output param picture progress q rp rt ruby s samp script select small source span "
    "strike strong style sub sup svg template textarea time title track tt u var video wbr"
)
_BLOCK = (
    "article aside blockquote body br dd details dialog div dl dt footer h1 h2 h3 h4 h5 h6 head "
    "header hr html li main ol p pre section summary table tbody td tfoot th thead tr ul"
)
_LEVEL_OF_SUMMARY = 5
"""Of the heading that the line is by which hidden text is opened."""
_BREAK = "\v"
"""Ends a line inside a block; anywhere else it is white space."""
_BLOCKS = frozenset(_BLOCK.split())
_TAGS = _BLOCKS | frozenset(_INLINE.split())
_UNSEEN = frozenset({"script", "style", "template", "svg", "head", "title", "iframe", "object"})
_SPECIAL = re.compile(r"([\\`*_\[\]<>{}#~|$&^:-])")


def is_html_tag(name: str) -> bool:
    """Return whether HTML has an element of this name. Anything else in angle brackets, such as
    `<host>`, is text and stays."""
    return name.lower() in _TAGS


def html_as_markdown(text: str) -> str:
    """Return a piece of HTML converted to Markdown."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.markdown()


class _Reader(HTMLParser):
    """Collects blocks of Markdown while tags come and go."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks, self._words = list[str](), list[str]()
        self._start = self._link_end = ""
        self._unseen = ""
        self._cells = list[str]()
        self._rows = 0
        self._code = False

    def markdown(self) -> str:
        """What was collected."""
        self._end_block()
        return "\n\n".join(self._blocks)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin what the tag says."""
        if self._unseen:
            return
        if tag in _UNSEEN:
            self._unseen = tag
        elif tag == "br":
            self._words.append(_BREAK)
        elif tag == "img":
            self._picture(dict(attrs))
        elif tag == "a":
            self._begin_link(dict(attrs).get("href") or "")
        elif tag in _BLOCKS:
            self._begin_block(tag)

    def handle_endtag(self, tag: str) -> None:
        """End what the tag says."""
        if tag == self._unseen:
            self._unseen = ""
        elif tag == "a" and not self._unseen:
            self._words.append(self._link_end)
            self._link_end = ""
        elif tag in ("td", "th") and not self._unseen:
            self._cells.append(" ".join("".join(self._words).split()))
            self._words.clear()
        elif tag == "tr":
            self._row()
        elif tag in _BLOCKS:
            self._end_block()

    def handle_data(self, data: str) -> None:
        """Keep the text, so that none of it is taken for markup."""
        if not self._unseen:
            self._words.append(data if self._code else _SPECIAL.sub(r"\\\1", data))

    def _begin_link(self, address: str) -> None:
        """Only links to a heading inside the document are of use: they are left out."""
        if re.fullmatch(r"#[\w-]+", address):
            self._words.append("[")
            self._link_end = f"]({address})"

    def _begin_block(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._words.clear()
            return
        self._end_block()
        if tag == "table":
            self._rows = 0
        self._code = tag == "pre"
        level = int(tag[1]) if re.fullmatch("h[1-6]", tag) else 0
        if tag == "summary":
            level = _LEVEL_OF_SUMMARY
        self._start = f"{'#' * level} " if level else "- " if tag == "li" else ""

    def _end_block(self) -> None:
        text = "".join(self._words)
        self._words.clear()
        if self._code and text.strip():
            self._blocks.append(f"````\n{text.strip(chr(10))}\n````")
        elif text.strip():
            lines = [line for each in text.split(_BREAK) if (line := " ".join(each.split()))]
            self._blocks.append(self._start + (" " if self._start else "\\\n").join(lines))
        self._start, self._code = "", False

    def _row(self) -> None:
        if not self._cells:
            return
        lines = [f"| {' | '.join(self._cells)} |"]
        if not self._rows:
            lines.append(f"|{' --- |' * len(self._cells)}")
            self._blocks.append("\n".join(lines))
        else:
            self._blocks[-1] += "\n" + lines[0]
        self._rows += 1
        self._cells.clear()

    def _picture(self, attrs: dict[str, str | None]) -> None:
        address = attrs.get("src") or ""
        if address:
            described = _SPECIAL.sub(r"\\\1", attrs.get("alt") or "")
            self._words.append(f"![{described}](<{html.escape(address, quote=False)}>)")
