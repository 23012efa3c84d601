"""Words that are struck out because they are done, and not because they are wrong."""

import re
from collections.abc import Sequence, Set

from callsheet_studio.storyboard.markdown import Token

_TICK = "✔✓✅☑🗸"
_DONE = re.compile(
    rf"[\s:,.;–—-]*(?:[{_TICK}]|→|->|=>|➜|⇒|[(\[]?(?:closed|done|complete[d]?|finished|fixed|resolved|solved|"
    r"answered|decided|shipped|merged|erledigt|fertig|geschlossen|gelöst|behoben|entschieden|"
    r"abgeschlossen|fait|terminé|fermé|résolu|hecho|cerrado|resuelto|terminado|listo|fatto|chiuso|"
    r"risolto|feito|concluído|resolvido|fechado|klaar|gesloten|afgerond|opgelost|zrobione|"
    r"zamknięte|готово|сделано|закрыто|решено|完了|完成|已完成|완료)\b)",
    re.IGNORECASE,
)
"""After what is done, decided or answered."""
_TICKED = re.compile(rf"[{_TICK}]\ufe0f?\s*$|^\s*\[[xX]\]\s*$")
"""Before it."""


def kept_strikes(tokens: Sequence[Token]) -> Set[int]:
    """Return the indexes of the tokens that open and close a struck-out text whose words stay: a
    tick, an arrow or a word such as `done` follows it, or a tick stands before it.

    Args:
        tokens: The children of an `inline` token.
    """
    opened, kept = list[int](), set[int]()
    for n, token in enumerate(tokens):
        if token.type == "s_open":
            opened.append(n)
        elif token.type == "s_close" and opened:
            start = opened.pop()
            if _is_done(_text_before(tokens, start), _text_after(tokens, n)):
                kept |= {start, n}
    return kept


def _is_done(before: str, after: str) -> bool:
    return bool(_DONE.match(after) or _TICKED.search(before))


def _text_before(tokens: Sequence[Token], n: int) -> str:
    return tokens[n - 1].content if n and tokens[n - 1].type == "text" else ""


def _text_after(tokens: Sequence[Token], n: int) -> str:
    """The text behind a token in its line, emphasis aside."""
    found = list[str]()
    for token in tokens[n + 1 : n + 6]:
        if token.type.endswith("break") or token.type == "s_open":
            break
        found.append(token.content)
    return "".join(found)[:40]
