"""What merman, another implementation of Mermaid, reads in a source, in this project's terms."""

import json
from collections.abc import Iterator
from typing import Any, TypeAlias

import pytest

from callsheet_studio.diagrams.mermaid.labels import parse_label, protect_entities

Json: TypeAlias = dict[str, Any]
SHAPES = {
    "squareRect": "rectangle",
    "rect": "rectangle",
    "roundedRect": "rounded",
    "odd": "flag",
    "doublecircle": "double_circle",
    "inv_trapezoid": "inverted_trapezoid",
    "cyl": "cylinder",
    "diam": "diamond",
    "hex": "hexagon",
    "doc": "document",
}
TIPS = {"open": "none", "point": "arrow", "cross": "cross", "circle": "circle"}
LINES = {"normal": "solid", "invisible": "hidden"}
STATES = {"rect": "rounded", "choice": "diamond", "fork": "bar", "join": "bar"} | {
    "stateStart": "start",
    "stateEnd": "end",
}
TOPICS = {
    "defaultMindmapNode": "text",
    "mindmapCircle": "circle",
    "rect": "rectangle",
    "rounded": "rounded",
    "bang": "bang",
    "cloud": "cloud",
    "hexagon": "hexagon",
}
MESSAGES = {
    0: ("solid", "arrow", "none"),
    1: ("dotted", "arrow", "none"),
    3: ("solid", "cross", "none"),
    4: ("dotted", "cross", "none"),
    5: ("solid", "none", "none"),
    6: ("dotted", "none", "none"),
    24: ("solid", "open", "none"),
    25: ("dotted", "open", "none"),
    33: ("solid", "arrow", "arrow"),
    34: ("dotted", "arrow", "arrow"),
}
"""Mermaid's LINETYPE numbers (sequenceDb.ts) as line, head and tail."""
STARTS = {10: "loop", 12: "alt", 15: "opt", 19: "par", 27: "critical", 30: "break", 32: "par"}
BRANCHES = {13, 20, 28}
ENDS = {11, 14, 16, 21, 29, 31}
SIDES = {0: "left", 1: "right", 2: "over"}


def read(source: str) -> Json:
    """merman's reading; skips the test where merman has no wheel."""
    merman = pytest.importorskip("merman", reason="merman has no wheel for this platform")
    return json.loads(merman.Merman().parse_json(source, None))


def text(raw: str | None, markdown: bool = False) -> str:
    """A label as merman leaves it, as its reader would see it."""
    raw = (raw or "").replace("\ufb02\u00b0\u00b0", "#").replace("\ufb02\u00b0", "#")
    raw = protect_entities(raw.replace("\u00b6\u00df", ";"))
    return parse_label(f"`{raw}`" if markdown else raw)


def flowchart(found: Json) -> Json:
    """Nodes, links and groups."""
    frames = {group["id"]: group for group in found["subgraphs"]}
    home = {node: name for name, group in frames.items() for node in group["nodes"]}
    return {
        "nodes": [
            (
                node["id"],
                text(node["label"], node["labelType"] == "markdown"),
                SHAPES.get(node["layoutShape"], node["layoutShape"]),
                home.get(node["id"]),
            )
            for node in found["nodes"]
            if node["id"] not in frames
        ],
        "edges": [
            (edge["from"], edge["to"], text(edge["label"]), *_line(edge)) for edge in found["edges"]
        ],
        "groups": {
            (name, text(group["title"]), home.get(name), group["dir"])
            for name, group in frames.items()
        },
        "direction": found["direction"] or "TB",
    }


def _line(edge: Json) -> tuple[str, str, str]:
    tip = TIPS[edge["type"].rpartition("_")[2]]
    tail = tip if edge["type"].startswith("double") else "none"
    return str(LINES.get(edge["stroke"], edge["stroke"])), tip, tail


def sequence(found: Json) -> Json:
    """Participants, and what passes between them."""
    boxes = {name: text(box["name"]) for box in found["boxes"] for name in box["actorKeys"]}
    people = [found["actors"][name] for name in found["actorOrder"]]
    return {
        "participants": [
            (
                person["name"],
                text(person["description"]),
                person["type"] == "actor",
                boxes.get(person["name"], ""),
            )
            for person in people
        ],
        "steps": list(_steps(found["messages"])),
        "title": found["title"] or "",
        "numbered": any(message["type"] == 26 for message in found["messages"]),
    }


