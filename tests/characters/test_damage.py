"""Garbled text is recognised, and text in foreign languages is not taken for it."""

import pytest

from app.characters.damage import find_damage

TEXT = "臺灣社會創新，等"


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_utf8_read_as_a_western_encoding_is_read_again(encoding: str) -> None:
    garbled = "中文" if encoding == "cp1252" else TEXT  # cp1252 has no character for every byte
    text = garbled.encode().decode(encoding)
    (found,) = find_damage(f"a{text}b")
    assert (found.start, found.end) == (1, len(text) + 1)
    assert found.reading == garbled


def test_the_bytes_that_a_copy_keeps_are_enough() -> None:
    assert [each.reading for each in find_damage("å\x8f°ç\x81£")] == ["台灣"]
    assert [each.reading for each in find_damage("itâ€™s")] == ["\u2019"]
    assert [each.reading for each in find_damage("cafÃ©Ã¨")] == ["éè"]


def test_big5_read_as_a_western_encoding_is_read_again() -> None:
    text = "行政院國家發展委員會".encode("big5").decode("latin-1")
    (found,) = find_damage(text)
    assert found.reading.startswith("行政院") or "國家" in found.reading


@pytest.mark.parametrize("text", ["ï¿½", "共錕斤拷", "嚙踝蕭", "锟斤拷锟斤拷"])
def test_what_is_lost_for_good_has_no_reading(text: str) -> None:
    assert find_damage(text)
    assert {each.reading for each in find_damage(text)} == {""}


@pytest.mark.parametrize(
    "text",
    [
        "",
        TEXT,
        "voilà… «THÉ»! «café…» É !",
        "SÃO PAULO, Ãé",
        "Pe̍h-ōe-jī ê Tâi-gí, sèng ê",
        "§5 ¶2 ±3 µm °C £10 ¥5 ½ × ÷",
        "ÀÁÂÃÄÅÆ ÀB ÁC ÉÈ",
        "Người Việt Nam Á À Â ÊÔ",
        "Größe, Äpfel, naïve, Ångström",
        "燙傷、屯田",
    ],
)
def test_what_is_written_on_purpose_is_not_taken_for_it(text: str) -> None:
    assert find_damage(text) == ()
