"""Reads paragraphs that begin with a label in bold, as in `**Tickets:** at the door` or `**March**
Sow it.`: each is a scene of its own, with the label as its title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from callsheet_studio.storyboard.lead_ins import introduces, is_shown_next
from callsheet_studio.storyboard.markdown import Token
from callsheet_studio.storyboard.parser_state import ParserState
from callsheet_studio.storyboard.run_in_headings import split_lines, with_children
from callsheet_studio.storyboard.section import Section
from callsheet_studio.text.function_words import function_words
from callsheet_studio.text.punctuation import COLONS, QUESTION_ENDS, ends_sentence
from callsheet_studio.text.sentences import begin_sentence, sentences

_LONGEST_LABEL, _MOST_WORDS = 60, 10
"""Characters and words of a label with a mark after it."""
_MOST_BARE_WORDS = 4
"""Of one without."""
_LEAST = 60
"""Characters of one sentence that has a scene of its own; a shorter one is an item."""
_MONTHS = frozenset({"may"})
"""Those that are function words too."""
_QUOTED_QUESTION = re.compile(r"\s*+[\"“„«»「『]\s?([^\"“”„«»」』]{4,120}[?？])\s?[\"”“»«」』]\s*+")
_ENUMERATOR = re.compile(r"\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]", re.I)
_GAP = re.compile(r"\s*+(?:[:：]\s*+)?")


@dataclass(frozen=True)
class Label:
    """The beginning of a labeled paragraph."""

    text: str
    """Its words, without the mark after them."""
    is_plain: bool
    """Whether a colon ends it; else it is only told by others before or after it."""
    rest: Token
    """The paragraph without it, an `inline` token."""


def begin_label(state: ParserState, inline: Token) -> Token:
    """Begin a section with a paragraph that has a label and says more than an item does; return
    the paragraph without the label, as of one whose label is only a letter or a number. Any other
    one is returned as it is."""
    label = read_label(inline, state.language)
    if label and _ENUMERATOR.fullmatch(label.text):
        return label.rest
    is_in_run = label is not None and (state.was_labeled or _is_label_ahead(state))
    state.was_labeled = label is not None and (label.is_plain or is_in_run)
    if label is None or not state.was_labeled or not _has_own_scene(state, label, is_in_run):
        return inline
    around = state.around = state.around or state.section
    question, rest = _split_question(label.rest)
    section = Section(
        question or label.text,
        level=min(around.level + 1, 6),
        announced=question or label.text,
        is_labeled=True,
    )
    state.sections.append(section)
    if question:
        state.leave_out("who asks", label.text)
    return rest


def label_lines(inline: Token, language: str) -> list[Token]:
    """Return the lines of a paragraph that all begin with a label, as in `**March** Sow it.`, with
    a colon after it; a line without one goes on with the line before. Empty for any other.

    Args:
        inline: The paragraph's `inline` token.
        language: A BCP 47 tag.
    """
    groups = list[Token]()
    for line in split_lines(inline):
        children = line.children or []
        opening = next((token for token in children if token.content or token.nesting), None)
        if not groups or (opening and opening.type == "strong_open"):
            groups.append(line)
        else:
            blank = Token("softbreak", "br", 0)
            groups[-1] = with_children(line, [*(groups[-1].children or []), blank, *children])
    labels = [label for group in groups if (label := read_label(group, language))]
    if len(labels) < 2 or len(labels) < len(groups):
        return []
    return [_with_colon(label) for label in labels]


def read_label(inline: Token, language: str) -> Label | None:
    """Return the label of a paragraph in a language, a BCP 47 tag; None if it has none."""
    children = list(inline.children or [])
    while children and not (children[0].nesting or any(map(str.isalnum, children[0].content))):
        children.pop(0)
    close = next((n for n, token in enumerate(children) if token.type == "strong_close"), 0)
    if not close or children[0].type != "strong_open":
        return None
    text = "".join(token.content for token in children[1:close]).strip()
    after = children[close + 1 :]
    said = "".join(token.content or " " for token in after)
    label = text.rstrip(":：–—- ").strip()
    words = label.split()
    is_short = 0 < len(label) <= _LONGEST_LABEL and len(words) <= _MOST_WORDS
    is_breaking = any(token.type.endswith("break") for token in children[:close])
    if not is_short or is_breaking or label.endswith((*QUESTION_ENDS, "!", "！", ",")):
        return None
    is_plain = text.endswith(COLONS) or said.startswith(COLONS)
    begins = said.lstrip()[:1]
    is_bare = text == label and not text.endswith(".")
    is_name = words[0].lower() not in function_words(language) - _MONTHS
    is_name = is_name and len(words) <= _MOST_BARE_WORDS
    is_named = begins.isupper() and (is_name or not is_bare)
    if not (is_plain or (is_named and said[:1].isspace() and ends_sentence(said.rstrip()))):
        return None
    label = label.removesuffix(".") if label.count(".") == 1 else label
    return Label(label, is_plain, with_children(inline, _begin(after)))


def _split_question(rest: Token) -> tuple[str, Token]:
    """A quoted question with which the words after a label begin, as in `**Ann asks:** “Why?” So.`,
    and its answer; an empty text without one."""
    first, *others = rest.children or [Token("text", "", 0)]
    found = _QUOTED_QUESTION.match(first.content) if first.type == "text" else None
    if not found or not (first.content[found.end() :].strip() or others):
        return "", rest
    after = first.copy()
    after.content = first.content[found.end() :]
    return found[1].strip(), with_children(rest, [after, *others])


def _with_colon(label: Label) -> Token:
    text = Token("text", "", 0)
    text.content = f"{label.text}: "
    return with_children(label.rest, [text, *(label.rest.children or [])])


def _begin(children: Sequence[Token]) -> list[Token]:
    """The words after a label, from their first letter, which becomes a capital."""
    first = next((n for n, t in enumerate(children) if t.content.strip(" :：")), len(children))
    kept = [token.copy() for token in children[first:]]
    if kept and kept[0].type == "text":
        kept[0].content = begin_sentence(_GAP.sub("", kept[0].content, count=1))
    opens = [t for t in children[:first] if t.nesting]
    return [*opens, *kept]


def _has_own_scene(state: ParserState, label: Label, is_in_run: bool) -> bool:
    """Whether the words after a label are enough for a scene, and no lead-in."""
    said = "".join(token.content or " " for token in label.rest.children or []).strip()
    is_long = len(said) >= _LEAST or len(sentences(said)) > 1
    is_free = not (state.is_first_section or state.section.introduces)
    leads = introduces(said) or (is_shown_next(state.ahead) and not is_in_run)
    return is_free and is_long and not leads


def _is_label_ahead(state: ParserState) -> bool:
    """Whether the next paragraph has a label."""
    ahead = state.ahead
    is_paragraph = len(ahead) > 1 and ahead[0].type == "paragraph_open"
    return is_paragraph and read_label(ahead[1], state.language) is not None
