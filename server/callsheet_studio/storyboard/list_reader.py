"""Reads lists: their items, and what stands below an item."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from callsheet_studio.storyboard.content import Callout
from callsheet_studio.storyboard.content_reader import show_pictures
from callsheet_studio.storyboard.equations import read_label
from callsheet_studio.storyboard.inline import Inline, Text, read_inline
from callsheet_studio.storyboard.items import BraceOptions, add_detail, read_item, read_marks
from callsheet_studio.storyboard.lead_ins import introduces
from callsheet_studio.storyboard.markdown import Token
from callsheet_studio.storyboard.narration_reader import AS_SHOWN, say
from callsheet_studio.storyboard.nested_items import Nested
from callsheet_studio.storyboard.outline import ListItem, NarrationLine
from callsheet_studio.storyboard.parser_state import ParserState
from callsheet_studio.storyboard.run_in_headings import (
    is_labeled_address,
    is_link,
    is_navigation,
    name_item,
)
from callsheet_studio.storyboard.tick_boxes import OPEN, TICKED
from callsheet_studio.text.clean import name_symbols

_TASK = re.compile(r"\[([ xX])\](?:\s+(.*))?", re.DOTALL)
_QUOTE = re.compile(r" {0,3}> ?")
_NEXT = re.compile(r";\s(\d{1,2})[.)]\s(?=\S)")
_CALLOUT = re.compile(r"@(\d{1,3}(?:\.\d+)?)\s*,\s*(\d{1,3}(?:\.\d+)?)\s*:\s*(\S.*)", re.DOTALL)


def begin_list(state: ParserState, opening: Token) -> None:
    """Begin a list; one that does not go on with the numbers of the list before it is another one.
    A list of links above the first heading is left out.

    Args:
        opening: A `bullet_list_open` or an `ordered_list_open`.
    """
    if state.is_above_headings and (links := _links_of_list(state)):
        state.leave_out("a line of links", *(state.read(link).whole.text for link in links))
        state.take_until_close(opening)
        return
    numbered = opening.type == "ordered_list_open"
    if not state.lists and not (numbered and int(opening.attrGet("start") or 1) > 1):
        state.section.part_lists()
    state.lists.append(numbered)


def _links_of_list(state: ParserState) -> Sequence[Token]:
    """The items of the list that begins, if each is only a link or an address, and none has
    others below."""
    ahead = list(takewhile(lambda token: not token.type.endswith("_list_close"), state.tokens))
    items = [token for token in ahead if token.type == "inline"]
    is_flat = not any(token.type.endswith("_list_open") for token in ahead)
    links = all(is_link(each) or is_labeled_address(each.content) for each in items)
    return items if is_flat and links else ()


def list_labeled_lines(state: ParserState, lines: Sequence[Token]) -> None:
    """Add lines such as `**Owner:** Dana`, which are a list without its marks."""
    state.lists.append(False)
    for line in lines:
        found = state.read(line)
        _add_item(state, found.whole, found)
    state.lists.pop()


def read_item_paragraph(state: ParserState, inline: Token) -> None:
    """Add an item, or more of one; what is not indented below it is narration."""
    begins, state.begins_item = state.begins_item, False
    if begins and not state.is_exact and _is_indented(state, inline):
        inline = name_item(inline)
    found = state.read(inline)
    if not found.lines or (begins and _is_label_or_link(state, inline, found)):
        return
    own = _own_lines(state, inline, len(found.lines))
    _place_item(state, Inline(found.lines[:own]).whole, found, begins=begins)
    if found.lines[own:]:
        spoken = read_inline(inline.children or [], state.language, spoken=True).lines
        say(state, spoken[own:], scripted=True)
    show_pictures(state, found.images)


def _is_indented(state: ParserState, inline: Token) -> bool:
    """Whether the second line of an item, if there is one, is indented below the first."""
    second = _lines_below(state, inline)[:1]
    return not second or second[0].startswith((" ", "\t"))


def _own_lines(state: ParserState, inline: Token, count: int) -> int:
    """How many of the lines of a paragraph are the item's: the first, and those indented below."""
    below = enumerate(_lines_below(state, inline)[: count - 1], start=1)
    return next((n for n, line in below if not line.startswith((" ", "\t"))), count)


