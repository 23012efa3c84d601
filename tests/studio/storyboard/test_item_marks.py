"""Items are said with the marks and the first letters with which they are written."""

from callsheet_studio.storyboard.document import read_document

_FRENCH = """# Travaux

## Stationnement

Les 46 places de la rue sont supprimées pendant les travaux. En échange :

- le parking du Champ-de-Foire est gratuit pour les riverains ; le macaron se retire en mairie ou \
au guichet du marché ;
- les livraisons restent possibles de 6 h à 8 h, sauf pendant la première phase ;
- les places pour personnes handicapées sont déplacées rue Haute et ne sont pas supprimées.

Un véhicule qui gêne le chantier sera déplacé, non verbalisé.
"""


def test_an_item_keeps_its_small_letter_behind_a_colon_and_its_semicolon() -> None:
    outline = read_document(_FRENCH, {"video_duration_seconds": 100}).outline
    assert "En échange : le parking du Champ-de-Foire" in outline
    assert "pour les riverains ; le macaron se retire" in outline
    assert "Les livraisons restent" in outline


def test_an_item_with_a_capital_keeps_it() -> None:
    text = _FRENCH.replace("- le parking", "- Le parking")
    outline = read_document(text, {"video_duration_seconds": 100}).outline
    assert "En échange : Le parking du Champ-de-Foire" in outline
