"""Wishes about words: titles, subtitles, narrations, and words wherever they stand."""

from re import Match

from callsheet_studio.edits.asked import NotUnderstood
from callsheet_studio.edits.hand import Hand, Rule
from callsheet_studio.edits.rules.values import scene_values
from callsheet_studio.edits.spoken import replaced, respoken
from callsheet_studio.edits.vocabulary import phrase
from callsheet_studio.script.clean import plain
from callsheet_studio.script.compose import MOST_DETAIL, MOST_TITLE
from callsheet_studio.script.sentences import as_sentence, sentences
from callsheet_studio.script.storyboard import Item, Scene


def _title(hand: Hand, found: Match[str]) -> bool:
    """Without a scene, and with none talked about, the film's title is meant."""
    if hand.target is None:
        return _film_title(hand, found)
    titled(hand, hand.key(None), hand.value(found["v"]))
    return True


def titled(hand: Hand, key: int, words: str) -> None:
    """Give a scene this title."""
    title = _short(plain(words), MOST_TITLE, "A title")
    before = hand.draft[key]
    hand.draft.set(key, title=title)
    respoken(hand.draft, key, before)
    hand.draft.say(f"The title of {hand.draft.name(key)} is now {title!r}.")


def _rename(hand: Hand, found: Match[str]) -> bool:
    """`Rename scene 2 to …`, `Rename "Old title" to …`."""
    key = hand.found(found["s"])
    if key is None:
        return False
    hand.target = key
    return _title(hand, found)


def _film_title(hand: Hand, found: Match[str]) -> bool:
    film_titled(hand, hand.value(found["v"]))
    return True


def film_titled(hand: Hand, words: str) -> None:
    """Give the film this title, wherever scenes show it."""
    title = _short(plain(words), MOST_TITLE, "A title")
    old, first = hand.draft.film.title, hand.draft.keys[0]
    hand.draft.set_film(title=title)
    opening = hand.draft[first]
    if opening.kind == "title" or opening.title == old:
        hand.draft.set(first, title=title)
        respoken(hand.draft, first, opening)
    for key in hand.draft.keys[1:]:
        if hand.draft[key].title == old:
            hand.draft.set(key, title=title)
    hand.draft.say(f"The film's title is now {title!r}.")


def _subtitle(hand: Hand, found: Match[str]) -> bool:
    key = hand.draft.keys[0] if hand.target is None else hand.key(None)
    subtitled(hand, key, hand.value(found["v"]))
    return True


def subtitled(hand: Hand, key: int, words: str) -> None:
    """Give a scene this second line."""
    text = _short(plain(words), MOST_DETAIL, "A subtitle")
    hand.draft.set(key, subtitle=text)
    hand.draft.say(f"The second line of {hand.draft.name(key)} is now {text!r}.")


def _no_subtitle(hand: Hand, found: Match[str]) -> bool:
    key = hand.key(None)
    hand.draft.set(key, subtitle=None)
    hand.draft.say(f"Removed the second line of {hand.draft.name(key)}.")
    return True


def _narration(hand: Hand, found: Match[str]) -> bool:
    narrated(hand, hand.key(None), hand.value(found["v"]))
    return True


def narrated(hand: Hand, key: int, words: str) -> None:
    """Let a scene say these words; a quote shows what it says."""
    said = _spoken(words)
    scene = hand.draft[key]
    items = (Item(text=said),) if scene.kind == "quote" else scene.items
    hand.draft.set(key, narration=said, items=items)
    hand.draft.say(f"{hand.draft.name(key).capitalize()} now says {said[:80]!r}.")


def _says(hand: Hand, found: Match[str]) -> bool:
    if found["s"]:
        hand.key(found["s"])
    return _narration(hand, found)


def _say_more(hand: Hand, found: Match[str]) -> bool:
    """At the end, or with `start` at the beginning."""
    key = hand.key(None)
    more, scene = _spoken(hand.value(found["v"])), hand.draft[key]
    first = bool(found.groupdict().get("start"))
    said = " ".join((more, scene.narration) if first else (scene.narration, more)).strip()
    hand.draft.set(key, narration=said)
    hand.draft.say(f"{hand.draft.name(key).capitalize()} also says {more[:80]!r}.")
    return True


