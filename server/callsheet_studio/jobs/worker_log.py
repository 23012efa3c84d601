"""What a worker prints while it does a job."""

from pathlib import Path
from typing import IO

from callsheet_studio.private_files import make_folder, opener

LOG_NAME = "worker.log"


def open_log(folder: Path) -> IO[bytes]:
    """Open the log file in a job's folder for appending bytes; makes the folder if needed.

    Raises:
        OSError: One of them can't be made.
    """
    make_folder(folder)
    return open(folder / LOG_NAME, "ab", opener=opener)
