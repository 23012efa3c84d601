"""The words inside a block: emphasis, links, code and formulas as plain text.

Which characters were escaped or stood in code is remembered, so that `\\:` or `` `a: b` `` never
splits an item, and a text can be written in a way that it is read back to the letter.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from callsheet_studio.storyboard import maths
from callsheet_studio.storyboard.html_text import is_html_tag
from callsheet_studio.storyboard.markdown import Token
from callsheet_studio.storyboard.struck_words import kept_strikes
from callsheet_studio.text.punctuation import COLONS, ends_sentence
from callsheet_studio.text.sentences import join_wrapped
from callsheet_studio.text.word_lists import DANGLING

PROTECTED = "\x01"
"""Stands in a mask for a character that is no markup whatever it looks like."""
_HARD_BREAK = "\x02"
"""Stands in a mask for a line's end that was meant."""
_MARGIN, _NARROW = 40, 25
"""Characters of a line from which its end may be an editor's margin, and from which it surely is
where the next line begins with a small letter; links and code are longer in the source."""
LABEL = re.compile(r"[^\W\d_][^\W\d_]*+(?: [^\W\d_]++){0,3}+[:：]\s")
"""Begins a line such as `Minutes: Jon`."""
_RUNS = re.compile(r"\s+|\S+")
_TEX = re.compile(r"[\\^_=+*/<>{|]|^\w{1,3}$|^\w\([^()]*\)$|\w - \w|^[-−]\d+$")
_WORDS = re.compile(r"(?<!\\)\b[A-Za-z]{3,} [A-Za-z]+")
_HOST = re.compile(r"(?:https?://)?(?:www\.)?([^/?#]+).*", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?<![\w/.@])(?:https?://|www\.(?=[\w.-]*+[/?#]))[\w.-]*\w(?::\d+)?"
    r"(?:[/?#](?:[^\s()<>\[\]\"'\x01]|\([^\s()]*\))*(?<![.,;:!?*]))?",
    re.IGNORECASE,
)
"""A bare address in a text, without the punctuation behind it."""
_HAS_PATH = re.compile(r"[^/:][/?#]\w")
_UNSEEN = {"script", "style", "template", "svg"}
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)")


@dataclass(frozen=True)
class Text:
    """A text, and a mask of the same length in which characters that must not be read as markup
    are `PROTECTED`."""

    text: str
    mask: str

    def part(self, start: int, end: int | None = None) -> "Text":
        """Return the characters from index `start` to `end`, without spaces around them; `end`
        None is the end."""
        return Text(self.text[start:end], self.mask[start:end]).tidy()

    def group(self, match: re.Match[str], name: int | str) -> "Text":
        """Return the part of the text that a group of a match in the mask covers; empty if the
        group did not match."""
        return self.part(*match.span(name)) if match[name] is not None else Text("", "")

    def tidy(self) -> "Text":
        """Return the text with single spaces, and none at its ends; protected spaces stay."""
        text, mask = list[str](), list[str]()
        for run in _RUNS.finditer(self.mask):
            blank = run[0].isspace()
            text.append(" " if blank else self.text[run.start() : run.end()])
            mask.append(" " if blank else run[0])
        start, end = int(mask[:1] == [" "]), len(mask) - (mask[-1:] == [" "])
        return Text("".join(text[start:end]), "".join(mask[start:end]))

    @property
    def is_code(self) -> bool:
        """Whether all its characters are protected."""
        return bool(self.mask) and not self.mask.strip(PROTECTED)


@dataclass(frozen=True)
class Image:
    """A picture inside a paragraph."""

    address: str
    description: str
    linked: bool
    """Whether it is the text of a link, as badges are."""


