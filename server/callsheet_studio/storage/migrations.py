"""Every table of the studio's database, as numbered migrations.

Migration n brings a database from version n-1 (`PRAGMA user_version`) to n. Once released, a
migration never changes: a later one does. Times are seconds since 1970.
"""

ACCOUNTS = (
    """CREATE TABLE account (
        id TEXT PRIMARY KEY,           -- a UUID: the user's, or the organization's
        name TEXT NOT NULL UNIQUE,
        is_org INTEGER NOT NULL,
        credits INTEGER,               -- NULL never runs out
        created_at REAL NOT NULL
    ) STRICT""",
    """CREATE TABLE api_key (
        hash TEXT PRIMARY KEY,         -- SHA-256 of the key, which itself is stored nowhere here
        api TEXT NOT NULL,
        account TEXT NOT NULL REFERENCES account (id),
        user_id TEXT NOT NULL,         -- who acts: the account itself, or a member of the org
        created_at REAL NOT NULL,
        revoked_at REAL
    ) STRICT""",
    "CREATE UNIQUE INDEX one_active_key ON api_key (account, api) WHERE revoked_at IS NULL",
    """CREATE TABLE rate_window (
        pool TEXT NOT NULL,
        bucket TEXT NOT NULL,
        number INTEGER NOT NULL,       -- which window of the bucket's length since 1970
        used INTEGER NOT NULL,
        PRIMARY KEY (pool, bucket)
    ) STRICT""",
)

QUEUE = (
    """CREATE TABLE job (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        lane TEXT NOT NULL,
        at_once INTEGER NOT NULL,      -- how many jobs of its lane may be active
        request TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT 'waiting',
        attempt INTEGER NOT NULL DEFAULT 0,
        deaths INTEGER NOT NULL DEFAULT 0,
        owner TEXT,
        lease REAL,
        progress TEXT,
        result TEXT,
        error TEXT,
        created_at REAL NOT NULL,
        updated_at REAL NOT NULL
    ) STRICT""",
    "CREATE INDEX unfinished ON job (lane, seq) WHERE state IN ('waiting', 'running')",
    """CREATE TABLE step (
        job TEXT NOT NULL REFERENCES job (id),
        name TEXT NOT NULL,
        files TEXT NOT NULL,           -- path -> SHA-256
        PRIMARY KEY (job, name)
    ) STRICT""",
)

KNOWLIFY = (
    """CREATE TABLE video (
        uuid TEXT PRIMARY KEY,
        session_id TEXT NOT NULL UNIQUE,
        owner TEXT NOT NULL            -- the caller's pool
    ) STRICT""",
)

CREDITS = (
    "ALTER TABLE job ADD COLUMN payer TEXT REFERENCES account (id)",
    "ALTER TABLE job ADD COLUMN price INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE job ADD COLUMN balance INTEGER",  # what the payer had left then
    "CREATE INDEX by_kind ON job (lane, kind, seq)",
    # Whichever statement fails a job, its credits go back in the same transaction, once.
    """CREATE TRIGGER refund AFTER UPDATE OF state ON job
        WHEN NEW.state = 'failed' AND OLD.state <> 'failed' AND NEW.price > 0
        BEGIN UPDATE account SET credits = credits + NEW.price WHERE id = NEW.payer; END""",
)

TURNS = (
    "ALTER TABLE job ADD COLUMN claimed_at REAL",
    "CREATE INDEX turn ON job (lane, claimed_at)",
)

RETENTION = ("ALTER TABLE job ADD COLUMN swept_at REAL",)  # when its files were deleted

EDITS = (
    """CREATE TABLE edit (
        id TEXT PRIMARY KEY,           -- also its job's
        video TEXT NOT NULL REFERENCES video (uuid),
        owner TEXT NOT NULL,           -- the pool of who submitted it
        user_id TEXT NOT NULL,         -- the person
        reverted_at REAL
    ) STRICT""",
    """CREATE TABLE snapshot (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        video TEXT NOT NULL,
        job TEXT NOT NULL UNIQUE       -- the edit that saved it
    ) STRICT""",
    "CREATE INDEX newest_snapshot ON snapshot (video, number)",
    """CREATE TABLE replay (
        pool TEXT NOT NULL,
        key TEXT NOT NULL,             -- the caller's Idempotency-Key
        edit TEXT NOT NULL,            -- the id that this edit has, or will have
        answer TEXT,
        created_at REAL NOT NULL,
        PRIMARY KEY (pool, key)
    ) STRICT""",
    # The statement that finishes an edit publishes its film and settles its price.
    """CREATE TRIGGER save_snapshot AFTER UPDATE OF state ON job
        WHEN NEW.kind = 'knowlify.edit' AND NEW.state = 'done' AND OLD.state <> 'done'
        BEGIN INSERT INTO snapshot (video, job)
            VALUES (json_extract(NEW.request, '$.video'), NEW.id); END""",
    """CREATE TRIGGER settle AFTER UPDATE OF state ON job
        WHEN NEW.state = 'done' AND OLD.state <> 'done'
            AND NEW.price > json_extract(NEW.result, '$.credits_used')
        BEGIN UPDATE account
            SET credits = credits + NEW.price - json_extract(NEW.result, '$.credits_used')
            WHERE id = NEW.payer;
            UPDATE job SET price = json_extract(NEW.result, '$.credits_used') WHERE id = NEW.id;
        END""",
)

# A refund never lifts a daily allowance above itself.
GIVE_BACK = "credits = min(credits + {}, coalesce(daily, credits + {}))"
UNUSED = "NEW.price - json_extract(NEW.result, '$.credits_used')"
DAILY = (
    "ALTER TABLE account ADD COLUMN daily INTEGER",  # NULL: what is spent does not come back
    "ALTER TABLE account ADD COLUMN day INTEGER NOT NULL DEFAULT 0",  # of `credits`, since 1970
    "UPDATE account SET daily = 1000000, credits = 1000000 WHERE credits IS NULL",
    "DROP TRIGGER refund",
    f"""CREATE TRIGGER refund AFTER UPDATE OF state ON job
        WHEN NEW.state = 'failed' AND OLD.state <> 'failed' AND NEW.price > 0
        BEGIN UPDATE account SET {GIVE_BACK.format("NEW.price", "NEW.price")}
            WHERE id = NEW.payer; END""",
    "DROP TRIGGER settle",
    f"""CREATE TRIGGER settle AFTER UPDATE OF state ON job
        WHEN NEW.state = 'done' AND OLD.state <> 'done'
            AND NEW.price > json_extract(NEW.result, '$.credits_used')
        BEGIN UPDATE account SET {GIVE_BACK.format(UNUSED, UNUSED)} WHERE id = NEW.payer;
            UPDATE job SET price = json_extract(NEW.result, '$.credits_used') WHERE id = NEW.id;
        END""",
)

TRACES = ("ALTER TABLE job ADD COLUMN trace TEXT",)  # the request's span (W3C `traceparent`)

RELEASES = ("ALTER TABLE job ADD COLUMN release INTEGER NOT NULL DEFAULT 0",)

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (*ACCOUNTS, *QUEUE, *KNOWLIFY),
    CREDITS,
    (*TURNS, *RETENTION),
    EDITS,
    DAILY,
    TRACES,
    RELEASES,
)
