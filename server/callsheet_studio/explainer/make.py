"""A brief becomes a film: every step in order, each done once, whatever happens between.

    film = make_film(brief, folder, VideoFormat(), done={}, report=print)

The maker may be killed at any moment. Started again with the steps that it had reported, it goes on
where it was: finished steps are read back from their files.
"""

import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from callsheet_studio.audio.command_voice import VoiceFailed
from callsheet_studio.audio.kept_voice import KeptVoice, SentenceVoice
from callsheet_studio.audio.recorded_voice import PREFIX as RECORDED
from callsheet_studio.audio.recorded_voice import read_recorded_voice
from callsheet_studio.audio.recording import WAV, WORDS, NarrationTrack, read_recording
from callsheet_studio.audio.soundtrack import Soundtrack, prepare_music
from callsheet_studio.audio.speech_endpoint import EndpointVoice
from callsheet_studio.audio.voice import SilentVoice, Voice
from callsheet_studio.audio.voice_direction import (
    describe_voice,
    description_words,
    parse_sound_options,
    voice_choice_note,
)
from callsheet_studio.audio.voice_loader import load_voice
from callsheet_studio.explainer.contract import FilmResult
from callsheet_studio.explainer.drawn_pictures import PictureDrawer
from callsheet_studio.explainer.film_report import film_report, scene_facts
from callsheet_studio.explainer.film_segments import LONGEST, layout_file, parts, still_file
from callsheet_studio.explainer.film_source import (
    COVERAGE_FILE,
    NOTES_FILE,
    TIMELINE_FILE,
    FilmSource,
    NewFilm,
    read_timeline,
)
from callsheet_studio.explainer.scene_images import bring_logo, props
from callsheet_studio.explainer.scene_rendering import SceneRendering
from callsheet_studio.explainer.scenes.stand_ins import stand_in_notes
from callsheet_studio.explainer.timing.plan import length_note
from callsheet_studio.extras import add_extra
from callsheet_studio.jobs.contract import Report, Step, VideoFormat
from callsheet_studio.llm.endpoints import NO_ENDPOINTS, Endpoint, EndpointError, ModelEndpoints
from callsheet_studio.media.mux import mux
from callsheet_studio.media.subtitles import cut_captions, srt, vtt
from callsheet_studio.pipeline import capacity
from callsheet_studio.pipeline.checkpoints import Checkpoints
from callsheet_studio.pipeline.messages import LAYOUT, RenderSettings
from callsheet_studio.pipeline.progress import ProgressReporter
from callsheet_studio.pipeline.render_pool import RenderPool
from callsheet_studio.storage.atomic_file import DISK_FULL
from callsheet_studio.storyboard.brief import Brief, FilmRejected
from callsheet_studio.storyboard.installed_voices import (
    InstalledVoice,
    choose_voice,
    installed_voices,
)
from callsheet_studio.storyboard.model import Storyboard
from callsheet_studio.storyboard.outline_writer import as_outline
from callsheet_studio.storyboard.timeline import TIMELINE, Timeline

STORYBOARD, VIDEO = "storyboard.json", "film.mp4"
POSTER, CONTACT_SHEET = "poster.jpg", "contact-sheet.jpg"
SRT, VTT, OUTLINE = "film.srt", "film.vtt", "outline.md"
CHANGED_SHEET = "changes.jpg"
"""Of an edited film: only the scenes that are not as they were."""
BOXES = "work/layout.json"
PROPS, FILM = "work/props.json", "work/film.json"
BYTES_A_SECOND = 300_000
"""Disk that a second of film takes at 720p at the very most, working files included."""
BYTES_AT_LEAST = 10_000_000
MOST_UNDRAWN = 0.25
"""Share of a film's letters that may show as empty boxes, in a name or two of another script."""
NO_FONT = (
    "No font on this computer has the letters of this text, so the film would show empty boxes. "
    "Install one that has them (for Chinese, Japanese and Korean: {cjk}) and send the task again."
)

_FILM = TypeAdapter(FilmResult)


