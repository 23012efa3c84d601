"""Loads the voice that a film was given; each brings its own engine."""

from callsheet_studio.audio.kept_voice import SentenceVoice
from callsheet_studio.storyboard.installed_voices import InstalledVoice


def load_voice(chosen: InstalledVoice, pause: float) -> SentenceVoice:
    """Return an installed voice, ready to speak; its network is loaded with the first words.

    Args:
        pause: Seconds of silence between sentences.

    Raises:
        ImportError: Its engine is not installed.
    """
    match chosen.engine:
        case "hibari":
            from callsheet_studio.audio.built_in_voice import BuiltInVoice

            return BuiltInVoice(pause)
        case "kokoro-ja":
            from callsheet_studio.audio.japanese_voice import JapaneseVoice

            return JapaneseVoice(chosen.name, pause)
        case "command":
            from callsheet_studio.audio.command_voice import CommandVoice

            return CommandVoice(chosen, pause)
