"""What a short film says stays true and whole: a sentence is not said without the one that limits
it, nor a list half."""

import sys

import pytest
from tests.studio.storyboard.small_talk import PARTS, TALK, said

from callsheet_studio.storyboard.document import read_document
from callsheet_studio.storyboard.model import Item, Scene
from callsheet_studio.storyboard.named_items import name_items
from callsheet_studio.storyboard.said_items import introduce_count
from callsheet_studio.storyboard.scene_pieces import is_case, split_pieces
from callsheet_studio.storyboard.scene_ranks import SceneRanks
from callsheet_studio.storyboard.sentence_order import keep_order
from callsheet_studio.storyboard.speech_timing import SPOKEN
from callsheet_studio.text.sentence_weight import DECIDES, FILES, weigh_sentence
from callsheet_studio.text.sentences import leans_back
from callsheet_studio.text.turns import (
    announces,
    concludes,
    is_one_side,
    narrows,
    supposes,
    turns,
)


def pieces(narration: str) -> list[str]:
    return split_pieces(Scene(kind="points", title="Notes", narration=narration))


@pytest.mark.parametrize(
    "sentence",
    [
        "But the hammer is cheap.",
        "However, it rains.",
        "The rest, however, was fine.",
        "That is not true: it was Ann.",
        "Only the third cause agrees with this.",
        "Das stimmt nicht: Es ist der Essig.",
        "Die Ausgaben blieben jedoch gleich.",
        "Los gastos, en cambio, se mantuvieron.",
        "Pourtant, personne n'est venu.",
        "Ma non è finita.",
        "Porém, ninguém veio.",
        "Dat klopt niet.",
        "Однако никто не пришёл.",
        "Jednak nikt nie przyszedł.",
        "しかし、誰も来なかった。",
        "但是没有人来。",
        "그러나 아무도 오지 않았다.",
        "लेकिन कोई नहीं आया।",
        "لكن لم يأت أحد.",
    ],
)
def test_a_sentence_that_turns_on_the_one_before_is_told(sentence: str) -> None:
    assert turns(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Butter is cheap.",
        "The house was small, but warm.",
        "Das Haus war klein, aber warm.",
        "Ma grand-mère cuisine.",
        "It rains.",
        "Nothing happened.",
        "Masks are worn.",
        "Notable work was done.",
    ],
)
def test_other_sentences_do_not_turn(sentence: str) -> None:
    assert not turns(sentence)


def test_a_short_sentence_that_takes_something_out_is_told() -> None:
    extra = "The bench and the carrier are extra."
    assert narrows("The Family includes the bench.", extra)
    assert narrows("Die Bank ist inklusive.", "Die Bank und der Korb kosten extra.")
    assert not narrows("The Family includes a lamp.", extra)
    assert not narrows("The bench is made of oak.", extra)


@pytest.mark.parametrize(
    "sentence",
    [
        "There are several.",
        "Not everything worked.",
        "An earlier project had failed.",
        "Es gibt zwei Ausnahmen.",
        "No todo salió bien.",
        "Tout n'a pas marché.",
        "No.",
        "Nein.",
        "いいえ。",
    ],
)
def test_a_sentence_that_only_announces_is_told(sentence: str) -> None:
    assert announces(sentence)


@pytest.mark.parametrize(
    "sentence", ["There are nine of them in the north.", "Ann failed the test of May.", "No rain."]
)
def test_other_sentences_do_not_announce(sentence: str) -> None:
    assert not announces(sentence)


def test_a_sentence_stays_with_the_one_that_limits_it() -> None:
    assert pieces("I use all of them. But the hammer is cheap. It rains.") == [
        "I use all of them. But the hammer is cheap.",
        "It rains.",
    ]
    bench = "The bench (€189) and the carrier (€119) are extra. The Family includes the bench."
    assert pieces(f"Prices include tax. {bench}") == ["Prices include tax.", bench]


@pytest.mark.parametrize(
    ("denied", "told"),
    [
        ("I would not build anything.", "I would clear the drains."),
        ("Wir bauen keine Brücke.", "Wir bauen einen Damm."),
        ("On ne ferme pas la rue.", "On ne ferme que le pont."),
    ],
)
def test_a_denial_stays_with_what_is_so_instead(denied: str, told: str) -> None:
    assert pieces(f"{denied} {told} The rain goes on.") == [f"{denied} {told}", "The rain goes on."]
    assert len(pieces(f"{told} The rain goes on.")) == 2


