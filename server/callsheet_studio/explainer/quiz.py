"""When a question that is asked on the screen is answered."""

from callsheet_studio.storyboard.tick_boxes import TICKED, offers_answers
from callsheet_studio.storyboard.timeline import TimedScene
from callsheet_studio.text.punctuation import QUESTION_ENDS

_MARKS = ".,;:!?…\"'()“”‘’"


def answer_time(timed: TimedScene) -> float | None:
    """Return the second of a scene at which the ticked answer to its question is said, after all
    answers were offered; None if it is no such question, or nobody answers it."""
    scene = timed.scene
    if not offers_answers(scene.title, scene.items):
        return None
    right = next(item.text for item in scene.items if item.icon == TICKED)
    asked = max(
        (n for n, w in enumerate(timed.words) if w.text.endswith(QUESTION_ENDS)), default=-1
    )
    said = timed.words[asked + 1 :] if asked >= 0 else ()
    return next((word.start for word in said if _bare(word.text) == _bare(right.split()[0])), None)


def _bare(word: str) -> str:
    return word.strip(_MARKS).casefold()
