"""Switches that keep the libraries of the studio from sending or leaving anything unasked.

Each of them is an environment variable that its library reads when it is imported. They are set in
one place, when the package is first imported, which comes before any of those libraries in every
process: server, workers, drawing processes, command line and tests. Child processes inherit them.
"""

from collections.abc import Mapping, MutableMapping
from pathlib import Path

SWITCHES: Mapping[str, str] = {
    "ORT_DISABLE_TELEMETRY": "1",  # onnxruntime 1.29+: reports to its vendor, keeps a device id
    "HF_HUB_OFFLINE": "1",  # huggingface_hub: looks models up, and asks for its own updates
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_UPDATE_CHECK": "1",
    "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1",  # reads the user's own key for that service
    "HF_HUB_DISABLE_XET": "1",  # a download engine with a log folder of its own
    "DO_NOT_TRACK": "1",  # what others agree on: https://donottrack.sh
}


def find_telemetry_files(environ: Mapping[str, str], user: Path, platform: str) -> Path:
    r"""Return the folder in which onnxruntime keeps a device id and unsent reports where its
    telemetry is not switched off. It may not exist.

    Args:
        environ: The environment of the process.
        user: The user's home folder.
        platform: As `sys.platform`. On Windows the id itself is in the registry, under
            `HKEY_CURRENT_USER\SOFTWARE\Microsoft\.onnxruntime`.
    """
    if platform == "win32":
        base = Path(environ.get("LOCALAPPDATA") or user / "AppData" / "Local")
    elif platform == "darwin":
        base = user / "Library" / "Application Support"
    else:
        base = Path(environ.get("XDG_CACHE_HOME") or user / ".cache")
    return base / "Microsoft" / "DeveloperTools" / ".onnxruntime"


def child_environment(environ: Mapping[str, str], home: Path) -> Mapping[str, str]:
    """Return the environment for a worker process: `environ`, with the caches of its libraries in
    the home.

    Fontconfig, which the drawing library asks for the system's fonts, keeps a cache. Its folder is
    made here: if two processes made it at once, one would use `~/.fontconfig` instead.

    Raises:
        OSError: The folder can't be made.
    """
    caches = home / "cache"
    (caches / "fontconfig").mkdir(parents=True, exist_ok=True)
    return {**environ, "XDG_CACHE_HOME": str(caches)}


def switch_off(environ: MutableMapping[str, str]) -> None:
    """Set, in place, every environment variable that keeps libraries from sending data."""
    environ.update(SWITCHES)
