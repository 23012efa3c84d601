"""Words by which the lines around a document are told: who wrote it, its dates, its legal words."""

from collections.abc import Mapping


def _set(*texts: str) -> frozenset[str]:
    return frozenset(word.strip() for text in texts for word in text.split(","))


LABELS = _set(
    "author, authors, written by, by, owner, owners, maintainer, maintainers, reviewer, reviewers, "
    "reviewed by, approver, approvers, approved by, editor, editors, edited by, prepared by, "
    "prepared for, deciders, decision makers, consulted, informed, distribution, pm, pager, "
    "audience, target audience, intended audience, zielgruppe, public visé, público objetivo, "
    "público-alvo, doelgroep, целевая аудитория, project manager, translator, translation, photo, "
    "photos, contributors",
    "status, state, version, revision, rev, date, created, created on, updated, updated on, "
    "last update, last updated, last edited, last modified, last changed, last reviewed, "
    "last tested, last revised, last review, next review, modified, published, published on, "
    "posted, posted on, page history, document history, revision history, document id, doc id, "
    "document no., document number, ticket, jira, issue, epic, classification, tags, tag, "
    "category, categories, keywords, reading time, doi, slug, filed under",
    "autor, autorin, autoren, verfasser, verfasserin, erstellt von, erstellt am, erstellt, stand, "
    "datum, geändert, geändert am, zuletzt geändert, aktualisiert, aktualisiert am, "
    "zuletzt aktualisiert, letzte änderung, letzte aktualisierung, veröffentlicht, "
    "veröffentlicht am, verantwortlich, verteiler, freigabe, freigegeben von, geprüft von, "
    "kategorie, kategorien, schlagwörter, stichwörter, lesezeit, vorstand, redaktion",
    "auteur, auteurs, auteure, autrice, rédacteur, rédactrice, statut, mis à jour, mise à jour, "
    "mis à jour le, dernière mise à jour, dernière modification, publié, publié le, modifié le, "
    "responsable, relecteurs, diffusion, catégorie, catégories, mots-clés, étiquettes",
    "autora, autores, autoras, estado, versión, fecha, actualizado, actualizado el, "
    "última actualización, última modificación, publicado, publicado el, revisores, categoría, "
    "categorías, etiquetas, palabras clave",
    "autore, autori, stato, versione, data, aggiornato, aggiornato il, ultimo aggiornamento, "
    "ultima modifica, pubblicato, pubblicato il, responsabile, revisori, categoria, categorie, "
    "parole chiave",
    "versão, atualizado, atualizado em, última atualização, publicado em, responsável, "
    "palavras-chave, etiquetas",
    "versie, bijgewerkt, laatst bijgewerkt, eigenaar, trefwoorden, wersja, data aktualizacji, "
    "ostatnia aktualizacja",
    "автор, авторы, дата, статус, версия, обновлено, опубликовано",
    "المؤلف, التاريخ, الحالة, الإصدار, آخر تحديث",
    "作者, 日期, 状态, 版本, 更新, 更新日期, 更新时间, 发布, 发布日期, 标签",
    "著者, 更新日, 公開日, 日付, 最終更新, 作成者",
)
"""Labels of what is about the document, in small letters."""

ADDRESSED = _set(
    "for, to, cc, from, an, für, von, pour, à, de, para, a, per, da, voor, aan, van, dla, till, "
    "från, til, fra, для, кому, от, від, إلى, من, 致, 宛先"
)
"""Labels of whom a document is for or from; alone they may say anything."""

STATES = _set("status, state, statut, estado, stato, статус, الحالة, 状态")
"""Those of how far a document or its subject is."""

DECIDED = _set(
    "accepted, approved, rejected, proposed, superseded, deprecated, adopted, implemented, "
    "angenommen, akzeptiert, abgelehnt, vorgeschlagen, beschlossen, accepté, acceptée, rejeté, "
    "proposé, aceptado, aceptada, rechazado, propuesto, accettato, accettata, rifiutato, proposto, "
    "aceito, aceite, aceita, rejeitado, принято, отклонено"
)
"""Begin a state that is a decision, and so a fact that the document tells."""

