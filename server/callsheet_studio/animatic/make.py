"""An order becomes a clip: every step in order, each done once, whatever happens between.

    clip = make_clip(order, folder, Format(), done={}, report=print)

The maker may be killed at any moment. Started again with the steps that it had reported, it goes on
where it was.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from callsheet_studio.animatic.ambience import ambience
from callsheet_studio.animatic.composition import frame_size
from callsheet_studio.animatic.order import Clip, ClipOrder
from callsheet_studio.animatic.plate import Plate, Take
from callsheet_studio.animatic.reel import splice
from callsheet_studio.animatic.screenwriter import write_script
from callsheet_studio.animatic.shots import Script, Shot
from callsheet_studio.animatic.stills import contact_sheet, poster
from callsheet_studio.film import Format, Report, Step
from callsheet_studio.render.encode import encode
from callsheet_studio.render.ledger import Ledger
from callsheet_studio.render.progress import Teller
from callsheet_studio.render.sound.track import write_track

SOUND = "work/sound.mp4"


def make_clip(
    order: ClipOrder, folder: Path, fmt: Format, done: Mapping[str, Step], report: Report
) -> Clip:
    """Make the clip of an order in `folder`, leaving out the steps that are `done`."""
    folder.mkdir(parents=True, exist_ok=True)
    script = write_script(order, fmt.fps)
    clip = Clip(order.seconds, tuple(shot.text for shot in script.shots), script.notes)
    making = _Making(script, fmt, Ledger(folder, done, report), Teller(report))
    making.shoot()
    making.ledger.once("stills", lambda: making.stills(clip.poster, clip.contact_sheet))
    labels = {"title": order.prompt[:120], "comment": _comment(order.model)}
    making.ledger.once("film", lambda: making.join(clip.video, labels))
    return clip


def _comment(model: str) -> str:
    return f"ANIMATIC: a drawn, moving storyboard. Requested model: {model}; it was not used."


class _Making:
    def __init__(self, script: Script, fmt: Format, ledger: Ledger, teller: Teller) -> None:
        self.script, self.fmt, self.ledger, self.teller = script, fmt, ledger, teller
        self.take = Take(script.id, script.aspect_ratio, fmt.short_side, fmt.fps, script.mark)

    def shoot(self) -> None:
        """Every shot into its own file."""
        for shot in self.script.shots:
            self.ledger.once(f"shot-{shot.number}", lambda shot=shot: self._shot(shot))

    def stills(self, poster_file: str, sheet_file: str) -> Iterable[str]:
        """The pictures that stand for the clip."""
        yield self.ledger.write(poster_file, poster(self.script, self.take))
        yield self.ledger.write(sheet_file, contact_sheet(self.script, self.take))

    def join(self, file: str, labels: Mapping[str, str]) -> Iterable[str]:
        """Sound, and everything together."""
        with self.ledger.writing(SOUND) as path:
            write_track(path, ambience(self.script.shots, self.fmt.fps, self.script.id))
        pictures = [self.ledger.folder / _file(shot) for shot in self.script.shots]
        with self.ledger.writing(file) as path:
            splice(path, pictures, self.ledger.folder / SOUND, labels)
        yield file

    def _shot(self, shot: Shot) -> Iterable[str]:
        plate = Plate(shot, self.take)
        size = frame_size(self.script.aspect_ratio, self.fmt.short_side)
        with self.ledger.writing(_file(shot)) as path:
            frames = range(shot.frames)
            for drawn in encode(
                path, size, self.fmt.fps, frames, lambda c, n: plate.draw(c, n / self.fmt.fps)
            ):
                share = (shot.number - 1 + drawn / shot.frames) / shot.count
                self.teller.tell("generating_frames", 5 + 85 * share, shot.number, shot.count)
        yield _file(shot)


def _file(shot: Shot) -> str:
    return f"work/shot-{shot.number}.mp4"
