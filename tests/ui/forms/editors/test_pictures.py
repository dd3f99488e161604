"""Pictures made smaller before they are attached."""

import io

import pytest
from PIL import Image

from app.returns.attachments.choosing import ChosenFile
from app.ui.forms.editors.pictures import LONGEST_EDGE, replace_scaled, scale_picture

ORIENTATION, GPS = 0x0112, 0x8825


def photo(
    width: int, height: int, kind: str = "JPEG", exif: Image.Exif | None = None
) -> ChosenFile:
    """A picture full of noise, as large as one of a camera."""
    image = Image.effect_noise((width, height), 80).convert("RGB")
    stream = io.BytesIO()
    image.save(stream, kind, quality=95, exif=exif or Image.Exif())
    return ChosenFile(f"照片.{'jpg' if kind == 'JPEG' else 'png'}", stream.getvalue())


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_large_picture_is_made_to_fit_a_screen(kind: str) -> None:
    file = photo(2880, 1440, kind)
    scaled = scale_picture(file)
    assert scaled is not None
    assert (scaled.size, scaled.smaller_size) == ((2880, 1440), (LONGEST_EDGE, LONGEST_EDGE // 2))
    assert len(scaled.smaller.content) < len(file.content) * 0.7
    assert scaled.smaller.digest.media_type == file.digest.media_type
    assert Image.open(io.BytesIO(scaled.smaller.content)).size == scaled.smaller_size
    assert replace_scaled((file,), (scaled,)) == (scaled.smaller,)


@pytest.mark.slow
def test_it_stands_upright_and_says_no_more_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS)[1] = "N"
    scaled = scale_picture(photo(2880, 1440, exif=exif))
    assert scaled is not None
    smaller = Image.open(io.BytesIO(scaled.smaller.content))
    assert smaller.size == (LONGEST_EDGE // 2, LONGEST_EDGE)
    assert dict(smaller.getexif()) == {}


@pytest.mark.qt_log_ignore("JPEG")
def test_what_is_small_or_no_picture_is_left_alone() -> None:
    small = photo(300, 200)
    assert scale_picture(small) is None
    assert scale_picture(ChosenFile("a.pdf", b"%PDF-" + bytes(2_000_000))) is None
    assert scale_picture(ChosenFile("a.jpg", b"\xff\xd8\xff" + bytes(2_000_000))) is None
    assert scale_picture(ChosenFile("a.png", photo(300, 200).content + bytes(2_000_000))) is None
    assert replace_scaled((small,), ()) == (small,)
