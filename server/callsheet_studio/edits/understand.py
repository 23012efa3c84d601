"""From a request in words to a changed storyboard.

    understand(Request('Rename scene 2 to "The lock" and make it darker'), storyboard)

A request is cut into clauses; each clause is compared with tables of phrasings (`rules/`), the more
definite ones first. Clauses that no phrasing fits go to a language model, where the user set one.
All clauses are understood, or the edit as a whole is not.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from callsheet_studio.edits.asked import NotUnderstood, Unclear, not_understood
from callsheet_studio.edits.clauses import bare, clauses
from callsheet_studio.edits.diff import Difference
from callsheet_studio.edits.draft import Draft
from callsheet_studio.edits.freely.reader import Reader
from callsheet_studio.edits.hand import Hand, Rule
from callsheet_studio.edits.marks import Marks
from callsheet_studio.edits.outlined import Brought, brought
from callsheet_studio.edits.rules import (
    adding,
    colours,
    film,
    kinds,
    length,
    listed,
    pictures,
    scenes,
    sound,
    texts,
    timing,
    values,
)
from callsheet_studio.edits.vocabulary import phrase
from callsheet_studio.endpoints import NoAnswer
from callsheet_studio.film import AspectRatio
from callsheet_studio.script.clean import clean
from callsheet_studio.script.storyboard import Storyboard

RULES: tuple[Rule, ...] = (
    *film.FIRST,
    *sound.FIRST,
    *length.RULES,
    *pictures.RULES,
    *scenes.RULES,
    *adding.RULES,
    *kinds.RULES,
    *timing.RULES,
    *texts.RULES,
    *sound.RULES,
    *colours.RULES,
    *film.RULES,
    *listed.RULES,
    *values.RULES,
    *texts.LAST,
    *scenes.TITLED,
)


@dataclass(frozen=True)
class Request:
    """What is asked for."""

    words: str
    aspect_ratio: AspectRatio | None = None
    pictures: tuple[str, ...] = ()
    """Files of the reference images, as scenes will name them."""


@dataclass(frozen=True)
class Understood:
    """The storyboard that was asked for, and how it differs."""

    storyboard: Storyboard
    difference: Difference
    changes: tuple[str, ...]
    """What was done, as sentences."""


def understand(request: Request, before: Storyboard, reader: Reader | None = None) -> Understood:
    """Carry a request out on a storyboard. What the rules do not understand, the `reader` reads.

    Raises:
        NotUnderstood: Some of it is not understood, or cannot be done; nothing is then changed.
    """
    words = "\n".join(" ".join(line.split()) for line in clean(request.words).split("\n")).strip()
    hand = Hand(Draft(before), Marks(before), request.pictures)
    unclear: list[_Left] = []
    for left in _by_the_rules(hand, words):
        if reader is None:
            raise left.error
        unclear.append(left)
    if reader and unclear:
        hand = _read(reader, hand, words, unclear)
    pictures.show_unasked(hand)
    return _concluded(hand.draft, request)


@dataclass(frozen=True)
class _Left:
    """A clause that the rules leave open."""

    words: str
    error: Unclear


def _by_the_rules(hand: Hand, words: str) -> Iterator[_Left]:
    """Carry out what the rules understand; gives the rest as it is met."""
    film = hand.draft.before
    outline = brought(words, film.title, film.language)
    marked = hand.marks.mark(outline.words if outline else words)
    if outline:
        marked, _, lead = marked.rpartition("\n")
        yield from _bring(hand, outline, bare(lead))
    yield from _each(hand, clauses(marked))


def _each(hand: Hand, said: Iterable[str]) -> Iterator[_Left]:
    for clause in filter(None, map(bare, said)):
        try:
            _carry_out(hand, clause)
        except Unclear as error:
            yield _Left(hand.marks.plain(clause), error)


def _read(reader: Reader, hand: Hand, words: str, unclear: list[_Left]) -> Hand:
    """What the rules left open, done as the reader reads it."""
    left = [each.words for each in unclear]
    try:
        done = reader.carry_out(hand, words, left)
    except NoAnswer as error:
        note = f"The language model {reader.name} was asked as well: {error}."
        raise unclear[0].error.asked(note) from error
    what = " and ".join(repr(each[:80]) for each in left)
    done.draft.say(f"{reader.name}, through your language-model endpoint, read {what}.")
    return done


def _concluded(draft: Draft, request: Request) -> Understood:
    if request.aspect_ratio and request.aspect_ratio != draft.film.aspect_ratio:
        draft.set_film(aspect_ratio=request.aspect_ratio)
        draft.say(f"The film is {request.aspect_ratio} now.")
    difference = draft.difference()
    if not difference.touched and draft.storyboard == draft.before:
        raise NotUnderstood("The film already is as the request wants it; nothing was changed.")
    return Understood(draft.storyboard, difference, tuple(draft.changes))


def _carry_out(hand: Hand, clause: str) -> None:
    for rewritten in _forms(hand, clause):
        for rule in RULES:
            found = rule.pattern.fullmatch(rewritten)
            if found and rule.act(hand, found):
                return
    raise not_understood(hand.marks.plain(clause), hand.draft.before)


_ATTRIBUTE = (
    r"title|heading|headline|header|subtitle|tagline|narration|voice-?over|text|"
    r"script|words|icon|"
    r"points|bullets|steps|items|bars|values?|numbers?|kind|type|layout|image|"
    r"picture|chart|quote|"
    r"(?:(?:<ORDINAL>) )?<ITEM>(?: \d{1,2})?"
)
_OWN = phrase(rf"(?:the )?(<S>)(?:['’]s)? ({_ATTRIBUTE})\b")
_LEADING = phrase(
    r"(?:in|on|for|at|to|within|regarding|about) (<S>)\s*[,:]?\s+(?=\S)|(<S>)"
    r"\s*[:,–—-]\s*(?=\S)"
)
_INSIDE = phrase(r" (?:of|in|on|for|from|within|inside) (<S>)(?=\W|$)")
_AT_END = phrase(r" (?:to|into|onto|at) (<S>)$")
_IT = phrase(
    r"\b(?:of|in|on|for|from) (?:it|that scene|this scene|the same scene|there)\b|"
    r"(?: to (?:it|that scene)|\bthere)$"
)
_UNLINKED = phrase(
    r"\b(title|heading|headline|header|subtitle|tagline|narration|voice-?over|"
    r"text|script|icon) (<Q>)$"
)


def _forms(hand: Hand, clause: str) -> list[str]:
    """The clause as it is said, and without the scene that it is about, which the hand then has.

    `the title of ‹2›`, `‹2›'s title` and `in ‹2›, the title` are all `the title`.
    """
    hand.explicit = False
    clause = _OWN.sub(lambda own: f"the {own[2]} of {own[1]}", clause)
    plain = re.sub(r"[ \t]+", " ", _IT.sub("", clause))
    for pattern in (_LEADING, _INSIDE, _AT_END):
        found = pattern.match(plain) if pattern is _LEADING else pattern.search(plain)
        if found:
            hand.target = hand.marks.scene(next(mark for mark in found.groups() if mark))
            hand.explicit = True
            plain = f"{plain[: found.start()]}{plain[found.end() :]}".strip()
            break
    plain = _UNLINKED.sub(r"\1: \2", bare(plain))
    return list(dict.fromkeys((plain, clause)))


_REPLACES = phrase(
    r"(?:replace|rewrite|change|redo|update|make|swap) (<S>)(?: (?:with|by|to|as|"
    r"like|so))*(?: (?:this|the following)(?: scenes?)?)?\s*:?|(<S>)\s*:"
)
_WHERE = phrase(r".*\b(before|after|behind) (<S>)\s*:?")
_WHOLE = phrase(
    r"(?:add|insert|create|make|use|here)\b.*\b(?:this|these|scenes?|following|"
    r"outline|is|are)\b.*|then|and|also"
)


def _bring(hand: Hand, outline: Brought, lead: str) -> Iterator[_Left]:
    """Put the outline's scenes where the line above it says."""
    draft, head = hand.draft, re.sub(r"[,.;]?\s*\b(?:then|and|also)?\s*:?$", "", lead, flags=re.I)
    draft.changes.extend(outline.notes)
    replaces, where = _REPLACES.fullmatch(head), _WHERE.fullmatch(head)
    if replaces:
        key = hand.key(replaces[1] or replaces[2])
        _insert(hand, outline, draft.place(key) + 1)
        _take_over(hand, key)
    elif where:
        place = draft.place(hand.key(where[2])) + (where[1].lower() != "before")
        _insert(hand, outline, place)
    elif outline.title:
        _rewrite(hand, outline)
    else:
        if head and not _WHOLE.fullmatch(head):
            yield from _each(hand, clauses(head))
        _insert(hand, outline, draft.end)


