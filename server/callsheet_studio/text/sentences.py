"""Splits running text into sentences, in any script."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from callsheet_studio.text.abbreviations import goes_on
from callsheet_studio.text.language import language_of
from callsheet_studio.text.language_names import primary_subtag
from callsheet_studio.text.punctuation import (
    COLONS,
    LATIN_ENDS,
    OTHER_ENDS,
    SENTENCE_ENDS,
    ends_sentence,
)
from callsheet_studio.text.word_lists import COMMANDS

WHOLE_ENDS = (*SENTENCE_ENDS, '"', "”", "»", ")")
"""With what a whole sentence ends; one that has none of these was cut, or is a fragment."""
FULL_STOPS: Mapping[str, str] = {
    **dict.fromkeys(("ja", "yue", "zh"), "。"),
    **dict.fromkeys(("as", "bn", "hi", "ne", "or", "pa", "sa"), "।"),
    "ur": "۔",
}
"""By the first part of a BCP 47 tag; a point elsewhere (CLDR, and Unicode, chapter 12.1)."""

LONGEST, LARGEST = 60, 600
"""Words and characters of a sentence that is read as one."""
WIDEST = 110
"""The same in scripts without spaces, in characters."""
SPOKEN = 40
"""Words that a voice says at once."""
_JOINERS = "\u200d\ufe0e\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff "
"""Stand in and between emoji."""
_FIRST_EMOJI = 0x25FF
_LONGEST_WORD = 40
_NEAR = 80
"""Characters around a full stop that tell whether it ends a sentence."""
_END = re.compile(
    rf"(?<![{LATIN_ENDS}])([{LATIN_ENDS}]++[\"'”’“»«)\]]*+(?:[ \u00a0\u202f]»)?)(?=\s|$)|"
    rf"([{OTHER_ENDS}]++[」』”]*+)"
)
_CLAUSE = re.compile(r"(?<=[,;:–—])(?=\s)|(?<=[،，、；：])")
_SAYS = re.compile(r"[^\W_]")
_REFERS = re.compile(
    r"(?:it|its|that|this|they|their|he|she|these|those|there|then|but|so|and|or|both|such|only|"
    r"otherwise|however|one|each)\b",
    re.IGNORECASE,
)
_ABOUT_IT = (
    r"the (?:reason|cause|danger|catch|trouble|problem|consequence|outcome|drawback|downside|"
    r"exception|alternative) (?:is|was|are|were)\b|"
    r"der (?:grund|haken|nachteil) (?:dafür |daran )?(?:ist|war)\b|"
    r"die (?:ursache|gefahr|folge|ausnahme|alternative) (?:ist|war|sind|waren)\b|"
    r"das problem (?:dabei |daran )?(?:ist|war)\b|"
    r"(?:la (?:raison|cause|conséquence)|le (?:problème|danger|risque)) (?:est|était)\b|"
    r"(?:la (?:razón|causa|consecuencia)|el (?:problema|peligro|motivo)) (?:es|era|fue)\b|"
    r"(?:la (?:ragione|causa|conseguenza)|il (?:problema|pericolo|motivo)) (?:è|era)\b|"
    r"(?:a (?:razão|causa|consequência)|o (?:problema|perigo|motivo)) (?:é|era|foi)\b|"
    r"(?:de (?:reden|oorzaak)|het (?:probleem|gevaar|gevolg)) (?:is|was)\b|"
    r"(?:причина|проблема|опасность) (?:—|–|-|в том)|(?:powodem|przyczyną|problemem) (?:jest|był)"
)
"""Words for what was said before, such as `The reason is`."""
_ONLY_BINDS = re.compile(
    r"(?:(?:if |then )?you (?:have to|must|need to|should)|(?:dann )?(?:müssen sie|sie müssen|"
    r"muss man|man muss)|(?:si )?(?:il faut|vous devez)|hay que|(?:usted )?debe|bisogna|"
    r"(?:lei )?deve|é preciso|u moet|należy|нужно|необходимо) ?+:",
    re.IGNORECASE,
)
"""Introduces what is to be done, and not in which case."""
_LEANS = re.compile(
    rf"(?:{_ABOUT_IT})|"
    # `Des panneaux l'indiqueront`, `La mairie les retirera`
    r"(?:[^\W\d_]++ ){1,3}?(?:(?:l['’]|les |le |la |en |y )[^\W\d_]{2,16}(?<=[eidr]r)ont|"
    r"les [^\W\d_]{2,16}(?<=er)a)\b|"
    r"nous (?:l['’]|les |le |la |en |y )[^\W\d_]{2,16}(?<=[eidr]r)ons\b|"
    r"[^\s,;:.]++(?:\s[^\s,;:.]++){0,8}?\s(?:of|among) (?:them|(?:these|those)(?=[,;.]|"
    r"\s(?:is|are|was|were|has|had|have|can|will|could|would)\b))|"
    r"(?:for|after|before|because of|with|in|by|from|to|at|of|among|despite|besides) "
    r"(?:this|these|those|them|it)\b|[“\"'‘](?:it|that|this|they|he|she|these|those)\b|"
    r"(?:[^\s,;:.]++\s){1,8}?(?:from|by|on|in|of|with) (?:this|that) (?:sentence|rule|question|"
    r"idea|step)\b|c['’]est (?:ainsi|pourquoi|pour cela)\b|"
    r"(?:einer|eine|eines) (?:von ihnen|davon)\b|l['’]un[e]? d['’](?:eux|elles)\b|"
    r"un[oa] de ell[oa]s\b|un[oa] di (?:essi|esse|loro)\b|um[a]? del[ea]s\b|"
    # imperatives such as `Use it within a week`
    r"(?:(?:always|never|please|do not|don['’]t) ){0,2}(?!(?:if|when|is|does|as|because|since|"
    r"while|although|until|once|make|let|keep|try|see) )[a-z]++ (?:it|them)\b|"
    # `Our time sheets do not support it: …`
    r"(?:[^\s,;:.]++\s){1,4}?(?:do|does|did) not [a-z]++ (?:it|them|this|that)[:.;]|"
    # what ends with its object, as `The service never loaded it` and `We write before that happens`
    r"(?!.*(?:,|\b(?:and|or|but|then|so|because|if|when|which|who|that|what|to|is|was)\b.))"
    r"(?:[^\s,;:.]++\s){2,9}?(?:it|them)[.!]?$|"
    r"(?:[^\s,;:.]++\s){2}(?:later|später|plus tard|después|más tarde|dopo|più tardi|depois|"
    r"mais tarde|później|спустя|пізніше)\b|"
    r"(?:[^\s,;:.]++\s){2,9}?(?:before|after|when|if|until|unless) (?:that|this) happens\b|"
    r"(?:da(?:von|zu|ran|rin|rauf|raus|gegen|neben|vor|rüber|runter|hinter)|"
    r"de ell[oa]s?|de estos|d['’]entre eux|di (?:questi|essi)|dest[ae]s|del[ea]s|disso|"
    r"daar(?:van|aan|in|voor|mee)|z (?:nich|tego)|из (?:них|этого)|з (?:них|цього))\b|"
    # `Buckland published the idea in 1829`, `Mantell was less kind`
    r"[^\s,;:.]++(?:\s[^\s,;:.]++){0,4}?\s(?:"
    r"the (?:idea|former|latter)\b(?! (?:of|that|to|behind|is))|"
    r"(?:is|are|was|were) (?:even )?(?:less|more) [a-z]++\b(?!.*\bthan\b))|"
    r"(?:the (?:former|latter|other one|others|rest|idea (?:was|is))|less|even more|another|"
    r"(?:ils|elles?|essi|esse|eles|elas|hij|zij|er)\b|"
    r"[^.;:!?]{0,80}?\b(?:dafür|hierfür)\b(?!,? (?:dass|ob|zu)\b)|"
    r"for (?:example|instance)|together (?:they|these|those)|strictly speaking|zum beispiel|"
    r"zusammen (?:sind|waren|haben)|par exemple|ensemble, (?:ils|elles)|por ejemplo|por exemplo|"
    r"per esempio|ad esempio|bijvoorbeeld|na przykład|например|наприклад|"
    r"likewise|therefore|thus|hence|instead|meanwhile|as a result)\b|"
    r"(?:dies(?:e[rsnm]?)?|daher|deshalb|deswegen|dadurch|dabei|danach|trotzdem|sonst|außerdem|"
    r"jedoch|jene[rs]?|letztere[rs]?|erstere[rs]?)\b|"
    r"(?:lo (?:primero|segundo|mismo|contrario|otro)|esto|eso|ello|éste|ésta|aquel|aquello|"
    r"sin embargo|por eso|además)\b|(?:cela|ceci|celui-ci|celle-ci|ceux-ci|pourtant|cependant|"
    r"en revanche|par conséquent)\b|(?:questo|ciò|quest['’]ultim[oa]|tuttavia|perciò|inoltre)\b|"
    r"(?:isto|isso|porém|contudo|por isso|além disso)\b|(?:dit|dat|deze|daarom|echter)\b|"
    r"(?:это|этот|эта|эти|поэтому|однако|он|она|они)\b|(?:це|цей|ця|ці|тому|однак|він|вона|вони)\b",
    re.IGNORECASE,
)
_BARE_VERB = re.compile(
    r"(?!.*\b(?:what|who|whom|where|how|why|as|than|whatever|wherever|if|when|that)\b)"
    r"(?:\S++ ){1,7}?(?:(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|should|"
    r"must|might|may)(?: not|n['’]t)?|cannot|can['’]t|won['’]t)[.!]?$|"
    r"(?:\S++ ){1,7}?(?:auch(?: nicht)?|ebenfalls|ook(?: niet)?|también|tampoco|também|aussi|"
    r"non plus|anche|neanche|też(?: nie)?|тоже|також)[.!]?$",
    re.IGNORECASE,
)
"""A few words that end in a verb without what is done, as `Nobody on the team does.`, or in `too`
in another language."""
_ASIDE = re.compile(r"[(（](?=[^\W\d_]++[ ,]|[\u3040-\u9fff])")
_WAITS = re.compile(
    r"(?:[^\s.!?]++\s){1,8}?(?:(?:was|were) (?:only |originally |first )?"
    r"(?:meant|intended|supposed) (?:for|to|as)\b|(?:war|waren) (?:nur |ursprünglich )?"
    r"(?:für [^.!?]{1,40} )?(?:gedacht|vorgesehen)\b|"
    r"(?:était|étaient) (?:censée?s?|prévue?s?)(?: pour)?\b|"
    r"(?:estaba|estaban|era|eran) (?:pensad|previst)[oa]s?\b|"
    r"(?:era|erano) (?:pensat|previst)[oaie]\b|was bedoeld\b)|"
    r"(?:originally|officially|in theory|on paper|ursprünglich|offiziell|auf dem papier|"
    r"à l['’]origine|en théorie|sur le papier|en teoría|sobre el papel|in teoria|sulla carta|"
    r"em teoria|no papel|in theorie|op papier|в теории|на бумаге|теоретично|на папері)\b",
    re.IGNORECASE,
)
"""Begins what turned out otherwise, as the next sentence says."""
_UNSPACED = re.compile(r"[\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_AFTER_WIDE = re.compile(r"(?<=[。！？，、；：]) ")
_WIDE = re.compile(r"[\u0e00-\u0fff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, each with its punctuation.

    One of more than 60 words or 600 characters comes in pieces of about 20 words, at commas if
    there are any. What has no letter or digit is left out. White space becomes one space, a blank
    line ends a sentence, and a word of more than 40 characters is broken: a piece may not be found
    in the text as it stands.
    """
    return list(_broken(text, LONGEST))