def _steps(messages: list[Json]) -> Iterator[tuple[Any, ...]]:
    for message in messages:
        kind, said = message["type"], message["message"]
        if kind in MESSAGES:
            yield "message", message["from"], message["to"], text(said), *MESSAGES[kind]
        elif kind == 2:
            ends = dict.fromkeys((message["from"], message["to"]))
            yield "remark", tuple(ends), text(said), SIDES[message["placement"]]
        elif kind in STARTS:
            yield "start", STARTS[kind], text(said)
        elif kind in BRANCHES:
            yield "branch", text(said)
        elif kind in ENDS:
            yield ("end",)


def state(found: Json) -> Json:
    """States, transitions and notes; regions numbered within their state."""
    nodes = found["nodes"]
    names: dict[str | None, str] = {None: ""}
    for node in nodes:
        if node["shape"] == "divider":
            parent = node["parentId"]
            number = sum(name.startswith(f"{parent}/") for name in names.values()) + 1
            names[node["id"]] = f"{parent}/{number}"
    for node in nodes:
        names.setdefault(node["id"], node["id"])
        if node["shape"] in ("stateStart", "stateEnd"):
            scope, dot = names[node.get("parentId")], node["shape"].removeprefix("state").lower()
            names[node["id"]] = f"{scope}:{dot}"
    parent = {node["id"]: node.get("parentId") for node in nodes}
    home = {key: names[group] if group else None for key, group in parent.items()}
    return {
        "nodes": {
            (
                names[node["id"]],
                "" if node["shape"] in ("stateStart", "stateEnd") else _described(node),
                STATES.get(node["shape"], node["shape"]),
                home[node["id"]],
            )
            for node in nodes
            if not node.get("isGroup") and node["shape"] != "note"
        },
        "groups": {
            (names[node["id"]], text(node["label"]), home[node["id"]])
            for node in nodes
            if node.get("isGroup") and node["shape"] != "noteGroup"
        },
        "edges": sorted(
            (names[edge["start"]], names[edge["end"]], text(edge["label"]))
            for edge in found["edges"]
            if "----note" not in edge["start"] + edge["end"]
        ),
        "notes": {
            (
                node["id"].partition("----")[0],
                text(node["label"].replace("\n", "<br/>")),
                node["position"].removesuffix(" of"),
            )
            for node in nodes
            if node["shape"] == "note"
        },
        "direction": found["direction"] or "TB",
    }


def _described(node: Json) -> str:
    """A state's label; merman gives choices, forks and joins their ids, which Mermaid hides."""
    if node["shape"] in ("choice", "fork", "join") and node["label"] == node["id"]:
        return ""
    return "\n".join([text(node["label"]), *map(text, node.get("description") or [])])


def mindmap(found: Json) -> Json:
    """Topics with the number of the one above."""
    parents = {int(edge["end"]): int(edge["start"]) for edge in found["edges"]}
    return {
        "topics": [
            (
                text(node["label"], node["labelType"] == "markdown"),
                parents.get(number),
                TOPICS.get(node["shape"], node["shape"]),
            )
            for number, node in enumerate(found["nodes"])
        ]
    }


def pie(found: Json) -> Json:
    """Shares and title."""
    return {
        "slices": [(text(part["label"]), part["value"]) for part in found["sections"]],
        "title": found["title"] or "",
        "shows_values": found["showData"],
    }


def timeline(found: Json) -> Json:
    """Periods with their events and sections."""
    return {
        "periods": [
            (text(task["task"]), [text(event) for event in task["events"]], task["section"])
            for task in found["tasks"]
        ],
        "title": found["title"] or "",
    }


def xychart(found: Json) -> Json:
    """Axes and series."""
    x = found["xAxis"]
    return {
        "title": found["title"] or "",
        "is_horizontal": found["orientation"] == "horizontal",
        "x": (x["title"], list(map(text, x.get("categories", []))), x.get("min"), x.get("max")),
        "y": found["yAxis"]["title"],
        "series": [(plot["type"], plot["title"], plot["values"]) for plot in found["plots"]],
    }
