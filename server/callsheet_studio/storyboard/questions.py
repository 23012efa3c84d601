"""Questions and their answers: the labels before them, and answers that say little alone."""

import re

from callsheet_studio.storyboard.speech_timing import spoken_words
from callsheet_studio.text.function_words import function_words
from callsheet_studio.text.language_names import is_english, primary_subtag
from callsheet_studio.text.punctuation import CLOSING, QUESTION_ENDS
from callsheet_studio.text.quotations import is_without_speaker
from callsheet_studio.text.sentences import refers_back, sentences
from callsheet_studio.text.word_lists import has_verb

_LABEL = re.compile(
    r"(?:Q|Question|Frage|Pregunta|Domanda|Pergunta|Vraag|Pytanie|Вопрос|问|問)\s*+\d*+\s*+"
    r"(?:[:：]|[.)](?=.*[?？]\W*$))\s*+(?=\S)"
)
_LETTERS = {"de": "F", "es": "P", "it": "D", "nl": "V", "pl": "P", "pt": "P", "ru": "В", "fr": "Q"}
"""What stands for the word in short, besides the English letter."""
_ANSWER = re.compile(
    r"(?:A|Answer|Ans|Antwort|Respuesta|Réponse|Risposta|Resposta|Antwoord|Odpowiedź|Ответ|答)"
    r"\s*+\d*+\s*+[:.：]\s*+(?=\S)|[RОO]\s?:\s++"
)
_YES_NO = re.compile(
    r"(?:yes|no|not|nope|never|maybe|sure|only|ja|nein|nicht|noch nicht|oui|non|si|sí|não|sim|nee|"
    r"niet|tak|nie|да|нет|是|不|はい|いいえ|네|아니)\b",
    re.IGNORECASE,
)
_TWICE = re.compile(
    r"\b(?:and|or|und|oder|et|ou|y|e|o|en|of|i|и|або) (?:who|what|where|when|why|how|which|wer|was|"
    r"wo|wann|warum|wie|welche[rsn]?|qui|que|quoi|où|quand|pourquoi|comment|quién(?:es)?|qué|dónde|"
    r"cuándo|cómo|chi|cosa|dove|quando|perché|come|quem|onde|como|wie|wat|waar|kto|co|gdzie|кто|что|"
    r"где|когда)\b",
    re.IGNORECASE,
)
"""Before the second part of a question."""
_FEW = 4
"""Words of an answer that says little alone."""
_LEAST_STEM, _STEM = 4, 6
"""Letters of a word that tells what is asked, and those by which it is known again."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def split_question(title: str, language: str) -> tuple[str, bool]:
    """Return a title without the label of a question, such as `Q:`, and whether it asks, or quotes
    a claim that the text below answers.

    Args:
        language: A BCP 47 tag.
    """
    label = _LABEL.match(title)
    letter = _LETTERS.get(primary_subtag(language), "Q")
    is_asking = title.rstrip(CLOSING).endswith(QUESTION_ENDS)
    if label is None and is_asking and title.startswith(f"{letter}: "):
        return title[3:].lstrip(), True
    is_claim = is_without_speaker(title)
    return title[label.end() :] if label else title, bool(label) or is_asking or is_claim


def asks(sentence: str) -> bool:
    """Return whether a sentence is a question, quotation marks around it aside."""
    return sentence.rstrip(f"{CLOSING}\u00a0\u202f ").endswith(QUESTION_ENDS)


def asks_twice(text: str) -> bool:
    """Return whether a text is one question with two parts, as `Who won, and who lost?`, whose
    answer may take two sentences."""
    return asks(text) and len(sentences(text)) == 1 and bool(_TWICE.search(text))


def is_asked_by_title(sentence: str, title: str) -> bool:
    """Return whether a sentence is the question that a scene's title asks."""
    return sentence.endswith(QUESTION_ENDS) and title.endswith(sentence)


def is_labeled_question(title: str) -> bool:
    """Return whether a title begins with the label of a question."""
    return bool(_LABEL.match(title))


def find_answer_label(text: str) -> int:
    """Return how many characters the label of an answer has, such as `A: `; 0 without one."""
    label = _ANSWER.match(text)
    return label.end() if label else 0


def needs_question(answer: str, question: str, language: str) -> bool:
    """Return whether an answer is only understood behind its question: it leans on that (see
    `leans_on_question`), or its first sentence takes up no word of it.

    Args:
        language: A BCP 47 tag.
    """
    if leans_on_question(answer, language) or is_without_speaker(question):
        return True
    known = function_words(language)
    asked = [word for word in _content_words(question) if word not in known]
    first = _content_words(next(iter(sentences(answer)), ""))
    return bool(asked) and not any(_is_same(a, b) for a in asked for b in first)


def _content_words(text: str) -> list[str]:
    words = (word.casefold() for word in _WORD.findall(text))
    return [word for word in words if len(word) >= _LEAST_STEM]


def _is_same(one: str, other: str) -> bool:
    """Whether two words begin alike, as `open` and `opening` do."""
    stem = min(len(one), len(other), _STEM)
    return one[:stem] == other[:stem]


def leans_on_question(answer: str, language: str) -> bool:
    """Return whether an answer can't be understood without its question: it says yes or no, refers
    to what was asked, or is only a few words. In English, also if its first sentence has no verb.

    Args:
        language: A BCP 47 tag.
    """
    first = next(iter(sentences(answer)), "")
    if _YES_NO.match(first) or spoken_words(first) <= _FEW:
        return True
    if not is_english(language):
        return False
    words = _WORD.findall(first)
    return refers_back(first) or not has_verb(words)
