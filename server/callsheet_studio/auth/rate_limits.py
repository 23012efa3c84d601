"""Rate limits in fixed windows, counted per caller and bucket."""

import math
from dataclasses import dataclass, replace

from callsheet_studio.storage.clock import Clock
from callsheet_studio.storage.database import Connection, Store

# A window's first request finds the row of an older one, or none.
TAKE = """INSERT INTO rate_window (pool, bucket, number, used) VALUES (:pool, :bucket, :number, 1)
    ON CONFLICT (pool, bucket) DO UPDATE SET number = :number,
    used = CASE WHEN rate_window.number = :number THEN rate_window.used + 1 ELSE 1 END
    RETURNING used"""


@dataclass(frozen=True)
class Bucket:
    """A limit of `requests` in a window of `seconds`. Operations with the same bucket are
    counted together."""

    name: str
    requests: int
    seconds: int = 60


@dataclass(frozen=True)
class Allowance:
    """Whether one request was allowed, and what is left in its window."""

    bucket: Bucket
    granted: bool
    remaining: int
    reset: int
    """Seconds until the window ends, from 1."""


@dataclass(frozen=True)
class RateLimiter:
    """The counters of one studio. Windows begin at multiples of their length since 1970.

    Raises `UNAVAILABLE` (`storage/database`) while the database cannot be used.
    """

    store: Store
    clock: Clock
    enforced: bool = True
    """False: requests are counted, and none is refused."""
    width: int = 1
    """How many times the documented requests a window holds. Wider ones are counted apart, so that
    nobody who keeps to the documentation finds his own used up."""

    async def acquire(self, pool: str, bucket: Bucket) -> Allowance:
        """Count one request, refused ones too, and return whether it is allowed and what is left in
        its window.

        Args:
            pool: Who is counted, as `Principal.pool`.
            bucket: The limit.
        """
        bucket = replace(bucket, requests=bucket.requests * self.width)
        number, into = divmod(self.clock(), bucket.seconds)
        pool = pool if self.width == 1 else f"{pool} x{self.width}"
        values = {"pool": pool, "bucket": bucket.name, "number": int(number)}

        def count(db: Connection) -> int:
            return db.execute(TAKE, values).fetchone()[0]

        used = await self.store.touch(count)
        left = max(0, bucket.requests - used)
        granted = used <= bucket.requests or not self.enforced
        return Allowance(bucket, granted, left, max(1, math.ceil(bucket.seconds - into)))