def spoken_pieces(text: str) -> list[str]:
    """Return the sentences of a text as `sentences` does, those of more than 40 words in
    pieces, as a voice can say them at once."""
    return list(_broken(text, SPOKEN))


def full_stop(language: str) -> str:
    """Return the full stop of a language, given as a BCP 47 tag; a point for those not known
    here."""
    return FULL_STOPS.get(primary_subtag(language), ".")


def begin_sentence(text: str) -> str:
    """Return a text with a capital, unless it begins with a name such as `iPad` or
    `lock_timeout`, or a command such as `curl`."""
    first = text.partition(" ")[0].rstrip(",;:")
    plain = first.replace("-", "").replace("'", "").replace("’", "").isalpha() and first.islower()
    return f"{text[0].upper()}{text[1:]}" if plain and first not in COMMANDS else text


def as_sentence(text: str, language: str = "en") -> str:
    """Return a text with a full stop where it has no final punctuation or only a comma or
    semicolon, so that a voice pauses there; empty for an empty text. Emoji at the end go.

    The full stop is that of the last letter's script, or else of `language`, a BCP 47 tag.
    """
    text = _without_last_emoji(text.strip()).rstrip(",;，；")
    if not text or ends_sentence(text, COLONS):
        return text
    own = _language_of(next(filter(str.isalpha, reversed(text)), ""))
    return f"{text}{FULL_STOPS.get(own) or full_stop(language)}"


