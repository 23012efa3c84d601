"""What a short film tells first: what is asked for, decided, measured or to be done at once; what
only files a document gives way, and is never its end."""

import pytest
from tests.studio.storyboard.small_talk import TALK as CHAT
from tests.studio.storyboard.small_talk import talk

from callsheet_studio.storyboard.document import DocumentDraft, read_document
from callsheet_studio.storyboard.model import Item, Scene
from callsheet_studio.storyboard.named_items import name_pieces
from callsheet_studio.storyboard.sentence_order import keep_order
from callsheet_studio.text.sentence_weight import BINDS, DECIDES, FILES, PLAIN, weigh_sentence

TALK = "".join(f"## Plot {n}\n\n{talk(n)}\n\n" for n in range(1, 5))


def drafted(document: str, seconds: int | None = None) -> DocumentDraft:
    return read_document(document, {"video_duration_seconds": seconds} if seconds else {})


def said(draft: DocumentDraft) -> str:
    return " ".join(scene.narration for scene in draft.storyboard.scenes)


@pytest.mark.parametrize(
    ("sentence", "weight"),
    [
        ("We will place 60 gauges and test whether rain reaches the roots.", DECIDES),
        ("Wir wollen an 60 Orten messen, ob der Regen reicht.", DECIDES),
        ("Nous demandons une subvention pour la pompe.", DECIDES),
        ("Acuerdo 2. Se elige la bomba azul.", DECIDES),
        ("Se rechaza la oferta (4 a favor).", DECIDES),
        ("Der Antrag wurde mit 5 Stimmen dafür angenommen.", DECIDES),
        ("La motion est adoptée par 5 voix pour.", DECIDES),
        ("We agree that the pump needs a second key.", DECIDES),
        ("This guide shows how to mend a pump.", DECIDES),
        ("Diese Anleitung zeigt, wie man eine Pumpe baut.", DECIDES),
        ("This page tells you who helps you.", PLAIN),
        ("Diese Seite zeigt alle Pumpen.", PLAIN),
        ("Cette page présente les pompes.", PLAIN),
        ("Dans cet atelier, chacun construit une pompe.", DECIDES),
        ("We will not film anybody.", BINDS),
        ("Change the key before you open the gate.", BINDS),
        ("In that case stop and ask Ann.", BINDS),
        ("Call the warden before 09:00.", BINDS),
        ("Check the tank tonight with a lamp.", BINDS),
        ("Erst jetzt den Hahn öffnen.", BINDS),
        ("Desconecte el cable antes de abrir la caja.", BINDS),
        ("Ne commencez pas sans gants.", BINDS),
        ("The share of bad apples has fallen from 16.2 to 9.2.", BINDS),
        ("In our own trial 7 of 50 pumps failed.", BINDS),
        ("Le taux est passé de 16 à 9.", BINDS),
        ("Die Quote sank im Mai von 16 auf 9.", BINDS),
        ("La presidenta abre la sesión a las 18:35.", FILES),
        ("Die Sitzung wird um 20 Uhr geschlossen.", FILES),
        ("The chair opened the meeting at 9.", FILES),
        ("El acta de la sesión de mayo se aprueba.", FILES),
        ("Asisten: Ana Ríos, Juan Coto.", FILES),
        ("Keywords: pumps, rain.", FILES),
        ("Mots-clés : pompe, pluie.", FILES),
        ("Próxima reunión: 4 de diciembre.", FILES),
        ("La secretaria, Ana Ríos.", FILES),
        ("The secretary, Ann Lind.", FILES),
        ("The secretary, who was late, spoke.", PLAIN),
        ("A. B. has received speaking fees from a maker of pumps.", FILES),
        ("Hi, and welcome!", FILES),
        ("Welcome rain fell!", FILES),
    ],
)
def test_what_is_decided_or_to_be_done_weighs_more_than_what_files(
    sentence: str, weight: int
) -> None:
    assert weigh_sentence(sentence) == weight


def test_what_was_chosen_comes_before_what_was_not() -> None:
    pump = "Se descarta la bomba roja. Se elige la bomba azul, con garantía escrita."
    document = f"# Acta\n\nEl club se reunió.\n\n## Bomba\n\n{CHAT} {pump}\n\n{TALK}"
    assert "Se elige la bomba azul" in said(drafted(document, 30))


