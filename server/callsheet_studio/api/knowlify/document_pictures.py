"""Pictures that a document names: files below allowed folders, and addresses of the internet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import anyio
import anyio.to_thread

from callsheet_studio.api.knowlify.errors import ApiRefusal
from callsheet_studio.api.knowlify.reference_images import (
    LARGEST,
    ReferenceImages,
    store_picture,
)
from callsheet_studio.storyboard.file_text import FIGURE, read_figure
from callsheet_studio.storyboard.picture_files import PictureFiles, addresses_in
from callsheet_studio.storyboard.voice_note import narration_in

MOST = 20
"""Pictures of one document."""
RECORDINGS = "recordings"
"""Of a film's folder."""
LARGEST_RECORDING = 100 * 1024 * 1024
"""Bytes; five minutes of uncompressed sound have 60 million."""
PATIENCE = 20.0
"""Seconds for all that is fetched."""


class _NoPictureError(Exception):
    """The address gives no picture; the text says why."""


@dataclass(frozen=True)
class DocumentPictures:
    """Reads or downloads the pictures that documents name, and stores them in the film's folder."""

    folders: Sequence[Path] = ()
    """Below which files may be read."""
    images: ReferenceImages = field(default_factory=ReferenceImages)

    async def collect(self, text: str, target: Path, base: Path | None = None) -> PictureFiles:
        """Store the pictures that a text names in `target`. Return their file names by the name in
        the text, or for a missing one the reason.

        At most `MOST` are stored, and all must be there within `PATIENCE` seconds.

        Args:
            text: A document or a task.
            target: The film's folder.
            base: The document's folder, in which relative paths are looked up before the allowed
                folders; the file has to lie in one of these. None: there is none.

        Raises:
            OSError: A file can't be read or written.
        """
        addresses = await anyio.to_thread.run_sync(addresses_in, text)
        files, paths = dict[str, str](), dict[str, str]()
        reasons = dict.fromkeys(addresses[MOST:], f"a film shows at most {MOST} pictures")
        with anyio.move_on_after(PATIENCE):
            for address in addresses[:MOST]:
                try:
                    if "://" in address:
                        (files[address],) = await self.images.fetch((address,), target)
                        continue
                    files[address], path = await anyio.to_thread.run_sync(
                        self._copy, address, target, base
                    )
                    if base:
                        paths[address] = path
                except (_NoPictureError, ApiRefusal) as error:
                    reasons[address] = str(getattr(error, "detail", error))
        late = set(addresses) - {*files, *reasons}
        reasons |= dict.fromkeys(sorted(late), f"not fetched within {PATIENCE:.0f} s")
        return PictureFiles(files, reasons, paths)

    async def collect_recording(
        self, text: str, target: Path, base: Path | None = None
    ) -> Mapping[str, str]:
        """Copy the recorded narration that a text's settings name into `target`, and return what
        `Brief.recording` holds: its `file` and `path`, or the `reason` why it can't be used; empty
        if none is named.

        Args:
            text: A document or a task.
            target: The film's folder.
            base: As for `collect`.

        Raises:
            OSError: A file can't be read or written.
        """
        named = await anyio.to_thread.run_sync(narration_in, text)
        if not named:
            return {}
        return await anyio.to_thread.run_sync(self._copy_recording, named, target, base)

    def _copy_recording(self, named: str, target: Path, base: Path | None) -> Mapping[str, str]:
        try:
            file = self._find(named, base, LARGEST_RECORDING)
        except _NoPictureError as error:
            return {"path": named, "reason": str(error)}
        content = file.read_bytes()
        name = f"{RECORDINGS}/{sha256(content).hexdigest()[:16]}{file.suffix.lower()}"
        (target / RECORDINGS).mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(content)
        return {"path": self._from_allowed(file), "file": name}

    def _copy(self, address: str, target: Path, base: Path | None) -> tuple[str, str]:
        """Its name in the film's folder, and its address without the document's own folder."""
        figure = FIGURE.fullmatch(address)
        named = figure[1] if figure else address
        file = self._find(named, base)
        content = file.read_bytes()
        picture = read_figure(content, address) if figure else content
        name = store_picture(picture, target) if picture else None
        if name is None:
            raise _NoPictureError("it is no PNG, JPEG, GIF or WebP")
        return name, self._from_allowed(file) + address.removeprefix(named)

    def _find(self, address: str, base: Path | None, largest: int = LARGEST) -> Path:
        """The file, links followed, if it lies below an allowed folder.

        Raises:
            _NoPictureError: There is none.
        """
        allowed = [folder.resolve() for folder in self.folders]
        for folder in (base, *allowed) if base else allowed:
            try:
                file = (folder / address.replace("\0", "")).resolve()
                is_allowed = any(file.is_relative_to(each) for each in allowed) and file.is_file()
            except OSError:  # a name that no file can have
                continue
            if is_allowed and file.stat().st_size > largest:
                raise _NoPictureError(f"it has over {largest // 1024 // 1024} MB")
            if is_allowed:
                return file
        raise _NoPictureError(
            "no such file in an allowed folder (the output folder, the document's own, "
            "CALLSHEET_MEDIA_DIRS)"
        )

    def _from_allowed(self, file: Path) -> str:
        """How a file is named without the document's own folder."""
        roots = [folder.resolve() for folder in self.folders]
        root = next(root for root in roots if file.is_relative_to(root))
        return file.relative_to(root).as_posix()
