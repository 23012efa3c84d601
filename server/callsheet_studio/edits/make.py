"""An edit becomes a film: the request is applied, then only what changed is made.

Runs in a worker process, and may be killed at any moment like the making of a film.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter

from callsheet_studio.drawing.picture_file import MOST_PIXELS
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.edits.apply import EditText, Revision, apply_request
from callsheet_studio.edits.contract import CREDITS_A_SCENE, EditOrder, FinishedEdit
from callsheet_studio.edits.errors import EditError, NotUnderstood
from callsheet_studio.edits.language_model import apply_free_request
from callsheet_studio.explainer.contract import FilmResult
from callsheet_studio.explainer.film_source import EditedFilm, read_timeline
from callsheet_studio.explainer.make import CHANGED_SHEET, make_film_from
from callsheet_studio.jobs.contract import Progress, Report, Step, VideoFormat
from callsheet_studio.llm.endpoints import NO_ENDPOINTS, EndpointError, ModelEndpoints
from callsheet_studio.pipeline.checkpoints import Checkpoints
from callsheet_studio.storyboard.brief import FilmRejected
from callsheet_studio.storyboard.installed_voices import installed_voices
from callsheet_studio.storyboard.model import Storyboard

UNDERSTOOD = "work/understood.json"
STAGES = {"voiceover": "processing", "highlevel": "processing"}
"""The film's stages as those of an edit; all others are `applying`."""

_REVISION = TypeAdapter(Revision)


def edit(
    order: tuple[EditOrder, Path],
    folder: Path,
    video_format: VideoFormat,
    done: Mapping[str, Step],
    report: Report,
    endpoints: ModelEndpoints = NO_ENDPOINTS,
) -> FinishedEdit:
    """Carry out an edit, and render the changed film into `folder`; scenes that did not change are
    taken from the film before.

    Args:
        order: The request, and the folder of the film before it.
        video_format: Frame rate and short side of the film.
        done: Steps that an earlier run finished; they are not done again.
        report: Called with progress and finished steps.
        endpoints: The user's own models.

    Raises:
        FilmRejected: The request is not understood, a picture cannot be shown, or the disk is full.
        OSError: A file can't be read or written for another reason.
        RenderProcessError: A drawing process failed.
    """
    wanted, before = order
    report(Progress("processing", 1))
    checkpoints = Checkpoints(folder, done, report)
    checkpoints.run_once("understood", lambda: _revise(wanted, before, checkpoints, endpoints))
    revision = _REVISION.validate_json((folder / UNDERSTOOD).read_bytes())
    drawn = tuple(n - 1 for n in revision.difference.drawn)
    source = EditedFilm(revision.storyboard, before, drawn)
    source.prepare(revision.storyboard.files, folder)
    film = make_film_from(source, folder, video_format, done, _map_stages(report), endpoints)
    return _to_finished_edit(film, revision, wanted)


def _revise(
    order: EditOrder, before: Path, checkpoints: Checkpoints, endpoints: ModelEndpoints
) -> Iterable[str]:
    """Written down at once: an edit that goes on after an interruption asks no model again."""
    _check_pictures(checkpoints.folder, order.pictures)
    timeline = read_timeline(before)
    request = EditText(
        order.edit_request,
        order.aspect_ratio,
        order.pictures,
        has_speaker=endpoints.speaker is not None,
        voices=installed_voices(endpoints.voices),
        seconds=timeline.seconds,
    )
    revision = _apply(request, timeline.storyboard, endpoints)
    yield checkpoints.write(UNDERSTOOD, _REVISION.dump_json(revision))


def _apply(request: EditText, film: Storyboard, endpoints: ModelEndpoints) -> Revision:
    """By the forms that are known, else by the language model where one is set."""
    try:
        return apply_request(request, film)
    except NotUnderstood as error:
        writer = endpoints.writer
        if writer is None:
            raise
        try:
            revision = apply_free_request(request, film, writer)
        except EndpointError as silent:
            asked = f"The language model {writer.model} was asked as well: {silent}."
            raise EditError(f"{error} {asked}") from error
    read = f"{writer.model}, through your language-model endpoint, read the request."
    return replace(revision, changes=(*revision.changes, read))


def _check_pictures(folder: Path, pictures: Iterable[str]) -> None:
    for n, file in enumerate(pictures, start=1):
        picture = skia.Image.MakeFromEncoded(skia.Data.MakeWithCopy((folder / file).read_bytes()))
        if picture is None or picture.width() * picture.height() > MOST_PIXELS:
            raise FilmRejected(
                f"Reference image {n} cannot be shown: a whole PNG, JPEG, WebP or GIF of at most "
                f"{MOST_PIXELS // 1_000_000} megapixels is needed."
            )


def _map_stages(report: Report) -> Report:
    def tell(said: Progress | Step) -> None:
        if isinstance(said, Progress):
            said = replace(said, stage=STAGES.get(said.stage, "applying"))
        report(said)

    return tell


def _to_finished_edit(film: FilmResult, revision: Revision, order: EditOrder) -> FinishedEdit:
    difference = revision.difference
    return FinishedEdit(
        **vars(film),
        difference=difference,
        changes=revision.changes,
        credits_used=min(order.most_credits, CREDITS_A_SCENE * difference.touched),
        changes_sheet=CHANGED_SHEET if difference.drawn else None,
    )
