"""The outside of a signed PDF: tables, trailers and their chain, before any parser."""

import re

import pytest

from app.files import RETURN_LIMIT
from app.returns.pdf.frame import read_revisions
from app.returns.refusal import Refused
from tests.returns.pdf.forged_pdfs import BOTH, signed


def refusal(content: bytes) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        read_revisions(content)
    return caught.value.code, caught.value.params.get("detail", "")


def replace_last(old: bytes, new: bytes) -> bytes:
    head, found, tail = signed(BOTH).rpartition(old)
    assert found
    return head + new + tail


def test_each_signature_adds_a_revision_and_the_second_one_two_objects() -> None:
    written, first, second = read_revisions(signed(BOTH))
    assert (written.start, first.start, second.start) == (0, written.end, first.end)
    assert second.end == len(signed(BOTH))
    assert len(written.written) > 100
    assert len(second.written) == 2
    assert not second.freed


def test_a_second_header_is_refused() -> None:
    assert refusal(replace_last(b"/Reason", b"%PDF-1.7 /Reason")) == ("PDF_FRAME", "header")
    assert refusal(signed(BOTH).replace(b"%PDF-1.7", b"%PDF-1.4")) == ("PDF_FRAME", "header")


def test_a_file_too_large_is_not_looked_into() -> None:
    assert refusal(bytes(RETURN_LIMIT + 1)) == ("PDF_FRAME", "size")


def test_revisions_are_chained_without_a_detour() -> None:
    previous = re.findall(rb"/Prev (\d+)", signed(BOTH))
    jumped = replace_last(b"/Prev " + previous[-1], b"/Prev " + previous[0])
    assert refusal(jumped) == ("PDF_FRAME", "chain")
    assert refusal(replace_last(b"/Prev ", b"/Next ")) == ("PDF_FRAME", "chain")


@pytest.mark.parametrize(
    ("key", "code"), [(b"/Encrypt 1 0 R", "PDF_ENCRYPTED"), (b"/XRefStm 9", "PDF_HYBRID_XREF")]
)
def test_a_trailer_leads_to_no_second_table_and_no_key(key: bytes, code: str) -> None:
    assert refusal(replace_last(b"/Root", key + b" /Root"))[0] == code


def test_a_name_written_in_disguise_is_refused() -> None:
    assert refusal(replace_last(b"/Root", b"/Encryp#74 1 0 R /Root")) == ("PDF_FRAME", "trailer")


def test_an_index_that_is_a_stream_is_refused() -> None:
    table = re.findall(rb"startxref\n(\d+)", signed(BOTH))[-1]
    shifted = str(int(table) + 5).encode().rjust(len(table), b"0")
    assert refusal(replace_last(b"startxref\n" + table, b"startxref\n" + shifted)) == (
        "PDF_HYBRID_XREF",
        "",
    )


def test_a_freed_object_is_seen() -> None:
    head = b"xref\n0 1\n0000000000 65535 f \n"
    freed = replace_last(head, b"xref\n0 2\n0000000000 65535 f \n0000000000 00001 f \n")
    assert read_revisions(freed)[-1].freed == {1}


def test_an_object_the_table_does_not_speak_of_is_refused() -> None:
    unlisted = replace_last(b" 00000 n \ntrailer", b" 00001 f \ntrailer")
    assert refusal(unlisted) == ("PDF_FRAME", "objects")


def test_an_object_under_two_numbers_is_refused() -> None:
    """One reader goes by the first line of a table, another by the last."""
    head = b"xref\n0 1\n0000000000 65535 f \n"
    assert refusal(replace_last(head, head + b"0 1\n0000000009 00000 n \n")) == (
        "PDF_FRAME",
        "xref",
    )


@pytest.mark.parametrize("more", [b"/Root 7 0 R", b"/Size 9", b"/Prev\n100", b"/Hidden 7 0 R"])
def test_a_trailer_says_each_thing_once_and_nothing_else(more: bytes) -> None:
    """Of two entries of one name some readers take the first and some the last."""
    assert refusal(replace_last(b"/Root", more + b" /Root"))[0] == "PDF_FRAME"
