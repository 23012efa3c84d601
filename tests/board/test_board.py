"""The board in a browser, behind the official bridge of MCP Apps hosts, before the real server."""

import json
import re
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

import anyio
import pytest
from playwright.async_api import Browser, expect

from .browser_harness import CHROMIUM, MODULES, PATIENCE, Stage, chromium, stage, theatre
from .conftest import CREATE, KEY, PLAYABLE, Serve, Vendor

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.slow,
    pytest.mark.skipif(
        CHROMIUM is None or not MODULES.exists(),
        reason="needs Chromium, and `npm install --no-package-lock --prefix tests/board/host`",
    ),
]
AXE = MODULES / "axe-core" / "axe.min.js"
PHONE = 320
EDIT, BUY = "knowlify_edit_video", "Buy the hosted version"

Show: TypeAlias = Callable[..., AbstractAsyncContextManager[Stage]]


@pytest.fixture(scope="module")
async def browser() -> AsyncGenerator[Browser]:
    expect.set_options(timeout=PATIENCE)
    async with chromium() as opened:
        yield opened


@pytest.fixture
def show(serve: Serve, browser: Browser) -> Show:
    """A host's page with a server of this test's own behind it."""

    @asynccontextmanager
    async def shown(width: int = 900, **environ: str) -> AsyncGenerator[Stage]:
        server = serve(maker=PLAYABLE, spacing=0.3, **environ)
        with anyio.fail_after(240):
            async with theatre(server) as address, stage(browser, address, width) as opened:
                yield opened
        assert (opened.errors, opened.strangers) == ([], [])

    return shown


def videos(*tasks: str) -> dict[str, Any]:
    return {"videos": [{"task": task} for task in tasks]}


async def make(shown: Stage, *tasks: str) -> None:
    """Open the board with these films, and see them finished."""
    await shown.open(CREATE, args=videos(*tasks))
    done = shown.board.get_by_text("Finished", exact=True).and_(shown.board.locator(".state"))
    await expect(done).to_have_count(len(tasks))


async def make_and_open(shown: Stage, task: str) -> None:
    """Open the board with this film, titled Bees, and see it finished and its panel open."""
    await make(shown, task)
    await shown.board.get_by_role("button", name="Bees", exact=True).click()


async def test_an_empty_board_says_what_to_do(show: Show) -> None:
    async with show() as shown:
        await shown.open()
        await expect(shown.board.get_by_text("No jobs yet")).to_be_visible()
        await expect(shown.board.get_by_role("group", name="Show only")).to_be_hidden()


async def test_running_jobs_are_followed_to_their_end(show: Show, tmp_path: Path) -> None:
    """Live, and the end is told to people who do not see it."""
    gate = tmp_path / "open"
    async with show() as shown:
        await shown.open(CREATE, args=videos(*(f"# {n}\n\nhold {gate} on" for n in "ABC")))
        await expect(shown.board.locator(".job")).to_have_count(3)
        bar = shown.board.get_by_role("progressbar", name="Progress of A")
        await expect(bar).to_have_attribute("aria-valuenow", "40")
        gate.touch()
        await expect(shown.job("C").get_by_text("Finished")).to_be_visible()
        await expect(shown.board.get_by_role("status").first).to_contain_text("Finished.")
        await expect(shown.board.get_by_role("button", name="Play A")).to_be_visible()


async def test_the_time_left_is_told_only_while_a_pace_is_seen(show: Show, tmp_path: Path) -> None:
    """Estimated from own observations; a job that stands still has no time left to tell."""
    gate = tmp_path / "open"
    async with show() as shown:
        await shown.open(CREATE, args=videos(f"# Bees\n\nslowly hold {gate} on"))
        await expect(shown.job("Bees")).to_contain_text(" left")
        await expect(shown.job("Bees")).not_to_contain_text(" left")
        await expect(shown.job("Bees")).to_contain_text("Running")
        gate.touch()


