"""Finds the lines of a graph that lead back, so that boxes can be placed without them."""

from collections.abc import Sequence

from callsheet_studio.diagrams.model import Edge, Group, Node


def find_back_edges(
    nodes: Sequence[Node], groups: Sequence[Group], edges: Sequence[Edge]
) -> set[int]:
    """Return the indexes of edges that close a cycle when the graph is walked from its nodes in
    their order; without them it has no cycle.

    An edge from a node to itself is not counted.
    """
    leaving: dict[str, list[tuple[int, str]]] = {}
    for n, edge in enumerate(edges):
        leaving.setdefault(edge.source, []).append((n, edge.target))
    first = sorted(nodes, key=lambda node: node.shape != "start")
    back: set[int] = set()
    state: dict[str, bool] = {}
    for root in [*(node.id for node in first), *(group.id for group in groups)]:
        if root in state:
            continue
        state[root] = True
        walk = [(root, iter(leaving.get(root, [])))]
        while walk:
            name, ways = walk[-1]
            step = next(ways, None)
            if step is None:
                state[name] = False
                walk.pop()
            elif state.get(step[1]):
                back.add(step[0])
            elif step[1] not in state:
                state[step[1]] = True
                walk.append((step[1], iter(leaving.get(step[1], []))))
    return {n for n in back if edges[n].source != edges[n].target}
