"""Requests in words and what they do to a storyboard, table by table.

A row is what a person or an assistant may write, and what is then different: `2.title` is the title
of scene 2 as it stands after the edit, `order` are the scenes by their numbers before, `palette`
and the like are the film's own. Nothing else may change.
"""

import re
from typing import Any, cast

import pytest

from callsheet_studio.edits.asked import CAPABILITIES, NotUnderstood
from callsheet_studio.edits.understand import Request, Understood, understand
from callsheet_studio.script.storyboard import Item, Scene, Storyboard

from .film_of_six import film

FILM = film()
PICTURE = "pictures/1.png"


def changed(words: str, *pictures: str) -> Understood:
    return understand(Request(words, None, pictures), FILM)


def seen(understood: Understood) -> dict[str, Any]:
    """Everything that is different, in the words of the tables."""
    after, different = understood.storyboard, understood.difference
    found: dict[str, Any] = {}
    for name in Storyboard.model_fields:
        if name != "scenes" and getattr(after, name) != getattr(FILM, name):
            found[name] = getattr(after, name)
    old = {new: before for before, new in different.changed}
    for n, scene in enumerate(after.scenes, start=1):
        if n in old:
            found |= {f"{n}.{k}": v for k, v in _different(FILM.scenes[old[n] - 1], scene)}
    order = [_number(scene, n, old) for n, scene in enumerate(after.scenes, start=1)]
    if order != [1, 2, 3, 4, 5, 6]:
        found["order"] = order
    return found


def _different(before: Scene, after: Scene) -> list[tuple[str, Any]]:
    fields = [name for name in Scene.model_fields if getattr(before, name) != getattr(after, name)]
    return [(name, _plain(getattr(after, name))) for name in fields]


def _plain(value: Any) -> Any:
    """Items as an outline writes them."""
    if not isinstance(value, tuple):
        return value
    items = cast("tuple[Item, ...]", value)
    return [f"{item.text}: {item.label or item.detail or ''}".strip(" :") for item in items]


def _number(scene: Scene, place: int, old: dict[int, int]) -> Any:
    """The scene's number before; its title when it is new."""
    if place in old:
        return old[place]
    return FILM.scenes.index(scene) + 1 if scene in FILM.scenes else scene.title


