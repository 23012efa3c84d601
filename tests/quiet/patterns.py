"""Every pattern of this project, and texts made to keep each of them busy.

`python patterns.py LENGTH SECONDS` prints the slowest ten, each as a line: processor seconds, where
it stands, the pattern, and how its worst text begins. None runs longer than SECONDS.
"""

import ast
import importlib
import inspect
import json
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any, TypeAlias

# No public module takes a pattern apart.
ops: Any = importlib.import_module("re._constants")
parser: Any = importlib.import_module("re._parser")

ROOT = Path(__file__).parents[2]
PACKAGES = ("callsheet", "callsheet_studio", "callsheet_tools")
PROGRAMS = ("pack_icons", "gl_stubs")
"""Run by hand on files of our own."""
TABLES = ("callsheet_studio.storyboard.grammar", "callsheet_studio.audio.pronunciation")
"""Their patterns stand in tables and are asked, in turn, whether they fit a line or a word."""
LETTERS = " \t\n.,;:!?…-–—'\"“”‘’()[]{}<>|/\\*_#$`=+%&@~^05aAzZé字"
ENDS = ("", "\x00", "a", " \x00")
MOST_PUMPS = 40
SHORTER, MOST_LONG = 100, 4

Tree: TypeAlias = Iterable[tuple[Any, Any]]


@dataclass(frozen=True)
class Use:
    """A pattern, and how the code uses it."""

    pattern: "re.Pattern[str]"
    where: str
    whole: bool
    """Whether it is only asked if it fits a text from its start."""

    def run(self, text: str) -> None:
        if self.whole:
            self.pattern.fullmatch(text)
        else:
            for _ in self.pattern.finditer(text):
                pass


class TooLong(Exception):
    """The processor time is up."""


def main(length: int, seconds: float) -> None:
    signal.signal(signal.SIGVTALRM, _stop)
    found = [(*slowest(use, length, seconds), use.where, use.pattern.pattern) for use in uses()]
    for took, text, where, pattern in sorted(found, reverse=True)[:10]:
        print(json.dumps([round(took, 3), where, pattern, text]))