@dataclass
class Inline:
    """The text of a block, and what else stands in it."""

    lines: tuple[Text, ...] = ()
    """A text for each source line."""
    unwrapped: tuple[Text, ...] = ()
    """The same, with sentences whole that an editor broke at its margin."""
    images: list[Image] = field(default_factory=list[Image])
    display: list[str] = field(default_factory=list[str])
    """TeX between double dollars inside the text."""
    formulas: dict[str, str] = field(default_factory=dict[str, str])
    """What is shown of each formula, by the words in which it is spoken."""
    struck: list[str] = field(default_factory=list[str])
    """What was struck out, and is not in the text."""
    spans: list[str] = field(default_factory=list[str])
    """Every code span."""
    addresses: list[str] = field(default_factory=list[str])
    """Every address of which only the host is in the text."""
    has_words: bool = False
    """Whether there are words other than the descriptions of pictures."""

    @property
    def whole(self) -> Text:
        """All lines as one."""
        return _joined(self.lines).tidy()


def read_inline(
    tokens: Sequence[Token], language: str = "en", *, spoken: bool = False, prose: bool = False
) -> Inline:
    """Return the text of a block's inline tokens, line by line, and apart from it the pictures,
    displayed formulas, code and struck-out text.

    Args:
        tokens: The children of an `inline` token.
        language: The language in which formulas are spoken, a BCP 47 tag.
        spoken: Whether formulas become words to speak instead of text to show.
        prose: Whether an address that stands in the text is replaced by its host.
    """
    return _Walk(language, spoken, prose).inline(tokens)


class _Walk:
    def __init__(self, language: str, spoken: bool, prose: bool) -> None:
        self._language, self._spoken, self._prose = language, spoken, prose
        self._text, self._mask = list[str](), list[str]()
        self._struck, self.links, self._unseen = list[str](), list[bool](), 0
        self._striking = self._depicting = False
        self._begins_bold, self._lead = False, 0
        self._found = Inline()

    def inline(self, tokens: Sequence[Token]) -> Inline:
        self._walk(tokens)
        whole = Text("".join(self._text), "".join(self._mask))
        written = [(line, meant) for line, meant in _lines(whole) if line.text]
        lines = [self._with_hosts(line) for line, _ in written]
        self._found.lines = tuple(lines)
        self._found.unwrapped = tuple(_joined(lines[part]) for part in _unwrap(written))
        return self._found

    def _walk(self, tokens: Sequence[Token]) -> None:
        kept = kept_strikes(tokens)
        for n, token in enumerate(tokens):
            take = _TAKES.get(token.type)
            if take and n not in kept:
                take(self, token)

    def _with_hosts(self, whole: Text) -> Text:
        """Prose with hosts instead of addresses, except in code."""
        if not self._prose:
            return whole
        text, mask, end = list[str](), list[str](), 0
        for found in _ADDRESS.finditer(whole.mask):
            address = found[0]
            host = _HOST.sub(r"\1", address)
            self._found.addresses += [address] if _HAS_PATH.search(address) else []
            text += [whole.text[end : found.start()], host]
            mask += [whole.mask[end : found.start()], host]
            end = found.end()
        return Text("".join((*text, whole.text[end:])), "".join((*mask, whole.mask[end:])))

    def emit(self, text: str, mask: str | None = None) -> None:
        if self._unseen:
            return
        self._found.has_words |= not (self._depicting or text.isspace() or not text)
        if self._striking:
            self._struck.append(text)
        else:
            self._text.append(text)
            self._mask.append(text if mask is None else mask)

    def _protect(self, text: str) -> None:
        self.emit(text, PROTECTED * len(text))

    def plain(self, token: Token) -> None:
        is_address = self._prose and self.links[-1:] == [True]
        self.emit(token.content.removeprefix("mailto:") if is_address else token.content)

    def special(self, token: Token) -> None:
        if token.markup == "&nbsp;":
            self.emit(" ")
        else:
            self._protect(token.content)

    def code(self, token: Token) -> None:
        self._found.spans.append(token.content)
        self._protect(token.content)

    def math(self, token: Token) -> None:
        tex = token.content.strip()
        if not _TEX.search(tex) or ("\\" not in tex and _WORDS.search(tex)):
            self.emit(f"{token.markup}{token.content}{token.markup}")
            return
        if token.type == "math_inline_double":
            self._found.display.append(tex)
        said, shown = maths.speak(tex, self._language), maths.show(tex)
        self._found.formulas[said] = shown
        self._protect(said if self._spoken else shown)

    def image(self, token: Token) -> None:
        before, self._depicting = len(self._text), True
        self._walk(token.children or [])
        self._depicting = False
        description = "".join(self._text[before:])
        if self.links:  # a badge, or a button
            del self._text[before:], self._mask[before:]
        address = str(token.attrGet("src") or "")
        self._found.images.append(Image(address, description, bool(self.links)))

    def html(self, token: Token) -> None:
        tag = _TAG.match(token.content)
        name = tag[2].lower() if tag else ""
        if name in _UNSEEN and tag:
            self._unseen = 0 if tag[1] else 1
        elif name == "br":
            self.emit(": " if self._is_lead() else " ")
        elif tag and not is_html_tag(name):
            self.emit(token.content)

    def begin_bold(self) -> None:
        self._begins_bold = not any(text.strip() for text in self._text)

    def end_bold(self) -> None:
        self._lead = len(self._text) if self._begins_bold else 0

    def _is_lead(self) -> bool:
        """Whether all words so far are bold, and need a colon before what they are about."""
        rest = "".join(self._text[self._lead :])
        is_bold = self._prose and self._lead > 0 and not rest.strip()
        return is_bold and not ends_sentence("".join(self._text), COLONS)

    def strike(self, begins: bool) -> None:
        if not begins:
            self._found.struck.append("".join(self._struck))
            self._struck.clear()
        self._striking = begins


