"""Notes and warnings of a document: `> [!WARNING]`, `> **Note:** …`, `!!! tip`, `:::danger`."""

import re
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass

from callsheet_studio.storyboard.markdown import FENCE, Token, inline_tokens
from callsheet_studio.text.language_names import primary_subtag
from callsheet_studio.text.sentences import begin_sentence

INFO = "info"
"""The icon of a note, and of a word that is not known here."""
_ICONS = {
    INFO: "note info information seealso see-also remember hinweis notiz info nota note remarque "
    "observação opmerking uwaga примечание ملاحظة 注意事项 备注 注",
    "lightbulb": "tip hint pro-tip tipp consejo conseil astuce suggerimento dica совет نصيحة 提示",
    "circle-alert": "important attention wichtig importante ważne важно مهم 重要",
    "triangle-alert": "warning caution danger warnung achtung vorsicht gefahr advertencia atención "
    "avertissement attenzione avviso aviso atenção cuidado waarschuwing ostrzeżenie внимание "
    "предупреждение تحذير تنبيه 警告 注意",
}
_ICON_OF = {word: icon for icon, words in _ICONS.items() for word in words.split()}
_KINDS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")
"""Of notes whose words are English whatever the document's language."""
_NAMES: Mapping[str, Sequence[str]] = {
    "ar": ("ملاحظة", "نصيحة", "مهم", "تحذير", "تنبيه"),
    "bn": ("দ্রষ্টব্য", "পরামর্শ", "গুরুত্বপূর্ণ", "সতর্কতা", "সাবধান"),
    "de": ("Hinweis", "Tipp", "Wichtig", "Warnung", "Vorsicht"),
    "en": ("Note", "Tip", "Important", "Warning", "Caution"),
    "es": ("Nota", "Consejo", "Importante", "Advertencia", "Precaución"),
    "fa": ("نکته", "راهنمایی", "مهم", "هشدار", "احتیاط"),
    "fr": ("Remarque", "Conseil", "Important", "Avertissement", "Attention"),
    "hi": ("नोट", "सुझाव", "महत्वपूर्ण", "चेतावनी", "सावधान"),
    "id": ("Catatan", "Tips", "Penting", "Peringatan", "Hati-hati"),
    "it": ("Nota", "Suggerimento", "Importante", "Avvertenza", "Attenzione"),
    "ja": ("メモ", "ヒント", "重要", "警告", "注意"),
    "ko": ("참고", "팁", "중요", "경고", "주의"),
    "nl": ("Opmerking", "Tip", "Belangrijk", "Waarschuwing", "Let op"),
    "pl": ("Uwaga", "Wskazówka", "Ważne", "Ostrzeżenie", "Ostrożnie"),
    "pt": ("Nota", "Dica", "Importante", "Aviso", "Cuidado"),
    "ru": ("Примечание", "Совет", "Важно", "Предупреждение", "Осторожно"),
    "th": ("หมายเหตุ", "เคล็ดลับ", "สำคัญ", "คำเตือน", "ระวัง"),
    "tr": ("Not", "İpucu", "Önemli", "Uyarı", "Dikkat"),
    "uk": ("Примітка", "Порада", "Важливо", "Попередження", "Обережно"),
    "ur": ("نوٹ", "مشورہ", "اہم", "انتباہ", "احتیاط"),
    "vi": ("Ghi chú", "Mẹo", "Quan trọng", "Cảnh báo", "Thận trọng"),
    "zh": ("说明", "提示", "重要", "警告", "注意"),
}
"""By the first part of a BCP 47 tag, in the order of `_KINDS`."""
_ALERT = re.compile(r"\[!(\w+)\][+-]?[ \t]*([^\n]*)(?:\n|$)")
_BOLD = re.compile(
    r"(?:[^\w\s*]{1,2}\s*)?(\*\*|__)(?P<word>[^\W\d][\w-]*+)(?:[:：]?\1[:：]|[:：]\1|\1\n)\s*"
)
_BARE = re.compile(r"(?:[^\w\s*]{1,2}\s*)?(?P<word>[^\W\d][\w-]*+)[:：]\s*")
_OPENING = re.compile(r"(!!!|\?\?\?\+?|:::++)[ \t]*+\{?(\w++)(.*)")
_AROUND = ' \t"[]{}'
"""Around a block's own title."""
_INDENT = re.compile(r" {4}|\t")


