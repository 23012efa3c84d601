"""A film does not end on its license: it ends on what its document says, and drops side matters
first."""

import pytest

from callsheet_studio.storyboard.document import DocumentDraft, read_document
from callsheet_studio.storyboard.endings import show_silently, silence_repetition
from callsheet_studio.storyboard.model import Scene

BODY = (
    "# Nap\n\nNap puts threads to sleep. It wakes them in the morning.\n\n"
    "## Use\n\nCall it by its name, and it lies down.\n\n"
)


def drafted(text: str, seconds: int = 60) -> DocumentDraft:
    return read_document(text, {"video_duration_seconds": seconds})


def ending(text: str) -> Scene:
    return drafted(text).storyboard.scenes[-1]


def thought(scene: Scene) -> str:
    """What a closing says, or shows without a word where that was said before."""
    return scene.narration or " ".join(f"{item.text}." for item in scene.items)


@pytest.mark.parametrize(
    "aside",
    [
        "## License\n\nNap is under the MIT license.\n",
        "## See CONTRIBUTING.md for details\n\nAll are welcome to it.\n",
        "## Contributing\n\nAll are welcome.\n\n### pre-commit\n\nRun it before you push.\n",
        "## 📄 License\n\n- MIT\n- Apache\n",
        "## Security contact information\n\nWrite to the people of Nap.\n",
        "## Code of Conduct\n\nBe quiet.\n\n## Changelog\n\n### 1.0\n\n- All of it is new\n",
        "## Lizenz\n\nMIT, wie immer.\n",
        "## New contributors\n\n- Anna\n- Ben\n",
        "## Develop\n\nRun all tests.\n\nMIT licence, and the icons of a friend.\n",
    ],
)
def test_a_film_ends_on_its_document_s_own_thought(aside: str) -> None:
    made = drafted(BODY + aside)
    *others, last = made.storyboard.scenes
    assert (last.kind, last.title) == ("closing", "Nap")
    assert thought(last) == "Nap puts threads to sleep."
    assert [scene.title for scene in others][:2] == ["Nap", "Use"] and len(others) > 2
    assert all(made.coverage.shown[each] == n for each, n in made.coverage.total.items())


def test_a_conclusion_before_side_matters_is_told_last() -> None:
    made = drafted(f"{BODY}## Conclusion\n\nSleep is good.\n\n## License\n\nNap is under MIT.\n")
    titles = [scene.title for scene in made.storyboard.scenes]
    assert titles == ["Nap", "Use", "License", "Conclusion"]
    assert made.storyboard.scenes[-1].kind == "closing"


@pytest.mark.parametrize("aside", ["Appendix: environment", "Anhang", "Annexe A", "付録"])
def test_a_film_ends_on_a_conclusion_before_tasks_and_an_appendix(aside: str) -> None:
    tasks = "## Next steps\n\n- [x] Tell Ann\n- [ ] Buy a bed\n"
    made = drafted(f"{BODY}## Conclusion\n\nSleep is good.\n\n{tasks}\n## {aside}\n\nA bed.\n")
    titles = [scene.title for scene in made.storyboard.scenes]
    assert titles == ["Nap", "Use", "Next steps", aside, "Conclusion"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"{BODY}## Why\n\nSleep is good for all.\n", "Why"),
        ("# Nap\n\nNap sleeps.\n\n## License\n\nNap is under MIT.\n", "License"),
        (f"{BODY}## License\n> It is free.\n", "License"),
        (f"{BODY}## License [closing]\n\nNap is under MIT.\n", "License"),
    ],
    ids=["no side matter", "nothing else", "written for a film", "asked for"],
)
def test_other_films_end_as_before(text: str, title: str) -> None:
    assert ending(text).title == title


def test_side_matters_are_left_out_before_details() -> None:
    details = "".join(
        f"### Pillow {n}\n\nPillow {n} is for threads that came {n} hours late from work.\n\n"
        for n in range(3)
    )
    aside = "## License\n\nNap is under the MIT license, which is a short one, and a free one.\n"
    titles = [scene.title for scene in drafted(BODY + details + aside, 20).storyboard.scenes]
    assert titles == ["Nap", "Use", "Pillow 0", "Pillow 1", "Pillow 2"]


