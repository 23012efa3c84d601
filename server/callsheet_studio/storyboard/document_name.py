"""What a document is about, by its text and its first picture, where it has no title."""

import re
from collections.abc import Iterable, Sequence

from callsheet_studio.storyboard.inline import Image
from callsheet_studio.text.sentences import sentences
from callsheet_studio.text.word_lists import FUNCTION_WORDS

_SUBJECT = re.compile(r"(\S++(?: \S++){0,3}?) (?:is|are) (?:an?|the|one of)\b")
_LETTERS = re.compile(r"[^\W_]++")
_DECORATION = frozenset(
    {"logo", "logos", "logotype", "icon", "favicon", "banner", "badge", "badges", "wordmark"}
)
_BADGE = re.compile(r"//img\.shields\.io/|badge\.fury\.io|(?<![a-z])badges?(?![a-z])")
_PLAIN = frozenset(
    (
        "header", "hero", "cover", "banner", "featured", "title", "main", "image", "img", "picture",
        "pic", "photo", "photograph", "screenshot", "figure", "fig", "graphic", "illustration",
        "bild", "titelbild", "foto", "abbildung", "imagen", "portada", "figura", "immagine",
        "imagem", "couverture", "capture", "schermata", "afbeelding", "alt", "text", "untitled",
    )
)  # fmt: skip
"""Words for any picture, which say nothing about it."""
_UNSEEN = (".svg", ".ico")
"""Files that are not drawn; of a picture its description is then shown."""
_LONGEST = 60
"""Characters of a sentence that is a title."""
_OFTEN = 2
"""How often a document names its subject at least, its first picture among them."""
_FEW = 5
"""Words up to which the description of a picture names it, and does not tell what it shows."""


def name_subject(texts: Iterable[str], images: Sequence[Image], document: str) -> str:
    """Return the name of what a document is about: that of a sentence such as "Nap is a library",
    else that of its first picture, if it is named again and again; empty if there is none.

    Args:
        texts: The words before the first heading.
        images: The pictures before it.
        document: All of the document as it is written.
    """
    said = [sentence for text in texts for sentence in sentences(text)]
    subjects = (found[1] for text in said if (found := _SUBJECT.match(text)))
    name = next((each for each in subjects if _is_name(each)), "")
    named = next((image for image in images if not _BADGE.search(image.address)), None)
    if name or not named:
        return name
    words = [w for w in named.description.split() if w.lower() not in _DECORATION]
    name = " ".join(words[:1] if words[1:] == ["library"] else words)
    if not name:
        return ""
    pattern = rf"(?<![\w/]){re.escape(name)}(?![\w/]|\.\w)"  # and not as a part of an address
    often = re.findall(pattern, document, re.IGNORECASE)
    return name if len(words) < _FEW and len(often) >= _OFTEN else ""


def name_statement(text: str) -> str:
    """Return the first sentence of a text as a title; empty if it is too long for one."""
    first = next(iter(sentences(text)), "").rstrip(".")
    return first if len(first) <= _LONGEST else ""


def is_decoration(image: Image) -> bool:
    """Return whether a picture is a logo, an icon, a banner or a badge, by its file's name or its
    description, or shows nothing: neither its file nor words."""
    file = name_file(image.address).lower()
    words = image.description.lower()
    if _BADGE.search(image.address) or (file.endswith(_UNSEEN) and not words):
        return True
    described = set(_LETTERS.findall(words)) if len(words.split()) <= _FEW else set[str]()
    return not _DECORATION.isdisjoint({*_LETTERS.findall(file), *described})


def tells_nothing(description: str) -> bool:
    """Return whether the description of a picture would fit any, such as `Header image`."""
    words = _LETTERS.findall(description.lower())
    return all(word in _PLAIN or word.isdecimal() for word in words)


def is_shown(image: Image) -> bool:
    """Return whether a picture gets a scene: it is not part of a link, and no decoration."""
    return not (image.linked or is_decoration(image))


def name_file(address: str) -> str:
    """Return the last part of a picture's address, without what is asked of its server."""
    path = address.partition("?")[0].partition("#")[0]
    return path.rstrip("/").rpartition("/")[2]


def _is_name(subject: str) -> bool:
    words = subject.split()
    return not any(word.lower() in FUNCTION_WORDS or word.endswith((",", ":")) for word in words)
