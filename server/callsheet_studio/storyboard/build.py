"""From a task to a storyboard: an outline, prose or a topic becomes scenes that fit the length.

script = build_storyboard(Brief(uuid="…", task="Explain how HTTPS works in 30 seconds", seconds=30))
"""

import math
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

from callsheet_studio.llm.endpoints import EndpointError
from callsheet_studio.storyboard.brief import LONGEST_TASK, Brief, FilmRejected
from callsheet_studio.storyboard.brief_settings import LONGEST, SHORTEST, apply_settings
from callsheet_studio.storyboard.claims import name_claims
from callsheet_studio.storyboard.content_names import name_content
from callsheet_studio.storyboard.coverage import Coverage, cover
from callsheet_studio.storyboard.endings import silence_repetition
from callsheet_studio.storyboard.formula_words import FormulaWords
from callsheet_studio.storyboard.grammar import read_outline, read_task
from callsheet_studio.storyboard.installed_voices import ENGLISH, Languages, speaks
from callsheet_studio.storyboard.item_marks import keep_marks
from callsheet_studio.storyboard.length_variants import select_for_length
from callsheet_studio.storyboard.llm_writer import OutlineWriter
from callsheet_studio.storyboard.logos import is_logo
from callsheet_studio.storyboard.model import Scene, Storyboard
from callsheet_studio.storyboard.mute_brackets import mute_brackets
from callsheet_studio.storyboard.opening import say_opening
from callsheet_studio.storyboard.outline import Outline
from callsheet_studio.storyboard.picture_files import PictureFiles
from callsheet_studio.storyboard.pointers import without_pointers
from callsheet_studio.storyboard.prose_reader import parse_prose, split_long_scenes
from callsheet_studio.storyboard.read_aloud import end_introduction, read_aloud, reading_of
from callsheet_studio.storyboard.scene_builder import (
    MOST_NAMED,
    MOST_TITLE,
    SceneDraft,
    build_scenes,
    name_scenes,
)
from callsheet_studio.storyboard.speech_timing import (
    FEWEST,
    SpeechTiming,
    attainable_seconds,
    estimate_seconds,
    spoken_words,
    timing_of,
)
from callsheet_studio.storyboard.title_pages import number_pages
from callsheet_studio.storyboard.title_repeats import retitle_last_lines, shorten_repeated_title
from callsheet_studio.storyboard.topic_reader import (
    OPEN_SECONDS,
    Topic,
    find_example,
    parse_topic,
    placeholder_outline,
)
from callsheet_studio.storyboard.trim import MeasuredScenes, TrimResult
from callsheet_studio.storyboard.voice_note import voice_note
from callsheet_studio.text.clean import clean, shorten
from callsheet_studio.text.keyphrases import key_phrase
from callsheet_studio.text.language import language_of, without_names
from callsheet_studio.text.language_names import name_of_language, primary_subtag

UNBOUND = 10_000
"""Seconds that every film fits into: nothing of a recording is cut."""
_STEP = 5
"""Seconds."""
_FAR_LONGER = 3
"""Times a film's length, in which scenes without a place are given up."""
_ENOUGH_TO_TELL = 40
"""Characters of a narration whose language can be told."""


@dataclass(frozen=True)
class StoryboardResult:
    """A storyboard, and what the user should know about it."""

    storyboard: Storyboard
    notes: tuple[str, ...]
    coverage: Coverage | None = None
    """How much of the task is in the film; None if that was not counted."""


