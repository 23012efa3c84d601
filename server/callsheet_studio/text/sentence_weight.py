"""How much a sentence weighs in a short text: decisions and main points first, then duties,
deadlines and amounts, then reasons and results; what only files a document, such as its date and
its author, last."""

import re
from collections.abc import Mapping
from functools import lru_cache

from callsheet_studio.text.finding_words import AIMS, CLAIMS, FINDINGS, URGENT
from callsheet_studio.text.fixed_words import WORDS
from callsheet_studio.text.meeting_words import (
    ATTENDANCE,
    DECISIONS,
    NEXT_MEETING,
    PROCEDURE,
    SIGNATURES,
)

DECIDES, BINDS, EXPLAINS, PLAIN, FILES = 3, 2, 1, 0, -1
"""The weights of a sentence that tells a decision, the news or a main point, of one with a duty, a
warning, a deadline or an amount, of one with a reason, a result or a share, of any other, and of
one that only files its document."""

_DECIDES: Mapping[str, str] = {
    "en": r"^\W*+(?:(?:decision|decided|agreed|approved|accepted|resolved|recommendation|verdict|"
    r"conclusion|bottom line|our (?:pick|choice)|tl;?dr|in short|in a nutshell|"
    r"the short (?:version|answer)|unanimous(?:ly)?|carried)\b)|"
    r"[(\[](?:recommended|preferred|proposed|chosen|selected|our (?:pick|choice))[)\]]"
    r"|\b(?:(?:was|were|been|have|has|we|they|committee|board|council|team|group|meeting) "
    r"(?:decided|agreed|resolved|voted|chosen?)|announce[sd]? (?:that|today)|"
    r"(?:board|committee|council|cabinet|members|trustees) (?:is|are) asked to|"
    r"today announced|vote (?:on|to|for)|votes? (?:for|against)|we (?:recommend|chose)|"
    r"we (?:will|shall) (?:adopt|allow|close|cut|drop|end|keep|launch|let|"
    r"migrate|move|offer|reduce|release|replace|require|stop|support)|we propose)\b",
    "de": r"\b(?:wir schlagen vor|schlagen wir vor|(?:die|der) (?:berufung|klage|revision|"
    r"beschwerde|antrag) (?:hat|wird|wurde|ist|war|bleibt) (?:keinen |teilweise |ganz )?(?:erfolg|"
    r"ab|un|be|zu|statt)\w*|"
    r"beschluss|beschlossen|entscheidung|entschieden|vereinbart|einstimmig|genehmigt|"
    r"fazit|gab (?:heute )?bekannt)\b|[(\[](?:empfohlen|gewählt)[)\]]",
    "es": r"\b(?:proponemos|decisión|decidió|decidimos|acordó|acordado|aprobado|aprobó|unanimidad|"
    r"conclusión|anunció)\b|[(\[](?:recomendad[oa]|elegid[oa])[)\]]",
    "fr": r"\b(?:nous proposons|décision|décidé|adopté|approuvé|unanimité|convenu|a annoncé)\b|"
    r"[(\[](?:recommandée?|retenue?)[)\]]",
    "id": r"\b(?:keputusan|diputuskan|disepakati|disetujui|kesimpulan)\b",
    "it": r"\b(?:proponiamo|"
    r"decisione|deciso|approvat[oa]|unanimità|concordato|conclusione|ha annunciato)\b",
    "nl": r"\b(?:wij stellen voor|we stellen voor|"
    r"besluit|besloten|afgesproken|goedgekeurd|unaniem|conclusie)\b",
    "pl": r"\b(?:proponujemy|decyzja|zdecydowano|uchwalono|postanowiono|uzgodniono|jednogłośnie|"
    r"zatwierdzono)\b",
    "pt": r"\b(?:propomos|"
    r"decisão|decidiu|decidido|decidimos|aprovad[oa]|unanimidade|acordado|conclusão|"
    r"anunciou)\b",
    "ru": r"\b(?:мы предлагаем|"
    r"решение|решено|решили|постановили|единогласно|утвержден[оа]?|согласовано)\b",
    "tr": r"\b(?:karar|kararı|kararlaştırıldı|oybirliğiyle|onaylandı)\b",
    "uk": r"\b(?:ми пропонуємо|"
    r"рішення|вирішено|вирішили|ухвалено|ухвалили|одноголосно|затверджено)\b",
    "vi": r"\b(?:quyết định|nhất trí|thông qua)\b",
    "ar": "قرار|تقرر|قررنا|اتفق|بالإجماع",
    "bn": "সিদ্ধান্ত|সর্বসম্মত",
    "fa": "تصمیم|مصوب|توافق شد",
    "hi": "निर्णय|फैसला|फ़ैसला|सर्वसम्मति",
    "ja": "決定|決議|承認|合意|結論",
    "ko": "결정|결의|승인|합의|만장일치",
    "th": "มติ|ตัดสินใจ|เห็นชอบ|อนุมัติ",
    "ur": "فیصلہ|متفقہ",
    "zh": "决定|決定|决议|決議|一致通过|一致通過|结论|結論",
}
_MAIN: Mapping[str, str] = {
    "en": r"^\W*+(?:remember|key point|the point|bottom line) ?:|"
    r"\b(?:the (?:single )?most important (?:step|thing|point|part|question|rule|lesson)\b|"
    r"the (?:important|decisive|crucial|critical) (?:step|thing|point|part|question|rule)\b|"
    r"the (?:key|main|whole|real|central) (?:point|idea|lesson|rule|finding|message|insight|"
    r"takeaway|reason|result|problem) (?:is|was)\b|remember (?:only |just )?one thing|"
    r"what (?:really |actually )?matters (?:most )?is\b|(?:is|are|was) the ones? that matters?\b|"
    r"the (?:danger|trick|lesson|point|moral) is\b|(?:nearly |almost )?everything (?:else )?"
    r"follows from|decisions? (?:\w+ )?follows? from|"
    r"(?:we|i) (?:find|found|learned|learnt|conclude) that|"
    r"agreed on one )",
    "de": r"^\W*+(?:merke|merksatz) ?:|\b(?:das wichtigste (?:ist|dabei|daran)|"
    r"am wichtigsten ist|entscheidend ist|der "
    r"(?:wichtigste|springende|entscheidende) (?:punkt|schritt))\b",
    "es": r"^\W*+(?:recuerd[ae]|para recordar) ?:|\b(?:lo (?:más importante|esencial) es|"
    r"el paso (?:decisivo|clave))\b",
    "fr": r"^\W*+(?:à retenir|retenez) ?:|\b(?:le plus important (?:est|c['’]est)|"
    r"l['’]essentiel est|"
    r"l['’]étape (?:décisive|clé))\b",
    "it": r"^\W*+(?:da ricordare|ricorda(?:te)?) ?:|\b(?:la cosa più importante|"
    r"l['’]essenziale è|il passo decisivo)\b",
    "nl": r"^\W*+onthoud ?:|\b(?:het belangrijkste is|de belangrijkste stap)\b",
    "pl": r"\bnajważniejsz[aey]\b",
    "pt": r"^\W*+(?:lembre-se|para lembrar) ?:|\b(?:o (?:mais importante|essencial) é|"
    r"o passo decisivo)\b",
    "ru": r"^\W*+(?:запомните|запомни) ?:|\b(?:самое важное|главное)\b",
    "tr": r"\ben önemlisi\b",
    "uk": r"\b(?:найважливіше|головне)\b",
    "ja": "最も重要|大切なのは",
    "ko": "가장 중요한",
    "zh": "最重要的|关键在于|關鍵在於",
}
"""What a document calls its main point itself."""
_EXPLAINS: Mapping[str, str] = {
    "en": r"\b(?:because|so that|(?:this|that|which|it) means|as a result|therefore|the reasons? "
    r"(?:is|was|are|were)|the result (?:is|was)|instead|rather than|never|turn(?:s|ed) out|"
    r"not? (?:\w+ ){1,4}but|the (?:best|worst|biggest|main|key|only|weak) |only the |works? best|"
    r"twice as|half of|percent|too (?:much|many|few|little|late|early|long|often)|"
    r"without (?:it|them|this|that)\b)",
    "de": r"\b(?:weil|damit|deshalb|daher|das (?:heißt|bedeutet)|der grund (?:ist|war)|stattdessen|"
    r"sondern|prozent|am besten)\b",
    "es": r"\b(?:porque|para que|por eso|es decir|significa que|sino|en lugar de|la razón|"
    r"por ciento)\b",
    "fr": r"\b(?:parce qu|car\b|afin qu|c['’]est(?:-à-dire| ainsi| pourquoi)|cela signifie|"
    r"la raison|au lieu d|pour cent)",
    "it": r"\b(?:perché|affinché|cioè|significa che|il motivo|invece di|bensì|per cento)\b",
    "nl": r"\b(?:omdat|zodat|daarom|dat betekent|de reden|in plaats van|procent)\b",
    "pl": r"\b(?:ponieważ|dlatego|aby|to znaczy|oznacza|zamiast|procent)\b",
    "pt": r"\b(?:porque|para que|por isso|ou seja|significa que|a razão|em vez d[eoa]|mas sim|"
    r"por cento)\b",
    "ru": r"\b(?:потому что|поэтому|чтобы|это значит|причина|вместо|процент\w*)\b",
    "tr": r"\b(?:çünkü|bu yüzden|yani|nedeni)\b",
    "uk": r"\b(?:тому що|щоб|це означає|причина|замість|відсотк\w+)\b",
    "vi": r"\b(?:bởi vì|vì vậy|nghĩa là)\b",
    "id": r"\b(?:karena|sehingga|artinya|alasannya)\b",
    "ar": "لأن|لذلك|يعني",
    "hi": "क्योंकि|इसलिए|मतलब",
    "ja": "なぜなら|ため、|つまり|理由は",
    "ko": "때문|그래서|즉 ",
    "zh": "因为|因為|所以|意味着|意味著|原因是",
}
_SHARE = r"\d ?%"
_BINDS: Mapping[str, str] = {
    "en": r"\b(?:must|mustn['’]t|shall|(?:should|will|can|may) never|not allowed|forbidden|"
    r"prohibited|mandatory|obliged|"
    r"(?:is|are) required|we (?:will not|won['’]t)|no longer|not eligible|deadline|"
    r"the (?:maximum|minimum) (?:time|age|number|amount|length)|at the latest|no later than|"
    r"not before|expires?|due (?:by|on)|(?:with)?in \d+ "
    r"(?:minutes?|hours?|(?:working )?days?|weeks?|months?))\b|"
    r"^\W*+(?:do not|don['’]t|never)\b|\b(?-i:DO NOT)\b",
    "de": r"\b(?:muss|müssen|darf nicht|dürfen nicht|niemals|verboten|verpflichtet|pflicht|frist|"
    r"spätestens|innerhalb von|zwingend|nicht mehr)\b",
    "es": r"\b(?:debe|deben|nunca|prohibido|obligatorio|plazo|a más tardar|en un plazo|"
    r"no se puede|ya no)\b",
    "fr": r"\b(?:doit|doivent|jamais|interdit|obligatoire|délai|au plus tard|dans les \d+|"
    r"il faut)\b",
    "id": r"\b(?:harus|wajib|dilarang|tidak boleh|jangan|paling lambat)\b",
    "it": r"\b(?:deve|devono|vietato|obbligatorio|scadenza|entro)\b",
    "nl": r"\b(?:moet|moeten|nooit|verboden|verplicht|uiterlijk|binnen \d+)\b",
    "pl": r"\b(?:musi|muszą|należy|nigdy|zabronione|obowiązkow\w+|nie wolno|najpóźniej|w ciągu)\b",
    "pt": r"\b(?:deve|devem|nunca|proibido|obrigatório|prazo|até ao dia|não pode)\b",
    "ru": r"\b(?:долж(?:ен|на|но|ны)|нельзя|никогда|запрещен[оа]?|обязательно|обязан[оаы]?|"
    r"не позднее|в течение|срок)\b",
    "tr": r"\b(?:zorunlu|zorunda|gerekir|yasak|asla|en geç)\b",
    "uk": r"\b(?:повин(?:ен|на|но|ні)|не можна|ніколи|заборонено|обов['’ʼ]язково|не пізніше|"
    r"протягом)\b",
    "vi": r"\b(?:phải|không được|cấm|bắt buộc|chậm nhất|thời hạn)\b",
    "ar": "يجب|لا يجوز|ممنوع|إلزامي|في موعد أقصاه",
    "bn": "অবশ্যই|নিষেধ|বাধ্যতামূলক",
    "fa": "باید|ممنوع|الزامی|هرگز",
    "hi": "अनिवार्य|कभी नहीं|मना है|अंतिम तिथि|ज़रूरी है",
    "ja": "なければなりません|なければならない|必須|禁止|してはいけ|期限|までに",
    "ko": "해야 합니다|해야 한다|금지|필수|기한|까지",
    "th": "ต้อง|ห้าม|ภายใน|กำหนดส่ง",
    "ur": "لازمی|ممنوع|ہرگز",
    "zh": "必须|必須|不得|禁止|严禁|嚴禁|截止|不能",
}
_WARNS: Mapping[str, str] = {
    "en": r"\b(?:poison(?:ous|ing)?|injur(?:e[sd]?|y|ies)|electric shock|"
    r"toxic|botulism|dangerous|hazardous|hazard|lethal|fatal|unsafe|"
    r"not safe|beware|stop using|do not use|no cure|irreversibl[ey]|silently (?:\w+ly )?"
    r"(?:discards?|drops?|loses?|ignores?|fails?|deletes?|overwrites?)|"
    r"(?:can['’]t|cannot|can not) be (?:taken as|undone|recovered|reversed|returned|refunded)|"
    r"no control group|not (?:a )?proof|(?:product|safety) recall|recall notice|"
    r"(?:is|are|was|were|been) recalled|don['’]t recommend|not recommended|"
    r"(?:do|does|will) not work|(?:data|work) will be lost|will lose (?:all|any|your))\b|"
    r"^\W*+(?:nb|warning|caution|danger|important|attention)\b ?[:!.]|"
    r"(?:[,;:–—]|\band|\bbut) (?:do not|don['’]t|never)\b",
    "de": r"\b(?:giftig|verletz\w+|stromschlag|nicht (?:öffnen|trinken|verwenden|benutzen)|"
    r"gefährlich|lebensgefahr|warnung|achtung|vorsicht|nie wieder|rückruf|"
    r"kein beweis|nicht rückgängig)\b",
    "es": r"\b(?:venenos[oa]s?|lesion(?:es|ar)|descarga eléctrica|no (?:beba|abra|toque)|"
    r"tóxic[oa]s?|peligros[oa]s?|advertencia|cuidado con|precaución|"
    r"no se permite|no use|irreversible)\b",
    "fr": r"\b(?:blessures?|choc électrique|n['’](?:ouvrez|utilisez) (?:pas|jamais)|"
    r"toxiques?|vénéneu(?:x|ses?)|dangereu(?:x|ses?)|avertissement|attention à|danger|"
    r"irréversible|rappel de produit)\b",
    "id": r"\b(?:beracun|berbahaya|peringatan|awas|hati-hati)\b",
    "it": r"\b(?:lesioni|scossa elettrica|non (?:usare|bere|aprire|toccare)|"
    r"velenos[oaie]|tossic[oaie]|pericolos[oaie]|avvertenza|irreversibile)\b",
    "nl": r"\b(?:giftig|letsel|elektrische schok|gevaarlijk|waarschuwing|onomkeerbaar)\b",
    "pl": r"\b(?:obraże\w+|porażeni\w+|"
    r"trując[aey]|toksyczn[aey]|niebezpieczn[aey]|ostrzeżenie|nieodwracaln[aey])\b",
    "pt": r"\b(?:venenos[oa]s?|pode ferir|ferimentos|choque elétrico|não (?:use|beba|abra|toque)|"
    r"tóxic[oa]s?|perigos[oa]s?|advertência|irreversível)\b",
    "ru": r"\b(?:травм\w+|удар\w* током|"
    r"ядовит\w+|токсич\w+|опасн[оаы]|опасен|предупреждение|осторожно|необратим\w+)\b",
    "tr": r"\b(?:zehirli|tehlikeli|uyarı|dikkat)\b",
    "uk": r"\b(?:отруйн\w+|токсичн\w+|небезпечн\w+|попередження|обережно|незворотн\w+)\b",
    "vi": r"\b(?:độc hại|nguy hiểm|cảnh báo)\b",
    "ar": "سام|خطير|تحذير",
    "bn": "বিষাক্ত|বিপজ্জনক|সতর্কতা",
    "fa": "سمی|خطرناک|هشدار",
    "hi": "ज़हरीला|खतरनाक|ख़तरनाक|चेतावनी",
    "ja": "有毒|危険|警告|注意してください",
    "ko": "독성|위험|경고|주의하",
    "th": "เป็นพิษ|อันตราย|คำเตือน",
    "ur": "زہریل|خطرناک|انتباہ",
    "zh": "有毒|危险|危險|警告",
}
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|januar|februar|märz|mai|juni|juli|"
    r"oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|"
    r"décembre|de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|"
    r"noviembre|diciembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro)|"
    r"gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre"
)
_DAY = rf"(?:[^\W\d_]{{2,12}},? )?(?:\d{{1,2}}\.? (?:{_MONTH})|(?:{_MONTH}) \d{{1,2}})\b"
_DATE = (
    r"\b(?:by|until|before|(?:planned|scheduled|due|booked) (?:for|on)|"
    r"(?:starts?|begins?|ends?|closes?|opens?|takes place|is|are) on|from|"
    r"bis(?: zum)?|ab(?: dem)?|geplant für(?: den)?|jusqu['’]au|avant le|à partir du|hasta el|"
    r"antes del?|a partir del?|fino al|entro il|dal|até(?: ao)?(?: dia)?|vóór|vanaf|tot) "
    rf"{_DAY}(?!,? ?(?:1\d|20[01])\d\d)"
)
"""A day by which or on which something is done; no past one with its year."""
_ASKS = (
    r"^\W*+please (?!note\b|feel\b|see\b|refer\b|contact\b|visit\b|consider\b|let\b|ask\b|"
    r"check\b|open\b|cite\b|join\b)"
)
_MONEY = (
    r"(?:[$€£¥₹₩₽]|\b(?:EUR|USD|GBP|CHF|JPY)) ?\d|\d ?(?:[€£₹₩₽₫฿₺]|"
    r"(?:EUR|USD|GBP|CHF|zł|kr|руб|грн|Rp)\b|[円元원])"
)
_ALARM = r"^\W{0,3}[🔴❌✗✘⛔🚫🛑]"
_LABELS = (
    "authors?|owners?|reviewers?|posted|published|(?:last )?(?:updated|tested|modified|reviewed|"
    "edited)|date|place|venue|present|attendees|apologies|quorum|distribution|page history|"
    "comments welcome|funding|citation|minutes|media contact|contact|contents|tags|classification|"
    "prepared by|facilitator|moderator|minute[- ]taker|key ?words|mots[- ]clés|palabras clave|"
    "palavras[- ]chave|parole chiave|schlagwörter|schlüsselwörter|trefwoorden|słowa kluczowe|"
    "ключевые слова|ключові слова|关键词|關鍵詞|キーワード|reading time|lesezeit|temps de lecture|"
    "autor(?:es|a)?|auteurs?|autore|stand|datum|verfasser|ort|anwesend|inhalt|kontakt|fecha|lugar|"
    "asistentes|présents|lieu|sommaire|luogo|presenti|presentes|aanwezig|автор|дата|"
    "作者|日期|日時|場所|作成者|날짜|작성자"
)
_FILES = (
    rf"^\W*+(?:(?:{_LABELS}|{ATTENDANCE}) ?(?:[:：]|\. )|posted by |"
    r"last (?:updated|tested|modified|reviewed) |"
    r"written (?:by|for) |meeting closed|\(c\) |copyright |all rights reserved|tag me |"
    r"subscribe |follow (?:me|us) |this (?:post|page) contains affiliate|confidential\b|"
    r"for immediate release|do not forward|back to top|"
    r"feedback (?:→|->|to )|next (?:module|meeting|retro|session|issue|review)\b ?:|"
    r"questions\? (?:write|ask|mail|e-?mail|call|contact)|"
    r"(?:questions|feedback|comments) (?:go|are welcome|can be sent) |"
    r"(?:ask|find us|reach us|join us|talk to us) (?:in|on|at) [#@]|get in touch|"
    r"fragen\? (?:schreiben|mailen)|des questions \?|¿(?:tiene |alguna )?(?:preguntas|dudas)|"
    r"thank you (?:(?:so|very) much )?(?:to|for) |we (?:thank|are grateful to) |wir danken |"
    r"vielen dank (?:an|für) |danke an alle|(?:nous remercions|merci à (?:tous|toutes))\b|"
    r"gracias a tod[oa]s|ringraziamo |grazie a tutt[ie]|agradecemos a |dziękujemy |спасибо |"
    r"дякуємо |"
    r"here (?:are|is) (?:some|an?|several|a few) (?:\w+ ){0,2}(?:examples?|links?|list|overview)\b|"
    r"now (?:to|for|back to)? ?the (?:question|problem|answer|matter|subject|main part) of\b|"
    r"let['’]s (?:now )?(?:look at|see|start (?:with|by)|take a look)\b|"
    r"in this (?:section|chapter|lesson|tutorial|article|post),? (?:we|you|i)\b|"
    r"(?:voici|hier sind|aquí (?:hay|tienes?)|ecco|aqui estão) (?:\w+ ){0,2}"
    r"(?:exemples?|beispiele|ejemplos|esempi|exemplos)\b|"
    r"(?:we(?: are|['’]re)|i(?: am|['’]m)) (?:often|frequently|sometimes) asked\b|"
    r"(?:people|you|customers|users|many) (?:often )?(?:ask|asked) (?:us|me|this)\b|"
    r"(?:das |wir )(?:werden (?:wir )?(?:oft|häufig|immer wieder) gefragt|fragen (?:uns )?viele)\b|"
    r"on (?:nous|me) (?:a|pose|demande) (?:très )?souvent\b|(?:nos|me) (?:lo )?(?:preguntan|han "
    r"preguntado)\b|ce lo chiedono\b|perguntam-nos\b|(?:dat )?wordt ons vaak gevraagd\b|"
    r"(?:photo(?:graph)?s?|pictures?|illustrations?|sources?|fotos?|bild(?:er)?|fotografías|photos|"
    r"imágenes|foto|immagini) ?: |filed under |comments are closed|sign up for |"
    r"(?:registered|company) (?:in|no\.|number|office)\b|marketing authori[sz]ation |"
    r"(?:next|last) (?:month|week|time|lesson|in this series)\b ?:|la semaine prochaine ?:|"
    r"(?:we|i) may earn |some links |"
    r"something wrong |funded by |(?:cite (?:as|this)\b|"
    r"the authors declare|thanks to (?:all|everyone|the \d+ (?:people|contributors)))\b)| [·|•] |©|"
    r"\b(?:lesson|module|unit|lektion|modul|leçon|lección|lezione|lição|módulo|modulo|les|"
    r"lekcja|урок) \d{1,2} (?:of|von|sur|de|di|van|z|из) \d{1,2}\b|"
    r"\b(?:posts|updates|newsletter) by e-?mail\b|\bearns? (?:us |me )?an? (?:\w+ )?commission\b|"
    r"\b(?:was|were) last (?:revised|updated|reviewed)\b|\bprinted (?:copies|on) |"
    r"\bavailable on request\b|\bused with (?:\w+ )?(?:permission|thanks)\b|"
    r"\b(?:grateful|with thanks) to\b|^thanks to @|\b(?:danke an|vielen dank)\b|"
    r"\b(?:un grand merci|merci) à\b|\bversion \d+, valid\b|"
    r"\b(?:not|neither) (?:affiliated|associated|endorsed|sponsored)\b|"
    r"\b(?:is|are) provided [\"“]?as[ -]is\b|\bwithout warrant(?:y|ies)\b|"
    r"\b(?:declares? no|no) (?:conflicts? of|competing) interests?\b|"
    r"[-–—] last (?:updated|modified|reviewed) |^[¹²³⁴⁵†‡]|^\d[\d\W]*+$|"
    rf"^\W*+(?:{NEXT_MEETING})|\bhas received (?:\w+ )?fees from\b|{SIGNATURES}|"
    r"^\W*+(?:hi|hello|hey|welcome|hallo|(?:herzlich )?willkommen|bonjour|bienvenue|hola|"
    r"bienvenid[oa]s?|ciao|benvenut[oaie]|olá|bem-vind[oa]s?|welkom|witaj(?:cie)?|cześć|привет|"
    r"здравствуйте|добро пожаловать|ласкаво просимо|merhaba|hoş geldiniz)\b[^.?!]{0,40}[!！]$"
)


