"""The one door for outside bytes: verdicts for anything, exceptions for nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import AppError
from app.messages import load_sentences
from app.models.signatures import Carrier
from app.returns.refusal import Refused
from app.returns.verification import verify_file
from app.returns.workbook.zip_profile import read_strict_zip, write_zip
from tests.returns.sample import sample, signed_workbook, trust
from tests.returns.workbook.packages import SHEET
from tests.support.effort import share_of_examples

MADE = sample()
SIGNED = signed_workbook(MADE)
PARTS = read_strict_zip(SIGNED)
TRUST = trust(MADE.round)


def test_a_file_of_another_kind_is_named_as_such() -> None:
    with pytest.raises(AppError) as caught:
        verify_file(b"hello", "note.txt", TRUST)
    assert caught.value.code == "FILE_IS_TEXT"
    with pytest.raises(AppError) as caught:
        verify_file(b"\x01\x02\x03\x04", "note.bin", TRUST)
    assert caught.value.code == "FILE_FOREIGN"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "FILE_EMPTY ZIP_PREFIX"),
        (b"PK", "ZIP_PREFIX"),
        (b"PK\x03\x04", "FILE_CUT_OFF ZIP_TRAILER"),
        (b"PK\x05\x06" + bytes(18), "FILE_IS_EMPTY_ARCHIVE ZIP_PREFIX"),
        (b"PK\x03\x04" + bytes(40) + b"PK\x05\x06" + bytes(18), "FILE_IS_EMPTY_ARCHIVE ZIP_LIMIT"),
        (b"<html>", "FILE_IS_WEB_PAGE ZIP_PREFIX"),
    ],
)
def test_fragments_are_refused_by_name(content: bytes, expected: str) -> None:
    """What the file is comes first, what a strict reader has against it after."""
    verdict = verify_file(content, "x.xlsx", TRUST).verdict
    assert [each.code for each in verdict.reasons] == expected.split()
    assert verdict.carrier is Carrier.WORKBOOK
    assert not verdict.unchanged


@share_of_examples(1.5)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_verdict(content: bytes) -> None:
    verdict = verify_file(b"PK\x03\x04" + content, "x.xlsx", TRUST).verdict
    assert verdict.reasons
    assert verdict.reasons[0].code in load_sentences()


@pytest.mark.slow
@share_of_examples(1.5)
@given(st.sampled_from(sorted(PARTS)), st.data())
def test_any_change_inside_a_part_gives_a_verdict_with_a_known_reason(
    name: str, data: st.DataObject
) -> None:
    content = PARTS[name]
    start = data.draw(st.integers(0, max(len(content) - 1, 0)))
    new = data.draw(st.binary(min_size=1, max_size=12))
    changed = content[:start] + new + content[start + len(new) :]
    if changed == content:
        return
    verdict = verify_file(write_zip({**PARTS, name: changed}), "x.xlsx", TRUST).verdict
    # White space between the elements of the plumbing is the only thing nobody signs.
    if name == "[Content_Types].xml" or name.startswith("_"):
        assert all(each.code in load_sentences() for each in verdict.reasons)
    else:
        assert not verdict.is_good
        assert verdict.reasons[0].code in load_sentences()


def test_signed_nonsense_is_refused_not_read() -> None:
    for sheet in (b"", b"<worksheet/>", b"\xff\xfe", b"<c r=" * 9_999):
        content = write_zip({**PARTS, SHEET: sheet})
        assert not verify_file(content, "x.xlsx", TRUST).verdict.is_good


def test_a_zip_with_what_zip_readers_tolerate_is_refused() -> None:
    for tolerated in ("../x.xml", "a//b.xml", "/x.xml", "x\\y.xml", "目錄.xml", "a%20.xml", "d/"):
        content = write_zip({"placeholder.xml": b"<x/>"})
        size = len("placeholder.xml")
        name = (
            tolerated.encode()[:size].ljust(size, b"x") if tolerated != "d/" else b"d" * 14 + b"/"
        )
        with pytest.raises(Refused) as caught:
            read_strict_zip(content.replace(b"placeholder.xml", name))
        assert caught.value.code == "ZIP_NAME"


def test_packing_and_unpacking_are_inverse() -> None:
    parts = {"a.xml": b"", "b/c.xml": b"x" * 10_000, "_rels/.rels": b"<x/>"}
    assert read_strict_zip(write_zip(parts)) == parts
