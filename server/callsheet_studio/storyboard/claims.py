"""Lists of mistakes and of wrong claims, each with what is right: neither is said alone."""

import re
from collections.abc import Sequence

from callsheet_studio.storyboard.content import Table
from callsheet_studio.storyboard.model import Item, Scene
from callsheet_studio.storyboard.statements import only_speaks
from callsheet_studio.text.quotations import is_without_speaker
from callsheet_studio.text.sentences import sentences

_TITLES = re.compile(
    r"\b(?:mistakes|(?:common|typical|frequent|classic|popular) (?:mistake|errors?|beliefs?)|"
    r"myths?|"
    r"mis(?:conceptions?|understandings?|beliefs)|fallac(?:y|ies)|"
    r"(?:häufige|typische|verbreitete|klassische)r? fehler|\w{0,20}irrt(?:um|ümer)|mythos|mythen|"
    r"missverständnisse|fehlannahmen|"
    r"(?:error|fallo)(?:es|s)? (?:com[uú]n|frecuente|habitual|típico)(?:e?s)?|mitos?|malentendidos|"
    r"ideas (?:falsas|erróneas|equivocadas)|erreurs? (?:courante|fréquente|classique)s?|mythes?|"
    r"idées (?:reçues|fausses)|malentendus|error[ei] (?:comun|frequent|tipic)[eio]|miti|malintesi|"
    r"luoghi comuni|false credenze|erros? (?:comum|comuns|frequentes?|típicos?)|mal-entendidos|"
    r"ideias (?:erradas|falsas)|(?:veelgemaakte|veelvoorkomende) fout(?:en)?|misverstanden|"
    r"(?:częste|typowe) błędy|mity|nieporozumienia|(?:частые|типичные) ошибки|мифы|заблуждения|"
    r"(?:часті|типові|поширені) помилки|міфи|хибні уявлення|sık yapılan hatalar|yanılgılar|"
    r"kesalahan umum|salah paham|sai lầm|lầm tưởng|ngộ nhận)\b|"
    r"أخطاء شائعة|خرافات|مفاهيم خاطئة|اشتباهات رایج|باورهای غلط|गलतफहमि|मिथक|ความเข้าใจผิด|"
    r"よくある間違い|誤解|오해|흔한 실수|常见错误|常見錯誤|误区|誤區|迷思",
    re.IGNORECASE,
)


def states_claims(scene: Scene) -> bool:
    """Return whether a scene lists mistakes or wrong claims, by its title or since they are quoted,
    each with what is right: without that they would be heard as true."""
    if isinstance(scene.content, Table):
        header = scene.content.header
        return len(header) > 1 and any(map(_TITLES.search, (scene.title, header[0])))
    if scene.content is not None or not scene.items:
        return False
    answered = [item for item in scene.items if item.detail or len(sentences(item.text)) > 1]
    quoted = [item for item in answered if is_without_speaker(_head(item))]
    is_named = bool(_TITLES.search(scene.title)) and 2 * len(answered) > len(scene.items)
    return is_named or 2 * len(quoted) > len(scene.items)


def tells_mistake(scene: Scene) -> bool:
    """Return whether a scene tells in sentences of a mistake, by its title: the last one says what
    is right."""
    return scene.content is None and only_speaks(scene) and bool(_TITLES.search(scene.title))


def _head(item: Item) -> str:
    return item.text if item.detail else next(iter(sentences(item.text)), "")


def name_claims(told: Sequence[Scene], whole: Sequence[Scene]) -> Sequence[Scene]:
    """Return scenes of which those whose title is only a quoted claim have the heading of the
    claims before it, where the first of these is gone, or the film ends on it.

    Args:
        told: The scenes of a film that are left.
        whole: All of its scenes.
    """
    headings, heading = dict[str, str](), ""
    for scene in whole:
        above, _, claim = scene.title.partition(": ")
        if is_without_speaker(scene.title):
            headings[scene.title] = heading
        else:
            heading = above if is_without_speaker(claim) else ""
    named, before = list[Scene](), ""
    for scene in told:
        heading = headings.get(scene.title, "")
        is_run = before in headings or is_without_speaker(before.partition(": ")[2])
        is_bare = bool(heading) and (scene.kind == "closing" or not is_run)
        if is_bare:
            scene = scene.model_copy(update={"title": f"{heading}: {scene.title}"})
        named.append(scene)
        before = scene.title
    return named