def _compile(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


def _join(*tables: Mapping[str, str]) -> str:
    return "|".join(words for table in tables for words in table.values())


_DECIDED = _compile(_join(_DECIDES, _MAIN, DECISIONS, AIMS, CLAIMS))
_BOUND = _compile("|".join((_join(_BINDS, _WARNS, URGENT, FINDINGS), _MONEY, _ALARM, _DATE, _ASKS)))
_CALLS = _compile("|".join((_join(URGENT), _ALARM)))
_EXPLAINED = _compile("|".join((*_EXPLAINS.values(), _SHARE)))
_FILED = _compile("|".join((_FILES, *PROCEDURE.values())))
_OPEN = re.compile(rf"(?:{'|'.join(re.escape(each.to_do) for each in WORDS.values())}) ?[:：]")
_LABELED = re.compile(r"[^\W\d_]++(?: [^\W\d_]++)?[:：] ?\S")
_ASKED = _compile("|".join((_join(URGENT), _DATE, _ASKS)))
_CLAIMED = _compile(_join(CLAIMS))
_FIELD = re.compile(r"[^\W\d_]++(?:[ -][^\W\d_]++){0,3}[ \u00a0\u202f]?[:：] ?\S")


@lru_cache(maxsize=4096)  # the same sentences are weighed again for each length that is tried
def weigh_sentence(text: str) -> int:
    """Return the weight of a sentence in any language known here: `DECIDES`, `BINDS`, `EXPLAINS`,
    `PLAIN` or `FILES`."""
    if _FILED.search(text):
        return FILES
    if _DECIDED.search(text):
        return DECIDES
    if _BOUND.search(text):
        return BINDS
    return EXPLAINS if _EXPLAINED.search(text) else PLAIN


def states_purpose(text: str) -> bool:
    """Return whether a sentence says what its document is for, such as `This guide shows …`."""
    return bool(_CLAIMED.search(text)) and not _FILED.search(text)


def is_urgent(text: str) -> bool:
    """Return whether a sentence tells what to do at once, by an hour or before anything else."""
    return bool(_CALLS.search(text)) and weigh_sentence(text) == BINDS


def asks_readers(text: str) -> bool:
    """Return whether a sentence asks its readers to do something, or by a day."""
    return bool(_ASKED.search(text)) and weigh_sentence(text) == BINDS


def is_open_task(text: str) -> bool:
    """Return whether a sentence was made of a task that is open, in a list in which others are
    done."""
    return bool(_OPEN.match(text))


def is_field(text: str) -> bool:
    """Return whether a text is only a name and what it is, such as `Severity: 2`."""
    return bool(_FIELD.match(text))


def is_label(text: str) -> bool:
    """Return whether a text is a short name and what it is, and weighs no more than others."""
    return bool(_LABELED.match(text)) and weigh_sentence(text) < BINDS
