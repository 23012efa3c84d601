"""A film's scenes written down as an outline again, so that a changed film can be ordered anew.

Reading the outline gives the same scenes, except for what the grammar has no words for: pictures,
a film that does not begin with a title, and one that does not end with a closing.
"""

from collections.abc import Iterator

from callsheet_studio.script.storyboard import Item, Scene, Storyboard


def as_outline(storyboard: Storyboard) -> str:
    """The outline in Markdown, in the grammar that `read_outline` reads."""
    parts = ["\n".join(_scene(scene)) for scene in storyboard.scenes]
    return "\n\n".join([f"# {_line(storyboard.title)}", *parts]) + "\n"


def _scene(scene: Scene) -> Iterator[str]:
    yield f"## {_line(scene.title)} [{scene.kind}]"
    if scene.icon:
        yield f"icon: {scene.icon}"
    if scene.subtitle:
        yield f"subtitle: {_line(scene.subtitle)}"
    for item in scene.items:
        yield from _item(item)
    if scene.narration:
        yield f"> {_line(scene.narration)}"
    if scene.hold:
        yield f"hold: {scene.hold:g}"


def _item(item: Item) -> Iterator[str]:
    more = item.number or item.detail
    icon = f" {{{item.icon}}}" if item.icon else ""
    yield f"- {_whole(item.text)}{f': {_line(more)}' if more else ''}{icon}"
    if item.number and item.detail:
        yield f"  - {_line(item.detail)}"


def _line(text: str) -> str:
    return " ".join(text.split())


def _whole(text: str) -> str:
    """Without the marks at which an item is split into text and detail."""
    return _line(text).replace(": ", " - ").replace(" – ", " - ").replace(" — ", " - ")
