"""Wishes about scenes as a whole: removing, swapping, moving."""

import re
from re import Match

from callsheet_studio.edits.hand import Hand, Rule
from callsheet_studio.edits.rules.places import place_asked, placed
from callsheet_studio.edits.vocabulary import phrase


def _remove(hand: Hand, found: Match[str]) -> bool:
    marks = [word for word in re.split(r",\s*|\s+and\s+|\s*&\s*", found["list"]) if word.strip()]
    keys = [hand.found(mark) for mark in marks]
    if None in keys:
        return False
    for key in dict.fromkeys(key for key in keys if key is not None):
        removed(hand, key)
    return True


def removed(hand: Hand, key: int) -> None:
    """Take a scene out."""
    title, name = hand.draft[key].title, hand.draft.name(key)
    hand.draft.remove(key)
    hand.draft.say(f"Removed {name} ({title!r}).")


def _swap(hand: Hand, found: Match[str]) -> bool:
    one, other = hand.found(found["a"]), hand.found(found["b"])
    if one is None or other is None:
        return False
    swapped(hand, one, other)
    return True


def swapped(hand: Hand, one: int, other: int) -> None:
    """Let two scenes change places."""
    hand.draft.swap(one, other)
    hand.draft.say(f"Swapped {hand.draft.name(one)} and {hand.draft.name(other)}.")


def _move(hand: Hand, found: Match[str]) -> bool:
    """Before or after another scene, to a place, to either end, or one up or down."""
    key = hand.found(found["s"]) if found.groupdict().get("s") else hand.target
    if key is None:
        return False
    hand.target = key
    place = place_asked(hand, found, key)
    if place is None:
        return False
    moved(hand, key, place)
    return True


def _stand_in(hand: Hand, found: Match[str]) -> bool:
    """`Make scene 5 the first scene`: it takes the place that this one has."""
    key, there = (hand.found(words) for words in found.groups() if words)
    if key is None or there is None:
        return False
    moved(hand, key, hand.draft.place(there))
    return True


def _step(hand: Hand, found: Match[str]) -> bool:
    """One place up or down."""
    key = hand.key(found["s"])
    by = -1 if found["step"].lower() in ("up", "earlier", "forward", "left") else 1
    place = min(max(hand.draft.place(key) + by, 0), len(hand.draft.keys) - 1)
    moved(hand, key, place)
    return True


def moved(hand: Hand, key: int, place: int) -> None:
    """Put a scene at this index, counted without it."""
    hand.draft.move(key, place)
    hand.draft.say(f"Moved {hand.draft.name(key)} to place {place + 1}.")


_REF, _REF_2 = r"(?P<s><S>|<Q>)", r"(?P<s_2><S>|<Q>)"

RULES = (
    Rule(phrase(r"<REMOVE> (?P<list><S>(?:(?:, | and |, and | & )<S>)*)"), _remove),
    Rule(phrase(r"<REMOVE> (?:the )?(?P<list><Q>)"), _remove),
    Rule(
        phrase(r"<SWAP> (?:the )?(?:order of )?(?P<a><S>|<Q>) (?:and|with|for) (?P<b><S>|<Q>)"),
        _swap,
    ),
    *(Rule(pattern, _move) for pattern in placed(rf"<MOVE> (?:{_REF}|it|that|this) <WHERE>")),
    Rule(
        phrase(
            rf"<MOVE> {_REF} (?:one (?:place |position )?)?(?P<step>up|down|earlier|later|"
            rf"forward|back|left|right)(?: by one)?(?: (?:place|position))?"
        ),
        _step,
    ),
    Rule(
        phrase(
            rf"<MOVE> {_REF}(?: (?:to|as|to be))? (?P<there><S>)|make {_REF_2} "
            rf"(?P<there_2><S>)"
        ),
        _stand_in,
    ),
)

TITLED = (Rule(phrase(r"<REMOVE> (?P<list>.+)"), _remove),)
"""Scenes named by their bare titles: tried when nothing more definite fits."""
