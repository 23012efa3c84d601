"""A film written as a document, and the document read as exactly that film.

    ---
    storyboard: 1
    duration: 60
    ---
    # How HTTPS works

    ## 1: How HTTPS works [title]
    > Every time you see the padlock, a handshake has happened.

`read_storyboard(as_outline(film)) == film` for every storyboard. A text is written as it is, and
only where reading it would give another one, with backslashes and character references.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar, cast

from callsheet_studio.storyboard.code_fences import write_steps
from callsheet_studio.storyboard.content import (
    Chart,
    Code,
    Content,
    Definition,
    Diagram,
    Equation,
    Picture,
    Table,
)
from callsheet_studio.storyboard.escape import escape
from callsheet_studio.storyboard.grammar import read_outline
from callsheet_studio.storyboard.inline import read_inline
from callsheet_studio.storyboard.items import AS_TEXT, add_detail, read_item, read_marks
from callsheet_studio.storyboard.markdown import inline_tokens
from callsheet_studio.storyboard.model import Item, Scene, Storyboard
from callsheet_studio.storyboard.narration import narrate_scene
from callsheet_studio.storyboard.outline import ListItem
from callsheet_studio.storyboard.scene_builder import to_scene
from callsheet_studio.storyboard.settings import EXACT, FIELDS, write_setting
from callsheet_studio.storyboard.statements import show_said

_ALIGNED = {"": "---", "left": ":---", "center": ":---:", "right": "---:"}
_EXACT_HEAD = f"---\n{EXACT}: 1\n---\n"


_SILENT = "narration: none\n"


_T = TypeVar("_T")
_LONGEST_LABEL = 3
"""Words of an item that stand before a colon and its detail; more have the detail below them."""


@dataclass(frozen=True)
class Write:
    """The functions that write texts of an outline: those that are shown, and those that are
    spoken."""

    shown: Callable[[str], str]
    spoken: Callable[[str], str]
    tight: bool = False
    """Whether tables have no spaces around their cells."""


_WAYS = (Write(str, str), Write(escape, str), Write(str, escape), Write(escape, escape))
"""From the plainest on; the last is always read back as it was."""


class NotAStoryboard(ValueError):
    """A text is not an outline that `as_outline` wrote: its front matter has no `storyboard:`."""


def as_outline(
    storyboard: Storyboard, *, seeded: bool = True, short: bool = False, covers: str | None = None
) -> str:
    """Return a film's outline in Markdown, with its settings and scene numbers.

    As the defaults write it, `read_storyboard` gives back the same film.

    Args:
        seeded: Whether it has the seed. Without it the outline is a task for a new film, which
            looks different in the same style; `read_storyboard` refuses it.
        short: Whether to leave out what planning a film makes again: narration made of what is
            shown, and lists made of what is said. `read_storyboard` leaves those scenes without.
        covers: How much of its document the outline holds, for the film's report, as
            `Coverage.line` words it: `4 of 5 sections, 12 of 12 items`. None says nothing.
    """
    title = _write_title(storyboard.title)
    settings = list(
        _settings(storyboard if seeded else storyboard.model_copy(update={"seed": None}))
    )
    settings += [write_setting("covers", covers)] if covers else []
    language = storyboard.language
    scenes = (
        _shorten(scene, n, language) if short else write_scene(scene, n)
        for n, scene in enumerate(storyboard.scenes, start=1)
    )
    return "\n".join(["---", *settings, "---", title, "", *scenes])


def read_storyboard(text: str) -> Storyboard:
    """Return the film whose outline `as_outline` wrote.

    Raises:
        NotAStoryboard: The text is another document.
        pydantic.ValidationError: A setting that a film must have is missing.
    """
    outline = read_outline(text)
    settings = outline.settings
    if not settings.is_exact:
        raise NotAStoryboard(f"The front matter has no line `{EXACT}: 1`.")
    values = {**settings.values, "music": settings.music}
    fields = {field: values[name] for name, field in FIELDS.items() if values.get(name) is not None}
    return Storyboard.model_validate(
        {
            "version": settings.values[EXACT],
            "title": outline.title,
            "palette": settings.palette,
            "scenes": tuple(to_scene(part, outline.language or "en") for part in outline.parts),
            **fields,
        }
    )


@lru_cache(maxsize=16)
def _write_title(title: str) -> str:
    return _faithful(title, _title, lambda text: read_outline(text).title)


def write_scene(scene: Scene, n: int) -> str:
    """Return the Markdown of a scene in its film's outline; `n` is its number, from 1."""
    return _write_scene(cast("Hashable", scene), n)


