"""Which sentences go first where words are cut."""

from callsheet_studio.storyboard.condense import condense
from callsheet_studio.storyboard.model import Scene


def test_what_a_film_is_about_is_said_as_long_as_other_sentences_can_go() -> None:
    about = "It carries letters from the harbor to each island of the bay in one night."
    aside = "In 1931 Captain Ann Lee of Oban found 12 stamps there."
    scenes = (
        Scene(kind="title", title="Night mail", narration=f"Night mail is a ship. {about}"),
        Scene(kind="points", title="History", narration=f"It is an old ship. {aside}"),
    )
    less = condense(scenes, 20)
    assert about in less[0].narration and aside not in less[1].narration