def make_film(
    brief: Brief,
    folder: Path,
    video_format: VideoFormat,
    done: Mapping[str, Step],
    report: Report,
    endpoints: ModelEndpoints = NO_ENDPOINTS,
) -> FilmResult:
    """Make the film of a brief in `folder`, and return its files, report and notes. If it was made
    already (`done`), it is read back.

    Args:
        video_format: Frame rate and short side of the film.
        done: Steps that an earlier run finished; they are not done again.
        report: Called with progress and finished steps.
        endpoints: The user's own models.

    Raises:
        FilmRejected: The brief gives no film, no font here has its letters, or the disk has no room
            for it.
        OSError: A file can't be read or written for another reason.
        RenderProcessError: A drawing process failed.
    """
    source = NewFilm(brief, endpoints=endpoints, folder=folder)
    return make_film_from(source, folder, video_format, done, report, endpoints)


def make_film_from(
    source: FilmSource,
    folder: Path,
    video_format: VideoFormat,
    done: Mapping[str, Step],
    report: Report,
    endpoints: ModelEndpoints = NO_ENDPOINTS,
) -> FilmResult:
    """Make a film from a source, and return its files, report and notes. If the film was made
    already (`done`), it is read back.

    Args:
        source: Gives storyboard, speech and timeline: a brief or an edited film.
        folder: Where the film is made.
        video_format: Frame rate and short side of the film.
        done: Steps that an earlier run finished; they are not done again.
        report: Called with progress and finished steps.
        endpoints: The user's own models.

    Raises:
        FilmRejected: The source gives no film, no font here has its letters, or the disk has no
            room for it.
        OSError: A file can't be read or written for another reason.
        RenderProcessError: A drawing process failed.
    """
    capacity.share_one_heap()
    checkpoints = Checkpoints(folder, done, report)
    try:
        return _Making(
            source, folder, video_format, checkpoints, ProgressReporter(report), endpoints
        ).film()
    except OSError as error:
        if error.errno not in DISK_FULL:
            raise
        raise FilmRejected(_no_room(folder, source.seconds, video_format)) from error
    finally:
        checkpoints.remove_leftovers()


