"""Requests applied to a film: all forms, whole or not at all."""

import random
from dataclasses import replace

import pytest

from callsheet_studio.edits.apply import EditText, Revision, apply_request
from callsheet_studio.edits.diff import StoryboardDiff
from callsheet_studio.edits.errors import EditError
from callsheet_studio.edits.guide import FREELY, GUIDE
from callsheet_studio.storyboard.brief import Brief
from callsheet_studio.storyboard.brief_settings import brief_of
from callsheet_studio.storyboard.build import build_storyboard
from callsheet_studio.storyboard.model import Item, Scene, Storyboard
from callsheet_studio.storyboard.outline_writer import as_outline, read_storyboard, write_scene
from callsheet_studio.storyboard.settings import COLORS, FIELDS, PALETTE

from .film_of_six import GERMAN, OUTLINE, film

FILM = film()


def applied(text: str, before: Storyboard = FILM, **more: object) -> Revision:
    return apply_request(EditText(text, **more), before)  # pyright: ignore[reportArgumentType]  # fields


def titles(revision: Revision) -> list[str]:
    return [scene.title for scene in revision.storyboard.scenes]


def refused(text: str, before: Storyboard = FILM) -> str:
    with pytest.raises(EditError) as error:
        applied(text, before)
    return str(error.value)


def test_single_scenes_are_replaced_inserted_and_removed_together() -> None:
    """Numbers are those from before the request, wherever scenes go meanwhile."""
    revision = applied(
        "## 2: From sun to socket [steps]\n1. Sun: shines\n2. Socket: gives\n> It flows.\n"
        "## after 4: Paid back [number]\n- Years: 9\n> After nine years it is paid.\n"
        "## after 4: And then [points]\n- Free power\n> Then it is free.\n"
        "## 3: -"
    )
    assert titles(revision) == [
        "Home solar, honestly",
        "From sun to socket",
        "What you save",
        "Paid back",
        "And then",
        "The open road",
        "Remember",
    ]
    assert revision.difference == StoryboardDiff(((2, 2),), (4, 5), (3,))


def test_the_whole_outline_may_be_changed_anywhere() -> None:
    text = as_outline(FILM).replace("a postcard", "an open letter")
    revision = applied(text)
    assert revision.storyboard == read_storyboard(text)
    assert revision.difference == StoryboardDiff(((5, 5),))
    assert revision.changes[0] == (
        "Changed scene 5, 'The open road': item 1 'HTTP: a postcard' → 'HTTP: an open letter'; "
        "narration."
    )


def test_a_film_that_is_shorter_than_what_can_be_asked_for_keeps_its_length() -> None:
    short = FILM.model_copy(update={"seconds": 5})
    text = as_outline(short).replace("a postcard", "an open letter")
    assert applied(text, short).storyboard.seconds == 5


@pytest.mark.parametrize("seeded", [True, False])
def test_a_translation_is_the_same_film_scene_by_scene(seeded: bool) -> None:
    """Not one word is the same, and the numbers and kinds of the scenes are."""
    german = as_outline(build_storyboard(Brief("x", GERMAN, seconds=60)).storyboard)
    revision = applied(german.replace("seed: x", f"seed: {FILM.seed}" if seeded else ""))
    assert revision.storyboard.language == "de" and titles(revision)[0] == "Solar, ehrlich"
    assert revision.difference.changed == tuple((n, n) for n in range(1, 7))
    assert not revision.difference.added and not revision.difference.removed


def test_an_outline_without_numbers_is_compared_by_its_scenes() -> None:
    text = "# Home solar, honestly\n## Three promises [points]\n- Secret: yours\n> It is yours."
    assert applied(text).difference.removed == (2, 4, 5, 6)


def seconds_of_document(language: str) -> int:
    """Of one whose digits take longer to say than to read."""
    outline = OUTLINE.replace("the roof you have", "5 550 123 456 789 roofs")
    text = f"---\nlanguage: {language}\nduration: 120\n---\n{outline}"
    return applied(text).storyboard.seconds


