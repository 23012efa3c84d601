"""From a request and a film to the changed film, or a sentence on why not.

    revision = apply_request(EditText('accent: #0f8b8d'), film)

Forms: the whole outline, single scenes with their places, settings, and a few plain sentences.
All of a request is understood, or none of it is carried out.
"""

from dataclasses import dataclass, field

from callsheet_studio.edits.comparison import Comparison
from callsheet_studio.edits.diff import StoryboardDiff
from callsheet_studio.edits.draft import EditDraft
from callsheet_studio.edits.errors import EditError
from callsheet_studio.edits.film_length import check_length
from callsheet_studio.edits.film_settings import check_voice, set_value
from callsheet_studio.edits.number_mentions import keep_units, left_elsewhere
from callsheet_studio.edits.outline_edits import apply_outline, apply_scenes
from callsheet_studio.edits.plain_sentences import apply_lines
from callsheet_studio.edits.request_text import split_request
from callsheet_studio.storyboard.brief import AspectRatio
from callsheet_studio.storyboard.installed_voices import InstalledVoice, installed_voices
from callsheet_studio.storyboard.model import Storyboard
from callsheet_studio.storyboard.trend_words import disagreements
from callsheet_studio.text.clean import clean


@dataclass(frozen=True)
class EditText:
    """A request for a change, and what it may use."""

    text: str
    aspect_ratio: AspectRatio | None = None
    """The new aspect ratio; None keeps the film's."""
    pictures: tuple[str, ...] = ()
    """The files of the reference images, under the names by which scenes show them."""
    has_speaker: bool = False
    """Whether a speech endpoint is set, which may have any voice."""
    voices: tuple[InstalledVoice, ...] = field(default_factory=installed_voices)
    """The voices that are installed on this computer."""
    seconds: float | None = None
    """The real length of the film, which may be less than its storyboard plans; None: not known."""


@dataclass(frozen=True)
class Revision:
    """The storyboard after a request, and how it differs from the one before."""

    storyboard: Storyboard
    difference: StoryboardDiff
    changes: tuple[str, ...]
    """What was understood, scene by scene, and what needs a look, as sentences."""


def apply_request(request: EditText, film: Storyboard) -> Revision:
    """Apply a request to a film's storyboard, and return the changed one and the changes.

    Raises:
        NotUnderstood: Some of its words can't be read.
        EditError: It asks for what is not possible, or changes nothing.
    """
    draft = EditDraft(film, request.seconds)
    _apply_text(draft, clean(request.text).strip(), request.pictures)
    if request.aspect_ratio:
        set_value(draft, "aspect", request.aspect_ratio)
    after = draft.storyboard
    _check_pictures(request, film, after)
    if after.voice != film.voice:
        check_voice(after, request.voices, has_speaker=request.has_speaker)
    check_length(after, film.seconds)
    if after == film:
        notes = "".join(f" {note}" for note in draft.notes)
        raise EditError(f"The film already is as the request wants it; nothing was changed.{notes}")
    return _revision(draft, after)


def _apply_text(draft: EditDraft, text: str, pictures: tuple[str, ...]) -> None:
    parts = split_request(text)
    if parts.is_outline:
        apply_outline(draft, parts)
    else:
        apply_lines(draft, parts.lead)
        apply_scenes(draft, parts.sections)
    for slot in draft.slots:  # `image: 2` is the second picture of the request
        image = slot.scene.image or ""
        if image.isdecimal() and 1 <= int(image) <= len(pictures):
            update = {"kind": "image", "image": pictures[int(image) - 1]}
            slot.scene = slot.scene.model_copy(update=update)
        if slot.origin:
            slot.scene, notes = keep_units(draft.before.scenes[slot.origin - 1], slot.scene)
            draft.notes.extend(notes)


def _check_pictures(request: EditText, before: Storyboard, film: Storyboard) -> None:
    """Every picture that came has a place, and no scene names one that is not there."""
    shown = set(film.files)
    if strange := next(iter(shown - {*request.pictures, *before.files}), None):
        raise EditError(
            f"The film has no picture {strange!r}, so nothing was changed. Send its address in "
            f"reference_image_urls, and {_A_PLACE.format(1)}."
        )
    if left := [n for n, p in enumerate(request.pictures, start=1) if p not in shown]:
        raise EditError(
            f"Picture {left[0]} has no place, so nothing was changed. Send "
            f"{_A_PLACE.format(left[0])}."
        )


_A_PLACE = "a scene with the line 'image: {}', such as '## after 2: Our office [image]'"


def _revision(draft: EditDraft, after: Storyboard) -> Revision:
    compared = Comparison(draft.before, after, [slot.origin for slot in draft.slots])
    touched = [*(at for _, at in compared.changed), *compared.added]
    sense = (said for at in touched for said in disagreements(at, after.scenes[at - 1]))
    told = (*compared.sentences(), *draft.notes, *sense, *left_elsewhere(compared))
    return Revision(after, compared.difference, tuple(dict.fromkeys(told)))
