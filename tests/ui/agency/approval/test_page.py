"""Two persons in the window: handing over, looking, approving, sending back, on one PC and two."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.agency.handing_in.approval import hand_over
from app.agency.handing_in.steps import StepState
from app.models.answers import Place
from app.models.approval import PendingReturn, PendingState
from app.models.signatures import SignerRole
from app.ui.agency import paper_intake
from app.ui.agency.approval.page import ApprovalPage
from app.ui.agency.history.page import HistoryPage
from app.ui.agency.home.page import HomePage
from app.ui.agency.key_card import KeyCard
from app.ui.agency.pages import build_pages
from app.ui.agency.receive_prompt import ReceivePrompt
from app.ui.agency.sign.page import SignPage
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.shell.main_window import MainWindow
from app.ui.shell.page import Page
from app.ui.shell.preferences import PreferenceFile
from tests.agency.desks import NARRATIVE
from tests.ui.agency.two_persons import (
    PASSPHRASE,
    elsewhere,
    entry,
    finish,
    key,
    key_file,
    receive,
    round_file,
)
from tests.ui.drops import drop, enters, mime_of
from tests.ui.recorder import DialogRecorder

pytestmark = pytest.mark.slow

TIMEOUT = 60_000


@pytest.fixture
def preparer(empty_workspace: AgencyWorkspace, tmp_path: Path) -> AgencyWorkspace:
    """The preparer's window, everything filled in."""
    receive(empty_workspace, tmp_path, round_file())
    finish(empty_workspace)
    return empty_workspace


@pytest.fixture
def approver(qtbot: QtBot, tmp_path: Path) -> Iterator[AgencyWorkspace]:
    with elsewhere(tmp_path / "核定人") as workspace:
        yield workspace


def settle(qtbot: QtBot, page: SignPage | ApprovalPage) -> None:
    def is_quiet() -> bool:
        further = page.preview_tasks if isinstance(page, SignPage) else page.examining
        return not page.tasks.is_busy and not further.is_busy

    qtbot.waitUntil(is_quiet, timeout=TIMEOUT)


def open_sign(qtbot: QtBot, workspace: AgencyWorkspace) -> SignPage:
    page = SignPage(workspace)
    qtbot.addWidget(page)
    page.activate()
    settle(qtbot, page)
    return page


def open_approval(qtbot: QtBot, workspace: AgencyWorkspace) -> ApprovalPage:
    page = ApprovalPage(workspace)
    qtbot.addWidget(page)
    page.activate()
    settle(qtbot, page)
    return page


def unlock(card: KeyCard, folder: Path, who: str) -> None:
    card.use_file(key_file(folder, who))
    card.passphrase.setText(PASSPHRASE)
    card.unlock()


def kinds(page: SignPage | ApprovalPage) -> list[str]:
    return [each.kind for each in page.notices.notices()]


def keep_here(qtbot: QtBot, page: SignPage, folder: Path, note: str = "") -> PendingReturn:
    unlock(page.key_card, folder, "preparer")
    page.signing.handover.note.setPlainText(note)
    page.keep_here.click()
    settle(qtbot, page)
    return page.workspace.desk.pending.all()[0]


def send(
    qtbot: QtBot, page: SignPage, folder: Path, dialogs: DialogRecorder, name: str = "a.tbpending"
) -> Path:
    unlock(page.key_card, folder, "preparer")
    page.signing.handover.note.setPlainText("請核定，謝謝。")
    dialogs.answers = [folder / name]
    page.send.click()
    qtbot.waitUntil((folder / name).exists, timeout=TIMEOUT)
    settle(qtbot, page)
    return folder / name


