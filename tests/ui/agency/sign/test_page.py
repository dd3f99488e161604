"""Signing in the window: a key is made, its certificate registered, the pair written."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.agency.handing_in.steps import StepState
from app.demo.agency import explain_delays, explain_warnings
from app.demo.answers import build_agency_answers
from app.models.answers import Place
from app.models.reviews import CommentAnswerKind, ReviewComment
from app.models.rounds import Round
from app.models.signatures import Registry, RegistryEntry, SignerRole
from app.trust.certificates.certificate import certificate_pem
from app.trust.keys.pkcs12 import write_pkcs12
from app.trust.keys.signing_keys import SoftwareKey, create_software_key
from app.ui.agency.fill_target import target_of
from app.ui.agency.history.page import HistoryPage
from app.ui.agency.home.page import HomePage
from app.ui.agency.keys.key_dialog import KeyDialog, NewKey
from app.ui.agency.sign.page import SignPage
from app.ui.agency.workspace import AgencyWorkspace
from tests.agency.desks import (
    AGENCY,
    OFFICE_FINGERPRINT,
    PAID,
    build_round,
    build_round_file,
    write_file,
)
from tests.ui.recorder import DialogRecorder

pytestmark = pytest.mark.slow

PASSPHRASE = "correct horse"


def open_round() -> Round:
    """The round of 114, open on the day the window's own clock says."""
    today = datetime.now(UTC).date()
    return build_round(
        opens_on=today - timedelta(days=30),
        due_on=today + timedelta(days=10),
        closes_on=today + timedelta(days=30),
    )


@pytest.fixture(scope="module")
def key() -> SoftwareKey:
    now = datetime.now(UTC)
    return create_software_key(
        "林小明",
        "MOE-01",
        "教育部",
        valid_from=now - timedelta(days=1),
        valid_until=now + timedelta(days=30),
    )


@pytest.fixture
def key_file(tmp_path: Path, key: SoftwareKey) -> Path:
    path = tmp_path / "key.p12"
    write_pkcs12(key, path, PASSPHRASE.encode())
    return path


@pytest.fixture
def registered(
    empty_workspace: AgencyWorkspace, tmp_path: Path, key: SoftwareKey
) -> AgencyWorkspace:
    """A workspace whose round file lists the key."""
    now = datetime.now(UTC)
    entry = RegistryEntry(
        agency=AGENCY,
        person_id="MOE-01",
        person_name="林小明",
        role=SignerRole.PREPARER,
        certificate_pem=certificate_pem(key.certificate),
        certificate_sha256=key.certificate_sha256,
        active_from=now - timedelta(days=1),
    )
    registry = Registry(
        sequence=2, issued_at=now, next_update=now + timedelta(days=90), entries=(entry,)
    )
    file = write_file(
        tmp_path, build_round_file(registry=registry, round=open_round()), "registered.tbround"
    )
    empty_workspace.receive_round_file(file, confirm_office=OFFICE_FINGERPRINT)
    return empty_workspace


@pytest.fixture
def finished(registered: AgencyWorkspace) -> AgencyWorkspace:
    """Everything filled in, every warning explained."""
    draft = registered.draft
    assert draft is not None
    draft.commit(build_agency_answers(draft.programme, draft.blank, 7), "示範填報")
    explain_delays(draft)
    explain_warnings(draft)
    registered.check_now()
    assert not any(each.is_open for each in registered.findings())
    return registered


def finished_registry(workspace: AgencyWorkspace) -> Registry:
    """The registry of the round in hand."""
    assert workspace.draft is not None
    return workspace.desk.rounds.file(workspace.draft.round.id).registry


def open_page(qtbot: QtBot, workspace: AgencyWorkspace) -> SignPage:
    page = SignPage(workspace)
    qtbot.addWidget(page)
    page.activate()
    qtbot.waitUntil(lambda: not page.preview_tasks.is_busy, timeout=20_000)
    return page


def unlock(page: SignPage, key_file: Path, passphrase: str = PASSPHRASE) -> None:
    page.key_card.use_file(key_file)
    page.key_card.passphrase.setText(passphrase)
    page.key_card.unlock()


