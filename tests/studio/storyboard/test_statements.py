"""What a scene of prose shows: what its sentences say, word for word.

Issue "Any document becomes a lesson": nothing is shown that the document doesn't say.
"""

import pytest

from callsheet_studio.storyboard.brief import Brief
from callsheet_studio.storyboard.build import build_storyboard
from callsheet_studio.storyboard.document import read_document
from callsheet_studio.storyboard.items import begin_detail, split_item
from callsheet_studio.storyboard.model import Item, Scene
from callsheet_studio.storyboard.statements import show_said, state, state_all
from callsheet_studio.text.turns import denies

WHOLE = """
The cause was a new index on the payments table.
A migration is a deployment of its own.
If you send invoices with Lanternfish, please upgrade.
Live keys may send 20 requests a second, test keys 5.
The flag was missing, and nothing checked for it.
Halden Instruments trusts its people to choose where they work best.
Keys are remembered for 48 hours.
We raise limits for free if you write to us.
In Australia, everything is the other way round.
The Moon needs only 27.3 days to travel once around the Earth.
Nothing is bought until you call buy.
أما المياه الجوفية فقد انخفض مستواها 40 مترًا منذ عام 1980.
Der Mond macht kein eigenes Licht.
"""
CUT = """
Nobody was charged without getting an order, and no data was lost. = and no data
It needs its own limits, its own way back, and somebody who watches it. = its own way
The migration that built it was harmless on staging, which holds 90 thousand rows. = which
We do not charge you for the first month, because we want you to try it. = because
Polars is the fastest, DuckDB needs the least memory, and pandas is good enough. = DuckDB
A warehouse has dead corners, a ship has one satellite link, and a nurse has nothing. = a ship
Write the time next to each drawing, and the direction in which you looked. = and the
The release was stopped at noon; the errors went on until the evening of that day. = the errors
Most pupils are surprised: at a half moon, the angle between the two is 90 degrees. = at a half
Retries by the checkout service tripled the load, so that the system did not recover. = so that
"""
NOTHING = """
On production, with 61 million rows, it held a lock long enough for the pool to run dry.
Postgres can build one without blocking writers, but not inside a transaction, so it needs a flag.
You get the money back in full within thirty days, unless the parcel was opened.
Labels are printed at night only if the queue is longer than one hundred orders.
It is not!
Why?
It is a long, cold and very dark night up there in the north of the country.
In our own tests with drivers, a form that waited was left four times as often as one that saved.
Shop owners, the council, and the people of the town were all happy about the new lane.
Not all of the rows that were sent in the first week arrived, and some came twice.
The cache is fast, except when the disk is full and nobody has noticed it yet.
He said that the plan would work, which nobody in the room believed for a second.
While the migration held its lock, that write waited, and everything behind it waited too.
The same in DuckDB is one line of SQL:
The answer is, the whole team agreed after a week of tests, not yet known to anybody.
The new rules apply to all shops, restaurants, and bars in the centre of town.
You can cancel your order, the shop says, within fourteen days of the delivery.
The bridge is safe, the mayor claimed, until the report was published last week.
The drug works well in mice, a fact that nobody has yet shown in humans.
It is true that the test passed, as the log shows, but the build had failed.
Every child needs two things: sleep and people who have time for them each day.
The reason is simple: nobody had asked the people who do the work every day.
It has a first guide, News of the second year, the list of tools, and the pages for help.
The old office moved with its desks, lamps, and pull carts intact on one Sunday in May.
Signs in brass that hung by the door, the letters and the frame of the window, are for sale.
However, when there are several pumps in the town, you must name each of them to the keeper.
Note that unlike the old pump of the upper town, the new one never stops at night in winter.
Your users get: pumps that stop, bells that ring at noon, and lamps that shine all night long.
Every pump of the town, sold long ago, is in the book of the keeper and on the old maps.
\\pump) and the valve are named first…
The tool (which was written in a night, it seems, has never been mended since that night.
"""


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


def second(task: str) -> Scene:
    return build_storyboard(Brief("uuid", task)).storyboard.scenes[1]


