"""Items arrive as their own words are spoken."""

import pytest

from callsheet_studio.explainer.attention import FOCUS, listen
from callsheet_studio.explainer.timing.item_cues import (
    EARLY,
    LEAST_GAP,
    SEEN,
    arrival_times,
    find_first_read,
    find_mentioned,
    find_unsaid,
    item_times,
)
from callsheet_studio.storyboard.model import Item
from callsheet_studio.text.numbers import read_number
from callsheet_studio.text.timed_word import TimedWord

LEAD = 0.5


def test_an_item_arrives_with_its_words() -> None:
    words = _spoken("First your browser says hello. Then the server shows its certificate.")
    hello, certificate = item_times(_items("Hello", "Certificates"), words, LEAD, 12)
    assert hello == pytest.approx(_start(words, "hello.") - EARLY)
    assert certificate == pytest.approx(_start(words, "certificate.") - EARLY)


def test_a_statement_arrives_as_its_sentence_begins() -> None:
    text = "Nobody was charged, and no data was lost. The cause was a new index on the table."
    words = _spoken(text)
    said = _items("Nobody was charged", "The cause was a new index on the table")
    nobody, cause = item_times(said, words, LEAD, 12)
    assert nobody < _start(words, "charged,")
    assert _start(words, "lost.") < cause < _start(words, "index")


def test_an_item_of_two_sentences_arrives_with_the_first_of_them() -> None:
    text = (
        "One: Staging is too small to show it. There, the same statement took 0.8 seconds. "
        "Two: Retries had no budget. Each failed request was sent three more times, at once."
    )
    words = _spoken(text)
    said = _items(
        "Staging is too small to show it. There, the same statement took 0.8 seconds.",
        "Retries had no budget. Each failed request was sent three more times, at once.",
    )
    staging, retries = item_times(said, words, LEAD, 20)
    assert staging == pytest.approx(max(LEAD, _start(words, "Staging") - EARLY))
    assert retries == pytest.approx(_start(words, "Retries") - EARLY)


def test_items_keep_their_order_though_words_return() -> None:
    words = _spoken("A key and a lock. The lock is shut, and the key is gone.")
    lock, key = item_times(_items("The lock", "The key"), words, LEAD, 12)
    assert lock == pytest.approx(_start(words, "lock.") - EARLY)
    assert key > lock


def test_an_item_arrives_where_its_name_is_first_said_though_more_is_said_of_it_later() -> None:
    """At "renewals held, and pricing did the rest" a list waited ten seconds for both."""
    words = _spoken(
        "New customers came, renewals held, and pricing did the rest. Each was somebody's work. "
        "Renewals: the second driver. Pricing: the third driver."
    )
    items = tuple(
        Item(text=text, detail=f"the {place} driver")
        for text, place in (
            ("New customers", "first"),
            ("Renewals", "second"),
            ("Pricing", "third"),
        )
    )
    times = item_times(items, words, LEAD, 16)
    firsts = (_start(words, word) - EARLY for word in ("New", "renewals", "pricing"))
    assert times == pytest.approx(tuple(max(LEAD, first) for first in firsts))


def test_an_item_nobody_mentions_arrives_between_its_neighbours() -> None:
    words = _spoken("Sun comes first and after quite a while there is the rain.")
    sun, unsaid, rain = item_times(_items("Sun", "Thermodynamics", "Rain"), words, LEAD, 12)
    assert sun < unsaid < rain


def test_a_number_arrives_where_its_name_is_said_and_those_before_it_sooner() -> None:
    """At "then Q3 made the jump" a line of four quarters still stood at the second one."""
    words = _spoken(
        "Revenue was flat for three quarters. Then Q3 made the jump, from 5.5 to 6.3 million."
    )
    values = {"Q4": 5.2, "Q1": 5.4, "Q2": 5.5, "Q3": 6.3}
    items = tuple(Item(text=name, value=value) for name, value in values.items())
    times = item_times(items, words, LEAD, 12)
    assert times[3] == pytest.approx(_start(words, "Q3") - EARLY)
    assert list(times) == sorted(times) and times[2] < _start(words, "Then")