def test_open_findings_keep_the_steps_open(
    qtbot: QtBot, registered: AgencyWorkspace, key_file: Path
) -> None:
    page = open_page(qtbot, registered)
    unlock(page, key_file)
    assert page.check_step.state is StepState.OPEN
    assert not page.to_check.isHidden()
    assert page.sign_step.state is StepState.DONE
    assert page.deliver_step.state is StepState.WAITING
    assert not page.deliver.run.isEnabled()


def test_what_could_not_be_read_keeps_the_return_from_being_signed(
    qtbot: QtBot, finished: AgencyWorkspace, key_file: Path
) -> None:
    page = open_page(qtbot, finished)
    unlock(page, key_file)
    assert page.deliver.run.isEnabled()
    assert finished.draft is not None
    project = finished.draft.blank.project_ids[0]
    place = Place(project, "budget", None, "prepaid")
    finished.commit({}, "typed", texts={place: "約三萬"})
    finished.check_now()
    page.show_steps()
    assert page.check_step.state is StepState.OPEN
    assert not page.deliver.run.isEnabled()


def test_remarks_without_an_answer_are_said_and_keep_the_return_from_being_signed(
    qtbot: QtBot, finished: AgencyWorkspace, key_file: Path, tmp_path: Path
) -> None:
    draft = finished.draft
    assert draft is not None
    page = open_page(qtbot, finished)
    unlock(page, key_file)
    assert page.remarks.isHidden()
    written = datetime(2026, 2, 3, 2, 0, tzinfo=UTC)
    remarks = tuple(
        ReviewComment(
            id=f"r1-{number}", place=place, text="請說明。", author="國發會", written_at=written
        )
        for number, place in enumerate((PAID.path, None), start=1)
    )
    sent_back = build_round_file(
        comments=remarks, registry=finished_registry(finished), round=open_round()
    )
    finished.receive_round_file(write_file(tmp_path, sent_back, "sent-back.tbround"))
    page.show_steps()
    assert page.remarks.words.text() == "退回意見 2 則尚未回復"
    assert page.check_step.state is StepState.OPEN
    assert not page.deliver.run.isEnabled()
    with qtbot.waitSignal(page.page_requested) as asked:
        page.remarks.go.click()
    assert asked.args == ["fill", target_of(PAID)]
    assert finished.draft is not None
    for each in remarks:
        finished.draft.remarks.answer(each, CommentAnswerKind.CORRECTED, "")
    page.show_steps()
    assert page.remarks.isHidden()
    assert page.deliver.run.isEnabled()


def test_the_preview_has_the_pages_of_the_return(qtbot: QtBot, registered: AgencyWorkspace) -> None:
    page = open_page(qtbot, registered)
    assert page.preview.document.pageCount() > 1
    assert page.preview_step.state is StepState.DONE


def test_a_wrong_passphrase_is_said_and_leaves_the_key_locked(
    qtbot: QtBot, registered: AgencyWorkspace, key_file: Path
) -> None:
    page = open_page(qtbot, registered)
    unlock(page, key_file, "wrong")
    assert page.key_card.key is None
    assert page.key_card.notices.notices()[0].kind == "error"
    assert page.sign_step.state is StepState.OPEN


def test_a_key_nobody_registered_cannot_sign(
    qtbot: QtBot, workspace: AgencyWorkspace, key_file: Path
) -> None:
    page = open_page(qtbot, workspace)
    unlock(page, key_file)
    assert "尚未登錄" in page.sign_step.left.text()
    assert not page.deliver.run.isEnabled()


