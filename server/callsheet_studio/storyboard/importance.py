"""What a scene is worth to a film without time for all: how much of it must be said, and which
scenes go first."""

import re
from collections.abc import Sequence
from itertools import accumulate

from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.outline import OutlineSection
from callsheet_studio.storyboard.speech_timing import SpeechTiming
from callsheet_studio.text.punctuation import ends_sentence
from callsheet_studio.text.sentences import join_sentences

_LEAST_SECONDS = 2.5
"""Of speech in a scene: less is a fragment."""
_WORD = re.compile(r"[^\W_]+")
_FACT = re.compile(r"\d[\d.,:]*+|(?<=[a-z,] )[A-Z“\"'`]\w*|\w{6,}")
"""A number, a name, something quoted, a long word: short ones mostly join others."""
_SUMS_UP = re.compile(
    r"(?:abstract|conclusions?|in (?:brief|short)|key (?:findings|points|takeaways)|overview|"
    r"results?|summary|takeaways?|tl;?dr|what you will learn)\b",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[\W\d_]*+")
"""Numbers and pictures before a title."""
_STANDS_ASIDE = re.compile(r"(?:faq|homework|questions?|quiz|roadmap)\b", re.IGNORECASE)
_IS_SIDE_MATTER = re.compile(
    r"(?:(?:the |our |project |new )?(?:acknowledge?ments?|authors?|backers|changelog|changes$|"
    r"citation|citing|code of conduct|community|contact|contribut(?:e$|e to|ing|ions?|ors)|"
    r"copyright|credits|donat(?:e|ing|ions?)|funding|further reading|getting help|help$|"
    r"licen[cs](?:es?|ing)|links|maintainers?|references|"
    r"release (?:history|information|notes)|releasing|"
    r"report(?:ing)? (?:a |security )?(?:bugs?|issues?|vulnerabilit(?:y|ies))|"
    r"security (?:contact|policy)|see also|see \S++ for|sponsors?|star history|support$|"
    r"thanks|thank you|version history|what's changed|"
    r"lizenz|mitwirken|danksagung|impressum|licencia|contribuir|agradecimientos|contribuer|"
    r"remerciements|licenza|licença|лицензия)\b|许可|许可证|贡献|ライセンス|라이선스)",
    re.IGNORECASE,
)
_IS_RELEASE = re.compile(r"[\[(]?v?\d++\.\d++[\w.]*+[\])]?(?:\s*+[-–—(:].*)?", re.IGNORECASE)
"""`v2.11.4 (2025-04-29)`."""
_LICENSES = re.compile(r"\b(?:MIT|BSD|[AL]?GPL|Apache|ISC|MPL|PSF|Unlicense|Creative Commons)\b")
_LICENSE = re.compile(r"\blicen[cs]", re.IGNORECASE)
_MOST_OF_LICENSE = 200
"""Characters."""
_ASIDE = 10
"""Levels that a side matter counts as deeper, so that it is left out before everything else."""


def least_sentences(scene: Scene, said: Sequence[str], pace: SpeechTiming) -> int:
    """Return how many of its first sentences a scene must say to tell something: more than its
    title, for at least `_LEAST_SECONDS`; all of them where they don't.

    Args:
        scene: Any scene.
        said: Its sentences.
        pace: How long words take.
    """
    title = set(_words(scene.title))
    mute = next((n for n, text in enumerate(said) if not title.issuperset(_words(text))), 0)
    sums = accumulate(map(pace.seconds, said))
    told = (n for n, time in enumerate(sums, start=1) if n > mute and time >= _LEAST_SECONDS)
    return next(told, len(said))


def depth(scene: Scene, before: Scene, said: Sequence[str], level: int) -> float:
    """Return how deep a scene stands in its document: the level of its heading, with a half more
    where it goes on with the words of the scene before, shows further code of the same section,
    asks without an answer or stands aside, as questions do, and a half less where it sums up.

    Args:
        scene: Any scene but the first.
        before: The one before it.
        said: The sentences of its narration.
        level: Of its heading, from 1.
    """
    both_code = scene.kind == before.kind == "code"
    goes_on = scene.title == before.title and (scene.content is None or both_code)
    asks = bool(said) and said[-1].endswith("?")
    return level + (goes_on + asks + stands_aside(scene) - bool(_SUMS_UP.match(scene.title))) / 2


def stands_aside(scene: Scene) -> bool:
    """Return whether a scene's title is of something that leads away from the subject, such as a
    license or questions."""
    return is_side_matter(scene.title) or bool(_STANDS_ASIDE.match(scene.title))


def is_side_matter(title: str) -> bool:
    """Return whether a title is that of what stands in any document, such as a license, and is not
    about the subject at all."""
    found = _MARKS.match(title)
    return bool(_IS_RELEASE.fullmatch(title)) or bool(
        _IS_SIDE_MATTER.match(title, found.end() if found else 0)
    )


def side_matters(parts: Sequence[OutlineSection], title: str) -> Sequence[bool]:
    """Return of each section of an outline whether it is a side matter, or stands below one.

    Args:
        title: The outline's. If it is that of a side matter, such as "Changelog", none of its
            sections is one.
    """
    found, above, is_subject = list[bool](), 0, is_side_matter(title)
    for part in parts:
        is_below = 0 < above < part.level
        is_aside = is_side_matter(part.title) or _is_license(part)
        is_aside = is_aside and part.kind is None and not is_subject
        above = above if is_below else part.level * is_aside
        found.append(is_aside or is_below)
    return found


def _is_license(part: OutlineSection) -> bool:
    """Whether a section only says under which license a project is, or is a footer without a
    sentence."""
    text = join_sentences(line.text for line in part.lines)
    is_footer = part.is_footer and len(text) <= _MOST_OF_LICENSE and not ends_sentence(text)
    return not (part.entries or part.content) and (is_footer or names_license(text))


def names_license(text: str) -> bool:
    """Return whether a short text says under which license a project is."""
    is_short = len(text) <= _MOST_OF_LICENSE
    return is_short and bool(_LICENSES.search(text) and _LICENSE.search(text))


def levels_of(parts: Sequence[OutlineSection], title: str) -> Sequence[int]:
    """Return how deep the sections of an outline with this title stand: their headings' levels,
    side matters below all others."""
    asides = side_matters(parts, title)
    return [p.level + _ASIDE * aside for p, aside in zip(parts, asides, strict=True)]


def count_facts(scene: Scene, said: Sequence[str]) -> int:
    """Return about how many different facts are shown and said by a scene with these sentences."""
    shown = [f"{item.text} {item.detail or ''}" for item in scene.elements]
    return len(set(_FACT.findall(join_sentences([*shown, *said]))))


def _words(text: str) -> Sequence[str]:
    return _WORD.findall(text.casefold())
