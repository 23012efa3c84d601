"""Takes the head of a mail, the salutation of a letter and the signature below its text out of a
document's blocks."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from callsheet_studio.storyboard.page_blocks import Block
from callsheet_studio.text.punctuation import COLONS, STATEMENT_ENDS
from callsheet_studio.text.sentence_weight import asks_readers
from callsheet_studio.text.sentences import begin_sentence, sentences

_SALUTATIONS = (
    *("dear", "hi", "hello", "hey", "good morning", "good afternoon", "greetings"),
    *("liebe", "lieber", "liebes", "sehr geehrte", "sehr geehrter", "guten tag", "hallo"),
    *("cher", "chère", "chers", "chères", "bonjour", "madame, monsieur", "mesdames, messieurs"),
    *("estimado", "estimada", "estimados", "estimadas", "querido", "querida", "queridos"),
    *("queridas", "hola", "buenos días", "caro", "cara", "cari", "care", "gentile", "gentili"),
    *("egregio", "egregia", "buongiorno", "prezado", "prezada", "prezados", "prezadas", "caros"),
    *("caras", "olá", "bom dia", "beste", "geachte", "drogi", "droga", "drodzy", "szanowni"),
    *("szanowny", "szanowna", "уважаемые", "уважаемый", "уважаемая", "дорогие", "дорогой"),
    *("здравствуйте", "шановні", "шановний", "дорогі", "sayın", "sevgili", "kính gửi", "yth."),
    *("尊敬的", "亲爱的", "親愛的", "各位", "拝啓", "السادة", "عزيزي", "الأعزاء"),
)
"""Begin a letter, in small letters."""
_CLOSINGS = (
    *("best wishes", "best regards", "kind regards", "warm regards", "regards", "yours"),
    *("sincerely", "with best wishes", "many thanks", "cheers", "see you"),
    *("mit freundlichen grüßen", "freundliche grüße", "viele grüße", "herzliche grüße"),
    *("liebe grüße", "cordialement", "bien à vous", "bien cordialement", "amicalement"),
    *("atentamente", "saludos", "un saludo", "cordiali saluti", "distinti saluti", "saluti"),
    *("atenciosamente", "com os melhores cumprimentos", "cumprimentos", "abraços"),
    *("met vriendelijke groet", "groeten", "z poważaniem", "pozdrawiam", "с уважением"),
    *("з повагою", "saygılarımla", "hormat kami", "trân trọng", "此致", "敬具"),
)
"""Begin the words above a signature."""
_WELCOMES = (
    *("welcome", "greetings", "willkommen", "herzlich willkommen", "servus", "moin", "grüezi"),
    *("bienvenue", "salut", "coucou", "bienvenido", "bienvenida", "bienvenidos", "bienvenidas"),
    *("benvenuto", "benvenuta", "benvenuti", "benvenute", "ciao", "salve", "bem-vindo"),
    *("bem-vinda", "bem-vindos", "bem-vindas", "welkom", "witaj", "witamy", "cześć", "привет"),
    *("добро пожаловать", "привіт", "ласкаво просимо", "merhaba", "hoş geldiniz", "xin chào"),
    *("selamat datang", "halo"),
)
"""Greet the readers, besides the words that begin a letter."""
_SIGNERS = re.compile(
    r"(?:(?:on behalf of )?(?:your|the) (?:[a-z]++ )?(?:committee|board|team|editors?|council|crew|"
    r"staff|management|trustees|chair(?:wo)?man|secretary|organi[sz]ers)|"
    r"(?:(?:euere?|eure|ihre?|der|die|das|für den|im namen des) )?(?:[a-zäöüß]++ )?(?:vorstand|"
    r"team|redaktion|\w*ausschuss|vorsitzender?|schulleitung|elternbeirat|gemeinderat|kirchenvorstand|"
    r"hausverwaltung|vereinsleitung)|"
    r"(?:pour )?(?:le|la|l['’]|votre|vos) ?(?:bureau|comité|équipe|rédaction|direction|conseil|"
    r"présidente?|maire|organisateurs)(?: municipal| syndical| d['’]administration)?|"
    r"(?:vuestr[oa]|su|tu|el|la) (?:comité|junta(?: directiva)?|equipo|redacción|dirección|"
    r"directiva|consejo)|"
    r"(?:il|la|lo|i) (?:vostr[oaie] )?(?:direttivo|consiglio(?: direttivo)?|comitato|redazione|"
    r"direzione|segreteria|presidente|organizzatori)|"
    r"[ao] (?:vossa |sua )?(?:direção|diretoria|comissão|equipe|equipa|redação)|"
    r"(?:het|jullie|uw|de) (?:bestuur|team|redactie|commissie)|"
    r"(?:wasz |wasza )?(?:zarząd|redakcja|komitet)|(?:ваш[ае]? )?(?:правление|редакция|комитет)|"
    r"(?:ваш[ае]? )?(?:правління|редакція|комітет))(?![\w-])[,:]?+",
    re.IGNORECASE,
)
"""Begin a signature of several people."""
_JOINS = frozenset(
    ("and", "und", "et", "y", "e", "en", "i", "и", "та", "von", "van", "der", "de", "den", "du")
    + ("da", "di", "del", "la", "le", "zu", "&", "–", "-")
)
"""Words of names, or between them, in small letters."""
_SUBJECTS = frozenset(
    ("subject", "re", "betreff", "betrifft", "objet", "asunto", "oggetto", "assunto", "onderwerp")
    + ("temat", "тема", "konu", "主题", "件名", "الموضوع")
)
"""Before what a mail is about, in small letters."""
_HEAD = _SUBJECTS | frozenset(
    ("to", "from", "date", "sent", "cc", "bcc", "reply-to", "an", "von", "datum", "gesendet")
    + ("kopie", "à", "de", "envoyé", "copie", "para", "fecha", "enviado", "a", "da", "data")
    + ("inviato", "aan", "van", "verzonden", "do", "od", "кому", "от кого", "дата", "від")
    + ("attachments", "anlagen", "pièces jointes", "adjuntos", "allegati", "anexos", "bijlagen")
    + ("priority", "importance", "distribution")
)
"""What the lines of a mail's head begin with, before a colon."""
_ANSWERS = re.compile(r"(?:(?:re|aw|antw|fwd?|wg|tr|rv|res|enc) ?[:：]\s*+)*+", re.IGNORECASE)
"""Before the subject of a mail that answers or passes on another one."""
_HEAD_LINE = re.compile(r"([\w-]++(?: [\w-]++)?) ?[:：]\s*+(.*)")
_DATELINE = re.compile(
    r"[^\W\d_][\w.'’ -]{1,30}(?:, [^\W\d_][\w.'’ -]{1,20})?,? \(?(?:le |den )?"
    r"(?:\d{1,2}\.?(?: de)? [^\W\d]{3,12}(?: de)? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4})\)?"
)
"""Where and when a report was written, before its first sentence and a dash."""
_DASH = re.compile(r"\s*+(?:--|[–—-])\s++(?=\S)")
_LONGEST_GREETING = 4
_LONGEST_SALUTATION, _LONGEST_LINE, _LONGEST_NAME = 7, 8, 3
"""Words."""
_LAST = 3
"""Blocks at the end of a document of which one may begin with a signature."""
_UNSPACED = "尊亲親各拝此敬"
"""First letters of those that no blank parts from what follows."""


