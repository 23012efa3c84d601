"""A voice behind an OpenAI-compatible endpoint: other voices and languages than the built-in one.

Each sentence is asked for by itself, so that its words can be timed within it. Endpoints say
nothing of word times; a word gets a share of its sentence by its length.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from callsheet_studio.audio.kept_voice import speak_sentences
from callsheet_studio.audio.sound_file import NoSound, to_speech
from callsheet_studio.audio.voice import Speech
from callsheet_studio.llm.endpoints import Endpoint, EndpointError, post
from callsheet_studio.text.sentences import spoken_pieces

RATE = 24_000
PATIENCE = 120.0
"""Seconds for a sentence."""
USUAL_VOICE = "alloy"
FASTEST, SLOWEST = 4.0, 0.25
"""Speeds that the interface allows."""


@dataclass(frozen=True)
class EndpointVoice:
    """A voice that the user's speech endpoint speaks."""

    endpoint: Endpoint
    manner: str | None = None
    """Instructions on how it should sound, for models that follow them; None: none."""
    pause: float = 0.3
    """Seconds between sentences."""
    audible: bool = True
    at_once: int = 1
    rate: int = RATE

    @property
    def name(self) -> str:
        """A text that differs wherever the sound does: model, voice, and what else the sound
        depends on."""
        told = f"{self.endpoint.url} {self.manner} {self.pause:g}"
        digest = hashlib.sha256(told.encode()).hexdigest()[:8]
        return f"speech-{self.endpoint.model}-{self.endpoint.voice or USUAL_VOICE}-{digest}"

    def speak(self, text: str, speed: float) -> Speech:
        """Return a text as speech, spoken sentence by sentence. Speed 1 is normal.

        Raises:
            EndpointError: The endpoint gives no sound.
        """
        return speak_sentences(self, text, speed)

    def split(self, text: str) -> Sequence[str]:
        """Return the sentences of a text."""
        return spoken_pieces(text)

    def rest(self, speed: float) -> float:
        """Return the seconds of silence between two sentences: the voice's pause at speed 1, half
        of it at speed 2."""
        return self.pause / speed

    def say(self, sentence: str, speed: float) -> Speech:
        """Return one sentence as speech, spoken by the endpoint within `PATIENCE` seconds. The
        endpoint is asked for a speed of 0.25 to 4; 1 is normal.

        Raises:
            EndpointError: The endpoint gives no sound.
        """
        body = {
            "model": self.endpoint.model,
            "voice": self.endpoint.voice or USUAL_VOICE,
            "input": sentence,
            "response_format": "wav",
            "speed": round(min(FASTEST, max(SLOWEST, speed)), 3),
        }
        if self.manner:
            body["instructions"] = self.manner
        content = post(self.endpoint, "/audio/speech", body, PATIENCE)
        try:
            return to_speech(content, sentence, RATE)
        except NoSound as error:
            raise EndpointError(f"what the speech endpoint sent is no speech: {error}") from error
