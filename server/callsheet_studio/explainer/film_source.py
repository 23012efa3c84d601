"""Where a film's words and times come from: a brief, or an older film that is told again."""

import json
import math
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Protocol

from callsheet_studio.audio.recorded_voice import RecordedVoice, recorded_seconds
from callsheet_studio.audio.recording import NarrationTrack, read_recording
from callsheet_studio.audio.voice import SilentVoice, Speech, Voice
from callsheet_studio.explainer.timing.plan import NarrationTake, narrate, plan, replan
from callsheet_studio.llm.endpoints import ModelEndpoints
from callsheet_studio.storage.atomic_file import replace_atomically
from callsheet_studio.storyboard.brief import Brief, FilmRejected
from callsheet_studio.storyboard.build import StoryboardResult, asked_seconds, build_storyboard
from callsheet_studio.storyboard.llm_writer import OutlineWriter
from callsheet_studio.storyboard.model import Storyboard
from callsheet_studio.storyboard.timeline import TIMELINE, Timeline
from callsheet_studio.storyboard.voice_note import spoken_by

NOTES_FILE, TIMELINE_FILE = "work/notes.json", "work/timeline.json"
COVERAGE_FILE = "work/coverage.json"
"""How much of the task is in the film, in one line."""


class FilmSource(Protocol):
    """What a film is made from: a brief (`NewFilm`) or a finished film (`EditedFilm`)."""

    @property
    def seconds(self) -> int:
        """The planned length of the film in seconds, before it is timed."""
        ...

    @property
    def longest(self) -> float:
        """The length in seconds that the film must not exceed; infinite if there is none."""
        ...

    @property
    def changed(self) -> tuple[int, ...]:
        """The indexes, from 0, of scenes that get a contact sheet of their own."""
        ...

    @property
    def before(self) -> Path | None:
        """The folder of the film that this one is an edit of; None for a new film."""
        ...

    def script(self) -> StoryboardResult:
        """Return the film's storyboard, and notes."""
        ...

    def narrate(self, storyboard: Storyboard, voice: Voice, pace: float) -> NarrationTake:
        """Return the speech of every scene.

        Args:
            voice: Speaks it.
            pace: The voice's speed, 1 is normal.
        """
        ...

    def plan(self, storyboard: Storyboard, speeches: Sequence[Speech], fps: int) -> Timeline:
        """Return the film's timeline.

        Args:
            speeches: One for each scene.
            fps: Frames a second.
        """
        ...

    def prepare(self, files: Sequence[str], folder: Path) -> None:
        """Put those files that exist already in an older film into the new film's folder.

        Args:
            files: The names of files that the film needs.
            folder: The new film's folder.
        """
        ...


@dataclass(frozen=True)
class NewFilm:
    """A film made from a brief."""

    brief: Brief
    changed: tuple[int, ...] = ()
    endpoints: ModelEndpoints = ModelEndpoints()
    folder: Path = Path()
    """The film's folder, with its pictures and its recorded narration."""
    before: None = None

    @property
    def seconds(self) -> int:
        """The length in seconds that the request, its document or its recording asks for."""
        return self._asked_seconds

    @cached_property
    def _asked_seconds(self) -> int:
        return asked_seconds(self._timed_brief)

    @cached_property
    def _timed_brief(self) -> Brief:
        return apply_recording(self.brief, self.folder)

    @property
    def longest(self) -> float:
        """The length asked for; infinite with a recording, which is never cut."""
        return math.inf if self.brief.recording else self.seconds

    def script(self) -> StoryboardResult:
        """Return the storyboard made from the task, and notes.

        Raises:
            FilmRejected: The task says nothing.
        """
        writer = self.endpoints.writer
        author = OutlineWriter(writer) if writer else None
        return build_storyboard(self._timed_brief, author, spoken=spoken_by(self.endpoints))

    def narrate(self, storyboard: Storyboard, voice: Voice, pace: float) -> NarrationTake:
        """Return the speech of every scene, fitted to the length asked for."""
        return narrate(storyboard, voice, pace, self.longest)

    def plan(self, storyboard: Storyboard, speeches: Sequence[Speech], fps: int) -> Timeline:
        """Return the film's timeline, fitted to the length asked for."""
        return plan(storyboard, speeches, fps)

    def prepare(self, files: Sequence[str], folder: Path) -> None:
        """Do nothing: there is no older film."""


