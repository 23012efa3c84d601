"""The scenes of a film that has no time for all, and in which order their sentences are kept."""

import re
from collections.abc import Mapping, Sequence, Set

from callsheet_studio.storyboard.claims import tells_mistake
from callsheet_studio.storyboard.column_words import TOTALS
from callsheet_studio.storyboard.content import Code, Diagram, Equation, Picture, Table
from callsheet_studio.storyboard.lead_ins import makes_sentence
from callsheet_studio.storyboard.maths import speak
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.questions import asks, leans_on_question
from callsheet_studio.storyboard.scene_pieces import (
    is_made,
    last_whole,
    list_places,
    places_below,
    split_pieces,
)
from callsheet_studio.storyboard.section_titles import (
    ASIDE,
    calls_to_act,
    ends_nothing,
    is_looked_up,
    is_option,
    stands_aside,
    sums_up,
)
from callsheet_studio.storyboard.sentence_order import (
    is_form,
    keep_order,
    least_sentences,
    only_files,
)
from callsheet_studio.storyboard.speech_timing import SpeechTiming
from callsheet_studio.storyboard.spoken_rows import lists_fields
from callsheet_studio.storyboard.statements import only_speaks
from callsheet_studio.storyboard.step_words import instructs
from callsheet_studio.storyboard.title_pages import is_page, items_before
from callsheet_studio.text.punctuation import COLONS, FULL_STOP_MARKS, QUESTION_ENDS
from callsheet_studio.text.quotations import whole_quotations
from callsheet_studio.text.sentence_weight import FILES, weigh_sentence
from callsheet_studio.text.sentences import join_sentences, leans_back
from callsheet_studio.text.theory_labels import is_theory_label

_NAME, _NAMED = 4, 2
"""Characters of a row's name that other scenes may name, and of how many rows one is named at
most."""
_NAMES, _STEM = re.compile(r"[^\W\d_]{4,}"), 5
"""The words of a sentence and of names in code, and letters by which one is known."""
_EMPTY = "–—−- "
_WORD = 12
"""Letters of the word that announces a note."""
_HEAD = 3
"""The first scenes, in which the fields of a document stand."""
_WARNING = 3
"""Sentences of a note, a warning or an example that stay together."""
_INTRODUCES = 5
"""Words of a sentence that introduces code by what it does, at least."""
_POINTS_BACK = re.compile(r"\b(?:it|its|they|their|them|this|that|these|those)\b", re.I)
_DEFINES = re.compile(r"(?:let|suppose|sei(?:en)?|soi(?:t|ent)|sean?|sia(?:no)?|seja)\b", re.I)
"""Begins what names the letters of a formula."""


