"""A film has the asked length: by its rests first, then by the voice's speed."""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callsheet_studio.audio.recording import NarrationTrack
from callsheet_studio.audio.silences import bound_silences, heard_spans
from callsheet_studio.audio.voice import SilentVoice, Speech, Voice, shift_times, widen_pauses
from callsheet_studio.explainer.film_report import film_report
from callsheet_studio.explainer.film_source import NewFilm
from callsheet_studio.explainer.timing.plan import (
    CALM,
    LAST_SEEN,
    SPEEDS,
    length_note,
    narrate,
    plan,
    replan,
)
from callsheet_studio.storyboard.brief import Brief, Style
from callsheet_studio.storyboard.model import Item, Scene, Storyboard
from callsheet_studio.storyboard.speech_timing import estimate_seconds, longest_seconds
from callsheet_studio.text.timed_word import TimedWord

FPS = 30


@pytest.mark.parametrize("more", [0.2, 0.5, 0.9], ids=lambda s: f"{s} s more")
def test_the_rests_stretch_until_the_length_is_right(more: float) -> None:
    least = plan(_storyboard(24, seconds=1), _speeches(_storyboard(24, seconds=1)), FPS).seconds
    least += LAST_SEEN - CALM.last[0]
    storyboard = _storyboard(24, seconds=0).model_copy(update={"seconds": least + more})
    narration = narrate(storyboard, SilentVoice(), 1.0, storyboard.seconds)
    film = plan(storyboard, narration.speeches, FPS)
    assert narration.speed == 1.0
    assert film.seconds == pytest.approx(storyboard.seconds, abs=1 / FPS)


@pytest.mark.parametrize(("words", "faster"), [(31, True), (15, False)], ids=["long", "short"])
def test_the_voice_changes_pace_when_rests_are_not_enough(words: int, faster: bool) -> None:
    storyboard = _storyboard(words, seconds=46 if faster else 32)
    narration = narrate(storyboard, SilentVoice(), 1.0, storyboard.seconds)
    film = plan(storyboard, narration.speeches, FPS)
    assert narration.speed > 1.0 if faster else narration.speed < 1.0
    assert SPEEDS[0] <= narration.speed <= SPEEDS[1]
    assert film.seconds == pytest.approx(storyboard.seconds, rel=0.1)
    assert length_note(film, storyboard.seconds) is None


@pytest.mark.parametrize(("words", "held"), [(28, LAST_SEEN), (60, CALM.last[0])])
def test_a_full_film_rests_on_its_last_frame_as_far_as_its_words_let_it(
    words: int, held: float
) -> None:
    """Less only where the fastest voice is too slow for the length."""
    storyboard = _storyboard(words, seconds=46)
    film = plan(storyboard, narrate(storyboard, SilentVoice(), 1.0, 46).speeches, FPS)
    last = film.scenes[-1]
    assert last.seconds - last.words[-1].end == pytest.approx(held, abs=1.5 / FPS)
    assert held < LAST_SEEN or film.seconds == pytest.approx(46, abs=1 / FPS)


@pytest.mark.parametrize(("style", "most"), [("explainer", 0.7), ("social", 0.35)])
@pytest.mark.parametrize("seconds", [10, 30, 120])
def test_the_voice_goes_on_soon_after_a_cut(style: Style, most: float, seconds: int) -> None:
    """Whatever length is asked for, and however short a scene is; the last word may ring longer."""
    storyboard = _storyboard(5, seconds).model_copy(update={"style": style})
    film = plan(storyboard, narrate(storyboard, _Spoken(), 1.0, seconds).speeches, FPS)
    for a, b in pairwise(film.scenes):
        assert 0 < b.start + b.words[0].start - a.start - a.words[-1].end <= most
    assert film.seconds - film.scenes[-1].start - film.scenes[-1].words[-1].end <= 2.05


RESTS = st.lists(st.floats(0.0, 2.5), min_size=6, max_size=6)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(rests=RESTS, late=st.floats(0, 0.4), brisk=st.booleans(), seconds=st.integers(10, 60))
@pytest.mark.slow
def test_no_voice_is_silent_for_long(
    rests: list[float], late: float, brisk: bool, seconds: int
) -> None:
    """By the samples, whatever rests a voice makes and however long its last sound is said to be.

    The film's last second or two, which show its end, are the only longer silence.
    """
    voice = _Resting(tuple(rests), late)
    style: Style = "social" if brisk else "explainer"
    board = _storyboard(5, seconds).model_copy(update={"style": style})
    take = narrate(board, voice, 1.0, seconds)
    film = plan(board, take.speeches, FPS)
    heard = [
        (at + a, at + b)
        for t, s in zip(film.scenes, take.speeches, strict=True)
        for at in (t.start + t.words[0].start - s.words[0].start,)
        for a, b in heard_spans(s)
    ]
    silences = [b[0] - a[1] for a, b in pairwise(heard)]
    between = [
        min(
            gap
            for gap, (a, b) in zip(silences, pairwise(heard), strict=True)
            if a[1] <= cut.start <= b[0]
        )
        for cut in film.scenes[1:]
    ]
    assert max(between) <= (0.35 if brisk else 0.7)
    assert max(silences) <= 0.7
    end = film.seconds - heard[-1][1]
    report = film_report(film, NarrationTrack("rests", 1.0, take.speeches), (), ())
    assert report["longest_silence_seconds"] == pytest.approx(
        max(*silences, end, heard[0][0]), abs=0.01
    )
    assert end <= 2.05