def remove_letter_lines(blocks: list[Block]) -> Iterator[str]:
    """Remove the salutation at the beginning of a document, in place, the signature at the end of
    its section or of the document, a signature of several people at the end, with the farewell
    right above it, and a greeting before the first sentence; yield their words."""
    yield from _remove_salutation(blocks)
    yield from _remove_last_lines(blocks)
    yield from _remove_greeting(blocks)
    yield from _remove_dateline(blocks)


def take_subject(blocks: list[Block]) -> tuple[Block | None, Sequence[str]]:
    """Remove the lines at the beginning that are the head of a mail, `To: …`, and the mails quoted
    at its end. Return the block that is left of them, what the mail is about, and their words;
    nothing of a document that begins with anything else, or whose head has no subject."""
    held = (n for n, b in enumerate(blocks) if b.has_words and b.type != "front_matter")
    first = next(held, 0)
    head = list(takewhile(_is_of_head, blocks[first:]))
    lines = [line for block in head for line in block.lines]
    labeled = [(line, *_head_of(line)) for line in lines]
    subject = next((line for line, label, _ in labeled if label in _SUBJECTS), None)
    if subject is None or len(lines) < 2:
        return None, ()
    kept = next(block for block in head if subject in block.lines)
    gone = [line for line in lines if line != subject]
    named = _ANSWERS.sub("", _head_of(subject)[1], count=1)
    kept.remove_lines(lambda _: True, lambda line: named if line == subject else "")
    while blocks[-1].type == "blockquote":  # the mail that is answered
        gone.append(blocks.pop().text)
    blocks[first : first + len(head)] = [kept]
    return kept, gone


