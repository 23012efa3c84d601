"""Settings, read once from the environment when Callsheet starts."""

import os
import re
from collections.abc import Mapping
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeAlias
from urllib.parse import urlsplit

import platformdirs
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
)

Mode: TypeAlias = Literal["auto", "hosted", "local"]

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
LOOPBACK_NET = ip_network("127.0.0.0/8")
UNFILLED = re.compile(r"\$\{[^}]*\}")
"""What a client leaves in place when it has no value for a variable."""
FOLDERS = ("CALLSHEET_HOME", "CALLSHEET_OUTPUT_DIR", "CALLSHEET_VOICES")
_USER = re.compile(r"^(?:~|\$HOME|\$\{HOME\}|%USERPROFILE%)(?=[/\\]|$)")
OPTIONAL = "${user_config."
"""How bundles leave an optional value that the user did not give: the same as unset."""


def _base(text: str) -> str:
    url = urlsplit(text)
    if not url.hostname or url.scheme not in ("https", "http"):
        raise ValueError("must be an address that begins with https://")
    if url.scheme == "http" and not is_loopback(url.hostname):
        raise ValueError("must begin with https:// (http is for this computer only)")
    if url.username or url.password:  # an address is shown in answers and notes, a key nowhere
        raise ValueError("must hold no name and no password")
    return text.rstrip("/")


def _exact(text: str) -> str:
    _base(text)
    return text


def _whole(path: Path) -> Path:
    if not path.is_absolute():
        raise ValueError(
            "must be a full path, such as ~/Videos/Callsheet: a relative one would depend on the "
            "folder in which a client happens to start Callsheet"
        )
    return path


def _shape(pattern: str, looks_like: str) -> AfterValidator:
    """A check that never shows the value it refuses."""

    def check(secret: SecretStr) -> SecretStr:
        if not re.fullmatch(pattern, secret.get_secret_value()):
            raise ValueError(f"must look like {looks_like}")
        return secret

    return AfterValidator(check)


def _folders(text: object) -> object:
    """Absolute folders from `one:two` (`one;two` on Windows)."""
    if not isinstance(text, str):
        return text
    return tuple(_whole(Path(part)) for part in text.split(os.pathsep) if part.strip())


Folders = Annotated[tuple[Path, ...], BeforeValidator(_folders)]
Folder = Annotated[Path, AfterValidator(_whole)]
Base = Annotated[str, AfterValidator(_base)]
Exact = Annotated[str, AfterValidator(_exact)]
"""An address that is compared with what others write, up to its last slash."""
KnowlifyKey = Annotated[
    SecretStr,
    _shape("kn_[0-9a-fA-F]{64}", "`kn_` and 64 hexadecimal digits (dashboard, Developer tab)"),
]
KnightvisionKey = Annotated[
    SecretStr,
    _shape(r"kv_partner_\S{8,}", "`kv_partner_` and what follows it in the partner portal"),
]
UsersKey = Annotated[SecretStr, _shape(r"(?!.*\$\{).{24,}", "at least 24 random characters")]
DatabaseUrl = Annotated[
    SecretStr, _shape(r"postgres(ql)?://\S+", "`postgresql://user:password@host/name`")
]


def _store_of_films(text: str) -> str:
    if not re.fullmatch(r"(s3|gs|az|abfss?|file)://\S+", text):
        raise ValueError(
            "must look like `s3://bucket/folder`, `gs://…`, `az://…` or `file:///folder`"
        )
    return text


StoreOfFilms = Annotated[str, AfterValidator(_store_of_films)]
Jwt = Annotated[SecretStr, _shape(r"[\w-]+\.[\w-]+\.[\w-]+", "a JWT: three parts joined by dots")]


def _voices(text: str) -> str:
    if not text.isidentifier():
        _whole(Path(text))
    return text


Voices = Annotated[str, AfterValidator(_voices)]


