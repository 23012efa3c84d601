"""The few plain sentences that can be read without doubt, each as a whole.

    take scene 3 out · move scene 5 before 2 · swap 2 and 3 · change "Europe" to "EMEA" everywhere

A text is cut into sentences in one pass. Words in quotes become marks, so that a form is compared
with a short line; a sentence of which any word is not part of a form is not understood.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from callsheet_studio.edits.draft import Draft
from callsheet_studio.edits.errors import EditError, NotUnderstood
from callsheet_studio.edits.film_settings import apply_settings, is_setting
from callsheet_studio.edits.numbers import set_value
from callsheet_studio.edits.replacement import replace_text
from callsheet_studio.storyboard.model import Item

LONGEST = 200
"""Characters of a sentence, quoted words aside; no form is longer."""
_CLOSING = {'"': '"', "“": "”", "„": "“”", "«": "»", "»": "«"}
"""Quotation marks, and what ends them."""
_BY_TOOL = (
    "Taking edits back is a tool of its own, knowlify_revert_edit (POST /v1/edits/{edit_id}/"
    "revert), newest edit first; nothing was changed."
)


@dataclass(frozen=True)
class Sentence:
    """A sentence, and the words that it quotes."""

    text: str
    """Lower case; each quoted text is `<0>`, `<1>` …"""
    quoted: tuple[str, ...]
    written: str
    """As it stands in the request."""


@dataclass(frozen=True)
class Context:
    """What a form works with."""

    draft: Draft
    sentence: Sentence
    groups: Mapping[str, str | None]
    pictures: tuple[str, ...]

    def quoted(self, group: str) -> str:
        """The words that a group quotes."""
        return self.sentence.quoted[int((self.groups[group] or "<0>")[1:-1])]

    def scene(self, group: str) -> int:
        """The number of the scene that a group names."""
        return _scene_number(self.draft, self.groups[group] or "")


def apply_lines(draft: Draft, text: str, pictures: tuple[str, ...] = ()) -> None:
    """Carry out lines of settings and sentences.

    Raises:
        NotUnderstood: A word of one is not understood.
        EditError: What one asks for is not possible.
    """
    for line in filter(str.strip, text.split("\n")):
        whole = [Sentence("", (), line)] if is_setting(line) else split_sentences(line)
        for sentence in whole:
            if is_setting(sentence.written):
                apply_settings(draft, sentence.written)
            else:
                _apply(draft, sentence, pictures)


def split_sentences(text: str) -> Iterator[Sentence]:
    """Sentences end at `.`, `!`, `;` and before `, and` — outside of quotes and numbers."""
    words, quoted, start, at = list[str](), list[str](), 0, 0
    while at < len(text):
        end = _end_of_quote(text, at)
        if end:
            words.append(f"<{len(quoted)}>")
            quoted.append(text[at + 1 : end])
            at = end + 1
            continue
        if text[at] in ".!;" and (at + 1 == len(text) or text[at + 1].isspace()):
            yield _sentence(words, quoted, text[start:at])
            words, quoted, start = [], [], at + 1
        else:
            words.append(text[at])
        at += 1
    yield _sentence(words, quoted, text[start:])


def _end_of_quote(text: str, at: int) -> int:
    """Where the quote that begins here ends; 0 when none does."""
    ends = _CLOSING.get(text[at], "")
    found = [end for mark in ends if (end := text.find(mark, at + 1)) > at + 1]
    return min(found, default=0)


def _sentence(words: list[str], quoted: list[str], written: str) -> Sentence:
    text = " ".join("".join(words).lower().split()).strip(" ,.")
    return Sentence(text.removeprefix("please "), tuple(quoted), written.strip())


def _apply(draft: Draft, sentence: Sentence, pictures: tuple[str, ...]) -> None:
    if not sentence.text:
        return
    if len(sentence.text) <= LONGEST:
        for pattern, act in _FORMS:
            found = pattern.fullmatch(sentence.text)
            if not found:
                continue
            if isinstance(act, str):
                apply_settings(draft, act.format(**found.groupdict()))
            else:
                act(Context(draft, sentence, found.groupdict(), pictures))
            return
    raise NotUnderstood(sentence.written)


def _scene_number(draft: Draft, words: str) -> int:
    count = len(draft.before.scenes)
    ends = {"opening": 1, "intro": 1, "first": 1, "closing": count, "last": count}
    found = re.search(r"\d+", words)
    number = int(found[0]) if found else next(n for word, n in ends.items() if word in words)
    if "closing" in words and draft.before.scenes[-1].kind != "closing":
        raise EditError(
            f"The film has no closing: its last scene is {count}, "
            f"{draft.before.scenes[-1].title!r}. Nothing was changed; name scenes by number."
        )
    return number


def _remove(context: Context) -> None:
    for number in re.findall(r"\d+", context.groups["list"] or ""):
        context.draft.remove(int(number))


def _remove_end(context: Context) -> None:
    context.draft.remove(context.scene("scene"))


def _move(context: Context) -> None:
    behind = context.groups["side"] != "before"
    context.draft.move(context.scene("scene"), context.scene("other"), behind=behind)


def _move_to_end(context: Context) -> None:
    start = context.groups["end"] in ("start", "beginning", "front")
    context.draft.move_to_end(context.scene("scene"), start=start)


def _swap(context: Context) -> None:
    context.draft.swap(context.scene("scene"), context.scene("other"))


def _replace(context: Context) -> None:
    old, new = context.quoted("old"), context.quoted("new")
    where = context.groups["where"] or ""
    number = context.scene("scene") if context.groups["scene"] else None
    replace_text(context.draft, (old, new), number, everywhere="every" in where)


def _set_value(context: Context) -> None:
    name, only = context.quoted("name").lower(), context.groups["scene"]
    at = context.sentence.written.lower().rfind(context.groups["value"] or "")
    written = context.sentence.written[at : at + len(context.groups["value"] or "")]
    found = [
        (number, scene)
        for number, scene in context.draft.numbered()
        if (not only or context.scene("scene") == number)
        and any(_has_value(item, name) for item in scene.items)
    ]
    if len(found) != 1:
        where = ", ".join(str(number) for number, _ in found) or "no scene"
        raise EditError(
            f"{name!r} has a value in {where}; nothing was changed. Name one scene that has it, "
            "as in '… in scene 2'."
        )
    ((number, scene),) = found
    items = (set_value(item, written) if _has_value(item, name) else item for item in scene.items)
    context.draft.set_scene(number, items=tuple(items))


def _has_value(item: Item, name: str) -> bool:
    return item.text.lower() == name and item.value is not None


def _title(context: Context) -> None:
    title = context.quoted("title")
    if context.groups.get("scene"):
        context.draft.set_scene(context.scene("scene"), title=title)
    else:
        context.draft.set_title(title)


def _length(context: Context) -> None:
    unit = 60 if (context.groups["unit"] or "").startswith("m") else 1
    seconds = int(context.groups["n"] or 0) * unit
    by = {" shorter": -1, " longer": 1}.get(context.groups.get("way") or "", 0)
    wanted = context.draft.film.seconds + by * seconds if by else seconds
    apply_settings(context.draft, f"duration: {wanted}")


def _pause(context: Context) -> None:
    context.draft.set_scene(context.scene("scene"), hold=float(context.groups["n"] or 0))


def _picture(context: Context) -> None:
    n = int(context.groups["n"] or 1)
    if not 1 <= n <= len(context.pictures):
        raise EditError(
            f"The request brings {len(context.pictures)} pictures, so there is no picture {n}. "
            "Nothing was changed: send its address in reference_image_urls."
        )
    image = context.pictures[n - 1]
    context.draft.set_scene(context.scene("scene"), kind="image", image=image, content=None)


def _revert(context: Context) -> None:
    raise EditError(_BY_TOOL)


Act: TypeAlias = Callable[[Context], None]
_WORDS = {
    "N": r"(?:scene |scene no\. ?|#)?\d{1,4}",
    "END": r"(?:the )?(?:opening|intro|closing|first scene|last scene)",
    "Q": r"<\d{1,3}>",
    "VALUE": r"(?P<value>[-−+]?[$€£¥₹]?\d[^\s<>]*(?: ?(?:%|[a-z]{1,8}))??)",
    "LIST": r"(?P<list>\d{1,4}(?:(?:, | and |, and )\d{1,4}){1,40})",
    "UNIT": r"(?P<unit>seconds?|secs?|s|minutes?|min)",
    "HEX": r"(?P<hex>#(?:[0-9a-f]{6}|[0-9a-f]{3}))",
    "ROLE": r"(?P<role>primary|secondary|tertiary|accent)(?: colou?r)?",
    "IT": r"(?:it|the film|the video)",
    "TOO": r"(?:,? (?:and )?(?:in )?(?:the )?narration too|,? too)?",
    "REMOVE": r"(?:remove|delete|drop|cut|take out|leave out)",
}
_WORDS["S"] = f"(?P<scene>{_WORDS['N']}|{_WORDS['END']})"
_WORDS["O"] = f"(?P<other>{_WORDS['N']}|{_WORDS['END']})"
_WORDS["IN"] = f"(?P<where> (?:in|of) {_WORDS['S']}| everywhere| in every scene)?"
_FORMS: tuple[tuple[re.Pattern[str], Act | str], ...] = tuple(
    (re.compile(re.sub(r"[A-Z]+", lambda name: _WORDS.get(name[0], name[0]), form)), act)
    for form, act in (
        (r"(?:take|leave|cut) S out", _remove_end),
        (r"REMOVE S", _remove_end),
        (r"REMOVE scenes LIST", _remove),
        (r"(?:move|put) S (?P<side>before|after|behind) O", _move),
        (
            r"(?:move|put) S (?:to|at) the (?:very )?(?P<end>start|beginning|front|end)",
            _move_to_end,
        ),
        (r"swap (?:scenes )?S (?:and|with) O", _swap),
        (r"(?:change|replace) (?P<old>Q) (?:to|with|by|into) (?P<new>Q)(?:IN)(?:TOO)", _replace),
        (r"(?:change|set) (?P<name>Q) to VALUE(?: in S)?", _set_value),
        (r"(?:use|make|set|change)(?: the)? ROLE(?: to| as| be)? HEX", "{role}: {hex}"),
        (r"(?:the )?ROLE(?: is| should be)? HEX", "{role}: {hex}"),
        (r"(?:use|take) HEX (?:as|for) the ROLE", "{role}: {hex}"),
        (r"(?:change |set )?(?:the )?title(?: is| to| should be)? (?P<title>Q)", _title),
        (r"call IT (?P<title>Q)", _title),
        (r"(?:rename|call) S(?: to)? (?P<title>Q)", _title),
        (r"(?:make IT )?(?P<n>\d{1,4}) ?UNIT(?: long)?(?P<way> shorter| longer)?", _length),
        (r"(?:the )?(?:length|duration)(?: is| should be| to)? (?P<n>\d{1,4}) ?UNIT", _length),
        (r"(?:make IT )?(?P<aspect>9:16|16:9)", "aspect: {aspect}"),
        (r"(?:turn |switch )?(?:the )?music (?P<way>off|on)", "music: {way}"),
        (r"(?:turn|switch) (?P<way>off|on) the music", "music: {way}"),
        (r"no music", "music: off"),
        (r"(?:pause|wait|hold)(?: for)? (?P<n>\d{1,2}(?:\.\d)?) ?UNIT after S", _pause),
        (r"show (?:the )?picture(?: (?P<n>\d))? in S", _picture),
        (r"(?:undo|revert|take back|go back)\b.*", _revert),
    )
)
"""Every form, whole, and what it does; a text is the setting that it stands for."""
