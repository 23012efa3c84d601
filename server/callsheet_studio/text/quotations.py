"""Sentences of a quotation, which stay together with the words that say whose it is."""

import re
from collections.abc import Iterable, Iterator

from callsheet_studio.text.punctuation import QUOTES_OPEN, count_open_quotations
from callsheet_studio.text.sentences import join_sentences, sentences

_MOST_SENTENCES, _MOST_CHARACTERS = 6, 600
"""Of a quotation; in a longer one a quotation mark may be missing, or mean inches."""
_CLOSED = ('"', "”", "“", "»", "«", "」", "』")
_OPENS, _CLOSES = ("(", "（"), (")", "）")
_VERBS = (
    "said|says|told|adds|added|explains|explained|wrote|writes|asks|asked|notes|noted|argues|argued|"
    "recalls|recalled|remembers|remembered|replied|warned|warns|joked|according to|"
    "sagte|sagt|erklärte|erklärt|meinte|meint|schrieb|schreibt|fragte|betonte|betont|laut|so|"
    "dit|déclare|déclaré|explique|expliqué|ajoute|ajouté|écrit|affirme|affirmé|selon|"
    "dijo|dice|explicó|explica|añadió|añade|escribió|afirmó|afirma|según|"
    "disse|detto|spiega|spiegato|aggiunge|scrive|secondo|diz|afirmou|explicou|segundo|"
    "zei|zegt|aldus|schreef|powiedział|powiedziała|mówi|сказал|сказала|говорит|пишет"
)
_SAYING = re.compile(
    rf"[\"”“»«],?\s(?:[–—-]\s)?(?:[\w.’'-]+ ){{0,6}}?(?:{_VERBS})\b|"
    rf"\b(?:{_VERBS})(?: [\w.’'-]+){{0,4}}[:,]? [\"“„«»]",
    re.IGNORECASE,
)
"""A verb of speech a few words behind a quotation, or before one."""

_ABOUT_QUOTATION = re.compile(
    r"\b(?:th(?:is|e) (?:statement|quotation|quote|sentence|claim|opinion|view|source|remark)|"
    r"diese[rsmn]? (?:aussage|zitat|satz|behauptung)|cette (?:phrase|citation|affirmation)|"
    r"esta (?:frase|cita|afirmación|citação|afirmação)|questa (?:frase|citazione|affermazione)|"
    r"dit citaat|deze uitspraak|(?:to|tę) (?:zdanie|wypowiedź)|это высказывание|ця думка)\b",
    re.IGNORECASE,
)


def whole_quotations(text: str) -> list[str]:
    """Return the sentences of a text, those of one quotation together with the ones that name its
    speaker as one, and those in one pair of parentheses."""
    return [join_sentences(run) for run in quotation_runs(sentences(text))]


def quotation_runs(said: Iterable[str]) -> Iterator[list[str]]:
    """Yield sentences in runs: those of a quotation with its speaker together, those in one pair of
    parentheses too, each other one alone."""
    run = list[str]()
    for sentence in said:
        if run and _belongs(run, sentence):
            run.append(sentence)
            continue
        yield from _checked(run)
        run = [sentence]
    yield from _checked(run)


def is_without_speaker(sentence: str) -> bool:
    """Return whether a sentence is all in one pair of quotation marks, and of several words."""
    text = sentence.strip()
    is_quoted = text.startswith(QUOTES_OPEN) and text.endswith(_CLOSED)
    is_one = not any(mark in text[1:-1] for mark in (*QUOTES_OPEN, *_CLOSED))
    return is_quoted and is_one and text.count(" ") > 1


def is_about_quotation(sentence: str) -> bool:
    """Return whether a sentence speaks of a quotation before it: `Judge this statement.`"""
    return bool(_ABOUT_QUOTATION.search(sentence))


def _checked(run: list[str]) -> Iterator[list[str]]:
    """The run, or its sentences alone if it is too long for a quotation, or does not end."""
    said = " ".join(run)
    is_open = count_open_quotations(said) > 0 or _is_open_parenthesis(said)
    if len(run) > 1 and (is_open or sum(map(len, run)) > _MOST_CHARACTERS):
        yield from ([sentence] for sentence in run)
    elif run:
        yield run


def _is_open_parenthesis(text: str) -> bool:
    """Whether a text begins with a parenthesis that it does not close."""
    return text.startswith(_OPENS) and sum(map(text.count, _OPENS)) > sum(map(text.count, _CLOSES))


def _belongs(run: list[str], sentence: str) -> bool:
    """Whether a sentence goes on with the quotation, or with the words of the same speaker."""
    if len(run) >= _MOST_SENTENCES:
        return False
    so_far = " ".join(run)
    if _is_open_parenthesis(so_far):
        return True
    if count_open_quotations(so_far) > 0:
        return True
    goes_on = sentence.startswith(QUOTES_OPEN) and not _SAYING.search(sentence)
    return goes_on and bool(_SAYING.search(so_far)) and not so_far.endswith(":")
