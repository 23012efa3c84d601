"""Icons: named by the assistant, found by words, or none."""

import pytest

from callsheet_studio.render.icons import icon_for, icon_path, load_icons
from callsheet_studio.render.vocabulary import ICON_WORDS


def test_every_icon_can_be_drawn() -> None:
    assert len(load_icons()) > 1900
    assert all(icon_path(name).countPoints() > 1 for name in load_icons())


def test_every_word_of_the_vocabulary_leads_to_an_icon() -> None:
    assert not {icon for icon in ICON_WORDS.values() if icon not in load_icons()}


@pytest.mark.parametrize(
    ("wanted", "text", "icon"),
    [
        ("Solar Panel", "anything", "solar-panel"),
        (None, "Your roof needs sunlight", "sun"),
        (None, "Buying a system", "shopping-cart"),
        ("no-such-icon", "Lock the door", "lock"),
        (None, "Qwertz", None),
        (None, "مرحبا", None),
    ],
)
def test_an_icon_is_the_one_named_else_one_that_fits_a_word(
    wanted: str | None, text: str, icon: str | None
) -> None:
    assert icon_for(wanted, text) == icon
