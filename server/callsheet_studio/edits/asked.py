"""What can be asked of an edit, in words: for a tool's description, and for who asked too much."""

from collections.abc import Iterator

from callsheet_studio.film import CannotFilm
from callsheet_studio.script.storyboard import Scene, Storyboard

CAPABILITIES = (
    "Understood: a scene's title, subtitle, narration, points or steps, chart "
    "values, kind, icon, "
    "length or pause; replace words everywhere; add, remove, move, swap scenes; a picture in a "
    "scene; the film's title, colours (names, hex, roles), darker/lighter, style preset, "
    "voice and pace, music on/off, length, aspect ratio. Name scenes by number (as in the "
    "answer), title, 'intro', 'closing'. Quote new words. Several requests: separate lines. Or "
    "send '## Title [kind]' outline scenes to add or replace."
)
"""At most 500 characters, for a model that reads a tool's description."""
FREELY = " Other wishes in free words: the user's language model reads them."
"""Behind them, where one is set."""


class NotUnderstood(CannotFilm):
    """The request asks for something that cannot be done without more being said."""


class Unclear(NotUnderstood):
    """The rules do not know what is meant; a reader of free words may."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(f"{what} {hint}")
        self.what = what
        self.hint = hint
        """How to say it so that the rules know."""

    def asked(self, note: str) -> NotUnderstood:
        """The same, with a note on a reader who was asked as well and did not help."""
        return NotUnderstood(f"{self.what} {note} {self.hint}")


def not_understood(words: str, film: Storyboard) -> Unclear:
    """With a sentence that says what can be asked, and two examples that fit this film."""
    first, second = list(_examples(film))[:2]
    return Unclear(
        f"Not understood: {words[:120]!r}. Nothing was changed.",
        "Ask for a scene's title, narration, points, chart values, kind or length; to add, remove, "
        "move or swap scenes; or for colours, style, voice, length or aspect ratio. "
        f"For example: {first} or: {second}",
    )


def no_such(what: str, film: Storyboard) -> NotUnderstood:
    """For words that name no scene; lists what there is."""
    scenes = "; ".join(f"{n} {scene.title!r}" for n, scene in enumerate(film.scenes, start=1))
    return NotUnderstood(f"There is no {what}; nothing was changed. The scenes: {scenes[:600]}.")


def _examples(film: Storyboard) -> Iterator[str]:
    """Requests that would work on this film, those on its most telling scenes first."""
    scenes = list(enumerate(film.scenes, start=1))
    for n, scene in scenes:
        value = next((item for item in scene.items if item.value is not None), None)
        if value:
            yield f'Change "{value.text}" to 42 in scene {n}.'
            break
    for n, scene in scenes[1:]:
        if _is_plain(scene):
            yield f'Remove the point "{scene.items[-1].text}" from scene {n}.'
            break
    n, scene = scenes[len(scenes) // 2]
    yield f'Change the title of scene {n} to "More about {scene.title}".'
    yield "Make it darker and use #0a5 as the accent."


def _is_plain(scene: Scene) -> bool:
    return len(scene.items) > 2 and all(item.value is None for item in scene.items)
