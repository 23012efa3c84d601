"""The words that Callsheet itself puts into a film, in English and 21 other large languages.

A language that is not here gets no words where it can do without them, and the English ones
where it cannot.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from callsheet_studio.text.language_names import primary_subtag


@dataclass(frozen=True)
class FixedWords:
    """The words of one language that Callsheet itself writes or says."""

    versus: str
    """Between two things that are compared; short, for it stands in a small circle."""
    animatic: str
    """In the corner of a clip that is a drawn storyboard."""
    step: str
    """Before the n-th step; `{n}` is its number."""
    joined: str
    """The last two of a list, `{a}` and `{b}`."""
    done: str
    """Before a task that is done, in a list in which others are open."""
    to_do: str
    """Before a task that is open, in a list in which others are done."""
    comma: str = ", "
    """Between the other names of a list, with its space."""
    colon: str = ": "
    """Between a name and what it is, with its spaces."""


@dataclass(frozen=True)
class Ends:
    """What stands before the first and the last of a row of which no more is said, each with its
    space."""

    first_step: str
    """`{n}` is the number of all steps."""
    last_step: str
    first: str
    """Of what is dated."""
    last: str


ENGLISH = FixedWords("vs", "ANIMATIC", "Step {n}", "{a} and {b}", "Done", "Still to do")
WORDS: Mapping[str, FixedWords] = {
    "en": ENGLISH,
    "ar": FixedWords("ضد", "أنيماتيك", "الخطوة {n}", "{a} و{b}", "تم", "لم يتم بعد", "، "),
    "bn": FixedWords("বনাম", "অ্যানিম্যাটিক", "ধাপ {n}", "{a} এবং {b}", "হয়ে গেছে", "বাকি আছে"),
    "de": FixedWords("vs.", "ANIMATIC", "Schritt {n}", "{a} und {b}", "Erledigt", "Noch offen"),
    "es": FixedWords("vs.", "ANIMÁTICA", "Paso {n}", "{a} y {b}", "Hecho", "Pendiente"),
    "fa": FixedWords("یا", "انیماتیک", "گام {n}", "{a} و {b}", "انجام شده", "هنوز مانده", "، "),
    "fr": FixedWords(
        "vs", "ANIMATIQUE", "Étape {n}", "{a} et {b}", "Fait", "Reste à faire", colon=" : "
    ),
    "hi": FixedWords("बनाम", "एनिमैटिक", "चरण {n}", "{a} और {b}", "हो गया", "अभी बाकी"),
    "id": FixedWords(
        "vs", "ANIMATIK", "Langkah {n}", "{a} dan {b}", "Selesai", "Masih harus dikerjakan"
    ),
    "it": FixedWords("vs", "ANIMATIC", "Passo {n}", "{a} e {b}", "Fatto", "Ancora da fare"),
    "ja": FixedWords("対", "ビデオコンテ", "ステップ{n}", "{a}、{b}", "完了", "未完了", "、"),
    "ko": FixedWords("대", "애니매틱", "{n}단계", "{a}, {b}", "완료", "남은 일"),
    "nl": FixedWords("vs.", "ANIMATIC", "Stap {n}", "{a} en {b}", "Gedaan", "Nog te doen"),
    "pl": FixedWords("vs", "ANIMATIK", "Krok {n}", "{a} i {b}", "Zrobione", "Jeszcze do zrobienia"),
    "pt": FixedWords("vs.", "ANIMATIC", "Passo {n}", "{a} e {b}", "Feito", "Ainda por fazer"),
    "ru": FixedWords("vs", "АНИМАТИК", "Шаг {n}", "{a} и {b}", "Сделано", "Ещё не сделано"),
    "th": FixedWords("กับ", "แอนิเมติก", "ขั้นตอนที่ {n}", "{a} และ {b}", "เสร็จแล้ว", "ยังไม่เสร็จ", " "),
    "tr": FixedWords("vs", "ANİMATİK", "{n}. adım", "{a} ve {b}", "Tamamlandı", "Henüz yapılmadı"),
    "uk": FixedWords("vs", "АНІМАТИК", "Крок {n}", "{a} і {b}", "Зроблено", "Ще не зроблено"),
    "ur": FixedWords("یا", "اینیمیٹک", "مرحلہ {n}", "{a} اور {b}", "ہو گیا", "ابھی باقی", "، "),
    "vi": FixedWords("vs", "ANIMATIC", "Bước {n}", "{a} và {b}", "Đã xong", "Còn phải làm"),
    "zh": FixedWords("对", "动态分镜", "第{n}步", "{a}和{b}", "已完成", "待完成", "、"),
}
"""By the first part of a BCP 47 tag."""
_ENDS: Mapping[str, Ends] = {
    "en": Ends("The first of {n} steps: ", "The last: ", "First, ", "Last, "),
    "ar": Ends("الخطوة الأولى من {n}: ", "الأخيرة: ", "أولًا، ", "أخيرًا، "),
    "bn": Ends("{n}টি ধাপের প্রথমটি: ", "শেষটি: ", "প্রথমে, ", "শেষে, "),
    "de": Ends("Der erste von {n} Schritten: ", "Der letzte: ", "Zuerst, ", "Zuletzt, "),
    "es": Ends("El primero de {n} pasos: ", "El último: ", "Primero, ", "Por último, "),
    "fa": Ends("نخستین گام از {n} گام: ", "آخرین گام: ", "نخست، ", "در پایان، "),
    "fr": Ends("La première de {n} étapes : ", "La dernière : ", "D'abord, ", "Enfin, "),
    "hi": Ends("{n} चरणों में पहला: ", "आखिरी: ", "पहले, ", "अंत में, "),
    "id": Ends("Langkah pertama dari {n}: ", "Langkah terakhir: ", "Pertama, ", "Terakhir, "),
    "it": Ends("Il primo di {n} passi: ", "L'ultimo: ", "Prima, ", "Infine, "),
    "ja": Ends("全{n}ステップの最初：", "最後：", "最初、", "最後、"),
    "ko": Ends("{n}단계 중 첫 번째: ", "마지막: ", "처음, ", "마지막, "),
    "nl": Ends("De eerste van {n} stappen: ", "De laatste: ", "Eerst, ", "Ten slotte, "),
    "pl": Ends("Pierwszy z {n} kroków: ", "Ostatni: ", "Najpierw, ", "Na końcu, "),
    "pt": Ends("O primeiro de {n} passos: ", "O último: ", "Primeiro, ", "Por último, "),
    "ru": Ends("Первый шаг из {n}: ", "Последний: ", "Сначала, ", "В конце, "),
    "th": Ends("ขั้นตอนแรกจาก {n} ขั้นตอน: ", "ขั้นตอนสุดท้าย: ", "แรกสุด ", "สุดท้าย "),
    "tr": Ends("{n} adımdan ilki: ", "Sonuncusu: ", "Önce, ", "Sonra, "),
    "uk": Ends("Перший крок із {n}: ", "Останній: ", "Спочатку, ", "Наприкінці, "),
    "ur": Ends("{n} مراحل میں پہلا: ", "آخری: ", "پہلے، ", "آخر میں، "),
    "vi": Ends("Bước đầu tiên trong {n} bước: ", "Bước cuối cùng: ", "Đầu tiên, ", "Cuối cùng, "),
    "zh": Ends("共{n}步，第一步：", "最后一步：", "最初，", "最后，"),
}
"""The same."""


def fixed_words(language: str) -> FixedWords:
    """Return the words that Callsheet writes into films in this language (a BCP 47
    tag), or else in English."""
    return WORDS.get(primary_subtag(language), ENGLISH)


def has_words(language: str) -> bool:
    """Return whether Callsheet has its own words for this language (a BCP 47 tag)."""
    return primary_subtag(language) in WORDS


def words_for_ends(language: str) -> Ends:
    """Return what stands before the first and the last of a row in this language (a BCP 47 tag), or
    else in English."""
    return _ENDS.get(primary_subtag(language), _ENDS["en"])


def enumerate_texts(texts: Sequence[str], language: str) -> str:
    """Return texts as a list in words in the given language (a BCP 47 tag): `A, B and C`. In a
    language without words here only commas join them."""
    if not has_words(language) or len(texts) < 2:
        return ", ".join(texts)
    words = fixed_words(language)
    last = words.joined.replace("{a}", texts[-2], 1).replace("{b}", texts[-1], 1)
    return words.comma.join((*texts[:-2], last))
