"""Real films, edited and reverted: what stays is not made again, and what was comes back."""

import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import anyio
import av
import httpx2
import pytest
from tests.fake_llm_endpoint import Models

from callsheet_studio.api.knowlify.reference_images import ReferenceImages
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.edits.contract import EditOrder, FinishedEdit
from callsheet_studio.edits.make import edit
from callsheet_studio.explainer.film_segments import style_only
from callsheet_studio.explainer.film_source import read_timeline
from callsheet_studio.explainer.make import make_film
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size, Theme
from callsheet_studio.jobs.contract import Progress, Step, VideoFormat
from callsheet_studio.llm.endpoints import Endpoint, ModelEndpoints
from callsheet_studio.storyboard.brief import Brief, FilmRejected
from callsheet_studio.storyboard.build import build_storyboard
from callsheet_studio.storyboard.film_brief import brief_of_film
from callsheet_studio.storyboard.logos import name_logo
from callsheet_studio.storyboard.outline_writer import as_outline, read_storyboard

from .conftest import OpenOffice
from .test_pictures import PNG, SHOWN, lookup

SMALL = VideoFormat(short_side=96, fps=5, spoken=False, processes=1)
OUTLINE = """# Tides
## Two pulls
- Moon: near
- Sun: far
> The moon pulls more.
## Heights [bars]
- Spring: 4
- Neap: 2
> Spring tides are highest.
## Tides [closing]
> That was: Tides.
"""
BRIEF = Brief("tides", OUTLINE, seconds=30, style_prompt="No music")


@pytest.fixture(scope="session")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("films") / "before"
    folder.mkdir()
    make_film(BRIEF, folder, SMALL, {}, lambda _: None)
    return folder


def edited(
    before: Path, folder: Path, words: str, done: dict[str, Step] | None = None, **more: Any
) -> tuple[FinishedEdit, list[Progress | Step]]:
    folder.mkdir(exist_ok=True, parents=True)
    reports: list[Progress | Step] = []
    order = EditOrder("tides", words, most_credits=8, **more)
    return edit((order, before), folder, SMALL, done or {}, reports.append), reports


