"""Words for what scenes show and do not say, as far as a film has time for them."""

import re
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, partial

from callsheet_studio.storyboard.code_words import spoken_command
from callsheet_studio.storyboard.content import Chart, Code, Content, Equation, Picture, Table
from callsheet_studio.storyboard.content_parts import (
    first_parts,
    has_verdicts,
    only_names,
    two_columns,
)
from callsheet_studio.storyboard.lead_ins import makes_sentence
from callsheet_studio.storyboard.maths import speak
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.named_items import name_items
from callsheet_studio.storyboard.narration import narrate_scene
from callsheet_studio.storyboard.speech_timing import (
    SpeechTiming,
    estimate_seconds,
    look_seconds,
    reading_seconds,
    told_seconds,
)
from callsheet_studio.storyboard.statements import mute_items
from callsheet_studio.text.language_names import primary_subtag
from callsheet_studio.text.punctuation import COLONS
from callsheet_studio.text.sentences import as_sentence, join_sentences, sentences
from callsheet_studio.text.spoken_numbers import find_spoken_number

_SAID = 0.6
"""Share of what a scene shows that is in its words already, from which it needs no more."""
_INTRODUCES = re.compile(r"(?<![^\s.!?:])(?:[^\s.!?:]++\s++){2}[^\s.!?:]++:(?=\s++[^\W\d_a-z])")
"""Three words of a clause before a colon, after which a sentence begins."""
_COLON_ENDS = "".join((*COLONS, " \u00a0\u202f"))
_MUTE = ("title", "quote", "code")
_LISTS = ("points", "steps", "timeline", "comparison", "closing")
_FULL = 0.98
"""Share of a film's length that words and ordinary rests may take."""
_SILENCE = 2.0
"""Seconds in which a scene is read and nothing is said, from which some of it is read aloud."""
_FEWEST, _MOST = 2, 12
"""Rows or terms that are read of a scene, when not all are."""


def read_aloud(
    scenes: Sequence[Scene],
    remarks: Sequence[str | None],
    seconds: float,
    pace: SpeechTiming,
    language: str = "en",
) -> tuple[Scene, ...]:
    """Return the scenes with narration added, in some, for what they show and do not say: first as
    much as can be said in silences, then all of it, as far as the film's length allows. It is said
    after the words that introduce it, and before the remarks on it.

    Args:
        scenes: All scenes of a film.
        remarks: What of each scene's narration stands after what it shows; some of it may be
            missing in the narration. None: nothing is added to the scene's words.
        seconds: The film's length.
        pace: How long words take.
        language: The language of the narration, a BCP 47 tag.
    """
    return reading_of(scenes, remarks, pace, language)(seconds)


def reading_of(
    scenes: Sequence[Scene], remarks: Sequence[str | None], pace: SpeechTiming, language: str = "en"
) -> Callable[[float], tuple[Scene, ...]]:
    """Return a function that does what `read_aloud` does for any number of seconds; what scenes
    show is made into words once for all of them."""
    told = [_Told(s, r, language) for s, r in zip(scenes, remarks, strict=True)]
    return partial(_read_as_far, told, pace)


def _read_as_far(told: Sequence["_Told"], pace: SpeechTiming, seconds: float) -> tuple[Scene, ...]:
    chosen = _fill_silences(told, seconds * _FULL, pace)
    room = seconds * _FULL - estimate_seconds(chosen, pace) - look_seconds(chosen, pace)
    longer = {n: each.whole for n, each in enumerate(told) if each.whole}
    takes = {
        n: told_seconds(whole, pace) - told_seconds(chosen[n], pace) for n, whole in longer.items()
    }
    for n in sorted(takes, key=lambda n: (takes[n], n)):
        if takes[n] <= room:
            room -= takes[n]
            chosen[n] = longer[n]
    return tuple(chosen)


def say_list(scene: Scene, remark: str | None, language: str = "en") -> Scene:
    """Return the scene with its list said after the words that introduce it, or first where there
    are none, and before the remarks on it; as it is where it has no list, or its words tell that.

    Args:
        scene: Any scene.
        remark: What of its narration stands after what it shows. None: nothing is added.
        language: The language of the narration, a BCP 47 tag.
    """
    if scene.kind not in _LISTS or scene.content or not scene.narration:
        return scene
    told = _Told(scene, remark, language)
    before, _ = told.around(sentences(remark or ""))
    if scene.kind != "steps" and before and not before.endswith(COLONS):
        return scene
    return told.read() or scene


