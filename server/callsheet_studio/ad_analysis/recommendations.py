"""What is worth trying in the next version, each with the number that it follows from."""

from collections.abc import Callable, Iterator

from callsheet_studio.ad_analysis import phrasing as say
from callsheet_studio.ad_analysis.findings import Findings

SLOW_SHOT = 5.0
LATE_WORD = 3.0
LONG = 60.0
STILL = 6.0
QUIET, LOUD = -20.0, -9.0
"""LUFS between which phones and feeds need not turn up or down much; they aim at about -14."""
HURRIED, SLEEPY = 200.0, 110.0
"""Words a minute that are hard to follow, or to stay with."""
SILENCE = 0.35


def recommendations(found: Findings) -> Iterator[str]:
    """Yield English sentences on what to try in the next version, from the ad's beginning to its
    end."""
    for rule in RULES:
        if sentence := rule(found):
            yield sentence


def _late_words(found: Findings) -> str | None:
    first = found.hook.first_word
    if first is None or first <= LATE_WORD:
        return None
    return f"The first word comes at {first:.1f} s: let somebody speak, or say it in text, at once."


def _mute_hook(found: Findings) -> str | None:
    if not found.shots or not found.reading.readable or found.hook.texts:
        return None
    return (
        "No text was read in the first three seconds: feeds often play without sound, so put the "
        "hook into the picture."
    )


def _still_opening(found: Findings) -> str | None:
    hook = found.hook
    if not found.shots or hook.shots > 1 or hook.movement > STILL:
        return None
    return "The first three seconds are one still shot: move the camera or cut."


def _long_shots(found: Findings) -> str | None:
    if not found.shots:
        return None
    longest = max(found.shots, key=lambda shot: shot.seconds)
    if longest.seconds <= SLOW_SHOT:
        return None
    return (
        f"Shot {longest.n} at {say.format_time(longest.start)} stands for "
        f"{longest.seconds:.1f} s: cut "
        "away in the middle, or let something new happen in it."
    )


def _no_call(found: Findings) -> str | None:
    if not found.lines or any(line.role == "call to action" for line in found.lines):
        return None
    return "No call to action was found in the words: end with the one thing to do now."


def _no_proof(found: Findings) -> str | None:
    if not found.lines or any(line.role == "proof" for line in found.lines):
        return None
    return "No proof was found in the words: add a number, a result or somebody who used it."


def _pace_of_voice(found: Findings) -> str | None:
    pace = found.words_per_minute
    if not pace or SLEEPY <= pace <= HURRIED:
        return None
    better = "shorten the lines" if pace > HURRIED else "tighten the pauses or say more"
    return f"The voice runs at {pace:.0f} words a minute: {better}; 130 to 180 is easy to follow."


def _silence(found: Findings) -> str | None:
    if not found.shares or found.shares.silence <= SILENCE:
        return None
    return f"{say.percent(found.shares.silence)} of the time is silent: a bed of music carries it."


def _loudness(found: Findings) -> str | None:
    heard = found.heard
    if not heard or QUIET <= heard.lufs <= LOUD:
        return None
    how = "quieter" if heard.lufs < QUIET else "louder"
    return f"At {heard.lufs:.1f} LUFS it is {how} than feeds play (about -14): master it again."


def _shape(found: Findings) -> str | None:
    picture = found.probe.picture
    if not picture or picture.height > picture.width:
        return None
    return f"It is {picture.aspect}: Reels, Stories and TikTok show 9:16 on the whole screen."


def _length(found: Findings) -> str | None:
    if found.seconds <= LONG:
        return None
    return f"It lasts {found.seconds:.0f} s: try a cut of 15 to 30 s that keeps hook and offer."


RULES: tuple[Callable[[Findings], str | None], ...] = (
    _late_words,
    _mute_hook,
    _still_opening,
    _long_shots,
    _no_proof,
    _no_call,
    _pace_of_voice,
    _silence,
    _loudness,
    _shape,
    _length,
)
