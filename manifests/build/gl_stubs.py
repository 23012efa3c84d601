"""Build the stand-ins for both architectures from `gl_stubs.c`; needs the package `ziglang`.

    pip install -e ".[gl]"
    python manifests/build/gl_stubs.py FOLDER

FOLDER left out, the committed ones are replaced. One release of Zig's C compiler makes the same
bytes on every machine, for both architectures; CI builds them again and compares.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
STUBS = HERE.parents[1] / "server/callsheet_studio/drawing/gl"
TARGETS = {"x86_64": "x86_64-linux-gnu.2.17", "aarch64": "aarch64-linux-gnu.2.17"}
"""Machine -> Zig's target, with the oldest glibc that wheels are made for (manylinux2014)."""
LIBRARIES = {"EGL": "libEGL.so.1", "GL": "libGL.so.1"}
FLAGS = ("-shared", "-nostdlib", "-Os", "-s", "-fno-builtin", "-Wl,--build-id=none")


def build(target: Path) -> list[Path]:
    """Compile every library into `target`/architecture; returns the files."""
    built: list[Path] = []
    with TemporaryDirectory() as cache:
        for machine in TARGETS:
            (target / machine).mkdir(parents=True, exist_ok=True)
            for symbol, name in LIBRARIES.items():
                built.append(target / machine / name)
                options = (f"-D{symbol}", f"-Wl,-soname,{name}", "-o", str(built[-1].resolve()))
                _compile(("-target", TARGETS[machine], *FLAGS, *options), Path(cache))
    return built


def _compile(options: tuple[str, ...], cache: Path) -> None:
    places = {f"ZIG_{kind}_CACHE_DIR": str(cache / kind) for kind in ("GLOBAL", "LOCAL")}
    command = [sys.executable, "-m", "ziglang", "cc", *options, "gl_stubs.c"]
    subprocess.run(command, check=True, cwd=HERE, env=os.environ | places)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else STUBS)