DRAFT = _set(
    "draft, wip, work in progress, in review, under review, review, final, published, entwurf, "
    "in arbeit, in prüfung, brouillon, en cours, borrador, en revisión, bozza, in revisione, "
    "rascunho, em revisão, черновик, 草稿, 草案, 下書き"
)
"""Begin a state that is the document's own."""

EVENTS = _set(
    "place, venue, location, where, when, time, present, attendees, attending, in attendance, "
    "participants, absent, apologies, regrets, quorum, chair, ort, zeit, uhrzeit, teilnehmer, "
    "teilnehmende, anwesend, entschuldigt, lieu, heure, présents, participants, excusés, lugar, "
    "hora, asistentes, luogo, ora, partecipanti, presenti, local, presentes, plaats, tijd, "
    "aanwezig, место, время, المكان, الوقت, 地点, 时间, 出席, 場所, 日時"
)
"""Labels of a meeting or another event: a date beside them is what the document tells."""

WHEN_AND_WHERE = _set(
    "date, place, venue, location, where, when, time, datum, ort, zeit, uhrzeit, wann, wo, lieu, "
    "heure, horaires, quand, où, fecha, lugar, hora, cuándo, dónde, data, luogo, ora, quando, "
    "dove, local, onde, plaats, tijd, waar, wanneer, miejsce, termin, дата, место, время, місце, "
    "час, التاريخ, المكان, الوقت, 日期, 地点, 时间, 場所, 日時, 장소, 일시"
)
"""Labels of when and where something takes place."""

VERSIONS = _set(
    "version, revision, edition, ausgabe, fassung, versión, edición, versione, edizione, versão, "
    "edição, versie, editie, wersja, wydanie, версия, версія, издание, révision, édition"
)
"""In labels of which version a document is: `Manual version`."""

LANGUAGE_LABELS = _set(
    "language, sprache, langue, idioma, lingua, taal, język, язык, мова, dil, bahasa, 语言, 言語"
)

LANGUAGES = _set(
    "english, german, french, spanish, italian, portuguese, dutch, polish, russian, ukrainian, "
    "chinese, japanese, korean, arabic, deutsch, englisch, französisch, spanisch, italienisch, "
    "français, anglais, allemand, espagnol, italien, español, inglés, francés, alemán, italiano, "
    "inglese, francese, tedesco, spagnolo, português, inglês, francês, alemão, espanhol, "
    "nederlands, engels, duits, frans, polski, angielski, niemiecki, русский, английский, "
    "українська, англійська, türkçe, 中文, 日本語, 한국어, العربية"
)
"""Names of languages in which documents are written."""

BYLINES = _set(
    "posted by, written by, published by, last edited by, edited by, compiled by, drawn up by, "
    "put together by, geschrieben von, verfasst von, zusammengestellt von, bearbeitet von, "
    "écrit par, publié par, rédigé par, établi par, élaboré par, escrito por, publicado por, "
    "redactado por, elaborado por, redigido por, compilado por, scritto da, pubblicato da, "
    "redatto da, a cura di, geschreven door, samengesteld door, opgesteld door, opracował, "
    "opracowała, opracowanie, составил, составила, подготовил, подготовила, підготував, "
    "підготувала, hazırlayan"
)
"""Begin who wrote it."""

UPDATES = _set(
    "last edited, last updated, last update, last modified, last changed, last reviewed, updated, "
    "published, posted, revised, created, zuletzt geändert, zuletzt aktualisiert, "
    "zuletzt bearbeitet, aktualisiert, veröffentlicht, stand, mis à jour, mise à jour, "
    "dernière mise à jour, publié, modifié, actualizado, última actualización, publicado, "
    "aggiornato, ultimo aggiornamento, pubblicato, atualizado, última atualização, "
    "laatst bijgewerkt, bijgewerkt, обновлено, опубликовано, last run, zuletzt ausgeführt, "
    "dernière exécution, última ejecución, ultima esecuzione, última execução, "
    "laatst uitgevoerd, ausgehängt am, affiché le, affichée le, expuesto el, affisso il, "
    "afixado em"
)
"""Begin when it was written, run or put up."""

