"""Each change of a language model's answer, made by the same functions as the rules' own."""

from collections.abc import Callable, Mapping
from typing import Any

from callsheet_studio.edits.asked import NotUnderstood, no_such
from callsheet_studio.edits.freely import changes
from callsheet_studio.edits.freely.changes import Change, NewItem
from callsheet_studio.edits.hand import Hand
from callsheet_studio.edits.outlined import new_scene
from callsheet_studio.edits.rules.adding import added
from callsheet_studio.edits.rules.colours import repainted
from callsheet_studio.edits.rules.film import is_wish, shaped, styled, wished
from callsheet_studio.edits.rules.kinds import check_kind, shown_as
from callsheet_studio.edits.rules.length import resized
from callsheet_studio.edits.rules.listed import bounded, check_list, relisted
from callsheet_studio.edits.rules.pictures import pictured
from callsheet_studio.edits.rules.scenes import moved, removed, swapped
from callsheet_studio.edits.rules.sound import voiced, with_music, without_music
from callsheet_studio.edits.rules.texts import film_titled, narrated, subtitled, titled
from callsheet_studio.edits.rules.timing import held
from callsheet_studio.script.number import read_number
from callsheet_studio.script.sentences import as_sentence
from callsheet_studio.script.storyboard import Item


def carry_out(hand: Hand, change: Change) -> None:
    """Make one change.

    Raises:
        NotUnderstood: It names what is not there, or does not fit its scene.
    """
    _ACTS[type(change)](hand, change)


def _title(hand: Hand, change: changes.SetTitle) -> None:
    titled(hand, _key(hand, change.scene), change.title)


def _subtitle(hand: Hand, change: changes.SetSubtitle) -> None:
    subtitled(hand, _key(hand, change.scene), change.text)


def _narration(hand: Hand, change: changes.SetNarration) -> None:
    narrated(hand, _key(hand, change.scene), change.text)


def _items(hand: Hand, change: changes.SetItems) -> None:
    key = _key(hand, change.scene)
    relisted(hand, key, [_item(item) for item in change.items])
    check_kind(hand.draft.name(key), hand.draft[key].kind, hand.draft[key])


def _kind(hand: Hand, change: changes.SetKind) -> None:
    shown_as(hand, _key(hand, change.scene), change.kind)


def _rest(hand: Hand, change: changes.SetRest) -> None:
    held(hand, _key(hand, change.scene), change.seconds)


def _picture(hand: Hand, change: changes.ShowPicture) -> None:
    if change.picture > len(hand.pictures):
        raise NotUnderstood(f"{len(hand.pictures)} pictures came with the request.")
    pictured(hand, _key(hand, change.scene), hand.pictures[change.picture - 1])


def _add(hand: Hand, change: changes.AddScene) -> None:
    """Several behind the same scene stand in the order in which they are added."""
    name = f"the new scene {change.title!r}"
    place = hand.draft.end if change.after is None else _behind(hand, change.after)
    items = [_item(item) for item in change.items]
    check_list(name, change.kind, items)
    said = as_sentence(change.narration)
    scene = new_scene(change.title, change.kind, items, said, hand.draft.film.language)
    check_kind(name, change.kind, scene)
    added(hand, scene, place)


def _behind(hand: Hand, number: int) -> int:
    place = hand.draft.place(_key(hand, number)) + 1 if number else 0
    keys = hand.draft.keys
    while place < len(keys) and hand.draft.is_new(keys[place]):
        place += 1
    return place


def _remove(hand: Hand, change: changes.RemoveScene) -> None:
    removed(hand, _key(hand, change.scene))


def _move(hand: Hand, change: changes.MoveScene) -> None:
    moved(hand, _key(hand, change.scene), change.place - 1)


def _swap(hand: Hand, change: changes.SwapScenes) -> None:
    swapped(hand, _key(hand, change.scene), _key(hand, change.other))


def _film_title(hand: Hand, change: changes.SetFilmTitle) -> None:
    film_titled(hand, change.title)


def _length(hand: Hand, change: changes.SetLength) -> None:
    resized(hand, change.seconds)


def _palette(hand: Hand, change: changes.SetPalette) -> None:
    colours = change.model_dump(exclude={"do"}, exclude_none=True)
    repainted(hand, {**hand.draft.film.palette, **colours})


def _style(hand: Hand, change: changes.SetStyle) -> None:
    styled(hand, change.style)


def _look(hand: Hand, change: changes.SetLook) -> None:
    if not is_wish(change.words):
        raise NotUnderstood(f"The look cannot follow {change.words[:60]!r}.")
    wished(hand, change.words)


def _voice(hand: Hand, change: changes.SetVoice) -> None:
    voiced(hand, change.words)


def _music(hand: Hand, change: changes.SetMusic) -> None:
    (with_music if change.on else without_music)(hand)


def _shape(hand: Hand, change: changes.SetAspectRatio) -> None:
    shaped(hand, change.aspect_ratio)


def _key(hand: Hand, number: int) -> int:
    """The key of the scene with this number."""
    if not hand.draft.knows(number - 1):
        raise no_such(f"scene {number}", hand.draft.before)
    return number - 1


def _item(new: NewItem) -> Item:
    number = read_number(new.value) if new.value else None
    if new.value and number is None:
        raise NotUnderstood(f"The value {new.value[:60]!r} is no number.")
    item = Item(text=new.text, detail=new.detail, icon=new.icon)
    if number:
        item = item.model_copy(update={"value": number.value, "label": number.label})
    return bounded(item)


_ACTS: Mapping[type[Change], Callable[[Hand, Any], None]] = {
    changes.SetTitle: _title,
    changes.SetSubtitle: _subtitle,
    changes.SetNarration: _narration,
    changes.SetItems: _items,
    changes.SetKind: _kind,
    changes.SetRest: _rest,
    changes.ShowPicture: _picture,
    changes.AddScene: _add,
    changes.RemoveScene: _remove,
    changes.MoveScene: _move,
    changes.SwapScenes: _swap,
    changes.SetFilmTitle: _film_title,
    changes.SetLength: _length,
    changes.SetPalette: _palette,
    changes.SetStyle: _style,
    changes.SetLook: _look,
    changes.SetVoice: _voice,
    changes.SetMusic: _music,
    changes.SetAspectRatio: _shape,
}