async def test_following_leaves_the_first_report_to_the_assistant(show: Show) -> None:
    """The answer that first reports a film carries its picture and its report."""
    async with show() as shown:
        await make(shown, "# Bees")
        assert await shown.heard("calls") == []
        told = await shown.open()
        assert told["jobs"][0]["result"]["report"] == {"words_per_minute": 120}
        await expect(shown.job("Bees").get_by_text("New", exact=True)).to_be_visible()


@pytest.mark.parametrize("policy", ["strict", "usual"])
async def test_a_finished_film_plays_in_place(show: Show, policy: str) -> None:
    """Also where the host's policy is the specification's own, without blob: for media."""
    async with show() as shown:
        await make(shown, "# Bees")
        await shown.open(policy=policy)
        await shown.board.get_by_role("button", name="Play Bees").click()
        video = shown.board.locator("video")
        await shown.board.wait_for_function(
            "() => document.querySelector('video')?.currentTime > 0.3"
        )
        assert await video.evaluate("one => [one.videoWidth, Math.round(one.duration)]") == [320, 2]
        await shown.board.get_by_role("button", name="0:01 Two").click()
        assert await video.evaluate("one => one.currentTime") >= 1
        await shown.board.get_by_role("button", name="Transcript").click()
        await expect(shown.board.get_by_text("The last words.")).to_be_visible()


async def test_a_film_goes_on_playing_while_other_jobs_change(show: Show, tmp_path: Path) -> None:
    gate = tmp_path / "open"
    async with show() as shown:
        await make(shown, "# Bees")
        await shown.open(CREATE, args=videos(f"# Ants\n\nhold {gate} on"))
        await shown.board.get_by_role("button", name="Show all jobs").click()
        await shown.board.get_by_role("button", name="Play Bees").click()
        film = await shown.board.wait_for_selector("video")
        assert film is not None
        gate.touch()
        await expect(shown.job("Ants").get_by_text("Finished")).to_be_visible()
        assert await film.evaluate("one => one.isConnected && one.readyState >= 2")


async def test_many_jobs_are_shown_in_portions(show: Show) -> None:
    """A board in a conversation stays short; posters are read for what is in sight."""
    async with show() as shown:
        await shown.open(CREATE, args=videos(*(f"# Film {n}" for n in range(50))))
        await shown.open(CREATE, args=videos(*(f"# Older {n}" for n in range(10))))
        await shown.open(args={"limit": 50})
        await expect(shown.board.locator(".job")).to_have_count(8)
        await shown.board.wait_for_function(
            "() => { const more = document.querySelector('#more'); if (!more.hidden) more.click();"
            " return document.querySelectorAll('.job').length === 60; }",
            polling=200,
        )
        await shown.board.get_by_label("Order").select_option(label="by title")
        await expect(shown.board.locator("h2").first).to_contain_text("Film 0")
        posters = [uri for uri in await shown.heard("reads") if uri.endswith("/poster")]
        assert len(posters) < 50


async def test_a_failure_is_told_in_its_own_words(show: Show) -> None:
    async with show() as shown:
        await shown.open(CREATE, args=videos("# Bees\n\nrefuse", "# Ants"))
        await expect(shown.job("Bees").get_by_text("Failed")).to_be_visible()
        await shown.board.get_by_role("button", name="1 Trouble").click()
        await expect(shown.board.locator(".job")).to_have_count(1)
        await shown.board.get_by_role("button", name="Bees").click()
        await expect(shown.board.get_by_text("Write at least one sentence.")).to_be_visible()
        await shown.board.get_by_role("button", name="Ask the assistant about it").click()
        await expect(shown.board.get_by_text("The assistant has it.")).to_be_visible()
        (message,) = await shown.heard("messages")
        assert message["role"] == "user" and "“Bees”" in message["content"][0]["text"]


