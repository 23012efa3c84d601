"""The words in which people ask for changes, as tables and as pieces of patterns."""

import re
from collections.abc import Mapping
from typing import get_args

from callsheet_studio.film import Style
from callsheet_studio.script.storyboard import SceneKind

QUOTE, SCENE, END = "\ue000", "\ue001", "\ue002"
"""Around the number of a quoted text, or of a named scene, in a marked request; `clean` lets no
such character in."""

_COUNTS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty
"""
COUNTS = _COUNTS.split()
_ORDINALS = """
zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
"""
ORDINALS = _ORDINALS.split()
FROM_THE_END: Mapping[str, int] = {
    "last": -1,
    "final": -1,
    "penultimate": -2,
    "second to last": -2,
    "second-to-last": -2,
    "second last": -2,
    "next to last": -2,
}

KINDS: Mapping[str, SceneKind] = {
    **{name: name for name in get_args(SceneKind)},
    "title card": "title",
    "opening": "title",
    "intro": "title",
    "bullet points": "points",
    "bullet list": "points",
    "bullets": "points",
    "list": "points",
    "cards": "points",
    "flow": "steps",
    "flowchart": "steps",
    "process": "steps",
    "numbered list": "steps",
    "step by step": "steps",
    "bar chart": "bars",
    "bar graph": "bars",
    "chart": "bars",
    "graph": "bars",
    "column chart": "bars",
    "line chart": "line",
    "line graph": "line",
    "curve": "line",
    "big number": "number",
    "stat": "number",
    "statistic": "number",
    "side by side": "comparison",
    "side-by-side": "comparison",
    "versus": "comparison",
    "quotation": "quote",
    "picture": "image",
    "photo": "image",
    "outro": "closing",
    "conclusion": "closing",
    "summary": "closing",
}
STYLES: Mapping[str, Style] = {
    **{name: name for name in get_args(Style)},
    "business": "corporate",
    "training": "instructional",
    "tutorial": "instructional",
    "educational": "instructional",
    "advertising": "marketing",
    "promotional": "marketing",
    "storytelling": "narrative",
    "social media": "social",
}
GRADES: Mapping[str, str] = {
    "darker": "dark",
    "lighter": "light",
    "brighter": "bright",
    "bolder": "bold",
    "calmer": "calm",
    "simpler": "simple",
    "cleaner": "clean",
    "softer": "soft",
    "livelier": "lively",
    "friendlier": "friendly",
    "flatter": "flat",
    "moodier": "moody",
    "cuter": "cute",
    "louder": "loud",
    "plainer": "plain",
    "gentler": "gentle",
    "snappier": "snappy",
    "punchier": "punchy",
    "dark mode": "dark",
    "light mode": "light",
}
"""Comparatives, as the words that the look and the voice follow."""

_SET = (
    "change|set|make|update|edit|rewrite|rename|replace|adjust|correct|fix|"
    "switch|turn|modify|alter|"
    "let|have|put|give|convert|transform|retitle|reword|use|go for|pick|choose|call|name|shorten|"
    "simplify|expand|extend|lengthen|trim|tighten|cut"
)
_ADD = "add|insert|append|include|create|give|put|make|attach"
_REMOVE = (
    "remove|delete|drop|cut|erase|omit|skip|exclude|lose|kill|strip|get rid of|"
    "take out|leave out|"
    "throw out|take away|cut out"
)
_MOVE = "move|shift|relocate|bring|place|put|pull|push|send"
_SWAP = "swap|exchange|switch|interchange|trade"
_ITEM = (
    r"(?:bullet[ -]?points?|line items?|list items?|data points?|bullets?|points?|items?|steps?|"
    r"bars?|entry|entries|events?|dates?|rows?|sides?|columns?|values?|stages?|takeaways?)"
)
_WORD_NUMBER = "|".join(COUNTS[1:])
_ORDINAL = "|".join([*FROM_THE_END, *ORDINALS[1:]]) + r"|\d{1,3}(?:st|nd|rd|th)"

PIECES: Mapping[str, str] = {
    "SET": f"(?:{_SET})",
    "ADD": f"(?:{_ADD})",
    "LIST": "(?:add|insert|append|include)",
    "REMOVE": f"(?:{_REMOVE})",
    "MOVE": f"(?:{_MOVE})",
    "SWAP": f"(?:{_SWAP})",
    "VERB": f"(?:{_SET}|{_ADD}|{_REMOVE}|{_MOVE}|{_SWAP}|show|say|hold|pause|shorten|lengthen|"
    "extend|speed|slow|mute|merge|start|stop|highlight|trim|expand|mention|translate|undo|revert|"
    "tighten|simplify|explain|write|speak|read|display|turn)",
    "ITEM": _ITEM,
    "ORDINAL": f"(?:{_ORDINAL})",
    "COUNT": rf"(?:\d{{1,4}}(?:\.\d+)?|{_WORD_NUMBER}|an?|half an?)",
    "ONE": f"(?:{_WORD_NUMBER})",
    "S": f"(?:{SCENE}\\d+{END})",
    "Q": f"(?:{QUOTE}\\d+{END})",
    "TO": r"(?:\s*[:=]\s*|\s*(?:→|->|=>)\s*|\s+(?:to say|to read|to be|to show|should "
    r"(?:be|say|read)|"
    r"must (?:be|say|read)|needs to (?:be|say|read)|reads?|says?|to|into|as|with|be)\s*:?\s+)",
    "SCENES": r"(?:scenes?|slides?|shots?|chapters?|sections?)",
    "FILM": r"(?:film|video|movie|clip|animation|explainer|whole thing|entire thing|"
    r"everything|it)",
    "SECONDS": r"(?:seconds?|secs?|s)",
}


def phrase(pattern: str) -> re.Pattern[str]:
    """A pattern with `<PIECE>`s filled in; a space is any run of spaces, ` ?` also none."""
    for name, piece in PIECES.items():
        pattern = pattern.replace(f"<{name}>", piece)
    spaced = pattern.replace(" ?", r"\s*").replace(" ", r"\s+")
    return re.compile(spaced, re.IGNORECASE | re.DOTALL)


def count_of(word: str) -> float:
    """`3`, `three`, `a`, `half a`."""
    word = " ".join(word.lower().split())
    if word in COUNTS:
        return float(COUNTS.index(word))
    return {"a": 1.0, "an": 1.0, "half a": 0.5, "half an": 0.5}.get(word) or float(word)


def place_of(word: str, among: int) -> int | None:
    """The index that `third`, `3rd`, `last` or `3` names among so many; None when there is none."""
    word = " ".join(word.lower().split()).removeprefix("#")
    if word in FROM_THE_END:
        index = among + FROM_THE_END[word]
    elif word in ORDINALS:
        index = ORDINALS.index(word) - 1
    elif word in COUNTS:
        index = COUNTS.index(word) - 1
    else:
        index = int(re.sub(r"\D", "", word) or 0) - 1
    return index if 0 <= index < among else None
