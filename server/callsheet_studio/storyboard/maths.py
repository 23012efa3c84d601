"""Mathematics in TeX as words to speak and as plain text to show: the one place that knows mathra.

mathra is a part of the `studio` extra. Without it a formula is called by its name and shown as it
was written.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from callsheet_studio.storyboard.case_words import PLACE, part_cases, when_word
from callsheet_studio.storyboard.tex_words import write_words
from callsheet_studio.text.fixed_words import fixed_words
from callsheet_studio.text.language_names import is_english, primary_subtag
from callsheet_studio.text.spoken_numbers import SMALL_NUMBERS

UNREADABLE = "a formula"
"""What is said of one that can't be read."""
LONGEST = 2000
"""Characters of a formula that are read."""
_LANGUAGES = {"pt": "pt-BR"}
_LOCALES = "ar de en es fr hi id it ja ko nl pl pt-BR ru tr zh"
_ENDS = re.compile(
    r"(?:^|,? )(?:end (?:root|fraction|of \w+)|Ende de[rs] \w+|"
    r"fin de (?:la )?\w+|fim da \w+|(?:fine|einde|koniec|конец|akhir) \w+)\b,?"
)
"""What only tells where a part ends to somebody who can't see it."""
_END_OF_POWER = re.compile(
    r", (?:end exponent|Ende des Exponenten|fin de l['’]exposant|fin del exponente|"
    r"fim do expoente|fine esponente|einde exponent|koniec wykładnika|конец степени|akhir pangkat|"
    r"üs sonu|घात समाप्त)"
)
_END_OF_FRACTION = re.compile(
    r"[,،]? (?:end (?:fraction|root)|Ende (?:des Bruchs|der Wurzel)|fin de la (?:fraction|racine)|"
    r"fin de la (?:fracción|raíz)|fine (?:frazione|radice)|fim da (?:fração|raiz)|"
    r"einde (?:breuk|wortel)|koniec (?:ułamka|pierwiastka)|конец (?:дроби|корня)|"
    r"akhir (?:pecahan|akar)|(?:kesir|kök) sonu|(?:分数|ルート)終わり|"
    r"(?:分数|根号)结束|(?:분수|루트) 끝|(?:भिन्न|मूल) समाप्त|"
    r"نهاية (?:الكسر|الجذر))(?!\w)[,،]?(?=(?P<rest> ?\S*))"
)
_RELATES = re.compile(
    r" ?(?:equals|is|does|approaches|ist|égale|est|es|è|é|równa|jest|равно|sama|eşittir|"
    r"イコール|等于|이퀄|बराबर|يساوي|close|and|or|$|[,;.،])"
)
"""Goes on after a fraction so that nobody takes it for a part of that."""
_CAPITAL = re.compile(
    r"\b(?:capital|großes|hoofdletter|duża|duże|заглавная|заглавное|büyük) (?=\w{2})|"
    r"大文字の ?|大写 ?|대문자 ?|कैपिटल |"
    r"(?<=\w\w) (?:majuscule|mayúscula|maiuscol[ao]|maiúscul[ao]|kapital|كبيرة)\b"
)
"""Before or behind the name of a Greek letter."""
_COMMAS = re.compile(r"[,،](?: ?[,،])+")
_GREEK = re.compile(r"\\([A-Z][a-z]{1,6})(?![A-Za-z])")
_NAMED = re.compile(r"([_^])\{(in|(?![i-n]+\})[A-Za-z]{3,})\}")
"""A word as an index, `E_{max}`, and not the letters of several, `a_{ijk}`."""
_THOUSANDS = re.compile(r"(?<=\d)\{,\}(?=\d{3}(?!\d))")
_BRACKET = re.compile(r" ?\b(open|close) (paren|bracket)\b ?")
_OPERATOR = re.compile(
    r"\b(?:plus|minus|times|over|divided by|negative|root|to the|squared|cubed)\b"
)
"""In a part that must be heard as one."""
_RAISES = re.compile(r"(?:to the|squared|cubed)\b")
_RAISED_SHORT = re.compile(
    r"^(?:to the [^\s,]++|squared|cubed)(?= (?:plus|minus|times|is|equals)\b)"
)
_FUNCTION = re.compile(r"(?:^| )[fghFGO]$")
_FACTOR = re.compile(r"(?:^| )(?:[A-Z]|\d[\d.]*|\w{3,}|all [a-z0-9 ]+)$")
"""Before an opening bracket: no single small letter, which may be a function."""
_OPERAND = re.compile(r"(?:[A-Za-z]|\d[\d.]*)(?: |$)")
_CLOSED = "\x1d"
"""Stands where a bracket has closed."""
_NO_FACTOR = frozenset(
    ("of", "equals", "plus", "minus", "times", "over", "negative", "than", "to", "by", "comma")
)
_COEFFICIENT = re.compile(r"\b([2-9])(?= [A-Za-z]\b)")
_HELPER = re.compile(
    r"\b(?:fraction|Bruch|fracción|fração|frazione|breuk|ułamek|дробь|pecahan|kesir|भिन्न), |"
    r"(?<!\w)(?:分数|분수), |(?<!\w)كسر، "
)
_SYMBOLS = str.maketrans({"⌈": "", "⌉": "", "⌊": "", "⌋": "", "⟨": "", "⟩": ""})
_RAISED = re.compile(r"\^(\d+|[ni])(?!\w)")
_SUPERSCRIPTS = str.maketrans("0123456789ni-−", "⁰¹²³⁴⁵⁶⁷⁸⁹ⁿⁱ⁻⁻")
_RAISED_NUMBER = re.compile(r"\^\(([-−]?\d+)\)")
_LOWERED = re.compile(r"_(\d+)(?!\w)")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_COMMAND = re.compile(r"\\([A-Za-z]+)|[{}\\$]")


