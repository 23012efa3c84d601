"""Clips and characters by the video model that the user set: created once, waited for, brought in.

That the model is about to be asked, and the id of its video, are steps that are recorded before
anything follows. A worker that is killed finds them again: it never asks for a second video.
"""

import json
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from callsheet_studio.animatic.contract import REMOTE_VIDEO_FILE
from callsheet_studio.jobs.contract import Report
from callsheet_studio.llm import video_client
from callsheet_studio.llm.endpoints import Endpoint, EndpointError, EndpointRefusal
from callsheet_studio.llm.video_client import CreateInDoubt, ModelVideoRequest, RemoteVideo
from callsheet_studio.media.clip_import import ClipFiles, import_clip
from callsheet_studio.media.video_import import ClipShape, DecodedVideo, NotAVideo, fit_size, scan
from callsheet_studio.pipeline.checkpoints import Checkpoints
from callsheet_studio.pipeline.progress import ProgressReporter
from callsheet_studio.storyboard.brief import FilmRejected

ASKED, CREATED, FETCHED, MADE = "video-asked", "video-created", "video-fetched", "film"
"""Steps."""
REQUEST_FILE, VIDEO_FILE = "work/video-asked.json", REMOTE_VIDEO_FILE
RAW = "work/video-raw"
BEGUN, WAITED, BROUGHT = 2, 90, 94
"""Percent when the model is asked, when it is done, and when its file is here."""
FIRST_PAUSE, LONGEST_PAUSE, GROWTH = 0.25, 5.0, 1.5
"""Seconds between two looks; servers' documents poll every two to five."""
SILENCE = 120.0
"""Seconds without an answer after which an endpoint that knows the video counts as gone."""
TRIES = 3
"""Of fetching the file."""
NO_MODEL = (
    "{model} was to make this, and no video model is set now. Set CALLSHEET_VIDEO_URL and "
    "CALLSHEET_VIDEO_MODEL again, and order it again."
)
LENGTH_NOTE = "It lasts {made:.1f} s, though {asked} s were asked for: the model made no more."
CUT_NOTE = "The model made {made:.1f} s; the clip is its first {asked} s, as was asked for."
RATIO_NOTE = (
    "The model made it in {width}x{height}, not in the ratio that was asked for; nothing was cut."
)


class ModelGaveNothing(FilmRejected):
    """The video model made no clip; the sentence is for the person who asked."""


@dataclass(frozen=True)
class ModelClip:
    """The length of a clip that a model made, and notes for the person who asked."""

    seconds: float
    notes: tuple[str, ...]


