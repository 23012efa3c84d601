"""Which database the journal is kept in: a file in the home, or the PostgreSQL that was set."""

from importlib.util import find_spec

from callsheet.settings import Settings
from callsheet_studio.extras import add_extra
from callsheet_tools.database.database import Database
from callsheet_tools.errors import NotConfigured


def open_database(settings: Settings) -> Database:
    """Return the journal's database; it connects at its first use.

    Raises:
        NotConfigured: The setting is wrong, or the driver is missing. No other database is used
            instead: it would not know what was bought.
    """
    if trouble := settings.trouble("CALLSHEET_DATABASE_URL"):
        raise NotConfigured(f"{trouble} Nothing was started.")
    if settings.database_url is None:
        from callsheet_tools.database.sqlite import SqliteDatabase

        return SqliteDatabase(settings.journal)
    if find_spec("psycopg") is None:
        raise NotConfigured(f"CALLSHEET_DATABASE_URL needs psycopg: {add_extra('postgres')}.")
    from callsheet_tools.database.postgres import PostgresDatabase

    return PostgresDatabase(settings.database_url.get_secret_value(), settings.home)
