"""Labels of what follows them: `Theorem.`, `Beweis (Skizze).`, `Ejemplo 2.`"""

import re

_WORDS = """
Axiom Claim Conjecture Corollary Definition Example Exercise Lemma Proof Proposition Remark Solution
Theorem Counterexample Conclusion
Annahme Aufgabe Behauptung Beispiel Bemerkung Beweis Folgerung Korollar Lösung Satz Vermutung
Corollaire Démonstration Définition Exemple Exercice Lemme Preuve Remarque Théorème
Corolario Definición Demostración Ejemplo Ejercicio Lema Observación Proposición Solución Teorema
Corollario Definizione Dimostrazione Esempio Esercizio Osservazione Proposizione Soluzione
Corolário Definição Demonstração Exemplo Exercício Observação Proposição Solução
Bewijs Definitie Gevolg Opgave Opmerking Oplossing Stelling Voorbeeld
Definicja Dowód Lemat Przykład Rozwiązanie Twierdzenie Uwaga Wniosek Zadanie
Доказательство Замечание Лемма Определение Пример Решение Следствие Теорема
"""
_LABEL = re.compile(
    rf"(?:{'|'.join(_WORDS.split())})(?: [A-Z\d][\d.]{{0,6}})?(?: \([^()]{{1,60}}\))?\."
)


def is_theory_label(text: str) -> bool:
    """Return whether a text is such a label, with its full stop."""
    return bool(_LABEL.fullmatch(text))
