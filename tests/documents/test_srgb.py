"""The profile is sRGB, as an independent reader of profiles finds."""

import hashlib
import io
from typing import Any

import pytest
from PIL import Image, ImageCms

from app.documents.srgb import DESCRIPTION, srgb_profile


def test_its_bytes_stay() -> None:
    digest = hashlib.sha256(srgb_profile()).hexdigest()
    assert digest == "d70ba360f9c2b8f06db40f0384ffc26a72b85ef42f06899d28bcbb3c5b8bcf63"


def test_another_reader_knows_it() -> None:
    profile = ImageCms.getOpenProfile(io.BytesIO(srgb_profile()))
    assert ImageCms.getProfileDescription(profile).strip() == DESCRIPTION
    assert profile.profile.version == 2.1
    assert profile.profile.xcolor_space == "RGB "


@pytest.mark.parametrize("back", [False, True])
def test_colours_pass_through_it_and_another_srgb_unchanged(back: bool) -> None:
    ours = ImageCms.getOpenProfile(io.BytesIO(srgb_profile()))
    theirs = ImageCms.createProfile("sRGB")
    image = Image.new("RGB", (256, 3))
    for value in range(256):
        image.putpixel((value, 0), (value, value, value))
        image.putpixel((value, 1), (value, 255 - value, 128))
        image.putpixel((value, 2), (0, value, 255))
    source: Any
    target: Any
    source, target = (theirs, ours) if back else (ours, theirs)
    passed = ImageCms.profileToProfile(image, source, target)
    assert passed is not None
    pairs = zip(image.tobytes(), passed.tobytes(), strict=True)
    assert max(abs(before - after) for before, after in pairs) <= 1