class SceneRanks:
    """The scenes of a film by their numbers, from 1, and what they say.

    Args:
        scenes: All scenes.
        levels: The heading level of each.
        language: The language of the narration, a BCP 47 tag.
        remarks: What of each narration stands after what its scene shows; empty if that is not
            known.
    """

    def __init__(
        self,
        scenes: Sequence[Scene],
        levels: Sequence[float],
        language: str,
        remarks: Sequence[str | None] = (),
    ) -> None:
        self.scenes = dict(enumerate(scenes, start=1))
        self.language = language
        self._levels = dict(enumerate(levels, start=1))
        self._remarks = dict(enumerate(remarks, start=1))
        self.filed = {n for n, scene in self.scenes.items() if _files(scene)}
        """Those that only file the document."""
        self.filed |= {2} if len(scenes) > 2 and is_form(scenes[1], scenes[0]) else set()
        self.made = {n for n, scene in self.scenes.items() if is_made(scene, language)}
        """Those whose narration was made of what they show."""
        self.pieces = {n: self._split(n) for n in self.scenes}
        self.options = self._find_options()
        self.asides = {n for n in self.scenes if self._is_aside(n)}
        """Those that are told only where there is time left."""
        self.later_pages = {n for n in self.scenes if _is_later_page(scenes, n)}
        """Those of a list that begins in the scene before."""
        self.begins = _find_first(scenes)
        """The number of the first of all neighbors with a scene's title."""
        self.answers = {n for n in self.scenes if self._answers(n)}
        """Those that begin with the answer to the question of their title."""

    def _split(self, n: int) -> Sequence[str]:
        """The pieces of a scene's narration; words that introduce what it shows, and end in a
        colon, are none with the remarks on it."""
        scene, remark = self.scenes[n], self._remarks.get(n) or ""
        lead = scene.narration.removesuffix(remark).rstrip() if scene.content else ""
        if not remark or not lead.endswith(COLONS) or lead == scene.narration:
            return split_pieces(scene, is_made=n in self.made)
        parts = (scene.model_copy(update={"narration": text}) for text in (lead, remark))
        return [piece for part in parts for piece in split_pieces(part, is_made=n in self.made)]

    def order(self, n: int, scores: Sequence[float]) -> list[int]:
        """Return the places of a scene's sentences, from those that are kept longest (see
        `keep_order`)."""
        scene = self.scenes[n]
        counts, said = scene.kind in ("steps", "timeline"), self.pieces[n]
        listed = set[int]() if n in self.made else list_places(scene, said, self.language)
        if n in self.made and isinstance(scene.content, Diagram):
            return sorted(range(len(said)), key=lambda at: (at > 0, "? " not in said[at], at))
        below = places_below(scene, said)
        order = keep_order(said, scores, numbered=counts, listed=listed, below=below)
        if self._is_answered_last(n):  # what speaks against it stays
            order = list(dict.fromkeys((0, last_whole(said), *order)))
        if n in self.made:
            return self._in_order_of_rows(n, order)
        answer = [0] if n in self.answers else []
        return list(dict.fromkeys((*answer, *self._on_block(n), *order)))

    def _on_block(self, n: int) -> Sequence[int]:
        """What `_on_block` returns of a scene whose narration is the document's."""
        if n in self.made:
            return ()
        remark = self._remarks.get(n) or ""
        return _on_block(self.scenes[n], self.pieces[n], self.language, remark)

    def _in_order_of_rows(self, n: int, order: Sequence[int]) -> list[int]:
        """The places of sentences on a table's rows in an order: first a row that sums up, then
        those that other scenes name, if these are few; last those that lack a cell."""
        scene, said = self.scenes[n], self.pieces[n]
        if not isinstance(scene.content, Table):
            return list(order)
        names = [row[0].casefold() for row in scene.content.rows]
        others = " ".join(
            each.casefold()
            for m, pieces in self.pieces.items()
            if self.scenes[m].title != scene.title
            for each in pieces
        )
        named = {name for name in names if len(name) >= _NAME and name in others}
        named = named if 0 < len(named) <= len(names) / _NAMED else set[str]()
        ranks = dict[int, int]()
        for name, row in zip(names, scene.content.rows, strict=True):
            place = next((at for at, each in enumerate(said) if _tells_row(each, name)), None)
            lacks = any(not cell.strip(_EMPTY) for cell in row)
            if place is not None:
                is_total = name.strip(" :") in TOTALS
                ranks[place] = 0 if is_total else 1 if name in named else 3 if lacks else 2
        first, *others_ranked = order
        if first in ranks:
            first, others_ranked = -1, [*order]
        ranked = sorted(others_ranked, key=lambda at: ranks.get(at, 2))
        return [first, *ranked] if first >= 0 else ranked

    def least(self, n: int, ranked: Sequence[str], pace: SpeechTiming) -> int:
        """Return how many of a scene's sentences, ranked by `order`, it must say."""
        told = [
            each for each in ranked if len(each.rstrip(FULL_STOP_MARKS)) > _WORD
        ]  # but `Caution.`
        label = f"{self.scenes[n].narration.partition('.')[0]}."
        is_whole = bool(self.scenes[n].icon) or is_theory_label(label)
        if is_whole and len(told) <= _WARNING:  # a danger with its remedy, an example with its end
            return len(ranked)
        few = least_sentences(self.scenes[n], ranked, pace)
        is_formula = isinstance(self.scenes[n].content, Equation)
        is_pair = self._is_answered_last(n) or (is_formula and _leads_up(self._on_block(n)))
        return max(few, min(2, len(ranked))) if is_pair else few

    def _is_answered_last(self, n: int) -> bool:
        """Whether the last sentence of a scene is about what the first one claims."""
        return n in self.options or (n not in self.made and tells_mistake(self.scenes[n]))

    def decorates(self, n: int) -> bool:
        """Return whether a scene is a picture without words of the document."""
        return isinstance(self.scenes[n].content, Picture) and n in self.made

    def ends_film(self, n: int, others: Sequence[int]) -> bool:
        """Return whether a film ends on a scene, beside which it has the others."""
        scene = self.scenes[n]
        is_aside = n in self.filed | self.asides or ends_nothing(scene.title)
        is_table = n in self.made and isinstance(scene.content, Table)
        least = min(map(self._levels.__getitem__, others), default=self._levels[n])
        is_deep = self._levels[n] > least + 1
        return n == len(self.scenes) and not (is_aside or is_table or is_deep)

    def is_good_end(self, n: int) -> bool:
        """Return whether a film can end on a scene: it sums up or tells what to do, or is about
        the subject and has words of the document."""
        scene = self.scenes[n]
        is_aside = n in self.filed | self.asides | self.made or ends_nothing(scene.title)
        is_aside = is_aside or scene.content is not None
        is_own = not (is_aside or stands_aside(scene) or scene.icon)
        return sums_up(scene) or calls_to_act(scene) or is_own

    def _is_aside(self, n: int) -> bool:
        """Whether a scene only decorates, or is about what any document has or one looks up, as the
        fields above its text are."""
        is_below = self._levels[n] > ASIDE
        shown = self.scenes[n].content
        is_below |= n <= _HEAD and isinstance(shown, Table) and lists_fields(shown.header)
        return n > 1 and (is_below or self.decorates(n) or is_looked_up(self.scenes[n]))

    def _answers(self, n: int) -> bool:
        """Whether the title of a scene is a question, which its first words answer: it is all of
        the answer, or these need the question."""
        scene, said = self.scenes[n], self.pieces[n]
        around = [self.scenes[m].title for m in (n - 1, n + 1) if m in self.scenes]
        if n == 1 or not (said and asks(scene.title)) or around[0] == scene.title:
            return False
        told = [each for each in whole_quotations(said[0]) if not each.endswith(QUESTION_ENDS)]
        return scene.title not in around or leans_on_question(join_sentences(told), self.language)

    def _find_options(self) -> Set[int]:
        """The numbers of scenes that tell an alternative which is not marked as chosen."""
        found = set[int]()
        for n, scene in self.scenes.items():
            is_said = n not in self.made or only_speaks(scene)
            if is_said and is_option(scene, self.scenes.get(n - 1), after_option=n - 1 in found):
                found.add(n)
        return found


