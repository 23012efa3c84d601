"""Whether the user's own models work, asked with the cheapest request that each really answers."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from callsheet.backends import endpoints
from callsheet.settings import Settings
from callsheet_studio.llm.chat import complete
from callsheet_studio.llm.endpoints import Endpoint, EndpointError, EndpointRefusal
from callsheet_studio.llm.image_client import draw
from callsheet_studio.llm.video_client import list_videos

Answer: TypeAlias = tuple[bool, str]
"""Whether the model works, and a sentence about it."""
GREETING = "Hello."
DOT, SMALL = "A blue dot on white", (256, 256)
NOT_THERE = (404, 405)


def ask_models(settings: Settings) -> Iterator[Answer]:
    """Return whether the user's own models work, one answer for each
    endpoint that is set. Blocks."""
    there = endpoints(settings)
    models = (
        ("Language model", there.writer, _write),
        ("Speech model", there.speaker, _speak),
        ("Picture model", there.painter, _paint),
        ("Video model", there.video, _film),
    )
    return (_ask(name, endpoint, request) for name, endpoint, request in models if endpoint)


def _ask(name: str, endpoint: Endpoint, request: Callable[[Endpoint], str]) -> Answer:
    try:
        return True, f"{name}: {endpoint.model} {request(endpoint)}"
    except EndpointError as error:
        return False, f"{name}: {error.explain()}. Check its address, its model and its key."


def _write(endpoint: Endpoint) -> str:
    complete(endpoint, "Answer with the one word OK.", GREETING)
    return "answers; it can write outlines, read free edits and tell ad reports"


def _speak(endpoint: Endpoint) -> str:
    try:
        from callsheet_studio.audio.speech_endpoint import EndpointVoice
    except ImportError as error:
        raise EndpointError(f"{error.name} is not installed, so nothing can be heard") from error
    seconds = EndpointVoice(endpoint).speak(GREETING, 1.0).seconds
    return f"speaks ({GREETING!r} took {seconds:.1f} s); it can narrate the languages it knows"


def _paint(endpoint: Endpoint) -> str:
    """One small picture."""
    try:
        from callsheet_studio.explainer.drawn_pictures import check_picture
    except ImportError as error:
        raise EndpointError(f"{error.name} is not installed, so nothing can be shown") from error
    kind = check_picture(endpoint, draw(endpoint, DOT, SMALL))
    return f"draws (a {kind} came for {DOT!r}); it can make the pictures of films"


def _film(endpoint: Endpoint) -> str:
    """A list: a video would cost minutes of a GPU, or money."""
    try:
        count = list_videos(endpoint)
    except EndpointRefusal as refused:
        if refused.status not in NOT_THERE:
            raise
        raise EndpointError(
            f"{endpoint.url} has no /videos (status {refused.status}), so it makes no clips"
        ) from refused
    return f"has /videos ({count} listed) and can make clips; whether it films well was not tried"