@lru_cache(maxsize=256)
def _write_scene(scene: Scene, n: int) -> str:
    """A draft writes most of its scenes many times."""
    return _faithful(scene, lambda each, write: _scene(each, n, write), _only_scene)


def is_made_up(scene: Scene, language: str) -> bool:
    """Return whether a scene's narration is the one that `narrate_scene` makes for a scene without
    one.

    Args:
        language: The film's language, a BCP 47 tag.
    """
    return bool(scene.narration) and scene.narration == narrate_scene(scene, language)


def _shorten(scene: Scene, n: int, language: str) -> str:
    return _short(cast("Hashable", scene), n, language)


@lru_cache(maxsize=256)
def _short(scene: Scene, n: int, language: str) -> str:
    """The scene with marks for what reading it makes; narration that is all made needs none."""
    if is_made_up(scene, language):
        return _mute(scene, n)
    told = narrate_scene(scene, language, titled=False)
    made = told if told in scene.narration else ""
    shown = show_said(scene.model_copy(update={"items": ()}))
    stated = bool(scene.items) and shown == scene.model_copy(update={"stated": shown.stated})
    marks = ((made, False), *((("", True),) if stated else ()))  # each is made of the other
    found = [text for mark in marks if (text := _marked(scene, n, language, *mark))]
    return min(found, key=len, default="") or write_scene(scene, n)


def _marked(scene: Scene, n: int, language: str, made: str, stated: bool) -> str | None:
    """The scene with these marks in the plainest way that is read back as the same; None if none
    is."""
    texts = (_scene(scene, n, _tight(way), made=made, stated=stated) for way in _WAYS)
    return next((text for text in texts if _only_scene(text, language) == scene), None)


def _mute(scene: Scene, n: int) -> str:
    """The scene without a word on its narration."""
    bare = scene.model_copy(update={"narration": ""})
    text = _faithful(bare, lambda each, write: _scene(each, n, _tight(write)), _only_scene)
    return "".join(text.rpartition(_SILENT)[::2])


def _tight(write: Write) -> Write:
    return replace(write, tight=True)


def _only_scene(text: str, language: str = "en") -> Scene | None:
    parts = read_outline(f"{_EXACT_HEAD}{text}").parts
    return to_scene(parts[0], language) if len(parts) == 1 else None


def _faithful(value: _T, write: Callable[[_T, Write], str], read: Callable[[str], object]) -> str:
    """Written in the plainest way that is read back as the same."""
    texts = (write(value, way) for way in _WAYS[:-1])
    return next((t for t in texts if read(t) == value), None) or write(value, _WAYS[-1])


def _title(title: str, write: Write) -> str:
    return f"# {write.shown(title)}"


def _settings(storyboard: Storyboard) -> Iterator[str]:
    fields = {name: getattr(storyboard, field) for name, field in FIELDS.items()}
    values = {EXACT: storyboard.version, **fields, **storyboard.palette}
    return (write_setting(name, str(value)) for name, value in values.items() if value is not None)


def _scene(scene: Scene, n: int, write: Write, *, made: str = "", stated: bool = False) -> str:
    """With a mark for the `made` part of its narration, and for items that it states."""
    listed = ["- …"] if stated else [line for item in scene.items for line in _item(item, write)]
    said = scene.narration.rpartition(made) if made else (scene.narration, "", "")
    before, _, after = (f"> {write.spoken(text.strip())}" if text else "" for text in said)
    spoken = list(filter(None, (before, "> …" if made else "", after)))
    rest = [f"hold: {scene.hold!r}"] if scene.hold else []
    lines = [*_head(scene, n, write), *listed, *(spoken or [_SILENT.strip()]), *rest]
    return "\n".join([*lines, ""])


def _head(scene: Scene, n: int, write: Write) -> Iterator[str]:
    yield f"## {n}: {write.shown(scene.title)} [{scene.kind}]"
    settings = {
        "icon": scene.icon,
        "subtitle": scene.subtitle,
        "highlight": scene.highlight,
        "image": scene.image,
    }
    yield from (
        f"{key}: {write.shown(value)}" for key, value in settings.items() if value is not None
    )
    if scene.content:
        yield from _content(scene.content, write)


