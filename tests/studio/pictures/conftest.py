from collections.abc import Callable
from typing import TypeAlias

import pytest

from callsheet_studio.drawing.changed_area import ChangeDetector
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.brief import AspectRatio, StyleName
from callsheet_studio.storyboard.model import Scene, Storyboard
from callsheet_studio.storyboard.timeline import TimedScene
from callsheet_studio.text.timed_word import TimedWord

Timed: TypeAlias = Callable[[Scene], TimedScene]
LookOf: TypeAlias = Callable[..., Theme]
Shot: TypeAlias = Callable[[SceneRenderer, Size, float], skia.Image]


@pytest.fixture
def timed() -> Timed:
    """A scene in time: three words a second, an item every so often."""

    def give(scene: Scene) -> TimedScene:
        words = tuple(
            TimedWord(text, 0.5 + n / 3, 0.8 + n / 3)
            for n, text in enumerate(scene.narration.split())
        )
        seconds = max(4.0, 1.5 + len(words) / 3)
        count = len(scene.items)
        cues = tuple(0.6 + n * (seconds - 2) / max(1, count) for n in range(count))
        return TimedScene(scene, 1, 3, 0.0, seconds, words, cues)

    return give


@pytest.fixture
def look_of() -> LookOf:
    """The look of a storyboard that has nothing but these choices."""

    def give(
        style: StyleName = "explainer",
        palette: dict[str, str] | None = None,
        prompt: str | None = None,
        seed: str = "take-1",
        aspect_ratio: AspectRatio = "16:9",
    ) -> Theme:
        return Theme.of(
            Storyboard(
                title="Any",
                seconds=60,
                aspect_ratio=aspect_ratio,
                style=style,
                seed=seed,
                palette=palette or {},
                style_prompt=prompt,
                scenes=(),
            )
        )

    return give


@pytest.fixture
def shot() -> Shot:
    """One frame of a picture."""

    def give(picture: SceneRenderer, size: Size, t: float) -> skia.Image:
        surface = skia.Surface(size.width, size.height)
        ChangeDetector(picture.draw).draw(surface.getCanvas(), t)
        return surface.makeImageSnapshot()

    return give
