"""The highlighted words of a title: its number, its name, what it sets against another; or none.

The answers were written from the titles alone, before the rule.
"""

from collections.abc import Callable

import numpy as np
import pytest

from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.model import Item, Scene
from callsheet_studio.storyboard.timeline import TimedScene
from callsheet_studio.text.title_keywords import find_keywords

TITLES = {
    "Q4 made the jump": "Q4",
    "A hundred thousand beats": "hundred thousand",
    "The rule of 72": "72",
    "Is seven percent safe?": "seven percent",
    "Revenue grew 40% in Q3": "40%",
    "Waste fell by 43 % in May": "43 %",
    "All of it for € 5": "€ 5",
    "From 3 days to 4 hours": "4",
    "From €1.2 million to €2.4 million": "€2.4 million",
    "The next ninety days": "ninety",
    "Sales doubled in 2024": "doubled",
    "Latency falls by half": "half",
    "Still warm at 2 a.m.": "2 a.m.",
    "The fire of 1666": "1666",
    "How DNS finds an address": "DNS",
    "Where Earth's water is": "Earth's",
    "What an API call costs": "API",
    "Who Marie Curie was": "Marie Curie",
    "Is PostgreSQL enough?": "PostgreSQL",
    "Why Berlin is so loud": "Berlin",
    "Wie HTTPS funktioniert": "HTTPS",
    "A photograph, not a diary": "photograph,",
    "Not a bug, but a feature": "feature",
    "Not a diary: a photograph": "photograph",
    "Trust, but verify": "",
    "Doors that open one way": "",
    "Two kinds of interest": "",
    "Three things to try": "",
    "What it cannot do": "",
    "Prices rise, money shrinks": "",
    "Warum der Himmel blau ist": "",
    "How The Internet Works": "",
    "CUT COSTS NOW": "",
    "The cause was a new index": "",
    "A sunny day": "",
    "What to do on Monday": "Monday",
    "What I'd tell you": "",
    "Coming home": "",
    "Payments failed on 12 May": "",
    "Why we move to Debian 12": "Debian",
    "2. Who it applies to": "",
    "Task 1: load everything": "",
    "Camera or opinion? (10 min)": "",
    "Exercise 2: Your own case (25 min)": "",
    "Lab Report 6: Determining the Concentration of Acetic Acid in Vinegar": "",
    "Sprint 34 in short": "",
    "What we saw in sprint 34, told twice": "twice",
}

IN_OTHER_LANGUAGES = {
    ("de", "Warum der Himmel blau ist"): "",
    ("de", "Um 3 am Morgen"): "3",
    ("de", "Wie HTTPS funktioniert"): "HTTPS",
    ("de", "Not am Mann, nicht mehr"): "",
    ("fr", "Ce que la NASA a vu"): "NASA",
    ("fr", "Pourquoi Berlin est si bruyant"): "Berlin",
    ("fr", "Il faut quarante jours"): "quarante",
    ("nl", "Wat ten eerste telt"): "",
    ("es", "Cuando once es poco"): "once",
    ("es", "Qué hace La Niña"): "",
    ("it", "Perché Roma non dorme"): "Roma",
    ("pt", "O que a Lua faz"): "Lua",
    ("pl", "Dlaczego Warszawa nie śpi"): "Warszawa",
    ("ru", "Почему Москва не спит"): "Москва",
    ("tr", "Neden İstanbul hiç uyumaz"): "İstanbul",
    ("id", "Mengapa Jakarta tidak tidur"): "Jakarta",
    ("en", "Bricks 34 to 40: the oven"): "",
    ("es", "Unidad 6. Los volcanes: por qué unos fluyen"): "",
}


@pytest.mark.parametrize(("given", "words"), IN_OTHER_LANGUAGES.items(), ids=str)
def test_a_title_highlights_no_function_word_of_its_language(
    given: tuple[str, str], words: str
) -> None:
    language, title = given
    assert " ".join(title.split()[n] for n in find_keywords(title, language)) == words


@pytest.mark.parametrize(("title", "words"), TITLES.items(), ids=lambda text: text or "none")
def test_what_a_title_highlights_is_what_it_tells(title: str, words: str) -> None:
    assert " ".join(title.split()[n] for n in find_keywords(title)) == words


def test_marked_words_next_to_each_other_have_one_mark(
    look_of: Callable[..., Theme], timed: Callable[[Scene], TimedScene]
) -> None:
    """Of "Still warm at 2 a.m." each of the last two words had a box of its own."""
    theme = look_of("social", {"primary": "#5b3a21", "accent": "#e07a2f"})
    size = Size.of("16:9", 360)
    scene = Scene(kind="points", title="Still warm at 2 a.m.", items=(Item(text="Rolls"),))
    picture = SceneRenderer(timed(scene), theme, size)
    surface = skia.Surface(size.width, size.height)
    picture.draw(surface.getCanvas(), 3.0)
    pixels = surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType)
    color, title = theme.inks.marker.fill, picture.boxes[0].rect
    wanted = [round(255 * part) for part in (color.red, color.green, color.blue)]
    marked = np.abs(pixels[:, :, :3].astype(int) - wanted).max(axis=2) < 8
    row = marked[round((title.y + 0.12 * title.h) * size.unit)].astype(int)
    assert row.sum() > 30 and np.diff(row).clip(0).sum() == 1
