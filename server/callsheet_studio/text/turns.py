"""Sentences that only make sense in pairs: one denies or limits the other, or tells what it
announces."""

import re
from collections.abc import Mapping

from callsheet_studio.text.word_lists import FUNCTION_WORDS

_BEGINS: Mapping[str, str] = {
    "en": r"but|however|yet|nevertheless|nonetheless|instead|even so|in (?:reality|practice|truth)|"
    r"on the (?:contrary|other hand)|by contrast|except|although|still,|then again|wrong|not (?:so|"
    r"quite|really|any more|anymore|true)|(?:that|this|it)(?: is|['’]s| was) (?:not|no longer|"
    r"wrong|false|untrue|a myth|a mistake)|(?:that|this|it) (?:isn|wasn|doesn|didn)['’]t|"
    r"(?:that|this|it) (?:does|did) not|"
    r"only (?:the|one|two)",
    "de": r"aber|doch|jedoch|allerdings|dennoch|trotzdem|stattdessen|vielmehr|dagegen|hingegen|"
    r"im gegenteil|in wirklichkeit|tatsächlich|nicht ganz|falsch|nur (?:der|die|das|ein)|"
    r"das (?:stimmt|ist|war|gilt|trifft) (?:aber |jedoch |so )?(?:nicht|falsch|ein irrtum)",
    "es": r"pero|sin embargo|no obstante|aun así|al contrario|en cambio|en realidad|ahora bien|"
    r"falso|salvo|excepto|no es (?:así|cierto|verdad)|eso no|solo (?:el|la|los|las|un)",
    "fr": r"mais|or,|cependant|pourtant|toutefois|néanmoins|au contraire|en revanche|en réalité|"
    r"par contre|faux|sauf|c['’]est faux|ce n['’](?:est|était) pas|il n['’]en est rien|"
    r"seule?s? (?:les?|la)",
    "id": r"tetapi|tapi|namun|sebaliknya|itu tidak benar",
    "it": r"ma (?:il|la|lo|i|gli|le|un|una|non|se|è|in|anche|solo|per|con|quando|al)|però|tuttavia|"
    r"eppure|al contrario|invece|in realtà|falso|tranne|"
    r"non è (?:così|vero)|solo (?:il|la|lo|un)",
    "nl": r"maar|echter|toch|niettemin|daarentegen|in werkelijkheid|onwaar|behalve|"
    r"alleen (?:de|het)|dat (?:klopt|is|was) (?:echter )?niet",
    "pl": r"ale|jednak|lecz|mimo to|przeciwnie|natomiast|w rzeczywistości|(?:to )?nieprawda|"
    r"to nie (?:jest )?prawda",
    "pt": r"mas|porém|contudo|todavia|no entanto|pelo contrário|na (?:realidade|verdade)|falso|"
    r"exceto|não é (?:verdade|assim|bem assim)|só (?:o|a|os|as|um)",
    "ru": r"но|однако|тем не менее|напротив|на самом деле|зато|это не так|(?:это )?неправда",
    "tr": r"ama|ancak|fakat|oysa|yine de|aksine|bu doğru değil",
    "uk": r"але|проте|однак|тим не менш|навпаки|насправді|зате|це не так|(?:це )?неправда",
    "vi": r"nhưng|tuy nhiên|thế nhưng|ngược lại",
    "ar": r"لكن|ولكن|غير أن|إلا أن|ومع ذلك",
    "fa": r"اما|ولی|با این حال|برعکس",
    "hi": r"लेकिन|परंतु|मगर|हालाँकि",
    "bn": r"কিন্তু|তবে",
    "ur": r"لیکن|مگر|تاہم",
    "ko": r"그러나|하지만|그렇지만|다만|반대로",
}
"""Words with which a sentence begins that denies or limits the one before it."""
_WIDE_BEGINS = (
    r"しかし|ですが|だが|ただし|でも、|ところが|けれども|实际上|但|然而|不过|不過|可是|"
    r"แต่|อย่างไรก็ตาม"
)
_INSIDE = (
    r"aber|jedoch|allerdings|hingegen|dagegen|cependant|toutefois|echter|daarentegen|jednak|"
    r"natomiast"
)
_BETWEEN = (
    r"however|by contrast|on the other hand|though|sin embargo|en cambio|no obstante|en revanche|"
    r"par contre|cependant|però|tuttavia|invece|porém|contudo|no entanto|однак|однако|проте"
)
"""The same a few words behind the beginning; some between commas."""
_ERRORS: Mapping[str, str] = {
    "en": r"(?:it|this|that|they|we|he|she|i|you|both|the (?:evidence|opposite|data|facts?))"
    r"\b[^.!?;:]{0,48}?\b(?:wrong|mistaken|false|untrue|myth|mistake|otherwise|opposite|reverse)\b",
    "de": r"(?:das|dies|es|sie|er|wir|ich|beide|die \w+)\b[^.!?;:]{0,48}?"
    r"\b(?:falsch|irr(?:en|te|ten|t|tum)|unrecht|gegenteil|mythos|unwahr)\b",
    "es": r"(?:es|era|eso|esto|se|est(?:á|án|aba|aban)|las?|los?|ocurre|sucede|pasa)\b"
    r"[^.!?;:]{0,48}?\b(?:falso|equivoc\w+|error|mito|contrario|erróne\w+)\b",
    "fr": r"(?:c['’]|cela|ils?|elles?|nous|on|le|la|les)\b[^.!?;:]{0,48}?"
    r"\b(?:faux|fausse|tort|tromp\w+|contraire|mythe|erreur|erronée?)\b",
}
"""A sentence that says of the one before it that it is wrong."""
_TURNS = re.compile(
    rf"(?:{'|'.join(_BEGINS.values())})(?!\w)|(?:{_WIDE_BEGINS})|{'|'.join(_ERRORS.values())}|"
    rf"(?:[^\s,.;:!?]++\s){{1,7}}(?:{_INSIDE})(?!\w)|"
    rf"(?:[^\s,.;:!?]++\s){{0,4}}[^\s,.;:!?]++,\s(?:{_BETWEEN})[,.]",
    re.IGNORECASE,
)
_NARROWS = re.compile(
    r"(?<!\w)(?:includes?|included|excepts?|only|not|no|never|without|free|already|exempt|"
    r"enthält|inklusive|nur|nicht|kein\w*|ohne|kostenlos|bereits|außer|"
    r"comprend|inclus\w*|seulement|pas|sans|gratuit\w*|sauf|déjà|"
    r"incluye|incluid\w+|solo|sólo|sin|gratis|salvo|"
    r"comprende|include|inclus\w+|non|senza|tranne|inclui|incluíd\w+|só|apenas|não|sem|exceto|"
    r"bevat|inbegrepen|alleen|niet|geen|zonder|behalve|"
    r"tylko|nie|bez|oprócz|zawiera|только|не|без|кроме|включает|тільки|лише|крім)(?!\w)",
    re.IGNORECASE,
)
"""What a short sentence takes out of the one before it."""
_MOST_NARROW, _MOST_DENIED = 9, 16
"""Words of such a sentence, and of one that denies something."""
_LEAST_WORD = 4
"""Letters of a word that both sentences have."""
_COUNTS = (
    r"(?:one|two|three|four|five|several|some|many|other|a few|a|an|zwei|drei|vier|fünf|mehrere|"
    r"einige|viele|eine?n?|dos|tres|cuatro|varios|varias|algun[oa]s|un[oa]?|deux|trois|quatre|"
    r"plusieurs|une|due|tre|quattro|divers[ie]|alcun[ie]|dois|duas|três|quatro|vári[oa]s|alguns|"
    r"twee|drie|vier|enkele|een)"
)
_CONCLUDES: Mapping[str, str] = {
    "en": r"so,?(?! (?:far|that|much|many|long|called|as|on|is|are|do|does|did|was|were|if|when)"
    r"\b)|therefore|thus|hence|consequently|"
    r"as a (?:result|consequence)|that['’]?s? (?:is |was )?why|this is why|which is why|"
    r"(?:that|this|it) (?:means|meant|saves?|saved|costs?|cost)\b|otherwise|or else|"
    r"because of (?:this|that)|for (?:this|that) reason|the (?:reason|result|cause|consequence|"
    r"catch|outcome) (?:is|was)\b|without (?:it|this|that|them|these|protection)\b|"
    r"(?:this|that|it) is because|after (?:this |that |the )?(?:correction|cleaning|change)\b|"
    r"what (?:it|this|that) (?:means|meant)|(?:i|we) (?:therefore|thus)|"
    r"forgetting (?:this|it|that)\b",
    "de": r"daher|deshalb|deswegen|darum|folglich|somit|also|dadurch|sonst|andernfalls|"
    r"das (?:heißt|bedeutet)|der grund (?:ist|war|dafür)|die folge|aus diesem grund|ohne (?:sie|"
    r"ihn|es|diese[nrs]?|das)\b|denn",
    "es": r"por (?:eso|ello|lo tanto|tanto|consiguiente|esta razón)|así que|de ahí que|en "
    r"consecuencia|(?:eso|esto) significa|la razón (?:es|fue|era)|de lo contrario|si no,|porque",
    "fr": r"donc|ainsi,|c['’]est pourquoi|c['’]est pour (?:cela|ça)|par conséquent|en conséquence|"
    r"cela (?:signifie|veut dire)|la raison (?:est|était)|sinon|sans (?:cela|quoi)|car",
    "id": r"karena itu|oleh karena itu|jadi|akibatnya|sebab",
    "it": r"perciò|quindi|dunque|per questo|di conseguenza|(?:questo|ciò) significa|il motivo "
    r"(?:è|era)|altrimenti|ecco perché",
    "nl": r"daarom|dus|daardoor|dat betekent|de reden (?:is|was)|anders|want",
    "pl": r"dlatego|więc|zatem|w rezultacie|to (?:znaczy|oznacza)|inaczej|w przeciwnym razie",
    "pt": r"por (?:isso|esta razão|conseguinte)|portanto|assim,|logo,|isso significa|a razão (?:é|"
    r"foi|era)|caso contrário|senão",
    "ru": r"поэтому|следовательно|значит|таким образом|иначе|потому что|это значит",
    "tr": r"bu (?:yüzden|nedenle)|dolayısıyla|yoksa|çünkü",
    "uk": r"тому,?(?! що)|отже|інакше|це означає|через це",
    "vi": r"vì (?:vậy|thế)|do đó|nếu không",
    "ar": r"لذلك|ولذلك|لهذا|وإلا",
    "fa": r"بنابراین|به همین دلیل|وگرنه",
    "hi": r"इसलिए|वरना|क्योंकि",
    "bn": r"তাই|নইলে",
    "ur": r"اس لیے|ورنہ|کیونکہ",
    "ko": r"그래서|따라서|그러므로|그렇지 않으면|왜냐하면",
}
"""Words with which a sentence begins that tells what comes of the one before it, or its reason."""
_WIDE_CONCLUDES = (
    r"だから|そのため|したがって|そうしないと|なぜなら|因此|所以|因為|因为|否则|否則|ดังนั้น|เพราะ"
)
_DRAWS = re.compile(
    rf"(?:{'|'.join(_CONCLUDES.values())})(?!\w)|(?:{_WIDE_CONCLUDES})", re.IGNORECASE
)
_SUPPOSES = re.compile(
    r"(?:if|had|were)\b[^.!?]{1,160}\b(?:would|could|might)(?: not|n['’]t)?\b|"
    r"(?:wenn|falls|wäre|hätte)\b[^.!?]{1,160}\b(?:würden?|wären?|hätten?|müssten?|könnten?)\b|"
    r"si\b[^.!?]{1,160}\b\w+(?:rait|raient|ría|rían)\b|se\b[^.!?]{1,160}\b\w+(?:rebbe|rebbero|"
    r"ria|riam)\b|als\b[^.!?]{1,160}\bzou(?:den)?\b|gdyby\b|если бы\b|якби\b",
    re.IGNORECASE,
)
"""Begins what would follow from something: the next sentence tells whether it does."""
_BELIEVES: Mapping[str, str] = {
    "en": r"(?!(?:if|when|because|as|since|so)\b)[^.!?,;:]{0,60}?(?:"
    r"\b(?:it is|it['’]s) (?:\w+ )?(?:said|claimed|believed|thought|assumed)\b|"
    r"\b(?:you|one) (?:might|may|would|could) (?:expect|think|assume|believe|suppose)\b|"
    r"(?<!not )(?<!n['’]t )\b(?:believed|thought|assumed|supposed|feared|expected|"
    r"(?:are|was|were) (?:\w+ )?(?:convinced|certain|sure)|"
    r"(?<!\bi )(?<!\bwe )(?<!\byou )(?:believe|think|assume|fear|claim|say|argue|complain))"
    r" (?:that|it|so|they|the|everyone|nobody|no|this|these)\b)",
    "de": r"(?!(?:wenn|weil|da)\b)[^.!?,;:]{0,60}?(?<!\bwir )(?:\b(?:glauben|denken|meinen|"
    r"behaupten|fürchten|sagen|glaubten?|dachten?|meinten?|behaupteten?|befürchteten?|"
    r"(?:nehmen|nahm|nahmen) an|(?:ist|sind|war|waren) überzeugt)(?: (?:oft|lange))?, |"
    r"\bheißt es(?: oft)?, )",
    "es": r"(?!(?:si|cuando|porque)\b)[^.!?,;:]{0,60}?\b(?:cree[n]?|creía[n]?|creyeron|piensan?|"
    r"pensaba[n]?|dice[n]?|afirman|temen|temía[n]?|suponía[n]?|(?:está|están|estaba|estaban) "
    r"convencid[oa]s? de)(?: a menudo)? que\b",
    "fr": r"(?!(?:si|quand|parce)\b)[^.!?,;:]{0,60}?\b(?:croi(?:t|ent)|croyai(?:t|ent)|pensent|"
    r"pensai(?:t|ent)|dit|disent|affirment|craignent|craignai(?:t|ent)|prétendent|"
    r"supposai(?:t|ent)|(?:est|sont|était|étaient) (?:convaincue?|persuadée?)s?)"
    r"(?: (?:souvent|longtemps))? qu(?:e\b|['’])",
}
_ONE_SIDE = (
    r"on (?:the )?one hand|einerseits|d['’]une? (?:part|côté)|por un(?:a parte| "
    r"lado)|da un lato|por um lado|enerzijds|z jednej strony|с одной стороны|з одного боку"
)
_UNTIL_NOW = (
    r"(?:until (?:now|recently)|for (?:years|decades|centuries|a long time)),? (?:most|many|people|"
    r"every(?:one|body)|doctors|economists|experts|historians|researchers|scientists|teachers)|"
    r"(?:bisher|bislang|lange|jahrelang|jahrzehntelang) (?:dachten?|galt(?:en)?|gingen?|glaubten?|"
    r"hielt(?:en)?|nahm(?:en)?|führten?|schrieb(?:en)?|vermuteten?)|"
    r"jusqu['’](?:ici|alors|à (?:présent|récemment)),? (?:on|la plupart|les|tous)|"
    r"hasta (?:ahora|hace poco|entonces),? (?:se|la mayoría|los|las|todos)"
)
_HELD = re.compile(rf"{'|'.join(_BELIEVES.values())}|(?:{_ONE_SIDE}|{_UNTIL_NOW})\b", re.IGNORECASE)
"""Begins what others believe, or one side of a matter."""
_ANNOUNCES = re.compile(
    rf"(?:there (?:is|are|was|were)|es (?:gibt|gab)|il y (?:a|avait)|hay|había|ci sono|c['’]è|há|"
    rf"existem|er (?:is|zijn)) {_COUNTS}(?: [^\s,;:.。]++){{0,3}}[.。]$|"
    r"(?:but )?not (?:everything|all(?: of (?:it|this|them))?|everybody|everyone)"
    r"(?: [^\s,;:.]++){1,3}[.]$|nicht (?:alles|alle)(?: [^\s,;:.]++){1,3}[.]$|"
    r"tout n['’]a pas(?: [^\s,;:.]++){1,3}[.]$|"
    r"no todo(?: [^\s,;:.]++){1,3}[.]$|non tutto(?: [^\s,;:.]++){1,3}[.]$|"
    r"nem tudo(?: [^\s,;:.]++){1,3}[.]$|niet alles(?: [^\s,;:.]++){1,3}[.]$|"
    r"(?:[^\s,;:.]++ ){1,5}(?:(?:had |has |have )?failed|went wrong|did(?: not|n['’]t) work|"
    r"(?:ist |war |sind )?gescheitert|scheiterten?|ging schief|a(?:vait)? échoué|fracasó|falló|"
    r"había fallado|è fallit[oa]|fracassou|falhou|is mislukt|mislukte)[.]$",
    re.IGNORECASE,
)
"""A few words that only say how many there are, or that something went wrong."""
_ANSWERS = re.compile(
    r"(?:yes|no|nope|not really|not quite|ja|nein|jein|oui|non|si|sí|sì|não|sim|nee|tak|nie|да|нет|"
    r"так|ні|hayır|evet|はい|いいえ|네|아니요|是|是的|不|不是|نعم|لا|हाँ|नहीं)[.!。！,]?$",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:not|never|nicht|nie|kein\w*|pas|jamais|no|nunca|non|mai|não|niet|geen|не|değil)\b|"
    r"n['’]t\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")


