"""Where shots begin, in ads whose cuts are known."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from callsheet_studio.ad_analysis.findings import VideoScan
from callsheet_studio.ad_analysis.probe import probe
from callsheet_studio.ad_analysis.video_pass import scan_video

from .ads import BLACK, BLUE, GREEN, RED, WHITE, YELLOW, Camera, Take, shoot, write

TAKES = [Take(2.0, RED, 1), Take(0.6, BLUE, 2), Take(1.4, GREEN, 3), Take(3.0, BLACK, 4)]
TRUTH = [(0.0, "start"), (2.0, "cut"), (2.6, "cut"), (4.0, "cut")]


@pytest.mark.parametrize(
    "camera",
    [Camera(), Camera(90, 160), Camera(160, 90, fps=50), Camera(98, 54, fps=10)],
    ids=["wide", "upright", "50 a second", "10 a second"],
)
def test_cuts_are_found_to_the_frame(tmp_path: Path, camera: Camera) -> None:
    seen = seen_in(shoot(tmp_path / "ad.mp4", TAKES, camera))
    assert list(seen.changes) == TRUTH
    assert seen.seconds == pytest.approx(7.0, abs=0.002)
    assert seen.frames == 7 * camera.fps


def test_cuts_are_found_where_frames_come_at_uneven_times(tmp_path: Path) -> None:
    """Phones film at a varying rate: a frame's own time counts, not its number."""
    times = list(np.cumsum([0, *np.tile([1, 1, 2], 40)])[:-1])
    pictures = [still(RED if time < 76 else BLUE, 7) for time in times]
    seen = seen_in(
        write(tmp_path / "ad.mp4", pictures, [Fraction(int(time), 25) for time in times])
    )
    assert list(seen.changes) == [(0.0, "start"), (3.04, "cut")]
    assert not seen.steady


def test_a_flash_is_no_cut(tmp_path: Path) -> None:
    """A camera flash leads away from a picture and back to it."""
    takes = [Take(2.0, BLUE, 1), Take(0.12, WHITE, 2), Take(2.0, BLUE, 1)]
    assert list(seen_in(shoot(tmp_path / "ad.mp4", takes)).changes) == [(0.0, "start")]


def test_a_shaking_camera_does_not_cut(tmp_path: Path) -> None:
    random = np.random.default_rng(5)
    ground = np.kron(random.integers(0, 255, (12, 20, 3)), np.ones((12, 12, 1))).astype(np.uint8)
    moves = random.integers(0, 40, (75, 2))
    pictures = [ground[y : y + 90, x : x + 160].copy() for y, x in moves]
    times = [Fraction(n, 25) for n in range(75)]
    assert list(seen_in(write(tmp_path / "ad.mp4", pictures, times)).changes) == [(0.0, "start")]


def test_a_dissolve_is_a_soft_change(tmp_path: Path) -> None:
    takes = [Take(3.0, BLUE, 1), Take(3.0, GREEN, 2), Take(3.0, YELLOW, 3)]
    seen = seen_in(shoot(tmp_path / "ad.mp4", takes, dissolve=0.3))
    assert [kind for _, kind in seen.changes] == ["start", "soft", "soft"]
    assert [at for at, _ in seen.changes[1:]] == pytest.approx([3.0, 6.0], abs=0.15)


def test_what_comes_into_a_picture_is_no_new_shot(tmp_path: Path) -> None:
    """Texts and boxes that pop up one after the other leave the picture what it was."""
    picture, pictures = still(BLUE, 1), list[np.ndarray[tuple[int, ...], np.dtype[np.uint8]]]()
    for n in range(100):
        if n % 20 == 10:
            picture = picture.copy()
            picture[10 + n // 2 : 22 + n // 2, 20:140] = WHITE
        pictures.append(picture)
    times = [Fraction(n, 25) for n in range(100)]
    assert list(seen_in(write(tmp_path / "ad.mp4", pictures, times)).changes) == [(0.0, "start")]


def test_every_shot_has_a_sample(tmp_path: Path) -> None:
    seen = seen_in(shoot(tmp_path / "ad.mp4", TAKES))
    starts = [at for at, _ in seen.changes]
    ends = [*starts[1:], seen.seconds]
    for start, end in zip(starts, ends, strict=True):
        assert any(start <= sample.at < end for sample in seen.samples)


def test_movement_is_found_where_it_is(tmp_path: Path) -> None:
    """The first three seconds, as shares of a grid of nine."""
    pictures: list[np.ndarray[tuple[int, ...], np.dtype[np.uint8]]] = []
    for n in range(75):
        picture = still(BLUE, 1)
        picture[62:86, 110 + n % 20 : 130 + n % 20] = WHITE
        pictures.append(picture)
    seen = seen_in(write(tmp_path / "ad.mp4", pictures, [Fraction(n, 25) for n in range(75)]))
    assert int(np.argmax(seen.early_movement)) == 8
    assert sum(seen.early_movement) == pytest.approx(1, abs=0.01)


def still(
    color: tuple[int, int, int], seed: int
) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    picture = np.full((90, 160, 3), color, np.uint8)
    for y, x in np.random.default_rng(seed).integers(0, (70, 130), (6, 2)):
        picture[y : y + 12, x : x + 20] = np.array(color) // 3
    return picture


def seen_in(path: Path) -> VideoScan:
    header = probe(path)
    assert header.picture is not None
    return scan_video(path, header.picture, header.seconds, lambda number, _: f"{number}.jpg")
