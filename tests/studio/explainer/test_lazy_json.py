"""A JSON object that stays text answers as a dict."""

import json
from typing import Any, cast

import pytest

from callsheet_studio.audio.built_in_voice import G2P, WEIGHTS, LeanReader, read_asset
from callsheet_studio.audio.lazy_json import LazyJson

SENTENCES = (
    "Dr. Ostrowski read the 2nd record; she will record it live at 10:30, won't she?",
    "NASA's re-entry module (built in 1998) wasn't tested, they said: \"never, ever\".",
    "The café's naïve résumé, kubectl, Vrbnik — and a ¾ of {this} \\ that, used to be.",
)


@pytest.mark.parametrize(
    "value",
    [
        {"a": "b"},
        {'","': "x", ",b": "y", '"': "z", "\\": "c", "ä,": 'q"', ":": ":", "b": "k,"},
        {"b": {"VB": 1.5, ",": 2, "``": -0.1}, "a": {}, "w=\\": {'"': 1}},
    ],
    ids=["one", "marks", "objects"],
)
def test_whatever_stands_in_keys_is_found(value: dict[str, Any]) -> None:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    lazy = LazyJson(text)
    assert len(lazy) == len(value)
    assert {key: lazy.get(key) for key in value} == value
    assert lazy.get("nothing") is None


@pytest.mark.slow
def test_every_word_of_the_voice_is_read_as_its_dictionaries_say() -> None:
    """The package is pinned: these are the files that are read."""
    reader = LeanReader()
    held: Any = (reader.lexicon.golds.d, reader.lexicon.silvers.d, reader.tagger.weights)
    texts = (
        read_asset("lexicon_us_gold.json.gz"),
        read_asset("lexicon_us_silver.json.gz"),
        read_asset("tagger.json.gz").split(WEIGHTS)[1][:-1],
    )
    for lazy, text in zip(cast("tuple[LazyJson, ...]", held), texts, strict=True):
        whole = json.loads(text)
        assert len(lazy) == len(whole)
        some = [key for n, key in enumerate(whole) if n % 7 == 0 or not key.isalpha()]
        assert {key: lazy.get(key) for key in some} == {key: whole[key] for key in some}
    plain = G2P()
    for sentence in SENTENCES:
        assert reader(sentence) == plain(sentence)
        tokens = reader.tokenize(sentence)
        assert [token.tag for token in tokens] == [token.tag for token in plain.tokenize(sentence)]
