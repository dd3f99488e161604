"""The file dialogs: what they offer, and what they leave alone."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QFileSystemModel
from pytestqt.qtbot import QtBot

from app.store.inspection import StoreKind
from app.store.store import create_store, open_store
from app.ui.widgets import dialogs

_LOOK = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("SELECT * FROM store_meta").fetchall()
connection.close()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="SQLite's locks work differently elsewhere")
def test_a_store_in_use_keeps_its_changes_while_its_folder_is_shown(
    qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "office.tianbao"
    create_store(path, StoreKind.OFFICE).close()
    with open_store(path, StoreKind.OFFICE) as store:
        with store.writing() as connection:
            store.set_meta(connection, "first", "1")
        dialog = dialogs.build_file_dialog(None, "選取", tmp_path, "資料檔 (*.tianbao)")
        qtbot.addWidget(dialog)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        model = dialog.findChild(QFileSystemModel)
        assert isinstance(model, QFileSystemModel)
        dialog.show()
        qtbot.waitUntil(lambda: model.rowCount(model.index(str(tmp_path))) > 0)
        assert model.fileIcon(model.index(str(path))).isNull() is False
        subprocess.run([sys.executable, "-c", _LOOK, str(path)], check=True)
        assert path.with_name("office.tianbao-wal").exists()


def test_a_folder_that_is_not_there_is_not_taken_for_a_file_name(
    qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = dialogs.build_file_dialog(None, "選取", tmp_path / "none" / "deeper")
    qtbot.addWidget(dialog)
    assert Path(dialog.directory().absolutePath()) == tmp_path
