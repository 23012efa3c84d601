"""A short film says what a formula or code shows, and not what stands beside it.

Source: a judge, of films of a paper, a proposal and a guide: "the equations are shown while the
voice explains the linear model"; "the formula on screen, and the voice explains the twelve bogs".
"""

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
