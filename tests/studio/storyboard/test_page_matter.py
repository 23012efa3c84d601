"""What a document says about itself or its page is no part of the film: who wrote it, its table of
contents, its legal words."""

import pytest

from callsheet_studio.storyboard.document import DocumentDraft, read_document

BODY = "Bees live in hives of many thousands. A queen lays all of their eggs."
END = "## Winter\n\nIn winter they keep warm together. Nobody flies before March."


def draft(document: str) -> DocumentDraft:
    return read_document(document, {"video_duration_seconds": 120})


def spoken(made: DocumentDraft) -> str:
    return " ".join(scene.narration for scene in made.storyboard.scenes)


def shown(made: DocumentDraft) -> str:
    scenes = made.storyboard.scenes
    return "\n".join(
        t for s in scenes for t in (s.title, *(f"{i.text} {i.detail}" for i in s.items))
    )


HEADS = (
    "Status: **DRAFT v0.4** | Author: P. Lind | Reviewers: @hana, @joel | Target: Q3",
    "*Posted by Lena · 14 Nov · [Jump to recipe](#recipe) · 38 comments*",
    "_Last updated: 3 Sept. 2024 · City of Eastmere, Transport Dept._",
    "*Stand: März 2024 · Speiche e. V., Leipzig*",
    "**CW 37 · 9–13 Sept 2024 · PM: Dana Whitlock · Distribution: SteerCo**",
    "_Owner: People Ops (Bea). Something wrong in here? Edit it!_",
    "Jira: FN-2210",
    "> **Owner:** Platform team · **Pager:** #oncall  \n> **Last tested:** 2025-01-17 by yusuf",
    "- Author: Ann\n- Date: 3 May 2024\n- Version: 1.2",
    "| Author | Ann Lind |\n|---|---|\n| Date | 3 May 2024 |\n| Status | Draft |",
    "Auteur : Anne Roy | Mis à jour le 3 mai 2024",
    "Fecha: 3 de mayo de 2024 · Autora: Ana Ruiz",
    "作者：李雷 | 更新日期：2024-05-03",
    "3 May 2024 • 5 min read",
    "By Ann Lind",
    "*J. Halloran, M. Nkemelu and S. Lindqvist*",
    "*By Ann Lind. Updated Nov 2024. We buy our own bees. It contains affiliate links.*",
    "*Par Anne Roy. Mis à jour le 3 mai 2024.*",
    "[Home](https://bees.example) › [Animals](https://bees.example/animals) › Bees",
    "Start > Tiere > Bienen",
    "*Notebook `bees.ipynb`, last run 2025-11-02 by Ann Lind. Kernel: Python 3.12.*",
    "**Avis n° 2025-118**, affiché le 15 décembre 2025",
    "Compiled by the bee keepers' club",
    "**Author:** Ann Lind\n**Date:** 3 May 2024\n**For:** Parish council",
    "**Autorin:** Ana Lind\n**Datum:** 3. Mai 2024\n**An:** alle Eltern",
    "- Auteur : Anne Roy\n- Date : 3 mai 2024\n- Pour : conseil municipal",
)


@pytest.mark.parametrize("line", HEADS)
def test_lines_about_a_document_below_its_title_are_not_said(line: str) -> None:
    made = draft(f"# Bees\n\n{line}\n\n{BODY}\n\n{END}\n")
    first, *_, last = made.storyboard.scenes
    assert first.narration.startswith("Bees live in hives")
    assert last.narration.endswith("Nobody flies before March.")
    assert any("what is about the document" in note for note in made.notes)


def test_of_a_letterhead_the_sender_stands_below_the_title() -> None:
    head = "**Town of Eastmere**\n**Service:** Roads\n**Notice no. 2025-118**, posted 3 May 2025"
    made = draft(f"# Bees\n\n{head}\n\n{BODY}\n\n{END}\n")
    first = made.storyboard.scenes[0]
    assert (first.subtitle, first.narration[:17]) == ("Town of Eastmere", "Bees live in hive")
    assert "Roads" not in spoken(made) and "118" not in spoken(made)


@pytest.mark.parametrize(
    "line",
    [
        "**Date:** 11 March 2025\n**Place:** Scout Hut\n**Present:** Ruth, Dilip",
        "Date: 11 March 2025 | Ort: Leipzig",
        "Prep: 40 min | Rise: 1 h | Bake: 10 min | Makes: 24 buns",
        "**Severity:** SEV-1  \n**Duration:** 47 minutes  \n**Owner:** Dana",
        "Status: accepted",
        "Fast · Simple · Secure",
        "By the end you should know 3 things.",
        "Standard gauge is 1435 mm wide.",
        "Who: Jo, Sam\nHotel: Casa do Miradouro",
        "For: hives in towns",
        "Author: Ann\nDate: 3 May\nFor: 4 hives\nTime: 30 min",
    ],
)
def test_what_a_document_tells_below_its_title_stays(line: str) -> None:
    made = draft(f"# Bees\n\n{line}\n\n{BODY}\n\n{END}\n")
    assert not any("what is about the document" in note for note in made.notes)


