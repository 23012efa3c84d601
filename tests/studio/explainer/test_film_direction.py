"""Texts of a film in Arabic, Hebrew, … run from right to left though a Latin name begins them.

The rule's source: UAX 9, HL1 (a higher-level protocol sets the direction of a paragraph).
"""

import pytest

from callsheet_studio.drawing.fonts import FontFace, Fonts
from callsheet_studio.drawing.text_layout import TextLayout, TextStyle
from callsheet_studio.media.subtitles import cut_captions
from callsheet_studio.storyboard.model import Scene, Storyboard
from callsheet_studio.storyboard.timeline import TimedScene, Timeline
from callsheet_studio.text.timed_word import TimedWord

STYLE = TextStyle(FontFace("Noto Sans"), 30.0, lines=1)
MIXED = "HTTP Live Streaming هو بروتوكول"


def visual(text: str, language: str) -> list[str]:
    """The words of a line from left to right, without isolates."""
    (line,) = TextLayout(Fonts(language)).fit(text, STYLE, 2000).lines
    words = sorted(line, key=lambda word: word.x)
    return [word.text.strip("\u2067\u2069") for word in words]


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("ar", ["بروتوكول", "هو", "HTTP", "Live", "Streaming"]),
        ("he-IL", ["بروتوكول", "هو", "HTTP", "Live", "Streaming"]),
        ("en", ["HTTP", "Live", "Streaming", "هو", "بروتوكول"]),
    ],
)
def test_a_latin_beginning_keeps_the_film_s_direction(language: str, order: list[str]) -> None:
    assert visual(MIXED, language) == order


def test_latin_alone_is_read_from_the_left_in_every_film() -> None:
    assert visual("HTTP Live Streaming", "ar") == ["HTTP", "Live", "Streaming"]


@pytest.mark.parametrize(("language", "mark"), [("ar", "\u200f"), ("de", "")])
def test_caption_files_carry_the_direction(language: str, mark: str) -> None:
    words = tuple(TimedWord(word, n, n + 0.9) for n, word in enumerate(MIXED.split()))
    film = Storyboard(
        title="T",
        seconds=30,
        aspect_ratio="16:9",
        style="explainer",
        seed="1",
        language=language,
        scenes=(Scene(kind="title", title="T", narration=MIXED),),
    )
    timed = TimedScene(film.scenes[0], 0, 1, 0.0, 9.0, words, ())
    shown = cut_captions(Timeline(film, (timed,)))
    assert [line[:1] == "\u200f" for one in shown for line in one.lines] == [bool(mark)] * len(
        [line for one in shown for line in one.lines]
    )