@pytest.mark.parametrize(
    ("claim", "answer"),
    [
        ("The bank believed it, and I believed it too.", "We were all wrong."),
        ("Ostwald concluded that atoms do not exist.", "It was a bold idea and a wrong one."),
        ("Most people are convinced that eight hours are enough.", "The evidence is mixed."),
        ("Some managers fear that clients will leave.", "Not one of ours did."),
        ("It is often said that wine helps you sleep.", "You do fall asleep faster."),
        ("The question is not how to do the work of five days.", "The question is which of it."),
        ("On the one hand, screens delay sleep.", "Worrying about them delays it longer."),
        ("Viele Gärtner glauben, dass Rasen viel Wasser braucht.", "Sie irren sich."),
        ("Der Rasen braucht jeden Tag Wasser.", "Das Gegenteil ist der Fall."),
        ("On croit souvent que le froid colore les feuilles.", "La lumière compte davantage."),
        ("Le froid colore les feuilles.", "C’est une erreur."),
        ("Muchos creen que el sol gira.", "Gira la Tierra."),
        ("Until now, most doctors put it down to heat.", "Warmth explains little of it."),
        ("Bisher hielten alle die Wärme für den Grund.", "Das Licht zählt mehr."),
        ("El sol gira.", "Eso era un error."),
    ],
)
def test_a_claim_stays_with_its_answer(claim: str, answer: str) -> None:
    others = "The bus leaves at noon from the square.", "Tickets cost four euros for each child."
    alone, both, *_ = pieces(f"{others[0]} {claim} {answer} {others[1]}")
    assert (alone, both[: len(claim) + len(answer) + 1]) == (others[0], f"{claim} {answer}")


def test_what_is_right_follows_a_bare_denial() -> None:
    told = "Most people think that nine hours are needed. They are wrong. Adults need seven."
    assert pieces(told) == [told]


@pytest.mark.parametrize(
    "sentence",
    [
        "We believe that this is a mistake.",
        "If everyone is convinced that prices rise, they rise.",
        "Do not assume that somebody else has called.",
        "She thought about it for a day.",
        "Wir glauben, dass das gut ist.",
        "Until now we have sold three of them.",
    ],
)
def test_what_a_document_says_itself_needs_no_answer(sentence: str) -> None:
    assert not is_one_side(sentence)


def test_a_scene_does_not_end_on_a_claim_that_the_next_one_answers() -> None:
    text = (
        "# Sleep\n\nSleep is a subject on which everybody has some advice.\n\n"
        "Doctors advised against naps. Today they recommend them. A nap of 20 minutes helps.\n\n"
        "Teachers complain that teenagers are lazy. In fact their clock runs two hours late.\n\n"
        "Go to bed when you are tired, and get up at the same time."
    )
    scenes = read_document(text, {"video_duration_seconds": 120}).storyboard.scenes
    assert [scene.narration for scene in scenes if "lazy" in scene.narration] == [
        "Teachers complain that teenagers are lazy. In fact their clock runs two hours late."
    ]


def test_what_is_right_shares_a_scene_with_what_is_denied() -> None:
    text = (
        "# Work\n\nOur agency moved to four days a week in the year 2022.\n\n"
        "Many firms count the hours. I think that is a mistake. The question is not how to do the "
        "work of five days. The question is which fifth of it was never worth doing.\n\n"
        "Make a list of the projects of last year, and of what each one earned."
    )
    scenes = read_document(text, {"video_duration_seconds": 120}).storyboard.scenes
    assert any(scene.narration.count("The question is") > 1 for scene in scenes)


def test_what_a_sentence_does_not_support_stands_before_it() -> None:
    assert leans_back("Our time sheets do not support it: hours per person fell to 27.")
    assert not leans_back("Our time sheets do not support that claim: hours per person fell.")


def test_what_only_announces_stays_with_what_it_announces() -> None:
    answer = "No. Ann appointed him."
    assert pieces(f"Everybody voted. {answer} His party was large.")[1] == answer


def test_no_item_of_a_list_limits_the_one_before() -> None:
    items = (Item(text="Keys: Ann."), Item(text="Only the keys of Ann."))
    scene = Scene(
        kind="steps", title="Keys", items=items, narration="Keys: Ann. Only the keys of Ann."
    )
    assert split_pieces(scene) == ["Keys: Ann.", "Only the keys of Ann."]
    told = Scene(
        kind="points", title="Years", narration="2025: It runs. 2026: It only runs slowly."
    )
    assert len(split_pieces(told, is_made=True)) == 2


