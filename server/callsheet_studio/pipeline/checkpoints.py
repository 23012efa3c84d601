"""What of a film is done, and the files that prove it.

Every file appears whole or not at all: it is written under a temporary name of this attempt and
then moved. A step counts as done when it was recorded and all its files still have the content
that was recorded.
"""

from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from pathlib import Path

from callsheet_studio.jobs.contract import Step
from callsheet_studio.storage.atomic_file import UNFINISHED, replace_atomically, sha256


class Checkpoints:
    """The finished steps of one film, and its folder, in which their files are.

    What is done (`is_done`, `is_recorded`) is known from earlier attempts alone: a step that is
    recorded now counts from the next attempt on.
    """

    def __init__(
        self, folder: Path, done: Mapping[str, Step], report: Callable[[Step], None]
    ) -> None:
        """Remove what a dead attempt left half-written."""
        self.folder = folder
        self._done = done
        self._report = report
        self.remove_leftovers()

    def remove_leftovers(self) -> None:
        """Delete unfinished files; nothing may be writing.

        Raises:
            OSError: One can't be deleted.
        """
        for leftover in self.folder.rglob(f"*{UNFINISHED}"):
            leftover.unlink()

    def run_once(self, name: str, run: Callable[[], Iterable[str]]) -> None:
        """Run a step unless it is done (`is_done`), and record it.

        Args:
            name: The step's name.
            run: Does the step, and returns the paths of its files inside the folder.

        Raises:
            OSError: One of these files is missing.
        """
        if not self.is_done(name):
            self.record(name, run())

    def is_done(self, name: str) -> bool:
        """Return whether an earlier attempt recorded a step, and all its files still have the
        content that they had then. The files are read.

        Raises:
            OSError: A file is there and can't be read.
        """
        step = self._done.get(name)
        return step is not None and all(
            (self.folder / file).is_file() and sha256(self.folder / file) == digest
            for file, digest in step.files.items()
        )

    def is_recorded(self, name: str) -> bool:
        """Return whether an earlier attempt recorded a step, whatever became of its files."""
        return name in self._done

    def record(self, name: str, files: Iterable[str]) -> None:
        """Report that a step is done; `is_done` tells so from the next attempt on.

        Args:
            name: The step's name.
            files: The paths of its files inside the folder, which are read: their digests are
                reported with it.

        Raises:
            OSError: One of the files is missing.
        """
        self._report(Step(name, {file: sha256(self.folder / file) for file in files}))

    def write(self, file: str, content: bytes) -> str:
        """Write a file of the folder atomically, in place of an earlier one, and return its path
        inside the folder (`file`).

        Raises:
            OSError: It can't be written, for example because the disk is full.
        """
        with self.atomic_writer(file) as path:
            path.write_bytes(content)
        return file

    @contextmanager
    def atomic_writer(self, file: str) -> Generator[Path]:
        """Give a block a temporary path to write to; at the end it becomes `file` of the folder.
        Missing folders are made. If the block fails, nothing stays.

        Raises:
            OSError: The file can't be written.
        """
        with replace_atomically(self.folder / file) as path:
            yield path
