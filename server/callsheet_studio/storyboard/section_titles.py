"""What the titles of sections say of them: that they sum up, are what a document is read for, stand
aside, or have nothing to do with its subject."""

import re
from collections.abc import Callable, Sequence

from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.outline import OutlineSection
from callsheet_studio.text.punctuation import ends_sentence
from callsheet_studio.text.sentence_weight import DECIDES, weigh_sentence
from callsheet_studio.text.sentences import join_sentences

_SUMS_UP = re.compile(
    r"(?:(?:abstract|conclusions?|in (?:brief|short)|key (?:facts|findings|points|takeaways)|"
    r"(?:our|the) (?:pick|choice|verdict)|overview|recommendations?|"
    r"(?:the |our )?(?:results?|findings)|"
    r"(?:the )?short (?:version|answer)|in a nutshell|summary|take-?aways?|tl;?dr|verdict|"
    r"at a glance|remember$|(?:the )?essentials|what you (?:must|need to|should) know|"
    r"what this means)\b|"
    r"(?:(?:executive|management) summary|decisions?|bottom line|"
    r"leits(?:atz|ätze)|tenor$|kernaussagen?|holding$|what (?:i|we) found|"
    r"das wichtigste|auf einen blick|merke$|recuerd[ae]$|ricorda(?:te)?$|lembre-se$|onthoud$|"
    r"l['’]essentiel|à retenir|lo esencial|in sintesi|em resumo|"
    r"zusammenfassung|kurzfassung|empfehlung(?:en)?|fazit|ergebnis(?:se)?|beschl(?:uss|üsse)|entscheidung|"
    r"résumé|en bref|recommandations?|conclusion|décisions?|résultats?|resumen|en breve|"
    r"recomendaci(?:ón|ones)|decisi(?:ón|ones)|resultados?|conclusi[oó]n|"
    r"riassunto|sintesi|decisioni?|conclusioni|resumo|decis(?:ão|ões)|conclusão|"
    r"samenvatting|besluit(?:en)?|conclusie|podsumowanie|streszczenie|decyzj[ae]|wnioski|"
    r"резюме|итоги?|решени[ея]|вывод[ыа]?|підсумок|висновки|рішення|özet|kararlar?|sonuç|"
    r"ringkasan|keputusan|kesimpulan|tóm tắt|quyết định|kết luận)\b|"
    r"ملخص|القرار|خلاصه|تصمیم|خلاصہ|सारांश|निर्णय|সারাংশ|সিদ্ধান্ত|สรุป|มติ|要約|まとめ|概要|決定|結論|"
    r"요약|결론|결정|摘要|总结|總結|结论|結論|决定|決定|决议|決議)",
    re.IGNORECASE,
)
_LEADS_UP = re.compile(
    r"(?:background|context|introduction|aims?|objectives?|methods?|materials?|design|setting|"
    r"hintergrund|einleitung|ziele?|methoden?|material|contexte|objectifs?|méthodes?|antecedentes|"
    r"introducción|objetivos?|métodos?|contesto|introduzione|obiettiv[oi]|metod[oi]|contexto|"
    r"introdução|achtergrond|inleiding|doel|methoden?|tło|wstęp|cele?|metody|введение|цел[ьи]|"
    r"методы|вступ|мета|методи|amaç|yöntem)\b|背景|目的|方法|배경|목적|방법",
    re.IGNORECASE,
)
"""Parts of a summary before its results."""
_IS_MAIN = re.compile(
    r"(?:(?:breaking(?: changes)?|action required|deadlines?|important dates|"
    r"dates for your diary|expected (?:impact|outcomes?|results|benefits)|"
    r"step by step|ablauf|schritt für schritt|"
    r"déroulement|pas à pas|paso a paso|passo a passo|stap voor stap|krok po kroku|"
    r"method|instructions?|directions|procedure|"
    r"preparation|what to do|how to apply|install(?:ation|ing)?|getting started|quick ?start|"
    r"zubereitung|anleitung|vorgehen|instalaci[oó]n|installazione|instalação|установка|préparation|instrucciones|preparación|elaboración|"
    r"procedimento|preparazione|procedimiento|modo de preparo|bereiding|werkwijze|przygotowanie|"
    r"sposób przygotowania|приготовление|инструкция|приготування|yapılışı|cara membuat|cách làm)\b"
    r"|作り方|手順|インストール|만드는 법|설치|做法|步骤|步驟|安装|طريقة التحضير|विधि|วิธีทำ)",
    re.IGNORECASE,
)
"""What a document of instructions is read for."""
_MARKS = re.compile(r"[\W\d_]*+")
"""Numbers and pictures before a title."""
_IS_FOR_HOSTS = re.compile(
    r"(?:(?:notes? )?for (?:the )?(?:organi[sz]ers?|facilitators?|trainers?|teachers?|hosts?|"
    r"instructors?|internal use)\b|internal(?: notes?)?$|"
    r"(?:hinweise )?für (?:die )?(?:leitung|kursleitung|seminarleitung|lehrkraft|lehrkräfte)\b|"
    r"(?:nur )?intern(?:es)?$|"
    r"pour (?:l['’](?:animat|enseignant|organisat)|(?:le|la) format(?:eur|rice)\b)|"
    r"para (?:el|la|o|a) (?:profesora?|monitora?|docente|formadora?|formador|professora?)\b|"
    r"per (?:l['’](?:insegnante|organizzatore)|il (?:docente|formatore))|"
    r"voor de (?:begeleider|docent)|dla (?:prowadzącego|nauczyciela)\b|для (?:ведущего|учителя)\b)",
    re.IGNORECASE,
)
_STANDS_ASIDE = re.compile(
    r"(?:any other business|aob\b|mood$|sonstiges|verschiedenes|questions diverses|divers$|"
    r"ruegos y preguntas|varie(?: ed eventuali)?$|outros assuntos|rondvraag|wolne wnioski|разное|"
    r"різне|faq|homework|questions?|quiz|roadmap|practice tasks?|exercises?|tasks?$|"
    r"aufgaben?|übung(?:en)?|exercices?|ejercicios?|esercizi[o]?|exercícios?)\b",
    re.IGNORECASE,
)
_IS_LOOKED_UP = re.compile(
    r"(?:trouble-?shooting|technical (?:data|specifications?)|specifications?$|"
    r"(?:lunch )?menu\b|star of the week|lost (?:property|and found)|"
    r"fehlerbehebung|technische daten|dépannage|caractéristiques techniques|"
    r"solución de problemas|datos técnicos|risoluzione dei problemi|"
    r"dati tecnici|resolução de problemas|dados técnicos|"
    r"technische gegevens|probleemoplossing|dane techniczne|rozwiązywanie problemów|"
    r"технические (?:данные|характеристики)|устранение неисправностей)",
    re.IGNORECASE,
)
"""What is looked up when it is needed, or stands beside the subject."""
_IS_SIDE_MATTER = re.compile(
    r"(?:(?:the |our |project |new )?(?:acknowledge?ments?|authors?|backers|changelog|changes$|"
    r"citation|citing|code of conduct|community|competing interests?|conflicts? of interest|"
    r"contact|"
    r"contribut(?:e$|e to|ing|ions?|ors)|"
    r"copyright|credits|credit$|donat(?:e|ing|ions?)|funding|further reading|getting help|help$|"
    r"licen[cs](?:es?|ing)|links|maintainers?|references|"
    r"release (?:history|information|notes)|releasing|"
    r"report(?:ing)? (?:a |security )?(?:bugs?|issues?|vulnerabilit(?:y|ies))|"
    r"security (?:contact|policy)|see also|see \S++ for|sponsors?|star history|support$|"
    r"thanks|thank you|version history|what's changed|"
    r"interessenkonflikte?|conflits d['’]intérêts|conflictos? de intereses|"
    r"conflitti di interess[ei]|conflitos? de interesses?|lizenz|mitwirken|danksagung|impressum|"
    r"licencia|contribuir|agradecimientos|contribuer|"
    r"remerciements|licenza|licença|лицензия)\b|"
    r"(?:appendi(?:x|ces)|annex(?:es)?|anhang|anhänge|annexes?|anexos?|apéndices?|appendic[ei]|"
    r"allegat[oi]|bijlagen?|załącznik(?:i)?|приложени[ея]|додат(?:ок|ки)|lampiran|phụ lục)"
    r"(?= ?$| ?[:.–—-]| [A-Z0-9]{1,3}\b)|附录|附錄|付録|부록|许可|许可证|贡献|ライセンス|라이선스)",
    re.IGNORECASE,
)
_CALLS_TO_ACT = re.compile(
    r"(?:what (?:to do|you (?:should|must|need to) do|next|comes next)|action required|next steps|"
    r"was (?:zu tun ist|sie tun müssen|jetzt zu tun ist)|nächste schritte|que faire|"
    r"ce qu['’]il faut faire|prochaines étapes|qué hacer|próximos pasos|cosa fare|prossimi passi|"
    r"o que fazer|próximos passos|wat te doen|volgende stappen|co (?:robić|zrobić)|что делать|"
    r"що робити)\b",
    re.IGNORECASE,
)
_ENDS_NOTHING = re.compile(
    r"(?:(?:frequently )?asked questions|faqs?\b|questions (?:and answers|we (?:often )?get|you)|"
    r"common questions|q ?& ?a\b|(?:projects )?using \S++$|(?:projects|people|companies) using\b|"
    r"(?:used by|who uses|showcase)\b|time ?line\b|chronology|history of|next meeting|"
    r"häufige fragen|fragen und antworten|zeitleiste|zeitlicher ablauf|chronologie|"
    r"questions fréquentes|foire aux questions|preguntas frecuentes|cronología|domande frequenti|"
    r"cronologia|perguntas frequentes|veelgestelde vragen|tijdlijn|często zadawane pytania|"
    r"oś czasu|часто задаваемые вопросы|хронология|часті запитання|хронологія|"
    r"sıkça sorulan sorular|any other business|aob\b|mood$|sonstiges|verschiedenes|"
    r"questions diverses|ruegos y preguntas|varie(?: ed eventuali)?$|outros assuntos|rondvraag|"
    r"wolne wnioski|разное|різне)|よくある質問|常见问题|常見問題|자주 묻는 질문",
    re.IGNORECASE,
)
"""What no film ends on, since it is no thought of its own: answers to side questions, what happened
when, any other business."""
_IS_OPTION = re.compile(
    r"(?:(?:rejected )?alternatives?|other options|options considered|alternativen|"
    r"alternativas|autres options|alternative considerate|alternatieven|альтернативы)\b",
    re.IGNORECASE,
)
"""Heads what was not chosen."""
_LETTER = re.compile(r"(?:(?:option|alternative|variante?) )?[A-H][.):] ?\S", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:about (?!this\b|the (?!authors?\b|company\b)|to\b|half\b)|über |à propos d|acerca de |"
    r"informazioni su |o firmie |о компании )[\w&’' -]{2,40}[.:]",
    re.IGNORECASE,
)
"""Begins the lines in which a press text tells whom it comes from."""
_IS_RELEASE = re.compile(r"[\[(]?v?\d++\.\d++[\w.]*+[\])]?(?:\s*+[-–—(:].*)?", re.IGNORECASE)
"""`v2.11.4 (2025-04-29)`."""
_LICENSES = re.compile(r"\b(?:MIT|BSD|[AL]?GPL|Apache|ISC|MPL|PSF|Unlicense|Creative Commons)\b")
_LICENSE = re.compile(r"\blicen[cs]", re.IGNORECASE)
_MOST_OF_LICENSE = 200
"""Characters."""
_LABELED = 0.5
ASIDE = 10
"""Levels that a side matter counts as deeper, so that it is left out before everything else."""


