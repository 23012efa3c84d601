"""A whole document becomes an outline that is short enough to be sent as a task.

draft = read_document(text, {"video_duration_seconds": 90})
draft.outline      # at most 5,000 characters; as a task it makes exactly draft.storyboard
"""

import math
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from callsheet_studio.storyboard.brief import LONGEST_TASK, Brief, FilmRejected
from callsheet_studio.storyboard.brief_settings import brief_of
from callsheet_studio.storyboard.build import UNBOUND, Prepared, StoryboardResult, prepare
from callsheet_studio.storyboard.content import Code, Content, Diagram, Equation, Picture
from callsheet_studio.storyboard.content_parts import first_parts
from callsheet_studio.storyboard.coverage import Coverage, cover
from callsheet_studio.storyboard.installed_voices import ENGLISH, Languages
from callsheet_studio.storyboard.model import Scene, Storyboard, elements_of
from callsheet_studio.storyboard.narration import narrate_scene
from callsheet_studio.storyboard.outline_writer import as_outline, is_made_up
from callsheet_studio.storyboard.picture_files import without_picture_files
from callsheet_studio.storyboard.scene_builder import base_title, name_scenes
from callsheet_studio.storyboard.speech_timing import SPOKEN
from callsheet_studio.storyboard.title_pages import number_pages

LONGEST = 200_000
"""Characters of a document."""
MOST_SECONDS, LONGEST_WHOLE = 120, 240
"""Of a film without a length asked for that only gives the gist of its document, and of one that
tells all or most of it; a short document's is the default of the argument."""
_MOST_WORDS = 1.5
"""Times `LONGEST_WHOLE` that the words of a document take of which most is told then."""
_OVERHEAD = 3500
"""Characters of words from which an outline may be too long with its headings."""
_MOST_LINES = ((60, 0.5), (60, 0.4), (24, 0.4), (12, 0.3), (6, 0.2))
"""Rows of a table and lines of code that are kept, until the outline is short enough, each with the
share of the film's length to which words are cut first: a row or a line stands for itself. For the
first no code goes, and then further code of sections does."""
_TRIES = 6
"""How often code is left out."""
_LEAST_SHARE = 0.2
_STEP = 2
"""Seconds of speech that are too few to be looked for."""
_SENTENCE = 60
"""Characters, about."""


@dataclass(frozen=True)
class DocumentDraft:
    """A document turned into a task, and the film that the task makes."""

    outline: str
    """Markdown of at most 5,000 characters, the film's settings in its front matter."""
    storyboard: Storyboard
    notes: tuple[str, ...]
    coverage: Coverage


def read_document(
    text: str,
    arguments: Mapping[str, Any],
    pictures: Mapping[str, Mapping[str, str]] | None = None,
    *,
    spoken: Languages = ENGLISH,
    complete_brief: Callable[[Brief], Brief] = lambda brief: brief,
) -> DocumentDraft:
    """Turn a document into an outline that is short enough for a task, and return it with the film
    that it makes.

    Args:
        text: Markdown, HTML or plain text of at most 200,000 characters.
        arguments: Arguments of a video by their documented names, such as `video_duration_seconds`.
            One that is missing may stand in the document's front matter; one that is given wins.
            Without a length the film is as long as the document needs, at most `LONGEST_WHOLE`
            seconds; of a far longer document it gives the gist in `MOST_SECONDS`.
        pictures: The fields of `PictureFiles` by their names, each by address; None if no picture
            was looked for.
        spoken: The languages that a voice here speaks.
        complete_brief: Adds to the brief what the document names, such as a recording.

    Raises:
        FilmRejected: The text or its settings are too long, or it has no letter and no digit.
    """
    if len(text) > LONGEST:
        raise FilmRejected(
            f"The document has {len(text):,} characters, and at most {LONGEST:,} are read. "
            "Send it in parts, each as a document."
        )
    brief = complete_brief(replace(brief_of(text, arguments), pictures=pictures or {}))
    prepared = _prepare(brief, spoken)
    script = next((each for each in _shorter(prepared) if _excess(each) <= 0), None)
    if script is None:
        raise FilmRejected(
            f"An outline has at most {LONGEST_TASK:,} characters, and the film's settings leave "
            "no room for a scene. Shorten the style or the voice description."
        )
    scenes = script.storyboard.scenes
    notes = (*script.notes, *_on_pieces(prepared.composed.scenes, scenes))
    coverage = cover(prepared.outline, prepared.composed.scenes, scenes)
    counted = replace(script, coverage=coverage)
    tries = ((counted, False), (counted, True), (script, True))
    outlines = (_outline(each, short=short) for each, short in tries)
    outline = next(each for each in outlines if len(each) <= LONGEST_TASK)
    return DocumentDraft(outline, script.storyboard, notes, coverage)


