"""Words for scenes that came without any, made only of what the scene shows."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby

from callsheet_studio.diagrams.description import describe
from callsheet_studio.diagrams.mermaid.errors import MermaidError
from callsheet_studio.diagrams.mermaid.parser import parse_mermaid
from callsheet_studio.storyboard import maths
from callsheet_studio.storyboard.code_purpose import tell_purpose
from callsheet_studio.storyboard.code_words import (
    is_command,
    is_host,
    name_code,
    name_list,
    without_code,
)
from callsheet_studio.storyboard.content import (
    Chart,
    Code,
    Content,
    Definition,
    Diagram,
    Equation,
    Picture,
    Table,
)
from callsheet_studio.storyboard.content_parts import (
    description_column,
    key_columns,
    only_names,
    only_result,
    two_columns,
    uncounted,
)
from callsheet_studio.storyboard.document_name import tells_nothing
from callsheet_studio.storyboard.items import LEAST_WORDS, join_parted
from callsheet_studio.storyboard.model import CHARTS, Item, Scene, SceneKind
from callsheet_studio.storyboard.mute_addresses import gives_address, is_mute
from callsheet_studio.storyboard.small_letters import join_small
from callsheet_studio.storyboard.spoken_rows import name_rows
from callsheet_studio.storyboard.step_words import begin_with_dates, counts_steps
from callsheet_studio.storyboard.tick_boxes import TICKED, are_open_and_done, offers_answers
from callsheet_studio.storyboard.title_pages import items_before, strip_page
from callsheet_studio.text.fixed_words import enumerate_texts, fixed_words, has_words
from callsheet_studio.text.language_names import is_english
from callsheet_studio.text.mood_signs import name_signs
from callsheet_studio.text.numbers import is_year
from callsheet_studio.text.punctuation import FULL_STOP_MARKS, ends_sentence
from callsheet_studio.text.sentences import (
    WHOLE_ENDS,
    as_sentence,
    begin_sentence,
    join_sentences,
)
from callsheet_studio.text.spoken_numbers import SMALL_NUMBERS
from callsheet_studio.text.word_lists import ABBREVIATIONS, NO_STEP, has_verb

_COUNT = SMALL_NUMBERS[1:11]
MOST_SAID = 24
"""Rows, lines or terms that are read; no film has time for more."""
_SHELLS = ("bash", "console", "sh", "shell", "zsh")
LANGUAGES = {
    **dict.fromkeys(_SHELLS, "Shell"),
    **dict.fromkeys(("js", "javascript", "jsx"), "JavaScript"),
    **dict.fromkeys(("ts", "typescript", "tsx"), "TypeScript"),
    **dict.fromkeys(("py", "python", "python3"), "Python"),
    **dict.fromkeys(("rb", "ruby"), "Ruby"),
    **dict.fromkeys(("rs", "rust"), "Rust"),
    **dict.fromkeys(("yaml", "yml"), "YAML"),
    **dict.fromkeys(("cpp", "c++"), "C++"),
    **dict.fromkeys(("cs", "csharp"), "C#"),
    **{
        name: name.upper()
        for name in ("c", "css", "html", "json", "php", "r", "sql", "toml", "xml")
    },
    **{
        name: name.capitalize()
        for name in ("dart", "go", "java", "julia", "kotlin", "lua", "swift")
    },
}
"""Languages of code by the words after a fence, as they are spoken."""
_ARROW = re.compile(r"(?<=\w) (?:→|➜|⇒|=>|->) (?=[^\W\d_A-ZÀ-Þ])")
"""Stands between a case and what to do then, and not between two names."""
_GOES_ON = re.compile(
    r"(?:and|or|but|who|whose|which|because|where|when|while|so|if|unless|thanks to)(?!\S)"
)
"""Begins the rest of a long item, which was parted at a comma."""
_RELATIVE = re.compile(
    r"(?:qui|que|dont|où|quien(?:es)?|che|cui|któr\w{1,4}|котор\w{1,4})(?!\S)|"
    r"(?:der|die|das|den|dem|dessen|deren|denen)\s.*\s[a-zäöüß]{1,30}(?:t|n)\W{0,3}$",
    re.DOTALL,
)
"""The same in other languages; in German a verb ends it."""
_CONTINUES = re.compile(
    r"(?:that|than|to|for|of|in|on|at|as|from|into|through|with|within|by|using|via|without|before|"
    r"after)(?!\S)"
)
"""The same where it was parted between two words."""
_SHORT = 4
"""Words up to which items are read as one list instead of a sentence each."""
_ASKING = ("?", "!", "…", "？", "！", "؟")
_SHORT_UNIT, _FEW_VALUES = 2, 2
"""Words of a unit that is said with each value, and values of which each has any."""
_MOST_COLUMNS, _MOST_WORDS = 5, 20
"""Columns of a table whose rows are read whole, and words of such a row but names, on average."""
_MOST_NAMES = 8
"""Names of a wide table's rows that are said."""
_RED, _MOST_RED = re.compile("[🔴⛔🛑🚨]"), 2
"""Marks that a row is in trouble, and how many such rows are said of a wide table."""
_FEW_NAMES = 3
"""Names of code that are said; of more the first is, and the others are counted."""


