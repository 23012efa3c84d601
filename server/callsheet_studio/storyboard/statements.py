"""What sentences say, short enough to be shown, word for word.

A sentence that is short is shown whole, a longer one up to the end of its main clause. What would
be a fragment, or say something else than the sentence, is not shown.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from callsheet_studio.storyboard.items import MOST_DETAIL, MOST_WHOLE, is_phrase, split_item
from callsheet_studio.storyboard.model import Item, Scene
from callsheet_studio.storyboard.mute_addresses import is_mute
from callsheet_studio.storyboard.speech_timing import spoken_words
from callsheet_studio.text.clean import shorten
from callsheet_studio.text.function_words import seems_english
from callsheet_studio.text.punctuation import QUESTION_ENDS, close_quotation, is_balanced
from callsheet_studio.text.quotations import (
    QUOTES_OPEN,
    is_about_quotation,
    is_without_speaker,
    whole_quotations,
)
from callsheet_studio.text.sentence_weight import BINDS, weigh_sentence
from callsheet_studio.text.sentences import (
    FULL_STOPS,
    WHOLE_ENDS,
    begin_sentence,
    join_sentences,
    refers_back,
    sentences,
)
from callsheet_studio.text.spoken_numbers import NUMBER_WORDS
from callsheet_studio.text.turns import denies
from callsheet_studio.text.word_lists import (
    CLAUSE_OPENERS,
    DANGLING,
    FUNCTION_WORDS,
    PREPOSITIONS,
    has_verb,
    is_verb,
)

MOST, FEW = 6, 3
"""Statements of a scene, and as many as may be told from a list by their words alone."""
_SHORT, _WHOLE, _CUT = 9, 12, 10
"""Words of a sentence that is shown whole, of one without a clause that stands, and of such a
clause, at most."""
_LEAST = 3
"""Words of a clause."""
_CHARACTERS = 80
_QUOTED_ENDS = (".“", "!“", "?“", ".»", "!»", "?»", ".«", "!«", "?«")
LARGE = 240
"""Characters of a sentence that is shown large, at most."""
_BOUNDARY = re.compile(r"[,;:](?=\s)|(?=\s[–—]\s)")
_REVERSES = re.compile(
    r"(?:and |or )?(?:but|if|unless|except|only|without|until|when|whenever|as long|provided|not|"
    r"or|than|rather|instead|nor|neither|though|although|even|whether|yet|to|for|within|after|"
    r"before|by|now|today|later)\b"
)
"""Begins what changes the clause before it: a condition, an exception, another choice."""
_DENIES = re.compile(r"\b(?:not|no|never|nobody|nothing|none|wrong|false)\b|n[’']t\b", re.I)
_FORBIDS = re.compile(r"(?:please )?(?:do not|don[’']t|never)\b", re.I)
_REFERS = re.compile(r"(?:it|that|this|they|he|she|these|those)\b", re.I)
_GOES_ON = re.compile(r"(?:and|so|because|since)\b")
_SAYING = re.compile(r"\b(?:says?|said|claim(?:s|ed)?|thinks?|thought|believe[sd]?|argue[sd]?)$")
_TURNS = re.compile(
    r"(?:and |so )?(?:now|today|nowadays|later|since then|no longer|still|afterwards|instead)\b",
    re.I,
)
"""After a clause: what has become of it."""
_ANNOUNCES = re.compile(
    r"\b(?:things|reasons?|ways|rules?|questions?|answers?|following|simple|this|these)\b", re.I
)
"""Before a colon: what is to come is missing without it, as it is where the clause denies."""
_NAMES = {"a", "an", "the"} | PREPOSITIONS
"""Begin a clause as well as the next name of a list."""
_NO_BEGINNING = "\\)]}|,;:/"
_WAITING = (CLAUSE_OPENERS - PREPOSITIONS) | {"unlike", "like", "despite", "instead"}
"""Begin after `that` what the main clause stands behind."""
_EXPECTS = frozenset(
    ("say", "says", "get", "gets", "type", "write", "use", "run", "enter", "call", "is", "are")
)
"""Before a colon: what they are about is missing without it."""
_ANY = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_PARTS = frozenset(",;")
_CHOOSES = re.compile(r"(?:and|or|but)\b")
_STOPS = "".join((".", *FULL_STOPS.values()))


def state(sentence: str) -> str | None:
    """Return a short statement taken word for word from a sentence; None if it has no sure one."""
    sentence = sentence.strip()
    if not _is_shown(sentence):
        return None
    whole = _bare(sentence) if _fits(sentence, _WHOLE) and is_balanced(sentence) else None
    return whole if whole and _fits(sentence, _SHORT) else next(_clauses(sentence), whole)


def state_all(text: str) -> tuple[str, ...]:
    """Return the statements (see `state`) of a text's sentences in order, each once, except for
    those that the next sentence denies."""
    found = map(state, _drop_denied(text))
    return tuple(dict.fromkeys(filter(None, found)))[:MOST]


def strongest(text: str) -> str:
    """Return the sentence of a text that is shown large if the text has no short statement: the
    first complete one that is not too long."""
    said = sentences(text)
    ends = (*WHOLE_ENDS, *_QUOTED_ENDS)
    runs = [*whole_quotations(text), *said]
    whole = [s for s in runs if s.endswith(ends) and len(s) <= LARGE and _says(_words(s))]
    closed = (s for s in whole if is_balanced(s) and not is_without_speaker(s))
    return next(iter((*closed, *whole, *said, text)))


def show_said(scene: Scene) -> Scene:
    """Return a scene that shows nothing with the statements of its narration as items, or else
    as a quote of its strongest sentence, as is one with a single statement that refers to what
    would not be seen, or that only adds to a longer first sentence. Any other scene is returned as
    it is. Items that only give an address stay."""
    answer, mute = _without_title(scene), mute_items(scene)
    stated = tuple(item for item in _to_items(answer) if item.text != scene.title)
    if mute:
        return scene.model_copy(update={"items": (*stated[: MOST - 1], *mute)[:MOST]})
    leans = len(stated) == 1 and bool(_REFERS.match(stated[0].text)) and not _begins_with_it(answer)
    leans |= len(stated) == 1 and _only_adds(stated[0], answer)
    if stated and (not leans or scene.kind == "closing"):
        return scene.model_copy(update={"items": stated, "stated": True})
    sentence = close_quotation(shorten(strongest(answer), LARGE))
    if scene.kind == "closing" and len(sentence) <= MOST_WHOLE:
        shown = _bare(sentence)
        items = (Item(text=shown),) if shown and shown != scene.title else ()
        return scene.model_copy(update={"items": items})
    return scene.model_copy(update={"kind": "quote", "items": (Item(text=sentence),)})


def show_again(scene: Scene, less: Scene) -> Scene:
    """Return a scene that says less than before, with what it still says where all that it shows
    was taken from its words.

    Args:
        scene: With its whole narration.
        less: With what is left of it.
    """
    shown = scene.items[0].text if scene.items else ""
    is_quoted = scene.kind == "quote" and not (scene.subtitle or scene.content)
    if is_quoted and shown in scene.narration and shown not in less.narration:
        return show_said(less.model_copy(update={"kind": "points", "items": ()}))
    return show_said(less) if only_speaks(scene) else less


def mute_items(scene: Scene) -> tuple[Item, ...]:
    """Return the items of a scene that only give an address, which is shown and not said."""
    said = scene.narration
    return tuple(item for item in scene.items if is_mute(item) and item.text not in said)


def _only_adds(item: Item, text: str) -> bool:
    """Whether the only statement of a text is of a sentence behind the first, which is whole and
    more than a few words, and weighs no more than that."""
    first, *others = sentences(text) or [""]
    is_first = first.startswith(item.text) or len(first) > LARGE or not others
    if is_first or not first.endswith(WHOLE_ENDS) or len(first.split()) <= _SHORT:
        return False
    own = next((each for each in others if each.startswith(item.text)), "")
    return refers_back(own) or weigh_sentence(own) <= weigh_sentence(first)


def _begins_with_it(text: str) -> bool:
    """Whether a text begins as such a statement does: its heading says what that is about."""
    return bool(_REFERS.match(text))


def _without_title(scene: Scene) -> str:
    """What a scene says, without its title or a question that its title asks."""
    said = sentences(scene.narration)
    if len(said) > 1 and said[0].rstrip(_STOPS) in (scene.title, scene.title.rpartition(": ")[2]):
        return join_sentences(said[1:])
    ends = (n for n, sentence in enumerate(said[:-1], start=1) if sentence.endswith(QUESTION_ENDS))
    end = next(ends, 0)
    is_asked = end > 0 and scene.title.endswith(join_sentences(said[:end]))
    return join_sentences(said[end:]) if is_asked else scene.narration


def only_speaks(scene: Scene) -> bool:
    """Return whether everything that a scene shows was taken from its own narration."""
    if scene.kind not in ("points", "closing") or scene.content is not None:
        return False
    if len(scene.items) > MOST or any(item.label or item.icon for item in scene.items):
        return False
    mute, answer = mute_items(scene), _without_title(scene)
    shown = {(item.text, item.detail) for item in scene.items if item not in mute}
    if len(scene.items) > FEW and not scene.stated:
        return False
    return shown <= {(item.text, item.detail) for item in _to_items(answer)}


def to_title(sentence: str, most: int) -> str | None:
    """Return a title made of a sentence: the sentence itself if it has at most `most`
    characters, else its statement, which may be longer. None if it has no sure statement."""
    whole = _bare(sentence).rstrip(":：")
    return whole if len(whole) <= most else state(sentence)


def _to_items(text: str) -> Sequence[Item]:
    """The statements of a text; with them, in full, longer sentences that make none, so that each
    is seen while it is said, and the quotation that one is about, without which it is not shown."""
    stated = [(sentence, state(sentence)) for sentence in _drop_denied(text)]
    found: dict[str, Item] = {}
    said: dict[str, str] = {}
    before = ""
    for sentence, statement in stated:
        quoted, before = before, sentence
        if is_about_quotation(sentence) and is_without_speaker(quoted):
            if len(quoted) > MOST_WHOLE:
                continue
            found.setdefault(quoted, Item(text=quoted))
        if item := Item(text=statement) if statement else _part_long(sentence):
            found.setdefault(item.text, item)
            said.setdefault(item.text, sentence)
    if len(found) < FEW:  # there is room for all of their sentences
        found = {text: _with_rest(item, said.get(text, text)) for text, item in found.items()}
    is_quoted = any(sentence.startswith(QUOTES_OPEN) for sentence, _ in stated)
    if (is_quoted or len(found) < 2) and not any(statement for _, statement in stated):
        return ()
    return tuple(found.values())[:MOST]


def _with_rest(item: Item, sentence: str) -> Item:
    """A statement with the rest of its sentence as its second line, if that is short enough; not
    what goes on after a number."""
    rest = _bare(sentence).removeprefix(item.text).lstrip(",;: –—")
    fits = len(rest.split()) >= _LEAST and len(rest) <= MOST_DETAIL
    goes_on = _GOES_ON.match(rest) and _tells(item.text)
    is_begun = item.detail is None and sentence.startswith(item.text)
    return Item(text=item.text, detail=rest) if is_begun and fits and not goes_on else item


def _part_long(sentence: str) -> Item | None:
    """A long sentence, whole if it can be shown so, else parted at a colon or between two clauses.
    Only its beginning where it goes on with `and` or the like and tells a number before, and only
    its main clause behind words such as `In our last survey,`."""
    bare = _bare(sentence)
    before, colon, after = bare.partition(": ")
    is_duty = weigh_sentence(sentence) == BINDS
    if len(bare) <= MOST_WHOLE and (is_duty or not _tells(bare)):
        item = Item(text=bare)
    elif colon and len(before) <= MOST_WHOLE:
        item = Item(text=before, detail=after)
    else:
        item = split_item(Item(text=bare))
    mark, detail = sentence[len(item.text) : len(item.text) + 1], item.detail or ""
    if mark in _PARTS and _GOES_ON.match(detail) and _tells(item.text):
        item = Item(text=item.text)
    elif detail and mark in _PARTS and seems_english(sentence) and _only_leads(item.text):
        item = Item(text=begin_sentence(detail))
    fits = len(item.text) <= MOST_WHOLE and len(item.detail or "") <= MOST_DETAIL
    is_whole = _is_shown(sentence) and is_balanced(sentence)
    is_cut = mark == " " and bool(_CHOOSES.match(detail)) and not _is_clause(detail)
    is_cut |= mark == " " and is_phrase(item.text)
    return item if fits and is_whole and not is_cut else None


def _is_shown(sentence: str) -> bool:
    """Whether a sentence is whole and says something by itself."""
    begins = sentence[:1] not in _NO_BEGINNING and not is_without_speaker(sentence)
    return begins and _says(_words(sentence)) and sentence.endswith(WHOLE_ENDS)


def _is_clause(words: str) -> bool:
    """Whether `and` or the like, with which words begin, joins a verb."""
    return any(map(is_verb, _words(words)[1:2]))


def _tells(words: str) -> bool:
    """Whether words tell a number."""
    return any(map(str.isdecimal, words))


def _only_leads(beginning: str) -> bool:
    """Whether the beginning of a sentence is a preposition and names: `In our last survey`."""
    words = _words(beginning)
    is_led = bool(words) and words[0].lower() in PREPOSITIONS
    return is_led and not has_verb(words)


def _fits(sentence: str, most: int) -> bool:
    """Whether a sentence has at most so many words, in scripts without spaces too."""
    words = max(len(sentence.split()), spoken_words(sentence) / 1.6)
    return words <= most and len(sentence) <= _CHARACTERS


def _drop_denied(text: str) -> Iterator[str]:
    """The sentences of a text, except those that the next one denies."""
    said = sentences(text)
    for sentence, following in zip_longest(said, said[1:], fillvalue=""):
        if not _is_denied(following):
            yield sentence


def _is_denied(following: str) -> bool:
    """Whether a sentence only says that the one before it isn't so: "It is not!"."""
    short = len(following.split()) <= 5
    return denies(following) or (
        short and bool(_REFERS.match(following) and _DENIES.search(following))
    )


