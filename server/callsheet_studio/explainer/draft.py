"""A first look at the film that a document makes: its outline, a still of each scene, its times.

Nothing is spoken or encoded; the times are estimates from the words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from callsheet_studio.audio.voice import SilentVoice
from callsheet_studio.explainer.direction import direct
from callsheet_studio.explainer.drawn_pictures import PictureDrawer
from callsheet_studio.explainer.film_segments import position_independent, style_only
from callsheet_studio.explainer.film_source import apply_recording
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.explainer.thumbnails import contact_sheet, still
from callsheet_studio.explainer.timing.plan import narrate, plan
from callsheet_studio.jobs.contract import Report, Step, VideoFormat
from callsheet_studio.llm.endpoints import NO_ENDPOINTS, ModelEndpoints
from callsheet_studio.storage.home import home_of
from callsheet_studio.storyboard.brief import to_style_arguments
from callsheet_studio.storyboard.brief_settings import SHORTEST
from callsheet_studio.storyboard.document import read_document
from callsheet_studio.storyboard.installed_voices import speaks
from callsheet_studio.storyboard.logos import FOLDER
from callsheet_studio.storyboard.model import Storyboard
from callsheet_studio.storyboard.speech_timing import spoken_words, timing_of
from callsheet_studio.storyboard.timeline import TimedScene
from callsheet_studio.storyboard.voice_note import spoken_by

SHEET = "storyboard.jpg"


@dataclass(frozen=True)
class DraftScene:
    """One scene of a draft."""

    n: int
    """From 1."""
    title: str
    kind: str
    seconds: float
    words: int
    """Words of its narration."""


@dataclass(frozen=True)
class DraftResult:
    """The draft of a film. `sheet` is a file in the job's folder."""

    title: str
    arguments: Mapping[str, Any]
    """All arguments that make this film, by their documented names: given, from the document, or
    defaults."""
    outline: str
    """Markdown of at most 5,000 characters; as a task it makes exactly this film."""
    seconds: float
    scenes: tuple[DraftScene, ...]
    coverage: Mapping[str, Any]
    """`line`, and what is left out by scene."""
    notes: tuple[str, ...]
    shrunken: tuple[str, ...]
    """Texts that had to be drawn smaller than their place in the layout asks for."""
    sheet: str = SHEET


def make_draft(
    request: Mapping[str, Any],
    folder: Path,
    video_format: VideoFormat,
    done: Mapping[str, Step],
    report: Report,
    endpoints: ModelEndpoints = NO_ENDPOINTS,
) -> DraftResult:
    """Plan the film of a document without rendering it: its outline, scenes and times, and a
    contact sheet with a still of each scene.

    Args:
        request: `document`: the text; `arguments`: arguments of a video by their documented names;
            `pictures`: the fields of `PictureFiles`; `recording`: the recorded narration, if any.
        folder: Where the contact sheet is written, and where the pictures are.
        video_format: The size for which the scenes are laid out.
        done: Not used: a draft has no steps.
        report: Not called.
        endpoints: The user's own models, which a film would use; the notes name them.

    Raises:
        FilmRejected: The document or its recording can't be read, or the document says nothing.
        OSError: A file can't be read or written.
    """
    spoken = spoken_by(endpoints)
    draft = read_document(
        request["document"],
        request["arguments"],
        request["pictures"],
        spoken=spoken,
        complete_brief=lambda brief: apply_recording(
            replace(brief, recording=request.get("recording", {})), folder
        ),
    )
    drawer = PictureDrawer(folder, endpoints.painter, asks=False)
    board = drawer.show(draft.storyboard)
    is_heard = speaks(board.language, spoken)
    timing = timing_of(board.style, is_heard=True) if is_heard else None
    said = narrate(board, SilentVoice(timing=timing), 1.0, board.seconds)
    timeline = plan(board, said.speeches, video_format.fps)
    theme = Theme.of(style_only(board))
    if board.logo:
        theme = replace(theme, logo=home_of(folder) / FOLDER / board.logo)
    scenes = [position_independent(timed) for timed in timeline.scenes]
    directions = direct(timeline, theme)
    size = Size.of(board.aspect_ratio, video_format.short_side)
    pictures = [
        SceneRenderer(timed, theme, size, folder, direction.still)
        for timed, direction in zip(scenes, directions, strict=True)
    ]
    stills = {
        timed.index: still(picture, timed, size, board.aspect_ratio)
        for timed, picture in zip(scenes, pictures, strict=True)
    }
    (folder / SHEET).write_bytes(contact_sheet(stills, board.aspect_ratio))
    seen = [note for picture in pictures for note in picture.notes]
    return DraftResult(
        title=board.title,
        arguments=_arguments(board),
        outline=draft.outline,
        seconds=round(timeline.seconds, 1),
        scenes=tuple(map(_scene, scenes)),
        coverage={"line": draft.coverage.line, "left_out": list(draft.coverage.left_out)},
        notes=tuple(dict.fromkeys((*draft.notes, *drawer.notes, *theme.notes, *seen))),
        shrunken=_shrunken_texts(pictures),
    )


def _arguments(board: Storyboard) -> Mapping[str, Any]:
    video_type, style_prompt = to_style_arguments(board.style, board.style_prompt)
    asked = {
        "video_duration_seconds": max(SHORTEST, board.seconds),
        "aspect_ratio": board.aspect_ratio,
        "video_type": video_type,
        "global_style_prompt": style_prompt,
        "color_palette": dict(board.palette),
        "voice_description": board.voice,
    }
    return {name: value for name, value in asked.items() if value}


def _scene(timed: TimedScene) -> DraftScene:
    scene = timed.scene
    words = spoken_words(scene.narration)
    return DraftScene(timed.index + 1, scene.title, scene.kind, round(timed.seconds, 1), words)


def _shrunken_texts(pictures: Sequence[SceneRenderer]) -> tuple[str, ...]:
    boxes = (box for picture in pictures for box in picture.boxes)
    return tuple(dict.fromkeys(box.text for box in boxes if box.shrank))
