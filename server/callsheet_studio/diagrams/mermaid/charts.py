"""Reads `pie`, `timeline` and `xychart-beta`."""

import re
from dataclasses import replace

from callsheet_studio.diagrams.mermaid.errors import DiagramTooLargeError
from callsheet_studio.diagrams.mermaid.labels import parse_label
from callsheet_studio.diagrams.mermaid.source import MOST_PARTS, MermaidSource, SourceLine
from callsheet_studio.diagrams.model import (
    Axis,
    DiagramSeries,
    Period,
    Pie,
    PieSlice,
    TimelineDiagram,
    XYChart,
)

_NUMBER = r"[+-]?(?:\d{1,20}(?:\.\d{0,400})?|\.\d{1,400})"
_SLICE = re.compile(rf"(?:\"([^\"]*)\"|'([^']*)') ?: ?({_NUMBER})$")
_RANGE = re.compile(rf"({_NUMBER}) ?--> ?({_NUMBER})$")
_ITEM = re.compile(r'"([^"]*)"|([^",]+)')
_SERIES = re.compile(r"(bar|line)\b ?(.*)$")
_AXIS = re.compile(r"([xy])-axis\b ?(.*)$")


def parse_pie(source: MermaidSource) -> Pie:
    """Return the pie chart in a Mermaid source.

    Raises:
        MermaidSyntaxError: A line is neither the title nor `"label" : value` with a value above
            zero.
        DiagramTooLargeError: It has more slices than a film can show.
    """
    pie = Pie((), source.title)
    for line in [SourceLine(1, source.options), *source.statements()]:
        pie = _read_pie_line(pie, line)
        _limit(len(pie.slices), "shares")
    return pie


def _read_pie_line(pie: Pie, line: SourceLine) -> Pie:
    text = line.text.strip()
    if text.startswith("showData"):
        pie, text = replace(pie, shows_values=True), text.removeprefix("showData").strip()
    if text.startswith("title"):
        return replace(pie, title=parse_label(text.removeprefix("title")))
    match = _SLICE.match(text)
    if match and float(match[3]) >= 0:
        part = PieSlice(parse_label(match[1] or match[2] or ""), float(match[3]))
        return replace(pie, slices=(*pie.slices, part))
    if text:
        raise line.error
    return pie


def parse_timeline(source: MermaidSource) -> TimelineDiagram:
    """Return the timeline in a Mermaid source: periods, each with its events.

    Raises:
        MermaidSyntaxError: An event stands before the first period.
        DiagramTooLargeError: It has more periods or events than a film can show.
    """
    title, section, periods, events = source.title, "", list[Period](), 0
    for line in source.lines:
        text = line.text.strip()
        label, *told = (parse_label(part) for part in text.split(":"))
        events += len(told)
        _limit(max(len(periods), events), "periods or events")
        if text.startswith("title "):
            title = parse_label(text.removeprefix("title"))
        elif text.startswith("section "):
            section = parse_label(text.removeprefix("section"))
        elif label:
            periods.append(Period(label, tuple(filter(None, told)), section))
        elif told:
            if not periods:
                raise line.error
            periods[-1] = replace(periods[-1], events=(*periods[-1].events, *filter(None, told)))
    return TimelineDiagram(tuple(periods), title)


def parse_xychart(source: MermaidSource) -> XYChart:
    """Return the chart in a Mermaid source: its axes and series.

    Raises:
        MermaidSyntaxError: A line is not a title, an axis, bars or a line.
        DiagramTooLargeError: It has more values than a film can show.
    """
    chart = XYChart((), title=source.title, is_horizontal=source.options.startswith("horizontal"))
    for line in source.statements():
        if match := _AXIS.match(line.text):
            axis = _axis(match[2], line)
            chart = replace(chart, x=axis) if match[1] == "x" else replace(chart, y=axis)
        elif match := _SERIES.match(line.text):
            series = replace(_series(match[2], line), style="bar" if match[1] == "bar" else "line")
            chart = replace(chart, series=(*chart.series, series))
            _limit(sum(len(series.values) for series in chart.series), "values")
        elif line.text.startswith("title "):
            chart = replace(chart, title=_unquote(line.text.removeprefix("title")))
        else:
            raise line.error
    return chart


def _axis(text: str, line: SourceLine) -> Axis:
    if text.endswith("]"):
        title, _, inside = text[:-1].rpartition("[")
        names = _items(inside)
        _limit(len(names), "categories")
        return Axis(_unquote(title), tuple(names))
    if "-->" not in text:
        return Axis(_unquote(text))
    title, at = _split_title(text)
    match = _RANGE.match(text, at)
    if match is None:
        raise line.error
    return Axis(title, (), (float(match[1]), float(match[2])))


def _split_title(text: str) -> tuple[str, int]:
    """An axis's title, quoted or one word, and where its range begins."""
    if text.startswith('"'):
        end = text.find('"', 1)
        return parse_label(text[1:end]), end + 1 + text[end + 1 :].startswith(" ")
    word, _, rest = text.partition(" ")
    has_title = "-->" in rest and not rest.startswith("-->")
    return (parse_label(word), len(word) + 1) if has_title else ("", 0)


def _series(text: str, line: SourceLine) -> DiagramSeries:
    label, bracket, inside = text.rpartition("[")
    if not bracket or not inside.endswith("]"):
        raise line.error
    numbers = [number.strip() for number in inside[:-1].split(",")]
    _limit(len(numbers), "values")
    if not all(re.fullmatch(_NUMBER, number) for number in numbers):
        raise line.error
    return DiagramSeries(tuple(float(number) for number in numbers), _unquote(label))


def _items(text: str) -> list[str]:
    every = (parse_label(match[1] or match[2] or "") for match in _ITEM.finditer(text))
    return [item for item in every if item]


def _unquote(text: str) -> str:
    text = text.strip()
    return parse_label(text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text)


def _limit(count: int, parts: str) -> None:
    if count > MOST_PARTS:
        raise DiagramTooLargeError(parts, MOST_PARTS)
