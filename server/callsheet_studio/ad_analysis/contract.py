"""What an analysis is asked for with, and what comes back: the seam between API and analyst.

Plain data that travels as JSON between the server and its worker processes; nothing heavy is
imported here.

CannotAnalyze    the text is for the person who asked
├─ AdUnknown     no file belongs to the id or address
└─ AdUnusable    its file is no ad that can be analyzed
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from callsheet_studio.extras import own_command
from callsheet_studio.jobs.contract import Step

StageName: TypeAlias = Literal["downloading", "extracting_frames", "transcribing", "analyzing"]
"""The documented stages in which work is done, in order (Knightvision, `GET /status/<job_id>`)."""


@dataclass(frozen=True)
class AdOrder:
    """A request to analyze one ad."""

    ad: str
    """Its numeric id or its address, as it was given."""
    library: str
    """The folder of the studio's ad library."""
    may_fetch: bool = False
    """Whether an ad that the library lacks may be fetched from its address (extra `ads`)."""


@dataclass(frozen=True)
class AdStage:
    """Reported when a stage of the analysis begins."""

    stage: StageName


@dataclass(frozen=True)
class AdReport:
    """A finished analysis: four texts, as the API returns them, and files, as paths inside the
    job's folder."""

    summary: str
    """A paragraph: what this ad is and does, in numbers."""
    transcription: str
    """What was heard, with times; or why nothing was."""
    analysis: str
    """Markdown: how the ad is built, each statement with the finding that it rests on."""
    ugc_script: str
    """Markdown: a script with which a creator can shoot an ad of this build."""
    notes: tuple[str, ...] = ()
    """What could not be found out, and why."""
    facts: str = "facts.json"
    """Every finding as JSON."""
    contact_sheet: str = "contact-sheet.jpg"
    """A numbered frame of each shot, at most 40 kB; empty when the file has no picture."""


class CannotAnalyze(Exception):
    """The ad can't be analyzed; the text says why and what to do."""


class AdUnknown(CannotAnalyze):
    """The library has no file for the id or address."""

    def __init__(self, ad: str, why: str = "") -> None:
        address = "" if ad.isdigit() else f" --url {ad!r}"
        reason = why or "It analyses files on this computer."
        super().__init__(
            f"This computer has no file of the ad {ad!r}. {reason} "
            f"Put the ad's video into its library: {own_command(f'ads add FILE{address}')}"
        )


class AdUnusable(CannotAnalyze):
    """The ad's file cannot be analyzed."""


Report: TypeAlias = Callable[[AdStage | Step], None]
"""Called at the beginning of every stage and after every finished step, from two threads."""