def _item(item: Item, write: Write) -> Iterator[str]:
    """An item; what its words don't say stands in braces."""
    more = item.label or (item.number if item.value is not None else item.detail)
    plain = f"- {write.shown(item.text)}{f': {write.shown(more)}' if more else ''}"
    nested = [f"  - {write.shown(item.detail)}"] if item.detail and item.detail != more else []
    icons = [item.icon] if item.icon else []
    forms = [(plain, nested)]
    if more and _is_parted(item):
        forms = [(f"- {write.shown(item.text)}", [f"  - {write.shown(more)}"]), *forms]
    for form, below in forms:
        for marks in ([], [AS_TEXT], _values(item)):
            braces = ", ".join([*icons, *marks])
            lines = [form + (f" {{{braces}}}" if braces else ""), *below]
            if _read_item(lines) == item:
                yield from lines
                return
    named = f"- {write.shown(item.text)}{f': {write.shown(item.label)}' if item.label else ''}"
    yield f"{named} {{{', '.join([*icons, *_values(item)])}}}"
    yield from [f"  - {write.shown(item.detail)}"] if item.detail else []


def _is_parted(item: Item) -> bool:
    """Whether the words of an item are no label of its detail, but what its detail goes on with."""
    is_text = bool(item.detail) and item.value is None and not item.label
    return is_text and len(item.text.split()) > _LONGEST_LABEL


def _values(item: Item) -> list[str]:
    before = [] if item.before is None else [f"before: {item.before!r}"]
    return [f"value: {'none' if item.value is None else repr(item.value)}", *before]


def _read_item(lines: Sequence[str]) -> Item:
    """What these lines are read as, unless a word of them begins another block."""
    item, *details = (
        read_inline(inline_tokens(line.strip().removeprefix("- "))).whole for line in lines
    )
    entry = ListItem(read_item(*read_marks(item)))
    return add_detail(entry, details[0].text, exact=True).item if details else entry.item


def _content(content: Content, write: Write) -> Iterator[str]:
    match content:
        case Diagram(source=source):
            yield _fence("mermaid", source)
        case Equation(lines=lines, labels=labels):
            yield from (f"$$\n{line}\n$$" for line in lines)
            yield from (f"- {{{{{label.group}}}}}: {write.shown(label.text)}" for label in labels)
        case Code(language=language, states=states, output=output):
            yield from (_fence(language + write_steps(s.steps), s.text) for s in states)
            yield from [] if output is None else [_fence("output", output)]
        case Picture(address=address, description=description, callouts=callouts):
            yield f"![{write.shown(description)}](<{_address(address)}>)\n"
            yield from (f"- @{c.x:g},{c.y:g}: {write.shown(c.text)}" for c in callouts)
        case Definition(terms=terms):
            for term in terms:
                yield "\n".join(
                    ["", write.shown(term.term), *(f": {write.shown(m)}" for m in term.meanings)]
                )
            yield ""
        case Table() | Chart():
            yield from _grid(content, write)


def _grid(content: Table | Chart, write: Write) -> Iterator[str]:
    """A table with empty lines around it."""
    if isinstance(content, Table):
        header, rows, align = content.header, content.rows, content.align
    else:
        header = (content.over, *(each.name for each in content.series))
        columns = (content.categories, *(each.written for each in content.series))
        rows, align = tuple(zip(*columns, strict=True)), ()
    marks = [_ALIGNED[each] for each in align] or [_ALIGNED[""]] * len(header)
    yield ""
    texts = [list(map(write.shown, row)) for row in (header, *rows)]
    if write.tight:
        marks = [mark.replace("---", "-") for mark in marks]
        yield from (f"|{'|'.join(cells)}|" for cells in (texts[0], marks, *texts[1:]))
    else:
        yield from (f"| {' | '.join(cells)} |" for cells in (texts[0], marks, *texts[1:]))
    yield ""


def _fence(info: str, text: str) -> str:
    marks = "```"
    while marks in text:
        marks += "`"
    return f"{marks}{info}\n{text}\n{marks}"


def _address(address: str) -> str:
    return "".join(f"\\{c}" if c in "<>\\&" else c for c in address)