@dataclass(frozen=True)
class _Making:
    source: FilmSource
    folder: Path
    video_format: VideoFormat
    checkpoints: Checkpoints
    progress: ProgressReporter
    endpoints: ModelEndpoints = NO_ENDPOINTS

    @property
    def speaker(self) -> Endpoint | None:
        """The configured speech endpoint."""
        return self.endpoints.speaker

    def film(self) -> FilmResult:
        """All steps, then the film as it was written down."""
        if not self.checkpoints.is_done("film"):
            self._check_room()
            self._write()
            with (
                RenderPool(self.folder, self._process_count()) as pool,
                ThreadPoolExecutor(1) as sounding,
            ):
                if not (self.source.before or self.checkpoints.is_done("voice")):
                    sounding.submit(prepare_music, self._storyboard())
                self._speak()
                self._shoot(pool, sounding)
        return _FILM.validate_json(self._read(FILM))

    def _check_room(self) -> None:
        if shutil.disk_usage(self.folder).free < _bytes_needed(
            self.source.seconds, self.video_format
        ):
            raise FilmRejected(_no_room(self.folder, self.source.seconds, self.video_format))

    def _write(self) -> None:
        self.progress.report_percent("voiceover", 1)
        self.checkpoints.run_once("script", self._script)
        self.progress.report_percent("voiceover", 3)

    def _process_count(self) -> int:
        """How many processes draw, guessed before the length of the scenes is known."""
        storyboard = self._storyboard()
        pieces = max(len(storyboard.scenes), round(storyboard.seconds / LONGEST))
        return capacity.process_count(pieces, self.video_format.processes)

    def _speak(self) -> None:
        self.checkpoints.run_once("voice", self._voice)
        capacity.return_freed_memory()
        self.progress.report_percent("highlevel", 10)
        self.checkpoints.run_once("plan", self._plan)

    def _shoot(self, pool: RenderPool, sounding: Executor) -> None:
        """Pictures in the drawing processes, sound at the same time, then both together."""
        timeline = self._timeline()
        sound = Soundtrack(timeline, read_recording(self.folder), self.video_format.stereo)
        video_format = self.video_format.with_lines(timeline.storyboard.lines)
        todo = tuple(parts(timeline, video_format, self.folder))
        pictures = (
            file for part in todo for file in (part.file, layout_file(part), still_file(part))
        )
        self.source.prepare((*sound.files, *pictures), self.folder)
        pool.start(RenderSettings(timeline, video_format))
        sounds = sounding.submit(self._sound, sound)
        rendering = SceneRendering(timeline, todo, pool, self.checkpoints, self.progress)
        self.progress.report_percent("lowlevel", 11)
        self.progress.report_percent("scan_assets", 14)
        self.checkpoints.run_once("assets", self._props)
        sheets: dict[str, Sequence[int]] = {CONTACT_SHEET: range(len(timeline.scenes))}
        if self.source.changed:
            sheets[CHANGED_SHEET] = self.source.changed
        rendering.draw(POSTER, sheets)
        self.checkpoints.run_once("layout", lambda: self._layout(rendering))
        sounds.result()
        self.checkpoints.run_once("sound", lambda: sound.files)
        self.checkpoints.run_once("film", lambda: self._film(sound, rendering.files))

    def _script(self) -> Iterable[str]:
        script = self.source.script()
        bring_logo(script.storyboard, self.folder)
        drawer = PictureDrawer(self.folder, self.endpoints.painter)
        storyboard = drawer.show(script.storyboard)
        yield self.checkpoints.write(STORYBOARD, storyboard.model_dump_json(indent=2).encode())
        yield self.checkpoints.write(
            NOTES_FILE, json.dumps([*script.notes, *drawer.notes]).encode()
        )
        line = script.coverage.line if script.coverage else ""
        yield self.checkpoints.write(COVERAGE_FILE, json.dumps(line).encode())

    def _voice(self) -> Iterable[str]:
        recording = self._record_narration(self._storyboard())
        with self.checkpoints.atomic_writer(WAV) as path:
            recording.write_sound(path)
        yield WAV
        yield self.checkpoints.write(WORDS, recording.words())

    def _record_narration(self, storyboard: Storyboard) -> NarrationTrack:
        """By the configured voice if it is wanted and answers, else by what is there."""
        if storyboard.recording:
            return self._person(storyboard, self.folder / storyboard.recording)
        chosen = self._choose(storyboard)
        direction, note = parse_sound_options(storyboard, chosen), None
        if self.speaker and self.video_format.spoken and (direction.unmet or not chosen):
            speaker = EndpointVoice(self.speaker, storyboard.voice, direction.pause)
            spoken_by = (
                f"Spoken by {self.speaker.model} through your speech endpoint; the times of "
                "its words are estimates."
            )
            try:
                return self._narrate(storyboard, self._keep(speaker), direction.pace, spoken_by)
            except EndpointError as error:
                note = f"Your speech endpoint did not speak: {error}."
        if chosen:
            try:
                voice = self._keep(load_voice(chosen, direction.pause))
                notes = " ".join(filter(None, (note, voice_choice_note(storyboard, chosen))))
                return self._narrate(storyboard, voice, direction.pace, notes or None)
            except VoiceFailed as error:
                note = f"The voice {chosen.name!r} of {chosen.package} did not speak: {error}."
        return self._narrate(storyboard, SilentVoice(), direction.pace, note)

    def _keep(self, voice: SentenceVoice) -> KeptVoice:
        """The voice; what it said in this film or the one before is not said again."""
        return KeptVoice(voice, tuple(filter(None, (self.folder, self.source.before))))

    def _narrate(
        self, storyboard: Storyboard, voice: Voice, pace: float, note: str | None
    ) -> NarrationTrack:
        narration = self.source.narrate(storyboard, voice, pace)
        return NarrationTrack(voice.name, narration.speed, narration.speeches, note)

    def _person(self, storyboard: Storyboard, recording: Path) -> NarrationTrack:
        """By a person, who recorded it."""
        voice = read_recorded_voice(recording, storyboard)
        narration = self.source.narrate(storyboard, voice, 1.0)
        unsaid = [
            str(n)
            for n, (scene, speech) in enumerate(
                zip(storyboard.scenes, narration.speeches, strict=True), start=1
            )
            if scene.narration and not len(speech.samples)
        ]
        note = f"Spoken in the recording {storyboard.narration!r}; the scenes are timed to it."
        if unsaid:
            note += f" It does not say scene {', '.join(unsaid)}: captions stand alone there."
        return NarrationTrack(voice.name, 1.0, narration.speeches, note)

    def _choose(self, storyboard: Storyboard) -> InstalledVoice | None:
        """The voice here that speaks the film's language and fits its description best."""
        if not self.video_format.spoken:
            return None
        words = description_words(storyboard.voice)
        return choose_voice(installed_voices(self.endpoints.voices), storyboard.language, words)

    def _plan(self) -> Iterable[str]:
        speeches = read_recording(self.folder).speeches
        timeline = self.source.plan(self._storyboard(), speeches, self.video_format.fps)
        yield self.checkpoints.write(TIMELINE_FILE, TIMELINE.dump_json(timeline))

    def _layout(self, rendering: SceneRendering) -> Iterable[str]:
        layout = rendering.layout()
        if layout.undrawn > MOST_UNDRAWN * layout.letters:
            raise FilmRejected(NO_FONT.format(cjk=add_extra("cjk")))
        yield self.checkpoints.write(BOXES, LAYOUT.dump_json(layout))

    def _props(self) -> Iterable[str]:
        found = props(self._storyboard(), self.folder)
        yield self.checkpoints.write(PROPS, json.dumps(found).encode())

    def _sound(self, sound: Soundtrack) -> None:
        """Make it, unless it is there; runs while the pictures are drawn."""
        if not all((self.folder / file).is_file() for file in sound.files):
            sound.write(self.checkpoints)
            capacity.return_freed_memory()

    def _film(self, sound: Soundtrack, pictures: Iterable[Path]) -> Iterable[str]:
        self.progress.report_percent("generating_frames", 96)
        timeline = sound.timeline
        shown = cut_captions(timeline)
        with self.checkpoints.atomic_writer(VIDEO) as path:
            mux(path, tuple(pictures), self.folder / sound.track, shown, timeline)
        film = self._describe(sound)
        yield from (VIDEO, POSTER, CONTACT_SHEET)
        yield self.checkpoints.write(SRT, srt(shown).encode())
        yield self.checkpoints.write(VTT, vtt(shown).encode())
        yield self.checkpoints.write(OUTLINE, as_outline(timeline.storyboard).encode())
        yield self.checkpoints.write(FILM, _FILM.dump_json(film))

    def _describe(self, sound: Soundtrack) -> FilmResult:
        timeline, recording = sound.timeline, sound.recording
        notes = json.loads(self._read(NOTES_FILE))
        cut = [note for note in notes if note.startswith("Cut ")]
        layout = LAYOUT.validate_json(self._read(BOXES))
        facts = film_report(timeline, recording, layout.shrunken, cut)
        return FilmResult(
            title=timeline.storyboard.title,
            seconds=timeline.seconds,
            scenes=scene_facts(timeline),
            report={
                **facts,
                **json.loads(self._read(sound.loudness)),
                **self._coverage(),
            },
            notes=tuple(
                dict.fromkeys((*notes, *layout.notes, *self._own_notes(timeline, recording)))
            ),
        )

    def _coverage(self) -> dict[str, str]:
        """Nothing of an edited film, and of one that an older version began."""
        file = self.folder / COVERAGE_FILE
        line = json.loads(file.read_bytes()) if file.is_file() else ""
        return {"coverage": line} if line else {}

    def _own_notes(self, timeline: Timeline, recording: NarrationTrack) -> Iterable[str]:
        storyboard = timeline.storyboard
        if note := length_note(timeline, self.source.longest):
            yield note
        yield from stand_in_notes(storyboard.scenes)
        if recording.note:
            yield recording.note
        chosen = self._choose(storyboard)
        unmet = parse_sound_options(storyboard, chosen).unmet
        is_own = recording.voice.startswith(("speech-", RECORDED))
        if unmet and chosen and recording.audible and not is_own:
            yield f"{describe_voice(chosen)}; not followed: {', '.join(unmet)}."

    def _storyboard(self) -> Storyboard:
        return Storyboard.model_validate_json(self._read(STORYBOARD))

    def _timeline(self) -> Timeline:
        return read_timeline(self.folder)

    def _read(self, file: str) -> bytes:
        return (self.folder / file).read_bytes()


def _bytes_needed(seconds: int, video_format: VideoFormat) -> int:
    area = (video_format.short_side / 720) ** 2
    return BYTES_AT_LEAST + round(BYTES_A_SECOND * seconds * max(area, 0.1))


def _no_room(folder: Path, seconds: int, video_format: VideoFormat) -> str:
    needed, free = _bytes_needed(seconds, video_format) / 1e6, shutil.disk_usage(folder).free / 1e6
    return (
        f"The disk is full: this film needs up to {needed:.0f} MB in {str(folder)!r} and "
        f"{free:.0f} MB are free there. Make room and send the task again."
    )
