"""The strict zip profile: what other zip readers put up with is refused here."""

import io
import struct
import zipfile
import zlib

import pytest

from app.returns.refusal import Refused
from app.returns.workbook.zip_profile import read_strict_zip, write_zip

PARTS = {"a.xml": b"<a/>" * 50, "b/c.xml": b"<c/>" * 80}
CONTENT = write_zip(PARTS)
END = len(CONTENT) - 22
DIRECTORY = CONTENT.index(b"PK\x01\x02")


def code_of(content: bytes) -> str:
    with pytest.raises(Refused) as caught:
        read_strict_zip(content)
    return caught.value.code


def patched(content: bytes, *changes: tuple[int, str, int]) -> bytes:
    """Numbers written over (offset, format)."""
    copy = bytearray(content)
    for offset, form, value in changes:
        struct.pack_into(form, copy, offset, value)
    return bytes(copy)


def test_others_read_what_we_write() -> None:
    with zipfile.ZipFile(io.BytesIO(CONTENT)) as package:
        assert package.testzip() is None
        assert {name: package.read(name) for name in package.namelist()} == PARTS
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_packages_of_other_writers_are_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.xml", "<a/>" * 50)
    assert code_of(buffer.getvalue()) == "ZIP_ENTRY"


def test_bytes_between_two_entries_are_refused() -> None:
    first = CONTENT.index(b"PK\x03\x04", 4)
    gap = CONTENT[:first] + b"hidden" + CONTENT[first:]
    second = gap.index(b"PK\x01\x02", gap.index(b"PK\x01\x02") + 4)
    moved = patched(
        gap,
        (second + 42, "<I", first + 6),
        (END + 6 + 16, "<I", DIRECTORY + 6),
    )
    assert zipfile.ZipFile(io.BytesIO(moved)).testzip() is None  # others see nothing wrong
    assert code_of(moved) == "ZIP_STRUCTURE"


def test_bytes_before_the_directory_are_refused() -> None:
    gap = CONTENT[:DIRECTORY] + b"hidden" + CONTENT[DIRECTORY:]
    moved = patched(gap, (END + 6 + 16, "<I", DIRECTORY + 6))
    assert zipfile.ZipFile(io.BytesIO(moved)).testzip() is None
    assert code_of(moved) == "ZIP_STRUCTURE"


def test_two_entries_of_the_same_bytes_are_refused() -> None:
    second = CONTENT.index(b"PK\x01\x02", DIRECTORY + 4)
    assert code_of(patched(CONTENT, (second + 42, "<I", 0))) == "ZIP_STRUCTURE"


def test_a_wrong_checksum_is_refused() -> None:
    wrong = patched(CONTENT, (14, "<I", 1), (DIRECTORY + 16, "<I", 1))
    assert code_of(wrong) == "ZIP_DATA"


def test_a_longer_stream_than_stated_is_refused() -> None:
    size = len(PARTS["a.xml"]) - 1
    checksum = zlib.crc32(PARTS["a.xml"][:-1])
    wrong = patched(
        CONTENT,
        (14, "<I", checksum),
        (22, "<I", size),
        (DIRECTORY + 16, "<I", checksum),
        (DIRECTORY + 24, "<I", size),
    )
    assert code_of(wrong) == "ZIP_DATA"


def test_the_two_headers_must_agree() -> None:
    assert code_of(patched(CONTENT, (22, "<I", 7))) == "ZIP_STRUCTURE"
    assert code_of(CONTENT.replace(b"a.xml", b"z.xml", 1)) == "ZIP_STRUCTURE"


@pytest.mark.parametrize("flags", [1, 8, 0x0800])
def test_encryption_and_trailing_sizes_are_refused(flags: int) -> None:
    assert code_of(patched(CONTENT, (DIRECTORY + 8, "<H", flags))) == "ZIP_ENTRY"


def test_other_methods_are_refused() -> None:
    assert code_of(patched(CONTENT, (DIRECTORY + 10, "<H", 12))) == "ZIP_ENTRY"


def test_a_comment_at_the_end_is_refused() -> None:
    assert code_of(patched(CONTENT, (END + 20, "<H", 4)) + b"note") == "ZIP_TRAILER"


def test_more_entries_than_a_return_needs_are_refused() -> None:
    assert code_of(write_zip({f"{number}.xml": b"" for number in range(201)})) == "ZIP_LIMIT"


def test_names_differing_in_case_only_are_one_name_too_many() -> None:
    assert code_of(write_zip({"a.xml": b"", "A.xml": b""})) == "PART_DUPLICATE"


def test_a_file_over_the_limit_is_not_looked_at() -> None:
    assert code_of(b"PK\x03\x04" + bytes(20_000_000)) == "ZIP_LIMIT"
