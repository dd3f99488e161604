"""What a command tells of files whose writing was interrupted before it."""

from pathlib import Path

import pytest

from app.bench.outgoing import SetKind
from app.cli.commands import run_command
from app.cli.desks import open_or_create_agency
from app.office.desk import OfficeDesk
from app.programme.catalogue_loader import load_catalogue
from tests.office.scenes import make_desk
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


@pytest.mark.parametrize("command", ["import", "verify"])
def test_a_folder_stands_for_the_files_below_it(
    command: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_desk(tmp_path).close()
    monkeypatch.setattr("app.bench.clock.DeskClock.ensure", lambda self, now=None: now)
    store = ["--store", str(tmp_path / "office.tianbao")]
    folder = tmp_path / "收件" / "01_國發會"
    folder.mkdir(parents=True)
    (folder / "a.xlsx").touch()
    (folder / "b.docx").touch()
    assert run_command([command, str(folder.parent), *store]) == 1
    shown = capsys.readouterr()
    assert "a.xlsx」是空的" in shown.out
    assert "1 個檔案不是填報表或附件包，未處理：b.docx" in shown.err
    (folder / "a.xlsx").unlink()
    assert run_command([command, str(folder.parent), *store]) == 1
    shown = capsys.readouterr()
    assert (shown.out, "沒有填報表或附件包" in shown.err) == ("", True)


def test_a_store_made_in_a_synchronised_folder_is_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "Dropbox" / "moe.tianbao"
    open_or_create_agency(store).close()
    assert "Dropbox" in capsys.readouterr().err
    open_or_create_agency(store).close()
    assert capsys.readouterr().err == ""
