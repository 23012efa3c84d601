"""Units that the headings of a table's columns and the names of its rows write."""

import re
from collections.abc import Iterator

from callsheet_studio.text.numbers import read_number


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SIGNS = _set(
    "% ‰ °C °F € $ £ ¥ ₹ US$ R$ USD EUR GBP CHF JPY CAD AUD kr zł "
    "m cm mm µm nm km mi ft m² km² ha m³ cm³ l L ml mL cl dl hl g mg µg kg t "
    "s ms µs ns sec min h hrs kB KB MB GB TB PB KiB MiB GiB TiB "
    "kW MW GW Wh kWh MWh GWh TWh mV kV mA Ω kΩ Hz kHz MHz GHz hPa kPa kJ MJ kcal dB "
    "mol ppm fps rpm mph req ops"
)
_WORDS = _set(
    "percent prozent seconds minutes hours days weeks months years points dollars euros euro "
    "pounds sekunden minuten stunden tage wochen monate jahre "
    "secondes heures jours semaines mois ans segundos minutos horas días semanas meses años "
    "secondi minuti ore giorni settimane mesi anni dias anos"
)
_SCALES = _set(
    "thousand million millions billion billions bn mn tsd tausend mio mrd millionen milliarden "
    "milliers milliards miles millones migliaia milioni miliardi mil milhões k"
)
"""Stand before a unit, `million €`."""
_SHARE = re.compile(r"(?<!\d)(?<!\d[ \u00a0\u202f])%")
"""A sign for a share, and none of a number, as in `10% off`."""
_RATE = re.compile(
    r"\b(?:per|pro|par|por|al|all'|each) ?"
    r"(second|minute|hour|day|week|month|year|person|head|capita|"
    r"sekunde|minute|stunde|tag|woche|monat|jahr|person|kopf|seconde|heure|jour|semaine|mois|an|"
    r"personne|segundo|minuto|hora|día|semana|mes|año|persona|secondo|ora|giorno|settimana|mese|"
    r"anno|dia|ano|mês|pessoa)\b",
    re.IGNORECASE,
)
"""How often something is counted, `per hour`."""


def named_unit(name: str) -> str:
    """Return the unit that the heading of a column or the name of a row writes: `€` of `Cost (€)`,
    `%` of `Errors, % of lines`, `per hour` of `Lines per hour`; empty without one, and for a name
    that is a number itself."""
    name = " ".join(name.split()).strip(" *_:")
    if read_number(name):
        return ""
    found = next((unit for each in _endings(name) if (unit := _leading_unit(each))), "")
    rate = _RATE.search(name)
    return found or ("%" if _SHARE.search(name) else f"per {rate[1].casefold()}" if rate else "")


def _endings(name: str) -> Iterator[str]:
    """What may be a unit: what stands in brackets at the end, after a comma, or after `in`."""
    if name.endswith((")", "]")):
        yield name[:-1].replace("[", "(").rpartition("(")[2]
    for mark in (", ", " in ", " en ", " em "):
        before, _, after = name.rpartition(mark)
        if before:
            yield after


def _leading_unit(text: str) -> str:
    """The unit with which a text begins, with the scale before it; empty without one."""
    scale, _, rest = text.partition(" ")
    if rest and scale.rstrip(".").casefold() in _SCALES:
        unit = _leading_unit(rest)
        return f"{scale} {unit}" if unit else ""
    word = scale.rstrip(".,;")
    is_unit = word.partition("/")[0] in _SIGNS or word.casefold() in _WORDS
    return word if is_unit else ""


def is_unit(word: str) -> bool:
    """Return whether a word behind a number is its unit: `km`, `°C`, `kg/m³`, `minutes`, `euros`;
    signs as they are written, words in any capitals."""
    return word.partition("/")[0] in _SIGNS or word.casefold() in _WORDS