def _clauses(sentence: str) -> Iterator[str]:
    """Main clauses that the sentence begins with and that stand without the rest."""
    for boundary in _BOUNDARY.finditer(sentence):
        kept, rest = sentence[: boundary.start()], sentence[boundary.end() :].strip(" –—")
        words = _words(kept)
        denies = _DENIES.search(kept) and not _FORBIDS.match(kept)
        if boundary[0] == ":" and (_ANNOUNCES.search(kept) or denies):
            continue
        if boundary[0] == "," and not seems_english(sentence):
            return  # what is told of a comma is told by English words
        fits = _stands(words) and len(kept) <= _CHARACTERS and is_balanced(kept)
        hangs = fits and (_lists(kept) or _hangs(kept, boundary[0], rest))
        hangs |= fits and boundary[0] != ":" and _contrasts(kept, boundary[0], rest)
        if fits and not hangs and _may_go(boundary[0], rest):
            yield kept


def _stands(words: list[str]) -> bool:
    """Whether words are a clause: short, with a verb, and neither its head nor its end hangs."""
    if not _LEAST <= len(words) <= _CUT or words[-1].lower() in DANGLING:
        return False
    if words[0].lower() in CLAUSE_OPENERS:
        return False
    return has_verb(words)


def _lists(clause: str) -> bool:
    """Whether a clause ends within a list: nothing happens after its last comma."""
    _, comma, last = clause.rpartition(", ")
    words = _words(last)
    return bool(comma) and not has_verb(words)


