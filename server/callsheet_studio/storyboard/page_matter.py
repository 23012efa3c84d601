"""Takes what is about a document or its page out of its tokens: the lines between its title and its
text, its table of contents, and what stands below its last sentence."""

import re
from collections import deque
from collections.abc import Iterator, Sequence, Set
from functools import partial
from itertools import takewhile

from callsheet_studio.storyboard.escape import escape
from callsheet_studio.storyboard.letter_matter import remove_letter_lines, take_subject
from callsheet_studio.storyboard.markdown import Token
from callsheet_studio.storyboard.page_blocks import Block, blocks_of
from callsheet_studio.storyboard.page_lines import (
    decision_in,
    ends_page,
    facts_in,
    has_address,
    has_digit,
    has_label,
    is_addressed,
    is_apparatus,
    is_breadcrumb,
    is_comment,
    is_contact,
    is_contents_line,
    is_contents_mark,
    is_disclaimer,
    is_end_mark,
    is_event_place,
    is_footer,
    is_metadata,
    is_numbered_note,
    is_origin,
    is_party,
    is_place_line,
    is_reference_line,
    is_release_label,
    is_sentence_of_page,
    is_signature,
    labeled_facts,
    names_contact,
    names_contents,
    names_event,
    parted_facts,
    parts_of,
    sends_to_contact,
    tells_of_page,
)
from callsheet_studio.storyboard.run_in_headings import with_children
from callsheet_studio.storyboard.section_titles import is_for_hosts, is_side_matter
from callsheet_studio.storyboard.title_facts import MOST, main_fields
from callsheet_studio.text.clean import shorten
from callsheet_studio.text.punctuation import FULL_STOP_MARKS, STATEMENT_ENDS, ends_sentence
from callsheet_studio.text.sentence_weight import FILES, weigh_sentence
from callsheet_studio.text.sentences import sentences
from callsheet_studio.text.word_lists import has_verb

_MOST_BLOCKS = 3
"""Blocks below a title that are looked through for lines about the document."""
_MOST_LINES = 30
"""Of a block that is looked through."""
_MOST_LABELS = 2
"""Lines above a headline that are removed."""
_LONGEST_LETTERHEAD, _MOST_LETTERHEAD = 14, 4
"""Words of a line above a title that is removed, and such lines."""
_LONGEST_HEADLINE = 160
"""Characters of a bold line that is the title of a document without another one."""
_SIGNED = frozenset({"--", "—", "__"})
"""Lines of marks above a signature."""
_CONTENTS = "a table of contents"
_ABOUT = "what is about the document"
_LONGEST_ABOUT = 320
"""Characters of a paragraph that is about the document."""
_LONGEST_GREETING, _LONGEST_SIGNATURE = 4, 8
"""Words."""
_LEAST_QUOTED = 4
"""Words of a quote that repeats the text."""
_COUNT = re.compile(r"^\d{1,2}(?:\.\d{1,2})*+[.)]?\s++")
_LEAST_KNOWN = 3
"""Titles of sections of which a list is a table of contents below any heading."""
_DASHES = ("—", "–", "―", "--", "- ")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_NAMED = 80
"""Characters of what was left out that a note repeats."""


def remove_page_matter(tokens: deque[Token]) -> list[str]:
    """Remove what is about a document or its page from its tokens, in place; return what was left
    out, for a note: its kind, a colon and its text. A document that would have no text without
    that stays as it is.

    A document without a heading of the first level whose first words are a line in bold type gets
    that as one.
    """
    blocks = blocks_of(tokens)
    is_release = _is_release(blocks)
    left_out = [
        *_remove_contents(blocks),
        *_remove_labels(blocks),
        *_name(list(remove_letter_lines(blocks))),
        *_show_facts(blocks),
        *_remove_head(blocks),
        *_remove_notes_for_hosts(blocks),
    ]
    _show_form(blocks)
    left_out += [
        *(_remove_parties(blocks) if is_release else ()),
        *_remove_foot(blocks),
        *_remove_pull_quotes(blocks),
    ]
    if not any(block.has_words for block in blocks if block.type != "heading"):
        return []
    tokens.clear()
    tokens.extend(token for block in blocks for token in block.tokens)
    return left_out


