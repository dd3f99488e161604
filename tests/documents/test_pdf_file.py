"""A PDF as numbered objects: other people's readers read it, and nothing can be put into it."""

import io
import random
import re
import zlib

import pikepdf
import pytest

from app.documents import pdf_file
from app.documents.pdf_file import PdfFile, format_text

DRAWN = b"0 0 m 10 10 l S\n" * 40


def build(*, drawn: bytes = DRAWN, title: str = "甲", remarks: int = 450) -> PdfFile:
    """A page, a plain stream, and enough small objects for several object streams."""
    file = PdfFile()
    file.root = file.reserve()
    tree, leaf = file.reserve(), file.reserve()
    content = file.add_page_content(drawn)
    metadata = file.add_stream("/Type/Metadata/Subtype/XML", b"<x/>", is_deflated=False)
    file.put(
        leaf,
        f"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 9 9]/Resources<<>>/Contents {content} 0 R>>",
    )
    file.put(tree, f"<</Type/Pages/Count 1/Kids[{leaf} 0 R]>>")
    numbers = [file.add(f"<</Remark {each}>>") for each in range(remarks)]
    kept = " ".join(f"{each} 0 R" for each in numbers)
    file.info = file.add(f"<</Title{format_text(title)}>>")
    file.put(
        file.root,
        f"<</Type/Catalog/Pages {tree} 0 R/Metadata {metadata} 0 R/Kept[{kept}]>>",
        is_packed=False,
    )
    return file


def test_another_reader_finds_every_object() -> None:
    with pikepdf.open(io.BytesIO(build().write()), attempt_recovery=False) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.pages[0].obj["/Contents"].read_bytes() == DRAWN
        assert pdf.Root.Metadata.read_bytes() == b"<x/>"
        assert [int(each.Remark) for each in pdf.Root.Kept] == list(range(450))
        assert str(pdf.docinfo["/Title"]) == "甲"


def test_what_was_written_does_not_differ_and_is_always_the_same() -> None:
    written = build().write()
    assert build().find_difference(written) is None
    assert build().write() == written


@pytest.mark.parametrize("level", [0, 1, 9])
def test_streams_deflated_otherwise_are_the_same(
    level: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another build of zlib packs the same content into other bytes."""
    usual = build().write()
    monkeypatch.setattr(pdf_file, "_LEVEL", level)
    other = build().write()
    assert other != usual
    assert build().find_difference(other) is None


_STREAM = re.compile(rb"(?<!end)stream\n(.*?)\nendstream", re.DOTALL)


def _inflated(content: bytes) -> list[bytes]:
    raw = _STREAM.findall(content)
    return [each if each.startswith(b"<x") else zlib.decompress(each) for each in raw]


def test_no_byte_can_be_another_but_in_how_a_stream_is_packed() -> None:
    file = build(remarks=3)
    written = file.write()
    for place in range(len(written)):
        changed = bytearray(written)
        changed[place] ^= 0x04
        if file.find_difference(bytes(changed)) is None:
            assert _inflated(bytes(changed)) == _inflated(written), place


def test_nothing_can_be_added_or_left_out_anywhere() -> None:
    file = build(remarks=3)
    written, rng = file.write(), random.Random(7)
    for place in range(0, len(written) + 1, 3):
        assert file.find_difference(written[:place]) is not None or place == len(written)
        extra = rng.choice((b" ", b"\n", b"\r", b"%\n", b"\0", b"9 0 obj\n<<>>\nendobj\n"))
        assert file.find_difference(written[:place] + extra + written[place:]) is not None, place


def test_the_first_object_that_differs_is_named_with_its_page() -> None:
    written = build().write()
    other = build(drawn=DRAWN + b" ")
    number = other.find_difference(written)
    assert number is not None
    assert other.find_page(number) == 1
    named = build(title="乙")
    number = named.find_difference(written)
    assert number is not None
    assert named.find_page(number) is None


def test_a_stream_that_grows_without_end_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    file, bomb = build(remarks=3), build(drawn=bytes(30_000_000), remarks=3).write()
    asked: list[int] = []
    real = zlib.decompressobj

    class Counting:
        def __init__(self) -> None:
            self._real = real()

        def decompress(self, raw: bytes, limit: int) -> bytes:
            asked.append(limit)
            return self._real.decompress(raw, limit)

        def __getattr__(self, name: str) -> object:
            return getattr(self._real, name)

    monkeypatch.setattr(zlib, "decompressobj", Counting)
    assert file.find_difference(bomb) is not None
    assert all(limit <= len(DRAWN) + 1 for limit in asked)


def test_a_stream_padded_with_what_says_nothing_is_another() -> None:
    file = build(remarks=3)
    written = file.write()
    packed = zlib.compress(DRAWN)
    empty_blocks = b"\x00\x00\x00\xff\xff" * 50
    padded = packed[:2] + empty_blocks + packed[2:]
    assert zlib.decompress(padded) == DRAWN
    head, tail = b"/Length %d>>", b"\nstream\n"
    forged = written.replace(head % len(packed) + tail, head % len(padded) + tail)
    assert file.find_difference(forged.replace(packed, padded)) is not None


def _ends_in_return() -> bytes:
    """A content whose deflated stream ends in a carriage return, by its checksum."""
    return next(
        content
        for content in (
            b"0 0 m" + b"!" * many + b"\n" * few for many in range(9) for few in range(256)
        )
        if zlib.compress(content).endswith(b"\r")
    )


def test_no_stream_ends_in_a_carriage_return() -> None:
    """Readers take CR and LF before `endstream` for one end of line, and miss a byte."""
    content = _ends_in_return()
    file = build(drawn=content)
    written = file.write()
    assert b"\r\nendstream" not in written
    assert file.find_difference(written) is None
    with pikepdf.open(io.BytesIO(written), attempt_recovery=False) as pdf:
        assert pdf.pages[0].obj["/Contents"].read_bytes() == content
    bare = zlib.compress(content)
    forged = written.replace(
        b"/Length %d>>\nstream\n%b\n" % (len(bare) + 1, bare),
        b"/Length %d>>\nstream\n%b" % (len(bare), bare),
    )
    assert forged != written
    assert file.find_difference(forged) is not None


def test_an_object_that_was_promised_must_be_there() -> None:
    file = build()
    file.reserve()
    with pytest.raises(ValueError, match="not set"):
        file.write()


@pytest.mark.parametrize("text", ["plain", "a (b) \\ c", "甲(乙)", "𠮷", "line\nfeed", ""])
def test_a_text_comes_back_as_it_was(text: str) -> None:
    with pikepdf.open(io.BytesIO(build(title=text).write())) as pdf:
        assert str(pdf.docinfo["/Title"]) == text
