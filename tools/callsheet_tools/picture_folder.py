"""Pictures of results as files, for clients that show a model no pictures but open files."""

import os
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import anyio.to_thread

from callsheet_tools.private_files import replace_file

MOST = 200
"""Pictures that are kept; beyond, the oldest go."""
DRAFT = "draft"
"""Begins the names of drafts' pictures, which belong to no job."""
ENDING = ".jpg"


@dataclass(frozen=True)
class PictureFolder:
    """A folder of JPEGs, named by what they show: a job's id and the kind of picture."""

    root: Path

    async def keep(self, owner: str, kind: str, picture: bytes) -> Path | None:
        """Write a picture, in place of an earlier one of the same owner and kind, and return its
        path; None if it can't be written. Of all pictures of the folder, the oldest beyond `MOST`
        are deleted.

        Args:
            owner: The job's id; `DRAFT` for the stills of a draft.
            kind: What kind of picture of the job this is, or of a draft what tells it from others;
                a part of the file's name.
            picture: The content of a JPEG file.
        """
        target = self.root / f"{owner}-{kind}{ENDING}"
        return await anyio.to_thread.run_sync(self._write, target, picture)

    def forget(self, owners: Collection[str]) -> None:
        """Delete all pictures of these jobs.

        Raises:
            OSError: One can't be deleted.
        """
        for path in self.root.glob(f"*{ENDING}"):
            if path.name.partition("-")[0] in owners:
                path.unlink(missing_ok=True)

    def _write(self, target: Path, picture: bytes) -> Path | None:
        try:
            replace_file(target, picture)
            self._drop_oldest()
        except OSError:
            return None
        return target

    def _drop_oldest(self) -> None:
        with os.scandir(self.root) as entries:
            pictures = [entry for entry in entries if entry.name.endswith(ENDING)]
        if len(pictures) <= MOST:
            return
        with suppress(OSError):  # Another process may drop the same ones.
            for entry in sorted(pictures, key=lambda one: one.stat().st_mtime)[:-MOST]:
                Path(entry).unlink(missing_ok=True)
