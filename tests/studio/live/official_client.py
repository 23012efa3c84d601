"""Follows the videos of a studio with Supabase's own client, in an environment that has it.

    python official_client.py URL KEY [FILTER]

Prints one line of JSON for each thing that happens, with `at`, seconds since 1970: `state` of the
subscription, or a change's `type`, `record` and `late`, the milliseconds from its commit to its
arrival. Ends with its input.
"""

import json
import sys
import time
from datetime import datetime

import anyio
import anyio.to_thread
from realtime import AsyncRealtimeClient


def tell(**what):
    print(json.dumps({"at": time.time(), **what}), flush=True)


def change(payload):
    arrived, data = time.time(), payload["data"]
    committed = datetime.fromisoformat(data["commit_timestamp"]).timestamp()
    late = round(1000 * (arrived - committed), 1)
    tell(type=data["type"], record=data["record"], late=late)


async def main(url, key, condition=None):
    client = AsyncRealtimeClient(f"{url}/realtime/v1", key, initial_backoff=0.1)
    channel = client.channel("films")
    channel.on_postgres_changes("*", change, table="videos", filter=condition)
    await channel.subscribe(lambda state, error: tell(state=state.value, error=str(error or "")))
    await anyio.to_thread.run_sync(sys.stdin.read)
    await client.close()


anyio.run(main, *sys.argv[1:])