def _say_less(hand: Hand, found: Match[str]) -> bool:
    """Whole sentences, or words inside one."""
    text = hand.value(found["v"])
    for key, scene in list(hand.scenes()):
        kept = [
            s for s in sentences(scene.narration) if text.strip(" .!?").lower() not in s.lower()
        ]
        if len(kept) < len(sentences(scene.narration)):
            hand.draft.set(key, narration=" ".join(kept))
            hand.draft.say(f"{hand.draft.name(key).capitalize()} no longer says {text[:80]!r}.")
            return True
    return False


def _silent(hand: Hand, found: Match[str]) -> bool:
    key = hand.key(None)
    hand.draft.set(key, narration="")
    hand.draft.say(f"{hand.draft.name(key).capitalize()} is silent now.")
    return True


def _replace(hand: Hand, found: Match[str]) -> bool:
    """Wherever the words stand, in the scene that is named or in the whole film."""
    old, new = hand.value(found["old"]), hand.value(found["v"])
    if not hand.explicit:
        hand.target = None
    changed = [key for key, scene in list(hand.scenes()) if _replaced(hand, key, scene, old, new)]
    if hand.target is None and replaced(hand.draft.film.title, old, new) != hand.draft.film.title:
        hand.draft.set_film(title=replaced(hand.draft.film.title, old, new))
    if changed:
        scenes = ", ".join(hand.draft.name(key) for key in changed)
        hand.draft.say(f"Replaced {old!r} by {new!r} in {scenes}.")
    return bool(changed)


def _replace_quoted(hand: Hand, found: Match[str]) -> bool:
    """Words in quotes that stand nowhere are a mistake worth telling."""
    if _replace(hand, found):
        return True
    raise NotUnderstood(
        f"{hand.value(found['old'])!r} stands nowhere in "
        f"{'the film' if hand.target is None else hand.draft.name(hand.target)}; nothing was "
        f"changed. Quote the words as the scene shows or says them."
    )


def _replaced(hand: Hand, key: int, scene: Scene, old: str, new: str) -> bool:
    items = tuple(
        each.model_copy(
            update={
                "text": replaced(each.text, old, new),
                "detail": each.detail and replaced(each.detail, old, new),
            }
        )
        for each in scene.items
    )
    fields = {
        "title": replaced(scene.title, old, new),
        "subtitle": scene.subtitle and replaced(scene.subtitle, old, new),
        "narration": replaced(scene.narration, old, new),
        "items": items,
    }
    fresh = scene.model_copy(update=fields)
    if fresh != scene:
        hand.draft.set(key, **fields)
    return fresh != scene


def _short(text: str, most: int, what: str) -> str:
    if not text:
        raise NotUnderstood(f"{what} needs at least one letter.")
    if len(text) > most:
        raise NotUnderstood(f"{what} has at most {most} characters; this one has {len(text)}.")
    return text


def _spoken(text: str) -> str:
    return as_sentence(" ".join(plain(line) for line in text.splitlines()))


_TITLE = r"(?:title|heading|headline|header|name)"
_SPOKEN = (
    r"(?:narration|voice[ -]?over|voiceover|script|spoken (?:text|words)|speech|text|words|copy|"
    r"wording|narrator'?s? (?:text|words|script)|commentary|quote|sentence|opening line|line)"
)

