"""`python sbom.py > sbom.json`: what is installed with this interpreter, as CycloneDX 1.6 JSON.

Packages with versions and licences as their own metadata says; the shared libraries that wheels
bring along (FFmpeg with x264 and x265 among them) as files with their SHA-256. Needs nothing that
is not in Python.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

NAMED = ("License-Expression", "License")
COPYLEFT = {"libx264": "GPL-2.0-or-later", "libx265": "GPL-2.0-or-later"}
"""What no metadata says: https://www.videolan.org/developers/x264.html, x265's COPYING."""
LONGEST = 120
"""Characters; some packages put the whole text where its name belongs."""


def main() -> None:
    """Print the bill."""
    found = sorted(distributions(), key=lambda one: one.name.lower())
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "container", "name": "callsheet"}},
        "components": [part for one in found for part in (package(one), *libraries(one))],
    }
    json.dump(bill, sys.stdout, indent=1)


def package(found: Distribution) -> dict[str, Any]:
    """One package."""
    name = found.name.lower().replace("_", "-")
    return {
        "type": "library",
        "name": found.name,
        "version": found.version,
        "purl": f"pkg:pypi/{name}@{found.version}",
        "licenses": [{"license": {"name": licence(found)}}],
    }


def licence(found: Distribution) -> str:
    """As the package names it."""
    metadata = found.metadata
    named = [metadata[field] for field in NAMED if field in metadata]
    classified = [
        line.rpartition(" :: ")[2]
        for line in metadata.get_all("Classifier") or ()
        if line.startswith("License")
    ]
    return next(
        (name for name in (*named, *classified) if name and len(name) <= LONGEST), "unknown"
    )


def libraries(found: Distribution) -> Iterator[dict[str, Any]]:
    """The shared libraries that a wheel brings besides its own modules."""
    for file in found.files or ():
        if ".libs" in file.parts[0] and ".so" in file.name:
            path = Path(str(file.locate()))
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            name = file.name.partition("-")[0]
            known = [{"license": {"id": COPYLEFT[name]}}] if name in COPYLEFT else []
            yield {
                "type": "library",
                "name": file.name,
                "group": found.name,
                "hashes": [{"alg": "SHA-256", "content": digest}],
                "licenses": known,
            }


if __name__ == "__main__":
    main()
