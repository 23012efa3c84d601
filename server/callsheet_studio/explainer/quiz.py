"""When a question that is asked on the screen is answered."""

from callsheet_studio.storyboard.timeline import TimedScene
from callsheet_studio.text.punctuation import QUESTION_ENDS

OPEN, TICKED = "square", "square-check"
"""The icons of an answer that is offered, and of the right one."""
ASKS = (*QUESTION_ENDS, "…", "...")


def answer_time(timed: TimedScene) -> float | None:
    """Return the second of a scene at which the ticked answer to its question is said, after all
    answers were offered; None if it is no such question, or nobody answers it."""
    scene = timed.scene
    if {item.icon for item in scene.items} != {OPEN, TICKED} or not scene.title.endswith(ASKS):
        return None
    asked = [n for n, word in enumerate(timed.words) if word.text.endswith(QUESTION_ENDS)]
    return timed.words[asked[-1] + 1].start if asked and asked[-1] + 1 < len(timed.words) else None
