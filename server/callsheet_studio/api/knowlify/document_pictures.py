"""Pictures that a document names: files below allowed folders, and addresses of the internet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import anyio
import anyio.to_thread

from callsheet_studio.api.knowlify.errors import ApiRefusal
from callsheet_studio.api.knowlify.reference_images import (
    FOLDER,
    LARGEST,
    SIGNATURES,
    ReferenceImages,
)
from callsheet_studio.storyboard.picture_files import PictureFiles, addresses_in

MOST = 20
"""Pictures of one document."""
PATIENCE = 20.0
"""Seconds for all that is fetched."""


class _NoPictureError(Exception):
    """The address gives no picture; the text says why."""


@dataclass(frozen=True)
class DocumentPictures:
    """Finds the pictures of documents and stores them with the film."""

    folders: Sequence[Path] = ()
    """Below which files may be read."""
    images: ReferenceImages = field(default_factory=ReferenceImages)

    async def collect(self, text: str, target: Path, base: Path | None = None) -> PictureFiles:
        """Store what the text names in `target`.

        Args:
            text: A document or a task.
            target: The film's folder.
            base: The document's folder, from which its relative paths lead; it counts only when
                it lies below an allowed one.
        """
        addresses = await anyio.to_thread.run_sync(addresses_in, text)
        files, reasons = dict[str, str](), dict[str, str]()
        named = dict.fromkeys(addresses[MOST:], f"a film shows at most {MOST} pictures")
        reasons |= named
        with anyio.move_on_after(PATIENCE):
            for address in addresses[:MOST]:
                try:
                    files[address] = await self._store(address, target, base)
                except (_NoPictureError, ApiRefusal) as error:
                    reasons[address] = str(getattr(error, "detail", error))
        late = set(addresses) - {*files, *reasons}
        reasons |= dict.fromkeys(sorted(late), f"not fetched within {PATIENCE:.0f} s")
        return PictureFiles(files, reasons, self._paths(files, base))

    async def _store(self, address: str, target: Path, base: Path | None) -> str:
        if "://" in address:
            return (await self.images.fetch((address,), target))[0]
        return await anyio.to_thread.run_sync(self._copy, address, target, base)

    def _copy(self, address: str, target: Path, base: Path | None) -> str:
        content = self._find(address, base).read_bytes()
        kind = next((k for begin, k in SIGNATURES.items() if content.startswith(begin)), None)
        if kind is None:
            raise _NoPictureError("it is no PNG, JPEG, GIF or WebP")
        name = f"{FOLDER}/{sha256(content).hexdigest()[:16]}.{kind}"
        (target / FOLDER).mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(content)
        return name

    def _find(self, address: str, base: Path | None) -> Path:
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
            if is_allowed and file.stat().st_size > LARGEST:
                raise _NoPictureError(f"it has over {LARGEST // 1024 // 1024} MB")
            if is_allowed:
                return file
        raise _NoPictureError(
            "no such file in an allowed folder (the output folder, the document's own, "
            "CALLSHEET_MEDIA_DIRS)"
        )

    def _paths(self, files: Mapping[str, str], base: Path | None) -> dict[str, str]:
        """How each file is named without the document's own folder."""
        if base is None:
            return {}
        local = [address for address in files if "://" not in address]
        return {address: self._from_allowed(self._find(address, base)) for address in local}

    def _from_allowed(self, file: Path) -> str:
        roots = [folder.resolve() for folder in self.folders]
        root = next(root for root in roots if file.is_relative_to(root))
        return file.relative_to(root).as_posix()
