"""Lays out any diagram that has places: the one entry to this package."""

from callsheet_studio.diagrams.layout.chain import lay_out_chain, order_chain
from callsheet_studio.diagrams.layout.graph import lay_out_graph
from callsheet_studio.diagrams.layout.model import DiagramLayout, Measure
from callsheet_studio.diagrams.layout.ring import lay_out_ring, order_ring
from callsheet_studio.diagrams.layout.sequence import lay_out_sequence
from callsheet_studio.diagrams.layout.tree import lay_out_tree
from callsheet_studio.diagrams.model import (
    Flowchart,
    MindMap,
    SequenceDiagram,
    StateDiagram,
)

WORTH = 1.15
"""By how much larger a chain must become to be folded."""


def lay_out(
    diagram: Flowchart | StateDiagram | MindMap | SequenceDiagram,
    measure: Measure,
    room: tuple[float, float],
) -> DiagramLayout:
    """Return the places of all parts of a diagram; the same arguments give the same layout.

    Args:
        measure: Gives the (width, height) of a text as it is drawn.
        room: The (width, height) in which the whole should be as large as possible, for a sequence
            diagram of no effect. The layout may be larger: scale it with `DiagramLayout.scale_in`.
    """
    if isinstance(diagram, SequenceDiagram):
        return lay_out_sequence(diagram, measure)
    if isinstance(diagram, MindMap):
        return lay_out_tree(diagram, measure, room)
    ring = order_ring(diagram)
    if ring:
        return lay_out_ring(diagram, ring, measure, room)
    chain = order_chain(diagram)
    layout = lay_out_graph(diagram, measure, room, folds=chain is None)
    if chain is None:
        return layout
    folded = lay_out_chain(diagram, chain, measure, room)
    return folded if folded.scale_in(*room) > WORTH * layout.scale_in(*room) else layout
