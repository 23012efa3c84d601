"""Builds an outline from the tokens of a document."""

import math
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, takewhile

from callsheet_studio.diagrams.mermaid.errors import MermaidError
from callsheet_studio.diagrams.mermaid.parser import parse_mermaid
from callsheet_studio.diagrams.mermaid.source import parse_source
from callsheet_studio.storyboard import maths
from callsheet_studio.storyboard.admonitions import INFO, quote_admonitions, read_admonition
from callsheet_studio.storyboard.code_fences import language_of_fence, read_code
from callsheet_studio.storyboard.content import Callout, Code, CodeState, Content, Diagram, Picture
from callsheet_studio.storyboard.data import Grid, is_without_words, read_csv, show_grid
from callsheet_studio.storyboard.document_name import is_decoration, name_file
from callsheet_studio.storyboard.equations import read_equation, read_label
from callsheet_studio.storyboard.footnotes import Footnotes, is_address
from callsheet_studio.storyboard.headings import (
    SectionHeading,
    join_headings,
    read_heading,
    strip_ordinals,
    strip_places,
)
from callsheet_studio.storyboard.html_text import html_as_markdown
from callsheet_studio.storyboard.inline import PROTECTED, Image, Inline, Text, read_inline
from callsheet_studio.storyboard.items import BraceOptions, add_detail, read_item, read_marks
from callsheet_studio.storyboard.lead_ins import (
    end_lead_in,
    introduces,
    is_shown_next,
    leads_on,
    part_lead_in,
)
from callsheet_studio.storyboard.markdown import (
    DEEPEST,
    DIRECTIONS,
    VOICES,
    Token,
    inline_tokens,
    tokens_of,
)
from callsheet_studio.storyboard.nested_items import Nested
from callsheet_studio.storyboard.opening import (
    name_opening,
    open_before_notes,
    part_opening,
    remove_logo,
)
from callsheet_studio.storyboard.outline import ListItem, NarrationLine, Outline, OutlineSection
from callsheet_studio.storyboard.paragraph_lines import end_labeled, join_lines
from callsheet_studio.storyboard.run_in_headings import (
    is_link,
    is_navigation,
    labeled_lines,
    name_item,
    split_run_in,
    strip_question,
    without_menus,
)
from callsheet_studio.storyboard.section import Section
from callsheet_studio.storyboard.settings import DocumentSettings, read_settings
from callsheet_studio.storyboard.tables import read_definition, read_table
from callsheet_studio.text.clean import name_symbols
from callsheet_studio.text.fixed_words import fixed_words
from callsheet_studio.text.language import language_of
from callsheet_studio.text.numbers import read_number
from callsheet_studio.text.punctuation import SENTENCE_ENDS, STATEMENT_ENDS, ends_sentence
from callsheet_studio.text.sentences import (
    as_sentence,
    begin_sentence,
    full_stop,
    join_sentences,
)

_TASK = re.compile(r"\[([ xX])\](?:\s+(.*))?", re.DOTALL)
_CALLOUT = re.compile(r"@(\d{1,3}(?:\.\d+)?)\s*,\s*(\d{1,3}(?:\.\d+)?)\s*:\s*(\S.*)", re.DOTALL)
_AUTHOR = re.compile(r"(?:[—―]\s*|--\s+)(\w.*)", re.DOTALL)
_CITED = re.compile(r"(.*[.!?…\"'”’»])\s+(?:—|―|–|--)\s*(\w.{0,60})", re.DOTALL)
"""A quote and whose it is, in one line."""
_MOST_NAMED = 8
"""Of one kind of what was left out."""
_AS_SHOWN = "…"
"""Narration that is made of what the scene shows, or a list that is made of the narration."""
_ANSWER = re.compile(r"(?:A|Answer)\s*[:.]\s+")
_EMOJI = re.compile(r"(?<![\w:]):[a-z][a-z0-9_+-]*[a-z0-9]:(?![\w:])")
_FILE = re.compile(r"\w[\w.-]*(?:/\w[\w.-]*)*")
"""A path inside the film's folder; none of its parts begins with a dot."""
_PICTURE = re.compile(r"^https?://|^\S[^\n]*\.(?:png|jpe?g|gif|webp|svg)$", re.IGNORECASE)
"""The address of a picture, and not a description of one."""
_INCLUDED = re.compile(
    r"\s*+(?:(?:\{\{#\w++ [^\n]*|-+8<-+ [^\n]*|\.\. literalinclude::[^\n]*)\s*+)++"
)
"""Code that mdBook, MkDocs or Sphinx put into the page from another file."""
_ADDRESS = re.compile(r"(?:\W*+\w[\w -]{0,30}:\W*+)?(?:https?://|www\.)\S++")
"""An address, and what it is of."""
_LONGEST_HOLD, _LONGEST_FIRST_LINE = 10.0, 80


