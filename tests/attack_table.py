"""Tables of attacks: what came of each is held against what was recorded, but for its time."""

from collections.abc import Mapping, Sequence
from pathlib import Path

HEADINGS = ("attack", "server alive", "POSTs", "bytes read", "time", "what is seen")
TIME = HEADINGS.index("time") - 1
"""Its place among the cells behind the name: as long as it took when it was recorded."""


def check_row(
    table: tuple[Path, str, Sequence[str]], name: str, cells: Sequence[str], rewrite: bool
) -> None:
    """Hold one attack's cells against the recorded ones; rewritten by one process at a time.

    Args:
        table: Its file, its title, and the names of all attacks in their order.
        name: Of the attack.
        cells: What stands behind the name.
        rewrite: Whether the row is recorded first.
    """
    path, title, names = table
    rows = read_rows(path) if path.exists() else {}
    if rewrite:
        rows[name] = [cell.replace("|", "/") for cell in cells]
        write_rows(path, title, {each: rows[each] for each in names if each in rows})
    assert _untimed(rows[name]) == _untimed([cell.replace("|", "/") for cell in cells])


def read_rows(path: Path) -> dict[str, list[str]]:
    """The cells behind each name."""
    lines = path.read_text("utf-8").splitlines()[4:]
    rows = (line.removeprefix("| ").removesuffix(" |").split(" | ") for line in lines)
    return {name: cells for name, *cells in rows}


def write_rows(path: Path, title: str, rows: Mapping[str, Sequence[str]]) -> None:
    """The whole table."""
    lines = [title, "", _row(HEADINGS), _row(["---"] * len(HEADINGS))]
    lines += [_row((name, *cells)) for name, cells in rows.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _untimed(cells: Sequence[str]) -> list[str]:
    return [*cells[:TIME], *cells[TIME + 1 :]]
