"""Settings from an environment: nothing wrong stops the server, nothing secret is shown."""

from collections.abc import AsyncIterator
from pathlib import Path

import anyio
import pytest

from callsheet.app import create_server
from callsheet.backends import default_locations, with_user_settings
from callsheet.settings import Settings, list_settings
from callsheet_studio.studio import Studio
from callsheet_tools.errors import NoSuchFile, NotConfigured
from callsheet_tools.output_folder import OutputFolder

KEY = "kn_" + "0123456789abcdef" * 4


@pytest.mark.parametrize("value", ["", "  ", "${user_config.knowlify_key}"])
def test_empty_and_unfilled_optional_values_are_unset(value: str) -> None:
    """Bundles leave unset values in place like this."""
    settings = Settings.read({"KNOWLIFY_API_KEY": value, "CALLSHEET_HOME": value})
    assert settings.knowlify_key is None
    assert not settings.problems
    assert settings.home == Settings.read({}).home


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("KNOWLIFY_API_KEY", "kn_123", "`kn_` and 64 hexadecimal digits"),
        ("KNOWLIFY_API_KEY", "${KNOWLIFY_API_KEY}", "`kn_` and 64 hexadecimal digits"),
        ("KNIGHTVISION_API_KEY", KEY, "`kv_partner_`"),
        ("KNOWLIFY_JWT", "abc", "three parts joined by dots"),
        ("KNOWLIFY_API_BASE", "http://api.knowlify.com", "https://"),
        ("CALLSHEET_LLM_URL", "https://ada:secret@llm.example/v1", "no password"),
        ("KNOWLIFY_API_BASE", "api.knowlify.com", "https://"),
        ("CALLSHEET_KNOWLIFY", "remote", "'auto', 'hosted' or 'local'"),
        ("CALLSHEET_MAX_VIDEOS_PER_DAY", "many", "valid integer"),
    ],
)
def test_a_wrong_value_is_described_and_not_shown(name: str, value: str, hint: str) -> None:
    """It stops nothing."""
    settings = Settings.read({name: value, "CALLSHEET_HOME": "/somewhere"})
    problem = settings.problems[name]
    assert name in problem and hint in problem
    assert value not in problem
    assert settings.home == Path("/somewhere")


def test_the_default_limit_stands_when_its_value_is_wrong() -> None:
    assert Settings.read({"CALLSHEET_MAX_VIDEOS_PER_DAY": "-3"}).max_videos_per_day == 5


@pytest.mark.parametrize(
    ("environ", "place"),
    [
        ({}, "local"),
        ({"KNOWLIFY_API_KEY": KEY}, "hosted"),
        ({"KNOWLIFY_API_KEY": "wrong"}, "hosted"),
        ({"KNOWLIFY_API_KEY": KEY, "CALLSHEET_KNOWLIFY": "local"}, "local"),
        ({"CALLSHEET_KNOWLIFY": "hosted"}, "hosted"),
        ({"CALLSHEET_KNOWLIFY": "nowhere"}, "hosted"),
    ],
)
def test_where_calls_go_that_do_not_say(
    environ: dict[str, str], place: str, tmp_path: Path
) -> None:
    """Auto is hosted with a key, else local; a broken setting never means local."""
    settings = Settings.read({"CALLSHEET_HOME": str(tmp_path), **environ})
    assert default_locations(settings) == {"knowlify": place, "knightvision": "local"}


def test_secrets_do_not_show_in_a_traceback() -> None:
    assert KEY not in repr(Settings.read({"KNOWLIFY_API_KEY": KEY}))


def test_every_setting_is_in_the_table_with_a_description() -> None:
    rows = list_settings()
    assert {"KNOWLIFY_API_KEY", "CALLSHEET_HOME", "CALLSHEET_HTTP_TOKEN"} <= {
        row[0] for row in rows
    }
    assert all(name and description for name, _, description in rows)
    assert ("CALLSHEET_MAX_VIDEOS_PER_DAY", "5", "Hosted Knowlify videos in 24 hours.") in rows


def test_the_studio_is_as_the_user_set_it(tmp_path: Path) -> None:
    given = {
        "CALLSHEET_KEEP_DAYS": "30",
        "CALLSHEET_ANIMATIC_MARK": "0",
        "CALLSHEET_FILM_LINES": "1080",
    }
    default, studio = (
        with_user_settings(Studio(tmp_path), Settings.read(set_)) for set_ in ({}, given)
    )
    assert (default.keep_days, default.mark, default.format.short_side) == (None, True, 720)
    assert (studio.keep_days, studio.mark, studio.format.short_side) == (30, False, 1080)


def test_films_are_not_kept_for_less_than_no_time() -> None:
    problems = Settings.read({"CALLSHEET_KEEP_DAYS": "0"}).problems
    assert "CALLSHEET_KEEP_DAYS" in problems


@pytest.mark.parametrize(
    ("text", "folder"),
    [
        ("~/films", "/me/films"),
        ("~", "/me"),
        ("$HOME/films", "/me/films"),
        ("${HOME}/films", "/me/films"),
        ("${HOME}", "/me"),
        ("/films/~/$HOME", "/films/~/$HOME"),
        (" ~/films ", "/me/films"),
    ],
)
@pytest.mark.parametrize("name", ["CALLSHEET_HOME", "CALLSHEET_OUTPUT_DIR"])
def test_the_users_own_folder_is_known_by_its_short_names(
    name: str, text: str, folder: str
) -> None:
    """A client hands on what stands in its file; no shell has read it."""
    settings = Settings.read({name: text, "HOME": "/me"})
    assert not settings.problems
    found = settings.home if name == "CALLSHEET_HOME" else settings.output_dir
    assert found == Path(folder)


@pytest.mark.parametrize("text", ["films", "./films", "../films", "~ada/films", "$FILMS", "~films"])
def test_a_relative_output_folder_is_refused_in_a_sentence(text: str) -> None:
    settings = Settings.read({"CALLSHEET_OUTPUT_DIR": text, "HOME": "/me"})
    assert "CALLSHEET_OUTPUT_DIR is set, but it must be a full path" in str(
        settings.trouble("CALLSHEET_OUTPUT_DIR")
    )


@pytest.mark.anyio
async def test_nothing_is_saved_in_another_folder_instead(tmp_path: Path) -> None:
    async def content() -> AsyncIterator[bytes]:
        yield b"film"

    with pytest.raises(NoSuchFile, match="must be a full path"):
        await OutputFolder(tmp_path, trouble="It must be a full path.").save("tea.mp4", content())
    assert await anyio.Path(tmp_path / "tea.mp4").exists() is False


def test_a_relative_home_starts_nothing() -> None:
    """Another journal, in another folder, would forget what was paid."""
    with pytest.raises(NotConfigured, match="CALLSHEET_HOME is set, but it must be a full path"):
        create_server(Settings.read({"CALLSHEET_HOME": "here"}))