class OutlineParser:
    """Builds an outline from the tokens of a document, one after the other. Its first section is
    the text before the first scene."""

    def __init__(self, text: str) -> None:
        text = quote_admonitions(text)
        self._queue, self._lines = deque(tokens_of(text)), text.split("\n")
        self._title, self._settings = "", DocumentSettings()
        self._sections, self._level = [Section(level=1)], 1
        self._notes, self._prose, self._left_out = list[str](), list[str](), list[str]()
        self._footnotes, self._noted = Footnotes(self._queue), list[list[Token]]()
        self._said_notes = list[str]()
        if not _is_exact(self._queue):
            self._left_out += dict.fromkeys(_remove_emoji_codes(self._queue))
        self._language = _language(self._queue)
        self._first_images = list[Image]()
        headings = [token for token in self._queue if token.type == "heading_open"]
        self._title_level = _title_level(headings)
        self._has_titles = sum(heading.tag == "h1" for heading in headings) > 1
        self._has_headings = bool(headings)
        self._quotes, self._lists, self._begins_item = 0, list[bool](), False
        self._around: Section | None = None
        self._takes: dict[str, Callable[[Token], object]] = {
            "front_matter": self._front_matter,
            "heading_open": self._heading,
            "paragraph_open": self._paragraph,
            "blockquote_open": lambda _: self._quote(1),
            "blockquote_close": lambda _: self._quote(-1),
            "bullet_list_open": self._begin_list,
            "ordered_list_open": self._begin_list,
            "bullet_list_close": lambda _: self._lists.pop(),
            "ordered_list_close": lambda _: self._lists.pop(),
            "list_item_open": lambda _: self._begin_item(),
            "table_open": lambda token: self._grid(read_table(self._until(token), self._read)),
            "fence": lambda token: self._fence(token.content, token.info),
            "code_block": lambda token: self._fence(token.content, ""),
            "hr": lambda _: self._rule(),
            "math_block": lambda token: self._equation(token.content),
            "math_block_label": lambda token: self._equation(token.content),
            "html_block": self._html,
            "dl_open": self._definition,
            "footnote_unused": lambda token: self._left_out.append(
                f"a footnote that nothing refers to: {token.content!r}"
            ),
            "outline_key": lambda token: self._key(token.info, token.content),
            "outline_author": lambda token: self._set_author(token.content),
        }
        while self._queue:
            self._take(self._queue.popleft())

    @property
    def counts_as_outline(self) -> bool:
        """Whether the document has a heading, a list of several items, or another block that can
        be shown."""
        first, *others = self._sections
        shown = any(group.content for group in first.groups)
        items = sum(len(group.entries) for group in first.groups)
        return bool(others or self._title) or shown or items > 1

    def outline(self) -> Outline:
        """Return the outline that was read."""
        exact = self._settings.is_exact
        title = self._title or self._settings.values.get("title") or ""
        title = title or (self._name() if self._sections[1:] else "")
        if not exact:
            self._left_out += remove_logo(self._sections[0], title)
            self._sections = open_before_notes(self._sections)
        for section in self._sections:
            section.finish()
        strip_places(self._sections)
        strip_ordinals(self._sections)
        opening, *rest = self._sections[0].parts()
        others = [s for s in self._sections[1:] if not (s.goes_on and s.is_empty)]
        if not exact:
            gone = [s.title for s in others if s.has_lost_all]
            self._left_out += [f"a heading with nothing else below it: {title!r}" for title in gone]
            others = [s for s in others if not s.has_lost_all]
        sections = others if exact else join_headings(others)
        parts = [part for section in sections for part in section.parts()]
        is_named, title = bool(title), title or _first_line(opening)
        before = self._sections[0].lines
        opening, shown = part_opening(opening, title, before, is_named=is_named)
        rest = [*shown, *rest]
        titled = (replace(part, title=part.title or title) for part in rest)
        return Outline(
            title,
            opening,
            (*titled, *parts),
            tuple(dict.fromkeys((*self._settings.notes, *self._notes, *self._on_left_out()))),
            settings=self._settings,
            language=self._settings.values.get("language"),
            prose="\n\n".join(self._prose),
            footnotes=tuple(self._said_notes),
        )

    def _name(self) -> str:
        """What the text before the first heading is about."""
        if self._settings.is_exact:
            return ""
        return name_opening(self._sections[0], self._first_images, "\n".join(self._lines))

    def _take(self, token: Token) -> None:
        if token.level >= DEEPEST - 1:
            self._notes.append(f"What is nested deeper than {DEEPEST} levels was left out.")
        take, lost = self._takes.get(token.type), len(self._left_out)
        if take:
            self._leave_note(token)
            take(token)
            self._say_footnotes()
            self._section.has_lost |= len(self._left_out) > lost

    def _until(self, opening: Token) -> list[Token]:
        """The tokens up to the one that closes."""
        close, found = opening.type.replace("_open", "_close"), list[Token]()
        while self._queue and (token := self._queue.popleft()).type != close:
            found.append(token)
        return found

    def _read(self, token: Token, *, spoken: bool = False, prose: bool = True) -> Inline:
        prose = prose and not self._settings.is_exact
        found = read_inline(token.children or [], self._language, spoken=spoken, prose=prose)
        self._left_out += [f"all but the host of an address: {text!r}" for text in found.addresses]
        self._left_out += [f"struck out: {text!r}" for text in found.struck]
        if not self._settings.is_exact:
            self._noted += self._footnotes.first_named(token)
        return found

    @property
    def _section(self) -> Section:
        return self._sections[-1]

    def _front_matter(self, token: Token) -> None:
        self._settings = read_settings(token.content)

    def _heading(self, token: Token) -> None:
        inline = next(t for t in self._until(token) if t.type == "inline")
        found = self._read(inline)
        heading = read_heading(self._without_pictures(inline, found).whole, token)
        note = self._section
        if heading and note.is_note and note.is_empty and not self._lists:
            warns = note.icon != INFO and note.title != heading.title
            note.title = f"{note.title}: {heading.title}" if warns else heading.title
            note.announced = note.title
            return
        if heading is None or self._quotes or self._lists or self._is_tagline(heading):
            self._say(self._read(inline, spoken=True).lines, scripted=False)
            return
        self._begin_section(heading)
        self._section.has_lost |= is_link(inline)
        self._level = heading.level
        self._pictures(found.images)

    def _is_tagline(self, heading: SectionHeading) -> bool:
        """Whether a heading is a sentence about the document, directly below its title."""
        is_below = bool(self._title) and not self._sections[1:] and self._section.is_empty
        is_plain = heading.kind is None and not self._settings.is_exact
        return is_below and is_plain and heading.title.endswith(STATEMENT_ENDS)

    def _without_pictures(self, inline: Token, found: Inline) -> Inline:
        """The words of a heading; of one that is only a picture its description."""
        if not (found.images and found.has_words):
            return found
        words = [child for child in inline.children or [] if child.type != "image"]
        return read_inline(words, self._language)

    def _begin_section(self, heading: SectionHeading) -> None:
        self._notes += heading.notes
        is_first = len(self._sections) == 1 and not self._title
        is_late = self._has_titles and bool(self._name())
        names = heading.level == self._title_level and (heading.level == 1 or not heading.kind)
        if names and is_first and not is_late:
            self._title = heading.title
            self._section.icon = heading.icon
        else:
            self._sections.append(_section(heading, exact=self._settings.is_exact))

    def _paragraph(self, token: Token) -> None:
        inline = next(t for t in self._until(token) if t.type == "inline")
        if self._lists and not self._quotes:
            self._read_item(inline, token.map)
            return
        if not (self._settings.is_exact or self._quotes):
            inline, menus = without_menus(inline)
            self._left_out += [
                f"a line of links: {self._read(line).whole.text!r}" for line in menus
            ]
            if labeled := labeled_lines(inline):
                self._list_labeled(labeled)
                return
        if not self._settings.is_exact:
            inline = self._note(inline if self._quotes else self._run_in(inline))
        shown = self._read(inline, prose=not self._quotes)
        if self._shows_only(inline, shown):
            return
        if self._is_of_links(inline, shown.whole.text):
            self._left_out.append(f"a line of links: {shown.whole.text!r}")
            return
        spoken = read_inline(
            inline.children or [], self._language, spoken=True, prose=not self._quotes
        )
        scripted = self._quotes > 0 and not self._section.is_note
        self._say(spoken.lines if scripted else spoken.unwrapped, scripted=scripted)
        self._pictures(shown.images)
        for tex in shown.display:
            self._section.show(read_equation(tex))

    def _shows_only(self, inline: Token, found: Inline) -> bool:
        """Show a paragraph that is nothing but pictures, or code of several words; return whether
        it is."""
        if found.images and not found.has_words:
            self._pictures(found.images)
            return True
        held = [child for child in inline.children or [] if child.content.strip()]
        is_code = len(held) == 1 and held[0].type == "code_inline"
        is_command = is_code and " " in held[0].content.strip()
        if is_command and not (self._settings.is_exact or self._quotes):
            self._show(Code(states=(CodeState(text=held[0].content),)))
            return True
        return False

    def _is_of_links(self, inline: Token, shown: str) -> bool:
        """Whether a paragraph of a document with headings says nothing but where links lead."""
        if is_navigation(inline, several=True):
            return True
        written = "".join(token.content for token in inline.children or [])
        is_address = self._is_above_headings and _ADDRESS.fullmatch(written)
        is_free = not (self._quotes or self._section.introduces)
        is_alone = is_link(inline) and not ends_sentence(shown) and is_free
        return self._has_headings and not self._settings.is_exact and bool(is_address or is_alone)

    def _list_labeled(self, lines: Sequence[Token]) -> None:
        """Lines such as `**Owner:** Dana`, which are a list without its marks."""
        self._lists.append(False)
        for line in lines:
            found = self._read(line)
            self._add_item(found.whole, found)
        self._lists.pop()

    def _note(self, inline: Token) -> Token:
        """The paragraph without the word of a note or warning, which begins a section."""
        is_document = any(section.has_prose for section in self._sections)
        note = read_admonition(inline, bare=self._quotes > 0 and is_document)
        is_titled = self._title or "title" in self._settings.values
        if note is None or not (is_titled or self._sections[1:]):
            return note.rest if note and inline.content.startswith("[!") else inline
        around = self._around or self._section
        self._around = around
        is_named = self._language.startswith("en") or not inline.content.startswith("[!")
        title, level = around.title or self._title, min(around.level + 1, 6)
        self._sections.append(
            Section(
                note.title if is_named else title,
                icon=note.icon,
                level=level,
                announced=note.title if is_named else "",
                is_note=True,
            )
        )
        return note.rest

    def _leave_note(self, token: Token) -> None:
        """Go on with the section around a note when the note has ended."""
        around = self._around
        if around is None or self._quotes:
            return
        self._around = None
        if token.type != "heading_open":
            self._sections.append(
                Section(
                    around.title or self._title,
                    icon=around.icon,
                    since=around.since,
                    level=around.level,
                    goes_on=True,
                )
            )
            self._section.go_on(around)

    def _is_line_below_title(self) -> bool:
        """Whether a line stands alone between the film's title and the first heading."""
        ahead = list(islice(self._queue, 2))
        ends = not ahead or ahead[0].type == "heading_open"
        inlines = (read_inline(t.children or []) for t in ahead if t.type == "inline")
        is_next = ends or any(each.images and not each.has_words for each in inlines)
        return bool(self._title) and self._is_above_headings and self._section.is_empty and is_next

    def _rule(self) -> None:
        """What stands below the last rule is about the document, not about the section."""
        is_last = not any(token.type in ("heading_open", "hr") for token in self._queue)
        is_free = not (self._quotes or self._lists or self._settings.is_exact)
        if is_last and is_free and self._sections[1:] and not self._section.scripted:
            self._sections.append(Section(self._title, goes_on=True, is_footer=True))

    def _run_in(self, inline: Token) -> Token:
        """The paragraph without a first line that serves as its heading, which begins a section."""
        head, rest = split_run_in(inline)
        if head is None or (not rest.children and self._is_line_below_title()):
            return inline
        title = self._read(head).whole
        level = min(self._level + 1, 6)
        self._begin_section(SectionHeading(strip_question(title.text), level))
        return rest

    def _pictures(self, images: list[Image]) -> None:
        section, exact = self._section, self._settings.is_exact
        if not self._sections[1:] and not section.groups:
            self._first_images += images
        for image in images:
            named = image.description or name_file(image.address)
            if image.linked:
                self._left_out.append(f"the picture of a link: {named!r}")
            elif is_decoration(image) and not exact and section.kind != "image":
                self._left_out.append(f"a logo or badge: {named!r}")
            elif image.address or image.description:
                self._show(Picture(address=image.address, description=image.description))

    # Words

    def _quote(self, step: int) -> None:
        self._quotes += step

    def _say(self, texts: tuple[Text, ...], *, scripted: bool) -> None:
        """Lines of narration; an author or a stage direction among them is taken out."""
        lines = [line for text in texts if (line := self._line(text, scripted=scripted))]
        lines = list(end_labeled(lines, self._language))
        if not scripted and not any(map(str.isalnum, "".join(line.text for line in lines))):
            return
        if not scripted and self._section.scripted and not self._settings.is_exact:
            self._section.end_last_line(self._language)
        self._section.scripted |= scripted
        self._section.has_prose |= not scripted
        if not self._sections[1:]:
            self._prose.append("\n".join(line.text for line in lines))
        if not lines or lines[-1].is_description:
            self._section.say(lines)
            return
        lines = lines if scripted else self._part_remark(list(join_lines(lines)))
        last, formula = lines[-1], self._formula_ahead()
        leads = not scripted and (introduces(last.text) or self._leads_on(lines))
        if formula and not last.text.endswith(SENTENCE_ENDS):
            end = "" if self._goes_on() else full_stop(self._language)
            lines[-1] = replace(last, text=f"{last.text} {self._read_out(formula)}{end}")
            leads = not scripted
        elif not scripted and not self._section.is_footer:
            end = end_lead_in if leads else as_sentence
            lines[-1] = replace(last, text=end(last.text, self._language))
        if not scripted and self._section.groups and not self._section.is_mid_sentence:
            lines[0] = replace(lines[0], text=begin_sentence(lines[0].text))
        self._section.say(lines, introduces=leads)

    def _part_remark(self, lines: list[NarrationLine]) -> list[NarrationLine]:
        """A paragraph without its first sentences when only those are about what was shown."""
        if not self._section.groups or self._section.introduces or len(lines) > 1:
            return lines
        back, rest = part_lead_in(lines[0].text)
        if back and (introduces(rest) or is_shown_next(list(islice(self._queue, 2)))):
            self._section.say([NarrationLine(begin_sentence(back))])
            return [replace(lines[0], text=rest)]
        return lines

    def _leads_on(self, lines: Sequence[NarrationLine]) -> bool:
        """Whether a paragraph is about what comes next, which gets a scene of its own."""
        section, text = self._section, join_sentences(line.text for line in lines)
        if not is_shown_next(list(islice(self._queue, 2))):
            return False
        if not section.groups:
            has_heading = bool(self._title or self._sections[1:])
            return has_heading and not ends_sentence(text)
        return leads_on(text, self._language, introduced=section.is_introduced)

    def _formula_ahead(self) -> Sequence[str]:
        """The lines of the formula that the sentence before it goes on with."""
        ahead = self._queue[0] if self._queue else None
        is_formula = ahead is not None and ahead.type.startswith("math_block")
        return read_equation(ahead.content).lines if ahead and is_formula else ()

    def _goes_on(self) -> bool:
        """Whether the paragraph after the formula ahead ends the sentence before it."""
        after = [token for token in islice(self._queue, 1, 3) if token.type == "inline"]
        return bool(after) and after[0].content[:1].islower()

    def _line(self, text: Text, *, scripted: bool) -> NarrationLine | None:
        if scripted and text.mask == _AS_SHOWN:
            return NarrationLine("", is_description=True)
        answer = self._answer(text)
        text = text.part(answer.end()) if answer else text
        author = _AUTHOR.fullmatch(text.mask)
        if author and self._quotes and (self._section.lines or self._section.groups):
            self._set_author(text.group(author, 1).text)
            return None
        cited = _CITED.fullmatch(text.mask) if self._section.kind == "quote" else None
        if cited and not self._settings.is_exact:
            self._section.subtitle = text.group(cited, 2).text
            text = text.group(cited, 1)
        body, marks = read_marks(text)
        return NarrationLine(body.text, marks.since) if body.text else None

    def _answer(self, text: Text) -> re.Match[str] | None:
        """The `A:` before the answer to a heading that asks."""
        asked = self._section.title.endswith("?") and self._section.is_empty
        return _ANSWER.match(text.mask) if asked else None

    def _set_author(self, name: str) -> None:
        self._section.subtitle = self._read_text(name).text

    def _key(self, key: str, value: str) -> None:
        shown = self._read_text(value)
        if key in ("icon", "highlight", "image", "subtitle", "author", "unit", "hold"):
            bare = key == "image" and not self._settings.is_exact  # an address is no Markdown
            self._set(key, value.strip() if bare else shown.text)
        elif key == "note":
            self._notes.append(shown.text)
        elif key in VOICES and value.strip() == "none":
            self._section.silent = True
        elif key in VOICES:
            self._say(
                read_inline(inline_tokens(value), self._language, spoken=True).lines, scripted=True
            )
        elif key in DIRECTIONS:
            self._notes.append("Stage directions (Visual:, Camera:, …) were left out.")

    def _set(self, key: str, value: str) -> None:
        section = self._section
        match key:
            case "icon":
                section.icon = value if section.exact else value.lower()
            case "highlight":
                section.highlight = value or None
            case "image":
                self._set_image(value)
            case "hold":
                section.hold = self._seconds(value)
            case _:
                section.subtitle = value

    def _set_image(self, value: str) -> None:
        """A file of the film, a picture that is named, or the words for one that is drawn."""
        if self._settings.is_exact and _FILE.fullmatch(value):
            self._section.image = value
        elif _PICTURE.search(value):
            self._show(Picture(address=value))
        elif value:
            self._show(Picture(address="", description=value))

    def _seconds(self, written: str) -> float:
        number = read_number(written)
        longest = math.inf if self._settings.is_exact else _LONGEST_HOLD
        return min(max(number.value, 0.0), longest) if number else 0.0

    def _read_text(self, raw: str) -> Text:
        return read_inline(inline_tokens(raw), self._language).whole

    # Lists

    def _begin_list(self, token: Token) -> None:
        """A list; one that does not go on with the numbers of the list before it is another one."""
        if self._is_above_headings and (links := self._links_of_list()):
            self._left_out += [
                f"a line of links: {self._read(link).whole.text!r}" for link in links
            ]
            self._until(Token(token.type, "", 0))
            return
        numbered = token.type == "ordered_list_open"
        if not self._lists and not (numbered and int(token.attrGet("start") or 1) > 1):
            self._section.part_lists()
        self._lists.append(numbered)

    @property
    def _is_above_headings(self) -> bool:
        """Whether the text before the first heading of a document with headings is read, and
        nothing is introduced."""
        first = self._sections[0]
        is_first = not (self._sections[1:] or self._lists or self._quotes or first.scripted)
        return is_first and self._has_headings and not first.introduces

    def _links_of_list(self) -> Sequence[Token]:
        """The items of the list that begins, if each is only a link or an address, and none has
        others below."""
        ahead = list(takewhile(lambda token: not token.type.endswith("_list_close"), self._queue))
        items = [token for token in ahead if token.type == "inline"]
        is_flat = not any(token.type.endswith("_list_open") for token in ahead)
        links = all(is_link(each) or _ADDRESS.fullmatch(each.content) for each in items)
        return items if is_flat and links else ()

    def _begin_item(self) -> None:
        self._begins_item = True

    def _read_item(self, inline: Token, lines: list[int] | None) -> None:
        """An item, or more of one; what is not indented below it is narration."""
        begins, self._begins_item = self._begins_item, False
        if begins and not self._settings.is_exact and self._is_indented(lines):
            inline = name_item(inline)
        found = self._read(inline)
        if not found.lines or (begins and self._is_label_or_link(inline, found)):
            return
        own = self._own_lines(len(found.lines), lines)
        self._place_item(Inline(found.lines[:own]).whole, found, begins=begins)
        if found.lines[own:]:
            spoken = read_inline(inline.children or [], self._language, spoken=True).lines
            self._say(spoken[own:], scripted=True)
        self._pictures(found.images)

    def _is_label_or_link(self, inline: Token, found: Inline) -> bool:
        """Whether an item labels a formula, or leads to a heading; such a link is left out."""
        if is_navigation(inline):
            self._left_out.append(f"a link inside the document: {found.whole.text!r}")
            return True
        label = read_label(inline.content)
        return bool(label) and self._section.label(label[0], self._read_text(label[1]).text)

    def _place_item(self, item: Text, found: Inline, *, begins: bool) -> None:
        """An item, or a paragraph below one. What introduces code below it is said with that."""
        leads = not self._settings.is_exact and self._leads_to_code(item)
        if begins and (len(self._lists) == 1 or not self._section.last_entry):
            self._add_item(item, found)
        elif (begins or self._section.last_entry) and not (leads and not begins):
            self._add_nested(item, len(self._lists) + (not begins))
        if leads:
            line = NarrationLine(item.text, is_made_up=begins)
            self._section.say([line], introduces=True)

    def _leads_to_code(self, item: Text) -> bool:
        """Whether an item or a paragraph of one introduces the code below it."""
        ahead = self._queue[0].type if self._queue else ""
        return introduces(item.text) and ahead in ("fence", "code_block")

    def _is_indented(self, lines: list[int] | None) -> bool:
        """Whether the second line of an item, if there is one, is indented below the first."""
        second = self._lines[lines[0] + 1 : lines[1]] if lines else []
        return not second or second[0][:1] in (" ", "\t")

    def _own_lines(self, count: int, lines: list[int] | None) -> int:
        """How many lines of a paragraph are the item's: the first, and those indented below it."""
        if lines is None:
            return count
        below = self._lines[lines[0] + 1 : lines[0] + count]
        loose = (n for n, line in enumerate(below, start=1) if line[:1] not in (" ", "\t"))
        return next(loose, count)

    def _add_item(self, text: Text, found: Inline) -> None:
        body, marks = _read_task(*read_marks(text))
        if self._settings.is_exact and body.mask == _AS_SHOWN:
            self._section.stated = True
            return
        callout = _CALLOUT.fullmatch(body.mask)
        if callout and self._call_out(body, callout):
            return
        if not body.text:
            return
        code = found.spans[0] if body.is_code and len(found.spans) == 1 else None
        item = read_item(body, marks, exact=self._settings.is_exact)
        if not self._settings.is_exact and not any(map(str.isalnum, item.text)):
            item = item.model_copy(update={"text": name_symbols(item.text)})
        self._section.add_entry(ListItem(item, self._lists[-1], marks.since, code))
        self._section.nested.append((1, item.text))
        if not self._sections[1:]:
            self._prose.append(body.text)

    def _add_nested(self, text: Text, depth: int) -> None:
        body, marks = read_marks(text)
        entry = self._section.last_entry
        if not body.text or not entry:
            return
        written_icon = marks.icon
        if not self._settings.is_exact:
            body, marks = _read_task(body, marks)
        self._section.nested.append((len(self._lists), body.text))
        read = read_item(body, marks, exact=self._settings.is_exact)
        below = ListItem(read, self._lists[-1], marks.since)
        if self._settings.is_exact and not marks.icon:
            self._section.replace_last_entry(add_detail(entry, text.text, exact=True))
        elif written_icon:
            self._section.add_entry(below)
        else:
            self._section.add_nested(Nested(depth, body.text, below))

    def _call_out(self, body: Text, match: re.Match[str]) -> bool:
        x, y = min(float(match[1]), 100.0), min(float(match[2]), 100.0)
        return self._section.call_out(Callout(x=x, y=y, text=body.group(match, 3).text))

    # Things to see

    def _show(self, content: Content) -> None:
        self._section.show(content, inside_list=bool(self._lists))

    def _fence(self, text: str, info: str) -> None:
        language = language_of_fence(info)
        if not self._settings.is_exact and _INCLUDED.fullmatch(text):
            self._left_out.append(f"code from another file: {text.strip()!r}")
            return
        if language == "output" and self._section.add_output(text.removesuffix("\n")):
            return
        match language:
            case "mermaid" if self._settings.is_exact or self._can_draw(text):
                self._show(self._diagram(text.removesuffix("\n")))
            case "math" | "latex" | "tex":
                self._equation(text)
            case "csv" | "tsv" if grid := read_csv(text):
                self._grid(grid)
            case _ if text.strip() or self._settings.is_exact:
                self._show(Code(language=language, states=(read_code(text, info),)))
            case _:
                pass

    def _diagram(self, source: str) -> Diagram:
        """Without indents, unless they mean something: an outline has few characters."""
        has_front_matter = source.lstrip().startswith("---")
        if self._settings.is_exact or has_front_matter or parse_source(source).keyword == "mindmap":
            return Diagram(source=source)
        return Diagram(source="\n".join(line.strip() for line in source.split("\n")))

    def _can_draw(self, source: str) -> bool:
        """Whether a diagram can be read; one that can't is shown as code."""
        try:
            parse_mermaid(source)
        except MermaidError as error:
            self._notes.append(f"A diagram is shown as code. {error}")
            return False
        return True

    def _equation(self, tex: str) -> None:
        """Show a formula. One that goes on with another is said after the words between them."""
        equation, section = read_equation(tex), self._section
        if not equation.lines:
            return
        groups = len(section.groups)
        group = section.show(equation, inside_list=bool(self._lists))
        between = group.lines[-1:] if len(section.groups) == groups else []
        said = self._read_out(equation.lines)
        is_told = section.exact or section.scripted or not between or said in between[0].text
        if not is_told:
            text = as_sentence(begin_sentence(said), self._language)
            section.say([NarrationLine(text, is_made_up=True)])

    def _read_out(self, formulas: Sequence[str]) -> str:
        spoken = (maths.speak(line, self._language) for line in formulas)
        return fixed_words(self._language).comma.join(spoken)

    def _grid(self, grid: Grid) -> None:
        if is_without_words(grid) and not self._settings.is_exact:
            names = [row[0] for row in grid.rows] or [""]
            self._left_out += [f"a table without words: {name!r}" for name in names]
            return
        shown = show_grid(grid, self._section.kind)
        group = self._section.add_group()
        group.kind, group.content, group.subtitle = shown.kind, shown.content, shown.subtitle
        group.entries = [ListItem(item) for item in shown.items]

    def _definition(self, token: Token) -> None:
        self._show(read_definition(self._until(token), self._read))

    def _html(self, token: Token) -> None:
        tokens = tokens_of(html_as_markdown(token.content))
        for each in tokens:
            each.map = None
        self._queue.extendleft(reversed(tokens))

    def _say_footnotes(self) -> None:
        """Add the footnotes that the last block refers to, after what it says itself."""
        noted, self._noted = self._noted, []
        for paragraphs in noted:
            written = " ".join(self._read(each, prose=False).whole.text for each in paragraphs)
            shown = " ".join(self._read(each).whole.text for each in paragraphs)
            spoken = (self._read(each, spoken=True).whole.text for each in paragraphs)
            if is_address(written):
                self._left_out.append(f"a footnote that is an address: {written!r}")
                continue
            self._said_notes.append(shown)
            if self._lists and self._section.last_entry:
                self._add_nested(Text(shown, PROTECTED * len(shown)), len(self._lists) + 1)
            else:
                self._section.add_note(NarrationLine(as_sentence(" ".join(spoken), self._language)))

    def _on_left_out(self) -> Iterator[str]:
        kinds: dict[str, list[str]] = {}
        for text in dict.fromkeys(self._left_out):
            kind, colon, name = text.partition(": ")
            kinds.setdefault(kind + colon, []).append(name)
        parts = (f"{kind}{_first_names(names)}" for kind, names in kinds.items())
        if kinds:
            yield f"Left out: {'; '.join(parts)}."