def _is_of_head(block: Block) -> bool:
    return block.type == "paragraph" and all(_head_of(line)[0] for line in block.lines)


def _head_of(line: str) -> tuple[str, str]:
    """The label of a line of a mail's head, in small letters, and what stands behind it; nothing of
    any other line."""
    found = _HEAD_LINE.match(line)
    label = found[1].lower() if found else ""
    return (label, found[2]) if found and found[2] and label in _HEAD else ("", "")


def _remove_salutation(blocks: list[Block]) -> Iterator[str]:
    start, end = _opening(blocks)
    greeting = next((n for n in range(start, end) if _is_salutation(blocks[n])), None)
    if greeting is None or greeting + 1 >= end or blocks[greeting + 1].type != "paragraph":
        return
    below = blocks[greeting + 2 :]
    signature = _signature(below[: end - greeting - 2]) or _signature(below[-_LAST:])
    gone = [blocks[greeting].text, *(block.text for block in signature)]
    blocks[greeting + 1].begin_with_capital(begin_sentence)
    blocks[:] = [b for n, b in enumerate(blocks) if n != greeting and b not in signature]
    yield from gone


def _opening(blocks: Sequence[Block]) -> tuple[int, int]:
    """The place of the first block below a title, and that of the next heading."""
    headings = [n for n, block in enumerate(blocks) if block.type == "heading"]
    start = headings[0] + 1 if headings and headings[0] == 0 else 0
    return start, next((n for n in headings if n >= max(start, 1)), len(blocks))


def _remove_greeting(blocks: Sequence[Block]) -> Iterator[str]:
    """Remove a first sentence that only greets, as `Hi, and welcome!`, if another one follows."""
    start, end = _opening(blocks)
    block = next((b for b in blocks[start:end] if b.has_words), None)
    if block is None or block.type != "paragraph" or block.is_title:
        return
    first, *others = sentences(block.text) or [""]
    is_short = len(first.split()) <= _LONGEST_GREETING and first.endswith(("!", "！"))
    greets = is_short and _begins(first, (*_SALUTATIONS, *_WELCOMES))
    if greets and others and block.remove_text(first):
        block.begin_with_capital(lambda text: begin_sentence(text.lstrip()))
        yield first


def _remove_dateline(blocks: Sequence[Block]) -> Iterator[str]:
    """Remove where and when a report was written from its beginning: `OSLO, 14 May 2025 – …`."""
    start, end = _opening(blocks)
    for block in [b for b in blocks[start:end] if b.type == "paragraph"][:_LAST]:
        found = _DATELINE.match(block.text)
        dash = _DASH.match(block.text, found.end()) if found else None
        if found and dash and block.remove_beginning(dash.end()):
            yield found[0]


