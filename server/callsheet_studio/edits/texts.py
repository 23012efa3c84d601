"""Everything that a scene shows or says, piece by piece."""

from collections.abc import Iterator

from callsheet_studio.storyboard.model import Scene


def scene_texts(scene: Scene) -> Iterator[tuple[str, str]]:
    """Each text with the name of its place, such as `item 2`."""
    yield "title", scene.title
    if scene.subtitle:
        yield "subtitle", scene.subtitle
    for n, item in enumerate(scene.items, start=1):
        yield f"item {n}", f"{item.text}: {item.second_line or ''}"
    if scene.content:
        yield scene.content.type, scene.content.model_dump_json()
    yield "narration", scene.narration
