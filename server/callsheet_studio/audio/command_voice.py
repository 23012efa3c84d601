"""A voice of the user's own: a program on this computer that reads text and writes a sound file."""

import os
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from callsheet_studio.audio.kept_voice import speak_sentences
from callsheet_studio.audio.sound_file import NoSound, to_speech
from callsheet_studio.audio.voice import Speech
from callsheet_studio.storyboard.installed_voices import OUTPUT, InstalledVoice
from callsheet_studio.text.sentences import spoken_pieces

RATE = 24_000
PATIENCE = 120.0
"""Seconds for a sentence."""
OURS = ("CALLSHEET_", "KNOWLIFY_", "KNIGHTVISION_")
"""Begin variables that a program does not get: keys are among them."""


class VoiceFailed(Exception):
    """The program gave no sound; the text says why."""


@dataclass(frozen=True)
class CommandVoice:
    """A voice of the user's own, which a program speaks. Programs take no speed."""

    voice: InstalledVoice
    pause: float = 0.3
    """Seconds between sentences."""
    audible: bool = True
    at_once: int = 1
    rate: int = RATE

    @property
    def name(self) -> str:
        """A text that differs wherever the sound does: the voice's name, and what else its sound
        depends on."""
        digest = sha256("\0".join(self.voice.command).encode()).hexdigest()[:8]
        return f"own-{self.voice.name}-{digest}-{self.pause:g}"

    def speak(self, text: str, speed: float) -> Speech:
        """Return a text as speech, spoken sentence by sentence; the program has no speed.

        Raises:
            VoiceFailed: The program gives no sound.
        """
        return speak_sentences(self, text, speed)

    def split(self, text: str) -> Sequence[str]:
        """Return the sentences of a text."""
        return spoken_pieces(text)

    def rest(self, speed: float) -> float:
        """Return the seconds of silence between two sentences, the same at every speed."""
        return self.pause

    def say(self, sentence: str, speed: float) -> Speech:
        """Return one sentence as speech, spoken by the program.

        Raises:
            VoiceFailed: The program gives no sound.
        """
        environ = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        with tempfile.TemporaryDirectory() as folder:
            output = Path(folder, "sentence.wav")
            command = [arg.replace(OUTPUT, str(output)) for arg in self.voice.command]
            try:
                done = subprocess.run(
                    command,
                    input=sentence.encode(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env=environ,
                    timeout=PATIENCE,
                )
                if done.returncode:
                    raise VoiceFailed(f"it ended with status {done.returncode}")
                return to_speech(output.read_bytes(), sentence, RATE)
            except subprocess.TimeoutExpired as error:
                raise VoiceFailed(f"it said nothing within {PATIENCE:.0f} s") from error
            except OSError as error:
                raise VoiceFailed(f"{error.strerror}: {error.filename!r}") from error
            except NoSound as error:
                raise VoiceFailed(str(error)) from error