def _lines_below(state: ParserState, inline: Token) -> Sequence[str]:
    """The lines of a paragraph but the first; none if it is not known where it stands."""
    start, end = inline.map or (0, 1)
    lines = state.source[start + 1 : end]
    return [_QUOTE.sub("", line, count=1) for line in lines] if state.boxes else lines


def _is_label_or_link(state: ParserState, inline: Token, found: Inline) -> bool:
    """Whether an item labels a formula, or leads to a heading; such a link is left out."""
    if is_navigation(inline):
        state.leave_out("a link inside the document", found.whole.text)
        return True
    label = read_label(inline.content)
    return bool(label) and state.section.label(label[0], state.read_text(label[1]).text)


def _place_item(state: ParserState, item: Text, found: Inline, *, begins: bool) -> None:
    """An item, or a paragraph below one. What introduces code below it is said with that."""
    section = state.section
    leads = _leads_to_code(state, item)
    if begins and (len(state.lists) == 1 or not section.last_entry):
        for each in [item] if state.is_exact else _split_counted(state, item):
            _add_item(state, each, found)
    elif (begins or section.last_entry) and not (leads and not begins):
        add_below_item(state, item, len(state.lists) + (not begins))
    if leads:
        section.say([NarrationLine(item.text, is_made_up=begins)], introduces=True)


def _split_counted(state: ParserState, item: Text) -> Sequence[Text]:
    """The items of a list in one line, as in `1. 12; 2. 6; 3. none`; any other one as it is."""
    nexts = list(_NEXT.finditer(item.mask)) if state.lists[-1] else []
    if not nexts or [int(found[1]) for found in nexts] != list(range(2, len(nexts) + 2)):
        return [item]
    starts = (0, *(found.end() for found in nexts))
    ends = (*(found.start() for found in nexts), None)
    return [item.part(*each) for each in zip(starts, ends, strict=True)]


def _leads_to_code(state: ParserState, item: Text) -> bool:
    """Whether an item or a paragraph of one introduces the code below it."""
    is_code = [token.type in ("fence", "code_block") for token in state.ahead[:1]]
    return not state.is_exact and any(is_code) and introduces(item.text)


def _add_item(state: ParserState, text: Text, found: Inline) -> None:
    section = state.section
    body, marks = _read_task(*read_marks(text))
    if state.is_exact and body.mask == AS_SHOWN:
        section.stated = True
        return
    callout = _read_callout(body)
    if (callout and section.call_out(callout)) or not body.text:
        return
    code = found.spans[0] if body.is_code and len(found.spans) == 1 else None
    item = read_item(body, marks, exact=state.is_exact)
    if not state.is_exact and not any(map(str.isalnum, item.text)):
        item = item.model_copy(update={"text": name_symbols(item.text)})
    section.add_entry(ListItem(item, state.lists[-1], marks.since, code))
    section.nested.append((1, item.text))
    if state.is_first_section:
        state.prose.append(body.text)


def add_below_item(state: ParserState, text: Text, depth: int) -> None:
    """Add a text below the item that was added last.

    Args:
        depth: How deep it stands; the list's items stand at 1.
    """
    body, marks = read_marks(text)
    section, entry = state.section, state.section.last_entry
    if not body.text or not entry:
        return
    written_icon = marks.icon
    if not state.is_exact:
        body, marks = _read_task(body, marks)
    section.nested.append((len(state.lists), body.text))
    item = ListItem(read_item(body, marks, exact=state.is_exact), state.lists[-1], marks.since)
    if state.is_exact and not marks.icon:
        section.replace_last_entry(add_detail(entry, text.text, exact=True))
    elif written_icon:
        section.add_entry(item)
    else:
        section.add_nested(Nested(depth, body.text, item))


def _read_task(body: Text, marks: BraceOptions) -> tuple[Text, BraceOptions]:
    """An item of a task list without its box, which becomes its icon."""
    done = _TASK.fullmatch(body.mask)
    if not done:
        return body, marks
    icon = marks.icon or (TICKED if done[1] in "xX" else OPEN)
    return body.group(done, 2), replace(marks, icon=icon)


def _read_callout(body: Text) -> Callout | None:
    """Words for a place of the picture before the list: `@40, 62: the aqueduct`, in percent."""
    match = _CALLOUT.fullmatch(body.mask)
    if not match:
        return None
    x, y = min(float(match[1]), 100.0), min(float(match[2]), 100.0)
    return Callout(x=x, y=y, text=body.group(match, 3).text)