def pictures(folder: Path) -> dict[str, str]:
    """Each file of drawn pictures and its digest."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (folder / "work/scenes").glob("*.mp4")
    }


def test_the_sound_is_made_again_only_when_it_is_another(before: Path, tmp_path: Path) -> None:
    """What is named by what is heard in it is there already when nothing of that changed."""
    edited(before, tmp_path / "seen", 'change "4" to "5" in scene 3')
    edited(before, tmp_path / "heard", 'change "highest" to "the very highest" in scene 3')
    (sound,) = (before / "work/sound").glob("*.mp4")
    (kept,) = (tmp_path / "seen/work/sound").glob("*.mp4")
    (other,) = (tmp_path / "heard/work/sound").glob("*.mp4")
    assert kept.name == sound.name and kept.samefile(sound)
    assert other.name != sound.name


@pytest.mark.parametrize("kind", ["json", "jpg"])
def test_a_film_without_notes_or_stills_of_its_scenes_is_edited_all_the_same(
    before: Path, tmp_path: Path, kind: str
) -> None:
    """Older versions kept none, and a kill may come before they are written: scenes that are taken
    over are laid out once more."""
    shutil.copytree(before, tmp_path / "older")
    files = sorted((tmp_path / "older/work/scenes").glob(f"*.{kind}"))
    assert len(files) == 4
    for file in files:
        file.unlink()
    word = 'change "highest" to "the very highest" in scene 3'
    made = [
        edited(older, tmp_path / f"edit-{older.name}", word)[0]
        for older in (before, tmp_path / "older")
    ]
    assert made[0].report == made[1].report and made[0].notes == made[1].notes
    sheets = [tmp_path / f"edit-{name}" / "contact-sheet.jpg" for name in ("before", "older")]
    assert sheets[0].read_bytes() == sheets[1].read_bytes()


def test_the_stills_of_scenes_that_stay_are_taken_over(before: Path, tmp_path: Path) -> None:
    edited(before, tmp_path / "edit", 'change "4" to "5" in scene 3')
    old, new = (
        {f.name: f for f in (d / "work/scenes").glob("*.jpg")} for d in (before, tmp_path / "edit")
    )
    assert len(new) == len(old) == 4 and len(kept := old.keys() & new.keys()) == 3
    assert all(old[name].samefile(new[name]) for name in kept)


def test_an_edited_film_can_be_ordered_again(before: Path, tmp_path: Path) -> None:
    """Its outline is the task that makes this very film."""
    edited(before, tmp_path / "edit", 'change "Spring" to "Spring tide" in scene 3\nstyle: dark')
    now = read_timeline(tmp_path / "edit").storyboard
    brief, _ = brief_of_film(now)
    assert brief and brief.task == (tmp_path / "edit/outline.md").read_text("utf-8")
    again = build_storyboard(replace(brief, uuid="another")).storyboard
    assert again.model_copy(update={"seconds": now.seconds}) == now


def test_a_film_and_its_edit_leave_the_outline_that_makes_them(
    before: Path, tmp_path: Path
) -> None:
    """Exactly: read again, it is the storyboard that was filmed."""
    film, _ = edited(before, tmp_path / "edit", "take scene 2 out")
    for folder in (before, tmp_path / "edit"):
        text = (folder / film.outline).read_text("utf-8")
        assert read_storyboard(text) == read_timeline(folder).storyboard


def test_a_film_that_no_task_can_say_says_why(before: Path) -> None:
    """A picture of an edit has no address, and a task has at most 5,000 characters."""
    film = read_timeline(before).storyboard
    shown = film.scenes[1].model_copy(update={"image": "work/picture.png"})
    pictured = film.model_copy(update={"scenes": (film.scenes[0], shown)})
    assert brief_of_film(pictured)[1].startswith("Scene 2 shows a picture")
    assert "at most 5,000" in brief_of_film(film.model_copy(update={"scenes": film.scenes * 30}))[1]


@pytest.mark.slow
def test_a_logo_is_in_every_scene_and_goes_again(before: Path, tmp_path: Path) -> None:
    """Named by its content: another picture under the same name is another logo."""
    name = name_logo("ours.png", PNG)
    with pytest.raises(FilmRejected, match="not on this computer"):
        edited(before, tmp_path / "films" / "none", f"logo: {name}")
    (tmp_path / "logos").mkdir()
    (tmp_path / "logos" / name).write_bytes(PNG)
    film, _ = edited(before, tmp_path / "films" / "logo", f"logo: {name}")
    assert not set(pictures(before)) & set(pictures(tmp_path / "films/logo"))
    assert len(film.difference.changed) == 4
    assert f"logo: {name}" in (tmp_path / "films/logo" / film.outline).read_text("utf-8")
    edited(tmp_path / "films/logo", tmp_path / "films/gone", "logo: none")
    assert set(pictures(tmp_path / "films/gone")) == set(pictures(before))


def test_only_a_changed_scene_is_made_again(before: Path, tmp_path: Path) -> None:
    film, reports = edited(before, tmp_path / "edit", 'change "4" to "5" in scene 3')
    old, new = pictures(before), pictures(tmp_path / "edit")
    assert Counter(name in old for name in new) == {True: 3, False: 1}
    assert all(old[name] == digest for name, digest in new.items() if name in old)
    assert film.difference.changed == ((3, 3),)
    assert film.credits_used == 2
    timeline = read_timeline(tmp_path / "edit")
    assert timeline.scenes[2].scene.items[0].label == "5"
    lengths = [timed.seconds for timed in timeline.scenes]
    assert lengths == [timed.seconds for timed in read_timeline(before).scenes]
    stages = [said.stage for said in reports if isinstance(said, Progress)]
    assert list(dict.fromkeys(stages)) == ["processing", "applying"]
    percents = [said.percent for said in reports if isinstance(said, Progress)]
    assert percents == sorted(percents)
    _is_a_whole_film(tmp_path / "edit", film)
    assert (tmp_path / "edit" / str(film.changes_sheet)).read_bytes().startswith(b"\xff\xd8")


def _is_a_whole_film(folder: Path, film: FinishedEdit) -> None:
    with av.open(folder / film.video) as file:
        frames = sum(1 for _ in file.decode(video=0))
        chapters = [chapter["metadata"]["title"] for chapter in file.chapters()]
    assert frames == round(film.seconds * SMALL.fps)
    assert chapters == [scene.title for scene in film.scenes]


def test_removing_and_adding_leaves_the_other_scenes_as_they_were(
    before: Path, tmp_path: Path
) -> None:
    words = "## 2: -\n## after 4: Why [points]\n> Because."
    film, _ = edited(before, tmp_path / "edit", words)
    old, new = pictures(before), pictures(tmp_path / "edit")
    assert len(new.keys() & old.keys()) == 2, "the old last scene has to learn to leave"
    assert film.difference.removed == (2,)
    assert film.difference.added == (4,)
    assert [scene.title for scene in film.scenes][2:] == ["Tides", "Why"]
    _is_a_whole_film(tmp_path / "edit", film)


def test_a_reference_image_is_shown_in_its_scene(before: Path, tmp_path: Path) -> None:
    """It stays with the film through further edits."""
    first, second = tmp_path / "first", tmp_path / "second"
    (first / "pictures").mkdir(parents=True)
    (first / "pictures/a.png").write_bytes(PNG)
    film, _ = edited(before, first, SHOWN, pictures=("pictures/a.png",))
    assert film.difference.changed == ((2, 2),)
    edited(first, second, 'change "Heights" to "Levels" in scene 3')
    assert (second / "pictures/a.png").read_bytes() == PNG
    assert read_timeline(second).scenes[1].scene.kind == "image"
    assert pictures(second).keys() & pictures(first).keys() - pictures(before).keys()


def test_a_picture_that_cannot_be_read_is_a_sentence(before: Path, tmp_path: Path) -> None:
    folder = tmp_path / "edit"
    (folder / "pictures").mkdir(parents=True)
    (folder / "pictures/a.png").write_bytes(PNG[:20])
    with pytest.raises(FilmRejected, match="Reference image 1 cannot be shown"):
        edited(before, folder, SHOWN, pictures=("pictures/a.png",))


@pytest.mark.slow
def test_an_edit_that_was_interrupted_goes_on_with_what_it_had(
    before: Path, tmp_path: Path
) -> None:
    """Every step is recorded with its files; started again, none of them runs twice."""
    film, reports = edited(before, tmp_path / "edit", "style: darker")
    steps = [said for said in reports if isinstance(said, Step)]
    done = {step.name: step for step in steps if step.name != "film"}
    again, more = edited(before, tmp_path / "edit", "style: darker", done)
    assert [said.name for said in more if isinstance(said, Step)] == ["film"]
    assert again == film
    assert steps[0].name == "understood"


RETITLED = as_outline(build_storyboard(BRIEF).storyboard).replace("3: Heights", "3: How high")


def test_a_free_request_is_read_once_whatever_happens_then_and_one_scene_is_drawn(
    before: Path, tmp_path: Path, models: Models
) -> None:
    """The setting `CALLSHEET_LLM_URL`; what the model answered is part of the first step."""
    models.answers = [RETITLED]
    helped = ModelEndpoints(writer=Endpoint(models.url, "small"))
    steps: dict[str, Step] = {}
    order = EditOrder("tides", "Make the numbers speak to kids", most_credits=8), before
    with pytest.raises(_Killed):
        edit(order, tmp_path, SMALL, {}, _dying_after("understood", steps), helped)
    film = edit(order, tmp_path, SMALL, steps, lambda _: None, helped)
    assert len(models.asked) == 1
    assert film.changes[0] == "Changed scene 3, 'Heights': title 'Heights' → 'How high'."
    assert film.changes[-1] == "small, through your language-model endpoint, read the request."
    assert Counter(name in pictures(before) for name in pictures(tmp_path)) == {True: 3, False: 1}
    assert film.credits_used == 2


class _Killed(Exception):
    """The edit's process is gone."""