def test_a_documents_length_does_not_depend_on_how_its_language_is_written() -> None:
    """Capitals mean nothing in a tag (RFC 5646, section 2.1.1), and `enm` is not English."""
    assert seconds_of_document("EN-us") == seconds_of_document("en")
    assert seconds_of_document("enm") == seconds_of_document("de") < seconds_of_document("en")


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("accent: #0f8b8d", "palette", {"accent": "#0f8b8d"}),
        ("---\naccent: #0f8b8d\n---", "palette", {"accent": "#0f8b8d"}),
        ("the accent color is #0F8B8D", "palette", {"accent": "#0f8b8d"}),
        (
            "palette: primary=#0066cc, accent=#ff9900",
            "palette",
            {"primary": "#0066cc", "accent": "#ff9900"},
        ),
        ("aspect: 9:16", "aspect_ratio", "9:16"),
        ("type: corporate", "style", "corporate"),
        ("music: off", "music", "off"),
        ("voice: slow and calm", "voice", "slow and calm"),
        ("duration: 34", "seconds", 34),
        ("make it 34 seconds long", "seconds", 34),
        ('title: Sun "and" roof', "title", 'Sun "and" roof'),
        ("call it “Sun and roof”", "title", "Sun and roof"),
    ],
)
def test_a_setting_of_the_film_leaves_its_scenes(text: str, field: str, value: object) -> None:
    after = applied(text).storyboard
    assert getattr(after, field) == value
    assert after.scenes[1:] == FILM.scenes[1:]


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("take scene 3 out", [1, 2, 4, 5, 6]),
        ("Please remove scenes 2, 3 and 5.", [1, 4, 6]),
        ("remove the closing", [1, 2, 3, 4, 5]),
        ("Move scene 5 before 2", [1, 5, 2, 3, 4, 6]),
        ("put scene 2 after scene 4", [1, 3, 4, 2, 5, 6]),
        ("move scene 2 behind the closing", [1, 3, 4, 5, 6, 2]),
        ("swap 2 and 4; swap scene 3 with scene 5", [1, 4, 5, 2, 3, 6]),
        ("take scene 2 out. move scene 5 before 3", [1, 5, 3, 4, 6]),
    ],
)
def test_scenes_change_their_places(text: str, order: list[int]) -> None:
    assert applied(text).storyboard.scenes == tuple(FILM.scenes[n - 1] for n in order)


def test_a_value_without_a_unit_keeps_the_one_it_had() -> None:
    sentence = 'change "$11,000" to "12,000" in scene 4'
    by_sentence = applied(sentence).storyboard.scenes[3].items[1]
    text = write_scene(FILM.scenes[3], 4).replace("$11,000", "12,000")
    by_scene = applied(text)
    assert by_sentence == by_scene.storyboard.scenes[3].items[1]
    assert (by_sentence.label, by_sentence.value) == ("$12,000", 12000)
    assert "'Year 10' keeps its unit: $12,000." in by_scene.changes


def test_words_that_disagree_with_the_values_are_told() -> None:
    chart = replace_scene(FILM, 4, title="Savings grow every year")
    (told,) = [c for c in applied('change "$24,500" to "$500"', chart).changes if "but" in c]
    assert told == "Scene 4: its title says 'grow', but $900 to $500 falls."
    (told,) = [c for c in applied('change "$11,000" to "$500"', chart).changes if "but" in c]
    assert told == "Scene 4: its title says 'every', but a value falls between."


def test_a_number_that_also_stands_elsewhere_is_listed_with_its_place() -> None:
    """In digits or words, but not with another unit; a number that only went is no change."""
    elsewhere = replace_scene(FILM, 6, narration="Nine hundred dollars, or $24.5K in the end.")
    elsewhere = replace_scene(elsewhere, 5, narration="It takes 900 hours.")
    text = write_scene(FILM.scenes[3], 4)
    changes = applied(text.replace("- Year 1: $900", "- Year 1: $950"), elsewhere).changes
    assert changes[-1] == "$900 also stands in scene 4 (narration), scene 6 (narration)."
    changes = applied(text.replace("- Year 1: $900\n", ""), elsewhere).changes
    assert not [told for told in changes if "also stands" in told]


def replace_scene(before: Storyboard, n: int, **fields: object) -> Storyboard:
    scenes = list(before.scenes)
    scenes[n - 1] = scenes[n - 1].model_copy(update=fields)
    return before.model_copy(update={"scenes": tuple(scenes)})


