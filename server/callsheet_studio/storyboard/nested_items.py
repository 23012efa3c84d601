"""Long and nested items: what fits stays with its item, what doesn't gets a scene of its own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from callsheet_studio.storyboard.items import (
    LONGEST_JOINED,
    MOST_DETAIL,
    MOST_TEXT,
    add_detail,
    split_item,
)
from callsheet_studio.storyboard.model import Item
from callsheet_studio.storyboard.outline import ListItem, NarrationLine, OutlineSection
from callsheet_studio.text.punctuation import FULL_STOP_MARKS, ends_sentence
from callsheet_studio.text.sentences import as_sentence, begin_sentence, sentences
from callsheet_studio.text.word_lists import DANGLING, has_verb

_MOST_DEEP = 60
"""Characters up to which what stands below an item on several levels, or with icons, stays with its
item."""
_LONGEST_LABEL = 6
"""Words."""
_MOST_TOLD, _MOST_TOGETHER = 360, 1200
"""Characters of a detail that is shown only in part and said whole, and of all those of a list."""


@dataclass(frozen=True)
class Nested:
    """An item below another one, or a further paragraph of an item."""

    depth: int
    """2 for an item below one of the list, 3 below that, and so on."""
    text: str
    entry: ListItem


def fold(entry: ListItem, nested: Iterable[Nested]) -> ListItem:
    """Return an entry with the texts of all items below it added to its detail; those of a further
    level stand in parentheses."""
    nested = list(nested)
    for below, deeper in _tree(nested):
        inner = ", ".join(each.text for each in deeper)
        entry = add_detail(entry, f"{below.text} ({inner})" if inner else below.text, exact=False)
    return replace(entry, nested=(*entry.nested, *(each.text for each in nested)))


def lay_out_items(
    items: Iterable[tuple[ListItem, Sequence[Nested]]], level: int, above: str = ""
) -> tuple[list[ListItem], list[OutlineSection]]:
    """Return a list's entries, and further sections for the items that are too long to stand with
    their entry. An entry that says nothing without those, or is the only one, is their heading.

    Args:
        items: Each entry with all items below it, in order.
        level: The heading level of the sections.
        above: The heading above the list.
    """
    items = list(items)
    entries, scenes = list[ListItem](), list[OutlineSection]()
    most_told = _most_told(items)
    for written, nested in items:
        entry = replace(written, item=split_item(written.item))
        whole = fold(entry, nested)
        most = MOST_DETAIL if _is_plain(nested) else _MOST_DEEP
        goes_on = written.numbered and _are_sentences(nested)
        if goes_on or (not nested and is_label_of_item(entry.item.text)):
            most = max(most, most_told)
        if len(whole.item.detail or "") <= most:
            entries.append(whole if nested else written)
            continue
        told = _told(written, entry)
        if len(items) == 1 or (nested and _is_open(entry)):
            scenes += _scenes(entry, nested, level, said=told, above=above)
            continue
        too_long = len(entry.item.detail or "") > MOST_DETAIL
        entries.append(_shorten_detail(entry, written) if too_long else entry)
        scenes += _scenes(entry, nested, level, said=told if too_long else "")
    return entries, scenes


def _most_told(items: Sequence[tuple[ListItem, Sequence[Nested]]]) -> int:
    """Characters of a detail that is said whole with its item, so that a label is never alone and
    steps keep their order; 0 for the only item, and where many are long."""
    details = (split_item(entry.item).detail or "" for entry, nested in items if not nested)
    together = sum(len(detail) for detail in details if len(detail) > MOST_DETAIL)
    is_numbered = all(entry.numbered for entry, _ in items)
    is_short = is_numbered or together <= _MOST_TOGETHER
    return _MOST_TOLD * (1 + is_numbered) if len(items) > 1 and is_short else 0


def is_label_of_item(text: str) -> bool:
    """Return whether the beginning of an item tells nothing without the rest: a few words, and in
    English no verb."""
    words = text.split()
    return len(words) <= _LONGEST_LABEL and not has_verb(words)


def _told(written: ListItem, entry: ListItem) -> str:
    """What is said of an entry below its title: its detail, or all of it where the title is only
    the beginning of a sentence."""
    first = next(iter(sentences(written.item.text)), "")
    is_whole = first.rstrip(FULL_STOP_MARKS) == entry.item.text
    detail = entry.item.detail or ""
    if is_whole or written.item.text == entry.item.text:
        return detail
    return " ".join(filter(None, (written.item.text, written.item.detail)))


def _scenes(
    entry: ListItem, nested: Sequence[Nested], level: int, *, said: str, above: str = ""
) -> Iterator[OutlineSection]:
    """A scene for an entry, and those of its own items.

    Args:
        said: Its narration.
    """
    tree, title = _branches(nested), begin_sentence(entry.item.text.rstrip(":;,."))
    if len(tree) == 1 and tree[0][1] and not (said or tree[0][0].item.detail):
        ((only, nested),) = tree
        tree, title = _branches(nested), f"{title}: {only.item.text.rstrip(':;,.')}"
    joined = f"{above}: {title}"
    title = joined if above and len(joined) <= LONGEST_JOINED else title
    below, deeper = lay_out_items(tree, level + 1)
    lines = [NarrationLine(as_sentence(said))] if said else []
    if said and below:
        lines.append(NarrationLine("", is_description=True))
    entries, said_lines = tuple(below), tuple(lines)
    yield OutlineSection(title, entries=entries, lines=said_lines, level=level, is_item=True)
    yield from deeper


def _is_open(entry: ListItem) -> bool:
    """Whether an item says nothing without those below it: `Not to`, `Only if`."""
    words = entry.item.text.rstrip(":").lower().split()
    return bool(words) and words[-1] in DANGLING and not entry.item.detail


def _branches(nested: Sequence[Nested]) -> list[tuple[ListItem, list[Nested]]]:
    return [(top.entry, deeper) for top, deeper in _tree(nested)]


def _tree(nested: Sequence[Nested]) -> Iterator[tuple[Nested, list[Nested]]]:
    """The topmost of nested items, each with everything below it."""
    top: tuple[Nested, list[Nested]] | None = None
    least = min((each.depth for each in nested), default=0)
    for each in nested:
        if top and each.depth > least:
            top[1].append(each)
            continue
        if top:
            yield top
        top = each, []
    if top:
        yield top


def _are_sentences(nested: Sequence[Nested]) -> bool:
    """Whether what stands below an item goes on with it, as its further paragraphs do."""
    return _is_plain(nested) and all(ends_sentence(each.text) for each in nested)


def _is_plain(nested: Sequence[Nested]) -> bool:
    """Whether items are of one level and without icons, so that they read well in a row."""
    return len({each.depth for each in nested}) < 2 and not any(n.entry.item.icon for n in nested)


def _shorten_detail(entry: ListItem, written: ListItem) -> ListItem:
    """The entry with the beginning of its detail behind a name, which says nothing alone; else
    without it."""
    detail, is_name = entry.item.detail or "", entry.item.text == written.item.text
    first = split_item(Item(text=detail)).text.rstrip(FULL_STOP_MARKS)
    if not (is_name and written.item.detail) or len(first) > MOST_TEXT:
        return _without_detail(entry, written)
    return replace(entry, item=entry.item.model_copy(update={"detail": f"{first}…"}))


def _without_detail(entry: ListItem, written: ListItem) -> ListItem:
    """The entry alone, with its full stop if it is a sentence."""
    first = next(iter(sentences(written.item.text)), "")
    text = first if first.rstrip(FULL_STOP_MARKS) == entry.item.text else entry.item.text
    return replace(entry, item=entry.item.model_copy(update={"text": text, "detail": None}))
