"""Wishes about the film as a whole: colours, look, style, voice, music, length, aspect ratio."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from re import Match
from typing import Literal, TypeAlias

from callsheet_studio.edits.asked import NotUnderstood
from callsheet_studio.edits.hand import Hand, Rule
from callsheet_studio.edits.vocabulary import STYLES, count_of, phrase
from callsheet_studio.film import AspectRatio
from callsheet_studio.render.colour import Colour
from callsheet_studio.render.sound.direction import NO_MUSIC, PACE_WORDS, direct
from callsheet_studio.render.wishes import read_wishes
from callsheet_studio.script.cut import fit
from callsheet_studio.script.length import READ, SPOKEN

Role: TypeAlias = Literal["primary", "secondary", "tertiary", "accent"]

SHORTEST, LONGEST = 10, 300
"""Seconds of a film: an edit may make it shorter than what can be ordered."""
BIT = 0.2
"""What `shorter` and `longer` mean, as a share of the length."""
_ROLES: Mapping[str, Role] = {
    "primary": "primary",
    "main": "primary",
    "brand": "primary",
    "base": "primary",
    "theme": "primary",
    "secondary": "secondary",
    "second": "secondary",
    "tertiary": "tertiary",
    "third": "tertiary",
    "accent": "accent",
    "highlight": "accent",
}
_UNSAID: tuple[Role, ...] = ("primary", "accent", "secondary", "tertiary")
"""The roles that colours without one take, in order."""
_MORE: Mapping[str, str] = {
    "darker": "dark",
    "lighter": "light",
    "brighter": "bright",
    "bolder": "bold",
    "calmer": "calm",
    "simpler": "simple",
    "cleaner": "clean",
    "softer": "soft",
    "livelier": "lively",
    "friendlier": "friendly",
    "flatter": "flat",
    "moodier": "moody",
    "cuter": "cute",
    "louder": "loud",
    "plainer": "plain",
    "gentler": "gentle",
    "snappier": "snappy",
    "punchier": "punchy",
    "dark mode": "dark",
    "light mode": "light",
}
_TALL = """
9:16 9x16 9/16 vertical portrait upright tall tiktok reels shorts stories mobile phones phone
instagram
"""
_WIDE = "16:9 16x9 16/9 horizontal landscape widescreen wide youtube desktop tv"
_SHAPES: Mapping[str, AspectRatio] = {
    **dict.fromkeys(_TALL.split(), "9:16"),
    **dict.fromkeys(_WIDE.split(), "16:9"),
}


def _colours(hand: Hand, found: Match[str]) -> bool:
    """`primary #06c and accent orange`, `dark blue`, `#0a5 and white`."""
    words = hand.marks.plain(found["v"])
    role = found.groupdict().get("role")
    pairs = list(_named_colours(words))
    if not pairs:
        return False
    palette, free = dict(hand.draft.film.palette), iter(_UNSAID)
    for said, colour in pairs:
        palette[said or _ROLES.get((role or "").lower()) or next(free)] = colour
        role = None
    _repaint(hand, palette)
    return True


def _repaint(hand: Hand, palette: dict[str, str]) -> None:
    hand.draft.set_film(palette=palette)
    shown = ", ".join(f"{role} {colour}" for role, colour in palette.items())
    hand.draft.say(f"The colours are now {shown}.")


_COLOUR = re.compile(
    r"(?:\b(?P<before>primary|secondary|tertiary|accent|main|brand|highlight)"
    r"\b(?:\s+colou?rs?)?\s*(?:[:=]|is|to|as)?\s*)?"
    r"(?P<colour>#(?:[0-9a-f]{6}|[0-9a-f]{3})\b|(?:\b(?:very )?(?:dark|deep|light|"
    r"pale|bright)\s+)?\b[a-z]+\b)"
    r"(?:\s+(?:as|for|in)\s+(?:the\s+|an?\s+)?(?P<after>primary|secondary|"
    r"tertiary|accent|main|brand|highlight)\b(?:\s+colou?r)?)?",
    re.I,
)
_BESIDE_TEXT = """
a an the and in with of as for to our my your brand colour colours color colors please palette
scheme only just primary secondary tertiary accent main theme use set tone tones shade
"""
_BESIDE = frozenset(_BESIDE_TEXT.split())


def _named_colours(words: str) -> Iterator[tuple[Role | None, str]]:
    """(role, #rrggbb) for each colour; nothing when anything else is among the words."""
    rest, pairs = words, list[tuple[Role | None, str]]()
    for found in _COLOUR.finditer(words):
        colour = _hex(found["colour"])
        if colour:
            role = found["before"] or found["after"]
            pairs.append((_ROLES[role.lower()] if role else None, colour))
            rest = rest.replace(found[0], " ", 1)
    strange = set(re.findall(r"[a-z#0-9]+", rest.lower())) - _BESIDE
    if not strange:
        yield from pairs


def _hex(words: str) -> str | None:
    """`#0a5`, `navy`, `dark green` as a colour of a palette."""
    if words.startswith("#"):
        return words.lower()
    shade, _, name = words.lower().rpartition(" ")
    named = {"white": "#ffffff", "black": "#111111"}.get(name)
    found = read_wishes(name).colours
    if named is None and not found:
        return None
    colour = Colour.parse(named) if named else found[0]
    by = next((by for word, by in _SHADES.items() if word in shade), 0.0)
    return _written(colour.at(min(max(colour.lch[0] + by, 0.15), 0.92)) if by else colour)


_SHADES: Mapping[str, float] = {
    "dark": -0.18,
    "deep": -0.14,
    "light": 0.2,
    "pale": 0.25,
    "bright": 0.1,
}


def _written(colour: Colour) -> str:
    return f"#{colour.argb() & 0xFFFFFF:06x}"


def _instead(hand: Hand, found: Match[str]) -> bool:
    """`Use green instead of blue`: the role whose colour is nearest; else the primary one."""
    new, old = _hex(found["v"]), _hex(found["old"])
    if new is None or old is None:
        return False
    palette = dict(hand.draft.film.palette)
    role = min(palette, key=lambda role: _apart(palette[role], old), default="primary")
    _repaint(hand, palette | {role: new})
    return True


def _apart(one: str, other: str) -> float:
    a, b = Colour.parse(one), Colour.parse(other)
    return abs(a.red - b.red) + abs(a.green - b.green) + abs(a.blue - b.blue)


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
    word = _MORE.get(word, word)
    return next((act for way in _WAYS if (act := way(hand, word))), None)


_DEGREE = re.compile(
    r"^(?:(?:a (?:bit|little|lot)|much|slightly|somewhat|even|very|more|look|feel) )+"
)
_NOUNS = re.compile(
    r"(?: (?:look|style|feel|design|theme|mode|background|one|colou?rs?|mood|tone))+$"
)


def _as_style(hand: Hand, word: str) -> Callable[[], None] | None:
    return partial(_styled, hand, word) if word in STYLES else None


def _as_pace(hand: Hand, word: str) -> Callable[[], None] | None:
    by = {"slower": -1, "faster": 1}.get(word)
    return partial(_paced, hand, by) if by else None


def _as_length(hand: Hand, word: str) -> Callable[[], None] | None:
    by = {"shorter": 1 - BIT, "longer": 1 + BIT}.get(word)
    return partial(_resized, hand, hand.draft.film.seconds * by) if by else None


def _as_shape(hand: Hand, word: str) -> Callable[[], None] | None:
    return partial(_shaped, hand, _SHAPES[word]) if word in _SHAPES else None


def _as_colour(hand: Hand, word: str) -> Callable[[], None] | None:
    colour = _hex(word)
    if colour is None:
        return None
    return partial(_repaint, hand, {**hand.draft.film.palette, "primary": colour})


def _as_wish(hand: Hand, word: str) -> Callable[[], None] | None:
    return partial(_wished, hand, word) if _is_wish(word) else None


def _is_wish(words: str) -> bool:
    """Whether the renderer's look knows what to do with these words."""
    wishes = read_wishes(words)
    return not wishes.unheard and wishes != read_wishes("")


_WAYS = (_as_style, _as_pace, _as_length, _as_shape, _as_colour, _as_wish)
"""How a word about the film can be meant, the more definite ways first."""


def _wished(hand: Hand, words: str) -> None:
    """Later words of a style prompt outweigh earlier ones."""
    prompt = hand.draft.film.style_prompt
    hand.draft.set_film(style_prompt=f"{prompt.rstrip('. ')}. {words}" if prompt else words)
    hand.draft.say(f"The look now follows the words {words!r}.")


def _style_words(hand: Hand, found: Match[str]) -> bool:
    """A preset's name, else words for the style prompt."""
    words = hand.value(found["v"]).lower()
    words = re.sub(r"^(?:an?|the) |(?: (?:style|look|preset|video|film|one))+$", "", words)
    if words in STYLES:
        _styled(hand, words)
        return True
    if not _is_wish(words):
        return False
    _wished(hand, words)
    return True


def _styled(hand: Hand, name: str) -> None:
    hand.draft.set_film(style=STYLES[name])
    hand.draft.say(f"The style is now {STYLES[name]}.")


def _motion(hand: Hand, found: Match[str]) -> bool:
    word = found["v"].lower()
    _wished(hand, "slow motion" if word in ("slower", "calmer", "slow", "down") else "fast motion")
    return True


def _pace(hand: Hand, found: Match[str]) -> bool:
    word = next(word.lower() for word in found.groups() if word)
    _paced(hand, -1 if word in ("slower", "slowly", "slow", "down") else 1)
    return True


def _paced(hand: Hand, by: int) -> None:
    """One step slower or faster; the film's length follows."""
    film = hand.draft.film
    old = direct(film).pace
    steps = ("slow", "", "fast")
    step = (0 if old < 1 else 2 if old > 1 else 1) + by
    if not 0 <= step < len(steps):
        raise NotUnderstood(
            f"The voice already is as {steps[step - by]} as it gets; make the film "
            f"{'longer' if by < 0 else 'shorter'} instead."
        )
    kept = [word for word in (film.voice or "").split() if not _is_pace(word)]
    _voiced(hand, " ".join([*filter(None, [steps[step]]), *kept]).strip())


def _is_pace(word: str) -> bool:
    return word.lower().strip(",.") in PACE_WORDS


def _voiced(hand: Hand, voice: str) -> None:
    film = hand.draft.film
    before, after = direct(film).pace, direct(film.model_copy(update={"voice": voice})).pace
    seconds = min(LONGEST, round(film.seconds * before / after))
    hand.draft.set_film(voice=voice or None, seconds=seconds)
    hand.draft.say(f"The voice is now directed as {voice or 'ordinary'!r}.")


def _voice(hand: Hand, found: Match[str]) -> bool:
    """Any words: what the built-in voice cannot follow stands in the film's notes."""
    words = hand.value(found["v"])
    words = re.sub(r"^(?:sound |be |a |an |the |more |speak |talk )+", "", words)
    comparative = {"slower": -1, "faster": 1, "quicker": 1, "more slowly": -1, "more quickly": 1}
    if words in comparative:
        _paced(hand, comparative[words])
        return True
    _voiced(hand, _MORE.get(words.lower(), words))
    return True


def _music_off(hand: Hand, found: Match[str]) -> bool:
    """Said with the voice, since it changes no picture."""
    voice = hand.draft.film.voice
    hand.draft.set_film(voice=f"{voice}, no music" if voice else "no music")
    hand.draft.say("The film has no music now.")
    return True


def _music_on(hand: Hand, found: Match[str]) -> bool:
    for field in ("style_prompt", "voice"):
        words = getattr(hand.draft.film, field) or ""
        if NO_MUSIC.search(words):
            hand.draft.set_film(**{field: NO_MUSIC.sub("", words).strip(" .,;") or None})
    hand.draft.say("The film has music again.")
    return True


def _length(hand: Hand, found: Match[str]) -> bool:
    minutes = re.match(r"m", found["unit"], re.I)
    halves = (words for name, words in found.groupdict().items() if name.startswith("half"))
    extra = 30 if any(halves) else 0
    _resized(hand, count_of(found["n"]) * (60 if minutes else 1) + extra)
    return True


def _by_length(hand: Hand, found: Match[str]) -> bool:
    sign = -1 if found["way"].lower() in ("shorter", "shorten", "trim", "cut") else 1
    _resized(hand, hand.draft.film.seconds + sign * count_of(found["n"]))
    return True


def _shorter(hand: Hand, found: Match[str]) -> bool:
    shorter = found["way"].lower() in ("shorter", "shorten", "trim", "tighten")
    _resized(hand, hand.draft.film.seconds * (1 - BIT if shorter else 1 + BIT))
    return True


def _resized(hand: Hand, wanted: float) -> None:
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


def _shape(hand: Hand, found: Match[str]) -> bool:
    _shaped(hand, _SHAPES[found["v"].lower().replace(" ", "")])
    return True


def _shaped(hand: Hand, ratio: AspectRatio) -> None:
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


_ROLE = r"(?P<role>primary|secondary|tertiary|accent|main|brand|theme|highlight|base)"
_THE_FILM = (
    r"(?:(?:the|this|our|my) (?:whole |entire )?<FILM>|it|everything|all scenes|"
    r"every scene|things?)"
)
_SHAPE_WORDS = "(?P<v>" + "|".join(sorted(_SHAPES, key=len, reverse=True)) + ")"
_UNIT = r"(?P<unit>seconds?|secs?|s|minutes?|mins?|m)"

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
            r"(?:<SET>|<REMOVE>|turn|switch|make it)?(?: the| any| all| it)? ?(?:without |"
            r"no )(?:background )?music(?: please)?|(?:<REMOVE>|stop|mute|disable|turn "
            r"off|switch off) (?:the |all |any )?(?:background )?music|(?:turn|switch) "
            r"(?:the |all )?(?:background )?music off"
        ),
        _music_off,
    ),
    Rule(
        phrase(
            r"(?:add|restore|enable|turn on|switch on|bring back|put back|with) (?:the |"
            r"some |a bit of )?(?:background )?music(?: back| again| bed)?(?: on)?|"
            r"(?:turn|switch) (?:the )?music (?:back )?on"
        ),
        _music_on,
    ),
    Rule(
        phrase(
            rf"(?:(?:make|turn|convert|switch|change|reformat|format|render|set|do|use|"
            rf"export|have|put)(?: {_THE_FILM})?(?: (?:to|into|in|as|for|be))?(?: an?| "
            rf"the)?|(?:change|set|switch|make) (?:the )?(?:aspect ratio|ratio|format|"
            rf"orientation|shape|size)(?: to| into| be)?|(?:the )?(?:aspect ratio|ratio|"
            rf"orientation)(?: should be|:| to)?) ?{_SHAPE_WORDS}(?: (?:video|film|format|"
            rf"aspect ratio|ratio|version|mode|orientation|screen))?(?: (?:for|on) [\w ]+)?"
        ),
        _shape,
    ),
    Rule(
        phrase(
            rf"(?:<SET> )?(?:the )?(?:length|duration|running time|runtime)(?: "
            rf"of {_THE_FILM})?<TO>(?P<n><COUNT>)(?P<half> and a half)? ?-?{_UNIT}(?: "
            rf"long)?"
        ),
        _length,
    ),
    Rule(
        phrase(
            rf"(?:make|cut|shorten|extend|lengthen|stretch|trim|bring|keep|get|reduce|"
            rf"expand) {_THE_FILM}(?: (?:down|up|out|only|last|run|be|to|exactly|about|at|"
            rf"for))* (?P<n><COUNT>)(?P<half> and a half)? ?-?{_UNIT}(?P<half_2> and a "
            rf"half)?(?: (?:long|in length))?"
        ),
        _length,
    ),
    Rule(
        phrase(
            rf"{_THE_FILM} (?:should|must) (?:be|last|run|take)(?: about| exactly)? "
            rf"(?P<n><COUNT>)(?P<half> and a half)? ?{_UNIT}(?: long)?"
        ),
        _length,
    ),
    Rule(
        phrase(rf"make {_THE_FILM} (?P<n><COUNT>) ?<SECONDS> (?P<way>shorter|longer)"), _by_length
    ),
    Rule(
        phrase(rf"make {_THE_FILM} (?P<way>shorter|longer) by (?P<n><COUNT>) ?<SECONDS>"),
        _by_length,
    ),
    Rule(
        phrase(rf"(?P<way>shorten|trim|extend|lengthen) {_THE_FILM} by (?P<n><COUNT>) ?<SECONDS>"),
        _by_length,
    ),
    Rule(
        phrase(
            rf"(?P<way>shorten|trim|tighten|extend|lengthen|expand) {_THE_FILM}(?: a "
            rf"(?:bit|little))?"
        ),
        _shorter,
    ),
    Rule(
        phrase(
            r"(?:make|have|let|get|slow|speed)? ?(?:the |its )?(?:animations?|motion|"
            r"movements?|transitions?)(?: (?:be|move|run))? (?P<v>slower|faster|calmer|"
            r"quicker|snappier|down|up|slow|fast)"
        ),
        _motion,
    ),
    Rule(
        phrase(
            r"(?:make|have|let) (?:the |its )?(?:voice|narrator|narration|speaker|speech|"
            r"pace|voice-?over)(?: (?:speak|talk|read|sound|be|go|a bit|a little|more))* "
            r"(?P<v>slower|faster|slowly|quickly|quicker)"
        ),
        _pace,
    ),
    Rule(
        phrase(
            rf"(?:speak|talk|narrate|read)(?: (?:a bit|a little|much|more|it))* "
            rf"(?P<v>slower|faster|slowly|quickly|quicker)|(?:slow|speed) (?:(?:the|its) "
            rf"(?:voice|narrator|narration|speech|pace|voice-?over|talking)|{_THE_FILM}) "
            rf"(?P<v2>down|up)"
        ),
        _pace,
    ),
    Rule(
        phrase(
            rf"(?:slow|speed) (?P<v>down|up)(?: (?:the |its )?(?:voice|narrator|narration|"
            rf"speech|pace|voice-?over|talking)| {_THE_FILM})?(?: a (?:bit|little))?|"
            rf"(?:use )?(?:a )?(?:bit )?(?P<v2>slower|faster)(?: (?:pace|voice|narration|"
            rf"speech))?"
        ),
        _pace,
    ),
    Rule(
        phrase(
            r"(?:the )?(?:voice|narrator|narration|speaker|speech|pace|voice-?over) "
            r"(?:should |must |to )?(?:(?:speak|talk|read|sound|be|go|a bit|a little|more)"
            r" )*(?P<v>slower|faster|slowly|quickly|quicker)"
        ),
        _pace,
    ),
)
"""More definite than what a scene may say."""