def _name(texts: Sequence[str]) -> Iterator[str]:
    return (f"{_ABOUT}: {shorten(text, _LONGEST_NAMED)!r}" for text in texts)


# Contents


def _remove_contents(blocks: list[Block]) -> Iterator[str]:
    titles = {_bare(block.text) for block in blocks if block.type == "heading"}
    for n in reversed(range(len(blocks))):
        block = blocks[n]
        if block.type == "paragraph" and block.remove_lines(_is_contents):
            yield _CONTENTS
            del blocks[n : n + (not block.lines)]
        elif block.type in ("bullet_list", "ordered_list"):
            above = blocks[n - 1].text if n and blocks[n - 1].type == "heading" else ""
            if _lists_contents(block, titles, above):
                yield _CONTENTS
                ends = [block.type for block in blocks[n + 1 : n + 2]] in ([], ["heading"])
                is_alone = names_contents(above) or (bool(above) and ends)
                del blocks[n - is_alone : n + 1]


def _is_contents(line: str) -> bool:
    return is_contents_mark(line) or is_contents_line(line)


def _lists_contents(block: Block, titles: Set[str], above: str) -> bool:
    """Whether a list is a table of contents: the mark for one, or the titles of sections, without
    links; only two of them below a heading that names one."""
    items = block.texts
    children = (child for inline in block.inlines for child in inline.children or [])
    if len(items) == 1 or any(child.type == "link_open" for child in children):
        return len(items) == 1 and items[0].lower() in ("toc", "table of contents")
    known = sum(_bare(item) in titles for item in items)
    is_list = names_contents(above) or known >= _LEAST_KNOWN
    return is_list and known * 2 > len(items)


def _bare(title: str) -> str:
    """A title in small letters, without the number before it."""
    return _COUNT.sub("", title.casefold(), count=1)


# Within the text


def _remove_notes_for_hosts(blocks: list[Block]) -> Iterator[str]:
    """Remove sections for those who give a lesson or the like. What stands below the last list of
    one is for all again, as below a rule."""
    headings = [n for n, block in enumerate(blocks) if block.type == "heading"]
    for n in reversed(headings[1:]):
        if not is_for_hosts(blocks[n].text):
            continue
        above = partial(_is_heading_above, heading=blocks[n])
        below = list(takewhile(lambda block, above=above: not above(block), blocks[n + 1 :]))
        lists = [at for at, block in enumerate(below, start=1) if block.type in _LISTS]
        end = lists[-1] if lists else len(below)
        gone = [text for block in blocks[n : n + end + 1] for text in block.texts if text]
        has_rest = any(block.has_words for block in below[end:])
        blocks[n : n + end + 1] = [Block([Token("hr", "hr", 0)])] if has_rest else []
        yield f"notes for the host: {shorten(': '.join(gone), _LONGEST_NAMED)!r}"


def _is_heading_above(block: Block, heading: Block) -> bool:
    """Whether a block is a heading that does not stand below another one."""
    return block.type == "heading" and block.tokens[0].tag <= heading.tokens[0].tag


def _remove_pull_quotes(blocks: list[Block]) -> Iterator[str]:
    """Remove quotes of words that stand in a paragraph, too, with or without whose they are."""
    said = " ".join(_words_of(block.text) for block in blocks if block.type == "paragraph")
    text = f" {said} "
    for block in [block for block in blocks if block.type == "blockquote" and block.lines]:
        words = [_words_of(block.text)]
        if len(block.lines) > 1 and block.lines[-1].startswith(_DASHES):
            words.append(_words_of(" ".join(block.lines[:-1])))
        if any(len(each.split()) >= _LEAST_QUOTED and f" {each} " in text for each in words):
            yield f"a quote of its own text: {shorten(block.text, _LONGEST_NAMED)!r}"
            blocks[:] = [each for each in blocks if each is not block]


def _words_of(text: str) -> str:
    """The words of a text, without marks and capitals."""
    return " ".join(_WORD.findall(text.casefold()))


# Above the text


