"""Worker processes with their imports done: a test's film takes no second to start.

`python warm_workers.py serve SOCKET MAKER` imports a maker's libraries once. `… ask SOCKET`, in the
place of the studio's own command, has it fork a process that runs the studio's own worker on the
standard streams of whoever asked. Real worker processes start in tests/process and tests/studio.

Each imports only what it needs: `ask` starts once for every film.
"""

import os
import socket
import sys

STREAMS = (0, 1, 2)


def ask(path: str) -> int:
    """The exit code of a worker that uses this process's streams."""
    with socket.socket(socket.AF_UNIX) as server:
        server.connect(path)
        socket.send_fds(server, [b"."], STREAMS)
        server.sendall(b"\0".join(b"%s=%s" % one for one in os.environb.items()))
        server.shutdown(socket.SHUT_WR)
        os.close(1)
        code = server.recv(1)
    return code[0] if code else 1


def serve(path: str, maker: str) -> None:
    """Fork a worker for each that asks, until standard input ends."""
    import gc
    import runpy
    import select
    import signal
    from importlib import import_module

    from callsheet_studio.storyboard.brief import Brief
    from callsheet_studio.storyboard.build import build_storyboard

    import_module("callsheet_studio.worker.__main__")
    runpy.run_path(maker)
    build_storyboard(Brief("", "Tea"))  # what is read once is read before the first fork
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(path)
        door.listen(64)
        print("ready", flush=True)
        while door in select.select([door, 0], [], [])[0]:
            client = door.accept()[0]
            if not os.fork():
                door.close()
                os._exit(_work(client))
            client.close()


def _work(client: socket.socket) -> int:
    import signal
    import traceback

    from callsheet_studio.worker.__main__ import main

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    streams = socket.recv_fds(client, 1, len(STREAMS))[1]
    for stream, number in zip(streams, STREAMS, strict=True):
        os.dup2(stream, number)
        os.close(stream)
    with client.makefile("rb") as environment:
        for one in environment.read().split(b"\0"):
            name, _, value = one.partition(b"=")
            os.environb[name] = value
    try:
        main()
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
