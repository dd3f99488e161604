"""The check page: findings in the window's unit, reasons in place, and the way on."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from app.models.findings import Finding, Severity
from app.models.money import MoneyUnit
from app.ui.agency.check.page import CheckPage
from app.ui.agency.workspace import AgencyWorkspace
from tests.agency.desks import PAID

pytestmark = pytest.mark.slow


def test_the_list_of_findings_speaks_in_the_unit_of_the_window(
    qtbot: QtBot, workspace: AgencyWorkspace
) -> None:
    params = {"label": "實支數", "value": "20,000 元", "limit": "10,000 元", "excess": "10,000 元"}
    finding = Finding(code="F105", severity=Severity.WARNING, place=PAID, params=params)
    page = CheckPage(workspace)
    qtbot.addWidget(page)
    model = page.panel.model
    model.set_findings((finding,))
    assert "2 萬元" in model.index(0, 2).data()
    workspace.set_unit(MoneyUnit.YUAN)
    assert "20,000 元" in model.index(0, 2).data()


def open_at_a_warning(qtbot: QtBot, workspace: AgencyWorkspace) -> tuple[CheckPage, Finding]:
    """The page, with the warning of a payment above what was allocated selected."""
    allocated = PAID._replace(field="allocated")
    workspace.commit({PAID: 20_000, allocated: 10_000}, "預算執行")
    workspace.check_now()
    page = CheckPage(workspace)
    qtbot.addWidget(page)
    page.panel._select(lambda each: each.severity is Severity.WARNING)
    warning = page.panel.selected()
    assert warning is not None
    return page, warning


def test_a_warning_gets_its_reason_in_place(qtbot: QtBot, workspace: AgencyWorkspace) -> None:
    page, warning = open_at_a_warning(qtbot, workspace)
    panel = page.panel
    panel.reason.setText("提前支用")
    qtbot.keyClick(panel.reason, Qt.Key.Key_Return)
    assert workspace.draft is not None
    assert workspace.draft.reasons[warning.code, warning.place.path] == "提前支用"


def test_a_reason_is_kept_for_its_finding_while_it_is_typed(
    qtbot: QtBot, workspace: AgencyWorkspace
) -> None:
    page, warning = open_at_a_warning(qtbot, workspace)
    panel, draft = page.panel, workspace.draft
    assert draft is not None
    key = (warning.code, warning.place.path)
    page.show()
    qtbot.keyClicks(panel.reason, "early")

    qtbot.waitUntil(lambda: draft.reasons.get(key) == "early", timeout=5000)
    qtbot.keyClicks(panel.reason, " pay")
    panel._select(lambda each: each.severity is Severity.ERROR)
    assert draft.reasons == {key: "early pay"}


def test_an_error_takes_no_reason(qtbot: QtBot, workspace: AgencyWorkspace) -> None:
    page = CheckPage(workspace)
    qtbot.addWidget(page)
    page.panel.table.setCurrentIndex(QModelIndex())
    page.panel._select(lambda each: each.severity is Severity.ERROR)
    assert page.panel.reason.isHidden()


def test_the_check_page_leads_to_the_place(qtbot: QtBot, workspace: AgencyWorkspace) -> None:
    page = CheckPage(workspace)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.page_requested) as asked:
        page.step_finding(1)
    assert asked.args is not None
    assert asked.args[0] == "fill"
    assert asked.args[1].place == workspace.findings()[0].place


def test_a_passed_check_leads_on_to_signing(
    qtbot: QtBot, workspace: AgencyWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = CheckPage(workspace)
    qtbot.addWidget(page)
    assert page.to_sign.isHidden()
    monkeypatch.setattr(workspace, "findings", lambda: ())
    workspace.findings_changed.emit()
    assert not page.to_sign.isHidden()
    with qtbot.waitSignal(page.page_requested) as asked:
        page.to_sign.click()
    assert asked.args == ["sign", None]
