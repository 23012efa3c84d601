"""A quick look at a film, from a person's terminal."""

from pathlib import Path

import av
import pytest
from typer.testing import CliRunner

from callsheet.commands.app import app

from .conftest import environment

TASK = "# Tea\n## Leaves\n- Green\n- Black\n> Tea is made of leaves, green or black."


@pytest.mark.slow
def test_a_preview_lies_in_the_output_folder_under_a_name_that_says_so(tmp_path: Path) -> None:
    """It is spoken and has captions and music, as the full film has."""
    typed = ("make", TASK, "--preview", "--aspect", "9:16")
    made = CliRunner(env=environment(tmp_path)).invoke(app, typed)
    assert made.exit_code == 0, made.stderr
    path = Path(made.stdout.strip())
    assert path.name == "Tea (preview).mp4"
    with av.open(path) as film:
        picture = film.streams.video[0]
        assert (picture.width, picture.height) == (360, 640)
        assert len(film.streams.audio) == 1