TITLES: dict[str, dict[str, Any]] = {
    'Change the title of scene 3 to "Three vows"': {"3.title": "Three vows"},
    "Rename scene 2 to 'From sun to plug'": {"2.title": "From sun to plug"},
    "rename scene 2: Light": {"2.title": "Light"},
    "Call scene 2 “Light”.": {"2.title": "Light"},
    "scene 3's title should be: Our promises": {"3.title": "Our promises"},
    'Please make the third scene\'s heading "X Y"': {"3.title": "X Y"},
    "Set the heading of slide #5 to Two roads": {"5.title": "Two roads"},
    'Rename "Three promises" to "Vows"': {"3.title": "Vows"},
    "In scene two, change the title to „Strom“": {"2.title": "Strom"},
    'the last scene: rename to "Bye"': {"6.title": "Bye"},
    "Change the title of the scene about sunlight to «Light»": {"2.title": "Light"},
    'Could you rename the promises scene to "Vows", please?': {"3.title": "Vows"},
    "Change the subtitle of the chart to Euros": {"4.subtitle": "Euros"},
    'Add a subtitle "An honest look" to the intro': {"1.subtitle": "An honest look"},
    "Remove the subtitle of scene 4": {"4.subtitle": None},
    'Change the film\'s title to "Solar"': {"title": "Solar", "1.title": "Solar"},
    "Rename the video to Sun at home": {"title": "Sun at home", "1.title": "Sun at home"},
}
WORDS: dict[str, dict[str, Any]] = {
    'make the intro say "Hi there"': {"1.narration": "Hi there."},
    "Scene 6 should say: Begin today. It pays.": {"6.narration": "Begin today. It pays."},
    'Change the closing to "Start today."': {"6.narration": "Start today."},
    'Shorten the narration of scene 2 to "Sun, panel, socket."': {
        "2.narration": "Sun, panel, socket."
    },
    'Add "It is easy." to the narration of scene 6': {
        "6.narration": "Start with the roof you have. It is easy."
    },
    "Also mention that panels last 25 years in scene 6": {
        "6.narration": "Start with the roof you have. panels last 25 years."
    },
    'Remove the sentence "Plain HTTP is a postcard." from scene 5': {
        "5.narration": "HTTPS is a sealed envelope."
    },
    "remove the narration from scene 6": {"6.narration": ""},
    'Change "sealed envelope" to "locked box"': {
        "5.items": ["HTTP: a postcard", "HTTPS: a locked box"],
        "5.narration": "Plain HTTP is a postcard. HTTPS is a locked box.",
    },
    "replace HTTPS with TLS": {
        "5.items": ["HTTP: a postcard", "TLS: a sealed envelope"],
        "5.narration": "Plain HTTP is a postcard. TLS is a sealed envelope.",
    },
    'In scene 5 replace "postcard" with "letter"': {
        "5.items": ["HTTP: a letter", "HTTPS: a sealed envelope"],
        "5.narration": "Plain HTTP is a letter. HTTPS is a sealed envelope.",
    },
}
SAVED = "In year 1 you save $900. After twenty years it is $24,500."
CHARTS: dict[str, dict[str, Any]] = {
    "Change Year 1 to $1,000": {
        "4.items": ["Year 1: $1,000", "Year 10: $11,000", "Year 20: $24,500"],
        "4.narration": SAVED.replace("$900", "$1,000"),
    },
    'set the value of "Year 20" to $30,000 in the chart': {
        "4.items": ["Year 1: $900", "Year 10: $11,000", "Year 20: $30,000"],
        "4.narration": SAVED.replace("$24,500", "$30,000"),
    },
    "In the bar chart, Year 10 should be $12,000": {
        "4.items": ["Year 1: $900", "Year 10: $12,000", "Year 20: $24,500"],
    },
    "Change Year 10's value to 12000": {
        "4.items": ["Year 1: $900", "Year 10: 12000", "Year 20: $24,500"],
    },
    "Update the chart to Year 1: $950 and Year 10: $12,000": {
        "4.items": ["Year 1: $950", "Year 10: $12,000", "Year 20: $24,500"],
        "4.narration": SAVED.replace("$900", "$950"),
    },
    "add Year 30: $40,000 to the chart": {
        "4.items": ["Year 1: $900", "Year 10: $11,000", "Year 20: $24,500", "Year 30: $40,000"],
        "4.narration": f"{SAVED} Year 30: $40,000.",
    },
    "Remove Year 10 from the chart": {"4.items": ["Year 1: $900", "Year 20: $24,500"]},
    "Make scene 4 a line chart": {"4.kind": "line"},
    "turn the chart into a line chart": {"4.kind": "line"},
}
PROMISES = ["Secret: nobody else can read it", "Unchanged: nobody can alter it"]
GENUINE = "Genuine: you reached the right site"
POINTS: dict[str, dict[str, Any]] = {
    "change the last point of scene 3 to “Real: it is the site”": {
        "3.items": [*PROMISES, "Real: it is the site"],
        "3.narration": FILM.scenes[2].narration.replace("genuine", "real"),
    },
    "the second bullet in scene 3 should read: Whole": {
        "3.items": [PROMISES[0], "Whole: nobody can alter it", GENUINE],
        "3.narration": FILM.scenes[2].narration.replace("unchanged", "whole"),
    },
    "Set step 1 of scene 2 to Daylight": {
        "2.items": [
            "Daylight: photons arrive",
            "Solar panel: electrons move",
            "Inverter: direct becomes alternating",
        ],
        "2.narration": FILM.scenes[1].narration.replace("Sunlight", "Daylight"),
    },
    "exchange points 1 and 2 in scene 3": {"3.items": [PROMISES[1], PROMISES[0], GENUINE]},
    "Change the points of scene 6 to:\n- One\n- Two": {
        "6.items": ["One", "Two"],
        "6.narration": "Start with the roof you have. One. Two.",
    },
    "Set the points of scene 6 to One, Two and Three": {
        "6.items": ["One", "Two", "Three"],
        "6.narration": "Start with the roof you have. One. Two. Three.",
    },
    "change the icon of scene 2 to lock": {"2.icon": "lock"},
    "Make scene 3 a steps scene": {"3.kind": "steps"},
    "scene 3 should be a timeline": {"3.kind": "timeline"},
    "Show scene 5 as bullet points": {"5.kind": "points"},
}
ORDER: dict[str, list[Any]] = {
    "remove scene 5": [1, 2, 3, 4, 6],
    "Delete scenes 2 and 3": [1, 4, 5, 6],
    "Cut scenes 2-4": [1, 5, 6],
    "drop the second and third scene": [1, 4, 5, 6],
    "Delete the last two scenes": [1, 2, 3, 4],
    "Get rid of the intro": [2, 3, 4, 5, 6],
    "delete the comparison": [1, 2, 3, 4, 6],
    'remove "Three promises"': [1, 2, 4, 5, 6],
    "remove the scene about promises": [1, 2, 4, 5, 6],
    "swap scenes 2 and 3": [1, 3, 2, 4, 5, 6],
    "Swap “Three promises” and “The open road”": [1, 2, 5, 4, 3, 6],
    "move scene 4 after scene 2": [1, 2, 4, 3, 5, 6],
    'move the chart before "Three promises"': [1, 2, 4, 3, 5, 6],
    "Move the closing to the beginning": [6, 1, 2, 3, 4, 5],
    "Move scene 4 to position 2": [1, 4, 2, 3, 5, 6],
    "move scene 2 down": [1, 3, 2, 4, 5, 6],
    "put scene 5 first": [5, 1, 2, 3, 4, 6],
    "make scene 5 the first scene": [5, 1, 2, 3, 4, 6],
    'make "Three promises" the last scene': [1, 2, 4, 5, 6, 3],
    "Add a scene about batteries at the end": [1, 2, 3, 4, 5, 6, "Batteries"],
    "Add a scene about batteries": [1, 2, 3, 4, 5, "Batteries", 6],
    'Insert a new slide called "Costs" between scenes 2 and 3': [1, 2, "Costs", 3, 4, 5, 6],
    "Remove scene 3 and rename scene 4 to Savings": [1, 2, 4, 5, 6],
    "Add this after scene 2:\n## Costs\n- Roof: $9,000\n- Wires: $500\n> Not cheap.": [
        *(1, 2, "Costs", 3, 4, 5, 6)
    ],
}
DARK = {"style_prompt": "dark"}
LOOK: dict[str, dict[str, Any]] = {
    "make it darker": DARK,
    "dark mode": DARK,
    "Make the background dark": DARK,
    "Make the video darker and more playful": {"style_prompt": "dark. playful"},
    "make it look more elegant": {"style_prompt": "elegant"},
    "use a serif font": {"style_prompt": "serif"},
    "Use more vivid colors": {"style_prompt": "vivid"},
    "make the animations faster": {"style_prompt": "fast motion"},
    "use our brand colour #0a5": {"palette": {"primary": "#0a5"}},
    "make it blue": {"palette": {"primary": "#1f6feb"}},
    "Use #0066cc as the primary colour and orange as the accent": {
        "palette": {"primary": "#0066cc", "accent": "#f2711c"}
    },
    "change the palette to primary #06c, accent #f60": {
        "palette": {"primary": "#06c", "accent": "#f60"}
    },
    "Change the accent color to #ff6600": {"palette": {"accent": "#ff6600"}},
    "Accent: teal": {"palette": {"accent": "#0f8f8c"}},
    "use the corporate style": {"style": "corporate"},
    "make it more corporate": {"style": "corporate"},
    "Change the style to narrative": {"style": "narrative"},
    "make it vertical": {"aspect_ratio": "9:16"},
    "Make it portrait for TikTok": {"aspect_ratio": "9:16"},
    "change the aspect ratio to 9:16": {"aspect_ratio": "9:16"},
    "no music": {"voice": "no music"},
    "Remove the background music": {"voice": "no music"},
    "Use a warm female voice": {"voice": "warm female"},
    "speak slower": {"voice": "slow", "seconds": 40},
    "The narrator should speak faster": {"voice": "fast", "seconds": 34},
    "extend the video to 90 seconds": {"seconds": 90},
    "make it a minute and a half": {"seconds": 90},
    "The film should be 2 minutes long": {"seconds": 120},
}
SEVERAL: dict[str, dict[str, Any]] = {
    'In scene 2, change the title to "A" and the narration to "B c. D e."': {
        "2.title": "A",
        "2.narration": "B c. D e.",
    },
    '1. Rename scene 2 to "Light"\n2. Remove scene 5\n3) Make it darker': {
        "2.title": "Light",
        "order": [1, 2, 3, 4, 6],
        **DARK,
    },
    'Rename scene 2 to "Light"; make scene 4 a line chart; and make it blue.': {
        "2.title": "Light",
        "4.kind": "line",
        "palette": {"primary": "#1f6feb"},
    },
    'I\'d like the title of scene 6 to be "Go", and please add a point "Roof" to it.': {
        "6.title": "Go",
        "6.items": [*[item.text for item in FILM.scenes[5].items], "Roof"],
        "6.narration": "Start with the roof you have. Roof.",
    },
    "Please make these changes:\n- Move scene 5 before scene 4\n- Scene 4: rename to Money": {
        "5.title": "Money",
        "order": [1, 2, 3, 5, 4, 6],
    },
    'Change the title of scene 2 to "Bread, and move it to the end"': {
        "2.title": "Bread, and move it to the end"
    },
    "make it darker, use #0a5 as the accent and make it vertical": {
        **DARK,
        "palette": {"accent": "#0a5"},
        "aspect_ratio": "9:16",
    },
    "Hold scene 3 for 3 seconds and make scene 2 longer": {"3.hold": 3.0, "2.hold": 2.0},
    "Replace scene 3 with:\n## Vows [points]\n- A\n- B\n> A and B.": {
        "3.title": "Vows",
        "3.items": ["A", "B"],
        "3.narration": "A and B.",
    },
}