def _without_last_emoji(text: str) -> str:
    """A text without the emoji that it ends with, if it has words before them."""
    end = len(text)
    while end and (text[end - 1] in _JOINERS or unicodedata.category(text[end - 1]) == "So"):
        end -= 1
    kept = text[:end].rstrip()
    is_emoji = any(ord(char) > _FIRST_EMOJI for char in text[end:])
    return kept if is_emoji and any(map(str.isalnum, kept)) else text


@lru_cache(maxsize=1024)
def _language_of(letter: str) -> str:
    return language_of(letter)


def refers_back(sentence: str) -> bool:
    """Return whether an English sentence begins with a word that refers to the sentence before
    it, such as `it` or `however`."""
    return bool(_REFERS.match(sentence))


def leans_back(sentence: str) -> bool:
    """Return whether a sentence says nothing without the one before it: it begins with a word such
    as `it` or with a parenthesis, is about `one of them`, or is short and ends in a verb that says
    nothing of its own: `Nobody on the team does.` So does a list under words that only
    bind, such as `You have to:`."""
    begins = _ASIDE.match(sentence) or _ONLY_BINDS.match(sentence) or _LEANS.match(sentence)
    return bool(begins) or ends_bare(sentence) or refers_back(sentence)


def ends_bare(sentence: str) -> bool:
    """Return whether a short sentence ends in a verb that says nothing of its own: `Nobody on the
    team does.`"""
    return bool(_BARE_VERB.match(sentence))


