"""`{60+}`: what is left out first when a film is shorter than 60 seconds."""

from callsheet_studio.storyboard.brief import Brief
from callsheet_studio.storyboard.build import build_storyboard

OUTLINE = """\
# The river
> This is a short film about a long river and about the boats that travel on it all year.
> Nobody has ever counted all of them, and nobody has ever tried to do so either. {60+}
## The spring {droplets, 60+}
- Source
> It begins high up in the hills, where the water comes out of the rock, cold and very clear.
## The boats
- Barges
- Ferries {ship, 60+}
> Barges carry sand and coal down the river, day after day, from the hills to the big city.
> Ferries cross it from side to side with people, bicycles and dogs. {60+}
## The mouth
- Sea
> And where the river meets the sea, the boats turn around and begin their long way home again.
## Remember
> A long river has room for everybody.
> Even for those who only watch it from the bank, on a warm and quiet evening in June. {60+}
"""


def shown(seconds: int) -> tuple[list[str], str]:
    scenes = build_storyboard(Brief("uuid", OUTLINE, seconds=seconds)).storyboard.scenes
    return [scene.title for scene in scenes], " ".join(scene.narration for scene in scenes)


def test_marked_scenes_sentences_and_items_wait_for_a_longer_film() -> None:
    titles, said = shown(25)
    assert titles == ["The river", "The boats", "The mouth", "Remember"]
    assert "Ferries" not in said
    assert "{" not in said


def test_from_the_marked_length_on_everything_is_in() -> None:
    titles, said = shown(50)
    assert titles == ["The river", "The spring", "The boats", "The mouth", "Remember"]
    assert "Ferries cross it" in said
    assert "evening in June" in said


def test_between_the_marks_sentences_come_in_before_scenes() -> None:
    titles, said = shown(38)
    assert "The spring" not in titles
    assert "Ferries cross it" in said
