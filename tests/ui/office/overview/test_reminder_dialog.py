"""Who is late is listed with a letter to copy or to begin in the mail program."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.qtbot import QtBot

from app.ui.office.overview.reminder_dialog import ReminderDialog
from app.ui.office.workspace import OfficeWorkspace
from app.ui.widgets.desktop import open_letter
from tests.ui.office.scenes import NOW

pytestmark = pytest.mark.slow


@pytest.fixture
def late(qtbot: QtBot, received: OfficeWorkspace) -> ReminderDialog:
    received.clock = lambda: NOW + timedelta(days=20)
    assert received.round is not None
    dialog = ReminderDialog(received, received.round)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_letter_is_to_the_agency_in_hand(late: ReminderDialog) -> None:
    assert late.agencies.proxy.rowCount() == 15
    for row in (0, 3):
        late.agencies.select_row(row)
        name = late.agencies.proxy.index(row, 0).data()
        assert late.letter.toPlainText().startswith(f"{name} 承辦人您好：")
    assert not late.copy_addresses.isEnabled()  # never handed in before


def test_the_letter_is_copied_as_it_was_changed(late: ReminderDialog) -> None:
    late.letter.setPlainText("請儘速報送。")
    late.copy_letter.click()
    subject, _, body = QGuiApplication.clipboard().text().split("\n")
    assert subject.startswith("【催報】「114 年度執行成果")
    assert body == "請儘速報送。"


def test_without_a_mail_program_it_says_what_to_do(
    late: ReminderDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    late.mail.click()
    assert "沒有可開啟的郵件程式" in late.notices.notices()[0].text


def test_what_stands_in_a_letter_never_becomes_another_field_of_the_mail(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[QUrl] = []

    def note(url: QUrl) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    assert open_letter(["a@b.tw&bcc=x@y.z", "c@d.tw"], "甲&cc=e", "乙?丙\n丁")
    (url,) = opened
    assert url.toString(QUrl.ComponentFormattingOption.FullyEncoded).count("&") == 1
    assert url.scheme() == "mailto"
