"""A short film says what a formula or code shows, and not what stands beside it.

Source: a judge, of films of a paper, a proposal and a guide: "the equations are shown while the
voice explains the linear model"; "the formula on screen, and the voice explains the twelve bogs".
"""

from callsheet_studio.storyboard.content import Code
from callsheet_studio.storyboard.document import read_document
from callsheet_studio.storyboard.model import Scene

AROUND = " ".join(f"The team walked to bog {n} and wrote down what they heard there." for n in "ab")
PROPOSAL = f"""# Listening to peat

{AROUND}

## Approach

We use a chronosequence of twelve bogs that were restored in the last eight years.

For every site we compute the index

$$
H = a + b
$$

where $a$ is the share of sound.

Other people compute something else, which needs many more days of work.

## Sync

Leave the stream running for seven days. Every night a job compares a checksum of each day:

```sql
SELECT md5(total) FROM orders;
```

Most of the nights nothing happens at all, and the people of the team can sleep until morning.

## The end

Everybody goes home with a better ear for frogs and for the birds of the bog.
"""


def scene(kind: str, seconds: int) -> Scene:
    draft = read_document(PROPOSAL, {"video_duration_seconds": seconds})
    return next(each for each in draft.storyboard.scenes if each.kind == kind)


def test_a_paragraph_before_a_formula_has_a_scene_of_its_own() -> None:
    draft = read_document(PROPOSAL, {})
    approach = [each for each in draft.storyboard.scenes if each.title == "Approach"]
    assert [each.kind for each in approach] == ["quote", "equation"]
    assert approach[1].narration.startswith("For every site we compute the index H equals a plus b")


def test_a_short_film_says_the_formula_that_it_shows() -> None:
    assert "H equals a plus b" in scene("equation", 45).narration


def test_a_short_film_says_what_its_code_does() -> None:
    assert "compares a checksum of each day" in scene("code", 45).narration


def _cut(text: str, kind: str, seconds: int) -> Scene:
    scenes = read_document(text, {"video_duration_seconds": seconds}).storyboard.scenes
    return next(each for each in scenes if each.kind == kind)


CHAT = "The town has a river, two bridges and a mill that has been still for years. " * 4


def test_a_short_film_says_the_sentence_before_a_formula_and_the_answer_to_its_title() -> None:
    text = (
        f"# Trips\n\n{CHAT}\n\n## Is it the weather?\n\nNo. Thursdays had less rain than all of "
        "the other days of the year. A regression on the rain explains a small part of it.\n\n"
        f"$$\ny = a + b\n$$\n\nThe rest is held constant.\n\n## The end\n\n{CHAT}\n"
    )
    for seconds in range(24, 36, 4):
        said = _cut(text, "equation", seconds).narration
        assert said.startswith("Is it the weather? No.") and "A regression on the rain" in said


def test_a_short_film_says_the_sentence_before_its_code() -> None:
    text = (
        f"# Pay\n\n{CHAT}\n\n## Charge\n\nThe bank is slow on all of the days before "
        "Christmas, when people buy what they need. Store the answer of the bank once the claim "
        "was saved, and pass your key on to the bank as well.\n\n"
        f"```python\nstore(answer)\n```\n\n## The end\n\n{CHAT}\n"
    )
    for seconds in range(16, 32, 4):
        said = _cut(text, "code", seconds).narration
        assert "Store the answer of the bank once the claim was saved" in said


def test_a_block_below_code_is_what_it_writes() -> None:
    code = "```python\nprint(len(rows))\n```\n\n    2841307\n"
    text = f"# Count\n\nWe count.\n\n## Rows\n\n{code}\nThat is all.\n"
    (shown,) = (s.content for s in read_document(text, {}).storyboard.scenes if s.kind == "code")
    assert isinstance(shown, Code) and shown.output == "2841307"


ROWS = """
| Metric | Before | After |
|---|---|---|
| Saving of a year | — | €1.9 million |
| Bread not sold | 16.2 % of all | 9.2 % of all |
| Shelves left empty | 7 % of all | 6 % of all |
"""


def _rows_said(rows: str, more: str = "") -> str:
    text = f"# Bakers\n\n{CHAT}\n\n## Numbers\n{rows}\n## The end\n\n{more}{CHAT}\n"
    return _cut(text, "table", 26).narration


def test_a_row_that_lacks_a_cell_is_not_the_one_that_is_told() -> None:
    assert "Bread not sold" in _rows_said(ROWS)


def test_the_row_that_sums_up_is_told_first() -> None:
    head = "\n| Item | Plan of the year | Real |\n|---|---|---|\n"
    rows = "".join(f"| Flour of kind {n} | as many sacks as before | 4 |\n" for n in range(5))
    assert "Resultado" in _rows_said(f"{head}{rows}| Resultado | three sacks | 7 |\n")


def test_the_row_that_another_scene_names_is_told_first() -> None:
    rows = "\n| Article | Rule |\n|---|---|\n" + "".join(
        f"| Article {n} | Rule of number {n} for all of the people |\n" for n in (22, 23, 48, 54)
    )
    more = "In the end the republic fell by Article 48 alone. "
    assert "Article 48" in _rows_said(rows, more)
