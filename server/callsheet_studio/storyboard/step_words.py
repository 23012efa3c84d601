"""Whether a numbered list counts the steps of a procedure, or only things such as decisions."""

import re
from collections.abc import Sequence
from dataclasses import replace

from callsheet_studio.storyboard.model import Item
from callsheet_studio.storyboard.outline import ListItem
from callsheet_studio.storyboard.page_words import DATES
from callsheet_studio.text.function_words import function_words
from callsheet_studio.text.language_names import is_english, primary_subtag
from callsheet_studio.text.punctuation import AROUND_WORDS, QUESTION_ENDS
from callsheet_studio.text.sentences import begin_sentence, sentences
from callsheet_studio.text.spoken_numbers import SMALL_NUMBERS
from callsheet_studio.text.word_lists import COMMANDS, is_verb

_PROCEDURE = re.compile(
    r"(?<![^\W_])(?:steps?|step by step|how (?:to|it works|we)|procedure|instructions?|"
    r"directions|method|process|workflow|recipe|set ?up|install(?:ation|ing)?|getting started|"
    r"quick ?start|usage|walkthrough|rollout|"
    r"schritte?|anleitung|zubereitung|vorgehen|ablauf|étapes?|préparation|déroulement|"
    r"mode d['’]emploi|recette|marche à suivre|pasos?|preparación|procedimiento|instrucciones|"
    r"elaboración|passi|passaggi|procedimento|preparazione|istruzioni|passos|preparo|instruções|"
    r"stappen|werkwijze|bereiding|handleiding|kroki|przygotowanie|instrukcja|"
    r"шаги|инструкция|приготовление|кроки|приготування|adımlar|yapılışı|langkah|cara|bước|cách)"
    r"(?![^\W_])|手順|作り方|ステップ|步骤|步驟|做法|단계|방법|خطوات|طريقة|مراحل|चरण|विधि|ধাপ|ขั้นตอน|วิธี",
    re.IGNORECASE,
)
_THINGS = re.compile(
    r"(?<![^\W_])(?:mistakes?|errors|pitfalls|traps|decisions?|questions?|menu|findings|results?|"
    r"reasons?|risks?|problems|causes|myths?|facts|goals?|rules|principles|lessons|"
    r"proposals?|options|alternatives|variants|choices|warrant(?:y|ies)|guarantees?|offers|"
    r"criteria|requirements|advantages|arguments|milestones|topics|"
    r"(?:if|when) (?:some|any)?things?(?: go)?|in case of|emergenc(?:y|ies)|"
    r"vorschläge|optionen|alternativen|varianten|garantien?|gewährleistung|angebote|kriterien|"
    r"anforderungen|vorteile|argumente|meilensteine|themen|wenn etwas|im notfall|"
    r"propositions|options|variantes|garanties?|offres|critères|exigences|avantages|arguments|"
    r"jalons|thèmes|sujets|en cas d|"
    r"propuestas|opciones|alternativas|garantías?|ofertas|criterios|requisitos|ventajas|"
    r"argumentos|hitos|temas|si algo|en caso de|"
    r"proposte|opzioni|alternative|garanzi[ae]|offerte|criteri|requisiti|vantaggi|argomenti|"
    r"temi|se qualcosa|in caso di|"
    r"propostas|opções|garantias?|critérios|vantagens|marcos|se algo|em caso de|"
    r"voorstellen|opties|alternatieven|garantie|criteria|eisen|voordelen|als er iets|"
    r"propozycje|opcje|gwarancj[ae]|kryteria|wymagania|zalety|jeśli coś|w razie|"
    r"предложения|варианты|гарантия|критерии|требования|если что-то|"
    r"пропозиції|варіанти|гарантія|критерії|вимоги|якщо щось|"
    r"öneriler|seçenekler|garanti|"
    r"fehler|entscheidungen|beschlüsse|fragen|ergebnisse|gründe|ursachen|risiken|ziele|regeln|"
    r"erreurs|décisions|questions|résultats|raisons|causes|risques|objectifs|règles|"
    r"errores|decisiones|preguntas|resultados|razones|causas|riesgos|objetivos|reglas|"
    r"errori|decisioni|domande|risultati|ragioni|cause|rischi|obiettivi|regole|"
    r"erros|decisões|perguntas|razões|riscos|regras|fouten|besluiten|vragen|redenen|"
    r"oorzaken|risico['’]s|doelen|regels|błędy|decyzje|pytania|wyniki|przyczyny|zasady|"
    r"ошибки|решения|вопросы|результаты|причины|риски|цели|правила|помилки|рішення|питання|"
    r"причини|hatalar|kararlar|sorular|nedenler)(?![^\W_])|よくある間違い|質問|決定|原因|提案|保証|错误|方案|选项|保修|问题|决定|原因|질문|결정",
    re.IGNORECASE,
)


