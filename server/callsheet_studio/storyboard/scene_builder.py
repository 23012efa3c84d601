"""From an outline to scenes: every gap filled, everything bounded, an opening and a closing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from callsheet_studio.storyboard.chart_limits import limit_values
from callsheet_studio.storyboard.content import Equation
from callsheet_studio.storyboard.endings import conclude, last_thought
from callsheet_studio.storyboard.equations import names_symbol
from callsheet_studio.storyboard.items import (
    MOST_DETAIL,
    MOST_WHOLE,
    begin_detail,
    show_text,
    split_item,
)
from callsheet_studio.storyboard.model import CHARTS, Item, Scene, SceneKind
from callsheet_studio.storyboard.mute_addresses import holds_address, mute_addresses
from callsheet_studio.storyboard.narration import narrate_scene, write_narration
from callsheet_studio.storyboard.outline import NarrationLine, Outline, OutlineSection
from callsheet_studio.storyboard.pointers import drop_references
from callsheet_studio.storyboard.questions import needs_question
from callsheet_studio.storyboard.read_aloud import say_list
from callsheet_studio.storyboard.scene_kinds import kind_of, missing_content
from callsheet_studio.storyboard.section_titles import levels_of
from callsheet_studio.storyboard.sentence_order import adds_on
from callsheet_studio.storyboard.statements import show_said
from callsheet_studio.storyboard.step_words import counts_steps, drop_own_counts, says_enough
from callsheet_studio.storyboard.title_pages import MOST_ITEMS
from callsheet_studio.text.clean import shorten
from callsheet_studio.text.keyphrases import key_phrase
from callsheet_studio.text.punctuation import COLONS, FULL_STOP_MARKS
from callsheet_studio.text.quotations import whole_quotations
from callsheet_studio.text.sentences import (
    as_sentence,
    begin_sentence,
    join_sentences,
    refers_back,
    sentences,
)

MOST_TITLE, MOST_QUOTE = 90, 240
"""Characters on the picture."""
MOST_NAMED = 12
"""Scenes that a note names."""


@dataclass(frozen=True)
class SceneDraft:
    """The scenes of an outline, before they are fitted to a length."""

    scenes: tuple[Scene, ...]
    notes: tuple[str, ...]
    levels: tuple[float, ...] = ()
    """The heading level of each scene; deeper ones are left out first."""
    made_up: frozenset[int] = frozenset()
    """The numbers, from 1, of scenes whose narration was made of what they show."""
    remarks: tuple[str | None, ...] = ()
    """What each scene says that stands after what it shows; None: it says what was written for it,
    word for word."""


def build_scenes(outline: Outline, title: str, language: str) -> SceneDraft:
    """Return the scenes of an outline, with an opening and a closing scene, before they are fitted
    to a length. Those of a film's own outline (`is_exact`) are taken as they stand.

    Args:
        title: The film's title.
        language: A BCP 47 tag.
    """
    if outline.settings.is_exact:
        return _as_they_stand(outline)
    outline = drop_references(mute_addresses(outline))
    outline = replace(outline, parts=tuple(conclude(outline.parts, title)))
    composer = _Composer(title, language)
    middle, levels = composer.middle(outline.parts)
    opens = bool(middle) and middle[0].kind == "title" and not outline.opening.lines
    opening = [] if opens else [composer.opening(outline.opening)]
    body, ending = _add_closing(middle, title, outline)
    made_up = [s.title for s, mute in zip(middle, composer.are_mute, strict=True) if mute]
    notes = (*composer.notes, *_made_up_notes(made_up))
    levels = (*[1] * len(opening), *levels, *[1] * len(ending))
    remarks = (*[""] * len(opening), *composer.remarks, *[None] * len(ending))
    mute = (n for n, is_mute in enumerate(composer.are_mute, len(opening) + 1) if is_mute)
    return SceneDraft((*opening, *body, *ending), notes, levels, frozenset(mute), remarks)


def misfit(part: OutlineSection) -> str | None:
    """Return a text on why one scene can't show everything of a section of an outline; None if
    it can."""
    if not part.image and (missing := missing_content(part)):
        return missing
    if len(part.title) > MOST_TITLE:
        return f"its title has {len(part.title)} characters, and at most {MOST_TITLE} fit"
    items = tuple(entry.item for entry in part.entries)
    if part.kind in CHARTS and items:
        return limit_values(part.kind, items)[1]
    if len(items) > MOST_ITEMS:
        return f"it lists {len(items)} items, and at most {MOST_ITEMS} fit; make it two scenes"
    return None


def to_scene(part: OutlineSection, language: str = "en") -> Scene:
    """Return the scene that a section of a film's own outline describes, unchanged.

    Args:
        language: A BCP 47 tag, for narration that the outline leaves out.
    """
    scene = Scene(
        kind=part.kind or kind_of(part, last=False),
        title=part.title,
        items=tuple(entry.item for entry in part.entries),
        icon=part.icon,
        subtitle=part.subtitle,
        image=part.image,
        content=part.content,
        highlight=part.highlight,
        hold=part.hold,
    )
    scene = scene.model_copy(update={"narration": _narrate(part, scene, language)})
    return show_said(scene) if part.stated and not scene.items else scene


def _as_they_stand(outline: Outline) -> SceneDraft:
    """Scenes as they are written; words are made only where there are none and silence isn't
    asked for."""
    scenes, mute, language = list[Scene](), list[str](), outline.language or "en"
    for part in outline.parts:
        scene = to_scene(part, language)
        if not scene.narration and not part.silent:
            said = narrate_scene(scene, language)
            scene = scene.model_copy(update={"narration": said})
            mute.append(scene.title)
        scenes.append(scene)
    return SceneDraft(
        tuple(scenes),
        tuple(_made_up_notes(mute)),
        tuple(part.level for part in outline.parts),
        remarks=tuple(None if part.scripted else "" for part in outline.parts),
    )


def _add_closing(
    scenes: Sequence[Scene], title: str, outline: Outline
) -> tuple[Sequence[Scene], Sequence[Scene]]:
    """The scenes with a closing that says a thought from elsewhere, if they end on side matters.
    Else the scenes, the last of which becomes the closing if it only has words or points; else with
    a closing that says the document's own last sentence, when that stands alone and can be taken
    from the last scene without leaving that one mute."""
    if scenes and (thought := last_thought(outline, title)):
        said = shorten(title, MOST_TITLE)
        return scenes, [Scene(kind="closing", title=said, narration=thought)]
    if not scenes or scenes[-1].kind == "closing":
        return scenes, ()
    *others, last = scenes
    part = outline.parts[-1]
    is_open = bool(others) and part.kind is None
    if is_open and _only_has_words(part) and last.kind == "points":
        return [*others, _to_closing(last, part, title)], ()
    *first, final = whole_quotations(last.narration) or [""]
    if first and _can_end(part, last, final, outline):
        kept = last.model_copy(update={"narration": join_sentences(first), "hold": 0.0})
        shown = shorten(base_title(last.title) or title, MOST_TITLE)
        end = Scene(kind="closing", title=shown, narration=final, hold=last.hold)
        return [*others, show_said(kept) if _only_has_words(part) else kept], [show_said(end)]
    if is_open and last.kind == "points":
        return [*others, _to_closing(last, part, title)], ()
    return scenes, ()


def _only_has_words(part: OutlineSection) -> bool:
    return not (part.entries or part.subtitle or part.content) and part.kind in (None, "points")


def _to_closing(last: Scene, part: OutlineSection, title: str) -> Scene:
    """The last scene as the closing, under the film's title if it is a note."""
    shown = title if part.announced and part.is_item else last.title
    return last.model_copy(update={"kind": "closing", "title": shorten(shown, MOST_TITLE)})


