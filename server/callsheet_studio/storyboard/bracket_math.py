r"""Formulas in TeX's own marks, `\( … \)`, `\[ … \]` and `\begin{align} … \end{align}`, as a plugin
of markdown-it.

They are rules of their own because the texmath and amsmath plugins look for each end in all of the
text, and texmath takes escaped brackets such as `\[1\]` for formulas.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

_LONGEST, _MOST_LINES = 2000, 40
"""Characters and lines of a formula."""
_CLOSING = {"\\(": "\\)", "\\[": "\\]"}
_ENVIRONMENT = re.compile(r"\\begin\{((?:align|equation|gather)\*?)\}")
_TEX = re.compile(r"(?<!\\)\\[A-Za-z]|(?<!\\)[\^=<>+]|(?<![\\\w])\w_\w")
"""None of it is escaped as in a text of Markdown."""
_WORDS = re.compile(r"\\(?:text|textrm|mathrm|mbox|operatorname)\s*+\{[^{}]*\}")
"""A formula's own words."""
_LETTER = re.compile(r"\s*[^\W\d_]\s*")
_TEXT = re.compile(r"\]\(|://|(?<!\\)\b[A-Za-z]{3,} [A-Za-z]+ [A-Za-z]+")
"""A link, or several words."""


def bracket_math_plugin(parser: MarkdownIt) -> None:
    r"""Let a parser read `\( … \)` as `$ … $`, and `\[ … \]` and environments as `$$ … $$`; escaped
    brackets around anything else stay what they are."""
    ending: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.inline.ruler.before("escape", "math_in_brackets", _inline)
    parser.block.ruler.before("fence", "math_block_in_brackets", _block, ending)


def _inline(state: StateInline, silent: bool) -> bool:
    start = state.pos
    closing = _CLOSING.get(state.src[start : start + 2])
    end = state.src.find(closing, start + 2, start + _LONGEST) if closing else -1
    tex = state.src[start + 2 : end]
    if end < 0 or not _is_formula(tex, displayed=closing == "\\]"):
        return False
    if not silent:
        double = closing == "\\]"
        token = state.push("math_inline_double" if double else "math_inline", "math", 0)
        token.content, token.markup = tex, "$$" if double else "$"
    state.pos = end + 2
    return True


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    r"""Lines from one that begins with `\[` or an environment to one that ends it, none of them
    blank."""
    first = state.src[_beginning(state, start) : state.eMarks[start]]
    environment = _ENVIRONMENT.match(first)
    closing = rf"\end{{{environment[1]}}}" if environment else "\\]"
    if state.is_code_block(start) or not (environment or first.startswith("\\[")):
        return False
    lines = list[str]()
    for line in range(start, min(end, start + _MOST_LINES)):
        if state.isEmpty(line) or state.sCount[line] < state.blkIndent:
            return False
        lines.append(state.src[_beginning(state, line) : state.eMarks[line]].strip())
        if lines[-1].rstrip(" .,;").endswith(closing):
            break
    else:
        return False
    tex = "\n".join(lines).rstrip(" .,;")
    tex = tex if environment else tex.removeprefix("\\[").removesuffix("\\]")
    if tex.count(closing) > (environment is not None) or not _is_formula(tex, displayed=True):
        return False
    if not silent:
        token = state.push("math_block", "math", 0)
        token.block, token.content, token.markup = True, tex.strip(), "$$"
        token.map = [start, start + len(lines)]
        state.line = start + len(lines)
    return True


def _beginning(state: StateBlock, line: int) -> int:
    return state.bMarks[line] + state.tShift[line]


def _is_formula(tex: str, *, displayed: bool) -> bool:
    is_letter = not displayed and _LETTER.fullmatch(tex)
    return bool(is_letter or _TEX.search(tex)) and not _TEXT.search(_WORDS.sub("", tex))
