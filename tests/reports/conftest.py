"""A merged round of the real programme, its figures and its report, made once for this folder."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from app.models.received import MergedRound
from app.reports.annual_report.report import write_report
from app.reports.figure_values import Figures
from app.reports.figures import build_figures
from tests.support.merged_rounds import build_merged_round

TODAY = date(2026, 3, 5)


@pytest.fixture(scope="session")
def merged() -> MergedRound:
    """Fifteen returns, 金管會 missing, 文化部 sent back, five projects behind."""
    return build_merged_round()


@pytest.fixture(scope="session")
def figures(merged: MergedRound) -> Figures:
    """The figures of that round."""
    return build_figures(merged)


@pytest.fixture(scope="session")
def report_path(
    figures: Figures, merged: MergedRound, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The written report."""
    path = tmp_path_factory.mktemp("report") / "report.pdf"
    write_report(figures, merged, path, today=TODAY)
    return path


@pytest.fixture(scope="session")
def report_pages(report_path: Path) -> list[str]:
    """The text of each page as it stands on paper, lines and columns kept."""
    return _read_pages(report_path, "-layout")


@pytest.fixture(scope="session")
def reading_pages(report_path: Path) -> list[str]:
    """The text of each page in reading order, cell by cell."""
    return _read_pages(report_path, "-raw")


def _read_pages(path: Path, order: str) -> list[str]:
    if sys.platform == "win32":
        pytest.skip("pdftotext is a program of Linux")
    command = ["pdftotext", order, str(path), "-"]
    done = subprocess.run(command, check=True, capture_output=True)
    return done.stdout.decode().split("\f")[:-1]
