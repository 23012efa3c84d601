"""Takes the salutation of a letter and the signature below its text out of a document's blocks."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from callsheet_studio.storyboard.page_blocks import Block
from callsheet_studio.text.punctuation import COLONS, STATEMENT_ENDS
from callsheet_studio.text.sentences import begin_sentence

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
_LONGEST_SALUTATION, _LONGEST_LINE = 7, 8
"""Words."""
_UNSPACED = "尊亲親各拝此敬"
"""First letters of those that no blank parts from what follows."""


def remove_letter_lines(blocks: list[Block]) -> Iterator[str]:
    """Remove the salutation at the beginning of a document, in place, and the signature at the end
    of its section; yield their words."""
    headings = [n for n, block in enumerate(blocks) if block.type == "heading"]
    start = headings[0] + 1 if headings and headings[0] == 0 else 0
    end = next((n for n in headings if n >= max(start, 1)), len(blocks))
    greeting = next((n for n in range(start, end) if _is_salutation(blocks[n])), None)
    if greeting is None or greeting + 1 >= end or blocks[greeting + 1].type != "paragraph":
        return
    signature = _signature(blocks[greeting + 2 : end])
    gone = [blocks[greeting].text, *(block.text for block in signature)]
    blocks[greeting + 1].begin_with_capital(begin_sentence)
    blocks[:] = [b for n, b in enumerate(blocks) if n != greeting and b not in signature]
    yield from gone


def _is_salutation(block: Block) -> bool:
    if block.type != "paragraph" or len(block.lines) != 1:
        return False
    line = block.lines[0]
    is_short = len(line.split()) <= _LONGEST_SALUTATION
    ends = line.endswith((",", "،", "，", "!", "！", *COLONS))
    return is_short and ends and _begins(line, _SALUTATIONS)


def _signature(below: Sequence[Block]) -> Sequence[Block]:
    """Paragraphs that are no sentences: the words above a signature and what stands below, or a
    name in italics at the end."""
    closing = next((n for n, block in enumerate(below) if _is_closing(block)), None)
    if closing is not None:
        return list(takewhile(_is_signed, below[closing:]))
    return [block for block in below[-1:] if block.is_all("em") and _is_signed(block)]


def _is_closing(block: Block) -> bool:
    is_text = block.type == "paragraph" and bool(block.lines)
    return is_text and _is_name(block.lines[0]) and _begins(block.lines[0], _CLOSINGS)


def _is_signed(block: Block) -> bool:
    return block.type == "paragraph" and all(map(_is_name, block.lines))


def _is_name(line: str) -> bool:
    is_short = len(line.split()) <= _LONGEST_LINE
    return is_short and not line.endswith((*STATEMENT_ENDS, "?", *COLONS))


def _begins(line: str, table: Sequence[str]) -> bool:
    """Whether a line begins with one of the words of a table, whole."""
    words = line.lower().strip(" *_")
    begun = (each for each in table if words.startswith(each))
    return any(each[0] in _UNSPACED or not words[len(each) :][:1].isalnum() for each in begun)
