"""Wishes about the numbers of charts."""

import re
from re import Match

from callsheet_studio.edits.hand import Hand, Rule
from callsheet_studio.edits.rules.listed import find, item_of, listed, set_item, set_items
from callsheet_studio.edits.vocabulary import phrase
from callsheet_studio.script.number import read_number
from callsheet_studio.script.storyboard import Scene


def _add_bar(hand: Hand, found: Match[str]) -> bool:
    """`Add Year 30: $40,000`, to a chart."""
    item = item_of(hand.value(found["v"]))
    if not hand.explicit or item.value is None:
        return False
    key = hand.key(None)
    set_items(hand, key, [*hand.draft[key].items, item])
    hand.draft.say(f"Added {item.text!r} to {hand.draft.name(key)}.")
    return True


def _value(hand: Hand, found: Match[str]) -> bool:
    """`Year 1: $1,000`: only for what is there and has a number, or shall get one."""
    number = read_number(hand.value(found["v"]))
    place = find(hand, hand.value(found["old"])) if number else None
    return place is not None and set_item(hand, *place, hand.value(found["v"]))


def _only_value(hand: Hand, found: Match[str]) -> bool:
    """The number of a scene that has just one."""
    text = hand.value(found["v"])
    if read_number(text) is None:
        return False
    scenes = [(key, scene) for key, scene in hand.scenes() if len(_measured(scene)) == 1]
    if len(scenes) != 1:
        return False
    key, scene = scenes[0]
    return set_item(hand, key, _measured(scene)[0], text)


def _values(hand: Hand, found: Match[str]) -> bool:
    """`A: 10, B: 20`: each an entry that is there."""
    pairs = [
        re.fullmatch(r"(.+?)\s*(?::|=|\bto\b)\s*(.+)", text) for text in listed(hand, found["v"])
    ]
    if not all(pair and read_number(pair[2]) and find(hand, pair[1]) for pair in pairs):
        return False
    for pair in pairs:
        place = find(hand, pair[1]) if pair else None
        if pair and place:
            set_item(hand, *place, pair[2])
    return True


def scene_values(hand: Hand, found: Match[str]) -> bool:
    """`Update the chart to A: 10, B: 20`."""
    hand.key(found["s"])
    return _values(hand, found)


def _measured(scene: Scene) -> list[int]:
    return [n for n, item in enumerate(scene.items) if item.value is not None]


RULES = (
    Rule(
        phrase(
            r"(?:<SET> )?(?:the )?(?:chart |data )?(?:values?|numbers?|figures?|data)"
            r"<TO>(?P<v>.+)"
        ),
        _values,
    ),
    Rule(
        phrase(r"(?:<SET> )?(?:the )?(?:values?|numbers?|figures?|data|chart)<TO>(?P<v>.+)"),
        _only_value,
    ),
    Rule(
        phrase(
            r"(?:<SET> )?(?:the )?(?:value|number|figure|amount|height|bar|point|label) "
            r"(?:of |for |called |named )?(?P<old>.+?)<TO>(?P<v>.+)"
        ),
        _value,
    ),
    Rule(
        phrase(r"(?:<SET> )?(?:the )?(?P<old>.+?)(?:['’]s)?(?: bar| value| number)?<TO>(?P<v>.+)"),
        _value,
    ),
    Rule(phrase(r"<LIST> (?P<v>.+: .+)"), _add_bar),
)