def write_narration(
    kind: SceneKind,
    title: str,
    items: Sequence[Item],
    language: str = "en",
    *,
    heading: str = "",
    before: int = 0,
) -> str:
    """Return a narration made only of a scene's title and items.

    Args:
        language: A BCP 47 tag; only some languages have words of Callsheet's own between the items.
        before: How many items of a numbered list stand on the pages before.
    """
    counts = kind in ("steps", "timeline", *CHARTS)
    items = [item for item in items if counts or not is_mute(item)]
    items = [_without_code(item) for item in items]
    named = name_signs([_ARROW.sub(": ", item.text) for item in items], language)
    items = [i.model_copy(update={"text": text}) for i, text in zip(items, named, strict=True)]
    read = _say_item
    if kind == "steps" and begin_with_dates(items):
        pass
    elif is_english(language):
        read = _READERS.get(kind, _say_item)
        is_count = read is _step and _names_things(heading or title, items)
        read = _say_numbered if is_count else read
    elif kind == "steps" and has_words(language):
        is_step = counts_steps(heading or title, items, language)
        read = partial(_step_of, language) if is_step else _say_numeral
    if is_english(language) and (options := _options(title, items)):
        body = options
    elif names := _code_names(items):
        body = [_say_names(names, language)]
    elif has_words(language) and are_open_and_done(items) and not offers_answers(title, items):
        body = _say_tasks(items, language)
    elif _is_list(items) and read is _say_item:
        body = _say_list([name_code(item.text) for item in items], language)
    else:
        items = [item.model_copy(update={"text": name_code(item.text)}) for item in items]
        body = [
            text.replace(f"{item.text}: ", f"{item.text}{fixed_words(language).colon}", 1)
            for n, item in enumerate(items, start=before)
            for text in read(n, item)
        ]
    return _say_below(title, body, language)


def narrate_scene(scene: Scene, language: str = "en", *, titled: bool = True) -> str:
    """Return a narration made only of what a scene shows; source text of code, diagrams and
    formulas is not read out.

    Args:
        language: A BCP 47 tag.
        titled: Whether the title is said; if there is nothing else to say it always is.
    """
    if scene.content is None and scene.kind in CHARTS and scene.subtitle:
        body: Sequence[str] = _of_values(scene.items, scene.subtitle, language)
    elif scene.content is None:
        is_bare = all(map(is_mute, scene.items))
        title = strip_page(scene.title) if titled or is_bare else ""
        before = items_before(scene.title)
        return write_narration(
            scene.kind, title, scene.items, language, heading=scene.title, before=before
        )
    else:
        body = [text for text in _of_content(scene.content, language) if text]
    titled &= not (isinstance(scene.content, Code) and _ends_with_language(scene, scene.content))
    said = body if body and not titled else [strip_page(scene.title), *body]
    return _say(said, language)


