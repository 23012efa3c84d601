"""A marked request, cut into single wishes."""

import re
from collections.abc import Iterator

from callsheet_studio.edits.vocabulary import phrase

_BULLET = re.compile(r"\s*(?:[-*•‣·]|\(?\d{1,2}[.)]|[a-h]\))\s+(.*)", re.DOTALL)
_SEPARATOR = re.compile(
    r"(?P<strong>[.;!?]\s+|\n)|,?\s+(?:and then|and also|and|then|also|plus|but)\s+|,\s+", re.I
)
_FILLER = phrase(
    r"(?:please|kindly|also|then|and|next|now|finally|lastly|first(?:ly)?|"
    r"second(?:ly)?|third(?:ly)?|"
    r"additionally|in addition|just|ok(?:ay)?|so|hi|hello|hey|thanks|thank you|great|nice|"
    r"(?:can|could|would|will) you(?: please)?|i(?:'d| would) like (?:you )?to|i "
    r"(?:want|need) (?:you )?to|"
    r"i(?:'d| would) like|i want|i need|you should|we should|we need to|we want to|let's|let us|"
    r"it would be (?:nice|great|good) to|try to|go ahead and|make sure to|be sure to)[,:]? (?=\S)"
)
_WEAK = phrase(
    r"(?:<VERB> (?:the|a|an|another|one|scenes?|slides?|our|my|your|its?|all|"
    r"every\w*|some|this|that|"
    r"them|both|more|less|colou?rs?|point|bullet|step|bar|music|<S>|<Q>|<ORDINAL>)(?!\w)|"
    r"<VERB> [\d#])|"
    r"(?:in|on|for) <S>|<S> (?:should|must|needs|has to)|<S>\s*:|(?:no|without) music\b|"
    r"(?:its|the|their) (?:title|heading|headline|subtitle|text|narration|icon|"
    r"points|steps|kind)\b|"
    r"<S>['’]s |(?:slow|speed) (?:down|up|it)|undo|revert|mute|(?:a )?(?:slower|"
    r"faster|darker|lighter)"
)
_STRONG = phrase(
    rf"(?:<VERB>\b|{_WEAK.pattern}|(?:no|without|less|more)\b|<S>|"
    r"(?:the )?(?:primary|secondary|tertiary|accent|narrator|voice|music|background|style|"
    r"colou?rs?|film|video|movie|length|duration|aspect ratio|<ORDINAL>|<ITEM>)\b)"
)
_LEAD = phrase(r"(?:in|on|for|at|to|within|regarding|about) <S>|<S>\s*:?")
"""What only says which scene the words behind it are about."""


def clauses(marked: str) -> list[str]:
    """The wishes, in order; what does not begin like one belongs to the one before it."""
    return [clause for block in _blocks(marked) for clause in _cut(block)]


def bare(clause: str) -> str:
    """A clause without politeness and final punctuation."""
    clause = clause.strip()
    while found := _FILLER.match(clause):
        clause = clause[found.end() :]
    clause = re.sub(
        r"[,.]?\s+(?:please|thanks|thank you|too|as well|instead)[.!]*$", "", clause, flags=re.I
    )
    return clause.strip().rstrip(";,?").removesuffix(".").strip()


def _blocks(marked: str) -> list[str]:
    """Lines; one that does not begin like a wish goes on with the line above."""
    blocks: list[str] = []
    for line in marked.split("\n"):
        bullet = _BULLET.fullmatch(line)
        text = (bullet[1] if bullet else line).strip()
        if not text:
            continue
        begins = _STRONG.match(bare(text)) is not None
        if blocks and (not begins or (bullet and _lists(blocks[-1]))):
            blocks[-1] += f"\n{text}"
        elif not text.endswith(":") or _lists(text):
            blocks.append(text)
    return blocks


def _lists(block: str) -> bool:
    """Whether a list of values follows: `Change the points of scene 2 to:`."""
    return (
        re.search(r"(?:\bto|\bwith|\bpoints?|\bsteps?|\bbullets?|\bitems?|\bbars?)\s*:", block)
        is not None
    )


def _cut(block: str) -> Iterator[str]:
    start = 0
    if "\n" in block:
        yield block.strip()
        return
    for gap in _SEPARATOR.finditer(block):
        following = bare(block[gap.end() :])
        begins = _STRONG if gap["strong"] else _WEAK
        if begins.match(following) and not _LEAD.fullmatch(bare(block[start : gap.start()])):
            yield block[start : gap.start()].strip()
            start = gap.end()
    yield block[start:].strip()
