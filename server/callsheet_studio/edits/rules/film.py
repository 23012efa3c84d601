"""Wishes about how the film as a whole looks: words for the look, style, shape."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from re import Match

from callsheet_studio.edits.asked import NotUnderstood
from callsheet_studio.edits.hand import Hand, Rule
from callsheet_studio.edits.rules.colours import hex_of, repainted
from callsheet_studio.edits.rules.length import BIT, THE_FILM, resized
from callsheet_studio.edits.rules.sound import paced
from callsheet_studio.edits.vocabulary import GRADES, STYLES, phrase
from callsheet_studio.film import AspectRatio, Style
from callsheet_studio.render.wishes import read_wishes

_TALL = """
9:16 9x16 9/16 vertical portrait upright tall tiktok reels shorts stories mobile phones phone
instagram
"""
_WIDE = "16:9 16x9 16/9 horizontal landscape widescreen wide youtube desktop tv"
_SHAPES: Mapping[str, AspectRatio] = {
    **dict.fromkeys(_TALL.split(), "9:16"),
    **dict.fromkeys(_WIDE.split(), "16:9"),
}


def _look(hand: Hand, found: Match[str]) -> bool:
    """Words that the film can follow, each by itself: `darker and more playful`, `blue`."""
    words = re.split(r",?\s+and\s+|,\s*|\s*&\s*", hand.marks.plain(found["v"]).strip().lower())
    todo = [_asked(hand, word.strip()) for word in words if word.strip()]
    for act in todo:
        if act:
            act()
    return bool(todo) and None not in todo


def _asked(hand: Hand, words: str) -> Callable[[], None] | None:
    """What a single word about the film comes to; None when it comes to nothing."""
    word = _DEGREE.sub("", _NOUNS.sub("", words))
    word = GRADES.get(word, word)
    return next((act for way in _WAYS if (act := way(hand, word))), None)


_DEGREE = re.compile(
    r"^(?:(?:a (?:bit|little|lot)|much|slightly|somewhat|even|very|more|look|feel) )+"
)
_NOUNS = re.compile(
    r"(?: (?:look|style|feel|design|theme|mode|background|one|colou?rs?|mood|tone))+$"
)


def _as_style(hand: Hand, word: str) -> Callable[[], None] | None:
    return partial(styled, hand, STYLES[word]) if word in STYLES else None


def _as_pace(hand: Hand, word: str) -> Callable[[], None] | None:
    by = {"slower": -1, "faster": 1}.get(word)
    return partial(paced, hand, by) if by else None


def _as_length(hand: Hand, word: str) -> Callable[[], None] | None:
    by = {"shorter": 1 - BIT, "longer": 1 + BIT}.get(word)
    return partial(resized, hand, hand.draft.film.seconds * by) if by else None


def _as_shape(hand: Hand, word: str) -> Callable[[], None] | None:
    return partial(shaped, hand, _SHAPES[word]) if word in _SHAPES else None


def _as_colour(hand: Hand, word: str) -> Callable[[], None] | None:
    colour = hex_of(word)
    if colour is None:
        return None
    return partial(repainted, hand, {**hand.draft.film.palette, "primary": colour})


def _as_wish(hand: Hand, word: str) -> Callable[[], None] | None:
    return partial(wished, hand, word) if is_wish(word) else None


def is_wish(words: str) -> bool:
    """Whether the renderer's look knows what to do with these words."""
    wishes = read_wishes(words)
    return not wishes.unheard and wishes != read_wishes("")


_WAYS = (_as_style, _as_pace, _as_length, _as_shape, _as_colour, _as_wish)
"""How a word about the film can be meant, the more definite ways first."""


def wished(hand: Hand, words: str) -> None:
    """Later words of a style prompt outweigh earlier ones."""
    prompt = hand.draft.film.style_prompt
    hand.draft.set_film(style_prompt=f"{prompt.rstrip('. ')}. {words}" if prompt else words)
    hand.draft.say(f"The look now follows the words {words!r}.")


def _style_words(hand: Hand, found: Match[str]) -> bool:
    """A preset's name, else words for the style prompt."""
    words = hand.value(found["v"]).lower()
    words = re.sub(r"^(?:an?|the) |(?: (?:style|look|preset|video|film|one))+$", "", words)
    if words in STYLES:
        styled(hand, STYLES[words])
        return True
    if not is_wish(words):
        return False
    wished(hand, words)
    return True


def styled(hand: Hand, style: Style) -> None:
    """Give the film this preset."""
    hand.draft.set_film(style=style)
    hand.draft.say(f"The style is now {style}.")