@pytest.mark.parametrize("marks", [("(4 votes)", "(5 votes)"), ("(P2)", "(P0)")])
def test_the_item_with_most_votes_is_kept(marks: tuple[str, str]) -> None:
    low, high = marks
    items = (
        f"- **Late keys** – we asked for them on the third day of the week. {low}\n"
        f"- **Wet cellar** – the water came in through the old door. {high}\n"
        "- **Noise** – the pump can be heard in the hall at night. (1 vote)\n"
    )
    document = f"# Review\n\nThe year.\n\n{TALK}## What went wrong\n\n{items}\n{TALK}"
    for seconds in (40, 60):
        told = said(drafted(document, seconds))
        assert "Wet cellar" in told or "Late keys" not in told


def test_a_text_says_what_it_is_for_without_the_words_before() -> None:
    opening = (
        "Rain is rare here, and the old pump needs so much oil that most of us have given up on it "
        "long ago. This guide gives you one plan, three tools and two tests to do with a friend."
    )
    told = said(drafted(f"# Pumps\n\n{opening}\n\n{TALK}", 30))
    assert "This guide gives you one plan" in told


def test_who_was_there_gives_way_and_a_signature_is_left_out() -> None:
    head = "**Fecha:** 6 de mayo\n**Lugar:** sala 2\n**Asisten:** Ana Ríos, Juan Coto\n\n"
    opened = "La presidenta abre la sesión a las 18:35. Hay quórum (5 de 6).\n\n"
    table = "| Tarea | Quién |\n|---|---|\n| Pedir la llave | Ana |\n| Llamar al juez | Juan |\n\n"
    end = "La sesión se levanta a las 20:45.\n\n*La secretaria, Ana Ríos.*\n"
    parts = TALK.replace("It was first all about", "Se habló durante un buen rato de")
    document = f"# Acta del club\n\n{head}{opened}{parts}## Tareas\n\n{table}{end}"
    for seconds in (40, 100, None):
        draft = drafted(document, seconds)
        assert "La secretaria" not in said(draft)
        assert "Pedir la llave" in draft.storyboard.scenes[-1].narration
        if seconds == 40:
            assert "Asisten" not in said(draft)
            assert "abre la sesión" not in said(draft)


def test_an_urgent_duty_comes_before_a_scene_s_first_sentence() -> None:
    lice = "We have had several cases. Check each head tonight with a comb. Nobody must stay away."
    told = said(drafted(f"# News\n\nA week.\n\n{TALK}## Lice\n\n{lice}\n\n{TALK}", 30))
    assert "Check each head tonight" in told


def test_words_on_a_case_are_not_said_without_it() -> None:
    case = (
        "Leave it alone for a week. Two leaks on one day are a danger. In that case stop and ask."
    )
    for seconds in (20, 30, 40):
        told = said(drafted(f"# Pump\n\nA pump.\n\n{TALK}## Leaks\n\n{case}\n\n{TALK}", seconds))
        assert "In that case" not in told or "Two leaks on one day" in told


def test_a_quote_is_shown_of_what_is_said() -> None:
    abstract = (
        "Insects and wading birds come back to every bog within two long seasons of hard work. "
        "We will place 60 cheap gauges in twelve of the bogs and test whether the rain of one "
        "summer tells us of the plants of the eighth."
    )
    for seconds in (20, 30):
        scenes = drafted(f"# Bogs\n\n{TALK}## Aim\n\n{abstract}\n\n{TALK}", seconds).storyboard
        aim = next(scene for scene in scenes.scenes if scene.title == "Aim")
        assert "test whether" in aim.narration
        assert all(item.text.rstrip(".") in aim.narration for item in aim.items)


def test_results_of_a_summary_come_before_its_background() -> None:
    summary = (
        "## Abstract\n\n**Background.** People often think one long sleep makes up for all.\n\n"
        "**Results.** Reaction times were back to normal only after the fourth night at home.\n\n"
        "**Conclusion.** Two days off after a block of nights are not enough for most people.\n\n"
    )
    told = said(drafted(f"# Sleep\n\n{summary}{TALK}", 20))
    assert "only after the fourth night" in told