@pytest.mark.parametrize(
    ("label", "narration", "word"),
    [
        ("12", "Well then, in Finland it is twelve kilos a year.", "Finland"),
        ("12", "Nobody there drinks less, at least twelve kilos a year.", "twelve"),
        ("42%", "Let us see what remains, forty-two percent.", "forty-two"),
        ("9.9", "The second drinks rather little less, nine point nine.", "nine"),
        ("$5.30", "A watt was still very dear, five dollars and thirty cents.", "five"),
        ("$24,500", "It is a long way, to twenty-four thousand five hundred.", "twenty-four"),
        ("2300000", "It has lost a lot, two point three million.", "two"),
        ("2.3 million", "It has lost a lot, 2.3 million of them.", "2.3"),
        ("-4", "After that comes a loss, all of four.", "four."),
        ("1.5M", "What we have is about 1,500,000 now.", "1,500,000"),
    ],
)
def test_a_value_arrives_when_it_is_spoken(label: str, narration: str, word: str) -> None:
    number = read_number(label)
    assert number
    (cue,) = item_times([Item(text="Finland", value=number.value)], _spoken(narration), LEAD, 12)
    assert cue == pytest.approx(_start(_spoken(narration), word) - EARLY)


def test_a_year_is_heard_in_words() -> None:
    words = _spoken("It began in nineteen oh eight, and in nineteen eighty-nine it was all over.")
    first, second = item_times(_items("1908", "1989"), words, LEAD, 12)
    assert first == pytest.approx(_start(words, "nineteen") - EARLY)
    assert second > first + 2


def test_every_bar_rises_with_its_own_number_the_first_one_too() -> None:
    words = _spoken("To begin with, five dollars thirty. Then three twenty. Now ninety cents.")
    items = [
        Item(text=year, value=value)
        for year, value in (("2010", 5.3), ("2014", 3.2), ("2024", 0.9))
    ]
    first, second, third = item_times(items, words, LEAD, 12)
    assert first == pytest.approx(_start(words, "five") - EARLY)
    assert second == pytest.approx(_start(words, "three") - EARLY)
    assert third == pytest.approx(_start(words, "ninety") - EARLY)


def test_bars_may_rise_in_another_order_than_they_stand_in() -> None:
    """The library's rockets: low orbit is spoken of before the airliner at its left."""
    words = _spoken("It is twenty-eight thousand an hour, far from what any airliner does.")
    items = [Item(text="Airliner", value=900.0), Item(text="Low orbit", value=28_000.0)]
    airliner, orbit = item_times(items, words, LEAD, 12, in_order=False)
    assert orbit == pytest.approx(_start(words, "twenty-eight") - EARLY)
    assert airliner == pytest.approx(_start(words, "airliner") - EARLY)


@pytest.mark.parametrize(
    ("items", "narration", "begins"),
    [
        (
            ("Right side: sends blood to the lungs", "Left side: sends blood to the body"),
            "The right side feeds the lungs, the left side the rest of the body.",
            ("right", "left"),
        ),
        (
            ("Warm air: can hold more water vapour", "Cold air: holds less, so droplets appear"),
            "Rising air gets colder, and warm or not, cold air holds less vapour.",
            ("warm", "cold"),
        ),
        (
            (
                "Evaporation: the sun lifts water",
                "Condensation: it cools into clouds",
                "Collection: rivers carry it home",
            ),
            "The sun lifts water. It cools into clouds, and rivers carry it back. Roots drink it.",
            ("sun", "cools", "rivers"),
        ),
        (
            (
                "Let out: the rest of the air",
                "Lever one: under the rim, opposite the valve",
                "Lever two: 10 cm further, then slide",
            ),
            "Let out the air. Put the first lever opposite the valve, the second ten cm further.",
            ("Let", "lever", "ten"),
        ),
        (
            ("Hiring: 3 of 8 seats still open", "Launch in Poland: moved to January"),
            "Not everything worked. Three of eight seats are still open. Poland had to wait.",
            ("Three", "Poland"),
        ),
        (
            ("Two percent, or less", "Four hours, or less"),
            "Keep churn at two percent or less, and answer within four hours.",
            ("two", "four"),
        ),
        (
            ("Machine: 96 letters of 100", "A person: the other 4"),
            "Ninety-six letters of a hundred are clear to it. The other four go to a person.",
            ("Ninety-six", "other"),
        ),
    ],
    ids=["left", "cold", "rivers", "levers", "seats", "or-less", "letters"],
)
def test_the_lit_item_is_the_one_that_is_spoken_of(
    items: tuple[str, ...], narration: str, begins: tuple[str, ...]
) -> None:
    """By what tells it from the others, in its name or its detail; each was lit at another word."""
    made = [
        Item(text=text, detail=detail or None)
        for text, _, detail in (item.partition(": ") for item in items)
    ]
    words = _spoken(narration)
    expected = [max(LEAD, _start(words, word) - EARLY) for word in begins]
    assert item_times(made, words, LEAD, 12) == pytest.approx(expected)


