"""Tells which lines of a document are about the document: who wrote it, when and for whom, its
contents, its legal words."""

import re
from collections.abc import Iterable, Sequence

from callsheet_studio.storyboard.page_words import (
    ADDRESSED,
    BYLINES,
    CITATIONS,
    COMMENTS,
    CONTACTS,
    CONTENTS,
    DATES,
    DECIDED,
    DISCLAIMERS,
    DRAFT,
    EMBARGOES,
    ENDS,
    EVENTS,
    HISTORIES,
    LABELS,
    LANGUAGE_LABELS,
    LANGUAGES,
    NEXT_READS,
    NOTICES,
    ORIGINS,
    PAGE_LINKS,
    PARTIES,
    REFERENCES,
    RELEASES,
    RIGHTS,
    SECRETS,
    SENDS,
    STATES,
    UPDATES,
    VERSIONS,
    WHEN_AND_WHERE,
)
from callsheet_studio.text.meeting_words import PROCEDURE, SIGNATURES
from callsheet_studio.text.punctuation import COLONS, FULL_STOP_MARKS, ends_sentence

_LONGEST_LABEL, _LONGEST_PIECE, _LONGEST_LINE = 40, 60, 160
"""Characters of a label, of a piece of a line between bars or dots, of a line."""
_MOST_WORDS = 6
"""Of a piece without a label."""
_LEAST_PIECES = 3
"""Short pieces with a number among them that are no sentence."""
_MARKS = (" | ", " · ", " • ", " ‧ ")
"""Between the parts of a line."""
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.\w")
_PHONE = re.compile(
    r"\bext\b\.? ?\d|"
    r"(?:\b(?:tel|phone|fax|mobile|mobil|tél|telefon)\b[.:]{0,2} ?)?\+?\d[\d ()/.-]{5,20}\d$",
)
_VERSION = re.compile(
    r"(?:(?:draft|entwurf|version|ver\.?|rev\.?) )?(?:v\d{1,4}|v?\d{1,4}(?:\.\d{1,4}){1,3})\w{0,4}"
)
_COUNT = re.compile(
    r"(?:(?:about|approx\.|ca\.|~) ?)?\d{1,5} (?:comments?|views|likes|shares|replies|"
    r"min(?:utes?|\.)? read|min(?:utes)? to read|kommentare?|min(?:uten)? lesezeit|commentaires?|"
    r"min(?:utes)? de lecture|comentarios?|min(?:utos)? de lectura|commenti|"
    r"min(?:uti)? di lettura)|"
    r"(?:reading time|lesezeit|lesedauer|temps de lecture|durée de lecture|tiempo de lectura|"
    r"tempo di lettura|tempo de leitura|leestijd|czas czytania|время чтения)"
    r"(?: ?:)?(?: (?:about|ca\.|etwa|environ|unos|circa|cerca de|около))? \d{1,3} ?"
    r"(?:min(?:s|ut(?:es?|en|os?|i|y))?\.?|минут\w?|мин\.?)"
)
"""What a page counts, such as `38 comments` or `5 min read`."""
_COPYRIGHT = re.compile(r"copyright (?:\(c\)|©|\d{4}|by )|©|\(c\) ?\d{4}|.{1,80}© ?\d{4}")
_CONTENTS_MARK = re.compile(
    r"[\[{@$%<].{0,3}(?:\b|_)(?:toc|table of contents|contents)(?:\b|_).{0,30}[\]}>%]"
)
_NUMBER = re.compile(r"\d[\d./:–—-]*+(?:st|nd|rd|th|er|º)?")
_FULL_DATE = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}")
_NAME = r"[^\W\d_a-zà-ÿ][\w.'’-]{0,30}"
_FULL_NAME = rf"{_NAME}(?: {_NAME}){{1,3}}"
_NEXT_NAMES = rf"(?:(?:,| and| &) {_FULL_NAME}){{0,4}}"
_BYLINE = re.compile(rf"(?:By|Von|Par|Por|Di|Door) {_FULL_NAME}{_NEXT_NAMES}")
"""`By Ann Lind`, with each name of two words or more."""
_INITIALED = rf"(?:[^\W\d_a-zà-ÿ]\.[ -]?){{1,3}} ?{_NAME}"
_AUTHORS = re.compile(rf"{_INITIALED}(?:(?:,| and| &) {_INITIALED}){{0,12}}")
"""`J. Lind, A. Roy`."""
_DASHES = (" – ", " — ", " - ")
_NOTE_NUMBER = re.compile(r"[¹²³⁴-⁹]{1,2} ?\S")
_DIGIT = re.compile(r"\d")
_LAST = re.compile("|".join((SIGNATURES, *PROCEDURE.values(), *NOTICES.values())), re.IGNORECASE)
_HONORED = re.compile(rf"(?:(?:Mr|Mrs|Ms|Dr|Prof|Mme|Mlle|M|Sr|Sra|Herr|Frau)\b\.? )?{_FULL_NAME}")
_MOST_OF_ROLE = 5
"""Words of what somebody is, beside a name."""
_DOCUMENT_NUMBER = re.compile(
    r"(?:[^\W\d_]{2,20} ){1,3}(?:n[°º]|n\.º|no\.|nr\.|№) ?[\w/.-]*\d[\w/.-]*", re.IGNORECASE
)
"""`Notice no. 2025-118`."""
_FILE = re.compile(
    r"(?:[^\W\d_]{2,20} )?[\w-]{1,60}\.(?:docx?|html|ipynb|md|odt|pdf|pptx?|rst|tex|xlsx?)"
)
_CRUMBS = re.compile(r" [›»>▸] ")
_LEAST_CRUMBS, _LONGEST_CRUMB = 3, 4
"""Places on the way to a page, at least, and words of one, at most."""
_MOST_OF_NAME = 4
"""Words of a document's name before a comma and when it was written."""