def _insert(hand: Hand, outline: Brought, place: int) -> None:
    for n, scene in enumerate(outline.scenes):
        hand.target = hand.draft.add(scene, place + n)
        hand.draft.say(f"Added a scene, {scene.title!r}, as number {place + n + 1}.")


def _take_over(hand: Hand, key: int) -> None:
    """The first new scene stands in for the old one: it is that scene, changed."""
    draft = hand.draft
    new = draft.keys[draft.place(key) + 1]
    scene = draft[new]
    draft.remove(new)
    draft.set(key, **{name: getattr(scene, name) for name in type(scene).model_fields})
    draft.changes.pop(-1 if len(draft.changes) == 1 else 0)
    draft.say(f"{draft.name(key).capitalize()} is now {scene.title!r}.")


def _rewrite(hand: Hand, outline: Brought) -> None:
    """A whole film's outline: scenes with the same title stay themselves."""
    draft = hand.draft
    old = {draft[key].title: key for key in draft.keys}
    keep = [old.pop(scene.title, None) for scene in outline.scenes]
    for scene, key in zip(outline.scenes, keep, strict=True):
        if key is None:
            draft.add(scene, len(draft.keys))
        else:
            draft.set(key, **{name: getattr(scene, name) for name in type(scene).model_fields})
            draft.move(key, len(draft.keys) - 1)
    for key in old.values():
        draft.remove(key)
    draft.set_film(title=outline.title)
    draft.say("The film follows the new outline; scenes that are the same were kept.")