def _hangs(clause: str, mark: str, rest: str) -> bool:
    """Whether a clause waits for what follows the mark behind it: after `However, when it rains`,
    `Note that unlike tea`, `Your users get:` or `The tea, cold by now,`."""
    *before, last = re.split(r"[,:]\s+", clause)
    words, following = _words(clause), _words(rest)
    opens = bool(before) and next(iter(_words(last)), "").lower() in CLAUSE_OPENERS
    opens |= any(a.lower() == "that" and b.lower() in _WAITING for a, b in pairwise(words))
    says = mark == ":" and words[-1].lower() in _EXPECTS
    is_subject = mark == "," and bool(before and following) and is_verb(following[0])
    return opens or says or is_subject


def _contrasts(clause: str, mark: str, rest: str) -> bool:
    """Whether a clause is only half of what is compared: `There were nine, and now there are four`,
    `She is 81, and he found two`, `Ann used it; under Tom it grew`."""
    following = _words(re.split(r"[,;:.–—]\s", rest)[0])
    counts = _counts(_words(clause)) and _counts(following)
    turns = _TURNS.match(rest) is not None
    opens = mark == ";" and bool(following) and following[0].lower() in PREPOSITIONS
    return counts or turns or opens or (mark == ";" and bool(_DENIES.search(rest)))