class Settings(BaseModel):
    """Everything that can be set. Field aliases are the names of environment variables."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    knowlify_key: KnowlifyKey | None = Field(
        None,
        alias="KNOWLIFY_API_KEY",
        description="Knowlify API key: `kn_` and 64 hexadecimal digits.",
    )
    knowlify_base: Base = Field(
        "https://api.knowlify.com",
        alias="KNOWLIFY_API_BASE",
        description="Address of the Knowlify API.",
    )
    knowlify_jwt: Jwt | None = Field(
        None, alias="KNOWLIFY_JWT", description="Session token of Knowlify, instead of a key."
    )
    knowlify_realtime_url: Base | None = Field(
        None,
        alias="KNOWLIFY_REALTIME_URL",
        description="Live updates of hosted videos (extra `[live]`): the Supabase realtime address "
        "that Knowlify gives you, `https://…/realtime/v1`.",
    )
    knowlify_realtime_key: SecretStr | None = Field(
        None, alias="KNOWLIFY_REALTIME_KEY", description="Its key; needed for live updates."
    )
    knowlify_realtime_table: str = Field(
        "videos", alias="KNOWLIFY_REALTIME_TABLE", description="The table whose rows are videos."
    )
    knowlify_realtime_filter: str | None = Field(
        None,
        alias="KNOWLIFY_REALTIME_FILTER",
        description="Which of its rows, such as `user_id=eq.…`.",
    )
    knightvision_key: KnightvisionKey | None = Field(
        None, alias="KNIGHTVISION_API_KEY", description="Knightvision partner key: `kv_partner_…`."
    )
    knightvision_base: Base = Field(
        "https://knightvision.tech",
        alias="KNIGHTVISION_BASE_URL",
        description="Address of the Knightvision API.",
    )
    knowlify: Mode = Field(
        "auto",
        alias="CALLSHEET_KNOWLIFY",
        description="`auto` (hosted with a key, else local), `hosted` or `local`.",
    )
    knightvision: Mode = Field(
        "auto", alias="CALLSHEET_KNIGHTVISION", description="The same for Knightvision."
    )
    home: Folder = Field(
        default_factory=lambda: Path(platformdirs.user_data_dir("callsheet", appauthor=False)),
        alias="CALLSHEET_HOME",
        description="Where the journal and the studio live; default: the platform's data folder.",
    )
    output_dir: Folder = Field(
        default_factory=lambda: Path(platformdirs.user_videos_dir()) / "Callsheet",
        alias="CALLSHEET_OUTPUT_DIR",
        description="Where finished videos go; default: `Callsheet` in the videos folder.",
    )
    media_dirs: Folders = Field(
        (),
        alias="CALLSHEET_MEDIA_DIRS",
        description="Folders whose documents and pictures may be read when they are named, divided "
        "as in `PATH`.",
    )
    tools: str | None = Field(
        None,
        alias="CALLSHEET_TOOLS",
        description="Groups of tools to offer, with commas; default all.",
    )
    read_only: bool = Field(
        False,
        alias="CALLSHEET_READ_ONLY",
        description="`1`: only tools that change and cost nothing.",
    )
    max_credits_per_day: int = Field(
        300,
        ge=0,
        alias="CALLSHEET_MAX_CREDITS_PER_DAY",
        description="Knightvision credits in 24 hours.",
    )
    max_videos_per_day: int = Field(
        5,
        ge=0,
        alias="CALLSHEET_MAX_VIDEOS_PER_DAY",
        description="Hosted Knowlify videos in 24 hours.",
    )
    max_credits_per_user: int | None = Field(
        None,
        ge=0,
        alias="CALLSHEET_MAX_CREDITS_PER_USER",
        description="The same for each user who signs in over HTTP; default: as for all together.",
    )
    max_videos_per_user: int | None = Field(
        None,
        ge=0,
        alias="CALLSHEET_MAX_VIDEOS_PER_USER",
        description="The same for each user who signs in over HTTP; default: as for all together.",
    )
    ask: bool = Field(
        True,
        alias="CALLSHEET_ASK",
        description="`0`: a client that can ask its user is not told to before something is "
        "bought; the number in the call is enough.",
    )
    keep_days: float | None = Field(
        None,
        gt=0,
        alias="CALLSHEET_KEEP_DAYS",
        description="Days after which the studio deletes its own copy of a film; default never. "
        "The output folder is never touched.",
    )
    keep_gb: float = Field(
        5.0,
        gt=0,
        alias="CALLSHEET_KEEP_GB",
        description="Gigabytes of working files that the studio keeps; beyond, the oldest go. "
        "The output folder is never touched.",
    )
    animatic_mark: bool = Field(
        True,
        alias="CALLSHEET_ANIMATIC_MARK",
        description="`0`: no ANIMATIC in the corner of local clips; their row and metadata say it.",
    )
    film_lines: int | None = Field(
        None,
        ge=360,
        le=1080,
        multiple_of=2,
        alias="CALLSHEET_FILM_LINES",
        description="Lines of local films and clips, 360 to 1080; default 720. 1080 takes about "
        "one and a half times as long. A document's `lines` wins.",
    )
    http_token: SecretStr | None = Field(
        None,
        alias="CALLSHEET_HTTP_TOKEN",
        description="Your own token over HTTP, at least 24 characters: whoever sends it is you. "
        "Others get tokens of their own (`callsheet tokens add`), or sign in at your provider.",
    )
    http_hosts: str | None = Field(
        None,
        alias="CALLSHEET_HTTP_HOSTS",
        description="More names under which clients reach the server over HTTP, with commas.",
    )
    public_url: Base | None = Field(
        None,
        alias="CALLSHEET_PUBLIC_URL",
        description="The server's address from outside, without `/mcp`, where it stands behind a "
        "reverse proxy: `https://example.org/callsheet`.",
    )
    oauth_issuer: Exact | None = Field(
        None,
        alias="CALLSHEET_OAUTH_ISSUER",
        description="The identity provider that signs users in over HTTP, as `iss` of its tokens "
        "has it.",
    )
    oauth_audience: str | None = Field(
        None,
        alias="CALLSHEET_OAUTH_AUDIENCE",
        description="What `aud` of its tokens must be; default: the public address with `/mcp`.",
    )
    oauth_jwks: Exact | None = Field(
        None, alias="CALLSHEET_OAUTH_JWKS", description="The address of its public keys (JWKS)."
    )
    users_key: UsersKey | None = Field(
        None,
        alias="CALLSHEET_USERS_KEY",
        description="Long random text with which provider keys of users are encrypted; without it "
        "they can set none, and share yours.",
    )
    database_url: DatabaseUrl | None = Field(
        None,
        alias="CALLSHEET_DATABASE_URL",
        description="A PostgreSQL database that several servers share as their journal (extra "
        "`[postgres]`): `postgresql://user:password@host/name`; default: a file in the home.",
    )
    artifacts: StoreOfFilms | None = Field(
        None,
        alias="CALLSHEET_ARTIFACTS",
        description="Where a studio on several machines keeps its films (extra `[cluster]`): "
        "`s3://bucket/folder`, `gs://…`, `az://…`, or `file:///folder`, which all of them mount; "
        "default: the home's disk.",
    )
    otel: bool = Field(
        False,
        alias="CALLSHEET_OTEL",
        description="`1`: traces and metrics go to your OpenTelemetry collector (extra `[otel]`), "
        "which the standard variables name: `OTEL_EXPORTER_OTLP_ENDPOINT` and others.",
    )
    log: Literal["text", "json"] = Field(
        "text",
        alias="CALLSHEET_LOG",
        description="`json`: logs are JSON lines with ids of jobs and requests, one for each call, "
        "and hold no texts of tasks.",
    )
    llm_url: Base | None = Field(
        None,
        alias="CALLSHEET_LLM_URL",
        description="OpenAI-compatible endpoint that writes outlines and prose of ad reports, and "
        "reads free edits.",
    )
    llm_model: str | None = Field(None, alias="CALLSHEET_LLM_MODEL", description="Its model.")
    llm_key: SecretStr | None = Field(None, alias="CALLSHEET_LLM_KEY", description="Its key.")
    speech_url: Base | None = Field(
        None, alias="CALLSHEET_SPEECH_URL", description="OpenAI-compatible endpoint that speaks."
    )
    speech_model: str | None = Field(None, alias="CALLSHEET_SPEECH_MODEL", description="Its model.")
    speech_key: SecretStr | None = Field(None, alias="CALLSHEET_SPEECH_KEY", description="Its key.")
    speech_voice: str | None = Field(None, alias="CALLSHEET_SPEECH_VOICE", description="Its voice.")
    voices: Voices | None = Field(
        None,
        alias="CALLSHEET_VOICES",
        description="Voices of your own: a folder, or an installed package, with a `voices.json`.",
    )
    video_url: Base | None = Field(
        None,
        alias="CALLSHEET_VIDEO_URL",
        description="OpenAI-compatible endpoint (`/v1/videos`) that makes local clips and "
        "characters.",
    )
    video_model: str | None = Field(None, alias="CALLSHEET_VIDEO_MODEL", description="Its model.")
    video_key: SecretStr | None = Field(None, alias="CALLSHEET_VIDEO_KEY", description="Its key.")
    image_url: Base | None = Field(
        None,
        alias="CALLSHEET_IMAGE_URL",
        description="OpenAI-compatible endpoint (`/v1/images/generations`) that draws an outline's "
        "pictures without an address: `![what]()`, `image: what`.",
    )
    image_model: str | None = Field(None, alias="CALLSHEET_IMAGE_MODEL", description="Its model.")
    image_key: SecretStr | None = Field(None, alias="CALLSHEET_IMAGE_KEY", description="Its key.")
    serves_users: bool = False
    """Whether others than the person at this computer use it."""
    problems: Mapping[str, str] = {}
    """Settings that could not be used: variable name -> what a right value looks like."""

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Self:
        """Return the settings of an environment. A wrong value is left out, and described in
        `problems`.

        A variable that is empty, or that a client left unfilled (`${NAME}`), counts as unset; an
        unfilled key is a wrong value, unless it is `${user_config.…}`.
        """
        given = {name: value for name in _names() if (value := _value(environ, name))}
        try:
            return cls.model_validate(given)
        except ValidationError as error:
            problems = {
                str(one["loc"][0]): _problem(str(one["loc"][0]), one) for one in error.errors()
            }
            good = {name: value for name, value in given.items() if name not in problems}
            return cls.model_validate({**good, "problems": problems})

    @property
    def journal(self) -> Path:
        """The path of the journal, which has every job unless `database_url` is set."""
        return self.home / "journal.sqlite3"

    @property
    def is_watched(self) -> bool:
        """Whether anything beyond the usual log tells what the server does."""
        return self.otel or self.log == "json"

    @property
    def documents(self) -> tuple[Path, ...]:
        """The folders whose files may be read when they are named: `media_dirs`, and before them
        `output_dir` unless the server `serves_users`."""
        return self.media_dirs if self.serves_users else (self.output_dir, *self.media_dirs)

    @property
    def credits_per_user(self) -> int:
        """The credits that each user who signed in may spend in 24 hours; without a number of their
        own, as many as all together."""
        most = self.max_credits_per_user
        return self.max_credits_per_day if most is None else most

    @property
    def videos_per_user(self) -> int:
        """The hosted videos that each user who signed in may buy in 24 hours; without a number of
        their own, as many as all together."""
        most = self.max_videos_per_user
        return self.max_videos_per_day if most is None else most

    @property
    def pictures(self) -> Path:
        """The folder of the JPEGs that tools' answers name, for the user of this computer; users
        who signed in have others. It is made with its first picture."""
        return self.home / "pictures"

    @property
    def studio_home(self) -> Path:
        """The studio's folder."""
        return self.home / "studio"

    def trouble(self, *names: str) -> str | None:
        """Return in sentences what is wrong with these variables; None when nothing is."""
        return " ".join(self.problems[name] for name in names if name in self.problems) or None


