"""What can be wrong with a Mermaid source.

MermaidError
├── UnknownDiagramKindError   a kind of diagram that is not read here
├── MermaidSyntaxError        a line that Mermaid would not read either
├── EmptyDiagramError         a header, and nothing that it could show
└── DiagramTooLargeError      more than a film can show
"""

SHOWN = 60
"""Characters of a line that an error repeats, at most."""


class MermaidError(ValueError):
    """The source cannot be shown as a diagram; the text says why."""


class UnknownDiagramKindError(MermaidError):
    """The source's first word is none of the kinds of diagram that can be read here."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"Mermaid's {kind[:SHOWN]!r} is not a kind of diagram that can be drawn; flowchart, "
            f"graph, sequenceDiagram, stateDiagram-v2, mindmap, pie, timeline and xychart-beta are."
        )
        self.kind = kind


class MermaidSyntaxError(MermaidError):
    """A line is not a statement of its kind of diagram."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(f"Line {line} of the diagram cannot be read: {text.strip()[:SHOWN]!r}.")
        self.line = line


class EmptyDiagramError(MermaidError):
    """A diagram has no parts."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"The {kind} is empty.")


class DiagramTooLargeError(MermaidError):
    """A diagram has more parts, or deeper nesting, than a film can show."""

    def __init__(self, parts: str, most: int) -> None:
        super().__init__(f"The diagram has more than {most} {parts}; split it into several.")