def end_introduction(scene: Scene, remark: str | None, language: str = "en") -> Scene:
    """Return the scene with `…` instead of the colon where words that introduce what it shows would
    run into a remark on it, since nothing is said between them, or are all that is said and make no
    sentence, unless a command that can be said goes on with them, and with a full stop where they
    make one.

    Args:
        scene: Any scene.
        remark: What of its narration stands after what it shows.
        language: The language of the narration, a BCP 47 tag.
    """
    remarks = sentences(remark or "")
    if remark is not None and scene.narration.endswith(COLONS):
        ended = scene.narration.rstrip(_COLON_ENDS)
        is_sentence = makes_sentence((sentences(ended) or [""])[-1], language)
        if is_sentence or len(sentences(ended)) == 1:
            command = spoken_command(scene.content) if isinstance(scene.content, Code) else ""
            command = "" if command in ended else command
            whole = ended if is_sentence else f"{scene.narration} {command}"
            said = as_sentence(whole, language) if is_sentence or command else f"{ended}…"
            return scene.model_copy(update={"narration": said})
    before, after = _Told(scene, remark, language).around(remarks)
    if not (before.endswith(COLONS) and set(sentences(after)[:1]).intersection(remarks)):
        return scene
    ended = f"{before[:-1].rstrip()}…"
    return scene.model_copy(update={"narration": join_sentences((ended, after))})


@dataclass(frozen=True)
class _Told:
    """A scene, and what of its narration stands after what it shows."""

    scene: Scene
    remark: str | None
    language: str

    @cached_property
    def whole(self) -> Scene | None:
        """The scene with sentences on all that it shows; None when they add little."""
        return self.read()

    def read(self, content: Content | None = None) -> Scene | None:
        """The scene with sentences on what it shows, or on that part of it; None when they add
        little."""
        scene = self.scene
        is_mute = scene.kind in _MUTE or isinstance(scene.content, Code)
        if self.remark is None or is_mute or not (scene.items or scene.content):
            return None
        mute = mute_items(scene)
        items = tuple(item for item in scene.items if item not in mute)
        held = self._unsaid(content or scene.content)
        part = scene.model_copy(update={"content": held, "items": items})
        if part.content is None and (scene.content or not items):
            return None
        shown = narrate_scene(part, self.language, titled=False)
        known, words = _words(scene.narration), _words(shown)
        said = scene.narration.split()
        known |= {word for word in words if word.isdigit() and self._is_spoken(word, said)}
        before, after = self.around(sentences(self.remark))
        if not scene.content and (parted := self._around_list(shown)):
            before, after = parted
        if isinstance(scene.content, Table | Chart):  # some rows were made into words before
            made = set(sentences(narrate_scene(scene, self.language, titled=False)))
            if (named := self._named) and part.content and not _is_whole(scene, part):
                return None
            made.update(named)
            before = join_sentences(each for each in sentences(before) if each not in made)
        is_told = len(words & known) >= _SAID * len(words) and not self._is_announced(after)
        if not words or is_told or shown in scene.narration:
            return None
        said_before = set(sentences(before))
        new = join_sentences(each for each in sentences(shown) if each not in said_before)
        told = (as_sentence(before, self.language), new, after)
        return scene.model_copy(update={"narration": join_sentences(told)})

    def shorter(self) -> Iterator[str]:
        """Its words with all that it shows, then with less and less; nothing when that adds
        little."""
        if self.whole:
            before, _ = self.around(sentences(self.remark or ""))
            for part in _parts(self.scene.content, is_announced=before.endswith(COLONS)):
                if told := self.read(part):
                    yield told.narration

    @cached_property
    def _named(self) -> Sequence[str]:
        """The sentences with which the scene names all that its table shows, if it does."""
        named = name_items(self.scene, self.language, titled=False)
        return sentences(named) if named and named in self.scene.narration else ()

    def _unsaid(self, content: Content | None) -> Content | None:
        """Of formulas those that are not said yet, of a picture with words its callouts; None
        without any."""
        if isinstance(content, Picture) and self.scene.narration:
            return content.model_copy(update={"description": ""}) if content.callouts else None
        if not isinstance(content, Equation):
            return content
        said = self.scene.narration.casefold()
        lines = tuple(
            line for line in content.lines if speak(line, self.language).casefold() not in said
        )
        return content.model_copy(update={"lines": lines}) if lines else None

    def around(self, remarks: Sequence[str]) -> tuple[str, str]:
        """The words before what is shown is told: up to the remarks, or else to the last `…:` that
        introduces it; and the rest."""
        narration, known = self.scene.narration, set(remarks)
        starts = (at for each in remarks if (at := narration.find(each)) >= 0)
        for at in starts:
            if known.issuperset(sentences(narration[at:])):
                return narration[:at].rstrip(), narration[at:]
        ends = (found.end() for found in _INTRODUCES.finditer(narration))
        end = max(ends, default=len(narration))
        return narration[:end], narration[end:].lstrip()

    def _around_list(self, shown: str) -> tuple[str, str] | None:
        """The words before a list of which some items were said, and those behind the first of
        these; None if no item was."""
        made, narration = sentences(shown), self.scene.narration
        firsts = (*made[:1], *(each for each in sentences(narration) if each in made))
        start = next((at for each in firsts if (at := narration.find(each)) >= 0), -1)
        if start < 0:
            return None
        rest = (each for each in sentences(narration[start:]) if each not in made)
        return narration[:start].rstrip(), join_sentences(rest)

    def _is_announced(self, after: str) -> bool:
        """Whether the words that introduce what is shown end in a colon, and remarks follow."""
        introduced = self.scene.narration.removesuffix(after).rstrip()
        return bool(self.remark and after) and introduced.endswith(COLONS)

    def _is_spoken(self, number: str, said: Sequence[str]) -> bool:
        return bool(find_spoken_number(float(number), said, primary_subtag(self.language)))


