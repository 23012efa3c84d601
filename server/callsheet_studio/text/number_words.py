"""How whole numbers are said in languages other than English: the ways that are one expression.

Zero to 99, a hundred, a thousand, a million, and in languages that write them as one word the
hundreds. Tokens are in lower case, without hyphens and without the words that join (`y`, `et`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class NumberWords:
    """The words for numbers in one language."""

    small: tuple[str, ...]
    """Zero to nineteen; a blank parts tokens, written `_` below."""
    tens: tuple[str, ...]
    """Twenty to ninety."""
    large: tuple[str, str, str]
    """A hundred, a thousand, a million."""
    joins: frozenset[str]
    """Words that may stand inside a number."""
    ones_first: str = ""
    """What joins ones and tens to one word, ones first: German and Dutch."""
    hundreds: bool = False
    """Whether 200 is "two" and "hundred" in one word."""


def _language(
    small: str,
    tens: str,
    large: str,
    joins: str = "",
    *,
    ones_first: str = "",
    hundreds: bool = False,
) -> NumberWords:
    hundred, thousand, million = large.split()
    return NumberWords(
        tuple(small.split()),
        tuple(tens.split()),
        (hundred, thousand, million),
        frozenset(joins.split()),
        ones_first,
        hundreds,
    )


LANGUAGES: Mapping[str, NumberWords] = {
    "de": _language(
        "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
        "fünfzehn sechzehn siebzehn achtzehn neunzehn",
        "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
        "hundert tausend million",
        ones_first="und",
        hundreds=True,
    ),
    "es": _language(
        "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
        "dieciséis diecisiete dieciocho diecinueve",
        "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
        "cien mil millón",
        "y",
    ),
    "fr": _language(
        "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
        "seize dix_sept dix_huit dix_neuf",
        "vingt trente quarante cinquante soixante soixante_dix quatre_vingts quatre_vingt_dix",
        "cent mille million",
        "et",
    ),
    "it": _language(
        "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici "
        "quattordici quindici sedici diciassette diciotto diciannove",
        "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
        "cento mille milione",
        hundreds=True,
    ),
    "nl": _language(
        "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien "
        "vijftien zestien zeventien achttien negentien",
        "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
        "honderd duizend miljoen",
        ones_first="en",
        hundreds=True,
    ),
    "pt": _language(
        "zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze "
        "dezesseis dezessete dezoito dezenove",
        "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
        "cem mil milhão",
        "e",
    ),
}
"""By the first part of a BCP 47 tag."""


def number_forms(number: int, language: str) -> Iterator[list[str]]:
    """Yield the ways to say a whole number in a language, each as a list of words.

    Yields nothing for a language or number whose words are not known here.

    Args:
        language: The first part of a BCP 47 tag.
    """
    words = LANGUAGES.get(language)
    if words is None:
        return
    large = {100: words.large[0], 1_000: words.large[1], 1_000_000: words.large[2]}
    if number < 20:
        yield words.small[number].split("_")
    elif number < 100:
        yield from _below_hundred(number, words, language)
    elif number in large:
        yield [large[number]]
        yield [words.small[1].removesuffix("s"), large[number]]
        yield [f"{words.small[1].removesuffix('s')}{large[number]}"]
    elif number < 1000 and number % 100 == 0 and words.hundreds:
        yield [f"{words.small[number // 100]}{words.large[0]}"]


def _below_hundred(number: int, words: NumberWords, language: str) -> Iterator[list[str]]:
    tens, ones = divmod(number, 10)
    ten = words.tens[tens - 2]
    if not ones:
        yield ten.split("_")
    elif words.ones_first:
        one = "ein" if language == "de" and ones == 1 else words.small[ones]
        joint = "ën" if one.endswith("e") and language == "nl" else words.ones_first
        yield [f"{one}{joint}{ten}"]
    elif language == "fr":
        yield _french(tens, ones, words)
    elif language == "it":
        stem = ten[:-1] if ones in (1, 8) else ten
        yield [f"{stem}{'tré' if ones == 3 else words.small[ones]}"]
    elif language == "es" and tens == 2:
        accented = {2: "dós", 3: "trés", 6: "séis"}
        yield [f"veinti{accented.get(ones, words.small[ones])}"]
    else:
        yield [ten, words.small[ones]]


def _french(tens: int, ones: int, words: NumberWords) -> list[str]:
    """Seventy and ninety count on from sixty and eighty."""
    base = {7: "soixante", 8: "quatre_vingt", 9: "quatre_vingt"}.get(tens, words.tens[tens - 2])
    rest = words.small[ones + 10 if tens in (7, 9) else ones]
    return [*base.split("_"), *rest.split("_")]