@pytest.mark.parametrize(
    ("line", "subtitle"),
    [
        (
            "**Year 10 Biology** · Mr. Abara · approx. 2 lessons",
            "Year 10 Biology · Mr. Abara · approx. 2 lessons",
        ),
        (
            "_Released 2 September 2025_ · [Full diff](https://b.example/d) · [Docs](https://b.example)",
            "Released 2 September 2025",
        ),
        (
            "**Talk, 40 min · Beginners · Track 2 (Insects)**",
            "Talk, 40 min · Beginners · Track 2 (Insects)",
        ),
        ("Institute for Bees | Updated 3 May 2024", "Institute for Bees"),
        ("*Hives & Sons – last updated 6 Jan. 2025*", "Hives & Sons"),
        ("*Bienenhaus Leipzig — zuletzt geändert am 6.1.2025*", "Bienenhaus Leipzig"),
        ("*Museo de las Abejas · Planta baja*", "Museo de las Abejas · Planta baja"),
        (
            "*Science, Year 8. Needs: one hive per group.*",
            "Science, Year 8 · Needs: one hive per group",
        ),
        (
            "*Year 8 Science · Module 6 · How do bees find home?*",
            "Year 8 Science · Module 6 · How do bees find home?",
        ),
        ("Year 8 Science | How do bees find home?", "Year 8 Science · How do bees find home?"),
        ("*Mairie de Bourg. Avis du 6 mai.*", "Mairie de Bourg · Avis du 6 mai"),
    ],
)
def test_facts_beside_lines_about_a_document_stand_below_the_title(
    line: str, subtitle: str
) -> None:
    first = draft(f"# Bees\n\n{line}\n\n{BODY}\n\n{END}\n").storyboard.scenes[0]
    assert first.subtitle == subtitle
    assert first.narration.startswith("Bees live in hives")


@pytest.mark.parametrize("picture", ["", "![A hive](hive.png)\n\n"], ids=["bare", "pictured"])
def test_labeled_facts_at_the_title_are_not_the_first_thing_said(picture: str) -> None:
    facts = "**Model:** B-2 · **Manual version:** 3.1 · **Language:** English"
    first = draft(f"# Bees\n\n{picture}{facts}\n\n{BODY}\n\n{END}\n").storyboard.scenes[0]
    assert first.subtitle == "Model: B-2"
    assert first.narration.startswith("Bees live in hives")


@pytest.mark.parametrize(
    ("form", "subtitle"),
    [
        (
            "**Applicant:** Bee House\n**Sum:** €184,500\n**Duration:** 30 months, from May",
            "Sum: €184,500 · Duration: 30 months, from May",
        ),
        (
            "**Kunde:** Bienenhaus\n**Branche:** Honig\n**Dauer:** 3 Wochen",
            "Dauer: 3 Wochen",
        ),
        (
            "**Fecha:** 6 de mayo\n**Lugar:** sala 2\n**Asisten:** Ana Ríos, Juan Coto",
            "Fecha: 6 de mayo · Lugar: sala 2",
        ),
        ("**Product:** Hive by Loomstead\n**Trade:** Food", "Product: Hive by Loomstead"),
        ("**Course:** BIO 112\n**Student:** Ann Lind", None),
        ("**Facilitator:** Ann · **Date:** 3 May · **Present:** Ann, Jo", "Date: 3 May"),
        ("*Von Ann Lind, 12. Januar 2025 · Lesezeit 4 Minuten*", None),
        ("*By Ann Lind, 12 January 2025 · 4 min read*", None),
        ("**Modelo:** B-2 · **Versão do manual:** 3 · **Idioma:** português", "Modelo: B-2"),
    ],
)
def test_what_a_document_costs_and_takes_stands_below_its_title_and_who_wrote_it_does_not(
    form: str, subtitle: str | None
) -> None:
    parts = "\n\n".join(f"{END} Loomstead makes hives of wood, part {n}." for n in range(2))
    assert (
        draft(f"# Bees\n\n{form}\n\n{BODY}\n\n{parts}\n").storyboard.scenes[0].subtitle == subtitle
    )


@pytest.mark.parametrize(
    ("asks", "stays"), [("get in touch", True), ("wait", False)], ids=["asked for", "not asked for"]
)
def test_an_address_stays_if_the_text_sends_readers_to_it(asks: str, stays: bool) -> None:
    foot = "---\n\nHives Ltd · Old Lane\nTel. 01422 555 018 (Mon–Thu 9–4) · ann@hives.example"
    made = draft(f"# Bees\n\n{BODY} If they swarm, {asks}.\n\n{END}\n\n{foot}\n")
    assert ("01422 555 018" in made.outline) == stays