@dataclass(frozen=True)
class Prepared:
    """A task that was read into scenes, which are not yet fitted to a length."""

    brief: Brief
    """With the settings of the document."""
    outline: Outline
    title: str
    language: str
    composed: SceneDraft
    notes: tuple[str, ...]
    is_heard: bool
    """Whether there is a voice for the language."""
    given_up: frozenset[int] = frozenset()
    """The numbers, from 1, of scenes that no length considered has room for."""
    without_room: frozenset[int] = frozenset()
    """Those of scenes for which the outline has no room, whatever the length."""
    is_bound: bool = False
    """Whether an outline of it has too many characters, whatever the film's length."""

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers, from 1, of the other scenes."""
        gone = self.given_up | self.without_room
        return [n for n in range(1, len(self.composed.scenes) + 1) if n not in gone]

    @property
    def words_seconds(self) -> int:
        """The length in seconds, in steps of five, of a film in which no word is left out."""
        return _needed_seconds(self.composed.scenes, self.pace)

    @cached_property
    def whole_seconds(self) -> int:
        """The same of a film that says what it shows too; if no film is so long, it may be more."""
        composed, pace, needed = self.composed, self.pace, self.words_seconds
        if needed > LONGEST:
            return needed
        read = reading_of(composed.scenes, composed.remarks, pace, self.language)
        whole = read(UNBOUND)
        needed = _needed_seconds(whole, pace)
        while needed <= LONGEST and read(needed) != whole:
            needed += _STEP
        return needed

    @property
    def pace(self) -> SpeechTiming:
        """How long its words and pauses take."""
        return timing_of(self.brief.style, is_heard=self.is_heard)

    def fit(
        self, seconds: int | None = None, *, aloud: bool = False, whole: Set[int] = frozenset()
    ) -> StoryboardResult:
        """Return the storyboard, with as many words as fit into its length.

        Args:
            seconds: The length for which words are cut; None is the length asked for.
            aloud: Whether time that is left is used to read out what scenes show.
            whole: The numbers, from 1, of scenes that lose no sentence as long as they stay.
        """
        length, pace = self.brief.seconds, self.pace
        composed, fitted = self.composed, self._trim(seconds or length, whole)
        said, gone = fitted.scenes, set(fitted.dropped)
        remarks = [remark for n, remark in enumerate(composed.remarks, 1) if n not in gone]
        if aloud:
            said = read_aloud(said, remarks, length, pace, self.language)
        pictures, exact = PictureFiles(**self.brief.pictures), self.outline.settings.is_exact
        told = self._edit(said, remarks)
        carried = length if self.brief.recording else attainable_seconds(told, length, pace)
        words = FormulaWords({} if exact else self.outline.formulas, as_shown=self.is_bound)
        shown: Sequence[Scene] = tuple(words.place(pictures.show(scene)) for scene in told)
        if not exact:
            shown = retitle_last_lines(shown, composed.scenes, self.title)
            shown = shorten_repeated_title(shown, self.title)
            shown = keep_marks(number_pages(shown, composed.scenes), self.outline)
        storyboard = _storyboard(self.brief, self.title, self.language, carried, tuple(shown))
        settings = self.outline.settings
        own = {"music": settings.music, "logo": _logo(settings.values.get("logo"))}
        own |= {name: settings.values.get(name) for name in ("lines", "camera")}
        if recording := self.brief.recording:
            own |= {"narration": recording["path"], "recording": recording["file"]}
        if settings.is_exact and "seed" in settings.values:
            own["seed"] = settings.values["seed"]  # A film's own outline makes this very film.
        storyboard = storyboard.model_copy(update=own)
        notes = (
            *self._on_cuts(fitted),
            *_on_room(composed, self.without_room),
            *_on_reading(fitted.scenes, said),
            *(() if aloud and self._is_open else self._on_length(carried)),
        )
        coverage = cover(self.outline, composed.scenes, fitted.scenes)
        missing = pictures.notes(fitted.scenes)
        return StoryboardResult(storyboard, (*self.notes, *notes, *missing), coverage)

    def _edit(self, said: Sequence[Scene], remarks: Sequence[str | None]) -> Sequence[Scene]:
        """The scenes that are left, each with its remark, without words that need what is gone or
        were said before; a film's own outline is told as it is."""
        pairs = zip(said, remarks, strict=True)
        told = [end_introduction(*each, self.language) for each in pairs]
        if self.outline.settings.is_exact or self.brief.recording:
            return told
        named = name_claims(told, self.composed.scenes)
        whole = without_pointers(named, self.composed.scenes, self.language)
        return say_opening(silence_repetition([mute_brackets(scene) for scene in whole]))

    @property
    def _is_open(self) -> bool:
        """Whether nobody asked for a length."""
        return "seconds" in self.brief.unset and "duration" not in self.outline.settings.values

    @property
    def _expected_seconds(self) -> int:
        """The length in seconds asked for; that of a film's own outline if it is shorter than any
        that can be asked for."""
        asked, settings = self.brief.seconds, self.outline.settings
        if settings.is_exact and asked == SHORTEST:
            return min(asked, int(settings.values.get("duration", asked)))
        return asked

    def _on_cuts(self, fitted: TrimResult) -> Iterator[str]:
        """Exactly what is missing for want of time, and how long a film would hold it."""
        scenes, seconds = self.composed.scenes, self.brief.seconds
        dropped = [n for n in fitted.dropped if n not in self.without_room]
        if not dropped and not fitted.trimmed:
            return
        titles = [scene.title for scene in scenes]
        cut = [
            f"{what} {_name_scenes(numbers, titles)}"
            for what, numbers in (("left out:", dropped), ("say less:", fitted.trimmed))
            if numbers
        ]
        words = sum(spoken_words(scene.narration) for scene in scenes)
        limit = f"{seconds} s, where all of it would take {words / seconds:.1f} words a second"
        if self.is_bound and self.words_seconds <= seconds:
            limit = f"the {LONGEST_TASK:,} characters of an outline"
        yield f"Cut to fit {limit}: {'; '.join(cut)}. {self._on_keeping_all()}"

    def _on_keeping_all(self) -> str:
        needed = self.whole_seconds
        if needed > LONGEST >= self.words_seconds and not self.is_bound:
            return f"Ask for {self.words_seconds} s to keep all of its words."
        if needed > LONGEST:
            return f"All of it would take {needed} s: make several films of it."
        if self.is_bound:
            return (
                f"All of it would take {needed} s and more than the {LONGEST_TASK:,} characters of "
                "an outline: make several films of it."
            )
        return f"Ask for {needed} s to keep all of it."

    def _on_length(self, length: int) -> Iterator[str]:
        seconds = self._expected_seconds
        if length >= seconds:
            return
        carries = f"The words carry {length} s of the {seconds} s, so the film is that long"
        if self.is_bound:
            yield f"{carries}: the {LONGEST_TASK:,} characters of an outline hold no more of them."
            return
        more = math.ceil((seconds - length) * FEWEST / 5) * 5
        yield f"{carries}; it needs about {more} more spoken words to fill {seconds} s."

    def without_hopeless(self) -> "Prepared":
        """Return the task without scenes that would be left out of a film far longer than asked
        for, so that none of thousands is fitted again and again."""
        fitted = self._trim(_FAR_LONGER * self.brief.seconds)
        return replace(self, given_up=frozenset(fitted.dropped) - self.without_room)

    def _trim(self, seconds: float, whole: Set[int] = frozenset()) -> TrimResult:
        """All scenes in so many seconds, those given up among the ones that are left out; nothing
        of a recording is cut."""
        numbers = self.numbers
        seconds = UNBOUND if self.brief.recording else seconds
        places = {place for place, n in enumerate(numbers, start=1) if n in whole}
        fitted = self._measured.trim(seconds, places)
        dropped = {numbers[n - 1] for n in fitted.dropped} | self.given_up | self.without_room
        trimmed = tuple(numbers[n - 1] for n in fitted.trimmed)
        return TrimResult(fitted.scenes, tuple(sorted(dropped)), trimmed)

    @cached_property
    def _measured(self) -> MeasuredScenes:
        """The scenes that are not given up."""
        composed, numbers = self.composed, self.numbers
        scenes, levels = [composed.scenes[n - 1] for n in numbers], composed.levels
        levels = [levels[n - 1] for n in numbers] if levels else ()
        remarks = [composed.remarks[n - 1] for n in numbers] if composed.remarks else ()
        return MeasuredScenes(scenes, self.pace, levels, self.language, remarks)


