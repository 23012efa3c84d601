"""Which pictures the items of a scene have: all of one kind, or none."""

from collections.abc import Sequence
from dataclasses import dataclass

from callsheet_studio.drawing.icons import load_icons
from callsheet_studio.drawing.picture_choice import Subject, icon_for
from callsheet_studio.drawing.pictures import icon_of_picture, picture_of_icon
from callsheet_studio.storyboard.model import Item


@dataclass(frozen=True)
class ItemIcons:
    """The icons of items that are shown together: all have one, or none."""

    names: tuple[str | None, ...]
    """Each item's icon or picture."""
    lines: bool = False
    """Whether icons are shown as line drawings even where the thing has a colored picture."""

    @property
    def any(self) -> bool:
        """Whether any item has an icon."""
        return any(self.names)


def choose_item_icons(items: Sequence[Item], subject: Subject, *, drawn: bool) -> ItemIcons:
    """Return the icons for items that are shown together: colored pictures if there is one for
    each, else line icons if there is one for each, else none. Two things that nobody named a
    picture for don't look the same: then there is none either.

    Args:
        drawn: Whether line icons are preferred, as in a hand-drawn style.
    """
    names = [name for item in items if (name := icon_for(item.icon, item.text, subject=subject))]
    shown = len(names) == len(items) and are_told_apart(names, items)
    alike = _of_one_kind(names, drawn) if shown else None
    return alike or ItemIcons((None,) * len(items))


def are_told_apart(names: Sequence[str], items: Sequence[Item]) -> bool:
    """Return whether the pictures of items all differ, or were named for each of them."""
    return len(set(names)) == len(items) or all(item.icon for item in items)


def _of_one_kind(names: Sequence[str], drawn: bool) -> ItemIcons | None:
    """The icons in the first of the two kinds in which there are all of them."""
    pictures = all(map(picture_of_icon, names))
    if pictures and not drawn:
        return ItemIcons(tuple(names))
    lines = [name if name in load_icons() else icon_of_picture(name) for name in names]
    if all(lines):
        return ItemIcons(tuple(lines), lines=True)
    return ItemIcons(tuple(names)) if pictures else None
