"""Diagrams made from lists: a tree from nested bullets, a ring from a list that goes round."""

from collections.abc import Iterator, Sequence

from callsheet_studio.diagrams.model import Edge, Flowchart, MindMap, MindMapTopic, Node


def build_tree(entries: Sequence[tuple[int, str]], title: str = "") -> MindMap:
    """Return a mind map made of nested bullets, each (depth from 0, text).

    Several bullets of depth 0 become children of `title`.
    """
    several = sum(depth == 0 for depth, _ in entries) > 1
    rows = [(0, title), *((depth + 1, text) for depth, text in entries)] if several else entries
    return MindMap(tuple(_topics(rows)), "" if several else title)


def build_cycle(labels: Sequence[str], title: str = "") -> Flowchart:
    """Return a flowchart in which each label leads to the next one, and the last to the first."""
    nodes = tuple(Node(f"n{n}", label, "rounded") for n, label in enumerate(labels))
    ids = [node.id for node in nodes]
    edges = tuple(Edge(a, b) for a, b in zip(ids, [*ids[1:], *ids[:1]], strict=True))
    return Flowchart(nodes, edges, title=title, direction="LR")


def _topics(rows: Sequence[tuple[int, str]]) -> Iterator[MindMapTopic]:
    above: list[tuple[int, int]] = []
    for number, (depth, text) in enumerate(rows):
        while above and above[-1][0] >= depth and len(above) > 1:
            above.pop()
        yield MindMapTopic(text, above[-1][1] if above else None)
        above.append((depth, number))