def _counts(words: Sequence[str]) -> bool:
    """Whether a number is among words; `one` is rarely one."""
    return any(
        w[0].isdigit() or w.lower() in NUMBER_WORDS - {"one", "zero", "point"} for w in words
    )


def _may_go(mark: str, rest: str) -> bool:
    """Whether a clause that stands before a mark says the same without what follows it."""
    clause, *others = re.split(r"[,;:.–—]\s", rest)
    if any(map(_REVERSES.match, (clause, *others))) or _SAYING.search(clause):
        return False
    if mark != ",":
        return True
    if _DENIES.search(clause) and not _GOES_ON.match(clause):
        return False
    return _opens_a_clause(_words(clause))


def _opens_a_clause(words: list[str]) -> bool:
    """Whether words after a comma are more than the next of a list of names."""
    if len(words) < 2:
        return False
    first = words[0].lower()
    if first in {"and", "or"} or first in _NAMES:
        return any(is_verb(word, before) for before, word in pairwise(words))
    named = words[0][0].isupper() and is_verb(words[1], words[0])
    return named or first in FUNCTION_WORDS | {"because", "whereas"}


def _says(words: list[str]) -> bool:
    return any(not w.isdigit() and w.lower() not in FUNCTION_WORDS for w in words)


def _words(text: str) -> list[str]:
    return _ANY.findall(text)


def _bare(sentence: str) -> str:
    """Without its full stop."""
    text = sentence.strip()
    return text.rstrip(_STOPS) if not text.endswith(("...", "etc.")) else text