async def test_nothing_is_bought_before_the_number_was_shown_and_confirmed(
    show: Show, vendor: Vendor
) -> None:
    """The call that is shown is the call that is sent, once."""
    async with show(KNOWLIFY_API_KEY=KEY, CALLSHEET_KNOWLIFY="local") as shown:
        await make_and_open(shown, "# Bees")
        await shown.board.get_by_role("button", name="Buy the hosted version").click()
        deal = shown.board.get_by_role("group", name="Buy the hosted version")
        await expect(deal).to_contain_text("where: hosted, max_videos: 1")
        await expect(deal.get_by_role("button", name="Not now")).to_be_focused()
        promised = json.loads(str(await deal.locator("pre").text_content()))
        assert (vendor.posts, await shown.heard("calls")) == ([], [])
        await deal.get_by_role("button", name="Buy 1 video").click()
        await expect(shown.board.get_by_text("Knowlify", exact=True)).to_be_visible()
        (call,) = await shown.heard("calls")
        assert call["arguments"] == promised
    (post,) = vendor.posts
    assert json.loads(post.content)["videos"][0]["task"] == "# Bees"


async def test_the_full_film_of_a_preview_is_one_click(show: Show) -> None:
    async with show() as shown:
        await shown.open(CREATE, args={**videos("# Bees"), "preview": True})
        await expect(shown.job("Bees").get_by_text("Finished")).to_be_visible()
        await shown.board.get_by_role("button", name="Bees", exact=True).click()
        await shown.board.get_by_role("button", name="Make the full film").click()
        await expect(shown.board.get_by_text("Started: “Bees”")).to_be_visible()
        (call,) = await shown.heard("calls")
        (small,) = call["arguments"].pop("same_as")
        assert call["name"] == CREATE and small.startswith("job_")
        assert call["arguments"] == {"where": "local"}


async def test_a_film_is_saved_and_a_change_of_it_asked_for(show: Show, tmp_path: Path) -> None:
    """By the tools where there are any; the assistant learns of it."""
    async with show() as shown:
        await make_and_open(shown, "# Bees")
        await shown.board.get_by_role("button", name="Save").click()
        await expect(shown.board.get_by_text("Saved:")).to_contain_text("Bees.mp4")
        assert (tmp_path / "videos" / "Bees.mp4").is_file()
        await shown.board.get_by_role("button", name="Ask for a change").click()
        await shown.board.get_by_label("What should be different?").fill("primary: #0000ff")
        await shown.board.get_by_role("button", name="Send").click()
        await expect(shown.board.get_by_text("Started: “")).to_be_visible()
        _, call = await shown.heard("calls")
        assert call["name"] == EDIT
        assert call["arguments"]["edit_request"] == "primary: #0000ff"


async def test_an_outline_is_changed_next_to_its_storyboard_and_made(
    show: Show, vendor: Vendor
) -> None:
    """Seen, changed, made as a version, or bought as it stands there."""
    async with show(KNOWLIFY_API_KEY=KEY, CALLSHEET_KNOWLIFY="local") as shown:
        await make_and_open(
            shown, "# Bees\n\n## Why [points]\n- Honey: from nectar\n> They make honey.\n"
        )
        await shown.board.get_by_role("button", name="Storyboard and outline").click()
        sheet = shown.board.get_by_role("img", name="Storyboard: a still of every scene")
        await expect(sheet).to_have_attribute("src", re.compile("^data:image/jpeg"))
        before = await sheet.get_attribute("src")
        field, made = shown.board.get_by_label("Outline"), "Make this version"
        await expect(shown.board.get_by_role("button", name=made)).to_be_disabled()
        text = (await field.input_value()).replace("nectar", "flowers")
        await field.fill(text)
        await expect(sheet).not_to_have_attribute("src", str(before))
        await shown.board.get_by_role("button", name="Buy it hosted").click()
        deal = shown.board.get_by_role("group", name="Buy the hosted version")
        args = json.loads(str(await deal.locator("pre").text_content()))
        assert (args["videos"][0]["task"], args["where"], vendor.posts) == (text, "hosted", [])
        await shown.board.get_by_role("button", name="Storyboard and outline").click()
        await shown.board.get_by_role("button", name=made).click()
        await expect(shown.board.get_by_text("Started: “Bees")).to_be_visible()
        calls = await shown.heard("calls")
        assert (calls[-1]["name"], calls[-1]["arguments"]["edit_request"]) == (EDIT, text)
        await shown.board.locator("h2 button", has_text="Bees – ").click()
        versions = shown.board.locator(".versions button")
        await expect(versions).to_have_count(2)
        await versions.last.click()
        await expect(shown.board.get_by_role("button", name="Bees", exact=True)).to_be_focused()


