"""A finished film as an order of its own: what was seen can be made again, or bought elsewhere."""

from callsheet_studio.storyboard.brief import LONGEST_TASK, Brief
from callsheet_studio.storyboard.brief_settings import LONGEST, SHORTEST
from callsheet_studio.storyboard.model import Storyboard
from callsheet_studio.storyboard.outline_writer import as_outline
from callsheet_studio.storyboard.picture_files import without_picture_files


def brief_of_film(film: Storyboard) -> tuple[Brief | None, str]:
    """Return the brief whose task is the outline of a finished film, without a uuid, and an empty
    text.

    If the film can't be a task: None, and a sentence that says why.
    """
    film = without_picture_files(film)
    task = as_outline(film)
    if shown := [n for n, scene in enumerate(film.scenes, start=1) if scene.image]:
        return None, (
            f"Scene {shown[0]} shows a picture that came with an edit, and a task can't bring it."
        )
    if len(task) > LONGEST_TASK:
        return None, (
            f"The outline has {len(task):,} characters, and a task at most {LONGEST_TASK:,}: send "
            "it with less in it, or as several films."
        )
    brief = Brief(
        uuid="",
        task=task,
        seconds=min(max(film.seconds, SHORTEST), LONGEST),
        aspect_ratio=film.aspect_ratio,
        style=film.style,
        style_prompt=film.style_prompt,
        palette=film.palette,
        voice=film.voice,
    )
    return brief, ""