def slowest(use: Use, length: int, seconds: float) -> tuple[float, str]:
    """Processor seconds for the worst text, and how that begins.

    What takes long at full length is among the slowest of a hundredth of it: those alone run in
    full, and only if they would take long when time grew with the square of the length.
    """
    short = [(time_of(use, text, seconds), text) for text in hostile(use, length // SHORTER)]
    picked = {
        n
        for n in sorted(range(len(short)), key=short.__getitem__)[-MOST_LONG:]
        if short[n][0] * SHORTER**2 > seconds / 2
    }
    texts = (text for n, text in enumerate(hostile(use, length)) if n in picked)
    taken = [(time_of(use, text, seconds), text[:40]) for text in texts]
    return max(taken, default=(max(short)[0], ""))


def time_of(use: Use, text: str, seconds: float) -> float:
    """Processor seconds; it is stopped after as many as are given."""
    began = time.process_time()
    with suppress(TooLong):
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
        use.run(text)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - began


def hostile(use: Use, length: int) -> Iterator[str]:
    """What repeats in the pattern, repeated, after what stands before it, before what fails."""
    if ".edits." in use.where:  # a request has at most 2,000 characters, without runs of blanks
        length = min(length, 2000)
    pumps = {
        ("", "a"),
        ("", " "),
        ("", "."),
        ("", "["),
        *repeated(parser.parse(use.pattern.pattern)),
    }
    for before, pump in sorted(pumps)[:MOST_PUMPS]:
        for end in ENDS:
            text = before + pump * (length // len(pump)) + end
            yield " ".join(text.split()) if ".edits." in use.where else text


def repeated(tree: Tree, before: str = "") -> Iterator[tuple[str, str]]:
    for op, value in tree:
        if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            body = value[2]
            if value[1] is ops.MAXREPEAT or value[1] > 20:
                letters = fitting(body[0]) if len(body) == 1 else []
                yield from ((before, pump) for pump in {*samples(body), *letters} if pump)
            yield from repeated(body, before)
        for inner in parts(op, value):
            yield from repeated(inner, before)
        before += samples([(op, value)])[0]


def parts(op: Any, value: Any) -> list[Tree]:
    if op is ops.SUBPATTERN:
        return [value[3]]
    if op is ops.ATOMIC_GROUP:
        return [value]
    return list(value[1]) if op is ops.BRANCH else []


def samples(tree: Tree) -> list[str]:
    """A few texts that fit."""
    texts = [""]
    for op, value in tree:
        if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            inner = samples(value[2])[:2]
            found = [text * value[0] for text in inner] if value[0] else ["", *inner[:1]]
        elif inner := parts(op, value):
            found = [text for one in inner for text in samples(one)[:2]]
        else:
            found = fitting((op, value))[:3] or [""]
        texts = [text + more for text in texts[:3] for more in found[:3]][:6]
    return texts


def fitting(node: tuple[Any, Any]) -> list[str]:
    """Letters that fit a part of a pattern which takes one."""
    op, value = node
    if op is ops.LITERAL:
        return [chr(value)]
    if op not in (ops.IN, ops.NOT_LITERAL, ops.ANY):
        return []
    found = re.compile(_source(node))
    return [letter for letter in LETTERS if found.fullmatch(letter)][:8]


def _source(node: tuple[Any, Any]) -> str:
    op, value = node
    if op is ops.ANY:
        return "."
    if op is ops.NOT_LITERAL:
        return f"[^{re.escape(chr(value))}]"
    return f"[{''.join(map(_member, value))}]"


def _member(node: tuple[Any, Any]) -> str:
    op, value = node
    if op is ops.NEGATE:
        return "^"
    if op is ops.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return CATEGORIES[value] if op is ops.CATEGORY else re.escape(chr(value))


CATEGORIES: dict[Any, str] = {
    ops.CATEGORY_DIGIT: r"\d",
    ops.CATEGORY_NOT_DIGIT: r"\D",
    ops.CATEGORY_SPACE: r"\s",
    ops.CATEGORY_NOT_SPACE: r"\S",
    ops.CATEGORY_WORD: r"\w",
    ops.CATEGORY_NOT_WORD: r"\W",
}


def uses() -> list[Use]:
    """Patterns that are compiled when the modules are imported, and those that functions name."""
    found = [*compiled(), *inline()]
    return list({(use.pattern, use.where.partition(":")[0]): use for use in found}.values())


def compiled() -> Iterator[Use]:
    """Whoever imported a module before this would hide its patterns."""
    assert not any(name in sys.modules for name in PACKAGES)
    seen = list[tuple[re.Pattern[Any], str]]()
    compile_ = re.compile

    def note(pattern: Any, flags: Any = 0) -> "re.Pattern[Any]":
        made = compile_(pattern, flags)
        frame = inspect.currentframe()
        assert frame and frame.f_back
        seen.append((made, frame.f_back.f_globals.get("__name__", "")))
        return made

    re.compile = note
    names = list(_modules())
    re.compile = compile_
    whole = {use for name in names for use in _fitted(sys.modules[name])}
    for pattern, module in seen:
        if module.startswith(PACKAGES) and isinstance(pattern.pattern, str):
            yield Use(pattern, f"{module}.", pattern in whole or module in TABLES)


def _modules() -> Iterator[str]:
    for package in PACKAGES:
        path = importlib.import_module(package).__path__
        for module in pkgutil.walk_packages(path, f"{package}."):
            if module.name not in PROGRAMS and _try_import(module.name):
                yield module.name


def _try_import(name: str) -> bool:
    """Import it, unless it is of an extra that is not installed."""
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as missing:
        if str(missing.name).startswith(PACKAGES):
            raise
        return False
    return True


def _fitted(module: ModuleType) -> Iterator["re.Pattern[str]"]:
    """Patterns of a module of which it asks nothing but whether they fit a whole text."""
    asked = dict[str, set[str]]()
    for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            asked.setdefault(node.value.id, set()).add(node.attr)
    for name, methods in asked.items():
        if methods <= {"fullmatch", "match"} and isinstance(vars(module).get(name), re.Pattern):
            yield vars(module)[name]


def inline() -> Iterator[Use]:
    for path in [*(ROOT / "server").rglob("*.py"), *(ROOT / "tools").rglob("*.py")]:
        if "typings" in path.parts or path.stem in ("pack_icons", "build"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="re"), attr=method),
                    args=[ast.Constant(value=str(pattern)), *_],
                ) if method != "compile":
                    where = ".".join(path.relative_to(ROOT).with_suffix("").parts)
                    yield Use(re.compile(pattern), f"{where}:{node.lineno}", method == "fullmatch")
                case _:
                    pass


def _stop(_: int, frame: FrameType | None) -> None:
    raise TooLong


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
