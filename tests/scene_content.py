"""What a scene shows, without backdrop, logo and captions."""

import skia

from callsheet_studio.explainer.scene_context import SceneContext
from callsheet_studio.explainer.scene_renderer import SceneRenderer


def draw_content(picture: SceneRenderer, canvas: skia.Canvas, t: float) -> None:
    """Draw the content of a scene at second `t`."""
    picture._draw(canvas, t, (picture._content,))  # pyright: ignore[reportPrivateUsage]  # the tests' own view


def images_of(picture: SceneRenderer, text: str) -> frozenset[int]:
    """Return the Python ids of the images that show a text."""
    recurring = context_of(picture).recurring
    return frozenset(id(one.sprite.image) for one in recurring if one.key == text.casefold())


def context_of(picture: SceneRenderer) -> SceneContext:
    """Return what the layers of a scene are built from."""
    return picture._context  # pyright: ignore[reportPrivateUsage]  # the tests' own view
