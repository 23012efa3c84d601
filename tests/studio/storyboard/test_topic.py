"""A bare topic is a film of the library, or an honest question."""

import pytest

from callsheet_studio.storyboard.brief import Brief
from callsheet_studio.storyboard.build import build_storyboard
from callsheet_studio.storyboard.topic_reader import Topic, find_example, parse_topic


@pytest.mark.parametrize(
    ("topic", "name"),
    [
        ("Explain how HTTPS works in 30 seconds", "how-https-works"),
        ("Quarterly results recap", "quarterly-results"),
        ("how https works", "how-https-works"),
        ("How does HTTPS work?", "how-https-works"),
        ("how-https-works", "how-https-works"),
        ("# How HTTPS works", "how-https-works"),
        ("what is TLS", "how-https-works"),
        ("Please make a short 60-second video about photosynthesis", "how-photosynthesis-works"),
        ("Explain photosynthesis to me like I'm five", "how-photosynthesis-works"),
        ("How do vaccines protect the body?", "how-vaccines-work"),
        ("Q3 results", "quarterly-results"),
        ("our quarterly business review", "quarterly-results"),
        ("Git basics", "how-git-works"),
        ("What is an API?", "what-is-an-api"),
        ("compound interest", "how-compound-interest-works"),
        ("how do solar panels make electricity", "how-solar-panels-work"),
        ("the water cycle", "the-water-cycle"),
        ("How does rain form?", "the-water-cycle"),
        ("What is DNS and how does it work", "how-dns-works"),
        ("how does Google search work", "how-a-search-engine-works"),
        ("Neural networks for beginners", "how-neural-networks-learn"),
        ("Onboarding a new teammate", "onboarding-a-new-teammate"),
        ("How does the human heart pump blood?", "how-the-heart-works"),
        ("how do rockets get to space", "how-rockets-reach-orbit"),
        ("Why do prices rise?", "what-is-inflation"),
        ("How the internet works, in two minutes", "how-the-internet-works"),
    ],
)
def test_a_known_topic_is_found_however_it_is_asked(topic: str, name: str) -> None:
    found = parse_topic(topic.lstrip("# "))
    ready = find_example(found.title) if found else None
    assert ready is not None
    assert ready.name == name
    assert build_storyboard(Brief("uuid", topic)).storyboard.title == ready.title


@pytest.mark.parametrize(
    "topic",
    [
        "history of HTTPS certificates in Brazil",
        "how to attack HTTPS",
        "DNS over HTTPS",
        "Are vaccines safe for cats?",
        "cosmic inflation",
        "how to inflate a balloon",
        "heart attack symptoms",
        "the heart of the city",
        "Apple's quarterly results 2024",
        "Git vs Mercurial",
        "Internet Explorer",
        "artificial photosynthesis in reactors",
        "rocket salad",
        "network marketing",
        "solar eclipse",
        "life insurance interest",
        "Google Maps API pricing",
        "water",
        "quantum tunnelling",
    ],
)
def test_a_topic_that_only_sounds_alike_finds_nothing(topic: str) -> None:
    found = parse_topic(topic)
    assert found is not None
    assert find_example(found.title) is None


@pytest.mark.parametrize(
    ("request_", "topic"),
    [
        ("Explain how HTTPS works in 30 seconds", Topic("How HTTPS works", 30)),
        ("Create a 2-minute video about black holes", Topic("Black holes", 120)),
        ("Make a video on tides (in about one minute)", Topic("Tides", 60)),
        ("tell me about the half life of caesium", Topic("About the half life of caesium")),
        ("Why is the sky blue?", Topic("Why is the sky blue?")),
        ("Black holes", Topic("Black holes")),
    ],
)
def test_the_title_is_what_is_asked_about_without_the_asking(request_: str, topic: Topic) -> None:
    assert parse_topic(request_) == topic


@pytest.mark.parametrize(
    "text",
    [
        "Our revenue grew by thirty percent this quarter.",
        "The sun rises. The birds sing.",
        "word " * 40,
    ],
)
def test_a_statement_is_spoken_and_not_taken_for_a_topic(text: str) -> None:
    assert parse_topic(text) is None


def test_a_length_in_the_words_yields_to_the_one_in_the_request() -> None:
    script = build_storyboard(Brief("uuid", "Explain how HTTPS works in 30 seconds", seconds=60))
    assert script.storyboard.seconds == 60
    assert any("30 s" in note and "60 s" in note for note in script.notes)


def test_an_unknown_topic_gives_a_short_open_film_and_the_outline_to_send() -> None:
    """DESIGN: an honest open storyboard of at most 30 s."""
    script = build_storyboard(Brief("uuid", "Explain quantum tunnelling", seconds=300))
    scenes = script.storyboard.scenes
    assert script.storyboard.seconds <= 30
    assert (scenes[0].kind, scenes[-1].kind) == ("title", "closing")
    assert all(item.text.endswith("?") for item in scenes[1].items)
    (advice,) = [note for note in script.notes if "Send an outline" in note]
    assert "# Quantum tunnelling\n" in advice


def test_the_advised_outline_is_one_that_the_studio_films() -> None:
    advice = build_storyboard(Brief("uuid", "Quantum tunnelling")).notes[0]
    outline = advice[advice.index("# Quantum") :]
    kinds = [scene.kind for scene in build_storyboard(Brief("uuid", outline)).storyboard.scenes]
    assert kinds == ["title", "points", "steps", "bars", "closing"]
