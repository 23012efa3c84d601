"""Words with which a document says what it is for: what it wants to find out or asks for, what it
tells its readers, what was measured, and what they must do at once or before anything else."""

from collections.abc import Mapping

AIMS: Mapping[str, str] = {
    "en": r"\bwe (?:will|shall|aim to|plan to|intend to|want to) .{0,120}"
    r"\b(?:test|find out|examine|investigate|study|measure|determine|learn|see|show) whether\b|"
    r"\bwe (?:aim to (?:test|find|show|measure|build)|(?:ask for|request|apply for|seek) "
    r"(?:a grant|funding|[$€£]? ?\d))",
    "de": r"\bwir (?:wollen|möchten|werden) .{0,120}\b(?:prüfen|untersuchen|herausfinden|testen|"
    r"messen), ob\b|\b(?:wir beantragen|beantragen wir|ziel (?:der arbeit|des vorhabens|"
    r"des projekts|dieser studie) ist)\b",
    "es": r"\b(?:solicitamos (?:una ayuda|\d)|el objetivo (?:de este|del) (?:proyecto|estudio) es|"
    r"(?:queremos|vamos a) (?:comprobar|averiguar|estudiar) si)\b",
    "fr": r"\b(?:nous (?:demandons (?:une aide|une subvention|\d)|sollicitons)|"
    r"nous (?:voulons|allons) (?:vérifier|savoir|tester|étudier) si|"
    r"l['’]objectif (?:de cette|du) (?:étude|projet) est)\b",
    "it": r"\b(?:chiediamo un (?:contributo|finanziamento)|(?:vogliamo|intendiamo) "
    r"(?:verificare|capire|studiare) se|l['’]obiettivo (?:di questo|del) (?:progetto|studio) è)\b",
    "nl": r"\b(?:wij|we) (?:vragen (?:een )?subsidie|willen (?:onderzoeken|weten|testen) of)\b",
    "pl": r"\b(?:wnioskujemy o|chcemy (?:sprawdzić|zbadać), czy|celem (?:projektu|badania) jest)\b",
    "pt": r"\b(?:solicitamos (?:um apoio|\d)|(?:queremos|vamos) (?:verificar|saber|estudar) se|"
    r"o objetivo (?:deste|do) (?:projeto|estudo) é)\b",
    "ru": r"\b(?:мы (?:просим|хотим (?:выяснить|проверить))|цель (?:проекта|исследования))\b",
    "uk": r"\b(?:ми (?:просимо|хочемо (?:з['’ʼ]ясувати|перевірити))|"
    r"мета (?:проєкту|дослідження))\b",
    "ja": "本研究の目的|を検証する",
    "ko": "연구의 목적|여부를 검증",
    "zh": "本研究(?:的目的|旨在)|我们申请|我們申請",
}
"""What a proposal asks for, or wants to find out."""
_TEXT = (
    r"(?:guide|document|paper|report|tutorial|article|lesson|course|book|booklet|workshop|post|"
    r"manual|proposal|how-to)"
)
CLAIMS: Mapping[str, str] = {
    "en": rf"^\W*+(?:this|the) {_TEXT} (?:\w+ )?(?:answers|argues|covers|describes|explains|gives|"
    r"introduces|lists|moves|presents|proposes|shows|teaches|tells|walks)\b|"
    rf"^\W*+in this {_TEXT},? (?:you (?:will|['’]ll)|participants|every|each)\b",
    "de": r"^\W*+diese[rs]? (?:anleitung|dokument|artikel|bericht|leitfaden|"
    r"kurs|handbuch|beitrag|heft) (?:beschreibt|erklärt|erläutert|führt|gibt|hilft|sagt|"
    r"stellt|zeigt)\b|^\W*+hier (?:erfahren|lernen|lesen) sie\b",
    "es": r"^\W*+est[ea] (?:guía|documento|artículo|informe|tutorial|curso|manual) "
    r"(?:describe|enseña|explica|muestra|ofrece|presenta|propone)\b|"
    r"^\W*+en este (?:taller|curso), (?:cada|los|las|usted|aprenderá)",
    "fr": r"^\W*+ce(?:tte)? (?:guide|document|article|rapport|tutoriel|cours|manuel|"
    r"dossier) (?:décrit|donne|explique|montre|présente|propose|vous)\b|"
    r"^\W*+dans cet? (?:atelier|cours|stage),? (?:chaque|chacun|vous|les)\b",
    "it": r"^\W*+quest[aoe] ?(?:guida|documento|articolo|relazione|corso|manuale) "
    r"(?:descrive|illustra|insegna|mostra|offre|presenta|propone|spiega)\b|"
    r"^\W*+in questo (?:laboratorio|corso),? (?:ogni|ciascun|imparerete)",
    "nl": r"^\W*+(?:deze|dit) (?:handleiding|document|artikel|rapport|gids|cursus) "
    r"(?:beschrijft|geeft|laat|legt|toont|vertelt)\b",
    "pl": r"^\W*+(?:ten przewodnik|ten dokument|ten artykuł|ta instrukcja|ten raport) "
    r"(?:opisuje|pokazuje|przedstawia|wyjaśnia)\b",
    "pt": r"^\W*+est[ea] (?:guia|documento|artigo|relatório|tutorial|curso|manual) "
    r"(?:apresenta|descreve|ensina|explica|mostra|oferece|propõe)\b|"
    r"^\W*+(?:neste|nesta) (?:oficina|curso),? (?:cada|os|as|você)\b",
    "ru": r"^\W*+(?:эт(?:о руководство|от документ|а статья|от отчёт|от курс)) "
    r"(?:объясняет|описывает|показывает|рассказывает)\b",
    "uk": r"^\W*+(?:цей посібник|цей документ|ця стаття) (?:описує|пояснює|показує)\b",
    "zh": "^(?:本文|本指南|本报告|本報告)(?:介绍|介紹|说明|說明|解释|解釋|展示)",
    "ja": "^(?:本書|この(?:ガイド|記事|文書))では",
    "ko": "^이 (?:안내서|문서|글)(?:는|에서는)",
}
"""What a document says that it tells; a page or a leaflet only promises that."""
FINDINGS: Mapping[str, str] = {
    "en": r"\(p ?[<=≤] ?0?\.\d|\bback to (?:baseline|normal) only\b|"
    r"\b(?:in|on) (?:our|the) (?:own )?(?:\w+ )?(?:trials?|load tests?|measurements?)\b|"
    r"\b(?:down|up) from (?:[$€£]|\d)|\bcompared (?:with|to) [$€£]?\d|\bzero in \d|"
    r"\b(?:fallen|fell|falls|risen|rose|rises|grew|grown|grows|dropped|drops|cut|reduced|increased|"
    r"decreased|declined|went) (?:\w+ )?from [$€£]?\d",
    "de": r"\bvon \d[\d.,]*+ ?[^\W\d]{0,12}%? auf \d[\d.,]*+ .{0,20}(?:gesunken|gestiegen|"
    r"gefallen|gesenkt|verringert|erhöht)|\b(?:sank|stieg|fiel|sinkt|steigt) .{0,30}von \d",
    "es": r"\b(?:bajó|subió|pasó|cayó|aumentó|redujo|baja|sube|pasa) de \d",
    "fr": r"\b(?:passée?|baissé|tombée?|réduite?|montée?|augmenté|passe|baisse|tombe) de \d",
    "it": r"\b(?:sces[oa]|salit[oa]|passat[oa]|calat[oa]|aumentat[oa]|ridott[oa]) (?:da|dal) \d",
    "nl": r"\b(?:gedaald|gestegen|daalde|steeg) .{0,20}van \d",
    "pl": r"\b(?:spad|wzros|zmal)\w+ z \d",
    "pt": r"\b(?:caiu|subiu|passou|aumentou|baixou|cai|sobe|passa) de \d",
    "ru": r"\b(?:упал|снизил|вырос|увеличил|сократил)\w* .{0,20}с \d",
    "uk": r"\b(?:впав|знизи|зрос|збільши|скороти)\w* .{0,20}з \d",
    "ja": r"から\d[\d.,]*+ ?[%％]?(?:に(?:減|増|低下|上昇))",
    "zh": r"从 ?\d[\d.,]*+ ?[%％]? ?(?:降|升|增|减)|從 ?\d[\d.,]*+ ?[%％]? ?(?:降|升|增|減)",
}
"""What was measured, beside what it was before."""
_HOUR = r"\d{1,2}(?:[:h]\d\d| ?(?:a\.?m|p\.?m|h\b|o['’]clock)|(?:\.\d\d)? ?uhr)"
URGENT: Mapping[str, str] = {
    "en": r"\bbefore you (?!know|begin\b|start\b)|\bstop (?:and|at once|immediately)\b|"
    r"\b(?:call|ring|phone|tell|inform|notify|contact|report) .{1,40}\b(?:at once|immediately|"
    r"straight away|right away|without delay)\b|"
    r"(?:^\W*+|[,;:] )(?:check|change|close|disable|leave|rotate|stop|switch|turn|unplug|update|"
    r"upgrade)\b.{0,60}\b(?:today|tonight|now|immediately|at once)\b|"
    r"\bonly .{1,60} may (?:decide|do)\b|\b(?:call|ring|dial) (?:999|911|112|000)\b|"
    rf"\b(?:by|before|until|no later than) {_HOUR}",
    "de": r"\b(?:notruf|polizei|feuerwehr)\b.{0,20}\b11[02]\b|"
    r"\bbevor (?:sie|du|ihr)\b|\b(?:umgehend|unverzüglich)\b|\beign(?:et|en) sich nicht\b|"
    r"\berst (?:jetzt|dann)\b|\bdarf\b.{0,40}\b(?:höchstens|nur)\b|, sonst\b|"
    rf"\b(?:bis|vor) {_HOUR}",
    "es": r"\bllam(?:e|a|en) al (?:112|911)\b|"
    r"\bantes de \w+[aei]r\b|\b(?:de inmediato|inmediatamente)\b|"
    rf"\bantes de las \d|\bhasta las {_HOUR}",
    "fr": r"\bappelez le (?:1[578]|112)\b|"
    r"\bavant d(?:e |['’])\w+(?:er|ir|re)\b|\bn(?:e |['’])\w+ez (?:pas|jamais|rien)\b|"
    rf"\b(?:immédiatement|sans délai)\b|\bavant {_HOUR}",
    "id": r"\b(?:sebelum anda|segera)\b",
    "it": rf"\bprima di \w+[aei]re\b|\b(?:immediatamente|subito)\b|\b(?:entro|prima) le {_HOUR}",
    "nl": rf"\bvoordat (?:u|je|jullie)\b|\bonmiddellijk\b|\bvóór {_HOUR}",
    "pl": rf"\bzanim\b|\bnatychmiast\b|\b(?:przed|do) {_HOUR}",
    "pt": r"\bantes de \w+[aei]r\b|\bimediatamente\b|\b(?:antes das|até às) \d",
    "ru": r"\b(?:прежде чем|перед тем как|немедленно)\b",
    "tr": r"\b(?:hemen|derhal)\b",
    "uk": r"\b(?:перш ніж|негайно)\b",
    "vi": r"\b(?:trước khi bạn|ngay lập tức)\b",
    "ar": "قبل أن|فوراً|فورا",
    "hi": "तुरंत|से पहले",
    "ja": "する前に|直ちに|すぐに",
    "ko": "하기 전에|즉시",
    "th": "ก่อนที่|ทันที",
    "zh": "之前，?请|之前，?請|立即|马上|馬上",
}
"""What must be done at once, by an hour, or before anything else."""