def _can_end(part: OutlineSection, last: Scene, final: str, outline: Outline) -> bool:
    """Whether the last sentence of a scene can be taken from it and stand alone."""
    speaks = _only_has_words(part)
    named = not speaks and any(item.text.lower() in final.lower() for item in last.elements)
    named |= isinstance(last.content, Equation) and names_symbol(final, last.content)
    written = bool(_narrate(part)) and (speaks or last.kind != "quote")
    written = written and not part.lines[-1].is_description and final not in outline.footnotes
    is_free = not (part.announced or part.asked)
    goes_on = refers_back(final) or adds_on(final)
    return written and not (named or holds_address(final)) and is_free and not goes_on


def _made_up_notes(titles: Sequence[str]) -> Iterator[str]:
    if titles:
        yield (
            "The document has no sentence for what these scenes show, so one was made: "
            f"{name_scenes(list(map(repr, dict.fromkeys(titles))))}."
        )


def name_scenes(names: Sequence[str]) -> str:
    """Return the first names of scenes, at most `MOST_NAMED`, as one text, with the number of the
    others."""
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _mark_last(parts: Sequence[OutlineSection]) -> Iterator[tuple[OutlineSection, bool]]:
    """Each part, and whether it is the last."""
    return ((part, n == len(parts)) for n, part in enumerate(parts, start=1))