def take(qtbot: QtBot, page: ApprovalPage, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The approver opens the file; the office's fingerprint is confirmed the first time."""
    monkeypatch.setattr(paper_intake, "confirm_office", lambda *_: True)
    page.take_files((path,))
    qtbot.waitUntil(lambda: page.pending is not None or bool(kinds(page)), timeout=TIMEOUT)
    settle(qtbot, page)


# -- handing over


def test_one_person_signs_here_and_the_only_approver_is_chosen(
    qtbot: QtBot, preparer: AgencyWorkspace, tmp_path: Path
) -> None:
    page = open_sign(qtbot, preparer)
    handover = page.signing.handover
    assert handover.approver.currentText() == "陳大同（MOE-approver）"
    assert not page.send.isEnabled() and len(page.findChildren(KeyCard)) == 1
    assert "填報人的" in page.sign_step.left.text()
    unlock(page.key_card, tmp_path, "preparer")
    assert page.sign_step.state is StepState.DONE
    assert page.send.isEnabled() and page.keep_here.isEnabled()
    assert not page.deliver.run.isVisibleTo(page)


def test_among_several_approvers_one_is_chosen_by_hand(
    qtbot: QtBot, empty_workspace: AgencyWorkspace, tmp_path: Path
) -> None:
    receive(empty_workspace, tmp_path, round_file(entry("other", SignerRole.APPROVER)))
    finish(empty_workspace)
    page = open_sign(qtbot, empty_workspace)
    unlock(page.key_card, tmp_path, "preparer")
    assert page.sign_step.left.text() == "請選擇核定人。" and not page.send.isEnabled()
    box = page.signing.handover.approver
    box.setCurrentIndex(box.findData(key("other").certificate_sha256))
    assert page.send.isEnabled()
    pending = keep_here(qtbot, page, tmp_path)
    assert pending.approver.person_name == "王小美"


def test_a_cancelled_hand_over_keeps_nothing(
    qtbot: QtBot, preparer: AgencyWorkspace, tmp_path: Path
) -> None:
    page = open_sign(qtbot, preparer)
    unlock(page.key_card, tmp_path, "preparer")
    page.keep_here.click()
    page.tasks.cancel()
    settle(qtbot, page)
    assert kinds(page) == ["info"]
    assert preparer.desk.pending.all() == () and not page.send.isEnabled()
    unlock(page.key_card, tmp_path, "preparer")
    assert page.send.isEnabled()


# -- on one computer


def test_on_one_computer_the_approver_looks_and_signs(
    qtbot: QtBot,
    preparer: AgencyWorkspace,
    tmp_path: Path,
    dialogs: DialogRecorder,
) -> None:
    sign = open_sign(qtbot, preparer)
    with qtbot.waitSignal(sign.page_requested, timeout=TIMEOUT) as asked:
        pending = keep_here(qtbot, sign, tmp_path, "附件另送。")
    assert sign.key_card.key is None
    assert asked.args == ["approval", pending.payload_sha256]
    assert "等待陳大同核定" in sign.pending_card.heading.text()
    page = open_approval(qtbot, preparer)
    assert page.facts.values["填報人"].text() == "林小明（MOE-preparer）"
    assert page.facts.values["附言"].text() == "附件另送。"
    assert page.facts.values["控制碼"].text() == pending.control_number
    assert "可以核定。" in page.verdict.text()
    explained = pending.payload.explained
    assert page.explained.table.proxy.rowCount() == len(explained) > 0
    page.explained.filter.setText(explained[0].reason)
    assert 0 < page.explained.table.proxy.rowCount() <= len(explained)
    assert page.preview.document.pageCount() > 1
    assert not page.foot.approve.isEnabled() and page.foot.card.key is None
    unlock(page.foot.card, tmp_path, "approver")
    dialogs.answers = [tmp_path / "out"]
    page.foot.approve.click()
    assert not page.foot.approve.isEnabled()
    qtbot.waitUntil(lambda: bool(preparer.desk.handed_in.of("114-annual")), timeout=TIMEOUT)
    settle(qtbot, page)
    assert sorted(each.suffix for each in (tmp_path / "out").iterdir()) == [".pdf", ".xlsx"]
    assert page.foot.card.key is None
    told = page.approved.words.text()
    assert pending.control_number in told and "交付彙整機關" in told and "寄回" not in told
    sign.show_steps()
    assert "已由陳大同核定" in sign.pending_card.heading.text()
    history = HistoryPage(preparer)
    qtbot.addWidget(history)
    history.activate()
    assert "已核定" in history.pending_texts[0]


def test_on_one_computer_it_is_sent_back_with_words(
    qtbot: QtBot, preparer: AgencyWorkspace, tmp_path: Path
) -> None:
    sign = open_sign(qtbot, preparer)
    keep_here(qtbot, sign, tmp_path)
    home = HomePage(preparer)
    qtbot.addWidget(home)
    home.activate()
    assert "等待陳大同核定" in home.notes.lines[0][0]
    page = open_approval(qtbot, preparer)
    page.foot.refuse.click()
    assert not page.foot.here.isEnabled() and not page.foot.send_signed.isEnabled()
    page.foot.note.setPlainText("執行率偏低，請補充說明。\n" * 20)
    assert page.foot.here.isEnabled()
    page.foot.here.click()
    settle(qtbot, page)
    assert page.empty.isVisibleTo(page)
    sign.show_steps()
    assert "已由陳大同退回" in sign.pending_card.heading.text()
    assert "請補充說明" in sign.pending_card.words.text()
    with qtbot.waitSignal(sign.page_requested) as asked:
        sign.pending_card.fill.click()
    assert asked.args == ["fill", None]
    home.notes.refresh()
    words, go = home.notes.lines[0]
    assert "退回：執行率偏低" in words and go.text() == "前往簽章"


def test_a_wrong_key_approves_nothing(
    qtbot: QtBot,
    preparer: AgencyWorkspace,
    tmp_path: Path,
    dialogs: DialogRecorder,
) -> None:
    keep_here(qtbot, open_sign(qtbot, preparer), tmp_path)
    page = open_approval(qtbot, preparer)
    unlock(page.foot.card, tmp_path, "preparer")
    dialogs.answers = [tmp_path / "out"]
    page.foot.approve.click()
    settle(qtbot, page)
    assert kinds(page) == ["error"]
    assert "兩位不同人員" in page.notices.notices()[0].text
    assert not (tmp_path / "out").exists() and not page.foot.approve.isEnabled()
    unlock(page.foot.card, tmp_path, "approver")
    assert page.foot.approve.isEnabled()
    assert preparer.desk.pending.all()[0].state is PendingState.WAITING


def test_the_named_approvers_key_is_proposed(
    qtbot: QtBot, preparer: AgencyWorkspace, tmp_path: Path
) -> None:
    preparer.desk.keys.remember_file(key_file(tmp_path, "approver"), key("approver").certificate)
    keep_here(qtbot, open_sign(qtbot, preparer), tmp_path)
    page = open_approval(qtbot, preparer)
    assert page.foot.card.file.text() == str(tmp_path / "approver.p12")


def test_what_was_withdrawn_waits_no_more(
    qtbot: QtBot, preparer: AgencyWorkspace, tmp_path: Path
) -> None:
    sign = open_sign(qtbot, preparer)
    pending = keep_here(qtbot, sign, tmp_path)
    page = open_approval(qtbot, preparer)
    badges: list[tuple[str, int]] = []
    preparer.badge_changed.connect(lambda page_id, count: badges.append((page_id, count)))
    sign.pending_card.withdraw.click()
    assert badges == [("approval", 0)]
    assert not sign.pending_card.isVisibleTo(sign)
    page.show_target(pending.payload_sha256)
    page.refresh()
    assert page.pending is None and page.empty.isVisibleTo(page)
    history = HistoryPage(preparer)
    qtbot.addWidget(history)
    history.activate()
    assert "已收回" in history.pending_texts[0]


def test_a_change_after_handing_over_is_said(
    qtbot: QtBot, preparer: AgencyWorkspace, tmp_path: Path
) -> None:
    sign = open_sign(qtbot, preparer)
    keep_here(qtbot, sign, tmp_path)
    assert not sign.pending_card.changed.isVisibleTo(sign.pending_card)
    changes: dict[Place, object] = {NARRATIVE: "送核定之後又改了一句。"}
    preparer.commit(changes, "修改")  # type: ignore[arg-type]
    sign.show_steps()
    assert sign.pending_card.changed.isVisibleTo(sign.pending_card)


# -- on two computers


def test_the_file_travels_and_the_approved_pair_comes_back(
    qtbot: QtBot,
    preparer: AgencyWorkspace,
    approver: AgencyWorkspace,
    tmp_path: Path,
    dialogs: DialogRecorder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sign = open_sign(qtbot, preparer)
    path = send(qtbot, sign, tmp_path, dialogs)
    assert kinds(sign) == ["ok"]
    page = open_approval(qtbot, approver)
    assert page.empty.isVisibleTo(page) and not page.board.isVisibleTo(page)
    take(qtbot, page, path, monkeypatch)
    assert page.pending is not None and approver.draft is not None
    assert "請核定，謝謝。" in page.facts.values["附言"].text()
    unlock(page.foot.card, tmp_path, "approver")
    dialogs.answers = [tmp_path / "out"]
    page.foot.approve.click()
    qtbot.waitUntil(lambda: bool(approver.desk.handed_in.of("114-annual")), timeout=TIMEOUT)
    settle(qtbot, page)
    assert "寄回林小明" in page.approved.words.text()
    pair = sorted((tmp_path / "out").iterdir())
    dialogs.answers = [pair[:1], pair]
    sign.pending_card.answer.click()
    assert kinds(sign) == ["error"]  # one file alone
    sign.pending_card.answer.click()
    qtbot.waitUntil(lambda: bool(preparer.desk.handed_in.of("114-annual")), timeout=TIMEOUT)
    settle(qtbot, sign)
    sign.show_steps()
    assert kinds(sign) == ["ok"]
    assert "已由陳大同核定" in sign.pending_card.heading.text()


def test_the_slip_travels_back(
    qtbot: QtBot,
    preparer: AgencyWorkspace,
    approver: AgencyWorkspace,
    tmp_path: Path,
    dialogs: DialogRecorder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sign = open_sign(qtbot, preparer)
    page = open_approval(qtbot, approver)
    take(qtbot, page, send(qtbot, sign, tmp_path, dialogs), monkeypatch)
    page.foot.refuse.click()
    page.foot.note.setPlainText("附件未齊。")
    assert not page.foot.send_signed.isEnabled()
    unlock(page.foot.card, tmp_path, "approver")
    dialogs.answers = [tmp_path / "a.tbsendback"]
    page.foot.send_signed.click()
    settle(qtbot, page)
    assert (tmp_path / "a.tbsendback").exists() and page.empty.isVisibleTo(page)
    dialogs.answers = [[tmp_path / "a.tbsendback"]]
    sign.pending_card.answer.click()
    sign.show_steps()
    assert kinds(sign) == ["warning"]
    assert "理由：附件未齊。" in sign.pending_card.words.text()


def test_an_office_nobody_confirms_lets_nothing_in(
    qtbot: QtBot,
    preparer: AgencyWorkspace,
    approver: AgencyWorkspace,
    tmp_path: Path,
    dialogs: DialogRecorder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = send(qtbot, open_sign(qtbot, preparer), tmp_path, dialogs)
    page = open_approval(qtbot, approver)
    asked: list[str] = []

    def refuse(_parent: object, preview: object) -> bool:
        asked.append(getattr(preview, "fingerprint", ""))
        return False

    monkeypatch.setattr(paper_intake, "confirm_office", refuse)
    page.take_files((path,))
    qtbot.waitUntil(lambda: bool(asked), timeout=TIMEOUT)
    settle(qtbot, page)
    assert approver.desk.pending.all() == () and approver.desk.office.pin() is None


def test_a_file_of_another_kind_is_refused_in_the_page(
    qtbot: QtBot, approver: AgencyWorkspace, tmp_path: Path
) -> None:
    page = open_approval(qtbot, approver)
    page.take_files((tmp_path / "a.docx",))
    assert kinds(page) == ["error"]
    broken = tmp_path / "a.tbpending"
    broken.write_bytes(b"nothing")
    page.take_files((broken,))
    settle(qtbot, page)
    assert kinds(page) == ["error"] and page.empty.isVisibleTo(page)


def test_the_file_can_be_saved_once_more(
    qtbot: QtBot, preparer: AgencyWorkspace, tmp_path: Path, dialogs: DialogRecorder
) -> None:
    sign = open_sign(qtbot, preparer)
    keep_here(qtbot, sign, tmp_path)
    assert not sign.pending_card.save.isEnabled()
    unlock(sign.key_card, tmp_path, "preparer")
    dialogs.answers = [tmp_path / "again.tbpending"]
    sign.pending_card.save.click()
    settle(qtbot, sign)
    assert (tmp_path / "again.tbpending").exists() and kinds(sign) == ["ok"]


# -- the window


def test_files_dropped_on_the_window_go_to_their_page(
    qtbot: QtBot, preferences: PreferenceFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    workspace = AgencyWorkspace(tmp_path / "new.tianbao", preferences)
    window.show_workspace(workspace, build_pages(workspace))
    assert window.workspace is not None
    window.workspace.open()
    window.enter_workspace()
    taken: list[tuple[Path, ...]] = []
    page: Page = window.page("approval")
    monkeypatch.setattr(page, "take_files", taken.append)
    drop(window, tmp_path / "a.tbsendback")
    assert window.page_id == "approval"
    drop(page, tmp_path / "a.xlsx", tmp_path / "a.pdf")
    assert taken == [(tmp_path / "a.tbsendback",), (tmp_path / "a.xlsx", tmp_path / "a.pdf")]
    window.close_workspace()


def test_every_control_can_be_reached_with_the_keyboard(
    qtbot: QtBot, preparer: AgencyWorkspace, tmp_path: Path
) -> None:
    desk, draft = preparer.desk, preparer.draft
    assert draft is not None
    now = datetime.now(UTC)  # not when this module was read: the store may know a later moment
    hand_over(desk, draft, key("preparer"), key("approver").certificate_sha256, note="", now=now)
    page = open_approval(qtbot, preparer)
    for widget in (page.open, page.explained.table, page.foot.card.choose, page.foot.refuse):
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    page.foot.begin_note()
    assert page.foot.note.tabChangesFocus()
    page.foot.end_note()
    assert page.foot.refuse.isVisibleTo(page.foot)


def test_the_prompt_for_round_files_leaves_everything_else_to_the_window(
    qtbot: QtBot, empty_workspace: AgencyWorkspace, tmp_path: Path
) -> None:
    prompt = ReceivePrompt(empty_workspace)
    qtbot.addWidget(prompt)
    assert not enters(prompt, mime_of(tmp_path / "a.tbpending"))
    assert enters(prompt, mime_of(tmp_path / "a.tbround"))
