"""Documents of all blocks, made at random: their films can be read, and account for everything.

The rule's source: issue "Any document becomes a lesson", to show, 4.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import get_args

import pytest
from tests.thorough import amount

from callsheet_studio.drawing.color import READABLE
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size, TextBox
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.brief import AspectRatio, Style
from callsheet_studio.storyboard.document import DocumentDraft, read_document
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.timeline import TimedScene

LEAST_SIZE = 26.0
"""Of any text, captions too."""
BATCH, BATCHES = 20, amount(8, 26)
"""Of documents: 504 in all, or a part of them; the first batch has but four."""
WORDS = """
    river order market signal garden engine letter window number planet copper forest harbor ticket
    season bridge winter animal budget method Größe café 北京 12 3.5
""".split()  # noqa: SIM905 - a list of words is read more easily
VERBS = ("holds", "needs", "moves", "keeps", "changes")
SOURCE = re.compile(
    r"\|[\s:|-]|-->|->>|```|\$\$|\\[a-z]{2,}|</?\w+[ >]|&\w+;|\[\^|\*\*|~~|!\[|\]\(|https?://|"
    r"def q_|return q_|participant|flowchart|-{4,}"
)
"""Marks of every block that is made here."""


@dataclass
class Made:
    """A document and how much is in it, by the words of the coverage line."""

    rng: random.Random
    blocks: list[str] = field(default_factory=list[str])
    count: Counter[str] = field(default_factory=Counter[str])

    def say(self, least: int = 3, most: int = 9) -> str:
        return " ".join(self.rng.choice(WORDS) for _ in range(self.rng.randint(least, most)))

    def sentence(self) -> str:
        return f"The {self.say(1, 2)} {self.rng.choice(VERBS)} the {self.say(2, 8)}."

    def add(self, text: str, **count: int) -> None:
        self.blocks.append(text)
        self.count.update({name.replace("_", " "): n for name, n in count.items()})


def _prose(made: Made) -> None:
    marks = ("**{}**", "`{}`", "[{}](https://example.com/a?b=c)", "*{}*", "{}", "$x_1^2$ {}")
    inline = made.rng.choice(marks).format(made.say(1, 2))
    made.add(f"{made.sentence()} Here {inline} is. {made.sentence()}", sentences=3)


def _list(made: Made) -> None:
    mark, n = made.rng.choice(("-", "1.", "- [x]")), made.rng.randint(2, 6)
    items = (f"{mark} {made.say(1, 4)} {k}: {made.say(1, 6)}" for k in range(n))
    made.add("\n".join(items), items=n)


def _table(made: Made) -> None:
    columns, rows = made.rng.randint(2, 5), made.rng.randint(1, 10)
    lines = [[f"{made.say(1, 2)}" for _ in range(columns)] for _ in range(rows + 1)]
    rule = ["---"] * columns
    made.add("\n".join(f"| {' | '.join(r)} |" for r in (lines[0], rule, *lines[1:])))


def _code(made: Made) -> None:
    n = made.rng.randint(1, 14)
    lines = [f"    q_{k} = q_{made.rng.choice(WORDS[:9])}(h_{k}, '“x”')" for k in range(n)]
    text = "\n".join(("def q_(h_):", *lines))
    made.add(f"```python\n{text}\n```", code_blocks=1, lines_of_code=n + 1)


def _diagram(made: Made) -> None:
    names = [f"n{k}[{made.say(1, 3)}]" for k in range(made.rng.randint(2, 7))]
    edges = (f"    {a} -->|{made.say(1, 2)}| {b}" for a, b in zip(names, names[1:], strict=False))
    sequence = f"sequenceDiagram\n    participant A\n    A->>B: {made.say(1, 3)}"
    drawn = made.rng.choice((sequence, "\n".join(("flowchart LR", *edges))))
    made.add(f"```mermaid\n{drawn}\n```", diagrams=1)


def _equation(made: Made) -> None:
    left, power = made.rng.choice("abcdt"), made.rng.randint(2, 9)
    made.add(f"$$\n{left} = \\frac{{x^{power}}}{{\\sqrt{{y + {power}}}}}\n$$", formulas=1)


def _derivation(made: Made) -> None:
    tex = f"$$\na = b\n$$\n\n{made.sentence()}\n\n$$\nc = \\frac{{d_{{max}}}}{{2}}\n$$"
    made.add(tex, formulas=2, sentences=1)


def _labels(made: Made) -> None:
    n = made.rng.randint(2, 5)
    lines = (f"**{made.say(1, 2)} {k}:** {made.say(1, 5)}" for k in range(n))
    made.add("\n".join(lines), items=n)


def _menu(made: Made) -> None:
    links = f"[{made.say(1, 1)}](https://example.com/a) · [{made.say(1, 1)}](#b)"
    made.add(f"{made.sentence()}\n{links}", sentences=1)


def _definition(made: Made) -> None:
    made.add(f"{made.say(1, 2)}\n: {made.say(3, 9)}", terms=1)


def _quote(made: Made) -> None:
    made.add(f"> {made.sentence()}", sentences=1)


def _html(made: Made) -> None:
    """What can be unfolded is a section of its own, or of the heading right above it."""
    below = made.blocks[-1].startswith("## ")
    text = f"<details><summary>{made.say(1, 3)}</summary>\n\n{made.sentence()}\n\n</details>"
    made.add(text, sections=0 if below else 1, sentences=1)


BLOCKS: Sequence[Callable[[Made], None]] = (
    *(_prose, _prose, _list, _table, _code, _diagram, _equation, _definition, _quote, _html),
    *(_derivation, _labels, _menu),
)


def make_document(rng: random.Random) -> tuple[str, Made]:
    """A title, and sections of one to three blocks."""
    made = Made(rng)
    made.add(f"# The {made.say(1, 4)}\n\n{made.sentence()}", sentences=1)
    for n in range(rng.randint(1, 6)):
        made.add(f"## {n} {made.say(1, 5)}", sections=1)
        for block in rng.sample(BLOCKS, rng.randint(1, 3)):
            block(made)
    return "\n\n".join(made.blocks), made


@pytest.mark.parametrize(
    "batch", [0, *(pytest.param(n, marks=pytest.mark.slow) for n in range(1, BATCHES))]
)
def test_a_documents_film_can_be_read_and_accounts_for_everything(
    batch: int, timed: Callable[[Scene], TimedScene], look_of: Callable[..., Theme]
) -> None:
    for n in range(BATCH if batch else 4):
        rng = random.Random(f"{batch}.{n}")
        text, made = make_document(rng)
        draft = read_document(text, {"video_duration_seconds": rng.choice((30, 90, 300))})
        _check_words(draft, text)
        _check_coverage(draft, made)
        style, ratio = rng.choice(get_args(Style)), rng.choice(get_args(AspectRatio))
        theme = look_of(style, aspect_ratio=ratio)
        for scene in draft.storyboard.scenes:
            picture = SceneRenderer(timed(scene), theme, Size.of(ratio, 72))
            _check_boxes(picture.boxes, Size.of(ratio, 72), scene)


def _check_words(draft: DocumentDraft, text: str) -> None:
    for scene in draft.storyboard.scenes:
        assert not SOURCE.search(scene.narration), (scene.narration, text)


def _check_coverage(draft: DocumentDraft, made: Made) -> None:
    coverage = draft.coverage
    for name, count in made.count.items():
        total = coverage.total[name]
        # The summary of hidden text begins a section, too.
        fits = total >= count if name == "sections" else total == count
        assert fits, (name, coverage.line, "\n\n".join(made.blocks))
    lost = Counter[str]()
    for line in coverage.left_out:
        for number, name in re.findall(r"(\d+) ([a-z ]+)", line.rpartition("): ")[2]):
            lost[name.removesuffix("s")] += int(number)
    for name in coverage.total.keys() - {"sections"}:
        shown = coverage.total[name] - lost[name.removesuffix("s")]
        assert coverage.shown[name] == shown, (name, coverage)


def _check_boxes(boxes: Sequence[TextBox], size: Size, scene: Scene) -> None:
    shown = [box for box in boxes if not box.caption]
    assert not [b for b in boxes if b.size < LEAST_SIZE - 0.01], scene
    assert not [b for b in shown if b.contrast < READABLE], scene
    assert not [b for b in shown if not size.safe.holds(b.rect, 2.0)], scene
    assert not [
        (a, b)
        for a, b in combinations(shown, 2)
        if min(a.life[1], b.life[1]) - max(a.life[0], b.life[0]) > 0.01
        and a.rect.meets(b.rect, slack=1.0)
    ], scene