def waits(sentence: str) -> bool:
    """Return whether a sentence tells half of a contrast, as `It was meant for emergencies.` does:
    the next one tells what came of it."""
    return bool(_WAITS.match(sentence))


def join_wrapped(one: str, other: str) -> str:
    """Return two lines of one sentence as one text: with a space between them, unless the script
    has none."""
    wide = _UNSPACED.match(one[-1:]) and _UNSPACED.match(other[:1])
    return f"{one}{other}" if wide else f"{one} {other}"


def join_sentences(texts: Iterable[str]) -> str:
    """Join sentences into one text with single spaces; empty texts (`""` alone) are left out.

    A space after `。`, `，` or another wide mark is taken out, also one inside a given text.
    """
    return _AFTER_WIDE.sub("", " ".join(filter(None, texts)))


@lru_cache(4096)
def _broken(text: str, longest: int) -> tuple[str, ...]:
    """Kept, since the same texts are looked through again for each length of a film."""
    blocks = (" ".join(block.split()) for block in re.split(r"\n\s*\n", text))
    wholes = (whole for block in blocks for whole in _split(block) if _SAYS.search(whole))
    return tuple(piece for whole in wholes for piece in _pieces(whole, longest))


def _split(line: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(line):
        near = slice(max(start, end.end() - _NEAR), end.end()), slice(end.end(), end.end() + _NEAR)
        if end[1] and goes_on(line[near[0]], line[near[1]]):
            continue
        yield line[start : end.end()].strip()
        start = end.end()
    if line[start:].strip():
        yield line[start:].strip()


def _pieces(sentence: str, longest: int) -> Iterator[str]:
    """A sentence of at most so many words as it is; a longer one at its commas, else at any
    word."""
    words = _words(sentence)
    clauses = _CLAUSE.split(sentence)
    longest = WIDEST if longest > SPOKEN and _WIDE.search(sentence) else longest
    if len(words) <= longest and (len(words) <= SPOKEN or len(sentence) <= LARGEST):
        yield _join(words) if any(len(w) > _LONGEST_WORD for w in sentence.split()) else sentence
    elif len(clauses) > 1:
        yield from _pack(clauses)
    else:
        for start in range(0, len(words), SPOKEN // 2):
            yield _join(words[start : start + SPOKEN // 2])


def _pack(clauses: list[str]) -> Iterator[str]:
    """Clauses put together to pieces of about half of what a voice says at once."""
    held = ""
    for clause in clauses:
        if held and len(_words(held)) + len(_words(clause)) > SPOKEN // 2:
            yield from _pieces(held.strip(), SPOKEN)
            held = ""
        held += clause
    yield from _pieces(held.strip(), SPOKEN)


def _words(text: str) -> list[str]:
    """Words of a bearable length, and for scripts without spaces single characters."""
    return [
        piece
        for token in text.split()
        for piece in (token if _WIDE.search(token) else _chop(token))
    ]


def _chop(word: str) -> list[str]:
    return [word[at : at + _LONGEST_WORD] for at in range(0, len(word), _LONGEST_WORD)]


def _join(words: list[str]) -> str:
    return "".join(w if _WIDE.fullmatch(w) else f" {w}" for w in words).strip()
