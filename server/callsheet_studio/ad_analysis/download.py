"""An ad that the library lacks, fetched from its address with yt-dlp (extra `ads`)."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from callsheet_studio.ad_analysis.ad_library import LARGEST, split_address
from callsheet_studio.ad_analysis.contract import AdUnknown
from callsheet_studio.extras import add_extra

HOSTS = frozenset(
    {
        *("facebook.com", "www.facebook.com", "m.facebook.com"),
        *("instagram.com", "www.instagram.com"),
        *("tiktok.com", "www.tiktok.com", "vm.tiktok.com"),
    }
)
"""Whose addresses the API takes (Knightvision, `POST /analyze`)."""
SITES = ("facebook.*", "instagram.*", "tiktok.*", "vm.tiktok")
"""yt-dlp's readers that may be used: never the one that loads any address whatever."""
PATIENCE = 20
"""Seconds without a byte after which a server is given up."""


def fetch(ad: str, target: Path) -> None:
    """Download an ad's video from its address `ad` into the file `target`, with yt-dlp.

    Raises:
        AdUnknown: It can't be downloaded; the text says why, and how to add a file instead.
    """
    address = split_address(ad.strip())
    if address.scheme != "https" or address.hostname not in HOSTS:
        raise AdUnknown(ad, "It is no https address of Facebook, Instagram or TikTok.")
    if not find_spec("yt_dlp"):
        raise AdUnknown(ad, f"Fetching ads needs one more package: {add_extra('ads')}")
    _load(ad, address.geturl(), target)


def _load(ad: str, address: str, target: Path) -> None:
    from yt_dlp import YoutubeDL
    from yt_dlp.utils import YoutubeDLError

    try:
        with YoutubeDL(_settings(target)) as loader:
            loader.download([address])
    except (YoutubeDLError, OSError) as error:
        target.unlink(missing_ok=True)
        raise AdUnknown(ad, "It could not be fetched from there.") from error
    if not target.is_file():
        raise AdUnknown(ad, f"It could not be fetched: it is larger than {LARGEST:,} bytes.")


def _settings(target: Path) -> dict[str, Any]:
    """One file with picture and sound, so that nothing has to be joined."""
    return {
        "outtmpl": {"default": str(target)},
        "format": "best[ext=mp4]/best",
        "allowed_extractors": list(SITES),
        "max_filesize": LARGEST,
        "noplaylist": True,
        "playlist_items": "1",
        "socket_timeout": PATIENCE,
        "retries": 2,
        "cachedir": False,
        "quiet": True,
        "no_warnings": True,
        "noprogress": True,
    }
