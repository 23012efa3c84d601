"""What the user's video model is asked for: the clip of a prompt, and the film of a character."""

import re
from dataclasses import replace
from functools import partial
from pathlib import Path

from callsheet_studio.animatic.contract import (
    CharacterDesign,
    CharacterOrder,
    CharacterResult,
    ClipOrder,
    ClipResult,
)
from callsheet_studio.animatic.model_clip import ModelClipMaker
from callsheet_studio.drawing.geometry import Size
from callsheet_studio.jobs.contract import VideoFormat
from callsheet_studio.llm.video_client import ModelVideoRequest
from callsheet_studio.media.clip_import import ClipFiles
from callsheet_studio.media.video_import import portrait_jpeg

POSTER_AT = 0.4
"""Share of a clip at which its poster is taken; many begin in black."""
PORTRAIT_PROMPT = (
    "{prompt}. Looks into the camera from the first moment, then turns slowly. Plain background, "
    "even light."
)
ONE_PORTRAIT = "The model begins with one picture, that of {first}; {others} it knows by name only."


def film_clip(order: ClipOrder, video_format: VideoFormat, maker: ModelClipMaker) -> ClipResult:
    """Have the user's video model make the clip of an order.

    The portrait of the first character in the prompt is given to the model as the first picture.

    Raises:
        ModelGaveNothing: The model gave no usable video.
    """
    clip = ClipResult(order.seconds, (order.prompt,), (), video_model=maker.model)
    files = ClipFiles(clip.video, clip.poster, POSTER_AT, clip.contact_sheet)
    size = Size.of(order.aspect_ratio, video_format.short_side).pixels
    request, notes = ModelVideoRequest(_without_marks(order), order.seconds, size), ()
    portraits = {name: Path(path) for name, path in order.portraits.items() if Path(path).is_file()}
    if portraits:
        first, *others = portraits
        request = replace(request, reference=partial(portrait_jpeg, portraits[first]))
        notes = (ONE_PORTRAIT.format(first=first, others=", ".join(others)),) if others else ()
    comment = f"Made by {maker.model}. Requested model: {order.model}, which was not used."
    labels = {"title": order.prompt[:120], "comment": comment}
    made = maker.make(request, video_format.fps, files, labels)
    return replace(clip, seconds=made.seconds, notes=made.notes + notes)


def film_character(
    order: CharacterOrder, look: CharacterDesign, video_format: VideoFormat, maker: ModelClipMaker
) -> CharacterResult:
    """Have the user's video model make the film of a character with a look; its first picture,
    the portrait, is also the poster.

    Raises:
        ModelGaveNothing: The model gave no usable video.
    """
    character = CharacterResult(order.name, look, order.seconds, video_model=maker.model)
    prompt = PORTRAIT_PROMPT.format(prompt=order.prompt.strip().rstrip("."))
    size = Size.of(order.aspect_ratio, video_format.short_side).pixels
    request = ModelVideoRequest(prompt, order.seconds, size)
    files = ClipFiles(character.video, character.poster, poster_at=0.0)
    labels = {"title": order.name, "comment": f"Made by {maker.model}."}
    made = maker.make(request, video_format.fps, files, labels)
    return replace(character, seconds=made.seconds, notes=made.notes)


def _without_marks(order: ClipOrder) -> str:
    """The prompt with the names of its cast as names, not as `@Name`."""
    prompt = order.prompt
    for name in order.cast:
        prompt = re.sub(f"@(?={re.escape(name)})", "", prompt, flags=re.IGNORECASE)
    return prompt