def _dying_after(last: str, steps: dict[str, Step]) -> Callable[[Progress | Step], None]:
    """Records the steps, to the last one."""

    def report(said: Progress | Step) -> None:
        if isinstance(said, Step):
            steps[said.name] = said
            if said.name == last:
                raise _Killed

    return report


@pytest.mark.anyio
@pytest.mark.slow
async def test_a_free_request_over_the_api(open_office: OpenOffice, models: Models) -> None:
    """With the real makers; the request, its film and nothing else go to the endpoint."""
    helped = ModelEndpoints(writer=Endpoint(models.url, "small", "secret"))
    models.answers = [RETITLED.replace("style: No music\n", ""), "No.", "Never."]
    async with open_office(maker="", format=SMALL, endpoints=helped) as office:
        uuid = await office.video(OUTLINE)
        shown = await office.edited(uuid, "Make the numbers speak to kids")
        refused = await office.edited(uuid, "Make it feel like home")
        facts = (await office.get(f"/v1/videos/{uuid}"))["scenes"]
    assert shown["result"]["changed_scenes"] == [3]
    assert "Changed scene 3, 'Heights': title 'Heights' → 'How high'." in shown["result"]["notes"]
    assert [fact["title"] for fact in facts] == ["Tides", "Two pulls", "How high", "Tides"]
    assert refused["is_failed"]
    assert "The language model small was asked as well" in refused["error_message"]
    assert len(models.asked) == 3 and "secret" not in json.dumps([shown, refused])