def _remove_last_lines(blocks: list[Block]) -> Iterator[str]:
    """Remove the signature of several people, and the farewell above it."""
    held = [n for n, block in enumerate(blocks) if block.has_words]
    signed = next((n for n in held[-_LAST:] if _signer_line(blocks[n]) is not None), None)
    if signed is None or not any(blocks[n].type == "paragraph" for n in held if n < signed):
        return
    block, line = blocks[signed], _signer_line(blocks[signed]) or 0
    gone = block.lines[line:]
    above = block.lines[:line]
    if line and not all(map(_bids_farewell, above)):
        block.remove_lines(gone.__contains__)
    else:
        gone = block.remove_all_lines()
        before = blocks[signed - 1]
        is_alone = not line and before.type == "paragraph" and len(before.lines) == 1
        if is_alone and _bids_farewell(before.text):
            gone = [*before.remove_all_lines(), *gone]
    yield from gone


def _signer_line(block: Block) -> int | None:
    """The place of the line of a paragraph from which it is a signature of several people, to its
    end; None if it has none."""
    if block.type != "paragraph" or block.is_title:
        return None
    lines = block.lines
    places = (n for n in range(len(lines)) if _is_signed_by_several(" ".join(lines[n:])))
    return next(places, None)


def _is_signed_by_several(text: str) -> bool:
    found = _SIGNERS.match(text)
    if found is None or text.endswith((*STATEMENT_ENDS, "?", *COLONS)):
        return False
    names = [word.strip(",;()/|·") for word in text[found.end() :].split()]
    return all(not word or word in _JOINS or word[0].isupper() for word in names)


def _bids_farewell(line: str) -> bool:
    """Whether a line is a short exclamation that asks nothing of its readers, or the words above a
    signature."""
    if _is_name(line) and _begins(line, _CLOSINGS):
        return True
    is_short = len(line.split()) <= _LONGEST_LINE and len(sentences(line)) == 1
    return is_short and line.endswith(("!", "！")) and not asks_readers(line)


def _is_salutation(block: Block) -> bool:
    if block.type != "paragraph" or len(block.lines) != 1:
        return False
    line = block.lines[0]
    is_short = len(line.split()) <= _LONGEST_SALUTATION
    ends = line.endswith((",", "،", "，", "!", "！", *COLONS))
    return is_short and ends and _begins(line, _SALUTATIONS)


def _signature(below: Sequence[Block]) -> Sequence[Block]:
    """Paragraphs that are no sentences: the words above a signature and what stands below, or a
    name alone at the end."""
    closing = next((n for n, block in enumerate(below) if _is_closing(block)), None)
    if closing is not None:
        return list(takewhile(_is_signed, below[closing:]))
    return [
        block
        for block in below[-1:]
        if _is_signed(block) and (block.is_all("em") or _is_full_name(block.text))
    ]


def _is_closing(block: Block) -> bool:
    is_text = block.type == "paragraph" and bool(block.lines)
    return is_text and _is_name(block.lines[0]) and _begins(block.lines[0], _CLOSINGS)


def _is_signed(block: Block) -> bool:
    return block.type == "paragraph" and all(map(_is_name, block.lines))


def _is_name(line: str) -> bool:
    is_short = len(line.split()) <= _LONGEST_LINE
    return is_short and not line.endswith((*STATEMENT_ENDS, "?", *COLONS))


def _is_full_name(text: str) -> bool:
    words = text.split()
    return len(words) <= _LONGEST_NAME and all(w[0].isupper() or w in _JOINS for w in words)


def _begins(line: str, table: Sequence[str]) -> bool:
    """Whether a line begins with one of the words of a table, whole."""
    words = line.lower().strip(" *_¡")
    begun = (each for each in table if words.startswith(each))
    return any(each[0] in _UNSPACED or not words[len(each) :][:1].isalnum() for each in begun)