def test_a_replacement_is_whole_words_and_says_what_it_left() -> None:
    revision = applied('Change "HTTP" to "Plain HTTP" in scene 5.')
    assert [i.text for i in revision.storyboard.scenes[4].items] == ["Plain HTTP", "HTTPS"]
    assert "'panel' stands in scenes" not in refused('change "pane" to "glass" everywhere')
    assert "Add 'in scene 1' or 'everywhere'" in refused('change "is" to "was"')
    after = applied('change "solar" to "sun" everywhere').storyboard
    assert after.scenes[1].items[1].text == "Sun panel"


def test_a_picture_needs_a_place() -> None:
    shown = "## 3: Our roof [image]\nimage: 1\n> Here."
    after = applied(shown, pictures=("pictures/a.png",)).storyboard
    assert (after.scenes[2].kind, after.scenes[2].image) == ("image", "pictures/a.png")
    new = applied(shown.replace("3:", "after 1:"), pictures=("pictures/a.png",))
    assert new.storyboard.scenes[1].image == "pictures/a.png"
    assert read_storyboard(as_outline(after)) == after
    with pytest.raises(EditError, match="Picture 1 has no place"):
        applied("music: off", pictures=("pictures/a.png",))
    assert "no picture 'pictures/b.png'" in refused("## 2: A [image]\nimage: pictures/b.png\n> B.")


BAD: dict[str, tuple[str, str]] = {
    "another film's outline": (
        "# Bees\n## 1: Bees [title]\n> Bees dance.",
        "the outline of another film, 'Bees'",
    ),
    "no such scene": ("take scene 12 out", "The film has 6 scenes: 1 'Home solar, honestly'; 2"),
    "no such place": ("## after 9: A [points]\n- b\n> c", "There is no scene 9"),
    "two changes of one scene": ("## 4: A\n> b\n## 4: -", "changes scene 4 twice"),
    "a removed scene as a place": ("take scene 2 out. move scene 3 before 2", "is removed by"),
    "words that don't fit": ("duration: 15", "words must go. Nothing was changed. By scene: 1"),
    "a day": ("duration: 900", "A film takes 10 to 300 s"),
    "a level skipped": ("### 4: A\n> b", "A heading level is skipped"),
    "a heading without a place": ("## The lock\n> It locks.", "names no place"),
    "a kind that nobody knows": ("## 4: A [hologram]\n> b", "no scene kind 'hologram'"),
    "a chart without numbers": ("## 4: A [bars]\n- b\n- c\n> d", "it has no two numbers"),
    "too many items": ("## 4: A [points]\n" + "- b\n" * 9 + "> c", "it lists 9 items"),
    "a setting that is none": ("popcorn: sweet", "Not understood: 'popcorn: sweet'"),
    "a color by its name": ("accent: teal", "a color is written #rgb or #rrggbb"),
    "another voice": ("voice: male, deep", "one American woman's; it can't be male, deep"),
    "a logo that did not come": ("logo: logo.png", "'logo.png' did not come along"),
    "a camera": ("camera: slow zoom", "it is board, one board"),
    "captions of their own": ("captions: de", "send the whole outline translated"),
    "one word too much": (
        'replace "panel" with "roof" everywhere in the fourth',
        "Not understood: 'replace",
    ),
    "a wish in free words": ("make it pop", "Not understood: 'make it pop'"),
    "half understood": ("music: off\nmake it pop", "Not understood: 'make it pop'"),
    "a sentence behind a setting": (
        "music: off. make it pop",
        "Not understood: 'make it pop'. If it is a part of the value before it, write that whole "
        "value in double quotes. Nothing was changed.",
    ),
    "a sentence behind a bad value": ("music: loud. make it pop", "'music: loud'. The setting"),
    "a color of a palette that is none": ("palette: primary=#123, accent=teal", "'palette: accent"),
    "a role that nothing has": ("palette: primary=#123, brand=#456", "'palette: brand=#456'"),
    "two values of a setting": ("accent: #123\nmake the accent #456", "'#123' and to '#456'"),
    "two titles": (
        as_outline(FILM).replace("---\n", "---\ntitle: Sun\n", 1),
        "sets title twice, to 'Sun' and to 'Home solar, honestly'",
    ),
    "taking back": ("undo the last two", "knowlify_revert_edit"),
    "nothing new": ("music: on", "already is as the request wants it"),
    "all scenes gone": ("remove scenes 1, 2, 3, 4, 5 and 6", "would have 0 scenes"),
    "a value that is no number": ('change "$900" to "a lot"', "'a lot' is no number"),
    "marks that nobody can write": ("change \x000\x00 to \x001\x00", "Not understood"),
    "more seconds than words": ("duration: 120", "more are needed. Nothing was changed"),
    "a pause of a quarter of an hour": ("## 4: A\nhold: 900\n> b", "at most 300 s are possible"),
    "words under the title": (
        as_outline(FILM).replace("honestly\n", "honestly\n> Hello.\n", 1),
        "What the opening says stands under '## 1:",
    ),
}


