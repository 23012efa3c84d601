"""Two ads made by our own renderer, what is true of them, and what an analysis found."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from callsheet_studio.explainer.contract import FilmResult
from callsheet_studio.explainer.make import make_film
from callsheet_studio.jobs.contract import VideoFormat
from callsheet_studio.storyboard.brief import Brief

NEAR = 0.4
"""Seconds by which a change of scene may be off: it takes half a second."""

LAMP = """# The Lumen lamp

## Tired of waking up exhausted? [title]
> Tired of waking up exhausted? I was too.

## My mornings [points]
- Loud alarms
- Dark bedroom
- Slow starts
> Loud alarms, a dark bedroom and slow starts. Every morning was a struggle.

## Meet the Lumen lamp [points]
- Slow sunrise
- Birdsong
- No phone
> Then I found a lamp that brightens slowly, like a real sunrise, and plays birdsong.

## What changed
- Before: 5
- After: 8
> In two weeks I slept three hours longer every night. Ten thousand people already use it.

## Get yours today [closing]
> Tap the link below and get twenty percent off today.
"""
PLANNER = """# The money planner

## Where does your money go? [title]
> Do you know where your money goes each month?

## Three steps [steps]
- List: every bill
- Sort: needs and wants
- Cut: one thing
> First list every bill. Then sort needs and wants. At last, cut one thing.

## Try the planner [closing]
> Download the free planner and start now.
"""
ADS: Mapping[str, Brief] = {
    "lamp": Brief("lamp", LAMP, 30, "9:16", "marketing", palette={"primary": "#5b21e6"}),
    "planner": Brief("planner", PLANNER, 30, "16:9", "corporate", palette={"primary": "#0f5db1"}),
}


@dataclass(frozen=True)
class Made:
    """A film and the narration that it was made from."""

    film: FilmResult
    brief: Brief

    @property
    def words(self) -> list[str]:
        spoken = re.findall(r"^> (.*)$", self.brief.task, re.MULTILINE)
        return plain(" ".join(spoken))


@dataclass(frozen=True)
class Found:
    """An analysis compared with the truth."""

    changes: tuple[float, ...]
    true_changes: tuple[float, ...]
    word_errors: float
    seconds: float
    true_seconds: float
    texts: tuple[str, ...]
    true_titles: tuple[str, ...]
    colors: tuple[str, ...]
    roles: tuple[str, ...]

    @property
    def hits(self) -> int:
        """Changes of scene that were found where they are."""
        return sum(any(abs(f - t) <= NEAR for f in self.changes) for t in self.true_changes)

    @property
    def titles(self) -> int:
        """Titles that were read."""
        read = "".join(plain(" ".join(self.texts)))
        return sum("".join(plain(title)) in read for title in self.true_titles)

    def rows(self) -> Iterator[str]:
        """A table."""
        yield f"{'':18}{'found':>12}{'truth':>12}"
        yield f"{'seconds':18}{self.seconds:12.2f}{self.true_seconds:12.2f}"
        yield f"{'changes of scene':18}{len(self.changes):12}{len(self.true_changes):12}"
        yield f"{'  in their place':18}{self.hits:12}{len(self.true_changes):12}"
        mean, true = (self.seconds / (len(c) + 1) for c in (self.changes, self.true_changes))
        yield f"{'seconds a shot':18}{mean:12.2f}{true:12.2f}"
        yield f"{'word errors':18}{self.word_errors:12.1%}{0:12.1%}"
        yield f"{'titles read':18}{self.titles:12}{len(self.true_titles):12}"
        yield f"  colours: {', '.join(self.colors)}"
        yield f"  parts: {', '.join(self.roles)}"
        yield f"  changes at {self.changes}, true {self.true_changes}"


def film(brief: Brief, folder: Path, short_side: int) -> Made:
    """The film as ad 1 of the library in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    made = make_film(brief, folder, VideoFormat(short_side), {}, lambda _: None)
    (folder / made.video).rename(folder / "1.mp4")
    return Made(made, brief)


def judged(made: Made, work: Path) -> Found:
    """The facts of an analysis compared with its film."""
    facts: Mapping[str, Any] = json.loads((work / "facts.json").read_text())
    heard = plain(" ".join(word["text"] for word in facts["transcript"]["words"]))
    return Found(
        changes=tuple(shot["start"] for shot in facts["shots"][1:]),
        true_changes=tuple(scene.start for scene in made.film.scenes[1:]),
        word_errors=word_errors(made.words, heard),
        seconds=facts["seconds"],
        true_seconds=made.film.seconds,
        texts=tuple(text["text"] for text in facts["reading"]["texts"]),
        true_titles=tuple(scene.title for scene in made.film.scenes),
        colors=tuple(f"{one['name']} {one['hex']}" for one in facts["colors"]),
        roles=tuple(dict.fromkeys(line["role"] for line in facts["lines"])),
    )


def plain(text: str) -> list[str]:
    """Words as they sound: numbers written out as the narrator says them."""
    for written, spoken in SPOKEN.items():
        text = text.lower().replace(written, spoken)
    return re.findall(r"[a-z0-9']+", text)


SPOKEN = {"10,000": "ten thousand", "20%": "twenty percent", "bird song": "birdsong"}


def word_errors(true: list[str], heard: list[str]) -> float:
    """Word error rate: insertions, deletions and replacements by the true words."""
    row = list(range(len(heard) + 1))
    for i, word in enumerate(true, start=1):
        before, row = row, [i]
        for j, other in enumerate(heard, start=1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (word != other)))
    return row[-1] / len(true)
