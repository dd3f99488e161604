"""The 憑證 page: keys made, added, asked for at the office, renewed, given another passphrase."""

import dataclasses
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.errors import AppError
from app.models.enrolment import EnrolmentPurpose
from app.models.signatures import Reason, Registry, RegistryEntry, SignerRole
from app.trust.certificates.certificate import certificate_pem, read_certificate
from app.trust.keys.files import KeyOwner, make_key_file
from app.trust.keys.my_keys import KeyMedium, KeyState, MyKey
from app.trust.keys.pkcs12 import load_pkcs12, write_pkcs12
from app.trust.keys.signing_keys import SoftwareKey, create_software_key
from app.trust.papers.enrolment import read_request
from app.ui.agency import card_dialog
from app.ui.agency.card_dialog import ReadCertificate
from app.ui.agency.home.page import HomePage
from app.ui.agency.keys import enrolment_dialog, key_dialog, renewal_dialog
from app.ui.agency.keys.enrolment_dialog import EnrolmentWish
from app.ui.agency.keys.key_dialog import KeyDialog, NewKey, default_key_path
from app.ui.agency.keys.page import KeysPage
from app.ui.agency.keys.renewal_dialog import RenewalDialog
from app.ui.agency.pages import build_pages
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.messages import word
from tests.agency.desks import AGENCY, OFFICE_FINGERPRINT, build_round, build_round_file, write_file
from tests.ui.recorder import DialogRecorder

pytestmark = pytest.mark.slow

PASSPHRASE = "紅豆湯圓 rice 27"
NEW_PASSPHRASE = "四季豆 orange 8841"
NOW = datetime.now(UTC)
WISH = EnrolmentWish("林小明", "MOE-01", SignerRole.PREPARER, EnrolmentPurpose.NEW, None)


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    path = tmp_path / "MOE-01.p12"
    make_key_file(path, KeyOwner("林小明", "MOE-01", "教育部"), PASSPHRASE, now=NOW, days=40)
    return path


def register(
    workspace: AgencyWorkspace, folder: Path, *keys: SoftwareKey, **changes: object
) -> None:
    """Receive a round file whose registry lists these keys; the round closes in 60 days."""
    entries = tuple(
        msgspec.structs.replace(
            RegistryEntry(
                agency=AGENCY,
                person_id="MOE-01",
                person_name="林小明",
                role=SignerRole.PREPARER,
                certificate_pem=certificate_pem(key.certificate),
                certificate_sha256=key.certificate_sha256,
                active_from=NOW - timedelta(days=1),
            ),
            **changes,
        )
        for key in keys
    )
    registry = Registry(
        sequence=9, issued_at=NOW, next_update=NOW + timedelta(days=90), entries=entries
    )
    round_ = build_round(closes_on=NOW.date() + timedelta(days=60))
    file = write_file(
        folder, build_round_file(round=round_, registry=registry, issued_at=NOW), "r.tbround"
    )
    workspace.receive_round_file(file, confirm_office=OFFICE_FINGERPRINT)


def open_page(qtbot: QtBot, workspace: AgencyWorkspace) -> KeysPage:
    page = KeysPage(workspace)
    qtbot.addWidget(page)
    page.activate()
    return page


def selected(page: KeysPage) -> MyKey:
    key = page.table.selected_record()
    assert isinstance(key, MyKey)
    return key


def settle(qtbot: QtBot, page: KeysPage) -> None:
    qtbot.waitUntil(lambda: not page.tasks.is_busy, timeout=20_000)


def press(qtbot: QtBot, page: KeysPage, action: str) -> None:
    assert page.details.buttons[action].isVisibleTo(page.details)
    page.details.buttons[action].click()
    settle(qtbot, page)


def told(page: KeysPage) -> list[tuple[str, str]]:
    return [(each.kind, each.text) for each in page.notices.notices()]


def test_without_a_key_the_first_step_is_offered(
    qtbot: QtBot, empty_workspace: AgencyWorkspace
) -> None:
    page = open_page(qtbot, empty_workspace)
    assert page.empty.isVisibleTo(page) and not page.details.isVisibleTo(page)
    assert page.empty.button is not None
    page.empty.button.click()
    assert [kind for kind, _ in told(page)] == ["info"]  # whose agency, no round file has said
    assert page.office.empty.isVisibleTo(page)