VALUES: dict[str, str] = {
    "duration": "34",
    "aspect": "9:16",
    "type": "corporate",
    "style": "hand-drawn",
    "voice": "slow",
    "music": "off",
    "camera": "board",
    "logo": "none",
    "lines": "1080",
    "language": "en-GB",
    "seed": FILM.seed,
    "narration": "none",
    "title": "Sun",
    "storyboard": "1",
    "covers": "3 of 5 points",
    **dict.fromkeys(COLORS, "#0f8b8d"),
    **dict.fromkeys(PALETTE, "primary=#123, accent=#456"),
}
TELLING = {"take scene 3 out": "Removed scene 3", "Make it pop": "", "swap 2 and 5": "Moved scene"}
"""What is told of a sentence that was carried out."""
UNCHANGED = ("it can't be", "brings no recording", "more are needed. Nothing was changed")
"""Why nothing at all is carried out."""


@pytest.mark.parametrize("name", sorted({*FIELDS, *VALUES}))
def test_no_sentence_behind_a_setting_is_lost(name: str) -> None:
    """It is carried out, or named by the refusal, or it stands in the value that is told."""
    rng = random.Random(name)
    for _ in range(20):
        sentence, end = rng.choice([*TELLING]), rng.choice((". ", "! ", "; ", ", ", " # ", "\t# "))
        text = f"{name}: {VALUES[name]}{end}{sentence}"
        try:
            after = applied(text)
            told = " ".join(after.changes)
        except EditError as error:
            told = str(error)
        words = (sentence.split()[-1], TELLING[sentence], *UNCHANGED)
        assert any(word and word in told for word in words), (text, told)


@pytest.mark.parametrize(
    "text",
    [
        "palette: primary=#123, accent=#456. take scene 3 out",
        "accent: #456; take scene 3 out. make the primary #123",
        "take scene 3 out! colors: accent: #456, primary: #123.",
    ],
)
def test_settings_and_sentences_may_share_a_line(text: str) -> None:
    after = applied(text).storyboard
    assert (after.palette, len(after.scenes)) == ({"primary": "#123", "accent": "#456"}, 5)


@pytest.mark.parametrize("name", ["style", "title"])
@pytest.mark.parametrize("value", ['"Warm. Soft light"', "Europe vs. Asia", "warm, soft", "Go!"])
def test_a_value_may_hold_what_ends_no_sentence(name: str, value: str) -> None:
    field = {"style": "style_prompt"}.get(name, name)
    assert getattr(applied(f"{name}: {value}").storyboard, field) == value.strip('"')


def test_an_argument_and_the_request_agree() -> None:
    with pytest.raises(EditError, match="'16:9' and to '9:16'"):
        applied("aspect: 16:9", aspect_ratio="9:16")


def test_a_word_in_one_scene_may_be_a_value_in_another() -> None:
    """Only the scene that is asked for is read again."""
    text = as_outline(FILM).replace("The open road", "The $900 road")
    before = applied(text).storyboard
    after = applied('change "$900" to "a lot" in scene 5', before).storyboard
    assert after.scenes[4].title == "The a lot road"
    assert after.scenes[3] == before.scenes[3]


@pytest.mark.parametrize(("text", "sentence"), BAD.values(), ids=BAD)
def test_what_cannot_be_done_is_a_sentence(text: str, sentence: str) -> None:
    """The bad inputs of the rule `all of a request is understood, or nothing is carried out`."""
    assert sentence in refused(text)