async def test_a_film_that_is_being_made_here_is_stopped(show: Show, tmp_path: Path) -> None:
    async with show() as shown:
        await shown.open(CREATE, args=videos(f"# Bees\n\nhold {tmp_path / 'never'} on"))
        await shown.board.get_by_role("button", name="Bees", exact=True).click()
        await expect(shown.job("Bees").get_by_text("40 %")).to_be_visible()
        await shown.board.get_by_role("button", name="Stop making it").click()
        assert await shown.heard("calls") == []
        await shown.board.get_by_role("button", name="Stop it").click()
        await expect(shown.job("Bees").get_by_text("Failed")).to_be_visible()


async def test_what_was_asked_before_a_film_was_stopped_does_not_start_it_again(
    show: Show, tmp_path: Path
) -> None:
    """An answer that is late says how things stood; the board knows better."""
    async with show() as shown:
        await shown.open(CREATE, args=videos(f"# Bees\n\nhold {tmp_path / 'never'} on"))
        await shown.board.get_by_role("button", name="Bees", exact=True).click()
        await expect(shown.job("Bees").get_by_text("40 %")).to_be_visible()
        await shown.board.get_by_role("button", name="Stop making it").click()
        await shown.page.evaluate("host.hold(); host.heard.reads.length = 0")
        await shown.page.wait_for_function("host.heard.reads.includes('callsheet://jobs')")
        await shown.board.get_by_role("button", name="Stop it").click()
        await expect(shown.job("Bees").get_by_text("Failed")).to_be_visible()
        await expect(shown.board.get_by_role("group", name="Stop making it")).to_be_hidden()
        await shown.board.evaluate(
            "() => { window.seen = []; const state = document.querySelector('.state');"
            " new MutationObserver(() => seen.push(state.textContent))"
            ".observe(state, { childList: true, characterData: true, subtree: true }); }"
        )
        await shown.page.evaluate("host.release(); host.heard.reads.length = 0")
        await shown.page.wait_for_function("host.heard.reads.includes('callsheet://jobs')")
        assert await shown.board.evaluate("seen") == []


async def test_a_host_that_offers_little_is_enough(show: Show, tmp_path: Path) -> None:
    """Without resources the board asks `list_jobs`; without messages it shows the words."""
    gate = tmp_path / "open"
    async with show() as shown:
        await shown.open(
            CREATE,
            args=videos(f"# Bees\n\nhold {gate} and refuse", "# Ants\n\nrefuse"),
            lacks=["read", "message"],
        )
        gate.touch()
        await expect(shown.job("Ants").get_by_text("Failed")).to_be_visible()
        assert "list_jobs" in {call["name"] for call in await shown.heard("calls")}
        await shown.board.get_by_role("button", name="Ants").click()
        await shown.board.get_by_role("button", name="Ask the assistant about it").click()
        await expect(shown.board.get_by_text("Say this to the assistant:")).to_be_visible()


async def test_the_keyboard_is_enough(show: Show) -> None:
    async with show() as shown:
        await make(shown, "# Bees")
        title = shown.board.get_by_role("button", name="Bees", exact=True)
        await title.focus()
        await shown.page.keyboard.press("Enter")
        await expect(title).to_have_attribute("aria-expanded", "true")
        await expect(title).to_be_focused()
        await shown.board.get_by_role("button", name="Save").wait_for()
        await shown.page.keyboard.press("Tab")
        await shown.page.keyboard.press("Enter")
        await expect(shown.board.locator("video")).to_be_focused()


