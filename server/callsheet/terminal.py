"""What a person sees in a terminal: a bar, a table, words set apart from results.

Standard output carries results only (a path, a table, lines to paste), so that a command can be
piped; everything said to the person goes to standard error.
"""

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from typing import NoReturn, TypeAlias

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

WIDE = 160
"""Columns of a table that goes to a file or a pipe."""
INTERRUPTED = 130
"""What a shell expects from a program that was stopped with Ctrl-C."""

Show: TypeAlias = Callable[[float, str], None]
"""Called with a percentage and what is going on."""

_aside = Console(stderr=True, highlight=False)


def say(text: str, style: str = "") -> None:
    """Print a sentence to the person, on standard error.

    Args:
        style: Rich's style, such as `yellow`.
    """
    _aside.print(escape(text), style=style, soft_wrap=True)


def stop(text: str, code: int = 1) -> NoReturn:
    """Print why on standard error, and end the command with this exit code, by raising
    `typer.Exit`."""
    say(text, "red" if code == 1 else "")
    raise typer.Exit(code)


@contextmanager
def bar() -> Generator[Show]:
    """Give a block a function that shows progress (percent, message) as a bar on standard error;
    the bar goes away at the end."""
    columns = BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TimeElapsedColumn()
    text = TextColumn("{task.description}", markup=False)
    with Progress(*columns, text, console=_aside, transient=True) as progress:
        task = progress.add_task("starting", total=100)

        def show(percent: float, message: str) -> None:
            progress.update(task, completed=percent, description=message)

        yield show


def print_table(rows: Iterable[Sequence[str]], heads: Sequence[str] = ()) -> None:
    """Print rows of cells as a table on standard output, with a line of heads if there are any;
    cells are printed as they are."""
    printed = Table(*heads, box=None, pad_edge=False, show_header=bool(heads))
    if heads:  # the first cell is an id, to be copied whole
        printed.columns[0].no_wrap = True
    for cells in rows:
        printed.add_row(*(escape(cell) for cell in cells))
    console = Console(highlight=False)
    console.print(printed, width=None if console.is_terminal else WIDE)
