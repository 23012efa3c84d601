"""Parses Markdown into tokens: CommonMark, the usual extensions, and the outline's own lines.

The extensions are tables, strikethrough, front matter, footnotes, definition lists, and formulas as
`$…$` and `$$…$$` or in TeX's brackets. Lines such as `icon: sun` and `— Author` are blocks of their
own (`outline_key`, `outline_author`), so that they never run into the paragraph above them.
"""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.dollarmath.index import math_block_dollar
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from callsheet_studio.storyboard.bracket_math import bracket_math_plugin
from callsheet_studio.storyboard.dotted_days import escape_days

DEEPEST = 60
"""Levels of nesting that are read; what lies deeper is left out."""
MOST_BRACKETS = 500
"""Brackets of a paragraph up to which links are looked for, which takes time for each."""
SETTINGS = frozenset({"icon", "subtitle", "author", "unit", "hold", "highlight", "image"})
VOICES = frozenset({"narration", "narrator", "voiceover", "voice-over"})
DIRECTIONS = frozenset(
    {"visual", "visuals", "on screen", "onscreen", "camera", "b-roll", "music", "sfx"}
)
_KEYS = SETTINGS | VOICES | DIRECTIONS | {"note"}
_KEY = re.compile(r"\s*(?:\*\*|__)?([A-Za-z][A-Za-z -]{2,18}?)(?:\*\*|__)?\s*:(?:\*\*|__)?\s*(.*)")
_NOTE = re.compile(r"\s*(?:Note|NOTE|(?:\*\*|__)[Nn]ote)\b")
"""Begins a note of a document, and no `note:` of an outline."""
_AUTHOR = re.compile(r"\s*(?:[—―]\s*|--\s+)(?P<author>\w.*)")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_TIGHT_HEADING = re.compile(r"^( {0,3}#{2,6})(?=[^#\s])")
_BULLET = re.compile(r"^(\s*)[•‣◦·](?=\s)")
_OF_LINK = re.compile(r"(?<=\))\{:?[^{}]*[#.=][^{}]*\}")
_OF_HEADING = re.compile(r"(?<![ \t])[ \t]++\{:?[ \t]*+[#.][\w-][^{}]*\}[ \t]*+$")
"""What Pandoc, kramdown and Hugo write for the page alone behind pictures, links and headings."""
_TEMPLATE = re.compile(r"[ \t]*+(?:\{:[^{}]*\}|\{%[^{}]*%\}|\{\{[<%][^{}]*[%>]\}\})[ \t]*+")
"""A line for the program that makes a page: kramdown, Liquid, Hugo."""
_SHORTCODE = re.compile(r"\{\{[<%]\s*+[\w-][^{}]*[>%]\}\}")
_SHOWN = re.compile(r"\b(?:text|term_id)=\"([^\"{}]*)\"")
"""What Hugo's shortcode stands for in a sentence: `{{< glossary_tooltip text="node" >}}`."""
_DOLLARS = math_block_dollar(True)
_ENDING_PARAGRAPHS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of a Markdown document as a flat list, as markdown-it gives them; a
    footnote that nothing refers to is a token `footnote_unused` at the end."""
    notes = dict[str, dict[str, dict[str, int]]]()
    tokens = _parser().parse("\n".join(_usual_marks(text.split("\n"))), notes)
    unused = (label for label, n in notes.get("footnotes", {}).get("refs", {}).items() if n < 0)
    return [*tokens, *(_unused(label.removeprefix(":")) for label in unused)]


def inline_tokens(text: str) -> list[Token]:
    """Return the inline tokens of one line or paragraph of Markdown."""
    (token,) = _parser().parseInline(text)
    return token.children or []


def _unused(label: str) -> Token:
    token = Token("footnote_unused", "", 0)
    token.content = label
    return token


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST})
    parser.enable(["table", "strikethrough"]).disable("text_join")
    # Addresses stay as they are written; whoever follows one checks it.
    parser.normalizeLink = lambda url: url
    parser.validateLink = lambda url: True
    front_matter_plugin(parser)
    dollarmath_plugin(parser, allow_space=False, allow_digits=False, double_inline=True)
    footnote_plugin(parser)
    deflist_plugin(parser)
    block = parser.block.ruler
    block.at("math_block", _math_block, _ENDING_PARAGRAPHS)
    bracket_math_plugin(parser)
    block.before("table", "outline_key", _outline_key, _ENDING_PARAGRAPHS)
    block.before("table", "outline_author", _outline_author, _ENDING_PARAGRAPHS)
    parser.core.ruler.before("inline", "brackets", _escape_brackets)
    return parser


def _usual_marks(lines: list[str]) -> list[str]:
    """Bullets and headings that CommonMark does not know as ones that it does, days that are no
    numbers of lists, and nothing that is meant for a program; code as it is."""
    fence, dated = "", escape_days(lines)
    for n, line in enumerate(lines):
        match = FENCE.fullmatch(line)
        if match and not fence:
            fence = match[1]
        elif match and match[1].startswith(fence) and not match[2].strip():
            fence = ""
        elif not fence:
            lines[n] = _usual(dated[n])
    return lines


def _usual(line: str) -> str:
    if _TEMPLATE.fullmatch(line):
        return ""
    line = _BULLET.sub(r"\1-", _TIGHT_HEADING.sub(r"\1 ", line, count=1), count=1)
    if "{" not in line:
        return line
    line = _SHORTCODE.sub(lambda found: _shown(found[0]), line)
    pattern = _OF_HEADING if line.startswith("#") else _OF_LINK
    return pattern.sub("", line)


def _shown(shortcode: str) -> str:
    shown = _SHOWN.findall(shortcode)
    return min(shown, key=lambda text: "-" in text, default="")


def _math_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The plugin's rule; where it is only asked whether a block begins, what it pushes goes."""
    line, count = state.line, len(state.tokens)
    found = _DOLLARS(state, start, end, silent)
    if silent:
        state.line = line
        del state.tokens[count:]
    return found


def _outline_key(state: StateBlock, start: int, _: int, silent: bool) -> bool:
    """A line such as `icon: sun`, outside of narration."""
    match = _KEY.fullmatch(_line(state, start))
    if not match or match[1].lower() not in _KEYS or _NOTE.match(match[0]):
        return False
    return _push(state, start, silent, "outline_key", (match[1].lower(), match[2]))


def _outline_author(state: StateBlock, start: int, _: int, silent: bool) -> bool:
    """A line such as `— Anna`, outside of narration."""
    match = _AUTHOR.fullmatch(_line(state, start))
    return bool(match) and _push(state, start, silent, "outline_author", ("author", match[1]))


def _push(state: StateBlock, start: int, silent: bool, type: str, pair: tuple[str, str]) -> bool:
    if silent:
        return True
    if state.parentType == "blockquote":
        return False
    token = state.push(type, "", 0)
    token.info, token.content = pair
    token.map = [start, start + 1]
    state.line = start + 1
    return True


def _line(state: StateBlock, line: int) -> str:
    if state.is_code_block(line):
        return ""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _escape_brackets(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and token.content.count("[") > MOST_BRACKETS:
            token.content = token.content.replace("[", "\\[")
