"""The consolidated report against plain platypus flowing the same text with the same font.

usage: python -m benchmarks.reporting ours|peer MATERIAL_FOLDER
"""

from __future__ import annotations

import io
import sys
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

from benchmarks.comparison import Comparison, run_pair
from benchmarks.material import Material
from benchmarks.side import print_side

LEAST_PAGES = 150


def compare(material: Material) -> list[Comparison]:
    """A report of at least 150 pages."""
    pages = _count_pages(material)
    ours, peer = run_pair("reporting", str(material.folder), runs=2)
    return [
        Comparison(
            claim=f"彙整報告 {pages} 頁",
            against="reportlab platypus 以同字型排同樣文字",
            ours=ours,
            peer=peer,
            goal=Decimal("1.5"),
            needed="fewer layout passes",
        )
    ]


def _count_pages(material: Material) -> int:
    import pikepdf

    with pikepdf.open(material.demo.root / "report.pdf") as report:
        return len(report.pages)


def _write_report(material: Material) -> float:
    from app.office.office_desk import OfficeDesk
    from app.reports.figures import build_figures
    from app.reports.pdf_report import write_report

    with OfficeDesk.open(material.office_store) as office:
        merged = office.merged("114-annual")
    started = time.perf_counter()
    figures = build_figures(merged)
    write_report(figures, merged, material.folder / "bench-report.pdf", today=date.today())
    return time.perf_counter() - started


def _flow_text(material: Material) -> float:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    from benchmarks.peers.kai_font import find_kai_font
    from benchmarks.peers.report_text import read_paragraphs

    texts = read_paragraphs(material.demo.root / "report.pdf")
    started = time.perf_counter()
    pdfmetrics.registerFont(TTFont("Kai", find_kai_font()))
    style = ParagraphStyle("plain", fontName="Kai", fontSize=12, leading=18, wordWrap="CJK")
    document = SimpleDocTemplate(io.BytesIO())
    document.build([Paragraph(each, style) for each in texts])
    return time.perf_counter() - started


if __name__ == "__main__":
    material = Material(Path(sys.argv[2]))
    print_side(_write_report(material) if sys.argv[1] == "ours" else _flow_text(material))
