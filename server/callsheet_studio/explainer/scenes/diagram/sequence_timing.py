"""When the branches of a sequence begin, and which of its steps is spoken of at each time."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from callsheet_studio.diagrams.model import (
    BlockBranch,
    BlockStart,
    Message,
    Remark,
    SequenceDiagram,
    Step,
)
from callsheet_studio.explainer.scenes.diagram.mentions import SaidSentence, Span, read_sentences
from callsheet_studio.explainer.scenes.diagram.timing import Timing, find_phrase, tokens_of
from callsheet_studio.explainer.timing.item_cues import EARLY, GOES_ON, word_stems
from callsheet_studio.storyboard.model import Item
from callsheet_studio.text.language_names import primary_subtag
from callsheet_studio.text.timed_word import TimedWord

LEAST_LETTERS = 5
"""Of a word's stem that surely tells one step from the others."""
_OTHERWISE = [
    tokens_of(words)
    for group in (
        "otherwise,else,if not,sonst,andernfalls,ansonsten,falls nicht,wenn nicht",
        "de lo contrario,si no,en caso contrario,sinon,autrement,dans le cas contraire",
        "altrimenti,in caso contrario,caso contrário,senão,se não,anders,zo niet",
        "w przeciwnym razie,иначе",
    )
    for words in group.split(",")
]
"""With what a sentence begins that tells the other branch."""
_STEPS: Mapping[str, frozenset[str]] = {
    tag: frozenset(words.split())
    for tag, words in {
        "en": "step message call arrow one",
        "de": "schritt nachricht pfeil aufruf",
        "fr": "étape message appel flèche",
        "es": "paso mensaje llamada flecha",
        "it": "passo passaggio messaggio chiamata freccia",
        "pt": "passo etapa mensagem chamada seta",
        "nl": "stap bericht pijl",
    }.items()
}
_ORDINALS: Mapping[str, Sequence[frozenset[str]]] = {
    tag: [frozenset(forms.split("/")) for forms in words.split()]
    for tag, words in {
        "en": "first second third fourth fifth sixth seventh eighth",
        "de": "erste/ersten/erster/erstes zweite/zweiten/zweiter/zweites dritte/dritten/dritter "
        "vierte/vierten/vierter fünfte/fünften/fünfter sechste/sechsten/sechster",
        "fr": "premier/première deuxième/second/seconde troisième quatrième cinquième sixième",
        "es": "primer/primero/primera segundo/segunda tercer/tercero/tercera cuarto/cuarta "
        "quinto/quinta sexto/sexta",
        "it": "primo/prima secondo/seconda terzo/terza quarto/quarta quinto/quinta sesto/sesta",
        "pt": "primeiro/primeira segundo/segunda terceiro/terceira quarto/quarta quinto/quinta "
        "sexto/sexta",
        "nl": "eerste tweede derde vierde vijfde zesde",
    }.items()
}


@dataclass(frozen=True)
class SequenceTimes:
    """When the parts of a sequence are spoken of, in seconds."""

    timing: Timing
    """Of messages and remarks."""
    branches: Mapping[int, float]
    """When blocks and their branches begin, by the index of the step."""
    returns: Sequence[tuple[float, int]]
    """When parts are spoken of once more after all were told: (second, part)."""


def time_sequence(
    diagram: SequenceDiagram, timing: Timing, words: Sequence[TimedWord], language: str
) -> SequenceTimes:
    """Return when branches begin, and when each message or remark is lit: until another one or a
    branch is spoken of, and once more if it is named after all were told.

    Args:
        timing: When each message or remark is spoken of for the first time.
        words: The narration.
        language: The narration's, a BCP 47 tag.
    """
    sentences = read_sentences(words, ())
    parts = [n for n, step in enumerate(diagram.steps) if isinstance(step, Message | Remark)]
    cues = dict(zip(parts, timing.cues, strict=True))
    branches = dict(_branch_times(diagram.steps, cues, words, sentences))
    told = [cue for part, cue in enumerate(timing.cues) if part not in timing.quiet]
    returns = list(_returns(diagram, told, words, sentences, language)) if told else []
    end = max([timing.end, *(min(span[1], timing.latest) for _, span in returns)])
    first = min((span[0] for _, span in returns), default=math.inf)
    events = sorted([*told, *branches.values(), first, timing.end])
    lights: list[tuple[Span, ...]] = []
    for part, cue in enumerate(timing.cues):
        following = next((time for time in events if time > cue + 0.05), cue)
        again = ((start, min(stop, end)) for other, (start, stop) in returns if other == part)
        lights.append(((cue, following), *(span for span in again if span[0] < span[1])))
    quiet = (
        end if part in timing.quiet and cue >= timing.end else cue
        for part, cue in enumerate(timing.cues)
    )
    settled = replace(timing, cues=tuple(quiet), lights=tuple(lights), end=end)
    return SequenceTimes(settled, branches, [(span[0], part) for part, span in returns])


