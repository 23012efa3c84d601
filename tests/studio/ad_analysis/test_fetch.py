"""Ads that are fetched from their address (extra `ads`); no test reaches one."""

from pathlib import Path

import pytest

from callsheet_studio.ad_analysis.contract import AdUnknown
from callsheet_studio.ad_analysis.download import fetch


@pytest.mark.parametrize(
    "ad",
    [
        "http://www.tiktok.com/@shop/video/1",
        "https://127.0.0.1/video",
        "https://tiktok.com.example.org/video",
        "https://user@localhost/www.tiktok.com",
        "file:///etc/passwd",
        "https://[",
    ],
)
def test_only_the_documented_hosts_are_fetched_from(tmp_path: Path, ad: str) -> None:
    """Knightvision, `POST /analyze`; whatever let another address through, nothing is loaded."""
    with pytest.raises(AdUnknown, match="no https address of Facebook, Instagram or TikTok"):
        fetch(ad, tmp_path / "ad.mp4")


@pytest.mark.slow
@pytest.mark.parametrize(
    "ad",
    [
        "https://www.facebook.com/watch/?v=1",
        "https://www.instagram.com/reel/abc",
        "https://www.tiktok.com/@shop/video/1",
        "https://vm.tiktok.com/abc",
        "https://www.facebook.com/nothing-to-see",
    ],
)
def test_what_cannot_be_fetched_is_told_and_leaves_nothing(tmp_path: Path, ad: str) -> None:
    """There is no network here: yt-dlp's own error becomes a sentence."""
    with pytest.raises(AdUnknown, match="could not be fetched.*callsheet ads add FILE"):
        fetch(ad, tmp_path / "ad.mp4")
    assert list(tmp_path.iterdir()) == []
