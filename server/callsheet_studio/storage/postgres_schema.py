"""The studio's tables in PostgreSQL, as numbered scripts, and the functions that its statements use
and PostgreSQL lacks.

The same tables as `storage/migrations` makes in SQLite. They are in a schema of their own, next to
the one that the connection leads to.
"""

from typing import Any

import psycopg
from psycopg import sql

from callsheet_studio.errors import StoreTooNew

SUFFIX = "_studio"
"""Of the schema's name, behind that of the connection's own."""
LOCK = "SELECT pg_advisory_xact_lock(1128, hashtext(current_schema()))"
"""One writer at a time among all processes on the same schema. The number is ours."""
CHANNEL = "callsheet_studio_job"
"""Where the database tells that jobs came or ended (`NOTIFY`)."""

FUNCTIONS = """
    CREATE FUNCTION max(bigint, bigint) RETURNS bigint IMMUTABLE LANGUAGE sql
      AS 'SELECT greatest($1, $2)';
    CREATE FUNCTION instr(text, text) RETURNS integer IMMUTABLE LANGUAGE sql
      AS 'SELECT strpos($1, $2)';
    CREATE FUNCTION json_each(text) RETURNS TABLE (value text) IMMUTABLE LANGUAGE sql
      AS 'SELECT * FROM json_array_elements_text($1::json)';
    CREATE FUNCTION json_extract(text, text) RETURNS text IMMUTABLE LANGUAGE sql
      AS 'SELECT $1::json ->> substr($2, 3)';
"""
"""As SQLite has them; `json_extract` for paths like `$.name`."""

MIGRATIONS: tuple[str, ...] = (
    f"""
    {FUNCTIONS}
    CREATE TABLE account (
      id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, is_org INTEGER NOT NULL, credits BIGINT,
      created_at DOUBLE PRECISION NOT NULL, daily BIGINT, day INTEGER NOT NULL DEFAULT 0
    );
    CREATE TABLE api_key (
      hash TEXT PRIMARY KEY, api TEXT NOT NULL, account TEXT NOT NULL REFERENCES account (id),
      user_id TEXT NOT NULL, created_at DOUBLE PRECISION NOT NULL, revoked_at DOUBLE PRECISION
    );
    CREATE UNIQUE INDEX one_active_key ON api_key (account, api) WHERE revoked_at IS NULL;
    CREATE TABLE rate_window (
      pool TEXT NOT NULL, bucket TEXT NOT NULL, number BIGINT NOT NULL, used INTEGER NOT NULL,
      PRIMARY KEY (pool, bucket)
    );
    CREATE TABLE job (
      seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL, lane TEXT NOT NULL, at_once INTEGER NOT NULL, request TEXT NOT NULL,
      state TEXT NOT NULL DEFAULT 'waiting', attempt INTEGER NOT NULL DEFAULT 0,
      deaths INTEGER NOT NULL DEFAULT 0, owner TEXT, lease DOUBLE PRECISION, progress TEXT,
      result TEXT, error TEXT, created_at DOUBLE PRECISION NOT NULL,
      updated_at DOUBLE PRECISION NOT NULL, payer TEXT REFERENCES account (id),
      price BIGINT NOT NULL DEFAULT 0, balance BIGINT, claimed_at DOUBLE PRECISION,
      swept_at DOUBLE PRECISION, trace TEXT, release BIGINT NOT NULL DEFAULT 0
    );
    CREATE INDEX unfinished ON job (lane, seq) WHERE state IN ('waiting', 'running');
    CREATE INDEX by_kind ON job (lane, kind, seq);
    CREATE INDEX by_turn ON job (lane, claimed_at);
    CREATE TABLE step (
      job TEXT NOT NULL REFERENCES job (id), name TEXT NOT NULL, files TEXT NOT NULL,
      PRIMARY KEY (job, name)
    );
    CREATE TABLE video (
      uuid TEXT PRIMARY KEY, session_id TEXT NOT NULL UNIQUE, owner TEXT NOT NULL
    );
    CREATE TABLE edit (
      id TEXT PRIMARY KEY, video TEXT NOT NULL REFERENCES video (uuid), owner TEXT NOT NULL,
      user_id TEXT NOT NULL, reverted_at DOUBLE PRECISION
    );
    CREATE TABLE snapshot (
      number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, video TEXT NOT NULL,
      job TEXT NOT NULL UNIQUE
    );
    CREATE INDEX newest_snapshot ON snapshot (video, number);
    CREATE TABLE replay (
      pool TEXT NOT NULL, key TEXT NOT NULL, edit TEXT NOT NULL, answer TEXT,
      created_at DOUBLE PRECISION NOT NULL, PRIMARY KEY (pool, key)
    );

    CREATE FUNCTION give_back(payer TEXT, amount BIGINT) RETURNS void LANGUAGE sql AS
      $$ UPDATE account SET credits = least(credits + amount, coalesce(daily, credits + amount))
         WHERE id = payer $$;
    CREATE FUNCTION refund() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM give_back(NEW.payer, NEW.price); RETURN NULL; END $$;
    CREATE TRIGGER refund AFTER UPDATE OF state ON job FOR EACH ROW
      WHEN (NEW.state = 'failed' AND OLD.state <> 'failed' AND NEW.price > 0)
      EXECUTE FUNCTION refund();
    CREATE FUNCTION settle() RETURNS trigger LANGUAGE plpgsql AS
      $$ DECLARE used BIGINT = json_extract(NEW.result, '$.credits_used');
      BEGIN
        IF NEW.price > used THEN
          PERFORM give_back(NEW.payer, NEW.price - used);
          UPDATE job SET price = used WHERE id = NEW.id;
        END IF;
        RETURN NULL;
      END $$;
    CREATE TRIGGER settle AFTER UPDATE OF state ON job FOR EACH ROW
      WHEN (NEW.state = 'done' AND OLD.state <> 'done' AND NEW.price > 0)
      EXECUTE FUNCTION settle();
    CREATE FUNCTION save_snapshot() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN
        INSERT INTO snapshot (video, job)
          VALUES (substr(NEW.lane, 1 + length('knowlify/edits/')), NEW.id);
        RETURN NULL;
      END $$;
    CREATE TRIGGER save_snapshot AFTER UPDATE OF state ON job FOR EACH ROW
      WHEN (NEW.kind = 'knowlify.edit' AND NEW.state = 'done' AND OLD.state <> 'done')
      EXECUTE FUNCTION save_snapshot();
    CREATE FUNCTION tell_of_job() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_notify('{CHANNEL}', ''); RETURN NULL; END $$;
    CREATE TRIGGER tell_of_job AFTER INSERT OR UPDATE OF state ON job
      FOR EACH STATEMENT EXECUTE FUNCTION tell_of_job();
    """,
)
"""Oldest first; once released, one never changes. `studio_format` has the number of those that were
applied."""


