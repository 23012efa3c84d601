"""Words that point at another part of a document: `(see section 3)` is never said, `every decision
below` and `Both functions` not in films from which that part is gone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from callsheet_studio.storyboard.content import Code
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.narration import narrate_scene
from callsheet_studio.storyboard.outline import Outline, OutlineSection
from callsheet_studio.storyboard.statements import show_again
from callsheet_studio.text.quotations import whole_quotations
from callsheet_studio.text.sentences import begin_sentence, join_sentences, leans_back

_POINTS = re.compile(
    r"\b(?:every|each|all(?: the)?|the|these|jede[rs]?|alle|die|tou(?:te)?s les|les|todas las|"
    r"todos los|las|los|tutt[ei] (?:le|gli|i)|le|gli|todas as|todos os|as|os|alle|de) "
    r"(?P<what>[^\W\d_]{4,}) (?:described |listed |named |shown |given )?"
    r"(?:below|weiter unten|unten|ci-dessous|más abajo|abajo|qui sotto|abaixo|hieronder)\b",
    re.IGNORECASE,
)
"""What stands further down in the document."""
_BOTH = re.compile(
    r"(?:both|beide|les deux|ambos|ambas|entramb[ie]|obie|oba|обе|оба) [^\W\d_]{4,}", re.IGNORECASE
)
"""Begins a sentence on two things that were shown."""
_STEM = 5
"""Letters by which a word is known in another form."""
_PART = (
    r"(?:(?:sections?|chapters?|tables?|fig(?:ures?|\.)|pages?|pp?\.|appendix|annex|notes?|"
    r"paragraphs?|clauses?|abschnitte?|kapiteln?|tabellen?|abbildung(?:en)?|abb\.|seiten?|anhang|"
    r"ziffer|absatz|chapitres?|tableaux?|annexes?|paragraphes?|secci(?:ón|ones)|apartados?|"
    r"capítulos?|tablas?|figuras?|páginas?|anexos?)"
    r" (?:\d[\d.,–-]{0,8}(?<=\d)[a-z]?(?!\w)|[A-Z](?!\w)|[“\"„«][^”\"“»]{1,60}[”\"“»])|"
    r"§+ ?\d[\d.]{0,6}(?<=\d))"
)
_COUNT = r"\d{1,2}(?:\.\d{1,2}){0,2}(?!\w)"
"""Name a part of a document, by its kind or by its number alone."""
_NEAR = (
    r"(?:above|below|earlier|(?:weiter )?(?:oben|unten)|ci-dess(?:us|ous)|plus (?:haut|bas)|"
    r"(?:más )?(?:arriba|abajo)|anteriormente)"
)
_WHERE = (
    rf"(?:(?:in|on|im|auf|à|au|dans|en)(?: (?:the|der|la|le|el))? )?(?:{_PART}|{_COUNT}|{_NEAR})"
)
_SEE = r"(?:see|cf\.|siehe|vgl\.|voir|véase|ver|consulte)(?: (?:also|auch|aussi|también))?"
_AS = (
    r"(?:as (?:described|shown|defined|explained|listed|noted|mentioned|stated|discussed|set out) "
    rf"{_WHERE}|wie {_WHERE} (?:bereits )?(?:beschrieben|gezeigt|definiert|erklärt|erläutert|"
    rf"erwähnt|dargestellt)|comme (?:décrit|indiqué|expliqué|défini|montré|mentionné|vu)e?s? "
    rf"{_WHERE}|como se (?:ha )?(?:describe|explica|indica|define|dicho|descrito|explicado) "
    rf"{_WHERE})"
)
_REFERENCE = re.compile(
    rf"\s?\((?:{_SEE} [^()]{{1,60}}|{_AS}|(?=[^\W\d]|§){_PART})\)|,? {_AS}(?=[,.;:!?]),?|"
    rf"[;,] {_SEE} (?:[^\s.;]++ ){{0,3}}?{_PART}[^.;!?]{{0,60}}|[;,] {_SEE} {_COUNT}(?=[.;]|$)",
    re.IGNORECASE,
)
"""Words with which a sentence points at another part, and which it can be said without."""
_BESIDE = re.compile(
    r"(?<!\w)(table|figure|diagram|tabelle|abbildung|tableau|tabla)\s(?:above|below|oben|unten|"
    r"ci-dess(?:us|ous)|de (?:arriba|abajo))(?!\w| \d)",
    re.IGNORECASE,
)
"""Where on a page something stands that a film shows by itself."""
_OPENS = re.compile(rf"{_AS},? ", re.IGNORECASE)
_ONLY_POINTS = re.compile(
    rf"(?:(?:for|zu|für|pour|para) [^.,;:]{{1,60}}, )?{_SEE} (?:[^.;:!?]{{0,60}}?{_PART}"
    rf"[^.;:!?]{{0,60}}|{_COUNT})[.!]?",
    re.IGNORECASE,
)


def drop_references(outline: Outline) -> Outline:
    """Return an outline whose narration says no reference to another part, such as `(see section
    3)`, and no sentence that is nothing else, where something is left. Words for a film stay."""
    opening, *parts = map(_drop_references, (outline.opening, *outline.parts))
    return replace(outline, opening=opening, parts=tuple(parts))


def _drop_references(part: OutlineSection) -> OutlineSection:
    if part.scripted:
        return part
    lines = [replace(line, text=say_without_references(line.text)) for line in part.lines]
    kept = tuple(line for line in lines if line.text or line.is_description)
    return replace(part, lines=kept) if kept else part


def say_without_references(text: str) -> str:
    """Return a text without words that point at another part of its document, and without
    sentences that do nothing else."""
    said = whole_quotations(text)
    left = [_without_reference(each) for each in said if not _ONLY_POINTS.fullmatch(each)]
    return text if left == said else join_sentences(left)


def _without_reference(sentence: str) -> str:
    bare = _BESIDE.sub(r"\1", _REFERENCE.sub("", sentence))
    return begin_sentence(_OPENS.sub("", bare, count=1)) if _OPENS.match(bare) else bare


def without_pointers(
    scenes: Sequence[Scene], whole: Sequence[Scene], language: str
) -> Sequence[Scene]:
    """Return the scenes of a film without sentences that point at what it lacks; a scene keeps one
    sentence at least, and code is told by what it is instead.

    Args:
        scenes: The scenes that are left.
        whole: All scenes, before they were fitted to a length.
        language: A BCP 47 tag.
    """
    if len(scenes) == len(whole):
        return scenes
    return list(_pointing_at(scenes, whole, language))


def _pointing_at(scenes: Sequence[Scene], whole: Sequence[Scene], language: str) -> Iterator[Scene]:
    for n, scene in enumerate(scenes):
        others = [*scenes[:n], *scenes[n + 1 :]]
        words = " ".join(f"{other.title} {other.narration}" for other in others).casefold()
        said = whole_quotations(scene.narration)
        left = [each for each in said if not _misses(each, words)]
        is_alone = _is_one_of_two(scene, scenes, whole)
        left = [each for each in left if not (is_alone and _BOTH.match(each))]
        if left == said:
            yield scene
        elif left and (left[0] == said[0] or not leans_back(left[0])):
            less = scene.model_copy(update={"narration": join_sentences(left)})
            yield show_again(scene, less)
        elif isinstance(scene.content, Code):
            yield scene.model_copy(update={"narration": narrate_scene(scene, language)})
        else:
            yield scene


def _misses(sentence: str, words: str) -> bool:
    """Whether a sentence points at something of which these words say nothing."""
    found = _POINTS.search(sentence)
    return bool(found) and found["what"].casefold()[:_STEM] not in words


def _is_one_of_two(scene: Scene, scenes: Sequence[Scene], whole: Sequence[Scene]) -> bool:
    """Whether one of two neighboring scenes with the same kind of thing is gone."""
    at = next((n for n, each in enumerate(whole) if each.content == scene.content), 0)
    before = whole[at - 1] if at else scene
    is_pair = scene.content is not None and type(before.content) is type(scene.content)
    return is_pair and all(each.content != before.content for each in scenes)
