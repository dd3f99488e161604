"""驗證檔案 in both roles: any file, several at once, nothing taken in."""

import threading
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.checks.checked_file import CheckedFile, Ground
from app.checks.files import FileChecker
from app.ui.agency.pages import build_pages
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.shell.main_window import MainWindow
from app.ui.shell.preferences import PreferenceFile
from app.ui.verify.page import VerifyPage
from tests.agency.desks import START, build_round_file, write_file
from tests.checks.test_files import put
from tests.support.timestamp_authority import Authority
from tests.ui.drops import drop
from tests.ui.recorder import DialogRecorder


@pytest.fixture
def page(qtbot: QtBot, workspace: AgencyWorkspace) -> VerifyPage:
    """The agency's page; its store knows the round of 114."""
    shown = VerifyPage(workspace)
    qtbot.addWidget(shown)
    shown.resize(1200, 700)
    shown.show()
    return shown


def settle(qtbot: QtBot, page: VerifyPage) -> None:
    qtbot.waitUntil(
        lambda: not page.tasks.is_busy and bool(page.lines) and bool(page.notices.notices()),
        timeout=20_000,
    )


def test_files_of_any_kind_get_a_line_and_all_about_them(
    qtbot: QtBot, page: VerifyPage, round_file: Path, tmp_path: Path, qtmodeltester: ModelTester
) -> None:
    other = put(tmp_path, b"hello", "便條.txt")
    drop(page, round_file, other)
    settle(qtbot, page)
    assert [each.state for each in page.lines] == ["驗章無誤", "無法驗證"]
    assert page.table.selected_record() == page.lines[1]
    assert "便條.txt" in page.verdict_view.text()
    page.table.select_record(page.lines[0])
    text = page.verdict_view.text()
    assert "機關：教育部" in text
    assert "已確認的彙整機關" in text
    assert "匯入填報包" in text
    assert "2 個檔案中有 1 個" in page.notices.notices()[0].text
    qtmodeltester.check(page.table.records)


def test_checking_takes_nothing_in(
    qtbot: QtBot, empty_workspace: AgencyWorkspace, round_file: Path
) -> None:
    page = VerifyPage(empty_workspace)
    qtbot.addWidget(page)
    page.check_files([round_file])
    settle(qtbot, page)
    assert page.lines[0].state == "簽發者未確認"
    assert empty_workspace.desk.rounds.all() == ()
    assert empty_workspace.desk.office.pin() is None


def test_results_are_copied_one_or_all(
    qtbot: QtBot, page: VerifyPage, round_file: Path, tmp_path: Path
) -> None:
    page.check_files([round_file, put(tmp_path, b"x", "a.txt")])
    settle(qtbot, page)
    page.table.select_record(page.lines[0])
    page.copy_button.click()
    one = QGuiApplication.clipboard().text()
    assert one == page.verdict_view.text()
    digest = page.lines[0].checked
    assert digest is not None
    assert f"SHA-256：{digest.sha256}" in one
    page.copy_all_button.click()
    whole = QGuiApplication.clipboard().text()
    assert one in whole
    assert "a.txt" in whole
    page.clear_button.click()
    assert page.lines == ()
    assert not page.copy_button.isEnabled()


class GatedChecker(FileChecker):
    """Waits before its second file until the gate is open."""

    gate = threading.Event()

    def check_file(self, path: Path) -> CheckedFile:
        if path.name == "1.txt":
            assert self.gate.wait(20)
        return super().check_file(path)


def test_a_stopped_check_keeps_what_was_found(
    qtbot: QtBot, page: VerifyPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checker = GatedChecker(Ground((), None, START))
    monkeypatch.setattr(page.workspace, "build_checker", lambda: checker)
    page.check_files([put(tmp_path, b"x", f"{each}.txt") for each in range(40)])
    qtbot.waitUntil(lambda: page.lines[0].checked is not None, timeout=20_000)
    assert [each.state for each in page.lines[:3]] == ["無法驗證", "驗章中", "等待中"]
    page.tasks.cancel()
    checker.gate.set()
    settle(qtbot, page)
    assert [each.state for each in page.lines] == ["無法驗證", "無法驗證", *["未驗證"] * 38]
    page.check_files([tmp_path / "0.txt"])
    settle(qtbot, page)
    assert page.lines[-1].state == "無法驗證"


def test_files_can_be_chosen_and_a_second_batch_waits(
    qtbot: QtBot, page: VerifyPage, round_file: Path, dialogs: DialogRecorder
) -> None:
    dialogs.answers = [[round_file]]
    page.drop_area.button.click()
    page.check_files([round_file])
    assert "前一批" in page.notices.notices()[0].text
    settle(qtbot, page)
    qtbot.waitUntil(lambda: page.lines[0].checked is not None)
    assert len(page.lines) == 1


def test_going_back_to_the_page_does_not_check_again(
    qtbot: QtBot, page: VerifyPage, round_file: Path
) -> None:
    target = (round_file,)
    page.show_target(target)
    settle(qtbot, page)
    page.show_target(target)
    assert len(page.lines) == 1


def test_files_dropped_on_the_window_are_checked(
    qtbot: QtBot, preferences: PreferenceFile, tmp_path: Path
) -> None:
    workspace = AgencyWorkspace(tmp_path / "agency.tianbao", preferences)
    window = MainWindow()
    qtbot.addWidget(window, before_close_func=lambda shown: shown.close_workspace())
    window.show_workspace(workspace, build_pages(workspace))
    workspace.open()
    window.enter_workspace()
    window.show()
    drop(window, write_file(tmp_path, build_round_file()))
    assert window.page_id == "verify"
    page = window.page("verify")
    assert isinstance(page, VerifyPage)
    settle(qtbot, page)
    assert "填報包" in page.lines[0].sentence
    assert "驗證檔案" in {each.title for each in window.destinations()}


def test_a_return_that_was_changed_shows_its_parts(
    qtbot: QtBot, page: VerifyPage, tmp_path: Path
) -> None:
    page.check_files([put(tmp_path, b"PK\x03\x04", "很長的檔名" * 12 + ".xlsx")])
    settle(qtbot, page)
    text = page.verdict_view.text()
    assert "不符：不是本程式匯出後原封不動的檔案" in text
    assert "簽章正確：前項不符，未再判定" in text
    body = page.verdict_view.widget()
    assert body is not None
    assert body.minimumSizeHint().width() < 600


def test_the_agency_counts_timestamps_of_the_authority_it_has_set_up(
    workspace: AgencyWorkspace, tmp_path: Path
) -> None:
    authority = Authority()
    (tmp_path / "tsa.pem").write_text(authority.pem, encoding="ascii")
    settings = tmp_path / "mine.toml"
    settings.write_text('url = "http://127.0.0.1:9/"\ncertificates = ["tsa.pem"]', "utf-8")
    for config, known in ((None, ()), (str(settings), (authority.pem,))):
        workspace.preferences.change(timestamp_config=config)
        (trust,) = workspace.build_checker()._ground.trusts
        assert trust.timestamp_authorities == known
