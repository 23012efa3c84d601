"""The closing: what to remember, and the film's last word."""

from callsheet_studio.explainer.scene_context import Layer, SceneContext
from callsheet_studio.explainer.scenes.points import points
from callsheet_studio.explainer.scenes.statement import draw_statement
from callsheet_studio.explainer.scenes.title import title
from callsheet_studio.storyboard.scene_kinds import concludes

MOST_WORDS = 3
"""Of a title that only says that this is the end."""
_END_TEXT = """
end ending outlook mood discussion schluss schlusswort ausblick zusammenfassung ergebnis bilanz fin
bilan conclusión conclusiones conclusione conclusioni conclusão conclusie slot samenvatting resumo
riepilogo synthèse wniosek wnioski podsumowanie вывод выводы заключение итоги
結論 おわりに 结语 結語
"""
_ENDS = frozenset(_END_TEXT.split())
"""Other titles that say no more, in small letters."""


def closing(context: SceneContext) -> list[Layer]:
    """Return the layers of a closing scene: its items as cards; without items what it says, below
    a title that tells nothing, such as `Conclusion` or that of the scene before; else its title."""
    scene = context.timed.scene
    if scene.items:
        return points(context)
    is_read = scene.narration.rstrip(".!?").casefold() == scene.title.casefold()
    if not scene.narration or is_read or not (context.repeats or _only_ends(scene.title)):
        return title(context)
    # Only here, or every drawing process would load all that weighs sentences.
    from callsheet_studio.storyboard.statements import LARGE, strongest

    said = scene.narration if len(scene.narration) <= LARGE else strongest(scene.narration)
    facing = context.mirrored_for_rtl(context.size.safe, said)
    return facing.apply_mirror(draw_statement(facing, said))


def _only_ends(words: str) -> bool:
    bare = words.strip(" .:!").casefold()
    return bare in _ENDS or (concludes(bare) and len(bare.split()) <= MOST_WORDS)