def build_storyboard(
    brief: Brief, author: OutlineWriter | None = None, *, spoken: Languages = ENGLISH
) -> StoryboardResult:
    """Return the storyboard for a brief, fitted to the length asked for by the brief or else by the
    document's settings.

    Its `seconds` is that length, or less if there are too few words. With a recording nothing is
    cut.

    Args:
        author: Writes an outline on a topic for which the library has none; None, or one that
            fails, gives a placeholder.
        spoken: The languages that a voice here speaks.

    Raises:
        FilmRejected: The task has no letter and no digit.
    """
    return prepare(brief, author, spoken=spoken).fit()


def asked_seconds(brief: Brief) -> int:
    """Return the length in seconds that a brief asks for, or else its document's setting, or
    else the default."""
    settings = read_outline(clean(brief.task)).settings
    return apply_settings(brief, settings)[0].seconds


def prepare(
    brief: Brief, author: OutlineWriter | None = None, *, spoken: Languages = ENGLISH
) -> Prepared:
    """Read a brief's task into scenes, without fitting them to a length.

    Args:
        author: Writes an outline on a topic for which the library has none; None writes a
            placeholder.
        spoken: The languages that a voice here speaks.

    Raises:
        FilmRejected: The task has no letter and no digit.
    """
    task = clean(brief.task)
    if not any(letter.isalnum() for letter in task):
        raise FilmRejected("The task has no letter or digit. Send a topic, a text or an outline.")
    outline, seconds = _read(task, brief.seconds, author)
    brief, on_settings = apply_settings(replace(brief, seconds=seconds), outline.settings)
    title = shorten(outline.title or _title_of(outline), MOST_TITLE)
    language = outline.language or language_of(_words(outline))
    exact = outline.settings.is_exact
    is_heard = bool(brief.recording) or speaks(language, spoken)
    pace = timing_of(brief.style, is_heard=is_heard)
    chosen = outline if exact else select_for_length(outline, brief.seconds, pace)
    whole = outline if exact else split_long_scenes(chosen)
    composed = _without_files(build_scenes(whole, title, language))
    unheard = None if brief.recording else voice_note(language, spoken=spoken)
    notes = (
        *outline.notes,
        *on_settings,
        *_on_other_languages(composed.scenes, language),
        *_on_logo(outline.settings.values.get("logo")),
        *([unheard] if unheard else ()),
        *composed.notes,
    )
    return Prepared(brief, outline, title, language, composed, notes, is_heard)


