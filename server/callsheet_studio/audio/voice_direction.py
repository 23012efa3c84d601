"""What the free words about voice and style ask of the sound, and which of them cannot be had."""

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from callsheet_studio.storyboard.brief import BRISK, StyleName
from callsheet_studio.storyboard.installed_voices import SEX_WORDS, InstalledVoice
from callsheet_studio.storyboard.model import Storyboard
from callsheet_studio.text.language_names import name_of_language

Bed: TypeAlias = Literal["pad", "pulse"]

BEDS: dict[StyleName, Bed] = {
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
clear confident conversational friendly human natural neutral normal plain pleasant professional
warm
"""
"""Words that every voice here fulfils by itself."""
AMERICAN = frozenset(("american", "us"))
FILLERS = """
a accent an and at but clearly for in is it like music narration narrator no of off
on pace please reads somebody someone sound sounding speaker speaking speaks speed style
talking that the to tone very voice voiced voiceover who with without
"""
PAUSE, SHORT_PAUSE = 0.3, 0.15
"""Seconds between two sentences at the ordinary pace, and in brisk styles."""


@dataclass(frozen=True)
class SoundOptions:
    """The pace, pauses and music of a film, as its wishes ask for them."""

    pace: float
    """1.0 is the voice's own speed."""
    pause: float
    """Seconds between sentences."""
    bed: Bed | None
    """The music, or none."""
    unmet: tuple[str, ...]
    """Words about the voice that the built-in one cannot follow."""


def parse_sound_options(
    storyboard: Storyboard, narrator: InstalledVoice | None = None
) -> SoundOptions:
    """Return the pace, pauses and music that a storyboard's `voice` and `style_prompt` ask for, and
    the words about the voice that can't be followed.

    Args:
        narrator: The voice that speaks; None is the built-in voice.
    """
    voice = description_words(storyboard.voice)
    paces = [PACE_WORDS[word] for word in voice if word in PACE_WORDS]
    pace = paces[0] if paces else 1.0
    known = PACE_WORDS.keys() | {*TRUE_ANYWAY.split(), *FILLERS.split()} | _true_of(narrator)
    pause = SHORT_PAUSE if storyboard.style in BRISK else PAUSE
    return SoundOptions(
        pace=pace,
        pause=round(pause / pace**3, 2),
        bed=_bed(storyboard),
        unmet=tuple(dict.fromkeys(word for word in voice if word not in known)),
    )


def _true_of(narrator: InstalledVoice | None) -> set[str]:
    """Words that say what a voice is: its sex, its language, its name."""
    if narrator is None:
        return {*SEX_WORDS["woman"], *AMERICAN, "english"}
    language = name_of_language(narrator.language).lower()
    own = AMERICAN if narrator.engine == "hibari" else set[str]()
    return {*SEX_WORDS.get(narrator.sex, ()), *own, language, narrator.name.lower()}


def describe_voice(chosen: InstalledVoice | None) -> str:
    """Return the beginning of an English sentence on who speaks, with sex and language as far as
    they are known; None is the built-in voice."""
    if chosen is None or chosen.engine == "hibari":
        return "The built-in voice is one American woman's"
    who = "" if chosen.sex == "unknown" else f" a {chosen.sex}'s,"
    return f"The voice {chosen.name!r} is{who} {name_of_language(chosen.language)}"


def voice_choice_note(storyboard: Storyboard, chosen: InstalledVoice) -> str | None:
    """Return a sentence for the user on which voice was chosen and why; None if it is the built-in
    voice.

    Args:
        storyboard: Says which voice was asked for.
        chosen: The voice that speaks.
    """
    if chosen.engine == "hibari":
        return None
    fits = f", chosen for {storyboard.voice!r}" if storyboard.voice else ""
    sex = "" if chosen.sex == "unknown" else f"a {chosen.sex}, "
    language = name_of_language(chosen.language)
    return (
        f"Spoken by {chosen.name} ({sex}{language}, {chosen.package}){fits}; the times of its "
        "words are estimates."
    )


def visual_part(style_prompt: str | None) -> str | None:
    """Return a style prompt without its words about music, which leaves what concerns the picture;
    empty if nothing is left, None for None and for an empty text."""
    return MUSIC_CLAUSE.sub("", style_prompt).strip(" ,;") if style_prompt else None


def _bed(storyboard: Storyboard) -> Bed | None:
    if storyboard.music == "off" or NO_MUSIC.search(storyboard.voice or ""):
        return None
    return music_bed(storyboard.style_prompt or "", BEDS[storyboard.style])


def music_bed(asked: str, otherwise: Bed) -> Bed | None:
    """Return the music that words such as `upbeat` ask for, `otherwise` if there are none, and None
    for words such as `no music`."""
    if NO_MUSIC.search(asked):
        return None
    found: list[Bed] = [BED_WORDS[word] for word in description_words(asked) if word in BED_WORDS]
    return found[0] if found else otherwise


def description_words(text: str | None) -> list[str]:
    """Return the words of a description in lower case; empty for None."""
    return re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", (text or "").lower())
