"""Wishes about how long a scene is, and how it rests after its words."""

from re import Match

from callsheet_studio.edits.asked import NotUnderstood
from callsheet_studio.edits.hand import Hand, Rule
from callsheet_studio.edits.vocabulary import count_of, phrase
from callsheet_studio.script.length import natural_seconds
from callsheet_studio.script.sentences import sentences
from callsheet_studio.script.storyboard import Scene

MOST_HOLD = 30.0
"""Seconds of rest."""
LONGER = 2.0
"""Seconds that `longer` and `shorter` mean."""


def _hold(hand: Hand, found: Match[str]) -> bool:
    key = hand.key(found.groupdict().get("s"))
    seconds = count_of(found["n"])
    more = bool(found.groupdict().get("more"))
    held(hand, key, hand.draft[key].hold + seconds if more else seconds)
    return True


def held(hand: Hand, key: int, seconds: float) -> None:
    """Let a scene rest so long after its words."""
    hold = round(min(max(seconds, 0.0), MOST_HOLD), 2)
    hand.draft.set(key, hold=hold)
    hand.draft.say(f"{hand.draft.name(key).capitalize()} now rests {hold:g} s after its words.")


def _stretch(hand: Hand, found: Match[str]) -> bool:
    """Longer: more rest. Shorter: less rest, and when there is none, one sentence less."""
    key = hand.key(found.groupdict().get("s"))
    named = found.groupdict()
    by = count_of(named["n"]) if named.get("n") else LONGER
    scene = hand.draft[key]
    if named["way"].lower() in ("longer", "lengthen", "extend", "expand"):
        held(hand, key, scene.hold + by)
    elif scene.hold:
        held(hand, key, scene.hold - by)
    else:
        _cut_short(hand, key, scene)
    return True


def _cut_short(hand: Hand, key: int, scene: Scene) -> None:
    said = sentences(scene.narration)
    if len(said) < 2:
        raise NotUnderstood(
            f"{hand.draft.name(key).capitalize()} is as short as its one sentence: give "
            f"it a shorter "
            f"narration, or remove it."
        )
    hand.draft.set(key, narration=" ".join(said[:-1]))
    hand.draft.say(f"{hand.draft.name(key).capitalize()} no longer says {said[-1][:80]!r}.")


def _last(hand: Hand, found: Match[str]) -> bool:
    """So many seconds: what the words leave is rest."""
    key = hand.key(found.groupdict().get("s"))
    scene = hand.draft[key].model_copy(update={"hold": 0.0})
    wanted, own = count_of(found["n"]), natural_seconds([scene])
    if wanted < own * 0.9:
        raise NotUnderstood(
            f"The words of {hand.draft.name(key)} take about {own:.0f} s: shorten its "
            f"narration to "
            f"make it {wanted:g} s."
        )
    held(hand, key, wanted - own)
    return True


RULES = (
    Rule(
        phrase(
            r"hold (?:(?P<s><S>)|it)(?: on screen)?(?: for)? (?P<more>another "
            r")?(?P<n><COUNT>)(?: more)? ?<SECONDS>"
        ),
        _hold,
    ),
    Rule(
        phrase(
            r"hold (?:(?P<s><S>)|it)(?: on screen)?(?: for)? (?P<n><COUNT>)"
            r" ?(?P<more>more )?<SECONDS>(?: longer)?"
        ),
        _hold,
    ),
    Rule(
        phrase(
            r"(?:add |leave |insert |make )?(?:an? )?(?:pause|rest|break|silence)(?: of| "
            r"for)? (?P<n><COUNT>)[ -]?<SECONDS>(?: (?:after|at the end of|behind) "
            r"(?P<s><S>))?"
        ),
        _hold,
    ),
    Rule(
        phrase(
            r"(?:add |leave |insert |make )?(?:an? )?(?P<n><COUNT>)[ -]?(?:<SECONDS>|"
            r"second) (?:pause|rest|break|silence)(?: (?:after|at the end of|behind) "
            r"(?P<s><S>))?"
        ),
        _hold,
    ),
    Rule(
        phrase(
            r"(?:make|keep|let|show) (?P<s><S>) (?:be |last |a bit |a little |somewhat |"
            r"slightly )?(?:(?P<n><COUNT>) ?<SECONDS> )?(?P<way>longer|shorter)(?: on "
            r"screen)?"
        ),
        _stretch,
    ),
    Rule(
        phrase(
            r"(?:make|keep|let|show) (?P<s><S>) (?P<way>longer|shorter) by (?P<n><COUNT>)"
            r" ?<SECONDS>"
        ),
        _stretch,
    ),
    Rule(
        phrase(
            r"(?P<way>lengthen|extend|expand|shorten|tighten|trim) (?P<s><S>)(?: by "
            r"(?P<n><COUNT>) ?<SECONDS>)?"
        ),
        _stretch,
    ),
    Rule(
        phrase(
            r"(?:make|let|have|set|shorten|extend) (?P<s><S>)(?: (?:last|take|run|be|to|"
            r"for))* (?P<n><COUNT>) ?<SECONDS>(?: long)?"
        ),
        _last,
    ),
    Rule(
        phrase(
            r"(?P<s><S>) (?:should|must) (?:last|take|run|be) (?P<n><COUNT>)"
            r" ?<SECONDS>(?: long)?"
        ),
        _last,
    ),
)