def test_the_last_thought_is_not_that_of_a_warning() -> None:
    warning = "> [!WARNING]\n> Never wake a thread that sleeps."
    text = f"# Nap\n\n{warning}\n\n## Use\n\nNap is called by name.\n"
    assert thought(ending(f"{text}\n## License\n\nMIT.\n")) == "Nap is called by name."


def test_a_sentence_set_as_a_heading_below_the_title_is_what_the_film_begins_with() -> None:
    text = "<h1>Nap</h1>\n\n<h4>A tiny bed for threads.</h4>\n\n## Use\n\nCall it by its name.\n"
    scenes = drafted(text).storyboard.scenes
    assert [(scene.kind, scene.narration) for scene in scenes[:1]] == [
        ("title", "A tiny bed for threads.")
    ]
    assert [scene.title for scene in scenes] == ["Nap", "Use"]


@pytest.mark.parametrize("footer", ["[nap.example](https://nap.example)", "> nap · @ada", "— 🦄 —"])
def test_a_footer_without_a_sentence_is_no_ending(footer: str) -> None:
    thoughts = ("Nap puts threads to sleep.", "Call it by its name, and it lies down.")
    assert thought(ending(f"{BODY}---\n\n{footer}\n")) in thoughts


def test_a_last_sentence_below_a_rule_is_an_ending() -> None:
    last = ending(f"{BODY}---\n\nIn the end, sleep is good.\n")
    assert (last.kind, last.narration) == ("closing", "In the end, sleep is good.")


def test_a_last_sentence_about_contributions_is_no_ending() -> None:
    text = (
        f"{BODY}## More\n\n- Beds\n- Pillows\n\nAll are welcome! See CONTRIBUTING.md for details.\n"
    )
    *_, more, last = drafted(text).storyboard.scenes
    assert (last.title, thought(last)) == ("Nap", "Nap puts threads to sleep.")
    assert more.narration.endswith("See CONTRIBUTING.md for details.")


def test_a_long_warning_does_not_hide_what_a_document_is_about() -> None:
    wakes = (f"> A thread that sleeps for {n} hours is hard to wake up." for n in range(20))
    warning = "> [!WARNING]\n" + "\n>\n".join(wakes)
    about = "## Now\n\nNap is a bed for threads.\n\n## License\n\nMIT.\n"
    assert (
        thought(drafted(f"# Nap\n\n{warning}\n\n{about}", 120).storyboard.scenes[-1])
        == "Nap is a bed for threads."
    )


def test_a_first_section_with_the_film_s_title_says_what_it_is_about() -> None:
    text = "### Nap\n\nKeep threads quiet.\n\n## Use\n\nCall it.\n\n## Why\n\nIt is late.\n\n"
    assert thought(ending(f"{text}## License\n\nMIT.\n")) == "Keep threads quiet."


def test_a_closing_has_the_title_of_its_section_and_shows_its_sentence() -> None:
    last = ending(
        "# Four days\n\n## Findings\n\n- 56 of them go on\n- Fewer are ill\n\n"
        "## What this means\n\n"
        "For office-based firms of up to about 50 people, a trial looks low in risk.\n"
        "We don't recommend carrying the results over to shift work, hospitals or schools.\n"
    )
    assert (last.kind, last.title) == ("closing", "What this means")
    assert "We don't recommend carrying the results over" in last.narration
    assert any("We don't recommend" in item.text for item in last.items)


@pytest.mark.parametrize(
    ("said", "kind"),
    [("Here k is the share of one band.", "equation"), ("Nothing else is known.", "closing")],
)
def test_a_sentence_about_a_formula_stays_with_it(said: str, kind: str) -> None:
    text = "# Songs\n\nBirds sing.\n\n## Sum\n\n$$\ns = k \\ln k\n$$\n\nWe add up all bands. "
    last = ending(text + said)
    assert last.kind == kind and said in last.narration


@pytest.mark.parametrize(
    "aside",
    [
        "## Frequently asked questions\n\n**Can it snore?**\nYes, but softly, as all threads do.\n",
        "## Timeline\n\n| Date | Event |\n|---|---|\n| 2 May | It slept |\n| 3 May | It woke |\n",
        "## Zeitleiste\n\n| Tag | Was |\n|---|---|\n| Montag | Schlaf |\n| Dienstag | Ruhe |\n",
        "## Booking\n\nThe price is £4 for a night. Free cancellation until noon.\n",
        "---\n\nNext module: Dreams, in room 4.\n",
    ],
    ids=["questions", "time line", "Zeitleiste", "price", "next module"],
)
def test_a_film_does_not_end_on_what_is_no_thought(aside: str) -> None:
    assert thought(ending(BODY + aside)) in (
        "Nap puts threads to sleep.",
        "Call it by its name, and it lies down.",
    )


