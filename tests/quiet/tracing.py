"""What a program and all of its children sent, opened and wrote, seen by the kernel.

It runs in a network namespace with a listening DNS server (`namespace.py`), under `strace -f`.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

NAMESPACE = Path(__file__).with_name("namespace.py")
NETWORK = ("connect", "sendto", "sendmsg", "sendmmsg")
FILES = (
    *("open", "openat", "creat", "mkdir", "mkdirat", "rename", "renameat", "renameat2", "link"),
    *("linkat", "symlink", "symlinkat", "mknod", "mknodat", "truncate", "unlink", "unlinkat"),
    *("rmdir", "chmod", "fchmodat", "utimensat"),
)
UNFINISHED = " <unfinished ...>"
TOOLS = ("unshare", "ip", "strace")
CAN_TRACE = sys.platform == "linux" and all(map(shutil.which, TOOLS))
MANNERS = ("CI", "GITHUB_ACTIONS", "GITLAB_CI", "CIRCLECI", "TF_BUILD")
"""With any of these set onnxruntime says nothing; a person's machine has none."""

_FILE = re.compile(r"(\w+)\((.*)\) = (-?\d+)")
_PATH = re.compile(r'(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"((?:[^"\\]|\\.)+)"')
_RESUMED = re.compile(r"<\.\.\. \w+ resumed>(.*)")
_WRITES = re.compile("O_WRONLY|O_RDWR|O_CREAT")
_ADDRESS = re.compile(r'inet_(?:addr\(|pton\(AF_INET6, )"([^"]+)"')


@dataclass(frozen=True)
class Trace:
    """All of it, of all processes."""

    exit_code: int
    output: str
    lookups: tuple[str, ...]
    """Names asked for."""
    reached: tuple[str, ...]
    """Addresses beyond loopback that something was sent to."""
    written: frozenset[Path]
    """Files and folders that were made, changed, moved or deleted."""
    opened: frozenset[Path]
    """Files that were opened, for reading too."""

    def outside(self, *folders: Path) -> set[Path]:
        """What was written elsewhere; devices do not count, nor does Python's own byte code."""
        allowed = (*folders, Path("/dev"), Path("/proc"))
        return {
            path
            for path in self.written
            if "__pycache__" not in path.parts and not any(map(path.is_relative_to, allowed))
        }


def trace(command: Sequence[str], environ: Mapping[str, str], records: Path) -> Trace:
    """Run a command to its end.

    Args:
        command: Program and arguments.
        records: The folder for what strace and the DNS server write.
        environ: Its whole environment, without what continuous integration sets.
    """
    names, calls = records / "names.txt", records / "calls.txt"
    strace = ["strace", "-f", "--seccomp-bpf", "-qq", "-y", "-s", "4096", "-o", str(calls)]
    inside = [
        sys.executable,
        str(NAMESPACE),
        str(names),
        *strace,
        "-e",
        f"trace={','.join(NETWORK + FILES)}",
        *command,
    ]
    as_root = [] if os.geteuid() == 0 else ["sudo", "--preserve-env"]
    environ = {name: value for name, value in environ.items() if name not in MANNERS}
    done = subprocess.run(
        [*as_root, "unshare", "--net", "--mount", "--", *inside],
        cwd=records,
        env=environ,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=1200,
    )
    lines = calls.read_text("utf-8", "replace").splitlines()
    files = list(_files(lines))
    return Trace(
        done.returncode,
        done.stdout + done.stderr,
        tuple(names.read_text().split()) if names.exists() else (),
        tuple(_reached(lines)),
        frozenset(path for path, writes in files if writes),
        frozenset(path for path, _ in files),
    )


def _reached(lines: Iterable[str]) -> Iterable[str]:
    for line in lines:
        found = _ADDRESS.search(line) if "sa_family=AF_INET" in line else None
        if found and not ip_address(found[1]).is_loopback:
            yield found[1]


def _files(lines: Iterable[str]) -> Iterable[tuple[Path, bool]]:
    """Each file with whether it was changed. A path without a folder lies in its thread's current
    one, the one that it named last."""
    current: dict[str, str] = {}
    for thread, call in _calls(lines):
        found = _FILE.match(call)
        if not found or int(found[3]) < 0 or found[1] in NETWORK:
            continue
        writes = found[1] not in ("open", "openat") or bool(_WRITES.search(found[2]))
        for within, path in _PATH.findall(found[2]):
            current[thread] = within or current.get(thread, "/")
            yield Path(os.path.normpath(Path(current[thread], path))), writes


def _calls(lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Thread and call; those that strace shows in two pieces are joined."""
    begun: dict[str, str] = {}
    for line in lines:
        thread, _, call = line.partition(" ")
        call = call.strip()
        if call.endswith(UNFINISHED):
            begun[thread] = call.removesuffix(UNFINISHED)
        elif resumed := _RESUMED.match(call):
            yield thread, begun.pop(thread, "") + resumed[1]
        else:
            yield thread, call
