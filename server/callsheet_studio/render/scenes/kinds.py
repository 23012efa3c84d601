"""Which function builds which kind of scene."""

from collections.abc import Callable, Mapping

from callsheet_studio.render.scenes.bars import bars
from callsheet_studio.render.scenes.closing import closing
from callsheet_studio.render.scenes.points import points
from callsheet_studio.render.scenes.steps import steps
from callsheet_studio.render.scenes.title import title
from callsheet_studio.render.stage import Layer, Stage
from callsheet_studio.script.storyboard import SceneKind

KINDS: Mapping[SceneKind, Callable[[Stage], list[Layer]]] = {
    "title": title,
    "points": points,
    "steps": steps,
    "bars": bars,
    "line": bars,
    "number": title,
    "comparison": points,
    "timeline": steps,
    "quote": title,
    "image": title,
    "closing": closing,
}