def _remove_labels(blocks: list[Block]) -> Iterator[str]:
    """Remove what stands above a headline, and make a heading of a headline in bold type, or of
    what a mail is about."""
    subject, others = take_subject(blocks)
    yield from _name(others)
    if subject:
        _make_title(subject)
    first = _first_with_words(blocks)
    for _ in range(_MOST_LABELS):
        if first is not None and _is_above_title(blocks[first]):
            yield from _name([blocks.pop(first).text])
            first = _first_with_words(blocks)
    has_title = any(block.tokens[0].tag == "h1" for block in blocks)
    if first is not None and has_title:
        yield from _name(_remove_letterhead(blocks, first))
    if first is not None and not has_title and _is_headline(blocks[first]):
        _make_title(blocks[first])


def _remove_letterhead(blocks: list[Block], first: int) -> Sequence[str]:
    """Remove short lines above the only heading of the first level, such as the name of who wrote
    what follows."""
    titles = [n for n, block in enumerate(blocks) if block.tokens[0].tag == "h1"]
    above = blocks[first : titles[0]]
    lines = [line for block in above if block.type == "paragraph" for line in block.lines]
    is_short = all(len(line.split()) <= _LONGEST_LETTERHEAD for line in lines)
    ends = any(line.endswith((*STATEMENT_ENDS, "?", ":", ",")) for line in lines)
    is_text = all(block.type == "paragraph" for block in above)
    if len(titles) > 1 or not is_text or not is_short or ends or len(lines) > _MOST_LETTERHEAD:
        return ()
    del blocks[first : titles[0]]
    return lines


def _is_above_title(block: Block) -> bool:
    is_path = block.type == "paragraph" and is_breadcrumb(block.text)
    return is_path or is_release_label(block.text)


def _first_with_words(blocks: Sequence[Block]) -> int | None:
    """The first heading or paragraph with words, if nothing else that is shown stands above it."""
    found = (n for n, block in enumerate(blocks) if block.has_words and block.type not in _ABOVE)
    first = next(found, None)
    is_text = first is not None and blocks[first].type in ("heading", "paragraph")
    return first if is_text else None


_ABOVE = frozenset({"front_matter", "html_block"})
_LISTS = frozenset({"bullet_list", "ordered_list"})


def _is_headline(block: Block) -> bool:
    is_short = len(block.text) <= _LONGEST_HEADLINE and len(block.lines) == 1
    ends = block.text.endswith((*STATEMENT_ENDS, ":", ","))
    return block.is_all("strong") and is_short and not ends


def _make_title(block: Block) -> None:
    inline = block.inlines[0]
    words = [child for child in inline.children or [] if not child.type.startswith("strong_")]
    opening, closing = Token("heading_open", "h1", 1), Token("heading_close", "h1", -1)
    opening.markup, opening.map = "#", block.tokens[0].map
    block.tokens = [opening, with_children(inline, words), closing]


def _remove_head(blocks: list[Block]) -> Iterator[str]:
    """Remove lines about the document between its title and its text."""
    first = _first_with_words(blocks)
    if first is None or blocks[first].type != "heading":
        return
    below = blocks[first + 1 :]
    end = next((n for n, block in enumerate(below) if block.type == "heading"), len(below))
    head = [block for block in below[:end] if block.has_words][:_MOST_BLOCKS]
    head = [block for block in head if len(block.lines) <= _MOST_LINES]
    if any(names_event(block.lines) for block in head):
        return
    facts = list[str]()
    for block in head:
        links = _links_of(block)
        is_text = block.type == "paragraph"
        is_note = block.type == "blockquote" and len(block.inlines) == 1
        sender = _sender_in(block) if is_text else ""
        gone = (_remove_apart(block) if is_text or is_note else ()) or _remove_metadata(block)
        gone = gone or (_remove_last_sentences(block) if is_text else ())
        for line in gone:
            told = [fact for fact in facts_in(line) if is_text and fact not in links]
            told = [line] if line == sender else told
            facts += told
            yield from _name(_without(line, told))
        if gone and not block.lines:
            blocks.remove(block)
    if facts:
        blocks.insert(first + 1, _subtitle_of(facts))


def _links_of(block: Block) -> Set[str]:
    """The words of each link in a block."""
    found, inside = list[str](), False
    for token in (child for inline in block.inlines for child in inline.children or []):
        if token.type == "link_open":
            found.append("")
        inside = token.type == "link_open" or (inside and token.type != "link_close")
        if inside:
            found[-1] += token.content
    return frozenset(text.strip() for text in found)


