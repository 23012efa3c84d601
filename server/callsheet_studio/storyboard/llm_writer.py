"""A language model as the writer: a bare topic becomes an outline in the grammar of films.

What it answers is read like an outline that a person sent, and is nothing but text to be shown and
spoken. Without a configured endpoint it is not used.
"""

from dataclasses import dataclass

from callsheet_studio.llm.chat import complete
from callsheet_studio.llm.endpoints import Endpoint, EndpointError
from callsheet_studio.storyboard.grammar import is_outline, read_outline
from callsheet_studio.storyboard.speech_timing import FEWEST
from callsheet_studio.text.clean import clean

WORDS_A_SECOND = 2.6
SECONDS_A_SCENE = 10
LONGEST = 12_000
"""Characters of an answer that are read."""
RULES = """You write outlines for short explainer films. Answer with the outline alone, in Markdown:
# Title of the film
> One spoken sentence that makes people curious.
## Heading of a scene [points]
- A few words: a short detail {lucide-icon-name}
> Two or three spoken sentences, plain and true.
Kinds for the brackets: points, steps, bars and line (items are `- label: number`), number (one item
`- what it counts: number`), comparison (two items), timeline (items are `- year: what happened`),
quote, closing. Two to five items a scene. Every scene has spoken sentences behind `>`. End with
`## Remember [closing]`. Numbers, dates and quotes only if they are certain."""


@dataclass(frozen=True)
class OutlineWriter:
    """Writes outlines with the user's language model."""

    endpoint: Endpoint

    @property
    def name(self) -> str:
        """The model's name."""
        return self.endpoint.model

    def outline(self, topic: str, seconds: int) -> str:
        """Ask the model for an outline on a topic, and return it in Markdown, in the topic's
        language. Blocks for at most the endpoint's `patience` seconds.

        The model is asked for the words of a film of `seconds` seconds; that it wrote so many is
        not checked. Of its answer, `LONGEST` characters are read.

        Raises:
            EndpointError: The endpoint does not answer, or not with an outline of at least two
                sections.
        """
        asked = (
            f"Topic: {topic}\nLength: {seconds} s, so about {round(seconds * WORDS_A_SECOND)} "
            f"spoken words (never fewer than {round(seconds * FEWEST)}) in about "
            f"{max(3, round(seconds / SECONDS_A_SCENE))} scenes. Write in the topic's language."
        )
        text = clean(complete(self.endpoint, RULES, asked)[:LONGEST])
        if not is_outline(text) or len(read_outline(text).parts) < 2:  # a heading is no film
            raise EndpointError(f"{self.endpoint.url} answered without an outline")
        return text
