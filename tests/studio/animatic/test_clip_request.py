"""Words that ask for a clip, its format or its sound are obeyed, and never seen in it."""

import pytest

from callsheet_studio.animatic.contract import ClipOrder
from callsheet_studio.animatic.prompt.shot_planner import plan_shots
from callsheet_studio.animatic.shot import ShotList
from callsheet_studio.jobs.contract import VideoFormat

DOUGH = "Hands kneading dough on a floured table, early morning light"


def script(prompt: str, seconds: int = 10) -> ShotList:
    return plan_shots(ClipOrder("id", prompt, "sora-2", seconds), VideoFormat())


def seen(prompt: str) -> tuple[str, str]:
    """What of a prompt of one shot is set as type, and what stands on the slate."""
    (shot,) = script(prompt, 2).shots
    return shot.type, shot.directions


@pytest.mark.parametrize(
    "asked",
    [
        "Make a short silent clip: hands kneading dough",
        "Please make a short clip of hands kneading dough.",
        "Create a 10-second vertical video showing hands kneading dough",
        "Generate an animation of hands kneading dough in 4K",
        "I want a video where hands kneading dough, 9:16",
        "I'd like a 10 s clip of hands kneading dough, please",
        "Can you generate a 9:16 clip with hands kneading dough?",
        "Could you please create a short, silent video. Hands kneading dough",
        "A short clip of hands kneading dough, vertical",
        "Silent 10 second video: hands kneading dough",
        "Show me hands kneading dough, in 4K, 30 fps",
        "Hands kneading dough. Make it vertical and silent.",
        "Hands kneading dough, 10-second clip, aspect ratio 9:16",
        "Hands kneading dough, in vertical format, full HD",
        "The video should be 10 seconds long. Hands kneading dough",
    ],
)
def test_what_asks_for_a_clip_is_neither_typed_nor_on_its_slate(asked: str) -> None:
    """An assistant's clip showed `Make a short silent`, and `Clip` on its slate."""
    assert seen(asked) == ("Hands kneading dough", "")


@pytest.mark.parametrize(
    ("asked", "type"),
    [
        ("Erstelle ein kurzes Video von einer Hand, die Teig knetet", "einer Hand"),
        ("Bitte mach mir einen stummen Clip: Eine Hand knetet den Teig", "Eine Hand"),
        ("Crée une courte vidéo de mains qui pétrissent la pâte", "mains"),
        ("Haz un vídeo corto de unas manos que amasan la masa", "unas manos"),
        ("Crea un video breve di mani che impastano la pasta", "mani"),
        ("Crie um vídeo curto de mãos que amassam a massa", "mãos"),
    ],
)
def test_clips_are_asked_for_in_other_languages(asked: str, type: str) -> None:
    shown, slate = seen(asked)
    assert shown.lower().startswith(type.lower())
    assert slate == ""


@pytest.mark.parametrize(
    ("prompt", "type"),
    [
        ("A video camera on a tripod", "A video camera on a tripod"),
        ("A clip in her hair", "A clip in her hair"),
        ("A paper clip on a desk", "A paper clip on a desk"),
        ("A clip, a comb and a brush", "A clip, a comb and a brush"),
        ("A reel of thread", "A reel of thread"),
        ("Her voice is off", "Her voice"),
        ("A video plays on a screen", "A video plays on a screen"),
        ("A film of oil on water", "A film of oil on water"),
        ("Potters make a bowl", "Potters make a bowl"),
        ("Make a wish", "Make a wish"),
        ("A silent film star bows", "A silent film star bows"),
        ("A short woman waits", "A short woman, waits"),
        ("A vertical climb", "A vertical climb"),
        ("A silent street", "A silent street"),
        ("Silent snow on a roof", "Silent snow, on a roof"),
        ("They wait silently", "They wait silently"),
        ("A painter mixes muted colors", "Mixes muted colors"),
        ("Leaves fall without a sound", "Leaves fall without a sound"),
        ("No voice here answers", "No voice here answers"),
        ("A bar with no sound system", "A bar with no sound system"),
    ],
)
def test_the_same_words_for_things_are_seen_and_ask_for_nothing(prompt: str, type: str) -> None:
    found = script(prompt, 2)
    assert (found.shots[0].type, found.has_music, found.has_voice) == (type, True, True)