def enter_schema(db: "psycopg.Connection[Any]") -> None:
    """Lead a connection to the studio's tables, and bring them to this program's format.

    Raises:
        StoreTooNew: A newer Callsheet made them.
        psycopg.Error: The role may make no schema, or the server is gone.
    """
    (row,) = db.execute("SELECT current_schema()").fetchall()
    schema = sql.Identifier(f"{row[0]}{SUFFIX}")
    (found,) = db.execute("SELECT to_regnamespace(%s) IS NOT NULL", (schema.as_string(db),))
    if not found[0]:
        db.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(schema))
    db.execute(sql.SQL("SET search_path = {}").format(schema))
    if (version := _version(db)) > len(MIGRATIONS):
        raise StoreTooNew(schema.as_string(db), version, len(MIGRATIONS))
    if version < len(MIGRATIONS):
        _migrate(db)


def _migrate(db: "psycopg.Connection[Any]") -> None:
    with db.transaction():
        db.execute(LOCK)
        db.execute("CREATE TABLE IF NOT EXISTS studio_format (version INTEGER NOT NULL)")
        for script in MIGRATIONS[_version(db) :]:
            db.execute(script.encode())
        db.execute("DELETE FROM studio_format")
        db.execute("INSERT INTO studio_format VALUES (%s)", (len(MIGRATIONS),))


def _version(db: "psycopg.Connection[Any]") -> int:
    (is_there,) = db.execute("SELECT to_regclass('studio_format') IS NOT NULL").fetchall()
    if not is_there[0]:
        return 0
    return sum(row[0] for row in db.execute("SELECT version FROM studio_format"))
