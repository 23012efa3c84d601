"""Breaking and fitting text."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from callsheet_studio.drawing.fonts import FontFace, Fonts
from callsheet_studio.drawing.line_breaking import TextRun, break_points, is_rtl, visual_order
from callsheet_studio.drawing.text_layout import TextLayout, TextStyle
from callsheet_studio.text.word_ties import stay_together

STYLE = TextStyle(FontFace("Inter", 400), 40, lines=3)


@pytest.fixture(scope="module")
def setter() -> TextLayout:
    return TextLayout(Fonts())


def test_lines_are_balanced_rather_than_filled(setter: TextLayout) -> None:
    block = setter.fit("How solar power reaches your home", STYLE, 560)
    assert len(block.lines) == 2
    widths = [max(word.x + word.width for word in line) for line in block.lines]
    assert min(widths) > 0.6 * max(widths)


@pytest.mark.parametrize(
    "lines",
    [
        ("Every night,", "2 to 9"),
        ("If it must turn,", "then I will turn it."),
        ("One stamp, two countries,", "nine people"),
        ("日本語は、", "どうやって話す"),
    ],
    ids=" ".join,
)
def test_a_line_ends_where_one_pauses_if_that_makes_none_much_longer(
    setter: TextLayout, lines: tuple[str, ...]
) -> None:
    """ "Every | night, 2 to 9" was set on a closing."""
    joint = "" if lines[0].endswith("、") else " "
    width = setter.width(max(lines, key=len), STYLE.face, STYLE.size) * 1.3
    block = setter.fit(joint.join(lines), STYLE, width)
    assert tuple(joint.join(word.text for word in line) for line in block.lines) == lines


@pytest.mark.parametrize(("before", "after"), [("of", "5"), ("von", "12,"), ("sur", "3:")])
def test_a_number_stays_with_the_word_that_makes_it_a_whole(before: str, after: str) -> None:
    """ "Module 3 of | 5" was set on a title."""
    assert stay_together(before, after) and not stay_together(before, "course")


def test_a_pause_after_one_word_of_many_ends_no_line(setter: TextLayout) -> None:
    text = "Well, this is a title that is as long as two lines"
    first, second = setter.fit(text, STYLE, 560).lines
    assert first[-1].text != "Well," and len(second) > 3


@pytest.mark.parametrize(
    "text",
    [
        "Module 3 of 5: how to give feedback to a colleague",
        "How Brixen Bakeries cut food waste by 43 % in nine months",
        'Cut in strips 2 cm (¾") wide',
        "Ein Kilo kostet € 5 im Laden nebenan",
        "Backen bei 210 °C, dann 8 min ruhen",
        "The mean is 4.87 % ± 0.04 % of the sample",
        'The partner only asks: "What exactly did you see?"',
    ],
)
def test_a_number_and_its_unit_share_a_line_and_no_line_ends_in_the_first_word_of_a_quotation(
    setter: TextLayout, text: str
) -> None:
    """A title ended its line on "43" and began the next one with "%"."""
    for width in range(240, 760, 20):
        block = setter.fit(text, replace(STYLE, lines=6), width)
        lines = [[word.text for word in line] for line in block.lines]
        pairs = [(above[-1], below[0]) for above, below in pairwise(lines)]
        assert not [pair for pair in pairs if stay_together(*pair)]
        assert " ".join(word for line in lines for word in line) == text


def test_text_shrinks_before_it_is_cut(setter: TextLayout) -> None:
    block = setter.fit("one two three four five six seven", STYLE, 190, 200)
    assert block.shrank and not block.cut
    assert block.width <= 190 and block.height <= 200


def test_what_does_not_fit_at_the_floor_ends_with_an_ellipsis(setter: TextLayout) -> None:
    block = setter.fit("word " * 60, STYLE, 300)
    assert block.cut and block.lines[-1][-1].text.endswith("…")
    assert len(block.lines) == 3 and block.width <= 300


def test_a_word_wider_than_the_line_is_broken(setter: TextLayout) -> None:
    block = setter.fit("Donaudampfschifffahrtsgesellschaft", STYLE, 300)
    assert len(block.lines) > 1 and block.width <= 300
    assert "".join(word.text for line in block.lines for word in line).startswith("Donaudampf")


def test_chinese_and_japanese_break_between_characters_but_not_before_a_full_stop() -> None:
    assert break_points("日本語です。") == ["日", "本", "語", "で", "す。"]
    assert break_points("どうやって「話す」") == ["ど", "う", "やっ", "て", "「話", "す」"]
    assert break_points("안녕하세요") == ["안녕하세요"]


def test_arabic_runs_from_the_right_with_its_english_in_order(setter: TextLayout) -> None:
    """UAX 9: in a line that runs leftwards, a run of Latin words keeps its own order."""
    block = setter.fit("مرحبا two words بالعالم", STYLE, 2000)
    assert is_rtl("«مرحبا» hello") and not is_rtl("hello مرحبا")
    shown = [word.text.strip("\u2067\u2069") for word in visual_order(_by_number(block.lines[0]))]
    assert shown == ["بالعالم", "two", "words", "مرحبا"]
    assert [word.text.strip("\u2067\u2069") for word in block.lines[0]] == shown


@pytest.mark.parametrize(
    ("language", "face"), [("ja", "CJK 0 400"), ("ko", "CJK 1 400"), ("zh-TW", "CJK 3 400")]
)
def test_chinese_characters_have_the_form_of_the_film_s_language(language: str, face: str) -> None:
    """Unicode, chapter 18: Han unification. The fonts are those of the extra `[cjk]`."""
    pytest.importorskip("manimgx_fonts_cjk")
    families = Fonts(language).families(FontFace("Inter", 400), "直 = 骨")
    assert face in families and not any(name.startswith("system") for name in families)


@pytest.mark.parametrize(
    ("text", "face"), [("直す", "CJK 0 700"), ("한자", "CJK 1 700"), ("直", "CJK 2 700")]
)
def test_in_other_films_a_text_s_own_letters_tell_its_language(text: str, face: str) -> None:
    pytest.importorskip("manimgx_fonts_cjk")
    fonts = Fonts("de")
    assert face in fonts.families(FontFace("Inter", 700), text)
    assert fonts.drawable(text, FontFace("Inter", 700)) == (text, "")


def test_emoji_that_nobody_can_draw_are_left_out_and_letters_are_reported() -> None:
    """U+10FFFD is private use: no font has it, and it is no picture."""
    text, missing = Fonts().drawable(
        "Launch \U0001faff\U000e0041 now \U0010fffd", FontFace("Inter", 400)
    )
    assert text.split()[0] == "Launch" and "\U0010fffd" in missing


def test_every_packaged_face_has_its_own_weight(setter: TextLayout) -> None:
    """A variable font without a clone per weight comes out thin."""
    light = setter.width("Weight", FontFace("Montserrat", 400), 100)
    assert setter.width("Weight", FontFace("Montserrat", 800), 100) > 1.04 * light


def _by_number(line: Sequence[TextRun]) -> list[TextRun]:
    return sorted(line, key=lambda word: word.n)
