"""A list that goes on over several scenes: one title on the screen, and no pages."""

import pytest
from tests.scene_content import context_of

from callsheet_studio.audio.voice import SilentVoice
from callsheet_studio.explainer.direction import direct
from callsheet_studio.explainer.film_segments import style_only
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size, Theme
from callsheet_studio.explainer.timing.plan import narrate, plan
from callsheet_studio.storyboard.brief import Brief
from callsheet_studio.storyboard.build import build_storyboard
from callsheet_studio.storyboard.timeline import Timeline

SMALL = Size.of("16:9", 90)
NAMES = ("Weigh", "Mix", "Rest", "Fold", "Shape", "Proof", "Score", "Bake")


@pytest.mark.parametrize("sign", ["-", "1."])
def test_a_list_of_several_scenes_has_one_title_and_shows_no_pages(sign: str) -> None:
    listed = "\n".join(f"{sign} {name} the dough for a while" for name in NAMES)
    film = _film(f"# Bread\n\nBread needs time.\n\n## Method\n\n{listed}\n")
    paged = [n for n, timed in enumerate(film.scenes) if timed.scene.title.startswith("Method")]
    assert [film.scenes[n].scene.title for n in paged] == ["Method (1/2)", "Method (2/2)"]
    pictures = _pictures(film)
    texts = [[box.text for box in pictures[n].boxes if not box.caption] for n in paged]
    assert all("Method" in shown for shown in texts)
    assert not [text for shown in texts for text in shown if "/2" in text]
    assert [context_of(pictures[n]).first_number for n in paged] == [1, 7]
    assert "method" in {link.key for link in pictures[paged[1]].arrivals}, "its title stays"


def test_a_count_behind_a_title_that_is_no_page_is_shown() -> None:
    film = _film(
        "# Sprint\n\nWe met some goals.\n\n## Goals met (3/4)\n\n- Search\n- Login\n- Help\n"
    )
    (n,) = (n for n, timed in enumerate(film.scenes) if timed.scene.title.startswith("Goals"))
    assert "Goals met (3/4)" in [box.text for box in _pictures(film)[n].boxes]


def _film(task: str) -> Timeline:
    board = build_storyboard(Brief(uuid="pages", task=task, seconds=60)).storyboard
    return plan(board, narrate(board, SilentVoice(), 1.0, board.seconds).speeches, 30)


def _pictures(film: Timeline) -> list[SceneRenderer]:
    theme = Theme.of(style_only(film.storyboard))
    return [
        SceneRenderer(timed, theme, SMALL, direction=direction)
        for timed, direction in zip(film.scenes, direct(film, theme), strict=True)
    ]
