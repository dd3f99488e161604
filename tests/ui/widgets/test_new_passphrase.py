"""A new passphrase is typed twice, judged while typing, and agreed to where it has consequences."""

from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from app.ui.widgets.new_passphrase import NewPassphraseDialog

GOOD = "紅豆湯圓 rice 27"


def is_ready(dialog: NewPassphraseDialog) -> bool:
    return dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()


def test_a_weak_passphrase_is_not_taken_and_told_why(qtbot: QtBot) -> None:
    dialog = NewPassphraseDialog("建立金鑰", "說明")
    qtbot.addWidget(dialog)
    for weak, why in (("", "至少要"), ("短", "至少要"), ("password2026", "太容易被猜中")):
        dialog.passphrase.setText(weak)
        dialog.again.setText(weak)
        assert why in dialog.missing.text()
        assert not is_ready(dialog)
    dialog.passphrase.setText(GOOD)
    assert "兩次輸入的通行碼不同" in dialog.missing.text()
    dialog.again.setText(GOOD)
    assert is_ready(dialog)


def test_changing_asks_for_the_present_one_first(qtbot: QtBot) -> None:
    dialog = NewPassphraseDialog("變更通行碼", "說明", asks_present=True)
    qtbot.addWidget(dialog)
    dialog.passphrase.setText(GOOD)
    dialog.again.setText(GOOD)
    assert not is_ready(dialog)
    dialog.present.setText("舊的")
    assert is_ready(dialog)


def test_the_new_one_is_neither_the_owner_s_name_nor_the_present_one(qtbot: QtBot) -> None:
    known = ("林小明", "MOE-01")
    dialog = NewPassphraseDialog("變更通行碼", "說明", asks_present=True, known=known)
    qtbot.addWidget(dialog)
    assert "目前的通行碼" in dialog.problem()
    dialog.present.setText(GOOD)
    dialog.passphrase.setText("林小明MOE-01")
    assert "太容易被猜中" in dialog.problem()
    dialog.passphrase.setText(GOOD)
    assert "相同" in dialog.problem() and not is_ready(dialog)


def test_what_has_consequences_is_agreed_to(qtbot: QtBot) -> None:
    dialog = NewPassphraseDialog("更換金鑰", "說明", consent="已了解後果")
    qtbot.addWidget(dialog)
    dialog.passphrase.setText(GOOD)
    dialog.again.setText(GOOD)
    assert not is_ready(dialog)
    dialog.consent.setChecked(True)
    assert is_ready(dialog)