def test_what_stands_below_a_paper_comes_before_its_last_thought() -> None:
    advice = "## Advice\n\nWe recommend at least three naps. Two are not enough for most.\n\n"
    below = "## Funding and conflicts of interest\n\nThe Fund of Nap paid for all of it.\n"
    titles = [scene.title for scene in drafted(BODY + advice + below).storyboard.scenes]
    assert titles[-1] == "Advice" and "Funding and conflicts of interest" in titles


def test_a_film_with_nothing_else_to_say_ends_on_what_it_asks_for() -> None:
    warning = "> [!WARNING]\n> If you let it run at night, upgrade today.\n\n"
    head = f"# NAP-7: a leak\n\n{warning}## Attack\n\nIt checks each name. It follows links.\n\n"
    credit = "## Credit\n\nWe thank Ines Calder, who found it and told nobody else.\n"
    assert thought(ending(head + credit)) == "If you let it run at night, upgrade today."


def test_a_last_thought_that_was_said_is_not_said_again_after_what_to_do() -> None:
    chat = [f"Thread {n} slept on, and nobody woke it up for a long time." for n in range(16)]
    parts = "".join(f"## Night {n}\n\n{' '.join(chat[n::4])}\n\n" for n in range(4))
    do = "## What to do\n\nUse the newest bed. It is softer than all others.\n\n"
    text = f"# Nap\n\nNap puts threads to sleep.\n\n{parts}{do}## License\n\nMIT.\n"
    assert drafted(text, 30).storyboard.scenes[-1].title != "Nap"


def test_a_long_last_sentence_is_shown() -> None:
    text = (
        f"{BODY}## Later\n\nThe book of naps, the lamp and all of the notes will be free for all "
        "of the world. The people of the house of naps have agreed in writing to keep all of the "
        "beds for at least five years after the end of the night.\n"
    )
    last = ending(text)
    assert any(item.text.startswith("The people of the house") for item in last.items)
    assert all(item.text in last.narration for item in last.items)


def test_a_short_list_at_the_end_is_said_whole() -> None:
    chat = "The thread slept on, and nobody came to wake it up for a long time. " * 6
    parts = "".join(f"## Night {n}\n\n{chat}\n\n" for n in range(6))
    end = "## Afterwards\n\n- Keep the bed for a month.\n- Sell the lamp.\n- Write it all down.\n"
    last = drafted(f"# Nap\n\nNap sleeps.\n\n{parts}{end}", 100).storyboard.scenes[-1]
    assert "Keep the bed" in last.narration and "Write it all down" in last.narration


def test_a_film_that_was_cut_says_no_thought_twice_where_its_subject_ends_it() -> None:
    more = "".join(
        f"## Bed {n}\n\nThread {n} lies down at {n} in the evening. It gets up {n} hours late.\n\n"
        for n in range(9)
    )
    made = drafted(
        f"{BODY}{more}## License\n\nNap is under the MIT license, as all of it is.\n", 30
    )
    said = [scene.narration for scene in made.storyboard.scenes]
    assert said[0].startswith("Nap puts threads to sleep.")
    assert not any(each.startswith("Nap puts") for each in said[1:])


def test_a_last_thought_that_was_said_is_shown_without_a_word() -> None:
    last = ending(f"{BODY}## License\n\nNap is under the MIT license.\n")
    assert (last.narration, last.items[0].text) == ("", "Nap puts threads to sleep")


def test_a_last_thought_that_begins_as_was_said_is_shown_with_what_goes_on() -> None:
    said = Scene(kind="points", title="Use", narration="Nap puts threads to sleep.")
    words = f"{said.narration} All else is a matter of time."
    *_, last = silence_repetition([said, Scene(kind="closing", title="Nap", narration=words)])
    assert (last.narration, len(last.items)) == ("", 2)


def test_a_long_last_thought_without_a_voice_stays_longer() -> None:
    thought = Scene(kind="closing", title="Nap", narration="Nap puts threads to sleep.")
    long = thought.model_copy(update={"narration": " ".join(["Threads sleep all night."] * 6)})
    assert show_silently(thought).hold < show_silently(long).hold <= 2
