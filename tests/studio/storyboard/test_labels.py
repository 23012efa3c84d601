"""Labels in bold stay with the words after them, in a scene of their own."""

import pytest

from callsheet_studio.storyboard.document import read_document
from callsheet_studio.storyboard.model import Scene

_INTRO = "# Garden\n\nIt is easy to grow in any garden.\n\n## Year\n\n"


def _scenes(text: str) -> list[Scene]:
    return list(read_document(text, {}).storyboard.scenes)


def _titles(text: str) -> list[str]:
    return [scene.title for scene in _scenes(text)]


@pytest.mark.parametrize(
    ("march", "april"),
    [
        ("**March** ", "**April–May** "),
        ("**March.** ", "**April–May.** "),
        ("**March:** ", "**April–May**: "),
        ("**March –** ", "**April–May –** "),
    ],
    ids=["bare", "full stop", "colon", "dash"],
)
def test_each_labeled_paragraph_is_a_scene(march: str, april: str) -> None:
    text = f"{march}Feed it once. Weed by hand.\n\n{april}Water it well. Stop when it is yellow.\n"
    first, second = _scenes(_INTRO + text)[1:]
    assert (first.title, second.title) == ("Year: March", "April–May")
    assert first.narration == "March. Feed it once. Weed by hand."
    assert second.narration == "April–May. Water it well. Stop when it is yellow."


def test_labels_keep_the_full_stops_of_abbreviations() -> None:
    text = "**Oct.–Nov.** Plant it. Cover it.\n\n**Dec.–Feb.** Leave it alone! It sleeps.\n"
    assert _titles(_INTRO + text)[1:] == ["Year: Oct.–Nov.", "Dec.–Feb."]


def test_labeled_lines_without_colons_are_items() -> None:
    text = "**March** Feed it once.\n**April** Water it\nwell.\n**May** Wait.\n"
    text += "\n## Then\n\nIt is over. Rest.\n"
    scene = _scenes(_INTRO + text)[1]
    assert [item.text for item in scene.items] == ["March", "April", "May"]
    assert scene.items[1].detail == "Water it well."


@pytest.mark.parametrize(
    ("label", "title"),
    [
        ("**Tickets:** they are sold at the door. Cash only.", "Tickets"),
        ("⚠ **Safety:** clamp it to the table. Keep faces out of its way.", "Safety"),
        ("> **Recall (May):** some have a faulty valve. Stop using them.", "Recall (May)"),
        ("**Para tocar:** en la mesa puede levantar un lingote. ¡Cuidado!", "Para tocar"),
    ],
    ids=["plain", "sign", "quoted", "spanish"],
)
def test_a_labeled_paragraph_does_not_stand_under_the_title_before_it(
    label: str, title: str
) -> None:
    text = (
        f"It is sown in the spring. It rests in winter.\n\n{label}\n\nThe year ends here. Rest.\n"
    )
    scenes = _scenes(_INTRO + text)
    assert [scene.title for scene in scenes[1:]] == ["Year", title, "Year"]
    assert scenes[2].narration.startswith(f"{title}. ")
    assert scenes[1].narration == "It is sown in the spring. It rests in winter."


@pytest.mark.parametrize(
    "text",
    [
        "**Rust** looks awful. It is harmless.\n\n**Mould** is worse. Burn it all.\n",
        "**Garlic** It is easy. Try it.\n\nThat is all for now. Rest.\n",
        "**The** Best is here. Try it.\n\n**The** Worst is there. Leave it.\n",
        "**Run:** the command shows it:\n\n```\nls\n```\n",
        "**Cost:** 3 euros.\n\nThat is all for now. Rest.\n",
    ],
    ids=["subject", "alone", "article", "lead-in", "short"],
)
def test_other_bold_beginnings_open_no_scene(text: str) -> None:
    labels = {"Rust", "Mould", "Garlic", "The", "Run", "Cost"}
    assert not labels & {title.removeprefix("Year: ") for title in _titles(_INTRO + text)}


def test_a_section_that_goes_on_after_a_label_keeps_no_number_that_others_lose() -> None:
    text = "# Paper\n\n## 1. Purpose\n\nWe need a ferry. It is old.\n\n## 2. Options\n\n"
    text += "**Option A – Refit.** It lives on. It is cheap.\n\n**Option B – Lease (best).** It is"
    text += " new. It is clean.\n\nBoth are fine. We like one.\n\n## 3. End\n\nSay yes. Now.\n"
    titles = _titles(text)[1:6]
    assert titles[0] == "Purpose"
    assert titles[1:4] == ["Options: Option A – Refit", "Option B – Lease (best)", "Options"]


def test_headings_that_several_things_share_are_told_apart() -> None:
    lists = "**Pros**\n\n- Cheap\n- Fast\n\n**Cons**\n\n- Loud\n- Big\n\n"
    text = f"# Kettles\n\nWe tried two of them.\n\n## Alpha\n\n{lists}## Beta\n\n{lists}"
    titles = _titles(text + "## Verdict\n\nBuy none. Wait.\n")
    assert titles[1:5] == ["Alpha: Pros", "Alpha: Cons", "Beta: Pros", "Beta: Cons"]


_RUE = "# La rue\n\nLa rue sera fermée pour tous pendant les travaux.\n\n## Pour vous\n\n"


@pytest.mark.parametrize(
    ("intro", "first", "second"),
    [
        (_INTRO, "**The pump stops.** Look for ice", "**It hums.** That is normal at night"),
        (_RUE, "**À pied.** On passe d'un côté", "**L'eau.** Elle est coupée dans la nuit"),
    ],
    ids=["english", "french"],
)
def test_labels_that_begin_with_small_words_are_titles_in_a_run(
    intro: str, first: str, second: str
) -> None:
    rest = ". Tel. 0241, du lundi au vendredi, 24 h.\n\n"
    titles = _titles(f"{intro}{first}{rest}{second}{rest}")
    labels = [each.split("**")[1].rstrip(".") for each in (first, second)]
    assert [title.rpartition(": ")[2] for title in titles[1:]] == labels


@pytest.mark.parametrize("seconds", [12, 16, 20, 30])
def test_no_scene_says_only_its_label(seconds: int) -> None:
    text = f"{_INTRO}It is sown in the spring and rests in the long winter of the north.\n\n"
    text += (
        "**Safety:** Raw seeds can be poisonous to dogs. Wash your hands with soap after it.\n\n"
    )
    text += "The year ends here, with the first frost of the month. Rest until the new one.\n"
    made = read_document(text, {"video_duration_seconds": seconds}).storyboard
    assert all(scene.narration != "Safety." for scene in made.scenes)


@pytest.mark.parametrize("mark", ["(a)", "b)", "(iv)"])
def test_a_letter_or_number_is_no_title(mark: str) -> None:
    told = "The water presses with 118,000 pascals, which is more than the air does."
    text = f"# Pressure\n\n## Example\n\nA diver is down in a lake.\n\n**{mark}** {told}\n"
    made = read_document(text, {}).storyboard
    assert told in " ".join(scene.narration for scene in made.scenes)
    assert all(mark not in f"{scene.title} {scene.narration}" for scene in made.scenes)