@pytest.mark.parametrize("words", [*TITLES, *WORDS, *CHARTS, *POINTS, *LOOK, *SEVERAL])
def test_a_request_changes_what_it_names_and_nothing_else(words: str) -> None:
    tables = TITLES | WORDS | CHARTS | POINTS | LOOK | SEVERAL
    assert seen(changed(words)) == tables[words]


@pytest.mark.parametrize(("words", "order"), ORDER.items(), ids=ORDER)
def test_scenes_are_added_removed_and_moved(words: str, order: list[Any]) -> None:
    assert seen(changed(words)).get("order") == order


PICTURES: dict[str, dict[str, Any]] = {
    "Use the picture in scene 2": {"2.kind": "image", "2.image": PICTURE},
    "show our logo in the closing": {"6.kind": "image", "6.image": PICTURE},
    "Add the image as a new scene after scene 3": {
        "order": [1, 2, 3, FILM.title, 4, 5, 6],
    },
    "make it darker": DARK | {"order": [1, 2, 3, 4, 5, FILM.title, 6]},
}


@pytest.mark.parametrize(("words", "different"), PICTURES.items(), ids=PICTURES)
def test_a_picture_finds_its_scene(words: str, different: dict[str, Any]) -> None:
    """One that no wish speaks of gets a scene of its own, before the closing."""
    after = changed(words, PICTURE)
    assert seen(after) == different
    assert [scene.image for scene in after.storyboard.scenes if scene.image] == [PICTURE]


