"""The finished sound of a film on disk, named by what is heard.

An edit that changes nothing of that finds it ready in the older film's folder.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property

from callsheet_studio.audio.aac_track import write_track
from callsheet_studio.audio.mix import mix, normalize_loudness
from callsheet_studio.audio.music import entrance_sound, music_loop, play_both_sides_alike
from callsheet_studio.audio.recording import NarrationTrack
from callsheet_studio.audio.voice_direction import parse_sound_options
from callsheet_studio.pipeline.checkpoints import Checkpoints
from callsheet_studio.pipeline.content_key import content_key
from callsheet_studio.storyboard.model import Storyboard
from callsheet_studio.storyboard.timeline import Timeline


def prepare_music(film: Storyboard) -> None:
    """Make the music that a film of this storyboard has, which its `Soundtrack` then finds ready.
    It needs a second, and nothing of what is said."""
    if style := parse_sound_options(film).bed:
        music_loop(style, film.seed, film.seconds)


@dataclass(frozen=True)
class Soundtrack:
    """The sound of one film, as two files in the film's folder. Their names depend on what is
    heard."""

    timeline: Timeline
    recording: NarrationTrack
    stereo: bool = True

    @property
    def track(self) -> str:
        """The path, inside the film's folder, of the file with the sound, in AAC."""
        return f"{self._name}.mp4"

    @property
    def loudness(self) -> str:
        """The path, inside the film's folder, of the JSON file with the measured loudness, which
        goes into the film's report."""
        return f"{self._name}.json"

    @property
    def files(self) -> tuple[str, str]:
        """The paths of both files, `track` and `loudness` in this order, inside the film's folder;
        `write` makes them."""
        return self.track, self.loudness

    def write(self, checkpoints: Checkpoints) -> None:
        """Make the music, mix it with the narration, set the loudness, and write both files.

        Raises:
            OSError: A file can't be written, for example because the disk is full.
        """
        film = self.timeline.storyboard
        style = parse_sound_options(film).bed
        music = music_loop(style, film.seed, self.timeline.seconds) if style else None
        if music is not None and not self.stereo:
            music = play_both_sides_alike(music)
        entrance = entrance_sound(film.seed) if style else None
        master = normalize_loudness(mix(self.timeline, self.recording.speeches, music, entrance))
        with checkpoints.atomic_writer(self.track) as path:
            write_track(path, master, stereo=self.stereo)
        measured = {
            "loudness_lufs": round(master.loudness.lufs, 1),
            "peak_db": round(master.loudness.peak, 1),
        }
        checkpoints.write(self.loudness, json.dumps(measured).encode())

    @cached_property
    def _name(self) -> str:
        film, scenes = self.timeline.storyboard, self.timeline.scenes
        speeches = self.recording.speeches
        content = {
            "said": [hashlib.sha256(speech.samples.tobytes()).hexdigest() for speech in speeches],
            "from": [[word.start for word in speech.words[:1]] for speech in speeches],
            "at": [[scene.start, *(word.start for word in scene.words[:1])] for scene in scenes],
            "seconds": self.timeline.seconds,
            "music": [parse_sound_options(film).bed, film.seed],
            "enters": [scene.cues for scene in scenes],
            "stereo": self.stereo,
        }
        return f"work/sound/{content_key(content)}"
