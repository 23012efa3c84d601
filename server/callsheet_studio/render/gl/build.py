"""Build the stand-ins for both architectures from `stubs.c`; needs gcc and its aarch64 sibling.

    python -m callsheet_studio.render.gl.build FOLDER

The committed ones were built with gcc 12 on Debian 12 and FOLDER left out.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
COMPILERS = {"x86_64": "x86_64-linux-gnu-gcc", "aarch64": "aarch64-linux-gnu-gcc"}
LIBRARIES = {"EGL": "libEGL.so.1", "GL": "libGL.so.1"}
FLAGS = (
    "-shared",
    "-nostdlib",
    "-Os",
    "-s",
    "-fno-builtin",
    "-Wl,--build-id=none",
    "-Wl,-z,noseparate-code",
)


def build(target: Path) -> list[Path]:
    """Compile every library into `target`/architecture; returns the files."""
    built: list[Path] = []
    for machine, compiler in COMPILERS.items():
        (target / machine).mkdir(parents=True, exist_ok=True)
        for symbol, name in LIBRARIES.items():
            built.append(target / machine / name)
            options = (f"-D{symbol}", f"-Wl,-soname,{name}", "-o", str(built[-1]))
            subprocess.run([compiler, *FLAGS, *options, str(HERE / "stubs.c")], check=True)
    return built


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
