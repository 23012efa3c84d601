"""The ad library: which file an id or an address means (Knightvision, `POST /analyze`)."""

import json
from pathlib import Path

import pytest

from callsheet_studio.ad_analysis.ad_library import AdLibrary
from callsheet_studio.ad_analysis.contract import AdUnknown, AdUnusable

TIKTOK = "https://www.tiktok.com/@shop/video/72?utm_source=chat&fbclid=x"


@pytest.fixture
def library(tmp_path: Path) -> AdLibrary:
    return AdLibrary(tmp_path / "ads")


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "My Ad.MP4"
    path.write_bytes(b"film")
    return path


@pytest.mark.parametrize(
    "ad",
    [
        "700123",
        " 700123 ",
        "https://www.facebook.com/ads/library/?id=700123",
        "https://facebook.com/ads/library/?active_status=all&id=700123&country=DE",
    ],
)
def test_an_id_is_found_alone_and_in_an_address(library: AdLibrary, film: Path, ad: str) -> None:
    """An Ad Library address carries the id as `?id=`."""
    added = library.add(film, "https://www.facebook.com/ads/library/?id=700123")
    assert added.id == "700123"
    assert library.resolve(ad) == added.path
    assert added.path.read_bytes() == b"film"


@pytest.mark.parametrize(
    "ad",
    [
        TIKTOK,
        "https://tiktok.com/@shop/video/72",
        "https://m.tiktok.com/@shop/video/72/",
        "tiktok.com/@shop/video/72#comments",
    ],
)
def test_an_address_is_found_however_it_was_shared(library: AdLibrary, film: Path, ad: str) -> None:
    added = library.add(film, TIKTOK)
    assert library.resolve(ad) == added.path
    assert added.urls == ("https://tiktok.com/@shop/video/72",)


def test_a_file_without_an_id_gets_one_from_its_content(library: AdLibrary, film: Path) -> None:
    first, again = library.add(film), library.add(film)
    assert first == again
    assert len(first.id) == 15
    assert library.resolve(first.id) == first.path
    assert [ad.id for ad in library.list()] == [first.id]


def test_an_ad_that_is_added_anew_replaces_the_old_one(library: AdLibrary, film: Path) -> None:
    library.add(film, "https://www.facebook.com/ads/library/?id=5")
    clip = film.with_suffix(".webm")
    clip.write_bytes(b"newer")
    library.add(clip, "https://www.facebook.com/ads/library/?id=5")
    assert library.resolve("5").read_bytes() == b"newer"
    assert len(library.list()) == 1


@pytest.mark.parametrize("ad", ["99", "https://vm.tiktok.com/abc", "", "?id=../secret", "http://["])
def test_an_unknown_ad_is_told_how_to_be_added(library: AdLibrary, ad: str) -> None:
    with pytest.raises(AdUnknown, match="callsheet ads add FILE"):
        library.resolve(ad)


@pytest.mark.parametrize("name", ["../secret.mp4", "/etc/passwd", "", ".", "a/b.mp4"])
def test_an_entry_of_the_map_never_leads_out_of_the_folder(
    library: AdLibrary, film: Path, name: str
) -> None:
    library.folder.mkdir()
    (library.folder.parent / "secret.mp4").write_bytes(b"secret")
    (library.folder / "urls.json").write_text(json.dumps({"https://tiktok.com/x": name}))
    with pytest.raises(AdUnknown):
        library.resolve("https://tiktok.com/x")


@pytest.mark.parametrize("content", ["", "[]", '{"a": 1}', "{"], ids=repr)
def test_a_damaged_map_is_no_map(library: AdLibrary, film: Path, content: str) -> None:
    added = library.add(film)
    (library.folder / "urls.json").write_text(content)
    assert library.resolve(added.id) == added.path


@pytest.mark.parametrize("content", [None, b""], ids=["missing", "empty"])
def test_what_is_no_file_is_not_added(
    library: AdLibrary, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "no.mp4"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(AdUnusable):
        library.add(path)
    assert library.list() == ()
