"""Text is read from pages of any program within bounds, and hostile ones cost little."""

import io
from functools import partial

import pikepdf

from app.returns.pdf.writer import write_pdf
from app.returns.traces.page_text import PageTexts
from tests.returns.sample import sample
from tests.support.bounded import MOST_MEGABYTES, MOST_SECONDS, measure

MAP = b"""1 begincodespacerange <00> <ff> endcodespacerange
2 beginbfchar <01> <6559> <02> <80B2> endbfchar
1 beginbfrange <10> <12> <0041> endbfrange
1 beginbfrange <20> <21> [<90E8> <0031>] endbfrange"""


def page(content: bytes, to_unicode: bytes | None = MAP) -> bytes:
    pdf = pikepdf.new()
    shown = pdf.add_blank_page()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.TrueType)
    if to_unicode is not None:
        font.ToUnicode = pdf.make_stream(to_unicode)
    shown.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(font)))
    shown.Contents = pdf.make_stream(content)
    saved = io.BytesIO()
    pdf.save(saved)
    return saved.getvalue()


def read(content: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return PageTexts(pdf).read()


def test_every_way_of_showing_text_is_read() -> None:
    shown = b"BT /F1 9 Tf <0102> Tj [<20> -120 (\\020\\021)] TJ (\\022) ' T* (\\n) Tj ET"
    assert read(page(shown)) == ["教育部ABC"]
    assert read(page(b"BT /F1 9 Tf (a\\(b\\)) Tj ET", None)) == ["a(b)"]
    assert read(page(b"BT (no font) Tj ET")) == [""]


def test_our_own_pages_are_read_whole() -> None:
    made = sample()
    text = "".join(read(write_pdf(made.payload, made.document)))
    assert "教育部" in text
    assert "12,345,678,901" in text
    assert made.payload.control_number() in text


def test_hostile_pages_cost_little() -> None:
    endless = page(b"BT /F1 9 Tf " + b"(x) Tj " * 400_000)
    nested = page(b"(" * 100_000 + b"\\" * 100_000)
    ranges = page(b"BT /F1 9 Tf <0000> Tj", b"1 beginbfrange " + b"<0000> <ffff> <0041> " * 20_000)
    for content in (endless, nested, ranges):
        found = measure(partial(count, content))
        assert found.seconds < MOST_SECONDS
        assert found.megabytes < MOST_MEGABYTES


def count(content: bytes) -> int:
    return len(read(content))
