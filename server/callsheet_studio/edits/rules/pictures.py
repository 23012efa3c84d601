"""Wishes about reference images: into a scene that is there, or a new one."""

from re import Match

from callsheet_studio.edits.asked import NotUnderstood
from callsheet_studio.edits.hand import Hand, Rule
from callsheet_studio.edits.outlined import new_scene
from callsheet_studio.edits.rules.places import place_asked, placed
from callsheet_studio.edits.vocabulary import phrase, place_of


def _show(hand: Hand, found: Match[str]) -> bool:
    """In the scene that is named; a new scene when none is."""
    if not hand.pictures:
        raise NotUnderstood(
            "No picture came with the request: send its https address in reference_image_urls."
        )
    picture = _which(hand, found)
    if hand.explicit and not found.groupdict().get("new"):
        pictured(hand, hand.key(None), picture)
    else:
        place = place_asked(hand, found, None)
        _show_newly(hand, picture, hand.draft.end if place is None else place)
    return True


def pictured(hand: Hand, key: int, picture: str) -> None:
    """Let a scene show the picture."""
    hand.draft.set(key, kind="image", image=picture)
    hand.draft.say(f"{hand.draft.name(key).capitalize()} now shows the picture.")
    hand.shown.add(picture)


def show_unasked(hand: Hand) -> None:
    """Pictures that no clause spoke of: each in a scene of its own, before the closing."""
    for picture in hand.pictures:
        if picture not in hand.shown:
            _show_newly(hand, picture, hand.draft.end)


def _show_newly(hand: Hand, picture: str, place: int) -> None:
    film = hand.draft.film
    scene = new_scene(film.title, "points", (), "", film.language)
    silent = scene.model_copy(
        update={"kind": "image", "image": picture, "items": (), "narration": "", "hold": 1.5}
    )
    hand.target = hand.draft.add(silent, place)
    hand.draft.say(
        f"Added a scene with the picture as number {place + 1}; it has no words of its own yet."
    )
    hand.shown.add(picture)


def _which(hand: Hand, found: Match[str]) -> str:
    """The picture that is numbered, else the first that is not shown yet."""
    word = found.groupdict().get("n")
    if word:
        index = place_of(word, len(hand.pictures))
        if index is None:
            raise NotUnderstood(f"{len(hand.pictures)} pictures came with the request, not {word}.")
        return hand.pictures[index]
    fresh = [picture for picture in hand.pictures if picture not in hand.shown]
    return (fresh or list(hand.pictures))[0]


_PICTURE = (
    r"(?:the |this |that |my |our |a |an |attached |reference |given |provided |"
    r"new |company |product )*"
    r"(?:(?P<n><ORDINAL>) )?(?:attached |reference )?(?:images?|pictures?|photos?|"
    r"logo|screenshot|illustration|graphic|drawing|diagram)"
    r"(?: (?P<m>\d))?"
)
_AS_SCENE = (
    r"(?: (?P<new>(?:as|in|on) (?:an? )?(?:new |extra |separate )?(?:scene|slide|"
    r"one)|as a scene))?"
)

RULES = (
    *(
        Rule(pattern, _show)
        for pattern in placed(
            rf"(?:use|show|put|place|add|insert|display|include|feature|set|replace it "
            rf"with|make) {_PICTURE}{_AS_SCENE}"
            r"(?: (?:there|here|in it|as (?:the )?(?:background|picture|image|visual)))? <WHERE>"
        )
    ),
    Rule(
        phrase(
            rf"(?:use|show|put|place|add|insert|display|include|feature|set|replace it "
            rf"with|make) {_PICTURE}{_AS_SCENE}(?: (?:there|here|in it|as (?:the "
            rf")?(?:background|picture|image|visual)))?"
        ),
        _show,
    ),
    Rule(
        phrase(rf"(?:<SET> )?(?:the )?(?:image|picture|photo|visual|background)<TO>{_PICTURE}"),
        _show,
    ),
    Rule(
        phrase(
            rf"(?:add|insert|create|make) (?P<new>an? (?:new )?(?:scene|slide)) (?:with|"
            rf"showing|for|of|that shows) {_PICTURE}"
        ),
        _show,
    ),
    Rule(phrase(rf"(?:(?:make|have|let) )?(?:it |<S> )?(?:should )?shows? {_PICTURE}"), _show),
)