def turns(sentence: str) -> bool:
    """Return whether a sentence denies or limits the one before it, which is not true alone:
    `But …`, `Das stimmt nicht …`, `Los gastos, en cambio, …`."""
    return bool(_TURNS.match(sentence))


def puts_right(sentence: str, before: str) -> bool:
    """Return whether a sentence begins with the same two words as a short one before it that denies
    something: `I would clear the drains.` after `I would not build anything.`"""
    begun, denied = sentence.casefold().split()[:2], before.casefold().split()
    is_short = len(denied) <= _MOST_DENIED and len(begun) > 1
    return is_short and begun == denied[:2] and bool(_DENIED.search(before))


def concludes(sentence: str) -> bool:
    """Return whether a sentence tells what comes of the one before it, or its reason: `So …`, `Das
    bedeutet …`, `Sinon …`."""
    return bool(_DRAWS.match(sentence))


def supposes(sentence: str) -> bool:
    """Return whether a sentence tells what would follow from something, as `If people stayed at
    home, the buses would be empty.` does: the next one tells whether that is so."""
    return bool(_SUPPOSES.match(sentence))


def is_one_side(sentence: str) -> bool:
    """Return whether a sentence tells what others believe or believed, `Many think that …`, `On
    croyait que …`, or one side of a matter, `On the one hand …`: the next one answers it."""
    return bool(_HELD.match(sentence))


