"""Text of no matter, by which documents are too long for their films."""

from callsheet_studio.storyboard.document import read_document

TALK = " ".join(
    f"People then talked for some time about the bench near plot {n} and about the weather."
    for n in ("one", "two", "three", "four")
)
PARTS = "".join(f"## Part {n}\n\n{TALK}\n\n" for n in range(1, 4))


def said(document: str, seconds: int) -> str:
    """Everything that a film of this length says of a document."""
    scenes = read_document(document, {"video_duration_seconds": seconds}).storyboard.scenes
    return " ".join(scene.narration for scene in scenes)
