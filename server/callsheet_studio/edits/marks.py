"""A request in which quoted texts and named scenes are marked, so that patterns can be simple.

`Rename “The lock” to "A shared key" and move it after the intro` becomes
`Rename «0» to «1» and move it after ‹2›`, with a table of what the marks stand for. A scene is
named by its number, its place, its part in the film, its kind, or words of its title.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from callsheet_studio.edits.asked import no_such
from callsheet_studio.edits.vocabulary import END, QUOTE, SCENE, count_of, phrase, place_of
from callsheet_studio.script.storyboard import Scene, SceneKind, Storyboard

_QUOTED = re.compile(
    r'"([^"]*)"|“([^”]*)”|„([^“”]*)[“”]|«\s*([^»]*?)\s*»|`([^`]*)`|‘([^‘]*?)’(?!\w)|'
    r"(?<!\w)'((?:[^']|(?<=\w)'(?=\w))+)'(?!\w)"
)
_MARK = re.compile(f"[{QUOTE}{SCENE}](\\d+){END}")
_MOST_TITLE_WORDS = 10
_KIND_NAMES: dict[str, tuple[SceneKind, ...]] = {
    "bar chart": ("bars",),
    "bar graph": ("bars",),
    "line chart": ("line",),
    "line graph": ("line",),
    "chart": ("bars", "line"),
    "graph": ("bars", "line"),
    "timeline": ("timeline",),
    "comparison": ("comparison",),
}
_SMALL_WORDS = """
a an the of in on to for and or is are was how what why when where it its this that new with
"""
_STOP_WORDS = frozenset(_SMALL_WORDS.split())


class Marks:
    """The table of one request."""

    def __init__(self, film: Storyboard) -> None:
        """Nothing is marked yet."""
        self._film = film
        self._texts: list[str] = []
        self._inside: list[str] = []
        self._scenes: dict[int, int] = {}
        self._ways: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
            (
                phrase(r"\b(?:the )?<SCENES> (?:called |named |titled |about |on )?(<Q>)"),
                self._quoted,
            ),
            (phrase(r"\b(?:the )?(<Q>) <SCENES>\b"), self._quoted),
            (
                phrase(
                    r"\b(?:the )?<SCENES> (?:number |no\.? ?)?#?"
                    r"(\d+(?:(?:\x20*[,–-]\x20*|\x20(?:and|to|through|with|&)\x20|,\x20and\x20)"
                    r"(?:<SCENES> )?#?\d+)*)\b"
                ),
                self._numbered,
            ),
            (phrase(r"\b(?:the )?<SCENES> (<ONE>)\b"), self._counted),
            (phrase(r"\b(?:the )?(<ORDINAL>) and (?:the )?(<ORDINAL>) <SCENES>\b"), self._both),
            (phrase(r"\b(?:the )?(first|last|final) (<ONE>|\d{1,2}) <SCENES>\b"), self._several),
            (phrase(r"\b(?:the )?(<ORDINAL>) <SCENES>\b"), self._placed),
            (phrase(r"\b(?:the )?(?:very )?(<ORDINAL>) one\b"), self._placed),
            (
                phrase(
                    r"\bthe (?:intro|introduction|opening|title (?:scene|slide|card)|start(?: "
                    r"scene|ing scene))\b(?: <SCENES>\b)?"
                ),
                self._opening,
            ),
            (
                phrase(
                    r"\bthe (?:closing|outro|ending|conclusion|end (?:scene|card|slide))\b(?: "
                    r"<SCENES>\b)?"
                ),
                self._closing,
            ),
            (
                phrase(
                    r"\bthe (bar chart|bar graph|line chart|line graph|chart|graph|timeline|"
                    r"comparison)\b(?: <SCENES>\b)?"
                ),
                self._of_kind,
            ),
            (
                phrase(
                    r"\b(?:the|that) <SCENES> (?:called|named|titled|about|on|with the title) "
                    r"([^\ue000-\ue002:;\n]+)"
                ),
                self._about,
            ),
            (phrase(r"\bthe ((?:[\w'’&-]+ ){1,8}?)<SCENES>\b"), self._titled),
        )

    def mark(self, request: str) -> str:
        """The request with marks instead of quotes and scenes.

        Raises:
            NotUnderstood: A scene is named that is not there.
        """
        marked = _QUOTED.sub(self._hide, request)
        for pattern, name in self._ways:
            marked = pattern.sub(lambda found, name=name: name(found) or found[0], marked)
        return marked

    def scene(self, mark: str) -> int:
        """The index of the scene that a mark names."""
        return self._scenes[_number(mark)]

    def plain(self, words: str) -> str:
        """The words as they were written, quotes included."""
        while _MARK.search(words):
            words = _MARK.sub(lambda mark: self._texts[int(mark[1])], words)
        return words

    def value(self, words: str) -> str:
        """The words as a value: what stands in the quotes when they are one quoted text."""
        words = words.strip().rstrip(",;")
        whole = _MARK.fullmatch(words.rstrip("."))
        if whole and words.startswith(QUOTE):
            return self._inside[int(whole[1])].strip()
        return self.plain(words).strip()

    def by_title(self, words: str) -> int | None:
        """The index of the one scene whose title these words are, or at least mean."""
        wanted = " ".join(words.lower().split()).strip(" .!?")
        titles = [
            " ".join(scene.title.lower().split()).strip(" .!?") for scene in self._film.scenes
        ]
        if wanted in titles:
            return titles.index(wanted)
        return _nearest(wanted, self._film.scenes)

    def _new(self, text: str, inside: str = "") -> int:
        self._texts.append(text)
        self._inside.append(inside)
        return len(self._texts) - 1

    def _hide(self, found: re.Match[str]) -> str:
        inside = next(group for group in found.groups() if group is not None)
        return f"{QUOTE}{self._new(found[0], inside)}{END}"

    def _named(self, text: str, index: int) -> str:
        number = self._new(text)
        self._scenes[number] = index
        return f"{SCENE}{number}{END}"

    def _quoted(self, found: re.Match[str]) -> str | None:
        title = self.value(found[1])
        index = self.by_title(title)
        return None if index is None else self._named(found[0], index)

    def _numbered(self, found: re.Match[str]) -> str:
        """One number, a list of them, or a range."""
        numbers = list(_numbers(found[1]))
        named = [self._at(f"scene {n}", n - 1, found[0]) for n in numbers]
        return ", ".join(named[:-1]) + (" and " if named[1:] else "") + named[-1]

    def _at(self, what: str, index: int, text: str) -> str:
        if not 0 <= index < len(self._film.scenes):
            raise no_such(what, self._film)
        return self._named(text, index)

    def _counted(self, found: re.Match[str]) -> str | None:
        index = place_of(found[1], 1000) if found[1].isalpha() else None
        return None if index is None else self._at(found[0], index, found[0])

    def _placed(self, found: re.Match[str]) -> str:
        index = place_of(found[1], len(self._film.scenes))
        return self._at(found[0].strip(), -1 if index is None else index, found[0])

    def _both(self, found: re.Match[str]) -> str:
        indices = [place_of(word, len(self._film.scenes)) for word in found.groups()]
        named = [self._at(found[0], -1 if n is None else n, found[0]) for n in indices]
        return " and ".join(named)

    def _several(self, found: re.Match[str]) -> str:
        """`the last two scenes`."""
        count, all_of_them = int(count_of(found[2])), range(len(self._film.scenes))
        chosen = all_of_them[:count] if found[1].lower() == "first" else all_of_them[-count:]
        return " and ".join(self._named(found[0], n) for n in chosen)

    def _opening(self, found: re.Match[str]) -> str:
        return self._named(found[0], 0)

    def _closing(self, found: re.Match[str]) -> str:
        return self._named(found[0], len(self._film.scenes) - 1)

    def _of_kind(self, found: re.Match[str]) -> str | None:
        kinds = _KIND_NAMES[" ".join(found[1].lower().split())]
        fitting = [n for n, scene in enumerate(self._film.scenes) if scene.kind in kinds]
        return self._named(found[0], fitting[0]) if len(fitting) == 1 else None

    def _about(self, found: re.Match[str]) -> str | None:
        """As many of the words as belong to the title; the rest stays."""
        start = found.start(1) - found.start()
        ends = [end.start() for end in re.finditer(r"\s|$", found[1])][:_MOST_TITLE_WORDS]
        best: tuple[int, int] | None = None
        for end in ends:
            index = self.by_title(found[1][:end])
            if index is not None and _belongs(found[1][:end], self._film.scenes[index]):
                best = end, index
        if best is None:
            return None
        head = found[0][: start + best[0]]
        return self._named(head, best[1]) + found[0][len(head) :]

    def _titled(self, found: re.Match[str]) -> str | None:
        index = self.by_title(found[1])
        return None if index is None else self._named(found[0], index)


def _numbers(text: str) -> Iterator[int]:
    """`2, 3 and 5`, `2-4`, `2 to 4`."""
    for run in re.split(r"\s*,?\s*(?:,|\band\b|\bwith\b|&)\s*", text):
        first, *last = map(int, re.findall(r"\d+", run))
        yield from range(first, min(last[0], first + 100) + 1) if last else (first,)


def _number(mark: str) -> int:
    found = _MARK.search(mark)
    assert found, "a pattern matched a mark"
    return int(found[1])


def _nearest(wanted: str, scenes: Sequence[Scene]) -> int | None:
    """The scene whose title shares most telling words with these; None if two do, or none."""
    telling = _stems(wanted)
    if not telling:
        return None
    scores = [len(telling & _stems(scene.title)) for scene in scenes]
    best = max(scores)
    enough = best >= max(1, len(telling) - 1) and best * 2 > len(telling)
    return scores.index(best) if enough and scores.count(best) == 1 else None


def _belongs(words: str, scene: Scene) -> bool:
    """Whether the last of the words is a telling one of the title, or they are all of it."""
    last = _stems(words.split()[-1]) if words.split() else set[str]()
    return bool(last & _stems(scene.title)) or words.lower().strip() == scene.title.lower()


def _stems(text: str) -> set[str]:
    words = [word for word in re.findall(r"[^\W_]+", text.lower()) if word not in _STOP_WORDS]
    return {word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words}