@pytest.mark.anyio
@pytest.mark.slow
async def test_create_edit_edit_revert_revert(open_office: OpenOffice) -> None:
    """Over the API, with the real makers: every version's bytes come back."""
    transport = httpx2.MockTransport(
        lambda _: httpx2.Response(200, content=PNG, headers={"content-type": "image/png"})
    )
    settings = {"maker": "", "format": SMALL, "pictures": ReferenceImages(lookup, transport)}
    async with open_office(**settings) as office:
        uuid = await office.video(OUTLINE)
        films = [await _film(office, uuid)]
        edits = list[str]()
        for words, more in (
            ('change "Two pulls" to "Pulls" in scene 2\nprimary: #0000ff', {}),
            (
                "## after 3: Seen from above [image]\nimage: 1\n> Look at it.",
                {"reference_image_urls": ["https://public.example/a.png"]},
            ),
        ):
            shown = await office.edited(uuid, words, **more)
            assert shown["error_message"] is None
            edits.append(shown["edit_id"])
            films.append(await _film(office, uuid))
        assert len(set(films)) == 3
        for edit_id, film in zip(reversed(edits), films[1::-1], strict=True):
            office.clock.now += 60
            await office.http.post(f"/v1/edits/{edit_id}/revert")
            assert await _film(office, uuid) == film
        refused = await office.edit(uuid, "make it pop")
        assert refused.status_code == 400
        assert await _film(office, uuid) == films[0]


async def _film(office: Any, uuid: str) -> str:
    """A digest of everything that the video shows."""
    with anyio.fail_after(60):
        shown = await office.get(f"/v1/videos/{uuid}")
        office.clock.now += 60
        digest = hashlib.sha256(json.dumps(shown["scenes"]).encode())
        for name in ("video", "poster", "contact_sheet", "srt", "vtt", "storyboard"):
            digest.update((await office.http.get(shown[f"{name}_url"])).content)
    return digest.hexdigest()


def test_a_scene_looks_the_same_wherever_it_stands_in_the_middle(before: Path) -> None:
    """Files of pictures are named without the scene's number, so nothing may depend on it."""
    timeline = read_timeline(before)
    look = Theme.of(style_only(timeline.storyboard))
    size = Size.of("16:9", SMALL.short_side)
    drawn = {
        _drawn(
            SceneRenderer(replace(timeline.scenes[1], index=index, count=count), look, size), size
        )
        for index, count in ((1, 3), (4, 9))
    }
    assert len(drawn) == 1


def _drawn(picture: SceneRenderer, size: Size) -> bytes:
    surface = skia.Surface(size.width, size.height)
    for tenths in (2, 15, 40):
        picture.draw(surface.getCanvas(), tenths / 10)
    return surface.makeImageSnapshot().toarray().tobytes()
