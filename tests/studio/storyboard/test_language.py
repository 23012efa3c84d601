"""The language is told well enough to know whether the voice can speak it."""

import pytest

from callsheet_studio.storyboard.brief import Brief
from callsheet_studio.storyboard.build import build_storyboard
from callsheet_studio.storyboard.installed_voices import ANY, ENGLISH
from callsheet_studio.storyboard.voice_note import language_of_task, voice_note
from callsheet_studio.text.language import language_of, without_names

GERMAN = "Die Sonne ist ein Stern. Sie wärmt die Erde, und das Licht braucht acht Minuten zu uns."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The sun warms the earth and all of us.", "en"),
        ("API", "en"),
        ("A – b – c 5", "en"),
        ("Café résumé naïve", "en"),
        (GERMAN, "de"),
        ("Le soleil est une étoile, et la lumière met huit minutes pour nous atteindre.", "fr"),
        ("El sol es una estrella y la luz tarda ocho minutos en llegar a los planetas.", "es"),
        ("Il sole è una stella e la luce non arriva subito, come si sa.", "it"),
        ("O sol é uma estrela e a luz não chega de uma vez aos planetas.", "pt"),
        ("شرح كيف تعمل الشمس", "ar"),
        ("太阳是一颗恒星", "zh"),
        ("太陽は恒星です", "ja"),
        ("태양은 별입니다", "ko"),
        ("Солнце — звезда", "ru"),
        ("सूर्य एक तारा है", "hi"),
    ],
)
def test_a_language_is_told_by_its_script_or_its_small_words(text: str, language: str) -> None:
    assert language_of(text) == language


def test_another_language_is_captioned_and_the_note_says_so() -> None:
    script = build_storyboard(Brief("uuid", GERMAN + " Ohne sie gibt es kein Leben auf der Erde."))
    assert script.storyboard.language == "de"
    assert any("captioned, without a voice" in note for note in script.notes)


@pytest.mark.parametrize(
    ("task", "language"),
    [
        (GERMAN, "de"),
        ("How vaccines work", "en"),
        ("---\nduration: 60\nlanguage: 'pl'\n---\n# Jak to działa", "pl"),
        ("---\nlang: pl\n---\n# The sun\n> It is the star of the earth.", "pl"),
        ("---\nlanguage: polish\n---\n# The sun\n> It is the star of the earth.", "en"),
        ("---\nlanguage\n---\nThe sun warms the earth.", "en"),
        ("language: pl\n# The sun\n> It is the star of the earth.", "en"),
    ],
)
def test_the_language_of_a_task_is_known_before_it_is_read(task: str, language: str) -> None:
    assert language_of_task(task) == language


def test_a_film_that_nobody_speaks_says_what_would_speak_it() -> None:
    note = voice_note("pt-BR", spoken=ENGLISH)
    assert note and "Portuguese" in note and "CALLSHEET_SPEECH_URL" in note
    assert voice_note("pt-BR", spoken=frozenset({ANY})) is None
    assert voice_note("en-GB", spoken=ENGLISH) is None


def test_nothing_english_is_put_into_another_language() -> None:
    outline = "# Die Sonne\n## Was sie ist\n1. ein Stern\n2. sehr heiß und nicht fest\n## Und wir"
    scenes = build_storyboard(
        Brief("uuid", outline + "\n> Sie ist das Licht und die Wärme.")
    ).storyboard.scenes
    spoken = " ".join(scene.narration for scene in scenes)
    assert "Step" not in spoken
    assert "In short" not in spoken


@pytest.mark.parametrize(
    "text",
    [
        "Nearest A&E: Hospital de São José, 10 min walk.",
        "Meet at Igreja de São Francisco e Palácio da Bolsa.",
        "Dinner at Casa de la Luz y El Mar.",
    ],
)
def test_a_name_is_no_second_language(text: str) -> None:
    said = f"# Trip\n\nWe go to the sea with all of you.\n\n## Sunday\n\n{text}\n"
    assert not any("other languages" in note for note in build_storyboard(Brief("u", said)).notes)


def test_the_words_around_names_still_tell_a_language() -> None:
    assert language_of(without_names(GERMAN)) == "de"
    text = "El sol es una estrella y la luz tarda ocho minutos en llegar a Casa de la Luz."
    assert language_of(without_names(text)) == "es"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("On peut remplacer le levain par de la levure, mais le pain se garde moins.", "fr"),
        ("Oui, avec 3 g de levure fraîche, mais il se gardera deux jours au lieu de cinq.", "fr"),
        ("La masa de la casa se guarda en el horno, pero no más de un día.", "es"),
        ("A massa da casa se guarda no forno, mas não mais de um dia.", "pt"),
        ("La pasta della casa si tiene nel forno, ma non più di un giorno.", "it"),
        ("A plus B is more than the sum of de Gaulle and La Salle.", "en"),
    ],
)
def test_languages_that_share_small_words_are_told_apart(text: str, tag: str) -> None:
    assert language_of(text) == tag
