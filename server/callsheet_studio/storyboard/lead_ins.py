"""Words between two things that a section shows: whether they lead to the second one, or look back
to the first."""

import re
from collections.abc import Sequence
from itertools import takewhile

from callsheet_studio.storyboard.document_name import is_shown
from callsheet_studio.storyboard.inline import read_inline
from callsheet_studio.storyboard.markdown import Token
from callsheet_studio.text.function_words import function_words
from callsheet_studio.text.language_names import is_english
from callsheet_studio.text.punctuation import COLONS, ends_sentence
from callsheet_studio.text.sentences import full_stop, join_sentences, sentences
from callsheet_studio.text.word_lists import FUNCTION_WORDS, has_verb, is_verb

_DOTS = ("...", "…")
_SHOWN = frozenset({"fence", "code_block", "table_open", "dl_open"})
_LISTS = frozenset({"bullet_list_open", "ordered_list_open"})
_LEADS = re.compile(
    r"(?:or|to|for|then|if|in|on|with|without|using|alternatively|similarly|next|now|finally|first|"
    r"afterwards|instead|when|once|after|additionally|plus)\b",
    re.IGNORECASE,
)
_MARKS = ",;:()\"'“”"
_LEAST = 3
"""Words of a sentence."""
_OPEN = frozenset(
    ("following", "follows", "like", "run", "command", "suivant", "suivante", "to", "with", "for")
    + ("of", "by", "from", "as", "and", "or", "the", "a", "an", "it", "here", "this", "these")
    + ("them", "others", "all", "is", "are", "in", "on", "using", "via")
)
"""What is introduced goes on with them."""
_ARTICLES = frozenset(("the", "a", "an", "your", "all", "this", "each", "every"))
_THEN = re.compile(r"(?:then|next|now|finally|first) (?=\w)", re.IGNORECASE)
_LOOKS_BACK = re.compile(
    r"(?:its?|that|this|they|these|those|both|which|where|whose|here|note|notice|see|so|but|and|"
    r"as (?:you|we) (?:can )?see|in this (?:case|example|way)|(?:in|from|on) the above|"
    r"if (?:this|that|it)|the (?:above|output|result|code|command|example)s?|"
    r"the (?:answer|response|reply|count|(?:first|last) (?:line|column|number))|"
    r"you (?:should|will|can) (?:now )?see|you['’]ll (?:now )?see)\b",
    re.IGNORECASE,
)


def introduces(text: str) -> bool:
    """Return whether a paragraph ends with a colon, and so introduces what comes next."""
    return text.endswith(COLONS)


def makes_sentence(text: str, language: str) -> bool:
    """Return whether words that introduce something make a sentence without it: `Convert the
    schema`, but not `To install it, run` and `For instance`.

    Args:
        text: Without the colon.
        language: A BCP 47 tag. Only English verbs are known.
    """
    words = [word.strip(_MARKS).lower() for word in text.split()]
    if len(words) < _LEAST or words[-1] in _OPEN or _LEADS.match(_THEN.sub("", text)):
        return False
    if not is_english(language):
        small = function_words(language)
        return len(words) > _LEAST and words[0] not in small and words[-1] not in small
    commands = words[0] not in FUNCTION_WORDS and words[1] in _ARTICLES
    says = commands or has_verb(words)
    return says and not is_verb(words[-1], words[-2])


def looks_back(text: str) -> bool:
    """Return whether an English text begins as words about what was shown before do."""
    return bool(_LOOKS_BACK.match(text))


def is_shown_next(tokens: Sequence[Token]) -> bool:
    """Return whether a document goes on with something that gets a scene of its own: code, a list,
    a table, terms or a picture.

    Args:
        tokens: The next two tokens.
    """
    if not tokens:
        return False
    if tokens[0].type in _SHOWN | _LISTS:
        return True
    found = [read_inline(t.children or []) for t in tokens[:2] if t.type == "inline"]
    return any(not each.has_words and any(map(is_shown, each.images)) for each in found)


def leads_on(text: str, language: str, *, introduced: bool) -> bool:
    """Return whether a paragraph between two things that are shown is about the second one.

    Args:
        text: Its words.
        language: A BCP 47 tag. Only English words are known; in other languages punctuation tells.
        introduced: Whether the first thing of the section came after words about it, as the others
            will then.
    """
    if not ends_sentence(text) or text.endswith(_DOTS):
        return True
    if not is_english(language):
        return introduced
    if looks_back(text):
        return False
    return introduced or bool(_LEADS.match(text))


def part_lead_in(text: str) -> tuple[str, str]:
    """Split a paragraph whose first sentences look back, and whose other ones lead on; return
    (those, the others). Of any other paragraph the first text is empty."""
    said = sentences(text)
    back = len(list(takewhile(looks_back, said)))
    rest = join_sentences(said[back:])
    if back and (introduces(rest) or _LEADS.match(rest)):
        return join_sentences(said[:back]), rest
    return "", text


def end_lead_in(text: str, language: str) -> str:
    """Return words that introduce something with a colon where they end with nothing."""
    text, wide = text.rstrip(",;，；"), full_stop(language) == "。"
    return text if ends_sentence(text, COLONS) else f"{text}{'：' if wide else ':'}"
