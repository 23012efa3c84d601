"""The ad library: a folder of videos, each named by an ad's id, and the addresses they belong to.

ads/700123456789012.mp4
ads/urls.json            {"https://tiktok.com/@shop/video/1": "700123456789012.mp4"}
"""

import hashlib
import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, parse_qsl, urlencode, urlsplit

from pydantic import TypeAdapter

from callsheet_studio.ad_analysis.contract import AdUnknown, AdUnusable
from callsheet_studio.storage.atomic_file import replace_atomically

URLS = "urls.json"
KINDS = (".mp4", ".mov", ".m4v", ".webm", ".mkv")
SAMPLE = Path(__file__).with_name("sample") / "123456789.mp4"
"""The ad that ships with the studio, under the id of the documentation's example. An ad of this id
in the library comes first. `manifests/build/make_sample_ad.py` makes it."""
LARGEST = 2_000_000_000
"""Bytes of one ad."""
ID = re.compile(r"[0-9]{1,32}")
OWN_HOSTS = ("www.", "m.")
"""Two addresses that differ only by these are the same."""
TRACKING = re.compile(r"utm_.*|fbclid|igsh|igshid|mibextid|_r|_t|is_from_webapp|sender_device")
"""Query keys that tell who shared an address, not what it shows."""

_TEXTS = TypeAdapter(dict[str, str])


@dataclass(frozen=True)
class AdRecord:
    """One ad of the library: its id (digits), its file, and its addresses."""

    id: str
    path: Path
    urls: tuple[str, ...]
    """Addresses under which it is found too, in the form of `normalize_address`."""


@dataclass(frozen=True)
class AdLibrary:
    """The ads of one studio, in a folder of video files named by the ad's id."""

    folder: Path

    def resolve(self, ad: str) -> Path:
        """Return the file of an ad. The sample's id gives the sample, unless the library has an ad
        of that id.

        Args:
            ad: Its id, an address with the id as `?id=`, or an address that was added with it.

        Raises:
            AdUnknown: The library does not have it; the text says how to add it.
        """
        text = ad.strip()
        number = id_in(text)
        for name in (*self._names(number), *self._files_of(text)):
            path = self.folder / name
            if path.is_file():
                return path
        if number == SAMPLE.stem:
            return SAMPLE
        raise AdUnknown(text)

    def add(self, file: Path, url: str | None = None) -> AdRecord:
        """Copy a file into the library, in place of an older one of the same id, and return its
        entry.

        Its id is the one in the address, or else the file's name if that is a number, or else a
        number made from its content.

        Args:
            url: The ad's address, by which it can be found too; None: it has none.

        Raises:
            AdUnusable: There is no such file, or it is empty or larger than 2 GB.
            OSError: The file can't be read, or the library can't be written.
        """
        _check(file)
        number = (id_in(url) if url else None) or id_in(file.stem) or _number_of(file)
        kind = file.suffix.lower() if file.suffix.lower() in KINDS else KINDS[0]
        path = self.folder / f"{number}{kind}"
        for older in self._names(number):
            if older != path.name:
                (self.folder / older).unlink(missing_ok=True)
        with replace_atomically(path) as new:
            shutil.copyfile(file, new)
        if url:
            self._link(normalize_address(url), path.name)
        return AdRecord(number, path, self._urls_of(path.name))

    def list(self) -> tuple[AdRecord, ...]:
        """Return all ads of the library, in the order of their ids as numbers; without the sample,
        and none if there is no library yet."""
        files = self.folder.iterdir() if self.folder.is_dir() else ()
        found = [path for path in files if path.suffix in KINDS and id_in(path.stem)]
        return tuple(
            AdRecord(path.stem, path, self._urls_of(path.name))
            for path in sorted(found, key=lambda path: (len(path.stem), path.name))
        )

    def _names(self, number: str | None) -> tuple[str, ...]:
        return tuple(f"{number}{kind}" for kind in KINDS) if number else ()

    def _files_of(self, text: str) -> tuple[str, ...]:
        return tuple(
            file
            for url, file in self._urls().items()
            if normalize_address(url) == normalize_address(text)
        )

    def _urls_of(self, name: str) -> tuple[str, ...]:
        return tuple(sorted(url for url, file in self._urls().items() if file == name))

    def _urls(self) -> Mapping[str, str]:
        """The map as far as it makes sense: people edit it. No entry leads out of the folder."""
        try:
            found = _TEXTS.validate_json((self.folder / URLS).read_bytes())
        except (FileNotFoundError, ValueError):
            return {}
        return {url: file for url, file in found.items() if file and file == Path(file).name}

    def _link(self, url: str, name: str) -> None:
        urls = {**self._urls(), url: name}
        with replace_atomically(self.folder / URLS) as new:
            new.write_text(json.dumps(urls, indent=2, sort_keys=True) + "\n", "utf-8")


def id_in(text: str) -> str | None:
    """Return the ad id of a text: the text itself if it is one (digits), or the parameter `id`
    of an address; None if there is none."""
    given = parse_qs(split_address(text).query).get("id", [""])[0] if "?" in text else text
    return given if ID.fullmatch(given) else None


def normalize_address(url: str) -> str:
    """Return an address in a normal form, so that two addresses of the same ad are the same text.

    It has `https`, a host in lower case without `www.` and the like, no tracking parameters, and
    its other parameters sorted.
    """
    found = split_address(url.strip())
    host = found.netloc.lower()
    for own in OWN_HOSTS:
        host = host.removeprefix(own)
    query = urlencode(sorted(p for p in parse_qsl(found.query) if not TRACKING.fullmatch(p[0])))
    return f"https://{host}{found.path.rstrip('/')}{'?' + query if query else ''}"


def split_address(url: str) -> SplitResult:
    """Return an address split into its parts; what is not an address has an empty host."""
    try:
        return urlsplit(url if "://" in url else f"https://{url}")
    except ValueError:
        return SplitResult("https", "", url, "", "")


def _check(file: Path) -> None:
    if not file.is_file():
        raise AdUnusable(f"There is no file {str(file)!r}.")
    size = file.stat().st_size
    if not 0 < size <= LARGEST:
        raise AdUnusable(f"{str(file)!r} has {size:,} bytes; an ad has 1 to {LARGEST:,}.")


def _number_of(file: Path) -> str:
    """Fifteen digits, the same for the same content."""
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return str(10**14 + int(digest, 16) % (9 * 10**14))
