"""The window re-issues a round on a new form, and says what that changes first."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.resources import resource_path
from app.ui.office.overview import reissue_dialog
from app.ui.office.overview.page import OverviewPage
from app.ui.office.overview.reissue_dialog import ReissueDialog
from app.ui.office.workspace import OfficeWorkspace
from tests.support.changed_forms import write_next_form
from tests.ui.office.conftest import show
from tests.ui.office.scenes import ROUND_ID
from tests.ui.recorder import DialogRecorder

pytestmark = pytest.mark.slow


def open_dialog(qtbot: QtBot, workspace: OfficeWorkspace) -> ReissueDialog:
    assert workspace.round is not None
    dialog = ReissueDialog(workspace, workspace.round)
    qtbot.addWidget(dialog)
    return dialog


def test_a_round_is_reissued_and_every_agency_with_a_round_file_is_to_be_told(
    qtbot: QtBot, office: OfficeWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = show(qtbot, office, "overview")
    assert isinstance(page, OverviewPage)

    def change(workspace: OfficeWorkspace, round_: object, parent: object) -> object:
        dialog = open_dialog(qtbot, workspace)
        dialog.show_file(write_next_form(tmp_path))
        assert dialog.file.text().endswith("第 2 版")
        shown = [dialog.changes.item(row).text() for row in range(dialog.changes.count())]
        assert shown == ["改名　預算執行・實支數 → 全年實支數"]
        assert dialog.summary.text().startswith("由第 1 版改為第 2 版，1 欄有變更。")
        dialog.reason.setText("依會議決議")
        dialog.submit()
        return dialog.changed

    monkeypatch.setattr(reissue_dialog, "ask_for_form", change)
    page.due.form_button.click()
    assert "已改用表單第 2 版" in page.notices.notices()[0].text
    assert office.desk.rounds.get(ROUND_ID).form_version == 2
    assert office.round == office.desk.rounds.get(ROUND_ID)
    (notice,) = page.news.notices()
    assert notice.text.startswith("填報期已改用新版表單，國發會、交通部的填報包還是原來的表單。")


def test_what_cannot_be_taken_stays_in_the_dialog(
    qtbot: QtBot, office: OfficeWorkspace, tmp_path: Path, dialogs: DialogRecorder
) -> None:
    dialog = open_dialog(qtbot, office)
    dialog.submit()
    assert "請先選擇" in dialog.notices.notices()[0].text
    broken = tmp_path / "broken.toml"
    broken.write_text("version =", encoding="utf-8")
    dialogs.answers = [broken, resource_path("forms") / "annual-results.toml"]
    dialog.choose.click()
    assert "broken.toml" in dialog.notices.notices()[-1].text
    dialog.choose.click()
    assert "全部保留" in dialog.summary.text()
    dialog.reason.setText("改版")
    dialog.submit()
    assert "沒有需要變更的" in dialog.notices.notices()[-1].text
    assert dialog.changed is None
    assert office.desk.rounds.get(ROUND_ID).form_version == 1


def test_a_reason_is_asked_for(qtbot: QtBot, office: OfficeWorkspace, tmp_path: Path) -> None:
    dialog = open_dialog(qtbot, office)
    dialog.show_file(write_next_form(tmp_path))
    dialog.submit()
    assert "寫明理由" in dialog.notices.notices()[-1].text
    assert dialog.changed is None
