"""A creator's script of an ad's build: what was said, shown and read, beat by beat."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from callsheet_studio.ad_analysis import phrasing as say
from callsheet_studio.ad_analysis.findings import DetectedShot, Findings, Role, ScriptLine
from callsheet_studio.ad_analysis.llm_commentary import BeatSuggestion

PACE = 2.5
"""Words a second that fit into a shot."""
MOST_BEATS = 30
ASK = "[the one thing to do now; none was found in the original]"

DO: dict[Role, str] = {
    "hook": "Stop the scroll: look into the lens and say it at once.",
    "problem": "Show the trouble as it happens to you.",
    "solution": "Bring in the product and use it.",
    "proof": "Show the result, or put the number on the screen.",
    "call to action": "Point to where to tap, and stop talking after it.",
    "body": "Keep it going in the same place and tone.",
}


@dataclass(frozen=True)
class Beat:
    """A part of the script: a sentence or a shot, from `start` to `end` in seconds."""

    title: str
    start: float
    end: float
    say: str
    """The original's words, or how many would fit."""
    do: str
    """What is seen meanwhile."""


def beats(found: Findings) -> list[Beat]:
    """Return the beats of an ad: one for each sentence that was heard, or else one for each
    shot."""
    heard = _heard_lines(found)
    return list(_by_words(heard, found.seconds) if heard else _by_shots(found))[:MOST_BEATS]


def ugc_script(found: Findings, takes: Sequence[BeatSuggestion] = (), by: str = "") -> str:
    """Return a script in Markdown by which a creator can shoot an ad with the same structure.

    Args:
        takes: A model's suggestion for each beat, shown next to the original's words; empty without
            a model.
        by: The model's name; empty without one.
    """
    pairs = zip_longest(beats(found), takes)
    shown = "\n\n".join(_beat_text(beat, take, found) for beat, take in pairs)
    return f"{_heading(found, by)}\n\n{shown}\n\n{_ending(found)}".strip()


def _heard_lines(found: Findings) -> list[ScriptLine]:
    return [line for line in found.lines if line.source == "heard"]


def _heading(found: Findings, by: str) -> str:
    picture = found.probe.picture
    shape = f", {picture.aspect}" if picture else ""
    words = (
        "Words in quotation marks are the original's: keep their job, say it in your own."
        if _heard_lines(found)
        else "No words were heard in the original. This is its skeleton: write your own lines."
    )
    if by:
        words += f" Behind *Your words* and *Do* stands what {by} wrote from the measurements."
    return f"# UGC script: {found.seconds:.0f} seconds{shape}\n\n{words}"


def _by_words(lines: Sequence[ScriptLine], seconds: float) -> Iterator[Beat]:
    """One beat for neighboring sentences with one role; it lasts until the next begins."""
    groups = [list(group) for _, group in groupby(lines, key=lambda line: line.role)]
    ends = [*(group[0].start for group in groups[1:]), seconds]
    for n, (group, end) in enumerate(zip(groups, ends, strict=True)):
        role = group[0].role
        text = say.quote(" ".join(line.text for line in group), most=400)
        yield Beat(role.capitalize(), group[0].start if n else 0.0, end, text, DO[role])


def _by_shots(found: Findings) -> Iterator[Beat]:
    shots = found.shots or (DetectedShot(1, 0.0, found.seconds, "start", 0.0, 0.0, ()),)
    for shot in shots:
        room = max(1, round(shot.seconds * PACE))
        title = "Hook" if shot.n == 1 else "Last shot" if shot.n == len(shots) else f"Shot {shot.n}"
        do = DO["hook"] if shot.n == 1 else "Your own action; keep this length."
        words = f"[your line: up to {say.count(room, 'word')}]"
        yield Beat(title, shot.start, shot.start + shot.seconds, words, do)


def _beat_text(beat: Beat, take: BeatSuggestion | None, found: Findings) -> str:
    lines = [
        f"**{say.format_range(beat.start, beat.end)} · {beat.title}**",
        f"- Say: {beat.say}",
        *([f"- Your words: {take.say}"] if take else []),
        *_shown_lines(beat, found),
        f"- Do: {take.do if take else beat.do}",
    ]
    return "\n".join(lines)


def _shown_lines(beat: Beat, found: Findings) -> Iterator[str]:
    """The original's shots and texts in this stretch."""
    shots = [shot for shot in found.shots if _overlap(shot, beat) > min(0.5, shot.seconds / 2)]
    if shots:
        light = {say.scale_word(shot.light, say.LIGHT) for shot in shots}
        moves = {say.scale_word(shot.movement, say.MOVEMENT) for shot in shots}
        swatches = [swatch for shot in shots for swatch in shot.colors[:1]]
        yield (
            f"- Show: {say.count(len(shots), 'shot')}, {say.join_list(sorted(light))}, "
            f"{say.join_list(sorted(moves))}, in {say.color_names(swatches, most=3)}."
        )
    texts = [
        text.text
        for text in found.reading.texts
        if not text.spoken and text.first < beat.end and text.last >= beat.start
    ]
    if texts:
        yield f"- Text on screen: {say.join_list([say.quote(text) for text in texts[:4]])}"


def _overlap(shot: DetectedShot, beat: Beat) -> float:
    return min(shot.start + shot.seconds, beat.end) - max(shot.start, beat.start)


def _ending(found: Findings) -> str:
    """What the original lacks is asked for, not made up."""
    if any(line.role == "call to action" for line in found.lines):
        return ""
    return f"**At the end · Call to action**\n- Say: {ASK}"
