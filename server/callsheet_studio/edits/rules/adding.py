"""Wishes for a new scene, said in a sentence."""

from collections.abc import Mapping
from re import Match

from callsheet_studio.edits.asked import NotUnderstood
from callsheet_studio.edits.hand import Hand, Rule
from callsheet_studio.edits.outlined import new_scene
from callsheet_studio.edits.rules.kinds import KIND
from callsheet_studio.edits.rules.listed import item_of, listed
from callsheet_studio.edits.rules.places import place_asked, placed
from callsheet_studio.edits.vocabulary import KINDS, phrase
from callsheet_studio.script.sentences import as_sentence
from callsheet_studio.script.storyboard import Scene, SceneKind


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
    added(hand, _made(hand, kind, parts), place)
    return True


def added(hand: Hand, scene: Scene, place: int) -> None:
    """Put a new scene at this index; it is then the one that is talked about."""
    hand.target = hand.draft.add(scene, place)
    hand.draft.say(f"Added a scene, {scene.title!r}, as number {place + 1}.")


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


_NEW = (
    rf"<ADD> (?:an? |another |one more |one )?(?:new |extra |further |short |"
    rf"additional )?(?:{KIND} )?(?:<SCENES>|{KIND.replace('?P<kind>', '?:')})"
)

RULES = (
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
)
