"""Whatever the report draws with travels inside it."""

import io
from datetime import date

import pikepdf
import pytest

from app.reports.annual_report.report import build_report
from app.reports.figures import build_figures
from tests.support.merged_rounds import build_merged_round


@pytest.mark.slow
def test_every_font_of_the_report_is_embedded() -> None:
    merged = build_merged_round()
    content = build_report(build_figures(merged), merged, date(2026, 2, 20))
    named: dict[str, bool] = {}
    with pikepdf.open(io.BytesIO(content)) as report:
        for page in report.pages:
            for font in page.Resources.Font.values():
                descendants = font.get("/DescendantFonts", [font])
                descriptor = descendants[0].get("/FontDescriptor", pikepdf.Dictionary())
                named[str(font.BaseFont)] = "/FontFile2" in descriptor
    assert named
    assert [name for name, is_embedded in named.items() if not is_embedded] == []
