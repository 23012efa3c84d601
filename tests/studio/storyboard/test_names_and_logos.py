"""A film bears the name of what its document is about, and shows no logos and badges."""

import pytest

from callsheet_studio.storyboard.document import DocumentDraft, read_document

MORE = "\n## Install\n\nCopy one file.\n\n## Use\n\nCall it by its name.\n"


def drafted(text: str) -> DocumentDraft:
    return read_document(text, {"video_duration_seconds": 60})


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Nap is a library that puts threads to sleep.\n", "Nap"),
        ("It is small.\n\nnap-py is the smallest way to sleep.\n", "nap-py"),
        ("![nap-py logo](art/one.png)\n\nPut threads to sleep with nap-py.\n", "nap-py"),
        ("[![Nap](one.png)](https://nap.example)\n\nWith Nap, threads sleep.\n", "Nap"),
        ("![Two threads](one.png)\n\nThere is a way to sleep.\n", "Install"),
        ("![Demo](art/demo.gif)\n\nThere is a way to sleep.\n", "Install"),
        ("Nap is a library.\n\n# How\n\nBy calling it.\n\n# Why\n\nIt is late.\n", "Nap"),
        ("Please read this.\n\n# Nap\n\nA library that sleeps.\n", "Nap"),
    ],
    ids=["subject", "later", "logo", "link", "neither", "demo", "several", "title"],
)
def test_a_document_that_does_not_begin_with_its_title_has_the_name_of_its_subject(
    text: str, title: str
) -> None:
    assert drafted(f"{text}{MORE}").storyboard.title == title


@pytest.mark.parametrize(
    "picture",
    [
        "![Nap logo](one.png)",
        "![Icon of nap](one.png)",
        "![](art/nap_logo.png)",
        "![Two beds](https://nap.example/banner.jpg)",
        "![Coverage](https://coverage-badge.example/nap.svg)",
        "![score](https://score.example/projects/1/badge)",
        "![](art/bed.svg)",
        "![Nap](art/bed.png)",
        '<p align="center"><img src="art/icon-64.png" alt="Nap"></p>',
    ],
)
def test_a_logo_or_badge_makes_no_scene(picture: str) -> None:
    made = drafted(f"# Nap\n\n{picture}\n\nNap puts threads to sleep.\n{MORE}")
    first, *others = made.storyboard.scenes
    assert (first.kind, first.narration) == ("title", "Nap puts threads to sleep.")
    assert [scene.title for scene in others] == ["Install", "Use"]
    assert "pictures" not in made.coverage.total
    assert "Left out: a logo or badge: " in " ".join(made.notes)


@pytest.mark.parametrize(
    "picture",
    [
        "![The window, with its icon, a list of threads and a clock](one.png)",
        "![The dialog](art/dialogo.png)",
        "![Iconic threads](one.png)",
        "![](art/demo.gif)",
    ],
)
def test_a_picture_of_something_makes_one(picture: str) -> None:
    made = drafted(f"# Nap\n\nNap puts threads to sleep.\n\n{picture}\n{MORE}")
    assert [scene.kind for scene in made.storyboard.scenes[:2]] == ["title", "image"]


def test_a_link_s_picture_without_a_description_is_named_by_its_file() -> None:
    made = drafted(
        f"# Nap\n\n[![](https://nap.example/a/chat.png)](https://x.example)\n\nIt.\n{MORE}"
    )
    assert "Left out: the picture of a link: 'chat.png'." in made.notes
