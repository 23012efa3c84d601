"""Running text comes apart at its sentences, and nowhere else."""

from pathlib import Path

import pytest

from callsheet_studio.storyboard.document import read_document
from callsheet_studio.storyboard.model import Item
from callsheet_studio.storyboard.narration import write_narration
from callsheet_studio.text.sentences import (
    SPOKEN,
    as_sentence,
    begin_sentence,
    leans_back,
    sentences,
    spoken_pieces,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Dr. Smith paid $5.30. He left.", ["Dr. Smith paid $5.30.", "He left."]),
        ("Use fruit, e.g. apples. Done.", ["Use fruit, e.g. apples.", "Done."]),
        ("J. R. Tolkien wrote it.", ["J. R. Tolkien wrote it."]),
        ('"Why?" she asked. "Go."', ['"Why?" she asked.', '"Go."']),
        ("It is c divided by b. Then add a.", ["It is c divided by b.", "Then add a."]),
        ("a. Boil it. Then pour.", ["a. Boil it.", "Then pour."]),
        (
            "Es gilt seit dem 21. Juli 2025. Die 3. Kammer hat entschieden.",
            ["Es gilt seit dem 21. Juli 2025.", "Die 3. Kammer hat entschieden."],
        ),
        ("We counted 21. August was hot.", ["We counted 21.", "August was hot."]),
        ("It is 3.14 on p. 5. Yes.", ["It is 3.14 on p. 5.", "Yes."]),
        ("Wait… what? No.", ["Wait… what?", "No."]),
        (
            "They were Ana K., Fr. Paul and Lt. Col. Lee. Go.",
            ["They were Ana K., Fr. Paul and Lt. Col. Lee.", "Go."],
        ),
        (
            "Der Verein Rad e. V. Leipzig hilft u. a. Kindern. Gut.",
            ["Der Verein Rad e. V. Leipzig hilft u. a. Kindern.", "Gut."],
        ),
        ("Read pp. 88–93. Then go.", ["Read pp. 88–93.", "Then go."]),
        ("No. It is a work of art. See Art. 5.", ["No.", "It is a work of art.", "See Art. 5."]),
        ("Siehe Kap. IV. Es kostet 5 Mio. Euro.", ["Siehe Kap. IV.", "Es kostet 5 Mio. Euro."]),
        ("Lea el cap. 3. La Sra. Gil lo dice.", ["Lea el cap. 3.", "La Sra. Gil lo dice."]),
        (
            "Done. Theorem 2. All is well. Proof (sketch). Obvious.",
            ["Done.", "Theorem 2. All is well.", "Proof (sketch). Obvious."],
        ),
        ("Gut. Beweis. Man sieht es.", ["Gut.", "Beweis. Man sieht es."]),
        ("„Das ist gut.“ Dann ging er.", ["„Das ist gut.“", "Dann ging er."]),
        ("你好。世界！", ["你好。", "世界！"]),
        ("यह एक वाक्य है। यह दूसरा है।", ["यह एक वाक्य है।", "यह दूसरा है।"]),
        ("No end\n\nAnother paragraph", ["No end", "Another paragraph"]),
        ("One line\nbroken in two.", ["One line broken in two."]),
        ("... !!! 🎉", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_sentence_gets_the_full_stop_of_its_script() -> None:
    texts = (
        'It says "paid"',
        'It says "paid."',
        "Bees dance",
        "蜂は踊る",
        "दो कदम",
        "Really?",
        "你好。",
        "دو قدم۔",
    )
    assert [as_sentence(text) for text in texts] == [
        'It says "paid".',
        'It says "paid."',
        "Bees dance.",
        "蜂は踊る。",
        "दो कदम।",
        "Really?",
        "你好。",
        "دو قدم۔",
    ]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "HTTPS. 1: TLS. 2: HTTP."),
        ("hi-IN", "HTTPS। 1: TLS। 2: HTTP।"),
        ("bn", "HTTPS। 1: TLS। 2: HTTP।"),
        ("ur", "HTTPS۔ 1: TLS۔ 2: HTTP۔"),
        ("zh-Hant", "HTTPS。1: TLS。2: HTTP。"),
        ("ja", "HTTPS。1: TLS。2: HTTP。"),
    ],
)
def test_made_up_sentences_end_as_the_film_s_language_does(language: str, said: str) -> None:
    items = [Item(text="1", detail="TLS"), Item(text="2", detail="HTTP")]
    assert write_narration("points", "HTTPS", items, language) == said