def test_pauses_widen_between_sentences_and_nowhere_else() -> None:
    """The samples keep their place under the words; a full stop without a rest ends nothing."""
    speech = _Spoken().speak("One e.g. twice. Three", 1.0)
    wide = widen_pauses(speech, longest=0.7, share=0.5)
    rests = [b.start - a.end for a, b in pairwise(wide.words)]
    assert rests == pytest.approx([0.0, 0.0, 0.5], abs=0.001)
    assert wide.seconds == pytest.approx(speech.seconds + 0.2, abs=0.001)
    for word in wide.words:
        start, end = round(word.start * wide.rate), round(word.end * wide.rate)
        assert wide.samples[start + 1 : end - 1].all()
    assert (wide.samples == 0).sum() - (speech.samples == 0).sum() == pytest.approx(200, abs=3)


def test_a_scene_that_no_longer_ends_the_film_does_not_keep_its_long_hold() -> None:
    storyboard = _storyboard(8, seconds=30)
    speeches = narrate(storyboard, SilentVoice(), 1.0, 30).speeches
    film = plan(storyboard, speeches, FPS)
    longer = storyboard.model_copy(update={"scenes": (*storyboard.scenes, storyboard.scenes[0])})
    again = replan(longer, (*speeches, speeches[0]), (film, speeches), FPS)
    assert again.scenes[3].seconds < film.scenes[3].seconds == again.scenes[4].seconds


def test_another_title_moves_no_scene_of_the_film() -> None:
    """Lengths are whole frames, rounded one after another: what says the same sounds as before."""
    storyboard = _storyboard(8, seconds=30)
    named = [s.model_copy(update={"title": f"Number {n}"}) for n, s in enumerate(storyboard.scenes)]
    storyboard = storyboard.model_copy(update={"scenes": tuple(named)})
    speeches = narrate(storyboard, SilentVoice(), 1.0, 30).speeches
    film = plan(storyboard, speeches, FPS)
    for n in range(len(named)):
        scenes = list(named)
        scenes[n] = scenes[n].model_copy(update={"title": "Another"})
        edited = storyboard.model_copy(update={"scenes": tuple(scenes)})
        again = replan(edited, speeches, (film, speeches), FPS)
        assert [scene.seconds for scene in again.scenes] == [s.seconds for s in film.scenes]


def test_a_film_that_cannot_fit_is_spoken_at_its_own_pace_and_says_so() -> None:
    storyboard = _storyboard(4, seconds=120)
    narration = narrate(storyboard, SilentVoice(), 1.0, storyboard.seconds)
    film = plan(storyboard, narration.speeches, FPS)
    assert narration.speed == 1.0
    assert film.seconds < 40
    note = length_note(film, storyboard.seconds)
    assert note is not None
    assert "120 s" in note


def test_a_film_that_was_to_be_shorter_than_asked_is_not_hurried() -> None:
    """The script's estimate is no limit; what was asked for is."""
    storyboard = _storyboard(10, seconds=15)
    narration = narrate(storyboard, SilentVoice(), 1.0, longest=30)
    film = plan(storyboard, narration.speeches, FPS)
    assert narration.speed == 1.0
    assert 15 < film.seconds < 30
    assert length_note(film, 30) is None


def test_scenes_are_whole_frames_and_words_lie_inside_them() -> None:
    storyboard = _storyboard(18, seconds=37)
    film = plan(
        storyboard, narrate(storyboard, SilentVoice(), 1.0, storyboard.seconds).speeches, FPS
    )
    for scene in film.scenes:
        assert scene.seconds * FPS == pytest.approx(round(scene.seconds * FPS))
        assert CALM.lead[0] <= scene.words[0].start <= CALM.lead[1]
        assert scene.words[-1].end <= scene.seconds - CALM.hold[0] + 1 / FPS
        assert all(0 < cue < scene.seconds for cue in scene.cues)


def test_a_scene_without_words_can_still_be_read() -> None:
    scenes = (Scene(kind="title", title="Silence"), Scene(kind="closing", title="End", hold=3.0))
    storyboard = _storyboard(0, seconds=30).model_copy(update={"scenes": scenes})
    film = plan(
        storyboard, narrate(storyboard, SilentVoice(), 1.0, storyboard.seconds).speeches, FPS
    )
    assert [scene.seconds for scene in film.scenes] == [3.0, 6.0]


