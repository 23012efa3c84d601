"""Words, units and chemical formulas in TeX, written so that they are spoken as such: upright
letters are a word or a unit, and not the product of their letters."""

import re

_UPRIGHT = re.compile(r"\\(?:mathrm|operatorname\*?|mathsf|mathit|textrm|rm)\{([^{}]{1,60})\}")
_UNIT_GROUP = re.compile(
    r"(?<![\d.,])(?P<number>\d[\d.,]{0,20}(?:\s{0,3}\\(?:times|cdot)\s{0,3}10\^\{?-?\d{1,3}\}?)?)"
    r"(?:\\[ ,;:!]|~|\s){0,3}\\(?:mathrm|text|textrm|rm|operatorname)"
    r"\{(?P<unit>(?:[^{}]|\{[^{}]{1,3}\}){1,30})\}"
    r"(?P<power>\^\{?-?[1-4]\}?)?"
)
"""A number and its unit."""
_WORD = re.compile(r"[A-Za-z]{3,}|[a-z][A-Z]|[A-Z]{2}")
_CALLED = re.compile(r"(\\text\{[A-Za-z]{2,30})\}(?=\s{0,3}(?:\\left|\\bigl?)?\s{0,3}\()", re.ASCII)
_FACTOR = re.compile(r"([A-Za-zµΩ°%]+)(?:\^\{?(-?[1-4])\}?)?")
_BETWEEN = re.compile(r"(?:\\cdot|\\,|\\ |[·*~\s]){1,4}")
_UNITS = {
    "mol": "mole",
    "L": "liter",
    "l": "liter",
    "g": "gram",
    "m": "meter",
    "s": "second",
    "min": "minute",
    "h": "hour",
    "N": "newton",
    "J": "joule",
    "W": "watt",
    "V": "volt",
    "A": "ampere",
    "Pa": "pascal",
    "K": "kelvin",
    "C": "coulomb",
    "eV": "electronvolt",
    "Hz": "hertz",
    "bar": "bar",
}
"""Without a prefix, by their signs."""
_PREFIXES = {"n": "nano", "µ": "micro", "m": "milli", "c": "centi", "k": "kilo", "M": "mega"}
_NO_PLURAL = ("hertz", "bar", "kelvin")
_POWERS = {"2": " squared", "3": " cubed", "4": " to the fourth"}
_ELEMENTS = frozenset(
    re.findall(
        r"[A-Z][a-z]?",
        "HHeLiBeBCNOFNeNaMgAlSiPSClArKCaTiVCrMnFeCoNiCuZnBrKrRbSrAgCdSnIXeCsBaPtAuHgPbU",
    )
)
"""Chemical elements of school books."""
_SYMBOL = re.compile(r"[A-Z][a-z]?")
"""An element's sign."""
_ARROW = re.compile(
    r"\\(?:x|long)?(?:rightarrow|to|Rightarrow)(?![A-Za-z])(?:\{[^{}]{0,40}\})?|\\longrightarrow|->"
)
_MAPS = re.compile(r"^\s{0,9}[A-Za-z]{1,12}\s{0,3}(?::|\\colon)\s")
_GIVES = {
    "en": "gives",
    "de": "ergibt",
    "fr": "donne",
    "es": "da",
    "it": "dà",
    "pt": "dá",
    "nl": "geeft",
    "pl": "daje",
    "ru": "даёт",
}
_JOINED = {
    "en": "joined with",
    "de": "verkettet mit",
    "fr": "concaténé avec",
    "es": "concatenado con",
    "it": "concatenato con",
    "pt": "concatenado com",
    "nl": "samengevoegd met",
}
_SIGNS = {"+": "plus", "-": "minus"}
_STATE = re.compile(r"\((?:aq|s|l|g)\)")
_FORMULA_PIECE = re.compile(r"[A-Z][a-z]?|[_^]\{?(\d{0,2}[+-]?)\}?|\d+|[()\[\]+-]|\s+")
_LONGEST = 2000


def write_words(tex: str, language: str) -> str:
    """Return a formula in TeX in which upright words, units and chemical formulas are text, as they
    are spoken.

    Args:
        language: The first part of a BCP 47 tag; units are words in English, and signs elsewhere.
    """
    if len(tex) > _LONGEST or "\\" not in tex:
        return tex
    if (reaction := _reaction(tex, language)) is not None:
        return reaction
    tex = _UNIT_GROUP.sub(lambda found: _measure(found, language), tex)
    tex = _UPRIGHT.sub(_as_text, tex)
    if language == "en":
        tex = _CALLED.sub(r"\1 of}", tex)
    if _MAPS.match(tex) and language == "en":
        tex = _ARROW.sub(r" \\text{ to } ", tex)
    return _join_strings(tex, language)


