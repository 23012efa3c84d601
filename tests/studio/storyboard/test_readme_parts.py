"""Parts of a README that are no words about its subject, or are set in a way of their own."""

import pytest

from callsheet_studio.storyboard.document import DocumentDraft, read_document

MORE = "\n## Use\n\nCall it by its name, and it lies down.\n"


def drafted(text: str, seconds: int = 60) -> DocumentDraft:
    return read_document(text, {"video_duration_seconds": seconds})


def test_links_before_the_first_words_are_no_list() -> None:
    links = "- [Website](https://nap.example)\n- [Changes](https://nap.example/changes)\n"
    made = drafted(f"# Nap\n\n{links}\nNap puts threads to sleep.\n{MORE}")
    scenes = made.storyboard.scenes
    assert [(scene.title, scene.items) for scene in scenes][:1] == [("Nap", ())]
    assert scenes[0].narration == "Nap puts threads to sleep."
    assert "items" not in made.coverage.total
    assert "Left out: a line of links: 'Website', 'Changes'." in made.notes


def test_links_in_other_languages_after_a_paragraph_are_left_out_too() -> None:
    links = "[English](a.md)\n • [Deutsch](b.md)\n • [Español](c.md)\n"
    made = drafted(f"{links}\nNap is a library for threads.\n{MORE}")
    assert made.storyboard.scenes[0].narration == "Nap is a library for threads."
    assert not any(scene.items for scene in made.storyboard.scenes if scene.title == "Nap")


def test_links_under_a_heading_are_a_list() -> None:
    links = "- [Website](https://nap.example)\n- [Changes](https://nap.example/changes)\n"
    made = drafted(f"# Nap\n\nNap sleeps.\n\n## Links\n\n{links}{MORE}")
    assert made.coverage.total["items"] == 2


@pytest.mark.parametrize("end", ["<br/>", "<br>", "  ", "\\"])
def test_a_bold_line_of_an_item_is_its_name(end: str) -> None:
    text = f"- **Quiet nights**{end}\n  Nobody hears them.\n- **Early mornings**{end}\n  All wake."
    made = drafted(f"# Nap\n\nNap sleeps.\n\n## Why\n\n{text}\n{MORE}")
    (scene,) = (scene for scene in made.storyboard.scenes if scene.title == "Why")
    shown = [(item.text, item.detail) for item in scene.items]
    assert shown == [("Quiet nights", "Nobody hears them."), ("Early mornings", "All wake.")]


def test_an_option_at_the_beginning_of_a_line_is_no_author() -> None:
    made = drafted(
        "# Nap\n\nNap sleeps.\n\n## Commits\n\nTo skip it, use ``nap commit\n--quiet``.\n"
    )
    scene = made.storyboard.scenes[-1]
    assert (scene.subtitle, scene.narration) == (None, "To skip it, use nap commit --quiet.")


def test_a_table_of_badges_is_left_out() -> None:
    badge = "[![CI](https://img.shields.io/a.svg)](https://ci.example)"
    table = f"| | |\n|-|-|\n| CI | {badge} |\n| Docs | {badge} |\n"
    made = drafted(f"# Nap\n\n{table}\nNap puts threads to sleep.\n{MORE}")
    assert [scene.kind for scene in made.storyboard.scenes if scene.title == "Nap"] == ["title"]
    assert any("a table without words: 'CI', 'Docs'" in note for note in made.notes)


def test_a_lead_in_ends_with_one_mark() -> None:
    made = drafted("# Nap\n\nNap sleeps.\n\n## Use\n\nFor instance,\n\n```sh\nnap\n```\n")
    assert made.storyboard.scenes[-1].narration == "For instance…"


def test_what_looks_back_in_a_paragraph_is_parted_from_what_leads_on() -> None:
    made = drafted(
        "# Nap\n\nNap sleeps.\n\n## Use\n\nOne by one:\n\n```sh\nnap a\n```\n\n"
        "That is fine for a few. For many threads, name the pool:\n\n```python\nnap(pool)\n```\n"
    )
    first, second = (scene.narration for scene in made.storyboard.scenes if scene.title == "Use")
    assert first == "One by one… That is fine for a few."
    assert second == "For many threads, name the pool…"