def _storyboard(words: int, seconds: int) -> Storyboard:
    narration = " ".join(["steady"] * words)
    scene = Scene(kind="points", title="Pace", items=(Item(text="Steady"),), narration=narration)
    return Storyboard(
        title="Pace", seconds=seconds, aspect_ratio="16:9", style="explainer", seed="1",
        scenes=(scene,) * 4,
    )  # fmt: skip


def _speeches(storyboard: Storyboard) -> tuple[Speech, ...]:
    return tuple(SilentVoice().speak(scene.narration, 1.0) for scene in storyboard.scenes)


class _Spoken:
    """A tone for each word, 0.3 s of nothing after a last word, and a little around everything."""

    name: str = "tone"
    audible: bool = True
    at_once: int = 1

    def speak(self, text: str, speed: float) -> Speech:
        rate, words = 1000, SilentVoice().speak(text, speed).words
        rests = [0.3 * (a.text.endswith((".", "?")) and len(a.text) > 4) for a in words]
        starts = np.cumsum([0.05, *rests])
        timed = tuple(shift_times([w], float(s))[0] for w, s in zip(words, starts, strict=False))
        seconds = timed[-1].end + 0.14
        samples = np.zeros(round(seconds * rate), np.float32)
        for word in timed:
            samples[round(word.start * rate) : round(word.end * rate)] = 0.5
        return Speech(samples, rate, seconds, timed)


@dataclass(frozen=True)
class _Resting:
    """A voice that rests after each word for as long as it likes, and says so too late."""

    rests: tuple[float, ...]
    late: float
    name: str = "rests"
    audible: bool = True
    at_once: int = 1

    def speak(self, text: str, speed: float) -> Speech:
        words = SilentVoice().speak(text, speed).words
        starts = np.cumsum([0.05, *(self.rests[n % 6] for n in range(len(words)))])
        timed = tuple(shift_times([w], float(s))[0] for w, s in zip(words, starts, strict=False))
        samples = np.zeros(round((timed[-1].end + self.late + 0.1) * 1000), np.float32)
        for word in timed:
            samples[round(word.start * 1000) : round(word.end * 1000)] = 0.5
        told = tuple(
            TimedWord(w.text, w.start, min(w.end + self.late, n.start))
            for w, n in zip(
                timed, (*timed[1:], TimedWord("", len(samples) / 1000, 0.0)), strict=True
            )
        )
        return bound_silences(Speech(samples, 1000, len(samples) / 1000, told), 0.6)


def test_a_length_that_only_the_document_asks_for_is_the_films_bound() -> None:
    """Else the voice hurries to the default length, and a note says that it was missed."""
    brief = Brief("u", "---\nduration: 110\n---\n# A\n## B [points]\n> C.", unset=("seconds",))
    assert (NewFilm(brief).longest, NewFilm(replace(brief, unset=())).longest) == (110, 60)


ANSWERS = (Item(text="Waxing", icon="square"), Item(text="Waning", icon="square-check"))
QUESTION = "The Moon is lit on the left. It is …"
QUIZ = Scene(
    kind="points", title=QUESTION, items=ANSWERS, narration=f"{QUESTION} Waxing or waning? Waning."
)


@pytest.mark.parametrize("voice", [SilentVoice(), _Spoken()], ids=["read", "heard"])
@pytest.mark.parametrize("seconds", [10, 30])
@pytest.mark.parametrize("style", ["explainer", "social"])
def test_a_question_leaves_time_to_think_and_its_answer_time_to_be_seen(
    voice: Voice, seconds: int, style: Style
) -> None:
    last = QUIZ.model_copy(update={"title": "Which?", "narration": "Which? Waxing or waning?"})
    storyboard = _storyboard(4, seconds).model_copy(
        update={"style": style, "scenes": (QUIZ, QUIZ, last, *_storyboard(4, seconds).scenes)}
    )
    speeches = narrate(storyboard, voice, 1.0, seconds).speeches
    film = plan(storyboard, speeches, FPS)
    for timed in film.scenes[:2]:
        option, answer = timed.words[-2:]
        assert (option.text, answer.text) == ("waning?", "Waning.")
        assert 1.5 <= answer.start - option.end + 1e-6 < 1.6
        assert timed.seconds - answer.start >= 1.9 - 1 / FPS
    told = film.scenes[2]
    assert told.seconds - told.words[-1].end < 1, "nobody answers"
    if voice.audible:
        for speech in speeches[:2]:
            assert max(b - a for (_, a), (b, _) in pairwise(heard_spans(speech))) >= 1.49


def test_the_time_to_think_is_counted_when_a_length_is_planned() -> None:
    plain = QUIZ.model_copy(update={"title": "The Moon is lit on the left."})
    for counted in (estimate_seconds, longest_seconds):
        assert 1.5 < counted([QUIZ]) - counted([plain]) < 2.5