def _measure(found: re.Match[str], language: str) -> str:
    """A number with its unit as text."""
    number, unit = found["number"], found["unit"].strip()
    power = found["power"] or ""
    said = _say_unit(f"{unit}{power}", is_one=number == "1")
    if said is None:
        return found[0]
    if language != "en":
        return f"{number}\\text{{ {unit}}}{power}"
    return f"{number}\\text{{ {said}}}"


def _say_unit(unit: str, *, is_one: bool) -> str | None:
    """A unit in English words, `moles per liter`; None if it is not known."""
    above, slash, below = unit.strip("\\,~ ").partition("/")
    tops, bottoms = _factors(above), _factors(below) if slash else []
    if tops is None or bottoms is None or not tops:
        return None
    bottoms += [(name, power.removeprefix("-")) for name, power in tops if power.startswith("-")]
    tops = [(name, power) for name, power in tops if not power.startswith("-")]
    words = [_with_power(*each) for each in tops]
    if tops and not is_one and tops[-1][0] not in _NO_PLURAL:
        name, power = tops[-1]
        words[-1] = _with_power(f"{name}s", power)
    return " ".join((*words, *(f"per {_with_power(*each)}" for each in bottoms)))


def _with_power(name: str, power: str) -> str:
    return f"{name}{_POWERS.get(power, '')}"


def _factors(text: str) -> list[tuple[str, str]] | None:
    """The units of a product, each with its power; None if one is not known."""
    found = list[tuple[str, str]]()
    for piece in filter(None, _BETWEEN.split(text.strip())):
        match = _FACTOR.fullmatch(piece)
        name = _name_unit(match[1]) if match else None
        if match is None or name is None:
            return None
        found.append((name, match[2] or ""))
    return found


def _name_unit(sign: str) -> str | None:
    if sign in _UNITS:
        return _UNITS[sign]
    prefix, rest = _PREFIXES.get(sign[:1]), _UNITS.get(sign[1:])
    return f"{prefix}{rest}" if prefix and rest else None


def _as_text(found: re.Match[str]) -> str:
    """Upright letters as a word, if they are one."""
    words = found[1].strip()
    plain = words.replace(" ", "").replace("-", "").replace("/", "")
    is_word = plain.isalpha() and bool(_WORD.search(plain))
    return f"\\text{{{words}}}" if is_word else found[0]


def _join_strings(tex: str, language: str) -> str:
    r"""`a \| b` in words, where no other bar stands to make a norm."""
    if len(re.findall(r"\\\||\\Vert", tex)) != 1 or language not in _JOINED:
        return tex
    return re.sub(r"\\\||\\Vert", rf"\\text{{ {_JOINED[language]} }}", tex)


def _reaction(tex: str, language: str) -> str | None:
    """A chemical reaction in words; None if it is none."""
    bare = re.sub(r"\\(?:mathrm|text|ce|rm)(?![A-Za-z])|\\[ ,;:!]", " ", tex)
    bare = _STATE.sub(" ", bare)
    sides = _ARROW.split(bare)
    if len(sides) != 2 or bare == tex or language not in _GIVES:
        return None
    said = [_say_side(side) for side in sides]
    if not all(said):
        return None
    return f"\\text{{{said[0]} {_GIVES[language]} {said[1]}}}"


def _say_side(side: str) -> str:
    """The chemical formulas on one side of a reaction, letter by letter; empty if there is
    something else."""
    text = side.replace("{", "").replace("}", "").replace("\\cdot", " ").strip(" $")
    said, at = list[str](), 0
    for piece in _FORMULA_PIECE.finditer(text):
        if piece.start() != at:
            return ""
        at = piece.end()
        symbol = piece[0]
        if _SYMBOL.fullmatch(symbol):
            if symbol not in _ELEMENTS:
                return ""
            said += symbol.upper()
        elif symbol in _SIGNS:
            said.append(_SIGNS[symbol])
        elif symbol[0] in "_^":
            charge = piece[1]
            said += [charge.rstrip("+-"), _SIGNS.get(charge[-1:], "")]
        elif symbol.isdigit():
            said.append(symbol)
    is_whole = at == len(text) and bool(_SYMBOL.search(text))
    return " ".join(filter(None, said)) if is_whole else ""