def test_the_signed_pair_is_written_and_recorded(
    qtbot: QtBot, finished: AgencyWorkspace, key_file: Path, tmp_path: Path, dialogs: DialogRecorder
) -> None:
    page = open_page(qtbot, finished)
    unlock(page, key_file)
    dialogs.answers = [tmp_path / "out"]
    page.deliver.choose_folder.click()
    assert page.deliver.run.isEnabled()
    page.deliver.run.click()
    assert not page.deliver.run.isEnabled()
    qtbot.waitUntil(lambda: page.exported is not None, timeout=30_000)
    pair = page.exported
    assert pair is not None
    assert sorted(each.suffix for each in (tmp_path / "out").iterdir()) == [".pdf", ".xlsx"]
    assert page.deliver_step.state is StepState.DONE
    number = pair.payload.control_number()
    page.deliver.copy_number.click()
    assert QGuiApplication.clipboard().text() == number
    history = HistoryPage(finished)
    qtbot.addWidget(history)
    history.activate()
    assert list(history.record_cards) == [number]


def test_a_correction_gets_the_next_revision(
    qtbot: QtBot, finished: AgencyWorkspace, key_file: Path
) -> None:
    page = open_page(qtbot, finished)
    unlock(page, key_file)
    page.deliver.run.click()
    qtbot.waitUntil(lambda: page.exported is not None, timeout=30_000)
    history = HistoryPage(finished)
    qtbot.addWidget(history)
    history.activate()
    history.correct_buttons["114-annual"].click()
    assert finished.draft is not None
    assert finished.draft.basis.revision == 2
    assert history.correct_buttons == {}


def test_home_says_to_deliver_what_was_exported(
    qtbot: QtBot, finished: AgencyWorkspace, key_file: Path
) -> None:
    home = HomePage(finished)
    qtbot.addWidget(home)
    home.activate()
    assert home.next.text() == "檢視並簽章"
    page = open_page(qtbot, finished)
    unlock(page, key_file)
    page.deliver.run.click()
    qtbot.waitUntil(lambda: page.exported is not None, timeout=30_000)
    home.activate()
    assert any(
        each.text().endswith("請交付彙整機關。") and "第 1 版" in each.text()
        for each in home.findChildren(QLabel)
    )
    with qtbot.waitSignal(home.page_requested) as asked:
        home.next.click()
    assert asked.args == ["history", None]


def test_an_edit_takes_the_delivered_state_back(
    qtbot: QtBot, finished: AgencyWorkspace, key_file: Path
) -> None:
    page = open_page(qtbot, finished)
    unlock(page, key_file)
    page.deliver.run.click()
    qtbot.waitUntil(lambda: page.exported is not None, timeout=30_000)
    finished.undo()
    assert page.exported is None
    assert page.deliver.result.isHidden()


def test_everything_else_about_keys_is_on_their_own_page(
    qtbot: QtBot, registered: AgencyWorkspace, key_file: Path
) -> None:
    page = open_page(qtbot, registered)
    with qtbot.waitSignal(page.page_requested) as asked:
        page.key_card.manage.click()
    assert asked.args == ["keys", None]
    unlock(page, key_file)
    (known,) = registered.desk.keys.memory().files
    assert known.path == str(key_file)


def test_the_key_dialog_lets_nobody_on_with_something_missing(qtbot: QtBot) -> None:
    dialog = KeyDialog("林小明")
    qtbot.addWidget(dialog)
    assert "識別代號" in dialog.problem()
    dialog.person_id.setText("MOE-01")
    dialog.passphrase.setText("short")
    assert "至少" in dialog.problem()
    dialog.passphrase.setText(PASSPHRASE)
    assert "不同" in dialog.problem()
    dialog.again.setText(PASSPHRASE)
    assert dialog.problem() == ""
    assert dialog.answer() == NewKey("林小明", "MOE-01", PASSPHRASE)
    assert "請牢記通行碼" in dialog.missing.text()
    dialog.algorithm.setCurrentIndex(1)
    assert dialog.answer().algorithm == "rsa"


def test_the_key_dialog_takes_no_passphrase_that_is_guessed_first(qtbot: QtBot) -> None:
    dialog = KeyDialog("林小明")
    qtbot.addWidget(dialog)
    dialog.person_id.setText("MOE-01")
    dialog.passphrase.setText("password1234")
    dialog.again.setText("password1234")
    assert "太容易被猜中" in dialog.problem()
