"""The four texts of a report, written from the findings alone."""

from callsheet_studio.ad_analysis import phrasing as say
from callsheet_studio.ad_analysis.findings import Findings, Role
from callsheet_studio.ad_analysis.limitations import UNHEARD
from callsheet_studio.ad_analysis.line_roles import PAUSE, words_text
from callsheet_studio.text.phrase_splitting import timed_sentences

ORDER: tuple[Role, ...] = ("hook", "problem", "solution", "proof", "call to action")
"""The parts that an ad may have, as they usually follow each other."""


def transcription(found: Findings) -> str:
    """Return the sentences that were heard, one on a line with its time, or a sentence on why
    there are none."""
    if found.transcript.hearing != "heard":
        return UNHEARD[found.transcript.hearing]
    return "\n".join(
        f"[{say.format_time(sentence[0].start)}] {words_text(sentence)}"
        for sentence in timed_sentences(found.transcript.words, PAUSE)
    )


def summary(found: Findings) -> str:
    """Return one paragraph in English that describes the ad to somebody who has not seen it."""
    parts = (
        _what(found),
        _cutting(found),
        _opening(found),
        _voice(found),
        _colors(found),
        _build(found),
    )
    return " ".join(part for part in parts if part)


def _what(found: Findings) -> str:
    picture, sound = found.probe.picture, found.probe.sound
    if not picture:
        return f"A sound file of {found.seconds:.1f} seconds, without a picture."
    shape = {"9:16": "vertical ", "16:9": "widescreen ", "1:1": "square "}.get(picture.aspect, "")
    size = (
        f"{picture.aspect}, {picture.width} x {picture.height}, {picture.fps:.3g} frames a second"
    )
    return (
        f"A {shape}ad of {found.seconds:.1f} seconds ({size}){'' if sound else ', without sound'}."
    )


def _cutting(found: Findings) -> str:
    if not found.shots:
        return ""
    if len(found.shots) == 1:
        return "It is one single shot."
    mean, longest = (
        found.seconds / len(found.shots),
        max(found.shots, key=lambda shot: shot.seconds),
    )
    return (
        f"Its {len(found.shots)} shots last {mean:.1f} s on average "
        f"({say.scale_word(mean, say.PACE)} cutting), the longest {longest.seconds:.1f} s "
        f"from {say.format_time(longest.start)}."
    )


def _opening(found: Findings) -> str:
    hook = found.hook
    seen = (
        f"It opens {say.scale_word(hook.light, say.LIGHT)} "
        f"and {say.scale_word(hook.movement, say.MOVEMENT)}"
        if found.shots
        else "It opens"
    )
    if hook.words:
        return say.with_period(f"{seen}, with the words {say.quote(hook.words)}")
    if hook.texts:
        return say.with_period(f"{seen}, with the text {say.quote(' / '.join(hook.texts))}")
    return f"{seen}." if found.shots else ""


def _voice(found: Findings) -> str:
    if found.transcript.hearing != "heard" or not found.shares:
        return UNHEARD.get(found.transcript.hearing, "")
    return (
        f"A voice speaks {say.percent(found.shares.speech)} of the time, at "
        f"{found.words_per_minute:.0f} words a minute."
    )


def _colors(found: Findings) -> str:
    return f"Its main colours are {say.colors(found.colors)}." if found.colors else ""


def _build(found: Findings) -> str:
    """Which parts it seems to have, and the call to action in its own words."""
    have = [role for role in ORDER if any(line.role == role for line in found.lines)]
    if not have:
        return ""
    call = next((line for line in found.lines if line.role == "call to action"), None)
    built = f"By its words it is built of {say.join_list(have)}"
    if call is None:
        return f"{built}; no call to action was found."
    return f"{built}. It asks: {say.quote(call.text)} ({say.format_time(call.start)})."
