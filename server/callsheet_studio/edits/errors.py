"""Why a request changes nothing.

EditError             it can't be carried out; the text says how to go on
└─ NotUnderstood      some of its words mean nothing here; a language model may know them
"""

from callsheet_studio.storyboard.brief import FilmRejected

FORMS = (
    "Send the changed outline, or single scenes ('## 4: Title [kind]' replaces, '## after 4: "
    "Title' inserts, '## 4: -' removes), or lines such as 'accent: #0f8b8d', 'duration: 45' or "
    '\'change "old words" to "new" in scene 3\'.'
)
"""What can be sent instead."""


class EditError(FilmRejected):
    """The request can't be carried out; the film stays as it was."""


class NotUnderstood(EditError):
    """A part of the request can't be read."""

    def __init__(self, words: str, why: str = "") -> None:
        """The words that are not understood, and the reason if there is one."""
        reason = f" {why}" if why else ""
        super().__init__(f"Not understood: {words[:160]!r}.{reason} Nothing was changed. {FORMS}")
