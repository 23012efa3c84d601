"""The edits of `tests/edits_in_words`: what an assistant sends for them, and what comes out.

What is sent stands in `SENT`; what must come out was written beforehand, in the JSON files.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from callsheet_studio.edits.apply import EditText, apply_request
from callsheet_studio.edits.errors import EditError
from callsheet_studio.storyboard.brief_settings import brief_of
from callsheet_studio.storyboard.build import build_storyboard
from callsheet_studio.storyboard.model import Scene, Storyboard
from callsheet_studio.storyboard.outline_writer import as_outline, read_storyboard, write_scene

TESTS = Path(__file__).parents[2]
WORDS = TESTS / "edits_in_words"
Case: TypeAlias = dict[str, Any]
Send: TypeAlias = Callable[[Storyboard], str]
CASES: list[Case] = [
    case
    for name in ("nineteen.json", "requests.json", "further.json", "fresh.json")
    for case in json.loads((WORDS / name).read_text("utf-8"))
]


def outline(*changes: tuple[str, str]) -> Send:
    """The whole outline with these texts replaced, each everywhere."""

    def changed(film: Storyboard) -> str:
        text = as_outline(film)
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        return text

    return changed


def scene(n: int, *changes: tuple[str, str], drop: str = "") -> Send:
    """One scene of the outline with these texts replaced, and a line taken out."""

    def changed(film: Storyboard) -> str:
        found = re.search(rf"^## {n}: .*?(?=^## |\Z)", as_outline(film), re.M | re.S)
        assert found
        text = found[0]
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        return "\n".join(line for line in text.split("\n") if not drop or drop not in line)

    return changed


def words(text: str) -> Send:
    return lambda _: text


def together(*sent: Send) -> Send:
    return lambda film: "\n".join(each(film) for each in sent)


SENT: Mapping[str, Send] = {
    "The Q4 revenue was 6.5M, not 6.3M, everywhere.": outline(
        ("$6.3M", "$6.5M"),
        ("six point three million", "six point five million"),
        ("and six point three in the fourth", "and six point five in the fourth"),
    ),
    "Our accent colour is #0f8b8d, please use that.": words("accent: #0f8b8d"),
    "Can you make it 20 seconds shorter?": words("duration: 90"),
    "Insert a scene on what drives churn after scene 4: price 40 %, missing features 35 %, "
    "service 25 %.": words(
        "## after 4: Why customers leave [pie]\n- Price: 40 %\n- Missing features: 35 %\n"
        "- Service: 25 %\n> Forty percent leave for the price, thirty-five for missing features, "
        "and twenty-five for the service."
    ),
    "I'd like a deeper, male voice.": words("voice: male, deep"),
    "Show the regions as a pie.": scene(5, ("[bars]", "[pie]")),
    "Scene 4 should be one big number with before and after.": scene(4, ("[bars]", "[number]")),
    "Replace two scenes at once: scene 2 should compare 2025 (16.9M) with 2026 (20.6M), and scene "
    "4 should only say that churn is at 6.1 %, the lowest ever.": words(
        "## 2: Revenue in two years [comparison]\n- 2025: $16.9M\n- 2026: $20.6M\n"
        "> Sixteen point nine million became twenty point six.\n"
        "## 4: Churn is low [number]\n- 2026: 6.1 %\n"
        "> Churn is at six point one percent, the lowest ever."
    ),
    "Remove the closing.": words("Remove the closing."),
    "Swap scenes 2 and 3.": words("Swap scenes 2 and 3."),
    "I need it as 9:16.": words("aspect: 9:16"),
    'Change "Europe" to "EMEA" everywhere, in the narration too.': words(
        'Change "Europe" to "EMEA" everywhere, in the narration too.'
    ),
    "Turn the music off.": words("Turn the music off."),
    "Leave a longer pause after scene 3.": words("pause for 2 seconds after scene 3"),
    'Call it "A record year, again".': words('Call it "A record year, again".'),
    "Give me German captions for the same film.": together(
        words("language: de"),
        scene(
            1,
            ("A record year", "Ein Rekordjahr"),
            (
                "Twenty twenty-six was a record year, and the fourth quarter was the best of it: "
                "six point three million dollars.",
                "2026 war ein Rekordjahr, und das vierte Quartal das beste: 6,3 Millionen Dollar.",
            ),
        ),
        scene(2, ("Revenue grew every quarter", "Der Umsatz stieg jedes Quartal")),
    ),
    "Finance has closed the books: third quarter revenue is 6.4, not 6.3. Please fix it wherever "
    "it is said.": scene(4, ("€6.3M", "€6.4M"), ("six point three", "six point four")),
    "She was eighteen, not seventeen.": scene(4, ("aged 17", "aged 18"), ("seventeen", "eighteen")),
    "Take the cardamom knots off, we're out of cardamom, and the coffee is only free with two "
    "loaves now.": words(
        "## 3: Two reasons to come early [points]\n- Rye rolls: three for €2\n"
        "- Coffee: free with two loaves\n> Rye rolls, three for two euros. And coffee is free with "
        "two loaves."
    ),
    "Put finding the hole before getting the tube out. No, wait, leave the order. But the second "
    "lever goes in 15 cm further, not 10.": scene(
        4, ("10 cm", "15 cm"), ("ten centimetres", "fifteen centimetres")
    ),
    "The hours would be clearer as a pie, with the waiting lit up.": scene(
        7, ("[bars]", "[pie]\nhighlight: Waiting")
    ),
    '"What went wrong" is too crowded. Keep hiring and Poland there, and give support a scene of '
    "its own right after it, as a big number: 9 hours now, 4 is the goal.": together(
        scene(
            6,
            (" And support takes nine hours to answer, more than twice what we promise.", ""),
            drop="Support",
        ),
        words(
            "## after 6: Support is slow [number]\n- Now: 9 hours\n- Goal: 4 hours\n"
            "> A first answer takes nine hours. Our goal is four."
        ),
    ),
    "Put in our real numbers: 12 million, 13.5, 13.1 and 15. Say that the third quarter dipped "
    "because of a late launch.": words(
        "## 2: Revenue by quarter [line]\n- Q1: $12M\n- Q2: $13.5M\n- Q3: $13.1M\n- Q4: $15M\n"
        "> We began the year at twelve million. The third quarter dipped because of a late "
        "launch, and we ended at fifteen."
    ),
    "Keep all the words, but let it breathe: two seconds of silence after the chain breaks. And "
    "no music at all.": words("pause 2 seconds after scene 3. music off"),
    "It's for American kids on their phones: upright, and spell it tire.": together(
        words(
            'aspect: 9:16\nchange "tyre" to "tire" everywhere\nchange "Tyre" to "Tire" everywhere'
        )
    ),
    "Scene 12 is boring, cut it. And make scene 3 green.": words("take scene 12 out"),
    "The slowest answer after the change was 280 ms, we measured again.": scene(
        3, ("310 ms", "280 ms")
    ),
    "There is a load balancer between the browser and the cache. Put it into the picture and say "
    "so.": scene(
        2,
        ("U[Browser] --> C[Cache]", "U[Browser] --> L[Load balancer]\n  L --> C[Cache]"),
        ("The browser asks the cache.", "The load balancer passes the question to the cache."),
    ),
    "In the code it should be called store, not cache.": scene(4, ("cache", "store")),
    "Explain TTL among the words to know: how long an answer is kept.": scene(
        6,
        ("\n> A hit", "\nTTL\n: How long an answer is kept\n\n> A hit"),
        ("for new ones.", "for new ones. The TTL says how long an answer is kept."),
    ),
    "Put memory first in what still hurts, it is the worst.": words(
        "## 7: What still hurts [points]\n- Memory: 2 GB a node {memory-stick}\n"
        "- Stale prices: up to 60 s old {clock}\n- Cold start: empty after a restart {snowflake}\n"
        "> It takes two gigabytes on each node. Prices can be a minute old. And after a restart "
        "the cache is empty."
    ),
    "Nobody needs the formula. Say in the table scene instead that thirteen of fourteen questions "
    "are hits.": together(
        scene(3, ("a third of a second.", "a third of a second. Thirteen of fourteen are hits.")),
        words("## 5: -"),
    ),
    "Dana's quote without a voice, please: people should read it.": scene(
        8,
        (
            "> They answer before I have finished asking, says Dana Whitfield of Marlow Freight.",
            "narration: none",
        ),
    ),
    'Make one scene of "Where it comes from" and "Europe leads, Asia grows", and call it "Where we '
    'grow".': words(
        "## 5: Where we grow [table]\n\n| Region | Share | Growth |\n|---|---|---|\n"
        "| Europe | 52 % | 8 % |\n| Americas | 31 % | |\n| Asia-Pacific | 17 % | 41 % |\n\n"
        "> Europe is half of our revenue and grew by eight percent. Asia-Pacific is a sixth, and "
        "grew by forty-one.\n## 6: -"
    ),
    "Churn of 2025 was really 5.4 %, so turn that scene round: it went up.": scene(
        4,
        ("Churn came down", "Churn went up"),
        ("9.4 %", "5.4 %"),
        ("nine point four", "five point four"),
    ),
    "Make it playful, for social media, and start with the customer's quote right after the "
    "title.": words("type: social\nmove scene 8 before 2"),
    "Take Singapore out of the dates, that office never opened.": scene(
        7, (" In September we opened in Singapore.", ""), drop="- September"
    ),
    "In the churn chart, light up 2026.": scene(4, ("[bars]", "[bars]\nhighlight: 2026")),
    "What did not work should come before the customer, and the film should end with the "
    "customer.": words("Move scene 9 before 8. Remove the closing."),
    "Prices went up by 8 % in May, not 6.": scene(3, ("6 %", "8 %"), ("six", "eight")),
    "Columns instead of the revenue line, and our main colour is #0f766e.": together(
        words("primary: #0f766e"), scene(2, ("[line]", "[bars]"))
    ),
    "Begin with the question what made 2026 our best year.": scene(
        1, ("Twenty twenty-six was", "What made 2026 our best year? It was")
    ),
    "After scene 6 a table with share and growth of Europe (52 %, 8 %) and Asia-Pacific (17 %, "
    "41 %).": words(
        "## after 6: Share and growth [table]\n\n| Region | Share | Growth |\n|---|---|---|\n"
        "| Europe | 52 % | 8 % |\n| Asia-Pacific | 17 % | 41 % |\n\n"
        "> Europe has fifty-two percent and grew by eight. Asia-Pacific has seventeen, and grew by "
        "forty-one."
    ),
    "Make it five minutes long.": words("make it 5 minutes long"),
    "Under Dana's quote it should say that she is head of logistics at Marlow Freight.": scene(
        8, ("Dana Whitfield, Marlow", "Dana Whitfield, head of logistics, Marlow")
    ),
    "Cut the formula. And make the rest more exciting!": words(
        "take scene 5 out\nmake the rest more exciting"
    ),
}
"""By request: what is sent to the studio. The others are for a tool of their own, or not possible:
a logo, the revert, the revert of two."""


def film_of(case: Case) -> Storyboard:
    name = case["film"]
    places = (WORDS / f"{name}.md", TESTS / "outlines" / f"{name}.md")
    text = next((p.read_text("utf-8") for p in places if p.is_file()), name.replace("-", " "))
    seconds = case.get("settings", {}).get("duration")
    arguments = {"video_duration_seconds": seconds} if seconds else {}
    return build_storyboard(replace(brief_of(text, arguments), uuid="film")).storyboard


def checked() -> Iterator[Any]:
    for case in CASES:
        if case["request"] in SENT:
            yield pytest.param(case, id=case["request"][:40])


@pytest.mark.parametrize("case", tuple(checked()))
def test_what_is_sent_gives_what_was_wanted_or_the_refusal_that_was_wanted(case: Case) -> None:
    film = film_of(case)
    sent = SENT[case["request"]](film)
    assert len(sent) <= 5000
    try:
        after = apply_request(EditText(sent), film).storyboard
    except EditError as error:
        assert case.get("or_refused"), str(error)
        return
    assert case["wanted"], "only a refusal is right"
    wrong = [each for each in case["wanted"] if not holds(each, film, after)]
    assert not wrong


@pytest.mark.parametrize("text", ["make it 20 seconds shorter", "duration: 69"])
def test_twenty_seconds_less_than_a_film_runs_take_no_words(text: str) -> None:
    """The film plans 92 s and runs 88.6; said faster with short rests it takes 65."""
    film = film_of({"film": "record-year"})
    after = apply_request(EditText(text, seconds=88.58), film).storyboard
    assert (after.seconds, after.scenes) == (69, film.scenes)


def test_forty_seconds_less_are_refused_with_the_words_that_must_go_from_each_scene() -> None:
    film = film_of({"film": "record-year"})
    with pytest.raises(EditError, match="The words don't fit 49 s: about") as refusal:
        apply_request(EditText("make it 40 seconds shorter", seconds=88.58), film)
    assert all(scene.title in str(refusal.value) for scene in film.scenes)
    assert str(refusal.value).endswith("together with 'duration: 49'.")


def holds(wanted: Case, before: Storyboard, after: Storyboard) -> bool:
    number, field, value = wanted.get("scene_after"), wanted["field"], wanted["value"]
    if wanted.get("scene") is not None:
        titled: Scene = before.scenes[int(wanted["scene"]) - 1]
        number = next(
            (n for n, each in enumerate(after.scenes, 1) if each.title == titled.title),
            wanted["scene"],
        )
    if number is None:
        return of_film(field, value, before, after)
    return of_scene(field, value, after.scenes[number - 1])


def of_film(field: str, value: Any, before: Storyboard, after: Storyboard) -> bool:
    text = as_outline(after)
    match field:
        case "titles":
            titles = [scene.title for scene in after.scenes]
            pairs = zip(titles, value, strict=False)
            return len(titles) == len(value) and all(b in ("*", a) for a, b in pairs)
        case "unchanged":
            return all(before.scenes[n - 1] in after.scenes for n in value)
        case "contains" | "lacks":
            texts = [value] if isinstance(value, str) else value
            return all((each in text) == (field == "contains") for each in texts)
        case "accent" | "primary":
            return after.palette.get(field) == value
        case "style":
            return after.style == value
        case "music":
            return (after.music or "on") == value
        case _:
            names = {"aspect": "aspect_ratio", "duration": "seconds"}
            return getattr(after, names.get(field, field)) == value


def of_scene(field: str, value: Any, scene: Scene) -> bool:
    items = [": ".join(filter(None, (i.text, i.second_line))) for i in scene.items]
    if field == "items":
        return items == value
    if found := re.fullmatch(r"items\[(\d)\]", field):
        written = [items[int(found[1]) - 1], items[int(found[1]) - 1].replace(": ", " — ", 1)]
        return value in written
    if field == "contains_row":
        return tuple(value) in getattr(scene.content, "rows", ())
    name, _, how = field.partition("_")
    texts = {"items": "\n".join(items), "source": write_scene(scene, 1)}
    text = texts[name] if name in texts else getattr(scene, name)
    if how:
        return all((each.lower() in text.lower()) == (how in ("say", "says")) for each in value)
    return text == value


@pytest.mark.slow
def test_every_outline_is_read_back_as_its_film() -> None:
    """What assistants are given to change is exactly what makes the film."""
    for case in CASES:
        film = film_of(case)
        assert read_storyboard(as_outline(film)) == film