class _Composer:
    """Makes scenes, and collects what the person who asked should know."""

    def __init__(self, title: str, language: str) -> None:
        self._title, self._language = title, language
        self.notes: list[str] = []
        self.are_mute: list[bool] = []
        """Of each scene of the middle, whether its words were made up."""
        self.remarks: list[str | None] = []
        """Of each scene of the middle, as in `SceneDraft`."""
        self._titles = {title}

    def middle(
        self, parts: Sequence[OutlineSection]
    ) -> tuple[tuple[Scene, ...], tuple[float, ...]]:
        """All scenes between opening and end, and how deep their headings are."""
        levels = levels_of(parts, self._title)
        made = [
            (scene, level)
            for (part, last), level in zip(_mark_last(parts), levels, strict=True)
            for scene in self.scenes(part, last)
        ]
        return tuple(scene for scene, _ in made), tuple(level for _, level in made)

    def opening(self, part: OutlineSection) -> Scene:
        """The title scene."""
        items = tuple(entry.item for entry in part.entries)
        said = _narrate(part) or write_narration("title", self._title, items, self._language)
        return Scene(
            kind="title",
            title=shorten(self._title, MOST_TITLE),
            narration=said,
            icon=part.icon,
            subtitle=part.subtitle,
            hold=part.hold,
        )

    def scenes(self, part: OutlineSection, last: bool) -> Iterator[Scene]:
        """One scene, or several when its list is too long for one."""
        part = self._add_title(part)
        if not part.scripted:
            part = replace(part, entries=tuple(drop_own_counts(part.entries)))
        kind = kind_of(part, last)
        kind = "points" if kind == "steps" and self._only_counts(part) else kind
        missing = missing_content(part)
        if missing:
            self.notes.append(
                f"Scene {part.title!r} is shown as {kind}, not {part.kind}: {missing}."
            )
        items = tuple(entry.item for entry in part.entries)
        if part.content:
            yield self._scene(_begin_with_capital(part), kind, ())
        elif kind in CHARTS:
            items, note = limit_values(kind, items)
            self.notes.extend([f"Chart {part.title!r}: {note}."] if note else [])
            yield self._scene(part, kind, items)
        else:
            yield from self._pages(part, kind, items)

    def _add_title(self, part: OutlineSection) -> OutlineSection:
        if part.title:
            return part
        words = (
            split_item(part.entries[0].item).text if part.entries else key_phrase(_narrate(part))
        )
        return replace(part, title=words or self._title)

    def _pages(
        self, part: OutlineSection, kind: SceneKind, items: tuple[Item, ...]
    ) -> Iterator[Scene]:
        """A long list is spread over scenes; of one with words that were written for its scene, the
        first items show, unless it is numbered: its end is what it leads to."""
        pages = [items[at : at + MOST_ITEMS] for at in range(0, len(items), MOST_ITEMS)] or [()]
        counts = part.kind is None and all(entry.numbered for entry in part.entries)
        if len(pages) > 1 and part.scripted and counts:
            part = replace(part, lines=(NarrationLine("", is_description=True), *part.lines))
        elif len(pages) > 1 and part.scripted and _narrate(part):
            self.notes.append(
                f"Scene {part.title!r} shows its first {MOST_ITEMS} items of {len(items)}; "
                f"split it into scenes to show them all."
            )
            pages = pages[:1]
        for n, page in enumerate(pages, start=1):
            title = part.title if len(pages) == 1 else f"{part.title} ({n}/{len(pages)})"
            lines = part.lines if n == 1 else ()
            yield self._scene(replace(part, title=title, lines=lines), kind, page)

    def _only_counts(self, part: OutlineSection) -> bool:
        """Whether a numbered list, for which no kind of scene was asked, holds no steps."""
        items = [entry.item for entry in part.entries]
        if part.kind or part.scripted or not says_enough(items):
            return False
        lead = next((t for line in reversed(part.lines) if (t := line.text).endswith(COLONS)), "")
        said = sentences(lead)
        return not counts_steps(part.title, items, self._language, said[-1] if said else "")

    def _scene(self, part: OutlineSection, kind: SceneKind, items: tuple[Item, ...]) -> Scene:
        quoted = _narrate(part) if kind == "quote" else ""
        points = items or ((Item(text=quoted),) if quoted else ())
        scene = Scene(
            kind=kind,
            title=shorten(part.title, MOST_TITLE),
            items=tuple(_show_item(kind, item) for item in points),
            icon=part.icon,
            subtitle=part.subtitle and shorten(part.subtitle, MOST_DETAIL),
            content=part.content,
            highlight=part.highlight,
            hold=part.hold,
        )
        whole = scene.model_copy(update={"items": items}) if items else scene
        said = _narrate(part, whole, self._language)
        is_scene_of_film = part.scripted and part.kind is not None
        remarks = join_sentences(line.text for line in part.lines if line.is_remark)
        self.remarks.append(None if is_scene_of_film else remarks)
        spoken = scene.model_copy(update={"narration": said})
        spoken = spoken if said else self._speak(scene, items)
        self.are_mute.append(not said)
        if said and items:
            spoken = say_list(spoken, self.remarks[-1], self._language)
        if kind in ("points", "closing") and not points and not part.content:
            spoken = spoken.model_copy(update={"items": tuple(map(_to_item, part.shown))})
            spoken = show_said(spoken) if said else spoken
        if part.announced:
            said = join_sentences((as_sentence(part.announced, self._language), spoken.narration))
            spoken = spoken.model_copy(update={"narration": said, "kind": kind})
        is_asked = bool(said) and self._is_asked(part)
        if is_asked and needs_question(said, part.asked, self._language):
            asked = as_sentence(part.asked, self._language)
            narration = join_sentences((asked, spoken.narration))
            spoken = spoken.model_copy(update={"narration": narration})
        self._note_cuts(points, spoken)
        self._titles |= {scene.title, base_title(scene.title)}
        self._titles |= {item.text.rstrip(".,;:") for item in scene.items}
        return spoken

    @staticmethod
    def _is_asked(part: OutlineSection) -> bool:
        """Whether its heading asks what its words answer, and those are the document's."""
        return bool(part.asked) and not (part.scripted or part.announced)

    def _speak(self, scene: Scene, items: tuple[Item, ...]) -> Scene:
        """The scene with words that are made of what it shows, in full."""
        whole = scene.model_copy(update={"items": items})
        is_new = base_title(scene.title) not in self._titles
        said = narrate_scene(whole, self._language, titled=is_new)
        return scene.model_copy(update={"narration": said})

    def _note_cuts(self, items: Sequence[Item], scene: Scene) -> None:
        """Note what the picture shows only in part, unless the rest is said."""
        most = MOST_QUOTE if scene.kind == "quote" else MOST_WHOLE
        for item in items:
            whole = item if scene.kind == "quote" else split_item(item)
            is_told = (whole.detail or "") in scene.narration
            if len(whole.text) > most or (_is_cut(item) and not is_told):
                shown = _show_item(scene.kind, item)
                self.notes.append(f"Shortened on the picture: {shown.text!r}.")