def test_the_side_that_is_spoken_of_first_comes_first_and_one_that_is_not_stays_unlit() -> None:
    words = _spoken("Every site has a number, and a book finds it by its name.")
    name, number = item_times(_items("The name", "The number"), words, LEAD, 12, in_order=False)
    assert number < name
    results = _items("Results", "Advertising")
    assert find_mentioned(results, _spoken("Advertising stands apart.")) == {1}


ALARMS = (
    "09:42 Certificate of the vault expires. Errors go from 0.1% to 12%.",
    "09:47 First alert fires",
    "10:38 L. Steiner finds the expired certificate in the logs",
)


@pytest.mark.parametrize(
    ("narration", "unsaid"),
    [
        (f"Timeline. {ALARMS[0]}", {1, 2}),
        (f"{ALARMS[0]} {ALARMS[1]}.", {2}),
        (f"Timeline. {' '.join(ALARMS)}", set[int]()),
        (f"{ALARMS[0]} It took us nearly an hour to understand why.", set[int]()),
        ("At first nobody knew what had happened.", set[int]()),
        (f"It began in the morning, as so often. {ALARMS[0]}", {1, 2}),
        (f"L. Steiner finds the certificate in the logs at noon. {ALARMS[0]}", {1}),
        ("", set[int]()),
    ],
    ids=["first", "two", "all", "and-more", "other-words", "after more", "told before", "nothing"],
)
def test_what_the_narration_leaves_out_is_known_where_it_only_reads(
    narration: str, unsaid: set[int]
) -> None:
    assert find_unsaid(_items(*ALARMS), _spoken(narration), "Timeline") == unsaid


def test_a_word_of_the_item_that_is_spoken_of_names_no_other_one() -> None:
    """At "the names of the eight phases" the light went back to "why we see phases"."""
    items = _items("Why we see phases", "The names of the eight phases", "How long it takes")
    words = _spoken("Why we see phases. The names of the eight phases. Phases are seen again.")
    spans = listen(items, words).spans
    assert [span.index for span in spans] == [0, 1, 0]
    assert [span.start for span in spans] == [
        pytest.approx(words[n].start - EARLY) for n in (2, 5, 10)
    ]


@pytest.mark.parametrize(
    ("narration", "word"),
    [
        ("The lane is closed from today. This means: Cars stop at the church.", 8),
        ("Cars stop at the church. So it is.", None),
        ("From now on cars stop somewhere near the church. Cars stop at the church.", None),
        ("The lane is closed. Walk the rest.", None),
    ],
    ids=["after more", "at once", "told before", "never"],
)
def test_the_first_item_waits_for_the_sentence_that_says_it(
    narration: str, word: int | None
) -> None:
    items, words = _items("Cars stop at the church", "Walk the rest"), _spoken(narration)
    assert find_first_read(items, words) == (0.0 if word is None else words[word].start)


