"""From an outline to scenes: every gap filled, everything bounded, an opening and a closing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from callsheet_studio.script.charts import bounded
from callsheet_studio.script.clean import shorten
from callsheet_studio.script.kinds import kind_of, lacks
from callsheet_studio.script.narration import enumerated, narrate
from callsheet_studio.script.outline import Outline, Part
from callsheet_studio.script.phrases import gist
from callsheet_studio.script.sentences import as_sentence, sentences
from callsheet_studio.script.storyboard import Item, Scene, SceneKind

MOST_ITEMS = 6
"""Items a scene shows at most; charts have their own bounds."""
MOST_TITLE, MOST_TEXT, MOST_DETAIL, MOST_QUOTE = 90, 80, 120, 240
"""Characters on the picture."""
_CHARTS = ("bars", "line")


@dataclass(frozen=True)
class Composed:
    """Scenes ready to be fitted to a length."""

    scenes: tuple[Scene, ...]
    notes: tuple[str, ...]
    ends: bool
    """Whether the outline has an end of its own; else the last scene is a recap of the others."""


def compose(outline: Outline, title: str, language: str) -> Composed:
    """All scenes of the film, whatever their length."""
    composer = _Composer(title, language)
    middle = [scene for part in _marked(outline.parts) for scene in composer.scenes(*part)]
    opens = bool(middle) and middle[0].kind == "title" and not outline.opening.lines
    opening = [] if opens else [composer.opening(outline.opening)]
    ends = bool(middle) and middle[-1].kind == "closing"
    closing = [] if ends else [recap(title, middle, language)]
    return Composed((*opening, *middle, *closing), tuple(composer.notes), ends)


def recap(title: str, scenes: Sequence[Scene], language: str) -> Scene:
    """A closing in the film's own words, for an outline that has no end."""
    titles = list(dict.fromkeys(scene.title for scene in scenes if scene.kind != "title"))[:4]
    listed = len(titles) > 1 and not any(each[-1:] in "?!.…" for each in titles)
    said = f"In short: {enumerated(titles)}." if listed else f"That was: {title}"
    return Scene(
        kind="closing",
        title=shorten(title, MOST_TITLE),
        items=tuple(Item(text=shorten(each, MOST_TEXT)) for each in titles if len(titles) > 1),
        narration=as_sentence(said if language == "en" else title),
    )


def _marked(parts: Sequence[Part]) -> Iterator[tuple[Part, bool]]:
    """Each part, and whether it is the last."""
    return ((part, n == len(parts)) for n, part in enumerate(parts, start=1))


class _Composer:
    """Makes scenes, and collects what the person who asked should know."""

    def __init__(self, title: str, language: str) -> None:
        self._title, self._language = title, language
        self.notes: list[str] = []

    def opening(self, part: Part) -> Scene:
        """The title scene."""
        items = tuple(entry.item for entry in part.entries)
        said = _said(part) or narrate("title", self._title, items, self._language)
        return Scene(
            kind="title",
            title=shorten(self._title, MOST_TITLE),
            narration=said,
            icon=part.icon,
            subtitle=part.subtitle,
            hold=part.hold,
        )

    def scenes(self, part: Part, last: bool) -> Iterator[Scene]:
        """One scene, or several when its list is too long for one."""
        part = self._titled(part)
        kind = kind_of(part, last)
        missing = lacks(part)
        if missing:
            self.notes.append(
                f"Scene {part.title!r} is shown as {kind}, not {part.kind}: {missing}."
            )
        items = tuple(entry.item for entry in part.entries)
        if kind in _CHARTS:
            items, note = bounded(kind, items)
            self.notes.extend([f"Chart {part.title!r}: {note}."] if note else [])
            yield self._scene(part, kind, items)
        else:
            yield from self._pages(part, kind, items)

    def _titled(self, part: Part) -> Part:
        if part.title:
            return part
        words = part.entries[0].item.text if part.entries else gist(_said(part))
        return replace(part, title=words or self._title)

    def _pages(self, part: Part, kind: SceneKind, items: tuple[Item, ...]) -> Iterator[Scene]:
        """A long list without narration is spread over scenes; with one, its first items show."""
        pages = [items[at : at + MOST_ITEMS] for at in range(0, len(items), MOST_ITEMS)] or [()]
        if len(pages) > 1 and part.lines:
            self.notes.append(
                f"Scene {part.title!r} shows its first {MOST_ITEMS} items of {len(items)}; "
                f"split it into scenes to show them all."
            )
            pages = pages[:1]
        for n, page in enumerate(pages, start=1):
            title = part.title if len(pages) == 1 else f"{part.title} ({n}/{len(pages)})"
            yield self._scene(replace(part, title=title), kind, page)

    def _scene(self, part: Part, kind: SceneKind, items: tuple[Item, ...]) -> Scene:
        said = _said(part) or narrate(kind, part.title, items, self._language)
        return Scene(
            kind=kind,
            title=shorten(part.title, MOST_TITLE),
            items=tuple(self._shown(kind, item) for item in items or self._points(kind, said)),
            narration=said,
            icon=part.icon,
            subtitle=part.subtitle and shorten(part.subtitle, MOST_DETAIL),
            hold=part.hold,
        )

    def _points(self, kind: SceneKind, said: str) -> tuple[Item, ...]:
        """What a scene shows that only speaks: a quote itself, else the gist of its sentences."""
        if kind == "quote":
            return (Item(text=said),)
        if kind != "points":
            return ()
        phrases = dict.fromkeys(gist(sentence) for sentence in sentences(said)[:3])
        return tuple(Item(text=phrase) for phrase in phrases if phrase)

    def _shown(self, kind: SceneKind, item: Item) -> Item:
        text = shorten(item.text, MOST_QUOTE if kind == "quote" else MOST_TEXT)
        detail = item.detail
        short = detail and shorten(detail, MOST_DETAIL)
        if (text, short) != (item.text, detail):
            self.notes.append(f"Shortened on the picture: {text!r}.")
        return item.model_copy(update={"text": text, "detail": short})


def _said(part: Part) -> str:
    return " ".join(line.text for line in part.lines)
