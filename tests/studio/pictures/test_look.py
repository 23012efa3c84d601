"""Looks: palettes obeyed as far as they can be read, words on the style heard, the rest said."""

from collections.abc import Callable

import pytest

from callsheet_studio.drawing.color import READABLE, VISIBLE, WHITE, Color
from callsheet_studio.explainer.layers.look_shapes import choose_shape
from callsheet_studio.explainer.scenes.comparison_layouts import SIDES
from callsheet_studio.explainer.scenes.number_layouts import NUMBERS
from callsheet_studio.explainer.scenes.quote import GROUNDS
from callsheet_studio.explainer.theme.presets import PRESETS
from callsheet_studio.explainer.theme.style_prompt import parse_style_prompt
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.brief import STYLE_NAMES, StyleName

STYLES = STYLE_NAMES
LookOf = Callable[..., Theme]


@pytest.mark.parametrize("style", STYLES)
def test_the_primary_color_is_seen_and_the_accent_highlights(
    style: StyleName, look_of: LookOf
) -> None:
    """Both hues survive being made visible; knowlify.md: primary is the main brand colour."""
    inks = look_of(style, {"primary": "#0066cc", "accent": "#ff6600"}).inks
    seen = inks.ground.fill if look_of(style).preset.branded else inks.primary
    assert _hues_apart(seen, Color.parse("#0066cc")) < 12
    assert _hues_apart(inks.accent, Color.parse("#ff6600")) < 12


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("color", ["#ffffff", "#000000", "#808080", "#ffff00", "#0000ff"])
def test_four_equal_colors_still_give_a_readable_film(
    style: StyleName, color: str, look_of: LookOf
) -> None:
    palette = dict.fromkeys(("primary", "secondary", "tertiary", "accent"), color)
    inks = look_of(style, palette).inks
    for surface in (inks.ground, inks.panel, inks.lit, inks.caption):
        for ink in (surface.text, surface.quiet, surface.accent):
            assert surface.contrast(ink) >= READABLE
        assert surface.contrast(surface.quiet, surface.rest) >= READABLE
    assert all(ink.min_contrast(inks.ground.grounds) >= VISIBLE - 0.01 for ink in inks.series)


def test_dark_and_light_are_obeyed(look_of: LookOf) -> None:
    night = look_of("corporate", prompt="A dark, moody look").inks.ground.fill
    day = look_of("explainer", prompt="bright and airy").inks.ground.fill
    assert night.luminance < 0.05 and day.luminance > 0.8


def test_serif_playful_and_tempo_are_obeyed(look_of: LookOf) -> None:
    plain, serif = look_of(), look_of(prompt="elegant serif type, slow motion")
    assert serif.preset.type.display.family == "Playfair Display"
    assert serif.preset.motion.seconds > plain.preset.motion.seconds
    assert look_of(prompt="playful").preset.type.display.family == "Fredoka"


def test_colors_named_in_words_stand_in_for_a_palette(look_of: LookOf) -> None:
    inks = look_of(prompt="deep green with gold accents").inks
    assert _hues_apart(inks.brand.primary, Color.parse("#1f9d55")) < 5
    assert _hues_apart(inks.brand.accent, Color.parse("#d4a017")) < 5


def test_what_cannot_be_followed_is_said_in_its_own_words(look_of: LookOf) -> None:
    theme = look_of(prompt="Dark background. Shot on 35mm in a jungle.")
    assert theme.preset.dark
    assert len(theme.notes) == 1 and "'Shot on 35mm in a jungle'" in theme.notes[0]


def test_a_negated_wish_is_not_granted() -> None:
    assert parse_style_prompt("not dark").dark is None
    assert parse_style_prompt("no serif, please").serif is None


def test_a_color_that_is_none_is_left_out_and_said(look_of: LookOf) -> None:
    theme = look_of(palette={"primary": "#12345", "accent": "#f60"})
    assert any("'#12345'" in note for note in theme.notes)


def test_the_seed_varies_a_look_and_nothing_else_does(look_of: LookOf) -> None:
    assert look_of(seed="a") == look_of(seed="a")
    assert look_of(seed="a").inks != look_of(seed="b").inks


@pytest.mark.parametrize("style", [name for name in STYLE_NAMES if name != "whiteboard"])
def test_films_of_one_look_do_not_all_open_with_the_same_shape(
    style: StyleName, look_of: LookOf
) -> None:
    """Every film whose title has no picture opened with the same rings."""
    assert len({choose_shape(look_of(style, seed=f"take-{n}")) for n in range(8)}) > 1
    assert choose_shape(look_of(style)) == choose_shape(look_of(style))


def test_a_palette_is_not_varied_by_the_seed(look_of: LookOf) -> None:
    palette = {"primary": "#0066cc", "accent": "#ff6600"}
    assert look_of(palette=palette, seed="a").inks == look_of(palette=palette, seed="b").inks


@pytest.mark.parametrize("text", ["#fff", "#ffffff", "ffffff"])
def test_colors_are_read_in_both_lengths(text: str) -> None:
    assert Color.parse(text) == WHITE


@pytest.mark.parametrize(
    "text", ["", "#ff", "#gg0011", "-12345", "1_2345", "# 12345", "１２３４５６"]
)
def test_a_text_that_is_no_color_is_refused_by_name(text: str) -> None:
    with pytest.raises(ValueError, match="is not a colour such as #0066cc"):
        Color.parse(text)


def test_contrast_is_what_wcag_says() -> None:
    """WCAG 2.2's own example of the least readable grey on white: #767676, 4.54:1."""
    assert Color.parse("#767676").contrast(WHITE) == pytest.approx(4.54, abs=0.01)


def _hues_apart(a: Color, b: Color) -> float:
    return abs((a.lch[2] - b.lch[2] + 180) % 360 - 180)


@pytest.mark.parametrize(
    "prompt", ["whiteboard", "A hand-drawn look", "sketch style, blue", "all drawn by hand"]
)
def test_a_whiteboard_is_drawn_when_words_ask_for_it(prompt: str, look_of: LookOf) -> None:
    theme = look_of("corporate", prompt=prompt)
    assert theme.preset.drawn and theme.preset.type.display.family == "Kalam"
    assert not theme.notes and not look_of("corporate", prompt="no sketch").preset.drawn


def test_every_look_sets_figures_sides_and_quotes_in_its_own_way() -> None:
    """Issue: "Comparison, number and quote get a layout per look"."""
    cards = {preset.card for preset in PRESETS.values()}
    assert cards == set(NUMBERS) == set(SIDES) == set(GROUNDS) and len(cards) == len(PRESETS)
    for aspect in (0, 1):
        assert len({layouts[aspect] for layouts in NUMBERS.values()}) == len(cards)
    assert len({(sides.place, sides.paint) for sides in SIDES.values()}) == len(cards)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("accent", ["#0f6b5c", "#e07a2f"])
def test_a_card_in_the_light_is_as_far_from_a_brand_s_color_as_the_others(
    style: StyleName, accent: str, look_of: LookOf
) -> None:
    """On a brand's green, the card that was spoken of was gray among white ones, or green."""
    look = look_of(style, {"primary": "#0f6b5c", "accent": accent})
    theme, is_branded = look.for_kind("points"), look.preset.branded or look.full is not None
    lit, panel = (
        surface.fill.contrast(theme.inks.ground.fill)
        for surface in (theme.inks.lit, theme.inks.panel)
    )
    assert not is_branded or lit >= min(panel, 1.5)
    assert not is_branded or theme.preset.card == "slab" or lit == panel
