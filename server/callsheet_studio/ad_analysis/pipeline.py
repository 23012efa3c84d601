"""An order becomes a report: every sense once, each step done once, whatever happens between.

    report = analyze(order, folder, done={}, report=print)

The analyst may be killed at any moment. Started again with the steps that it had reported, it goes
on where it was: what was found is read back from its files.
"""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from callsheet_studio.ad_analysis.ad_library import SAMPLE, AdLibrary
from callsheet_studio.ad_analysis.add_commentary import add_commentary
from callsheet_studio.ad_analysis.audio_pass import read_copy, scan_audio
from callsheet_studio.ad_analysis.collect import collect_findings
from callsheet_studio.ad_analysis.contract import (
    AdOrder,
    AdReport,
    AdStage,
    AdUnknown,
    Report,
    StageName,
)
from callsheet_studio.ad_analysis.download import fetch
from callsheet_studio.ad_analysis.findings import (
    AudioScan,
    Evidence,
    Findings,
    FrameSample,
    OcrResult,
    Probe,
    Transcript,
    VideoScan,
)
from callsheet_studio.ad_analysis.llm_commentary import Commentary, LlmCommentator
from callsheet_studio.ad_analysis.probe import probe
from callsheet_studio.ad_analysis.report import report
from callsheet_studio.ad_analysis.stills import contact_sheet, pixels
from callsheet_studio.ad_analysis.summary import summary, transcription
from callsheet_studio.ad_analysis.text_recognition import (
    NoTextRecognizer,
    TextRecognizer,
    default_text_recognizer,
    read_frames,
    select_frames,
)
from callsheet_studio.ad_analysis.ugc_script import beats, ugc_script
from callsheet_studio.ad_analysis.video_pass import scan_video
from callsheet_studio.audio.speech_recognition import (
    SpeechRecognizer,
    default_speech_recognizer,
)
from callsheet_studio.jobs.contract import Step
from callsheet_studio.llm.endpoints import NO_ENDPOINTS, ModelEndpoints
from callsheet_studio.pipeline.checkpoints import Checkpoints

FETCHED, SEEN, SAMPLES = "work/ad.mp4", "work/seen.json", "work/samples/{:04d}.jpg"
COPY, HEARD, WORDS, TEXTS = (
    "work/sound.wav",
    "work/heard.json",
    "work/words.json",
    "work/texts.json",
)
CRITIQUE = "work/critique.json"
FACTS, SHEET, REPORT = "facts.json", "contact-sheet.jpg", "report.json"

IS_SAMPLE = (
    "This is the sample ad that comes with the studio, a film of its own for an invented product; "
    "it stands for the documentation's example and is not an ad from there."
)
THINNED = 8
"""Of a sample's pixels every eighth, across and down, counts for colors."""

T = TypeVar("T")


@dataclass(frozen=True)
class Recognizers:
    """Functions that make the recognizers of speech and of text; called only if the ad has sound
    or a picture."""

    ear: Callable[[], SpeechRecognizer] = default_speech_recognizer
    eye: Callable[[], TextRecognizer] = default_text_recognizer


ALL = Recognizers()


def analyze(
    order: AdOrder,
    folder: Path,
    done: Mapping[str, Step],
    report: Report,
    senses: Recognizers = ALL,
    endpoints: ModelEndpoints = NO_ENDPOINTS,
) -> AdReport:
    """Analyze an ad and return the report. If the user set a language model, it adds texts.

    Args:
        folder: Where files are written.
        done: Steps that an earlier run finished; they are not done again.
        report: Called with progress and finished steps.
        senses: Make the recognizers of speech and text.
        endpoints: The user's own models.

    Raises:
        CannotAnalyze: The ad is unknown or unusable; the text says what to do.
        OSError: A file can't be written, for example because the disk is full.
    """
    critic = LlmCommentator(endpoints.writer) if endpoints.writer else None
    return AnalysisRun(order, Checkpoints(folder, done, report), report, senses, critic).work()


