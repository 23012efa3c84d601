"""Caption files as players expect them."""

from callsheet_studio.media.subtitles import LINE, cut_captions, srt, vtt
from callsheet_studio.storyboard.model import Scene, Storyboard
from callsheet_studio.storyboard.timeline import TimedScene, Timeline
from callsheet_studio.text.timed_word import TimedWord

TEXT = (
    "The server answers with a certificate, which names it and which somebody else has signed. "
    "Is 3 < 5? Yes & no."
)


def test_captions_are_short_in_order_and_hold_all_words() -> None:
    shown = cut_captions(_timeline(TEXT))
    assert " ".join(line for caption in shown for line in caption.lines) == TEXT
    for caption in shown:
        assert len(caption.lines) <= 2
        assert all(len(line) <= LINE for line in caption.lines)
        assert caption.start < caption.end
    assert all(a.end <= b.start for a, b in zip(shown, shown[1:], strict=False))


def test_a_caption_ends_with_its_sentence_and_its_scene() -> None:
    shown = cut_captions(_timeline(TEXT))
    assert [caption.text for caption in shown][-2:] == ["Is 3 < 5?", "Yes & no."]
    assert shown[-1].end <= 10 + 15


def test_subrip_and_webvtt_differ_as_their_formats_do() -> None:
    """WebVTT: a point before the milliseconds, and no bare `<` or `&`."""
    shown = cut_captions(_timeline(TEXT))
    assert srt(shown).startswith("1\n00:00:10,500 --> 00:00:")
    assert vtt(shown).startswith("WEBVTT\n\n00:00:10.500 --> 00:00:")
    assert "Is 3 < 5?" in srt(shown)
    assert "Is 3 &lt; 5?" in vtt(shown)
    assert "Yes &amp; no." in vtt(shown)


def test_scripts_without_spaces_still_get_a_caption() -> None:
    (caption,) = cut_captions(_timeline("它把水， 变成糖 ok yes"))
    assert caption.text == "它把水，变成糖 ok yes"


def _timeline(text: str) -> Timeline:
    scene = Scene(kind="points", title="T", narration=text)
    words = tuple(TimedWord(w, 0.5 + n * 0.5, 0.9 + n * 0.5) for n, w in enumerate(text.split()))
    storyboard = Storyboard(
        title="T", seconds=30, aspect_ratio="16:9", style="explainer", seed="1", scenes=(scene,)
    )
    return Timeline(storyboard, (TimedScene(scene, 0, 1, 10.0, 15.0, words, ()),))