@pytest.mark.parametrize("sentence", lines(WHOLE))
def test_a_short_sentence_is_shown_whole(sentence: str) -> None:
    assert state(sentence) == sentence.rstrip(".")


@pytest.mark.parametrize("pair", lines(CUT))
def test_a_long_sentence_is_shown_up_to_the_end_of_its_main_clause(pair: str) -> None:
    sentence, rest = pair.rsplit(" = ", 1)
    assert state(sentence) == sentence[: sentence.index(f" {rest}")].rstrip(",;:")


@pytest.mark.parametrize("sentence", lines(NOTHING))
def test_what_would_be_a_fragment_or_another_meaning_is_not_shown(sentence: str) -> None:
    assert state(sentence) is None


def test_a_sentence_is_whole_with_the_full_stop_of_any_language() -> None:
    """Full stops as CLDR has them, see `FULL_STOPS`."""
    said = ("Es regnet heute.", "明日は雨が降ります。", "आज बारिश हो रही है।", "آج بارش ہو رہی ہے۔")
    assert [state(sentence) for sentence in said] == [sentence[:-1] for sentence in said]


def test_a_sentence_with_a_number_is_not_cut_within_its_clause() -> None:
    """Word for word, and it says the same."""
    said = (
        "The levels of the pumps were wrong by an inch when one had lifted more than 90 barrels "
        "and mixed waters of the river and the town."
    )
    first = "Nobody was harmed by it."
    scene = second(f"# Film\n## Why\n{said} {first}\n## B\n- b")
    shown = next(f"{item.text} {item.detail}" for item in scene.items if item.detail)
    assert f"{shown}." == said


def test_what_the_next_sentence_denies_is_not_shown() -> None:
    said = "It will have another shape. Many think that the shadow is to blame. It is not!"
    assert state_all(said) == ("It will have another shape",)


def test_a_scene_of_prose_shows_what_it_says() -> None:
    said = "Nobody was charged without getting an order, and no data was lost. The cause was a "
    scene = second(f"# Film\n## Summary\n{said}new index on the `payments` table.\n## B\n- b")
    assert (scene.kind, [item.text for item in scene.items]) == (
        "points",
        [
            "Nobody was charged without getting an order",
            "The cause was a new index on the payments table",
        ],
    )


def test_without_a_short_statement_the_sentence_itself_is_large() -> None:
    said = "In our own tests with drivers, a form that waited for the server was abandoned often."
    scene = second(f"# Film\n## Why\n{said}\n## B\n- b")
    assert (scene.kind, [item.text for item in scene.items]) == ("quote", [said])


def test_a_last_section_of_words_is_the_closing_under_its_own_heading() -> None:
    said = "A migration is a deployment of its own. It needs limits, and somebody who watches it."
    *_, last = build_storyboard(
        Brief("uuid", f"# Film\n## A\n- a\n## Lesson\n{said}")
    ).storyboard.scenes
    assert last.kind == "closing"
    assert (last.title, last.narration) == ("Lesson", said)
    assert [item.text for item in last.items] == [
        "A migration is a deployment of its own",
        "It needs limits, and somebody who watches it",
    ]


def test_a_number_is_shown_without_the_clause_that_goes_on_after_it() -> None:
    cost = "Every year of it costs us about 41,000 euros in storage and audits"
    scene = Scene(
        kind="points", title="Why", narration=f"Short. {cost}, and what we don't hold can't leak."
    )
    assert Item(text=cost) in show_said(scene).items


def test_one_or_two_statements_are_shown_with_the_rest_of_their_sentences() -> None:
    last = "Next, do the same for refunds: nobody sees a double one until the books are closed."
    scene = Scene(kind="points", title="What now", narration=f"It works. {last}")
    second = Item(
        text="Next, do the same for refunds",
        detail="nobody sees a double one until the books are closed",
    )
    assert show_said(scene).items == (Item(text="It works"), second)
    more = scene.model_copy(update={"narration": f"It works. Nobody pays twice. {last}"})
    assert Item(text=second.text) in show_said(more).items