def narrows(sentence: str, before: str) -> bool:
    """Return whether a short sentence takes something out of what the one before it says of the
    same thing: `The Family includes the bench.` after `The bench and the carrier are extra.`"""
    words = _WORD.findall(sentence.casefold())
    if len(words) > _MOST_NARROW or not _NARROWS.search(sentence):
        return False
    named = {w for w in words if len(w) >= _LEAST_WORD and w not in FUNCTION_WORDS}
    named = {word for word in named if not _NARROWS.fullmatch(word)}
    return not named.isdisjoint(_WORD.findall(before.casefold()))


def announces(sentence: str) -> bool:
    """Return whether a sentence only says that something follows: `There are several.`, `Not
    everything worked.`, `No.`"""
    return bool(_ANNOUNCES.match(sentence) or _ANSWERS.match(sentence))


_DENIALS: Mapping[str, str] = {
    "en": r"(?:it|that|this|they|these|he|she)(?:(?: is| are| was| were|['’]s) (?:not|never)|"
    r" (?:isn|aren|wasn|weren|doesn|don|didn)['’]t| (?:does|do|did) not)"
    r"(?: (?:so|true|right|correct|the case))?|"
    r"(?:it|that|this|they)(?: is| are| was| were|['’]s) (?:wrong|false|untrue|a myth|a mistake)|"
    r"not (?:so|true|at all)|wrong|false|nonsense",
    "de": r"(?:das |dies |es )?(?:stimmt|ist|war|gilt|trifft|sind) (?:aber |jedoch )?"
    r"(?:nicht(?: wahr| richtig| so| zu| der fall)?|falsch|ein irrtum|ein mythos|unwahr)|falsch|"
    r"irrtum|unsinn|keineswegs|(?:es|das|sie) (?:ist|sind|tut|tun) es nicht",
    "es": r"(?:eso |esto )?no (?:es|era) (?:así|cierto|verdad)|(?:eso |esto )?es (?:falso|mentira|"
    r"un mito|un error)|falso|mentira",
    "fr": r"c['’]est (?:faux|un mythe|une erreur)|ce n['’](?:est|était) pas (?:vrai|le cas|exact)|"
    r"il n['’]en est rien|faux",
    "it": r"non è (?:così|vero)|(?:questo )?è (?:falso|un mito|un errore)|falso",
    "nl": r"dat (?:klopt|is|was) (?:echter )?(?:niet(?: waar| zo| juist)?|onjuist|een mythe)|"
    r"onwaar|onzin",
    "pl": r"(?:to )?nieprawda|to nie (?:jest )?prawda|to (?:jest )?(?:fałsz|mit|błąd)",
    "pt": r"(?:isso |isto )?não é (?:verdade|assim|bem assim)|(?:isso |isto )?é (?:falso|mentira|"
    r"um mito|um erro)|falso",
    "ru": r"это (?:не так|неправда|неверно|миф|ошибка)|неправда|неверно",
    "uk": r"це (?:не так|неправда|невірно|міф|помилка)|неправда",
    "tr": r"bu (?:doğru değil|yanlış)|yanlış",
}
_DENIES = re.compile(rf"(?:{'|'.join(_DENIALS.values())})\s*+(?:[.!:;,–—…]|$)", re.IGNORECASE)


def denies(sentence: str) -> bool:
    """Return whether a sentence says, alone or before it goes on, that the one before it isn't so:
    `It is not!`, `Das stimmt nicht: Es ist der Essig.`"""
    return bool(_DENIES.match(sentence.strip()))
