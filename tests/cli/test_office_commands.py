"""The report on the command line: one set of files, dated by a clock that is believed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.cli.commands import run_command
from app.office.desk import OfficeDesk
from app.programme.catalogue_loader import load_catalogue
from tests.office.scenes import open_annual

ROUND = "114-annual"


def make_store(folder: Path, seen: datetime) -> Path:
    store = folder / "office.tianbao"
    with OfficeDesk.create(store, load_catalogue(), clock=lambda: seen) as desk:
        open_annual(desk)
    return store


def report(store: Path, out: Path, *more: str) -> int:
    return run_command(
        ["report", "--store", str(store), "--round", ROUND, "--out", str(out), *more]
    )


def test_a_wrong_clock_dates_no_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = make_store(tmp_path, datetime.now(UTC) + timedelta(days=40))
    out = tmp_path / "out" / "report.pdf"
    assert report(store, out, "--workbook", str(out.with_suffix(".xlsx"))) == 1
    assert "電腦時間" in capsys.readouterr().err
    assert not out.parent.exists()


def test_two_outputs_do_not_share_a_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = make_store(tmp_path, datetime.now(UTC))
    out = tmp_path / "report.pdf"
    assert report(store, out, "--workbook", f"{tmp_path}/x/../report.pdf") == 1
    assert "report.pdf" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.slow
def test_without_the_workbook_there_is_no_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = make_store(tmp_path, datetime.now(UTC))
    (tmp_path / "file").touch()
    out, book = tmp_path / "report.pdf", tmp_path / "file" / "master.xlsx"
    assert report(store, out, "--workbook", str(book)) == 1
    assert "master.xlsx" in capsys.readouterr().err
    assert sorted(each.name for each in tmp_path.glob("*.pdf")) == []
    assert report(store, out, "--workbook", str(tmp_path / "master.xlsx")) == 0
