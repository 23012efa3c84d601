"""An edit is read before it is accepted: on the film as it will be when its turn comes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import anyio.to_thread

from callsheet_studio.api.job_files import JobFiles
from callsheet_studio.api.knowlify.as_request import read_film
from callsheet_studio.api.knowlify.errors import ApiRefusal, EditRefused
from callsheet_studio.api.knowlify.requests import EditVideoRequest
from callsheet_studio.edits.apply import EditText, apply_request
from callsheet_studio.edits.errors import EditError, NotUnderstood
from callsheet_studio.edits.request_text import split_request
from callsheet_studio.jobs.job import Job, Queue
from callsheet_studio.llm.endpoints import ModelEndpoints
from callsheet_studio.storage.video_versions import edits_lane
from callsheet_studio.storyboard.brief import AspectRatio
from callsheet_studio.storyboard.installed_voices import installed_voices
from callsheet_studio.storyboard.logos import FOLDER
from callsheet_studio.storyboard.model import Storyboard
from callsheet_studio.storyboard.outline_writer import as_outline
from callsheet_studio.text.clean import clean

LONGEST = 5000
"""Characters of a request: Knowlify documentation, `edit_request`."""
MOST_LOOKED_AT = 20_000
"""Characters in which the scenes of too long a request are looked for."""


@dataclass(frozen=True)
class Newest:
    """The state of a video after all edits that were accepted, done or not."""

    version: str
    """The id of the job that makes it."""
    film: Storyboard | None
    """Its storyboard; None if an edit is waiting that only a language model can read."""


@dataclass(frozen=True)
class EditCheck:
    """Tries edit requests on storyboards before they are accepted."""

    queue: Queue
    job_files: JobFiles
    endpoints: ModelEndpoints

    async def read(self, body: EditVideoRequest, version: Job) -> tuple[str, ...]:
        """Return as sentences what an edit request is understood to change; empty if a language
        model is going to read it.

        Args:
            body: The request.
            version: The job of the film's current version.

        Raises:
            EditRefused: 400 when it is not understood or not possible, 409 when it starts from an
                older version. It carries the outline that the next request can change.
            OSError: The film's files can't be read now, or a logo can't be had.
            UNAVAILABLE: The database cannot be used (`storage/database`).
        """
        waiting = await self.queue.list(edits_lane(body.video_uuid))
        unfinished = [job for job in waiting if job.state in ("waiting", "running")]
        film = await read_film(self.job_files, version)
        newest = await anyio.to_thread.run_sync(self._newest, film, version, unfinished)
        await self.job_files.folders.bring_logos(_words(body, newest))
        return await anyio.to_thread.run_sync(self._read, body, version, unfinished, newest)

    def _read(
        self, body: EditVideoRequest, version: Job, unfinished: Sequence[Job], newest: Newest
    ) -> tuple[str, ...]:
        outline = as_outline(newest.film) if newest.film else ""
        if body.base_version not in (None, newest.version):
            raise EditRefused(409, _STALE, outline)
        if newest.film is None:
            return ()
        urls = body.reference_image_urls or []
        pictures = tuple(f"picture-{n}" for n in range(1, len(urls) + 1))
        request = self._text(body.edit_request, body.aspect_ratio, pictures)
        if not unfinished:
            request = replace(request, seconds=(version.result or {}).get("seconds"))
        try:
            revision = apply_request(request, newest.film)
            self._check_logo(revision.storyboard.logo)
            return revision.changes
        except NotUnderstood as error:
            if self.endpoints.writer:
                return ()
            raise EditRefused(400, str(error), outline) from error
        except EditError as error:
            raise EditRefused(400, str(error), outline) from error

    def _check_logo(self, name: str | None) -> None:
        if name and not (self.job_files.root.parent / FOLDER / name).is_file():
            raise EditError(f"The logo {name!r} is not on this computer. Nothing was changed.")

    def _text(self, text: str, ratio: AspectRatio | None, pictures: tuple[str, ...]) -> EditText:
        speaks = self.endpoints.speaker is not None
        voices = installed_voices(self.endpoints.voices)
        return EditText(text, ratio, pictures, has_speaker=speaks, voices=voices)

    def _newest(self, film: Storyboard | None, version: Job, unfinished: Sequence[Job]) -> Newest:
        for job in unfinished:
            asked = job.request
            pictures = tuple(asked["pictures"])
            request = self._text(asked["edit_request"], asked["aspect_ratio"], pictures)
            try:
                film = film and apply_request(request, film).storyboard
            except NotUnderstood:
                film = None
            except EditError:
                continue  # it will end so when its turn comes
        return Newest(unfinished[-1].id if unfinished else version.id, film)


def _words(body: EditVideoRequest, newest: Newest) -> str:
    """What may name a logo."""
    return f"{body.edit_request} {newest.film.logo if newest.film else ''}"


_STALE = (
    "The edit starts from an older version of the film, so nothing was changed: another edit or a "
    "revert came between. Make the change in the outline as it is now, and send that."
)


def check_length(text: str) -> None:
    """Check that the text of an edit request is short enough to be read.

    Raises:
        ApiRefusal: 400 when it is too long; the text says which scenes to send one at a time.
    """
    if len(text) <= LONGEST:
        return
    sections = split_request(clean(text)).sections if len(text) <= MOST_LOOKED_AT else ()
    longest = sorted(sections, key=lambda section: -len(section.body))[:3]
    named = ", ".join(repr(section.heading[:60]) for section in longest)
    singly = f" The longest are {named}." if named else ""
    raise ApiRefusal(
        400,
        f"edit_request: has {len(text):,} characters, and at most {LONGEST:,} are read. Send only "
        f"the scenes that change, each under its '## N: Title' heading, in several edits if need "
        f"be.{singly}",
    )
