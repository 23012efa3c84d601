"""Which function builds which kind of scene."""

from collections.abc import Callable, Mapping

from callsheet_studio.render.scenes.bars import bars
from callsheet_studio.render.scenes.closing import closing
from callsheet_studio.render.scenes.comparison import comparison
from callsheet_studio.render.scenes.image import image
from callsheet_studio.render.scenes.line import line
from callsheet_studio.render.scenes.number import number
from callsheet_studio.render.scenes.points import points
from callsheet_studio.render.scenes.quote import quote
from callsheet_studio.render.scenes.steps import steps
from callsheet_studio.render.scenes.timeline import timeline
from callsheet_studio.render.scenes.title import title
from callsheet_studio.render.stage import Layer, Stage
from callsheet_studio.script.storyboard import SceneKind


def _charted(build: Callable[[Stage], list[Layer]]) -> Callable[[Stage], list[Layer]]:
    """A chart of the items that have values; a scene without any shows its points."""

    def layers(stage: Stage) -> list[Layer]:
        valued = [n for n, item in enumerate(stage.timed.scene.items) if item.value is not None]
        return build(stage.only(valued)) if valued else points(stage)

    return layers


KINDS: Mapping[SceneKind, Callable[[Stage], list[Layer]]] = {
    "title": title,
    "points": points,
    "steps": steps,
    "bars": _charted(bars),
    "line": _charted(line),
    "number": number,
    "comparison": comparison,
    "timeline": timeline,
    "quote": quote,
    "image": image,
    "closing": closing,
}
