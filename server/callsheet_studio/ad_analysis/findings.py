"""Everything that is found out about an ad, as plain data; `facts.json` holds it.

Times are seconds from the ad's first frame.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from callsheet_studio.audio.transcript import Transcript

Change: TypeAlias = Literal["start", "cut", "soft"]
"""How a shot begins; soft is a dissolve, a fade, a wipe or the like."""
Role: TypeAlias = Literal["hook", "problem", "solution", "proof", "call to action", "body"]
Source: TypeAlias = Literal["heard", "read"]


@dataclass(frozen=True)
class VideoStreamInfo:
    """What the file's header says of the picture."""

    width: int
    """Pixels as shown, after rotation."""
    height: int
    fps: float
    """Frames a second, on average."""
    codec: str
    turned: int
    """Degrees, counter-clockwise, by which the file asks players to turn its frames."""

    @property
    def aspect(self) -> str:
        """The aspect ratio: its usual name, such as `16:9`, or else a number to 1 with two
        decimals, such as `1.25:1`."""
        shape = self.width / self.height
        name, nearest = min(ASPECTS.items(), key=lambda item: abs(item[1] / shape - 1))
        return name if abs(nearest / shape - 1) < 0.03 else f"{shape:.2f}:1"


ASPECTS = {"9:16": 9 / 16, "16:9": 16 / 9, "1:1": 1.0, "4:5": 4 / 5, "4:3": 4 / 3, "2:3": 2 / 3}


@dataclass(frozen=True)
class AudioStreamInfo:
    """What the file's header says of the sound."""

    codec: str
    rate: int
    """Samples a second."""
    channels: int


@dataclass(frozen=True)
class Probe:
    """What the file's header says, before anything is decoded."""

    seconds: float
    """The length in the header; 0 if there is none."""
    container: str
    size: int
    """Bytes of the file."""
    picture: VideoStreamInfo | None
    """None: there is no picture stream."""
    sound: AudioStreamInfo | None
    """None: there is no sound stream."""


@dataclass(frozen=True)
class FrameSample:
    """A frame that was stored as a file."""

    file: str
    """A JPEG in the analysis' folder."""
    at: float
    """Its time, in seconds."""


@dataclass(frozen=True)
class VideoScan:
    """What was measured while every frame was decoded."""

    seconds: float
    """From the first frame to the end of the last."""
    frames: int
    steady: bool
    """Whether all frames are equally far apart."""
    changes: tuple[tuple[float, Change], ...]
    """(second, kind of change) of each beginning of a shot; the first is at 0."""
    light: tuple[float, ...]
    """Mean brightness, 0 to 1, one every half second."""
    movement: tuple[float, ...]
    """Mean change in levels of 255 a second, one every half second, jumps left out."""
    early_movement: tuple[float, ...]
    """Share of the first three seconds' movement in each cell of a 3 x 3 grid, row by row."""
    samples: tuple[FrameSample, ...]


@dataclass(frozen=True)
class Swatch:
    """A color and the share of the picture that has about this color."""

    hex: str
    name: str
    share: float
    """0 to 1."""


@dataclass(frozen=True)
class DetectedShot:
    """The frames between two cuts or soft changes of the picture."""

    n: int
    """Its number, from 1."""
    start: float
    seconds: float
    begins: Change
    light: float
    """Mean brightness, 0 to 1."""
    movement: float
    """As in `VideoScan`."""
    colors: tuple[Swatch, ...]


@dataclass(frozen=True)
class AudioScan:
    """What was measured of the sound: loudness, without words."""

    seconds: float
    lufs: float
    """Integrated loudness (ITU-R BS.1770)."""
    peak: float
    """True peak in dBTP."""
    loud: tuple[float, ...]
    """LUFS, one every 100 ms."""


@dataclass(frozen=True)
class OnScreenText:
    """A line of text that was read in the picture."""

    text: str
    first: float
    """Seconds: the first frame in which it was read."""
    last: float
    """Seconds: the last frame in which it was read. It may have been there a little earlier and
    later."""
    height: float
    """Share of the picture's height."""
    place: str
    """Such as `top` or `middle left`."""
    spoken: bool = False
    """Whether somebody says the same at about that time: a caption."""


@dataclass(frozen=True)
class OcrResult:
    """The result of the text recognition."""

    readable: bool
    """False when the reader is not installed."""
    frames: int
    """Frames looked at."""
    texts: tuple[OnScreenText, ...] = ()


@dataclass(frozen=True)
class Evidence:
    """The results of all scans of an ad."""

    probe: Probe
    seen: VideoScan | None
    """None when the file has no picture."""
    heard: AudioScan | None
    """None when it has no sound."""
    transcript: Transcript
    reading: OcrResult

    @property
    def seconds(self) -> float:
        """The ad's length in seconds: of the decoded picture, or else of the decoded sound, or
        else as the header says."""
        if self.seen:
            return self.seen.seconds
        return self.heard.seconds if self.heard else self.probe.seconds


@dataclass(frozen=True)
class ScriptLine:
    """A sentence that was heard, or a text that was read, and its probable role. Times in
    seconds."""

    text: str
    start: float
    end: float
    source: Source
    role: Role
    cues: tuple[str, ...]
    """The words of it that show its role; empty if only its time decided."""


@dataclass(frozen=True)
class AudioShares:
    """The shares of speech, other sound and silence in the sound's length; together 1."""

    speech: float
    other: float
    """Music, effects, noise."""
    silence: float


@dataclass(frozen=True)
class Hook:
    """What happens in the first three seconds."""

    shots: int
    """Changes of shot in it."""
    light: float
    """Mean brightness, 0 to 1."""
    movement: float
    """Mean, as in `VideoScan`."""
    where: str
    """Where in the picture most of the movement is, in words; empty if it is not known."""
    first_word: float | None
    """Second at which the first word of the ad is said; None if none is."""
    words: str
    """What is said in it, to the end of the last sentence."""
    texts: tuple[str, ...]
    """What is read until then."""


@dataclass(frozen=True)
class Findings:
    """Everything that was found out about one ad."""

    ad: str
    """As it was asked for."""
    seconds: float
    probe: Probe
    steady: bool
    """Whether all frames are equally far apart."""
    shots: tuple[DetectedShot, ...]
    colors: tuple[Swatch, ...]
    hook: Hook
    heard: AudioScan | None
    shares: AudioShares | None
    """None when speech cannot be told from other sound, or there is no sound."""
    transcript: Transcript
    reading: OcrResult
    lines: tuple[ScriptLine, ...]
    limits: tuple[str, ...]
    """Sentences on what could not be found out."""

    @property
    def words_per_minute(self) -> float:
        """Words a minute while somebody speaks; 0 if no words were heard."""
        spoken = sum(end - start for start, end in self.transcript.spans)
        return len(self.transcript.words) * 60 / spoken if spoken else 0.0