@pytest.mark.parametrize(
    "remark",
    ["The answer must be zero.", "You should now see a prompt.", "The last line is the total."],
)
def test_what_code_answers_is_said_over_that_code(remark: str) -> None:
    made = drafted(
        "# Nap\n\nNap sleeps.\n\n## Use\n\nAsk it how many are up:\n\n```sh\nnap a\n```\n\n"
        f"{remark} Also count the beds, to be sure:\n\n```python\nnap(pool)\n```\n"
    )
    first, second = (scene.narration for scene in made.storyboard.scenes if scene.title == "Use")
    assert first.endswith(remark)
    assert second.startswith("Also count the beds")


def test_what_stands_below_a_last_rule_is_about_the_document() -> None:
    made = drafted(
        f"# Nap\n\nNap puts threads to sleep.\n{MORE}\n---\n\nNap is free, under the MIT license.\n"
    )
    *_, use, aside, last = made.storyboard.scenes
    assert (use.title, use.narration) == ("Use", "Call it by its name, and it lies down.")
    assert (aside.title, aside.narration) == ("Nap", "Nap is free, under the MIT license.")
    assert (last.kind, last.items[0].text) == ("closing", "Nap puts threads to sleep")


def test_a_document_without_an_opening_ends_on_a_sentence_about_it_or_as_before() -> None:
    first = "## Maintenance\n\nThe threads will enter a mode of rest on Monday.\n\n"
    aside = "## License\n\nMIT, as ever.\n"
    last = drafted(f"# Nap\n\n{first}{MORE}\n{aside}").storyboard.scenes[-1]
    assert last.title == "License"
    about = "## About\n\nNap is a bed for threads.\n\n"
    last = drafted(f"# Nap\n\n{first}{about}{MORE}\n{aside}").storyboard.scenes[-1]
    assert (last.title, last.items[0].text) == ("Nap", "Nap is a bed for threads")


def test_a_name_that_the_first_picture_has_may_stand_anywhere_in_the_text() -> None:
    text = "![nap_py library logo](a.png)\n\nThe way to sleep.\n\n## Start\n\nCopy nap_py.\n"
    assert drafted(f"{text}\n## Use\n\nCall nap_py.\n").storyboard.title == "nap_py"


def test_a_list_of_addresses_before_the_first_heading_is_left_out() -> None:
    links = "- **Website:** https://nap.example\n- **Source:** https://nap.example/code\n"
    made = drafted(f"# Nap\n\nNap puts threads to sleep.\n\n{links}\nIt wakes them, too.\n{MORE}")
    first, second, *_ = made.storyboard.scenes
    assert first.narration == "Nap puts threads to sleep. It wakes them, too."
    assert second.title == "Use"


def test_links_that_a_sentence_introduces_stay() -> None:
    links = "- [Demo](https://nap.example)\n- [Source](https://nap.example/code)\n"
    made = drafted(f"# Nap\n\nNap sleeps.\n\nTo see it, go to:\n\n{links}{MORE}")
    assert [item.text for item in made.storyboard.scenes[1].items] == ["Demo", "Source"]


def test_two_paragraphs_with_colons_introduce_what_follows_both() -> None:
    made = drafted(
        "# Nap\n\nNap sleeps.\n\n## Use\n\n- doze\n- blink\n\nTesting:\n\nIt needs a bed. Then:\n\n"
        "```sh\nnap test\n```\n"
    )
    listed, code = (scene for scene in made.storyboard.scenes if scene.title == "Use")
    assert (listed.narration, code.narration) == (
        "Use. Doze and blink.",
        "Testing: It needs a bed. Then:",
    )


def test_a_paragraph_of_marks_is_not_said() -> None:
    made = drafted(f"# Nap\n\nNap sleeps.\n{MORE}\n— 🦄 —\n")
    assert made.storyboard.scenes[-1].narration == "Call it by its name, and it lies down."


