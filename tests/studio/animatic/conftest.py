"""Small clips, and what is needed to look at them."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

import numpy as np
import pytest
from numpy.typing import NDArray

from callsheet_studio.animatic.contract import ClipOrder
from callsheet_studio.animatic.prompt.shot_planner import plan_shots
from callsheet_studio.animatic.shot_renderer import ShotRenderer
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.jobs.contract import VideoFormat

SMALL = VideoFormat(short_side=72, fps=10, processes=1)
Look: TypeAlias = Callable[..., NDArray[np.uint8]]


@pytest.fixture
def frame() -> Look:
    """Gives a frame of a prompt's first shot as pixels."""

    def look(prompt: str, t: float = 1.0, **changes: object) -> NDArray[np.uint8]:
        order = replace(ClipOrder("clip-1", prompt, "sora-2"), **changes)  # pyright: ignore[reportArgumentType]
        script = plan_shots(order, VideoFormat(short_side=96, fps=SMALL.fps))
        surface = skia.Surface(script.size.width, script.size.height)
        ShotRenderer(script, 0).draw(surface.getCanvas(), t)
        return surface.makeImageSnapshot().toarray()

    return look