def _read(task: str, seconds: int, author: OutlineWriter | None) -> tuple[Outline, int]:
    """The outline that the task is, and the seconds to fill with it."""
    outline, is_outline = read_task(task)
    if is_outline and outline.parts:
        return outline, seconds
    text = outline.prose if outline.settings.values else task
    topic = _topic(text, outline)
    if topic is None:
        return _under(outline, parse_prose(outline.prose or text, outline.title)), seconds
    ready = find_example(topic.title)
    found, length = (
        (read_outline(ready.text), seconds) if ready else _unknown(topic, seconds, author)
    )
    notes = (*_on_topic(topic, seconds), *outline.notes, *found.notes)
    return _with_settings(outline, replace(found, notes=notes)), length


def _topic(text: str, outline: Outline) -> Topic | None:
    """What a short request is about: it is a heading and nothing else, or a line."""
    if outline.title:
        return None if outline.prose else parse_topic(outline.title)
    return parse_topic(text)


def _unknown(topic: Topic, seconds: int, author: OutlineWriter | None) -> tuple[Outline, int]:
    """A topic without a ready outline: written by the author, else left open."""
    failed: tuple[str, ...] = ()
    if author:
        try:
            found = read_outline(author.outline(topic.title, seconds))
            by = f"{author.name} wrote the outline from the topic; nobody has checked its facts."
            return replace(found, notes=(by, *found.notes)), seconds
        except EndpointError as error:
            failed = (f"The language model wrote no outline: {error}.",)
    found = placeholder_outline(topic)
    return replace(found, notes=(*failed, *found.notes)), min(seconds, OPEN_SECONDS)


def _under(heading: Outline, prose: Outline) -> Outline:
    """Prose with the opening, the notes and the settings that were read with its heading."""
    opening = replace(heading.opening, entries=(), lines=prose.opening.lines)
    notes = (*heading.notes, *prose.notes)
    return _with_settings(heading, replace(prose, opening=opening, notes=notes))


def _with_settings(document: Outline, outline: Outline) -> Outline:
    """The outline with what the front matter of the document says."""
    settings, language = document.settings, document.language or outline.language
    formulas = {**document.formulas, **outline.formulas}
    return replace(outline, settings=settings, language=language, formulas=formulas)