def test_what_a_scene_shows_is_not_looked_at_again_for_each_of_its_sentences() -> None:
    assert _calls(80) < 3 * _calls(40)


def _calls(sentences: int) -> int:
    """How many functions of Python are called for the pieces of a scene."""
    said = " ".join(
        f"Boat {n} carries {n} barrels of salt down the river." for n in range(sentences)
    )
    scene = Scene(kind="points", title="River", narration=said, items=(Item(text="Salt"),))
    calls = list[str]()
    before = sys.getprofile()
    sys.setprofile(lambda _, event, __: calls.append(event))
    try:
        split_pieces(scene)
    finally:
        sys.setprofile(before)
    return calls.count("call")


def test_sentences_that_are_long_together_are_parted() -> None:
    one = f"Ann said {'very ' * 30}much."
    other = f"But Tom said {'very ' * 30}little."
    assert pieces(f"{one} {other}") == [one, other]


def test_a_short_film_denies_what_its_first_sentence_claims() -> None:
    claim = "For years I thought the secret was the bacon."
    denial = "That is not true: it is the vinegar."
    soup = f"## The secret\n\n{claim} {denial} {TALK}\n\n"
    told = said(f"# Soup\n\nMy soup is brown.\n\n{soup}{PARTS}", 40)
    assert (claim in told) == (denial in told)
    assert f"{claim} {denial}" in told


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "The first of four steps: Open the valve. The last: Close the valve."),
        ("de", "Der erste von 4 Schritten: Open the valve. Der letzte: Close the valve."),
        ("fr", "La première de 4 étapes : Open the valve. La dernière : Close the valve."),
    ],
)
def test_the_ends_of_steps_are_said_to_be_ends(language: str, told: str) -> None:
    steps = ("Open the valve.", "Wait a while.", "Look at it.", "Close the valve.")
    items = tuple(Item(text=step) for step in steps)
    scene = Scene(kind="steps", title="Procedure", items=items)
    assert name_items(scene, language, titled=False) == told


def test_steps_that_count_themselves_are_counted_once() -> None:
    steps = ("Fill the kettle with water", "Boil it for a while", "Pour it out", "Rinse it twice")
    listed = "".join(f"- **Step {n}: {step}.** Be slow.\n" for n, step in enumerate(steps, 1))
    text = f"# Kettle\n\nLime is a nuisance.\n\n## Descaling\n\n{listed}\n{PARTS}"
    told = said(text, 120)
    assert "Step two: Boil it for a while." in told
    assert "Step 2" not in told


@pytest.mark.parametrize(
    ("last", "told"),
    [("`close()` → shut the valve", "The last: "), ("Close the valve", "The last: Close")],
)
def test_the_end_of_steps_is_counted_once(last: str, told: str) -> None:
    items = tuple(Item(text=step) for step in ("Open the valve", "Wait", "Look at it", last))
    named = name_items(Scene(kind="steps", title="Procedure", items=items), "en", titled=False)
    assert told in named
    assert "Step four" not in named


def test_items_that_count_themselves_are_not_named_by_their_numbers() -> None:
    days = ("Monday", "Wednesday", "Friday")
    items = tuple(
        Item(text=f"Step {n} ({day})", detail=f"We descale kettle {n}.")
        for n, day in enumerate(days, start=1)
    )
    named = name_items(Scene(kind="points", title="Plan", items=items), "en", titled=False)
    assert named == "Step 1 (Monday). We descale kettle 1. Step 3 (Friday). We descale kettle 3."


def test_a_list_is_told_whole_rather_than_more_of_the_prose() -> None:
    points = ("Ann keeps the red key.", "Tom keeps the blue key.", "Eva keeps the green key.")
    listed = "".join(f"- {point}\n" for point in points)
    told = said(f"# Club\n\nA club of keys.\n\n## Who has what\n\n{listed}\n{PARTS}", 45)
    assert all(point in told for point in points)


def test_words_that_count_a_list_are_said_without_a_part_of_it() -> None:
    items = ("They take pictures.", "They report drains.", "They stay on the ground.")
    scene = Scene(kind="steps", title="Tasks", items=tuple(Item(text=item) for item in items))
    counted = "They do three things: One: They take pictures."
    assert introduce_count(scene, counted, "en") == "They do three things."
    assert introduce_count(scene, "They do this: They take pictures.", "en") == ""
    assert introduce_count(scene, "They do four things: They take pictures.", "en") == ""
    assert introduce_count(scene, "Sie tun drei Dinge: They take pictures.", "de") == (
        "Sie tun drei Dinge."
    )


