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


STEPS = (
    "1. **Rest (30 min).** Mix the flour with the water.\n"
    "2. **Folds (2 h).** Every 30 minutes, fold the dough over itself four times, and cover the "
    "bowl. The dough is ready when it no longer sticks to wet fingers.\n"
    "3. **Baking (45 min).** Heat the oven to 250 °C.\n"
)
LABELS = (
    "- **Load.** Search adds about 40 queries a second to the primary. We would use the replica; "
    "if the replica lags more than a minute, search falls back to the popular list.\n"
    "- Old boots, sizes 2 to 10.\n"
    "- A governor: we have one vacancy for a parent governor. The term is four years and there "
    "are six evening meetings a year. Ask Mr Doyle.\n"
)


def test_a_long_step_is_told_in_its_place() -> None:
    first, steps, _ = read(STEPS).storyboard.scenes
    assert steps.items[1].text == "Folds (2 h)" and steps.title == "Scope"
    assert steps.items[1].detail == (
        "Every 30 minutes, fold the dough over itself four times, and cover the bowl."
    )
    assert "sticks to wet fingers. Step three: Baking (45 min)." in steps.narration
    assert first.kind == "title"


def test_a_label_is_not_parted_from_what_it_labels() -> None:
    made = read(LABELS)
    titles = [scene.title for scene in made.storyboard.scenes]
    assert titles == ["Rules", "Scope", "End"]
    said = made.storyboard.scenes[1].narration
    assert "Load. Search adds" in said and "the popular list. Old boots" in said
    assert "A governor: we have one vacancy" in said and said.endswith("Ask Mr Doyle.")
    assert not any("Shortened" in note for note in made.notes)


def test_words_around_a_list_leave_nothing_of_its_long_items_unsaid() -> None:
    said = read(f"{STEPS}\nThe teacher bakes the loaves of the day before.\n").storyboard
    told = " ".join(scene.narration for scene in said.scenes)
    assert "sticks to wet fingers." in told and "the day before" in told


def test_an_outline_without_room_says_only_the_beginning_of_long_items() -> None:
    body = "It lists the names of all the pumps and wheels that the town has bought so far. " * 4
    items = "".join(f"- **Pump {n}.** {body}\n" for n in range(1, 4))
    parts = "".join(f"## Part {n}\n\n{items}\n" for n in range(1, 6))
    made = read_document(f"# Pumps\n\nThey are new.\n\n{parts}", {"video_duration_seconds": 240})
    assert len(made.outline) <= 5000
    assert any("only the beginning of long items is said" in note for note in made.notes)