def test_a_made_key_goes_on_to_ask_to_be_enrolled(
    qtbot: QtBot,
    workspace: AgencyWorkspace,
    tmp_path: Path,
    dialogs: DialogRecorder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = open_page(qtbot, workspace)
    asked = NewKey("林小明", "MOE-01", PASSPHRASE)
    monkeypatch.setattr(key_dialog, "ask_new_key", lambda *_: asked)
    monkeypatch.setattr(enrolment_dialog, "ask_enrolment", lambda *_: WISH)
    dialogs.answers = [tmp_path / "new.p12", tmp_path / "new.tbenrol", PASSPHRASE]
    page.make.click()
    settle(qtbot, page)
    made = load_pkcs12(tmp_path / "new.p12", PASSPHRASE.encode())
    assert selected(page).own_sha256 == made.certificate_sha256
    assert selected(page).state is KeyState.NOT_REGISTERED
    assert made.certificate.not_valid_after_utc - datetime.now(UTC) < timedelta(days=730, minutes=5)
    assert workspace.preferences.present.key_file == str(tmp_path / "new.p12")
    press_notice(page, "匯出登錄申請…")
    settle(qtbot, page)
    request = read_request(tmp_path / "new.tbenrol").request
    assert (request.agency, request.person_name, request.purpose) == (
        "MOE",
        "林小明",
        EnrolmentPurpose.NEW,
    )
    assert selected(page).state is KeyState.REQUESTED
    assert "申請已於" in page.details.sentence.text()


def press_notice(page: KeysPage, label: str) -> None:
    buttons = page.notices.notices()[0].findChildren(QPushButton)
    next(each for each in buttons if each.text() == label).click()


def test_a_key_file_is_added_once_it_was_opened(
    qtbot: QtBot,
    workspace: AgencyWorkspace,
    tmp_path: Path,
    dialogs: DialogRecorder,
) -> None:
    elsewhere = tmp_path / "隨身碟" / "mine.p12"
    elsewhere.parent.mkdir()
    key = create_software_key(
        "陳小華", "MOE-02", "教育部", valid_from=NOW, valid_until=NOW + timedelta(days=300)
    )
    write_pkcs12(key, elsewhere, PASSPHRASE.encode())
    page = open_page(qtbot, workspace)
    dialogs.answers = [elsewhere, "wrong", elsewhere, PASSPHRASE]
    page.add.click()
    assert [kind for kind, _ in told(page)] == ["error"]
    assert page.table.proxy.rowCount() == 0
    page.add.click()
    assert (selected(page).person_name, selected(page).path) == ("陳小華", elsewhere)
    elsewhere.unlink()
    page.refresh()
    assert selected(page).state is KeyState.MISSING
    press(qtbot, page, "forget")
    assert page.table.proxy.rowCount() == 0
    assert workspace.preferences.present.key_file is None


def test_a_file_nobody_opened_is_read_with_its_passphrase(
    qtbot: QtBot, workspace: AgencyWorkspace, key_file: Path, dialogs: DialogRecorder
) -> None:
    key_file.with_suffix(".pem").unlink()
    page = open_page(qtbot, workspace)
    assert selected(page).state is KeyState.LOCKED
    assert not page.details.fingerprint.isVisibleTo(page)
    dialogs.answers = [PASSPHRASE]
    press(qtbot, page, "open")
    assert selected(page).person_name == "林小明"
    assert page.details.fingerprint.fingerprint() == selected(page).facts.fingerprint  # type: ignore[union-attr]


def test_a_card_is_listed_after_its_certificate_was_read(
    qtbot: QtBot, workspace: AgencyWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = create_software_key(
        "林小明", "MOE-01", "教育部", valid_from=NOW, valid_until=NOW + timedelta(days=300)
    )
    read = ReadCertificate("自然人憑證", key.certificate_sha256, certificate_pem(key.certificate))
    monkeypatch.setattr(card_dialog, "ask_card_certificate", lambda *_: read)
    page = open_page(qtbot, workspace)
    page.card.click()
    assert (selected(page).medium, selected(page).label) == (KeyMedium.CARD, "自然人憑證")
    monkeypatch.setattr(enrolment_dialog, "ask_enrolment", lambda *_: None)
    press(qtbot, page, "request")  # they thought better of it
    assert selected(page).state is KeyState.NOT_REGISTERED


def test_another_key_than_the_listed_one_asks_for_nothing(
    qtbot: QtBot,
    workspace: AgencyWorkspace,
    key_file: Path,
    tmp_path: Path,
    dialogs: DialogRecorder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = open_page(qtbot, workspace)
    other = create_software_key(
        "他人", "MOE-07", "教育部", valid_from=NOW, valid_until=NOW + timedelta(days=30)
    )
    key_file.unlink()
    write_pkcs12(other, key_file, PASSPHRASE.encode())
    monkeypatch.setattr(enrolment_dialog, "ask_enrolment", lambda *_: WISH)
    dialogs.answers = [tmp_path / "a.tbenrol", PASSPHRASE]
    press(qtbot, page, "request")
    assert [kind for kind, _ in told(page)] == ["error"]
    assert not (tmp_path / "a.tbenrol").exists()


def test_a_request_goes_out_where_nothing_can_be_remembered(
    qtbot: QtBot,
    workspace: AgencyWorkspace,
    key_file: Path,
    tmp_path: Path,
    dialogs: DialogRecorder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The local data folder is full or read-only: said in the window, no bug of ours."""

    def fail(*_details: object) -> None:
        raise AppError("FILE_DISK_FULL", file="keys.json")

    raised: list[AppError] = []
    workspace.error_raised.connect(raised.append)
    page = open_page(qtbot, workspace)
    monkeypatch.setattr("app.agency.keys.write_atomically", fail)
    monkeypatch.setattr(enrolment_dialog, "ask_enrolment", lambda *_: WISH)
    dialogs.answers = [tmp_path / "a.tbenrol", PASSPHRASE]
    press(qtbot, page, "request")
    qtbot.waitUntil(lambda: bool(raised), timeout=10_000)
    settle(qtbot, page)
    assert [each.code for each in raised] == ["FILE_DISK_FULL"]
    assert [kind for kind, _ in told(page)] == ["ok"]
    assert (tmp_path / "a.tbenrol").exists()


def test_a_key_is_renewed_with_a_new_one(
    qtbot: QtBot,
    workspace: AgencyWorkspace,
    key_file: Path,
    tmp_path: Path,
    dialogs: DialogRecorder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = load_pkcs12(key_file, PASSPHRASE.encode())
    register(workspace, tmp_path, old)
    page = open_page(qtbot, workspace)
    assert selected(page).state is KeyState.EXPIRING
    assert "展期" in page.details.next.text()
    asked: list[tuple[object, ...]] = []

    def ask_new_key(*answers: object) -> NewKey:
        asked.append(answers)
        return NewKey("林小明", "MOE-01", NEW_PASSPHRASE)

    monkeypatch.setattr(key_dialog, "ask_new_key", ask_new_key)
    monkeypatch.setattr(renewal_dialog, "ask_way", lambda *_: KeyMedium.PROGRAM)
    dialogs.answers = [tmp_path / "new.p12", tmp_path / "renewal.tbenrol"]
    press(qtbot, page, "renew")
    settle(qtbot, page)
    qtbot.waitUntil(lambda: (tmp_path / "renewal.tbenrol").exists(), timeout=10_000)
    settle(qtbot, page)
    assert asked[0][1:] == ("林小明", "MOE-01")
    request = read_request(tmp_path / "renewal.tbenrol").request
    assert (request.purpose, request.replaces_sha256) == (
        EnrolmentPurpose.RENEWAL,
        old.certificate_sha256,
    )
    states = [each.state for each in workspace.my_keys()]
    assert states == [KeyState.EXPIRING, KeyState.REQUESTED]
    page.table.select_row(0)
    assert page.details.next.text().startswith("下一步：展期申請已於")


def test_a_lost_key_is_replaced_by_another_file_and_never_by_itself(
    qtbot: QtBot,
    workspace: AgencyWorkspace,
    key_file: Path,
    tmp_path: Path,
    dialogs: DialogRecorder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = load_pkcs12(key_file, PASSPHRASE.encode())
    register(workspace, tmp_path, old)
    page = open_page(qtbot, workspace)
    monkeypatch.setattr(renewal_dialog, "ask_way", lambda *_: KeyMedium.PKCS12)
    dialogs.answers = [key_file, PASSPHRASE, tmp_path / "same.tbenrol"]
    press(qtbot, page, "replace")
    assert [kind for kind, _ in told(page)] == ["error"]
    assert not (tmp_path / "same.tbenrol").exists()
    fresh = tmp_path / "fresh.p12"
    make_key_file(fresh, KeyOwner("林小明", "MOE-01", "教育部"), PASSPHRASE, now=NOW, days=300)
    dialogs.answers = [fresh, PASSPHRASE, tmp_path / "replacement.tbenrol"]
    page.table.select_row(0)
    press(qtbot, page, "replace")
    request = read_request(tmp_path / "replacement.tbenrol").request
    assert (request.purpose, request.replaces_sha256) == (
        EnrolmentPurpose.REPLACEMENT,
        old.certificate_sha256,
    )


def test_the_passphrase_of_a_key_file_is_changed(
    qtbot: QtBot,
    workspace: AgencyWorkspace,
    key_file: Path,
    dialogs: DialogRecorder,
) -> None:
    page = open_page(qtbot, workspace)
    dialogs.answers = [(PASSPHRASE, NEW_PASSPHRASE)] * 2
    press(qtbot, page, "passphrase")
    assert [kind for kind, _ in told(page)] == ["ok"]
    load_pkcs12(key_file, NEW_PASSPHRASE.encode())
    press(qtbot, page, "passphrase")  # the present one is another by now
    assert [kind for kind, _ in told(page)] == ["error"]


def test_a_certificate_is_handed_out(
    qtbot: QtBot,
    workspace: AgencyWorkspace,
    key_file: Path,
    tmp_path: Path,
    dialogs: DialogRecorder,
) -> None:
    page = open_page(qtbot, workspace)
    dialogs.answers = [tmp_path / "out.pem"]
    press(qtbot, page, "certificate")
    assert read_certificate(tmp_path / "out.pem") == read_certificate(key_file.with_suffix(".pem"))


def test_withdrawn_keys_say_when_and_why_and_others_can_be_looked_at(
    qtbot: QtBot, workspace: AgencyWorkspace, key_file: Path, tmp_path: Path
) -> None:
    key = load_pkcs12(key_file, PASSPHRASE.encode())
    register(workspace, tmp_path, key, revoked_at=NOW, revocation_reason="隨身碟遺失")
    page = open_page(qtbot, workspace)
    assert "理由：隨身碟遺失" in page.details.sentence.text()
    assert not page.details.buttons["renew"].isVisibleTo(page)
    assert page.details.buttons["replace"].isVisibleTo(page)
    assert not page.others.isVisibleTo(page)
    assert "第 9 號" in page.office.registry.text()
    assert page.office.fingerprint.text() == OFFICE_FINGERPRINT
    stranger = create_software_key(
        "陳大同", "MOE-09", "教育部", valid_from=NOW, valid_until=NOW + timedelta(days=30)
    )
    register(workspace, tmp_path, stranger, person_id="MOE-09", person_name="陳大同")
    page.refresh()
    assert page.table.proxy.rowCount() == 1
    page.others.setChecked(True)
    assert page.table.proxy.rowCount() == 2


def test_the_first_page_tells_of_a_key_that_ends_too_soon(
    qtbot: QtBot, workspace: AgencyWorkspace, key_file: Path, tmp_path: Path
) -> None:
    home = HomePage(workspace)
    qtbot.addWidget(home)
    home.show()
    home.activate()
    home.notes.key_note.look()
    assert "還沒有已登錄的簽章憑證" in home.notes.key_note.words.text()
    key = load_pkcs12(key_file, PASSPHRASE.encode())
    register(workspace, tmp_path, key)
    home.activate()
    told = home.notes.key_note.words.text
    qtbot.waitUntil(lambda: "請先辦理展期" in told(), timeout=10_000)
    with qtbot.waitSignal(home.page_requested) as asked:
        home.notes.key_note.go.click()
    assert asked.args == ["keys", key.certificate_sha256]


def test_the_first_page_tells_what_the_trust_policy_ends(
    qtbot: QtBot, workspace: AgencyWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key itself is good beyond the round: only the policy's day is near."""
    path = tmp_path / "MOE-01.p12"
    made = make_key_file(
        path, KeyOwner("林小明", "MOE-01", "教育部"), PASSPHRASE, now=NOW, days=300
    )
    register(workspace, tmp_path, made)
    home = HomePage(workspace)
    qtbot.addWidget(home)
    home.show()
    home.notes.key_note.look()
    assert home.notes.key_note.isHidden()
    (mine,) = workspace.my_keys()
    assert mine.facts is not None
    params = {"name": "林小明", "algorithm": "RSA-2048", "date": "116年1月1日"}
    ending = Reason(code="ALGORITHM_ENDING", params=params)
    noted = dataclasses.replace(mine, facts=dataclasses.replace(mine.facts, notes=(ending,)))
    monkeypatch.setattr(workspace, "my_keys", lambda: (noted,))
    home.notes.key_note.look()
    assert not home.notes.key_note.isHidden()
    assert "RSA-2048" in home.notes.key_note.words.text()
    assert "116年1月1日" in home.notes.key_note.words.text()
    with qtbot.waitSignal(home.page_requested) as asked:
        home.notes.key_note.go.click()
    assert asked.args == ["keys", made.certificate_sha256]


def test_the_page_is_in_the_rail_and_shows_the_key_asked_for(
    qtbot: QtBot, workspace: AgencyWorkspace, key_file: Path, tmp_path: Path
) -> None:
    second = tmp_path / "second.p12"
    made = make_key_file(
        second, KeyOwner("陳小華", "MOE-02", "教育部"), PASSPHRASE, now=NOW, days=30
    )
    page = open_page(qtbot, workspace)
    page.show_target(made.certificate_sha256)
    assert selected(page).person_name == "陳小華"
    assert ("keys", "憑證") in [(each.id, each.title) for each in build_pages(workspace)]


@pytest.mark.parametrize("purpose", [EnrolmentPurpose.RENEWAL, EnrolmentPurpose.REPLACEMENT])
def test_renewing_proposes_the_present_kind_of_key(
    qtbot: QtBot, workspace: AgencyWorkspace, key_file: Path, purpose: EnrolmentPurpose
) -> None:
    dialog = RenewalDialog(selected(open_page(qtbot, workspace)), purpose)
    qtbot.addWidget(dialog)
    assert dialog.windowTitle() == f"憑證{word(purpose)}"
    assert dialog.way() is KeyMedium.PROGRAM
    dialog.ways[KeyMedium.CARD].setChecked(True)
    assert dialog.way() is KeyMedium.CARD


def test_a_renewed_key_keeps_its_owner_and_never_takes_a_name_that_is_there(
    qtbot: QtBot, tmp_path: Path, key_file: Path
) -> None:
    dialog = KeyDialog("林小明", person_id="MOE-01")
    qtbot.addWidget(dialog)
    assert dialog.name.isReadOnly() and dialog.person_id.isReadOnly()
    assert default_key_path(tmp_path, "MOE-01") == tmp_path / "MOE-01-2.p12"


def test_a_key_others_may_read_says_what_to_do(
    qtbot: QtBot, workspace: AgencyWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_key_file(
        workspace.store.with_name("moe.p12"),
        KeyOwner("林小明", "MOE-01", "教育部"), PASSPHRASE, now=NOW, days=300,
    )  # fmt: skip
    monkeypatch.setattr("app.trust.keys.files.is_exposed", lambda path: True)
    page = open_page(qtbot, workspace)
    assert "變更通行碼" in page.details.notes.text()
    assert page.details.notes.isVisibleTo(page.details)
