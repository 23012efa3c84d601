"""Wishes about what a scene lists: points, steps, bars and their values, pictures' icons."""

import re
from collections.abc import Sequence
from re import Match

from callsheet_studio.edits.asked import NotUnderstood
from callsheet_studio.edits.hand import Hand, Rule
from callsheet_studio.edits.spoken import respoken
from callsheet_studio.edits.vocabulary import END, QUOTE, phrase, place_of
from callsheet_studio.script.charts import MOST_BARS, MOST_POINTS
from callsheet_studio.script.compose import MOST_DETAIL, MOST_ITEMS, MOST_TEXT
from callsheet_studio.script.grammar import read_outline
from callsheet_studio.script.number import read_number
from callsheet_studio.script.storyboard import Item, SceneKind

_MOST = {"bars": MOST_BARS, "line": MOST_POINTS}
_CHARTS = ("bars", "line", "number")


def item_of(text: str) -> Item:
    """An item as an outline writes it: `Text: detail {icon}`, `Label: 42`."""
    outline = read_outline(f"- {' '.join(text.split())}")
    return bounded(outline.parts[0].entries[0].item if outline.parts else Item(text=text))


def bounded(item: Item) -> Item:
    """The same item, which fits into a picture.

    Raises:
        NotUnderstood: It does not.
    """
    if len(item.text) > MOST_TEXT or len(item.detail or "") > MOST_DETAIL:
        raise NotUnderstood(
            f"{item.text[:60]!r} is too long for the picture: at most {MOST_TEXT} "
            f"characters, and "
            f"{MOST_DETAIL} for the detail behind a colon."
        )
    return item


def listed(hand: Hand, words: str) -> list[str]:
    """The texts of a list: lines, or `"A", "B" and "C"`, or `A; B; C`, or `A, B and C`."""
    lines = [line for line in re.split(r"\s*[\n;]\s*", words.strip()) if line]
    if len(lines) == 1:
        quotes = re.findall(f"{QUOTE}\\d+{END}", words)
        if len(quotes) != 1 or words.strip() not in quotes:
            lines = [part for part in re.split(r",? (?:and|&) |,\s+", words.strip()) if part]
    return [hand.value(line) for line in lines]


def set_items(hand: Hand, key: int, items: Sequence[Item]) -> None:
    """Give a scene its items, and its narration what follows from them."""
    scene = hand.draft[key]
    check_list(hand.draft.name(key), scene.kind, items)
    hand.draft.set(key, items=tuple(items))
    respoken(hand.draft, key, scene)


def check_list(name: str, kind: SceneKind, items: Sequence[Item]) -> None:
    """That a scene of this kind can show these things.

    Raises:
        NotUnderstood: They are too many, or a chart's entry has no number.
    """
    most = _MOST.get(kind, MOST_ITEMS)
    if len(items) > most:
        raise NotUnderstood(
            f"{name.capitalize()} would list {len(items)} things and shows at most "
            f"{most}: remove some, or add a scene for them."
        )
    if kind in _CHARTS and any(item.value is None for item in items):
        raise NotUnderstood(
            f"{name.capitalize()} is a chart: each of its entries needs a number, "
            f"as in 'Year 5: $4,900'."
        )


def find(hand: Hand, words: str) -> tuple[int, int] | None:
    """(key, index) of the one item with this text; of several the one in the scene talked about."""
    wanted = _plain(words)
    places = [
        (key, n)
        for key, scene in hand.scenes()
        for n, item in enumerate(scene.items)
        if wanted in (_plain(item.text), _plain(f"{item.text}: {item.detail or item.label}"))
    ]
    if len(places) > 1:
        names = " and ".join(sorted({hand.draft.name(key) for key, _ in places}))
        raise NotUnderstood(f"{words!r} stands in {names}: say in which scene.")
    return places[0] if places else None


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w%$€£.]+", text.lower()))


