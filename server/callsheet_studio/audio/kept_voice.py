"""A voice whose sentences are kept on disk, each by its words, its pace and who speaks it.

A film that is begun again, or told again with other words, speaks only what is not there yet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from callsheet_studio.audio.recording import pack_speech, unpack_speech
from callsheet_studio.audio.silences import bound_silences
from callsheet_studio.audio.voice import Speech, Voice, concatenate
from callsheet_studio.pipeline.content_key import content_key
from callsheet_studio.storage.atomic_file import replace_atomically

RINGING = 0.3
"""Seconds that a sentence's last sound and the next one's breath add to the pause between them."""
FOLDER = "work/voice"
"""Of kept sentences, inside a film's folder."""


class SentenceVoice(Voice, Protocol):
    """A voice that speaks one sentence after the other."""

    @property
    def rate(self) -> int:
        """Samples a second."""
        ...

    def split(self, text: str) -> Sequence[str]:
        """Return the sentences of a text, as the voice reads them."""
        ...

    def say(self, sentence: str, speed: float) -> Speech:
        """Return one sentence as speech; speed 1 is normal, 2 twice as fast.

        Raises:
            EndpointError: It is an endpoint's voice, and that gives no sound.
        """
        ...

    def rest(self, speed: float) -> float:
        """Return the seconds of silence between two sentences; speed 1 is normal, 2 twice as
        fast."""
        ...


def speak_sentences(voice: SentenceVoice, text: str, speed: float) -> Speech:
    """Return a text as speech: its sentences one after the other, with the voice's pauses between
    them.

    A sentence without words is left out. A silence that is longer than the voice's pause and
    `RINGING` is shortened.

    Args:
        speed: 1 is normal; 2 is twice as fast.
    """
    spoken = (voice.say(sentence, speed) for sentence in voice.split(text))
    sentences = [each for each in spoken if each.words]
    rest = voice.rest(speed)
    return bound_silences(concatenate(sentences, rest, voice.rate), rest + RINGING)


@dataclass(frozen=True)
class KeptVoice:
    """A cache around a voice: sentences that were spoken before are read from the folders of
    films."""

    voice: SentenceVoice
    folders: Sequence[Path]
    """Of films; what is spoken is kept in the first."""

    @property
    def name(self) -> str:
        """The wrapped voice's name."""
        return self.voice.name

    @property
    def audible(self) -> bool:
        """Whether the wrapped voice has sound."""
        return self.voice.audible

    @property
    def at_once(self) -> int:
        """How many texts the wrapped voice speaks at the same time."""
        return self.voice.at_once

    @property
    def rate(self) -> int:
        """Samples a second, as the wrapped voice has them."""
        return self.voice.rate

    def split(self, text: str) -> Sequence[str]:
        """Return the sentences of a text, as the wrapped voice reads them."""
        return self.voice.split(text)

    def rest(self, speed: float) -> float:
        """Return the seconds of silence between two sentences, as the wrapped voice has it."""
        return self.voice.rest(speed)

    def speak(self, text: str, speed: float) -> Speech:
        """Return a text as speech, sentence by sentence: from disk, or spoken and stored. Speed 1
        is normal.

        Raises:
            OSError: A sentence can't be stored.
            EndpointError: The wrapped voice is an endpoint's, and that gives no sound.
        """
        return speak_sentences(self, text, speed)

    def say(self, sentence: str, speed: float) -> Speech:
        """Return one sentence as speech: from disk if this voice spoke it before with the same
        speed, else spoken by the wrapped voice. It is stored in the first folder.

        Raises:
            OSError: It can't be stored.
            EndpointError: The wrapped voice is an endpoint's, and that gives no sound.
        """
        name = content_key({"says": sentence, "speed": speed, "voice": self.name})
        own, *others = (folder / FOLDER / f"{name}.speech" for folder in self.folders)
        if kept := _read(own):
            return kept
        found = next((speech for file in others if (speech := _read(file))), None)
        speech = found or self.voice.say(sentence, speed)
        with replace_atomically(own) as path:
            path.write_bytes(pack_speech(speech))
        return speech


def _read(file: Path) -> Speech | None:
    """None where there is no whole file."""
    try:
        return unpack_speech(file.read_bytes())
    except (OSError, ValueError):
        return None