_TAKES: dict[str, Callable[[_Walk, Token], object]] = {
    "text": _Walk.plain,
    "text_special": _Walk.special,
    "code_inline": _Walk.code,
    "math_inline": _Walk.math,
    "math_inline_double": _Walk.math,
    "softbreak": lambda walk, _: walk.emit("\n"),
    "hardbreak": lambda walk, _: walk.emit("\n", _HARD_BREAK),
    "image": _Walk.image,
    "html_inline": _Walk.html,
    "strong_open": lambda walk, _: walk.begin_bold(),
    "strong_close": lambda walk, _: walk.end_bold(),
    "s_open": lambda walk, _: walk.strike(True),
    "s_close": lambda walk, _: walk.strike(False),
    "link_open": lambda walk, token: walk.links.append(token.info == "auto"),
    "link_close": lambda walk, _: walk.links.pop(),
}


def _lines(whole: Text) -> Iterator[tuple[Text, bool]]:
    """Each with whether its end was meant."""
    start = 0
    for match in re.finditer(f"[\n{_HARD_BREAK}]", whole.mask):
        yield whole.part(start, match.start()), match[0] == _HARD_BREAK
        start = match.end()
    yield whole.part(start), False


def _unwrap(lines: Sequence[tuple[Text, bool]]) -> Iterator[slice]:
    """Where lines, each with whether its end was meant, are one."""
    ends = [
        n
        for n, ((line, meant), (following, _)) in enumerate(pairwise(lines), start=1)
        if meant or not _goes_on(line, following)
    ]
    return (slice(*each) for each in pairwise((0, *ends, len(lines))) if lines)


def _joined(lines: Sequence[Text]) -> Text:
    """With a space between two lines, unless their script has none."""
    joined = lines[0] if lines else Text("", "")
    for line in lines[1:]:
        text = join_wrapped(joined.text, line.text)
        gap = " " * (len(text) - len(joined.text) - len(line.text))
        joined = Text(text, f"{joined.mask}{gap}{line.mask}")
    return joined


def _goes_on(line: Text, following: Text) -> bool:
    """Whether a sentence goes on in the next line, which an editor began at its margin."""
    is_wide = len(line.text) >= _MARGIN
    if line.mask.endswith("}") or (line.mask.endswith(COLONS) and not is_wide):
        return False
    if following.text[0].islower():
        hangs = line.text.endswith((",", ";")) or line.text.split()[-1].lower() in DANGLING
        return hangs or len(line.text) >= _NARROW
    labeled = LABEL.match(following.mask)
    return is_wide and not (labeled or ends_sentence(line.text, COLONS))