@dataclass(frozen=True)
class Admonition:
    """The first paragraph of a note or warning."""

    title: str
    """Its word or its own title: `Warning`."""
    icon: str
    """A Lucide icon's name."""
    rest: Token
    """The paragraph without that, an `inline` token."""


def read_admonition(inline: Token, *, bare: bool = False) -> Admonition | None:
    """Return the note or warning that begins with a paragraph; None if the paragraph is neither.

    Args:
        inline: The paragraph's `inline` token.
        bare: Whether its word may stand without marks, as in `Note: …`.
    """
    found = _ALERT.match(inline.content)
    if found:
        icon = _ICON_OF.get(found[1].lower(), INFO)
        return Admonition(found[2].strip() or found[1].capitalize(), icon, _after(inline, found))
    found = _BOLD.match(inline.content) or (_BARE.match(inline.content) if bare else None)
    if found and (icon := _ICON_OF.get(found["word"].lower())):
        return Admonition(found["word"], icon, _after(inline, found))
    return None


def name_alert(title: str, language: str) -> str:
    """Return the title of a note, of one that is only its English word in the film's language;
    empty if that language has no such word here.

    Args:
        language: A BCP 47 tag.
    """
    word = title.upper()
    names = _NAMES.get(primary_subtag(language), ())
    return dict(zip(_KINDS, names, strict=False)).get(word, "") if word in _KINDS else title


def quote_admonitions(text: str) -> str:
    """Return a document whose blocks `!!! note` and `:::note` are quotes that begin with
    `[!NOTE]`; it keeps its number of lines."""
    quoted = _Quoter(text.split("\n"))
    fence = ""
    for n, line in enumerate(text.split("\n")):
        mark = FENCE.fullmatch(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and not mark[2].strip():
            fence = ""
        quoted.read(n, line, is_code=bool(fence))
    return "\n".join(quoted.lines)


class _Quoter:
    """Quotes the lines of blocks, one after the other."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self._inside, self._empty = "", list[int]()

    def read(self, n: int, line: str, *, is_code: bool) -> None:
        """Change line `n` if a block begins or ends with it, or if it is inside one."""
        if self._inside == "!!!" and line.strip() and not _INDENT.match(line):
            self._inside = ""
        opened = None if is_code else _OPENING.fullmatch(line)
        if opened:
            self._begin(n, opened)
        elif line.startswith(":::") and not is_code:
            self._inside, self.lines[n] = "", ""
        elif self._inside == "!!!":
            self._indented(n, line)
        elif self._inside:
            self.lines[n] = f"> {line}"

    def _begin(self, n: int, opened: re.Match[str]) -> None:
        self._inside, self._empty = ":::" if opened[1].startswith(":::") else "!!!", []
        self.lines[n] = f"> [!{opened[2].upper()}] {opened[3].strip(_AROUND)}"

    def _indented(self, n: int, line: str) -> None:
        """A line of a block by indent; empty ones are in it only if another one follows."""
        if not line.strip():
            self._empty.append(n)
            return
        for each in self._empty:
            self.lines[each] = ">"
        self._empty, self.lines[n] = [], f"> {_INDENT.sub('', line, count=1)}"


def _after(inline: Token, found: re.Match[str]) -> Token:
    rest = copy(inline)
    rest.content = begin_sentence(inline.content[found.end() :])
    rest.children = inline_tokens(rest.content)
    return rest