def _prepare(brief: Brief, spoken: Languages) -> Prepared:
    """Read for the length asked for, else for the one in which all of it is told, within bounds."""
    if "seconds" not in brief.unset:
        return _bind(prepare(brief, spoken=spoken))
    is_short = SPOKEN.seconds(brief.task) <= brief.seconds
    read_for = brief.seconds if is_short else LONGEST_WHOLE
    whole = prepare(replace(brief, seconds=read_for), spoken=spoken)
    needed = whole.whole_seconds
    if "duration" in whole.outline.settings.values or needed <= read_for == brief.seconds:
        return _bind(whole)
    has_room = whole.words_seconds <= _MOST_WORDS * LONGEST_WHOLE
    most = LONGEST_WHOLE if has_room else MOST_SECONDS
    seconds = min(max(needed, brief.seconds), most)
    return _bind(prepare(replace(brief, seconds=seconds), spoken=spoken))


def _bind(prepared: Prepared) -> Prepared:
    """Told that no outline holds all of it, if that is so whatever the film's length."""
    words = _least_length(prepared.composed.scenes, prepared.language)
    is_bound = words > LONGEST_TASK
    if _OVERHEAD < words <= LONGEST_TASK:
        is_bound = _excess(_say_as_shown(prepared).fit(UNBOUND)) > 0
    return replace(prepared, is_bound=is_bound)


def _excess(script: StoryboardResult) -> int:
    """Characters of an outline that are too many; when there are very many, at least so many."""
    board = script.storyboard
    least = _least_length(board.scenes, board.language)
    if least > 1.3 * LONGEST_TASK:
        return least - LONGEST_TASK
    if least <= LONGEST_TASK / 2 and len(_outline(script, short=False)) <= LONGEST_TASK:
        return 0  # as long as it is written
    return len(_outline(script, short=True)) - LONGEST_TASK


def _outline(script: StoryboardResult, *, short: bool) -> str:
    storyboard = without_picture_files(script.storyboard)
    covers = script.coverage.line if script.coverage else None
    return as_outline(storyboard, seeded=False, short=short, covers=covers)


def _shorter(prepared: Prepared) -> Iterator[StoryboardResult]:
    """The film, then with less and less of its longest pieces, words, and scenes."""
    yield prepared.fit(aloud=True)
    prepared = _say_as_shown(prepared)
    yield prepared.fit(aloud=True)
    prepared = prepared.without_hopeless()
    for n, (most, least) in enumerate(_MOST_LINES):
        prepared = _limit(prepared, most)
        yield from _saying_less(prepared, least, all_code=n == 0)
        if n == 0:
            prepared = yield from _showing_less_code(prepared)
    script = prepared.fit(round(prepared.brief.seconds * _LEAST_SHARE), aloud=True)
    while len(script.storyboard.scenes) > 1:
        script = _without_longest(script)
        yield script


def _saying_less(prepared: Prepared, least: float, *, all_code: bool) -> Iterator[StoryboardResult]:
    """The film with as many words as an outline holds: those of a shorter one, of at least this
    share of its length."""
    whole = prepared.fit(aloud=True)
    yield whole
    scenes, asked = prepared.composed.scenes, prepared.brief.seconds
    made = {n for n in prepared.numbers if is_made_up(scenes[n - 1], prepared.language)}
    longest = min(asked, prepared.words_seconds)
    held = _longest_held(prepared, least, longest, frozenset())
    if held and held.storyboard.seconds < asked:  # there is time for what takes no characters
        held = max(held, _longest_held(prepared, least, longest, made) or held, key=_count_told)
    if held and not (all_code and _count_code(held) < _count_code(whole)):
        yield held


def _count_code(script: StoryboardResult) -> int:
    return sum(scene.kind == "code" for scene in script.storyboard.scenes)


def _count_told(script: StoryboardResult) -> int:
    """How many parts of its document a film holds."""
    return sum(script.coverage.shown.values()) if script.coverage else 0


def _longest_held(
    prepared: Prepared, least: float, longest: int, whole: Set[int]
) -> StoryboardResult | None:
    """The film with the words of a shorter one, of at least that share of the longest, as far as an
    outline holds them, in which these scenes lose none; None if that is still too much."""
    low, high = math.floor(least * longest), longest
    held = prepared.fit(low, aloud=True, whole=whole)
    if _excess(held) > 0:
        return None
    while high - low > _STEP:
        middle = (low + high) // 2
        script = prepared.fit(middle, aloud=True, whole=whole)
        if _excess(script) > 0:
            high = middle
        else:
            low, held = middle, script
    return held


def _showing_less_code(
    prepared: Prepared,
) -> Generator[StoryboardResult, None, Prepared]:
    """The film with less and less of the code that sections show after their first, that without
    words of the document before others, and last ones first; return what is left of it."""
    spare = _spare_code(prepared)
    for _ in range(_TRIES):
        excess = _excess(prepared.fit(aloud=True))
        if excess <= 0 or not spare:
            break
        gone = set[int]()
        while spare and excess > 0:
            gone.add(spare[-1])
            excess -= _scene_length(prepared.composed.scenes[spare.pop() - 1], prepared.language)
        prepared = replace(prepared, without_room=prepared.without_room | gone)
        yield prepared.fit(aloud=True)
    return prepared