def _show_item(kind: SceneKind, item: Item) -> Item:
    """What the picture has room for."""
    item = item if kind == "quote" else split_item(item)
    text = shorten(item.text, MOST_QUOTE) if kind == "quote" else show_text(item.text)
    detail = item.detail and (item.detail.rstrip(",;").rstrip() or item.detail)
    text = text if kind == "quote" else text.rstrip(",;:").rstrip() or text
    return item.model_copy(update={"text": text, "detail": detail and begin_detail(detail)})


def _is_cut(item: Item) -> bool:
    """Whether a detail that is said is longer than what is shown of it."""
    return len(split_item(item).detail or "") > MOST_DETAIL


def _to_item(sentence: str) -> Item:
    return split_item(Item(text=sentence.rstrip(FULL_STOP_MARKS)))


def _begin_with_capital(part: OutlineSection) -> OutlineSection:
    """With a capital where words such as `where n is …` go on the formula before them."""
    if not (part.lines and isinstance(part.content, Equation)):
        return part
    first, *others = part.lines
    return replace(part, lines=(replace(first, text=begin_sentence(first.text)), *others))


def base_title(title: str) -> str:
    """Return a scene's title without the number of its page: `Things` for `Things (1/7)`."""
    return title.rpartition(" (")[0] if title.endswith(")") and "/" in title[-6:] else title


def _narrate(part: OutlineSection, scene: Scene | None = None, language: str = "en") -> str:
    """The narration; sentences made of what is shown are in it when there is a scene."""
    said = (
        narrate_scene(scene, language, titled=False) if line.is_description and scene else line.text
        for line in part.lines
    )
    return join_sentences(said)
