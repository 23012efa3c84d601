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
    """The picture stream."""

    width: int
    """Pixels as shown, after rotation."""
    height: int
    fps: float
    codec: str
    turned: int
    """Degrees, counter-clockwise, by which the file asks players to turn its frames."""

    @property
    def aspect(self) -> str:
        """The usual name of the picture's shape, such as `16:9`, or else its
        ratio to 1 with two decimals."""
        shape = self.width / self.height
        name, nearest = min(ASPECTS.items(), key=lambda item: abs(item[1] / shape - 1))
        return name if abs(nearest / shape - 1) < 0.03 else f"{shape:.2f}:1"


ASPECTS = {"9:16": 9 / 16, "16:9": 16 / 9, "1:1": 1.0, "4:5": 4 / 5, "4:3": 4 / 3, "2:3": 2 / 3}


@dataclass(frozen=True)
class AudioStreamInfo:
    """The sound stream."""

    codec: str
    rate: int
    channels: int


@dataclass(frozen=True)
class Probe:
    """What the file says of itself."""

    seconds: float
    """As its header claims; 0 when it does not say."""
    container: str
    size: int
    """Bytes."""
    picture: VideoStreamInfo | None
    sound: AudioStreamInfo | None


@dataclass(frozen=True)
class FrameSample:
    """A frame that was kept."""

    file: str
    """A JPEG in the analysis' folder."""
    at: float


@dataclass(frozen=True)
class VideoScan:
    """What the picture stream showed, frame by frame."""

    seconds: float
    """From the first frame to the end of the last."""
    frames: int
    steady: bool
    """Whether all frames are equally far apart."""
    changes: tuple[tuple[float, Change], ...]
    """Where shots begin, the first at 0."""
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


@dataclass(frozen=True)
class DetectedShot:
    """What lies between two changes of picture."""

    n: int
    start: float
    seconds: float
    begins: Change
    light: float
    """Mean brightness, 0 to 1."""
    movement: float
    """As in `Seen`."""
    colors: tuple[Swatch, ...]


@dataclass(frozen=True)
class AudioScan:
    """What the sound stream is like, words apart."""

    seconds: float
    lufs: float
    """Integrated loudness (ITU-R BS.1770)."""
    peak: float
    """True peak in dBTP."""
    loud: tuple[float, ...]
    """LUFS, one every 100 ms."""


@dataclass(frozen=True)
class OnScreenText:
    """A line of text in the picture."""

    text: str
    first: float
    last: float
    """Of the frames in which it was read: it may have been there a little earlier and later."""
    height: float
    """Share of the picture's height."""
    place: str
    """Such as `top` or `middle left`."""
    spoken: bool = False
    """Whether somebody says the same at about that time: a caption."""


@dataclass(frozen=True)
class OcrResult:
    """What was read in the picture."""

    readable: bool
    """False when the reader is not installed."""
    frames: int
    """Frames looked at."""
    texts: tuple[OnScreenText, ...] = ()


@dataclass(frozen=True)
class Evidence:
    """What each of the analyst's senses brought."""

    probe: Probe
    seen: VideoScan | None
    """None when the file has no picture."""
    heard: AudioScan | None
    """None when it has no sound."""
    transcript: Transcript
    reading: OcrResult

    @property
    def seconds(self) -> float:
        """The ad's length in seconds: that of the picture, or else of the
        sound, or else of the header."""
        if self.seen:
            return self.seen.seconds
        return self.heard.seconds if self.heard else self.probe.seconds


@dataclass(frozen=True)
class ScriptLine:
    """A sentence that was heard, or a text that was read, and what it seems to be for."""

    text: str
    start: float
    end: float
    source: Source
    role: Role
    cues: tuple[str, ...]
    """The words that it was judged by; empty when its place alone decided."""


@dataclass(frozen=True)
class AudioShares:
    """How the sound's time is divided; together 1."""

    speech: float
    other: float
    """Music, effects, noise."""
    silence: float


@dataclass(frozen=True)
class Hook:
    """The first three seconds."""

    shots: int
    light: float
    movement: float
    where: str
    """Where most of the movement is."""
    first_word: float | None
    """Second of the first word."""
    words: str
    """What is said in it, to the end of the last sentence."""
    texts: tuple[str, ...]
    """What is read until then."""


@dataclass(frozen=True)
class Findings:
    """One ad."""

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
        """Words a minute of the time in which somebody speaks; 0 when no words were heard."""
        spoken = sum(end - start for start, end in self.transcript.spans)
        return len(self.transcript.words) * 60 / spoken if spoken else 0.0
