"""The queue's statements.

A job is active when fewer than `at_once` unfinished jobs of its lane were handed in before it.
That is computed, not stored: no promotion can be missed. Lanes take turns: the one that was served
longest ago comes next, so that fifty films in one do not hold up a clip in another. `:now` and the
fence (`:id`, `:owner`, `:attempt`) are given to every statement of a worker.
"""

from callsheet_studio.storage.credits import LEFT

AHEAD = """(SELECT count(*) FROM job AS other WHERE other.lane = job.lane AND other.seq < job.seq
    AND other.state IN ('waiting', 'running'))"""
MOST_AT_ONCE = 10
"""A lane that allows more has no cap."""
IS_ACTIVE = f"""(SELECT count(*) FROM (SELECT 1 FROM job AS other
    WHERE other.lane = job.lane AND other.seq < job.seq
    AND other.state IN ('waiting', 'running') LIMIT {MOST_AT_ONCE}) AS ahead) < at_once"""
"""As by `AHEAD`, without counting a long line at each of its jobs."""
FREE = "(state = 'waiting' OR (state = 'running' AND lease < :now))"
TURN = """(SELECT coalesce(max(other.claimed_at), 0) FROM job AS other
    WHERE other.lane = job.lane)"""
MINE = "id = :id AND owner = :owner AND attempt = :attempt AND state = 'running'"

CHARGE = f"""UPDATE account SET credits = {LEFT} - :credits, day = :day
    WHERE id = :account AND {LEFT} >= :credits RETURNING credits"""
BALANCE = f"SELECT {LEFT} FROM account WHERE id = :account"
SUBMIT = """INSERT INTO job
    (id, kind, lane, at_once, request, trace, release, payer, price, balance,
        created_at, updated_at)
    VALUES (:id, :kind, :lane, :at_once, :request, :trace, :release, :payer, :price, :balance,
        :now, :now)
    ON CONFLICT (id) DO NOTHING"""
JOB = f"""SELECT *, CASE WHEN state IN ('waiting', 'running')
    THEN max(0, {AHEAD} - at_once + 1) ELSE 0 END AS place FROM job"""
GET = f"{JOB} WHERE id = ?"
LIST = f"{JOB} WHERE lane = ? ORDER BY seq"
NEWEST = f"{JOB} WHERE lane = ? AND kind = ? ORDER BY seq DESC LIMIT ?"
CHANGED = f"""{JOB} WHERE lane = ? AND (state IN ('waiting', 'running') OR seq > ?
    OR id IN (SELECT value FROM json_each(?))) ORDER BY seq"""
STEPS = "SELECT name, files FROM step WHERE job = ?"
UNFINISHED = "SELECT count(*) FROM job WHERE state IN ('waiting', 'running')"

GIVE_UP = f"""UPDATE job SET state = 'failed', updated_at = :now,
    error = 'This computer stopped ' || attempt || ' times while it worked on this job.'
    WHERE {FREE} AND attempt >= :attempts"""
RUNNING = """SELECT count(*) FROM job WHERE state = 'running' AND lease >= :now
    AND (:alone = 0 OR owner = :owner)"""
TOO_NEW = "SELECT count(*) FROM job WHERE state = 'waiting' AND release > ?"
NEXT = f"""SELECT seq FROM job WHERE {FREE} AND {IS_ACTIVE} AND release <= :release"""
CLAIM = f"""UPDATE job SET state = 'running', owner = :owner, lease = :lease, release = :release,
    attempt = attempt + 1, claimed_at = :now, updated_at = :now
    WHERE seq = ({NEXT} ORDER BY {TURN}, seq LIMIT 1)
    RETURNING id, attempt"""
HOLD = f"UPDATE job SET lease = :lease WHERE {MINE}"
NOTE = f"""UPDATE job SET progress = :progress, updated_at = :now
    WHERE {MINE} AND (progress IS NULL OR 
        CAST(json_extract(progress, '$.percent') AS INTEGER) <= :percent)"""
KEEP = f"""INSERT INTO step (job, name, files) SELECT id, :name, :files FROM job WHERE {MINE}
    ON CONFLICT (job, name) DO UPDATE SET files = excluded.files"""
LIST_FILES = "INSERT INTO step (job, name, files) VALUES (?, ?, ?)"
FINISH = f"UPDATE job SET state = 'done', result = :result, updated_at = :now WHERE {MINE}"
FAIL = f"UPDATE job SET state = 'failed', error = :error, updated_at = :now WHERE {MINE}"
BURY = f"""UPDATE job SET deaths = deaths + 1, owner = NULL, lease = NULL, updated_at = :now,
    state = CASE WHEN deaths + 1 >= :deaths THEN 'failed' ELSE 'waiting' END,
    error = CASE WHEN deaths + 1 >= :deaths THEN :error END WHERE {MINE}"""
RELEASE = f"""UPDATE job SET state = 'waiting', owner = NULL, lease = NULL,
    attempt = attempt - 1 WHERE {MINE}"""
UNFINISHED_STATE = "SELECT state FROM job WHERE id = :id AND state IN ('waiting', 'running')"
CANCEL = """UPDATE job SET state = 'failed', error = :error, updated_at = :now
    WHERE id = :id AND state IN ('waiting', 'running')"""
