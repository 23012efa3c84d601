"""When a question that is asked on the screen is answered."""

from callsheet_studio.storyboard.tick_boxes import find_answer
from callsheet_studio.storyboard.timeline import TimedScene


def answer_time(timed: TimedScene) -> float | None:
    """Return the second of a scene at which the ticked answer to its question is said, after all
    answers were offered; None if it is no such question, or nobody answers it."""
    scene, words = timed.scene, timed.words
    answer = find_answer(scene.title, scene.items, [word.text for word in words])
    return words[answer.said].start if answer else None