def test_a_later_page_of_a_list_is_not_shown_without_the_first() -> None:
    steps = "".join(
        f"{n}. Wash pot {n} in cold water for a long time and dry it with the old towel.\n"
        for n in range(1, 8)
    )
    draft = read_document(
        f"# Pots\n\nA kitchen.\n\n## How to wash\n\n{steps}\n{PARTS}",
        {"video_duration_seconds": 30},
    )
    titles = [scene.title for scene in draft.storyboard.scenes]
    assert "How to wash (2/2)" not in titles or "How to wash (1/2)" in titles


@pytest.mark.parametrize(
    "sentence",
    [
        "So the pump was sold.",
        "Therefore, nobody came.",
        "That is why it leaks.",
        "Otherwise it leaks.",
        "The reason is cost.",
        "Deshalb kam niemand.",
        "Sonst platzt sie.",
        "Por eso no vino nadie.",
        "Sinon, elle fuit.",
        "Quindi non è venuto nessuno.",
        "Portanto, ninguém veio.",
        "Daarom kwam er niemand.",
        "Поэтому никто не пришёл.",
        "所以没有人来。",
        "इसलिए कोई नहीं आया।",
    ],
)
def test_a_sentence_that_tells_what_comes_of_the_one_before_is_told(sentence: str) -> None:
    assert concludes(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["So far nobody came.", "Soap is cheap.", "Thusly made.", "Sonja kam.", "Dusk came."],
)
def test_other_sentences_do_not_conclude(sentence: str) -> None:
    assert not concludes(sentence)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("If people stayed at home, the buses would be empty.", True),
        ("Wenn alle blieben, wären die Busse leer.", True),
        ("Si tout le monde restait, les bus seraient vides.", True),
        ("If it rains, the bus is full.", False),
        ("Wenn es regnet, ist der Bus voll.", False),
    ],
)
def test_what_is_only_supposed_is_told(sentence: str, *, told: bool) -> None:
    assert supposes(sentence) == told


@pytest.mark.parametrize(
    "pair",
    [
        "If people stayed at home, the buses would be empty. They were full.",
        "The shelf was never empty. So the managers ordered too much.",
        "„Man muss immer streichen.“ Nein. Nur wenn es vereinbart ist.",
        "„Bunte Wände sind verboten.“ Während der Mietzeit nicht. Am Ende gilt das aber doch.",
    ],
)
def test_a_claim_stays_with_what_comes_of_it(pair: str) -> None:
    assert pieces(f"It rains. {pair}") == ["It rains.", pair]


def test_a_title_that_asks_after_a_sentence_stays_with_the_answer() -> None:
    told = "You retire in March. Who takes over? Nobody yet."
    scene = Scene(kind="points", title="You retire in March. Who takes over?", narration=told)
    assert split_pieces(scene) == [told]


@pytest.mark.parametrize(
    "sentence",
    [
        "We are often asked this.",
        "Das werden wir oft gefragt.",
        "On nous a souvent posé la question.",
        "Now the question of the title.",
    ],
)
def test_that_something_is_asked_is_no_answer(sentence: str) -> None:
    assert weigh_sentence(sentence) == FILES


def test_a_why_question_is_answered_without_who_asked() -> None:
    asked = "We are often asked this."
    answer = "The pump is too weak to fill the tank in May."
    told = said(f"# Pump\n\nA pump.\n\n## Why not in May?\n\n{asked} {answer}\n\n{PARTS}", 40)
    assert answer in told


@pytest.mark.parametrize(
    ("item", "told"),
    [
        (Item(text="Danger to people", detail="press the red button."), True),
        (Item(text="Using one key. Then she can buy only once."), True),
        (Item(text="Ask for a reason. A correction without one teaches nothing."), False),
        (Item(text="Using one key"), False),
        (Item(text="Booking service", detail="owns the state of every parcel."), False),
    ],
)
def test_the_name_of_a_case_says_nothing_alone(item: Item, *, told: bool) -> None:
    assert is_case(item, item.text.partition(".")[0]) == told


def test_a_list_of_cases_says_what_to_do() -> None:
    items = (
        "- **Danger to people or water:** press the red button and call 999.\n"
        "- **A lost badge or laptop:** call 4444 at once.\n"
        "- **Bullying or harassment:** talk to the people team in room nine.\n"
    )
    told = said(f"# Works\n\nA water works.\n\n## If something is wrong\n\n{items}\n{PARTS}", 30)
    assert "press the red button" in told


