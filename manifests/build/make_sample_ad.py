"""Make the ad that ships with the studio: a film of its own, small enough for a wheel.

    python manifests/build/make_sample_ad.py

It stands for the ad of the Knightvision documentation's example, so that the example works without
a network. Product and text are invented.
"""

import sys
import tempfile
from pathlib import Path

import av
from av.audio.resampler import AudioResampler

from callsheet_studio.ad_analysis.ad_library import SAMPLE
from callsheet_studio.explainer.make import make_film
from callsheet_studio.jobs.contract import VideoFormat
from callsheet_studio.storyboard.brief import Brief

OUTLINE = """\
# Coffee on your laptop? {coffee}
> Coffee on your laptop again?

## One bump, one mess [points] {laptop}
- Lids pop off {circle-x}
- Cups tip over {triangle-alert}
> Lids pop off. Cups tip over. The problem is always the cup.

## Meet Holdfast [points] {cup-soda}
- Grips any desk {anchor}
- Seals with a click {lock}
> Holdfast grips the desk, and seals with a click.

## 9 out of 10 keep it [number] {star}
- Customers who keep it: 90 %
> Nine out of ten customers keep it.

## Try it for 30 days [closing] {gift}
- Order now at holdfast.example
> Order now, and try it for thirty days.
"""
BRIEF = Brief(
    uuid="sample-ad",
    task=OUTLINE,
    seconds=18,
    aspect_ratio="9:16",
    style="marketing",
    palette={"primary": "#0b6e4f", "accent": "#ff7a1a"},
)
FPS = 30
VIDEO = {"crf": "34", "preset": "veryslow"}
SOUND = 36_000
"""Bits of sound a second."""
LARGEST = 300_000
"""Bytes of the file."""


def main() -> None:
    """Make the film and write it where the studio finds it."""
    with tempfile.TemporaryDirectory() as folder:
        form = VideoFormat(short_side=480, fps=FPS)
        film = make_film(BRIEF, Path(folder), form, {}, lambda _: None)
        small = Path(folder, "small.mp4")
        shrink(Path(folder, film.video), small)
        size = small.stat().st_size
        if size > LARGEST:
            raise SystemExit(f"The ad has {size:,} bytes, over {LARGEST:,}.")
        SAMPLE.parent.mkdir(exist_ok=True)
        SAMPLE.write_bytes(small.read_bytes())
    sys.stdout.write(f"{SAMPLE}: {film.seconds:.1f} s, {size:,} bytes\n")


def shrink(film: Path, small: Path) -> None:
    """Encode picture and sound again, in fewer bytes; nothing else of the film is kept."""
    with (
        av.open(film) as pictures,
        av.open(film) as sounds,
        av.open(small, "w", options={"movflags": "faststart"}) as target,
    ):
        picture = pictures.streams.video[0]
        video = target.add_stream("libx264", FPS, options=VIDEO)
        video.width, video.height, video.pix_fmt = picture.width, picture.height, "yuv420p"
        audio = target.add_stream("aac", 44_100, layout="mono")
        audio.bit_rate = SOUND
        resample = AudioResampler("fltp", "mono", 44_100)
        for frame in pictures.decode(video=0):
            target.mux(video.encode(frame))
        for frame in sounds.decode(audio=0):
            for part in resample.resample(frame):
                target.mux(audio.encode(part))
        target.mux([*video.encode(None), *audio.encode(None)])


if __name__ == "__main__":
    main()
