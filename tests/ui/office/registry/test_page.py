import re
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.models.enrolment import EnrolmentPurpose, EnrolmentState
from app.models.signatures import SignerRole
from app.trust.certificates.certificate import certificate_pem, fingerprint
from app.trust.certificates.fingerprints import format_fingerprint
from app.trust.keys.signing_keys import SoftwareKey, create_software_key
from app.trust.papers.enrolment import build_request, write_request
from app.trust.papers.round_file import read_round_file
from app.ui.office.registry.page import RegistryPage
from app.ui.office.workspace import OfficeWorkspace
from app.ui.widgets.record_view import RecordView
from tests.support.authorities import below, make_authority, make_list, make_person, root
from tests.trust.policy.policies import BUILTIN_TEXT, write_policy
from tests.ui.office.conftest import show
from tests.ui.office.scenes import NOW
from tests.ui.recorder import DialogRecorder

pytestmark = pytest.mark.slow


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
    entry = page.table.selected_record().entry
    assert (entry.agency, entry.person_name, entry.person_id) == ("MOE", "陳小華", "MOE-02")
    assert form.isHidden()
    qtmodeltester.check(page.table.records)


def test_the_form_leaves_room_on_a_small_screen(
    qtbot: QtBot, office: OfficeWorkspace, dialogs: DialogRecorder, certificate: Path
) -> None:
    page = show(qtbot, office, "registry")
    assert isinstance(page, RegistryPage)
    dialogs.answers = [certificate]
    page.add_button.click()
    page.resize(1200, 560)
    qtbot.waitUntil(lambda: page.height() == 560)
    assert page.form.verticalScrollBar().maximum() > 0
    page.form.register_button.setFocus()
    page.form.ensureWidgetVisible(page.form.register_button)
    assert not page.form.register_button.visibleRegion().isEmpty()


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
    qtbot.waitUntil(lambda: not page.tasks.is_busy)
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
    taken.write_text(office.desk.registry.current().entries[0].certificate_pem)
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
    assert office.desk.registry.current().entries[0].revocation_reason == "離職"
    page.tabs.setCurrentWidget(page.over)
    page.over.table.select_row(0)
    assert page.over.table.proxy.index(0, 3).data() == "已註銷"
    assert page.over.panel.isVisible()
    assert page.over.panel.withdraw_button.isHidden()
    assert "離職" in page.over.panel.values["狀態"].text()


def test_withdrawing_without_a_reason_is_refused(
    qtbot: QtBot, office: OfficeWorkspace, dialogs: DialogRecorder
) -> None:
    page = show(qtbot, office, "registry")
    assert isinstance(page, RegistryPage)
    page.table.select_row(0)
    dialogs.answers = [" "]
    page.withdraw_button.click()
    assert office.desk.registry.current().entries[0].revoked_at is None
    assert page.notices.notices()[0].kind == "error"


def test_an_empty_registry_takes_the_first_certificate(
    qtbot: QtBot, new_office: OfficeWorkspace, dialogs: DialogRecorder, certificate: Path
) -> None:
    page = show(qtbot, new_office, "registry")
    assert isinstance(page, RegistryPage)
    assert page.active.stack.currentWidget() is page.empty
    dialogs.answers = [certificate]
    page.add_button.click()
    assert page.active.stack.currentWidget() is page.active.board
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
    assert new_office.desk.registry.current().entries == ()
    card.confirm.click()
    (entry,) = new_office.desk.registry.current().entries
    assert (entry.agency, entry.person_name) == ("MOE", "陳小華")
    assert page.enrolments.cards == []
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
    (settled,) = office.desk.enrolments.all()
    assert (settled.state, settled.reason) == (EnrolmentState.REJECTED, "指紋不同")
    assert page.enrolments.cards == []


def shown_page(qtbot: QtBot, office: OfficeWorkspace) -> RegistryPage:
    page = show(qtbot, office, "registry")
    assert isinstance(page, RegistryPage)
    return page


def row_texts(view: RecordView) -> list[str]:
    columns = range(view.proxy.columnCount())
    rows = range(view.proxy.rowCount())
    return [" ".join(str(view.proxy.index(row, each).data()) for each in columns) for row in rows]


def test_tabs_tell_how_many_wait_count_and_are_over(
    qtbot: QtBot,
    office: OfficeWorkspace,
    dialogs: DialogRecorder,
    tmp_path: Path,
    key: SoftwareKey,
    qtmodeltester: ModelTester,
) -> None:
    page = shown_page(qtbot, office)
    dialogs.answers = [[write_request_file(tmp_path, key)], "離職"]
    page.request_button.click()
    assert page.tabs.currentWidget() is page.enrolments
    page.table.select_row(0)
    page.withdraw_button.click()
    names = [page.tabs.tabText(index) for index in range(3)]
    assert names == ["待核對（1）", "有效（1）", "已失效（1）"]
    qtmodeltester.check(page.history.records)