def test_a_signature_below_a_greeting_is_not_said() -> None:
    made = draft(f"# Bees\n\n{BODY}\n\n{END}\n\nHappy keeping!\nMoira, plot 23b, Easter Road\n")
    assert made.storyboard.scenes[-1].narration.endswith("Happy keeping!")


def test_of_a_line_about_a_document_its_decision_stays() -> None:
    made = draft(f"# Queues\n\nStatus: accepted | Date: 2024-06-19 | Deciders: Ann\n\n{END}\n")
    assert "Status: accepted." in spoken(made)
    assert "2024" not in spoken(made)


FEET = (
    "--\nDana Whitlock | Programme Manager | ext. 4471\nCONFIDENTIAL – internal use only.",
    "---\n\n© 2019–2024 Lena Bakes. All rights reserved.",
    "© 2024 Ann Lind",
    "---\nLast edited 12/02/2024 · [Edit this page](https://w.example) · [Print](#)",
    "---\n*Page history: v7 2025-01-17 (yusuf), v6 2024-08-02. Feedback → #docs*",
    "---\n<small>1 Dock St · mail@e.example · [Privacy](https://e.example/p)</small>",
    "---\n\nSpeiche e. V. · VR 4711 · Vorstand: M. Kühn · Impressum | Datenschutz",
    "*Written for the local circle. Comments welcome: h.pryce@example.org*",
    "_Minutes: M. Brennan – corrections to mags@example.org or 01632 960 113_",
    "Feedback: docs@example.org",
    "This post contains affiliate links, which means I may earn a commission.",
    "¹ Others count 363 of them.",
    "Streng vertraulich.",
    "Tous droits réservés.",
    "**Cite as:** Lind, A. (2024). *Bees.* https://doi.org/10.0000/bees",
    "Zitierweise: Lind, A. (2024): Bienen.",
    "*Read next: [Hives](/hives) · [Wax](/wax)*",
    "*À lire aussi : [Ruches](/ruches)*",
    "Funding: Grant 4471. The authors declare no conflict of interest.",
    "## References\n\n- https://example.org/bees\n- Report INC-311",
    "## Changelog\n\n- v0.4 (2 June): new end\n- v0.3: first draft",
    "## Literatur\n\nMaeterlinck: Das Leben der Bienen, 1901.",
    "The mayor, Étienne Faivre\n\n*Please do not litter.*",
    "Mrs Okafor, Headteacher",
    "Ann Lind\nChair of the board",
    "*Zusammengestellt von der Pressestelle des Vereins.*",
    "*Ne pas jeter sur la voie publique.*",
    "Was this page helpful? 👍 👎",
    "¿Te ha resultado útil esta página?",
    "この記事は役に立ちましたか？",
    "This summary is not legal advice.",
)


@pytest.mark.parametrize("foot", FEET)
def test_a_film_closes_before_the_lines_about_its_document(foot: str) -> None:
    made = draft(f"# Bees\n\n{BODY}\n\n{END}\n\n{foot}\n")
    assert made.storyboard.scenes[-1].narration.endswith("Nobody flies before March.")
    assert any("what is about the document" in note for note in made.notes)


def test_a_question_about_the_page_goes_out_of_the_last_paragraph() -> None:
    asks = "It is warm inside. Was this page helpful? 👍 👎"
    made = draft(f"# Bees\n\n{BODY}\n\n{END} {asks}\n")
    assert made.storyboard.scenes[-1].narration.endswith("It is warm inside.")


@pytest.mark.parametrize(
    ("title", "below", "closing"),
    [
        ("For the trainer", "- [ ] Buy honey\n- [ ] Book a room", "Nobody flies before March."),
        ("Pour l'animatrice", "Bring honey, and book a room.", "Nobody flies before March."),
        ("Für die Leitung", "- Honig\n\nThe course costs 45 euros.", "The course costs 45 euros."),
    ],
)
def test_notes_for_those_who_give_a_lesson_are_no_part_of_it(
    title: str, below: str, closing: str
) -> None:
    made = draft(f"# Bees\n\n{BODY}\n\n{END}\n\n## {title}\n\n{below}\n")
    assert made.storyboard.scenes[-1].narration.endswith(closing)
    assert title not in spoken(made) + shown(made)
    assert any("notes for the host" in note and title in note for note in made.notes)


@pytest.mark.parametrize(
    "end",
    [
        "Owner: Dana",
        "Confidential mail has a seal on it.",
        "Copyright protects what you write.",
        "Questions? Come by on Tuesdays from 17 to 20, room B.217.",
        "Status: we wait for spring.",
    ],
)
def test_a_last_sentence_of_the_text_stays(end: str) -> None:
    made = draft(f"# Bees\n\n{BODY}\n\n{END}\n\n{end}\n")
    assert end.split()[-1].strip(".") in spoken(made)


