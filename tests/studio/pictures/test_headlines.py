"""The highlighted words of a title: its number, its name, what it sets against another; or none.

The answers were written from the titles alone, before the rule.
"""

import pytest

from callsheet_studio.text.title_keywords import find_keywords

TITLES = {
    "Q4 made the jump": "Q4",
    "A hundred thousand beats": "hundred thousand",
    "The rule of 72": "72",
    "Is seven percent safe?": "seven percent",
    "Revenue grew 40% in Q3": "40%",
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
    "Coming home": "",
    "Payments failed on 12 May": "",
    "Why we move to Debian 12": "Debian",
    "2. Who it applies to": "",
    "Task 1: load everything": "",
}


@pytest.mark.parametrize(("title", "words"), TITLES.items(), ids=lambda text: text or "none")
def test_what_a_title_highlights_is_what_it_tells(title: str, words: str) -> None:
    assert " ".join(title.split()[n] for n in find_keywords(title)) == words