def test_a_selected_certificate_shows_its_fingerprint_and_when_it_ends(
    qtbot: QtBot, office: OfficeWorkspace
) -> None:
    page = shown_page(qtbot, office)
    assert page.active.panel.isHidden()
    page.table.select_row(0)
    (first, *_) = office.desk.registry.current().entries
    panel = page.active.panel
    assert panel.heading.text() == first.person_name
    assert len(panel.view.fingerprint().split()) == 6
    assert panel.values["剩餘日數"].text().endswith(" 日")
    assert panel.values["發證者"].text() == "自簽（以名冊認定）"
    assert panel.values["展期自"].isHidden()


def test_words_and_agency_choose_in_every_list(
    qtbot: QtBot,
    office: OfficeWorkspace,
    dialogs: DialogRecorder,
    tmp_path: Path,
    key: SoftwareKey,
) -> None:
    page = shown_page(qtbot, office)
    dialogs.answers = [[write_request_file(tmp_path, key)]]
    page.request_button.click()
    assert page.table.proxy.rowCount() == 2
    page.filter.agencies.setCurrentIndex(page.filter.agencies.findData("MOTC"))
    assert page.table.proxy.rowCount() == 1
    assert all("交通部" in each for each in row_texts(page.history))
    assert page.enrolments.cards[0].isHidden()
    page.filter.agencies.setCurrentIndex(0)
    page.filter.words.setText("陳小華 教育部")
    assert page.table.proxy.rowCount() == 0
    assert not page.enrolments.cards[0].isHidden()
    page.tabs.setCurrentWidget(page.office_key)
    assert not page.filter.isEnabled()


def test_the_history_tells_who_when_and_why(
    qtbot: QtBot, office: OfficeWorkspace, dialogs: DialogRecorder
) -> None:
    page = shown_page(qtbot, office)
    page.officer.setText("王小明")
    page.officer.editingFinished.emit()
    page.table.select_row(0)
    dialogs.answers = ["職務調整"]
    page.withdraw_button.click()
    newest = row_texts(page.history)[0]
    assert re.match(r"\d{3}\.\d\d\.\d\d \d\d:\d\d ", newest)
    for word in ("王小明", "註銷憑證", "國發會", "職務調整"):
        assert word in newest


def test_a_renewal_stands_beside_the_certificate_it_renews(
    qtbot: QtBot, office: OfficeWorkspace, tmp_path: Path, key: SoftwareKey
) -> None:
    (held, *_) = office.desk.registry.current().entries
    request = build_request(
        key,
        agency=held.agency,
        person_id=held.person_id,
        person_name="陳小華",
        role=held.role,
        at=NOW,
        purpose=EnrolmentPurpose.RENEWAL,
        replaces_sha256=held.certificate_sha256,
    )
    write_request(request, key, tmp_path / "renewal.tbenrol")
    office.desk.enrolments.receive(tmp_path / "renewal.tbenrol")
    page = shown_page(qtbot, office)
    (card,) = page.enrolments.cards
    texts = [each.text() for each in card.findChildren(QLabel)]
    assert held.person_name in texts
    assert format_fingerprint(held.certificate_sha256) in texts
    assert texts.count("不同") == 2
    card.compared.setChecked(True)
    card.confirm.click()
    page.table.select_row(2)
    shown = page.active.panel.values["展期自"].text()
    assert format_fingerprint(held.certificate_sha256) in shown


def test_roots_are_imported_in_any_order_and_removed(
    qtbot: QtBot, office: OfficeWorkspace, dialogs: DialogRecorder, tmp_path: Path
) -> None:
    card = make_person(make_authority("他處"))
    office.desk.registry.register(
        certificate_pem(card.certificate), "MOE", "7", "陳小華", SignerRole.PREPARER, NOW
    )
    page = shown_page(qtbot, office)
    chain, lists = tmp_path / "chain.pem", tmp_path / "a.crl"
    chain.write_bytes(root().pem + below().pem)
    lists.write_bytes(make_list(below(), at=NOW - timedelta(days=40)))
    dialogs.answers = [[lists, chain], True]
    page.tabs.setCurrentWidget(page.anchors)
    assert page.anchors.empty.button is not None
    page.anchors.empty.button.click()
    told = {each.kind: each.text for each in page.notices.notices()}
    assert "1 張憑證未通過" in told["ok"]
    assert "已逾下次更新日" in told["warning"]
    assert page.anchors.table.proxy.rowCount() == 3
    assert "憑證鏈不符" in row_texts(page.table)[2]
    page.anchors.table.select_row(0)
    page.anchors.remove_button.click()
    assert page.anchors.table.proxy.rowCount() == 2
    assert not any("憑證鏈不符" in each for each in row_texts(page.table))