@pytest.mark.parametrize(
    "sentence",
    [
        "Ils sont gris.",
        "For example, it rains.",
        "Die Klägerin erließ ihr dafür die Miete.",
        "Er wohnt dort.",
        "You get a letter before that happens.",
        "The shop simply never opened it.",
        "Please do not fill it with sand.",
        "Ten years later the roof is gone.",
        "Davon zahlt der Verein die Hälfte.",
        "Di questi uno è rotto.",
        "Daarvan betaalt de club de helft.",
    ],
)
def test_a_sentence_with_a_word_for_the_one_before_leans_on_it(sentence: str) -> None:
    assert leans_back(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["Ich bin dafür, dass er geht.", "Erst kam Ann.", "Else kam."]
    + ["Take the box and open it.", "If the key is lost, nobody finds it.", "Davos ist schön."],
)
def test_other_sentences_do_not_lean(sentence: str) -> None:
    assert not leans_back(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["I find that it is the docks.", "Die Berufung hat Erfolg.", "Die Klage wird abgewiesen."],
)
def test_what_was_found_or_ruled_comes_first(sentence: str) -> None:
    assert weigh_sentence(sentence) == DECIDES


def test_of_two_sentences_beside_code_the_one_on_it_is_told() -> None:
    before = "To put the birds in order, look at the clock of the person on watch."
    after = "If the insert returns no row, the bird was seen before."
    code = "```sql\nINSERT INTO birds VALUES (1) RETURNING bird;\n```"
    text = f"# Birds\n\nWe count birds.\n\n## Rows\n\n{before}\n\n{code}\n\n{after}\n\n{PARTS}"
    whole = read_document(text, {"video_duration_seconds": 60}).storyboard
    (shown,) = (scene for scene in whole.scenes if scene.kind == "code")
    ranks = SceneRanks([*whole.scenes[:1], shown], [1, 2], "en", [None, after])
    assert [ranks.pieces[2][at] for at in ranks.order(2, [1.0] * len(ranks.pieces[2]))][0] == after


@pytest.mark.parametrize("label", ["Example.", "Beispiel 2.", "Exemple.", "Пример."])
def test_an_example_is_told_to_its_end_or_not_at_all(label: str) -> None:
    told = (
        f"{label} A stone weighs 54 g. The water rises by 20 cubic centimetres. It sinks at once."
    )
    scenes = [Scene(kind="title", title="Stones"), Scene(kind="points", title="A", narration=told)]
    ranks = SceneRanks(scenes, [1, 2], "en", [None, ""])
    said = [ranks.pieces[2][at] for at in ranks.order(2, [1.0] * len(ranks.pieces[2]))]
    assert ranks.least(2, said, SPOKEN) == len(said) > 1


@pytest.mark.parametrize(
    "title",
    ["A common mistake", "Häufiger Fehler", "Error común", "Erreur courante", "Errore comune"],
)
def test_a_mistake_is_told_with_what_is_right(title: str) -> None:
    told = (
        "Many say that big things sink. Even a small grain of sand sinks in water. "
        "What counts is the density."
    )
    text = f"# Ships\n\nShips float.\n\n## {title}\n\n{told}\n\n{PARTS}"
    scenes = read_document(text, {"video_duration_seconds": 120}).storyboard.scenes
    (scene,) = (scene for scene in scenes if scene.title == title)
    ranks = SceneRanks([scenes[0], scene], [1, 2], "en", [None, ""])
    said = [ranks.pieces[2][at] for at in ranks.order(2, [1.0] * len(ranks.pieces[2]))]
    assert said[1] == "What counts is the density."
    assert ranks.least(2, said, SPOKEN) == 2


@pytest.mark.parametrize(
    ("lead", "case"),
    [
        ("You have to:", "If your sales fall by a fifth, you can ask for money."),
        ("Il faut :", "Si vos ventes baissent, vous pouvez demander une aide."),
        ("Sie müssen:", "Wenn Ihr Umsatz sinkt, können Sie Geld beantragen."),
    ],
)
def test_a_list_of_duties_is_not_kept_without_the_case_in_which_they_are_due(
    lead: str, case: str
) -> None:
    listed = f"{lead} fill in the form of the town."
    assert leans_back(listed)
    order = keep_order(["Shops stay open all day long.", case, listed], [0.2, 0.1, 0.9])
    assert order.index(1) < order.index(2)