def sums_up(scene: Scene) -> bool:
    """Return whether a scene's title is that of a summary, or of what was decided; of a summary's
    parts, what leads up to its results does not sum up."""
    *above, last = _parts_of(scene.title)
    return bool(_SUMS_UP.match(last)) or (
        any(map(_SUMS_UP.match, above)) and not _LEADS_UP.match(last)
    )


def is_main(scene: Scene) -> bool:
    """Return whether a scene's title is that of what its document is read for, such as a recipe's
    method."""
    return any(map(_IS_MAIN.match, _parts_of(scene.title)))


def stands_aside(scene: Scene) -> bool:
    """Return whether a scene's title is of something that leads away from the subject, such as a
    license or questions."""
    is_asked = bool(_STANDS_ASIDE.match(scene.title)) or is_for_hosts(scene.title)
    return is_side_matter(scene.title) or is_asked or is_looked_up(scene)


def is_for_hosts(title: str) -> bool:
    """Return whether a title is that of notes for those who give a lesson or the like, and not for
    those who come to it."""
    return bool(_IS_FOR_HOSTS.match(title))


def is_looked_up(scene: Scene) -> bool:
    """Return whether a scene's title is of something that is looked up when it is needed, such as
    technical data, or stands beside the subject, such as a menu."""
    return any(map(_IS_LOOKED_UP.match, _parts_of(scene.title)))


