"""From a request and a film to the changed film, or a sentence on why not.

    revision = apply_request(EditText('accent: #0f8b8d'), film)

Forms: the whole outline, single scenes with their places, settings, and a few plain sentences.
All of a request is understood, or none of it is carried out.
"""

from dataclasses import dataclass

from callsheet_studio.edits.comparison import compare, describe
from callsheet_studio.edits.diff import StoryboardDiff
from callsheet_studio.edits.draft import Draft
from callsheet_studio.edits.errors import EditError
from callsheet_studio.edits.film_length import check_length
from callsheet_studio.edits.film_settings import apply_settings, check_voice
from callsheet_studio.edits.numbers import disagreements, left_elsewhere
from callsheet_studio.edits.outline_edits import apply_outline, apply_scenes
from callsheet_studio.edits.request_text import split_request
from callsheet_studio.edits.sentences import apply_lines
from callsheet_studio.storyboard.brief import AspectRatio
from callsheet_studio.storyboard.model import Storyboard
from callsheet_studio.text.clean import clean


@dataclass(frozen=True)
class EditText:
    """What is asked for."""

    text: str
    aspect_ratio: AspectRatio | None = None
    pictures: tuple[str, ...] = ()
    """Files of the reference images, as scenes will name them."""
    has_speaker: bool = False
    """Whether a voice beside the built-in one can be had."""


@dataclass(frozen=True)
class Revision:
    """The film after a request, and how it differs."""

    storyboard: Storyboard
    difference: StoryboardDiff
    changes: tuple[str, ...]
    """What was understood, scene by scene, and what needs a look, as sentences."""


def apply_request(request: EditText, film: Storyboard) -> Revision:
    """Carry a request out on a film.

    Raises:
        NotUnderstood: Some of its words have no meaning here.
        EditError: It asks for what is not possible.
    """
    draft = Draft(film)
    _apply_text(draft, clean(request.text).strip(), request.pictures)
    if request.aspect_ratio:
        draft.set_film(aspect_ratio=request.aspect_ratio)
    after = draft.storyboard
    _check_pictures(request, film, after)
    if after.voice != film.voice:
        check_voice(after, has_speaker=request.has_speaker)
    if after.seconds != film.seconds:
        check_length(after)
    if after == film:
        raise EditError("The film already is as the request wants it; nothing was changed.")
    return _revision(draft, after)


def _apply_text(draft: Draft, text: str, pictures: tuple[str, ...]) -> None:
    parts = split_request(text)
    if parts.is_outline:
        apply_outline(draft, parts)
        apply_settings(draft, parts.lead)
    else:
        apply_settings(draft, parts.settings)
        apply_lines(draft, parts.lead, pictures)
        apply_scenes(draft, parts.sections)
    for slot in draft.slots:  # `image: 2` is the second picture of the request
        image = slot.scene.image or ""
        if image.isdecimal() and 1 <= int(image) <= len(pictures):
            update = {"kind": "image", "image": pictures[int(image) - 1]}
            slot.scene = slot.scene.model_copy(update=update)


def _check_pictures(request: EditText, before: Storyboard, film: Storyboard) -> None:
    """Every picture that came has a place, and no scene names one that is not there."""
    shown = {scene.image for scene in film.scenes}
    known = {None, *request.pictures, *(scene.image for scene in before.scenes)}
    if strange := next(iter(shown - known), None):
        raise EditError(
            f"The film has no picture {strange!r}, so nothing was changed. Send its address in "
            "reference_image_urls, with a line such as 'show picture 1 in scene 2'."
        )
    if left := [n for n, p in enumerate(request.pictures, start=1) if p not in shown]:
        raise EditError(
            f"Picture {left[0]} has no place, so nothing was changed. Add a line such as "
            f"'show picture {left[0]} in scene 2'."
        )


def _revision(draft: Draft, after: Storyboard) -> Revision:
    before, origins = draft.before, draft.origins
    pairs = [(n, at) for at, n in enumerate(origins, start=1) if n]
    changed = [at for n, at in pairs if before.scenes[n - 1] != after.scenes[at - 1]]
    added = [at for at, n in enumerate(origins, start=1) if n is None]
    sense = (s for at in (*changed, *added) for s in disagreements(at, after.scenes[at - 1]))
    elsewhere = left_elsewhere(before, after, pairs)
    told = (*describe(before, after, origins), *draft.notes, *sense, *elsewhere)
    return Revision(after, compare(before, after, origins), tuple(dict.fromkeys(told)))