async def test_the_theme_follows_the_host(show: Show) -> None:
    """`ui/notifications/host-context-changed`, and the host's own variables."""
    variables = {"--color-background-primary": "#123456"}
    async with show() as shown:
        await shown.open(context={"theme": "light"})
        assert await _background(shown) == "rgb(253, 252, 249)"
        await shown.page.evaluate("host.change({theme: 'dark'})")
        await shown.board.wait_for_function("document.documentElement.dataset.theme === 'dark'")
        assert await _background(shown) == "rgb(25, 26, 27)"
        await shown.open(context={"theme": "dark", "styles": {"variables": variables}})
        assert await _background(shown) == "rgb(18, 52, 86)"


async def test_time_size_and_screen_are_the_hosts_and_escape_closes(show: Show) -> None:
    """MCP Apps 2026-01-26, "Host Context in McpUiInitializeResult"."""
    fonts = "@font-face { font-family: Host; src: local('DejaVu Sans') }"
    context = {
        "timeZone": "Pacific/Kiritimati",
        "containerDimensions": {"maxHeight": 300},
        "styles": {"css": {"fonts": fonts}},
        "availableDisplayModes": ["inline", "fullscreen"],
    }
    async with show() as shown:
        await make(shown, *(f"# {n}" for n in ("Bees", "Wasps", "Ants")))
        told = await shown.open(context=context)
        made = datetime.fromisoformat(told["jobs"][0]["local_time"])
        there = made.astimezone(ZoneInfo("Pacific/Kiritimati"))
        await expect(shown.board.locator("time").first).to_have_text(f"{there:%H:%M}")
        assert await shown.board.evaluate("[...document.fonts].map(one => one.family)") == ["Host"]
        frame = shown.page.locator("iframe")
        await expect(frame).to_have_css("height", "300px")
        await shown.board.get_by_role("button", name="Full screen").click()
        await shown.board.get_by_role("button", name="Back to the chat").focus()
        await shown.page.keyboard.press("Escape")
        await expect(shown.board.get_by_role("button", name="Full screen")).to_be_visible()
        assert await shown.heard("modes") == ["fullscreen", "inline"]
        title = shown.board.get_by_role("button", name="Bees", exact=True)
        await title.click()
        await shown.board.get_by_role("button", name="Ask for a change").click()
        await shown.page.keyboard.press("Escape")
        await expect(shown.board.get_by_label("What should be different?")).to_be_hidden()
        await shown.page.keyboard.press("Escape")
        await expect(title).to_have_attribute("aria-expanded", "false")
        await expect(title).to_be_focused()


@pytest.mark.parametrize(("theme", "width"), [("light", PHONE), ("dark", 900)])
async def test_axe_finds_nothing(show: Show, tmp_path: Path, theme: str, width: int) -> None:
    """Empty, running, failed, playing, editing, buying; and nothing sticks out sideways."""
    gate = tmp_path / "open"
    context = {"theme": theme}
    async with show(width, KNOWLIFY_API_KEY=KEY, CALLSHEET_KNOWLIFY="local") as shown:
        await shown.open(context=context)
        await _check(shown)
        await make(shown, "# Bees", "# Wasps upright")
        await shown.open(CREATE, args=videos("# Ants\n\nrefuse", f"# Flies\n\nhold {gate} on"))
        await expect(shown.job("Ants").get_by_text("Failed")).to_be_visible()
        await shown.open(context=context)
        await shown.board.get_by_role("button", name="Ants").click()
        await shown.board.get_by_role("button", name="Play Bees").click()
        await shown.board.locator("video").wait_for()
        await _check(shown)
        for act in ("Transcript", "Ask for a change", "Storyboard and outline", BUY):
            await shown.job("Bees").get_by_role("button", name=act).click()
            await _check(shown)
        gate.touch()


async def _background(shown: Stage) -> str:
    return await shown.board.evaluate("getComputedStyle(document.body).backgroundColor")


async def _check(shown: Stage) -> None:
    """No violation of axe's rules, and no scrolling sideways."""
    await shown.board.evaluate(AXE.read_text(encoding="utf-8"))
    found = await shown.board.evaluate("axe.run(document)")
    assert len(found["passes"]) > 10
    said = [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]]
    assert said == []
    root = "document.documentElement"
    assert await shown.board.evaluate(f"{root}.scrollWidth <= {root}.clientWidth")