def names_event(lines: Iterable[str]) -> bool:
    """Return whether lines tell about a meeting or another event, by a label such as `Place:`."""
    pieces = (piece for line in lines for piece in _pieces(line))
    return any(_label_of(piece)[0] in EVENTS for piece in pieces)


def is_event_place(piece: str) -> bool:
    """Return whether a part of a line tells when or where something takes place."""
    return _label_of(piece)[0] in WHEN_AND_WHERE


def tells_of_page(piece: str) -> bool:
    """Return whether a part of a line of facts is about the document, as its language and its
    version are."""
    label, value = _label_of(piece)
    words = label.split()
    is_version = bool(words) and not words[0].isdigit() and bool({*words} & VERSIONS)
    is_language = label in LANGUAGE_LABELS and value.casefold() in LANGUAGES
    return (is_version and len(words) > 1) or is_language or _is_about_page(piece, alone=True)


_INSTITUTES = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹] ?[^\W\d_]")
"""Begins the line below the authors of a paper that names where they work."""


def is_metadata(line: str) -> bool:
    """Return whether a line near the title is about the document, such as `Status: draft | Author:
    Ann` or `3 May 2024`; it need not be where it stands in a list of facts (`names_event`)."""
    pieces = _pieces(line)
    if len(line) > _LONGEST_LINE or not pieces:
        return False
    if _INSTITUTES.match(line) or is_breadcrumb(line):
        return True
    if len(pieces) == 1:
        return _is_about_page(pieces[0], alone=True)
    known = sum(_is_about_page(piece) for piece in pieces)
    short = all(len(piece) <= _LONGEST_PIECE for piece in pieces)
    bare = all(not _label_of(p)[0] and len(p.split()) <= _MOST_WORDS for p in pieces)
    is_list = len(pieces) >= _LEAST_PIECES and bare and bool(_DIGIT.search(line))
    return short and (known * 2 >= len(pieces) or (is_list and not ends_sentence(line)))


def is_addressed(line: str) -> bool:
    """Return whether a line only tells by a label whom a document is for or from, such as `For: the
    steering group`; it is about the document if lines beside it are."""
    label, _ = _label_of(line)
    is_name = len(line) <= _LONGEST_PIECE and not has_digit(line) and not ends_sentence(line)
    return label in ADDRESSED and is_name