def _find_first(scenes: Sequence[Scene]) -> Mapping[int, int]:
    found = dict[int, int]()
    for n, scene in enumerate(scenes, start=1):
        is_same = n > 1 and scenes[n - 2].title == scene.title
        found[n] = found[n - 1] if is_same else n
    return found


def _is_later_page(scenes: Sequence[Scene], n: int) -> bool:
    return is_page(scenes, n - 1) and items_before(scenes[n - 1].title) > 0


def _tells_row(piece: str, name: str) -> bool:
    """Whether a sentence, or the last one of a piece, begins with the name of a row."""
    return bool(name) and any(each.casefold().startswith(name) for each in whole_quotations(piece))


def _on_block(scene: Scene, said: Sequence[str], language: str, remark: str) -> Sequence[int]:
    """The places of the sentences that say the formulas that a scene shows, or that introduce its
    code, else of the one that stands before these; each behind the one that it leans on."""
    found = list[int]()
    if isinstance(scene.content, Equation):
        formulas = [speak(line, language).casefold() for line in scene.content.lines]
        told = enumerate(map(str.casefold, said))
        found = [n for n, each in told if any(map(each.__contains__, formulas))]
    elif isinstance(scene.content, Code):
        ends = (n for n, each in enumerate(said) if each.endswith(COLONS))
        found = [n for n in ends if _introduces(said[n], language)][:1]
    if isinstance(scene.content, Equation | Code) and not found:
        before = [n for n, each in enumerate(said) if each not in remark]
        before = [n for n in before if weigh_sentence(said[n]) > FILES]
        if isinstance(scene.content, Code):
            code = scene.content
            before = [n for n in before if instructs(said[n]) or not _POINTS_BACK.search(said[n])]
            before.sort(key=lambda n: (instructs(said[n]), _shared(said[n], code), n))
        found = [n for n in before[-1:] if not said[n].endswith(COLONS)]
        if isinstance(scene.content, Code) and found and found[0] + 1 < len(said):
            one, other = said[found[0] : found[0] + 2]  # it stands between two
            if not instructs(one) and _shared(one, scene.content) < _shared(other, scene.content):
                return [found[0] + 1]
        found = sorted({*found, *([0] if "?" in said[0][:-1] else ())})
    leans = (n > 0 and (leans_back(said[n]) or bool(_DEFINES.match(said[n - 1]))) for n in found)
    pairs = [(n - 1, n) if lean else (n,) for n, lean in zip(found, leans, strict=True)]
    return [n for each in pairs for n in each]


def _introduces(lead: str, language: str) -> bool:
    """Whether words before a colon say what the code behind it does."""
    is_long = len(lead.split()) >= _INTRODUCES
    return is_long or makes_sentence(lead.rstrip("".join(COLONS)), language)


def _shared(sentence: str, code: Code) -> int:
    """How many words of a sentence begin as names in code do."""
    names = {name[:_STEM].casefold() for name in _NAMES.findall(code.states[-1].text)}
    return len(names & {word[:_STEM].casefold() for word in _NAMES.findall(sentence)})


def _leads_up(places: Sequence[int]) -> bool:
    """Whether the first of the sentences on what a scene shows only leads to the second."""
    return len(places) > 1 and places[1] == places[0] + 1


def _files(scene: Scene) -> bool:
    return only_files(scene, whole_quotations(scene.narration))