def speak(tex: str, language: str = "en") -> str:
    """Return a formula in TeX as words to speak.

    A formula that can't be read gives "a formula", in any language.

    Args:
        language: A BCP 47 tag; English where the language is not known.
    """
    name = primary_subtag(language)
    if parted := part_cases(tex):
        said = _speak_cases(*parted, language)
        if said:
            return said
    locale = _LANGUAGES.get(name, name)
    tex = _THOUSANDS.sub("", tex) if name == "en" else tex
    tex = write_words(tex.strip().rstrip(".,;: ") or tex, name)
    tex = _NAMED.sub(r"\1{\\text{\2}}", tex)
    locale = locale if locale in _LOCALES.split() else "en"
    said = _render(tex, locale, "speech")
    if said is None:
        return UNREADABLE
    said = _say_brackets(said) if locale == "en" else said
    said = said if _has_both_sizes(tex) else _CAPITAL.sub("", said)
    said = _END_OF_FRACTION.sub(_end_fraction, _END_OF_POWER.sub(",", said))
    plain = _HELPER.sub("", _ENDS.sub("", said)).translate(_SYMBOLS)
    if locale == "en":  # a figure before a letter would be an amount: `5 t` five tons
        plain = plain.replace("to the power, ", "to the power of ")
        plain = _COEFFICIENT.sub(lambda found: SMALL_NUMBERS[int(found[1])], plain)
    return _one_line(_COMMAS.sub(",", plain.replace(" comma ", ", "))).strip(" ,،")


def _speak_cases(frame: str, cases: Sequence[tuple[str, str]], language: str) -> str:
    """A formula with its cases one after the other; empty if the language has no word for that, or
    a part can't be read."""
    said = list[str]()
    for value, condition in cases:
        word = when_word(condition, primary_subtag(language))
        parts = (speak(value, language), speak(condition, language))
        if word is None or UNREADABLE in parts:
            return ""
        said.append(f"{parts[0]} {word}{parts[1]}")
    if not is_english(language):
        return speak(frame, language).replace(PLACE, "; ".join(said))
    *others, last = said
    joined = f"{', '.join(others)}, and {last}" if others else last
    return speak(frame, language).replace(PLACE, joined)


