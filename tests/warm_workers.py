"""Worker processes with their imports done: a test's film takes no second to start.

`python warm_workers.py serve SOCKET MAKER` imports a maker's libraries once. `… ask SOCKET`, in the
place of the studio's own command, has it fork a process that runs the studio's own worker on the
standard streams of whoever asked. Real worker processes start in tests/process and tests/studio.
"""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

STREAMS = (0, 1, 2)


@contextmanager
def warm_command(folder: Path, maker: Path) -> Generator[tuple[str, ...]]:
    """The command to use as `callsheet_studio.jobs.worker_process.COMMAND`."""
    path = str(folder / "workers")
    serve = [sys.executable, "-P", __file__, "serve", path, str(maker)]
    with subprocess.Popen(serve, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdin and server.stdout
        assert server.stdout.readline() == b"ready\n"
        yield (sys.executable, "-I", "-S", __file__, "ask", path)
        server.stdin.close()


def ask(path: str) -> int:
    """The exit code of a worker that uses this process's streams."""
    with socket.socket(socket.AF_UNIX) as server:
        server.connect(path)
        socket.send_fds(server, [b"."], STREAMS)
        server.sendall(json.dumps(dict(os.environ)).encode())
        server.shutdown(socket.SHUT_WR)
        os.close(1)
        code = server.recv(1)
    return code[0] if code else 1


def serve(path: str, maker: str) -> None:
    """Fork a worker for each that asks, until standard input ends."""
    import runpy
    import select

    from callsheet_studio.worker import __main__ as worker

    runpy.run_path(maker)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(path)
        door.listen(64)
        print("ready", flush=True)
        while door in select.select([door, 0], [], [])[0]:
            client = door.accept()[0]
            if not os.fork():
                door.close()
                os._exit(_work(client, worker.main))
            client.close()


def _work(client: socket.socket, run: Callable[[], None]) -> int:
    import traceback

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    streams = socket.recv_fds(client, 1, len(STREAMS))[1]
    for stream, number in zip(streams, STREAMS, strict=True):
        os.dup2(stream, number)
        os.close(stream)
    with client.makefile("rb") as environment:
        os.environ.update(json.load(environment))
    try:
        run()
    except BaseException:
        traceback.print_exc()
        return 1
    client.sendall(b"\0")
    return 0


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(*sys.argv[2:])
    else:
        sys.exit(ask(sys.argv[2]))
