"""Questions and answers: without labels, and an answer that says little after its question."""

import pytest

from callsheet_studio.storyboard.document import read_document
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.scene_ranks import SceneRanks
from callsheet_studio.storyboard.speech_timing import SPOKEN
from callsheet_studio.storyboard.trim import MeasuredScenes

REST = "\n## More\n\nThe office is open on every day of the week, and the staff is glad to help.\n"


def answered(question: str, answer: str, language: str = "en") -> Scene:
    text = f"---\nlanguage: {language}\n---\n# Permits\n\n{question}\n\n{answer}\n{REST}"
    made = read_document(text, {"video_duration_seconds": 120})
    return made.storyboard.scenes[1]


@pytest.mark.parametrize(
    ("question", "answer", "title"),
    [
        ("## Q: Who can have one?", "A: All residents of the town.", "Who can have one?"),
        ("## Q: It says I have none!", "A: Call us about that error.", "It says I have none!"),
        ('## Q: It says "none".', "A: Call us about that error.", 'It says "none".'),
        ("## Q3. Who can have one?", "A3. All residents of the town.", "Who can have one?"),
        ("**Q: It says I have none!**", "A: Call us about that error.", "It says I have none!"),
    ],
)
def test_labels_of_questions_and_answers_are_neither_shown_nor_said(
    question: str, answer: str, title: str
) -> None:
    scene = answered(question, answer)
    assert scene.title == title
    assert "A:" not in scene.narration
    assert not any(item.text.startswith(("A:", "A3")) for item in scene.items)


@pytest.mark.parametrize(
    ("question", "answer", "language"),
    [
        (
            "F: Wer kann den neuen Ausweis bekommen?",
            "A: Alle Bewohner der Stadt bekommen ihn.",
            "de",
        ),
        (
            "Frage: Wer bekommt den neuen Ausweis?",
            "Antwort: Alle Bewohner bekommen ihn dort.",
            "de",
        ),
        (
            "P: ¿Quién puede pedir la tarjeta?",
            "R: Todos los vecinos pueden pedirla en la web.",
            "es",
        ),
        ("Question : Qui peut avoir la carte ?", "Réponse : Tous les habitants l'auront.", "fr"),
    ],
)
def test_labels_of_other_languages_go_too(question: str, answer: str, language: str) -> None:
    rest = {"de": "Das Amt ist offen.", "es": "La oficina está abierta.", "fr": "C'est ouvert."}
    text = f"# X\n\n## {question}\n\n{answer}\n\n## Y\n\n{rest[language]}\n"
    scene = read_document(text, {"video_duration_seconds": 60}).storyboard.scenes[1]
    assert scene.title == question.split(":", 1)[1].strip()
    assert answer.split(":", 1)[1].strip() in scene.narration
    assert answer.split(":")[0] + ":" not in scene.narration.replace(" :", ":")


@pytest.mark.parametrize(
    "answer",
    [
        "No.",
        "Two. A third may be granted by the town.",
        "It depends on the car.",
        "100 a year per home.",
    ],
)
def test_an_answer_that_says_little_alone_comes_after_its_question(answer: str) -> None:
    scene = answered("## How many can I have?", answer)
    assert scene.narration == f"How many can I have? {answer}"
    assert not any("How many" in item.text for item in scene.items)


def test_an_answer_that_stands_alone_is_all_that_is_said() -> None:
    scene = answered("## What is a permit?", "A permit is a paper that lets you park in the town.")
    assert scene.narration == "A permit is a paper that lets you park in the town."


def test_a_short_film_keeps_an_answer_with_its_question() -> None:
    asked = "\n".join(
        f"## Can I park in zone {n}?\n\nNo. Zone {n} is for those who live there.\n"
        for n in range(1, 9)
    )
    made = read_document(f"# Permits\n\n{asked}", {"video_duration_seconds": 20})
    told = [scene.narration for scene in made.storyboard.scenes if "Can I" in scene.narration]
    assert told
    assert all("? No. Zone" in narration for narration in told)
    closing = made.storyboard.scenes[-1]
    assert closing.narration.startswith("Can I park in zone 8? No.")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What would you do with a million pounds?", "I would not build anything this year."),
        ("Why isn't it done, then?", "Because nobody cuts a ribbon for a drain in our town."),
        ("Wer nimmt die Briefe an?", "Das macht Frau Abt an jedem Morgen im Rathaus."),
    ],
)
def test_an_answer_that_takes_up_no_word_of_its_question_comes_after_it(
    question: str, answer: str
) -> None:
    assert answered(f"**Q: {question}**", f"A: {answer}").narration == f"{question} {answer}"


def test_an_answer_may_take_up_a_word_in_another_form() -> None:
    scene = answered("## What are the opening hours?", "We open the office at nine in summer.")
    assert scene.narration == "We open the office at nine in summer."


