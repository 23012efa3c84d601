"""Wishes about scenes as a whole: removing, moving, swapping, adding, their kind and length."""

import re
from collections.abc import Callable, Mapping
from re import Match

from callsheet_studio.edits.asked import NotUnderstood
from callsheet_studio.edits.hand import Hand, Rule
from callsheet_studio.edits.outlined import new_scene
from callsheet_studio.edits.rules.listed import item_of, listed
from callsheet_studio.edits.rules.places import place_asked, placed
from callsheet_studio.edits.spoken import respoken
from callsheet_studio.edits.vocabulary import KINDS, count_of, phrase
from callsheet_studio.script.length import natural_seconds
from callsheet_studio.script.sentences import as_sentence, sentences
from callsheet_studio.script.storyboard import Item, Scene, SceneKind

MOST_HOLD = 30.0
"""Seconds of rest."""
LONGER = 2.0
"""Seconds that `longer` and `shorter` mean."""


def _remove(hand: Hand, found: Match[str]) -> bool:
    marks = [word for word in re.split(r",\s*|\s+and\s+|\s*&\s*", found["list"]) if word.strip()]
    keys = [hand.found(mark) for mark in marks]
    if None in keys:
        return False
    for key in dict.fromkeys(key for key in keys if key is not None):
        title, name = hand.draft[key].title, hand.draft.name(key)
        hand.draft.remove(key)
        hand.draft.say(f"Removed {name} ({title!r}).")
    return True


def _swap(hand: Hand, found: Match[str]) -> bool:
    one, other = hand.found(found["a"]), hand.found(found["b"])
    if one is None or other is None:
        return False
    hand.draft.swap(one, other)
    hand.draft.say(f"Swapped {hand.draft.name(one)} and {hand.draft.name(other)}.")
    return True


def _move(hand: Hand, found: Match[str]) -> bool:
    """Before or after another scene, to a place, to either end, or one up or down."""
    key = hand.found(found["s"]) if found.groupdict().get("s") else hand.target
    if key is None:
        return False
    hand.target = key
    place = place_asked(hand, found, key)
    return place is not None and _moved(hand, key, place)


def _stand_in(hand: Hand, found: Match[str]) -> bool:
    """`Make scene 5 the first scene`: it takes the place that this one has."""
    moved, there = (hand.found(words) for words in found.groups() if words)
    if moved is None or there is None:
        return False
    return _moved(hand, moved, hand.draft.place(there))


def _step(hand: Hand, found: Match[str]) -> bool:
    """One place up or down."""
    key = hand.key(found["s"])
    by = -1 if found["step"].lower() in ("up", "earlier", "forward", "left") else 1
    place = min(max(hand.draft.place(key) + by, 0), len(hand.draft.keys) - 1)
    return _moved(hand, key, place)


def _moved(hand: Hand, key: int, place: int) -> bool:
    hand.draft.move(key, place)
    hand.draft.say(f"Moved {hand.draft.name(key)} to place {place + 1}.")
    return True


def _add(hand: Hand, found: Match[str]) -> bool:
    """Its title is what it is about; what it says and lists may be given."""
    named = found.groupdict()
    place = place_asked(hand, found, None)
    if place is None:
        place = hand.draft.end
    kind = KINDS[" ".join(named["kind"].lower().split())] if named.get("kind") else None
    parts = _parts(hand, (named.get("about") or "") + (named.get("more") or ""))
    if not parts.get("title") and not parts.get("narration"):
        raise NotUnderstood(
            "What shall the new scene show? For example: Add a scene after scene 2 "
            'titled "Costs" '
            'with the points "Roof: $9,000" and "Inverter: $1,500" that says "It is '
            'not cheap."'
        )
    scene = _made(hand, kind, parts)
    hand.target = hand.draft.add(scene, place)
    hand.draft.say(f"Added a scene, {scene.title!r}, as number {place + 1}.")
    return True


