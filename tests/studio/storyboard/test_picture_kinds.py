"""A picture is known by its first bytes, whatever it is called."""

import pytest

from callsheet_studio.storyboard.picture_files import picture_kind


@pytest.mark.parametrize(
    ("begins", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"\xff\xd8\xff\xe0", "jpg"),
        (b"GIF89a", "gif"),
        (b"RIFF\x0a\n\x00\x00WEBPVP8 ", "webp"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", None),
        (b"RIFF", None),
        (b"", None),
        (b"<svg", None),
    ],
)
def test_a_picture_is_known_by_its_first_bytes(begins: bytes, kind: str | None) -> None:
    assert picture_kind(begins) == kind
