"""The consolidated report against plain platypus flowing the same text with the same font.

usage: python -m benchmarks.reporting ours|peer MATERIAL_FOLDER
"""

from __future__ import annotations

import io
import sys
import time
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import msgspec

from app.models.facts import ReturnFacts, ValueFact
from app.models.periods import taiwan_day
from app.models.received import MergedRound
from benchmarks.comparison import Comparison, run_pair
from benchmarks.material import Material
from benchmarks.side import print_side

LEAST_PAGES = 150
NARRATIVE_LENGTH = 2_400


def compare(material: Material) -> list[Comparison]:
    """A report of at least 150 pages."""
    ours, peer = run_pair("reporting", str(material.folder), runs=3)
    return [
        Comparison(
            claim=f"彙整報告 {_count_pages(material)} 頁",
            against="reportlab platypus 以同字型排同樣文字（無 PDF/A、PDF/UA）",
            ours=ours,
            peer=peer,
            goal=Decimal("0.8"),
            needed="lines broken by compiled code",
        )
    ]


def _report_path(material: Material) -> Path:
    return material.folder / "long-report.pdf"


def _count_pages(material: Material) -> int:
    import pikepdf

    with pikepdf.open(_report_path(material)) as report:
        pages = len(report.pages)
    if pages < LEAST_PAGES:
        raise RuntimeError(f"the report has only {pages} pages")
    return pages


def _load_long_round(material: Material) -> MergedRound:
    """The demonstration's round with longer narratives."""
    from app.office.desk import OfficeDesk

    with OfficeDesk.open(material.office_store) as office:
        merged = office.returns.merged("114-annual")
    returns = tuple(
        msgspec.structs.replace(each, facts=_lengthened(each.facts)) for each in merged.returns
    )
    return msgspec.structs.replace(merged, returns=returns)


def _lengthened(facts: ReturnFacts) -> ReturnFacts:
    return msgspec.structs.replace(facts, values=tuple(map(_lengthen, facts.values)))


def _lengthen(fact: ValueFact) -> ValueFact:
    value = fact.value
    if not fact.place.endswith("/results/-/narrative") or not isinstance(value, str):
        return fact
    repeated = value * (NARRATIVE_LENGTH // len(value) + 1)
    return msgspec.structs.replace(fact, value=repeated[:NARRATIVE_LENGTH])


def _write_report(material: Material) -> float:
    from app.reports.annual_report.report import write_report
    from app.reports.figures import build_figures

    merged = _load_long_round(material)
    started = time.perf_counter()
    figures = build_figures(merged)
    write_report(figures, merged, _report_path(material), today=taiwan_day(datetime.now(UTC)))
    return time.perf_counter() - started


def _flow_text(material: Material) -> float:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    from benchmarks.peers.kai_font import find_kai_font
    from benchmarks.peers.report_text import read_paragraphs

    texts = read_paragraphs(_report_path(material))
    started = time.perf_counter()
    pdfmetrics.registerFont(TTFont("Kai", find_kai_font()))
    style = ParagraphStyle("plain", fontName="Kai", fontSize=12, leading=18, wordWrap="CJK")
    document = SimpleDocTemplate(io.BytesIO())
    document.build([Paragraph(each, style) for each in texts])
    return time.perf_counter() - started


if __name__ == "__main__":
    material = Material(Path(sys.argv[2]))
    print_side(_write_report(material) if sys.argv[1] == "ours" else _flow_text(material))
