"""How much films say of what editors chose of documents: 42 documents, films of 60 and 180 seconds.

    python tests/bench/gist.py [--fit]

Beside each document in `gist` stands what an editor would say of it in a film of each length, and
what no film should say. `held_out` had no part in fitting the weights of sentences; `--fit` fits
them to the others and prints them beside those that ship.
"""

import argparse
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from table import head, row

from callsheet_studio.storyboard.brief_settings import brief_of
from callsheet_studio.storyboard.build import prepare
from callsheet_studio.storyboard.document import read_document
from callsheet_studio.storyboard.scene_ranks import SceneRanks
from callsheet_studio.storyboard.sentence_scores import WEIGHTS, describe_sentences

FOLDER = Path(__file__).with_name("gist")
LENGTHS = ("60", "180")
SAID = 0.6
"""Share of the triples of words of a sentence that are said where it counts as said."""
_RIDGE = 1.0
"""How much large weights are held down, in standard deviations of the features."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true", help="print fitted weights")
    if parser.parse_args().fit:
        print_weights()
        return
    print(head(("documents", "seconds", "chosen and said", "said and chosen", "never to be said")))
    for folder in ("fitted", "held_out"):
        for seconds in LENGTHS:
            print(row((folder, seconds, *measure(folder, seconds))))


def documents(folder: str) -> Iterator[tuple[str, Mapping[str, Sequence[str]]]]:
    for path in sorted((FOLDER / folder).glob("*.md")):
        chosen = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        yield path.read_text(encoding="utf-8"), chosen


def measure(folder: str, seconds: str) -> tuple[str, str, str]:
    """Shares of words, and a number of sentences."""
    chosen = found = said = never = 0
    for text, choices in documents(folder):
        scenes = read_document(text, {"video_duration_seconds": int(seconds)}).storyboard.scenes
        told = words(" ".join(scene.narration for scene in scenes))
        said += len(told)
        for sentence in choices[seconds]:
            chosen += len(words(sentence))
            found += len(words(sentence)) * (share(sentence, told) >= SAID)
        never += sum(share(sentence, told) >= SAID for sentence in choices["never"])
    return f"{found / chosen:.2f}", f"{found / said:.2f}", str(never)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"\]\([^)]*\)", "]", text).casefold())


def share(sentence: str, told: Sequence[str]) -> float:
    """Of the triples of words of a sentence, those that are told."""
    own = triples(words(sentence))
    return len(own & triples(told)) / len(own)


def triples(told: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(told[n : n + 3]) for n in range(max(1, len(told) - 2))}


def print_weights() -> None:
    rows, chosen = list[list[float]](), list[bool]()
    for text, choices in documents("fitted"):
        prepared = prepare(brief_of(text, {"video_duration_seconds": 60}))
        ranks = SceneRanks(prepared.composed.scenes, prepared.composed.levels, prepared.language)
        told = {s: words(" ".join(choices[s])) for s in LENGTHS}
        for each in describe_sentences(ranks.scenes, ranks.pieces, ranks.made):
            piece = ranks.pieces[each.scene][each.place]
            for seconds in LENGTHS:
                rows.append([float(each.features[name]) for name in WEIGHTS])
                chosen.append(share(piece, told[seconds]) >= SAID)
    fitted = fit(np.array(rows), np.array(chosen, float))
    print(head(("feature", "fitted", "ships")))
    for (name, ships), weight in zip(WEIGHTS.items(), fitted, strict=True):
        print(row((name, f"{weight:+.2f}", f"{ships:+.2f}")))


def fit(features: NDArray[np.float64], chosen: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logistic regression by Newton's method; the first feature is always 1."""
    scale = np.where(features.std(0) > 0, features.std(0), 1.0)
    scaled = features / scale
    held = np.full(features.shape[1], _RIDGE)
    held[0] = 0.0
    weights = np.zeros(features.shape[1])
    for _ in range(50):
        likely = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (chosen - likely) - held * weights
        bend = (scaled * (likely * (1 - likely))[:, None]).T @ scaled + np.diag(held)
        weights += np.linalg.solve(bend, slope)
    return weights / scale


if __name__ == "__main__":
    main()
