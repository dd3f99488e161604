"""The window says which program this is, and compares its files when asked."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app import __version__
from app.release.commit import COMMIT
from app.release.file_list import FILE_LIST, FILE_LIST_SIGNATURE
from app.ui.settings import program_rows
from app.ui.settings.program_rows import ProgramRows
from app.ui.widgets.tasks import _queue
from tests.support.programs import build_program, public_half

KEY = Ed25519PrivateKey.generate()


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A signed program that takes itself for the one that runs."""
    monkeypatch.setattr(program_rows, "program_folder", lambda: tmp_path)
    return build_program(tmp_path, (public_half(KEY, "2027"),), KEY)


def compare(qtbot: QtBot, rows: ProgramRows) -> str:
    rows.check.click()
    qtbot.waitUntil(rows.check.isEnabled)
    return rows.answer.text()


def texts(rows: ProgramRows) -> str:
    items = [rows.itemAt(each) for each in range(rows.count())]
    widgets = [each.widget() for each in items if each is not None]
    return "\n".join(each.text() for each in widgets if isinstance(each, QLabel))


def test_version_commit_and_signature_are_shown(qtbot: QtBot, program: Path) -> None:
    (program / COMMIT).write_text("0123456789abcdef\n", encoding="ascii")
    rows = ProgramRows()
    assert f"{__version__}（原始碼 0123456789ab）" in texts(rows)
    assert rows.state.text() == "已簽章（發行金鑰「2027」）"


@pytest.mark.parametrize(("signature", "words"), [(None, "未簽章"), (b"0" * 64, "簽章不符")])
def test_a_program_that_is_not_signed_says_so(
    qtbot: QtBot, program: Path, signature: bytes | None, words: str
) -> None:
    (program / FILE_LIST_SIGNATURE).unlink()
    if signature is not None:
        (program / FILE_LIST_SIGNATURE).write_bytes(signature)
    rows = ProgramRows()
    assert rows.state.text().startswith(words)
    assert "重新安裝" in compare(qtbot, rows)


def test_a_program_as_released_says_so_when_asked(qtbot: QtBot, program: Path) -> None:
    assert compare(qtbot, ProgramRows()) == "全部 5 個檔案與清單相符。"


def test_files_that_are_not_as_released_are_named(qtbot: QtBot, program: Path) -> None:
    (program / "Tianbao.exe").unlink()
    (program / "lib/Qt/Qt.dll").write_bytes(b"other")
    told = compare(qtbot, ProgramRows()).splitlines()
    assert told[:2] == ["缺少：Tianbao.exe", "已更動：lib/Qt/Qt.dll"]
    assert "重新安裝" in told[-1]


def test_of_many_some_are_named_and_the_rest_counted(qtbot: QtBot, program: Path) -> None:
    for each in range(30):
        (program / f"{each:02}.dll").touch()
    told = compare(qtbot, ProgramRows())
    assert "多出：07.dll" in told
    assert "08.dll" not in told
    assert "另有 22 個檔案" in told


def test_a_damaged_list_found_meanwhile_is_told(qtbot: QtBot, program: Path) -> None:
    rows = ProgramRows()
    (program / FILE_LIST).write_bytes(b"")
    assert "已損壞" in compare(qtbot, rows)


def test_a_window_closed_meanwhile_is_told_nothing(qtbot: QtBot, program: Path) -> None:
    window = QWidget()
    rows = ProgramRows()
    window.setLayout(rows)
    rows.check.click()
    gone = qtbot.waitSignal(window.destroyed)
    window.deleteLater()
    gone.wait()
    qtbot.waitUntil(lambda: not _queue.tasks)


def test_a_checkout_says_it_has_no_list(qtbot: QtBot) -> None:
    rows = ProgramRows()
    assert "沒有檔案清單" in rows.state.text()
    assert not rows.check.isEnabled()
