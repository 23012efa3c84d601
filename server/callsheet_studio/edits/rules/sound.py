"""Wishes about what is heard: the voice and its pace, and the music."""

import re
from re import Match

from callsheet_studio.edits.asked import NotUnderstood
from callsheet_studio.edits.hand import Hand, Rule
from callsheet_studio.edits.rules.length import LONGEST, THE_FILM
from callsheet_studio.edits.vocabulary import GRADES, phrase
from callsheet_studio.render.sound.direction import NO_MUSIC, PACE_WORDS, direct


def _pace(hand: Hand, found: Match[str]) -> bool:
    word = next(word.lower() for word in found.groups() if word)
    paced(hand, -1 if word in ("slower", "slowly", "slow", "down") else 1)
    return True


def paced(hand: Hand, by: int) -> None:
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
    voiced(hand, " ".join([*filter(None, [steps[step]]), *kept]).strip())


def _is_pace(word: str) -> bool:
    return word.lower().strip(",.") in PACE_WORDS


def voiced(hand: Hand, voice: str) -> None:
    """Direct the voice by these words; the film's length follows its pace."""
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
        paced(hand, comparative[words])
        return True
    voiced(hand, GRADES.get(words.lower(), words))
    return True


def _music_off(hand: Hand, found: Match[str]) -> bool:
    without_music(hand)
    return True


def without_music(hand: Hand) -> None:
    """Said with the voice, since it changes no picture."""
    voice = hand.draft.film.voice
    hand.draft.set_film(voice=f"{voice}, no music" if voice else "no music")
    hand.draft.say("The film has no music now.")


def _music_on(hand: Hand, found: Match[str]) -> bool:
    with_music(hand)
    return True


def with_music(hand: Hand) -> None:
    """Take back whatever asks for none."""
    for field in ("style_prompt", "voice"):
        words = getattr(hand.draft.film, field) or ""
        if NO_MUSIC.search(words):
            hand.draft.set_film(**{field: NO_MUSIC.sub("", words).strip(" .,;") or None})
    hand.draft.say("The film has music again.")


FIRST = (
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
            rf"(?:voice|narrator|narration|speech|pace|voice-?over|talking)|{THE_FILM}) "
            rf"(?P<v2>down|up)"
        ),
        _pace,
    ),
    Rule(
        phrase(
            rf"(?:slow|speed) (?P<v>down|up)(?: (?:the |its )?(?:voice|narrator|narration|"
            rf"speech|pace|voice-?over|talking)| {THE_FILM})?(?: a (?:bit|little))?|"
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
)