def test_a_scene_shows_the_long_main_sentence_and_not_only_what_is_added_to_it() -> None:
    main = "To double the period you need four times the length, because of the square root."
    scene = Scene(kind="points", title="Pendulum", narration=f"{main} Most people guess twice.")
    shown = show_said(scene)
    assert [item.text for item in shown.items] == [main[:-1], "Most people guess twice"]


def test_each_sentence_is_seen_while_it_is_said() -> None:
    """A long one without a short form was only heard, under the card of another."""
    said = (
        "The Moon makes no light of its own. What changes is where we stand: as the Moon travels "
        "around us, we see its lit half from the front, from the side, or not at all. Usually it "
        "passes a little above or below the shadow. It takes 29.5 days."
    )
    shown = show_said(Scene(kind="points", title="Phases", narration=said)).items
    assert len(shown) == 4
    assert shown[1].text == "What changes is where we stand"
    assert shown[1].detail and shown[1].detail.endswith("or not at all")
    assert shown[2].text == "Usually it passes a little above or below the shadow"


@pytest.mark.parametrize("words", ["and found nothing there", "or below the line of the shadow"])
def test_no_sentence_is_cut_in_the_middle_of_a_choice(words: str) -> None:
    long = "The ship that came from the islands in the north passes a little above the lighthouse"
    shown = show_said(
        Scene(kind="points", title="Ships", narration=f"Look up. {long} {words} now.")
    )
    assert not any((item.detail or "").startswith("or ") for item in shown.items)


@pytest.mark.parametrize(
    "sentence",
    [
        "There were nine inspectors when I started, and now there are four",
        "One of them, Mr Hale, is 81, and he found two",
        "Ebert used it to protect us; under Tom it replaced us",
        "It ended in 1923; the party grew in 1929",
        "He asks the whole team; he never asks the boss",
    ],
)
def test_half_of_a_contrast_is_not_shown(sentence: str) -> None:
    assert state(f"{sentence}.") == sentence


def test_the_title_that_is_said_is_not_shown_large() -> None:
    said = "Warning. This weakness is being exploited."
    scene = show_said(Scene(kind="points", title="Warning", narration=said))
    assert [item.text for item in scene.items] == ["This weakness is being exploited"]


QUOTED = '"The republic did not die of its enemies but of its lack of friends."'


@pytest.mark.parametrize("task", ["Judge this statement.", "Compare this quotation to the source."])
def test_what_is_asked_of_a_quotation_is_shown_with_it(task: str) -> None:
    narration = f"{QUOTED} {task} Use two events from the year 1929."
    scene = show_said(Scene(kind="closing", title="Practice", narration=narration))
    assert [item.text for item in scene.items][:2] == [QUOTED, task.rstrip(".")]


def test_what_is_asked_of_a_quotation_too_long_to_show_is_not_shown() -> None:
    narration = f'"{"Words and words " * 9}end." Judge this statement. Use two events from 1929.'
    scene = show_said(Scene(kind="closing", title="Practice", narration=narration))
    assert [item.text for item in scene.items] == ["Use two events from 1929"]


def test_no_card_of_prose_has_only_a_statement_about_somebody_not_shown() -> None:
    text = (
        "Ann Lind has inspected the old bridges of the county of Norland for more than twenty "
        "seven long years, from spring to autumn. She looks after 412 of them. We met her beneath "
        "the viaduct, where she was tapping concrete with a hammer."
    )
    document = f"# Bridges\n\nAn interview. It was warm.\n\n{text}\n\nThe end came soon."
    scenes = build_storyboard(Brief("uuid", document)).storyboard.scenes
    assert not any([i.text for i in s.items] == ["She looks after 412 of them"] for s in scenes)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (
            "Never charge a battery that has been dropped or has been under water. Bring it back.",
            "Never charge a battery that has been dropped or has been under water",
        ),
        (
            "A full charge takes 4.5 hours (City), 6 hours (Plus) or 9 hours (Family, both ones). "
            "Charge it dry.",
            "A full charge takes 4.5 hours (City), 6 hours (Plus) or 9 hours (Family, both ones)",
        ),
        (
            "In our last staff survey, 61 % of employees said they hear about a mistake only in "
            "the yearly review. Feedback works best within 48 hours.",
            "61 % of employees said they hear about a mistake only in the yearly review",
        ),
    ],
)
def test_a_prohibition_or_a_figure_is_shown_whole(said: str, shown: str) -> None:
    """A judge: "the warning's bullets lack the prohibition itself"; "a bullet cut at (Family"."""
    scene = show_said(Scene(kind="points", title="Care", narration=said))
    assert (scene.items[0].text, scene.items[0].detail) == (shown, None)


