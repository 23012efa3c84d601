"""Links to the files of users, and what they are told when a file cannot be saved."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from callsheet.links import FileLinks
from callsheet_tools.errors import NoSuchFile
from callsheet_tools.output_folder import OutputFolder

pytestmark = pytest.mark.anyio

MP4 = b"\0\0\0\x18ftypmp42" + bytes(64)


async def film() -> AsyncIterator[bytes]:
    yield MP4


async def test_a_film_has_a_link_where_the_home_is_a_symbolic_link(tmp_path: Path) -> None:
    """`OutputFolder` saves under the path that the symbolic link leads to."""
    (tmp_path / "disk").mkdir()
    home = tmp_path / "home"
    home.symlink_to(tmp_path / "disk", target_is_directory=True)
    links = FileLinks.of(home)
    saved = await OutputFolder(links.root / "user-a" / "videos").save("Bees.mp4", film())
    start = "https://example.org/files/user-a/"
    assert links.to("https://example.org", saved).startswith(f"{start}videos/Bees.mp4?until=")
    picture = links.root / "user-a" / "pictures" / "sheet.jpg"
    assert links.to("https://example.org", picture).startswith(f"{start}pictures/sheet.jpg?until=")


async def test_a_user_is_told_of_no_setting_of_the_server(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NoSuchFile, match="whoever runs this server") as refused:
        await OutputFolder(tmp_path / "file" / "videos", is_remote=True).save("a.mp4", film())
    assert "CALLSHEET_OUTPUT_DIR" not in str(refused.value)
