"""Sentences that point at another part of a document, `every decision below` or `Both functions`,
in films from which that part is gone."""

import re
from collections.abc import Iterator, Sequence

from callsheet_studio.storyboard.content import Code
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.narration import narrate_scene
from callsheet_studio.storyboard.statements import show_again
from callsheet_studio.text.quotations import whole_quotations
from callsheet_studio.text.sentences import join_sentences, leans_back

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
