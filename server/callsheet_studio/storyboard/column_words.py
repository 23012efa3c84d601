"""Headings of tables' columns that need not be said with what stands below them, and names of rows
that sum up the others."""


def _set(*texts: str) -> frozenset[str]:
    return frozenset(word.strip() for text in texts for word in text.split(","))


VALUES = _set(
    "value, values, data, figure, figures, wert, werte, valeur, valeurs, valor, valores, valore",
    "valori, waarde, waarden, wartość, wartości, värde, значение, значения, القيمة, 值, 数值",
    "値, 값",
)
"""Say nothing of the numbers below them, in small letters."""
DESCRIPTIONS = _set(
    "name, names, title, description, meaning, purpose, use, usage, event, events, note, notes",
    "comment, comments, remark, remarks, content, contents, detail, details, summary, explanation",
    "type, kind, example, examples, because, why, how, who, where, when, frequency, schedule",
    "titel, beschreibung, bedeutung, zweck, ereignis, bemerkung, bemerkungen, anmerkung",
    "anmerkungen, inhalt, erklärung, beispiel, typ, art, was, warum, wie, wer, wo, wann",
    "häufigkeit, turnus, fréquence, frecuencia, frequência, frequenza, frequentie, частота",
    "nom, titre, signification, événement, remarque, remarques, contenu, explication, exemple",
    "quoi, pourquoi, comment, qui, où, quand, nombre, título, descripción, significado, uso",
    "evento, nota, notas, contenido, ejemplo, tipo, qué, cómo, quién, dónde, cuándo",
    "nome, titolo, descrizione, significato, contenuto, esempio, cosa, perché, come, chi, dove",
    "quando, descrição, conteúdo, exemplo, como, quem, onde, porquê",
    "naam, omschrijving, beschrijving, betekenis, opmerking, opmerkingen, inhoud, voorbeeld, wat",
    "waarom, hoe, nazwa, opis, znaczenie, uwagi, przykład, описание, название, примечание, пример",
    "الوصف, الاسم, المعنى, 说明, 描述, 名称, 含义, 备注, 説明, 名前, 意味, 備考",
)
"""Stand above words that explain themselves, in small letters."""
TOTALS = _set(
    "total, totals, sum, all, overall, net, balance, result, net result, grand total, gesamt",
    "summe, insgesamt, ergebnis, saldo, totale, risultato, résultat, solde, resultado, balance",
    "totaal, resultaat, suma, razem, wynik, bilans, итого, всего, результат, разом, усього",
    "toplam, sonuç, jumlah, tổng, tổng cộng, المجموع, الإجمالي, कुल, 合计, 总计, 合計, 計, 합계",
)
"""Of rows, in small letters."""
