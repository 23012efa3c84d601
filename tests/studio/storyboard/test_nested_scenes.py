"""What stands below an item keeps the sense that the item gives it."""

from callsheet_studio.storyboard.document import DocumentDraft, read_document

SHORT = "- Install\n  - Linux\n    - Debian: apt\n    - Fedora: dnf\n  - macOS\n- Run\n"
OPEN = (
    "1. All who have a contract\n2. Not to\n"
    "   - people in the laboratory whose tasks cannot leave the building on any day of the year\n"
    "   - members of the council while they act in that role, and those who stand in for them\n"
)
ONLY = (
    "- CVE-2026-10433: a crafted name could write files outside of the folder in which reports are "
    "kept. Rated 8.1, which is high. Reported by a team of three people who wrote a fix as well.\n"
)


def read(shown: str) -> DocumentDraft:
    text = f"# Rules\n\nThey are new.\n\n## Scope\n\n{shown}\n## End\n\nThat is all.\n"
    return read_document(text, {"video_duration_seconds": 90})


def test_a_further_level_stands_in_parentheses() -> None:
    scene = read(SHORT).storyboard.scenes[1]
    assert scene.items[0].detail == "Linux (Debian: apt, Fedora: dnf); macOS"


def test_an_item_that_says_nothing_alone_is_the_heading_of_those_below_it() -> None:
    made = read(OPEN)
    first, second = made.storyboard.scenes[1:3]
    assert [item.text for item in first.items] == ["All who have a contract"]
    assert second.title == "Scope: Not to" and len(second.items) == 2
    assert made.coverage.shown == made.coverage.total


def test_a_single_long_item_is_told_in_one_scene() -> None:
    made = read(ONLY)
    titles = [scene.title for scene in made.storyboard.scenes]
    assert titles[1] == "Scope: CVE-2026-10433" and "CVE-2026-10433" not in titles
    assert made.coverage.shown == made.coverage.total
    assert made.coverage.total["sections"] == 2
