"""The output folder: confined, atomic, never overwriting."""

import errno
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from callsheet_tools.errors import NoSuchFile
from callsheet_tools.output_folder import OutputFolder, iter_chunks, safe_filename
from callsheet_tools.picture_folder import PictureFolder

pytestmark = pytest.mark.anyio


async def content(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


def files(folder: Path) -> dict[str, bytes]:
    """The files below a folder: path -> content."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


async def test_a_file_is_written_whole(tmp_path: Path) -> None:
    path = await OutputFolder(tmp_path / "out").save("a.mp4", content(b"ab", b"c"))
    assert path == tmp_path / "out" / "a.mp4"
    assert files(tmp_path) == {"out/a.mp4": b"abc"}
    assert b"".join([piece async for piece in iter_chunks(path)]) == b"abc"


async def test_a_taken_name_gets_the_next_number(tmp_path: Path) -> None:
    folder = OutputFolder(tmp_path)
    for body in (b"1", b"2", b"3"):
        await folder.save("a.mp4", content(body))
    assert files(tmp_path) == {"a.mp4": b"1", "a (2).mp4": b"2", "a (3).mp4": b"3"}


async def test_numbers_work_where_there_are_no_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    folder = OutputFolder(tmp_path)
    for body in (b"1", b"2"):
        await folder.save("a.mp4", content(body))
    assert files(tmp_path) == {"a.mp4": b"1", "a (2).mp4": b"2"}


async def test_a_path_inside_the_folder_may_be_absolute(tmp_path: Path) -> None:
    path = await OutputFolder(tmp_path).save(str(tmp_path / "talks" / "a.mp4"), content(b"x"))
    assert path.name == "a.mp4"
    assert files(tmp_path) == {"talks/a.mp4": b"x"}


@pytest.mark.parametrize(
    "name",
    [
        "../a.mp4",
        "talks/../../a.mp4",
        "/etc/a.mp4",
        "C:\\a.mp4",
        "\\\\host\\share\\a.mp4",
        "..\\a.mp4",
        "",
        ".",
        "con.mp4",
        "talks/NUL",
        "a\x00.mp4",
        "a.mp4 ",
        "a:b.mp4",
        "x" * 300 + ".mp4",
    ],
)
async def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    """An output path outside the folder, as every system writes it."""
    root = tmp_path / "out"
    with pytest.raises(NoSuchFile):
        await OutputFolder(root).save(name, content(b"x"))
    assert files(tmp_path) == {}


@pytest.mark.skipif(os.name == "nt", reason="Links need a privilege on Windows.")
async def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "out"
    for folder in ("elsewhere", "out"):
        (tmp_path / folder).mkdir()
    (root / "way").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NoSuchFile, match="not inside the output folder"):
        await OutputFolder(root).save("way/a.mp4", content(b"x"))
    assert files(tmp_path) == {}


async def test_too_large_a_file_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(NoSuchFile, match="larger than 3 bytes"):
        await OutputFolder(tmp_path, largest=3).save("a.mp4", content(b"ab", b"cd"))
    assert files(tmp_path) == {}


async def test_a_full_disk_is_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    async def full() -> AsyncIterator[bytes]:
        yield b"ab"
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(NoSuchFile, match="No space left on device") as refusal:
        await OutputFolder(tmp_path).save("a.mp4", full())
    assert "Free some space" in str(refusal.value)
    assert files(tmp_path) == {}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("How HTTPS works", "How HTTPS works.mp4"),
        ("A/B: which one?", "A B which one.mp4"),
        ("...", "video.mp4"),
        ("NUL", "NUL_.mp4"),
        ("Größe 東京", "Größe 東京.mp4"),
        ("tab\tand\nline", "tab and line.mp4"),
    ],
)
async def test_a_title_becomes_a_name_for_every_system(
    tmp_path: Path, title: str, name: str
) -> None:
    assert safe_filename(title, ".mp4") == name
    assert (await OutputFolder(tmp_path).save(name, content(b"x"))).name == name


@pytest.mark.parametrize(
    "name", [".bashrc", "run.sh", "a.mp4.exe", "x.desktop", "talks/index.html", "film"]
)
async def test_what_is_saved_ends_like_a_film(tmp_path: Path, name: str) -> None:
    """A provider's bytes are never written where something would run or open them."""
    path = await OutputFolder(tmp_path).save(name, content(b"#!/bin/sh"))
    assert path == tmp_path / f"{name}.mp4"


@pytest.mark.parametrize("name", ["a.MP4", "a.webm", "a.mov", "a.gif"])
async def test_endings_of_films_stay(tmp_path: Path, name: str) -> None:
    assert (await OutputFolder(tmp_path).save(name, content(b"x"))).name == name


def test_only_films_below_its_folders_are_read_again(tmp_path: Path) -> None:
    """Links are followed: one that leads out is not in the folder."""
    out, studio, other = (tmp_path / name for name in ("out", "studio", "other"))
    for folder in (out, studio, other):
        folder.mkdir()
        (folder / "a.mp4").write_bytes(b"x")
        (folder / "keys.json").write_bytes(b"x")
    (out / "link.mp4").symlink_to(other / "a.mp4")
    (out / "secret.mp4").symlink_to(studio / "keys.json")
    (out / "folder.mp4").mkdir()
    folder = OutputFolder(out, studio=studio)
    good = [out / "a.mp4", studio / "a.mp4", studio / ".." / "out" / "a.mp4"]
    bad = [
        other / "a.mp4",
        out / "keys.json",
        out / ".." / "other" / "a.mp4",
        out / "link.mp4",
        out / "secret.mp4",
        out / "folder.mp4",
        out / "none.mp4",
        Path("/proc/self/environ"),
        Path("a\0.mp4"),
    ]
    assert [folder.holds(path) for path in good] == [True] * len(good)
    assert [folder.holds(path) for path in bad] == [False] * len(bad)


async def test_a_picture_that_cannot_be_kept_has_no_path(tmp_path: Path) -> None:
    """A file has the folder's name."""
    taken = tmp_path / "pictures"
    taken.touch()
    assert await PictureFolder(taken).keep("job_1", "poster", b"\xff\xd8") is None
