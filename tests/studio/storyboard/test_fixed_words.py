"""Words of ours in films of other languages."""

import pytest

from callsheet_studio.storyboard.content import Code, CodeState, Table
from callsheet_studio.storyboard.maths import speak
from callsheet_studio.storyboard.model import Item, Scene
from callsheet_studio.storyboard.narration import narrate_scene, write_narration
from callsheet_studio.text.fixed_words import WORDS, enumerate_texts, fixed_words


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "A, B and C"),
        ("de-AT", "A, B und C"),
        ("ar", "A، B وC"),
        ("ja", "A、B、C"),
        ("zh", "A、B和C"),
        ("sw", "A, B, C"),
    ],
)
def test_a_list_is_read_as_its_language_has_it(language: str, said: str) -> None:
    assert enumerate_texts(["A", "B", "C"], language) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr-CA", "Atelier. Durée : quatre heures. Lieu : la cave."), ("en", "Durée: quatre heures.")],
)
def test_a_colon_has_the_spaces_of_its_language(language: str, said: str) -> None:
    items = (Item(text="Durée", detail="quatre heures"), Item(text="Lieu", detail="la cave"))
    told = write_narration("points", "Atelier", items, language)
    assert said in told
    table = Table(header=("", "Cause"), rows=(("Mie serrée", "levain trop jeune"),))
    told = narrate_scene(Scene(kind="table", title="Remèdes", content=table), language)
    assert ("Mie serrée : levain" in told) == language.startswith("fr")


def test_steps_are_counted_in_the_film_s_language() -> None:
    items = [Item(text="Wasser kochen"), Item(text="Tee aufgießen und fünf Minuten warten")]
    said = write_narration("steps", "Tee", items, "de")
    assert said == (
        "Tee. Schritt 1: Wasser kochen. Schritt 2: Tee aufgießen und fünf Minuten warten."
    )
    assert "Step" not in write_narration("steps", "Chai", items, "sw")


@pytest.mark.parametrize("language", ["en-GB", "EN-us"])
def test_english_of_every_country_is_narrated_alike(language: str) -> None:
    items = [Item(text="Boil", detail="fresh water"), Item(text="Pour", detail="slowly")]
    assert write_narration("steps", "Tea", items, language) == write_narration(
        "steps", "Tea", items
    )
    code = Code(language="python", states=(CodeState(text="pass"),))
    scene = Scene(kind="code", title="Nothing", narration="", content=code)
    assert narrate_scene(scene, language) == narrate_scene(scene)
    assert speak("2x", language) == speak("2x")


def test_a_formula_is_spoken_in_the_language_of_every_country() -> None:
    assert speak("x^2", "de-AT") == speak("x^2", "de") != speak("x^2")


@pytest.mark.parametrize(
    ("tex", "language", "said"),
    [
        ("I_{blue}", "en", "I sub blue"),
        ("V_{in}", "en", "V sub in"),
        ("a_{ijk}", "en", "a sub i j k"),
        ("10^{-9}", "en", "10 to the power of negative 9"),
        ("x^{n+1} + 1", "en", "x to the power of n plus 1, plus 1"),
        ("E_{max}", "de", "E Index max"),
        ("x^{n+1} + 1", "de", "x hoch, n plus 1, plus 1"),
        (r"\frac{a+b}{c+d}", "fr", "a plus b, sur c plus d"),
        (r"\sqrt{a+b} = 2", "es", "raíz cuadrada de a más b es igual a 2"),
    ],
)
def test_a_formula_is_spoken_as_a_teacher_says_it(tex: str, language: str, said: str) -> None:
    assert speak(tex, language) == said


@pytest.mark.parametrize("language", WORDS)
def test_every_language_has_all_words_and_their_places(language: str) -> None:
    words = fixed_words(language)
    assert "{n}" in words.step and "{a}" in words.joined and "{b}" in words.joined
    assert 0 < len(words.versus) <= 5 and words.animatic


@pytest.mark.parametrize(
    ("title", "texts", "language", "begins"),
    [
        ("Decisions", ("SEPA moves to June", "We plan less"), "en", "One: SEPA"),
        ("Typical mistakes", ("Saying no", "Confusing two plans"), "en", "One: Saying"),
        ("Research questions", ("Which birds sing?", "Do bogs?"), "en", "One: Which"),
        ("Lunch menu", ("Monday: pasta", "Tuesday: curry"), "en", "Monday: pasta"),
        ("Tea", ("Carefully boil the water", "If it is hot, pour it"), "en", "Step one: Carefully"),
        ("How it works", ("The pump starts", "The bell rings"), "en", "One: The"),
        ("How does it work", ("They photograph it", "They send it"), "en", "One: They"),
        ("Making steps", ("Water boils", "Tea is made"), "en", "Step one: Water"),
        ("Beschlüsse", ("SEPA kommt im Juni", "Wir planen weniger"), "de", "1: SEPA"),
        ("Zubereitung", ("Wasser kochen", "Tee aufgießen"), "de", "Schritt 1: Wasser"),
        ("Le thé", ("Faites bouillir l'eau", "Versez-la"), "fr", "Étape 1: Faites"),
        ("Le thé", ("Qui le boit ?", "Où ?"), "fr", "1: Qui"),
    ],
)
def test_only_what_is_to_be_done_is_called_a_step(
    title: str, texts: tuple[str, ...], language: str, begins: str
) -> None:
    items = [Item(text=text) for text in texts]
    scene = Scene(kind="steps", title=title, items=tuple(items))
    assert narrate_scene(scene, language, titled=False).startswith(begins)
    assert f". {begins}" in narrate_scene(scene, language)
