"""What a film ends on where its document ends on a license or another side matter."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from callsheet_studio.storyboard.lead_ins import looks_back
from callsheet_studio.storyboard.model import Item, Scene
from callsheet_studio.storyboard.outline import NarrationLine, Outline, OutlineSection
from callsheet_studio.storyboard.scene_kinds import concludes
from callsheet_studio.storyboard.section_titles import (
    ends_nothing,
    is_side_matter,
    names_license,
    side_matters,
)
from callsheet_studio.storyboard.speech_timing import READ, SHORTEST
from callsheet_studio.text.punctuation import FULL_STOP_MARKS, ends_sentence
from callsheet_studio.text.quotations import is_without_speaker, whole_quotations
from callsheet_studio.text.sentence_weight import (
    DECIDES,
    FILES,
    asks_readers,
    is_label,
    weigh_sentence,
)
from callsheet_studio.text.sentences import refers_back, sentences

_LOOKED_AT = 3
"""First sections, of which one says what the document is about."""
_NAME_ENDS = re.compile(r" [-–—] |: ")
_ITSELF = re.compile(
    r"this (?:is an? |app|book|document|guide|library|module|package|page|plugin|program|project|"
    r"repository|server|tool)",
    re.IGNORECASE,
)
_LOOKS_AHEAD = re.compile(
    r"\b(?:what comes next|what['’]s next|what next|outlook|ausblick|nächste schritte|"
    r"wie es weitergeht|zum schluss|prochaines étapes|perspectives|pour finir|próximos pasos|"
    r"para terminar|prossimi passi|per finire|próximos passos|volgende stappen|tot slot|"
    r"następne kroki|na koniec|дальнейшие шаги|в заключение|наступні кроки)\b",
    re.IGNORECASE,
)
_STANDS_BELOW_A_PAPER = re.compile(
    r"(?:acknowledge?ments?|author contributions|conflicts? of interest|competing interests|"
    r"data availability|declarations?|ethics|funding|references|danksagung|finanzierung|förderung|"
    r"interessenkonflikte?|remerciements|financement|conflits d['’]intérêts|agradecimientos|"
    r"financiación|conflictos? de intereses|ringraziamenti|finanziamento|conflitti di interess[ei]|"
    r"agradecimentos|financiamento|conflitos de interesses?|dankwoord|financiering|podziękowania|"
    r"finansowanie|благодарности|финансирование|подяки|фінансування|致谢|致謝|謝辞)",
    re.IGNORECASE,
)
"""What follows the last thought of a paper."""
_OFFERS = re.compile(
    r"\b(?:free cancellation|cancellation is free|prices? (?:include|is|are|valid)|"
    r"kostenlos stornier\w+|stornierung|der preis (?:ist|beträgt)|annulation gratuite|le prix est|"
    r"cancelación gratuita|el precio (?:es|incluye)|cancellazione gratuita|il prezzo (?:è|include)|"
    r"cancelamento gratuito|o preço (?:é|inclui)|gratis annuleren|de prijs is|"
    r"bezpłatn\w+ rezygnacj\w+|стоимость|бесплатная отмена)\b",
    re.IGNORECASE,
)
"""What taking part costs."""
_LONGER = 2.0
"""Seconds that words without a voice stay longer than any scene, at most."""
_LEAST, _MOST = 12, 240
"""Characters of such a sentence."""


def conclude(parts: Sequence[OutlineSection], title: str) -> Sequence[OutlineSection]:
    """Return the sections of an outline with this title, with a conclusion that only side matters
    follow put after those."""
    side = _count_side_matters(parts, title)
    main, asides = parts[: len(parts) - side], parts[len(parts) - side :]
    if not asides or len(main) < 2 or main[-1].scripted:
        return parts
    is_paper = all(_STANDS_BELOW_A_PAPER.match(part.title) for part in asides)
    if not (_concludes(main[-1].title) or (is_paper and _decides(main[-1]))):
        return parts
    thought = main[-2] if _only_lists(main[-1]) and concludes(main[-2].title) else main[-1]
    return [*(part for part in main if part is not thought), *asides, thought]


def _concludes(title: str) -> bool:
    """Whether a title is that of a conclusion or of what comes next."""
    return concludes(title) or bool(_LOOKS_AHEAD.search(title))


def _only_lists(part: OutlineSection) -> bool:
    """Whether a section has a list and no word besides."""
    return bool(part.entries) and all(line.is_made_up for line in part.lines)


def _decides(part: OutlineSection) -> bool:
    """Whether a section of words recommends or decides something."""
    said = [] if part.kind or part.entries or part.content else list(_sentences_of([part]))
    return any(weigh_sentence(each) == DECIDES for each in said)


def last_thought(outline: Outline, title: str) -> str:
    """Return the sentence that sums a document up, one of its first, if it ends on side matters and
    has more than those; else an empty text.

    Args:
        outline: The document's.
        title: The film's title.
    """
    parts = outline.parts
    side = _count_side_matters(parts, outline.title, ends_nothing)
    with_words = [part for part in parts if part.lines or part.entries]
    if side == len(parts) or not (side or any(map(_ends_aside, with_words[-1:]))):
        return ""
    main = parts[: len(parts) - side]
    opening = [outline.opening, *takewhile(lambda part: part.title == title, main)]
    thoughts = list(filter(_sums_up, _sentences_of(opening)))
    if thoughts:
        return next(filter(asks_readers, thoughts), thoughts[0])
    notes = {part.title for part in main if part.announced}
    titles = list(dict.fromkeys(part.title for part in main if part.title not in notes))
    others = [part for part in main if part.title in titles[:_LOOKED_AT]]
    name = _NAME_ENDS.split(title, maxsplit=1)[0].lower()
    about = (text for text in _sentences_of(others) if text.lower().startswith(f"{name} "))
    calls = (text for text in _sentences_of(main[:_LOOKED_AT]) if asks_readers(text))
    return next(filter(_sums_up, (*about, *calls)), "")


def silence_repetition(scenes: Sequence[Scene]) -> Sequence[Scene]:
    """Return the scenes of a film, the last of which shows its words and says nothing if it begins
    to say again, word for word, what another one says."""
    if not scenes:
        return scenes
    *others, last = scenes
    said = sentences(last.narration)
    told = {each for scene in others for each in sentences(scene.narration)}
    is_repeated = is_bare_closing(last) and not told.isdisjoint(said[:1])
    return [*others, show_silently(last)] if is_repeated else scenes


def is_bare_closing(scene: Scene) -> bool:
    """Return whether a scene is a closing that shows nothing but a title, which is not what it
    says."""
    is_title = scene.title.casefold() == scene.narration.rstrip(FULL_STOP_MARKS).casefold()
    return scene.kind == "closing" and not (scene.items or scene.content or is_title)


def show_silently(scene: Scene) -> Scene:
    """Return a closing that shows its words and says nothing, for as long as they are read, within
    bounds."""
    said = sentences(scene.narration)
    shown = tuple(Item(text=each.rstrip(FULL_STOP_MARKS)) for each in said)
    more = READ.seconds(scene.narration) - SHORTEST
    hold = max(scene.hold, round(min(max(0.0, more), _LONGER), 1))
    return scene.model_copy(update={"narration": "", "items": shown, "hold": hold})


def _sentences_of(parts: Sequence[OutlineSection]) -> Iterator[str]:
    return (text for part in parts for line in part.lines for text in _said(line))


def _count_side_matters(
    parts: Sequence[OutlineSection],
    title: str,
    is_aside: Callable[[str], bool] = is_side_matter,
) -> int:
    """How many of the last sections are side matters, and not written for a film."""
    found = list(zip(parts, side_matters(parts, title, is_aside), strict=True))
    others = (
        n
        for n, (part, aside) in enumerate(reversed(found))
        if not (aside or _only_files(part)) or _is_written(part)
    )
    return next(others, len(found))


def _ends_aside(part: OutlineSection) -> bool:
    """Whether the last sentence of a section is about a side matter."""
    last = part.lines[-1] if part.lines and not (part.scripted or part.kind) else NarrationLine("")
    text = (_said(last) or [""])[-1]
    return is_side_matter(text) or names_license(text) or bool(_OFFERS.search(text))


def _only_files(part: OutlineSection) -> bool:
    """Whether a section only tells whom to ask or what comes next elsewhere."""
    said = [] if part.kind or part.entries or part.content else list(_sentences_of([part]))
    return bool(said) and all(weigh_sentence(each) == FILES for each in said)


def _is_written(part: OutlineSection) -> bool:
    """Whether a section has words that were written for a film."""
    return part.scripted and not part.is_footer


def _said(line: NarrationLine) -> Sequence[str]:
    return [] if line.is_made_up else whole_quotations(line.text)


def _sums_up(text: str) -> bool:
    alone = _ITSELF.match(text) or not (looks_back(text) or refers_back(text))
    says = weigh_sentence(text) > FILES and not is_label(text) and not text.endswith(("?", "!"))
    says = says and not is_without_speaker(text)
    return says and bool(alone) and ends_sentence(text) and _LEAST <= len(text) <= _MOST
