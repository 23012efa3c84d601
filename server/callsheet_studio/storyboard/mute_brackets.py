"""Numbers in brackets that a film shows and does not say: the votes that an item got, how long an
exercise takes."""

import re

from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.title_pages import strip_page
from callsheet_studio.text.sentences import join_sentences, sentences

_INSIDE = r"\((?=[^()]{0,30}\d)[^\s()]{1,15}(?: [^\s()]{1,15}){0,2}\)"
"""A number and two other words at most."""
_ALONE = re.compile(rf"{_INSIDE}[.!。]?")
_AT_END = re.compile(rf" {_INSIDE}$")
_YEAR = re.compile(r"\([12]\d{3}\)$")


def mute_brackets(scene: Scene) -> Scene:
    """Return a scene that does not say a number in brackets which is all of a sentence, `(4
    votes)`, or stands at the end of its title, `Your own case (25 min)`; a year there is said."""
    title, narration = strip_page(scene.title), scene.narration
    bare = title if _YEAR.search(title) else _AT_END.sub("", title)
    if "(" not in narration:
        return scene
    if bare != title and narration.startswith(title):
        narration = f"{bare}{narration[len(title) :]}"
        is_asked = bare.endswith(("?", "!", "？", "！"))
        narration = narration.replace(f"{bare}.", bare, 1) if is_asked else narration
    said = sentences(narration)
    left = [each for each in said if not _ALONE.fullmatch(each)]
    if not left or (len(left) == len(said) and narration == scene.narration):
        return scene
    return scene.model_copy(update={"narration": join_sentences(left)})