def calls_to_act(scene: Scene) -> bool:
    """Return whether a scene's title is that of what its readers are to do."""
    return any(map(_CALLS_TO_ACT.match, _parts_of(scene.title)))


def ends_nothing(title: str) -> bool:
    """Return whether a title is that of what a film does not end on, such as answers to side
    questions, a time line or what is looked up."""
    parts = _parts_of(title)
    ends = any(map(_ENDS_NOTHING.match, parts)) or any(map(_IS_LOOKED_UP.match, parts))
    return ends or is_side_matter(title)


def is_side_matter(title: str) -> bool:
    """Return whether a title is that of what stands in any document, such as a license, and is not
    about the subject at all."""
    found = _MARKS.match(title)
    return bool(_IS_RELEASE.fullmatch(title)) or bool(
        _IS_SIDE_MATTER.match(title, found.end() if found else 0)
    )


def _parts_of(title: str) -> Sequence[str]:
    """A title's headings, without numbers before them."""
    return [_MARKS.sub("", part, count=1) for part in title.split(": ")]


def is_option(scene: Scene, before: Scene | None, *, after_option: bool) -> bool:
    """Return whether a scene tells an alternative that is not marked as chosen.

    Args:
        scene: Any scene.
        before: The one before it.
        after_option: Whether that tells one, too.
    """
    if weigh_sentence(scene.title) == DECIDES:
        return False
    name = scene.title.rpartition(": ")[2]
    goes_on = after_option and before is not None and scene.title == before.title
    is_next = after_option and bool(_LETTER.match(name))
    return bool(_IS_OPTION.match(scene.title)) or goes_on or is_next


