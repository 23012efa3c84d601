"""`callsheet jobs --spending`."""

from pathlib import Path

import pytest

from callsheet.commands.jobs import show_spending

from .conftest import settings


def test_the_command_prints_a_row_for_each_provider(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The table is the result; what is left of the day is said aside."""
    show_spending(settings(tmp_path, {}))
    output = capsys.readouterr().out
    assert "last 24 hours" in output and "last 30 days" in output
    assert "0 videos, 0 failed videos" in output
    assert "0 credits, 0 refunded credits" in output
