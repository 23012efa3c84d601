"""What a narration becomes when what its scene shows is changed."""

import re
from collections.abc import Iterator

from callsheet_studio.edits.draft import Draft
from callsheet_studio.script.narration import narrate
from callsheet_studio.script.sentences import as_sentence, sentences
from callsheet_studio.script.storyboard import Item, Scene


def respoken(draft: Draft, key: int, before: Scene) -> None:
    """Make the narration of a changed scene follow what is shown.

    A narration that only reads the scene out is read anew. In one that was written, texts that
    changed are replaced where they occur, new items are read at the end, and sentences that name
    an item that is gone are left out, as long as one remains.
    """
    after, language = draft[key], draft.film.language
    if after.narration != before.narration:
        return
    if before.narration == narrate(before.kind, before.title, before.items, language):
        said = narrate(after.kind, after.title, after.items, language)
    else:
        said = _adapted(before, after)
    draft.set(key, narration=said)


def replaced(text: str, old: str, new: str) -> str:
    """`text` with `old` as a whole word or words replaced, whatever its case."""
    start, end = (r"\b" if old[i : i + 1 or None].isalnum() else "" for i in (0, -1))
    pattern = re.compile(rf"{start}{re.escape(old)}{end}", re.IGNORECASE)
    return pattern.sub(lambda found: _cased(found[0], old, new), text)


def _cased(found: str, old: str, new: str) -> str:
    """A capital that only the place in the sentence asked for is kept."""
    if found != old and found[:1].isupper() and new[:1].islower():
        return new[:1].upper() + new[1:]
    if found != old and found[:1].islower() and new[:1].isupper() and new[1:].islower():
        return new[:1].lower() + new[1:]
    return new


def _adapted(before: Scene, after: Scene) -> str:
    said = before.narration
    for old, new in _renamed(before, after):
        said = replaced(said, old, new)
    kept = {item.text for item in after.items}
    gone = [item.text for item in before.items if item.text not in kept]
    if len(after.items) < len(before.items):
        said = _without(said, gone)
    had = {item.text for item in before.items}
    more = [item for item in after.items if item.text not in had]
    if len(after.items) > len(before.items):
        said = " ".join([said, *map(_read, more)])
    return said


def _renamed(before: Scene, after: Scene) -> Iterator[tuple[str, str]]:
    """Texts and labels that are different now, item by item; what only moved is not renamed."""
    if len(before.items) != len(after.items) or set(before.items) == set(after.items):
        return
    for old, new in zip(before.items, after.items, strict=True):
        for a, b in ((old.text, new.text), (old.label, new.label), (old.detail, new.detail)):
            if a and b and a != b:
                yield a, b


def _without(said: str, gone: list[str]) -> str:
    kept = [each for each in sentences(said) if not any(_names(each, text) for text in gone)]
    return " ".join(kept) if kept else said


def _names(sentence: str, text: str) -> bool:
    return replaced(sentence, text, "\0") != sentence


def _read(item: Item) -> str:
    more = item.detail or item.label
    return as_sentence(f"{item.text}: {more}" if more else item.text)
