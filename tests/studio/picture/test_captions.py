"""Captions: lines that a person can read, each word lit while it is spoken."""

from collections.abc import Callable

from callsheet_studio.render.captions import lines
from callsheet_studio.render.graphics import skia
from callsheet_studio.render.look import Look
from callsheet_studio.render.picture import Picture, Size
from callsheet_studio.render.timeline import TimedScene, Word
from callsheet_studio.script.storyboard import Scene

SPOKEN = "Compare three quotes and check the warranty too. Then sign."


def test_a_sentence_is_split_evenly_and_none_is_left_with_one_word() -> None:
    shown = [[word.text for word in line.words] for line in lines(_words(SPOKEN), 30)]
    assert [" ".join(words) for words in shown] == [
        "Compare three quotes and",
        "check the warranty too.",
        "Then sign.",
    ]


def test_a_silence_ends_a_caption() -> None:
    words = [Word("Wait", 0.0, 0.3), Word("for", 2.0, 2.2), Word("it", 2.2, 2.4)]
    first, second = lines(words, 40)
    assert first.end < second.start
    assert [word.text for word in second.words] == ["for", "it"]


def test_every_word_is_shown_once_and_in_order() -> None:
    words = _words(SPOKEN * 4)
    assert [word for line in lines(words, 24) for word in line.words] == words


def test_the_word_being_spoken_is_in_the_accent_colour(
    timed: Callable[[Scene], TimedScene],
    look_of: Callable[..., Look],
    shot: Callable[[Picture, Size, float], skia.Image],
) -> None:
    """While a word is spoken its line has the accent's colour; when all are spoken it has not."""
    scene = timed(Scene(kind="title", title="T", narration="Every single word"))
    look, size = (
        look_of("corporate", {"primary": "#1d4ed8", "accent": "#ff0000"}),
        Size.of("16:9", 360),
    )
    picture = Picture(scene, look, size)
    assert _reddest(shot(picture, size, 0.75), size) > 60
    assert _reddest(shot(picture, size, scene.words[-1].end + 0.48), size) < 60


def _words(text: str) -> list[Word]:
    return [Word(word, n / 3, n / 3 + 0.3) for n, word in enumerate(text.split())]


def _reddest(frame: skia.Image, size: Size) -> int:
    """By how much red leads in the caption band's reddest pixel."""
    band, unit = size.caption_band, size.unit
    pixels = frame.toarray(colorType=skia.kRGBA_8888_ColorType).astype(int)
    part = pixels[round(band.y * unit) : round(band.bottom * unit)]
    return int((part[:, :, 0] - part[:, :, 1]).max())