def _add(hand: Hand, found: Match[str]) -> bool:
    place = found.groupdict().get("place")
    key = hand.key(None)
    items = list(hand.draft[key].items)
    new = (
        [item_of(text) for text in listed(hand, found["v"])]
        if found["many"]
        else [item_of(hand.value(found["v"]))]
    )
    at = place_of(place, len(items) + 1) if place else len(items)
    at = len(items) if at is None else at
    set_items(hand, key, [*items[:at], *new, *items[at:]])
    hand.draft.say(f"Added {_names(new)} to {hand.draft.name(key)}.")
    return True


def _remove_placed(hand: Hand, found: Match[str]) -> bool:
    return _remove(hand, hand.key(None), _index(hand, found["n"]))


def _remove_named(hand: Hand, found: Match[str]) -> bool:
    """Several may be named."""
    texts = [hand.value(found["v"])]
    if find(hand, texts[0]) is None:
        texts = listed(hand, found["v"])
    for text in texts:
        place = find(hand, text)
        if place is None:
            return False
        _remove(hand, *place)
    return True


def _remove(hand: Hand, key: int, index: int) -> bool:
    items = list(hand.draft[key].items)
    gone = items.pop(index)
    if hand.draft[key].kind in ("bars", "line", "comparison") and len(items) < 2:
        raise NotUnderstood(
            f"{hand.draft.name(key).capitalize()} needs two entries at least: change its "
            f"kind, or "
            f"remove the scene."
        )
    set_items(hand, key, items)
    hand.draft.say(f"Removed {gone.text!r} from {hand.draft.name(key)}.")
    return True


def _set_placed(hand: Hand, found: Match[str]) -> bool:
    key = hand.key(None)
    return set_item(hand, key, _index(hand, found["n"]), hand.value(found["v"]))


def _set_named(hand: Hand, found: Match[str]) -> bool:
    place = find(hand, hand.value(found["old"]))
    return place is not None and set_item(hand, *place, hand.value(found["v"]))


def set_item(hand: Hand, key: int, index: int, text: str) -> bool:
    """A bare number is the item's new value; else the text, icon and detail are new."""
    items = list(hand.draft[key].items)
    old, number = items[index], read_number(text)
    if number and (old.value is not None or hand.draft[key].kind in _CHARTS):
        items[index] = old.model_copy(update={"value": number.value, "label": number.label})
    else:
        items[index] = _merged(old, item_of(text))
    set_items(hand, key, items)
    hand.draft.say(f"Changed {old.text!r} to {text!r} in {hand.draft.name(key)}.")
    return True


def _merged(old: Item, new: Item) -> Item:
    """What is not said again stays."""
    kept = {"icon": new.icon or old.icon, "detail": new.detail or old.detail}
    if new.value is None:
        kept |= {"value": old.value, "label": old.label}
    return new.model_copy(update=kept)


def _set_all(hand: Hand, found: Match[str]) -> bool:
    key = hand.key(None)
    relisted(hand, key, [item_of(text) for text in listed(hand, found["v"])])
    return True


def relisted(hand: Hand, key: int, items: Sequence[Item]) -> None:
    """Let a scene list these things instead of those that it lists."""
    set_items(hand, key, items)
    hand.draft.say(f"{hand.draft.name(key).capitalize()} now lists {_names(items)}.")


def _swap(hand: Hand, found: Match[str]) -> bool:
    key = hand.key(None)
    items = list(hand.draft[key].items)
    one, other = _index(hand, found["n"]), _index(hand, found["m"])
    items[one], items[other] = items[other], items[one]
    set_items(hand, key, items)
    hand.draft.say(f"Swapped {items[other].text!r} and {items[one].text!r}.")
    return True


def _icon(hand: Hand, found: Match[str]) -> bool:
    key = hand.key(None)
    icon = re.sub(r"[^a-z0-9]+", "-", hand.value(found["v"]).lower()).strip("-")
    n = found.groupdict().get("n")
    if n:
        items = list(hand.draft[key].items)
        at = _index(hand, n)
        items[at] = items[at].model_copy(update={"icon": icon})
        hand.draft.set(key, items=tuple(items))
    else:
        hand.draft.set(key, icon=icon)
    hand.draft.say(f"Changed an icon of {hand.draft.name(key)} to {icon!r}.")
    return True