RULES = (
    Rule(phrase(r"(?:update|change|set|correct|make) (?P<s><S>)<TO>(?P<v>.+)"), scene_values),
    Rule(phrase(r"(?:update|change|set|make) (?P<s><S>)<TO>(?P<v><Q>)"), _says),
    Rule(
        phrase(
            rf"(?:<SET> )?(?:the )?{_TITLE} of (?:the|this|our|my) (?:whole "
            rf")?<FILM><TO>(?P<v>.+)"
        ),
        _film_title,
    ),
    Rule(
        phrase(rf"(?:<SET> )?(?:the|this|our|my) <FILM>(?:['’]s)? {_TITLE}<TO>(?P<v>.+)"),
        _film_title,
    ),
    Rule(
        phrase(r"(?:rename|retitle|call|title) (?:the|this|our|my) <FILM>(?:<TO>| )(?P<v>.+)"),
        _film_title,
    ),
    Rule(phrase(rf"(?:<SET> )?(?:the |its )?(?:new )?(?:scene )?{_TITLE}<TO>(?P<v>.+)"), _title),
    Rule(phrase(r"(?:rename|retitle)(?: it)?<TO>(?P<v>.+)"), _title),
    Rule(phrase(r"(?:rename|retitle|call|title|name) (?P<s><S>|<Q>)(?:<TO>| )(?P<v>.+)"), _rename),
    Rule(
        phrase(
            r"(?:<SET> )?(?:the |its )?(?:subtitle|sub-?heading|tagline|second line|unit|"
            r"source|author|"
            r"attribution|caption)<TO>(?P<v>.+)"
        ),
        _subtitle,
    ),
    Rule(
        phrase(r"<ADD> (?:the |a |an )?(?:subtitle|tagline|source|author|unit) ?:? ?(?P<v>.+)"),
        _subtitle,
    ),
    Rule(phrase(r"<REMOVE> (?:the |its )?(?:subtitle|tagline|source|author|unit)"), _no_subtitle),
    Rule(phrase(rf"(?:<SET> )?(?:the |its )?(?:new )?{_SPOKEN}<TO>(?P<v>.+)"), _narration),
    Rule(
        phrase(
            r"(?:(?:make|have|let) )?(?P<s><S>)? ?(?:the narrator|the voice|it|"
            r"narrator)? ?(?:(?:should|to|must) )?"
            r"(?:say|says|read)(?: that)?\s*:?\s+(?P<v>.+)"
        ),
        _says,
    ),
    Rule(
        phrase(
            r"(?:add|append|mention|include|say|also say) (?:also )?(?:to (?:the|its) "
            r")?(?:the )?(?:narration|sentence|words?|line|"
            r"text|voice-?over)\s*:?\s+(?P<v>.+)"
        ),
        _say_more,
    ),
    Rule(
        phrase(
            rf"(?:add|append|insert|mention|say) (?P<v><Q>)(?: (?:to|at) (?:the |its "
            rf")?(?P<start>start|beginning)? ?(?:end )?(?:of )?(?:the )?(?:{_SPOKEN})?)?"
        ),
        _say_more,
    ),
    Rule(phrase(r"(?:also )?mention (?:that )?(?P<v>.+)"), _say_more),
    Rule(
        phrase(
            r"<REMOVE> (?:the |its )?(?:sentence|line|words?|phrase|part) ?(?:about |that "
            r"says |saying )?:? ?(?P<v>.+)"
        ),
        _say_less,
    ),
    Rule(
        phrase(rf"(?:<REMOVE>|mute) (?:the |its )?{_SPOKEN}|mute|make (?:it|<S>) silent"), _silent
    ),
)

_BY = r"(?:<TO>| (?:by|for) )"
LAST = (
    Rule(
        phrase(
            r"(?:replace|change|swap|substitute|correct|fix|exchange|update|rewrite|"
            r"reword|edit|switch)(?: (?:the|every|all|any))?(?: (?:words?|text|phrase|"
            rf"term|typo|name|spelling|sentence|line|misspelling|occurrences? of))* "
            rf"(?P<old><Q>){_BY}(?P<v>.+)"
        ),
        _replace_quoted,
    ),
    Rule(
        phrase(
            r"(?:use|say|write|put|show) (?P<v>.+?) (?:instead of|in place of|rather than|"
            r"not) (?P<old>.+)"
        ),
        _replace,
    ),
    Rule(
        phrase(
            r"(?:replace|substitute|correct|fix|change)(?: (?:the|every|all|any))?(?: "
            r"(?:words?|text|phrase|term|typo|name|spelling))* "
            rf"(?P<old>.+?){_BY}(?P<v>.+)"
        ),
        _replace,
    ),
    Rule(phrase(r"<REMOVE> (?:the )?(?:word |words |phrase |sentence )?(?P<v>.+)"), _say_less),
)
"""Tried when nothing more definite fits."""
