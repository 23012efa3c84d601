"""Which words stay together where a text is broken into lines: a number and its unit, a sign and
its number, and the first short word of a quotation and the next."""

import re

from callsheet_studio.text.punctuation import AROUND_WORDS

_UNIT_TEXT = """
% ‰ ° °c °f °k k € $ £ ¥ ₹ eur usd gbp chf kr zł kč nm µm μm mm cm dm m km in ft yd mi mm² cm² m²
km² ha mm³ cm³ m³ µg μg mg g kg t oz lb lbs µl μl ml cl dl l pt gal tsp tbsp cup cups tl el ns µs
μs ms s sec min min. h hr hrs std std. sek sek. uhr hz khz mhz ghz w kw mw gw wh kwh mwh gwh v kv mv
ma ah mah kj mj kcal cal kn pa kpa hpa mpa bar mbar mol mmol b kb mb gb tb pb kib mib gib kbit
mbit gbit bit/s kbit/s mbit/s gbit/s kb/s mb/s gb/s m/s km/h mph rpm px dpi fps db dba lm lx percent
prozent procent pct million millions millionen mio mio. billion billions milliarde milliarden mrd
mrd. trillion thousand millones milliards bn mn mln mld pp
"""
_UNITS = frozenset(_UNIT_TEXT.split())
"""In small letters."""
_MARKS = "([{\"'“”„«‹‘’"
_NUMBER = re.compile(r"[^\w\s]{0,3}(?:\d[\d.,:'’/–-]*[½¼¾⅓⅔⅛]?|[½¼¾⅓⅔⅛])[*)]?")
_BEFORE = frozenset(
    ["±", "≈", "~", "<", ">", "≤", "≥", "+", "−", "×", "€", "$", "£", "¥", "₹", "us$", "eur", "usd"]
    + ["gbp", "chf", "rs.", "ca.", "no.", "nr."]
)
"""Stand before the number that they belong to, in small letters."""
_BETWEEN = frozenset(["x", "×", "±"])
"""Stand between two numbers."""
_OF = frozenset(["of", "von", "sur", "de", "di", "van", "av", "af", "z", "ze"])
"""Stand before a number of which something is a part: `Module 3 of 5`."""
_OPENING, _ENDING = '"“„«‹「『', '"”“»›」』'
_SHORT = 6
"""Letters of a quotation's first word that is not left alone at a line's end, at most."""


def stay_together(before: str, after: str) -> bool:
    """Return whether two neighboring words of a text stay on one line: `43 %`, `2 cm`, `€ 5`,
    `± 0.04`, `of 5`, `"What exactly`."""
    is_share = before.lower() in _OF and bool(_NUMBER.fullmatch(after.rstrip(AROUND_WORDS)))
    return is_share or is_number_part(before, after) or _opens_quotation(before)


def is_number_part(before: str, after: str) -> bool:
    """Return whether two neighboring words are parts of one measure: a number and its unit, or a
    sign and its number."""
    left, right = before.lstrip(_MARKS).lower(), after.lower()
    if _NUMBER.fullmatch(after.rstrip(AROUND_WORDS)) and left in _BEFORE | _BETWEEN:
        return True
    if not _NUMBER.fullmatch(before):
        return left in ("%", "‰") and right == "±"
    return right in _UNITS or right.strip(AROUND_WORDS) in _UNITS or right in _BETWEEN


def _opens_quotation(word: str) -> bool:
    inside = word.lstrip("(")
    letters = inside[1:]
    is_open = inside[:1] in _OPENING and not any(mark in letters for mark in _ENDING)
    return bool(inside) and is_open and 0 < len(letters) <= _SHORT