def test_what_is_denied_before_a_colon_is_not_shown_without_what_is_true() -> None:
    assert state("It did not fail because of one cause: peace, money and the old elites.") is None


def test_a_detail_does_not_end_inside_parentheses() -> None:
    long = (
        "the offer of the brothers is chosen if they promise in writing that it comes before the "
        "end of May (four in favour, one against)"
    )
    assert begin_detail(long).endswith("before the end of May…")


def test_where_items_come_from_is_no_difference_between_scenes() -> None:
    scene = Scene(
        kind="points", title="Rain", items=(Item(text="It rains"),), narration="It rains."
    )
    same = scene.model_copy(update={"stated": True})
    assert scene == same and hash(scene) == hash(same)
    assert scene != scene.model_copy(update={"title": "Sun"})


@pytest.mark.parametrize(
    ("sentence", "is_denial"),
    [
        ("It is not!", True),
        ("It isn't.", True),
        ("That's wrong.", True),
        ("That is not true: it is vinegar.", True),
        ("They don't.", True),
        ("Not so.", True),
        ("Das stimmt nicht: Es ist der Essig.", True),
        ("C'est faux.", True),
        ("Non è vero.", True),
        ("No es cierto.", True),
        ("Isso não é verdade.", True),
        ("Dat klopt niet.", True),
        ("To nieprawda.", True),
        ("Это не так.", True),
        ("It is not a planet.", False),
        ("Das ist nicht alles.", False),
        ("That was the case.", False),
        ("It is right.", False),
        ("They are not alone.", False),
    ],
)
def test_a_denial_is_told_from_what_goes_on(sentence: str, is_denial: bool) -> None:
    assert denies(sentence) is is_denial


def test_what_the_next_sentence_denies_is_no_card() -> None:
    said = "Viele glauben an den Speck. Das stimmt nicht: Es ist der Essig. Er kommt zuletzt."
    shown = show_said(Scene(kind="points", title="Suppe", narration=said)).items
    assert not any("Speck" in item.text for item in shown)


def test_a_last_heading_that_is_said_is_no_point() -> None:
    scene = Scene(
        kind="points",
        title="Abstract: Results",
        narration="Results. The debt was 8 hours. It fell.",
    )
    assert [item.text for item in show_said(scene).items] == ["The debt was 8 hours", "It fell"]


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (
            "For seasonal products such as stollen the forecast is still worse than what an old "
            "baker in the shop can tell.",
            None,
        ),
        (
            "Nach der Rechtsprechung des Bundesgerichtshofs muss der Ausgleich den Mieter so "
            "stellen, als hätte er eine renovierte Wohnung erhalten.",
            None,
        ),
        (
            "The mass percentage of acetic acid in a white vinegar was determined by titration "
            "with sodium hydroxide.",
            "The mass percentage of acetic acid in a white vinegar was determined",
        ),
    ],
    ids=["such as", "German so", "before its verb"],
)
def test_a_sentence_is_parted_behind_its_verb(sentence: str, text: str | None) -> None:
    assert split_item(Item(text=sentence)).text == (text or sentence)


def test_a_german_clause_is_not_cut_by_words_that_are_english_too() -> None:
    said = "Am ersten Tag ist es eine gute Suppe, am zweiten ist es Omas Suppe."
    assert state(said) is None


def test_no_blank_is_left_before_a_semicolon_that_goes() -> None:
    items = "- le parking est gratuit ;\n- les livraisons restent possibles ;\n- le bus passe.\n"
    made = read_document(f"# Rue\n\nLa rue est fermée.\n\n## En échange\n\n{items}", {})
    shown = [item.text for scene in made.storyboard.scenes for item in scene.items]
    assert shown[:2] == ["le parking est gratuit", "les livraisons restent possibles"]
