"""A file is read where it may be, and any other name is only not found."""

from pathlib import Path

import pytest

from callsheet_tools.toolkit.allowed_files import find_allowed


@pytest.mark.parametrize(
    "name",
    ["~nobody-of-that-name/a.png", "a" * 5_000, "a/" * 3_000, "", "..", "/etc/passwd", "a\0b"],
    ids=["unknown user", "long", "deep", "empty", "parent", "elsewhere", "nul"],
)
def test_what_is_no_file_of_an_allowed_folder_is_not_found(tmp_path: Path, name: str) -> None:
    assert find_allowed((tmp_path,), name) is None


def test_a_file_of_an_allowed_folder_is_found_and_a_link_out_of_it_is_not(tmp_path: Path) -> None:
    allowed, outside = tmp_path / "in", tmp_path / "out.md"
    allowed.mkdir()
    (allowed / "a.md").touch()
    outside.touch()
    (allowed / "link.md").symlink_to(outside)
    assert find_allowed((allowed,), "a.md") == (allowed / "a.md").resolve()
    assert find_allowed((allowed,), "link.md") is None