def _motion(hand: Hand, found: Match[str]) -> bool:
    word = found["v"].lower()
    wished(hand, "slow motion" if word in ("slower", "calmer", "slow", "down") else "fast motion")
    return True


def _shape(hand: Hand, found: Match[str]) -> bool:
    shaped(hand, _SHAPES[found["v"].lower().replace(" ", "")])
    return True


def shaped(hand: Hand, ratio: AspectRatio) -> None:
    """Give the film this shape."""
    hand.draft.set_film(aspect_ratio=ratio)
    hand.draft.say(f"The film is {ratio} now.")


def _captions(hand: Hand, found: Match[str]) -> bool:
    raise NotUnderstood(
        "The captions are part of every picture and cannot be switched off or restyled. Captions "
        "as a file come with every film (srt_url, vtt_url)."
    )


def _undo(hand: Hand, found: Match[str]) -> bool:
    raise NotUnderstood(
        "An edit is undone by reverting it, not by another edit: POST "
        "/v1/edits/{edit_id}/revert, "
        "newest first."
    )


_SHAPE_WORDS = "(?P<v>" + "|".join(sorted(_SHAPES, key=len, reverse=True)) + ")"

FIRST = (
    Rule(phrase(r"(?:undo|revert|roll back|take back)\b.*"), _undo),
    Rule(
        phrase(
            r"(?:<SET>|<REMOVE>|turn off|turn on|switch off|hide|show|add|disable|enable) "
            r"(?:the |all )?(?:captions?|subtitles)\b.*|(?:no|without) (?:captions?|"
            r"subtitles)"
        ),
        _captions,
    ),
    Rule(
        phrase(
            rf"(?:(?:make|turn|convert|switch|change|reformat|format|render|set|do|use|"
            rf"export|have|put)(?: {THE_FILM})?(?: (?:to|into|in|as|for|be))?(?: an?| "
            rf"the)?|(?:change|set|switch|make) (?:the )?(?:aspect ratio|ratio|format|"
            rf"orientation|shape|size)(?: to| into| be)?|(?:the )?(?:aspect ratio|ratio|"
            rf"orientation)(?: should be|:| to)?) ?{_SHAPE_WORDS}(?: (?:video|film|format|"
            rf"aspect ratio|ratio|version|mode|orientation|screen))?(?: (?:for|on) [\w ]+)?"
        ),
        _shape,
    ),
    Rule(
        phrase(
            r"(?:make|have|let|get|slow|speed)? ?(?:the |its )?(?:animations?|motion|"
            r"movements?|transitions?)(?: (?:be|move|run))? (?P<v>slower|faster|calmer|"
            r"quicker|snappier|down|up|slow|fast)"
        ),
        _motion,
    ),
)
"""More definite than what a scene may say."""

RULES = (
    Rule(
        phrase(
            r"(?:(?:use|give it|apply|choose|pick|try|with|make it|switch to) )?(?:(?:an?|"
            r"some|the|all) )*(?P<v>[a-z-]+(?: [a-z-]+)?) (?:colou?rs?|palette|fonts?|"
            r"typeface|typography|mode|theme)"
        ),
        _look,
    ),
    Rule(
        phrase(
            r"(?:<SET> )?(?:the |its |to )?(?:style|look|preset|video type|type|mood|"
            r"theme|design|feel)(?: and feel)?(?: of the <FILM>)?<TO>(?:be )?(?:more "
            r")?(?P<v>.+)"
        ),
        _style_words,
    ),
    Rule(
        phrase(
            r"(?:use|apply|switch to|change to|go for|try|give it|give the <FILM>) (?:an? "
            r"|the )?(?:more )?(?P<v>.+?) (?:style|look|preset|theme|mood|design|feel)"
        ),
        _style_words,
    ),
    Rule(
        phrase(
            rf"(?:make|turn|have|let|change|switch|set|get|want) {THE_FILM}(?: (?:be|look|"
            rf"feel|into|to|appear|in))*(?: an?)? (?P<v>.+?)(?: (?:video|film|movie))?"
        ),
        _look,
    ),
    Rule(
        phrase(
            r"(?:a (?:bit|little|lot) |much |more |even )?(?P<v>darker|lighter|brighter|"
            r"bolder|calmer|simpler|more \w+)"
        ),
        _look,
    ),
    Rule(
        phrase(
            r"(?:make|turn|set|use|want) (?:the |its |an? )?(?:whole )?backgrounds? (?:to "
            r"|into )?(?P<v>.+)"
        ),
        _look,
    ),
    Rule(phrase(r"(?:use|make) (?:an? )?(?P<v>.+?) backgrounds?"), _look),
)