def _say_below(title: str, body: Sequence[str], language: str) -> str:
    """A title and what stands below it, in one sentence where the title ends in a comma: `You must
    not take it, if …`."""
    if title.endswith(",") and body:
        parts = "; ".join(text.rstrip(".,;") for text in body)
        return _say([f"{title} {parts}"], language)
    return _say([title, *body], language)


def _ends_with_language(scene: Scene, code: Code) -> bool:
    """Whether a scene's title ends with the language of its code, which is said with that."""
    name = LANGUAGES.get(code.language, "")
    return bool(name) and scene.title.rpartition(": ")[2].casefold() == name.casefold()


def _say(texts: Sequence[str], language: str) -> str:
    """The texts as sentences of the language."""
    return join_sentences(as_sentence(begin_sentence(text), language) for text in texts)


def _announce_code(language: str, text: str) -> Sequence[str]:
    """By what it is for, or its language; commands by how many there are: lines with a prompt, or
    all but comments."""
    if language not in _SHELLS:
        name = LANGUAGES.get(language, "")
        return [tell_purpose(name, text) or f"This is the code, in {name}"] if name else []
    if purpose := tell_purpose("Shell", text):
        return [purpose]
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith("#")]
    commands = [line for line in lines if line.startswith("$ ")] or lines
    return ["These are the commands" if len(commands) > 1 else "This is the command"]


def _of_content(content: Content, language: str) -> Sequence[str]:
    english = is_english(language)
    match content:
        case Table(header=header, rows=rows):
            return _of_table(header, rows[:MOST_SAID], language)
        case Chart(over=over, series=series, categories=categories):
            names = enumerate_texts([each.name for each in series], language)
            about = f"{names}, by {over}" if english and over else names
            header = (over, *(each.name for each in series))
            rows = [
                (name, *(each.written[n] for each in series))
                for n, name in enumerate(categories[:MOST_SAID])
            ]
            return [about, *name_rows(header, rows, language)]
        case Equation(lines=lines):
            return [maths.speak(line, language) for line in lines[:MOST_SAID]]
        case Definition(terms=terms):
            colon = fixed_words(language).colon
            return [f"{term.term}{colon}{'; '.join(term.meanings)}" for term in terms[:MOST_SAID]]
        case Picture(description=description, callouts=callouts):
            said = "" if tells_nothing(description) else description
            return [said, enumerate_texts([each.text for each in callouts], language)]
        case Code(language=name, states=states):
            return _announce_code(name, states[-1].text) if english else []
        case Diagram(source=source):
            return _of_diagram(source, language)


def _of_table(header: Sequence[str], rows: Sequence[Sequence[str]], language: str) -> Sequence[str]:
    names = [row[0] for row in rows]
    if len(header) == 1 and all(len(name.split()) <= _SHORT for name in names):
        return _say_list(names, language)
    table = Table(header=tuple(header), rows=tuple(map(tuple, rows)))
    if result := only_result(table):
        return name_rows(result.header, result.rows, language)
    told = name_rows(header, rows, language)
    words = sum(not word.endswith(":") for row in told for word in row.split())
    if len(header) > _MOST_COLUMNS or (len(header) > 2 and words > _MOST_WORDS * len(told)):
        return _of_wide_table(header, rows, language)
    return told


def _of_wide_table(
    header: Sequence[str], rows: Sequence[Sequence[str]], language: str
) -> Sequence[str]:
    """The names of its rows, each with what describes it if there is such a column; of rows that
    have numbers for names, one more column. Where some rows have a red mark, only those, with their
    number and what describes them."""
    table = Table(header=tuple(header), rows=tuple(map(tuple, rows)))
    table, names = uncounted(table), only_names(table)
    red = tuple(row for row in table.rows if any(map(_RED.match, row)))
    if 0 < len(red) < len(table.rows):
        brief = key_columns(table.model_copy(update={"rows": red[:_MOST_RED]}))
        return name_rows(brief.header, brief.rows, language)
    if (described := description_column(table)) is not None:
        brief = [(name_code(row[0]), without_code(row[described])) for row in table.rows]
        return name_rows((table.header[0], table.header[described]), brief, language)
    if names is None:
        brief = two_columns(table)
        return name_rows(brief.header, brief.rows, language)
    return [_say_first([name for (name,) in names.rows], language)]


