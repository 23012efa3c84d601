"""A video that a model made is brought in as far as it can be read."""

from pathlib import Path

import av
import numpy as np

from callsheet_studio.media.video_import import write_sound

RATE = 48_000


def test_sound_is_kept_up_to_where_it_is_damaged(tmp_path: Path) -> None:
    source, target = tmp_path / "made.mp4", tmp_path / "sound.mp4"
    _write_noise(source, seconds=2)
    _damage_second_half(source)
    write_sound(source, target, 2.0)
    with av.open(target) as file:
        heard = np.concatenate([frame.to_ndarray()[0] for frame in file.decode(audio=0)])
    assert np.abs(heard[: RATE // 2]).max() > 0.1
    assert np.abs(heard[RATE * 3 // 2 :]).max() < 0.001


def _write_noise(path: Path, seconds: int) -> None:
    with av.open(path, "w", format="mp4") as file:
        video = file.add_stream("libx264", rate=10, options={"tune": "zerolatency"})
        video.width = video.height = 128
        sound = file.add_stream("aac", rate=RATE, layout="stereo", format="fltp")
        for n in range(10 * seconds):
            picture = np.full((128, 128, 3), n, np.uint8)
            file.mux(video.encode(av.VideoFrame.from_ndarray(picture, "rgb24")))
        noise = np.random.default_rng(1).uniform(-0.5, 0.5, (2, RATE * seconds)).astype(np.float32)
        frame = av.AudioFrame.from_ndarray(noise, "fltp", "stereo")
        frame.sample_rate, frame.pts = RATE, 0
        file.mux(sound.encode(frame))
        file.mux(video.encode())
        file.mux(sound.encode())


def _damage_second_half(path: Path) -> None:
    content = path.read_bytes()
    with av.open(path) as file:
        packets = [bytes(packet) for packet in file.demux(file.streams.audio[0])]
    for packet in filter(None, packets[len(packets) // 2 :]):
        content = content.replace(packet, b"\xff" * len(packet))
    path.write_bytes(content)
