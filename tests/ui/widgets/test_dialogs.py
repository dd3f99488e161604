"""The file dialogs: what they offer, and what they leave alone."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QFileSystemModel, QWidget
from pytestqt.qtbot import QtBot

from app.store.inspection import StoreKind
from app.store.store import create_store, open_store
from app.ui.widgets import dialogs
from app.ui.widgets.file_places import LastFolders, folder_to_save_into, output_folder, recall

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


class Answering:
    """In place of a person at the file dialogs: notes where each begins, and answers."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun: list[Path] = []
        self.standing: list[bool] = []
        self.answer: Path | None = None
        monkeypatch.setattr(QFileDialog, "exec", lambda dialog: self._run(dialog))
        monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _: [str(self.answer)])

    def _run(self, dialog: QFileDialog) -> bool:
        self.begun.append(Path(dialog.directory().absolutePath()))
        self.standing.append(self.begun[-1].is_dir())
        return self.answer is not None


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch) -> Answering:
    return Answering(monkeypatch)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def test_files_are_opened_from_the_documents_and_then_from_where_the_last_one_lay(
    parent: QWidget, person: Answering, documents: Path, tmp_path: Path
) -> None:
    kept: list[LastFolders] = []
    recall(LastFolders(), kept.append)
    documents.mkdir()
    mail = tmp_path / "mail"
    mail.mkdir()
    person.answer = mail / "a.tbround"
    assert dialogs.ask_open_file(parent, "開啟", "") == person.answer
    assert dialogs.ask_open_files(parent, "開啟", "") == [person.answer]
    assert person.begun == [documents, mail]
    assert kept == [LastFolders(opened=mail)]
    mail.rmdir()
    dialogs.ask_open_file(parent, "開啟", "")
    assert person.begun[-1] == documents


def test_a_folder_of_its_own_is_asked_there_and_is_not_where_the_next_begins(
    parent: QWidget, person: Answering, documents: Path, tmp_path: Path
) -> None:
    documents.mkdir()
    person.answer = tmp_path / "key.p12"
    dialogs.ask_open_file(parent, "金鑰", "", tmp_path)
    dialogs.ask_save_file(parent, "金鑰", "", tmp_path / "new.p12")
    dialogs.ask_folder(parent, "回條", tmp_path)
    dialogs.ask_open_file(parent, "開啟", "")
    assert person.begun == [tmp_path, tmp_path, tmp_path, documents]
    assert folder_to_save_into() == output_folder()


def test_output_is_saved_among_the_documents_until_another_folder_was_chosen(
    parent: QWidget, person: Answering, documents: Path, tmp_path: Path
) -> None:
    documents.mkdir()
    person.answer = tmp_path / "a.pdf"
    assert dialogs.ask_save_file(parent, "儲存", "", Path("a.pdf")) == person.answer
    person.answer = tmp_path / "round"
    assert dialogs.ask_folder(parent, "填報包") == person.answer
    assert person.begun == [documents / "Tianbao", tmp_path]
    assert folder_to_save_into() == output_folder()
    (tmp_path / "round").mkdir()
    assert folder_to_save_into() == tmp_path / "round"


def test_asking_alone_leaves_nothing_among_the_documents(
    parent: QWidget, person: Answering, documents: Path
) -> None:
    documents.mkdir()
    assert dialogs.ask_save_file(parent, "儲存", "", Path("a.pdf")) is None
    assert dialogs.ask_folder(parent, "填報包") is None
    assert person.standing == [True, True]
    assert list(documents.iterdir()) == []


def test_a_dialog_lets_go_of_a_folder_before_that_is_removed(
    parent: QWidget, person: Answering, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents.mkdir()
    watching: list[QFileDialog] = []
    rmdir = Path.rmdir

    def remove(folder: Path) -> None:
        watching.extend(parent.findChildren(QFileDialog))
        rmdir(folder)

    monkeypatch.setattr(Path, "rmdir", remove)
    assert dialogs.ask_save_file(parent, "儲存", "", Path("a.pdf")) is None
    assert watching == []
    assert list(documents.iterdir()) == []


def test_a_folder_of_output_with_something_in_it_stays(
    parent: QWidget, person: Answering, documents: Path
) -> None:
    made = documents / "Tianbao"
    made.mkdir(parents=True)
    dialogs.ask_folder(parent, "填報包")
    assert made.is_dir()


def test_no_page_builds_a_file_dialog_of_its_own() -> None:
    app = Path(dialogs.__file__).parents[2]
    users = [
        each for each in app.rglob("*.py") if "QFileDialog" in each.read_text(encoding="utf-8")
    ]
    assert [each.name for each in users] == ["dialogs.py"]
