"""Words of the minutes of a meeting: what was decided and by how many votes, and what only files
the meeting: who was there, when it began and ended, the approval of earlier minutes."""

from collections.abc import Mapping

DECISIONS: Mapping[str, str] = {
    "en": r"\b\d+ votes? (?:for|against|in favou?r)\b|\(\d+ (?:for|in favou?r)\b|"
    r"\bwe agree (?:that|on|to)\b|^\W*+resolution \d",
    "de": r"\b\d+ (?:ja-?stimmen|stimmen (?:dafür|dagegen))\b|^\W*+beschluss\b",
    "es": r"^\W*+acuerdo\b|\b\d+ (?:votos )?a favor\b|\bse (?:acuerda|adopta|aprueba|descarta|"
    r"elige|rechaza|resuelve)n?\b|\bno se llega a un acuerdo\b",
    "fr": r"\b\d+ voix (?:pour|contre)\b|\b(?:adopté|approuvé|rejeté)e?s? (?:à|par)\b|"
    r"^\W*+résolution \d",
    "it": r"\b\d+ (?:voti )?(?:favorevoli|a favore)\b|\bsi (?:approva|delibera|respinge)\b|"
    r"^\W*+delibera\b",
    "nl": r"\b\d+ stemmen (?:voor|tegen)\b|^\W*+besluit\b",
    "pl": r"\b\d+ głos\w* (?:za|przeciw)\b|^\W*+uchwała\b",
    "pt": r"\b\d+ (?:votos )?a favor\b|^\W*+deliberação\b|"
    r"\b(?:aprova|delibera|elege|rejeita)(?:m)?-se\b",
    "ru": r"\b\d+ голос\w* (?:за|против)\b",
    "tr": r"\b\d+ (?:oyla|kabul oyu)\b",
    "uk": r"\b\d+ голос\w* (?:за|проти)\b",
    "ja": r"賛成\d|全会一致",
    "ko": r"찬성 ?\d",
    "zh": r"\d ?票(?:赞成|贊成)|(?:赞成|贊成) ?\d",
}
"""What was decided, in the words of minutes."""
ATTENDANCE = (
    "absent|regrets|in attendance|attending|abwesend|entschuldigt|asisten|asistencia|ausentes|"
    "excusan?(?: su (?:ausencia|asistencia))?|absents|excusée?s?|assenti|assentes|afwezig|"
    "obecni|nieobecni|присутствовали|присутствуют|отсутствовали|присутні|відсутні|出席者|欠席者|"
    "与会人员|與會人員|참석자"
)
"""Labels of who was there and who was not."""
NEXT_MEETING = (
    r"(?:nächste[rs]? (?:sitzung|versammlung|besprechung|treffen|termin)|"
    r"próxim[ao] (?:reunión|sesión|junta|reunião|sessão)|prochaine (?:réunion|séance)|"
    r"prossima (?:riunione|seduta)|volgende vergadering|następne (?:zebranie|posiedzenie)|"
    r"следующее (?:заседание|собрание)|наступне засідання) ?:"
)
PROCEDURE: Mapping[str, str] = {
    "en": r"\b(?:opened|adjourned) the meeting\b|\bcalled the meeting to order\b|"
    r"\bmeeting (?:was )?(?:opened|called to order|adjourned|closed|ended)\b|"
    r"\bthere (?:was|is) (?:a )?quorum\b|\bquorum (?:was|is) (?:present|reached)\b|"
    r"\bminutes (?:of|from) .{1,60}\b(?:approved|adopted|accepted)\b",
    "de": r"\b(?:eröffnet|schließt|beendet) die (?:sitzung|versammlung)\b|"
    r"\bdie (?:sitzung|versammlung) (?:wird|wurde) .{0,30}(?:eröffnet|geschlossen|beendet)\b|"
    r"\bbeschlussfähig\b|\bprotokoll (?:der|vom) .{1,60}\b(?:genehmigt|angenommen)\b",
    "es": r"\b(?:abre|abrió|levanta|levantó|cierra|cerró|inicia|inició) la sesión a\b|"
    r"\bla sesión (?:se (?:abre|abrió|levanta|levantó|cierra|inicia)|comienza|termina) a\b|"
    r"\bse levanta la sesión\b|\bhay quórum\b|\bel acta (?:anterior|de) .{0,60}\bse aprueba\b|"
    r"\bse aprueba el acta\b",
    "fr": r"\b(?:ouvre|lève|clôt) la séance\b|\bla séance (?:est|a été) (?:ouverte|levée|close)\b|"
    r"\ble quorum est\b|\bprocès-verbal (?:de|du) .{1,60}\b(?:approuvé|adopté)\b",
    "it": r"\b(?:apre|chiude|toglie) la (?:seduta|riunione)\b|"
    r"\bla (?:seduta|riunione) (?:è|viene) (?:aperta|tolta|chiusa|sciolta)\b|\bnumero legale\b|"
    r"\bverbale (?:della|del) .{1,60}\bapprovato\b",
    "nl": r"\b(?:opent|sluit) de vergadering\b|"
    r"\bvergadering (?:wordt|is|werd) (?:geopend|gesloten)\b|"
    r"\bnotulen (?:van|worden) .{0,60}(?:goedgekeurd|vastgesteld)\b",
    "pl": r"\b(?:otworzył|zamknął)a? (?:zebranie|posiedzenie)\b|"
    r"\b(?:zebranie|posiedzenie) (?:otwarto|zamknięto)\b",
    "pt": r"\b(?:abre|abriu|encerra|encerrou) a (?:sessão|reunião)\b|\bhá quórum\b|"
    r"\ba (?:sessão|reunião) (?:foi|é) (?:aberta|encerrada)\b|\ba ata d.{1,60}\baprovada\b",
    "ru": r"\b(?:открыл|закрыл)[аи]? (?:заседание|собрание)\b|\bкворум (?:есть|имеется)\b|"
    r"\b(?:заседание|собрание) (?:открыто|закрыто)\b",
    "tr": r"\btoplantı (?:açıldı|kapandı|sona erdi)\b",
    "uk": r"\b(?:відкри|закри)\w+ засідання\b|\bзасідання (?:відкрито|закрито)\b",
    "ja": r"開会を宣言|閉会(?:した|しました|を宣言)",
    "ko": r"개회를 선언|폐회를 선언",
    "zh": r"宣布(?:开会|開會|散会|散會)",
}
"""What begins and ends any meeting."""
_ROLES = (
    "secretary|chair(?:man|woman|person)?|president|treasurer|clerk|minute[- ]taker|"
    "schriftführer(?:in)?|protokollführer(?:in)?|vorsitzende[r]?|secretari[oa]|president[ea]|"
    "tesorer[oa]|secrétaire|présidente?|trésori(?:er|ère)|segretari[oa]|tesorier[ea]|"
    "secretári[oa]|tesoureir[oa]|secretaris|voorzitter|sekretarz|przewodnicząc[ya]|"
    "секретарь|председатель|секретар|голова"
)
_NAME = r"(?-i:[^\W\d_a-zà-ÿ][\w.'’-]{0,30})"
SIGNATURES = (
    rf"^\W*+(?:(?:the|der|die|la|le|el|il|lo|o|a|de) )?(?:{_ROLES})[,:] "
    rf"{_NAME}(?: {_NAME}){{0,3}}\W*$|"
    r"^\W*+(?:v\.?[ºo°] ?b\.?[ºo°]|signed(?: by)?:|signed,|gez\.|gezeichnet|firmado|fdo\.|signé ?:|"
    r"firmato ?:|assinado ?:)"
)
"""Who signed: `The secretary, Ann Lind.`"""