def _spare_code(prepared: Prepared) -> list[int]:
    """The numbers of code scenes after the first of their title, the first to go last."""
    scenes, made_up = prepared.composed.scenes, prepared.composed.made_up
    numbers = [n for n in prepared.numbers if scenes[n - 1].kind == "code"]
    first = {scenes[n - 1].title: n for n in reversed(numbers)}
    spare = (n for n in numbers if first[scenes[n - 1].title] != n)
    return sorted(spare, key=lambda n: (n in made_up, n))


def _least_length(scenes: Sequence[Scene], language: str) -> int:
    """Characters that an outline has at least, told without writing it."""
    return sum(_scene_length(scene, language) for scene in scenes)


def _scene_length(scene: Scene, language: str) -> int:
    said = len(scene.narration) - len(_made_part(scene, language))
    shown = sum(len(item.text) + len(item.second_line or "") for item in scene.items)
    is_said = all(item.text in scene.narration for item in scene.items)
    written = min(said + shown, len(scene.narration)) if is_said else said + shown
    return len(scene.title) + written + (_length(scene.content) if scene.content else 0)


def _made_part(scene: Scene, language: str) -> str:
    """What of its words is made of what it shows, which an outline need not hold."""
    if not scene.narration or is_made_up(scene, language):
        return scene.narration
    shown = narrate_scene(scene, language, titled=False)
    return shown if shown in scene.narration else ""


def _length(content: Content) -> int:
    match content:
        case Diagram(source=source):
            return len(source)
        case Code(states=states, output=output):
            return sum(len(state.text) for state in states) + len(output or "")
        case Equation(lines=lines):
            return sum(map(len, lines))
        case _:
            return sum(len(i.text) + len(i.detail or "") for i in elements_of(content)) // 2


def _say_as_shown(prepared: Prepared) -> Prepared:
    """With words that are made of what scenes show: an outline need not hold those."""
    composed, language = prepared.composed, prepared.language
    scenes = tuple(
        _narrate(scene, language, titled=scene.narration.startswith(base_title(scene.title)))
        if n in composed.made_up and not any(item.text.endswith("…") for item in scene.items)
        else scene
        for n, scene in enumerate(composed.scenes, start=1)
    )
    pairs = zip(composed.scenes, scenes, strict=True)
    begun = [a.title for a, b in pairs if _says_more(a, b) and any(i.detail for i in a.items)]
    notes = (*prepared.notes, *_on_beginnings(begun))
    return replace(prepared, composed=replace(composed, scenes=scenes), notes=notes)


def _says_more(one: Scene, other: Scene) -> bool:
    return len(one.narration) > len(other.narration) + _SENTENCE


def _on_beginnings(titles: Sequence[str]) -> Iterator[str]:
    if titles:
        yield (
            f"To fit {LONGEST_TASK:,} characters, only the beginning of long items is said in: "
            f"{name_scenes(list(map(repr, titles)))}."
        )


def _limit(prepared: Prepared, most: int) -> Prepared:
    composed = prepared.composed
    scenes = tuple(_limit_scene(scene, most, prepared.language) for scene in composed.scenes)
    return replace(prepared, composed=replace(composed, scenes=scenes))


def _limit_scene(scene: Scene, most: int, language: str) -> Scene:
    """With less of its content; words that were made of it are made of what is left."""
    if not scene.content:
        return scene
    cut = scene.model_copy(update={"content": first_parts(scene.content, most)})
    if cut == scene or not scene.narration:
        return cut
    made = (t for t in (True, False) if scene == _narrate(scene, language, titled=t))
    titled = next(made, None)
    return cut if titled is None else _narrate(cut, language, titled=titled)


def _narrate(scene: Scene, language: str, *, titled: bool) -> Scene:
    narration = narrate_scene(scene, language, titled=titled)
    return scene.model_copy(update={"narration": narration})


def _without_longest(script: StoryboardResult) -> StoryboardResult:
    """Without the scene that takes most characters; the first stays."""
    first, *others = script.storyboard.scenes
    others.remove(max(others, key=lambda scene: len(scene.model_dump_json())))
    kept = number_pages((first, *others), script.storyboard.scenes)
    board = script.storyboard.model_copy(update={"scenes": kept})
    return replace(script, storyboard=board, coverage=None)


def _on_pieces(before: Sequence[Scene], after: Sequence[Scene]) -> Iterator[str]:
    """What the bound on an outline's length took."""
    whole = [scene.content for scene in before]
    held = [scene for scene in after if scene.content and not isinstance(scene.content, Picture)]
    cut = [scene.title for scene in held if scene.content not in whole]
    if cut:
        yield (
            f"To fit {LONGEST_TASK:,} characters, these scenes show only their first lines or "
            f"rows: {', '.join(map(repr, cut))}."
        )