def test_the_last_thought_may_name_the_document_by_the_first_part_of_its_title() -> None:
    text = (
        "# Nap - sleep for threads\n\n## Now\n\nNap is a bed for threads.\n\n## License\n\nMIT.\n"
    )
    assert drafted(text).storyboard.scenes[-1].items[0].text == "Nap is a bed for threads"


def test_a_heading_over_nothing_but_links_makes_no_scene() -> None:
    made = drafted(f"# Nap\n\nNap sleeps.\n\n## Contents\n\n- [Use](#use)\n- [Why](#why)\n{MORE}")
    assert [scene.title for scene in made.storyboard.scenes] == ["Nap", "Use"]
    assert made.coverage.total["sections"] == 1
    assert any("a heading with nothing else below it: 'Contents'" in each for each in made.notes)


def test_headings_alone_are_scenes() -> None:
    scenes = drafted("# Nap\n\n## Beds\n\n## Pillows\n\n## Blankets\n").storyboard.scenes
    assert [scene.title for scene in scenes] == ["Nap", "Beds", "Pillows", "Blankets"]


LONG = (
    "A thread that sleeps in a bed of its own is woken by its name, which costs less than a search "
    "through all of the beds of the house, one after the other"
)


def test_words_before_a_list_of_long_items_are_no_scene_of_their_own() -> None:
    made = drafted(
        f"# Nap\n\nNap sleeps.\n\n## Use\n\n- doze\n- blink\n\nIn detail:\n\n- Wake it. {LONG}.\n"
    )
    listed, detail = made.storyboard.scenes[1:3]
    assert listed.title == "Use"
    assert detail.narration.startswith("In detail: Wake it.") or "A thread" in detail.narration
    assert not any(
        scene.narration in ("In detail:", "In detail…") for scene in made.storyboard.scenes
    )


def test_code_inside_an_item_is_introduced_by_the_item() -> None:
    first = "1. Install it:\n\n   ```sh\n   pip install nap\n   ```\n"
    second = "2. Call it.\n\n   It is quick, and it wakes others:\n\n   ```sh\n   nap\n   ```\n"
    made = drafted(f"# Nap\n\nNap sleeps.\n\n## Use\n\n{first}\n{second}")
    said = [scene.narration for scene in made.storyboard.scenes if scene.kind == "code"]
    assert said == ["Install it: pip install nap.", "It is quick, and it wakes others…"]
    assert made.coverage.shown == made.coverage.total


def test_a_note_above_the_first_words_is_told_after_them() -> None:
    note = "> [!IMPORTANT]\n> Nap has moved to another house.\n"
    scenes = drafted(f"# Nap\n\n{note}\nNap puts threads to sleep.\n{MORE}").storyboard.scenes
    assert [scene.title for scene in scenes] == ["Nap", "Important", "Use"]
    assert scenes[0].narration == "Nap puts threads to sleep."


def test_a_quote_without_a_full_stop_ends_before_the_next_paragraph() -> None:
    scenes = drafted(f"# Nap\n\n> Free for all\n\nNap puts threads to sleep.\n{MORE}")
    assert scenes.storyboard.scenes[0].narration == "Free for all. Nap puts threads to sleep."


def test_releases_are_side_matters_but_not_in_a_list_of_changes() -> None:
    releases = "".join(f"## v1.{n} (2026-01-0{n})\n\nThreads sleep {n} times.\n\n" for n in (3, 2))
    made = drafted(f"# Nap\n\nNap puts threads to sleep.\n{MORE}\n{releases}")
    assert made.storyboard.scenes[-1].items[0].text == "Nap puts threads to sleep"
    changes = drafted(f"# Changelog\n\nAll that has changed.\n\n{releases}")
    assert changes.storyboard.scenes[-1].title == "v1.2 (2026-01-02)"