def is_about_maker(text: str) -> bool:
    """Return whether a text begins as the lines do in which a press text tells whom it comes
    from: `About Acme. Acme makes …`."""
    return bool(_ABOUT.match(text))


def side_matters(
    parts: Sequence[OutlineSection], title: str, is_aside: Callable[[str], bool] = is_side_matter
) -> Sequence[bool]:
    """Return of each section of an outline whether it is a side matter, or stands below one.

    Args:
        title: The outline's. If it is that of a side matter, such as "Changelog", none of its
            sections is one.
        is_aside: Tells by its title whether a section is one.
    """
    found, above, is_subject = list[bool](), 0, is_aside(title)
    for part in parts:
        is_below = 0 < above < part.level
        aside = is_aside(part.title) or _is_license(part)
        aside = aside and part.kind is None and not is_subject
        above = above if is_below else part.level * aside
        found.append(aside or is_below)
    return found


def levels_of(parts: Sequence[OutlineSection], title: str) -> Sequence[float]:
    """Return how deep the sections of an outline with this title stand: their headings' levels,
    labeled paragraphs half a level below their section, side matters below all others."""
    asides = zip(parts, side_matters(parts, title), strict=True)
    return [
        p.level - _LABELED * bool(p.announced and not p.icon) + ASIDE * aside for p, aside in asides
    ]


def _is_license(part: OutlineSection) -> bool:
    """Whether a section only says under which license a project is or who made it, or is a footer
    without a sentence."""
    text = join_sentences(line.text for line in part.lines)
    is_footer = part.is_footer and len(text) <= _MOST_OF_LICENSE and not ends_sentence(text)
    is_footer |= part.is_footer and is_about_maker(text)
    return not (part.entries or part.content) and (is_footer or names_license(text))


def names_license(text: str) -> bool:
    """Return whether a short text says under which license a project is."""
    is_short = len(text) <= _MOST_OF_LICENSE
    return is_short and bool(_LICENSES.search(text) and _LICENSE.search(text))