def _remove_apart(block: Block) -> Sequence[str]:
    """Remove a paragraph of names in italics, which are shown below the title, or one of which at
    least half of the sentences are about the document, the first among them; return its lines."""
    lines, said = block.lines, sentences(block.text)
    is_place = len(lines) == 1 and block.is_all("em") and is_place_line(lines[0])
    if is_place and not set(facts_in(lines[0])) <= _links_of(block):
        return block.remove_all()
    about = [is_sentence_of_page(each) for each in said]
    is_short = len(block.text) <= _LONGEST_ABOUT and not any(map(decision_in, said))
    if is_short and len(said) > 1 and about[0] and sum(about) * 2 >= len(about):
        return block.remove_all()
    return ()


def _remove_last_sentences(block: Block) -> Sequence[str]:
    """Remove the last sentences of a paragraph that are about the document, as in `An interview
    with Ann. By Tom Lind.`; return them."""
    said = sentences(block.text)
    about = list(takewhile(is_sentence_of_page, reversed(said)))
    is_short = len(block.text) <= _LONGEST_ABOUT and len(about) < len(said)
    return [each for each in about if is_short and block.remove_text(each)][::-1]


def _show_facts(blocks: list[Block]) -> Iterator[str]:
    """Put a line of facts directly below the title or the picture there, as of a meeting, a model
    or a class, into the subtitle, as far as there is room; name the others."""
    first = _first_with_words(blocks)
    if first is None or blocks[first].type != "heading" or not blocks[first + 1 :]:
        return
    below = blocks[first + 1 :]
    block = next((each for each in below if each.type != "paragraph" or each.has_words), below[0])
    if block.type != "paragraph" or len(block.lines) != 1:
        return
    facts = labeled_facts(block.lines[0]) or _names_apart(block)
    if not facts and not _links_of(block):
        facts = parted_facts(block.lines[0])
    if facts and not any(map(is_metadata, block.lines)):
        blocks.remove(block)
        told = list(filter(_is_told, facts)) or facts
        blocks.insert(first + 1, _subtitle_of(told))
        shown = blocks[first + 1].tokens[0].content
        yield from _name([fact for fact in facts if escape(fact) not in shown])


def _names_apart(block: Block) -> Sequence[str]:
    """The parts of a short paragraph in italics that has a number and only names things, or labels
    them, as in `*Science, Year 8. Needs: salt.*`; none of any other."""
    said = [each.rstrip(FULL_STOP_MARKS) for each in sentences(block.text)]
    is_apart = block.is_all("em") and has_digit(block.text) and len(block.text) <= _LONGEST_ABOUT
    if not is_apart or any(has_verb(each.split()) and not has_label(each) for each in said):
        return ()
    is_short = len(said[0].split()) <= _LONGEST_SIGNATURE
    return said if is_short and not is_sentence_of_page(said[0]) else ()


def _is_told(fact: str) -> bool:
    """Whether a fact is about the subject or when and where something takes place, and not about
    the document or who was there."""
    return is_event_place(fact) or not (tells_of_page(fact) or weigh_sentence(fact) == FILES)


def _show_form(blocks: list[Block]) -> None:
    """Show what matters most of a form directly below the title with that, too."""
    first = _first_with_words(blocks)
    below = blocks[first + 1 :] if first is not None and blocks[first].type == "heading" else []
    if first is None or not below or below[0].type != "paragraph":
        return
    text = " ".join(block.text for block in below[1:])
    if fields := main_fields(below[0].lines, blocks[first].text, text):
        blocks.insert(first + 1, _subtitle_of(fields))


def _without(line: str, told: Sequence[str]) -> Sequence[str]:
    """A line without the parts of it that the film tells; nothing if these are all."""
    lost = [part for part in parts_of(line) if part not in told]
    return ([" · ".join(lost)] if told else [line]) if lost else ()


def _subtitle_of(facts: Sequence[str]) -> Block:
    """What is shown below the title, as far as there is room for it."""
    shown = facts[0]
    for fact in facts[1:]:
        joined = f"{shown} · {fact}"
        shown = joined if len(joined) <= MOST else shown
    token = Token("outline_author", "", 0)
    token.content = escape(shown)
    return Block([token])


