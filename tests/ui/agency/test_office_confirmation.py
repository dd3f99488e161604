"""Confirming the office whose round file is taken in."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.trust.certificates.certificate import fingerprint
from app.trust.keys.office_authority import create_authority
from app.ui.agency.office_confirmation import OfficeConfirmationDialog
from app.ui.agency.receive_prompt import ReceivePrompt
from app.ui.agency.workspace import AgencyWorkspace
from tests.agency.desks import (
    OFFICE_FINGERPRINT,
    START,
    build_round_file,
    write_file,
)
from tests.ui.drops import drop


def test_the_office_is_confirmed_once_the_comparison_is_ticked(
    qtbot: QtBot, empty_workspace: AgencyWorkspace, tmp_path: Path
) -> None:
    preview = empty_workspace.desk.intake.preview(write_file(tmp_path, build_round_file()))
    dialog = OfficeConfirmationDialog(preview)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.view.fingerprint() == OFFICE_FINGERPRINT
    assert not dialog.agree.isEnabled()
    dialog.compared.setChecked(True)
    assert dialog.agree.isEnabled()


def test_another_office_in_place_of_a_confirmed_one_is_shown_as_such(
    qtbot: QtBot, workspace: AgencyWorkspace, tmp_path: Path
) -> None:
    other = create_authority("協調彙整機關", START - timedelta(days=1))
    path = write_file(tmp_path, build_round_file(), "other.tbround", other)
    dialog = OfficeConfirmationDialog(workspace.desk.intake.preview(path))
    qtbot.addWidget(dialog)
    assert dialog.windowTitle() == "彙整機關的簽章憑證已變更"
    assert OFFICE_FINGERPRINT in dialog.words.text()
    assert dialog.view.fingerprint() == fingerprint(other.certificate)
    assert dialog.agree.text() == "改採用新憑證"


def test_a_dropped_round_file_asks_for_the_office_to_be_confirmed(
    qtbot: QtBot,
    empty_workspace: AgencyWorkspace,
    round_file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def agree(dialog: OfficeConfirmationDialog) -> int:
        asked.append(dialog.view.fingerprint())
        dialog.compared.setChecked(True)
        return 1

    monkeypatch.setattr(OfficeConfirmationDialog, "exec", agree)
    prompt = ReceivePrompt(empty_workspace)
    qtbot.addWidget(prompt)
    drop(prompt, round_file)
    assert asked == [OFFICE_FINGERPRINT]
    assert empty_workspace.draft is not None
    assert "已匯入" in prompt.notices.notices()[0].text
