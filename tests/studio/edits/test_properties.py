"""Any changed outline gives the film that it makes, and of it only what changed is drawn again."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from callsheet_studio.audio.voice import SilentVoice
from callsheet_studio.edits.apply import EditText, apply_request
from callsheet_studio.explainer.film_segments import parts
from callsheet_studio.explainer.timing.plan import narrate, plan, replan
from callsheet_studio.jobs.contract import VideoFormat
from callsheet_studio.storyboard.brief_settings import brief_of
from callsheet_studio.storyboard.build import build_storyboard
from callsheet_studio.storyboard.model import Scene, Storyboard
from callsheet_studio.storyboard.outline_writer import as_outline, write_scene

WORDS = Path(__file__).parents[2] / "edits_in_words"
MORE = """# More
## Two years [stacked]

| | 2025 | 2026 |
|---|---|---|
| Europe | 4 | 6 |
| Asia | 2 | 3 |

> Both grew.
## Shares [donut]
- Ours: 60 %
- Theirs: 40 %
> Sixty percent are ours.
## A picture [image]
![A lock](https://example.com/lock.png)
> This is a lock.
## Growth [area]
- 2024: 3
- 2025: 5
- 2026: 9
> It grew.
## One number [number]
- Saved: 3.1 % → 2.2 %
> It fell.
## Steps [steps]
1. Ask
2. Listen
> Ask, then listen.
"""
FILMS = [
    build_storyboard(replace(brief_of(text, {}), uuid="film")).storyboard
    for text in (
        *(
            (WORDS / f"{name}.md").read_text("utf-8")
            for name in ("record-year", "a-cache-in-front")
        ),
        MORE,
    )
]
SCENES = [scene for film in FILMS for scene in film.scenes[1:-1]]
FORMAT = VideoFormat(short_side=96, fps=5, spoken=False)
SILENT = SilentVoice()


def a_film(rng: Random) -> Storyboard:
    chosen = rng.sample(SCENES, rng.randint(2, 8))
    first, last = rng.choice(FILMS).scenes[0], rng.choice(FILMS).scenes[-1]
    return FILMS[0].model_copy(update={"scenes": (first, *chosen, last), "seconds": 100})


def change(scene: Scene, rng: Random) -> Scene:
    changes = [
        {"title": f"{scene.title}, again"},
        {"narration": f"{scene.narration} Once more."},
        {"hold": 2.0},
        {"narration": ""},
    ]
    return scene.model_copy(update=rng.choice(changes))


def changed(film: Storyboard, rng: Random) -> Storyboard:
    scenes = list(film.scenes)
    for _ in range(rng.randint(1, 4)):
        at, other = rng.randrange(len(scenes)), rng.randrange(len(scenes))
        match rng.choice(("change", "remove", "insert", "swap")):
            case "change":
                scenes[at] = change(scenes[at], rng)
            case "remove" if len(scenes) > 2:
                del scenes[at]
            case "insert":
                scenes.insert(at, change(rng.choice(SCENES), rng))
            case _:
                scenes[at], scenes[other] = scenes[other], scenes[at]
    return film.model_copy(update={"scenes": tuple(scenes)})


def drawn(film: Storyboard, before: Storyboard, folder: Path) -> list[tuple[str, ...]]:
    """The names of each scene's files when the film is an edit of another."""
    old = narrate(before, SILENT, 1.0, before.seconds)
    timeline = plan(before, old.speeches, FORMAT.fps)
    if film != before:
        known = dict(zip((scene.narration for scene in before.scenes), old.speeches, strict=True))
        speeches = tuple(
            known.get(s.narration) or SILENT.speak(s.narration, old.speed) for s in film.scenes
        )
        timeline = replan(film, speeches, (timeline, old.speeches), FORMAT.fps)
    files = list(parts(timeline, FORMAT, folder))
    return [tuple(f.file for f in files if f.scene == n) for n in range(len(film.scenes))]


@pytest.mark.parametrize("seed", range(12))
def test_an_edited_film_is_the_film_of_the_changed_outline(seed: int, tmp_path: Path) -> None:
    """Storyboards are equal, and a scene that is as before, between scenes that are, keeps its
    files: what two neighbors show goes on from one to the next, and none moves like many before."""
    rng = Random(seed)
    before = a_film(rng)
    wanted = changed(before, rng)
    if wanted == before:
        return
    made = apply_request(EditText(as_outline(wanted)), before).storyboard
    assert made == wanted
    old, new = drawn(before, before, tmp_path), drawn(made, before, tmp_path)
    inner = {near: old[n] for n, near in between(before)}
    for n, near in between(made):
        assert near not in inner or new[n] == inner[near], near[-2].title


def between(film: Storyboard) -> Iterator[tuple[int, tuple[Scene, ...]]]:
    """The place of each inner scene, and it with three scenes before it and the next."""
    for n in range(3, len(film.scenes) - 1):
        yield n, film.scenes[n - 3 : n + 2]


@pytest.mark.parametrize("seed", range(8))
def test_scenes_sent_singly_are_the_scenes(seed: int) -> None:
    """Every kind of scene, replaced under its own number."""
    rng = Random(seed)
    before = a_film(rng)
    n = rng.randrange(1, len(before.scenes))
    scene = change(before.scenes[n], rng)
    made = apply_request(EditText(write_scene(scene, n + 1)), before).storyboard
    assert made.scenes == (*before.scenes[:n], scene, *before.scenes[n + 1 :])