HOSTILE = {
    "blanks": " " * 5000,
    "quotes": '"' * 5000,
    "curly quotes": "“" * 5000,
    "marks": "#" * 5000,
    "headings": "## 4: " * 800,
    "quote marks": "> " * 2500,
    "half sentences": 'change "a" to ' * 350,
    "numbers": "remove scenes 1, " * 290,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_refused(text: str) -> None:
    refused(text)


def test_the_guide_fits_a_tools_description() -> None:
    """Its example is an edit that is understood."""
    assert len(GUIDE + FREELY) <= 800
    example = GUIDE.partition("Example:\n")[2]
    after = applied(example).storyboard
    assert (after.music, after.scenes[3].kind) == ("off", "number")


WORDS = ("sun", "roof", "panel", "year", "power", "price", "light", "house", "street", "winter")
KINDS = ("points", "steps", "bars", "comparison", "number", "quote", "timeline", "closing")


def some_scene(rng: random.Random) -> Scene:
    kind = rng.choice(KINDS)
    names = rng.sample(WORDS, rng.randint(2, 4))
    measured = kind in ("bars", "number")
    return Scene(
        kind=kind,
        title=" ".join(rng.sample(WORDS, 3)).capitalize(),
        items=tuple(some_item(rng, name, measured) for name in names),
        narration=f"{' '.join(rng.choices(WORDS, k=9)).capitalize()}.",
        subtitle=rng.choice([None, "Source: us", "in * stars * and [brackets]"]),
        icon=rng.choice([None, "sun"]),
        hold=rng.choice([0.0, 0.0, 1.5]),
    )


def some_item(rng: random.Random, name: str, measured: bool) -> Item:
    if measured:
        number = rng.randint(11, 99)
        return Item(text=name.capitalize(), value=float(number), label=f"{number} %")
    return Item(text=name.capitalize(), detail=rng.choice([None, "a: b", "as _said_"]))


def some_film(rng: random.Random) -> Storyboard:
    scenes = tuple(some_scene(rng) for _ in range(rng.randint(3, 8)))
    return FILM.model_copy(update={"scenes": scenes, "seconds": 300})


def some_change(rng: random.Random, before: Storyboard) -> Storyboard:
    """A film after a few random changes, at least one scene kept."""
    scenes, settings = list(before.scenes), {}
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(1, len(scenes))
        match rng.choice(("replace", "insert", "remove", "move", "set", "speak")):
            case "replace":
                scenes[at] = some_scene(rng)
            case "insert":
                scenes.insert(at, some_scene(rng))
            case "remove" if len(scenes) > 2:
                del scenes[at]
            case "move":
                scenes.insert(rng.randrange(1, len(scenes)), scenes.pop(at))
            case "speak":
                scenes[at] = scenes[at].model_copy(update={"narration": "It is said otherwise."})
            case _:
                settings = {"palette": {"accent": "#0f8b8d"}, "music": "off"}
    return before.model_copy(update={"scenes": tuple(scenes), **settings})


@pytest.mark.parametrize("seed", range(30))
def test_the_film_after_an_edit_is_the_film_of_the_changed_outline(seed: int) -> None:
    """Equal storyboards; scenes that are as they were are neither drawn nor paid for again."""
    rng = random.Random(seed)
    before = some_film(rng)
    after = some_change(rng, before)
    text = as_outline(after, seeded=rng.random() < 0.5)
    if after == before:
        return
    revision = applied(text, before)
    fresh = build_storyboard(replace(brief_of(text, {}), uuid=before.seed)).storyboard
    assert revision.storyboard == after
    assert fresh.model_copy(update={"seconds": 300}) == after
    if not revision.difference.settings:
        drawn = [after.scenes[n - 1] for n in revision.difference.drawn]
        moved = [pair for pair in revision.difference.changed]
        still = [n for n, scene in enumerate(before.scenes, 1) if scene in after.scenes]
        changed = {n for n, at in moved if before.scenes[n - 1] != after.scenes[at - 1]}
        assert not changed & set(still)
        assert drawn or revision.difference.removed


def test_single_scenes_give_the_same_film_as_the_whole_outline() -> None:
    rng = random.Random(5)
    for _ in range(20):
        before = some_film(rng)
        n, scene = rng.randint(1, len(before.scenes)), some_scene(rng)
        after = replace_scene(before, n, **dict(scene))
        single = applied(write_scene(scene, n), before)
        assert single.storyboard == applied(as_outline(after), before).storyboard == after
        assert single.difference == replace(single.difference, changed=((n, n),))
