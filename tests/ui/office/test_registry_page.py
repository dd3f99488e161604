from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.models.enrolment import EnrolmentState
from app.models.signatures import SignerRole
from app.trust.certificates import certificate_pem, fingerprint
from app.trust.enrolment import build_request, write_request
from app.trust.keys import SoftwareKey, create_software_key
from app.trust.round_file import read_round_file
from app.ui.office.office_workspace import OfficeWorkspace
from app.ui.office.registry_page import RegistryPage
from tests.ui.office.conftest import show
from tests.ui.office.scenes import NOW
from tests.ui.recorder import DialogRecorder


@pytest.fixture(scope="module")
def key() -> SoftwareKey:
    start = NOW - timedelta(days=1)
    return create_software_key(
        "陳小華", "MOE-02", "教育部", valid_from=start, valid_until=start + timedelta(days=700)
    )


@pytest.fixture
def certificate(tmp_path: Path, key: SoftwareKey) -> Path:
    path = tmp_path / "chen.cer"
    path.write_text(certificate_pem(key.certificate), encoding="ascii")
    return path


def test_a_certificate_is_compared_and_registered(
    qtbot: QtBot,
    office: OfficeWorkspace,
    dialogs: DialogRecorder,
    certificate: Path,
    key: SoftwareKey,
    qtmodeltester: ModelTester,
) -> None:
    page = show(qtbot, office, "registry")
    assert isinstance(page, RegistryPage)
    dialogs.answers = [certificate]
    page.add_button.click()
    form = page.form
    assert form.fingerprint.text() == fingerprint(key.certificate)
    assert len(form.fingerprint.text().split()) == 6
    assert form.agency.currentData() == "MOE"
    assert not form.register_button.isEnabled()
    form.compared.setChecked(True)
    form.register_button.click()
    entry = page.table.selected_record()
    assert (entry.agency, entry.person_name, entry.person_id) == ("MOE", "陳小華", "MOE-02")
    assert form.isHidden()
    qtmodeltester.check(page.table.records)


def test_registering_offers_the_round_file_of_that_agency_alone(
    qtbot: QtBot,
    office: OfficeWorkspace,
    dialogs: DialogRecorder,
    certificate: Path,
    key: SoftwareKey,
    tmp_path: Path,
) -> None:
    page = show(qtbot, office, "registry")
    assert isinstance(page, RegistryPage)
    dialogs.answers = [certificate, tmp_path]
    page.add_button.click()
    page.form.compared.setChecked(True)
    page.form.register_button.click()
    buttons = page.notices.notices()[0].findChildren(QPushButton)
    (offer,) = [each for each in buttons if each.text() == "產生教育部填報包…"]
    offer.click()
    (path,) = tmp_path.glob("*.tbround")
    written, _document = read_round_file(path)
    assert written.agency == "MOE"
    assert written.registry.entry(key.certificate_sha256) is not None


def test_a_private_key_is_turned_away(
    qtbot: QtBot, office: OfficeWorkspace, dialogs: DialogRecorder, tmp_path: Path
) -> None:
    page = show(qtbot, office, "registry")
    assert isinstance(page, RegistryPage)
    secret = tmp_path / "secret.pem"
    secret.write_text("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")
    dialogs.answers = [secret]
    page.add_button.click()
    assert "私密金鑰" in page.notices.notices()[0].text
    assert page.form.isHidden()


def test_a_refused_registration_keeps_what_was_typed(
    qtbot: QtBot, office: OfficeWorkspace, dialogs: DialogRecorder, tmp_path: Path
) -> None:
    page = show(qtbot, office, "registry")
    assert isinstance(page, RegistryPage)
    taken = tmp_path / "taken.pem"
    taken.write_text(office.desk.registry().entries[0].certificate_pem)
    dialogs.answers = [taken]
    page.add_button.click()
    page.form.agency.setCurrentIndex(page.form.agency.findData("MOE"))
    page.form.compared.setChecked(True)
    page.form.register_button.click()
    assert page.form.isVisible()
    assert "已登錄為" in page.form.notices.notices()[0].text
    assert page.form.agency.currentData() == "MOE"


