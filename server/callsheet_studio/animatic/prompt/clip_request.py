"""What a prompt asks of the clip itself, of its format and its sound: that is not seen in the clip.

read_request("Make a short silent clip: a dog runs, 4K").text == "a dog runs"
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from callsheet_studio.animatic.prompt.vocabulary import INDEXES, REQUEST, SMALL


def _one_of(words: Iterable[str]) -> str:
    longest = sorted(map(re.escape, words), key=len, reverse=True)
    return rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)".replace("\\ ", " ").replace("'", "['’]")


def _any(*names: str) -> str:
    """A pattern for the words of some lists of the request."""
    return _one_of(word.replace("_", " ") for name in names for word in REQUEST[name])


def _compile(pattern: str) -> re.Pattern[str]:
    """For a text in which no two blanks follow each other."""
    return re.compile(pattern, re.IGNORECASE)


_BLANKS = re.compile(r"[^\S\n]+")
_GAP = " ?"
_END = rf"(?={_GAP}(?:[.,;:!?)\n–—]|$))"
_START = rf"(?P<start>^|[.!?;\n]){_GAP}"
_SEGMENT = rf"(?P<start>^|[.!?;,\n]){_GAP}(?:and )?"
_NUMBER = (
    r"(?<![\w.])(?:\d+:\d+|\d+(?:[.,]\d+)?(?:-| )?(?:s|secs?|seconds?|sekunden|secondes|segundos"
    r"|secondi|fps|p|k)(?!\w)(?:(?:-| )long(?!\w))?)"
)
"""A length, ratio, rate or size."""
_FIRM = rf"(?:{_NUMBER}|{_any('formats', 'silent')})"
"""Says of the clip alone what it should be like, between commas."""
_FORMAT = rf"(?:{_FIRM}|{_any('brief')})"
_LOOKS = _one_of(
    " ".join(words)
    for table in ("directions", "framings", "moves")
    for words in INDEXES[table]
    if words[-1] not in REQUEST["media"]
)
_KNOWN = rf"(?:{_FORMAT}|{_LOOKS})"
_ARTICLE = rf"(?:{_any('articles')} )?"
_WORD = rf"(?:{_NUMBER}|(?!{_one_of(SMALL['words'])})[^\W\d_][\w'’-]*|and)"
_GO_ON = "(?:,? |-)"
_FILM = _any("media", "films")
_AFTER = rf"(?:,? (?:(?:of|in|lasting|for|de|von) )?(?:an? )?{_FORMAT}(?: {_any('nouns')})?){{0,6}}"
_LINK = rf"(?: {_any('links')}|{_GAP}:| d['’])"
_LEADS = rf"(?:{_LINK}| {_any('loose')}|{_GAP}[–—]|{_END})"
_WISH = rf"{_any('wishes')}(?: you)?(?: to)?"
_ASKS = rf"(?:(?:{_WISH} )?{_any('verbs')}|{_any('wishes')})(?: (?:me|us|mir|moi))?"
_SEEN = _one_of(["a", "an", "the", "one", "two", "three", "four", "some", "my", "his", "her"])
_HEARD_OF = rf"(?:background )?{_any('sound', 'music', 'voice', 'other')}(?: track)?"
_FOLLOWS = _one_of(["and", "or", "on", "in", "at", "with", "while", "as", "during", "over", "for"])
_REQUESTS = tuple(
    _compile(pattern)
    for pattern in (
        # Please
        rf"{_START}(?P<how>){_any('polite')}(?:,? {_any('polite')}){{0,3}},?(?= )",
        rf"(?P<start>),?(?P<how>) {_any('polite')}{_END}",
        # Make a short clip of
        rf"{_START}{_ASKS} {_ARTICLE}(?P<how>(?:{_WORD}{_GO_ON}){{0,8}}?){_FILM}{_AFTER}{_LEADS}",
        # Make a short (aerial shot of)
        rf"{_START}{_ASKS} {_ARTICLE}(?P<how>(?:{_FORMAT}{_GO_ON}){{0,6}}+)(?={_LOOKS})",
        # A short cinematic clip of
        rf"{_SEGMENT}{_ARTICLE}(?P<how>(?:(?:{_KNOWN}|and){_GO_ON}){{1,8}}+)"
        rf"{_FILM}{_AFTER}{_LEADS}",
        # A short (aerial shot of)
        rf"{_SEGMENT}{_ARTICLE}(?P<how>(?:{_FORMAT}{_GO_ON}){{1,6}}+)(?={_LOOKS})",
        # A clip of
        rf"{_START}{_ARTICLE}(?P<how>){_any('media')}{_AFTER}{_LINK}",
        # The clip should be short; make it short
        rf"{_SEGMENT}(?:(?:make|keep) (?:it|this|the {_FILM})|(?:it|(?:the|this) {_FILM})"
        rf" (?:should|must|shall|has to|needs to|is|lasts)(?: be| have| last)?)"
        rf" {_ARTICLE}(?P<how>{_KNOWN}(?:(?:,|,? and)? {_KNOWN}){{0,6}})"
        rf"(?: {_any('nouns', 'media', 'films')})?{_END}",
        # Show me
        rf"^(?P<start>){_GAP}(?P<how>)(?:{_any('sights')}|{_any('orders')}(?= {_SEEN}))",
        # Length: 10 s; vertical format
        rf"{_SEGMENT}(?P<how>)(?:(?:length|duration|format|resolution|(?:aspect )?ratio):? )?"
        rf"(?:{_FIRM}|{_any('brief')}(?= {_any('nouns')}))(?:(?:,| and|/)? {_FORMAT}){{0,6}}"
        rf"(?: {_any('nouns')})?{_END}",
        # in 4K
        rf"(?P<start>),?(?P<how>) (?:in|im|en|au|em) (?:an? )?(?:(?:format|formato) )?"
        rf"(?:{_FIRM}{_END}|{_FORMAT} {_any('nouns')}|{_one_of(['hochformat', 'querformat'])}"
        rf"|(?:{_NUMBER}|full hd|hd|uhd)(?!\w))",
    )
)
"""What asks for the clip, in the order in which it is taken out; repeats are bounded, so that no
prompt takes long."""
_LEAD = r"(?:,?(?: (?:and|with|but|there is|there's)){0,3}(?: |^|(?<=[.!?\n])))?"
_OR = r"(?:, | (?:and|or|nor|und|et|y|e|o|oder|ou) |, (?:and|or) )"
_SPREAD = (
    rf"at all|whatsoever|plays?|playing|is heard|in (?:it|the background|(?:the|this) {_FILM})"
)
_WITHOUT = _compile(
    rf"{_LEAD}{_any('without')} {_HEARD_OF}(?:{_OR}(?:{_any('without')} )?{_HEARD_OF}){{0,6}}"
    rf"(?: (?:{_SPREAD})){{0,2}}(?:{_END}|(?= {_FOLLOWS}))"
)
_OFF = _compile(
    rf"(?:(?:turn|switch) off|mute|disable) (?:the |all )?{_HEARD_OF}{_END}"
    rf"|(?: with |(?<!\w\s)){_HEARD_OF}(?: is|:)? (?:off|none){_END}"
    rf"|(?:ambient|natural) {_any('sound')} only{_END}"
    rf"|only (?:ambient|natural) {_any('sound')}{_END}"
)
_ASKED = _compile(rf"{_FORMAT}|(?<!\S)and(?!\S)|,")
_STYLE, _STYLE_OR_WORD = _compile(_LOOKS), _compile(rf"{_LOOKS}|\S+")
_SILENT = _compile(rf"{_any('silent')}")
_HEARD = {name: _compile(_any("sound", name)) for name in ("music", "voice")}
"""What is not to be heard where these words are denied."""


@dataclass(frozen=True)
class ClipRequest:
    """A prompt without the words that ask for the clip, and what they ask for."""

    text: str
    looks: tuple[str, ...]
    """What the clip should be like, such as `funny`; `@look-0` in the text stands for the first."""
    has_music: bool
    has_voice: bool


def read_request(prompt: str) -> ClipRequest:
    """Return what is asked for in a prompt in which quoted lines are marked already."""
    looks: list[str] = []
    heard = {"music", "voice"}

    def keep_style(match: re.Match[str]) -> str:
        """Only those words that say how the clip should look stay."""
        if _SILENT.search(match[0]):
            heard.clear()
        kept: list[str] = _STYLE_OR_WORD.findall(_ASKED.sub(" ", match["how"]))
        styles = [word for word in kept if _STYLE.fullmatch(word)]
        if other := " ".join(word for word in kept if word not in styles):
            styles.append(f"@look-{len(looks)}")
            looks.append(other)
        return match["start"] + " " + "".join(f"{style}, " for style in styles)

    def mute(match: re.Match[str]) -> str:
        heard.difference_update(name for name in _HEARD if _HEARD[name].search(match[0]))
        return " "

    text = _BLANKS.sub(" ", prompt)
    for pattern in (_WITHOUT, _OFF, *_REQUESTS):
        take_out = keep_style if pattern in _REQUESTS else mute
        text = _BLANKS.sub(" ", pattern.sub(take_out, text))
    return ClipRequest(_tidy(text), tuple(looks), "music" in heard, "voice" in heard)


def _tidy(text: str) -> str:
    """Without the commas that are left over."""
    text = re.sub(r" (?=[.,;:!?])", "", text)
    text = re.sub(r"[,;:](?= ?(?:[,.;:!?\n]|$))", "", text)
    return re.sub(r"([.!?;\n])[ .,;:!?]+", r"\1 ", text).strip(" \n,;:.")