@dataclass(frozen=True)
class AnalysisRun:
    """The analysis of one ad, step by step."""

    order: AdOrder
    checkpoints: Checkpoints
    report: Report
    senses: Recognizers
    critic: LlmCommentator | None = None

    def work(self) -> AdReport:
        """Do all steps that are not done, and return the report.

        Raises:
            CannotAnalyze: The ad is unknown or unusable.
            OSError: A file can't be written.
        """
        self._enter("downloading")
        ad = self._file()
        header = probe(ad)
        self._enter("extracting_frames")
        with ThreadPoolExecutor(2) as threads:
            sound = threads.submit(self._hear, ad, header)
            eye = threads.submit(self._load_eye, header)
            seen = self._watch(ad, header) if header.picture else None
            self._enter("transcribing")
            reading = self._read(seen, eye) if seen else OcrResult(readable=True, frames=0)
            heard, transcript = sound.result()
        self._enter("analyzing")
        evidence = Evidence(header, seen, heard, transcript, reading)
        return self._conclude(evidence, is_sample=ad == SAMPLE)

    def _enter(self, stage: StageName) -> None:
        self.report(AdStage(stage))

    def _file(self) -> Path:
        """The ad's file: the library's, else one that is fetched."""
        try:
            return AdLibrary(Path(self.order.library)).resolve(self.order.ad)
        except AdUnknown:
            if not self.order.may_fetch or self.order.ad.isdigit():
                raise
        self.checkpoints.run_once("fetch", self._fetch)
        return self.checkpoints.folder / FETCHED

    def _fetch(self) -> Iterable[str]:
        with self.checkpoints.atomic_writer(FETCHED) as path:
            fetch(self.order.ad, path)
        return [FETCHED]

    def _watch(self, ad: Path, header: Probe) -> VideoScan:
        picture = header.picture
        assert picture is not None, "asked for only then"

        def keep(number: int, content: bytes) -> str:
            self._enter("extracting_frames")  # half an hour of pictures takes minutes
            return self.checkpoints.write(SAMPLES.format(number), content)

        def look() -> Iterable[str]:
            seen = scan_video(ad, picture, header.seconds, keep)
            return [self._note(SEEN, seen), *(sample.file for sample in seen.samples)]

        return self._once("watch", SEEN, TypeAdapter(VideoScan), look)

    def _hear(self, ad: Path, header: Probe) -> tuple[AudioScan | None, Transcript]:
        """Sound takes about as long as pictures: both are looked into side by side."""
        heard = self._listen(ad) if header.sound else None
        return heard, self._transcribe() if heard else Transcript("no sound")

    def _listen(self, ad: Path) -> AudioScan | None:
        def hear() -> Iterable[str]:
            with self.checkpoints.atomic_writer(COPY) as copy:
                heard = scan_audio(ad, copy)
            return [self._note(HEARD, heard), COPY]

        return self._once("listen", HEARD, TypeAdapter[AudioScan | None](AudioScan | None), hear)

    def _transcribe(self) -> Transcript:
        def write_down() -> Iterable[str]:
            sound = read_copy(self.checkpoints.folder / COPY)
            return [self._note(WORDS, self.senses.ear().transcribe(sound))]

        return self._once("transcribe", WORDS, TypeAdapter(Transcript), write_down)

    def _load_eye(self, header: Probe) -> TextRecognizer | None:
        """Takes a second, in which pictures are decoded; None where nothing is to be read."""
        has_work = header.picture and not self.checkpoints.is_done("read")
        return self.senses.eye() if has_work else None

    def _read(self, seen: VideoScan, eye: "Future[TextRecognizer | None]") -> OcrResult:
        def read() -> Iterable[str]:
            frames = ((sample.at, self._pixels(sample)) for sample in select_frames(seen))
            return [self._note(TEXTS, read_frames(frames, eye.result() or NoTextRecognizer()))]

        return self._once("read", TEXTS, TypeAdapter(OcrResult), read)

    def _conclude(self, found: Evidence, *, is_sample: bool) -> AdReport:
        def write() -> Iterable[str]:
            findings = self._gather(found)
            sheet = [self._sheet(found.seen, findings)] if found.seen else []
            measured = _write_report(findings, SHEET if sheet else "")
            text = self._enrich(self.critic, measured, findings) if self.critic else measured
            text = _name_sample(text) if is_sample else text
            return [self._note(FACTS, findings), self._note(REPORT, text), *sheet]

        return self._once("report", REPORT, TypeAdapter(AdReport), write)

    def _enrich(self, critic: LlmCommentator, measured: AdReport, findings: Findings) -> AdReport:
        """With what the model says, which is asked once, whether or not it answers."""

        def criticise() -> Iterable[str]:
            return [self._note(CRITIQUE, critic.criticise(measured, len(beats(findings))))]

        critique = self._once("critique", CRITIQUE, TypeAdapter(Commentary), criticise)
        return add_commentary(measured, findings, critique)

    def _gather(self, found: Evidence) -> Findings:
        samples = found.seen.samples if found.seen else ()
        frames = [
            (sample.at, self._pixels(sample)[::THINNED, ::THINNED].copy()) for sample in samples
        ]
        return collect_findings(self.order.ad, found, frames)

    def _sheet(self, seen: VideoScan, findings: Findings) -> str:
        picture = findings.probe.picture
        assert picture is not None, "something was seen"
        samples = [(sample.at, self._content(sample)) for sample in seen.samples]
        return self.checkpoints.write(SHEET, contact_sheet(findings.shots, samples, picture))

    def _once(
        self, step: str, file: str, kind: TypeAdapter[T], run: Callable[[], Iterable[str]]
    ) -> T:
        """Do a step unless it is done; what it found is read from its file either way."""
        self.checkpoints.run_once(step, run)
        return kind.validate_json((self.checkpoints.folder / file).read_bytes())

    def _note(self, file: str, found: object) -> str:
        content = TypeAdapter(type(found)).dump_json(found, indent=1)
        return self.checkpoints.write(file, content + b"\n")

    def _pixels(self, sample: FrameSample) -> NDArray[np.uint8]:
        return pixels(self._content(sample))

    def _content(self, sample: FrameSample) -> bytes:
        return (self.checkpoints.folder / sample.file).read_bytes()


def _name_sample(text: AdReport) -> AdReport:
    """Say that it is the sample, first: nobody must take it for the ad of the address."""
    return replace(text, summary=f"{IS_SAMPLE} {text.summary}", notes=(IS_SAMPLE, *text.notes))


def _write_report(findings: Findings, sheet: str) -> AdReport:
    return AdReport(
        summary=summary(findings),
        transcription=transcription(findings),
        analysis=report(findings),
        ugc_script=ugc_script(findings),
        notes=findings.limits,
        facts=FACTS,
        contact_sheet=sheet,
    )
