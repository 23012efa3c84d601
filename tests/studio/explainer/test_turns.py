"""What is seen in turn is seen long enough to be read.

The rule's source: issue "Any document becomes a lesson", to show, 2: rows of a table and lines of
code can be answered from the film.
"""

import pytest

from callsheet_studio.explainer.timing.turns import space_turns


@pytest.mark.parametrize(
    ("starts", "least", "end", "moved"),
    [
        ([0.0, 5.0, 10.0], [2.0, 2.0, 2.0], 15.0, [0.0, 5.0, 10.0]),
        ([0.0, 1.0, 1.5], [4.0, 4.0, 4.0], 20.0, [0.0, 4.0, 8.0]),
        ([0.0, 18.0, 19.0], [4.0, 4.0, 4.0], 20.0, [0.0, 12.0, 16.0]),
        ([0.0, 1.0, 1.5], [4.0, 2.0, 4.0], 5.0, [0.0, 2.0, 3.0]),
        ([0.3], [4.0], 2.0, [0.3]),
        ([], [], 2.0, []),
    ],
)
def test_turns_are_moved_only_where_one_would_be_too_short(
    starts: list[float], least: list[float], end: float, moved: list[float]
) -> None:
    assert space_turns(starts, least, end) == pytest.approx(moved)