@pytest.mark.parametrize(
    "text",
    ["word " * 900, "clause of a few words, " * 200, "a" * 5000, "字" * 3000, "k: " + "x" * 4000],
    ids=["no punctuation", "commas", "one word", "no spaces", "word and colon"],
)
def test_a_text_without_an_end_comes_in_pieces_that_can_be_spoken(text: str) -> None:
    for pieces in (sentences(text), spoken_pieces(text)):
        assert len(pieces) > 1
        assert all(len(piece.split()) <= SPOKEN and len(piece) <= 1700 for piece in pieces)
        assert "".join("".join(pieces).split()) == "".join(text.split())


LONG_SENTENCE = (
    "Callsheet is a server: Claude Desktop, Claude Code, Cursor, VS Code or Codex get tools that "
    "make narrated explainer films and their edits (the whole API of Knowlify), and clips, "
    "characters and ad analyses (the whole partner API of Knightvision), on their own computer."
)
"""Longer than what a voice says at once."""


def test_a_long_sentence_is_spoken_in_pieces_and_read_as_one() -> None:
    text = f"{LONG_SENTENCE} It makes videos."
    assert sentences(text) == [LONG_SENTENCE, "It makes videos."]
    assert len(spoken_pieces(text)) > 2


@pytest.mark.parametrize("seconds", [30, 60, 300])
def test_no_scene_says_or_shows_a_part_of_a_long_sentence(seconds: int) -> None:
    lesson = (Path(__file__).parents[2] / "documents/lesson.md").read_text(encoding="utf-8")
    document = f"# Callsheet\n\n**Make videos.** {LONG_SENTENCE}\n\n{lesson}"
    scenes = read_document(document, {"video_duration_seconds": seconds}).storyboard.scenes
    said = [scene.narration for scene in scenes if "Cursor" in scene.narration]
    assert all(LONG_SENTENCE in text for text in said)
    assert not any("and clips" in f"{scene.title} {scene.narration[:20]}" for scene in scenes)


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("df shows less than 80%", "df shows less than 80%"),
        ("curl -s localhost:9600", "curl -s localhost:9600"),
        ("iPad or not", "iPad or not"),
        ("dig a hole", "Dig a hole"),
        ("use -v for more", "Use -v for more"),
    ],
)
def test_a_command_stays_small_at_the_beginning_of_a_sentence(text: str, begun: str) -> None:
    assert begin_sentence(text) == begun


@pytest.mark.parametrize(
    "sentence",
    [
        "Use it within a week, from the fridge.",
        "Don't wash them.",
        "William Buckland published the idea in 1829.",
        "Gideon Mantell was less kind and called her thin.",
        "Lo segundo es leyenda.",
        "Dieser Fehler tritt selten auf.",
        "Cela arrive souvent.",
        "Des panneaux l'indiqueront aux deux bouts de la rue.",
        "La mairie les retirera en mai.",
        "Nous y reviendrons bientôt.",
    ],
)
def test_a_sentence_about_what_was_said_before_leans_on_that(sentence: str) -> None:
    assert leans_back(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The idea of a lens is old.",
        "Glass was less common than clay.",
        "If it rains, stay inside.",
        "Lo que importa es la plata.",
        "Use the fridge.",
        "Nous fermons l'opéra en mai.",
        "Llega la primavera.",
        "Apre l'opera nuova.",
        "Nous cherchons les vignerons.",
        "La rue sera fermée en mai.",
        "Le conseil vote les travaux.",
    ],
)
def test_a_sentence_with_its_own_subject_leans_on_nothing(sentence: str) -> None:
    assert not leans_back(sentence)
