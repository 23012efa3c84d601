"""Which pictures the items of a scene have: all of one kind, or none."""

from collections.abc import Sequence
from dataclasses import dataclass

from callsheet_studio.drawing.icons import icon_for, is_known, load_icons, picture_key
from callsheet_studio.drawing.pictures import icon_of_picture, picture_of_icon
from callsheet_studio.storyboard.model import Item


@dataclass(frozen=True)
class ItemIcons:
    """The pictures of some items that are shown together."""

    names: tuple[str | None, ...]
    """Each item's icon or picture."""
    lines: bool = False
    """Whether icons are shown as line drawings even where the thing has a colored picture."""

    @property
    def any(self) -> bool:
        """Whether any item has one."""
        return any(self.names)


def choose_item_icons(items: Sequence[Item], drawn: bool) -> ItemIcons:
    """Return the icons of items that are shown together: colored pictures if each has one,
    else line icons, else none.

    If some items have no icon, only icons that the outline names are shown.

    Args:
        drawn: Whether line icons are preferred, as in a hand-drawn look.
    """
    names = [icon_for(item.icon, item.text) for item in items]
    named = [bool(item.icon) and is_known(picture_key(item.icon or "")) for item in items]
    if not all(names):
        names = [name if own else None for name, own in zip(names, named, strict=True)]
    return _of_one_kind(names, drawn) or ItemIcons(
        tuple(names) if any(named) else (None,) * len(names)
    )


def _of_one_kind(names: Sequence[str | None], drawn: bool) -> ItemIcons | None:
    """The icons in the first of the two kinds in which there are all of them."""
    shown = [name for name in names if name]
    pictures = all(picture_of_icon(name) for name in shown)
    lines = [name and (name if name in load_icons() else icon_of_picture(name)) for name in names]
    if pictures and not drawn:
        return ItemIcons(tuple(names))
    if all(line for name, line in zip(names, lines, strict=True) if name):
        return ItemIcons(tuple(lines), lines=True)
    return ItemIcons(tuple(names)) if pictures else None
