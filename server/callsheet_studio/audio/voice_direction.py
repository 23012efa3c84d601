"""What the free words about voice and style ask of the sound, and which of them cannot be had."""

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from callsheet_studio.storyboard.brief import BRISK, Look
from callsheet_studio.storyboard.model import Storyboard

Bed: TypeAlias = Literal["pad", "pulse"]

BEDS: dict[Look, Bed] = {
    "instructional": "pad",
    "explainer": "pad",
    "corporate": "pad",
    "narrative": "pad",
    "whiteboard": "pad",
    "marketing": "pulse",
    "social": "pulse",
}
MUSIC_CLAUSE = re.compile(r"(?<![^,;.])[^,;.]*?\bmusic\b[^,;.]*+[,;.]?", re.I)
NO_MUSIC = re.compile(
    r"\b(?:no|without|turn off|mute)\b[\w\s]{0,20}?\bmusic\b|\bmusic[\s:]+off\b", re.I
)
BED_WORDS: dict[str, Bed] = {
    "ambient": "pad",
    "calm": "pad",
    "gentle": "pad",
    "relaxed": "pad",
    "soothing": "pad",
    "driving": "pulse",
    "dynamic": "pulse",
    "energetic": "pulse",
    "punchy": "pulse",
    "upbeat": "pulse",
}
SLOW, FAST = 0.93, 1.08
PACE_WORDS = {
    **dict.fromkeys(("calm", "gentle", "measured", "relaxed", "slow", "slowly", "soothing"), SLOW),
    **dict.fromkeys(("serious", "thoughtful", "unhurried", "deliberate"), SLOW),
    **dict.fromkeys(("brisk", "energetic", "enthusiastic", "excited", "fast", "lively"), FAST),
    **dict.fromkeys(("quick", "quickly", "upbeat", "punchy", "snappy"), FAST),
}
TRUE_ANYWAY = """
american clear confident conversational english female friendly human lady natural neutral
normal plain pleasant professional us warm woman women
"""
"""Words that the built-in voice, an American woman's, fulfils by itself."""
FILLERS = """
a accent an and at but clearly for in is it like music narration narrator no of off
on pace please reads somebody someone sound sounding speaker speaking speaks speed style
talking that the to tone very voice voiced voiceover who with without
"""
PAUSE, SHORT_PAUSE = 0.3, 0.15
"""Seconds between two sentences at the ordinary pace, and in brisk styles."""


@dataclass(frozen=True)
class SoundOptions:
    """How a film shall sound."""

    pace: float
    """1.0 is the voice's own speed."""
    pause: float
    """Seconds between sentences."""
    bed: Bed | None
    """The music, or none."""
    unmet: tuple[str, ...]
    """Words about the voice that the built-in one cannot follow."""


def parse_sound_options(storyboard: Storyboard) -> SoundOptions:
    """Read `voice` and `style_prompt`."""
    voice = _words(storyboard.voice)
    paces = [PACE_WORDS[word] for word in voice if word in PACE_WORDS]
    pace = paces[0] if paces else 1.0
    known = PACE_WORDS.keys() | {*TRUE_ANYWAY.split(), *FILLERS.split()}
    pause = SHORT_PAUSE if storyboard.style in BRISK else PAUSE
    return SoundOptions(
        pace=pace,
        pause=round(pause / pace**3, 2),
        bed=_bed(storyboard),
        unmet=tuple(dict.fromkeys(word for word in voice if word not in known)),
    )


def visual_part(style_prompt: str | None) -> str | None:
    """A style prompt without what it says of music: what a look can be asked for."""
    return MUSIC_CLAUSE.sub("", style_prompt).strip(" ,;") if style_prompt else None


def _bed(storyboard: Storyboard) -> Bed | None:
    asked = f"{storyboard.style_prompt or ''} . {storyboard.voice or ''}"
    if storyboard.music == "off" or NO_MUSIC.search(asked):
        return None
    for word in _words(storyboard.style_prompt):
        if word in BED_WORDS:
            return BED_WORDS[word]
    return BEDS[storyboard.style]


def _words(text: str | None) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", (text or "").lower())