def _has_both_sizes(tex: str) -> bool:
    """Whether a Greek letter is in a formula as a capital and as a small one."""
    return any(f"\\{name.lower()}" in tex for name in _GREEK.findall(tex))


def _end_fraction(found: re.Match[str]) -> str:
    """A pause at the end of a fraction, unless what goes on can't be taken for a part of it."""
    return "" if _RELATES.match(found["rest"]) else ","


def speak_lines(formulas: Iterable[str], language: str) -> str:
    """Return the lines of a formula in TeX as words to speak, with commas between them.

    Args:
        language: A BCP 47 tag.
    """
    return fixed_words(language).comma.join(speak(line, language) for line in formulas)


def show(tex: str) -> str:
    """Return a formula in TeX as one line of plain text, such as `x² + 1`; one that can't be read
    as it is written, without backslashes, braces and dollar signs."""
    text = _render(tex, "en", "text")
    if text is None:
        return _one_line(_COMMAND.sub(lambda m: m[1] or "", tex))
    text = _RAISED_NUMBER.sub(lambda m: m[1].translate(_SUPERSCRIPTS), text)
    raised = _RAISED.sub(lambda m: m[1].translate(_SUPERSCRIPTS), text)
    return _one_line(_LOWERED.sub(lambda m: m[1].translate(_SUBSCRIPTS), raised))


@lru_cache(maxsize=4096)
def _render(tex: str, locale: str, form: str) -> str | None:
    """What mathra makes of the formula; None when it can make nothing of it."""
    if len(tex) > LONGEST:
        return None
    try:
        import mathra  # only films with formulas wait for it
    except ImportError:  # no wheel for this platform
        return None
    try:
        result = mathra.render(tex, locale=locale)
    except ValueError:
        return None
    found: dict[str, object] = dict(result)
    return str(found[form]) or None


def _say_brackets(said: str) -> str:
    """English speech with brackets heard as pauses: `P times, 1 plus r, all to the t`. Those around
    one thing are not heard, as in `f of x`; square ones around one thing stay."""
    parts, opened = [""], list[str]()
    pieces = _BRACKET.split(said)
    parts[0] = pieces[0]
    for side, shape, text in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        if side == "open":
            opened.append(shape)
            parts.append(text)
        elif opened[-1:] == [shape]:
            opened.pop()
            inner = parts.pop()
            parts[-1] = _say_group(parts[-1], inner, text, shape)
        else:  # an interval that is half open
            parts[-1] = f"{parts[-1]} close {shape} {text}"
    for shape in reversed(opened):
        text = parts.pop()
        parts[-1] = f"{parts[-1]} open {shape} {text}"
    return parts[0].replace(_CLOSED, "")


def _say_group(before: str, inner: str, after: str, shape: str) -> str:
    """What stands in brackets, between what is said before and after."""
    if not _OPERATOR.search(inner):
        if shape == "bracket":
            return f"{before} open bracket {inner} close bracket {after}"
        joint = " of" if _FUNCTION.search(before) else ""
        return f"{before}{joint} {inner} {after}"
    last, raised = before.rpartition(" ")[2], bool(_RAISES.match(after))
    if _FUNCTION.search(before):
        joint = " of "
    elif not last or before.endswith(",") or last in _NO_FACTOR:
        joint = " "
    else:
        is_factor = raised or before.endswith(_CLOSED) or _FACTOR.search(before)
        joint = " times, " if is_factor else ", "
        joint = f",{joint}" if before.endswith(_CLOSED) else joint
    if raised:
        end = f", all {_RAISED_SHORT.sub(lambda found: f'{found[0]},', after)}"
    else:
        end = f", times {after}" if _OPERAND.match(after) else f", {after}" if after else _CLOSED
    return f"{before.removesuffix(_CLOSED)}{joint}{inner.removesuffix(_CLOSED)}{end}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
