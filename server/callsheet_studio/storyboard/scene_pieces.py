"""The sentences of a scene as pieces that are said or left out as wholes, and where they come
from."""

from collections.abc import Mapping, Sequence
from itertools import pairwise, takewhile, zip_longest

from callsheet_studio.storyboard.claims import states_claims
from callsheet_studio.storyboard.model import Item, Scene
from callsheet_studio.storyboard.narration import narrate_scene
from callsheet_studio.storyboard.nested_items import is_label_of_item
from callsheet_studio.storyboard.questions import asks, asks_twice
from callsheet_studio.storyboard.said_items import beginning_of
from callsheet_studio.storyboard.section_titles import is_about_maker
from callsheet_studio.storyboard.statements import only_speaks
from callsheet_studio.text.punctuation import FULL_STOP_MARKS, QUESTION_ENDS
from callsheet_studio.text.quotations import (
    is_about_quotation,
    is_without_speaker,
    whole_quotations,
)
from callsheet_studio.text.sentence_weight import FILES, weigh_sentence
from callsheet_studio.text.sentences import ends_bare, join_sentences, sentences, waits
from callsheet_studio.text.turns import (
    announces,
    concludes,
    is_one_side,
    narrows,
    puts_right,
    supposes,
    turns,
)
from callsheet_studio.text.word_lists import FUNCTION_WORDS, is_verb

_NAME, _FEW = 6, 2
"""Words of a name, and of a short answer; of one that says nothing."""
_MOST_NAME = 12
"""The same of the name of a case."""
_MOST_WORDS, _MOST_CHARACTERS = 60, 420
"""Of sentences that are said together since one limits the other."""


def split_pieces(scene: Scene, *, is_made: bool = False) -> list[str]:
    """Return the sentences of a scene, a name that stands alone together with what is said of it, a
    question with the answer, a quotation with what is said or asked of it, both halves of a
    contrast, what only announces with what it announces, a reason with what comes of it, and a
    mistake or a wrong claim with what is right. No item of a list, or row of a table, limits the
    one before.

    Args:
        scene: Any scene.
        is_made: Whether its narration was made of what it shows.
    """
    names = {name for item in scene.items if (name := _name_of(item))}
    firsts = ((item, next(iter(sentences(item.text)), "")) for item in scene.items)
    names |= {first.rstrip(FULL_STOP_MARKS) for item, first in firsts if is_case(item, first)}
    shown = () if only_speaks(scene) else scene.elements
    begins = {beginning_of(each.text) for each in shown if each.text}
    pieces, held = list[str](), ""
    said = whole_quotations(scene.narration)
    for sentence, following in zip_longest(said, said[1:], fillvalue=""):
        name = sentence.rstrip(FULL_STOP_MARKS)
        name = name if name in names else name.partition(": ")[2] or name  # behind `Step one: `
        is_name = name in names and len(name.split()) <= _MOST_NAME
        is_name |= not (pieces or is_made) and name in scene.title
        is_name |= not pieces and asks(scene.title) and sentence in scene.title
        is_name |= not pieces and is_about_maker(sentence)
        is_name |= is_without_speaker(sentence) and _takes_up(following)
        is_answered = asks(sentence) and following and not asks(following)
        is_half = bool(held) and bool(following) and asks_twice(held)
        is_half |= bool(following) and (waits(sentence) or _puts_off(held, sentence))
        is_item = is_made or any(map(following.casefold().__contains__, begins))
        if following and not is_item:
            is_half |= announces(sentence) or _is_limited(held, sentence, following)
        if is_name or is_answered or is_half:
            held = join_sentences((held, sentence))
        else:
            pieces.append(join_sentences((held, sentence)))
            held = ""
    pieces = [*pieces, held] if held else pieces
    return _join_claims(scene, pieces) if states_claims(scene) else pieces


def _join_claims(scene: Scene, pieces: Sequence[str]) -> list[str]:
    """The pieces, each claim together with all that is said of it, if that is not too long."""
    below, joined, places = places_below(scene, pieces), list[str](), list[int]()
    for n, piece in enumerate(pieces):
        place = below.get(n, n)
        both = join_sentences((*joined[-1:], piece))
        is_short = len(both.split()) <= _MOST_WORDS and len(both) <= _MOST_CHARACTERS
        if place != n and places and places[-1] == place and is_short:
            joined[-1] = both
        else:
            joined.append(piece)
            places.append(place)
    return joined