def test_a_certificate_is_withdrawn_with_a_reason(
    qtbot: QtBot, office: OfficeWorkspace, dialogs: DialogRecorder
) -> None:
    page = show(qtbot, office, "registry")
    assert isinstance(page, RegistryPage)
    page.table.select_row(0)
    dialogs.answers = ["離職"]
    page.withdraw_button.click()
    assert office.desk.registry().entries[0].revocation_reason == "離職"
    assert page.table.proxy.index(0, 3).data() == "已註銷"
    page.table.select_row(0)
    assert not page.withdraw_button.isEnabled()


def test_withdrawing_without_a_reason_is_refused(
    qtbot: QtBot, office: OfficeWorkspace, dialogs: DialogRecorder
) -> None:
    page = show(qtbot, office, "registry")
    assert isinstance(page, RegistryPage)
    page.table.select_row(0)
    dialogs.answers = [" "]
    page.withdraw_button.click()
    assert office.desk.registry().entries[0].revoked_at is None
    assert page.notices.notices()[0].kind == "error"


def test_an_empty_registry_takes_the_first_certificate(
    qtbot: QtBot, new_office: OfficeWorkspace, dialogs: DialogRecorder, certificate: Path
) -> None:
    page = show(qtbot, new_office, "registry")
    assert isinstance(page, RegistryPage)
    assert page.stack.currentWidget() is page.empty
    dialogs.answers = [certificate]
    page.add_button.click()
    assert page.stack.currentWidget() is page.board
    assert page.form.isVisible()


def write_request_file(folder: Path, key: SoftwareKey) -> Path:
    path = folder / "MOE-02.tbenrol"
    request = build_request(
        key,
        agency="MOE",
        person_id="MOE-02",
        person_name="陳小華",
        role=SignerRole.PREPARER,
        at=NOW,
    )
    write_request(request, key, path)
    return path


def test_a_request_is_compared_and_gets_its_certificate(
    qtbot: QtBot,
    new_office: OfficeWorkspace,
    dialogs: DialogRecorder,
    tmp_path: Path,
    key: SoftwareKey,
) -> None:
    page = show(qtbot, new_office, "registry")
    assert isinstance(page, RegistryPage)
    assert page.empty.button is not None
    dialogs.answers = [[write_request_file(tmp_path, key)], None, "彙整機關的通行碼"]
    page.empty.button.click()
    (card,) = page.enrolments.cards
    assert card.view.fingerprint() == fingerprint(key.certificate)
    assert not card.confirm.isEnabled()
    card.compared.setChecked(True)
    card.confirm.click()  # the officer leaves the question for a passphrase
    assert new_office.desk.registry().entries == ()
    card.confirm.click()
    (entry,) = new_office.desk.registry().entries
    assert (entry.agency, entry.person_name) == ("MOE", "陳小華")
    assert page.enrolments.isHidden()
    assert [each for each, _ in dialogs.asked] == [
        "ask_open_files",
        "ask_new_passphrase",
        "ask_new_passphrase",
    ]


def test_a_request_is_turned_away_with_a_reason(
    qtbot: QtBot,
    office: OfficeWorkspace,
    dialogs: DialogRecorder,
    tmp_path: Path,
    key: SoftwareKey,
) -> None:
    page = show(qtbot, office, "registry")
    assert isinstance(page, RegistryPage)
    dialogs.answers = [[write_request_file(tmp_path, key)], "指紋不同"]
    page.request_button.click()
    page.enrolments.cards[0].reject.click()
    (settled,) = office.desk.enrolments()
    assert (settled.state, settled.reason) == (EnrolmentState.REJECTED, "指紋不同")
    assert page.enrolments.cards == []