def parts_of(line: str) -> Sequence[str]:
    """Return the parts of a line between bars and dots, and before a date behind a dash."""
    return _pieces(line)


def facts_in(line: str) -> Sequence[str]:
    """Return the parts of a line that are not about the document, as of `Institute for Work |
    Updated 3 May 2024`; none of a line without bars, dots or dashes between its parts."""
    pieces = _pieces(line)
    return [piece for piece in pieces if not _is_about_page(piece)] if len(pieces) > 1 else ()


def labeled_facts(line: str) -> Sequence[str]:
    """Return the parts of a line of several facts, most with a label, as of `Date: 16 Oct · Chair:
    Ann`; none of any other line."""
    pieces = _pieces(line)
    labeled = sum(bool(_label_of(piece)[0]) for piece in pieces)
    short = all(len(piece) <= _LONGEST_PIECE for piece in pieces)
    is_list = len(pieces) > 1 and labeled * 2 > len(pieces) and short
    return pieces if is_list and not ends_sentence(line) else ()


def parted_facts(line: str) -> Sequence[str]:
    """Return the parts of a line of short texts with bars or dots between them, of which one may be
    a question: `Year 8 · Lesson 6 · Why do ships float?`; none of any other line."""
    pieces = _pieces(line) if any(mark in line for mark in _MARKS) else ()
    short = all(len(p) <= _LONGEST_PIECE and not p.endswith(FULL_STOP_MARKS) for p in pieces)
    return pieces if len(pieces) > 1 and short else ()


def is_place_line(line: str) -> bool:
    """Return whether a line is several names with bars or dots between them, and no sentence."""
    pieces = _pieces(line)
    short = all(len(p.split()) <= _MOST_WORDS and not _label_of(p)[0] for p in pieces)
    return len(pieces) > 1 and short and not ends_sentence(line)


def is_sentence_of_page(sentence: str) -> bool:
    """Return whether a sentence near the title is about the document: `By Ann Lind.`, `Updated Nov
    2024.`, `This article contains affiliate links.`"""
    pieces = _split_date(sentence.strip(" *_").rstrip("."))
    return is_disclaimer(sentence) or any(map(_is_about_page, pieces))


def sends_to_contact(text: str) -> bool:
    """Return whether a text sends its readers to an address or a number."""
    words = text.casefold()
    return any(each in words for each in SENDS)


def is_contact(line: str) -> bool:
    """Return whether a line has a mail address or a telephone number."""
    pieces = [part.strip() for piece in _pieces(line) for part in piece.split("|")]
    numbers = (piece.partition(" (")[0] for piece in pieces)
    return any(map(has_address, numbers))


def is_reference_line(line: str) -> bool:
    """Return whether a line tells how to name the document, or what to read after it."""
    label, _ = _label_of(line)
    return label in CITATIONS or label in NEXT_READS


def has_label(line: str) -> bool:
    """Return whether a line begins with a label, such as `Owner: Ann`."""
    return bool(_label_of(line)[0])


def decision_in(line: str) -> str:
    """Return the part of a line that says what was decided, such as `Status: accepted`; empty if
    there is none."""
    return next(filter(_is_decision, _pieces(line)), "")


def is_footer(line: str, *, apart: bool) -> bool:
    """Return whether a line at a document's end is about the document or its page.

    Args:
        apart: Whether it stands below a rule or in italics; else `Owner: Ann` is about what is
            said above it.
    """
    pieces, words = _pieces(line), line.casefold().strip(" *_.")
    if not pieces or len(line) > 2 * _LONGEST_LINE:
        return False
    is_dated = _begins(words, UPDATES | BYLINES | HISTORIES) and bool(_DIGIT.search(words))
    if is_dated or (apart and is_metadata(line)) or _COPYRIGHT.match(words) or _is_secret(words):
        return True
    if any(each in words for each in RIGHTS) and len(line) <= _LONGEST_LINE:
        return True
    parts = [part.strip() for piece in pieces for part in piece.split("|")]
    return any(map(_is_link_or_address, parts)) or is_comment(pieces[0])


