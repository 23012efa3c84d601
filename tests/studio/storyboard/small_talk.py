"""Text of no matter, by which documents are too long for their films."""

from callsheet_studio.storyboard.document import read_document

_SUBJECTS = """
benches rain cake recipes films ladders cats afternoons trains February songs singers curtains
prices cousins Canada football goals mirrors dust dentists parrots sandals socks owls supper
crosswords fog drums Easter kites branches umbrellas lemons chess beards postcards Lisbon
marmalade goats fireworks lanterns trousers buttons whales harbours trumpets marching violets
hedges snails ponds bicycles bells photographs albums mushrooms forests glasses spectacles
tunnels echoes haircuts barbers kettles steam gloves winters puppets theatres comets telescopes
waltzes dancers pillows feathers giraffes zoos pianos keys
"""
_PAIRS = [*zip(*[iter(_SUBJECTS.split())] * 2, strict=True)]
TALKS = [f"Some have {one} and others have {two}." for one, two in _PAIRS]


def talk(n: int) -> str:
    """Four sentences, others for each number from 0 to 9."""
    return " ".join(TALKS[4 * n : 4 * n + 4])


TALK = talk(0)
PARTS = "".join(f"## Part {n}\n\n{talk(n)}\n\n" for n in range(1, 4))


def said(document: str, seconds: int) -> str:
    """Everything that a film of this length says of a document."""
    scenes = read_document(document, {"video_duration_seconds": seconds}).storyboard.scenes
    return " ".join(scene.narration for scene in scenes)