class ModelClipMaker:
    """Asks a video model for one clip, and converts it, in the job's folder."""

    def __init__(
        self,
        model: str,
        endpoint: Endpoint | None,
        checkpoints: Checkpoints,
        report: Report,
    ) -> None:
        """Nothing is asked for yet.

        Raises:
            ModelGaveNothing: There is no endpoint any more at which `model` was to make it.
        """
        if endpoint is None:
            raise ModelGaveNothing(NO_MODEL.format(model=model))
        self.model = endpoint.model
        self._endpoint = endpoint
        self._ledger = checkpoints
        self._progress = ProgressReporter(report)

    def make(
        self, request: ModelVideoRequest, fps: int, files: ClipFiles, labels: Mapping[str, str]
    ) -> ModelClip:
        """Ask the model for a video, or go on with the one that an earlier run asked for, wait for
        it, and convert it to a clip of the studio with `fps` frames a second and metadata
        (`labels`).

        Raises:
            ModelGaveNothing: The model gave no usable video.
            OSError: A file can't be written, for example because the disk is full.
        """
        self._progress.report_percent("generating_frames", BEGUN)
        raw = self._ledger.folder / RAW
        if self._ledger.is_done(FETCHED):
            found = _scan(raw)
        else:
            video = self._find() or self._create(request)
            self._wait(video)
            found = self._fetch(video.id)
            self._ledger.record(FETCHED, [RAW])
        size = fit_size(found.size, request.size)
        shape = ClipShape(size, fps, min(found.seconds, request.seconds))
        self._ledger.run_once(MADE, lambda: import_clip(self._ledger, raw, shape, files, labels))
        return ModelClip(shape.seconds, _notes(found, shape, request))

    def _find(self) -> "_Created | None":
        """The video of an earlier attempt."""
        if self._ledger.is_recorded(CREATED):
            created = _Created(**json.loads(self._read(VIDEO_FILE)))
            if created.url != self._endpoint.url:
                raise ModelGaveNothing(
                    f"This clip is being made at {created.url}, and the setting names "
                    f"{self._endpoint.url} now. Set it back and order the clip again, or order a "
                    "new one here."
                )
            return created
        if self._ledger.is_recorded(ASKED):
            raise ModelGaveNothing(_in_doubt(self._endpoint, "Callsheet ended before the answer"))
        return None

    def _read(self, file: str) -> str:
        try:
            return (self._ledger.folder / file).read_text("utf-8")
        except OSError as error:
            raise ModelGaveNothing(
                f"Which video of {self._endpoint.url} is this clip's was written in {file}, which "
                "is gone. The endpoint may be running it; nothing was asked for again."
            ) from error

    def _create(self, request: ModelVideoRequest) -> "_Created":
        """Written down before and after; between the two lies the one POST."""
        self._write(ASKED, REQUEST_FILE, url=self._endpoint.url, model=self._endpoint.model)
        try:
            made = video_client.create(self._endpoint, request)
        except CreateInDoubt as error:
            raise ModelGaveNothing(_in_doubt(self._endpoint, str(error))) from error
        except EndpointError as error:
            raise ModelGaveNothing(f"{error.explain()}. Nothing is being made.") from error
        created = _Created(made.id, self._endpoint.url, time.time())
        self._write(CREATED, VIDEO_FILE, **asdict(created))
        return created

    def _write(self, step: str, file: str, **facts: object) -> None:
        self._ledger.record(step, [self._ledger.write(file, json.dumps(facts).encode())])

    def _wait(self, created: "_Created") -> None:
        """Look until the video is done."""
        heard, pause = time.monotonic(), FIRST_PAUSE
        while True:
            video = self._look(created, time.monotonic() - heard)
            if video is not None:
                heard = time.monotonic()
                percent = BEGUN + (WAITED - BEGUN) * (video.percent or 0) / 100
                self._progress.report_percent("generating_frames", percent)
                if video.state == "done":
                    return
                if video.state == "failed":
                    raise ModelGaveNothing(_failure(self._endpoint, video))
            if time.time() - created.at > self._endpoint.patience:
                raise ModelGaveNothing(_too_late(self._endpoint, created))
            time.sleep(pause)
            pause = min(LONGEST_PAUSE, pause * GROWTH)

    def _look(self, created: "_Created", silence: float) -> RemoteVideo | None:
        """None while the endpoint does not answer."""
        try:
            return video_client.poll_video(self._endpoint, created.id)
        except EndpointError as error:
            is_final = isinstance(error, EndpointRefusal) and error.status < 500
            if is_final or silence > SILENCE:
                raise ModelGaveNothing(
                    f"{error.explain()} when it was asked for its video {created.id}. "
                    "It may still be running it; nothing was asked for again."
                ) from error
            return None

    def _fetch(self, video_id: str) -> DecodedVideo:
        """Bring the file here; a fetch may be repeated."""
        tries = 0
        while True:
            tries += 1
            try:
                with self._ledger.atomic_writer(RAW) as path:
                    video_client.fetch(self._endpoint, video_id, path)
                    found = _scan(path)
            except (EndpointError, ModelGaveNothing) as error:
                if tries == TRIES:
                    what = error if isinstance(error, ModelGaveNothing) else error.explain()
                    raise ModelGaveNothing(
                        f"The model finished {video_id}, but its file did not come: {what}"
                    ) from error
            else:
                self._progress.report_percent("generating_frames", BROUGHT)
                return found


@dataclass(frozen=True)
class _Created:
    """A video at an endpoint."""

    id: str
    url: str
    at: float
    """Seconds since 1970."""


def _scan(raw: Path) -> DecodedVideo:
    try:
        return scan(raw)
    except NotAVideo as error:
        raise ModelGaveNothing(f"what the endpoint sent is {error}.") from error


def _notes(found: DecodedVideo, shape: ClipShape, request: ModelVideoRequest) -> tuple[str, ...]:
    """How the clip is not as it was asked for."""
    notes = list[str]()
    if found.seconds < request.seconds - 0.25:
        notes.append(LENGTH_NOTE.format(made=found.seconds, asked=request.seconds))
    if found.seconds > request.seconds + 0.25:
        notes.append(CUT_NOTE.format(made=found.seconds, asked=request.seconds))
    if shape.size != request.size:
        notes.append(RATIO_NOTE.format(width=found.size[0], height=found.size[1]))
    return tuple(notes)


def _in_doubt(endpoint: Endpoint, why: str) -> str:
    return (
        f"{why}, so nobody knows whether {endpoint.url} is making the video: it may be running it. "
        "It was not asked again. Look there, and order the clip again if it is not."
    )


def _failure(endpoint: Endpoint, video: RemoteVideo) -> str:
    why = f": “{video.error.rstrip('.')}”" if video.error else " without a reason"
    return f"{endpoint.model} at {endpoint.url} failed{why}. Change the prompt and order it again."


def _too_late(endpoint: Endpoint, created: "_Created") -> str:
    minutes = max(1, round(endpoint.patience / 60))
    return (
        f"{endpoint.model} at {endpoint.url} was not done with {created.id} within {minutes} min. "
        "The endpoint may still be running it; nothing was asked for again."
    )
