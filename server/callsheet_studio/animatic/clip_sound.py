"""The sound of a clip: its quoted lines in the film's voice, over the film's music."""

from itertools import accumulate

from callsheet_studio.animatic.shot import ShotList, slate_seconds
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


def clip_sound(script: ShotList) -> NormalizedMix:
    """Return the whole sound of a clip at its final loudness: lines as loud as in a film, however
    few they are; silence where its prompt asks for that."""
    starts = _starts(script)
    bed = music_bed(" ".join(shot.text for shot in script.shots), "pad")
    music = music_loop(bed, script.id, starts[-1]) if bed and script.has_music else None
    lines = spoken_lines(script)
    mixed = mix_speech(lines, starts[-1], music, tuple(starts[1:-1]))
    is_heard = any(len(speech.samples) for _, speech in lines)
    return limit_peaks(mixed) if is_heard else normalize_loudness(mixed)


def spoken_lines(script: ShotList) -> list[tuple[float, Speech]]:
    """Return each spoken line as (start in seconds of the clip, speech). A line starts when the
    slate of its shot has gone; it is silent if no voice here speaks its language, or the prompt
    wants none."""
    chosen = choose_voice(installed_voices(), script.language, ()) if script.has_voice else None
    voice: Voice | None = None
    lines: list[tuple[float, Speech]] = []
    for shot, start in zip(script.shots, _starts(script), strict=False):
        if shot.spoken:
            voice = voice or (load_voice(chosen, SHORT_PAUSE) if chosen else SilentVoice())
            seconds = shot.frames / script.fps
            slate = slate_seconds(seconds)
            lines.append((start + slate, _fit_speech(voice, shot.spoken, seconds - slate)))
    return lines


def _starts(script: ShotList) -> list[float]:
    """The seconds at which the shots begin, and the last one ends."""
    return list(accumulate((shot.frames / script.fps for shot in script.shots), initial=0.0))


def _fit_speech(voice: Voice, text: str, room: float) -> Speech:
    """The line, spoken faster where its shot is shorter than it, but still to be understood."""
    speech = voice.speak(text, 1.0)
    if speech.seconds <= room:
        return speech
    return voice.speak(text, min(FASTEST, speech.seconds / room))