def _say_first(names: Sequence[str], language: str) -> str:
    """The names, of many only the first, and the others counted."""
    names = join_small(names, language)
    if len(names) <= _MOST_NAMES or not is_english(language):
        return enumerate_texts(names[:_MOST_NAMES], language)
    named, more = names[: _MOST_NAMES - 1], len(names) - _MOST_NAMES + 1
    return enumerate_texts((*named, f"{_count(more - 1)} others"), language)


def _of_values(items: Sequence[Item], unit: str, language: str) -> Sequence[str]:
    """The values of a chart with what they are."""
    values = [item.second_line or "" for item in items]
    names = [item.text for item in items]
    if not is_english(language) and all(value.isdecimal() for value in values):
        return [f"{name}: {value} {unit}" for name, value in zip(names, values, strict=True)]
    told = name_rows(("", unit), list(zip(names, values, strict=True)), language)
    is_long = len(unit.split()) > _SHORT_UNIT and len(items) > _FEW_VALUES
    if is_long and len(told) == len(items) and all(values):
        colon = fixed_words(language).colon  # the unit is said once
        others = zip(names[1:], values[1:], strict=True)
        told = [told[0], *(f"{name}{colon}{value}" for name, value in others)]
    return told


def _of_diagram(source: str, language: str) -> Sequence[str]:
    try:
        return describe(parse_mermaid(source), language)
    except MermaidError:
        return []


def _is_list(items: Sequence[Item]) -> bool:
    """Several items of a few words, without details."""
    plain = all(item.detail is None and item.label is None for item in items)
    return plain and len(items) > 1 and all(len(i.text.split()) <= _SHORT for i in items)


def _without_code(item: Item) -> Item:
    detail = without_code(item.detail or "") or None
    is_address = bool(detail) and (is_host(detail) or is_command(detail) or gives_address(detail))
    detail = None if is_address else detail
    return item.model_copy(update={"text": without_code(item.text) or item.text, "detail": detail})


def _code_names(items: Sequence[Item]) -> Sequence[str]:
    """The names of several items that are code without a word on it."""
    if len(items) < 2 or any(item.detail or item.label for item in items):
        return ()
    return name_list([item.text for item in items]) or ()


def _say_names(names: Sequence[str], language: str) -> str:
    if len(names) <= _FEW_NAMES or not is_english(language):
        return enumerate_texts(names[:_FEW_NAMES], language)
    return f"{names[0]} and {_count(len(names) - 2)} others"


def _say_list(texts: Sequence[str], language: str) -> Sequence[str]:
    """Short texts as sentences if all of them are; else in one sentence, without full stops."""
    texts = list(dict.fromkeys(texts))
    if all(map(ends_sentence, texts)) or any(text.endswith(_ASKING) for text in texts):
        return texts
    return [enumerate_texts(join_small(list(map(_unended, texts)), language), language)]


def _unended(text: str) -> str:
    """Without the full stop that ends no abbreviation."""
    is_short = text.rstrip(".").rpartition(" ")[2].lower() in ABBREVIATIONS
    return text if text.endswith("..") or is_short else text.rstrip(FULL_STOP_MARKS)


def _options(title: str, items: Sequence[Item]) -> Sequence[str]:
    """The answers that a question offers in boxes, and those that are ticked."""
    if not offers_answers(title, items):
        return ()
    right = [item.text for item in items if item.icon == TICKED]
    *others, last = (item.text for item in items)
    return f"{', '.join(others)} or {last}?", enumerate_texts(right, "en")


