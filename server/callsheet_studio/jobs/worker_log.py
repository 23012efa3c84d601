"""What a worker prints while it does a job."""

from pathlib import Path
from typing import IO

from callsheet_studio.private_files import make_folder, opener

LOG_NAME = "worker.log"


def open_log(folder: Path) -> IO[bytes]:
    """The file, in a job's folder, for what its worker prints."""
    make_folder(folder)
    return open(folder / LOG_NAME, "ab", opener=opener)
