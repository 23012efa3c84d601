"""What could not be found out about an ad, and why: said, instead of guessed."""

from collections.abc import Iterator, Mapping

from callsheet_studio.ad_analysis.findings import Evidence
from callsheet_studio.audio.transcript import Hearing
from callsheet_studio.extras import add_extra

ADD = add_extra("listen")
CUT_OFF = 0.95
"""Share of its claimed length under which a file is cut off."""
UNHEARD: Mapping[Hearing, str] = {
    "no sound": "The file has no sound: there was nothing to listen to.",
    "no speech": "No speech was found in the sound: music, effects or silence only.",
    "not understood": "Somebody speaks, but not in English that the recogniser understands, so "
    "there is no transcript. It knows English alone.",
    "no recogniser": "Nobody could listen to the words: the speech recogniser is not installed. "
    f"Add it and analyse again: {ADD}",
}
UNREAD = (
    "Text in the picture was not read: the reader is not installed. "
    f"Add it and analyse again: {ADD}"
)
ALWAYS = (
    "Faces, products, brands and moods are not recognised, and music is not told from effects: "
    "this is signal processing and transcription, not a person's view."
)


def limitations(found: Evidence) -> Iterator[str]:
    """Yield sentences on what could not be found out about an ad, and why,
    the most important first."""
    if found.transcript.hearing in UNHEARD:
        yield UNHEARD[found.transcript.hearing]
    if found.seen is None:
        yield "The file has no picture: only its sound was analysed."
    elif not found.reading.readable:
        yield UNREAD
    claimed = found.probe.seconds
    if found.seconds < CUT_OFF * claimed - 0.5:
        yield (
            f"The file claims {claimed:.1f} s, but only {found.seconds:.1f} s could be decoded: "
            "it is cut off or damaged. Everything here is about that part."
        )
    if found.seen:
        yield (
            "Cuts are exact to a frame; soft changes (dissolves, fades, wipes) are known to about "
            "0.2 s, and are missed while the camera moves."
        )
        if found.reading.readable:
            yield (
                f"Text was looked for in {found.reading.frames} frames: what stands only a moment "
                "can be missed."
            )
    yield ALWAYS