def test_a_refused_anchor_file_is_told(
    qtbot: QtBot, office: OfficeWorkspace, dialogs: DialogRecorder, tmp_path: Path
) -> None:
    page = shown_page(qtbot, office)
    (tmp_path / "a.cer").write_bytes(b"nothing")
    dialogs.answers = [[tmp_path / "a.cer"]]
    page.anchors.import_files()
    assert "未匯入" in page.notices.notices()[0].text
    assert office.desk.anchors.all() == ()


def test_a_trust_policy_is_imported_told_and_taken_back(
    qtbot: QtBot, office: OfficeWorkspace, dialogs: DialogRecorder, tmp_path: Path
) -> None:
    page = shown_page(qtbot, office)
    line = page.anchors.policy
    assert "本程式內建" in line.words.text()
    assert not line.remove_button.isVisibleTo(page)
    good = write_policy(tmp_path, BUILTIN_TEXT.replace("填報內建信任政策", "本部信任政策"))
    bad = write_policy(tmp_path, "title = 1", "bad.toml")
    dialogs.answers = [[good], [bad], True]
    line.import_button.click()
    assert "本部信任政策" in line.words.text()
    assert "重新寫出填報包" in page.notices.notices()[0].text
    line.import_button.click()
    assert "第 1 行" in page.notices.notices()[-1].text
    line.remove_button.click()
    assert "本程式內建" in line.words.text()


def test_the_offices_key_is_copied_relocked_and_replaced(
    qtbot: QtBot, office: OfficeWorkspace, dialogs: DialogRecorder, tmp_path: Path
) -> None:
    page = shown_page(qtbot, office)
    panel = page.office_key
    before = panel.view.fingerprint()
    copy = tmp_path / "elsewhere" / "copy.p12"
    changed = ("彙整機關的通行碼", "另一個更長的通行碼")
    dialogs.answers = [copy, changed, changed, None, "第三個夠長的通行碼"]
    panel.copy_button.click()
    assert copy.exists()
    panel.change_button.click()
    assert "已變更通行碼" in page.notices.notices()[0].text
    panel.change_button.click()
    assert page.notices.notices()[-1].kind == "error"
    assert panel.view.fingerprint() == before
    panel.replace_button.click()  # left at the question
    assert panel.view.fingerprint() == before
    panel.replace_button.click()
    assert panel.view.fingerprint() != before
    assert panel.earlier.text() == before
    assert panel.view.fingerprint() in page.notices.notices()[0].text


def test_a_lost_key_file_is_told_with_what_to_do(qtbot: QtBot, office: OfficeWorkspace) -> None:
    office.desk.keys.file.unlink()
    page = shown_page(qtbot, office)
    page.tabs.setCurrentWidget(page.office_key)
    assert "找不到金鑰檔" in page.office_key.missing.text()
    assert page.office_key.missing.isVisible()
    assert not page.office_key.change_button.isEnabled()
    assert page.office_key.replace_button.isEnabled()


def test_a_key_file_that_is_none_of_the_stores_is_named(
    qtbot: QtBot, office: OfficeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown_page(qtbot, office)
    page.tabs.setCurrentWidget(page.office_key)
    assert not page.office_key.warnings.isVisible()
    (office.store.parent / "office.0123456789ab.office-key.p12").touch()
    page.office_key.refresh()
    assert page.office_key.warnings.isVisible()
    assert "office.0123456789ab.office-key.p12" in page.office_key.warnings.text()
    monkeypatch.setattr("app.trust.keys.files.is_exposed", lambda path: True)
    page.office_key.refresh()
    assert "其他使用者" in page.office_key.warnings.text()


def test_an_office_without_a_key_is_offered_to_make_one(
    qtbot: QtBot, new_office: OfficeWorkspace, dialogs: DialogRecorder
) -> None:
    page = shown_page(qtbot, new_office)
    panel = page.office_key
    assert panel.replace_button.isHidden()
    dialogs.answers = ["彙整機關的通行碼"]
    panel.make_button.click()
    assert "另存金鑰備份" in page.notices.notices()[0].text
    assert panel.make_button.isHidden()
    assert len(panel.view.fingerprint().split()) == 6
