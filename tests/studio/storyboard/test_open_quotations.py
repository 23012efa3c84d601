"""Nothing that is shown ends inside a quotation."""

import pytest

from callsheet_studio.storyboard.items import begin_detail, show_text, split_item
from callsheet_studio.storyboard.model import Item, Scene
from callsheet_studio.storyboard.statements import show_said
from callsheet_studio.text.punctuation import close_quotation, is_balanced

_SAID = [
    "„Das Einsteigen. Ich bin am ersten Tag zweimal ins Wasser gefallen, und alle lachten mit.“",
    "“Getting in. I fell into the water twice on the first day, and everybody laughed with me.”",
    "«Monter. Je suis tombé deux fois dans l'eau le premier jour, et tout le monde a bien ri.»",
    '"Getting in. I fell into the water twice on the first day, and everybody laughed with me."',
]


@pytest.mark.parametrize("said", _SAID)
def test_a_quotation_is_shown_whole(said: str) -> None:
    scene = show_said(Scene(kind="points", title="Was?", narration=said))
    assert scene.items
    assert all(is_balanced(item.text) for item in scene.items)
    if not said.startswith(("“", '"')):  # of which there is a statement
        assert [item.text for item in scene.items] == [said]
    item = split_item(Item(text=said))
    assert all(map(is_balanced, (show_text(item.text), begin_detail(item.detail or ""))))


@pytest.mark.parametrize("said", _SAID)
def test_a_longer_one_is_closed(said: str) -> None:
    long = f"{said[:-2]} {'again and again ' * 12}{said[-2:]}"
    item = split_item(Item(text=long))
    assert is_balanced(show_text(item.text))
    assert is_balanced(begin_detail(long))
    scene = show_said(Scene(kind="points", title="Was?", narration=long))
    assert all(is_balanced(item.text) for item in scene.items)


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("„Ja, so", "„Ja, so“"),
        ("« Oui, ainsi", "« Oui, ainsi »"),
        ('a 5" pipe', 'a 5" pipe'),
        ("“Yes” and no", "“Yes” and no"),
    ],
)
def test_what_is_open_is_closed(text: str, closed: str) -> None:
    assert close_quotation(text) == closed