def _index(hand: Hand, word: str) -> int:
    key = hand.key(None)
    count = len(hand.draft[key].items)
    index = place_of(word, count)
    if index is None:
        raise NotUnderstood(
            f"{hand.draft.name(key).capitalize()} lists {count} things, not {word}."
        )
    return index


def _names(items: Sequence[Item]) -> str:
    return ", ".join(repr(item.text) for item in items)


def _numbered(pattern: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """`the second point` and `point 2`."""
    ordinal = pattern.replace("<NTH>", "(?P<n><ORDINAL>) <ITEM>")
    cardinal = pattern.replace(
        "<NTH>", r"<ITEM> (?:number |no\.? ?)?#?(?P<n>\d{1,2}|one|two|three|four|five|six)"
    )
    return phrase(ordinal), phrase(cardinal)


RULES = (
    *(
        Rule(p, _icon)
        for p in _numbered(
            r"(?:<SET> )?(?:the )?icon (?:of|for|on) (?:the )?<NTH><TO>(?:an? )?(?P<v>.+?)"
            r"(?: icon)?"
        )
    ),
    Rule(phrase(r"(?:<SET> )?(?:the |its )?icon<TO>(?:an? |the )?(?P<v>.+?)(?: icon)?"), _icon),
    Rule(phrase(r"(?:use|give it|show|add|put) (?:an? |the )?(?P<v>.+?) icon"), _icon),
    Rule(
        phrase(
            r"<LIST> (?:an? |another |one more |the |this )?(?:new |extra |further |additional )?"
            r"(?P<place>first |last |final |second |third |fourth |fifth )?(?P<many>(?!))?<ITEM>"
            r"(?: (?:called|saying|that says|which says|named|titled|about|reading|with "
            r"the text|on|for))?\s*:?\s+(?P<v>.+)"
        ),
        _add,
    ),
    Rule(
        phrase(
            r"<LIST> (?:these |the following |more |two |three |four |the )?(?:new |more "
            r")?(?P<many>points|bullets|bullet points|steps|"
            r"items|entries|bars|events|values|rows)\s*:?\s+(?P<v>.+)"
        ),
        _add,
    ),
    Rule(
        phrase(
            r"<LIST> (?P<many>(?!))?(?P<v>.+?) as (?:an? |another |the )?(?:new |extra )?"
            r"(?P<place><ORDINAL> )?<ITEM>"
        ),
        _add,
    ),
    *(Rule(p, _remove_placed) for p in _numbered(r"<REMOVE> (?:the |its )?<NTH>")),
    Rule(
        phrase(
            r"<REMOVE> (?:the |its )?<ITEM> (?:called |saying |that says |named |about |"
            r"on )?(?P<v>.+)"
        ),
        _remove_named,
    ),
    Rule(phrase(r"<REMOVE> (?:the )?(?P<v>.+?)(?: <ITEM>)?"), _remove_named),
    *(
        Rule(p, _set_placed)
        for p in _numbered(
            r"(?:<SET> )?(?:the |its )?(?:text of |value of |label of |wording of "
            r")?(?:the )?<NTH><TO>(?P<v>.+)"
        )
    ),
    Rule(
        phrase(
            r"(?:<SET> )?(?:the |its |all )?(?:list of )?(?:points|bullets|bullet points|"
            r"steps|items|entries|bars|events|rows|sides|list)<TO>(?P<v>.+)"
        ),
        _set_all,
    ),
    Rule(
        phrase(
            r"(?:swap|switch|exchange) (?:the )?(?:points|bullets|steps|items|bars|rows|"
            r"sides) (?P<n>\d{1,2}) and (?P<m>\d{1,2})"
        ),
        _swap,
    ),
    Rule(
        phrase(
            r"(?:<SET> )?(?:the )?<ITEM> (?:called |saying |that says |named "
            r")?(?P<old>.+?)<TO>(?P<v>.+)"
        ),
        _set_named,
    ),
    Rule(phrase(r"(?:<SET>|change) (?P<old><Q>)<TO>(?P<v>.+)"), _set_named),
)
