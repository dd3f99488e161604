"""What a person would not see is shown by number; what a person sees stays."""

import unicodedata

import pytest

from app.visible_text import has_unseen, visible_line, visible_text

UNSEEN = (
    *map(chr, range(0x20)), "\x7f", "\x9b", "\u061c", "\u200b", "\u200e", "\u2028",
    *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A)), "\ufeff", "\U000e0041",
)  # fmt: skip


@pytest.mark.parametrize("character", UNSEEN, ids=lambda each: f"U+{ord(each):04X}")
def test_a_character_without_a_face_is_a_mark(character: str) -> None:
    mark = f"⟨U+{ord(character):04X}⟩"
    assert visible_line(f"王{character}明") == f"王{mark}明"
    assert has_unseen(f"王{character}明")
    stays = character in "\t\n"
    assert visible_text(f"王{character}明") == f"王{character if stays else mark}明"


def test_every_format_character_of_unicode_is_a_mark_but_the_joiner_of_pictures() -> None:
    formats = [chr(each) for each in range(0x110000) if unicodedata.category(chr(each)) == "Cf"]
    kept = [each for each in formats if not has_unseen(f"王{each}")]
    assert all(not each.isascii() for each in kept)
    # Signs of scripts that have a face of their own.
    assert {f"U+{ord(each):04X}" for each in kept} <= VISIBLE_FORMATS


VISIBLE_FORMATS = {
    *(f"U+{each:04X}" for each in range(0x600, 0x606)), "U+06DD", "U+070F", "U+0890", "U+0891",
    "U+08E2", "U+110BD", "U+110CD",
}  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["王小明𠮷", "葛\U000e0100", "👨\u200d👩\u200d👧", "❤\ufe0f\u200d🔥", "Ōé", "⟨⟩", ""],
)
def test_what_is_seen_stays(text: str) -> None:
    assert visible_line(text) == text
    assert not has_unseen(text)
