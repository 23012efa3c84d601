"""Slim Linux machines have no libGL; the stand-ins make Skia load there all the same."""

import struct
import subprocess
import sys
from pathlib import Path

import pytest

from callsheet_studio.drawing import gl
from callsheet_studio.drawing.gl.preload import STUBS, preload
from gl_stubs import build

FOLDER = Path(gl.__file__).parent
MACHINES = ("x86_64", "aarch64")
HIDE = """
set -e
mkdir "$2/real" "$2/shown"
mount --bind "$1" "$2/real"
for file in "$2"/real/*; do
    case "$file" in */libGL*|*/libEGL*) ;; *) ln -s "$file" "$2/shown/" ;; esac
done
mount --bind "$2/shown" "$1"
shift 2
exec "$@"
"""
DRAW = """
import ctypes
for name in ("libGL.so.1", "libEGL.so.1"):
    try:
        ctypes.CDLL(name)
    except OSError:
        print("no", name)
from callsheet_studio.drawing.skia_loader import skia
surface = skia.Surface(4, 4)
surface.getCanvas().clear(0xFF112233)
print(surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType)[0, 0].tolist())
"""


@pytest.mark.slow
def test_a_machine_without_libgl_draws(tmp_path: Path) -> None:
    """The system's libraries are really hidden, in a mount namespace of the child's own."""
    here = ["unshare", "--map-root-user", "--mount"]
    if sys.platform != "linux" or subprocess.run([*here, "true"], check=False).returncode:
        pytest.skip("needs a Linux that lets a process have its own mounts")
    libraries = next(path for path in _libraries() if any(path.glob("libc.so.*")))
    child = [
        *here,
        "sh",
        "-c",
        HIDE,
        "sh",
        str(libraries),
        str(tmp_path),
        sys.executable,
        "-c",
        DRAW,
    ]
    done = subprocess.run(child, capture_output=True, text=True, timeout=240, check=True)
    assert done.stdout.split("\n")[:3] == ["no libGL.so.1", "no libEGL.so.1", "[17, 34, 51, 255]"]


@pytest.mark.parametrize("machine", MACHINES)
def test_the_stand_ins_define_all_that_skia_needs(machine: str) -> None:
    import skia

    needed = {
        name
        for name, defined in _symbols(Path(str(skia.__file__)))
        if not defined and name.startswith(("gl", "egl")) and name[2:3].isupper() or _is_egl(name)
    }
    offered = {
        name for stub in STUBS for name, defined in _symbols(FOLDER / machine / stub) if defined
    }
    assert len(offered) > 100
    assert needed <= offered or sys.platform != "linux"


@pytest.mark.slow
def test_the_stand_ins_are_what_their_source_says(tmp_path: Path) -> None:
    """Whoever reads `gl_stubs.c` has read what is loaded."""
    pytest.importorskip("ziglang", reason="pip install -e '.[gl]'")
    built = build(tmp_path)
    assert len(built) == len(MACHINES) * len(STUBS)
    for file in built:
        assert file.read_bytes() == (FOLDER / file.relative_to(tmp_path)).read_bytes(), file.name


def test_another_error_is_not_hidden() -> None:
    with pytest.raises(ImportError, match="libfoo"):
        preload(ImportError("libfoo.so.1: cannot open shared object file"))


def _is_egl(name: str) -> bool:
    return name.startswith("egl") and name[3:4].isupper()


def _libraries() -> list[Path]:
    return [
        Path(line).resolve()
        for line in ("/lib/x86_64-linux-gnu", "/lib/aarch64-linux-gnu", "/lib64")
    ]


def _symbols(file: Path) -> list[tuple[str, bool]]:
    """The dynamic symbols of a 64-bit ELF file, and whether it defines them (ELF-64, section 4)."""
    data = file.read_bytes()
    start, size, count = (*struct.unpack_from("<Q", data, 40), *struct.unpack_from("<HH", data, 58))
    sections = [struct.unpack_from("<IIQQQQIIQQ", data, start + n * size) for n in range(count)]
    table = next(section for section in sections if section[1] == 11)
    strings = sections[table[6]][4]
    found: list[tuple[str, bool]] = []
    for at in range(table[4], table[4] + table[5], 24):
        name, _, _, index = struct.unpack_from("<IBBH", data, at)
        end = data.index(b"\0", strings + name)
        found.append((data[strings + name : end].decode(), index != 0))
    return found