def _words(outline: Outline) -> str:
    """Everything that is spoken or shown."""
    parts = (outline.opening, *outline.parts)
    lines = [line.text for part in parts for line in part.lines]
    shown = [f"{e.item.text} {e.item.detail or ''}" for part in parts for e in part.entries]
    return "\n".join((outline.title, *(part.title for part in parts), *lines, *shown))


def _title_of(outline: Outline) -> str:
    """A title for an outline without one: its first heading, else its first words."""
    headings = (part.title for part in outline.parts if part.title)
    lines = (line.text for part in (outline.opening, *outline.parts) for line in part.lines)
    items = (entry.item.text for entry in outline.opening.entries)
    held = (
        title for part in outline.parts if part.content and (title := name_content(part.content))
    )
    named = next(headings, "") or key_phrase(next(lines, ""))
    return named or next(items, "") or next(held, "") or "Untitled"


def _storyboard(
    brief: Brief, title: str, language: str, seconds: int, scenes: tuple[Scene, ...]
) -> Storyboard:
    return Storyboard(
        title=title,
        seconds=seconds,
        aspect_ratio=brief.aspect_ratio,
        style=brief.style,
        seed=brief.uuid,
        palette=dict(brief.palette),
        style_prompt=clean(brief.style_prompt) if brief.style_prompt else None,
        voice=clean(brief.voice) if brief.voice else None,
        language=language,
        scenes=scenes,
    )


def _on_other_languages(scenes: Sequence[Scene], language: str) -> Iterator[str]:
    """Scenes that are in another language than the film."""
    others = [
        f"{scene.title!r} ({name_of_language(found)})"
        for scene in scenes
        if len(scene.narration) >= _ENOUGH_TO_TELL
        and (found := language_of(without_names(scene.narration)))
        not in ("en", primary_subtag(language))
    ]
    if others:
        yield (
            f"The film is in {name_of_language(language)}, these scenes are in other languages: "
            f"{', '.join(others[:MOST_NAMED])}. Make a film of each language."
        )


def _without_files(composed: SceneDraft) -> SceneDraft:
    """The scenes without `image:` lines: a task brings no files, only an edit does."""
    notes = (
        f"The picture {scene.image!r} of scene {n} was left out: a task brings no files. Add it "
        "to the finished film with an edit that has its address in reference_image_urls."
        for n, scene in enumerate(composed.scenes, start=1)
        if scene.image
    )
    scenes = tuple(scene.model_copy(update={"image": None}) for scene in composed.scenes)
    return replace(composed, scenes=scenes, notes=(*composed.notes, *notes))


def _logo(name: str | None) -> str | None:
    return name if name and is_logo(name) else None


def _on_logo(name: str | None) -> Iterator[str]:
    if name and not is_logo(name):
        yield f"The logo {name!r} was left out: it did not come along with the document."


def _on_topic(topic: Topic, seconds: int) -> Iterator[str]:
    if topic.seconds and topic.seconds != seconds:
        yield (
            f"The task says {topic.seconds} s and the request asks for {seconds} s; the film "
            f"follows the request."
        )


def _on_room(composed: SceneDraft, without_room: frozenset[int]) -> Iterator[str]:
    titles = [scene.title for scene in composed.scenes]
    if without_room:
        yield (
            f"To fit {LONGEST_TASK:,} characters, further code was left out: "
            f"{_name_scenes(sorted(without_room), titles)}."
        )


def _needed_seconds(scenes: Sequence[Scene], pace: SpeechTiming) -> int:
    return math.ceil(estimate_seconds(scenes, pace) / _STEP) * _STEP


def _on_reading(before: Sequence[Scene], after: Sequence[Scene]) -> Iterator[str]:
    read = [b.title for a, b in zip(before, after, strict=True) if a.narration != b.narration]
    if read:
        named = ", ".join(map(repr, dict.fromkeys(read)))
        yield f"There is time to say what these scenes show, so sentences were made: {named}."


def _name_scenes(numbers: Sequence[int], titles: Sequence[str]) -> str:
    """Scenes by number and title; of many, the first and how many more."""
    return name_scenes([f"scene {n} ({titles[n - 1]!r})" for n in numbers])