_PART = phrase(
    r"[,.;]?\s*(?:and )?(?:(?P<title>(?:about|on|titled|called|named|with the "
    r"title|explaining|for|entitled|covering|showing|"
    r"title\s*:|its title is)) ?:?|(?P<narration>(?:(?:that|which|and|it) "
    r")?(?:says|saying|say|with the (?:narration|text|words)|"
    r"narrated|narration\s*:|should say)) ?:?|(?P<items>(?:and )?(?:with |listing "
    r"|that lists |showing )?(?:the |these |two |three |four )?"
    r"(?:points|steps|bullets|bullet points|items|bars|values|entries|dates|"
    r"events|sides|data)) ?:?) (?=\S)"
)


def _parts(hand: Hand, words: str) -> dict[str, str]:
    """`about X with the points A and B that says Y` by their names; words are still marked."""
    found = list(_PART.finditer(" " + words.strip()))
    text = " " + words.strip()
    parts: dict[str, str] = {}
    for n, start in enumerate(found):
        end = found[n + 1].start() if n + 1 < len(found) else len(text)
        name = str(start.lastgroup)
        if name in parts:
            parts[name] += text[start.start() : end]
        else:
            parts[name] = text[start.end() : end].strip(" ,;")
    return parts


def _made(hand: Hand, kind: SceneKind | None, parts: Mapping[str, str]) -> Scene:
    items = [item_of(text) for text in listed(hand, parts["items"])] if "items" in parts else []
    words, author = (
        _cited(parts.get("narration", "")) if kind == "quote" else (parts.get("narration", ""), "")
    )
    said = as_sentence(hand.value(words))
    title = hand.value(parts.get("title", "")).rstrip(".")
    scene = new_scene(title[:1].upper() + title[1:], kind, items, said, hand.draft.film.language)
    return scene.model_copy(update={"subtitle": hand.value(author)}) if author else scene


def _cited(words: str) -> tuple[str, str]:
    """A quote and its author."""
    found = phrase(r"(<Q>),? (?:by|from|—|–|-) (.+)").fullmatch(words)
    return (found[1], found[2]) if found else (words, "")


def _kind(hand: Hand, found: Match[str]) -> bool:
    key = hand.key(found.groupdict().get("s"))
    kind = KINDS[" ".join(found["kind"].lower().split())]
    before = hand.draft[key]
    items = _fitting(before)
    lack = LACKS.get(kind, _nothing)(before.model_copy(update={"items": items}))
    if lack:
        raise NotUnderstood(
            f"{hand.draft.name(key).capitalize()} cannot be shown as {kind}: {lack}."
        )
    hand.draft.set(key, kind=kind, items=items if kind != "quote" else _quoted(before))
    respoken(hand.draft, key, before)
    hand.draft.say(f"{hand.draft.name(key).capitalize()} is now shown as {kind}.")
    return True


def _fitting(scene: Scene) -> tuple[Item, ...]:
    """A detail that is a number is a value."""
    return tuple(
        item_of(f"{item.text}: {item.detail}") if item.detail and item.value is None else item
        for item in scene.items
    )


def _quoted(scene: Scene) -> tuple[Item, ...]:
    return (Item(text=scene.narration or scene.title),)


def _nothing(_: Scene) -> str | None:
    return None


def _listless(scene: Scene) -> str | None:
    return None if scene.items else "it lists nothing"


def _single(scene: Scene) -> str | None:
    return None if len(scene.items) > 1 else "it does not list two things"


def _unmeasured(least: int) -> Callable[[Scene], str | None]:
    def lack(scene: Scene) -> str | None:
        count = sum(item.value is not None for item in scene.items)
        words = "one number" if least == 1 else "two entries, each with a number"
        good = count >= least and (least == 1 or count == len(scene.items))
        return None if good else f"that needs {words}"

    return lack


def _no_picture(scene: Scene) -> str | None:
    return None if scene.image else "send the picture with the request, in reference_image_urls"


LACKS: Mapping[SceneKind, Callable[[Scene], str | None]] = {
    "steps": _listless,
    "timeline": _listless,
    "comparison": _single,
    "bars": _unmeasured(2),
    "line": _unmeasured(2),
    "number": _unmeasured(1),
    "image": _no_picture,
}
"""Why a scene cannot be shown in a kind, in words."""


def _hold(hand: Hand, found: Match[str]) -> bool:
    key = hand.key(found.groupdict().get("s"))
    seconds = count_of(found["n"])
    more = bool(found.groupdict().get("more"))
    return _held(hand, key, hand.draft[key].hold + seconds if more else seconds)