def is_loopback(host: str | None) -> bool:
    """Return whether a host name or address means this computer; False for None.

    Only `localhost`, addresses in 127.0.0.0/8 and `::1` do, in lower case, without port and
    brackets. No name is looked up.
    """
    try:
        return host in LOOPBACK or ip_address(host or "") in LOOPBACK_NET
    except ValueError:
        return False


def list_settings() -> list[tuple[str, str, str]]:
    """Return every setting as (variable, default as text, description)."""
    return [
        (field.alias or "", _default(field.default), field.description or "") for field in _fields()
    ]


def _fields() -> list[Any]:
    return [field for field in Settings.model_fields.values() if field.alias]


def _names() -> list[str]:
    return [field.alias for field in _fields()]


def _value(environ: Mapping[str, str], name: str) -> str | None:
    """The variable's text; empty and unfilled count as unset, except where it is a key."""
    text = environ.get(name, "").strip()
    if name in FOLDERS:
        text = _expand(text, environ)
    if text.startswith(OPTIONAL):
        return None
    return None if UNFILLED.fullmatch(text) and not is_secret(name) else text or None


def _expand(text: str, environ: Mapping[str, str]) -> str:
    """A folder without `~` and `$HOME`, which a client hands on as they stand in its file."""
    user = environ.get("HOME") or environ.get("USERPROFILE") or str(Path.home())
    return _USER.sub(lambda _: user, text, count=1)


def is_secret(name: str) -> bool:
    """Return whether a variable, by its name, holds a key or token."""
    return name.endswith(("_KEY", "_JWT", "_TOKEN", "_DATABASE_URL"))


def _problem(name: str, error: Any) -> str:
    rule = str(error.get("ctx", {}).get("error") or error["msg"])
    return f"{name} is set, but it {_rule_text(rule)}."


def _rule_text(rule: str) -> str:
    return rule if rule.startswith("must ") else f"cannot be used: {rule[:1].lower()}{rule[1:]}"


def _default(value: object) -> str:
    return "" if value is None or "Undefined" in repr(value) else str(value)