def is_disclaimer(text: str) -> bool:
    """Return whether a paragraph warns of what it says, or tells who pays for it."""
    return any(each in text.casefold() for each in DISCLAIMERS)


def is_origin(text: str) -> bool:
    """Return whether a paragraph in italics tells for what a text was written, or where to write
    about it."""
    return text.casefold().startswith(ORIGINS) or bool(_MAIL.search(text))


def ends_page(sentence: str) -> bool:
    """Return whether a sentence only tells who signed or when a meeting ended, or is about the
    page: `The secretary, Ann Lind.`, `Was this page helpful?`"""
    return bool(_LAST.search(sentence))


def is_signature(lines: Sequence[str]) -> bool:
    """Return whether lines are only a name and what somebody is: `The mayor, Ann Lind`, or one
    below the other."""
    parts = lines[0].split(", ") if len(lines) == 1 else lines
    if len(parts) != _LEAST_PIECES - 1 or any(map(ends_sentence, parts)):
        return False
    named = list(map(bool, map(_HONORED.fullmatch, parts)))
    role = parts[not named[1]] if any(named) else ""
    return bool(role) and len(role.split()) <= _MOST_OF_ROLE and not has_digit(role)


def is_breadcrumb(line: str) -> bool:
    """Return whether a line tells where a page stands: `Home › Help › Billing`."""
    crumbs = _CRUMBS.split(line) if "«" not in line else []
    short = all(0 < len(crumb.split()) <= _LONGEST_CRUMB for crumb in crumbs)
    return len(crumbs) >= _LEAST_CRUMBS and short and not ends_sentence(line)


def is_numbered_note(text: str) -> bool:
    """Return whether a paragraph is a footnote by hand, such as `¹ Others count 363.`"""
    return bool(_NOTE_NUMBER.match(text))


def is_comment(line: str) -> bool:
    """Return whether a line says where to write, such as `Feedback: docs@example.org`."""
    label, value = _label_of(line)
    is_named = label in COMMENTS or line.casefold().strip(" *_:") in COMMENTS
    return is_named and len(line) <= _LONGEST_LINE and (has_address(value) or not value)


def is_end_mark(text: str) -> bool:
    """Return whether a line ends a press release, such as `-30-`."""
    return text.casefold().strip(" *_") in ENDS


def is_party(title: str) -> bool:
    """Return whether a heading is one of a press release's about who sends it."""
    return title.casefold().strip(" *_").startswith(PARTIES)


def names_contact(line: str) -> bool:
    """Return whether a line names whom the press asks, such as `Media contact:`."""
    return line.casefold().partition(":")[0].strip(" *_") in CONTACTS


def is_apparatus(title: str) -> bool:
    """Return whether a heading is that of a list of sources or of the document's changes."""
    return title.casefold().strip(" *_:") in REFERENCES | HISTORIES


def has_digit(text: str) -> bool:
    """Return whether a text has a digit."""
    return bool(_DIGIT.search(text))


def has_address(text: str) -> bool:
    """Return whether a text has a mail address or ends on a telephone number."""
    return bool(_MAIL.search(text) or _PHONE.search(text))


def is_contents_mark(text: str) -> bool:
    """Return whether a line stands for a table of contents, such as `[[_TOC_]]`."""
    return len(text) <= _LONGEST_PIECE and bool(_CONTENTS_MARK.fullmatch(text.casefold().strip()))


def names_contents(text: str) -> bool:
    """Return whether a text is the name of a table of contents."""
    return text.casefold().strip(" \t*_:：") in CONTENTS


def is_contents_line(text: str) -> bool:
    """Return whether a line is a table of contents, such as `Contents: Who · Cost`."""
    label, value = _label_of(text)
    return label in CONTENTS and len(_pieces(value)) > 1


def is_release_label(text: str) -> bool:
    """Return whether a line is what stands above the headline of a press release."""
    words = text.casefold().strip(" \t*_:：-–—.")
    return words in RELEASES or (len(words) <= _LONGEST_LINE and words.startswith(EMBARGOES))