def _held(hand: Hand, key: int, seconds: float) -> bool:
    hold = round(min(max(seconds, 0.0), MOST_HOLD), 2)
    hand.draft.set(key, hold=hold)
    hand.draft.say(f"{hand.draft.name(key).capitalize()} now rests {hold:g} s after its words.")
    return True


def _stretch(hand: Hand, found: Match[str]) -> bool:
    """Longer: more rest. Shorter: less rest, and when there is none, one sentence less."""
    key = hand.key(found.groupdict().get("s"))
    named = found.groupdict()
    by = count_of(named["n"]) if named.get("n") else LONGER
    scene = hand.draft[key]
    if named["way"].lower() in ("longer", "lengthen", "extend", "expand"):
        return _held(hand, key, scene.hold + by)
    if scene.hold:
        return _held(hand, key, scene.hold - by)
    said = sentences(scene.narration)
    if len(said) < 2:
        raise NotUnderstood(
            f"{hand.draft.name(key).capitalize()} is as short as its one sentence: give "
            f"it a shorter "
            f"narration, or remove it."
        )
    hand.draft.set(key, narration=" ".join(said[:-1]))
    hand.draft.say(f"{hand.draft.name(key).capitalize()} no longer says {said[-1][:80]!r}.")
    return True


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
    return _held(hand, key, wanted - own)


_KIND = "(?P<kind>" + "|".join(sorted(KINDS, key=len, reverse=True)) + ")"
_REF, _REF_2 = r"(?P<s><S>|<Q>)", r"(?P<s_2><S>|<Q>)"
_NEW = (
    rf"<ADD> (?:an? |another |one more |one )?(?:new |extra |further |short |"
    rf"additional )?(?:{_KIND} )?(?:<SCENES>|{_KIND.replace('?P<kind>', '?:')})"
)

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
    Rule(
        phrase(
            rf"(?P<s><S>) (?:should|must) be (?:shown as )?(?:an? )?{_KIND}(?: (?:scene|"
            rf"slide|chart|layout))?"
        ),
        _kind,
    ),
    *(
        Rule(pattern, _add)
        for pattern in placed(
            rf"{_NEW}(?P<about> (?!after|before|at |between|as ).+?)? <WHERE>"
            r"(?P<more>[,.:;]? (?:about|on|that|which|titled|called|with|saying|named|explaining|"
            r"showing|covering|it|and) .+)?"
        )
    ),
    Rule(phrase(rf"{_NEW} (?P<side>between) <S> and (?P<ref><S>)(?P<more>.+)"), _add),
    Rule(phrase(rf"{_NEW}(?P<about>.+?) (?P<side>between) <S> and (?P<ref><S>)"), _add),
    Rule(phrase(rf"{_NEW}(?P<about>.+)?"), _add),
    Rule(
        phrase(
            rf"(?:show|make|turn|change|convert|present|display|draw|render|switch|"
            rf"transform|set|have) (?P<s><S>)(?: (?:as|into|to|be|in|using|with))?(?: the "
            rf"form of)? (?:an? |the )?{_KIND}(?: (?:scene|slide|chart|layout))?"
        ),
        _kind,
    ),
    Rule(
        phrase(
            rf"(?:make|turn|change|convert|show) (?:it|that|this|them|the (?:list|points|"
            rf"items|scene|text|numbers|steps|bars))(?: (?:as|into|to))? (?:an? "
            rf")?{_KIND}(?: (?:scene|slide|chart|layout))?"
        ),
        _kind,
    ),
    Rule(
        phrase(
            rf"(?:use|show|make) (?:it )?(?:as )?an? {_KIND}(?: (?:scene|slide|chart|"
            rf"layout))?(?: instead)?"
        ),
        _kind,
    ),
    Rule(
        phrase(
            rf"(?:<SET> )?(?:the |its )?(?:kind|type|layout|scene type|form|format|style)"
            rf"<TO>(?:an? )?{_KIND}(?: (?:scene|slide|chart|layout))?"
        ),
        _kind,
    ),
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

TITLED = (Rule(phrase(r"<REMOVE> (?P<list>.+)"), _remove),)
"""Scenes named by their bare titles: tried when nothing more definite fits."""
