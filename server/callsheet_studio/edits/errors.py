"""Why a request changes nothing.

EditError             it can't be carried out; the text says how to go on
└─ NotUnderstood      some of its words mean nothing here; a language model may know them
"""

from callsheet_studio.storyboard.brief import FilmRejected
from callsheet_studio.storyboard.model import Storyboard

FORMS = (
    "Send the changed outline, or single scenes ('## 4: Title [kind]' replaces, '## after 4: "
    "Title' inserts, '## 4: -' removes), or lines such as 'accent: #0f8b8d' or 'duration: 45'."
)
"""What can be sent instead."""


class EditError(FilmRejected):
    """The request can't be carried out; the film stays as it was."""


class NotUnderstood(EditError):
    """Some of the request has no meaning here."""

    def __init__(self, words: str, why: str = "") -> None:
        """The words that are not understood, and the reason if there is one."""
        reason = f" {why}" if why else ""
        super().__init__(f"Not understood: {words[:160]!r}.{reason} Nothing was changed. {FORMS}")


def no_scene(number: int, film: Storyboard) -> EditError:
    """For the number of a scene that does not exist; lists those that do."""
    titles = "; ".join(f"{n} {scene.title!r}" for n, scene in enumerate(film.scenes, start=1))
    return EditError(
        f"There is no scene {number}, so nothing was changed. The film has {len(film.scenes)} "
        f"scenes: {titles[:600]}."
    )