_OWN_COUNT = re.compile(
    r"(?:steps?|schritt|étape|paso|passo|stap|krok|шаг|крок|adım|langkah|bước) "
    rf"(?:(?P<digits>\d{{1,2}})|(?P<word>{'|'.join(SMALL_NUMBERS[1:])}))"
    r"(?:\s?[:.)]| [–—-])?(?:\s+(?!\()|$)",
    re.IGNORECASE,
)
"""Words that count a step: `Step 4: `."""
_VERB_LAST = ("de", "nl")
"""Languages in which an instruction may end in its verb: `Den Speck würfeln`."""
_INFINITIVE = re.compile(r" [^\W\d_A-ZÄÖÜ]{2,}(?:en|ern|eln)\W*+$")
_TELLS = 3
"""Words of an item from which it shows whether it tells what to do."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_INSTRUCTIONS = _words(
    """add adjust apply arrange assemble attach bake beat boil bring brush check chill choose chop
    clean clear click clone close collect combine commit complete configure connect convert cook
    cool copy count cover create cut decide define delete deploy disable discard dissolve
    download drag drain draw drop edit empty enable enter export fasten fetch fill find finish
    fold follow fry give go grab grate grease heat hold identify import insert inspect install
    invite join keep knead label launch leave lift load lock log look lower make mark mash
    measure melt merge migrate mix monitor mount move name note open order paste peel pick
    pipette place plan plug pour practise prepare press print proceed pull purchase push put
    raise read record refill register release remove rename repeat replace report reset restart
    restore return rinse roll run save say scan screw select send separate serve set shake shape
    share ship shut sign simmer sketch slice soak sort spread sprinkle squeeze start stir stop
    store submit switch take tap taste teach tell test tie tighten titrate transfer trim turn
    type unpack unplug update upgrade upload use verify visit wait walk warm wash watch weigh
    whisk wipe wrap write"""
)
"""English verbs with which instructions begin."""
_BEFORE = _words(
    "then next now first finally always never please carefully gently slowly do don't and"
)
"""Words before such a verb."""
_DAYS = _words(
    """maandag dinsdag woensdag donderdag vrijdag zaterdag zondag segunda terça quarta quinta sexta
    segunda-feira terça-feira quarta-feira quinta-feira sexta-feira poniedziałek wtorek środa
    czwartek piątek sobota niedziela понедельник вторник среда четверг пятница суббота воскресенье
    понеділок вівторок середа четвер п’ятниця субота неділя pazartesi salı çarşamba perşembe
    cuma cumartesi pazar senin selasa rabu kamis jumat sabtu minggu 月曜日 火曜日 水曜日 木曜日
    金曜日 土曜日 日曜日 星期一 星期二 星期三 星期四 星期五 星期六 星期日 월요일 화요일 수요일
    목요일 금요일 토요일 일요일"""
)
_NO_DATES = _words("the of de del le der den am um at to bis do so di mi fall")
_DATE = re.compile(
    r"\d{4}-\d\d-\d\d\b|\d{1,2}[./]\d{1,2}[./]|\d{1,2}(?:st|nd|rd|th|er|º)?\.? ([^\W\d_]++)"
)


def begin_with_dates(items: Sequence[Item]) -> bool:
    """Return whether all of several items begin with a weekday, a month, a week or a date, which
    count them already."""
    return len(items) > 1 and all(_begins_with_date(item.text) for item in items)


def _begins_with_date(text: str) -> bool:
    date = _DATE.match(text)
    if date:
        return date[1] is None or _is_date_word(date[1])
    return _is_date_word(text.partition(" ")[0].strip(AROUND_WORDS + ":："))


def _is_date_word(word: str) -> bool:
    name = word.casefold().rstrip(".")
    return name in _DAYS or (name in DATES and name not in _NO_DATES and len(name) > 1)


def drop_own_counts(entries: Sequence[ListItem]) -> Sequence[ListItem]:
    """Return the entries of a list as numbered ones without the words that count them, `Step 1: `,
    which are said before a step anyway; the same ones unless all are counted so, in order."""
    found = [_OWN_COUNT.match(entry.item.text) for entry in entries]
    counts = [_number(each) if each else 0 for each in found]
    if len(entries) < 2 or counts != list(range(1, len(entries) + 1)):
        return entries
    pairs = zip(entries, found, strict=True)
    items = [_without_count(entry.item, each.end() if each else 0) for entry, each in pairs]
    if not all(item.text for item in items):
        return entries
    pairs = zip(entries, items, strict=True)
    return [replace(entry, item=item, numbered=True) for entry, item in pairs]


def _number(found: re.Match[str]) -> int:
    return int(found["digits"] or SMALL_NUMBERS.index(found["word"].casefold()))


def _without_count(item: Item, end: int) -> Item:
    text, detail = (item.text[end:], item.detail) if item.text[end:] else (item.detail, None)
    return item.model_copy(update={"text": begin_sentence(text or ""), "detail": detail})


def counts_steps(title: str, items: Sequence[Item], language: str, lead: str = "") -> bool:
    """Return whether the items of a numbered list are steps of a procedure, by the words of its
    title or else by their own: in English at least half of them tell what to do, in other languages
    none is a question, not all begin as a statement does, and some tell more than a number.

    Args:
        language: A BCP 47 tag.
        lead: The sentence that introduces the list.
    """
    if _THINGS.search(lead):
        return False
    if _PROCEDURE.search(title) or _PROCEDURE.search(lead):
        return True
    texts = [item.text for item in items if item.text.split()]
    if _THINGS.search(title) or any(text.endswith(QUESTION_ENDS) for text in texts):
        return False
    if is_english(language):
        return sum(map(_instructs, items)) * 2 >= len(texts)
    known = function_words(language)
    is_begun = all(_first_word(text) in known for text in texts)
    if primary_subtag(language) in _VERB_LAST:
        told = [next(iter(sentences(text)), text) for text in texts]
        is_begun = is_begun and 2 * sum(bool(_INFINITIVE.search(t)) for t in told) < len(texts)
    return not (is_begun or all(map(_is_amount, items)))


def says_enough(items: Sequence[Item]) -> bool:
    """Return whether the items of a list have words enough to tell steps from other things."""
    lengths = [len(f"{i.text} {i.second_line or ''}".split()) for i in items]
    return 2 * sum(length >= _TELLS for length in lengths) > len(lengths)


def _is_amount(item: Item) -> bool:
    """Whether an item is a name with a number: `Rahmen: 10 Jahre`."""
    more = item.label or item.detail or ""
    return more[:1].isdigit() and len(item.text.split()) < _TELLS


def _instructs(item: Item) -> bool:
    """Whether an English item tells what to do, maybe behind a label, or a clause such as `If it
    rains`."""
    said = [*sentences(item.text)[:2], item.detail or ""]
    return any(map(instructs, (*said, item.text.rpartition(", ")[2])))


def instructs(text: str) -> bool:
    """Return whether an English text begins as one does that tells what to do."""
    words = [word.strip(AROUND_WORDS).lower() for word in text.split()]
    first = next((word for word in words if word not in _BEFORE), "")
    is_base = is_verb(first) and not first.endswith(("ed", "s"))
    return first in _INSTRUCTIONS | COMMANDS or is_base


def _first_word(text: str) -> str:
    return text.split()[0].strip(AROUND_WORDS).casefold()
