"""What the films of the benches are about: an outline of any length."""

from collections.abc import Iterator
from itertools import cycle, islice

SECONDS_A_SCENE = 13
WORDS_A_SECOND = 2.4
SCENES = (
    ("[points]", ("Sun: it heats the sea", "Sea: it fills the air", "Air: it carries water"),
     "The sun heats the sea all day long. Part of the sea goes up into the air as vapour. "
     "Up there the air carries this water over the land, sometimes for thousands of miles."),
    ("[bars]", ("Oceans: 97", "Ice: 2", "Rivers and lakes: 1"),
     "Of all the water on our planet the oceans hold some ninety seven parts in a hundred. "
     "Ice holds about two more. All rivers and lakes together hold less than the last one."),
    ("[steps]", ("Rise", "Cool", "Fall", "Flow"),
     "Warm and damp air begins to rise. High above it starts to cool, and drops begin to form. "
     "When they are heavy enough they fall as rain. Then they flow back down to the sea."),
)  # fmt: skip


def outline(seconds: float) -> str:
    """Enough words for the length, in scenes of three kinds."""
    count = max(2, round(seconds / SECONDS_A_SCENE))
    return "\n".join(
        ("# Where rain comes from", *(line for n in range(count) for line in _scene(n)))
    )


def outline_of(seconds: float, scenes: int) -> str:
    """The same in any number of scenes, whose words fill the length together."""
    words = round(seconds * WORDS_A_SECOND / scenes)
    lines = (line for n in range(scenes) for line in _scene(n, words))
    return "\n".join(("# Where rain comes from", *lines))


def _scene(n: int, words: int | None = None) -> Iterator[str]:
    kind, items, narration = SCENES[n % len(SCENES)]
    yield f"## Part {n + 1} of the water's way {kind}"
    yield from (f"- {item}" for item in items)
    said = narration if words is None else " ".join(islice(cycle(narration.split()), words))
    yield f"> {said.rstrip('.')}."


def texts(outline: str) -> list[list[str]]:
    """What stands in each scene, the film's title first: a title, then items."""
    scenes = (part.splitlines() for part in outline.split("\n## "))
    return [
        [title.strip("# ").partition(" [")[0], *(x[2:] for x in lines if x.startswith("- "))]
        for title, *lines in scenes
    ]
