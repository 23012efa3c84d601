"""What can go wrong with a studio itself; what an API answers is in that API's own errors.

StudioError           the text is for the person at this computer
├─ HomeUnusable       the studio's folder cannot be made or written
├─ StoreUnreadable    the database is damaged, or is no database
├─ StoreLocked        another program holds the database
├─ StoreTooNew        a newer Callsheet wrote the database
├─ StoreUnavailable   the database's server does not answer at the moment
├─ ArtifactsUnusable  the address of the store of films leads to none
├─ HomeTaken          another worker of the cluster uses this home
├─ KeysUnreadable     keys.json is damaged
├─ PortTaken          another program listens there
├─ NameTaken          there is an account of this name
└─ NoSuchAccount      none has this name
"""

from pathlib import Path


class StudioError(Exception):
    """The studio cannot open; the text says what to do."""


class HomeUnusable(StudioError):
    """The studio's folder cannot be made or written."""

    def __init__(self, home: Path, why: object) -> None:
        super().__init__(
            f"The studio's folder {str(home)!r} cannot be used ({why}). "
            "Make it writable, or set CALLSHEET_HOME to a folder that is."
        )


class StoreUnreadable(StudioError):
    """The database is damaged, or is no database."""

    def __init__(self, path: Path, why: object) -> None:
        super().__init__(
            f"The studio's database {str(path)!r} cannot be read ({why}). Nothing was changed. "
            "Move the file away to begin with an empty studio."
        )


class StoreLocked(StudioError):
    """Another program holds the database."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Another program holds the studio's database {str(path)!r}. Nothing was changed. "
            "Close what has it open, such as a backup or a database browser, and try again."
        )


class StoreTooNew(StudioError):
    """A newer Callsheet wrote the database."""

    def __init__(self, path: Path | str, found: int, known: int) -> None:
        super().__init__(
            f"The studio's database {str(path)!r} was written by a newer Callsheet (version "
            f"{found}, this one knows {known}). Update Callsheet; nothing was changed."
        )


class StoreUnavailable(StudioError):
    """The database's server does not answer at the moment."""


class ArtifactsUnusable(StudioError):
    """The address of the store of films leads to none."""

    def __init__(self, why: str) -> None:
        super().__init__(f"CALLSHEET_ARTIFACTS leads to no store of films: {why}")


class HomeTaken(StudioError):
    """Another worker of the cluster uses this home."""

    def __init__(self, home: Path) -> None:
        super().__init__(
            f"Another worker uses {str(home)!r}. Give each worker a CALLSHEET_HOME of its own, or "
            "one worker more --slots."
        )


class KeysUnreadable(StudioError):
    """keys.json is damaged."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The studio's keys in {str(path)!r} cannot be read. "
            "Delete the file: new keys are made at the next start."
        )


class PortTaken(StudioError):
    """Another program listens on the port."""

    def __init__(self, port: int) -> None:
        super().__init__(
            f"Port {port} of this computer is taken. Choose another: callsheet studio --port NUMBER"
        )


class NameTaken(StudioError):
    """There is an account of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"There is an account {name!r} already. "
            "Choose another name; callsheet studio accounts list shows them."
        )


class NoSuchAccount(StudioError):
    """No account that can be revoked has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"There is no account {name!r} to revoke. callsheet studio accounts list shows them; "
            "this computer's own stays."
        )
