"""Wishes about the kind in which a scene is shown."""

from collections.abc import Callable, Mapping
from re import Match

from callsheet_studio.edits.asked import NotUnderstood
from callsheet_studio.edits.hand import Hand, Rule
from callsheet_studio.edits.rules.listed import item_of
from callsheet_studio.edits.spoken import respoken
from callsheet_studio.edits.vocabulary import KINDS, phrase
from callsheet_studio.script.storyboard import Item, Scene, SceneKind

KIND = "(?P<kind>" + "|".join(sorted(KINDS, key=len, reverse=True)) + ")"
"""Any name of a kind, for patterns."""


def _kind(hand: Hand, found: Match[str]) -> bool:
    key = hand.key(found.groupdict().get("s"))
    shown_as(hand, key, KINDS[" ".join(found["kind"].lower().split())])
    return True


def shown_as(hand: Hand, key: int, kind: SceneKind) -> None:
    """Give a scene this kind.

    Raises:
        NotUnderstood: It lacks what the kind shows.
    """
    before = hand.draft[key]
    items = _fitting(before)
    check_kind(hand.draft.name(key), kind, before.model_copy(update={"items": items}))
    hand.draft.set(key, kind=kind, items=items if kind != "quote" else _quoted(before))
    respoken(hand.draft, key, before)
    hand.draft.say(f"{hand.draft.name(key).capitalize()} is now shown as {kind}.")


def check_kind(name: str, kind: SceneKind, scene: Scene) -> None:
    """That a scene has what this kind shows.

    Raises:
        NotUnderstood: It lacks something.
    """
    if lack := LACKS.get(kind, _nothing)(scene):
        raise NotUnderstood(f"{name.capitalize()} cannot be shown as {kind}: {lack}.")


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

RULES = (
    Rule(
        phrase(
            rf"(?P<s><S>) (?:should|must) be (?:shown as )?(?:an? )?{KIND}(?: (?:scene|"
            rf"slide|chart|layout))?"
        ),
        _kind,
    ),
    Rule(
        phrase(
            rf"(?:show|make|turn|change|convert|present|display|draw|render|switch|"
            rf"transform|set|have) (?P<s><S>)(?: (?:as|into|to|be|in|using|with))?(?: the "
            rf"form of)? (?:an? |the )?{KIND}(?: (?:scene|slide|chart|layout))?"
        ),
        _kind,
    ),
    Rule(
        phrase(
            rf"(?:make|turn|change|convert|show) (?:it|that|this|them|the (?:list|points|"
            rf"items|scene|text|numbers|steps|bars))(?: (?:as|into|to))? (?:an? "
            rf")?{KIND}(?: (?:scene|slide|chart|layout))?"
        ),
        _kind,
    ),
    Rule(
        phrase(
            rf"(?:use|show|make) (?:it )?(?:as )?an? {KIND}(?: (?:scene|slide|chart|"
            rf"layout))?(?: instead)?"
        ),
        _kind,
    ),
    Rule(
        phrase(
            rf"(?:<SET> )?(?:the |its )?(?:kind|type|layout|scene type|form|format|style)"
            rf"<TO>(?:an? )?{KIND}(?: (?:scene|slide|chart|layout))?"
        ),
        _kind,
    ),
)
