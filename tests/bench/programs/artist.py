"""A drawing process that writes down what it spends its processor time on.

It works as `callsheet_studio.explainer.scene_worker` does, and rewrites its file before every
reply: a maker ends its drawing processes as soon as it has the last one.
"""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.bench.programs.stopwatch import Stopwatch

from callsheet_studio.drawing.changed_area import ChangeDetector
from callsheet_studio.explainer import scene_worker
from callsheet_studio.explainer.scene_worker import SceneWorker
from callsheet_studio.media import video_encoder
from callsheet_studio.pipeline.messages import SETTING, EncodeSegment, Reply, Task
from callsheet_studio.pipeline.render_worker import run_task_loop

FILE = "work/stages-{}.json"
"""Seconds of processor by stage, in the film's folder; one for each process."""


def main() -> None:
    """Work until standard input ends."""
    stopwatch = Stopwatch()
    stopwatch.watch(scene_worker, "SceneRenderer", "lay out")
    stopwatch.watch(ChangeDetector, "draw", "draw")
    stopwatch.watch(video_encoder.FrameBuffer, "convert", "to YUV")
    run_task_loop(lambda setting: WatchedArtist(setting, stopwatch).replies)


class WatchedArtist(SceneWorker):
    """Of shooting, what is neither drawn nor converted is encoded."""

    def __init__(self, setting: str, stopwatch: Stopwatch) -> None:
        super().__init__(SETTING.validate_json(setting))
        self._stopwatch = stopwatch

    def replies(self, task: Task) -> Iterator[Reply]:
        with self._stopwatch.context("x264" if isinstance(task, EncodeSegment) else "lay out"):
            for reply in super().replies(task):
                self._stopwatch.turn()
                save(self._stopwatch.seconds)
                yield reply


def save(seconds: Mapping[str, float]) -> None:
    """In the current folder, which is the film's."""
    Path(FILE.format(os.getpid())).write_text(json.dumps(seconds))


if __name__ == "__main__":
    main()
