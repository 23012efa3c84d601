"""Loudness by the book, music without a seam, and a voice that stands in front of it."""

from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from callsheet_studio.audio.aac_track import PACKET, SHARED, write_track
from callsheet_studio.audio.loudness import RATE, Loudness, LoudnessMeter, gains
from callsheet_studio.audio.mix import (
    PIECE,
    AudioMix,
    NormalizedMix,
    mix_speech,
    normalize_loudness,
)
from callsheet_studio.audio.mix import measure as mix_loudness
from callsheet_studio.audio.music import entrance_sound, music_loop
from callsheet_studio.audio.recording import NarrationTrack
from callsheet_studio.audio.soundtrack import Soundtrack
from callsheet_studio.audio.voice import Samples, SilentVoice, Speech
from callsheet_studio.audio.voice_direction import Bed, parse_sound_options, visual_part
from callsheet_studio.explainer.film_source import NewFilm
from callsheet_studio.pipeline.checkpoints import Checkpoints
from callsheet_studio.storyboard.brief import Brief
from callsheet_studio.storyboard.model import Storyboard
from callsheet_studio.text.timed_word import TimedWord

from .reference_loudness import measure


@pytest.mark.parametrize(("level", "lufs"), [(-23, -23.0), (-33, -33.0)], ids=str)
def test_a_sine_has_the_loudness_that_the_standard_says(level: int, lufs: float) -> None:
    """EBU Tech 3341, cases 1 and 2: 1 kHz in both channels for 20 s."""
    assert _measured(_sine(1000, 20, level)).lufs == pytest.approx(lufs, abs=0.1)


def test_silence_between_is_gated_away() -> None:
    """EBU Tech 3341, case 3: quiet before and after does not count."""
    quiet, loud = _sine(1000, 5, -36), _sine(1000, 30, -23)
    assert _measured(np.concatenate([quiet, loud, quiet])).lufs == pytest.approx(-23, abs=0.1)


def test_a_peak_between_two_samples_is_seen() -> None:
    """A sine at a quarter of the rate, 45 degrees off: its samples are 3 dB under its peak."""
    t = np.arange(RATE)
    wave = np.sin(2 * np.pi * t / 4 + np.pi / 4).astype(np.float32)
    assert _measured(np.stack([wave, wave], axis=1)).peak == pytest.approx(0, abs=0.3)


def test_our_meter_agrees_with_ffmpegs() -> None:
    noise = _noise(12)
    ours, theirs = _measured(noise), measure([noise])
    assert ours.lufs == pytest.approx(theirs.lufs, abs=0.1)
    assert ours.peak == pytest.approx(theirs.true_peak, abs=0.3)


