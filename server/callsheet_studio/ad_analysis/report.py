"""The analysis: how an ad is built, each statement with the finding that it rests on."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from callsheet_studio.ad_analysis import phrasing as say
from callsheet_studio.ad_analysis.findings import Change, DetectedShot, Findings, ScriptLine
from callsheet_studio.ad_analysis.limitations import UNHEARD
from callsheet_studio.ad_analysis.recommendations import recommendations

MOST_SHOTS = 24
"""Rows of the table of shots."""
MOST_TEXTS = 12
BEGINS: dict[Change, str] = {"start": "the ad", "cut": "a cut", "soft": "a soft change"}


def report(found: Findings) -> str:
    """Return the analysis of an ad as Markdown; each statement names the finding that it is
    based on."""
    parts = (
        ("Hook (the first three seconds)", _hook(found)),
        ("Structure", _structure(found)),
        ("Shots and pace", _shots(found)),
        ("Look", _look(found)),
        ("Text in the picture", _texts(found)),
        ("Sound and voice", _sound(found)),
        ("The file", _file(found)),
        ("What to try", list(recommendations(found))),
        ("What could not be found out", found.limits),
    )
    return "\n\n".join(
        f"## {title}\n" + "\n".join(_list_sentences(lines)) for title, lines in parts if lines
    )


def _list_sentences(lines: Sequence[str]) -> Iterator[str]:
    """Sentences become points; rows of a table stay."""
    return (line if line.startswith("|") else f"- {line}" for line in lines)


def _hook(found: Findings) -> list[str]:
    hook, lines = found.hook, list[str]()
    if hook.words:
        lines.append(
            f"Said: {say.quote(hook.words)}; the first word comes at {hook.first_word:.1f} s."
        )
    elif hook.first_word is not None:
        lines.append(f"Nothing is said; the first word comes at {hook.first_word:.1f} s.")
    if hook.texts:
        lines.append(
            f"Read in the picture: {say.join_list([say.quote(text) for text in hook.texts])}."
        )
    if found.shots:
        where = f", mostly {hook.where}" if hook.where else ""
        lines.append(
            f"Seen: {say.count(hook.shots, 'shot')}, {say.scale_word(hook.light, say.LIGHT)} "
            f"(brightness {say.percent(hook.light)}), movement "
            f"{say.scale_word(hook.movement, say.MOVEMENT)}{where}."
        )
    return lines


def _structure(found: Findings) -> list[str]:
    """Neighboring sentences with one role are one part."""
    if not found.lines:
        return []
    source = "heard" if found.lines[0].source == "heard" else "read in the picture"
    rows = [_part(list(lines)) for _, lines in groupby(found.lines, key=lambda line: line.role)]
    return [
        f"Guessed from the words that were {source}; the last column says which.",
        "| time | part | words | because of |",
        "| --- | --- | --- | --- |",
        *rows,
    ]


def _part(lines: Sequence[ScriptLine]) -> str:
    words = say.quote(" ".join(line.text for line in lines).replace("|", "/"))
    cues = list(dict.fromkeys(cue for line in lines for cue in line.cues))
    reason = say.join_list([f"“{cue}”" for cue in cues]) if cues else ""
    first = "it comes first" if lines[0].role == "hook" else "no telling word"
    time = say.format_range(lines[0].start, lines[-1].end)
    return f"| {time} | {lines[0].role} | {words} | {reason or first} |"


def _shots(found: Findings) -> list[str]:
    if not found.shots:
        return []
    lengths = [shot.seconds for shot in found.shots]
    cuts = sum(shot.begins == "cut" for shot in found.shots)
    soft = sum(shot.begins == "soft" for shot in found.shots)
    return [
        f"{say.count(len(lengths), 'shot')} in {found.seconds:.1f} s: {say.count(cuts, 'cut')} and "
        f"{say.count(soft, 'soft change')}. A shot lasts {sum(lengths) / len(lengths):.1f} s on "
        f"average, from {min(lengths):.1f} to {max(lengths):.1f} s.",
        "| shot | from | seconds | begins with | light | movement | colours |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        *(_row(shot) for shot in found.shots[:MOST_SHOTS]),
        *([f"… and {len(lengths) - MOST_SHOTS} more."] if len(lengths) > MOST_SHOTS else []),
    ]


def _row(shot: DetectedShot) -> str:
    return (
        f"| {shot.n} | {shot.start:.2f} s | {shot.seconds:.2f} | {BEGINS[shot.begins]} "
        f"| {say.scale_word(shot.light, say.LIGHT)} "
        f"| {say.scale_word(shot.movement, say.MOVEMENT)} "
        f"| {say.color_names(shot.colors)} |"
    )


def _look(found: Findings) -> list[str]:
    if not found.colors:
        return []
    lights = [shot.light for shot in found.shots]
    return [
        f"Main colours: {say.colors(found.colors, most=5)}.",
        f"Brightness of the shots: {say.percent(min(lights))} to {say.percent(max(lights))}.",
    ]


def _texts(found: Findings) -> list[str]:
    texts = [text for text in found.reading.texts if not text.spoken]
    spoken = len(found.reading.texts) - len(texts)
    captions = [f"{say.count(spoken, 'text')} repeat what is said: captions."] if spoken else []
    shown = [
        f"{say.format_range(text.first, text.last)}, {text.place}: {say.quote(text.text)}"
        for text in texts[:MOST_TEXTS]
    ]
    more = [f"… and {len(texts) - MOST_TEXTS} more."] if len(texts) > MOST_TEXTS else []
    none = [f"None was read in {say.count(found.reading.frames, 'frame')}."]
    return [*captions, *shown, *more] or (none if found.reading.frames else [])


def _sound(found: Findings) -> list[str]:
    if not found.heard:
        return [UNHEARD["no sound"]]
    lines = [f"Loudness {found.heard.lufs:.1f} LUFS, true peak {found.heard.peak:.1f} dBTP."]
    if shares := found.shares:
        lines.append(
            f"Speech {say.percent(shares.speech)}, other sound {say.percent(shares.other)}, "
            f"silence {say.percent(shares.silence)} of the time."
        )
    if found.transcript.words:
        lines.append(
            f"{len(found.transcript.words)} words, {found.words_per_minute:.0f} a minute while "
            "somebody speaks; the recogniser is "
            f"{say.percent(found.transcript.sureness)} sure of them."
        )
    return lines


def _file(found: Findings) -> list[str]:
    picture, sound, size = found.probe.picture, found.probe.sound, found.probe.size
    lines: list[str] = []
    if picture:
        turned = f", turned by {picture.turned}°" if picture.turned else ""
        rate = "" if found.steady else " on average (the rate varies)"
        lines.append(
            f"Picture: {picture.codec}, {picture.width} x {picture.height} ({picture.aspect})"
            f"{turned}, {picture.fps:.3g} frames a second{rate}."
        )
    if sound:
        lines.append(
            f"Sound: {sound.codec}, {sound.rate} Hz, {say.count(sound.channels, 'channel')}."
        )
    kilobits = size * 8 / 1000 / found.seconds
    lines.append(f"{size / 1e6:.2f} MB, {kilobits:,.0f} kbit/s in all, {found.seconds:.2f} s.")
    return lines
