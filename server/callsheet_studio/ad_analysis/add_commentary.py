"""A measured report with a language model's prose in it, marked as such wherever it stands."""

from dataclasses import replace

from callsheet_studio.ad_analysis.contract import AdReport
from callsheet_studio.ad_analysis.findings import Findings
from callsheet_studio.ad_analysis.llm_commentary import Commentary, CommentaryText
from callsheet_studio.ad_analysis.ugc_script import ugc_script


def add_commentary(measured: AdReport, found: Findings, critique: Commentary) -> AdReport:
    """Return a copy of the measured report with a language model's texts added, each marked as the
    model's.

    Nothing measured is changed. If the model gave nothing usable, only a note is added, which says
    why.

    Args:
        measured: The report made from measurements.
        found: The findings that it was made from.
        critique: What the model gave, or why it gave nothing.
    """
    if critique.prose is None:
        note = (
            f"The language model {critique.by} was asked to write about this ad and gave nothing "
            f"of use: {critique.trouble}. The texts are the measured ones."
        )
        return replace(measured, notes=(*measured.notes, note))
    prose, mark = critique.prose, f"written by {critique.by}, from the measurements"
    note = f"Nobody has checked what is {mark}; everything else was measured."
    return replace(
        measured,
        summary=f"{prose.summary} ({mark})\n\nMeasured: {measured.summary}",
        analysis=_analysis(measured.analysis, prose, mark),
        ugc_script=ugc_script(found, prose.takes, critique.by),
        notes=(*measured.notes, note),
    )


def _analysis(measured: str, prose: CommentaryText, mark: str) -> str:
    parts = [_section(f"How it works ({mark})", prose.reading), measured]
    if prose.advice:
        parts.append(_section(f"More to try ({mark})", prose.advice))
    return "\n\n".join(parts)


def _section(title: str, sentences: tuple[str, ...]) -> str:
    return "\n".join([f"## {title}", *(f"- {sentence}" for sentence in sentences)])