REFUSED: dict[str, str] = {
    "do something cool": r"Not understood: 'do something cool'\..*For example: .* or: .*",
    "Make it darker and do something cool with it": "Not understood: .*cool with it",
    "translate it to Spanish": "Not understood: 'translate it to Spanish'",
    "Rename the handshake scene to X": "Not understood: 'Rename the handshake scene to X'",
    "Change scene 12's title to X": r"There is no scene 12; .*6 'Remember'",
    "Turn scene 3 into a bar chart": "Scene 3 cannot be shown as bars: that needs two entries",
    'Fix the typo "recieve" to "receive"': "'recieve' stands nowhere in the film",
    'Add the point "A" ': "Which scene?",
    "Show the picture in scene 2": "No picture came with the request",
    "Add a scene after scene 2": "What shall the new scene show?",
    "Remove scenes 1 to 6": "only scene cannot be removed",
    "undo that": "reverting it",
    "remove the captions": "captions are part of every picture",
    "make it 5 seconds long": "A film has 10 to 300 s; 5 s were asked for",
    f"Rename scene 2 to {'long ' * 30}": "A title has at most 90 characters; this one has 149",
    "make it 16:9": "The film already is as the request wants it",
    "Set the seventh point of scene 3 to X": "Scene 3 lists 3 things, not seventh",
}


@pytest.mark.parametrize(("words", "text"), REFUSED.items(), ids=REFUSED)
def test_what_cannot_be_done_is_a_sentence_that_says_how_to_go_on(words: str, text: str) -> None:
    with pytest.raises(NotUnderstood, match=text) as refusal:
        changed(words)
    assert "\ue000" not in str(refusal.value) and "\ue001" not in str(refusal.value)


def test_the_examples_of_a_refusal_are_understood() -> None:
    """They fit the very film that the request was about."""
    with pytest.raises(NotUnderstood) as refusal:
        changed("make it pop")
    found = re.search(r"For example: (.*) or: (.*)$", str(refusal.value))
    assert found
    for example in found.groups():
        assert changed(example).difference.touched


def test_text_from_anywhere_never_breaks_the_reader() -> None:
    """Marks cannot be smuggled in, and whatever is not understood is refused as such."""
    for words in (
        "\ue0000\ue002",
        "Rename scene 2 to \ue0019\ue002",
        '"' * 4001,
        "scene " * 800,
        "((((" * 1000,
        "remove \x00 scene 2\ud800",
        "Change the title of scene 2 to " + "a" * 4000,
    ):
        try:
            assert changed(words).storyboard.scenes
        except NotUnderstood as error:
            assert len(str(error)) < 1500


def test_an_aspect_ratio_that_comes_along_is_obeyed() -> None:
    after = understand(Request("make it darker", "9:16"), FILM)
    assert seen(after) == DARK | {"aspect_ratio": "9:16"}


def test_the_description_of_what_is_understood_fits_a_tool() -> None:
    assert len(CAPABILITIES) <= 500