CITATIONS = _set(
    "cite as, cite this, how to cite, suggested citation, recommended citation, please cite as, "
    "zitierweise, zitiervorschlag, zitieren als, pour citer, citer comme, comment citer, "
    "cómo citar, citar como, come citare, citare come, como citar, citeren als, "
    "cytowanie, jak cytować, для цитирования, как цитировать, 引用格式, 引用方法"
)
"""Labels of how to name the document elsewhere."""

NEXT_READS = _set(
    "read next, read more, up next, further reads, related articles, related posts, "
    "you may also like, weiterlesen, lesen sie auch, mehr zum thema, à lire aussi, lire aussi, "
    "à lire ensuite, leer también, lea también, sigue leyendo, leggi anche, leia também, "
    "lees ook, lees verder, czytaj dalej, czytaj też, читайте также, 相关阅读, 延伸阅读, 関連記事"
)
"""Labels of links to other pages."""

SENDS = (
    "get in touch",
    "contact us",
    "call us",
    "phone us",
    "ring us",
    "email us",
    "e-mail us",
    "write to us",
    "let us know",
    "tell us",
    "melden sie sich",
    "melde dich",
    "rufen sie",
    "ruf uns",
    "schreiben sie uns",
    "schreib uns",
    "kontaktieren sie",
    "contactez-nous",
    "écrivez-nous",
    "appelez-nous",
    "contáctenos",
    "contacte con nosotros",
    "escríbanos",
    "llámenos",
    "contattateci",
    "contattaci",
    "scriveteci",
    "scrivici",
    "chiamateci",
    "entre em contato",
    "contacte-nos",
    "escreva-nos",
    "neem contact op",
    "bel ons",
    "mail ons",
    "skontaktuj się",
    "свяжитесь с нами",
    "联系我们",
    "お問い合わせください",
)
"""Send readers to an address, which the film must then tell."""

PAGE_LINKS = _set(
    "privacy, privacy policy, accessibility, imprint, legal, legal notice, terms, terms of use, "
    "terms of service, terms and conditions, cookies, cookie policy, sitemap, edit, "
    "edit this page, edit on github, print, print this page, share, permalink, back to top, top, "
    "jump to recipe, report an issue, view source, page source, impressum, datenschutz, "
    "datenschutzerklärung, agb, drucken, seite bearbeiten, nach oben, mentions légales, "
    "confidentialité, imprimer, modifier, "
    "haut de page, aviso legal, privacidad, política de privacidad, imprimir, editar, note legali, "
    "informativa privacy, stampa, modifica, privacidade, termos de uso, colofon, "
    "политика конфиденциальности, 隐私政策, プライバシー"
)
"""Names of links that stand at the edge of a page."""

CONTENTS = _set(
    "contents, table of contents, toc, on this page, in this article, in this document, jump to, "
    "inhalt, inhaltsverzeichnis, auf dieser seite, sommaire, table des matières, contenido, "
    "contenidos, tabla de contenidos, tabla de contenido, índice, indice, contenuti, sommario, "
    "conteúdo, sumário, inhoud, inhoudsopgave, spis treści, содержание, оглавление, المحتويات, "
    "目录, 目次, 목차"
)
"""Names of a table of contents."""

RELEASES = _set(
    "for immediate release, press release, news release, media release, pressemitteilung, "
    "presseinformation, zur sofortigen veröffentlichung, communiqué de presse, "
    "pour diffusion immédiate, comunicado de prensa, nota de prensa, para publicación inmediata, "
    "comunicato stampa, per diffusione immediata, comunicado de imprensa, persbericht, "
    "пресс-релиз, 新闻稿, プレスリリース"
)
"""Words above the headline of a press release."""

EMBARGOES = ("embargoed until", "under embargo", "sperrfrist", "sous embargo", "embargo ")

CONTACTS = _set(
    "media contact, media contacts, press contact, press contacts, press enquiries, "
    "press inquiries, media enquiries, media inquiries, notes to editors, pressekontakt, "
    "contact presse, contacto de prensa, contacto para prensa, contatto stampa, contatti stampa, "
    "contacto de imprensa, perscontact"
)
"""Headings of whom the press asks, in small letters."""

PARTIES = ("about ", "über ", "à propos d", "acerca de ", "sobre ", "informazioni su ", "over ")
"""Begin the heading of what a press release says about who sends it."""

