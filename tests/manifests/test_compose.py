"""`compose.yaml` for a team: what it sets, mounts and runs is what the code knows."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from typer.testing import CliRunner

from callsheet.commands.app import app
from callsheet.settings import Settings, list_settings

FOLDER = Path(__file__).parents[2] / "manifests" / "docker"
COMPOSE: Any = yaml.safe_load((FOLDER / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
PAGE = (FOLDER.parent / "docs" / "operating.md").read_text("utf-8")
OURS = {name: one for name, one in SERVICES.items() if one["image"] == "callsheet:local"}
FILLED = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")
OTHERS = re.compile(r"(AWS|OTEL)_[A-Z_]+")
"""Variables of obstore and OpenTelemetry, which read them by themselves."""


def environment(service: str, given: dict[str, str]) -> dict[str, str]:
    """What the service's program finds, with these values in `.env`."""

    def fill(match: re.Match[str]) -> str:
        name, sign, default = match.groups()
        assert sign == "-" or given.get(name), f"{name} has to be there"
        return given.get(name) or default

    pairs = SERVICES[service]["environment"].items()
    return {name: FILLED.sub(fill, value) for name, value in pairs}


def example() -> dict[str, str]:
    lines = (FOLDER / "compose.env.example").read_text("utf-8").splitlines()
    pairs = (line.split("=", 1) for line in lines if line and line[0] != "#")
    return dict(pairs)


def test_it_has_what_a_team_needs() -> None:
    assert [*SERVICES] == ["proxy", "server-1", "server-2", "worker", "postgres", "store"]
    assert SERVICES["worker"]["deploy"]["replicas"] == 2
    homes = {SERVICES[name]["volumes"][0] for name in ("server-1", "server-2")}
    assert len(homes) == 2, "each has a home of its own"
    published = [name for name, one in SERVICES.items() if "ports" in one]
    assert published == ["proxy"]


def test_every_variable_exists_and_every_value_is_read_as_meant() -> None:
    given = {**example(), "POSTGRES_PASSWORD": "p" * 32, "STORE_SECRET": "s" * 32}
    given["CALLSHEET_USERS_KEY"] = "u" * 32
    known = {name for name, _, _ in list_settings()}
    for service in OURS:
        found = environment(service, given)
        assert {name for name in found if not OTHERS.fullmatch(name)} <= known
        settings = Settings.read({"CALLSHEET_HOME": "/data", **found})
        assert not settings.trouble(*known), settings.trouble(*known)
        assert settings.artifacts and settings.database_url and settings.users_key
        assert settings.log == "json"
    server = Settings.read(environment("server-1", given))
    assert server.public_url == "https://films.example.org"
    assert (server.max_videos_per_day, server.max_credits_per_day) == (5, 300)


@pytest.mark.parametrize("name", ["POSTGRES_PASSWORD", "STORE_SECRET", "CALLSHEET_USERS_KEY"])
def test_nothing_starts_without_a_secret(name: str) -> None:
    given = {**example(), **dict.fromkeys(("POSTGRES_PASSWORD", "STORE_SECRET"), "x" * 32)}
    given["CALLSHEET_USERS_KEY"] = "x" * 32
    with pytest.raises(AssertionError, match=name):
        environment("server-1", {**given, name: ""})


def test_the_example_has_every_variable_that_can_be_filled_in() -> None:
    text = (FOLDER / "compose.yaml").read_text("utf-8")
    assert {match[0] for match in FILLED.findall(text)} == {*example()}


@pytest.mark.parametrize("service", OURS)
def test_every_command_is_one(service: str) -> None:
    command = OURS[service]["command"]
    done = CliRunner().invoke(app, [*command, "--help"])
    assert done.exit_code == 0, done.output
    names = [one for one in command if one.startswith("--")]
    assert all(name in done.output for name in names)


def test_images_have_tags_and_come_from_where_everybody_finds_them() -> None:
    images = [one["image"] for one in SERVICES.values()]
    assert all(re.fullmatch(r"(\w+/)?\w+:[\w.-]+", image) for image in images)
    assert not [image for image in images if image.endswith(":latest")]


def test_the_proxy_knows_both_servers_and_their_port() -> None:
    text = (FOLDER / "Caddyfile").read_text("utf-8")
    servers = re.findall(r"(server-\d):(\d+)", text)
    command = SERVICES["server-1"]["command"]
    port = command[command.index("--port") + 1]
    assert servers == [("server-1", port), ("server-2", port)]
    health = SERVICES["server-1"]["healthcheck"]["test"][-1]
    assert f":{port}/readyz" in health and "health_uri /readyz" in text


def test_a_server_has_time_to_drain() -> None:
    from callsheet.http import DRAIN, NOTICE

    grace = int(SERVICES["server-1"]["stop_grace_period"].removesuffix("s"))
    text = (FOLDER / "Caddyfile").read_text("utf-8")
    interval = re.search(r"health_interval (\d+)s", text)
    assert interval and 2 * int(interval[1]) < NOTICE and grace > NOTICE + DRAIN


def test_the_page_on_operating_names_services_and_commands_that_there_are() -> None:
    """And volumes."""
    lines = re.findall(r"docker compose ([^`\n#]+)", PAGE)
    for line in lines:
        words = [one.partition(":")[0] for one in line.split()]
        assert words[0] in {"build", "cp", "exec", "logs", "run", "stop", "up"}
        if words[0] in {"exec", "run", "stop"}:
            assert any(one in SERVICES for one in words), line
        if words[0] == "run":
            command = words[words.index("server-1") + 1 :]
            assert CliRunner().invoke(app, [command[0], "--help"]).exit_code == 0, line
    (volume,) = re.findall(rf"-v {COMPOSE['name']}_(\w+):", PAGE)
    assert volume in COMPOSE["volumes"]


def test_workers_elsewhere_are_told_what_the_file_calls_postgres_and_the_store() -> None:
    first, other = (
        yaml.safe_load(one) for one in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    )
    found = environment("worker", dict.fromkeys(example(), "x"))
    url, store = found["CALLSHEET_DATABASE_URL"], found["AWS_ENDPOINT_URL"]
    assert urlsplit(url).hostname == "postgres" and urlsplit(store).hostname == "store"
    ports = {name: one["ports"][0].split(":")[1:] for name, one in first["services"].items()}
    assert ports == {"postgres": ["5432"] * 2, "store": [str(urlsplit(store).port)] * 2}
    hosts = other["services"]["worker"]["extra_hosts"]
    assert {one.split(":")[0] for one in hosts} == {*first["services"]}