def _puts_off(held: str, sentence: str) -> bool:
    """Whether a sentence right behind a question only says that it is asked."""
    return held.endswith(QUESTION_ENDS) and weigh_sentence(sentence) == FILES


def _takes_up(following: str) -> bool:
    """Whether a sentence speaks of a quotation before it, or denies, answers or limits what that
    claims."""
    is_short = len(following.split()) <= _NAME and not is_without_speaker(following)
    is_answer = bool(following) and is_short or turns(following)
    return is_answer or is_about_quotation(following)


def _is_limited(held: str, sentence: str, following: str) -> bool:
    """Whether the next sentence denies, answers or limits this one, tells whether it is so or what
    comes of it, and both are short enough to be said together."""
    both = f"{held} {sentence} {following}"
    is_short = len(both.split()) <= _MOST_WORDS and len(both) <= _MOST_CHARACTERS
    belongs = turns(following) or narrows(following, sentence) or concludes(following)
    belongs = belongs or puts_right(following, sentence)
    is_open = supposes(sentence) or is_one_side(sentence)
    if is_one_side(held):  # but only `They were wrong.`, `I checked.`
        is_open |= len(sentence.split()) <= (_NAME if turns(sentence) else _FEW)
    return is_short and (belongs or (bool(following) and is_open))


def _name_of(item: Item) -> str:
    """The words of an item that say nothing without those behind them: all before its detail, or a
    first sentence that is only a label."""
    first, *others = sentences(item.text) or [""]
    first = item.text if item.detail else first if others and is_label_of_item(first) else ""
    return first.rstrip(FULL_STOP_MARKS)


def is_case(item: Item, name: str) -> bool:
    """Return whether the name of an item is that of a case in which something is to be done, as in
    `Danger to people: press the red button.`, or of a deed, as in `Using one key. Then …`."""
    told = " ".join([*sentences(item.text)[1:], item.detail or ""]).split()
    words = name.split()
    first = told[0].strip(",.:;").lower() if told else ""
    is_told_to = is_verb(first) and first not in FUNCTION_WORDS
    is_told_to &= first.endswith("ss") or not first.endswith("s")  # but `owns`
    starts = bool(words) and is_verb(words[0])
    is_doing = bool(words) and words[0].endswith("ing") and len(words) > 2
    return bool(told) and ((is_told_to and not starts) or is_doing)


def is_made(scene: Scene, language: str) -> bool:
    """Return whether a narration was made of what the scene shows, which is not one
    sentence in parts."""
    is_parted = any(item.detail for item in scene.items) and only_speaks(scene)
    if is_parted or scene.stated or not (scene.items or scene.content):
        return False
    return any(
        scene.narration == narrate_scene(scene, language, titled=titled) for titled in (True, False)
    )


def list_places(scene: Scene, said: Sequence[str], language: str) -> set[int]:
    """Return the places of sentences that only say an item of the scene's list; the first item may
    stand in one with the words that introduce it."""
    if scene.content or not scene.items or only_speaks(scene):
        return set()
    return {*made_places(scene, said, language)}


def made_places(scene: Scene, said: Sequence[str], language: str) -> Sequence[int]:
    """Return the places of sentences that were made of what the scene shows."""
    made = {*sentences(narrate_scene(scene, language, titled=False))}
    return [n for n, piece in enumerate(said) if made.issuperset(sentences(piece))]


def places_below(scene: Scene, said: Sequence[str]) -> Mapping[int, int]:
    """Return the places of sentences that tell what stands below an item, or go on with it, each
    with the item's place."""
    found, start, names = dict[int, int](), 0, list[int]()
    for item in scene.items if not only_speaks(scene) else ():
        first = next(iter(sentences(item.text)), item.text).rstrip(FULL_STOP_MARKS)
        places = (n for n, each in enumerate(said) if n >= start and first in each)
        place = next(places, None)
        if place is None:
            continue
        whole = f"{item.text} {item.detail or ''}."
        below = takewhile(whole.__contains__, said[place + 1 :])
        start = place + 1 + len(list(below))
        found |= dict.fromkeys(range(place + 1, start), place)
        names.append(place)
    for place, following in pairwise(names):
        found |= dict.fromkeys(range(place + 1, following), place)
    return found


def last_whole(said: Sequence[str]) -> int:
    """Return the place of the last sentence that does not end in a bare verb, such as
    `Nobody does.`"""
    return len(said) - 1 - (len(said) > 1 and ends_bare(said[-1]))