ENDS = _set("-30-, - 30 -, ends, -ends-, - ends -, ende, -ende-, - ende -, fin, -fin-, ###")
"""Alone on a line: the end of a press release."""

COMMENTS = _set(
    "comments, comments welcome, feedback, corrections, contact, contact us, questions, "
    "questions?, minutes, minutes by, kommentare, rückmeldungen, kontakt, protokoll, contact, "
    "commentaires, contacto, comentarios, contatti, commenti, contato"
)
"""Labels of where to write, beside an address."""

REFERENCES = _set(
    "references, bibliography, works cited, literatur, literaturverzeichnis, quellen, "
    "quellenverzeichnis, einzelnachweise, références, bibliographie, referencias, bibliografía, "
    "riferimenti, bibliografia, referências, bronnen, литература, المراجع, 参考文献"
)
"""Headings of a list of sources, in small letters."""

HISTORIES = _set(
    "changelog, change log, change history, revision history, version history, document history, "
    "page history, history of changes, änderungen, änderungshistorie, änderungsverlauf, "
    "versionsgeschichte, historique des modifications, historique des versions, "
    "historial de cambios, historial de versiones, cronologia delle modifiche, "
    "histórico de alterações, история изменений, 变更记录, 更新日志, 変更履歴"
)
"""Headings of how the document changed, in small letters."""

SECRETS = (
    "strictly confidential",
    "company confidential",
    "internal use only",
    "for internal use only",
    "do not distribute",
    "do not forward",
    "not for distribution",
    "proprietary and confidential",
    "confidential",
    "vertraulich",
    "streng vertraulich",
    "nur für den internen gebrauch",
    "confidentiel",
    "confidencial",
    "confidenziale",
    "riservato",
    "конфиденциально",
)
"""Begin a line that says who may read a document."""

RIGHTS = (
    "all rights reserved",
    "alle rechte vorbehalten",
    "tous droits réservés",
    "todos los derechos reservados",
    "tutti i diritti riservati",
    "todos os direitos reservados",
    "все права защищены",
    "保留所有权利",
    "版权所有",
)

DISCLAIMERS = (
    "forward-looking statements",
    "no obligation to update",
    "affiliate link",
    "affiliate-link",
    "zukunftsgerichtete aussagen",
    "déclarations prospectives",
    "declaraciones prospectivas",
    "lien affilié",
    "liens affiliés",
    "enlaces de afiliado",
    "link di affiliazione",
    "no conflict of interest",
    "no conflicts of interest",
    "no competing interest",
    "keine interessenkonflikte",
    "kein interessenkonflikt",
    "aucun conflit d'intérêt",
    "aucun conflit d’intérêt",
    "ningún conflicto de interés",
    "nessun conflitto di interess",
    "nenhum conflito de interesse",
    "not legal advice",
    "constitute legal advice",
    "substitute for legal advice",
    "keine rechtsberatung",
    "un conseil juridique",
    "asesoramiento jurídico",
    "consulenza legale",
    "aconselhamento jurídico",
    "geen juridisch advies",
    "porady prawnej",
    "юридической консультац",
    "юридичною консультац",
)
"""In a paragraph that warns, says who pays, or that nobody does."""