@dataclass(frozen=True)
class EditedFilm:
    """A film made from a finished film and a changed storyboard; the files of what did not change
    are taken from it.

    The scenes keep their lengths, and the film gets longer or shorter by what changed, unless
    length, voice or language are new: then everything is timed again.
    """

    storyboard: Storyboard
    before: Path
    """The folder of the finished film."""
    changed: tuple[int, ...] = ()

    @property
    def seconds(self) -> int:
        """The length in seconds that the storyboard says."""
        return self.storyboard.seconds

    @property
    def longest(self) -> float:
        """The length in seconds that the storyboard says, if it is another than the old film's;
        else infinite."""
        return self.seconds if self.seconds != self._old.storyboard.seconds else math.inf

    def script(self) -> StoryboardResult:
        """Return the edited storyboard, with the old film's notes on what was cut from its task.

        Raises:
            OSError: The old film's files are gone.
        """
        notes = json.loads((self.before / NOTES_FILE).read_bytes())
        return StoryboardResult(
            self.storyboard, tuple(note for note in notes if note.startswith("Cut "))
        )

    def narrate(self, storyboard: Storyboard, voice: Voice, pace: float) -> NarrationTake:
        """Return the speech of every scene. Only new words are spoken, in silence if the film is
        recorded (`RecordedVoice`), and others are taken from the old film.

        Except of a recorded film, all is spoken again if length, voice or language are new, or if
        another voice than the old film's speaks here.

        Args:
            voice: Speaks it.
            pace: The voice's speed if all is spoken again, 1 is normal; else the old film's is
                kept.

        Raises:
            OSError: The old film's files are gone.
            EndpointError: An endpoint's voice gives no sound.
        """
        old = self._recording
        if isinstance(voice, RecordedVoice):
            voice = SilentVoice()  # whoever recorded the film said nothing else
        elif self._is_retimed or voice.name != old.voice:
            return narrate(storyboard, voice, pace, storyboard.seconds)
        scenes = self._old.storyboard.scenes
        known = {s.narration: speech for s, speech in zip(scenes, old.speeches, strict=True)}
        speeches = (
            known.get(scene.narration) or voice.speak(scene.narration, old.speed)
            for scene in storyboard.scenes
        )
        return NarrationTake(tuple(speeches), old.speed)

    def plan(self, storyboard: Storyboard, speeches: Sequence[Speech], fps: int) -> Timeline:
        """Return the film's timeline. Unchanged scenes keep their times, unless length, voice or
        language are new.

        Args:
            speeches: One for each scene, as `narrate` returned them.
            fps: Frames a second; scenes begin at whole frames.
        """
        if self._is_retimed:
            return plan(storyboard, speeches, fps)
        return replan(storyboard, speeches, (self._old, self._recording.speeches), fps)

    def prepare(self, files: Sequence[str], folder: Path) -> None:
        """Link those of the files that the old film has into the new film's folder, or copy them
        where the disk can't link.

        Files are named by their content, so one of the same name fits.

        Raises:
            OSError: One can't be read, or the folder can't be written.
        """
        for file in files:
            if (self.before / file).is_file() and not (folder / file).is_file():
                link_or_copy(self.before / file, folder / file)

    @property
    def _is_retimed(self) -> bool:
        names = ("seconds", "voice", "language")
        return any(getattr(self.storyboard, n) != getattr(self._old.storyboard, n) for n in names)

    @cached_property
    def _old(self) -> Timeline:
        return read_timeline(self.before)

    @cached_property
    def _recording(self) -> NarrationTrack:
        return read_recording(self.before)


def apply_recording(brief: Brief, folder: Path) -> Brief:
    """Return the brief with its length set to that of its recorded narration; unchanged if it has
    none.

    Args:
        folder: The film's folder, in which the recording is.

    Raises:
        FilmRejected: The recording can't be used.
        OSError: Its file can't be read.
    """
    recording = brief.recording
    if not recording:
        return brief
    if reason := recording.get("reason"):
        raise FilmRejected(f"The narration {recording['path']!r} can't be used: {reason}.")
    seconds = math.ceil(recorded_seconds(folder / recording["file"], recording["path"]))
    unset = tuple(name for name in brief.unset if name != "seconds")
    return replace(brief, seconds=seconds, unset=unset)


def read_timeline(folder: Path) -> Timeline:
    """Return the timeline of the film that was planned in this folder.

    Raises:
        FileNotFoundError: No film was planned there.
        ValueError: The file is damaged.
    """
    return TIMELINE.validate_json((folder / TIMELINE_FILE).read_bytes())


def link_or_copy(source: Path, target: Path) -> None:
    """Make `target` a second name (hard link) of the file `source`, or a copy where the disk can't
    link; an older file of that name is replaced.

    Raises:
        OSError: There is no such source, or the target can't be written.
    """
    with replace_atomically(target) as fresh:
        try:
            os.link(source, fresh)
        except OSError:
            shutil.copyfile(source, fresh)
