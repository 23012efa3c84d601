"""Wishes about how long the film is."""

import re
from re import Match

from callsheet_studio.edits.asked import NotUnderstood
from callsheet_studio.edits.hand import Hand, Rule
from callsheet_studio.edits.vocabulary import count_of, phrase
from callsheet_studio.script.cut import fit
from callsheet_studio.script.length import READ, SPOKEN

SHORTEST, LONGEST = 10, 300
"""Seconds of a film: an edit may make it shorter than what can be ordered."""
BIT = 0.2
"""What `shorter` and `longer` mean, as a share of the length."""
THE_FILM = (
    r"(?:(?:the|this|our|my) (?:whole |entire )?<FILM>|it|everything|all scenes|"
    r"every scene|things?)"
)
"""How a request calls the film."""


def _length(hand: Hand, found: Match[str]) -> bool:
    minutes = re.match(r"m", found["unit"], re.I)
    halves = (words for name, words in found.groupdict().items() if name.startswith("half"))
    extra = 30 if any(halves) else 0
    resized(hand, count_of(found["n"]) * (60 if minutes else 1) + extra)
    return True


def _by_length(hand: Hand, found: Match[str]) -> bool:
    sign = -1 if found["way"].lower() in ("shorter", "shorten", "trim", "cut") else 1
    resized(hand, hand.draft.film.seconds + sign * count_of(found["n"]))
    return True


def _shorter(hand: Hand, found: Match[str]) -> bool:
    shorter = found["way"].lower() in ("shorter", "shorten", "trim", "tighten")
    resized(hand, hand.draft.film.seconds * (1 - BIT if shorter else 1 + BIT))
    return True


def resized(hand: Hand, wanted: float) -> None:
    """Rests and pace stretch; what still does not fit is left out, from the end."""
    draft = hand.draft
    if not SHORTEST <= wanted <= LONGEST:
        raise NotUnderstood(f"A film has {SHORTEST} to {LONGEST} s; {wanted:.0f} s were asked for.")
    seconds = round(wanted)
    pace = SPOKEN if draft.film.language.startswith("en") else READ
    fitted, keys = fit(draft.scenes, seconds, pace), draft.keys
    kept = [key for n, key in enumerate(keys, start=1) if n not in fitted.dropped]
    for key, scene in zip(kept, fitted.scenes, strict=True):
        if scene != draft[key]:
            draft.set(key, narration=scene.narration, items=scene.items)
    for n in fitted.dropped:
        draft.say(f"Left out scene {n} ({draft[keys[n - 1]].title!r}), for which there is no time.")
        draft.remove(keys[n - 1])
    draft.set_film(seconds=seconds)
    draft.say(f"The film is planned for {seconds} s.")


_UNIT = r"(?P<unit>seconds?|secs?|s|minutes?|mins?|m)"


RULES = (
    Rule(
        phrase(
            rf"(?:<SET> )?(?:the )?(?:length|duration|running time|runtime)(?: "
            rf"of {THE_FILM})?<TO>(?P<n><COUNT>)(?P<half> and a half)? ?-?{_UNIT}(?: "
            rf"long)?"
        ),
        _length,
    ),
    Rule(
        phrase(
            rf"(?:make|cut|shorten|extend|lengthen|stretch|trim|bring|keep|get|reduce|"
            rf"expand) {THE_FILM}(?: (?:down|up|out|only|last|run|be|to|exactly|about|at|"
            rf"for))* (?P<n><COUNT>)(?P<half> and a half)? ?-?{_UNIT}(?P<half_2> and a "
            rf"half)?(?: (?:long|in length))?"
        ),
        _length,
    ),
    Rule(
        phrase(
            rf"{THE_FILM} (?:should|must) (?:be|last|run|take)(?: about| exactly)? "
            rf"(?P<n><COUNT>)(?P<half> and a half)? ?{_UNIT}(?: long)?"
        ),
        _length,
    ),
    Rule(phrase(rf"make {THE_FILM} (?P<n><COUNT>) ?<SECONDS> (?P<way>shorter|longer)"), _by_length),
    Rule(
        phrase(rf"make {THE_FILM} (?P<way>shorter|longer) by (?P<n><COUNT>) ?<SECONDS>"),
        _by_length,
    ),
    Rule(
        phrase(rf"(?P<way>shorten|trim|extend|lengthen) {THE_FILM} by (?P<n><COUNT>) ?<SECONDS>"),
        _by_length,
    ),
    Rule(
        phrase(
            rf"(?P<way>shorten|trim|tighten|extend|lengthen|expand) {THE_FILM}(?: a "
            rf"(?:bit|little))?"
        ),
        _shorter,
    ),
)