RULES = (
    Rule(
        phrase(
            r"(?:<SET> )?(?:the |its )?(?:voice|narrator|speaker|tone of voice)(?:<TO>| "
            r"sound )(?!say|read)(?P<v>.+)"
        ),
        _voice,
    ),
    Rule(
        phrase(
            r"(?:make|have|let) (?:the |its )?(?:voice|narrator|narration|speaker) "
            r"(?:sound |be |speak )?(?!say|read)(?P<v>.+)"
        ),
        _voice,
    ),
    Rule(phrase(r"use (?P<v>(?:an? )?.+?) (?:voice|narrator|speaker)"), _voice),
    Rule(
        phrase(
            rf"(?:<SET> |add )?(?:the |our |my |an? |its )?(?:{_ROLE} )?(?:brand "
            rf")?(?:colou?rs?|palette)(?: (?:palette|scheme|theme))?(?:<TO>| )(?P<v>.+)"
        ),
        _colours,
    ),
    Rule(phrase(rf"(?:<SET> )?(?:the |our |my |its )?{_ROLE}(?:<TO>| )(?P<v>.+)"), _colours),
    Rule(
        phrase(
            r"(?:use|say|make it|paint it|go for) (?P<v>#\w+|\w+(?: \w+)?) (?:instead of|"
            r"in place of|rather than|not) (?P<old>#\w+|\w+(?: \w+)?)"
        ),
        _instead,
    ),
    Rule(
        phrase(
            r"(?:change|replace|swap|switch|turn)(?: (?:the|all|every))? (?P<old>#\w+|\w+)"
            r"(?: colou?rs?)?(?:<TO>| (?:by|for) )(?P<v>#\w+|\w+(?: \w+)?)"
        ),
        _instead,
    ),
    Rule(phrase(r"(?:use|with|in|paint it|colou?r it|apply) (?P<v>.+)"), _colours),
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
            rf"(?:make|turn|have|let|change|switch|set|get|want) {_THE_FILM}(?: (?:be|look|"
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
