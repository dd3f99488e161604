"""`tianbao approval`: what scripts see of the two persons' work."""

from pathlib import Path

import pytest

from app.cli.commands import run_command
from app.returns.approval import send_back
from tests.returns.sample import NOW, key
from tests.returns.two_desks import TwoDesks, open_two_desks


@pytest.fixture
def desks(tmp_path: Path) -> TwoDesks:
    return open_two_desks(tmp_path)


def test_what_waits_is_listed_and_a_file_previewed(
    desks: TwoDesks, capsys: pytest.CaptureFixture[str]
) -> None:
    pending = desks.hand_over()
    store = str(desks.preparer.path)
    desks.close()
    assert run_command(["approval", "show", "--store", store]) == 0
    shown = capsys.readouterr().out
    assert f"待核定 114-annual 第 1 版 控制碼 {pending.control_number}" in shown
    assert "王preparer → 王approver" in shown


def test_a_slip_is_loaded_and_a_half_pair_is_not(
    desks: TwoDesks, capsys: pytest.CaptureFixture[str]
) -> None:
    pending = desks.carry()
    slip, book = desks.folder / "a.tbsendback", desks.folder / "a.xlsx"
    send_back(desks.approver, pending, "第二季請確認。", now=NOW, key=key("approver"), path=slip)
    book.write_bytes(pending.workbook)
    store = str(desks.preparer.path)
    desks.close()
    assert run_command(["approval", "load", str(slip), "--store", store]) == 0
    assert "第二季請確認。" in capsys.readouterr().out
    assert run_command(["approval", "load", str(book), "--store", store]) == 1
    assert "一份 Excel 與一份 PDF" in capsys.readouterr().err