def test_the_next_item_waits_until_the_numbers_of_the_one_before_are_said() -> None:
    """At "± 0.04 %" the next item was lit, since its "5.0" has a 0 too."""
    words = _spoken(
        "It was found by titration. Three trials gave a mean of 4.87 % ± 0.04 %. "
        "The label states 5.0 %. The difference of 2.6 % is larger than the random error."
    )
    items = _items(
        "Three trials gave a mean of 4.87 % ± 0.04 %",
        "The label states 5.0 %",
        "The difference of 2.6 % is larger than the random error",
    )
    _, label, difference = item_times(items, words, LEAD, 20)
    assert label == pytest.approx(_start(words, "label") - EARLY)
    assert difference == pytest.approx(_start(words, "difference") - EARLY)


def test_an_item_that_is_left_out_comes_after_the_last_that_is_said() -> None:
    """At "You arrived at 9:20" the item below was lit."""
    words = _spoken(
        "Decide which of these sentences a camera could have recorded: You were rude to Jonas. "
        "You interrupted Jonas three times. You arrived at 9:20."
    )
    items = _items(
        "You were rude to Jonas",
        "You interrupted Jonas three times",
        "You arrived at 9:20",
        "You don't respect our meetings",
    )
    *_, arrived, respect = item_times(items, words, LEAD, words[-1].end + 2)
    spoken = _spoken("Say aloud: You were rude to Jonas. You interrupted Jonas three times. Stop.")
    interrupted = item_times(items, spoken, LEAD, spoken[-1].end + 2)[1]
    assert interrupted == pytest.approx(_start(spoken, "interrupted") - EARLY)
    assert arrived <= _start(words, "arrived")
    assert respect >= words[-1].end - EARLY


def test_an_item_without_a_word_does_not_come_at_the_very_end() -> None:
    """It would have no time to be seen after others that are named late."""
    words = _spoken("It took a year of small, quiet, careful changes: tests and reviews.")
    times = item_times(_items("Tests", "Reviews", "Deploys"), words, LEAD, 8)
    assert times[0] == LEAD
    assert all(b - a > 1 for a, b in zip(times, times[1:], strict=False))


def test_items_that_nothing_is_said_of_come_evenly_and_not_in_the_last_seconds() -> None:
    """Of a longer list only the first words were said, and the rest came as the scene ended."""
    words = _spoken("Now then. Fix the errors in strict mode. Fix the name on messages.")
    items = _items("Fix errors in strict mode", "Fix name on messages", "Support A", "Support B")
    seconds = words[-1].end + 0.3
    *_, name, third, fourth = item_times(items, words, LEAD, seconds)
    assert fourth <= max(name + 2 * LEAST_GAP, seconds - SEEN)
    assert third - name == pytest.approx(fourth - third, abs=0.2)


def test_an_item_does_not_come_with_what_the_sentence_says_of_the_one_before() -> None:
    """The last of some steps came all at once, as the deadline of another one was said."""
    words = _spoken("Set the pool size. Alert early when connections run short. Due 21 March.")
    items = _items(
        "Set the pool size",
        "Alert early when connections run short. Due 21 March.",
        "Link the dashboard. Due 21 March.",
        "Read the notes.",
    )
    seconds = words[-1].end + 0.3
    *_, alert, link, notes = item_times(items, words, LEAD, seconds)
    assert alert == pytest.approx(_start(words, "Alert") - EARLY)
    assert alert < link < notes <= seconds - SEEN
    words = _spoken("Read: MDN on the websocket. The websocket specification.")
    told = (Item(text="MDN", detail="websocket"), Item(text="Websocket specification"))
    times = item_times(told, words, LEAD, 12)
    assert times[1] > _start(words, "websocket.")


def test_items_that_are_named_at_the_end_are_spoken_of_then_but_seen_before() -> None:
    """No page is turned before its items have been said."""
    words = _spoken("It took a year of small, quiet, careful changes: tests, reviews, deploys.")
    times = item_times(_items("Tests", "Reviews", "Deploys"), words, LEAD, 8)
    starts = [_start(words, name) for name in ("tests,", "reviews,", "deploys.")]
    assert times == pytest.approx(starts, abs=0.2)
    seen = arrival_times(times, LEAD)
    assert seen[0] == LEAD and seen[1] < times[0]