def _sender_in(block: Block) -> str:
    """The first line of a letterhead, which names whom a document comes from: no line of that is a
    sentence, the first one is in bold type, and others are about the document."""
    first, *others = block.lines or [""]
    is_name = block.is_title and not (has_label(first) or is_metadata(first) or has_digit(first))
    is_head = is_name and any(map(is_metadata, others)) and not any(map(ends_sentence, block.lines))
    return first if is_head and not any(map(decision_in, others)) else ""


def _remove_metadata(block: Block) -> Sequence[str]:
    """Remove lines about the document from a block; return them. One quoted line is more likely
    words for a film, and facts stay together unless most (of a paragraph) or all are such."""
    lines = block.lines
    about = sum(_are_about(lines))
    match block.type:
        case "paragraph" if _sender_in(block):
            return block.remove_all_lines()
        case "paragraph" if about * 2 >= len(lines) or not all(map(has_label, lines)):
            return _remove_about(block)
        case "blockquote" if len(block.inlines) == 1 and about > 1 and about * 2 >= len(lines):
            return _remove_about(block)
        case "bullet_list" if _is_about_document(block.texts):
            return block.remove_all()
        case "table" if _is_about_document(_pairs_of(block)):
            return block.remove_all()
        case _:
            return ()


def _are_about(lines: Sequence[str]) -> Sequence[bool]:
    """Whether each line is about the document; whom that is for is if another line is."""
    about = list(map(is_metadata, lines))
    return [a or (any(about) and is_addressed(b)) for a, b in zip(about, lines, strict=True)]


def _remove_about(block: Block) -> Sequence[str]:
    """Remove the lines about the document from a block; return them."""
    lines = block.lines
    gone = {line for line, is_gone in zip(lines, _are_about(lines), strict=True) if is_gone}
    return block.remove_lines(gone.__contains__, decision_in)


def _pairs_of(table: Block) -> Sequence[str]:
    """The rows of a table of two columns, each as `label: value`; of any other table none."""
    cells = table.texts
    rows = sum(token.type == "tr_open" for token in table.tokens)
    pairs = zip(cells[::2], cells[1::2], strict=False)
    return [f"{a.rstrip(':')}: {b}" for a, b in pairs if a or b] if len(cells) == 2 * rows else ()


def _is_about_document(facts: Sequence[str]) -> bool:
    named = all(":" in fact for fact in facts)
    return named and len(facts) > 1 and all(_are_about(facts)) and not any(map(decision_in, facts))


# Below the text


def _is_release(blocks: Sequence[Block]) -> bool:
    """Whether a document is for the press: its first lines say so, or it names whom the press asks
    and ends as such a document does."""
    texts = [b for b in blocks if b.type in ("heading", "paragraph") and b.lines]
    if any(is_release_label(block.lines[0]) for block in texts[:_MOST_BLOCKS]):
        return True
    asks = any(names_contact(block.lines[0]) for block in texts)
    ends = any(is_party(b.lines[0]) if b.is_title else is_end_mark(b.text) for b in texts)
    return asks and (ends or any(b.type == "heading" and not b.has_words for b in blocks))


def _remove_parties(blocks: list[Block]) -> Iterator[str]:
    """Remove what stands below the end mark of a press release, else its last sections on who
    sends it and whom to ask."""
    texts = [n for n, block in enumerate(blocks) if block.type in ("heading", "paragraph")]
    start = next((n for n in texts if _is_end(blocks[n])), len(blocks))
    if start == len(blocks):
        titles = [n for n in texts if blocks[n].is_title and blocks[n].lines]
        while titles and _is_of_parties(blocks[titles[-1]]):
            start = titles.pop()
    if start:
        gone = [block.text for block in blocks[start:] if block.has_words]
        del blocks[start:]
        yield from _name(gone)


def _is_end(block: Block) -> bool:
    return is_end_mark(block.text) or (block.type == "heading" and not block.has_words)


def _is_of_parties(block: Block) -> bool:
    return is_party(block.lines[0]) or names_contact(block.lines[0])


