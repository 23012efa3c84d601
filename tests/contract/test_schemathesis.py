"""Thousands of made-up requests against both APIs, judged by their own OpenAPI documents."""

import re
import sys
from pathlib import Path

import anyio
import anyio.abc
import pytest
from tests.thorough import amount

from callsheet_studio.auth.home_keys import HomeKeys
from callsheet_studio.http_server import serve
from callsheet_studio.jobs.worker_pool import PollIntervals
from callsheet_studio.studio import Studio

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
HERE = Path(__file__).parent
QUICK = HERE.parent / "studio" / "knightvision" / "fake_makers.py"
APIS = {
    "knightvision": "Authorization: Bearer {.knightvision}",
    "knowlify": "X-API-Key: {.knowlify}",
}


@pytest.mark.parametrize("api", APIS)
async def test_nothing_that_schemathesis_thinks_of_breaks_a_promise(
    api: str, tmp_path: Path
) -> None:
    """Limits are out of the way; documented refusals are among the expected answers."""
    studio = Studio(
        tmp_path / "home", maker=str(QUICK), limited=False, pace=PollIntervals(look=0.2)
    )
    async with anyio.create_task_group() as tasks:
        url, keys = await tasks.start(_serving, studio)
        with anyio.fail_after(900):
            run = await anyio.run_process(_command(url, api, keys), cwd=tmp_path, check=False)
        said = run.stdout.decode()
        assert run.returncode == 0, said
        # An edit to revert is found by links only, so its 404s are a warning, not a failure.
        assert re.search(r"generated, \d{3,} passed, \d+ skipped", said), said
        tasks.cancel_scope.cancel()


async def _serving(
    studio: Studio, *, task_status: anyio.abc.TaskStatus[tuple[str, HomeKeys]]
) -> None:
    await serve(studio, 0, lambda url, keys: task_status.started((url, keys)))


def _command(url: str, api: str, keys: HomeKeys) -> list[str]:
    program = Path(sys.executable).with_name("st")
    config = ["--config-file", str(HERE / "schemathesis.toml")]
    header = ["--header", APIS[api].format(keys)]
    what = ["run", f"{url}/openapi/{api}.json", *header, "--checks", "all"]
    what += ["--max-examples", str(amount(6, 20))]
    return [str(program), *config, *what, "--continue-on-failure", "--no-color"]