def _fill_silences(told: Sequence[_Told], seconds: float, pace: SpeechTiming) -> list[Scene]:
    """The scenes with as much of what they show as can be said while it is only looked at, or in
    what is left of the seconds; the longest silence first."""
    scenes = [each.scene for each in told]
    chosen, room = list(scenes), seconds - estimate_seconds(scenes, pace)
    said = [pace.seconds(scene.narration) for scene in scenes]
    silences = [reading_seconds(scene) - s for scene, s in zip(scenes, said, strict=True)]
    for n in sorted(range(len(scenes)), key=lambda n: -silences[n]):
        if not scenes[n].narration or silences[n] < _SILENCE:
            continue
        time = silences[n] + max(0.0, room)
        for narration in told[n].shorter():
            if (takes := pace.seconds(narration) - said[n]) <= time:
                chosen[n] = scenes[n].model_copy(update={"narration": narration})
                room -= max(0.0, takes - silences[n])
                break
    return chosen


def _parts(content: Content | None, *, is_announced: bool) -> Iterator[Content]:
    """Content, then less and less of it, as far as that can be read. What announces a table whose
    rows differ is not true of its names alone.

    Args:
        is_announced: Whether words that end in a colon stand before it.
    """
    if content is None:
        return
    yield content
    if isinstance(content, Table) and len(content.header) > 1:
        brief = two_columns(content)
        if is_announced and has_verdicts(content):
            yield brief
            return
        yield from (first_parts(brief, most) for most in range(_MOST, _FEWEST - 1, -1))
        if not has_verdicts(content) and (names := only_names(content)):
            yield names
        else:
            yield first_parts(brief, 1)
    else:
        yield from (first_parts(content, most) for most in range(_MOST, _FEWEST - 1, -1))


def _is_whole(scene: Scene, part: Scene) -> bool:
    """Whether part of a scene's table has all of its rows."""
    return len(part.elements) == len(scene.elements)


def _words(text: str) -> Set[str]:
    found = re.findall(r"\d+|[^\W\d_]{3,}", text)
    return {word.casefold() for word in found}