def _branch_times(
    steps: Sequence[Step],
    cues: Mapping[int, float],
    words: Sequence[TimedWord],
    sentences: Sequence[SaidSentence],
) -> Iterator[tuple[int, float]]:
    """When each block and branch begins: with the first word of the sentence that says its
    condition, or that tells the other case, or its first step."""
    for n, step in enumerate(steps):
        if not isinstance(step, BlockStart | BlockBranch):
            continue
        following = min((cue for m, cue in cues.items() if m > n), default=None)
        if following is None:
            yield n, max(cues.values(), default=0.0)
            continue
        before = max((cue for m, cue in cues.items() if m < n), default=-math.inf) + EARLY
        own = [said for said in sentences if before < said.start <= following + EARLY]
        named = find_phrase(words, step.label, max(before, 0.0))
        if named is not None and named <= following + EARLY:
            time = max((said.start for said in own if said.start <= named), default=named)
        elif own:
            others = (said.start for said in own if _tells_otherwise(said, words))
            is_other = isinstance(step, BlockBranch)
            time = next(others, own[-1].start) if is_other else own[-1].start
        else:
            time = following
        yield n, min(time - EARLY, following)


def _tells_otherwise(said: SaidSentence, words: Sequence[TimedWord]) -> bool:
    spoken = (word.text for word in words if said.start <= word.start <= said.end)
    opening = [
        token for _, text in zip(range(4), spoken, strict=False) for token in tokens_of(text)
    ]
    return any(opening[: len(phrase)] == phrase for phrase in _OTHERWISE)


def _returns(
    diagram: SequenceDiagram,
    told: Sequence[float],
    words: Sequence[TimedWord],
    sentences: Sequence[SaidSentence],
    language: str,
) -> Iterator[tuple[int, Span]]:
    """Which part each sentence after the last part is about, and from when to when."""
    tag = primary_subtag(language)
    last = max(told) + EARLY + 0.01
    later = [said for said in sentences if said.start > last]
    found = [(said, _pointed(diagram, _within(words, said), tag)) for said in later]
    for n, (said, pointed) in enumerate(found):
        if pointed is None:
            continue
        part, start = pointed
        end = said.end
        for after, other in found[n + 1 :]:
            if other is not None or after.opening not in GOES_ON.get(tag, ()):
                end = after.start
                break
            end = after.end
        yield part, (start - EARLY, end)


def _within(words: Sequence[TimedWord], said: SaidSentence) -> list[TimedWord]:
    return [word for word in words if said.start <= word.start <= said.end]


def _pointed(
    diagram: SequenceDiagram, words: Sequence[TimedWord], tag: str
) -> tuple[int, float] | None:
    """The part that a sentence surely means, and when it says so: by its number, as in `the second
    step`, or by words that no other part has."""
    spoken = [step for step in diagram.steps if isinstance(step, Message | Remark)]
    messages = [part for part, step in enumerate(spoken) if isinstance(step, Message)]
    bare = [next(iter(tokens_of(word.text)), "") for word in words]
    counted = {
        number: words[at].start
        for number, forms in enumerate(_ORDINALS.get(tag, ()))
        for at, word in enumerate(bare)
        if word in forms and number < len(messages)
    }
    if len(counted) == 1 and not _STEPS[tag].isdisjoint(bare):
        ((number, time),) = counted.items()
        return messages[number], time
    return _by_words(spoken, {person.label for person in diagram.participants}, words)


def _by_words(
    spoken: Sequence[Message | Remark], people: set[str], words: Sequence[TimedWord]
) -> tuple[int, float] | None:
    own = [_stems(step.text) for step in spoken]
    counts = Counter(stem for stems in own for stem in stems)
    common = {stem for stem, count in counts.items() if count > 1}.union(*map(_stems, people))
    sure = [{s for s in stems - common if len(s) >= LEAST_LETTERS} for stems in own]
    heard = word_stems((), words)
    found = [
        (part, word.start)
        for word, stems in zip(words, heard, strict=True)
        for part, known in enumerate(sure)
        if stems & known
    ]
    return found[0] if len({part for part, _ in found}) == 1 else None


def _stems(text: str) -> set[str]:
    words = [TimedWord(word, 0, 0) for word in text.split()]
    return set[str]().union(*word_stems((Item(text=text or "-"),), words))