def _first_names(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _language(tokens: Iterable[Token]) -> str:
    """The language of the words, in which formulas are spoken."""
    children = (token.children for token in tokens if token.type == "inline")
    texts = (each.content for some in children for each in some or () if each.type == "text")
    return language_of("\n".join(texts))


def _section(heading: SectionHeading, *, exact: bool) -> Section:
    return Section(
        heading.title if exact else heading.title.rstrip(":："),
        heading.kind,
        heading.shape,
        heading.icon,
        heading.since,
        heading.level,
        place=heading.place,
        exact=exact,
    )


def _title_level(headings: Iterable[Token]) -> int:
    """The level of the heading that names the document: 1, or that of the first heading where all
    others, at least two, are below it."""
    levels = [int(heading.tag[1]) for heading in headings if heading.level == 0]
    first, *others = levels or [1]
    return first if len(others) > 1 and first < min(others) else 1


def _is_exact(tokens: Sequence[Token]) -> bool:
    return any(t.type == "front_matter" and read_settings(t.content).is_exact for t in tokens)


def _remove_emoji_codes(tokens: Iterable[Token]) -> Iterator[str]:
    """Take codes such as `:rocket:`, which code hosts draw as pictures, out of the words."""
    for token in tokens:
        texts = (child for child in token.children or [] if child.type == "text")
        for child in texts:
            if found := _EMOJI.findall(child.content):
                child.content = _EMOJI.sub("", child.content)
                yield from found


def _read_task(body: Text, marks: BraceOptions) -> tuple[Text, BraceOptions]:
    """An item of a task list without its box, which becomes its icon."""
    done = _TASK.fullmatch(body.mask)
    if not done:
        return body, marks
    icon = marks.icon or ("square-check" if done[1] in "xX" else "square")
    return body.group(done, 2), replace(marks, icon=icon)


def _first_line(opening: OutlineSection) -> str:
    """What a list without a heading is called."""
    first = opening.lines[0].text.rstrip(":.") if opening.lines else ""
    return first if opening.entries and len(first) <= _LONGEST_FIRST_LINE else ""
