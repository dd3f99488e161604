"""Texts as codes of the faces, and what cannot be drawn."""

from pathlib import Path

import pytest

from app.documents.fonts import FontChain, build_unicode_map, kai, uncovered_characters
from app.documents.glyph_choice import EXT_B, HANGUL, KAI, LATIN
from app.errors import AppError


def test_a_text_becomes_runs_of_one_face_each() -> None:
    runs = kai().splitString("吉𠮷吉Abc 김민수", _Document())
    assert [(face, len(codes) // 2) for face, codes in runs] == [
        (KAI, 1), (EXT_B, 1), (KAI, 1), (LATIN, 4), (HANGUL, 3)
    ]  # fmt: skip


def test_a_letter_with_its_mark_is_one_code_and_copied_as_typed() -> None:
    document = _Document()
    assert kai().splitString("n̂g", document) == [(LATIN, b"\0\1\0\2")]
    assert "<0001> <006E0302>\n<0002> <0067>" in build_unicode_map(["", "n̂", "g"])


def test_a_text_of_no_characters_has_no_runs() -> None:
    assert kai().splitString("", _Document()) == []


def test_private_and_missing_characters_are_reported_and_nothing_else() -> None:
    assert uncovered_characters("立\uf9f7𠮷㲿𨡸（1,234.5％）\n\t\u200b") == set()
    assert uncovered_characters("王\ue001小😀\U000f0000明") == {"\ue001", "😀", "\U000f0000"}


def test_of_a_letter_no_mark_can_be_set_on_the_mark_is_reported() -> None:
    assert uncovered_characters("n̂g 人\u0302") == {"\u0302"}
    assert uncovered_characters("😀\ufe0f") == {"😀"}


def test_wide_characters_are_as_wide_as_the_type_size() -> None:
    assert kai().string_width("國家，「」［］——……", 12) == 11 * 12
    assert 5 < kai().string_width("8", 12) < 7


def test_marks_add_no_width_except_the_dot_beside_o() -> None:
    widths = kai().widths
    assert widths["n̂"] == widths["n"]
    assert widths["i̍"] == widths["i"]
    assert widths["字\u200b"] == widths["字"]
    assert widths["\u200b"] == 0
    assert widths["o"] + 80 < widths["o͘"] < widths["o"] + 200


def test_figures_of_one_length_are_equally_wide() -> None:
    assert len({kai().widths[each] for each in "0123456789"}) == 1


def test_without_its_faces_no_chain_opens(tmp_path: Path) -> None:
    with pytest.raises(AppError) as caught:
        FontChain(tmp_path)
    assert caught.value.code == "FONT_MISSING"
    assert caught.value.params == {"file": "TW-Kai-98_1.ttf", "folder": str(tmp_path)}


def test_faces_are_opened_when_they_are_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    open_face = "app.documents.glyph_choice.TrueTypeFile"
    own = kai().faces

    def note(path: Path) -> object:
        opened.append(path.name)
        return next(each for each in own if each.path == path)

    monkeypatch.setattr(open_face, note)
    chain = FontChain(own[KAI].path.parent)
    chain.string_width("國家 Abc", 12)
    assert opened == ["TW-Kai-98_1.ttf", "GentiumPlus-Regular.ttf"]
    chain.string_width("𠮷", 12)
    assert opened[2:] == ["TW-Kai-Ext-B-98_1.ttf"]


class _Document:
    """What a font asks of a document."""

    def __init__(self) -> None:
        self.fontMapping: dict[str, str] = {}
        self.delayedFonts: list[object] = []
