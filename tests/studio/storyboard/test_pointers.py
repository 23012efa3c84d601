"""What points at a part of a document that a film lacks is not said."""

from collections.abc import Sequence

import pytest

from callsheet_studio.storyboard.content import Code, CodeState
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.opening import say_opening
from callsheet_studio.storyboard.pointers import say_without_references, without_pointers
from callsheet_studio.text.definite_nouns import takes_up

END = Scene(kind="points", title="Rules", narration="Rules. Keep it dry.")
GONE = Scene(kind="points", title="More", narration="More is better.")


def _told(narration: str, *others: Scene) -> str:
    scene = Scene(kind="points", title="Mill", narration=narration)
    left: Sequence[Scene] = [scene, *others]
    return without_pointers(left, [*left, GONE], "en")[0].narration


@pytest.mark.parametrize(
    ("narration", "told"),
    [
        ("It opens at once. Every decision below follows from that.", "It opens at once."),
        (
            "It opens at once. Every rule below follows from that.",
            "It opens at once. Every rule below follows from that.",
        ),
        ("Es öffnet sofort. Alle Beschlüsse unten folgen daraus.", "Es öffnet sofort."),
        ("It opens below four degrees.", "It opens below four degrees."),
        ("Every decision below follows from that.", "Every decision below follows from that."),
    ],
)
def test_a_sentence_that_points_at_what_is_gone_is_left_out(narration: str, told: str) -> None:
    assert _told(narration, END) == told


def test_two_things_of_which_one_is_gone_are_not_called_both() -> None:
    first, second = (
        Scene(
            kind="code",
            title=name,
            narration=words,
            content=Code(language="python", states=(CodeState(text=f"def {name}(): ..."),)),
        )
        for name, words in (("doze", "This dozes."), ("nap", "Both functions return a bed."))
    )
    assert "Both" not in without_pointers([END, second], [END, first, second], "en")[1].narration
    whole = [END, first, second, GONE]
    assert "Both" in without_pointers([END, first, second], whole, "en")[2].narration


@pytest.mark.parametrize(
    ("sentence", "before", "takes"),
    [
        ("The reasons turned out to be useful.", "Each change needs a reason, from a list.", True),
        ("The sheet had 140 lines.", "The manager filled in an order sheet.", True),
        ("Le levain est prêt.", "Prenez un levain actif.", True),
        ("The mill is old.", "We saw it.", False),
        ("Managers saw it.", "Every manager is there.", False),
    ],
)
def test_a_noun_that_was_brought_up_before_is_taken_up(
    sentence: str, before: str, takes: bool
) -> None:
    assert takes_up(sentence, before) is takes


TITLE = Scene(kind="title", title="Mill: Your First Month", narration="Mill: Your First Month.")


def test_a_title_is_not_read_out_where_the_next_sentence_says_what_it_is_about() -> None:
    about = "This guide tells you what happens in your first month."
    next_scene = Scene(kind="points", title=TITLE.title, narration=about)
    told = say_opening([TITLE, next_scene, END])
    assert [scene.narration for scene in told] == [about, END.narration]
    leaning = next_scene.model_copy(update={"narration": "It is late."})
    assert say_opening([TITLE, leaning, END]) == [TITLE, leaning, END]


def test_of_a_summary_the_title_scene_says_the_first_sentence() -> None:
    said = "The acid in vinegar was measured. Three trials gave the same share."
    summary = Scene(kind="points", title="Abstract", narration=said)
    told = say_opening([TITLE, summary, END])
    assert [scene.narration for scene in told[:2]] == [
        "The acid in vinegar was measured.",
        "Three trials gave the same share.",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It applies to all (see section 8).", "It applies to all."),
        ("They left us (see 6). It rains.", "They left us. It rains."),
        ("It fell to a tenth (see table above).", "It fell to a tenth."),
        ("A director agrees, as described in section 7. Ask.", "A director agrees. Ask."),
        ("It covers trips as defined in 2.3.", "It covers trips."),
        ("As described above, nothing is lost.", "Nothing is lost."),
        ("Send a proof; see section “Billing” for refunds.", "Send a proof."),
        ("Never take cash. See also the Code of Conduct, page 12.", "Never take cash."),
        ("Short ones are cheap. For longer flights, see section 7.", "Short ones are cheap."),
        ("The limits are in the table below.", "The limits are in the table."),
        ("Er bleibt feucht. Siehe Abschnitt 4.", "Er bleibt feucht."),
        ("Lange wässern, wie oben beschrieben.", "Lange wässern."),
        ("Il faut attendre (voir tableau 2).", "Il faut attendre."),
        ("Comme indiqué plus haut, tout reste.", "Tout reste."),
        ("Hay que esperar (véase la sección 3).", "Hay que esperar."),
        ("See how it works. It falls below 4 °C.", "See how it works. It falls below 4 °C."),
        (
            "Ver 3 películas cuesta poco. Ver es gratis.",
            "Ver 3 películas cuesta poco. Ver es gratis.",
        ),
        ("Wait a day; see 4.2. It rains.", "Wait a day. It rains."),
        ("Step 2 takes 5 (or 6) minutes.", "Step 2 takes 5 (or 6) minutes."),
    ],
)
def test_a_reference_to_another_part_is_not_said(text: str, told: str) -> None:
    assert say_without_references(text) == told