def test_peaks_are_held_under_the_ceiling_and_the_loudness_is_kept() -> None:
    sound = _sine(1000, 12, -30)
    for second in range(2, 12, 3):
        sound[RATE * second : RATE * second + RATE // 100] *= 12
    factors = gains(_measured(sound), -16, -2)
    assert factors.min() < 0.7 * factors.max()
    held = sound * np.repeat(factors, RATE // 1000)[:, None]
    assert _measured(held).lufs == pytest.approx(-16, abs=0.3)
    assert _measured(held).peak <= -1.9


@pytest.mark.parametrize("name", ["pad", "pulse"])
def test_a_bed_is_a_loop_without_a_seam_and_another_one_for_another_seed(name: Bed) -> None:
    loop = music_loop(name, "seed", 5.0)
    steps = np.abs(np.diff(np.concatenate([loop, loop[:2]]), axis=0)).max(axis=1)
    assert steps[-2:].max() <= steps[:-2].max()
    assert not np.array_equal(loop, music_loop(name, "another seed", 5.0))


def test_music_makes_way_while_somebody_speaks() -> None:
    music = _noise(4)
    quiet = Speech(np.zeros(24_000 * 4, np.float32), 24_000, 4.0, (TimedWord("Hm", 0, 4),))
    mix = AudioMix(((4.0, quiet),), 12.0, 1.0, music, 1.0)
    sound = np.concatenate(list(mix.blocks()))
    rest, speech = (float(np.std(sound[RATE * a : RATE * b])) for a, b in ((1, 3), (5, 7)))
    assert 20 * np.log10(rest / speech) == pytest.approx(8, abs=1)
    assert np.abs(sound[-1]).max() < 0.001


def test_a_mix_longer_than_a_block_is_mastered_to_the_target() -> None:
    voice = Speech(_noise(14)[::2, 0].copy(), 24_000, 14.0, (TimedWord("Noise", 0, 14),))
    master = normalize_loudness(AudioMix(((3.0, voice),), 25.0, 0.5, _noise(3), 0.2))
    heard = measure(master.blocks())
    assert heard.lufs == pytest.approx(-16, abs=0.3)
    assert heard.true_peak < -1.5
    assert master.loudness.lufs == pytest.approx(heard.lufs, abs=0.2)


def test_one_channel_is_the_mean_of_both(tmp_path: Path) -> None:
    speech = Speech(_noise(6)[::2, 0] * 0.2, 24_000, 6.0, (TimedWord("Noise", 0, 6),))
    master = normalize_loudness(AudioMix(((0.0, speech),), 6.0, 0.5, _noise(3), 0.3))
    write_track(tmp_path / "mono.mp4", master, stereo=False)
    with av.open(tmp_path / "mono.mp4") as file:
        assert file.streams.audio[0].channels == 1
        heard = np.concatenate([frame.to_ndarray()[0] for frame in file.decode(audio=0)])
    mixed = np.concatenate(list(master.blocks())).mean(axis=1)
    assert len(heard) == pytest.approx(len(mixed), abs=2048)
    low = (
        np.convolve(mixed, np.full(48, 1 / 48), "same"),
        np.convolve(heard, np.full(48, 1 / 48), "same"),
    )
    shortest = min(map(len, low))
    assert np.corrcoef(low[0][:shortest], low[1][:shortest])[0, 1] > 0.95


def test_sound_that_is_measured_in_pieces_is_as_loud_as_the_whole() -> None:
    whole = AudioMix((), 47.3, 0.0, _noise(7), 0.3)
    assert whole.length > 3 * PIECE
    meter = LoudnessMeter()
    for block in whole.blocks():
        meter.add(block)
    ours, theirs = mix_loudness(whole), meter.result()
    assert ours.energies == pytest.approx(theirs.energies, rel=1e-3)
    assert ours.peaks == pytest.approx(theirs.peaks, rel=1e-3)


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("every", [0.0, 0.05, 0.37], ids=["steady", "quick strokes", "strokes"])
def test_pieces_of_a_track_join_without_a_click(
    tmp_path: Path, channels: int, every: float
) -> None:
    seconds = 36.0
    voice = Speech(np.zeros(0, np.float32), 24_000, 0.0, ())
    at = np.arange(0, seconds, every) if every else ()
    tone = _sine(330, 1, -20)
    mixed = AudioMix(((0.0, voice),), seconds, 0.0, tone, 1.0, (), tuple(at), entrance_sound("b"))
    master = NormalizedMix(mixed, np.ones(36_000, np.float32), mix_loudness(mixed))
    write_track(tmp_path / "track.mp4", master, stereo=channels == 2)
    with av.open(tmp_path / "track.mp4") as file:
        frames = [frame.to_ndarray() for frame in file.decode(audio=0)]
    made = np.concatenate(list(master.blocks()))
    heard = np.concatenate(frames, axis=1)[:, : len(made)]
    wrong = np.square(heard - made[:, :channels].T).sum(axis=0)
    packets = wrong[: len(wrong) // PACKET * PACKET].reshape(-1, PACKET).mean(axis=1)[2:-2]
    starts = [n * PIECE // PACKET - 2 for n in range(1, len(made) // PIECE)]
    assert len(starts) > 1
    near = np.concatenate([packets[start : start + SHARED + 1] for start in starts])
    away = np.delete(packets, [n for s in starts for n in range(s, s + SHARED + 1)])
    assert near.max() <= 2 * np.percentile(away, 99.5)


def test_music_breathes_at_a_cut_and_an_entrance_is_heard() -> None:
    """Issue: music ducks and breathes with the cuts, small sounds on entrances."""
    quiet = Speech(np.zeros(24_000 * 10, np.float32), 24_000, 10.0, (TimedWord("Hm", 0, 10),))
    mix = AudioMix(((0.0, quiet),), 10.0, 1.0, _noise(4), 1.0, cuts=(5.0,))
    sound = np.concatenate(list(mix.blocks()))
    cut, speech = (float(np.std(sound[a : a + RATE // 10])) for a in (5 * RATE, 3 * RATE))
    assert 20 * np.log10(cut / speech) == pytest.approx(3.5, abs=1)
    still = replace(mix, music=None, entrances=(2.0,), entrance=entrance_sound("seed"))
    heard = np.concatenate(list(still.blocks()))
    assert np.flatnonzero(heard[:, 0])[0] == pytest.approx(2 * RATE, abs=RATE // 100)
    assert 20 * np.log10(np.abs(heard).max()) == pytest.approx(-28, abs=0.5)


@pytest.mark.parametrize("at", [3.4, 4.1, 6.9])
def test_an_entrance_stands_out_of_the_music_in_its_own_band(at: float) -> None:
    """A sound is heard over another one if it is as strong within a critical band, about a sixth
    of an octave to either side."""
    quiet = Speech(np.zeros(24_000 * 10, np.float32), 24_000, 10.0, (TimedWord("Hm", 0, 10),))
    voice = ((0.0, quiet),)
    timeline = AudioMix(voice, 10.0, 1.0, None, entrances=(at,), entrance=entrance_sound("seed"))
    music = music_loop("pad", "seed", 10.0)
    gain = mix_speech(voice, 10.0, music, ()).music_gain
    bed = AudioMix(voice, 10.0, 1.0, music, gain)
    sound, around = (_spectrum(mix, at) for mix in (timeline, bed))
    strongest = int(sound.argmax())
    band = slice(round(strongest / 1.12), round(strongest * 1.12))
    assert sound[band].sum() > 2 * around[band].sum()


def _spectrum(mix: AudioMix, at: float) -> NDArray[np.float64]:
    """Power by frequency in the eighth of a second from `at` on."""
    sound = np.concatenate(list(mix.blocks()))[round(at * RATE) :][: RATE // 8, 0]
    return np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2


@pytest.mark.parametrize(("music", "heard"), [("off", False), (None, True)])
def test_music_off_leaves_a_film_without_a_voice_without_any_sound(
    tmp_path: Path, music: str | None, heard: bool
) -> None:
    """The rule: small sounds on entrances are off with `music: off`."""
    head = f"---\nmusic: {music}\n---\n" if music else ""
    sound = _film_without_voice(tmp_path, head)
    assert sum(len(scene.cues) for scene in sound.timeline.scenes) >= 2
    assert bool(np.abs(_written(sound, tmp_path)).max() > 0.01) is heard


@pytest.mark.parametrize("stereo", [True, False])
def test_a_film_without_a_voice_is_as_loud_in_one_channel(tmp_path: Path, stereo: bool) -> None:
    """The mean of both sides of the music was 3 LU quieter; one channel is played by both sides."""
    sound = replace(_film_without_voice(tmp_path), stereo=stereo)
    heard = _written(sound, tmp_path) * np.ones((1, 2), np.float32)
    assert measure([heard]).lufs == pytest.approx(-22, abs=0.3)


def _film_without_voice(folder: Path, head: str = "") -> Soundtrack:
    text = "# Tides\n\n## Two causes\n\n- The moon\n- The sun\n"
    film = NewFilm(Brief("id", head + text, 15), folder=folder)
    storyboard = film.script().storyboard
    speeches = film.narrate(storyboard, SilentVoice(), 1.0).speeches
    timeline = film.plan(storyboard, speeches, 30)
    return Soundtrack(timeline, NarrationTrack("reader", 1.0, speeches))


def _written(sound: Soundtrack, folder: Path) -> Samples:
    """The sound as it is in the file, (n, channels)."""
    sound.write(Checkpoints(folder, {}, lambda _: None))
    with av.open(folder / sound.track) as file:
        return np.concatenate([frame.to_ndarray().T for frame in file.decode(audio=0)])


def test_a_film_without_a_voice_is_quieter() -> None:
    silent = Speech(np.zeros(0, np.float32), 24_000, 6.0, (TimedWord("Hm", 0, 6),))
    master = normalize_loudness(AudioMix(((0.0, silent),), 10.0, 0.0, _noise(3), 0.2))
    assert master.loudness.lufs == pytest.approx(-22, abs=0.3)


@pytest.mark.parametrize(
    ("voice", "style_prompt", "pace", "music", "unmet"),
    [
        (None, None, 1.0, "pad", ()),
        ("a calm, warm woman", None, 0.93, "pad", ()),
        ("Energetic and fast", None, 1.08, "pad", ()),
        ("deep British male", None, 1.0, "pad", ("deep", "british", "male")),
        (None, "upbeat and bold", 1.0, "pulse", ()),
        (None, "minimal, no background music please", 1.0, None, ()),
        ("friendly, without music", None, 1.0, None, ()),
    ],
    ids=str,
)
def test_free_words_direct_the_sound(
    voice: str | None, style_prompt: str | None, pace: float, music: Bed | None, unmet: object
) -> None:
    storyboard = Storyboard(
        title="T", seconds=30, aspect_ratio="16:9", style="explainer", seed="1",
        voice=voice, style_prompt=style_prompt, scenes=(),
    )  # fmt: skip
    direction = parse_sound_options(storyboard)
    assert (direction.pace, direction.bed, direction.unmet) == (pace, music, unmet)


def test_what_is_said_of_music_is_no_matter_of_looks() -> None:
    assert visual_part("minimal, no background music please") == "minimal"
    assert visual_part("Dark. Upbeat music, bold type") == "Dark. bold type"
    assert visual_part(None) is None


def _sine(pitch: float, seconds: int, level: float) -> Samples:
    t = np.arange(seconds * RATE) / RATE
    wave = (10 ** (level / 20) * np.sin(2 * np.pi * pitch * t)).astype(np.float32)
    return np.stack([wave, wave], axis=1)


def _noise(seconds: int) -> Samples:
    random = np.random.default_rng(7)
    return (random.standard_normal((seconds * RATE, 2)) * 0.1).astype(np.float32)


def _measured(sound: Samples) -> Loudness:
    meter = LoudnessMeter()
    for start in range(0, len(sound), RATE):
        meter.add(sound[start : start + RATE])
    return meter.result()
