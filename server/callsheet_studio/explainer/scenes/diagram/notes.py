"""What a picture of a diagram could not show as it was written, in sentences."""

from callsheet_studio.diagrams.layout.place import lay_out
from callsheet_studio.diagrams.model import (
    Diagram,
    Flowchart,
    MindMap,
    SequenceDiagram,
    StateDiagram,
)
from callsheet_studio.explainer.scene_context import SceneContext
from callsheet_studio.explainer.scenes.diagram.labels import measure_on


def list_notes(context: SceneContext, diagram: Diagram) -> tuple[str, ...]:
    """Return sentences for the user on what the picture of a diagram does not show as it was
    written.

    Texts that were cut are not among them; their boxes report that.
    """
    if not isinstance(diagram, Flowchart | StateDiagram | MindMap | SequenceDiagram):
        return ()
    safe = context.size.safe
    if not lay_out(diagram, measure_on(context), (safe.w, safe.h)).is_simplified:
        return ()
    return ("The diagram is laid out in a simple way, without frames around groups.",)
