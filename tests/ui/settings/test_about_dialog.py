"""The program says what it consists of, and under which terms."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

import app
from app.components import list_components
from app.config import local_data_folder
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.settings.about_dialog import AboutDialog
from app.ui.settings.page import SettingsPage
from app.ui.shell.preferences import PreferenceFile
from app.ui.widgets.labels import PlainLabel


def test_the_settings_lead_to_every_part_and_its_whole_text(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = AgencyWorkspace(tmp_path / "a.tianbao", PreferenceFile(local_data_folder()))
    workspace.open()
    page = SettingsPage(workspace)
    qtbot.addWidget(page)
    shown: list[AboutDialog] = []

    def look(dialog: AboutDialog) -> int:
        assert any(app.__version__ in each.text() for each in dialog.findChildren(PlainLabel))
        assert dialog.parts.records.records == tuple(list_components())
        assert "MIT License" in dialog.text.toPlainText()
        for part in dialog.parts.records.records:
            dialog.parts.select_record(part)
            assert part.texts[-1].text.strip()[-40:] in dialog.text.toPlainText()
        shown.append(dialog)
        return 0

    monkeypatch.setattr(QDialog, "exec", look)
    page.about.click()
    assert len(shown) == 1
    workspace.close()