def _pieces(line: str) -> Sequence[str]:
    """The parts of a line between bars and dots."""
    line = " ".join(line.split())
    for mark in _MARKS:
        line = line.replace(mark, "\n")
    pieces = [piece.strip() for piece in line.split("\n") if piece.strip()]
    return [part for piece in pieces for part in _split_date(piece)]


def _split_date(piece: str) -> Sequence[str]:
    """A part without and with when it was written, as of `Ann's shop – last updated 3 May` or of
    a short name such as `Notice, last updated 3 May`."""
    for mark in (*_DASHES, ", "):
        before, _, after = piece.rpartition(mark)
        is_short = mark in _DASHES or len(before.split()) <= _MOST_OF_NAME
        is_dated = _begins(after.casefold(), UPDATES) and bool(_DIGIT.search(after))
        if before and is_short and is_dated:
            return before.strip(), after.strip()
    return [piece]


def _label_of(piece: str) -> tuple[str, str]:
    """The label of a piece in small letters, and its value; two empty texts without one."""
    at = min((n for n in map(piece.find, COLONS) if n >= 0), default=-1)
    label, value = piece[:at].strip(" *_"), piece[at + 1 :].strip(" *_")
    is_label = 0 < at <= _LONGEST_LABEL and bool(value) and not label.endswith(("http", "https"))
    return (label.casefold(), value) if is_label else ("", "")


def _is_about_page(piece: str, *, alone: bool = False) -> bool:
    """Whether a part of a line is about the document.

    Args:
        alone: Whether it is the whole line, which must be clearer.
    """
    label, value = _label_of(piece)
    words = piece.casefold().strip(" *_.")
    if label in STATES and alone:
        return _begins(value.casefold().strip(" *_"), DRAFT)
    if label in LABELS or label in UPDATES:
        return len(piece) <= _LONGEST_LINE
    if len(piece) > _LONGEST_PIECE or label:
        return False
    dated = _begins(words, UPDATES) and bool(_DIGIT.search(words))
    bare = piece.strip(" *_.")
    byline, _, date = bare.partition(", ")
    named = _begins(words, BYLINES) or _BYLINE.fullmatch(bare) or _AUTHORS.fullmatch(bare)
    named = named or (bool(_BYLINE.fullmatch(byline)) and _is_date(date.casefold()))
    return (
        dated
        or bool(named)
        or _is_date(words)
        or bool(_COUNT.fullmatch(words))
        or bool(_DOCUMENT_NUMBER.fullmatch(bare) or _FILE.fullmatch(bare))
        or (not alone and (bool(_VERSION.fullmatch(words)) or _is_link_or_address(piece)))
    )


def _is_decision(piece: str) -> bool:
    label, value = _label_of(piece)
    return label in STATES and _begins(value.casefold(), DECIDED)


def _is_secret(words: str) -> bool:
    """Whether a line says who may read, and is no sentence on what is confidential."""
    begun = next((each for each in SECRETS if words.startswith(each)), None)
    after = words[len(begun) :].lstrip() if begun else ""
    return begun is not None and not after[:1].isalnum()


def _begins(words: str, table: Iterable[str]) -> bool:
    """Whether a text begins with one of the words of a table, whole."""
    return any(words.startswith(each) and not words[len(each) :][:1].isalnum() for each in table)


def _is_date(words: str) -> bool:
    parts = [part.strip(".,()") for part in words.replace("–", " ").replace(" - ", " ").split()]
    numbers = [bool(_NUMBER.fullmatch(part)) for part in parts]
    known = all(n or part in DATES or not part for n, part in zip(numbers, parts, strict=True))
    dated = any(DATES.get(part) for part in parts) or any(map(_FULL_DATE.fullmatch, parts))
    return known and dated and any(numbers)


def _is_link_or_address(piece: str) -> bool:
    words = piece.casefold().strip(" *_.")
    if words in PAGE_LINKS or words.startswith(("edit this page", "back to top")):
        return True
    is_short = len(piece) <= _LONGEST_PIECE and len(piece.split()) <= _MOST_WORDS
    return is_short and bool(_MAIL.match(words) or _PHONE.match(words))
