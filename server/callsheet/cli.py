"""The command line: `callsheet` serves, the other commands are a person's way in."""

import os
import sys

OTHERS = 0o077
"""Nobody else may read what is written from here on."""
SERVES = ((), ("serve",))


def main() -> None:
    """Run the command of `sys.argv`. Files that this process makes are readable by their owner
    only.

    A client that starts the server waits for its first answer, so plain serving does not load what
    the other commands need.
    """
    os.umask(OTHERS)
    if tuple(sys.argv[1:]) in SERVES:
        from callsheet.serve import serve_stdio

        serve_stdio()
    else:
        from callsheet.commands.app import app

        app()
