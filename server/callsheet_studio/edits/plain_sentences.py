"""The few plain sentences that can be read without doubt, each as a whole.

    take scene 3 out · move scene 5 before 2 · swap 2 and 3 · change "Europe" to "EMEA" everywhere

Words in quotes become marks, so that a form is compared with a short line; a sentence of which any
word is not part of a form is not understood.
"""

import re
from collections.abc import Callable, Mapping
from itertools import count
from typing import TypeAlias

from callsheet_studio.edits.draft import EditDraft
from callsheet_studio.edits.errors import EditError, NotUnderstood
from callsheet_studio.edits.film_settings import apply_settings, is_setting
from callsheet_studio.edits.replacement import replace_text
from callsheet_studio.text.word_lists import LEADING_ABBREVIATIONS

_NO_ABBREVIATION = "".join(rf"(?<!\b{word})" for word in sorted(LEADING_ABBREVIATIONS))
_END = re.compile(rf"{_NO_ABBREVIATION}[.!;](?=\s+\S)|\s#(?=\s)", re.IGNORECASE)
"""Where a sentence or the value of a setting ends and another begins; ` #` begins a comment."""
_IN_QUOTES = "If it is a part of the value before it, write that whole value in double quotes."
LONGEST = 200
"""Characters of a sentence, quoted words aside; no form is longer."""
_QUOTED = re.compile(r'"[^"\n]+"|“[^“”\n]+”|„[^„“”\n]+[“”]|«[^«»\n]+»|»[^«»\n]+«')
_MARK = re.compile("\x00(\\d+)\x00")
"""Stands for quoted words. Nobody can write it: requests are cleaned of such characters."""
_SHORT = re.compile("[A-Z]+")
Groups: TypeAlias = Mapping[str, str]
"""What the parts of a form hold, with quoted words as they are written; or nothing."""
Act: TypeAlias = Callable[[EditDraft, Groups], None]


def apply_lines(draft: EditDraft, text: str) -> None:
    """Apply lines of settings, and sentences in one of the known forms, to a draft.

    Sentences end at `.`, `!` or `;` outside of quotes.

    Raises:
        NotUnderstood: A word of a sentence is not understood.
        EditError: A sentence asks for what is not possible.
    """
    quoted = _QUOTED.findall(text)
    marks = count()

    def unmark(marked: str) -> str:
        return _MARK.sub(lambda mark: quoted[int(mark[1])], marked)

    for line in _QUOTED.sub(lambda _: f"\x00{next(marks)}\x00", text).split("\n"):
        hint = _IN_QUOTES if is_setting(unmark(line)) else ""
        for piece in _END.split(line):
            if sentence := " ".join(piece.split()).strip(" ,."):
                _apply(draft, sentence, unmark, hint)


def _apply(draft: EditDraft, sentence: str, unmark: Callable[[str], str], hint: str) -> None:
    written = unmark(sentence)
    if is_setting(written):
        apply_settings(draft, written)
        return
    for pattern, act in _FORMS if len(sentence) <= LONGEST else ():
        if match := pattern.fullmatch(sentence.rstrip(" !;")):
            said = {name: unmark((part or "").lower()) for name, part in match.groupdict().items()}
            if isinstance(act, str):
                apply_settings(draft, act.format_map(said))
            else:
                act(draft, said)
            return
    raise NotUnderstood(written, hint)


def _scene(draft: EditDraft, words: str) -> int:
    """The number of the scene that words name."""
    scenes = draft.before.scenes
    if match := re.search(r"\d+", words):
        return int(match[0])
    if "closing" in words and scenes[-1].kind != "closing":
        raise EditError(
            f"The film has no closing: its last scene is {len(scenes)}, {scenes[-1].title!r}. "
            "Nothing was changed; name scenes by number."
        )
    return len(scenes) if re.search("closing|last", words) else 1


def _remove(draft: EditDraft, said: Groups) -> None:
    for words in re.findall(r"\d+", said["scene"]) or [said["scene"]]:
        draft.remove(_scene(draft, words))


