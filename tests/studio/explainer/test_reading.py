"""Written words as they are spoken; captions keep them as they are written."""

import pytest

from callsheet_studio.audio.pronunciation import align_words, pronounce


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("JSON,", "jason,"),
        ("JSON's", "jason's"),
        ("(SQLite)", "(S Q Lite)"),
        ("1.2M", "1.2 million"),
        ("5K.", "5 thousand."),
        ("-4", "minus 4"),
        ("10x", "10 times"),
        ("v1.3", "version 1 point 3"),
        ("%", "percent"),
        ("e.g.", "for example"),
        ("example.com/docs,", "example dot com slash docs,"),
        ("user_id", "user id"),
        ("GPT-4", "GPT 4"),
        ("4K", "4 K"),
        ("CO₂", "C O 2"),
        ("🎉", ""),
        ("well-known", "well-known"),
        ("$5.30", "$5.30"),
        ("café.", "cafe."),
        ("secret", "secret"),
        ("..", "dot dot"),
        ("`..`", "dot dot"),
        ("../data", "dot dot data"),
        ("billing/**", "billing"),
        ("src/**/*.ts,", "src slash star dot T S,"),
        ("*.py", "star dot P Y"),
        ("*word*", "*word*"),
        (".tar.gz", "dot tar dot G Z"),
        (".env", "dot env"),
        (".top,", "dot top,"),
        (".NET", "dot net"),
        ("5*3", "5*3"),
    ],
    ids=str,
)
def test_a_word_is_read_as_a_person_would(written: str, spoken: str) -> None:
    assert pronounce(written) == spoken


def test_words_that_were_rewritten_are_found_again() -> None:
    before = _words("on 2024-03-05 we paid $3.2M today")
    after = _words("on March fifth, 2024 we paid 3.2 million dollars today")
    found = [" ".join(after[a:b]) for a, b in align_words(before, after)]
    assert found == ["on", "March fifth, 2024", "we", "paid", "3.2 million dollars", "today"]


def _words(text: str) -> list[str]:
    return text.split()