def test_decisions_in_a_list_are_all_said() -> None:
    decisions = "- The pump moves to May.\n- We plan 32 beds: no more.\n- Fridays: no deliveries.\n"
    told = said(drafted(f"# Review\n\nThe year.\n\n{TALK}## Decisions\n\n{decisions}\n{TALK}", 40))
    assert "We plan 32 beds" in told and "no deliveries" in told


def test_a_request_with_a_day_comes_before_an_amount() -> None:
    fair = "You raised £412, and the biggest pumpkin of the day weighed 38 kilos on the old scales."
    trip = (
        "The class goes to the museum. Please return the form by Friday, 7 November, to the office."
    )
    parts = f"## Fair\n\n{fair}\n\n## Trip\n\n{trip}\n\n"
    told = said(drafted(f"# News\n\nA week in the school.\n\n{TALK}{parts}{TALK}", 20))
    assert "Please return the form" in told


def test_the_name_of_a_step_is_said_with_its_urgent_duty() -> None:
    steps = (
        "1. Wash the lentils. Soaking them is not needed for this kind of soup.\n"
        "2. Cut the bacon. It takes about eight minutes on a small fire.\n"
        "3. Take the pot off the fire. Stop and wait before you stir in the vinegar.\n"
        "4. Warm the sausages. They burst in a soup that boils for too long.\n"
    )
    text = f"# Soup\n\nA soup.\n\n{TALK}## Method\n\n{steps}\n{TALK}"
    told = said(drafted(text, 40))
    assert "Take the pot off the fire. Stop and wait before you stir in the vinegar." in told
    assert "on a small fire" not in told


def test_running_text_is_not_told_by_the_beginnings_of_its_sentences() -> None:
    said = [
        "If you are not in the middle of a focused task, do a review soon.",
        "One working day is the maximum time it should take, no more.",
        "Following these guidelines means several rounds, all in a day.",
    ]
    items = tuple(
        Item(text=(parts := each.rstrip(".").split(", "))[0], detail=parts[1]) for each in said
    )
    scene = Scene(kind="points", title="How fast?", items=items, narration=" ".join(said))
    assert name_pieces(scene, said, "en", is_made=True)
    text = scene.model_copy(update={"stated": True})
    assert name_pieces(text, said, "en", is_made=True) is None


def test_all_else_is_not_said_without_what_it_is_compared_with() -> None:
    said = [
        "Rain fell on all beds.",
        "Nap needs three good things.",
        "All else is a matter of time.",
    ]
    order = keep_order(said, [0.2, 0.1, 0.9])
    assert order[:2] == [1, 2]


STEPS_DOCUMENT = "# Tubes\n\nA tube is changed in nine steps.\n\n## Steps\n\n" + "".join(
    f"{n}. **{name}.** Take some time for it, and look at it from the other side as well.\n"
    for n, name in enumerate(
        ("Take the wheel off", "Let the air out", "Lever off the tyre", "Pull out the tube")
        + ("Find the thorn", "Fit the new tube", "Push the tyre on", "Look all round", "Inflate"),
        start=1,
    )
)


@pytest.mark.parametrize("seconds", [30, 45, 60])
def test_all_pages_of_a_list_are_told_or_none(seconds: int) -> None:
    told = said(drafted(f"{STEPS_DOCUMENT}\n{TALK}", seconds))
    assert ("Take the wheel off" in told) == ("Inflate" in told)
    assert "(2/2)" not in told


@pytest.mark.parametrize(
    "sentence",
    [
        "Registered in England, no. 4711.",
        "Photographs: Sixth Form Media Group.",
        "If you'd like these posts by email, the box is on the right.",
        "We may earn a commission if you buy through links on this page.",
        "La semaine prochaine : teindre du papier.",
        "The author is grateful to the Varga family for the book.",
    ],
)
def test_what_stands_around_a_text_files_it(sentence: str) -> None:
    assert weigh_sentence(sentence) == FILES


@pytest.mark.parametrize(
    "sentence",
    [
        "In fact the Earth is closest in January.",
        "Mine was pale and tough.",
        "If we raise it by more than that, you may leave.",
        "If you skip this step, it will leak.",
    ],
)
def test_what_points_at_the_sentence_before_is_kept_after_it(sentence: str) -> None:
    before = "The summer of the north is in the middle of the year."
    assert keep_order([before, sentence], [0.1, 0.9]) == [0, 1]