NOTICES: Mapping[str, str] = {
    "en": r"^\W*+(?:was this (?:answer|article|document|guide|page|section) (?:helpful|useful)\b|"
    r"did (?:this (?:article|guide|page) help|you find this (?:article|guide|page) (?:helpful|"
    r"useful))\b|please do not litter\b|please recycle this\b|please (?:think|consider) .{0,30}"
    r"before (?:you print|printing)\b)",
    "de": r"^\W*+(?:(?:war|fanden sie) diese[rns]? (?:anleitung|antwort|artikel|beitrag|seite) "
    r"(?:hilfreich|nützlich)\b|hat (?:ihnen|dir) diese seite geholfen\b|bitte nicht auf die "
    r"straße werfen\b)",
    "fr": r"^\W*+(?:(?:cette page|cet article|ce guide) (?:vous )?a-t-(?:elle|il) été utile\b|"
    r"(?:cette page|cet article|ce guide) vous a-t-(?:elle|il) (?:été utile|aidé)\b|"
    r"(?:merci de )?ne pas jeter sur la voie publique\b)",
    "es": r"^\W*+(?:(?:te|le) (?:ha (?:resultado|sido)|fue|resultó) útil (?:esta|este)\b|"
    r"(?:esta página|este artículo) (?:te|le) (?:ha (?:resultado|sido)|fue|resultó) útil\b|"
    r"no (?:arrojar|tirar) (?:a|en) la vía pública\b)",
    "it": r"^\W*+(?:(?:questa pagina|questo articolo) (?:ti |le |vi )?è stat[ao] utile\b|"
    r"(?:ti|le|vi) è stat[ao] utile quest[ao]\b|non (?:disperdere nell['’]ambiente|gettare in "
    r"strada)\b)",
    "pt": r"^\W*+(?:(?:esta página|este artigo) foi útil\b|achou (?:esta|este) (?:página|artigo) "
    r"útil\b|não (?:deitar|jogar|deite|jogue) .{0,30}via pública\b)",
    "nl": r"^\W*+(?:was (?:deze pagina|dit artikel) (?:nuttig|behulpzaam)\b|heeft deze pagina (?:u|"
    r"je) geholpen\b|niet op straat gooien\b)",
    "pl": r"^\W*+czy (?:ta strona|ten artykuł) był[ay]? (?:pomocn|przydatn)[aey]\b",
    "ru": r"^\W*+была ли (?:эта )?(?:страница|статья) полезн",
    "uk": r"^\W*+чи була (?:ця )?(?:сторінка|стаття) корисн",
    "tr": r"^\W*+bu sayfa (?:yararlı|faydalı)\b",
    "vi": r"^\W*+trang này có (?:hữu ích|giúp ích)",
    "id": r"^\W*+apakah (?:halaman|artikel) ini (?:membantu|bermanfaat)\b",
    "ar": "^\\W*+هل كانت هذه الصفحة مفيدة",
    "hi": "^\\W*+क्या यह (?:पेज|पृष्ठ|लेख) (?:उपयोगी|मददगार)",
    "ja": "^\\W*+この(?:ページ|記事)は.{0,6}役に立ちましたか",
    "ko": "^\\W*+이 (?:페이지|문서|글)가 도움이 되",
    "zh": "^\\W*+(?:此|本|这个|這個|这篇|這篇)?(?:页面|頁面|文章|网页|網頁)"
    ".{0,6}(?:有帮助|有幫助|有用)",
}
"""What a page asks of its readers, or a leaflet of those who hold it."""

ORIGINS = (
    "written for ",
    "originally published",
    "originally written",
    "first published",
    "printed on ",
    "gedruckt auf ",
    "imprimé sur ",
    "impreso en ",
    "stampato su ",
    "impresso em ",
    "gedrukt op ",
    "published in ",
    "translated by ",
    "translated from ",
    "this article ",
    "this post ",
    "this essay ",
    "this page ",
    "zuerst erschienen",
    "geschrieben für ",
    "écrit pour ",
    "publié dans ",
    "publicado en ",
    "pubblicato su ",
)
"""Begin a last paragraph in italics that is about the text above."""

_MONTHS = (
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july "
    "august september october november december januar februar märz mai juni juli oktober dezember "
    "janvier février mars avril juin juillet août septembre octobre novembre décembre enero "
    "febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
    "gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre janeiro "
    "fevereiro março maio junho "
    "julho setembro outubro dezembro spring summer autumn fall winter frühjahr sommer herbst"
)
_DAYS = (
    "mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday "
    "sunday montag dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa so lundi "
    "mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado "
    "domingo lunedì martedì mercoledì giovedì venerdì sabato domenica"
)
_AROUND_DATES = "cw kw sw week woche semaine semana of de del le der den am um at the to bis – - —"
DATES: Mapping[str, bool] = {
    **dict.fromkeys(_AROUND_DATES.split(), False),
    **dict.fromkeys(_DAYS.split(), False),
    **dict.fromkeys(("q1", "q2", "q3", "q4", "cw", "kw"), True),
    **dict.fromkeys(_MONTHS.split(), True),
}
"""Words of a date, in small letters without full stops; True for those that make one of a
number."""
