"""Which face a character is drawn with, and what cannot be drawn."""

from pathlib import Path

import pytest

from app.documents.font_files import find_font_files
from app.documents.fonts import FontChain, kai, uncovered_characters
from app.errors import AppError


def test_each_character_comes_from_the_first_face_that_has_it() -> None:
    chain = kai()
    assert [chain.find_glyph(ord(each))[0] for each in "立A𠮷𨡸㲿"] == [0, 0, 1, 1, 0]


def test_a_compatibility_ideograph_is_drawn_as_the_one_it_stands_for() -> None:
    chain = kai()
    assert chain.find_glyph(0xF9F7) == chain.find_glyph(ord("立"))


def test_a_text_becomes_runs_of_one_face_each() -> None:
    runs = kai().splitString("吉𠮷吉", _Document())
    assert [(face, len(codes) // 2) for face, codes in runs] == [(0, 1), (1, 1), (0, 1)]


def test_private_and_missing_characters_are_reported_and_nothing_else() -> None:
    assert uncovered_characters("立\uf9f7𠮷㲿𨡸（1,234.5％）\n\t\u200b") == set()
    assert uncovered_characters("王\ue001小😀\U000f0000明") == {"\ue001", "😀", "\U000f0000"}


def test_wide_characters_are_as_wide_as_the_type_size() -> None:
    assert kai().string_width("國家", 12) == 24
    assert 5 < kai().string_width("8", 12) < 8


def test_without_a_font_the_error_names_the_package_to_install(tmp_path: Path) -> None:
    with pytest.raises(AppError) as caught:
        FontChain(find_font_files([tmp_path]))
    assert caught.value.code == "FONT_MISSING"
    assert caught.value.params["package"] == "fonts-cns11643-kai"


def test_a_damaged_font_does_not_stop_the_others(tmp_path: Path) -> None:
    broken = tmp_path / "TW-Kai-98_1.ttf"
    broken.write_bytes(b"half a download")
    sound = kai().faces[1].path
    assert [face.path for face in FontChain([broken, sound]).faces] == [sound]
    with pytest.raises(AppError, match="FONT_MISSING"):
        FontChain([broken])


def test_a_font_shipped_with_the_program_goes_before_the_systems(tmp_path: Path) -> None:
    shipped, system = tmp_path / "shipped", tmp_path / "system"
    for folder in (shipped, system):
        folder.mkdir()
        (folder / "kaiu.ttf").write_bytes(b"")
    (system / "TW-Kai-98_1.ttf").write_bytes(b"")
    assert find_font_files([shipped, system]) == (system / "TW-Kai-98_1.ttf", shipped / "kaiu.ttf")


class _Document:
    """What a font asks of a document."""

    def __init__(self) -> None:
        self.fontMapping: dict[str, str] = {}
        self.delayedFonts: list[object] = []
