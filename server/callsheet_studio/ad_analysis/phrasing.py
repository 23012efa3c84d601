"""Numbers and lists as people write them, and the words for what was measured."""

from collections.abc import Sequence

from callsheet_studio.ad_analysis.findings import Swatch

LIGHT = ((0.2, "dark"), (0.4, "dim"), (0.62, "evenly lit"), (1.1, "bright"))
"""Mean brightness under which a picture is called so."""
MOVEMENT = ((6.0, "still"), (40.0, "calm"), (120.0, "lively"), (1e9, "hectic"))
"""Levels a second under which a picture is called so."""
PACE = ((1.5, "fast"), (3.5, "brisk"), (6.0, "measured"), (1e9, "slow"))
"""Mean seconds of a shot under which the cutting is called so."""


def format_time(seconds: float) -> str:
    """Return seconds as minutes and seconds, such as `0:07`."""
    minutes, rest = divmod(int(seconds + 0.5), 60)
    return f"{minutes}:{rest:02d}"


def format_range(start: float, end: float) -> str:
    """Return two times in seconds as a range, such as `0:07-0:12`."""
    return f"{format_time(start)}-{format_time(max(end, start))}"


def count(number: int, noun: str) -> str:
    """Return a number with a noun in the singular or plural: `1 shot`, `7 shots`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def join_list(items: Sequence[str]) -> str:
    """Return texts as a list in words: `a, b and c`; empty for none."""
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def percent(share: float) -> str:
    """Return a share, 0 to 1, in percent, such as `63 %`."""
    return f"{share * 100:.0f} %"


def scale_word(value: float, scale: Sequence[tuple[float, str]]) -> str:
    """Return the word for a value.

    Args:
        scale: (upper bound, word), lowest first; the last bound is above every value.
    """
    return next(word for below, word in scale if value < below)


def colors(swatches: Sequence[Swatch], most: int = 3) -> str:
    """Return the first colors with value and share: `blue (#0066cc, 58 %) and white (#ffffff, 20
    %)`.

    Args:
        most: How many colors at most.
    """
    return join_list([f"{one.name} ({one.hex}, {percent(one.share)})" for one in swatches[:most]])


def color_names(swatches: Sequence[Swatch], most: int = 2) -> str:
    """Return the names of the first colors, each once: `blue and white`.

    Args:
        most: How many names at most.
    """
    return join_list(list(dict.fromkeys(one.name for one in swatches))[:most])


def quote(text: str, most: int = 160) -> str:
    """Return a text in quotation marks; of more than `most` characters it is cut at a space,
    with an ellipsis."""
    if len(text) > most:
        text = text[: text.rfind(" ", 0, most) if " " in text[:most] else most] + "…"
    return f"“{text}”"


def with_period(sentence: str) -> str:
    """Return a sentence with a full stop at its end, unless it ends with a quotation that has a
    final mark of its own."""
    return sentence if sentence.endswith((".”", "!”", "?”", "…”")) else f"{sentence}."
