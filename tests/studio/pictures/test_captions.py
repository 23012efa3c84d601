"""Captions: lines that a person can read, each word lit while it is spoken."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.layers.captions import break_lines
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.timeline import TimedScene
from callsheet_studio.text.phrase_splitting import join_words, split_portions
from callsheet_studio.text.timed_word import TimedWord
from callsheet_studio.text.word_ties import is_number_part

SPOKEN = "Compare three quotes and check the warranty too. Then sign."


def test_a_sentence_is_split_evenly_and_none_is_left_with_one_word() -> None:
    shown = [[word.text for word in line.words] for line in break_lines(_words(SPOKEN), 30)]
    assert [" ".join(words) for words in shown] == [
        "Compare three quotes",
        "and check the warranty too.",
        "Then sign.",
    ]


def test_words_that_lean_on_the_next_one_and_lone_words_stay_with_their_neighbours() -> None:
    text = "Read and compare, decide and write, and only after all of that comes the rest."
    shown = [" ".join(word.text for word in line.words) for line in break_lines(_words(text), 42)]
    assert shown == [
        "Read and compare, decide and write,",
        "and only after all of that comes the rest.",
    ]


def test_very_short_sentences_are_read_at_once() -> None:
    (line,) = break_lines(_words("Read. Compare. Decide. Rest."), 42)
    assert len(line.words) == 4


def test_scripts_without_spaces_are_counted_as_wide_as_they_are() -> None:
    """Twenty-one characters of Chinese are as wide as forty-two Latin letters."""
    words = _words("光合作用是植物 利用阳光的过程， 它把水和二氧化碳 变成糖和氧气。")
    shown = break_lines(words, 42)
    assert all(sum(len(word.text) for word in line.words) <= 21 for line in shown)
    assert [word for line in shown for word in line.words] == words


def test_a_silence_ends_a_caption() -> None:
    words = [TimedWord("Wait", 0.0, 0.3), TimedWord("for", 2.0, 2.2), TimedWord("it", 2.2, 2.4)]
    first, second = break_lines(words, 40)
    assert first.end < second.start
    assert [word.text for word in second.words] == ["for", "it"]


def test_no_caption_ends_between_a_number_and_its_unit() -> None:
    text = "Bake at 225 °C for 8 min and cut strips of 2 cm, since 43 % of all buns need € 5 more."
    for limit in range(12, 44):
        lines = [[word.text for word in line.words] for line in break_lines(_words(text), limit)]
        pairs = [(above[-1], below[0]) for above, below in pairwise(lines)]
        assert not [pair for pair in pairs if is_number_part(*pair)]


def test_every_word_is_shown_once_and_in_order() -> None:
    words = _words(SPOKEN * 4)
    assert [word for line in break_lines(words, 24) for word in line.words] == words


def test_the_word_being_spoken_is_in_the_accent_color(
    timed: Callable[[Scene], TimedScene],
    look_of: Callable[..., Theme],
    shot: Callable[[SceneRenderer, Size, float], skia.Image],
) -> None:
    """A telling word has the accent's color while it is spoken, small words never."""
    scene = timed(Scene(kind="title", title="T", narration="Warm from the oven"))
    theme, size = (
        look_of("corporate", {"primary": "#1d4ed8", "accent": "#ff0000"}),
        Size.of("16:9", 360),
    )
    picture = SceneRenderer(scene, theme, size)
    assert _reddest(shot(picture, size, 0.75), size) > 60
    for quiet in (scene.words[1].start + 0.2, scene.words[-1].end + 0.48):
        assert _reddest(shot(picture, size, quiet), size) < 60


FUNCTION_WORDS = {
    "ar": "إلى هذا",
    "de": "für diese",
    "en": "for those",
    "es": "para esta",
    "fr": "pour cette",
    "hi": "के लिए",
    "id": "untuk yang",
    "it": "perché questa",
    "nl": "voor deze",
    "pl": "przez które",
    "pt": "para esta",
    "ru": "чтобы этот",
    "tr": "için bu",
    "uk": "щоб цей",
    "vi": "của những",
}


@pytest.mark.parametrize(("language", "said"), FUNCTION_WORDS.items(), ids=FUNCTION_WORDS)
def test_no_function_word_of_the_films_language_is_lit(
    timed: Callable[[Scene], TimedScene],
    look_of: Callable[..., Theme],
    shot: Callable[[SceneRenderer, Size, float], skia.Image],
    language: str,
    said: str,
) -> None:
    """A caption looks the same while its last word is spoken and after it."""
    scene, size = timed(Scene(kind="title", title="–", narration=said)), Size.of("16:9", 180)
    picture = SceneRenderer(scene, replace(look_of("corporate"), language=language), size)
    end = scene.words[-1].end
    spoken, over = (shot(picture, size, end + dt).toarray() for dt in (-0.1, 0.1))
    assert (spoken == over).all()


def _words(text: str) -> list[TimedWord]:
    return [TimedWord(word, n / 3, n / 3 + 0.3) for n, word in enumerate(text.split())]


def _reddest(frame: skia.Image, size: Size) -> int:
    """By how much red leads in the caption band's reddest pixel."""
    band, unit = size.caption_band, size.unit
    pixels = frame.toarray(colorType=skia.kRGBA_8888_ColorType).astype(int)
    part = pixels[round(band.y * unit) : round(band.bottom * unit)]
    return int((part[:, :, 0] - part[:, :, 1]).max())


def test_captions_that_nobody_says_are_larger(look_of: Callable[..., Theme]) -> None:
    scene = Scene(kind="title", title="Roofs", narration=SPOKEN)
    heard = TimedScene(scene, 1, 3, 0.0, 8.0, tuple(_words(SPOKEN)), ())
    sizes = [
        max(
            box.size
            for box in SceneRenderer(timed, look_of(), Size.of("16:9", 72)).boxes
            if box.caption
        )
        for timed in (heard, replace(heard, voiced=False))
    ]
    assert sizes[1] > 1.2 * sizes[0]


@pytest.mark.parametrize(
    ("said", "limit", "portions"),
    [
        (
            'weak "You always…", strong "In Tuesday\'s call with Brandt AG…"',
            42,
            ['weak "You always…", strong', '"In Tuesday\'s call with Brandt AG…"'],
        ),
        (
            "Der Hund spricht lange von dem alten Haus und geht danach heim.",
            20,
            ["Der Hund spricht", "lange von dem alten", "Haus und geht", "danach heim."],
        ),
    ],
)
def test_no_portion_ends_on_a_word_that_belongs_to_what_follows(
    said: str, limit: int, portions: list[str]
) -> None:
    words = [TimedWord(word, n / 3, n / 3 + 0.3) for n, word in enumerate(said.split())]
    assert [join_words(part) for part in split_portions(words, limit)] == portions