def test_long_questions_in_bold_type_that_are_counted_are_headings_without_numbers() -> None:
    first = (
        "Why did so many of the old families of the lower town call the men who signed the paper "
        "traitors?"
    )
    text = (
        f"# Exam\n\n## Check\n\n**1. {first}**\nBecause they blamed them for the defeat.\n\n"
        "**2. Who won?**\nThe owners of land won.\n"
    )
    one, two = read_document(text, {"video_duration_seconds": 60}).storyboard.scenes[1:]
    assert one.title.startswith("Why did so many")
    assert one.narration == f"{first} Because they blamed them for the defeat."
    assert two.title == "Who won?" and two.narration == "The owners of land won."


def test_a_question_inside_a_paragraph_is_cut_with_its_answer() -> None:
    text = (
        "# Bread\n\n## Trouble\n\nThe bread is flat when the yeast is too young, and it has holes "
        "when it has stood too long.\n\n"
        "**Mr Perrin often asks:** “Can I take dry yeast instead?” Yes, with 3 g of it, but "
        "the bread will keep for two days instead of five.\n\n## End\n\nThat is all of it.\n"
    )
    for seconds in range(8, 26):
        made = read_document(text, {"video_duration_seconds": seconds}).storyboard
        said = " ".join(scene.narration for scene in made.scenes)
        assert ("dry yeast instead? Yes, with" in said) == ("dry yeast" in said)


def test_the_number_of_a_sentence_is_no_statement() -> None:
    text = (
        "# Exam\n\nIt is long.\n\n## Check\n\n1\\. The owners of all the land and of the large "
        "factories by the river had won in 1923, and nobody else had.\n"
    )
    made = read_document(text, {"video_duration_seconds": 60}).storyboard
    assert not any(item.text == "1" for scene in made.scenes for item in scene.items)


def test_a_question_with_two_parts_keeps_both_sentences_of_its_answer() -> None:
    asked = "Who won from the high prices, and who lost?"
    won, lost = "Owners of the land and the mills won.", "Savers and the old people lost."
    text = f"# Exam\n\n## {asked}\n\n{won} {lost} That was in 1923.\n{REST}"
    for seconds in range(8, 24):
        made = read_document(text, {"video_duration_seconds": seconds}).storyboard
        said = " ".join(scene.narration for scene in made.scenes)
        assert (won in said) == (lost in said)


@pytest.mark.parametrize(
    ("claim", "title"),
    [
        ("**“All sheep are white.”** No. One in five is not.", "“All sheep are white.”"),
        (
            "**„Alle Schafe sind weiß.“** Nein. Jedes fünfte ist es nicht.",
            "„Alle Schafe sind weiß.“",
        ),
    ],
)
def test_a_quoted_claim_is_the_title_of_what_denies_it_and_never_alone(
    claim: str, title: str
) -> None:
    text = f"# Sheep\n\nSheep live on grass.\n\n## Mistakes\n\n{claim}\n\n## End\n\nThat is all.\n"
    scene = read_document(text, {"video_duration_seconds": 30}).storyboard.scenes[1]
    assert scene.title.endswith(title)
    assert scene.narration.startswith((f"{title} No. One", f"{title} Nein. Jedes"))
    assert title not in {item.text for item in scene.items}


def test_the_title_of_a_quoted_question_is_the_question_and_not_who_asks() -> None:
    text = "# Bread\n\nBread takes time.\n\n## Trouble\n\nIt is flat if the yeast is old.\n\n"
    answer = "Yes, with 3 g of it. It keeps for two days."
    asks = f"**Mr Perrin often asks:** “Can I take dry yeast?” {answer}"
    made = read_document(f"{text}{asks}\n\n## End\n\nThat is all.\n", {})
    scene = made.storyboard.scenes[2]
    assert scene.title == "Can I take dry yeast?"
    assert scene.narration.startswith("Can I take dry yeast? Yes, with 3 g of it.")
    assert any("who asks: 'Mr Perrin often asks'" in note for note in made.notes)


def test_an_answer_is_not_told_without_its_beginning() -> None:
    told = "Less than you expect. The lid locks by itself. We empty the bin every Monday."
    whole = Scene(kind="points", title="Will it smell?", narration=f"Will it smell? {told}")
    more = Scene(kind="points", title="Will it smell?", narration="Rinse it once in a month.")
    other = Scene(kind="points", title="Costs", narration=told)
    title = Scene(kind="title", title="Waste", narration="Food waste is collected in June.")
    for scenes, first in (((title, whole), 0), ((title, whole, more), 0), ((title, other), 2)):
        ranks = SceneRanks(scenes, [1.0] * len(scenes), "en")
        assert ranks.order(2, [0.1, 0.2, 0.9])[0] == first


def test_a_film_does_not_go_on_with_an_answer_that_it_lacks() -> None:
    told = [
        "Will it smell? Less than you expect. The lid locks by itself, and nothing leaks out.",
        "The waste plant in the valley makes gas of the waste, which must heat 1,200 homes.",
    ]
    title = Scene(kind="title", title="Waste", narration="The waste is collected in June.")
    asked = [Scene(kind="points", title="Will it smell?", narration=each) for each in told]
    end = Scene(kind="closing", title="Waste", narration="Thank you.")
    kept = MeasuredScenes([title, *asked, end], SPOKEN).trim(11).scenes
    assert told[1] not in [scene.narration for scene in kept]