@pytest.mark.parametrize(
    "contents",
    [
        "[[_TOC_]]",
        "[TOC]",
        "@[toc]",
        "- TOC\n{:toc}",
        "**Contents:** [Winter](#winter) · [Summer](#summer)",
        "**Inhalt:** [Winter](#winter) | [Sommer](#summer)",
        "Sommaire : Hiver | Été",
        "## Contents\n\n1. Winter\n2. Summer",
    ],
)
def test_a_table_of_contents_is_not_filmed(contents: str) -> None:
    summer = "## Summer\n\nIn summer they fly all day. They dance to tell where."
    made = draft(f"# Bees\n\n{contents}\n\n{BODY}\n\n{summer}\n\n{END}\n")
    with_text = draft(f"# Bees\n\n{BODY}\n\n{summer}\n\n{END}\n")
    assert [s.narration for s in made.storyboard.scenes] == [
        s.narration for s in with_text.storyboard.scenes
    ]
    assert any("a table of contents" in note for note in made.notes)


RELEASE = f"""\
**FOR IMMEDIATE RELEASE**

**Hives of Leeds Raise €48 Million to Keep Every Single Bee of the City Warm in the Winter**

*Round led by Nordkap Ventures*

LEEDS, 4 November 2024. {BODY}

{END}
"""


@pytest.mark.parametrize("end", ["", "###\n\n", "-30-\n\n"])
def test_a_press_release_ends_before_what_it_says_of_its_sender(end: str) -> None:
    sender = "**About Hives**\n\nHives was founded in 2018. It employs 94 people."
    contact = "**Media contact:**\nAnn Lind\npress@hives.example | +31 10 555 0127"
    made = draft(f"{RELEASE}\n{end}{sender}\n\n{contact}\n")
    assert made.storyboard.title.startswith("Hives of Leeds Raise")
    assert "RELEASE" not in spoken(made) + shown(made)
    assert made.storyboard.scenes[-1].narration.endswith("Nobody flies before March.")


def test_about_a_subject_stays_outside_of_press_releases() -> None:
    made = draft(f"# Bees\n\n{BODY}\n\n## About hives\n\nHives were once made of straw.\n")
    assert "Hives were once made of straw." in spoken(made)


@pytest.mark.parametrize(
    "end",
    [
        "## References\n\nBring two of them, one from your last keeper.",
        "## Press contact\n\nAsk for Ann at the gate.",
        "## Press release\n\nWe send one in spring.\n\n## About us\n\nWe keep bees.",
    ],
)
def test_sections_that_a_subject_needs_stay(end: str) -> None:
    made = draft(f"# Bees\n\n{BODY}\n\n{END}\n\n{end}\n")
    assert end.rpartition("\n")[2] in spoken(made)


def test_a_document_that_only_tells_about_itself_stays() -> None:
    made = draft("# Bees\n\nLast updated: 3 May 2024\n")
    assert "3 May 2024" in spoken(made)


def test_a_bold_first_line_is_the_title() -> None:
    made = draft(f"**The Quiet Life of Bees**\n\n{BODY}\n\n{END}\n")
    assert made.storyboard.title == "The Quiet Life of Bees"


def test_a_picture_s_words_are_not_said_before_its_caption() -> None:
    made = draft(f"# Bees\n\n## Hive\n\n{BODY}\n\n![A hive, 1:4](hive.png)\n*Fig. 2: Open hive.*\n")
    assert "Fig. 2: Open hive." in spoken(made)
    assert "A hive, 1:4" not in spoken(made)


@pytest.mark.parametrize("words", ["Header image", "Photo 1", "Titelbild", "Screenshot"])
def test_words_that_fit_any_picture_are_not_said(words: str) -> None:
    made = draft(f"# Bees\n\n![{words}](hive.png)\n\n{BODY}\n\n{END}\n")
    assert words not in spoken(made)


def test_a_list_of_three_titles_of_sections_is_a_table_of_contents_below_any_heading() -> None:
    titles = ("What it is", "Before you take it", "How to take it")
    listed = "".join(f"{n}. {title}\n" for n, title in enumerate(titles, start=1))
    body = "".join(
        f"## {n}. {title}\n\nIt is told in part {n} of this.\n\n"
        for n, title in enumerate(titles, start=1)
    )
    text = f"# A leaflet\n\nRead it.\n\n## What is in this leaflet\n\n{listed}\n{body}"
    scenes = read_document(text, {}).storyboard.scenes
    assert "What is in this leaflet" not in {scene.title for scene in scenes}
    assert len([scene for scene in scenes if "is told in part" in scene.narration]) == 3