@pytest.mark.parametrize(
    "words",
    [
        "silent",
        "muted",
        "no sound",
        "without sound",
        "without any sound",
        "with no sound at all",
        "no audio",
        "sound off",
        "audio: none",
        "no sound, no music",
        "no music or sound",
        "ohne Ton",
        "sans son",
        "sin sonido",
        "senza suono",
        "sem som",
    ],
)
def test_a_clip_without_sound_has_neither_music_nor_a_voice(words: str) -> None:
    for prompt in (f"{DOUGH}, {words}", f"{DOUGH}. {words.capitalize()}.", f"{words}. {DOUGH}"):
        found = script(prompt)
        assert (found.has_music, found.has_voice) == (False, False)
        assert [(shot.type, shot.directions) for shot in found.shots] == [(DOUGH, "")]


@pytest.mark.parametrize(
    ("words", "has_music", "has_voice"),
    [
        ("no music", False, True),
        ("without music", False, True),
        ("no background music", False, True),
        ("music off", False, True),
        ("ohne Musik", False, True),
        ("no dialogue", True, False),
        ("no voice-over or narration", True, False),
        ("no music, no dialogue", False, False),
        ("no music or dialogue", False, False),
        ("no music and no talking", False, False),
    ],
)
def test_a_clip_is_without_only_what_it_shall_be_without(
    words: str, has_music: bool, has_voice: bool
) -> None:
    for prompt in (f"{DOUGH}, {words}", f"{DOUGH}. {words.capitalize()}."):
        found = script(prompt)
        assert (found.has_music, found.has_voice) == (has_music, has_voice)
        assert [(shot.type, shot.directions) for shot in found.shots] == [(DOUGH, "")]


def test_a_quoted_line_asks_for_nothing() -> None:
    found = script('A man says "Make a silent clip, no sound." in a park', 2)
    assert (found.has_music, found.has_voice) == (True, True)
    assert found.shots[0].spoken == "Make a silent clip, no sound."


@pytest.mark.parametrize(
    ("prompt", "type", "slate"),
    [
        ("Make a funny clip of a glass", "A glass", "Funny"),
        ("Create a cinematic vertical video of a glass", "A glass", "Cinematic"),
        ("A stop-motion animation of a glass", "A glass", "Stop-motion"),
        ("Cinematic video of a glass", "A glass", "Cinematic"),
        ("Make a silent close-up video of a glass", "A glass", ""),
    ],
)
def test_how_a_clip_shall_be_stands_on_the_slate(prompt: str, type: str, slate: str) -> None:
    assert seen(prompt) == (type, slate)


@pytest.mark.parametrize(
    "prompt",
    [
        f"{DOUGH}, slow push in",
        f"Make a short silent clip: {DOUGH}, slow push in.",
        f"Silent clip, no sound, no music. {DOUGH} through a window, slow push in.",
        "A phone on a desk at dawn. The camera pulls back.",
        DOUGH,
    ],
)
def test_one_thing_with_one_move_or_without_a_picture_is_one_shot(prompt: str) -> None:
    """Three shots with the same words, each behind its slate."""
    (shot,) = script(prompt).shots
    assert shot.frames == 300


def test_several_clauses_are_several_shots_whatever_moves() -> None:
    prompt = "A phone on a desk, slow push in. Then a cat sleeps, pan left. A glass breaks"
    assert [shot.move for shot in script(prompt).shots][:2] == ["push", "pan"]
    assert len(script(prompt).shots) == 3
    assert len({shot.framing for shot in script("A dog runs along the beach").shots}) > 1


def test_a_clip_without_a_picture_says_so_first() -> None:
    assert script(DOUGH).notes[0].startswith("No person, animal or thing is drawn in this clip")
    assert script("A dog plays a harmonica").notes[0].startswith("No picture is surely meant by")
    assert not script("A forest at night").notes
