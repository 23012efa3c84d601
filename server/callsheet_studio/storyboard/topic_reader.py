"""Understands a bare topic: `Explain how HTTPS works in 30 seconds`.

A topic that the library knows becomes that film. For any other there is nothing true to say
without a writer, so it becomes a short open storyboard that asks what such a film would answer.
"""

import re
from dataclasses import dataclass

from callsheet_studio.storyboard.examples import Example, examples
from callsheet_studio.storyboard.model import Item
from callsheet_studio.storyboard.outline import ListItem, NarrationLine, Outline, OutlineSection
from callsheet_studio.text.clean import shorten, strip_markdown
from callsheet_studio.text.language import language_of
from callsheet_studio.text.punctuation import STATEMENT_ENDS
from callsheet_studio.text.sentences import sentences
from callsheet_studio.text.spoken_numbers import spell
from callsheet_studio.text.word_lists import REQUEST_WORDS

OPEN_SECONDS = 30
"""The longest open storyboard."""
_TOKEN = re.compile(r"[\w+#]+")
_WORDS, _REQUEST_WORDS = 15, 30
_ASKS = re.compile(
    r"^(?:(?:please|kindly|can you|could you|would you|i want|i need|i'd like|let's)\s+)*"
    r"(?:(?:to\s+)?(?:explain|describe|teach|show|tell|introduce|present|summari[sz]e|make|create|"
    r"produce|generate|write|film|give|do)\b\s*)"
    r"(?:(?:me|us|to me|to us|people|viewers|everyone)\s+)?",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"^(?:an?\s+|the\s+|my\s+|our\s+)?(?:(?:short|quick|brief|simple|animated|explainer|educational|"
    r"\d+[- ]?(?:s|sec|seconds?|minutes?|min))\s+)*"
    r"(?:video|film|animation|clip|explainer|explanation|overview|introduction|intro|guide)\s+"
    r"(?:on|about|of|to|for|explaining|describing|showing|(?:that|which) (?:explains|shows))\s+",
    re.IGNORECASE,
)
_UNITS = r"(?P<unit>s|secs?|seconds?|mins?|minutes?)"
_COUNTS = {"half": 0.5, "a": 1, **{spell(n): n for n in (1, 2, 3, 5, 15, 30, 45, 60, 90)}}
_LENGTH = re.compile(
    r"(?<![,(\s])[,(\s]*+\b(?:(?:in|within|for|of|under|about|around|just|only|less than)\s+){0,4}"
    rf"(?P<count>\d+(?:\.\d)?|{'|'.join(_COUNTS)})[\s-]*(?:a\s+)?{_UNITS}\b(?:\s+or less)?\)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Topic:
    """The topic of a short request."""

    title: str
    seconds: int | None = None
    """The length that the request names; None if it names none."""


def parse_topic(text: str) -> Topic | None:
    """Return the topic that a short text asks to explain; None if the text is not such a
    request, but itself what the film says."""
    said = sentences(strip_markdown(text))
    words = len(text.split())
    request = bool(said) and _ASKS.match(said[0]) is not None
    statement = bool(said) and said[0].endswith(STATEMENT_ENDS) and words > 5 and not request
    if not said or statement or words > (_REQUEST_WORDS if request else _WORDS):
        return None
    if len(said) > 1 and not request:
        return None
    return _topic(said[0])


def find_example(title: str) -> Example | None:
    """Return the library's ready outline on exactly this topic; None if there is none.

    Every word of the topic must be accounted for, so `history of HTTPS in Brazil` finds nothing.
    """
    named = {
        _stem(word) for word in _TOKEN.findall(title.lower().replace("'", "").replace("’", ""))
    }
    slug = "-".join(title.lower().split())
    return next((e for e in examples() if e.name == slug or _answers(e, named)), None)


def placeholder_outline(topic: Topic) -> Outline:
    """Return an outline of questions for a topic on which there is no text."""
    title = shorten(topic.title, 60)
    spoken = f"{title}. " if language_of(title) == "en" else ""
    questions = ("What is it?", "How does it work?", "Where do we meet it?", "Why does it matter?")
    return Outline(
        title=title,
        opening=OutlineSection(
            lines=(NarrationLine(f"{spoken}A film that still waits for its words."),),
            subtitle="An open storyboard",
        ),
        parts=(
            OutlineSection(
                title="What it would answer",
                kind="points",
                entries=tuple(ListItem(Item(text=question)) for question in questions),
                lines=(
                    NarrationLine("A film like this usually answers four questions."),
                    NarrationLine(
                        "What is it? How does it work? Where do we meet it? Why does it matter?"
                    ),
                ),
            ),
            OutlineSection(
                title="How it becomes a film",
                kind="steps",
                entries=(
                    ListItem(Item(text="One idea a scene", icon="lightbulb")),
                    ListItem(Item(text="A few words to see", icon="eye")),
                    ListItem(Item(text="A few sentences to hear", icon="mic")),
                ),
                lines=(
                    NarrationLine("Give one idea to each scene, a few words to see,"),
                    NarrationLine("and a few sentences to hear."),
                ),
            ),
            OutlineSection(
                title="Over to you",
                kind="closing",
                lines=(
                    NarrationLine(
                        "Send the answers as an outline, and this page becomes your film."
                    ),
                ),
            ),
        ),
        notes=(_advice(title),),
    )


def _advice(title: str) -> str:
    return (
        f"The library has no film on {title!r}, and the studio invents no facts: this is an open "
        f"storyboard of at most {OPEN_SECONDS} s. Send an outline as the task instead, such as:\n"
        f"# {title}\n> An opening sentence that makes people curious.\n"
        "## What it is\n- First point: a detail\n- Second point: a detail\n"
        "> Two or three sentences, spoken word for word.\n"
        "## How it works [steps]\n1. First step\n2. Second step\n> What happens, step by step.\n"
        "## In numbers [bars]\n- Label: 10\n- Label: 20\n> What they say, and their source.\n"
        "## Remember [closing]\n> The one sentence to take away."
    )


def _topic(request: str) -> Topic:
    length = _LENGTH.search(request)
    bare = _LENGTH.sub("", request) if length else request
    title = _FORM.sub("", _ASKS.sub("", bare.strip(), count=1), count=1)
    title = title.strip(" .,:;!-–—\"'“”")
    return Topic(title[:1].upper() + title[1:] or request, _seconds(length) if length else None)


def _seconds(length: re.Match[str]) -> int:
    count = length["count"].lower()
    number = _COUNTS[count] if count in _COUNTS else float(count)
    return round(number * (60 if length["unit"].lower().startswith("m") else 1))


def _answers(ready: Example, named: set[str]) -> bool:
    said = named - {_stem(word) for word in REQUEST_WORDS}
    may = {_stem(word) for word in ready.may}
    return any(
        must <= said and said - must <= may
        for must in ({_stem(word) for word in words} for words in ready.must)
    )


def _stem(word: str) -> str:
    """Plurals only: `vaccines` and `vaccine` are one word."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
