"""Signing with a card in the window: chosen, opened with one PIN, gone when it is taken out."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.trust.certificates.certificate import certificate_pem, certificate_sha256, fingerprint
from app.trust.keys.pkcs11 import TokenKey, open_token_key
from app.ui.agency import card_dialog
from app.ui.agency.card_dialog import CardDialog, ReadCertificate
from app.ui.agency.sign.page import SignPage
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.shell.preferences import PreferenceFile
from tests.support.soft_tokens import (
    PIN,
    add_token,
    key_usage,
    make_certificate,
    put_on_token,
    soft_tokens,
)
from tests.ui.recorder import DialogRecorder

pytest.importorskip("pkcs11", reason="python-pkcs11 is not installed")

LABEL = "自然人憑證"
NOW = datetime.now(UTC)
RSA_KEY = rsa.generate_private_key(65537, 2048)
SIGNING = make_certificate(
    RSA_KEY, "林小明", NOW - timedelta(days=1), NOW + timedelta(days=30), key_usage(signing=True)
)


@pytest.fixture
def module(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, preferences: PreferenceFile
) -> Iterator[Path]:
    """The driver chosen in the preferences sees one card."""
    with soft_tokens(tmp_path, monkeypatch) as found:
        preferences.change(pkcs11_module=str(found))
        add_token(found, LABEL)
        put_on_token(found, LABEL, SIGNING, RSA_KEY)
        yield found


def wait(qtbot: QtBot, dialog: CardDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.tasks.is_busy, timeout=20_000)


def open_dialog(qtbot: QtBot, preferences: PreferenceFile) -> CardDialog:
    dialog = CardDialog(preferences)
    qtbot.addWidget(dialog)
    wait(qtbot, dialog)
    return dialog


def kinds(dialog: CardDialog) -> list[str]:
    return [each.kind for each in dialog.notices.notices()]


def test_a_card_is_opened_with_its_pin(
    qtbot: QtBot, module: Path, preferences: PreferenceFile
) -> None:
    dialog = open_dialog(qtbot, preferences)
    assert "林小明" in dialog.list.currentItem().text()
    assert fingerprint(SIGNING) in dialog.list.currentItem().text()
    assert not dialog.unlock.isEnabled()
    dialog.pin.setText(PIN)
    assert dialog.unlock.isEnabled()
    dialog.unlock.click()
    assert dialog.pin.text() == ""
    wait(qtbot, dialog)
    assert dialog.result() == CardDialog.DialogCode.Accepted
    assert dialog.key is not None
    assert dialog.key.certificate == SIGNING
    dialog.key.close()


def test_a_certificate_the_card_shows_is_read_without_the_pin(
    qtbot: QtBot, module: Path, preferences: PreferenceFile
) -> None:
    dialog = CardDialog(preferences, only_reads=True)
    qtbot.addWidget(dialog)
    wait(qtbot, dialog)
    assert not dialog.pin.isVisibleTo(dialog)
    dialog.unlock.click()
    assert dialog.key is None
    assert dialog.read == ReadCertificate(
        LABEL, certificate_sha256(SIGNING), certificate_pem(SIGNING)
    )


def test_a_wrong_pin_is_said_and_has_to_be_typed_anew(
    qtbot: QtBot, module: Path, preferences: PreferenceFile
) -> None:
    dialog = open_dialog(qtbot, preferences)
    dialog.pin.setText("999777")
    dialog.unlock.click()
    wait(qtbot, dialog)
    assert kinds(dialog) == ["error"]
    assert (dialog.key, dialog.pin.text(), dialog.unlock.isEnabled()) == (None, "", False)
    dialog.read_cards()
    wait(qtbot, dialog)
    assert "PIN 曾輸入錯誤" in dialog.caution.text()


def test_the_certificate_for_encryption_cannot_be_chosen(
    qtbot: QtBot, module: Path, preferences: PreferenceFile
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    other = make_certificate(
        key, "林小明", NOW - timedelta(1), NOW + timedelta(1), key_usage(signing=False)
    )
    put_on_token(module, LABEL, other, key, b"\x02")
    dialog = open_dialog(qtbot, preferences)
    states = {
        "非簽章用途" in item.text(): bool(item.flags() & Qt.ItemFlag.ItemIsEnabled)
        for item in (dialog.list.item(row) for row in range(dialog.list.count()))
    }
    assert states == {True: False, False: True}
    assert fingerprint(SIGNING) in dialog.list.currentItem().text()


def test_a_missing_driver_is_said_and_another_can_be_chosen(
    qtbot: QtBot,
    module: Path,
    preferences: PreferenceFile,
    tmp_path: Path,
    dialogs: DialogRecorder,
) -> None:
    preferences.change(pkcs11_module=str(tmp_path / "none.so"))
    dialog = open_dialog(qtbot, preferences)
    assert kinds(dialog) == ["error"]
    assert dialog.list.count() == 0
    dialogs.answers = [module]
    dialog.choose_module.click()
    wait(qtbot, dialog)
    assert kinds(dialog) == []
    assert dialog.list.count() == 1
    assert PreferenceFile(tmp_path).present.pkcs11_module == str(module)


def open_page(qtbot: QtBot, workspace: AgencyWorkspace) -> SignPage:
    page = SignPage(workspace)
    qtbot.addWidget(page)
    return page


def put_in(page: SignPage, module: Path, monkeypatch: pytest.MonkeyPatch) -> TokenKey:
    card = open_token_key(module, PIN, now=NOW)
    monkeypatch.setattr(card_dialog, "ask_card_key", lambda parent, preferences: card)
    page.key_card.card.click()
    return card


def test_the_card_is_the_key_until_it_is_put_away(
    qtbot: QtBot,
    workspace: AgencyWorkspace,
    module: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = open_page(qtbot, workspace)
    card = put_in(page, module, monkeypatch)
    assert page.key_card.key is card
    assert LABEL in page.key_card.file.text()
    assert fingerprint(SIGNING) in page.key_card.owner.text()
    (known,) = workspace.desk.keys.memory().cards
    assert (known.label, known.certificate_pem) == (LABEL, certificate_pem(SIGNING))
    page.key_card.remove_card.click()
    assert not page.key_card.is_registered and not page.key_card.owner.isVisibleTo(page)
    with open_token_key(module, PIN, now=NOW) as again:  # it is free for others
        assert again.sign(b"data")


def test_a_card_that_failed_needs_its_pin_again(
    qtbot: QtBot, workspace: AgencyWorkspace, module: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.errors import AppError

    page = open_page(qtbot, workspace)
    put_in(page, module, monkeypatch)

    def fail(_progress: object) -> None:
        raise AppError("TOKEN_REMOVED", token=LABEL)

    page.tasks.start("", fail, lambda _nothing: None, page._report_export_failure)
    qtbot.waitUntil(lambda: page.key_card.key is None)
    assert page.notices.notices()[0].kind == "error"


def test_the_card_is_closed_with_its_page(
    qtbot: QtBot, workspace: AgencyWorkspace, module: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = SignPage(workspace)
    put_in(page, module, monkeypatch)
    with qtbot.waitSignal(page.destroyed):
        page.deleteLater()
    with open_token_key(module, PIN, now=NOW) as again:
        assert again.sign(b"data")
