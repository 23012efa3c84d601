"""Links to the files of users, and what they are told when a file cannot be saved."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from starlette.applications import Starlette
from typer.testing import CliRunner

from callsheet.backends import cluster
from callsheet.commands.app import app
from callsheet.composition import _folder  # pyright: ignore[reportPrivateUsage]
from callsheet.links import FileLinks
from callsheet.settings import Settings
from callsheet.shared_films import open_shared_films
from callsheet_tools.errors import NoSuchFile, NotConfigured
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


async def test_any_server_of_a_cluster_answers_the_link_of_another(tmp_path: Path) -> None:
    """Each saves into a folder of its own, so two films of one title stay two."""
    homes = [cluster_home(tmp_path, name) for name in "ab"]
    films = [open_shared_films(settings) for settings in homes]
    first, second = (FileLinks.of(s.home, f) for s, f in zip(homes, films, strict=True))
    paths = [await _folder(settings, "token alice").save("Bees.mp4", film()) for settings in homes]
    assert paths[0].relative_to(homes[0].home) != paths[1].relative_to(homes[1].home)
    link = first.to("http://films.test", paths[0])
    assert second.to("http://films.test", paths[0]) == link
    transport = httpx2.ASGITransport(Starlette(routes=[second.route()]))
    async with httpx2.AsyncClient(transport=transport) as http:
        whole = await http.get(link)
        part = await http.get(link, headers={"Range": "bytes=4-7"})
        other = await http.get(link.replace("Bees", "Wasps"))
    assert whole.content == MP4 and whole.headers["Content-Type"] == "video/mp4"
    assert whole.headers["X-Content-Type-Options"] == "nosniff"
    assert part.status_code == 206 and part.content == b"ftyp"
    assert other.status_code == 404


def cluster_home(folder: Path, name: str) -> Settings:
    pytest.importorskip("obstore", reason="The extra [cluster] is not installed.")
    (folder / "store").mkdir(exist_ok=True)
    return Settings.read(
        {
            "CALLSHEET_HOME": str(folder / name),
            "CALLSHEET_DATABASE_URL": "postgresql://nobody/nothing",
            "CALLSHEET_USERS_KEY": "what all servers of a test know",
            "CALLSHEET_ARTIFACTS": (folder / "store").as_uri(),
        }
    )


def test_a_file_of_a_server_elsewhere_has_a_link_without_a_cluster_too(tmp_path: Path) -> None:
    """Replicas share the journal, which names files by their paths."""
    links = FileLinks.of(tmp_path / "a")
    film = tmp_path / "b" / "users" / "user-a" / "videos" / "Bees.mp4"
    assert "/files/user-a/videos/Bees.mp4?" in links.to("https://example.org", film)


@pytest.mark.parametrize("left_out", ["CALLSHEET_DATABASE_URL", "CALLSHEET_USERS_KEY"])
def test_a_cluster_that_lacks_a_setting_says_which(tmp_path: Path, left_out: str) -> None:
    given = {
        "CALLSHEET_HOME": str(tmp_path),
        "CALLSHEET_DATABASE_URL": "postgresql://nobody/nothing",
        "CALLSHEET_USERS_KEY": "what all servers of a test know",
        "CALLSHEET_ARTIFACTS": "s3://bucket/films",
    }
    with pytest.raises(NotConfigured, match="Set CALLSHEET_DATABASE_URL and"):
        cluster(Settings.read({name: v for name, v in given.items() if name != left_out}))


def test_a_store_without_a_scheme_starts_nothing(tmp_path: Path) -> None:
    given = {"CALLSHEET_HOME": str(tmp_path), "CALLSHEET_ARTIFACTS": "/mnt/films"}
    with pytest.raises(NotConfigured, match="CALLSHEET_ARTIFACTS is set, but it must look like"):
        cluster(Settings.read(given))


def test_a_worker_without_a_cluster_says_what_it_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALLSHEET_HOME", str(tmp_path))
    done = CliRunner().invoke(app, ["studio", "worker"])
    assert done.exit_code == 1 and "CALLSHEET_ARTIFACTS" in done.output