def _say_tasks(items: Sequence[Item], language: str) -> Sequence[str]:
    """Tasks, each with whether it is done; several short ones that follow each other in one
    sentence."""
    words, said = fixed_words(language), list[str]()
    for is_done, tasks in groupby(items, lambda item: item.icon == TICKED):
        label = f"{words.done if is_done else words.to_do}{words.colon}"
        if _is_list(group := list(tasks)):
            names = [_unended(name_code(item.text)) for item in group]
            said.append(f"{label}{enumerate_texts(names, language)}")
        else:
            said += [text for item in group for text in _begin(label, _say_item(0, item))]
    return said


def _say_item(_: int, item: Item) -> Sequence[str]:
    more = item.detail or item.label
    if not more or (more.endswith("…") and not item.text.endswith("…")):  # cut on the picture
        return (item.text,)
    if more.startswith("("):
        return (f"{item.text.rstrip('.')} {more}",)
    if parted := join_parted(item):
        return (parted,)
    long = len((item.detail or "").split()) > _SHORT
    is_apart = (long and not _names(item.detail or "")) or ": " in (item.detail or "")
    if item.detail and item.detail[0].isupper() and is_apart:
        return item.text, item.detail
    goes_on = not more[0].isupper() or len(item.text.split()) <= _SHORT or not ends_sentence(more)
    if item.detail and (item.text.endswith(WHOLE_ENDS) or not goes_on):
        return item.text, item.detail
    return (f"{_unended(item.text)}{_mark_before(more, len(item.text.split()))} {more}",)


def _names(detail: str) -> bool:
    """Whether a detail is no sentence: it has neither an end nor, in English, a verb."""
    words = detail.split()
    return not ends_sentence(detail) and not has_verb(words)


def _mark_before(more: str, words: int) -> str:
    """What parts the rest of an item from its first words, of which there are so many."""
    if words >= LEAST_WORDS and _CONTINUES.match(more):
        return ""
    goes_on = (words > _SHORT and _GOES_ON.match(more)) or (
        words >= LEAST_WORDS and _RELATIVE.match(more)
    )
    return "," if goes_on else ":"


def _step(n: int, item: Item) -> Sequence[str]:
    return _begin(f"Step {_count(n)}: ", _say_item(n, item))


def _say_numbered(n: int, item: Item) -> Sequence[str]:
    """One of a list that is numbered, but does not say what to do."""
    return _begin(f"{_count(n).capitalize()}: ", _say_item(n, item))


def _count(n: int) -> str:
    return _COUNT[n] if n < len(_COUNT) else str(n + 1)


def _say_numeral(n: int, item: Item) -> Sequence[str]:
    return _begin(f"{n + 1}: ", _say_item(n, item))


def _names_things(title: str, items: Sequence[Item]) -> bool:
    """Whether English items are no steps: one begins as no step can, `your team lead`, `All
    employees`, `Not to`, or has no word, or they don't tell what to do."""
    texts = [item.text for item in items if item.text.split()]
    has_number = any(not any(map(str.isalpha, text)) for text in texts)
    begins = any(text.split()[0].lower() in NO_STEP for text in texts)
    return has_number or begins or not counts_steps(title, items, "en")


def _step_of(language: str, n: int, item: Item) -> Sequence[str]:
    return _begin(f"{fixed_words(language).step.format(n=n + 1)}: ", _say_item(n, item))


def _bar(_: int, item: Item) -> Sequence[str]:
    return (f"{_unended(item.text)}, {item.label or item.detail}",)


def _event(n: int, item: Item) -> Sequence[str]:
    told = _say_item(n, item)
    return _begin("In ", told) if is_year(item.text) and item.detail else told


def _begin(words: str, texts: Sequence[str]) -> Sequence[str]:
    return (f"{words}{texts[0]}", *texts[1:])


_READERS: dict[SceneKind, Callable[[int, Item], Sequence[str]]] = {
    "steps": _step,
    "bars": _bar,
    "line": _bar,
    "timeline": _event,
}
