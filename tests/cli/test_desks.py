"""What a command tells of files whose writing was interrupted before it."""

from pathlib import Path

import pytest

from app.bench.outgoing import SetKind
from app.cli.commands import run_command
from app.office.desk import OfficeDesk
from app.programme.catalogue_loader import load_catalogue
from tests.support.kills import interrupt


def test_a_command_tells_once_what_became_of_an_interrupted_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store, out = tmp_path / "office.tianbao", tmp_path / "out"
    files = {out / "report.pdf": b"%PDF-", out / "master.xlsx": b"PK"}
    desk = OfficeDesk.create(store, load_catalogue())
    interrupt(monkeypatch, ".xlsx", lambda: desk.outgoing.send(SetKind.REPORT, files))
    desk.close()
    assert sorted(each.name for each in out.glob("[!.]*")) == ["report.pdf"]
    command = ["registry", "list", "--store", str(store)]
    assert run_command(command) == 0
    told = capsys.readouterr().err
    assert "report.pdf、master.xlsx" in told and str(out) in told
    assert sorted(each.name for each in out.iterdir()) == ["master.xlsx", "report.pdf"]
    assert run_command(command) == 0
    assert capsys.readouterr().err == ""