def _move(draft: EditDraft, said: Groups) -> None:
    places = _scene(draft, said["scene"]), _scene(draft, said["other"])
    draft.move(*places, behind=said["side"] != "before")


def _swap(draft: EditDraft, said: Groups) -> None:
    draft.swap(_scene(draft, said["scene"]), _scene(draft, said["other"]))


def _replace(draft: EditDraft, said: Groups) -> None:
    number = _scene(draft, said["scene"]) if said["scene"] else None
    words = said["old"][1:-1], said["new"][1:-1]
    replace_text(draft, words, number, everywhere="every" in said["where"])


def _length(draft: EditDraft, said: Groups) -> None:
    by = {" shorter": -1, " longer": 1}.get(said["way"])
    seconds = draft.length + by * _seconds(said) if by else _seconds(said)
    apply_settings(draft, f"duration: {round(seconds)}")


def _pause(draft: EditDraft, said: Groups) -> None:
    slot = draft[_scene(draft, said["scene"])]
    slot.scene = slot.scene.model_copy(update={"hold": _seconds(said)})


def _seconds(said: Groups) -> float:
    return float(said["n"]) * (60 if said["unit"].startswith("m") else 1)


def _revert(draft: EditDraft, said: Groups) -> None:
    raise EditError(
        "Taking edits back is a tool of its own, knowlify_revert_edit (POST /v1/edits/{edit_id}/"
        "revert), newest edit first; nothing was changed."
    )


_PLACE = r"(?:scene |scene no\. ?|#)?\d{1,4}|(?:the )?(?:opening|closing|(?:first|last) scene)"
_WORDS = {
    "S": f"(?P<scene>{_PLACE})",
    "O": f"(?P<other>{_PLACE})",
    "Q": _MARK.pattern.replace("(", "(?:"),
    "LIST": r"(?P<scene>\d{1,4}(?:(?:, | and |, and )\d{1,4}){1,40})",
    "SECONDS": r"(?P<n>\d{1,3}(?:\.\d)?) ?(?P<unit>seconds?|secs?|s|minutes?|min)",
    "HEX": r"(?P<hex>#(?:[0-9a-f]{6}|[0-9a-f]{3}))",
    "ROLE": r"(?P<role>primary|secondary|tertiary|accent)(?: colou?r)?",
    "IT": r"(?:it|the film|the video)",
}
_FORMS: tuple[tuple[re.Pattern[str], Act | str], ...] = tuple(
    (re.compile(f"(?:please )?{_SHORT.sub(lambda n: _WORDS.get(n[0], n[0]), form)}", re.I), act)
    for form, act in (
        (r"(?:take|leave|cut) S out", _remove),
        (r"(?:remove|delete|drop|cut|take out|leave out) S", _remove),
        (r"(?:remove|delete|drop|cut|take out|leave out) scenes LIST", _remove),
        (r"(?:move|put) S (?P<side>before|after|behind) O", _move),
        (r"swap (?:scenes )?S (?:and|with) O", _swap),
        (
            r"(?:change|replace) (?P<old>Q) (?:to|with|by|into) (?P<new>Q)"
            r"(?P<where> (?:in|of) S| everywhere| in every scene)?"
            r"(?:,? (?:and )?(?:in )?(?:the )?narration too|,? too)?",
            _replace,
        ),
        (r"(?:use |make |set |change )?(?:the )?ROLE(?: is| to| as| be)? HEX", "{role}: {hex}"),
        (r"(?:change |set )?(?:the )?title(?: is| to)? (?P<title>Q)", "title: {title}"),
        (r"call IT (?P<title>Q)", "title: {title}"),
        (r"(?:make IT )?SECONDS(?: long)?(?P<way> shorter| longer)?", _length),
        (r"(?:make IT )?(?P<aspect>9:16|16:9)", "aspect: {aspect}"),
        (r"(?:turn |switch )?(?:the )?music (?P<way>off|on)", "music: {way}"),
        (r"pause (?:for )?SECONDS after S", _pause),
        (r"(?:undo|revert|take back|go back)\b.*", _revert),
    )
)
"""Every form, whole, and what it does; a text is the setting that it stands for."""
