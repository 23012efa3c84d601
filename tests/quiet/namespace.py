"""`unshare --net --mount python namespace.py NAMES COMMAND…`: a network in which somebody listens.

Names are asked of a server on loopback that writes each into the file NAMES and answers with an
address that does not look like loopback, so that whoever looked it up goes on to connect.
"""

import os
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

OUTSIDE = "192.0.2.1"
"""Nobody's (RFC 5737); here it leads nowhere."""
SYSTEM_CACHES = ("/var/cache/fontconfig",)
"""Hidden: an ordinary user can't renew them when they are out of date, and gets caches instead."""
RESOLVER = "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n"


def main() -> None:
    names, *command = sys.argv[1:]
    for words in ("link set lo up", f"addr add {OUTSIDE}/24 dev lo"):
        subprocess.run(["ip", *words.split()], check=True)
    for cache in filter(os.path.exists, SYSTEM_CACHES):
        subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "none", cache], check=True)
    listen(Path(names))
    ask_only_here()
    sys.exit(subprocess.run(command).returncode)


def listen(names: Path) -> None:
    """Answer look-ups from a thread."""
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 53))

    def serve() -> None:
        with names.open("a") as log:
            while True:
                query, asker = server.recvfrom(4096)
                print(name_in(query), file=log, flush=True)
                server.sendto(answer(query), asker)

    threading.Thread(target=serve, daemon=True).start()


def name_in(query: bytes) -> str:
    """The name that a DNS message asks for (RFC 1035, 4.1.2)."""
    labels, at = list[str](), 12
    while length := query[at]:
        labels.append(query[at + 1 : at + 1 + length].decode("ascii", "replace"))
        at += length + 1
    return ".".join(labels)


def answer(query: bytes) -> bytes:
    """`OUTSIDE` for an A record, nothing for any other."""
    end = query.index(0, 12) + 5
    (kind,) = struct.unpack("!H", query[end - 4 : end - 2])
    count = int(kind == 1)
    head = query[:2] + struct.pack("!HHHHH", 0x8180, 1, count, 0, 0)
    record = struct.pack("!HHHIH", 0xC00C, 1, 1, 60, 4) + socket.inet_aton(OUTSIDE)
    return head + query[12:end] + record * count


def ask_only_here() -> None:
    """Point the system's resolver at the server, in this mount namespace alone."""
    with tempfile.NamedTemporaryFile("w", delete=False) as file:
        file.write(RESOLVER)
    path = os.path.realpath("/etc/resolv.conf")
    subprocess.run(["mount", "--bind", file.name, path], check=True)


if __name__ == "__main__":
    main()