def _remove_foot(blocks: list[Block]) -> Iterator[str]:
    """Remove lines about the document or its page from its end, and last sections of references
    and of changes."""
    found = list[str]()
    headings = [n for n, block in enumerate(blocks) if block.type == "heading"]
    sends = any(sends_to_contact(block.text) for block in blocks)
    while blocks:
        while headings and headings[-1] >= len(blocks):
            headings.pop()
        title = headings[-1] if headings else 0
        below = blocks[max(title, len(blocks) - _MOST_BLOCKS - 1) :]
        has_rule = any(block.type == "hr" for block in below)
        if title and not has_rule and _is_apparatus(blocks[title:]):
            found += reversed([block.text for block in blocks[title:] if block.has_words])
            del blocks[title:]
            continue
        if title and not has_rule and is_side_matter(blocks[title].text):
            break
        is_emptied = bool(found) and title > 0
        gone = _cut_foot(blocks[-1], is_emptied=is_emptied, has_rule=has_rule, sends=sends)
        if gone is None:
            break
        found += reversed(gone)
        if blocks[-1].lines and blocks[-1].type == "paragraph":
            break
        blocks.pop()
    yield from _name(found[::-1])


def _is_apparatus(section: Sequence[Block]) -> bool:
    """Whether a section is a list of sources or changes: each has a year, a number or a link."""
    words = [text for block in section[1:] for text in block.texts]
    tokens = (t for block in section for inline in block.inlines for t in inline.children or [])
    cites = any(t.type == "link_open" for t in tokens) or any(map(has_digit, words))
    return cites and is_apparatus(section[0].text)


def _cut_foot(
    block: Block, *, is_emptied: bool, has_rule: bool, sends: bool
) -> Sequence[str] | None:
    """Remove lines at the end of a document's last block; return them. None if it stays as it is.

    Args:
        is_emptied: Whether all that stood below it was removed.
        has_rule: Whether it stands below a rule.
        sends: Whether the document sends its readers to an address.
    """
    match block.type:
        case "hr":
            return ()
        case "heading":
            is_gone = is_emptied and block.tokens[0].tag != "h1"
            return [block.text] if is_gone else None if block.has_words else ()
        case "html_block" if not block.has_words:
            return None if "<img" in block.tokens[0].content else ()
        case "paragraph" if any(map(ends_page, sentences(block.text))):
            ends = [each for each in sentences(block.text) if _ends_page(each)]
            is_whole = len(ends) == len(sentences(block.text))
            return block.remove_all() if is_whole else [e for e in ends if block.remove_text(e)]
        case "html_block" | "paragraph" if block.lines:
            gone = _foot_of(block, apart=has_rule or block.is_all("em"), sends=sends)
            is_whole = len(gone) == len(block.lines)
            return block.remove_all() if is_whole else block.remove_lines(gone.__contains__) or None
        case _:
            return None


def _ends_page(sentence: str) -> bool:
    return ends_page(sentence) or not any(map(str.isalnum, sentence))


def _foot_of(block: Block, *, apart: bool, sends: bool) -> Sequence[str]:
    """The last lines of a block that are about the document or its page."""
    lines, text = block.lines, block.text
    if is_reference_line(lines[0]):
        return lines
    if sends and is_contact(lines[-1]):
        return ()
    if _is_signed(lines):
        return lines[-1:]
    if is_signature(lines):
        return lines
    asks = is_comment(lines[0].rstrip(":：")) or names_contact(lines[0])
    if is_disclaimer(text) or is_numbered_note(text) or (asks and has_address(text)):
        return lines
    if block.is_all("em") and is_origin(text):
        return lines
    signed = next((n for n, line in enumerate(lines[:-1]) if line in _SIGNED), len(lines))
    if len(lines) > _MOST_LINES:
        return lines[signed:]
    others = [n for n, line in enumerate(lines[:signed]) if not is_footer(line, apart=apart)]
    return lines[others[-1] + 1 :] if others else lines


def _is_signed(lines: Sequence[str]) -> bool:
    """Whether the last of several lines is whose greeting stands above it."""
    *_, greeting, name = ("", *lines)
    is_greeting = greeting.endswith(("!", ",", "！")) and len(greeting.split()) <= _LONGEST_GREETING
    is_name = len(name.split()) <= _LONGEST_SIGNATURE and not ends_sentence(name)
    return is_greeting and is_name and name[:1].isupper()
