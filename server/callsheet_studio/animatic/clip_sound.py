"""The sound of a clip: its quoted lines in the film's voice, over the film's music."""

from collections.abc import Sequence
from itertools import accumulate

from callsheet_studio.animatic.overlay import slate_seconds
from callsheet_studio.animatic.shot import Shot, ShotList
from callsheet_studio.audio.mix import (
    NormalizedMix,
    limit_peaks,
    mix_speech,
    normalize_loudness,
)
from callsheet_studio.audio.music import music_loop
from callsheet_studio.audio.voice import SilentVoice, Speech, Voice
from callsheet_studio.audio.voice_direction import SHORT_PAUSE, music_bed
from callsheet_studio.audio.voice_loader import load_voice
from callsheet_studio.storyboard.installed_voices import choose_voice, installed_voices

FASTEST = 1.5
"""How much faster than usual a line is spoken at most."""


def clip_sound(script: ShotList, fps: int) -> NormalizedMix:
    """Return the whole sound of a clip at its final loudness: lines as loud as in a film, however
    few they are.

    Args:
        script: Its shots; `no music` in their texts leaves the music out.
        fps: Frames a second, in which their lengths are counted.
    """
    starts = list(accumulate((shot.frames / fps for shot in script.shots), initial=0.0))
    bed = music_bed(" ".join(shot.text for shot in script.shots), "pad")
    music = music_loop(bed, script.id, starts[-1]) if bed else None
    lines = spoken_lines(script.shots, fps, script.language)
    mixed = mix_speech(lines, starts[-1], music, tuple(starts[1:-1]))
    is_heard = any(len(speech.samples) for _, speech in lines)
    return limit_peaks(mixed) if is_heard else normalize_loudness(mixed)


def spoken_lines(shots: Sequence[Shot], fps: int, language: str) -> list[tuple[float, Speech]]:
    """Return each spoken line as (start in seconds of the clip, speech). A line starts when the
    slate of its shot has gone.

    Args:
        shots: The clip's shots, in order.
        fps: Frames a second, in which their lengths are counted.
        language: A BCP 47 tag; the speeches are silent if no voice here speaks it.
    """
    chosen = choose_voice(installed_voices(), language, ())
    voice: Voice | None = None
    lines: list[tuple[float, Speech]] = []
    start = 0.0
    for shot in shots:
        seconds = shot.frames / fps
        if shot.spoken:
            voice = voice or (load_voice(chosen, SHORT_PAUSE) if chosen else SilentVoice())
            slate = slate_seconds(seconds)
            lines.append((start + slate, _fit_speech(voice, shot.spoken, seconds - slate)))
        start += seconds
    return lines


def _fit_speech(voice: Voice, text: str, room: float) -> Speech:
    """The line, spoken faster where its shot is shorter than it, but still to be understood."""
    speech = voice.speak(text, 1.0)
    if speech.seconds <= room:
        return speech
    return voice.speak(text, min(FASTEST, speech.seconds / room))