def test_an_address_with_its_name_is_a_link_and_no_sentence() -> None:
    links = "**Documentation**: [https://nap.example](https://nap.example)\n\n"
    links += "Code: <https://a.example>\n"
    made = drafted(f"# Nap\n\n{links}\nNap puts threads to sleep.\n{MORE}")
    assert made.storyboard.scenes[0].narration == "Nap puts threads to sleep."
    (note,) = (note for note in made.notes if "a line of links: " in note)
    assert "'Documentation: nap.example', 'Code: a.example'" in note


def test_a_list_keeps_its_introduction_where_the_title_is_the_subject() -> None:
    text = "Nap is a library for threads. It has two modes:\n\n- doze\n- blink\n"
    title, listed, *_ = drafted(f"{text}{MORE}").storyboard.scenes
    assert (title.title, title.narration) == ("Nap", "Nap is a library for threads.")
    assert listed.narration == "It has two modes: doze and blink."


def test_a_document_that_begins_with_a_logo_is_called_what_it_says_of_itself() -> None:
    text = "![Logo](a.png)\n\nThe official bed for threads.\n\n## Start\n\nCopy it.\n"
    assert drafted(text).storyboard.title == "The official bed for threads"


def test_a_link_alone_in_a_section_is_left_out_with_it() -> None:
    made = drafted(f"# Nap\n\nNap sleeps.\n{MORE}\n## 1.0\n\n[All changes](https://nap.example)\n")
    assert [scene.title for scene in made.storyboard.scenes] == ["Nap", "Use"]
    assert "Left out: a line of links: 'All changes'; a heading" in " ".join(made.notes)


def test_a_last_thought_is_said_without_the_title() -> None:
    text = "# Pillows of the house\n\nNap puts threads to sleep.\n"
    last = drafted(f"{text}{MORE}\n## License\n\nMIT, as ever.\n", 90).storyboard.scenes[-1]
    assert last.items[0].text == "Nap puts threads to sleep"


def test_a_title_has_no_colon_at_its_end() -> None:
    made = drafted(
        "# Nap\n\nNap sleeps.\n\n## Modes:\n\n- doze\n- blink\n\n### By name:\n\nCall it.\n"
    )
    assert [scene.title for scene in made.storyboard.scenes] == ["Nap", "Modes", "By name"]


def test_badges_after_a_line_are_not_introduced() -> None:
    badge = "[![CI](https://img.shields.io/a.svg)](https://ci.example)"
    made = drafted(f"# Nap\n\n**A bed for threads**\n\n{badge}\n\n![](nap-logo.png)\n{MORE}")
    assert made.storyboard.scenes[0].narration == "A bed for threads."


def test_a_badge_does_not_name_a_document() -> None:
    badge = '<a href="LICENSE"><img alt="License" src="https://img.shields.io/a.svg"></a>\n'
    made = drafted(f"{badge}\n# Nap\n\nThreads sleep.\n\n# License\n\nMIT.\n\n# Use\n\nCall it.\n")
    assert made.storyboard.title == "Nap"


def test_a_table_around_a_heading_is_no_table() -> None:
    table = "<table><tr><td>\n\n### About\n\nNap puts threads to sleep.\n\n</td></tr></table>\n"
    made = drafted(f"# Nap\n\nNap sleeps.\n\n{table}{MORE}")
    assert {scene.kind for scene in made.storyboard.scenes} <= {
        "title",
        "points",
        "quote",
        "closing",
    }


def test_a_line_with_a_bold_label_begins_another_item() -> None:
    """Also where an item before it goes on in a line of its own."""
    lines = "**Sorry:** Jan, Sandra P.\n**There:** Ana, Bo,\nCleo and Dan\n**Quorum:** yes\n"
    made = drafted(f"# Nap\n\nNap sleeps.\n\n## Who\n\n{lines}{MORE}")
    shown = [(item.text, item.detail) for s in made.storyboard.scenes for item in s.items]
    assert ("Sorry", "Jan, Sandra P.") in shown
    assert ("There", "Ana, Bo, Cleo and Dan") in shown
    assert ("Quorum", "yes") in shown