def test_words_that_all_items_share_tell_nothing() -> None:
    words = _spoken("Every year costs something. Ten a little, then twenty much, thirty most.")
    items = _items("Year 10", "Year 20", "Year 30")
    expected = [_start(words, word) - EARLY for word in ("Ten", "twenty", "thirty")]
    assert item_times(items, words, LEAD, 12) == pytest.approx(expected)


@pytest.mark.parametrize("narration", ["", "Nothing here fits anything.", "ok"], ids=repr)
@pytest.mark.parametrize("count", [1, 4, 40])
def test_cues_rise_and_stay_inside_the_scene(narration: str, count: int) -> None:
    items = _items(*(f"Matter {n}" for n in range(count)))
    times = item_times(items, _spoken(narration), LEAD, 5.0)
    assert len(times) == count
    assert list(times) == sorted(times)
    assert times[0] >= LEAD
    assert times[-1] <= 5.0 - 0.5


def test_a_scene_shorter_than_its_rests_still_shows_everything() -> None:
    assert item_times(_items("One", "Two"), (), 0.5, 0.4) == (0.5, 0.5)


@pytest.mark.parametrize(
    ("spoken", "arrivals"),
    [
        ((), ()),
        ((2.5, 4.0, 6.0), (0.1, 4.0, 6.0)),
        ((6.0, 9.0), (0.1, 4.1)),
        ((1.0, 7.0, 17.0), (0.1, 5.0, 12.0)),
        ((5.0, 2.0, 3.0), (5.0, 0.1, 3.0)),
        ((0.05, 1.0), (0.05, 1.0)),
    ],
    ids=str,
)
def test_the_first_thing_comes_with_the_first_word_and_the_next_before_a_viewer_waits(
    spoken: tuple[float, ...], arrivals: tuple[float, ...]
) -> None:
    """Issue "A film, not slides", rhythm: the first thing is on screen with the first word."""
    assert arrival_times(spoken, 0.1) == pytest.approx(arrivals)
    assert all(came <= said for came, said in zip(arrivals, spoken, strict=True))


def _items(*texts: str) -> tuple[Item, ...]:
    return tuple(Item(text=text) for text in texts)


def test_a_statement_is_mentioned_by_the_sentence_that_says_it_and_not_by_two_of_its_words() -> (
    None
):
    """At "It can only happen at full moon" the card on the full moons was lit."""
    items = _items(
        "Most full moons miss the shadow",
        "Only two or three times a year everything is in one line",
    )
    words = _spoken(
        "Sometimes the shadow falls on us. It can only happen at full moon. Usually it passes: "
        "Most full moons miss the shadow: some by far. Only two or three times a year everything "
        "is in one line."
    )
    first, second = listen(items, words, by_number=False).spans
    assert (first.index, second.index) == (0, 1)
    assert _start(words, "passes:") < first.start < _start(words, "miss")
    assert second.start == pytest.approx(_start(words, "two") - EARLY)


def test_what_is_told_next_follows_without_a_moment_in_which_all_is_bright() -> None:
    """Between two rows the whole table flashed."""
    items = _items("Reception", "Grade one")
    first, second = _spoken("Reception: Yusuf."), _spoken("Grade one: Maisie.")
    later = [
        TimedWord(word.text, word.start + first[-1].end + 1, word.end + first[-1].end + 1)
        for word in second
    ]
    attention = listen(items, [*first, *later])
    times = [first[0].end + FOCUS + n / 20 for n in range(40)]
    assert min(attention.on_any(t) for t in times if t < later[-1].end) > 0.99


def _spoken(text: str) -> tuple[TimedWord, ...]:
    return tuple(
        TimedWord(w, LEAD + n * 0.5, LEAD + n * 0.5 + 0.4) for n, w in enumerate(text.split())
    )


def _start(words: tuple[TimedWord, ...], text: str) -> float:
    return next(word.start for word in words if word.text == text)
